package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// weekday reads "Tuesday", "Wednesday, May 14", "Tuesday of last week" at i.
func (r *dateReader) weekday(i int) (phrase, bool) {
	if r.titled(i) {
		return phrase{}, false
	}
	w := int(r.word(i).n)
	if p, ok := r.dateAfter(i + 1); ok {
		p.first = i
		p.from.weekday = w
		return p, true
	}
	p, _ := single(point{kind: onDay, weekday: w}, i, i+1)
	p = r.ofTurned(p)
	if p.from.turn == latest {
		p = r.turnedBy(p)
	}
	return p, true
}

// dateAfter reads the day of a month after a weekday: ", May 14", " 14 May", "
// (May 14)", " the 14th of May".
func (r *dateReader) dateAfter(i int) (phrase, bool) {
	bracket := i < r.last && r.d.Tokens[i].XPOS == lang.LRB
	if bracket || r.is(i, wComma) {
		i++
	}
	if r.is(i, wThe) {
		i++
	}
	var p phrase
	ok := false
	switch r.word(i).class {
	case wMonth:
		p, ok = r.monthFirst(i)
	case wNumber, wOrdinal:
		p, ok = r.dayFirst(i)
	}
	if !ok || p.from.dom == 0 || p.to.kind != unknown {
		return p, false
	}
	if bracket && p.last < r.last && r.d.Tokens[p.last].XPOS == lang.RRB {
		p.last++
	}
	return p, true
}

// titled reports whether the weekday at i is part of a name (the Sunday Times,
// Black Friday, Friday prayers) or any such day ("on a Monday").
func (r *dateReader) titled(i int) bool {
	d := r.d
	if r.is(i-1, wA) && (i+1 >= r.last || !d.Tokens[i+1].XPOS.Nominal() && d.Tokens[i+1].XPOS != lang.JJ) {
		return true
	}
	if i > r.first && oddDays[d.Forms[i-1].Word] && d.Forms[i-1].Shape == lang.ShapeTitle || i > r.first && everyDay[d.Forms[i-1].Word] {
		return true
	}
	if i+1 >= r.last {
		return false
	}
	next := d.Forms[i+1].Word
	if i > r.first && d.Tokens[i-1].XPOS.Proper() && d.Tokens[i+1].XPOS == lang.CloseQuote {
		return true
	}
	if titles[next] || r.is(i-1, wThe) && d.Forms[i+1].Shape == lang.ShapeTitle && d.Tokens[i+1].XPOS.Proper() && !r.is(i+1, wMonth) {
		return true
	}
	n, ok := r.nameAt(i)
	return ok && n.Kind == lang.Person && r.named(i, i+1)
}

// oddDays stand before a weekday and make it a name, everyDay makes it any such
// day, titles after it make it a name or a custom.
var (
	oddDays  = dateSet("black good ash bloody super cyber holy palm easter maundy shrove fat giving casual")
	everyDay = dateSet("every each any one some most many")
	titles   = dateSet("prayers prayer times telegraph mirror express mail mass school schools tribune herald magazine people club")
)

// hashes returns the set of the given words.
func dateSet(list string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(list) {
		m[lang.WordHash(w)] = true
	}
	return m
}

// turnedBy takes in "last", "next", "this", "this past" before p.
func (r *dateReader) turnedBy(p phrase) phrase {
	i := p.first - 1
	switch r.word(i).class {
	case wLast:
		p.from.turn = lastOne
	case wPast:
		p.from.ahead = done
		if r.is(i-1, wThis) || r.is(i-1, wThe) {
			i--
		}
	case wNext:
		p.from.turn = nextOne
	case wComing:
		p.from.turn = nextOne
		if p.from.kind == onDay {
			p.from.turn, p.from.ahead = latest, ahead
		}
		if r.is(i-1, wThis) || r.is(i-1, wThe) {
			i--
		}
	case wThis:
		p.from.turn = thisOne
	case wThat:
		p.from = point{}
	default:
		return p
	}
	p.first = i
	return p
}

