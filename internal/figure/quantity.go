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
	s.sign(&q, i)
	q.Bounds = Bounds{Low: q.value, High: q.value}
	if q.vague {
		q.High, q.Approximate = math.Inf(1), true
	}
	s.rangeTo(&q)
	s.unitAfter(&q)
	s.bounds(&q)
	s.atMostToo(&q)
	return q, true
}

// sign gives q, whose number starts at word i, the sign that stands before it
// ("-5 °C", "minus 12 percent"). A dash before what does not fall below zero is
// no minus.
func (s *words) sign(q *quantity, i int) {
	if !q.digits {
		return
	}
	if !s.signed(q.last) {
		if q.value < 0 && !q.money && s.parted {
			q.value, q.mantissa = -q.value, -q.mantissa
		}
		return
	}
	if i > 0 && q.value < 0 && s.joined(i) { // "43%-41%"
		q.value, q.mantissa = -q.value, -q.mantissa
	}
	if i > 0 && (s.class(i-1) == hyphen && s.joined(i) && !s.joined(i-1) || s.is(i-1, wordMinus)) {
		q.first, q.core = i-1, i-1
		q.value = -math.Abs(q.value)
	}
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
		if q.first < q.core && from == q.first-1 && s.is(from, wordEstimated) {
			break // the verb: "they estimated up to 30"
		}
		for b == exact && s.in(from-1, degree) {
			if b2, f := s.boundBefore(from - 1); b2 != exact {
				b, from = b2, f
				break
			}
			break
		}
		if b == exact || s.is(from, wordBetter) && q.unit == "" {
			break
		}
		q.Bounds = b.limits(q.Bounds)
		q.first = from
	}
	for s.in(q.first-1, degree) && q.first < q.core {
		q.first--
	}
	if s.is(q.first-1, wordTop) && s.in(q.first-2, modals) { // "would top $2 billion"
		q.Bounds = over.limits(q.Bounds)
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
	if low > hi.value && low <= 2*hi.value && s.is(j, wordAnd) && q.unit == hi.unit { // "between 60 and 50"
		low, hi.value = hi.value, low
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

// atMostToo takes in a second bound that stands after q: "at least 10, and
// possibly as many as 15, sailors".
func (s *words) atMostToo(q *quantity) {
	if math.IsInf(q.Low, 0) || q.vague || q.money || q.ranged || q.unit != "" {
		return
	}
	j, aside := q.last, false
	if s.pauses(j) {
		j, aside = j+1, true
	}
	if !s.is(j, wordAnd) && !s.is(j, wordOr) && !aside {
		return
	}
	if s.is(j, wordAnd) || s.is(j, wordOr) {
		j++
	}
	for s.in(j, supposing) {
		j++
	}
	to := s.atMostAt(j)
	hi, ok := s.amount(to)
	if to == j || !ok || hi.vague || hi.share || hi.unit != "" || hi.value <= q.Low {
		return
	}
	q.High, q.HighOpen, q.ranged = hi.value, false, true
	q.number, q.last = hi.number, hi.last
	if aside && s.pauses(q.last) && s.counts(q.last+1) {
		q.last++
	}
}

// atMostAt returns where a phrase that says "at most" ends that starts at j, j
// if none does.
func (s *words) atMostAt(j int) int {
	for k := j + 1; k <= j+3 && k < len(s.w); k++ {
		if b, from := s.boundBefore(k); b == atMost && from == j {
			return k
		}
	}
	return j
}

// pauses reports whether word i sets off an aside.
func (s *words) pauses(i int) bool { return s.is(i, wordComma) || s.class(i) == hyphen && !s.joined(i) }

// counts reports whether word i begins what a number before it counts.
func (s *words) counts(i int) bool {
	return i < len(s.w) && (s.w[i].things || s.in(i, personWords) || i+1 < len(s.w) && s.w[i+1].things)
}

var (
	wordBetter    = lang.WordHash("better")
	wordComma     = lang.WordHash(",")
	wordEstimated = lang.WordHash("estimated")
	wordMinus     = lang.WordHash("minus")
	supposing     = wordSet("possibly perhaps maybe probably likely potentially")
)

var (
	wordFewer = lang.WordHash("fewer")
	wordThan  = lang.WordHash("than")
)

var (
	modals  = wordSet("to will would could may might can should")
	wordTop = lang.WordHash("top")
)
