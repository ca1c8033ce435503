package compare

import (
	"math"
	"slices"
)

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
	longDays    = 56 // both count over a long time, such as a war
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
	actors := sharedNames(a, b, Actor) > 0
	wide := sharedNames(a, b, Wide) > 0 || len(a.scenesOf(p)) == 0 && len(b.scenesOf(q)) == 0 && sharedNames(a, b, Country) > 0
	switch {
	case places == yes && days == yes:
		return kinds == yes && words >= fewWords || words >= someWords
	case places == yes:
		return kinds == yes && (words >= someWords || actors && words >= fewWords || words > 0 && rare(a.Event.Classes, b.Event.Classes)) || words >= manyWords
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
var frequent = wordSet("blast strike clash shooting stabbing protest walkout match")

// rare reports whether two stories share a kind of happening that does not come to
// one place again within days, and none that does.
func rare(x, y []string) bool {
	n := 0
	for _, c := range x {
		if slices.Contains(y, c) {
			if n++; frequent[c] {
				return false
			}
		}
	}
	return n > 0
}

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
	if p.Scope.Long && q.Scope.Long {
		if apart > longDays {
			return no
		}
		return untold
	}
	if lasts(a, p) && lasts(b, q) {
		if apart > lastingDays || x != "" && y != "" && dayApart(x, y) > untoldDays {
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
	n := 0
	for _, class := range d.Event.Classes {
		if lasting[class] && class != "war" {
			n++
		} else if !vague[class] && class != "dam" && class != "landslide" {
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
