package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// String returns b in words and digits: "more than 900", "at least 340", "up
// to 70", "nearly 70", "about 80", "10 to 32", "340". ParseBounds reads it back
// as the same bounds.
func (b Bounds) String() string {
	low, high := !math.IsInf(b.Low, 0), !math.IsInf(b.High, 0)
	about := ""
	if b.Approximate {
		about = "about "
	}
	switch {
	case !low && !high:
		return about + "any number"
	case !high:
		return choose(b.LowOpen, "more than ", "at least ") + about + digits(b.Low)
	case !low && b.HighOpen && b.Approximate:
		return "nearly " + digits(b.High)
	case !low:
		return choose(b.HighOpen, "fewer than ", "up to ") + about + digits(b.High)
	case b.Low == b.High && !b.LowOpen && !b.HighOpen:
		return about + digits(b.Low)
	}
	return about + choose(b.LowOpen, "more than ", "") + digits(b.Low) + " to " + choose(b.HighOpen, "fewer than ", "") + digits(b.High)
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// digits returns v in decimals, thousands set off by commas.
func digits(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	var out []byte
	for i := range len(s) {
		if left := end - i; i > 0 && left > 0 && left%3 == 0 && s[i-1] != '-' {
			out = append(out, ',')
		}
		out = append(out, s[i])
	}
	return string(out)
}

// ParseBounds reads text that is a number with its bounds and nothing else, as
// String writes it or a story does: "at least 340", "10 to 32", "nearly two
// million", "107 or more".
func ParseBounds(text string) (Bounds, bool) {
	var s words
	s.split(text)
	if n := len(s.w); n >= 2 && n <= 3 && s.matches(n-2, anyNumber) {
		b := Bounds{Low: math.Inf(-1), High: math.Inf(1), Approximate: n == 3}
		return b, n == 2 || s.is(0, wordAbout)
	}
	for i := range s.w {
		if q, ok := s.quantity(i); ok {
			return q.Bounds, q.first == 0 && q.last == len(s.w)
		}
	}
	return Bounds{}, false
}

var anyNumber = hashes("any number")
var wordAbout = hashes("about")[0]

// splitPhrases returns the phrases of a list with bars between.
func splitPhrases(list string) []string {
	var out []string
	for _, p := range strings.Split(list, "|") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// longestFirst puts phrases with more words first.
func longestFirst(ps []boundPhrase) {
	slices.SortFunc(ps, func(a, b boundPhrase) int { return len(b.words) - len(a.words) })
}

// Single reports whether b is one number.
func (b Bounds) Single() bool { return b.Low == b.High && !math.IsInf(b.Low, 0) }
