package figure

// fews reads the vague word at i, with what it multiplies: "several", "a few
// dozen", "a couple of hundred". The number starts at first.
func (s *words) fews(first, i int) (number, bool) {
	w := &s.w[i]
	n := number{first: first, last: i + 1, value: w.value, scale: 1, vague: true}
	indefinite := first < i
	j := i + 1
	of := s.is(j, wordOf)
	if of {
		j++
	}
	switch {
	case w.hash == wordSeveral:
		if of {
			j = i + 1
		}
	case w.hash == wordFew && !indefinite, w.hash == wordCouple && !of && s.class(j) != hundred && s.class(j) != scale:
		return n, false
	case w.hash == wordHandful && !of && !indefinite:
		return n, false
	}
	switch s.class(j) {
	case hundred, scale:
		n.scale = s.w[j].value
		n.value *= n.scale
		n.last = j + 1
		if s.class(j+1) == scale && s.w[j+1].value > n.scale { // "several hundred thousand"
			n.value *= s.w[j+1].value
			n.last = j + 2
		}
	case plural: // "several thousands"
		n.value *= s.w[j].value / 2
		n.last = j + 1
	}
	return n, true
}

// plurals reads "dozens", "hundreds of thousands", "tens of millions".
func (s *words) plurals(i int) (number, bool) {
	n := number{first: i, last: i + 1, value: s.w[i].value, scale: 1, vague: true}
	for s.is(n.last, wordOf) && s.class(n.last+1) == plural && s.w[n.last+1].value >= 200 {
		n.value *= s.w[n.last+1].value / 2
		n.last += 2
	}
	if s.w[i].hash == wordTens && n.last == i+1 {
		return n, false
	}
	return n, true
}
