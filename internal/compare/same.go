package compare

import (
	"slices"
	"strings"
)

// Same reports whether two figures, of two stories or of one, belong to one
// question: the same is measured, of the same people or things, at the same event
// or place and over the same kind of time. Numbers say nothing about that. Claims
// without a figure answer questions, but never hold two together.
//
// Two events joined are worse than one question that is split in two, so what is
// not told counts against a pair, except where all else is alike.
func Same(a *Digest, i int, b *Digest, j int) bool {
	p, q := &a.Claims[i], &b.Claims[j]
	switch {
	case p.Figure == 0 || q.Figure == 0 || len(p.Keys) == 0 || len(q.Keys) == 0:
		return false
	case !sameMeasure(p, q) || !sameTime(p, q) || !samePopulation(a, p, b, q):
		return false
	case a.Story == b.Story:
		return i != j && a.sameTale(p, q)
	}
	return sameHolder(a, p, b, q) && sameHappening(a, p, b, q)
}

// sameMeasure reports whether two figures measure the same in the same unit.
func sameMeasure(p, q *Claim) bool {
	m := evenMeasure(p.Measure)
	return m == evenMeasure(q.Measure) && (p.Unit == q.Unit || IsToll(m) && plainCount(p.Unit) && plainCount(q.Unit))
}

func plainCount(unit string) bool { return unit == "" || unit == "person" }

// tolls are the measures that are meant by "the toll" and "the figures".
var tolls = wordSet("killed wounded missing casualties captured detained displaced evacuated infected rescued")

// IsToll reports whether a measure counts people as tolls do.
func IsToll(measure string) bool {
	measure = evenMeasure(measure)
	return tolls[measure] || measure == "killed or wounded" || measure == "killed or missing"
}

// samePopulation reports whether two figures count the same: what is a part of a
// total is not compared with a total, nor one army's losses with another's.
func samePopulation(a *Digest, p *Claim, b *Digest, q *Claim) bool {
	x, y := p.Scope, q.Scope
	if x.Part != y.Part && len(x.Counted) == 0 && len(y.Counted) == 0 || !sameCounted(x.Counted, y.Counted, x.Long) {
		return false
	}
	if len(x.Side) > 0 && len(y.Side) > 0 {
		return slices.ContainsFunc(x.Side, func(n string) bool { return slices.ContainsFunc(y.Side, func(m string) bool { return akin(n, m) }) })
	}
	// Where two armies fight, soldiers of nobody in particular may be anybody's.
	return len(x.Side) == len(y.Side) || !combatants(x.Counted) || !a.fought() && !b.fought()
}

// fought reports whether two sides have losses in what a story tells.
func (d *Digest) fought() bool {
	return slices.Contains(d.Event.Classes, "clash") || slices.Contains(d.Event.Classes, "war")
}

// sameTime reports whether two figures may be compared over time: both of what
// happened, or both of what is expected; both of the event, or both of a time
// before it or of a long one. Those that only their own period gives a meaning,
// such as a quarter's revenue, must be of the same one.
func sameTime(p, q *Claim) bool {
	x, y := &p.Scope, &q.Scope
	if x.More || y.More || x.Past != y.Past || x.Long != y.Long || x.Expected != y.Expected && !x.Will && !y.Will {
		return false
	}
	if x.Past && (p.PeriodFrom != q.PeriodFrom || p.PeriodTo != q.PeriodTo) {
		return false
	}
	if IsToll(p.Measure) || p.PeriodFrom == "" || q.PeriodFrom == "" {
		return true
	}
	return p.PeriodFrom <= q.PeriodTo && q.PeriodFrom <= p.PeriodTo
}

// sameTale reports whether two claims of one story are of one question. If their
// numbers do not meet, that takes two who differ: a total of 58 and the 11 of one
// town are not two answers to one question.
func (d *Digest) sameTale(p, q *Claim) bool {
	if p.Scope.Day != q.Scope.Day || !slices.Equal(p.Scope.Where, q.Scope.Where) {
		return false
	}
	if meets := Relate(p.Bounds, q.Bounds) != Conflict; !IsToll(p.Measure) {
		return meets && sameHolder(d, p, d, q)
	} else if meets {
		return true
	}
	return d.giverDiffers(p, q)
}

// giverDiffers reports whether two speakers are told to give two claims.
func (d *Digest) giverDiffers(p, q *Claim) bool {
	if p.Statement < 0 || q.Statement < 0 || p.Statement >= len(d.Statements) || q.Statement >= len(d.Statements) {
		return false
	}
	x, y := d.Statements[p.Statement].Speakers, d.Statements[q.Statement].Speakers
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(k int) bool { return slices.Contains(y, k) })
}

// owned are measures that say nothing without whose they are; so are percentages,
// but for those that are clearly of one thing.
var owned = wordSet("vote seat point goal share money price majority")

// clearly are measures of one word that say by themselves what is measured. Others
// ("people", "boats", money) may be anything of an event.
var clearly = wordSet("turnout inflation magnitude profit revenue loss job growth unemployment gdp deficit surplus fine bribe depth height")

// sameHolder reports whether two figures that are no tolls are of one firm,
// candidate or thing. Where only one story says whose its figure is, the other
// one must know the name.
func sameHolder(a *Digest, p *Claim, b *Digest, q *Claim) bool {
	if IsToll(p.Measure) {
		return true
	}
	x, y := p.Scope.Whose, q.Scope.Whose
	switch {
	case (owned[p.Measure] || p.Unit == "percent" && !clearly[evenMeasure(p.Measure)]) && (len(x) == 0 || len(y) == 0):
		return false
	case len(x) > 0 && len(y) > 0:
		if !haveCommon(x, y) {
			return false
		}
	case len(x) > 0 && !b.knows(x) || len(y) > 0 && !a.knows(y):
		return false
	}
	if m := evenMeasure(p.Measure); clearly[m] || strings.Contains(m, " ") || len(x) > 0 && len(y) > 0 {
		return true
	}
	return haveCommon(p.told(), q.told()) || a.crowd(p) && b.crowd(q)
}

// crowd reports whether a figure is how many took part in a protest.
func (d *Digest) crowd(c *Claim) bool {
	if c.Measure != "person" || len(c.Scope.Counted) > 0 || !slices.Contains(d.Event.Classes, "protest") {
		return false
	}
	told := c.told()
	return len(told) == 0 || slices.ContainsFunc(told, func(w string) bool { return happenings[w] == "protest" })
}

// told returns the words near a figure that do not name what it counts.
func (c *Claim) told() []string {
	return slices.DeleteFunc(slices.Clone(c.Scope.Near), func(w string) bool { return w == c.Measure || slices.Contains(c.Scope.Counted, w) })
}

// knows reports whether one of some words stands among the names of a story.
func (d *Digest) knows(words []string) bool {
	return slices.ContainsFunc(d.Event.Names, func(t Term) bool { return slices.Contains(words, t.Text) })
}

// haveCommon reports whether two lists have a word in common.
func haveCommon(x, y []string) bool {
	return slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
}
