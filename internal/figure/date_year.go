package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// withYear takes in the year after p: "May 14, 2031", "May 2031", "May of 2031",
// "May of last year".
func (r *dateReader) withYear(p phrase, hasDay bool) phrase {
	j := p.last
	if hasDay && r.is(j, wComma) || r.is(j, wOf) {
		j++
	}
	if y := r.yearNumber(j); y > 0 && (hasDay || !r.is(j+1, wUnit)) {
		p.from.year = y
		if p.to.kind == dated {
			p.to.year = y
		}
		p.last = j + 1
		return p
	}
	return r.ofTurned(p)
}

// yearNumber returns the year that token i may be, 0 for none.
func (r *dateReader) yearNumber(i int) int {
	x := r.word(i)
	if x.class == wNumber && 1000 <= x.n && x.n <= 2200 {
		return int(x.n)
	}
	return 0
}

// year reads a year that stands alone at token i.
func (r *dateReader) year(i int) (phrase, bool) {
	y := r.yearNumber(i)
	if y == 0 || !r.isYear(i) {
		return phrase{}, false
	}
	p, _ := single(calendar(y, 0, 0, 12), i, i+1)
	if r.is(i+1, wTo) && r.d.Word(i+1) != "to" && i+2 < r.last && r.d.Tokens[i+2].Len() == 2 && r.is(i+2, wNumber) { // 2014-15
		if end := y/100*100 + int(r.word(i+2).n); end > y {
			p.to = calendar(end, 0, 0, 12)
			p.last = i + 3
		}
	}
	return p, true
}

// isYear reports whether the number at i, which may be a year, is one: by what
// stands before it, or as it stands before a noun that is not what it counts.
func (r *dateReader) isYear(i int) bool {
	if _, mid := cutMid(r.d.Word(i)); mid {
		return true
	}
	if y := r.word(i).n; y < 1800 || y > 2100 {
		return r.is(i-1, wSince) || r.startsIn(i) && !r.nounAt(i+1)
	}
	if r.measured(i + 1) {
		return false
	}
	counted := i+1 < r.last && r.d.Tokens[i+1].XPOS == lang.NNS
	switch r.word(i - 1).class {
	case wSince:
		return true
	case wPrep, wFrom, wBetween, wEdge, wOf, wTo, wSeason, wMonth:
		return !atOn[r.d.Forms[i-1].Word] && (!counted || r.startsIn(i)) // not: at 1800
	case wAnd:
		return r.yearNumber(i-2) > 0
	case wComma:
		return r.yearNumber(i-2) > 0 && r.taken == i-1
	case wUnit:
		return strings.EqualFold(r.d.Word(i-1), "year")
	case wThe, wA, wThis:
		return (r.nounAt(i+1) || i+1 < r.last && r.d.Tokens[i+1].XPOS == lang.VBG) && !r.person(i+1)
	}
	if i == r.first {
		return r.last-r.first < 3 && !r.nounAt(i+1)
	}
	switch r.d.Tokens[i-1].XPOS {
	case lang.LRB:
		return true
	case lang.POS, lang.PRPS:
		return r.nounAt(i+1) && !r.person(i+1)
	case lang.IN:
		return !counted
	}
	return false
}

var atOn = dateSet("at on")

// startsIn reports whether "in" stands before token i.
func (r *dateReader) startsIn(i int) bool {
	return i > r.first && strings.EqualFold(r.d.Word(i-1), "in")
}

// nounAt reports whether token i may start a noun phrase without an article.
func (r *dateReader) nounAt(i int) bool {
	return i < r.last && (r.d.Tokens[i].XPOS.Nominal() || r.d.Tokens[i].XPOS == lang.JJ)
}

// measured reports whether the token i after a number makes it a measure: a unit
// of time, a percent sign, "million".
func (r *dateReader) measured(i int) bool {
	if i >= r.last {
		return false
	}
	w := r.d.Word(i)
	return w == "%" || w == "percent" || r.is(i, wUnit) || r.is(i, wUnits) || r.d.Tokens[i].XPOS == lang.CD && !r.is(i, wNumber)
}

// person reports whether token i names people or things, which a number before
// it counts.
func (r *dateReader) person(i int) bool { return i < r.last && people[r.d.Forms[i].Lemma] }

var people = dateSet(`person people man woman child soldier troop worker voter resident refugee migrant officer fighter victim patient
student member seat vote dollar euro pound case death home house`)

// stamp reads a date in figures alone at token i: 2031-05-14, 14/05/2031 where
// only one order is possible, 14.05.2031.
func (r *dateReader) stamp(i int) (phrase, bool) {
	var n [3]int
	w := r.d.Word(i)
	sep := byte(0)
	for k := range n {
		if k > 0 {
			if w == "" {
				return r.twoYears(i)
			}
			if w[0] != sep && sep != 0 {
				return phrase{}, false
			}
			sep, w = w[0], w[1:]
		}
		if n[k], w = dateDigits(w); n[k] < 0 {
			return r.twoYears(i)
		}
	}
	if w != "" && w[0] != 'T' {
		return phrase{}, false
	}
	switch {
	case n[0] >= 1000:
	case n[2] < 1000:
		return phrase{}, false
	case n[1] > 12 && sep != '.' || n[0] == n[1]:
		n[0], n[1], n[2] = n[2], n[0], n[1]
	case n[0] > 12 || sep == '.':
		n[0], n[2] = n[2], n[0]
	default: // 04/05/2031: which is the day?
		p, ok := single(point{}, i, i+1)
		return p, ok
	}
	if n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31 {
		return phrase{}, false
	}
	return single(calendar(n[0], n[1], n[2], 0), i, i+1)
}

// twoYears reads 2014/15 at token i.
func (r *dateReader) twoYears(i int) (phrase, bool) {
	y, rest := dateDigits(r.d.Word(i))
	if y < 1800 || y > 2100 || len(rest) != 3 || rest[0] != '/' {
		return phrase{}, false
	}
	end, _ := dateDigits(rest[1:])
	if end = y/100*100 + end; end != y+1 {
		return phrase{}, false
	}
	p, ok := single(calendar(y, 0, 0, 12), i, i+1)
	p.to = calendar(end, 0, 0, 12)
	return p, ok
}
