package compare

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord"
)

// note notes that claim m is told by way of others.
func (w *walk) note(m Ref, by []int) {
	d := w.digests[m.Story]
	for _, i := range by {
		for _, k := range d.speakersOf(i) {
			s := &d.Speakers[k]
			if !w.press(s) {
				w.steps = append(w.steps, step{from: m, statement: i, cited: s.Name})
			} else if w.outletOf[m.Story] == "" || !w.isOutlet(s, w.outletOf[m.Story]) {
				w.cite(m, i, k)
			}
		}
	}
}

// cite returns the claims of an outlet that claim m cites: those with the same
// number, else all.
func (w *walk) cite(m Ref, statement, speaker int) []Ref {
	d := w.digests[m.Story]
	s := &d.Speakers[speaker]
	found := w.ofOutlet(m, speakerOutlets(s))
	for _, to := range found {
		w.steps = append(w.steps, step{m, to, statement, s.Name, true})
	}
	if len(found) == 0 {
		w.steps = append(w.steps, step{from: m, statement: statement, cited: s.Name, outlet: true})
	}
	return found
}

// ofOutlet returns the members of an outlet's other stories that claim m may
// have its number from: of those that were there before it, those with the same
// number, else all.
func (c *chains) ofOutlet(m Ref, keys []string) []Ref {
	var found []Ref
	for _, key := range keys {
		for _, r := range c.by[key] {
			if r.Story != m.Story && !slices.Contains(found, r) {
				found = append(found, r)
			}
		}
	}
	at := c.digests[m.Story].Published
	found = preferred(found, func(r Ref) bool { return !c.digests[r.Story].Published.After(at) })
	claim := c.claim(m)
	return preferred(found, func(r Ref) bool { return sameNumber(claim, c.claim(r)) })
}

// preferred returns those of some claims for which ok is true, all if there are none.
func preferred(refs []Ref, ok func(Ref) bool) []Ref {
	var out []Ref
	for _, r := range refs {
		if ok(r) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return refs
	}
	return out
}

func (c *chains) claim(m Ref) *Claim { return &c.digests[m.Story].Claims[m.Claim] }

// besides returns the claims of the same story in which somebody gives the
// number that the outlet gives in its own words, as in a headline; if there are
// none, those that it may stand for vaguely.
func (c *chains) besides(m Ref) []Ref {
	d, claim := c.digests[m.Story], c.claim(m)
	var same, rounded []Ref
	for i := range d.Claims {
		o := &d.Claims[i]
		if i == m.Claim || o.Statement < 0 || d.denies(o) || c.who(d, d.quoted(o.Statement).speakers).itself {
			continue
		}
		if sameNumber(claim, o) {
			same = append(same, Ref{m.Story, i})
		} else if rounds(claim, o) {
			rounded = append(rounded, Ref{m.Story, i})
		}
	}
	if len(same) > 0 {
		return same
	}
	return rounded
}

// rounds reports whether a claim says in a vaguer way what another says: "dozens
// dead" of "40 people were killed".
func rounds(vague, o *Claim) bool {
	if o.Figure == 0 || vague.Measure != o.Measure || vague.Unit != o.Unit || !vague.Approximate && (!vague.Headline || isClosed(vague.Bounds)) {
		return false
	}
	low, high := vague.Low, vague.High
	if low == high { // "about 40"
		low, high = .9*low, 1.1*high
	}
	return low <= o.Low && o.High <= high || low <= o.Low && math.IsInf(o.High, 1) || o.High <= high && math.IsInf(o.Low, -1)
}

// credited returns the claims of agencies that the story takes from with the
// number of claim m.
func (c *chains) credited(m Ref) []Ref {
	var out []Ref
	for _, a := range c.digests[m.Story].Credits {
		key := outletKey(a.Agency)
		if key == "" || key == c.outletOf[m.Story] {
			continue
		}
		for _, r := range c.ofOutlet(m, []string{key}) {
			if sameNumber(c.claim(m), c.claim(r)) {
				out = append(out, r)
			}
		}
	}
	return out
}

// copied returns the claims of which claim m is a copy.
func (c *chains) copied(m Ref) []Ref {
	var out []Ref
	claim := c.claim(m)
	for _, l := range c.copies[m.Story] {
		if !claim.mayComeBy(l) {
			continue
		}
		to, in := c.digests[l.To], claim.shared(l)
		best := -1
		for i := range to.Claims {
			o := &to.Claims[i]
			if !sameFigure(claim, o) {
				continue
			}
			if best < 0 || in && o.sharedBy(l) && !to.Claims[best].sharedBy(l) {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, Ref{l.To, best})
		}
	}
	return out
}

// shared reports whether a claim stands in words that a link says were copied.
func (k *Claim) shared(l *Link) bool {
	return slices.ContainsFunc(l.Passages, func(p Passage) bool { return overlaps(p.From, k.At) })
}

// sharedBy reports whether a claim stands in words that were copied from it.
func (k *Claim) sharedBy(l *Link) bool {
	return slices.ContainsFunc(l.Passages, func(p Passage) bool { return overlaps(p.To, k.At) })
}

func overlaps(a, b onrecord.Span) bool { return a.Start < b.End && b.Start < a.End }

// sameFigure reports whether two claims are one figure, or answer alike.
func sameFigure(a, b *Claim) bool {
	return a.Answer == b.Answer && a.Measure == b.Measure && a.Unit == b.Unit && a.Bounds == b.Bounds
}

// sameNumber reports whether two claims give one number, be it as the least,
// the most or all: "12 dead", "at least 12 people were killed".
func sameNumber(a, b *Claim) bool {
	if a.Figure == 0 || b.Figure == 0 || a.Measure != b.Measure || a.Unit != b.Unit {
		return false
	}
	return a.Bounds == b.Bounds || oneNumber(a.Bounds, b.Bounds) || oneNumber(b.Bounds, a.Bounds)
}

// oneNumber reports whether b gives the bound that a gives, where a gives no
// more: "at least 12" and 12, "12 to 15" and "up to 15".
func oneNumber(a, b onrecord.Bounds) bool {
	switch {
	case math.IsInf(a.High, 1) && !math.IsInf(a.Low, -1):
		return a.Low == b.Low
	case math.IsInf(a.Low, -1) && !math.IsInf(a.High, 1):
		return a.High == b.High
	case a.Low == a.High:
		return a.Low == b.Low && b.Low == b.High
	}
	return false
}
