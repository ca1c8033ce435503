package compare

import (
	"math"
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
	if p.Figure == 0 || q.Figure == 0 || len(p.Keys) == 0 || len(q.Keys) == 0 || !sameMeasure(p, q) {
		return false
	}
	if p.Scope.More || q.Scope.More || p.Scope.Past != q.Scope.Past || p.Scope.Expected != q.Scope.Expected || p.Scope.Long != q.Scope.Long || !samePopulation(a, p, b, q) || !samePeriod(p, q) {
		return false
	}
	if a.Story == b.Story {
		return i != j && a.sameTale(p, q)
	}
	return sameHolder(a, p, b, q) && sameHappening(a, p, b, q)
}

// sameMeasure reports whether two figures measure the same in the same unit.
func sameMeasure(p, q *Claim) bool {
	m := evenMeasure(p.Measure)
	return m == evenMeasure(q.Measure) && (p.Unit == q.Unit || isToll(m) && plainCount(p.Unit) && plainCount(q.Unit))
}

func plainCount(unit string) bool { return unit == "" || unit == "person" }

// answersTo reports whether claim i of a, which has no figure, answers figure j of
// b. What an outlet says of its own story is about that alone.
func answersTo(a *Digest, i int, b *Digest, j int) bool {
	p, q := &a.Claims[i], &b.Claims[j]
	if !answers(p, q) {
		return false
	}
	if a.Story == b.Story {
		return true
	}
	return p.Answer != NotVerified && p.Answer != CorrectedByOutlet && sameHappening(a, p, b, q)
}

// tolls are the measures that are meant by "the toll" and "the figures".
var tolls = setOf("killed wounded missing casualties captured detained displaced evacuated infected rescued")

func isToll(measure string) bool {
	return tolls[measure] || measure == "killed or wounded" || measure == "killed or missing"
}

// answers reports whether an answer is about what a figure measures.
func answers(answer, figure *Claim) bool {
	for m := range strings.SplitSeq(answer.Measure, ";") {
		if m == figure.Measure || m == anyMeasure && isToll(figure.Measure) {
			return true
		}
	}
	return false
}

