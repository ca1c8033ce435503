package onrecord

import (
	"sort"
	"unicode/utf8"
)

// CodePoints converts byte offsets of a text to code points, as JSON and CSV
// count. A byte that is not valid UTF-8 counts as one.
type CodePoints struct {
	// wide holds, for each character of two bytes or more, where it ends and
	// how many bytes more than characters there are up to there. News has few.
	wide []wideEnd
}

type wideEnd struct{ end, surplus int }

// CountCodePoints reads text once, so that its offsets can be converted.
func CountCodePoints(text string) CodePoints {
	var wide []wideEnd
	surplus := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if n > 1 {
			surplus += n - 1
			wide = append(wide, wideEnd{i, surplus})
		}
	}
	return CodePoints{wide}
}

// Of returns how many code points stand before the byte offset at, which must
// not lie within a character.
func (c CodePoints) Of(at int) int {
	i := sort.Search(len(c.wide), func(i int) bool { return c.wide[i].end > at })
	if i == 0 {
		return at
	}
	return at - c.wide[i-1].surplus
}

// At is the inverse of Of: it returns the byte offset behind n code points.
func (c CodePoints) At(n int) int {
	i := sort.Search(len(c.wide), func(i int) bool { return c.wide[i].end-c.wide[i].surplus > n })
	if i == 0 {
		return n
	}
	return n + c.wide[i-1].surplus
}

// InvalidBytes lists the bytes of text that are not valid UTF-8.
func InvalidBytes(text string) []Problem {
	if utf8.ValidString(text) {
		return nil
	}
	var out []Problem
	for i, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
			out = append(out, Problem{Span{Start: i, End: i + 1}, "invalid byte"})
		}
	}
	return out
}
