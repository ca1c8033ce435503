package figure

import "math"

// fractionAfter reports whether a fraction stands at j, or after a hyphen
// there: "two thirds", "three-quarters".
func (s *words) fractionAfter(j int) bool {
	if s.class(j) == hyphen {
		j++
	}
	return s.class(j) == fraction && s.w[j].Len() > len("½") && s.w[j-1].hash != wordAnd
}

// shares reads a fraction that starts at i: "half", "two thirds", "a quarter",
// or what a fraction makes of a scale: "half a million".
func (s *words) shares(i int) (number, bool) {
	n := number{first: i, scale: 1, share: true, value: 1}
	j := i
	if s.class(j) == small {
		n.value = s.w[j].value
		j++
		if s.class(j) == hyphen {
			j++
		}
	}
	part := s.w[j].value
	n.value *= part
	n.last = j + 1
	if n.value == 0 || n.value > 1 && part != .5 {
		return n, false
	}
	if s.scaleAfterShare(&n) {
		return n, true
	}
	n.value = math.Round(n.value*1e4) / 1e4
	return n, true
}

// scaleAfterShare takes in a scale that the fraction is one of: "half a
// million", "half-dozen", "a quarter of a million".
func (s *words) scaleAfterShare(n *number) bool {
	j := n.last
	if s.class(j) == hyphen {
		j++
	}
	if s.is(j, wordOf) && s.class(j+1) == article {
		j++
	}
	if s.class(j) == article {
		j++
	}
	if s.class(j) != scale {
		return false
	}
	n.scale, n.share = s.w[j].value, false
	n.mantissa = n.value
	n.value = times(n.value, n.scale)
	n.last = j + 1
	return true
}

// outOf reads a share as "one in five" or "nine out of 10".
func (s *words) outOf(i int) (number, bool) {
	a, ok := s.plain(i)
	if !ok {
		return a, false
	}
	j := a.last
	inner := s.described(j, a.value)
	if inner > 0 {
		j = inner + 1
	}
	switch {
	case s.is(j, wordIn):
		j++
	case s.is(j, wordOut) && s.is(j+1, wordOf):
		j += 2
	default:
		return a, false
	}
	if s.class(j) == other && s.in(j, every) {
		j++
	}
	b, ok := s.plain(j)
	if !ok || b.value <= a.value || b.value > 1e6 || a.value == 0 || b.value > 100 && !round(b.value) {
		return a, false
	}
	return number{first: i, last: b.last, inner: inner, value: math.Round(a.value/b.value*1e4) / 1e4, scale: 1, share: true}, true
}

// described returns the index of the word for people at j, or behind one word more,
// of whom there is one in some number: "one voter in five", "one young person in
// eight"; 0 if none stands there.
func (s *words) described(j int, value float64) int {
	if value != 1 {
		return 0
	}
	for k := j; k < j+2 && s.class(k) == other; k++ {
		if s.in(k, personWords) && (s.is(k+1, wordIn) || s.is(k+1, wordOut)) {
			return k
		}
	}
	return 0
}

// plain reads a whole number without a fraction.
func (s *words) plain(i int) (number, bool) {
	if s.class(i) != numeral && s.class(i) != small || s.class(i) == small && s.fractionAfter(i+1) {
		return number{}, false
	}
	n, ok := s.number(i)
	return n, ok && n.value == math.Trunc(n.value)
}

// round reports whether v is a power of ten.
func round(v float64) bool { return v == 1e3 || v == 1e4 || v == 1e5 || v == 1e6 }

var every = wordSet("every")
