package compare

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord"
)

// chains are the ways on which claims of some stories came.
type chains struct {
	members  []Ref // by time, story and place in the text
	digests  map[string]*Digest
	copies   map[string][]*Link // by the story that copies
	outlets  map[string]bool    // as outletKey has them
	by       map[string][]Ref   // the members of each outlet that give a figure
	outletOf map[string]string  // outletKey of each story
}

// A trail is where a claim leads to, and by what.
type trail struct {
	ends  []end // those where somebody can be told, else one
	steps []step
}

// An end is a claim at which a trail ends, and those who gave it there: no
// speakers if nobody can be told.
type end struct {
	claim     Ref
	statement int // -1: the outlet's own words
	speakers  []int
}

// A step is a claim that is cited by another.
type step struct {
	from, to  Ref    // to is the zero Ref if what is cited is not in the ledger
	statement int    // of from, in which it is cited
	cited     string // the outlet or person
	outlet    bool
}

func newChains(members []Ref, digests map[string]*Digest, links []Link) *chains {
	c := &chains{digests: digests, copies: map[string][]*Link{}, outlets: map[string]bool{}, by: map[string][]Ref{}, outletOf: map[string]string{}}
	for _, m := range members {
		if d := digests[m.Story]; d != nil && m.Claim < len(d.Claims) {
			c.members = append(c.members, m)
		}
	}
	slices.SortFunc(c.members, c.before)
	c.members = slices.Compact(c.members)
	for i := range links {
		if l := &links[i]; l.Kind != SharedQuote && digests[l.From] != nil && digests[l.To] != nil && l.From != l.To {
			c.copies[l.From] = append(c.copies[l.From], l)
		}
	}
	for _, l := range c.copies {
		slices.SortFunc(l, func(a, b *Link) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind)) })
	}
	for id, d := range digests {
		c.outletOf[id] = outletKey(d.Outlet)
		c.outlets[c.outletOf[id]] = true
		for _, a := range d.Credits {
			c.outlets[outletKey(a.Agency)] = true
		}
	}
	delete(c.outlets, "")
	for _, m := range c.members {
		if digests[m.Story].denies(c.claim(m)) {
			continue
		}
		c.by[c.outletOf[m.Story]] = append(c.by[c.outletOf[m.Story]], m)
	}
	return c
}

// before orders claims by time, story and place in the text.
func (c *chains) before(a, b Ref) int {
	d, e := c.digests[a.Story], c.digests[b.Story]
	if a.Story != b.Story {
		return cmp.Or(d.Published.Compare(e.Published), cmp.Compare(a.Story, b.Story))
	}
	return cmp.Or(cmp.Compare(d.Claims[a.Claim].At.Start, e.Claims[b.Claim].At.Start), cmp.Compare(a.Claim, b.Claim))
}

// follow returns where a claim leads. It depends on the claim and on the set of
// stories only. A way that comes back to where it was leads nowhere.
func (c *chains) follow(m Ref) trail {
	w := walk{chains: c, seen: map[Ref]bool{}}
	ends := w.from(m)
	return trail{ends, w.steps}
}

// A walk follows one claim.
type walk struct {
	*chains
	seen  map[Ref]bool
	steps []step
}

// from returns where claim m leads: to those who are told to have given it, or
// to one end where nobody can be told; none if it was there before.
func (w *walk) from(m Ref) []end {
	if w.seen[m] {
		return nil
	}
	w.seen[m] = true
	lost := []end{}
	for _, to := range w.copied(m) {
		ends := w.from(to)
		if told(ends) {
			return ends
		}
		lost = append(lost, ends...)
	}
	d := w.digests[m.Story]
	q := d.quoted(d.Claims[m.Claim].Statement)
	own := end{claim: m, statement: q.statement}
	var next []Ref
	switch who := w.who(d, q.speakers); {
	case len(who.told) > 0:
		own.speakers = who.told
		w.note(m, q.by)
		return []end{own}
	case len(who.outlets) > 0:
		w.note(m, q.by)
		for _, k := range who.outlets {
			next = append(next, w.cite(m, q.statement, k)...)
		}
	case who.itself || q.statement < 0:
		next = w.besides(m)
		for _, to := range w.credited(m) {
			w.steps = append(w.steps, step{m, to, -1, "", true})
			next = append(next, to)
		}
	default:
		w.note(m, q.by)
	}
	var ends []end
	for _, to := range next {
		ends = append(ends, w.from(to)...)
	}
	if told(ends) {
		return slices.DeleteFunc(ends, func(e end) bool { return len(e.speakers) == 0 })
	}
	if lost = append(lost, ends...); len(lost) > 0 {
		return lost[:1]
	}
	return []end{own}
}

// told reports whether somebody can be told at one of some ends.
func told(ends []end) bool {
	return slices.ContainsFunc(ends, func(e end) bool { return len(e.speakers) > 0 })
}

// A cast is the speakers of a statement by what they are.
type cast struct {
	told    []int // can be named
	outlets []int // other outlets, and agencies
	itself  bool  // the outlet of the story
}

// who sorts the speakers of a statement.
func (c *chains) who(d *Digest, speakers []int) cast {
	var out cast
	for _, k := range speakers {
		s := &d.Speakers[k]
		switch {
		case s.Kind == onrecord.Body && d.Outlet != "" && c.isOutlet(s, c.outletOf[d.Story]):
			out.itself = true
		case c.press(s):
			out.outlets = append(out.outlets, k)
		default:
			if _, ok := newVoice(s); ok {
				out.told = append(out.told, k)
			}
		}
	}
	return out
}
