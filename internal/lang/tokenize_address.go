package lang

import (
	"strings"
	"unicode/utf8"
)

// address returns the length of the web or mail address that s starts with.
func address(s string) int {
	n := 0
	switch {
	case prefixFold(s, "http://"), prefixFold(s, "https://"), prefixFold(s, "www."), prefixFold(s, "ftp://"), prefixFold(s, "mailto:"):
		n = len(s)
	default:
		at := strings.IndexByte(s, '@')
		if at <= 0 || !strings.Contains(s[at:], ".") {
			return 0
		}
		for i := 0; i < at; i++ {
			if c := s[i]; asciiClass[c&0x7f] != classLetter && !isDigit(c) && !strings.ContainsRune(".-+%_:", rune(c)) {
				return 0
			}
		}
		n = at + 1
		for n < len(s) && (s[n] < utf8.RuneSelf && (asciiClass[s[n]] == classLetter || isDigit(s[n])) || s[n] == '.' || s[n] == '-') {
			n++
		}
	}
	if k := strings.IndexAny(s[:n], "\"<>”“"); k > 0 {
		n = k
	}
	for n > 0 && strings.ContainsRune(".,;:!?)]'*", rune(s[n-1])) {
		if s[n-1] == ')' && strings.Contains(s[:n-1], "(") {
			break
		}
		n--
	}
	if k := strings.Index(s[:n], "’"); k > 0 && k+len("’") >= n {
		n = k
	}
	return n
}

func prefixFold(s, prefix string) bool {
	return len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