// ofTurned takes in "of last week", "last week", "next year" after p.
func (r *dateReader) ofTurned(p phrase) phrase {
	i := p.last
	if r.is(i, wOf) || r.is(i, wComma) || r.dash(i) {
		i++
	}
	turns := map[lexClass]int{wLast: -1, wThis: 0, wNext: 1}
	n, ok := turns[r.word(i).class]
	if !ok || !r.is(i+1, wUnit) {
		return p
	}
	switch u := unit(r.word(i + 1).n); {
	case u == weeks && p.from.kind == onDay:
		p.from.turn, p.from.n = thisOne, n
	case u == years && p.from.kind == dated && p.from.year == 0:
		p.from.turn = [...]turn{lastYear, thisOne, nextYear}[n+1]
	default:
		return p
	}
	p.last = i + 2
	return p
}

// dash reports whether token i is a dash.
func (r *dateReader) dash(i int) bool {
	return r.is(i, wTo) && r.d.Forms[i].Shape == lang.ShapeMark
}

// dayWord reads "yesterday", "overnight", "the weekend" at i.
func (r *dateReader) dayWord(i int) (phrase, bool) {
	x := r.word(i)
	switch x.class {
	case wOvernight:
		if r.is(i+1, wWeekday) || r.is(i+1, wPrep) && r.is(i+2, wWeekday) {
			return phrase{}, false
		}
		return single(point{kind: theNight}, i, i+1)
	case wWeekend:
		p, _ := single(point{kind: weekend}, i, i+1)
		if p = r.turnedBy(p); p.first < i {
			return p, true
		}
		return p, r.is(i-1, wThe) && (r.is(i-2, wPrep) || r.is(i-2, wSince))
	}
	if i > r.first && r.d.Tokens[i-1].XPOS.Proper() && (r.d.Forms[i].Shape == lang.ShapeTitle || r.d.Word(i-1) == "USA") || i+1 < r.last && shows[r.d.Forms[i+1].Word] {
		return phrase{}, false // USA Today, the Today programme
	}
	return single(point{kind: inUnits, unit: days, n: int(x.n)}, i, i+1)
}

var shows = dateSet("programme program show newspaper")

// seasons are the first months of winter to autumn, in the north.
var seasons = [...]int{12, 3, 6, 9}

// season reads "spring 2030", "the spring of 2030", "last spring" at i.
func (r *dateReader) season(i int) (phrase, bool) {
	p, _ := single(calendar(0, seasons[r.word(i).n], 0, 3), i, i+1)
	if p = r.withYear(p, false); p.from.year != 0 || p.last > i+1 {
		return p, true
	}
	if p = r.turnedBy(p); p.first < i {
		return p, true
	}
	inThe := r.is(i-1, wThe) && (r.is(i-2, wPrep) || r.is(i-2, wSince)) || r.is(i-1, wSince)
	return p, inThe && !r.is(i+1, wOf) && r.d.Tokens[i].XPOS == lang.NN
}

// quarter reads "Q3", "Q3 2030" at i.
func (r *dateReader) quarter(i int) (phrase, bool) {
	p, _ := single(calendar(0, int(r.word(i).n)*3-2, 0, 3), i, i+1)
	return r.withYear(p, false), true
}

// ordinal reads "third quarter of 2030", "first half of this year", "19th
// century" at i.
func (r *dateReader) ordinal(i int) (phrase, bool) {
	n := int(r.word(i).n)
	j := i + 1
	if j < r.last && r.d.Tokens[j].XPOS == lang.HYPH {
		j++
	}
	if j >= r.last {
		return phrase{}, false
	}
	switch {
	case r.is(j, wUnit) && unit(r.word(j).n) == quarters && n <= 4:
		p, _ := single(calendar(0, n*3-2, 0, 3), i, j+1)
		p = r.ofTheYear(r.withYear(p, false))
		return p, p.from.kind == unknown || p.from.year != 0 || p.last > j+1 || r.is(i-1, wThe)
	case r.is(j, wUnit) && unit(r.word(j).n) == centuries && n > 1:
		return single(calendar(n*100-99, 0, 0, 1200), i, j+1)
	case n <= 2 && strings.EqualFold(r.d.Word(j), "half"):
		p, _ := single(calendar(0, n*6-5, 0, 6), i, j+1)
		p = r.ofTheYear(r.withYear(p, false))
		return p, p.from.kind == unknown || p.from.year != 0 || p.last > j+1 || r.is(i-1, wThe) && r.business()
	}
	return phrase{}, false
}
