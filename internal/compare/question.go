package compare

import (
	"cmp"
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
	out.Title = q.title(out)
	out.Bands = q.bands()
	out.Entries = q.entries()
	out.Stories, out.Outlets = q.stories()
	out.From, out.To = digests[first.Story].Published, digests[q.members[len(q.members)-1].Story].Published
	return out
}

// answersAmong returns the claims without a figure that answer one of the members.
func answersAmong(members []Ref, digests map[string]*Digest) []Ref {
	var out []Ref
	for id, d := range digests {
		for i := range d.Claims {
			if d.Claims[i].Figure > 0 {
				continue
			}
			if slices.ContainsFunc(members, func(m Ref) bool { return digests[m.Story] != nil && answersTo(d, i, digests[m.Story], m.Claim) }) {
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
		if c.Figure == 0 {
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

// title says in words of the stories what the question is about: "killed —
// Velsund, ferry".
func (q *assembly) title(out *Question) string {
	var about []string
	for _, t := range q.eventTerms() {
		if len(about) < 3 && !strings.Contains(strings.Join(about, " "), t) {
			about = append(about, t)
		}
	}
	what := out.Measure
	if out.Unit != "" && out.Unit != "person" && out.Unit != out.Measure {
		what += ", " + out.Unit
	}
	if p := populationOf(out.Of); len(p.heads) > 0 && out.Of != out.Measure && singular(strings.ToLower(out.Of)) != out.Measure {
		what += " (" + out.Of + ")"
	}
	if len(about) == 0 {
		return what
	}
	return what + " — " + strings.Join(about, ", ")
}

// eventTerms returns the place and the words for what happened that most of the
// stories' leads have, of equally many the first.
func (q *assembly) eventTerms() []string {
	var places, words []string
	seen := map[string]bool{}
	for _, m := range q.members {
		if seen[m.Story] {
			continue
		}
		seen[m.Story] = true
		for _, t := range q.digests[m.Story].Event.Names {
			if t.Lead && t.Place && !t.Wide {
				places = append(places, properName(t.Text))
			}
		}
		for _, t := range q.digests[m.Story].Event.Words {
			if happenings[t.Text] != "" {
				words = append(words, t.Text)
			}
		}
	}
	out := []string{most(places)}
	for range 2 {
		w := most(words)
		words = slices.DeleteFunc(words, func(v string) bool { return v == w })
		out = append(out, w)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// properName gives the words of a name their capitals back.
func properName(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return strings.Join(words, " ")
}

// entries lists the answers that are no figures, in the order of time.
func (q *assembly) entries() []Entry {
	var out []Entry
	for _, m := range q.members {
		c, d := q.claim(m), q.digests[m.Story]
		answer := c.Answer
		if answer == "" && c.Figure > 0 && d.denies(c) {
			answer = Denial
			if c.Statement >= 0 {
				answer = cmp.Or(answerOf[d.Statements[c.Statement].Act], Denial)
			}
		}
		if answer == "" {
			continue
		}
		on, told := q.on(m)
		e := Entry{Answer: answer, On: on, Told: told, Cite: q.cite(m)}
		if k := q.of[m]; len(k) > 0 {
			e.Claimant = q.claimants[k[0]]
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return cmp.Compare(a.On, b.On) })
	return out
}

// stories returns the stories of the question, the earliest first, and their
// outlets in the order in which they came in.
func (q *assembly) stories() (stories, outlets []string) {
	for _, m := range q.members {
		if !slices.Contains(stories, m.Story) {
			stories = append(stories, m.Story)
		}
		if o := q.digests[m.Story].Outlet; o != "" && !slices.Contains(outlets, o) {
			outlets = append(outlets, o)
		}
	}
	return stories, outlets
}

// Beside reports whether two questions are of one event, so that a page may set
// them out one under the other: those killed, and those wounded.
func Beside(a, b *Question) bool {
	if a.ID == b.ID || !slices.ContainsFunc(a.Stories, func(s string) bool { return slices.Contains(b.Stories, s) }) {
		return false
	}
	return isToll(a.Measure) && isToll(b.Measure)
}
