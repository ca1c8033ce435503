package compare

import (
	"math"
	"slices"
	"strings"
	"time"
)

// Same reports whether two figures, of two stories or of one, belong to one
// question: the same is measured, of the same people or things, at the same event
// or place and over the same kind of time. Numbers say nothing about that. Claims
// without a figure answer questions, but never hold two together.
func Same(a *Digest, i int, b *Digest, j int) bool {
	p, q := &a.Claims[i], &b.Claims[j]
	if p.Figure == 0 || q.Figure == 0 || p.Unit != q.Unit || evenMeasure(p.Measure) != evenMeasure(q.Measure) {
		return false
	}
	if !samePopulation(p, q) || !a.samePlace(p, b, q) || !samePeriod(p, q) {
		return false
	}
	if a.Story == b.Story {
		return i != j && sameTale(p, q)
	}
	return sameHappening(a, b, max(reach(p), reach(q)))
}

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
	return p.Answer != NotVerified && p.Answer != CorrectedByOutlet && sameHappening(a, b, reach(q))
}

// tolls are the measures that are meant by "the toll" and "the figures".
var tolls = wordSet("killed wounded missing casualties captured detained displaced evacuated infected")

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
// total is not compared with a total.
func samePopulation(p, q *Claim) bool {
	a, b := populationOf(p.Of), populationOf(q.Of)
	if (p.PartOf > 0) != (q.PartOf > 0) && len(a.heads) == 0 && len(b.heads) == 0 {
		return false
	}
	return a.same(b)
}

// samePlace reports whether two figures are of one place, or both of the event as
// a whole.
func (d *Digest) samePlace(p *Claim, e *Digest, q *Claim) bool {
	a, b := d.elsewhere(p), e.elsewhere(q)
	switch {
	case a == "" && b == "":
		return true
	case a == "":
		return e.Story != d.Story && d.isMain(b)
	case b == "":
		return e.Story != d.Story && e.isMain(a)
	}
	return a == b || strings.Contains(a, b) || strings.Contains(b, a)
}

// elsewhere returns the place of a figure, evened out, if it is another than the
// story's own.
func (d *Digest) elsewhere(c *Claim) string {
	place := evenPlace(c.Place)
	if place == "" || d.isMain(place) {
		return ""
	}
	return place
}

// evenPlace returns a place without what stands before its name.
func evenPlace(place string) string {
	for _, before := range []string{"in ", "at ", "near ", "on ", "from ", "around ", "outside "} {
		place = strings.TrimPrefix(place, before)
	}
	return evenName(place)
}

// isMain reports whether a place is one that headline, dateline or lead name.
func (d *Digest) isMain(place string) bool {
	return slices.ContainsFunc(d.Event.Names, func(t Term) bool {
		return t.Place && t.Lead && (t.Text == place || strings.Contains(place, t.Text) || strings.Contains(t.Text, place))
	})
}

// samePeriod reports whether two figures may be compared over time. Those that
// only their own period gives a meaning, such as a quarter's revenue, must be of
// the same one.
func samePeriod(p, q *Claim) bool {
	if isToll(p.Measure) || p.PeriodFrom == "" || q.PeriodFrom == "" {
		return true
	}
	return p.PeriodFrom <= q.PeriodTo && q.PeriodFrom <= p.PeriodTo
}

// sameTale reports whether two claims of one story are of one question: both of
// its event. That is so for tolls; of other measures ("home", "euro") a story may
// give several that have nothing to do with each other, so their numbers must meet.
func sameTale(p, q *Claim) bool {
	if isToll(p.Measure) {
		return true
	}
	return Relate(p.Bounds, q.Bounds) != Conflict
}

// reach is how many days apart two stories of one happening may be published for
// a claim: running totals go on for long.
func reach(c *Claim) float64 {
	if c.Cumulative {
		return 60
	}
	return 12
}

// What two stories must have in common to tell of one happening.
const (
	leadNames  = .25 // of the names of the lead that has fewer
	leadWords  = .22 // of its words
	manyWords  = .34 // where no name of a place is shared
	strongName = .5
)

