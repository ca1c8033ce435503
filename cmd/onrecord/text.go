package main

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// maxText bounds what is taken for one story, in bytes. No story comes near: it
// is two novels. What is made of news as long takes 110 MB of memory, of figures
// and nothing else 440 MB.
const maxText = 1 << 20

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
	if size > maxText {
		return "", tooBig(name)
	}
	var b strings.Builder
	b.Grow(int(size))
	if _, err := io.Copy(&b, io.LimitReader(r, maxText+1)); err != nil {
		return "", unreadable(name, err)
	}
	if b.Len() > maxText {
		return "", tooBig(name)
	}
	return b.String(), checkText(name, b.String())
}

// checkText says what is wrong with a text that is none.
func checkText(name, text string) error {
	switch {
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
		return utf16Text(name)
	case binary(text):
		return notText(name)
	case blank(text):
		return emptyText(name)
	}
	return nil
}

// binary reports whether text is none: it has a zero byte, or much of its
// start is control characters and bytes that are not UTF-8. A fifth is
// enough: in a European language written in an 8-bit code page it is less.
func binary(text string) bool {
	if strings.IndexByte(text, 0) >= 0 {
		return true
	}
	start := text[:min(len(text), 8<<10)]
	odd, n := 0, 0
	for i := 0; i < len(start); n++ {
		r, size := utf8.DecodeRuneInString(start[i:])
		i += size
		if r == utf8.RuneError && size == 1 || unicode.IsControl(r) && !unicode.IsSpace(r) {
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
