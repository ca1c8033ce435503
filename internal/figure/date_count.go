package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// turned reads what starts with "last", "past", "next", "this", "that" at i:
// "last week", "the past three days", "last night", "this morning".
func (r *dateReader) turned(i int) (phrase, bool) {
	x := r.word(i).class
	j := i + 1
	if x == wThis && (r.is(j, wPast) || r.is(j, wComing) || r.is(j, wLast)) { // this past week
		x = r.word(j).class
		j++
		p, ok := r.turnedUnit(x, true, j)
		p.first = i
		return p, ok
	}
	p, ok := r.turnedUnit(x, r.is(i-1, wThe), j)
	p.first = i
	if ok && r.is(i-1, wThe) {
		p.first = i - 1
	}
	return p, ok
}

// turnedUnit reads what follows x, with an article before it or not: "week",
// "three days", "few months", "night". It leaves out what is explained after:
// "the last week of May", "the last year of her life".
func (r *dateReader) turnedUnit(x lexClass, article bool, i int) (phrase, bool) {
	if part := r.word(i); part.class == wDayPart {
		return r.turnedPart(x, i)
	}
	n, j := r.number(i)
	u := r.word(j)
	if u.class != wUnit && u.class != wUnits || (article || j > i) && r.is(j+1, wOf) || r.hyphened(j) {
		return phrase{}, false
	}
	p, _ := single(point{}, i, j+1)
	if p.from.unit = unit(u.n); p.from.unit == minutes {
		return phrase{}, false // the last eight minutes of a match
	}
	switch {
	case n < 0: // few, several: how many, nobody says
		return p, x == wPast || x == wLast || x == wNext || x == wComing
	case x == wPast, x == wLast && (article || j > i):
		p.from.kind, p.from.n = upTo, max(n, 1)
	case x == wLast && u.class == wUnit:
		p.from.kind, p.from.n = inUnits, -1
	case x == wThis && j == i && u.class == wUnit && p.from.unit > hours:
		p.from.kind = inUnits
	case x == wNext && j == i && u.class == wUnit && !article && p.from.unit >= days:
		p.from.kind, p.from.n = inUnits, 1
		if p.from.unit == days {
			p.from = anchoredUnit(days, 1) // the day after that
		}
	case j == i && u.class == wUnit && (x == wNext && article || x == wPrevious || x == wThat && unit(u.n) == days):
		p.from = anchoredUnit(unit(u.n), r.step(i-1))
	case x == wThat && j == i && u.class == wUnit && (unit(u.n) == years || unit(u.n) == months):
		p.from = point{anchored: true, within: unit(u.n)}
	case x == wNext || x == wComing || x == wPrevious || x == wThat && j == i && u.class == wUnit && p.from.unit > hours:
		p.from = point{}
	default:
		return p, false
	}
	return p, true
}

// step returns how many units the word at i leads on from the date named before.
func (r *dateReader) step(i int) int {
	x := r.word(i)
	switch x.class {
	case wNext:
		return 1
	case wPrevious:
		return int(x.n)
	}
	return 0
}

// turnedPart reads "last night", "this morning", "that evening".
func (r *dateReader) turnedPart(x lexClass, i int) (phrase, bool) {
	if i-1 > r.first && r.d.Forms[i-1].Shape == lang.ShapeTitle && r.d.Tokens[i-2].XPOS.Proper() {
		return phrase{}, false // CBS This Morning
	}
	n := 0
	switch x {
	case wLast:
		n = -1
	case wThis:
	case wThat, wNext, wPrevious:
		return single(anchoredUnit(days, r.step(i-1)), i, i+1)
	default:
		return phrase{}, false
	}
	return single(point{kind: inUnits, unit: days, n: n}, i, i+1)
}

// hyphened reports whether token i is joined to the next by a hyphen:
// "week-long".
func (r *dateReader) hyphened(i int) bool {
	return i+1 < r.last && r.d.Tokens[i+1].XPOS == lang.HYPH
}

