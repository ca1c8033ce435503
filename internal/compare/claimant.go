package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// Claimants tells who gives the claims of a question: the claimants, in the
// order of their first claims, and for each member the indexes of its own.
// A claim told by way of an outlet, or copied, is given by whoever gave it
// first; one that nobody is named for by the unnamed source or the outlet that
// has it. Two speakers of different stories are one claimant if their person
// IDs are the same, or their names, or the bodies they speak for, and no
// country is against it. One who may be either of two is neither.
func Claimants(members []Ref, digests map[string]*Digest, links []Link) ([]Claimant, [][]int) {
	g := newGroups(newChains(members, digests, links))
	of := make(map[Ref][]int, len(g.members))
	var out []Claimant
	index := map[int]int{}
	for i, m := range g.members {
		for _, group := range g.of[i] {
			k, ok := index[group]
			if !ok {
				k = len(out)
				index[group] = k
				out = append(out, g.claimant(group))
			}
			of[m] = append(of[m], k)
		}
	}
	result := make([][]int, len(members))
	for i, m := range members {
		result[i] = of[m]
	}
	return out, result
}

// groups are the claimants of some claims.
type groups struct {
	*chains
	voices []*voice
	at     map[speakerRef]int // indexes in voices, by speaker
	first  []int              // of each voice, the first one of its group
	vague  []bool             // voices that may be either of two
	of     [][]int            // for each member, its groups: voices from 0, others from -1 down
	others []Claimant         // unnamed sources and outlets
	unsure []bool             // for each member, nobody who can be told gave it
	found  []trail            // for each member, where it leads
	count  []int              // of each voice, how many members lead to it
}

// A speakerRef names a speaker of a story.
type speakerRef struct {
	story   string
	speaker int
}

func newGroups(c *chains) *groups {
	g := &groups{chains: c, at: map[speakerRef]int{}}
	g.found = make([]trail, len(c.members))
	for i, m := range c.members {
		g.found[i] = c.follow(m)
	}
	g.gather()
	g.bridge()
	g.join()
	g.assign()
	return g
}

// gather makes the voices of all whom claims lead to, each once.
func (g *groups) gather() {
	known := map[string]int{}
	for _, t := range g.found {
		for _, e := range t.ends {
			for _, k := range e.speakers {
				ref := speakerRef{e.claim.Story, k}
				i, ok := g.at[ref]
				if !ok {
					s := &g.digests[ref.story].Speakers[k]
					key := speakerKey(s)
					if i, ok = known[key]; !ok {
						v, _ := newVoice(s)
						i = len(g.voices)
						known[key] = i
						g.voices = append(g.voices, v)
						g.count = append(g.count, 0)
					}
					g.at[ref] = i
				}
				g.count[i]++
			}
		}
	}
}

// bridge adds the voices of those who speak for a body in one of the stories, but
// give no claim there: who is "spokeswoman Mira Tolland" in one story is the rescue
// service's in another.
func (g *groups) bridge() {
	known := map[string]bool{}
	for _, v := range g.voices {
		known[speakerKey(&v.Speaker)] = true
	}
	stories := map[string]bool{}
	for _, m := range g.members {
		if stories[m.Story] {
			continue
		}
		stories[m.Story] = true
		d := g.digests[m.Story]
		for i := range d.Speakers {
			k := &d.Speakers[i]
			if k.Kind != onrecord.Person || known[speakerKey(k)] {
				continue
			}
			if v, ok := newVoice(k); ok && v.spokesman {
				known[speakerKey(k)] = true
				g.voices = append(g.voices, v)
				g.count = append(g.count, 0)
			}
		}
	}
}

// speakerKey tells apart speakers of whom different things are known.
func speakerKey(k *Speaker) string {
	return strings.Join([]string{string(k.Kind), k.Name, k.Known, k.Country, k.Person, strconv.FormatBool(k.Press), strings.Join(k.Roles, "\n"), strings.Join(k.Names, "\n")}, "\t")
}

