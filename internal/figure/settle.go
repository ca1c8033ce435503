package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// settle lets the figures of the sentence tell each other what they count:
// "killed 12 soldiers and three civilians", "four soldiers were killed and 11
// wounded", "40 people, including three children".
func (f *finder) settle() {
	rs := f.readings[f.from:]
	for i := 1; i < len(rs); i++ {
		f.after(&rs[i-1], &rs[i], f.from+i-1)
	}
	if len(rs) > 1 && rs[0].unit == "" && f.whole(&rs[0]) {
		for i := 1; i < len(rs); i++ {
			if rs[i].part < 0 && rs[i].unit == "" && rs[i].High <= rs[0].High && (rs[i].noun < 0 || rs[i].noun == rs[0].noun) {
				rs[i].part = f.from
				if rs[i].population < 0 {
					rs[i].population = rs[0].population
				}
			}
		}
	}
	for i := len(rs) - 2; i >= 0; i-- {
		f.backward(&rs[i], &rs[i+1])
	}
	for i := 0; i+1 < len(rs); i++ {
		if a, b := &rs[i], &rs[i+1]; a.money && b.money && a.measure == "money" && f.hash(b.first-1) == wordTo && b.first-a.last == 1 {
			a.measure = b.measure // "rose $1.20 to $84.30 a barrel"
		}
	}
	for i := 1; i < len(rs); i++ {
		f.rates(&rs[i-1], &rs[i])
	}
	for i := range rs {
		if rs[i].measure == "" {
			rs[i].measure = "number"
		}
	}
}

// after gives b what a, the figure before it, tells.
func (f *finder) after(a, b *reading, index int) {
	link := f.link(a.last, b.first)
	if a.elsewhere && a.noun == b.noun { // "40 of the 60 houses"
		a.part = index + 1
	}
	if b.pronoun && b.of || f.hash(b.first-1) == wordWhom || f.hash(b.first-1) == wordWhich {
		link = linkPart
	}
	switch {
	case (b.share || b.unit == "percent") && a.named && a.unit == "" && b.first == a.last+1 && f.d.Tokens[a.last].XPOS == lang.Comma && b.noun >= 0 && b.of:
		b.measure, b.named, b.inherited = a.measure, true, true // "1,480 dead, a third of them children"
	case link == linkPart && !b.share && b.High <= a.High && a.unit == "":
		if !b.of || a.noun >= 0 || a.named {
			b.part = index
			f.inherit(a, b)
		}
	case link == linkAnd:
		f.inherit(a, b)
	}
	if b.population < 0 && a.population >= 0 && b.named && a.named {
		b.population = a.population
	}
}

// inherit gives b the measure of a where b has none with a name of its own and
// counts people too.
func (f *finder) inherit(a, b *reading) {
	if b.named || !a.named || b.elsewhere || b.unit != "" || b.noun >= 0 && !f.person(b.noun) || b.part < 0 && (f.fares(b) || f.atLarge(b)) {
		return
	}
	if v := f.released(b); v != "" && a.measure != killed {
		b.measure, b.inherited = "person "+v, true
		return
	}
	if strings.HasPrefix(b.measure, "person ") {
		return // it tells of itself
	}
	b.measure, b.named, b.inherited = a.measure, true, true
}

// fares reports whether a clause of its own tells how those are whom r counts:
// "killed 12 people and 30 others were in hospital".
func (f *finder) fares(r *reading) bool {
	k := max(r.last, r.tail)
	return r.noun >= 0 && copulas[f.hash(k)] && !f.among(k+1)
}

// atLarge reports whether nobody has those whom r counts: "three held, two on
// the run".
func (f *finder) atLarge(r *reading) bool {
	k := max(r.last, r.tail)
	for k < f.end && (f.hash(k) == wordMore || passable[f.hash(k)]) {
		k++
	}
	switch f.hash(k) {
	case wordOn:
		return f.hash(k+1) == wordThe && (f.hash(k+2) == wordRun || f.hash(k+2) == wordLoose)
	case wordAt:
		return f.hash(k+1) == wordLarge
	case wordIn:
		return f.hash(k+1) == wordHiding
	}
	return false
}

// among reports whether "among them" or the like stands at k.
func (f *finder) among(k int) bool { return including[f.hash(k)] }

// backward gives a what b, the figure after it, tells: "12 soldiers and three
// civilians were killed".
func (f *finder) backward(a, b *reading) {
	if a.named || !b.named || b.inherited || b.of || b.High == 0 || f.whole(a) || a.noun < 0 || !f.person(a.noun) || a.unit != "" {
		return
	}
	if f.link(a.last, b.first) == linkAnd && tollNouns[f.hash(b.noun)] == "" && f.left(b.first) == "" {
		a.measure, a.named, a.inherited = b.measure, true, true
	}
}

