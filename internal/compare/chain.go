package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"

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
		slices.SortFunc(l, func(a, b *Link) int { return cmp.Compare(a.To, b.To) })
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
// number that the outlet gives in its own words, as in a headline.
func (c *chains) besides(m Ref) []Ref {
	d, claim := c.digests[m.Story], c.claim(m)
	var out []Ref
	for i := range d.Claims {
		if o := &d.Claims[i]; i != m.Claim && o.Statement >= 0 && sameNumber(claim, o) && !d.denies(o) && !c.who(d, d.quoted(o.Statement).speakers).itself {
			out = append(out, Ref{m.Story, i})
		}
	}
	return out
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
		to, in := c.digests[l.To], claim.shared(l)
		if !in && l.Kind != FullCopy && claim.Statement >= 0 {
			continue
		}
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

// outletKey returns an outlet's name as names and addresses of it have in
// common: "The Velsund Daily", "www.velsund-daily.example".
func outletKey(name string) string {
	if strings.Contains(name, ".") && !strings.Contains(name, " ") {
		longest := ""
		for label := range strings.SplitSeq(name, ".") {
			if len(label) > len(longest) {
				longest = label
			}
		}
		name = longest
	}
	words := foldedWords(name)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// speakerOutlets returns the keys of a speaker as an outlet.
func speakerOutlets(k *Speaker) []string {
	var out []string
	for _, name := range append([]string{k.Known, k.Name}, k.Names...) {
		if key := outletKey(name); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// isOutlet reports whether a speaker is the outlet with a key.
func (c *chains) isOutlet(k *Speaker, key string) bool {
	return slices.Contains(speakerOutlets(k), key)
}

// press reports whether a speaker publishes news: an outlet of the ledger, an
// agency that stories take from, one that is generally known, or one whose name
// or role says so.
func (c *chains) press(k *Speaker) bool {
	if k.Kind != onrecord.Body {
		return false
	}
	if k.Press || slices.ContainsFunc(speakerOutlets(k), func(key string) bool { return c.outlets[key] }) {
		return true
	}
	words := foldedWords(k.Name)
	if n := len(words); n > 0 && (papers[words[n-1]] || slices.Contains(words, "news")) {
		return true
	}
	return slices.ContainsFunc(rolesOf(k), func(r role) bool { return papers[r.head] || slices.Contains(r.of, "news") })
}

// papers are the words that outlets call themselves by.
var papers = wordSet("daily times post herald tribune gazette journal chronicle courier bulletin newspaper paper broadcaster television tv radio magazine weekly channel website")

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
