package compare

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord"
)

// evenWords returns the words of a text evened out: in lower case, without marks
// and white space.
func evenWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// overlap returns how many words of two texts are the same, counted as often as
// they stand in both, for all that stand in either: 0 to 1.
func overlap(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	left := make(map[string]int, len(a))
	for _, w := range a {
		left[w]++
	}
	both := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// joined returns the words of spans, pieces joined by " … ".
func joined(text string, spans []onrecord.Span) string {
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(text[s.Start:s.End])
	}
	return b.String()
}

// sameNames reports whether two lists hold the same names in any order.
func sameNames(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	left := map[string]int{}
	for _, n := range a {
		left[n]++
	}
	for _, n := range b {
		if left[n]--; left[n] < 0 {
			return false
		}
	}
	return true
}
