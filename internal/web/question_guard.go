package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

func speakerID(i int) string { return "k" + strconv.Itoa(i+1) }

// protectedIn returns the protected speakers of a story.
func (a *asked) protectedIn(d *compare.Digest) []string {
	return a.shield.Speakers(d.Story, recordOf(d))
}

func (a *asked) anyProtected() bool {
	for _, d := range a.digests {
		if len(a.protectedIn(d)) > 0 {
			return true
		}
	}
	return false
}

// protects reports whether a claimant is somebody protected, by name.
func (a *asked) protects(c *compare.Claimant) bool {
	return c.Kind != "" && spells(c.Name, a.protectedNames())
}

// protectedNames returns what protected speakers of the stories are called, in
// lower case.
func (a *asked) protectedNames() []string {
	if a.names != nil {
		return a.names
	}
	a.names = []string{}
	for _, d := range a.digests {
		for _, id := range a.protectedIn(d) {
			i, _ := strconv.Atoi(id[1:])
			k := &d.Speakers[i-1]
			for _, n := range append(slices.Clone(k.Names), k.Name, shorter(k.Name)) {
				if n = strings.ToLower(n); n != "" && !slices.Contains(a.names, n) {
					a.names = append(a.names, n)
				}
			}
		}
	}
	return a.names
}

// shorter returns what others may call whoever has a name of three words or more:
// the "Tavrian Doctors' League" is the "Doctors' League" elsewhere.
func shorter(name string) string {
	if _, rest, _ := strings.Cut(name, " "); strings.Contains(rest, " ") {
		return rest
	}
	return ""
}

// spells reports whether words hold one of some names.
func spells(words string, names []string) bool {
	words = strings.ToLower(words)
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(words, n) })
}

// guardQuestion takes out of a question what would tell that a protected speaker
// spoke, before it leaves: what they say, what names them, and origins and steps
// that rest on that.
func (d *Desk) guardQuestion(ctx context.Context, a *asked) error {
	if !a.anyProtected() {
		return nil
	}
	stays, err := d.staying(ctx, a)
	if err != nil {
		return err
	}
	g := guarding{a.protectedNames(), stays, a.digests}
	a.Question = g.question(a.Question)
	a.digests = g.heads()
	return nil
}

// staying returns what tells whether a figure or statement may leave, by story and
// ID: "0f…/f3".
func (d *Desk) staying(ctx context.Context, a *asked) (map[string]bool, error) {
	out := map[string]bool{}
	for id, digest := range a.digests {
		r, err := d.db.Decided(ctx, store.Ref{Story: id, Revision: digest.Revision})
		if err != nil {
			return nil, err
		}
		s := export.Story{Record: r, ID: id, Revision: digest.Revision}
		s.Protect(a.shield.Speakers(id, r))
		for i := range s.Statements {
			out[id+"/"+s.Statements[i].ID] = true
		}
		for i := range s.Figures {
			out[id+"/"+s.Figures[i].ID] = true
		}
	}
	return out, nil
}

// A guarding takes out of a question what may not leave.
type guarding struct {
	names   []string
	stays   map[string]bool
	digests map[string]*compare.Digest
}

func (g *guarding) question(q *compare.Question) *compare.Question {
	out := *q
	out.Bands, out.Entries = nil, nil
	if spells(q.Title, g.names) {
		out.Title = q.Measure
	}
	for _, b := range q.Bands {
		band := compare.Band{Name: b.Name}
		for _, l := range b.Lines {
			line := compare.Line{Claimant: l.Claimant}
			for _, p := range l.Points {
				if p.Claims = g.cites(p.Claims); len(p.Claims) > 0 {
					line.Points = append(line.Points, p)
				}
			}
			if len(line.Points) > 0 && !spells(l.Claimant.Name, g.names) {
				band.Lines = append(band.Lines, line)
			}
		}
		if len(band.Lines) > 0 {
			out.Bands = append(out.Bands, band)
		}
	}
	for _, e := range q.Entries {
		if cites := g.cites([]compare.Cite{e.Cite}); len(cites) > 0 && !spells(e.Claimant.Name, g.names) {
			e.Cite = cites[0]
			out.Entries = append(out.Entries, e)
		}
	}
	out.Origins = g.origins(&q.Origins)
	return &out
}

// heads returns the digests without headlines that name somebody protected.
func (g *guarding) heads() map[string]*compare.Digest {
	out := map[string]*compare.Digest{}
	for id, d := range g.digests {
		if spells(d.Headline, g.names) {
			c := *d
			c.Headline, d = "", &c
		}
		out[id] = d
	}
	return out
}

// cites returns those claims that may leave, without what else names somebody
// protected.
func (g *guarding) cites(all []compare.Cite) []compare.Cite {
	var out []compare.Cite
	for _, c := range all {
		if !g.may(c.Story, c.Figure, c.Statement) || spells(c.Words+" "+c.Speaker+" "+c.Source, g.names) {
			continue
		}
		if spells(c.Passage, g.names) {
			c.Passage = ""
		}
		if spells(c.Headline, g.names) {
			c.Headline = ""
		}
		out = append(out, c)
	}
	return out
}

func (g *guarding) may(story string, figure, statement int) bool {
	return (figure == 0 || g.stays[story+"/f"+strconv.Itoa(figure)]) && (statement == 0 || g.stays[story+"/s"+strconv.Itoa(statement)])
}

// origins returns the origins that may be told of, and the steps between what
// remains. The numbers of articles and origins stay: they name nobody.
func (g *guarding) origins(o *compare.Origins) compare.Origins {
	out := *o
	out.List, out.Edges = nil, nil
	at := map[string]string{} // the nodes of origins, as they are numbered now
	for i := range o.List {
		x := o.List[i]
		x.Claims = g.claims(x.Claims)
		occasions := x.Occasions
		x.Occasions = nil
		for _, c := range occasions {
			if c.Claims = g.claims(c.Claims); len(c.Claims) > 0 && !spells(c.Venue, g.names) {
				x.Occasions = append(x.Occasions, c)
			}
		}
		if len(x.Claims) == 0 || spells(x.Claimant.Name, g.names) {
			continue
		}
		at["speaker:"+strconv.Itoa(i)] = "speaker:" + strconv.Itoa(len(out.List))
		out.List = append(out.List, x)
	}
	for _, e := range o.Edges {
		to, ok := at[e.To]
		if !ok {
			to = e.To
		}
		if strings.HasPrefix(e.To, "speaker:") && !ok || !g.mayNode(e.From) || !g.mayNode(e.To) || slices.ContainsFunc(e.Evidence, func(v compare.Evidence) bool { return spells(v.Words, g.names) }) {
			continue
		}
		e.To = to
		out.Edges = append(out.Edges, e)
	}
	return out
}

func (g *guarding) claims(all []compare.Ref) []compare.Ref {
	return slices.DeleteFunc(slices.Clone(all), func(r compare.Ref) bool { return !g.mayClaim(r) })
}

func (g *guarding) mayClaim(r compare.Ref) bool {
	d := g.digests[r.Story]
	if d == nil || r.Claim >= len(d.Claims) {
		return false
	}
	c := &d.Claims[r.Claim]
	return g.may(r.Story, c.Figure, c.Statement+1)
}

// mayNode reports whether a node of the ways may be told of.
func (g *guarding) mayNode(node string) bool {
	kind, name, _ := strings.Cut(node, ":")
	if kind == "claim" {
		story, claim, _ := strings.Cut(name, "/")
		i, err := strconv.Atoi(claim)
		return err == nil && g.mayClaim(compare.Ref{Story: story, Claim: i})
	}
	return !spells(name, g.names)
}
