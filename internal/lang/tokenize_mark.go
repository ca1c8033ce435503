package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark emits the punctuation mark or symbol at i, of n bytes, and returns where
// it ends.
func (t *tokenizer) mark(i, e, limit, n int) int {
	s := t.text[i:e]
	k, word := 0, false
	switch s[0] {
	case '.', '!', '?', '-', '=', '*', '~', '+', '#', '<', '>', ':', ';':
		if k = emoticon(s); k == 0 {
			k, word = t.repeated(i, s)
		}
	case '@':
		word = len(s) > 1 && wordStart(t.text, i+1) && !alnumBefore(t.text, i)
	case '\'', '`', 0xe2: // 0xe2 starts ’ and ‘
		k = t.apostrophe(i, s)
	}
	switch {
	case word:
		return t.wordFrom(i, i+1, e, limit) // #tag, +44, .5, -5, @name
	case k == 0 && s[0] >= utf8.RuneSelf:
		k = t.beyondASCII(i, e, n)
	}
	if k == 0 {
		k = n
	}
	t.emit(i, i+k)
	return i + k
}

// repeated returns the length of the run of one mark that s, at i, starts with,
// 0 if it is none, and whether it starts a word instead.
func (t *tokenizer) repeated(i int, s string) (k int, word bool) {
	c := s[0]
	if c == ':' || c == ';' {
		return 0, false
	}
	k = 1
	for k < len(s) && (s[k] == c || c == '!' && s[k] == '?' || c == '?' && s[k] == '!') {
		k++
	}
	if k > 1 || len(s) == 1 {
		return k, false
	}
	switch c {
	case '#':
		return k, wordStart(t.text, i+1) && !isDigit(s[1])
	case '+':
		return k, wordStart(t.text, i+1)
	case '.':
		return k, wordStart(t.text, i+1) && asciiClass[s[1]&0x7f] == classDigit && !alnumBefore(t.text, i)
	case '-':
		return k, isDigit(s[1]) && !alnumBefore(t.text, i) && onlyNumber(s[1:])
	}
	return k, false
}

// apostrophe returns the length of what the apostrophe or backquote at i makes
// more than a mark of its own: a double one, a clipped word, a clitic.
func (t *tokenizer) apostrophe(i int, s string) int {
	switch {
	case strings.HasPrefix(s, "``"):
		return 2
	case strings.HasPrefix(s, "''"):
		// Of three at the end of a quotation, the first closes one within it.
		if len(s) > 2 && s[2] == '\'' && i > 0 && around(t.text[:i], true) != sideSpace {
			return 1
		}
		return 2
	case strings.HasPrefix(s, "’’"), strings.HasPrefix(s, "‘‘"):
		return 2 * len("’")
	}
	q := 1
	switch {
	case s[0] == '`':
		return 0
	case s[0] != '\'' && (strings.HasPrefix(s, "’") || strings.HasPrefix(s, "‘")):
		q = len("’")
	case s[0] != '\'':
		return 0
	}
	if alnumBefore(t.text, i) {
		return clitic(s)
	}
	return clipped(s, q)
}

// beyondASCII returns the length of what the symbol at i, of n bytes, holds
// together: emoji with their modifiers, runs of dashes and ellipses.
func (t *tokenizer) beyondASCII(i, e, n int) int {
	s := t.text[i:e]
	if c, _ := class(t.text, i); c == classOther {
		j := i + n
		for j < e {
			c, k := class(t.text, j)
			if r, _ := utf8.DecodeRuneInString(t.text[j:]); c != classIgnorable && !unicode.Is(unicode.Sk, r) {
				break
			}
			j += k
		}
		return j - i
	}
	if !strings.HasPrefix(s, "…") && !strings.HasPrefix(s, "—") {
		return 0
	}
	k := len("…")
	for strings.HasPrefix(s[k:], s[:len("…")]) {
		k += len("…")
	}
	return k
}

// onlyNumber reports whether s is a plain number, up to punctuation at its end.
func onlyNumber(s string) bool {
	s = strings.TrimRight(s, ".,;:!?)%")
	return s != "" && strings.Trim(s, "0123456789.,") == ""
}

// emoticon returns the length of the emoticon that s starts with.
func emoticon(s string) int {
	if len(s) < 2 || s[0] != ':' && s[0] != ';' && s[0] != '=' {
		return 0
	}
	for _, e := range [...]string{":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", "=(", ":D", ":P", ":/"} {
		if strings.HasPrefix(s, e) && (len(s) == len(e) || asciiClass[s[len(e)]&0x7f] != classLetter && s[len(e)] != '/') {
			return len(e)
		}
	}
	return 0
}
