package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// dated returns a point of the calendar; width is in months.
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
		return r.withYear(p, true), true
	}
	p := phrase{when: when{from: calendar(0, m, 0, 1)}, first: i, last: j}
	if p = r.withYear(p, false); p.from.year == 0 && p.last == j {
		p = r.turnedBy(p)
	}
	return p, p.from.year != 0 || p.first < i || r.monthAlone(i)
}

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
	if n := r.word(i).n; n != 3 && n != 5 && len(w) > 4 && n != 4 && n != 6 && n != 8 {
		return true
	}
	switch r.word(i - 1).class {
	case wPrep, wSince, wFrom, wBetween, wOf, wTo, wAnd, wEdge, wLast, wNext, wThis, wPast, wComing:
		return r.d.Tokens[i].XPOS.Nominal()
	}
	if (r.is(i-1, wThe) || i > r.first && r.d.Tokens[i-1].XPOS == lang.PRPS) && i+1 < r.last && (r.d.Tokens[i+1].XPOS == lang.NN || r.d.Tokens[i+1].XPOS == lang.NNS) {
		return r.d.Tokens[i].XPOS.Proper()
	}
	w = strings.ToLower(w)
	return strings.HasPrefix(w, "mid-") || i > r.first && strings.Contains("by until till before after last next", strings.ToLower(r.d.Word(i-1)))
}

// named reports whether the tokens [first, last) are only part of a name.
func (r *dateReader) named(first, last int) bool {
	names := r.d.Names
	lo, hi := 0, len(names)
	for lo < hi {
		if m := (lo + hi) / 2; names[m].Last <= first {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(names) || names[lo].First > first {
		return false
	}
	n := names[lo]
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
	y := r.word(i).n
	common := 1800 <= y && y <= 2100
	if strings.HasPrefix(strings.ToLower(r.d.Word(i)), "mid-") {
		return true
	}
	next := lang.Token{XPOS: lang.Period}
	if i+1 < r.last {
		next = r.d.Tokens[i+1]
	}
	if w := r.d.Text[next.Start:next.End]; w == "%" || w == "percent" || r.is(i+1, wUnit) || r.is(i+1, wUnits) || next.XPOS == lang.CD && !r.is(i+1, wNumber) {
		return false
	}
	counted := next.XPOS == lang.NNS
	switch r.word(i - 1).class {
	case wSince:
		return true
	case wPrep, wFrom, wBetween, wEdge, wOf, wTo, wSeason, wMonth:
		if w := r.d.Word(i - 1); len(w) == 2 && (w[1] == 't' || w[0] == 'o' && w[1] == 'n') {
			return false // at 1800
		}
		return common && (!counted || r.startsIn(i)) || !next.XPOS.Nominal() && next.XPOS != lang.JJ && !r.is(i-1, wTo) && r.startsIn(i)
	case wAnd:
		return common && r.yearNumber(i-2) > 0
	case wUnit:
		return common && strings.EqualFold(r.d.Word(i-1), "year")
	case wThe, wA, wThis:
		return common && (next.XPOS.Nominal() || next.XPOS == lang.JJ || next.XPOS == lang.VBG) && (!counted || r.d.Tokens[i+1].Len() > 0 && !r.person(i+1))
	}
	if i == r.first {
		return common && !counted && next.XPOS != lang.NN && r.last-r.first < 3
	}
	prev := &r.d.Tokens[i-1]
	switch {
	case prev.XPOS == lang.LRB:
		return common
	case prev.XPOS == lang.POS || prev.XPOS == lang.PRPS:
		return common && (next.XPOS.Nominal() || next.XPOS == lang.JJ) && !r.person(i+1)
	case common && prev.XPOS == lang.IN:
		return !counted
	}
	return false
}

// startsIn reports whether "in" stands before token i.
func (r *dateReader) startsIn(i int) bool {
	return i > r.first && strings.EqualFold(r.d.Word(i-1), "in")
}

// person reports whether token i names people, whom a number counts.
func (r *dateReader) person(i int) bool { return people[r.d.Forms[i].Lemma] }

var people = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields("person people man woman child soldier troop worker voter resident refugee migrant officer fighter victim patient student member seat vote dollar euro pound case death home house") {
		m[lang.WordHash(w)] = true
	}
	return m
}()

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
