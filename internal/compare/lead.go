package compare

import (
	"maps"
	"slices"

	"github.com/onrecord/onrecord"
)

// Leads follows claims to those that they may have been copied from, directly or by
// way of others, as far as digests and links are at hand. It returns the stories
// that it came to, and the links, by their indexes, that lead on to stories without
// a digest. Whoever sets out a question reads those digests and the links of the
// stories reached, and asks again until nothing is missing. Nobody needs to know of
// stories that share other words alone with those of the question, of which a long
// war has thousands.
func Leads(members []Ref, digests map[string]*Digest, links []Link) (reached []string, open []int) {
	from := map[string][]int{}
	for i := range links {
		if links[i].Kind != SharedQuote {
			from[links[i].From] = append(from[links[i].From], i)
		}
	}
	seen, stories := map[Ref]bool{}, map[string]bool{}
	for todo := append(slices.Clone(members), answersAmong(members, digests)...); len(todo) > 0; {
		m := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		d := digests[m.Story]
		if d == nil || m.Claim >= len(d.Claims) || seen[m] {
			continue
		}
		seen[m], stories[m.Story] = true, true
		claim := &d.Claims[m.Claim]
		for i := range d.Claims { // as besides may take it
			if o := &d.Claims[i]; d.mayBeOwn(claim) && (sameNumber(claim, o) || rounds(claim, o)) {
				todo = append(todo, Ref{m.Story, i})
			}
		}
		for _, i := range from[m.Story] {
			if !claim.mayComeBy(&links[i]) {
				continue
			}
			to := digests[links[i].To]
			if to == nil {
				open = append(open, i)
				continue
			}
			for k := range to.Claims {
				if sameFigure(claim, &to.Claims[k]) {
					todo = append(todo, Ref{to.Story, k})
				}
			}
		}
	}
	slices.Sort(open)
	return slices.Sorted(maps.Keys(stories)), slices.Compact(open)
}

// mayComeBy reports whether a claim may have been copied by a link: it stands in
// words that were, or in a story that was as a whole, or is the outlet's own.
func (k *Claim) mayComeBy(l *Link) bool {
	return k.shared(l) || l.Kind == FullCopy || k.Statement < 0
}

// mayBeOwn reports whether a claim may be the outlet's own: in its own words, or
// said by a body, which may be the outlet.
func (d *Digest) mayBeOwn(k *Claim) bool {
	q := d.quoted(k.Statement)
	return q.statement < 0 || slices.ContainsFunc(q.speakers, func(i int) bool { return d.Speakers[i].Kind == onrecord.Body })
}