// samePopulation reports whether two figures count the same: what is a part of a
// total is not compared with a total, nor one army's losses with another's.
func samePopulation(a *Digest, p *Claim, b *Digest, q *Claim) bool {
	x, y := p.Scope, q.Scope
	if (p.PartOf > 0) != (q.PartOf > 0) && len(x.Counted) == 0 && len(y.Counted) == 0 || !sameCounted(x.Counted, y.Counted, x.Long) {
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

// samePeriod reports whether two figures may be compared over time. Those that
// only their own period gives a meaning, such as a quarter's revenue, must be of
// the same one.
func samePeriod(p, q *Claim) bool {
	if p.Scope.Past && (p.PeriodFrom != q.PeriodFrom || p.PeriodTo != q.PeriodTo) {
		return false
	}
	if isToll(p.Measure) || p.PeriodFrom == "" || q.PeriodFrom == "" {
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
	if meets := Relate(p.Bounds, q.Bounds) != Conflict; !isToll(p.Measure) {
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

// owned are measures that say nothing without whose they are.
var owned = setOf("vote seat point goal share money price majority")

// bare are measures that say nothing without the words around them.
var bare = setOf("person member resident family money cost price point share number amount value country area town worker employee volunteer child distance ticket visitor team name way time")

// sameHolder reports whether two figures that are no tolls are of one firm,
// candidate or thing. Where only one story says whose its figure is, the other
// one must know the name.
func sameHolder(a *Digest, p *Claim, b *Digest, q *Claim) bool {
	if isToll(p.Measure) {
		return true
	}
	x, y := p.Scope.Whose, q.Scope.Whose
	switch {
	case owned[p.Measure] && (len(x) == 0 || len(y) == 0):
		return false
	case len(x) > 0 && len(y) > 0:
		if !haveCommon(x, y) {
			return false
		}
	case len(x) > 0 && !b.knows(x) || len(y) > 0 && !a.knows(y):
		return false
	}
	return !bare[p.Measure] || haveCommon(p.Scope.Near, q.Scope.Near)
}

// knows reports whether one of some words stands among the names of a story.
func (d *Digest) knows(words []string) bool {
	return slices.ContainsFunc(d.Event.Names, func(t Term) bool { return slices.Contains(words, t.Text) })
}

// haveCommon reports whether two lists have a word in common.
func haveCommon(x, y []string) bool {
	return slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
}

// What two stories must have in common to tell of one happening: parts of the
// words of the lead that has fewer.
const (
	fewWords  = .12
	someWords = .22
	manyWords = .34
	mostWords = .5
)

// How many days two publications may lie apart where a day is not told.
const (
	untoldDays  = 4  // neither story tells it
	followDays  = 6  // one tells it, and the other came out after it
	lastingDays = 12 // what happens goes on
)

// sameHappening reports whether two claims tell of one happening: on one day, at
// one place, of one kind, as far as their stories tell.
func sameHappening(a *Digest, p *Claim, b *Digest, q *Claim) bool {
	days := sameDay(a, p, b, q)
	if days == no {
		return false
	}
	places := sameScene(a, p, b, q)
	if places == no {
		return false
	}
	kinds := sameKind(a.Event.Classes, b.Event.Classes)
	if kinds == no {
		return false
	}
	words := sharedWords(a.Event.Words, b.Event.Words)
	actors, wide := sharedNames(a, b, Actor) > 0, sharedNames(a, b, Wide) > 0
	switch {
	case places == yes && days == yes:
		return kinds == yes && words >= fewWords || words >= someWords
	case places == yes:
		return kinds == yes && (words >= someWords || actors && words >= fewWords || !haveCommon(a.Event.Classes, frequent)) || words >= manyWords
	case (places == maybe || places == larger) && days == yes:
		return kinds == yes && (words >= someWords || actors && words >= fewWords)
	case places == larger:
		return kinds == yes && words >= someWords && (actors || lasts(a, p) && lasts(b, q))
	case places == maybe:
		return false
	case days == yes:
		return kinds == yes && (actors && words >= fewWords || wide && words >= manyWords)
	}
	return kinds == yes && (actors && words >= someWords || wide && words >= manyWords) || actors && words >= mostWords
}

// frequent are classes of happenings that come to one place again within days.
var frequent = []string{"blast", "strike", "clash", "shooting", "stabbing", "protest", "walkout", "match"}

// A finding says whether two things are one, as far as is told.
type finding int

const (
	untold finding = iota
	yes
	no
	maybe  // one has the other's beside its own
	larger // one has it as the country or region of its own
)

// sameDay compares the days on which two claims' happenings were.
func sameDay(a *Digest, p *Claim, b *Digest, q *Claim) finding {
	x, y := a.dayOf(p), b.dayOf(q)
	apart := math.Abs(a.Published.Sub(b.Published).Hours()) / 24
	if lasts(a, p) && lasts(b, q) {
		if apart > lastingDays || dayApart(x, y) > lastingDays && x != "" && y != "" {
			return no
		}
		return untold
	}
	switch {
	case x != "" && y != "":
		if days := dayApart(x, y); days == 0 || days == 1 && (a.Event.Night || b.Event.Night) {
			return yes
		}
		return no
	case x != "" && !after(b, x) || y != "" && !after(a, y):
		return no
	case x == "" && y == "" && apart > untoldDays:
		return no
	}
	return untold
}

// after reports whether a story came out on a day or soon after it.
func after(d *Digest, day string) bool {
	published := d.Published.Format("2006-01-02")
	return published >= day && dayApart(published, day) <= followDays
}

// dayOf returns the day on which what a claim tells of happened.
func (d *Digest) dayOf(c *Claim) string {
	if c.Scope.Day != "" {
		return c.Scope.Day
	}
	if len(c.Scope.Where) > 0 || c.Scope.Past || c.Scope.Long {
		return ""
	}
	return d.Event.Day
}

// lasts reports whether what a claim tells of goes on for days.
func lasts(d *Digest, c *Claim) bool {
	if c.Scope.Long {
		return true
	}
	n := 0
	for _, class := range d.Event.Classes {
		if lasting[class] && class != "war" {
			n++
		} else if !vague[class] && class != "dam" {
			return false
		}
	}
	return n > 0
}

// sameScene compares the places of two claims' happenings: their own, or else
// those of their stories. A name that one story tells as a place, and the other one
// names without saying what it is, is the place, unless that one tells another.
func sameScene(a *Digest, p *Claim, b *Digest, q *Claim) finding {
	x, y := a.scenesOf(p), b.scenesOf(q)
	own := len(p.Scope.Where) > 0 || len(q.Scope.Where) > 0
	switch {
	case haveCommon(x, y):
		return yes
	case own && (len(p.Scope.Where) > 0) == (len(q.Scope.Where) > 0):
		return no
	case len(q.Scope.Where) == 0 && b.means(x) || len(p.Scope.Where) == 0 && a.means(y):
		return yes
	case own:
		return no
	case b.names(Wide, x) || a.names(Wide, y):
		return larger
	case b.names(Nearby, x) || a.names(Nearby, y) || b.names(Actor, x) || a.names(Actor, y):
		return maybe
	case len(x) > 0 && len(y) > 0:
		return no
	}
	return untold
}

// means reports whether a story names one of some places without saying that it is
// one: in its headline, or where it tells no place of its own.
func (d *Digest) means(places []string) bool {
	placed := len(d.named(Scene)) > 0
	return slices.ContainsFunc(d.Event.Names, func(t Term) bool {
		return t.Role == Actor && (t.Top || !placed) && slices.Contains(places, t.Text)
	})
}

// names reports whether a story has one of some words as a name of a role.
func (d *Digest) names(r Role, words []string) bool {
	return slices.ContainsFunc(d.Event.Names, func(t Term) bool { return t.Role == r && slices.Contains(words, t.Text) })
}

// scenesOf returns the words of the places of a claim.
func (d *Digest) scenesOf(c *Claim) []string {
	if len(c.Scope.Where) > 0 {
		return c.Scope.Where
	}
	if out := d.named(Scene); len(out) > 0 {
		return out
	}
	return d.named(Desk)
}

// named returns the words of names of one role.
func (d *Digest) named(r Role) []string {
	var out []string
	for i := range d.Event.Names {
		if t := &d.Event.Names[i]; t.Role == r {
			out = append(out, t.Text)
		}
	}
	return out
}

// sharedNames returns how many words of names of one role two stories share.
func sharedNames(a, b *Digest, r Role) (n int) {
	for i := range a.Event.Names {
		if t := &a.Event.Names[i]; t.Role == r && slices.ContainsFunc(b.Event.Names, func(o Term) bool { return o.Role == r && o.Text == t.Text }) {
			n++
		}
	}
	return n
}

// sameKind compares the classes of happenings of two stories. Vague ones part
// nothing, nor do those that outlets use for one another.
func sameKind(x, y []string) finding {
	shared := haveCommon(x, y)
	if sharp := func(c string) bool { return !vague[c] }; slices.ContainsFunc(x, sharp) && slices.ContainsFunc(y, sharp) {
		for _, c := range x {
			if !vague[c] && slices.Contains(y, c) {
				return yes
			}
		}
		for _, c := range x {
			if !vague[c] && slices.ContainsFunc(y, func(d string) bool { return !vague[d] && slices.Contains(families[c], d) }) {
				return untold
			}
		}
		return no
	}
	if shared {
		return yes
	}
	return untold
}

// sharedWords returns which part of the shorter of two lists stands in the other.
func sharedWords(x, y []string) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return float64(n) / float64(min(len(x), len(y)))
}
