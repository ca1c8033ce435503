package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviation reports whether the point at j, after the word text[i:j],
// belongs to the word. The paragraph ends at limit.
func (t *tokenizer) abbreviation(i, j, e, limit int) bool {
	w := t.text[i:j]
	k := strings.LastIndexByte(w, '.')
	dotted := k >= 0 && len(w)-k-1 <= 2 && k <= 6 && !isDigit(w[0]) // U.S., p.m., e.g.
	kind := abbreviations.kind(w)
	if j+1 < e { // something other than white space follows
		switch c := t.text[j+1]; {
		case c == '.': // an ellipsis, but for a doubled point after an abbreviation
			doubled := j+2 >= e || t.text[j+2] != '.'
			return doubled && (dotted || kind == abbrFinal)
		case isDigit(c) || c == '-':
			return dotted || kind != 0 || len(w) == 1 && upper(w)
		}
	}
	next := following(t.text, j+1, limit)
	if k >= 0 {
		return dotted || kind != 0
	}
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
		return w[0] != 'I' && next != nextEnd || next == nextLower
	}
	switch kind {
	case abbrTitle:
		return next != nextEnd
	case abbrFinal:
		return true
	case abbrNumber:
		return next == nextDigit
	case abbrCapital:
		return w[0] >= 'A' && w[0] <= 'Z' && next != nextEnd && (next != nextUpper || abbrev3(w))
	}
	return false
}

// abbrev3 tells the calendar's unmistakable abbreviations from those that are
// words as well (Sun, Mar).
func abbrev3(w string) bool {
	switch w {
	case "Sun", "Sat", "Mar", "Wed", "Mon", "Dec":
		return false
	}
	return true
}

// What stands after a point.
type next uint8

const (
	nextEnd next = iota // the end of the paragraph, or a closing mark and then the end
	nextLower
	nextUpper
	nextDigit
	nextOther
)

// following returns what comes after position i, white space left out.
func following(text string, i, limit int) next {
	for i < limit {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || ignorable(r) || r == '"' || r == '”' || r == '\'' || r == '’' || r == ')':
			i += n
		case unicode.IsLower(r) || r == ',' || r == ';' || r == ':':
			return nextLower
		case unicode.IsUpper(r):
			return nextUpper
		case unicode.IsDigit(r):
			return nextDigit
		default:
			return nextOther
		}
	}
	return nextEnd
}
