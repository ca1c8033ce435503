package circular

import (
	"fmt"
	"strconv"
	"strings"
)

// A bound is how a number is bounded.
type bound int

const (
	exactly bound = iota
	atLeast
	moreThan
	about
	between
)

// boundWords has the ways to word a bound; "#" is the number, "##" the upper one.
var boundWords = [...][]string{
	exactly:  {"#"},
	atLeast:  {"at least #", "no fewer than #", "# or more"},
	moreThan: {"more than #", "over #"},
	about:    {"about #", "some #", "around #"},
	between:  {"between # and ##"},
}

// A count is a number with its bound, and how that is worded.
type count struct {
	bound    bound
	form     int // in boundWords
	low, top int // top is of between only
}

// limits returns the least and the most that a count says.
func (c count) limits() (low, high float64) {
	switch c.bound {
	case atLeast, moreThan:
		return float64(c.low), NoBound
	case between:
		return float64(c.low), float64(c.top)
	}
	return float64(c.low), float64(c.low)
}

// words returns a count in words as a style has them; first: at the start of a
// sentence.
func (c count) words(s *style, first bool) string {
	form := boundWords[c.bound][c.form%len(boundWords[c.bound])]
	if first && strings.HasPrefix(form, "#") {
		switch {
		case c.bound == atLeast:
			form = boundWords[atLeast][0]
		case c.low >= 100:
			form = "a total of #"
		default:
			return capital(numeral(c.low, s.us) + form[1:])
		}
	}
	form = strings.Replace(form, "##", s.number(c.top), 1)
	form = strings.Replace(form, "#", s.number(c.low), 1)
	if first {
		form = capital(form)
	}
	return form
}

// number writes a number as a style has it.
func (s *style) number(n int) string {
	if n < s.spell {
		return numeral(n, s.us)
	}
	d := strconv.Itoa(n)
	if len(d) > 3 && !(s.bare && len(d) == 4) {
		d = d[:len(d)-3] + "," + d[len(d)-3:]
	}
	return d
}

var ones = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
var tens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")

// numeral spells a number below a thousand.
func numeral(n int, us bool) string {
	switch {
	case n < 20:
		return ones[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + ones[n%10]
	case n%100 == 0:
		return ones[n/100] + " hundred"
	case us:
		return ones[n/100] + " hundred " + numeral(n%100, us)
	}
	return ones[n/100] + " hundred and " + numeral(n%100, us)
}

// A mark stands in a phrase where a figure or an answer does. It is written into
// the phrase between control characters and resolved when a story is set.
type mark struct {
	question, origin string
	count            count
	answer           string // of an answer; a figure has none
}

const (
	markOpen, markWords, markClose = "\x01", "\x02", "\x03"
	countHere                      = "\x04" // in the words of a mark
)

func (m mark) open() string {
	return fmt.Sprintf("%s%s|%s|%s|%d|%d|%d|%d%s", markOpen, m.question, m.origin, m.answer, m.count.bound, m.count.form, m.count.low, m.count.top, markWords)
}

// parseMark reads what open wrote.
func parseMark(s string) mark {
	f := strings.Split(s, "|")
	n := func(i int) int { v, _ := strconv.Atoi(f[i]); return v }
	return mark{question: f[0], origin: f[1], answer: f[2], count: count{bound(n(3)), n(4), n(5), n(6)}}
}
