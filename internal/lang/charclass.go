package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A charClass says what a character does to the tokens around it.
type charClass uint8

const (
	classOther     charClass = iota // symbols, emoji, invalid bytes
	classSpace                      // white space and control characters
	classIgnorable                  // zero-width and directional marks, soft hyphens
	classLetter
	classDigit
	classPunct // brackets, marks, dashes
)

// asciiClass holds the classes of the ASCII characters.
var asciiClass = func() (t [utf8.RuneSelf]charClass) {
	for c := range t {
		switch r := rune(c); {
		case r <= ' ' || r == 0x7f:
			t[c] = classSpace
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_':
			t[c] = classLetter
		case '0' <= r && r <= '9':
			t[c] = classDigit
		case strings.ContainsRune("!\"'(),-./:;?[]{}`<>*=~|\\", r):
			t[c] = classPunct
		}
	}
	return t
}()

// class returns the class of the character at text[i:] and its size in bytes.
func class(text string, i int) (charClass, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		return classOther, n
	case r == 0xa0 || r == 0x85 || unicode.IsSpace(r):
		return classSpace, n
	case ignorable(r):
		return classIgnorable, n
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return classLetter, n
	case unicode.IsDigit(r):
		return classDigit, n
	case unicode.IsPunct(r):
		return classPunct, n
	}
	return classOther, n
}

// ignorable reports whether r shows as nothing: zero-width and directional
// marks, soft hyphens, byte-order marks.
func ignorable(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0xfeff, 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e,
		0x2060 <= r && r <= 0x206f, 0xfe00 <= r && r <= 0xfe0f:
		return true
	}
	return false
}

func wordStart(text string, i int) bool {
	c, _ := class(text, i)
	return c == classLetter || c == classDigit
}

func alnumBefore(text string, i int) bool {
	if i == 0 {
		return false
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	c, _ := class(text, i-n)
	return c == classLetter || c == classDigit || r == ']' || r == ')'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits returns the length of the run of ASCII digits that s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func upper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

func lowerASCII(c byte) bool { return 'a' <= c && c <= 'z' }
