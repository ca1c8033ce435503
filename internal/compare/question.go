package compare

import (
	"slices"
	"strings"
)

// NewQuestion sets out the claims of one question, whatever order they are given
// in: figures that Same joins, directly or by way of others. digests must hold the
// members' stories and those that links lead to. Of all stories in digests, those
// claims without a figure that answer a member come in too: denials, refusals.
func NewQuestion(members []Ref, digests map[string]*Digest, links []Link) *Question {
	members = append(slices.Clone(members), answersAmong(members, digests)...)
	q := newAssembly(members, digests, links)
	out := &Question{Origins: NewOrigins(members, digests, links)}
	if len(q.members) == 0 {
		return out
	}
	first := q.members[0]
	out.Measure, out.Unit, out.Of, out.Place = q.about()
	out.about = q.happened()
	out.Title = title(out)
	out.Bands = q.bands()
	out.Entries = q.entries()
	for _, d := range q.stories() {
		if out.Stories = append(out.Stories, d.Story); d.Outlet != "" && !slices.Contains(out.Outlets, d.Outlet) {
			out.Outlets = append(out.Outlets, d.Outlet)
		}
	}
	out.From, out.To = digests[first.Story].Published, digests[q.members[len(q.members)-1].Story].Published
	return out
}

// About returns what happened where and when, as the title of a question has it.
// Two questions that are beside each other have the same.
func About(members []Ref, digests map[string]*Digest) string {
	members = append(slices.Clone(members), answersAmong(members, digests)...)
	q := &assembly{chains: newChains(members, digests, nil)}
	if len(q.members) == 0 {
		return ""
	}
	return q.happened()
}

// About returns what happened where and when.
func (q *Question) About() string { return q.about }

// answersAmong returns the claims without a figure that answer one of the members.
func answersAmong(members []Ref, digests map[string]*Digest) []Ref {
	members = slices.DeleteFunc(slices.Clone(members), func(m Ref) bool {
		d := digests[m.Story]
		return d == nil || m.Claim >= len(d.Claims)
	})
	var out []Ref
	for id, d := range digests {
		for i := range d.Claims {
			if d.Claims[i].Figure > 0 {
				continue
			}
			if slices.ContainsFunc(members, func(m Ref) bool { return answersTo(d, i, digests[m.Story], m.Claim) }) {
				out = append(out, Ref{id, i})
			}
		}
	}
	return out
}

// An assembly is a question being set out.
type assembly struct {
	*chains
	claimants []Claimant
	of        map[Ref][]int // indexes in claimants
}

func newAssembly(members []Ref, digests map[string]*Digest, links []Link) *assembly {
	a := &assembly{chains: newChains(members, digests, links), of: map[Ref][]int{}}
	var of [][]int
	a.claimants, of = Claimants(a.members, digests, links)
	for i, m := range a.members {
		a.of[m] = of[i]
	}
	return a
}

// about says what the question measures: as most claims with a figure have it, of
// equally many the earliest.
func (q *assembly) about() (measure, unit, of, place string) {
	var measures, units, ofs, places []string
	for _, m := range q.members {
		c := q.claim(m)
		if c.Figure == 0 && slices.ContainsFunc(q.members, func(o Ref) bool { return q.claim(o).Figure > 0 }) {
			continue
		}
		measures, units = append(measures, c.Measure), append(units, c.Unit)
		ofs, places = append(ofs, c.Of), append(places, c.Place)
	}
	return most(measures), most(units), most(ofs), most(places)
}

// most returns the value that stands most often, of equally many the first; empty
// ones count only where there is nothing else.
func most(values []string) string {
	count := map[string]int{}
	for _, v := range values {
		count[v]++
	}
	best := ""
	for _, v := range values {
		if v != "" && (best == "" || count[v] > count[best]) {
			best = v
		}
	}
	return best
}

// cite returns what is needed to show a claim.
func (q *assembly) cite(m Ref) Cite {
	d, c := q.digests[m.Story], q.claim(m)
	out := Cite{Ref: m, Revision: d.Revision, Figure: c.Figure, Statement: c.Statement + 1, Outlet: d.Outlet, URL: d.URL, Headline: d.Headline, Published: d.Published,
		Words: c.Words, Passage: c.Passage, At: c.At}
	if c.Statement >= 0 && c.Statement < len(d.Statements) {
		var names []string
		for _, k := range d.speakersOf(c.Statement) {
			names = append(names, d.Speakers[k].Name)
		}
		out.Speaker, out.Source, out.Hedges = strings.Join(names, " and "), d.Statements[c.Statement].Source, d.Statements[c.Statement].Hedges
	}
	return out
}

// Beside reports whether two questions are of one event, so that a page may set
// them out one under the other: those killed, those wounded, children among them.
func Beside(a, b *Question) bool {
	return a != b && (a.ID == "" || a.ID != b.ID) && a.about == b.about && IsToll(a.Measure) && IsToll(b.Measure) &&
		slices.ContainsFunc(a.Stories, func(s string) bool { return slices.Contains(b.Stories, s) })
}