// assign gives each member its groups.
func (g *groups) assign() {
	g.of = make([][]int, len(g.members))
	g.unsure = make([]bool, len(g.members))
	others := map[string]int{}
	for i, t := range g.found {
		sure := false
		for _, e := range t.ends {
			for _, k := range e.speakers {
				v := g.at[speakerRef{e.claim.Story, k}]
				sure = sure || !g.vague[v]
				if f := g.first[v]; !slices.Contains(g.of[i], f) {
					g.of[i] = append(g.of[i], f)
				}
			}
		}
		g.unsure[i] = !sure
		slices.Sort(g.of[i])
		if len(g.of[i]) == 0 {
			g.of[i] = []int{g.other(t.ends[0], others)}
		}
	}
}

// other returns the group of an unnamed source or outlet.
func (g *groups) other(e end, known map[string]int) int {
	c := g.unnamed(e)
	key := string(c.Kind) + "\t" + c.Name
	if c.Kind != "" { // "officials" of two stories may be different ones
		key += "\t" + e.claim.Story
	}
	k, ok := known[key]
	if !ok {
		k = len(g.others)
		known[key] = k
		g.others = append(g.others, c)
	}
	return -1 - k
}

// unnamed returns the claimant of a claim that nobody who can be told gave.
func (g *groups) unnamed(e end) Claimant {
	d := g.digests[e.claim.Story]
	if e.statement >= 0 {
		for _, k := range d.speakersOf(e.statement) {
			s := &d.Speakers[k]
			return Claimant{Name: s.Name, Kind: s.Kind, Country: s.Country, Roles: s.Roles}
		}
		if s := d.Statements[e.statement].Source; s != "" {
			return Claimant{Name: s, Kind: onrecord.Unnamed}
		}
	}
	return Claimant{Name: d.Outlet}
}

// claimant returns the claimant of a group: by the name that most claims have.
func (g *groups) claimant(group int) Claimant {
	if group < 0 {
		return g.others[-1-group]
	}
	var all []int
	for i := range g.voices {
		if g.first[i] == group {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		x, y := g.voices[a], g.voices[b]
		return cmp.Or(cmp.Compare(rank(y), rank(x)), cmp.Compare(g.count[b], g.count[a]), cmp.Compare(len(y.Name), len(x.Name)), cmp.Compare(x.Name, y.Name), cmp.Compare(speakerKey(&x.Speaker), speakerKey(&y.Speaker)))
	})
	v := g.voices[all[0]]
	c := Claimant{Name: v.Name, Kind: v.Kind, Person: v.Person}
	if v.body != "" && (v.Kind == onrecord.Unnamed || g.twoPersons(all)) {
		c = Claimant{Name: v.body, Kind: onrecord.Body}
	}
	for _, i := range all {
		v := g.voices[i]
		c.Country = cmp.Or(c.Country, v.Country)
		if v.Kind != c.Kind {
			continue
		}
		if c.Person == "" || v.Person != "" && v.Person < c.Person {
			c.Person = v.Person
		}
		for _, r := range v.Roles {
			if !slices.ContainsFunc(c.Roles, func(o string) bool { return strings.EqualFold(o, r) }) {
				c.Roles = append(c.Roles, r)
			}
		}
	}
	slices.Sort(c.Roles)
	return c
}

// rank orders those of a group by whose name it should bear: the state or body
// rather than one who speaks for it.
func rank(v *voice) int {
	return slices.Index([]onrecord.SpeakerKind{onrecord.Unnamed, onrecord.Person, onrecord.State, onrecord.Body}, v.Kind)
}

// twoPersons reports whether voices are of several persons.
func (g *groups) twoPersons(all []int) bool {
	for _, i := range all {
		for _, k := range all {
			a, b := g.voices[i], g.voices[k]
			if a.Kind == onrecord.Person && b.Kind == onrecord.Person && !a.same(b) && a.matchNames(b.identity) == otherName && !sameSurname(a, b) {
				return true
			}
		}
	}
	return false
}
