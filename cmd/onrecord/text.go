package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// load reads the text of the file name, or of standard input for "-". The text
// is not changed; what is no text is refused.
func load(name string) (string, error) {
	if name == "-" {
		return loadFrom(os.Stdin, "standard input", 0)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", unreadable(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", unreadable(name, err)
	}
	return loadFrom(f, name, info.Size())
}

func loadFrom(r io.Reader, name string, size int64) (string, error) {
	if size > onrecord.MaxText {
		return "", tooBig(name)
	}
	var b strings.Builder
	b.Grow(int(size))
	if _, err := io.Copy(&b, io.LimitReader(r, onrecord.MaxText+1)); err != nil {
		return "", unreadable(name, err)
	}
	return b.String(), checkText(name, b.String())
}

// checkText says what is wrong with a text that is none, and what to do.
func checkText(name, text string) error {
	switch err := onrecord.CheckText(text); {
	case errors.Is(err, onrecord.ErrTooLarge):
		return tooBig(name)
	case errors.Is(err, onrecord.ErrUTF16):
		return utf16Text(name)
	case errors.Is(err, onrecord.ErrNotText):
		return notText(name)
	case errors.Is(err, onrecord.ErrNoText):
		return emptyText(name)
	}
	return nil
}

// misencoded says that a text was read although bytes of it are not UTF-8, nil
// if all are. Where no character beyond ASCII is UTF-8, it is in an 8-bit code
// page: Windows-1252, which holds all that Latin-1 does.
func misencoded(name string, r *onrecord.Record) *complaint {
	if len(r.Problems) == 0 {
		return nil
	}
	first := r.Problems[0].Start
	line := 1 + strings.Count(r.Text[:first], "\n")
	if mixed := strings.ContainsFunc(r.Text, func(c rune) bool { return c >= utf8.RuneSelf && c != utf8.RuneError }); mixed {
		return damagedText(name, len(r.Problems), line)
	}
	return codePageText(name, len(r.Problems), line)
}
