package figure

import (
	"math"
	"strconv"
	"strings"
)

// A number is a plain number, read from the words [first, last).
type number struct {
	inner       int // index of the word for people inside a share, "voter" in "one voter in five"; 0 for none
	first, last int
	value       float64
	scale       float64 // the last multiplier ("million"), 1 if there is none
	mantissa    float64 // value without scale
	digits      bool    // written in digits
	share       bool    // a fraction: "two thirds"
	vague       bool    // "several", "hundreds": value is the least it can be
}

// readNumeral returns the value of digits with separators: 340, 1,000,
// 10,00,000, 2.5, .5, 1.234.567. Dates, times and codes are none, nor are the
// digits of other scripts: English news has them in names and in what it shows
// of foreign texts only, and some look like other digits than they are (Arabic ٥ is
// 5), so that their figures are left out rather than guessed.
func readNumeral(s string) (float64, bool) {
	whole, frac, point := s, "", false
	if strings.Count(s, ".") > 1 {
		whole = strings.ReplaceAll(s, ".", ",")
		if len(s)-strings.LastIndexByte(s, '.') != 4 || strings.Contains(s, ",") || !grouped(strings.TrimPrefix(whole, "-"), 3) {
			return 0, false
		}
	} else if whole, frac, point = strings.Cut(s, "."); point && frac == "" {
		return 0, false
	}
	bare := strings.TrimPrefix(whole, "-")
	if strings.Contains(bare, ",") {
		if !grouped(bare, 3) && !grouped(bare, 2) {
			return 0, false
		}
		whole = strings.ReplaceAll(whole, ",", "")
		bare = strings.TrimPrefix(whole, "-")
	}
	if !allDigits(bare) || !allDigits(frac) || bare == "" && frac == "" || len(bare) > 1 && bare[0] == '0' {
		return 0, false
	}
	if point {
		whole += "." + frac
	}
	v, err := strconv.ParseFloat(whole, 64)
	return v, err == nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// grouped reports whether commas cut s into groups of n digits, the last of
// three.
func grouped(s string, n int) bool {
	groups := strings.Split(s, ",")
	last := len(groups) - 1
	for i, g := range groups {
		want := n
		if i == last {
			want = 3
		}
		if g == "" || i > 0 && len(g) != want || len(g) > n && i < last {
			return false
		}
	}
	return true
}

// times returns v times by, without the last place that binary fractions lose
// ("2.3 million" is 2300000).
func times(v, by float64) float64 {
	x := v * by
	if r := math.Round(x); math.Abs(x-r) < 1e-9*math.Abs(x) {
		return r
	}
	return x
}

// number reads the number that starts at word i.
func (s *words) number(i int) (number, bool) {
	switch s.class(i) {
	case numeral:
		return s.numerals(i), true
	case small:
		if s.fractionAfter(i + 1) {
			return s.shares(i)
		}
		return s.spelled(i)
	case hundred, scale:
		if s.class(i) == hundred || s.w[i].value == 12 || s.w[i].value == 1000 {
			return s.spelled(i) // "hundred people"
		}
	case article:
		return s.afterArticle(i)
	case fraction:
		return s.shares(i)
	case plural:
		return s.plurals(i)
	case few:
		return s.fews(i, i)
	}
	return number{}, false
}

// numerals reads a number in digits and its scale: "1.2 million", "1 000",
// "2½", "40k".
func (s *words) numerals(i int) number {
	n := number{first: i, last: i + 1, value: s.w[i].value, scale: 1, digits: true}
	s.groups(&n)
	if s.class(n.last) == fraction && s.w[n.last].Len() <= len("½") && s.w[n.last].Start-s.w[n.last-1].End <= 1 {
		n.value += s.w[n.last].value
		n.last++
	}
	n.mantissa = n.value
	if s.is(n.last, wordAnd) && s.class(n.last+1) == article && s.class(n.last+2) == fraction && s.w[n.last+2].value == .5 {
		n.value += .5
		n.mantissa = n.value
		n.last += 3
	}
	j := n.last
	if s.class(j) == hyphen && (s.class(j+1) == scale || s.class(j+1) == hundred) {
		j++
	}
	switch c := s.class(j); {
	case c == scale || c == hundred, c == glued && s.joined(j) && s.scales(j):
		n.scale = s.w[j].value
		n.value = times(n.value, n.scale)
		n.last = j + 1
		if s.class(n.last) == scale && s.w[n.last].value > n.scale { // "3 hundred thousand"
			n.scale *= s.w[n.last].value
			n.value = times(n.value, s.w[n.last].value)
			n.last++
		}
	}
	return n
}

// scales reports whether the letters at j, glued to digits, are a scale. "m"
// is metres as well: it needs money before it or something counted after.
func (s *words) scales(j int) bool {
	if s.w[j].value != 1e6 || s.w[j].Len() > 1 {
		return true
	}
	if s.class(j-2) == currency || s.text[s.w[j].Start] == 'M' {
		return true
	}
	for k := j - 2; k > j-6 && k >= 0; k-- { // a range: "£2-3m"
		if s.class(k) == currency {
			return true
		}
	}
	return j+1 < len(s.w) && (s.in(j+1, personWords) || s.in(j+1, currencyWords) || s.w[j+1].things && !timeWords[s.w[j+1].hash])
}

// groups takes in the groups of three digits that spaces set off: "1 000 000".
func (s *words) groups(n *number) {
	first := &s.w[n.first]
	if first.Len() > 3 || !allDigits(s.word(n.first)) || first.value == 0 {
		return
	}
	for j := n.last; j < len(s.w); j++ {
		w := &s.w[j]
		if w.Len() != 3 || !allDigits(s.word(j)) || !thinGap(s.text[s.w[j-1].End:w.Start]) {
			return
		}
		v, _ := strconv.ParseFloat(s.word(j), 64)
		n.value = n.value*1000 + v
		n.last = j + 1
	}
}

// thinGap reports whether one space that may stand in a number is all of s.
func thinGap(s string) bool {
	return s == " " || s == "\u00a0" || s == "\u202f" || s == "\u2009"
}

// spelled reads a number in words: "twenty-five thousand", "two dozen", "one
// and a half million". After an article i is its first word that counts.
func (s *words) spelled(i int) (number, bool) {
	n := number{first: i, last: i, scale: 1}
	var total, cur float64
	level := math.Inf(1) // scales come down
	for j := i; j < len(s.w); j++ {
		w := &s.w[j]
		switch {
		case w.class == small && room(cur, w.value):
			cur += w.value
		case w.class == hundred && cur < 100 && cur != 0 || w.class == hundred && j == i:
			cur = max(cur, 1) * 100
		case w.class == scale && w.value < level && (cur != 0 || j == i):
			level = w.value
			total += max(cur, 1) * w.value
			n.scale, n.mantissa = w.value, max(cur, 1)
			cur = 0
		case w.class == hyphen && j > i && j+1 < len(s.w) && s.goesOn(j+1, cur):
			continue
		case s.is(j, wordAnd) && (cur >= 100 || cur == 0 && total > 0) && s.class(j+1) == small && room(cur, s.w[j+1].value) && s.w[j+1].value < 100:
			continue
		default:
			j = len(s.w)
			continue
		}
		n.last = j + 1
	}
	n.value = total + cur
	if cur != 0 {
		n.scale, n.mantissa = 1, n.value
	}
	s.andAHalf(&n)
	return n, n.last > i
}

// goesOn reports whether word j continues a spelled number after a hyphen.
func (s *words) goesOn(j int, cur float64) bool {
	switch s.class(j) {
	case small:
		return room(cur, s.w[j].value) && cur != 0
	case hundred, scale:
		return cur != 0
	}
	return false
}

// room reports whether v may be added to what stands to its left: a unit after
// tens, anything below a hundred after hundreds.
func room(cur, v float64) bool {
	if cur == 0 {
		return true
	}
	below := math.Mod(cur, 100)
	return v != 0 && (below == 0 || below >= 20 && math.Mod(below, 10) == 0 && v < 10)
}

// andAHalf takes in "and a half" and a scale after it.
func (s *words) andAHalf(n *number) {
	j := n.last
	if !s.is(j, wordAnd) {
		return
	}
	j++
	if s.class(j) == article {
		j++
	}
	if s.class(j) != fraction || s.w[j].value > .5 {
		return
	}
	part := s.w[j].value
	if n.scale > 1 { // "a million and a half"
		n.value += n.scale * part
		n.last = j + 1
		return
	}
	n.value += part
	n.mantissa = n.value
	n.last = j + 1
	if s.class(j+1) == scale {
		n.scale = s.w[j+1].value
		n.value = times(n.value, n.scale)
		n.last = j + 2
	}
}

// afterArticle reads the number that starts with "a": "a hundred", "a few
// dozen", "a third".
func (s *words) afterArticle(i int) (number, bool) {
	switch c := s.class(i + 1); {
	case c == hundred || c == scale:
		n, ok := s.spelled(i + 1)
		n.first = i
		return n, ok
	case c == few && s.w[i+1].value < 4:
		return s.fews(i, i+1)
	case c == fraction:
		n, ok := s.shares(i + 1)
		n.first = i
		return n, ok
	}
	return number{}, false
}
