package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// ranged takes in the end of a stretch of time that starts with p: "Monday to
// Thursday", "May-June 2030", "between 2010 and 2014".
func (r *dateReader) ranged(p phrase) phrase {
	j := p.last
	if r.is(j, wComma) && r.is(p.first-1, wFrom) && r.is(j+1, wTo) {
		j++
	}
	joins := r.is(j, wTo) && !r.moves(p.first) || r.is(j, wAnd) && r.is(p.first-1, wBetween)
	if !joins || p.to.kind != unknown {
		return p
	}
	if r.is(p.first-1, wBetween) && !r.is(j, wAnd) {
		return p
	}
	k := j + 1
	if r.is(k, wThe) {
		k++
	}
	q, ok := r.end(k)
	if !ok || q.to.kind != unknown || q.first != k || !alike(&p.from, &q.from) {
		return p
	}
	p.to, p.last = q.from, q.last
	return p
}

// end reads the end of a stretch of time at k. After "between 2010 and" any year
// is one.
func (r *dateReader) end(k int) (phrase, bool) {
	if y := r.yearNumber(k); y > 0 && !r.person(k+1) {
		return single(calendar(y, 0, 0, 12), k, k+1)
	}
	if r.is(k, wMonth) {
		if p, ok := r.monthFirst(k); ok || p.from.month > 0 {
			return p, true
		}
	}
	return r.kernel(k)
}

// alike reports whether a stretch can run from a to b.
func alike(a, b *point) bool {
	if a.kind != b.kind || a.kind == unknown {
		return false
	}
	return a.kind != dated || (a.month == 0) == (b.month == 0) && (a.width == 0) == (b.width == 0)
}

// moves reports whether what is told at i is moved from one day to another.
func (r *dateReader) moves(i int) bool {
	for k := max(r.first, i-4); k < i; k++ {
		if r.is(k, wMove) {
			return true
		}
	}
	return false
}

// rightward takes in the time of day after p: "Tuesday night", "Tuesday at 3
// p.m.".
func (r *dateReader) rightward(p phrase) phrase {
	if r.is(p.last, wDayPart) && r.word(p.last-1).class != wDayPart && p.from.width == 0 && p.from.kind != upTo {
		p.last++
	}
	j := p.last
	if r.is(j, wComma) {
		j++
	}
	if j < r.last && clockPrep[r.d.Forms[j].Word] && (p.from.kind == onDay || p.from.kind == dated && p.from.dom > 0 || p.from.kind == inUnits && p.from.unit == days) {
		if k := r.clock(j + 1); k > 0 {
			p.last = k
		}
	}
	return p
}

var clockPrep = dateSet("at around about")

// clock returns the end of the time of day at i, 0 if there is none: "3 p.m.",
// "10:30 GMT", "noon".
func (r *dateReader) clock(i int) int {
	x := r.word(i)
	j := i + 1
	switch x.class {
	case wDayPart:
		return j
	case wTime:
	case wNumber, wCardinal:
		if !r.is(j, wClock) {
			return 0
		}
	default:
		return 0
	}
	for r.is(j, wClock) {
		j++
	}
	if j+1 < r.last && strings.EqualFold(r.d.Word(j), "local") && strings.EqualFold(r.d.Word(j+1), "time") {
		j += 2
	}
	return j
}

// leftward takes in the words before p that place it: "on", "since", "early",
// "at 3 p.m. on", "on the night of".
func (r *dateReader) leftward(p phrase) phrase {
	i := r.edges(&p, p.first)
	if r.is(i-1, wThe) && (p.takesThe() && !r.is(i, wMonth) || r.is(i, wOrdinal)) {
		i--
	}
	i = r.soFar(&p, r.nightOf(i))
	if k := r.eve(&p, i); k < i {
		return r.starting(p, k)
	}
	i = r.endedUnit(&p, i)
	p.compared = r.comparedAt(i)
	if r.possessive(p.last) {
		return r.starting(p, i)
	}
	switch x := r.word(i - 1).class; {
	case x == wSince:
		p.since = p.to.kind == unknown
		i--
	case x == wPrep && r.d.Tokens[i-1].Rel == lang.RelCompoundPrt, x == wPrep && r.is(i, wWeekday) && strings.EqualFold(r.d.Word(i-1), "in"):
		// weighed in Friday
	case x == wPrep && p.to.kind == unknown && !r.is(p.last-1, wAgo):
		i = r.edges(&p, i-1)
		if r.is(i-1, wThe) && r.is(i, wDayPart) {
			i--
		}
	case (x == wFrom || x == wBetween || x == wPrep) && p.to.kind != unknown:
		i--
	}
	p.compared = p.compared || r.comparedAt(i)
	if !p.since {
		i = r.sinceClause(&p, i)
	}
	return r.starting(p, r.clockBefore(i))
}

// comparedAt reports whether what starts at token i is only compared with.
func (r *dateReader) comparedAt(i int) bool {
	return i > r.first && r.d.Forms[i-1].Word == thanWord
}

var thanWord = lang.WordHash("than")

// starting makes p start at token i, but not in an earlier date.
func (r *dateReader) starting(p phrase, i int) phrase {
	p.first = max(i, r.taken)
	return p
}

// edges takes in "early", "late", "earlier" before token i and returns where
// they start. "Earlier this week" is the part of it that has gone by.
func (r *dateReader) edges(p *phrase, i int) int {
	for i > r.taken && r.is(i-1, wEdge) {
		i--
		if p.from.kind == inUnits && p.from.n == 0 && p.from.unit > days {
			w := r.d.Word(i)
			switch {
			case strings.EqualFold(w, "earlier"):
				p.from.turn = soFar
			case strings.EqualFold(w, "later"):
				p.from.turn = rest
			}
		}
	}
	return i
}

// takesThe reports whether an article before p is part of it.
func (p *phrase) takesThe() bool {
	f := &p.from
	return f.kind == upTo || f.kind == weekend || f.kind == unknown ||
		f.kind == dated && (f.width == 3 || f.width == 6 || f.width >= 120)
}

// nightOf takes in "the night of", "the early hours of" before token i.
func (r *dateReader) nightOf(i int) int {
	if !r.is(i-1, wOf) || i-2 < r.taken {
		return i
	}
	if k := i - 2; r.is(k, wDayPart) || r.is(k, wUnits) && unit(r.word(k).n) == hours && r.is(k-1, wEdge) {
		for k > r.taken && (r.is(k-1, wEdge) || r.is(k-1, wThe)) {
			k--
		}
		return k
	}
	return i
}

// clockBefore takes in a time of day before token i: "at 3 p.m. on Tuesday".
func (r *dateReader) clockBefore(i int) int {
	for k := max(i-5, r.taken); k < i; k++ {
		if clockPrep[r.d.Forms[k].Word] && r.clock(k+1) == i {
			return k
		}
	}
	return i
}

// possessive reports whether token i is 's.
func (r *dateReader) possessive(i int) bool {
	return i < r.last && r.d.Tokens[i].XPOS == lang.POS
}