// sameHappening reports whether two stories tell of one happening: published not
// too far apart, at a place in common, of a kind in common, and on no days that
// exclude each other.
func sameHappening(a, b *Digest, within float64) bool {
	apart := math.Abs(a.Published.Sub(b.Published).Hours()) / 24
	if apart > within {
		return false
	}
	places, placed := sharedLead(a, b, placesOnly)
	names, _ := sharedLead(a, b, allNames)
	others, _ := sharedLead(a, b, othersOnly)
	words := shared(a.Event.Words, b.Event.Words)
	classes, classed := sharedClasses(a, b)
	days, dated := sharedDays(a, b)
	switch {
	case classed && classes == 0:
		return false
	case dated && days == 0 && !(others > 0 && words >= leadWords):
		return false
	case placed && places == 0 && names < strongName:
		return false
	case places > 0 && classes > 0:
		return names >= leadNames || words >= leadWords
	case places > 0:
		return words >= leadWords && (names >= leadNames || words >= manyWords)
	}
	return names >= strongName && (words >= leadWords || classes > 0) || names >= leadNames && words >= manyWords
}

// A nameChoice says which names are compared.
type nameChoice int

const (
	allNames nameChoice = iota
	placesOnly
	othersOnly // persons and bodies
)

// sharedLead returns which part of the names of one lead, of that which has
// fewer, stands in the other one; and whether both have any. Countries and regions
// that either story sets a place in tell nothing.
func sharedLead(a, b *Digest, choice nameChoice) (part float64, both bool) {
	wide, places := termsOfEither(a, b)
	x, y := leadTerms(a, choice, wide, places), leadTerms(b, choice, wide, places)
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	n := min(inNames(x, y), inNames(y, x))
	return float64(n) / float64(min(len(x), len(y))), true
}

// termsOfEither returns the names that one of two stories takes for a country or
// region, and those that one takes for a place: the other may not know.
func termsOfEither(a, b *Digest) (wide, places map[string]bool) {
	wide, places = map[string]bool{}, map[string]bool{}
	for _, d := range []*Digest{a, b} {
		for _, t := range d.Event.Names {
			wide[t.Text] = wide[t.Text] || t.Wide
			places[t.Text] = places[t.Text] || t.Place
		}
	}
	return wide, places
}

func leadTerms(d *Digest, choice nameChoice, wide, places map[string]bool) []string {
	var out []string
	for _, t := range d.Event.Names {
		if !t.Lead || wide[t.Text] {
			continue
		}
		if choice == allNames || choice == placesOnly && places[t.Text] || choice == othersOnly && t.Named && !places[t.Text] {
			out = append(out, t.Text)
		}
	}
	return out
}

// inNames returns how many of some names are among others, or part of them: the
// surname of a person, a town without its province.
func inNames(x, y []string) (n int) {
	for _, a := range x {
		if slices.ContainsFunc(y, func(b string) bool { return partOfName(a, b) || partOfName(b, a) }) {
			n++
		}
	}
	return n
}

// partOfName reports whether the words of a are the first or last ones of b.
func partOfName(a, b string) bool {
	return a == b || strings.HasSuffix(b, " "+a) || strings.HasPrefix(b, a+" ")
}

// shared returns which part of the terms of the shorter list stands in the other.
func shared(x, y []Term) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := 0
	for _, a := range x {
		if slices.ContainsFunc(y, func(b Term) bool { return a.Text == b.Text }) {
			n++
		}
	}
	return float64(n) / float64(min(len(x), len(y)))
}

// sharedClasses returns how many classes of happenings two stories share, and
// whether both have any.
func sharedClasses(a, b *Digest) (n int, both bool) {
	for _, c := range a.Event.Classes {
		if slices.Contains(b.Event.Classes, c) {
			n++
		}
	}
	return n, len(a.Event.Classes) > 0 && len(b.Event.Classes) > 0
}

// sharedDays returns how many days of one story are days of the other, or next to
// one: night falls on two. It reports whether both have any.
func sharedDays(a, b *Digest) (n int, both bool) {
	for _, x := range a.Event.Days {
		for _, y := range b.Event.Days {
			if x == y || nextDay(x) == y || nextDay(y) == x {
				n++
			}
		}
	}
	return n, len(a.Event.Days) > 0 && len(b.Event.Days) > 0
}

func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