// number reads a number at i and returns it and what follows it: 0 for none, -1
// for one that is not told.
func (r *dateReader) number(i int) (int, int) {
	x := r.word(i)
	switch x.class {
	case wVague:
		if r.is(i+1, wOf) {
			return -1, i + 2
		}
		return -1, i + 1
	case wA:
		if r.is(i+1, wVague) {
			return r.number(i + 1)
		}
		return 1, i + 1
	case wCardinal:
		if x.n >= 20 && r.hyphened(i) && r.is(i+2, wCardinal) {
			return int(x.n + r.word(i+2).n), i + 3
		}
		return int(x.n), i + 1
	case wNumber:
		return int(x.n), i + 1
	}
	return 0, i
}

// back reads "three days ago", "a week ago" before the word "ago" at i.
func (r *dateReader) back(i int) (phrase, bool) {
	j := i - 1
	u := r.word(j)
	if u.class != wUnit && u.class != wUnits || j <= r.taken {
		return phrase{}, false
	}
	p, _ := single(point{}, j, i+1)
	if unit(u.n) == minutes {
		p.from = point{kind: inUnits, unit: days}
	}
	for k := max(j-3, r.taken); k < j; k++ {
		n, end := r.number(k)
		if end != j || n == 0 {
			continue
		}
		p.first = k
		if r.just(k) {
			p.first = k - 2
		}
		if n > 0 && !r.rough(k) {
			p.from = point{kind: inUnits, unit: unit(u.n), n: -n}
		}
		if unit(u.n) >= decades {
			p.from = point{}
		}
		break
	}
	if r.is(i+1, wWeekday) {
		p.last++
		p.from = point{}
	}
	return p, true
}

// rough reports whether the number at i is only a bound: "more than", "nearly".
func (r *dateReader) rough(i int) bool {
	return i > r.first && roughly[r.d.Forms[i-1].Word] && !r.just(i)
}

// just reports whether "just over" stands before the number at i.
func (r *dateReader) just(i int) bool {
	return i-2 >= r.taken && roughly[r.d.Forms[i-1].Word] && strings.EqualFold(r.d.Word(i-2), "just")
}

var roughly = dateSet("half than over nearly almost least most under")

// inUnit reads "earlier in the day", "later this week", "late in the year" from
// its first word at i, where no date follows that would take it in.
func (r *dateReader) inUnit(i int) (phrase, bool) {
	if p, ok := r.beside(i); ok {
		return p, ok
	}
	if p, ok := r.back(i); ok {
		p.from = point{} // two weeks earlier than what?
		return p, p.first < i-1
	}
	x := r.word(i).n
	j := i + 1
	if !r.is(j, wPrep) || !r.is(j+1, wThe) && !r.is(j+1, wThat) || !r.is(j+2, wUnit) && !r.is(j+2, wDayPart) || r.is(j+3, wOf) || x == 0 {
		return phrase{}, false
	}
	u := unit(r.word(j + 2).n)
	if r.is(j+1, wThat) || r.is(j+2, wDayPart) || u == days {
		return single(point{}, i, j+3)
	}
	p := point{kind: inUnits, unit: u, turn: soFar}
	if x > 0 {
		p.turn = rest
	}
	return single(p, i, j+3)
}

// vague reads "recent weeks" at i: which they are, nobody says.
func (r *dateReader) vague(i int) (phrase, bool) {
	recent := r.is(i+1, wUnits) && strings.EqualFold(r.d.Word(i), "recent")
	return phrase{first: i, last: i + 2}, recent
}

// holiday reads "Christmas Eve" and "New Year's Day" at i.
func (r *dateReader) holiday(i int) (phrase, bool) {
	j, dom := i+1, int(r.word(i).n)
	if dom == 31 {
		if !r.is(j, wUnit) || !r.possessive(j+1) {
			return phrase{}, false
		}
		j += 2
	}
	if j >= r.last {
		return phrase{}, false
	}
	p := phrase{first: i, last: j + 1}
	switch w := r.d.Word(j); {
	case strings.EqualFold(w, "eve"):
		p.from = calendar(0, 12, dom, 0)
	case strings.EqualFold(w, "day"):
		p.from = calendar(0, 12, dom+1, 0)
		if dom == 31 {
			p.from = calendar(0, 1, 1, 0)
		}
	default:
		return p, false
	}
	return r.withYear(p, true), true
}
