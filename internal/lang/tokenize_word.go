package lang

import (
	"strings"
	"unicode/utf8"
)

// wordFrom emits the tokens of the word that starts at i, and whose first
// letter stands at j, after a mark that belongs to it (or at i if there is
// none). It returns where the word ends.
func (t *tokenizer) wordFrom(i, j, e, limit int) int {
	s := t.text[i:e]
	if k := address(s); k > 0 {
		t.emit(i, i+k)
		return i + k
	}
	if k := numeric(s); k > 0 {
		if u := unit(s[k:]); u > 0 {
			t.emit(i, i+k)
			t.emit(i+k, i+k+u)
			return i + k + u
		}
	}
	// The longest run of letters, digits and what may stand between them.
	for j < e {
		c, n := class(t.text, j)
		if c == classLetter || c == classDigit || c == classIgnorable {
			j += n
			continue
		}
		if k := t.joins(i, j, n, e); k > 0 {
			j += k
			continue
		}
		break
	}
	if j < e && t.text[j] == '.' && t.abbreviation(i, j, e, limit) {
		j++
	}
	t.split(i, j)
	return j
}

// joins returns the number of bytes of the character at j if it stands within
// a word begun at i (the point in "U.S", the comma in "1,000", the hyphen in
// "e-mail"), and 0 otherwise.
func (t *tokenizer) joins(i, j, n, e int) int {
	text := t.text
	if j+n >= e {
		return 0
	}
	next, _ := class(text, j+n)
	prevDigit := isDigit(text[j-1])
	nextDigit := text[j+n] < utf8.RuneSelf && isDigit(text[j+n])
	alnum := next == classLetter || next == classDigit
	switch text[j] {
	case '.':
		if prevDigit && nextDigit {
			return 1
		}
		if next == classLetter && !missingSpace(text[i:j], text[j+1:e]) {
			return 1
		}
	case ',':
		if prevDigit && nextDigit && j+4 <= e && digits(text[j+1:e]) == 3 {
			return 1
		}
	case ':':
		if prevDigit && nextDigit {
			return 1
		}
	case '\'', 0xe2:
		if (text[j] == '\'' || strings.HasPrefix(text[j:], "’")) && alnum && !(prevDigit && nextDigit) {
			return n
		}
	case '&':
		if alnum && j-i <= 3 && e-j <= 5 || alnum && upper(text[i:j]) {
			return 1
		}
	case '/':
		if alnum && slashed(text[i:e], j-i) {
			return 1
		}
	case '-':
		if alnum && hyphenated(text[i:e], j-i) {
			return 1
		}
	case '@':
		if alnum {
			return 1
		}
	}
	return 0
}

// missingSpace reports whether a point between left and right ends a sentence
// whose following space was lost ("gone.The").
func missingSpace(left, right string) bool {
	if len(left) < 3 || len(right) < 2 {
		return false
	}
	return lowerASCII(left[len(left)-1]) && lowerASCII(left[len(left)-2]) && !strings.Contains(left, ".") &&
		'A' <= right[0] && right[0] <= 'Z' && (lowerASCII(right[1]) || right[1] == '\'')
}

// slashed reports whether the slash at s[j] stands within a token: dates and
// fractions (9/11, 1/2), and a few fixed forms.
func slashed(s string, j int) bool {
	if digits(s[:j]) == j && j+1 < len(s) && isDigit(s[j+1]) {
		return true
	}
	if k := strings.LastIndexByte(s[:j], '/'); k > 0 && digits(s[k+1:j]) == j-k-1 && isDigit(s[j+1]) && isDigit(s[0]) {
		return true
	}
	var buf [8]byte
	switch string(lowerShort(&buf, strings.TrimRight(s, ".,;:!?)\"'"))) {
	case "w/o", "s/he", "l/c", "i/c", "n/a", "a/c":
		return true
	}
	return false
}

// affixes are the prefixes that keep their hyphen in the English treebanks.
var affixes = map[string]bool{"non": true, "e": true, "mid": true, "re": true, "co": true, "anti": true, "pre": true,
	"pro": true, "cross": true, "post": true, "over": true, "sub": true, "semi": true, "counter": true, "ex": true,
	"multi": true, "mini": true, "inter": true, "socio": true, "neo": true, "intra": true, "ultra": true, "under": true,
	"trans": true, "pan": true, "un": true, "de": true, "micro": true, "bi": true, "extra": true, "pseudo": true, "quasi": true}

// hyphenated reports whether the hyphen at s[j] stands within a token.
func hyphenated(s string, j int) bool {
	left, right := s[:j], s[j+1:]
	var buf [8]byte
	if affixes[string(lowerShort(&buf, left))] {
		return true
	}
	// Telephone numbers and the like: 713-853-3989, 555-0142, 11-20-2000.
	if digits(left) >= 1 && isDigit(right[0]) {
		n := digits(right)
		if n == 4 && digits(left[max(0, j-3):]) == 3 && (j == 3 || left[j-4] == '-') {
			return true
		}
		if n == 4 && j == 5 && digits(left) == 5 { // a postal code
			return true
		}
		if digits(left) == j && n < len(right) && right[n] == '-' && n+1 < len(right) && isDigit(right[n+1]) {
			return true
		}
		if strings.Contains(left, "-") {
			return true
		}
	}
	// Two-part given names: Wai-ching, Jong-un.
	if len(left) <= 5 && left[0] >= 'A' && left[0] <= 'Z' && lowerASCII(right[0]) && givenName(left, right) {
		return true
	}
	return false
}

// givenName reports whether left-right looks like a two-part Chinese or Korean
// given name.
func givenName(left, right string) bool {
	n := 0
	for n < len(right) && lowerASCII(right[n]) {
		n++
	}
	if n == 0 || n > 6 {
		return false
	}
	var buf [8]byte
	return syllables[string(lowerShort(&buf, left))] && syllables[right[:n]]
}
