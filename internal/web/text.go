package web

import (
	"strings"
	"unicode"
)

// shown returns words as a page can hold them: what can't be seen, or would turn
// the letters round it, is shown to be there instead.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == unicode.ReplacementChar:
			return '\uFFFD'
		}
		return r
	}, s)
}
