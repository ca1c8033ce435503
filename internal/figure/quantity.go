package figure

import (
	"math"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A quantity is a number or a range of numbers with its bounds and its unit,
// read from the words [first, last).
type quantity struct {
	Bounds
	first, last int
	core        int    // its first word that is no bound
	unit        string // ISO 4217 code, percent, share, a symbol; empty for counts
	money       bool
	number      // the last number of it
	ranged      bool
	from        *number // of "from 28 to 40": the first number
}

// quantity reads the quantity whose number starts at word i.
func (s *words) quantity(i int) (quantity, bool) {
	q, ok := s.amount(i)
	if !ok {
		return q, false
	}
	q.Bounds = Bounds{Low: q.value, High: q.value}
	if q.digits && i > 0 && s.class(i-1) == hyphen && s.joined(i) && !s.joined(i-1) && s.signed(q.last) {
		q.first, q.core = i-1, i-1 // "-5 °C"
		q.Low, q.High = -q.value, -q.value
	}
	if q.vague {
		q.High, q.Approximate = math.Inf(1), true
	}
	s.rangeTo(&q)
	s.unitAfter(&q)
	s.bounds(&q)
	return q, true
}

// amount reads a number with the money sign before it.
func (s *words) amount(i int) (quantity, bool) {
	j, code := s.currencyAt(i)
	if code == "" {
		j = i
	}
	n, ok := s.outOf(j)
	if !ok || code != "" {
		n, ok = s.number(j)
	}
	if !ok || code != "" && !n.digits {
		return quantity{}, false
	}
	q := quantity{first: i, last: n.last, core: i, unit: code, money: code != "", number: n}
	if n.share {
		q.unit = "share"
	}
	return q, true
}

// bounds widens q by the words before and after it that set bounds.
func (s *words) bounds(q *quantity) {
	for range 4 {
		b, from := s.boundBefore(q.first)
		for b == exact && s.in(from-1, degree) {
			if b2, f := s.boundBefore(from - 1); b2 != exact {
				b, from = b2, f
				break
			}
			break
		}
		if b == exact {
			break
		}
		q.Bounds = b.limits(q.Bounds)
		q.first = from
	}
	for s.in(q.first-1, degree) && q.first < q.core {
		q.first--
	}
	if b, to := s.boundAfter(q.last); b != exact && !q.vague {
		q.Bounds = b.limits(q.Bounds)
		q.last = to
	}
}

// rangeTo takes in a second number: "10 to 32", "10-32", "3 or 4", "between
// 10 and 32", and lets its scale reach back ("two to three million").
func (s *words) rangeTo(q *quantity) {
	if q.vague || q.share && !s.is(q.last, wordTo) {
		return
	}
	j := q.last
	end, unit := s.unitAt(j)
	if unit != "" { // "5% to 7%"
		j = end
	} else if end, code := s.moneyAt(j); code != "" {
		j, unit = end, code
	}
	sep, exclusive := s.separator(q, j)
	if sep == 0 {
		return
	}
	k := j + sep
	if exclusive {
		k += 2
	}
	hi, ok := s.amount(k)
	if !ok || hi.vague || hi.share != q.share || hi.money && !q.money && q.unit != "" {
		return
	}
	low := q.value
	if q.number.scale == 1 && hi.scale > 1 && q.value < hi.mantissa && reaches(hi.scale) {
		low = times(q.value, hi.scale)
	}
	if low >= hi.value || !s.rangeHolds(q, &hi, j) || unit != "" && s.unitOf(hi) != unit {
		return
	}
	first := q.number
	q.from = &first
	q.Bounds = Bounds{Low: low, High: hi.value, HighOpen: exclusive}
	q.number, q.last, q.ranged = hi.number, hi.last, true
	if q.unit == "" {
		q.unit, q.money = hi.unit, hi.money
	}
	if s.is(q.core-1, wordBetween) || s.is(q.core-1, wordFrom) {
		q.core--
		q.first = q.core
	}
}

// signed reports whether the unit at j is one that falls below zero.
func (s *words) signed(j int) bool {
	_, unit := s.unitAt(j)
	return unit == "percent" || strings.HasPrefix(unit, "°")
}

// unitOf returns the unit of an amount with what follows it.
func (s *words) unitOf(q quantity) string {
	s.unitAfter(&q)
	return q.unit
}

// reaches reports whether a scale multiplies the number before it in a range
// as well.
func reaches(scale float64) bool { return scale >= 12 }

// separator returns how many words at j set off the second number of a range,
// 0 if it is none. Exclusive says that "fewer than" stands before it.
func (s *words) separator(q *quantity, j int) (n int, exclusive bool) {
	switch {
	case s.is(j, wordTo):
		n = 1
	case s.is(j, wordAnd) && s.is(q.core-1, wordBetween):
		n = 1
	case s.is(j, wordOr):
		n = 1
	case s.class(j) == hyphen:
		n = 1
		if s.is(j+1, wordTo) { // "five- to six-thousand"
			n = 2
		}
	default:
		return 0, false
	}
	if s.is(j+n, wordFewer) && s.is(j+n+1, wordThan) {
		exclusive = true
	}
	return n, exclusive
}

// rangeHolds reports whether what stands at j makes a range of q and hi, and
// not a score, a pair of years or two things apart.
func (s *words) rangeHolds(q, hi *quantity, j int) bool {
	switch {
	case s.is(j, wordOr): // "3 or 4", not "12 or 2000"
		return hi.value-q.value <= 2*max(1, math.Pow(10, math.Floor(math.Log10(max(1, hi.value))))) || hi.scale > 1 && q.number.scale == 1
	case s.class(j) == hyphen && s.joined(j) && s.joined(j+1):
		return !yearLike(s, q.number) || !yearLike(s, hi.number)
	}
	return true
}

// yearLike reports whether n looks like a year.
func yearLike(s *words, n number) bool {
	return n.digits && n.last == n.first+1 && n.value >= 1500 && n.value < 2100 && n.value == math.Trunc(n.value) && !strings.ContainsAny(s.word(n.first), ",.")
}

var (
	wordFewer = lang.WordHash("fewer")
	wordThan  = lang.WordHash("than")
)
