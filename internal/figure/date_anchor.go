package figure

import "github.com/onrecord/onrecord/internal/lang"

// An anchored time counts from a day that the text has named before, or names
// right after: "the previous day", "two days later", "on the eve of Sunday's
// vote".

// anchoredUnit returns the point n units from the day that the text named last.
// Only days and years are told that exactly.
func anchoredUnit(u unit, n int) point {
	switch u {
	case days:
		return point{anchored: true, shift: int16(n)}
	case years:
		return point{anchored: true, years: int16(n)}
	}
	return point{}
}

// shifted returns s moved on by the days and years of p.
func (p *point) shifted(s stretch) stretch {
	if p.years != 0 {
		s = stretch{s.from.yearsOn(int(p.years)), (s.to + 1).yearsOn(int(p.years)) - 1}
	}
	return stretch{s.from + day(p.shift), s.to + day(p.shift)}
}

// yearsOn returns the same day n years on.
func (d day) yearsOn(n int) day {
	y, m, dom := d.date()
	return sameDay(y+n, m, dom)
}

// anchor gives date k, if it counts from another one, the words of the last date
// of its sentence or of the one before that can hold it.
func (r *dateReader) anchor(dates []Date, k int, ref day) {
	p := dates[k].when.from
	if !p.anchored {
		return
	}
	dates[k].when.from.anchored = false
	floor := r.first
	if s := r.d.SentenceOf(r.first); s > 0 && !r.startsParagraph(s) {
		floor = r.d.Sentences[s-1].First
	}
	for j := k - 1; j >= 0 && dates[j].Start >= r.d.Tokens[floor].Start; j-- {
		w := dates[j].when
		days, ok := w.days(ref)
		if !ok || w.since || w.to.kind != unknown {
			continue
		}
		if p.within != 0 {
			if from, ok := p.within.holding(days); ok {
				dates[k].when.from = from
				return
			}
			continue
		}
		if p.years == 0 && days.from != days.to || p.years != 0 && !w.from.inYears() {
			continue
		}
		w.from.shift += p.shift
		w.from.years += p.years
		w.compared = dates[k].when.compared
		dates[k].when = w
		return
	}
}

// holding returns the year or the month in which s lies as a whole.
func (u unit) holding(s stretch) (point, bool) {
	y, m, _ := s.from.date()
	y2, m2, _ := s.to.date()
	if y != y2 || u == months && m != m2 {
		return point{}, false
	}
	if u == months {
		return calendar(y, m, 0, 1), true
	}
	return calendar(y, 0, 0, 12), true
}

// inYears reports whether a year is as good a measure as any of p: a quarter, a
// month.
func (p *point) inYears() bool {
	return p.kind == dated && p.width > 0 && p.width <= 12
}

// startsParagraph reports whether a blank line stands before sentence s.
func (r *dateReader) startsParagraph(s int) bool {
	if s == 0 {
		return true
	}
	from, to := r.d.Tokens[r.d.Sentences[s].First-1].End, r.d.Tokens[r.d.Sentences[s].First].Start
	lines := 0
	for _, c := range []byte(r.d.Text[from:to]) {
		if c == '\n' {
			lines++
		}
	}
	return lines > 1
}

// beside reads "before", "after", "earlier" behind a unit of time at token i,
// where nothing follows that it counts from: "the day before", "a year earlier".
func (r *dateReader) beside(i int) (phrase, bool) {
	way, ok := besides[r.d.Forms[i].Word]
	u := r.word(i - 1)
	if !ok || u.class != wUnit && u.class != wUnits && u.class != wDayPart || i-2 < r.taken {
		return phrase{}, false
	}
	if way.clause && (u.class != wUnit && u.class != wDayPart || !r.endsClause(i+1)) {
		return phrase{}, false
	}
	first, n := i-1, 0
	for k := max(i-4, r.taken); k < i-1 && n == 0; k++ {
		if v, end := r.number(k); end == i-1 && v != 0 && !r.rough(k) {
			first, n = k, v
		}
	}
	if n == 0 && way.clause && r.is(i-2, wThe) {
		first, n = i-2, 1
	}
	if n == 0 {
		return phrase{}, false
	}
	p, _ := single(point{}, first, i+1)
	switch {
	case n < 0:
	case u.class == wDayPart:
		p.from = anchoredUnit(days, way.step)
	default:
		p.from = anchoredUnit(unit(u.n), n*way.step)
	}
	return p, true
}

// A bearing is how a word counts from another date; clause: it may also be a
// conjunction.
type bearing struct {
	step   int
	clause bool
}

var besides = map[uint64]bearing{
	lang.WordHash("before"): {-1, true}, lang.WordHash("after"): {1, true},
	lang.WordHash("earlier"): {-1, false}, lang.WordHash("later"): {1, false}, lang.WordHash("previously"): {-1, false},
}

// endsClause reports whether the clause is over at token i.
func (r *dateReader) endsClause(i int) bool {
	if i >= r.last {
		return true
	}
	switch r.d.Tokens[i].XPOS {
	case lang.Comma, lang.Period, lang.Colon, lang.CloseQuote, lang.RRB, lang.CC:
		return true
	}
	return false
}

// eve takes in "on the eve of", "the day after", "two days before" before token
// i, where p's date starts.
func (r *dateReader) eve(p *phrase, i int) int {
	k := i - 1
	if r.is(k, wThe) {
		k--
	}
	if k < r.first || k-1 < r.taken || p.to.kind != unknown || p.from.kind == unknown || p.from.width > 0 {
		return i
	}
	if r.is(k, wOf) && r.d.Forms[k-1].Word == eveWord {
		p.from.shift--
		return r.articleOn(k - 1)
	}
	way, ok := besides[r.d.Forms[k].Word]
	if !ok || !way.clause || !r.is(k-1, wUnit) && !r.is(k-1, wUnits) || unit(r.word(k-1).n) != days {
		return i
	}
	for j := max(k-4, r.taken); j < k-1; j++ {
		if n, end := r.number(j); end == k-1 && n > 0 && !r.rough(j) {
			p.from.shift += int16(n * way.step)
			return j
		}
	}
	if r.is(k-2, wThe) && k-2 >= r.taken {
		p.from.shift += int16(way.step)
		return r.articleOn(k - 1)
	}
	return i
}

var eveWord = lang.WordHash("eve")

// articleOn returns the start of "on the" before the noun at token i.
func (r *dateReader) articleOn(i int) int {
	if r.is(i-1, wThe) && i-1 >= r.taken {
		i--
	}
	if r.is(i-1, wPrep) && i-1 >= r.taken {
		i--
	}
	return i
}
