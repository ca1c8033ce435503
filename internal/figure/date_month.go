package figure

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// calendar returns a point of the calendar; width is in months.
func calendar(year, month, dom, width int) point {
	return point{kind: dated, year: year, month: month, dom: dom, width: width, weekday: -1}
}

// single returns the phrase [first, last) that tells one point.
func single(p point, first, last int) (phrase, bool) {
	return phrase{when: when{from: p}, first: first, last: last}, true
}

// monthFirst reads "May", "May 14", "May 14-16", "May 14, 2031", "May 2031" at
// token i.
func (r *dateReader) monthFirst(i int) (phrase, bool) {
	m := int(r.word(i).n)
	j := i + 1
	if n := r.dom(j); n > 0 && !r.counts(i, j) {
		p := phrase{first: i, last: j + 1}
		p.from = calendar(0, m, n, 0)
		if k, to := r.rangeEnd(p.last, n); to > 0 {
			p.to = calendar(0, m, to, 0)
			p.last = k
		}
		p = r.withYear(p, true)
		if m == 9 && n == 11 && p.from.year == 0 && p.last < r.last && attacks[r.d.Forms[p.last].Word] {
			p.from = point{} // the name of what happened on one of them
		}
		return p, true
	}
	p := phrase{when: when{from: calendar(0, m, 0, 1)}, first: i, last: j}
	if p = r.withYear(p, false); p.from.year == 0 && p.last == j {
		p = r.turnedBy(p)
	}
	return p, p.from.year != 0 || p.first < i || r.monthAlone(i)
}

var attacks = dateSet("attack attacks terrorist terror hijackers memorial")

// dom returns the day of a month that token i may be, 0 for none.
func (r *dateReader) dom(i int) int {
	x := r.word(i)
	if (x.class == wNumber && r.d.Tokens[i].Len() <= 2 || x.class == wOrdinal && isDigit(r.d.Word(i)[0])) && 1 <= x.n && x.n <= 31 {
		return int(x.n)
	}
	return 0
}

// counts reports whether the number at j after the month at i rather counts
// what follows: "in May 14 houses burnt".
func (r *dateReader) counts(i, j int) bool {
	if j+1 >= r.last {
		return false
	}
	if w := r.d.Word(j + 1); w == "%" || w == "percent" {
		return true
	}
	return r.d.Tokens[j+1].XPOS == lang.NNS && r.is(i-1, wPrep) && strings.EqualFold(r.d.Word(i-1), "in")
}

// rangeEnd reads "-16", "to 16", "and 16" after the day n of a month at token i
// and returns what follows it and the last day; 0 for none.
func (r *dateReader) rangeEnd(i, n int) (int, int) {
	if !r.is(i, wTo) && !r.is(i, wAnd) {
		return i, 0
	}
	to := r.dom(i + 1)
	if to <= n || r.is(i+2, wMonth) || i+2 < r.last && r.d.Tokens[i+2].XPOS == lang.NNS {
		return i, 0
	}
	return i + 2, to
}

// monthAlone reports whether the month name at i, without day or year, is one:
// "May" may be a verb or a woman, "March" a walk.
func (r *dateReader) monthAlone(i int) bool {
	w := r.d.Word(i)
	if len(w) == 3 && !strings.EqualFold(w, "may") {
		return false // Jan, Mar: with a number only
	}
	if r.named(i, i+1) {
		return false
	}
	if _, mid := cutMid(w); mid || len(w) > 3 && !alsoNames[r.d.Forms[i].Word] {
		return true
	}
	if r.is(i-1, wAnd) && i+1 < r.last && r.d.Tokens[i+1].XPOS.Proper() {
		return false
	}
	switch r.word(i - 1).class {
	case wPrep, wSince, wFrom, wBetween, wOf, wTo, wAnd, wEdge, wLast, wNext, wThis, wPast, wComing, wUntil:
		return r.d.Tokens[i].XPOS.Nominal()
	}
	if i == r.first {
		return false
	}
	if r.is(i-1, wThe) || r.is(i-1, wA) || r.d.Tokens[i-1].XPOS == lang.PRPS {
		x := lang.Period
		if i+1 < r.last {
			x = r.d.Tokens[i+1].XPOS
		}
		return r.d.Tokens[i].XPOS.Proper() && (x == lang.NN || x == lang.NNS)
	}
	return beforeMonth[r.d.Forms[i-1].Word]
}

var (
	alsoNames   = dateSet("march april may june august")
	beforeMonth = dateSet("by before after")
)

// nameAt returns the name that token i stands in.
func (r *dateReader) nameAt(i int) (lang.Name, bool) {
	k, _ := slices.BinarySearchFunc(r.d.Names, i, func(n lang.Name, i int) int {
		if n.Last <= i {
			return -1
		}
		return 1
	})
	if k == len(r.d.Names) || r.d.Names[k].First > i {
		return lang.Name{}, false
	}
	return r.d.Names[k], true
}

// named reports whether the tokens [first, last) are only part of a name.
func (r *dateReader) named(first, last int) bool {
	n, ok := r.nameAt(first)
	if !ok {
		return false
	}
	for k := n.First; k < n.Last; k++ {
		if c := r.word(k).class; (k < first || k >= last) && (c == noClass || c == wThe) && r.d.Tokens[k].XPOS.Proper() {
			return true
		}
	}
	return false
}

// numberFirst reads a date that starts with a number at token i.
func (r *dateReader) numberFirst(i int) (phrase, bool) {
	x := r.word(i)
	switch x.class {
	case wStamp:
		return r.stamp(i)
	case wDecade:
		return single(calendar(int(x.n), 0, 0, 120), i, i+1)
	}
	if p, ok := r.dayFirst(i); ok {
		return p, ok
	}
	if x.class == wOrdinal {
		return r.ordinal(i)
	}
	return r.year(i)
}

// dayFirst reads "14 May", "14th of May 2031", "1-3 May", "1 to 3 May".
func (r *dateReader) dayFirst(i int) (phrase, bool) {
	n := r.dom(i)
	if n == 0 {
		return phrase{}, false
	}
	p := phrase{first: i, last: i + 1}
	p.from = calendar(0, 0, n, 0)
	if k, to := i+2, r.dom(i+2); (r.is(i+1, wTo) || r.is(i+1, wAnd)) && to > n {
		p.to = calendar(0, 0, to, 0)
		p.last = k + 1
	}
	if r.is(p.last, wOf) && r.is(i, wOrdinal) {
		p.last++
	}
	if !r.is(p.last, wMonth) {
		return p, false
	}
	m := int(r.word(p.last).n)
	p.from.month = m
	if p.to.kind == dated {
		p.to.month = m
	}
	p.last++
	if r.is(p.last, wComma) && r.yearNumber(p.last+1) == 0 {
		return r.ofTurned(p), true
	}
	return r.withYear(p, true), true
}