// A link is what stands between two figures.
type link uint8

const (
	linkNone link = iota
	linkAnd       // "and", a comma
	linkPart      // "including", "among them"
)

// link returns what the tokens [from, to) between two figures are.
func (f *finder) link(from, to int) link {
	if f.listed(from, to) {
		return linkAnd
	}
	if to-from <= maxPartLink && f.partBehind(from, to) {
		return linkPart
	}
	l := linkNone
	for k := from; k < to; k++ {
		h := f.hash(k)
		switch {
		case including[h]:
			return linkPart
		case h == wordAnd || h == wordOr || f.d.Tokens[k].XPOS == lang.Comma || h == wordPlus:
			if l == linkNone {
				l = linkAnd
			}
		case h == wordAs || h == wordWell || another[h] || h == wordAlso || h == wordThe:
		case to-from > 10 || k-from > 8:
			return linkNone
		case l == linkNone && (f.d.Tokens[k].XPOS == lang.IN || f.d.Tokens[k].XPOS.Nominal() || f.d.Tokens[k].XPOS == lang.DT || f.d.Tokens[k].XPOS == lang.JJ || f.d.Tokens[k].XPOS.Verbal()):
			// "40 people in the town, including 12 children"
			if f.part(k, to) {
				return linkPart
			}
			return linkNone
		default:
			if f.part(k, to) {
				return linkPart
			}
			return linkNone
		}
	}
	return l
}

// listed reports whether "and" joins two figures past what says where the first are
// from: "12 children from a school choir and three officials".
func (f *finder) listed(from, to int) bool {
	if to-from > 8 || f.hash(to-1) != wordAnd || f.d.Tokens[from].XPOS != lang.IN {
		return false
	}
	for k := from; k < to-1; k++ {
		if x := f.d.Tokens[k].XPOS; !x.Nominal() && x != lang.IN && x != lang.DT && x != lang.JJ && x != lang.CD && x != lang.POS && x != lang.PRPS || including[f.hash(k)] {
			return false
		}
	}
	return true
}

// maxPartLink is how many tokens may stand between a figure and the part of it that
// "among them" joins to it.
const maxPartLink = 18

// partBehind reports whether "including" or "among them" is what [from, to) ends with,
// behind a comma.
func (f *finder) partBehind(from, to int) bool {
	for k := to - 1; k > from && k >= to-3; k-- {
		if including[f.hash(k)] {
			return f.d.Tokens[k-1].XPOS == lang.Comma
		}
	}
	return false
}

// part reports whether "including" or the like is the last word of [k, to).
func (f *finder) part(k, to int) bool {
	for i := to - 1; i >= k && i >= to-3; i-- {
		if including[f.hash(i)] {
			return to-k <= 12
		}
	}
	return false
}

// beside reports whether the bare number b stands beside the figure a so that
// it counts the same: "12 houses on Monday and 20 on Tuesday", "from 28 to 40".
func (f *finder) beside(a, b *reading) bool {
	if b.first-a.last > 8 || b.first < a.last {
		return false
	}
	if !f.ends(b) || a.unit == "percent" && b.value > 100 {
		return false
	}
	if b.first == a.last+1 && f.d.Tokens[a.last].XPOS == lang.Comma && unsure[f.hash(b.first)] {
		return true // "250 of us, maybe 300"
	}
	for k := a.last; k < b.first; k++ {
		x := f.d.Tokens[k].XPOS
		if x.Verbal() && f.hash(k) != wordCompared || x == lang.WDT || x == lang.WP {
			return false
		}
	}
	p := f.hash(b.first - 1)
	return p == wordTo && f.hash(a.first-1) == wordFrom || p == wordFrom || p == wordTo || p == wordAnd || p == wordOf || p == wordThan || p == wordBy || p == wordWith || p == wordAgainst
}

var (
	wordRightBracket = lang.WordHash(")")
	including        = wordSet("including include included includes inclusive among")
	unsure           = wordSet("maybe perhaps possibly probably likely")
	wordHiding       = lang.WordHash("hiding")
	wordLarge        = lang.WordHash("large")
	wordLoose        = lang.WordHash("loose")
	wordRun          = lang.WordHash("run")
	wordCompared     = lang.WordHash("compared")
	wordAlso         = lang.WordHash("also")
	wordPlus         = lang.WordHash("plus")
	wordThem         = lang.WordHash("them")
	wordWell         = lang.WordHash("well")
)
