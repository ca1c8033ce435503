// Package ingest turns what comes in, files and answers of servers, into
// stories: a Page is the text of one and what it says of itself. All parsing
// of formats from outside, and all network, is here.
//
// Captures cuts a file into its stories as they came, Read makes a Page of
// one. Whatever the bytes are, reading them neither panics nor hangs: sizes are
// bounded by the constants below, and one bad story never stops the others.
package ingest

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// A Page is one story as it came in: its text with what is known of it, and
// the bytes that it was taken from.
type Page struct {
	onrecord.Revision
	Capture onrecord.Capture
}

// What is taken for one story, in bytes. A page of the web carries its
// scripts and styles with it.
const (
	MaxText = 1 << 20  // of its text
	MaxBody = 16 << 20 // of the bytes that hold it, unpacked
)

// The reasons why bytes hold no story.
var (
	ErrEmpty    = errors.New("there is no text in it")
	ErrScript   = errors.New("there is no text in it: a script would put it there")
	ErrBinary   = errors.New("this is neither text nor a page nor another format known")
	ErrTooLarge = fmt.Errorf("larger than %d MB: this is not one story", MaxBody>>20)
	ErrTooLong  = fmt.Errorf("its text is longer than %d MB: this is not one story", MaxText>>20)
	ErrTooDeep  = errors.New("its elements are nested too deep to be read")
	ErrNoStory  = errors.New("this JSON is no story: it has neither a text nor a body")
)

// Read reads the one story that c holds. Its kind is told by its media type
// and, where that says little, by its bytes.
func Read(c *onrecord.Capture) (*Page, error) {
	body, err := unpacked(c)
	if err != nil {
		return nil, err
	}
	rev, err := read(body, c)
	if err != nil {
		return nil, err
	}
	makeValid(rev)
	if err := checkText(rev.Text); err != nil {
		return nil, err
	}
	return &Page{Revision: *rev, Capture: *c}, nil
}

func read(body []byte, c *onrecord.Capture) (*onrecord.Revision, error) {
	rev := &onrecord.Revision{URL: c.URL}
	switch kindOf(c.MediaType, "", body) {
	case kindHTML:
		return rev, readHTML(rev, decodeHTML(body, c.MediaType))
	case kindJSON, kindLines:
		return rev, readJSON(rev, body)
	case kindMail:
		return rev, readMail(rev, body)
	case kindText:
		text, err := decodeText(body, c.MediaType)
		rev.Text = text
		return rev, err
	}
	return nil, ErrBinary
}

// makeValid sees to it that everything is UTF-8: mails and addresses may name
// things in bytes that are not.
func makeValid(rev *onrecord.Revision) {
	for _, s := range []*string{&rev.Text, &rev.Title, &rev.Outlet, &rev.Canonical, &rev.GUID, &rev.Declared, &rev.URL} {
		*s = strings.ToValidUTF8(*s, "\ufffd")
	}
	for _, list := range [][]string{rev.Byline, rev.Related} {
		for i := range list {
			list[i] = strings.ToValidUTF8(list[i], "\ufffd")
		}
	}
}

// checkText refuses what no reader could read.
func checkText(text string) error {
	switch {
	case len(text) > MaxText:
		return ErrTooLong
	case blank(text):
		return ErrEmpty
	case binary(text):
		return ErrBinary
	}
	return nil
}

// binary reports whether text is none: it has a zero byte, or a fifth of its
// start is control characters.
func binary(text string) bool {
	if strings.IndexByte(text, 0) >= 0 {
		return true
	}
	odd, n := 0, 0
	for _, r := range text[:min(len(text), 8<<10)] {
		n++
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == utf8.RuneError {
			odd++
		}
	}
	return n >= 16 && odd*5 > n
}

// blank reports whether text holds nothing to see.
func blank(text string) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}
