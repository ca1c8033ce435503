package figure

import "github.com/onrecord/onrecord/internal/lang"

// maxSince is how many words what has happened may have after "since".
const maxSince = 9

// sinceClause takes in "since" with what began on the date that starts at token
// i: "since the war began in February 2029", "since the coup in 2021", "since the
// start of the year".
func (r *dateReader) sinceClause(p *phrase, i int) int {
	if p.to.kind != unknown || p.from.kind == unknown || p.compared {
		return i
	}
	verbs, onsets := 0, 0
	for k := i - 1; k >= max(r.taken, i-maxSince); k-- {
		x := r.d.Tokens[k].XPOS
		switch {
		case r.is(k, wSince):
			if verbs > onsets || x != lang.IN || k == i-1 {
				return i
			}
			p.since = true
			return k
		case x == lang.VBD && r.d.Tokens[k].Rel == lang.RelAux, x == lang.VBD && r.d.Tokens[k].Rel == lang.RelAuxPass:
		case x == lang.VBD, x == lang.VBN && verbs == 0:
			verbs++
			if onset[r.d.Forms[k].Lemma] {
				onsets++
			}
		case x == lang.VBG: // since fighting broke out
		case x.Verbal(), x == lang.MD, x == lang.CD, x == lang.Comma, x == lang.Colon, x == lang.OpenQuote, x == lang.CloseQuote, x == lang.WDT, x == lang.WP:
			return i
		}
	}
	return i
}

// onset are the verbs of what may begin a stretch of time. Others after "since"
// rather give a reason.
var onset = dateSet(`begin start break erupt launch open found establish create elect appoint take come seize fall collapse invade
become leave return join resume end flee overthrow oust emerge introduce declare sign arrive move register inaugurate legalise legalize
withdraw escalate enter impose topple capture retake reopen close peak strike hit record`)

// unitStart reads "start of the year" at token i after "since the".
func (r *dateReader) unitStart(i int) (phrase, bool) {
	if !r.is(i-1, wThe) || !r.is(i-2, wSince) || !r.is(i+1, wOf) || !r.is(i+2, wThe) && !r.is(i+2, wThis) || !r.is(i+3, wUnit) {
		return phrase{}, false
	}
	u := unit(r.word(i + 3).n)
	if u < weeks || u > years || r.is(i+4, wOf) {
		return phrase{}, false
	}
	return single(point{kind: inUnits, unit: u}, i, i+4)
}

// soFar takes in "so far" before and after the unit of p: "so far this year".
func (r *dateReader) soFar(p *phrase, i int) int {
	if p.from.kind != inUnits || p.from.n != 0 || p.from.unit <= days {
		return i
	}
	if r.farAt(p.last) {
		p.from.turn = soFar
		p.last += 2
	}
	if i-2 >= r.taken && r.farAt(i-2) {
		p.from.turn = soFar
		return i - 2
	}
	return i
}

// farAt reports whether "so far" stands at token i.
func (r *dateReader) farAt(i int) bool {
	return i >= r.first && i+1 < r.last && r.d.Forms[i].Word == soWord && r.d.Forms[i+1].Word == farWord
}

var soWord, farWord = lang.WordHash("so"), lang.WordHash("far")

// endedUnit takes in what ended on the date that starts at token i: "the quarter
// ended September 30", "the six months to June 30", "the year ending in March".
func (r *dateReader) endedUnit(p *phrase, i int) int {
	k := i - 1
	if r.is(k, wPrep) {
		k--
	}
	if k-1 < r.taken || k < r.first || p.from.kind != dated || p.from.width > 1 || p.to.kind != unknown || !ending[r.d.Forms[k].Word] {
		return i
	}
	u := r.word(k - 1)
	if u.class != wUnit && u.class != wUnits {
		return i
	}
	first, n := k-1, 1
	if m, end := r.number(k - 2); end == k-1 && m > 0 && k-2 >= r.taken {
		first, n = k-2, m
	} else if u.class == wUnits || !r.is(k-1-1, wThe) && r.d.Forms[k].Word == toWord {
		return i
	}
	if unit(u.n) < weeks {
		return i
	}
	p.from.back, p.from.unit = int16(n), unit(u.n)
	if r.is(first-1, wThe) && first-1 >= r.taken {
		first--
	}
	return first
}

var (
	ending = dateSet("ended ending to through")
	toWord = lang.WordHash("to")
)

// ended returns the n units that end with s.
func (u unit) ended(s stretch, n int) stretch {
	y, m, dom := (s.to + 1).date()
	switch u {
	case months:
		return stretch{sameDay(y, m-n, dom), s.to}
	case quarters:
		return stretch{sameDay(y, m-3*n, dom), s.to}
	case years:
		return stretch{sameDay(y-n, m, dom), s.to}
	}
	return u.upTo(s.to, n)
}
