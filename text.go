package onrecord

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText bounds what is taken for one story, in bytes. No story comes near: it
// is two novels. What is made of news as long takes 110 MB of memory, of figures
// and nothing else 440 MB.
const MaxText = 1 << 20

// What CheckText finds wrong.
var (
	ErrTooLarge = errors.New("larger than 1 MB: this is not one story")
	ErrUTF16    = errors.New("this text is in UTF-16, not UTF-8")
	ErrNotText  = errors.New("this is not plain text")
	ErrNoText   = errors.New("there is no text in it")
)

// CheckText says why a text from outside is not to be taken for a story.
func CheckText(text string) error {
	switch {
	case len(text) > MaxText:
		return ErrTooLarge
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
		return ErrUTF16
	case binary(text):
		return ErrNotText
	case blank(text):
		return ErrNoText
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
