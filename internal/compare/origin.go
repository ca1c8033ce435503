package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// NewOrigins returns the origins of some claims: those who gave the figures
// among them first, as far as the stories and their links tell. Two claims are
// independent only if the ways on which they came share nobody, so that one who
// spoke on two days is one origin, as are a body and those who speak for it, and
// those who only spoke jointly. Claims of whom nobody can be told may come from
// an origin that is counted already: together they make Most one greater than
// Least. Denials and the like are claims, but give no figure: they have no
// origin. digests are those of the members' stories and of the stories that links
// lead to. Of n members with v different speakers it takes time in the order of
// n + v², whatever their order.
func NewOrigins(members []Ref, digests map[string]*Digest, links []Link) Origins {
	c := newChains(members, digests, links)
	var o Origins
	o.Articles, o.Outlets = c.articles()
	c.members = slices.DeleteFunc(c.members, func(m Ref) bool { return c.digests[m.Story].denies(c.claim(m)) })
	f := finder{groups: newGroups(c), of: make([][]int, len(c.members))}
	f.known()
	f.unknown()
	o.List = f.list
	o.Most = len(o.List)
	o.Least = o.Most
	if f.hasUnknown {
		o.Least = max(1, o.Most-1)
	}
	o.Edges = f.edges()
	return o
}

// articles returns how many stories the claims stand in, and of how many outlets.
func (c *chains) articles() (stories, outlets int) {
	seen, of := map[string]bool{}, map[string]bool{}
	for _, m := range c.members {
		seen[m.Story] = true
		of[c.outletOf[m.Story]] = true
	}
	return len(seen), len(of)
}

// A finder finds the origins of claims.
type finder struct {
	*groups
	of         [][]int // for each member, its origins: indexes in list
	list       []Origin
	hasUnknown bool
}

// told returns the groups of those who gave member i and can be told for sure.
func (f *finder) told(i int) []int {
	if f.unsure[i] {
		return nil
	}
	var out []int
	for _, e := range f.found[i].ends {
		for _, k := range e.speakers {
			if v := f.at[speakerRef{e.claim.Story, k}]; !f.vague[v] && !slices.Contains(out, f.first[v]) {
				out = append(out, f.first[v])
			}
		}
	}
	slices.Sort(out)
	return out
}

// known lists the origins that can be told. Whoever gave a claim alone is one;
// those who only gave claims jointly are one together.
func (f *finder) known() {
	told := make([][]int, len(f.members))
	alone := make([]bool, len(f.voices))
	for i := range f.members {
		if told[i] = f.told(i); len(told[i]) == 1 {
			alone[told[i][0]] = true
		}
	}
	joint := newSets(len(f.voices))
	for i, t := range told {
		if told[i] = slices.DeleteFunc(slices.Clone(t), func(g int) bool { return !alone[g] }); len(told[i]) > 0 || len(t) == 0 {
			continue
		}
		for _, g := range t {
			joint.join(t[0], g)
		}
		told[i] = t[:1]
	}
	index := map[int]int{}
	for i, t := range told {
		for _, g := range t {
			g = joint.of(g)
			k, ok := index[g]
			if !ok {
				k = len(f.list)
				index[g] = k
				f.list = append(f.list, Origin{Claimant: f.together(g, joint, alone)})
			}
			f.add(i, k)
		}
	}
}

// together returns the claimant of a group, or of all those that speak jointly
// only.
func (f *finder) together(group int, joint sets, alone []bool) Claimant {
	c := f.claimant(group)
	if alone[group] {
		return c
	}
	for v := range f.voices {
		if v == f.first[v] && v != group && joint.of(v) == group {
			o := f.claimant(v)
			c.Name += " and " + o.Name
			c.Roles = append(c.Roles, o.Roles...)
			c.Person = ""
			if o.Kind != c.Kind {
				c.Kind = onrecord.Group
			}
			if o.Country != c.Country {
				c.Country = ""
			}
		}
	}
	return c
}

// unknown adds one origin for all claims of which nobody can be told.
func (f *finder) unknown() {
	k := len(f.list)
	var names []string
	for i := range f.members {
		if len(f.of[i]) > 0 {
			continue
		}
		if !f.hasUnknown {
			f.hasUnknown = true
			f.list = append(f.list, Origin{Unknown: true})
		}
		f.add(i, k)
		c := f.claimant(f.groups.of[i][0])
		if c.Name != "" && !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
		if o := &f.list[k].Claimant; len(f.list[k].Claims) == 1 {
			*o = c
		} else if o.Name != c.Name {
			o.Kind, o.Country, o.Roles, o.Person = onrecord.Unnamed, "", nil, ""
		}
	}
	if f.hasUnknown {
		f.list[k].Claimant.Name = strings.Join(names, "; ")
	}
}

// add notes that member i comes from origin k, and on what occasion.
func (f *finder) add(i, k int) {
	if slices.Contains(f.of[i], k) {
		return
	}
	f.of[i] = append(f.of[i], k)
	o := &f.list[k]
	o.Claims = append(o.Claims, f.members[i])
	for _, e := range f.found[i].ends {
		on, venue := "", ""
		if e.statement >= 0 {
			s := &f.digests[e.claim.Story].Statements[e.statement]
			on, venue = s.SaidFrom, s.Venue
		}
		o.note(on, venue, f.members[i])
	}
}

// note notes a claim on an occasion.
func (o *Origin) note(on, venue string, m Ref) {
	for i := range o.Occasions {
		if x := &o.Occasions[i]; x.On == on && x.Venue == venue {
			if !slices.Contains(x.Claims, m) {
				x.Claims = append(x.Claims, m)
			}
			return
		}
	}
	o.Occasions = append(o.Occasions, Occasion{on, venue, []Ref{m}})
	slices.SortStableFunc(o.Occasions, func(a, b Occasion) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Venue, b.Venue)) })
}
