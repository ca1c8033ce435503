package web

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A questionPage is one question: who gives which figure, when, and how they stand
// to each other; who answers; where it all comes from.
type questionPage struct {
	Path, ID, Title       string
	Origins, Days         string // "9 articles, 7 outlets, 2 to 3 origins"
	Dispute               string
	Chart                 *drawing
	Narrow                *drawing // the same for small screens; nil if it would be too long
	Bands                 []bandTable
	Answers               []answerRow
	Graph                 *drawing
	From                  []originItem
	Steps                 []stepItem
	Beside                []besideItem
	Protected, Relational bool // somebody is protected; claimants are compared
}

// A besideItem is a question of the same event. It has a scale of its own.
type besideItem struct {
	questionLine
	Chart, Narrow *drawing
}

// A bandTable is the claims that may be compared with each other, as words.
type bandTable struct {
	Name      string // empty if it goes without saying
	Claimants []claimantRows
	Relations []relationGroup
}

// claimantRows are the figures that one claimant gave.
type claimantRows struct {
	claimantItem
	Rows []figureRow
}

// A claimantItem names a claimant.
type claimantItem struct {
	Name, About, Path string
	Protected         bool
}

// A figureRow is a figure that was given once.
type figureRow struct {
	On             string
	Told, Update   bool
	Bounds, Status string
	Words          passage
	Where          foundAt
	Also           []foundAt // in other stories
}

// A passage is a sentence and in it the words that matter.
type passage struct {
	Before, Words, After string
	Path                 string
	Sensitive            bool
}

// A foundAt is where words stand.
type foundAt struct{ Path, Outlet, Day, Headline string }

// An answerRow is a denial, a refusal and the like.
type answerRow struct {
	claimantItem
	On    string
	Told  bool
	Does  string
	Words passage
	Where foundAt
}

// A relationGroup is pairs of claimants that stand to each other in one way.
type relationGroup struct {
	Kind, Means string
	Dispute     bool
	Pairs       []string
}

// An originItem is where claims entered the record.
type originItem struct {
	claimantItem
	Unknown   bool
	Articles  string
	Occasions []occasionItem
}

type occasionItem struct {
	When string
	In   []foundAt
}

// A stepItem is one step on the way from a claim to its origin, with its evidence.
type stepItem struct {
	Kind, From, To string
	Evidence       []passage
}

// mostNarrow is how many lines a chart may have that is sent in two widths.
const mostNarrow = 80

func newQuestionPage(a *asked) *questionPage {
	p := &questionPage{Path: questionPath(a.ID), ID: a.ID, Title: a.Title, Origins: a.Origins.String(), Days: a.Days(), Dispute: a.Dispute()}
	p.Chart, p.Narrow = a.charts(a.Question)
	for i := range a.Bands {
		p.Bands = append(p.Bands, a.table(&a.Bands[i], len(a.Bands) > 1))
		p.Relational = p.Relational || len(p.Bands[i].Relations) > 0
	}
	for i := range a.Entries {
		e := &a.Entries[i]
		p.Answers = append(p.Answers, answerRow{a.claimantItem(&e.Claimant), e.On, e.Told, e.Answer.String(), a.passage(&e.Cite), a.foundAt(&e.Cite)})
	}
	if len(a.Origins.List) > 0 {
		p.Graph = drawOrigins(a.ID, a.Title, &a.Origins, a.digests, a.links, a.proof)
	}
	p.From, p.Steps = a.originItems(), a.stepItems()
	for _, q := range a.beside {
		b := besideItem{questionLine: newQuestionLine(q)}
		b.Chart, b.Narrow = a.charts(q)
		p.Beside = append(p.Beside, b)
	}
	p.Protected = a.anyProtected()
	return p
}

// charts draws a question for wide and for small screens.
func (a *asked) charts(q *compare.Question) (wide, narrow *drawing) {
	q = a.folded(q)
	wide = newChart(q, a.words, wideChart)
	if len(wide.Marks) > mostNarrow {
		return wide, nil
	}
	return wide, newChart(q, a.words, narrowChart)
}

// folded returns a question without the words of stories that are marked as
// sensitive, which a chart can't fold away.
func (a *asked) folded(q *compare.Question) *compare.Question {
	if !slices.ContainsFunc(q.Stories, func(s string) bool { return a.sensitive[s] }) {
		return q
	}
	fold := func(c *compare.Cite) {
		if a.sensitive[c.Story] {
			c.Words = "folded: this story is marked as sensitive"
		}
	}
	out := *q
	out.Bands, out.Entries = slices.Clone(q.Bands), slices.Clone(q.Entries)
	for i := range out.Bands {
		b := &out.Bands[i]
		b.Lines = slices.Clone(b.Lines)
		for j := range b.Lines {
			b.Lines[j].Points = slices.Clone(b.Lines[j].Points)
			for k := range b.Lines[j].Points {
				p := &b.Lines[j].Points[k]
				p.Claims = slices.Clone(p.Claims)
				fold(&p.Claims[0])
			}
		}
	}
	for i := range out.Entries {
		fold(&out.Entries[i].Cite)
	}
	return &out
}

// table sets out a band in words.
func (a *asked) table(b *compare.Band, several bool) bandTable {
	t := bandTable{Relations: relationGroups(b)}
	if several || b.Name != compare.InAll {
		t.Name = b.Name
	}
	for i := range b.Lines {
		l := &b.Lines[i]
		rows := claimantRows{claimantItem: a.claimantItem(&l.Claimant)}
		for j := range l.Points {
			p := &l.Points[j]
			row := figureRow{On: p.On, Told: p.Told, Update: j > 0, Bounds: p.Bounds.String(), Status: p.Status, Words: a.passage(&p.Claims[0]), Where: a.foundAt(&p.Claims[0])}
			seen := []string{p.Claims[0].Story}
			for k := range p.Claims[1:] {
				if c := &p.Claims[k+1]; !slices.Contains(seen, c.Story) {
					seen = append(seen, c.Story)
					row.Also = append(row.Also, a.foundAt(c))
				}
			}
			rows.Rows = append(rows.Rows, row)
		}
		t.Claimants = append(t.Claimants, rows)
	}
	return t
}

func (a *asked) claimantItem(c *compare.Claimant) claimantItem {
	out := claimantItem{Name: c.Name, Path: claimantPath(c), Protected: a.protects(c)}
	var about []string
	if c.Kind == "" {
		out.Name, about = compare.OutletName(c.Name), []string{"the outlet itself"}
	}
	if len(c.Roles) > 0 {
		about = append(about, c.Roles[0])
	}
	if c.Country != "" {
		about = append(about, c.Country)
	}
	out.About = strings.Join(about, " · ")
	return out
}

// passage returns the sentence that a claim stands in.
func (a *asked) passage(c *compare.Cite) passage {
	out := passage{Words: c.Words, Path: a.words(c), Sensitive: a.sensitive[c.Story]}
	if before, after, ok := strings.Cut(c.Passage, c.Words); ok && c.Words != "" {
		out.Before, out.After = before, after
	}
	return out
}

func (a *asked) foundAt(c *compare.Cite) foundAt {
	return foundAt{a.words(c), compare.OutletName(c.Outlet), c.Published.Format(dayLayout), c.Headline}
}

// dayLayout is how pages write days.
const dayLayout = "2006-01-02"

// relationKinds are the relations between claimants, those in dispute first, and
// what they mean.
var relationKinds = []struct {
	kind  compare.RelationKind
	means string
}{
	{compare.Conflict, "no number satisfies both"},
	{compare.Compatible, "they overlap, but only by an open end or by “about”: not agreed"},
	{compare.Narrow, "a closed range lies inside the other"},
	{compare.Agree, "closed ranges overlap"},
}

// relationGroups says how the last figures of each two claimants stand to each
// other.
func relationGroups(b *compare.Band) []relationGroup {
	var out []relationGroup
	for _, k := range relationKinds {
		g := relationGroup{Kind: string(k.kind), Means: k.means, Dispute: k.kind == compare.Conflict}
		for _, r := range b.Relations {
			if r.Kind == k.kind {
				g.Pairs = append(g.Pairs, b.Between(r))
			}
		}
		if len(g.Pairs) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// originItems lists the origins with the occasions on which they spoke.
func (a *asked) originItems() []originItem {
	var out []originItem
	for i := range a.Origins.List {
		o := &a.Origins.List[i]
		item := originItem{claimantItem: a.claimantItem(&o.Claimant), Unknown: o.Unknown, Articles: o.Articles()}
		if o.Unknown {
			item.Name, item.About, item.Path = o.String(), "", ""
		}
		for j := range o.Occasions {
			item.Occasions = append(item.Occasions, occasionItem{o.Occasions[j].String(), a.articles(o.Occasions[j].Claims)})
		}
		out = append(out, item)
	}
	return out
}

// articles returns the stories that claims stand in.
func (a *asked) articles(claims []compare.Ref) []foundAt {
	var out []foundAt
	seen := map[string]bool{}
	for _, c := range claims {
		d := a.digests[c.Story]
		if d == nil || seen[c.Story] {
			continue
		}
		seen[c.Story] = true
		out = append(out, foundAt{storyPath(store.Ref{Story: d.Story, Revision: d.Revision}), compare.OutletName(d.Outlet), d.Published.Format(dayLayout), d.Headline})
	}
	return out
}

// stepItems lists every step from the claims to their origins.
func (a *asked) stepItems() []stepItem {
	var out []stepItem
	name := func(story string) string {
		if d := a.digests[story]; d != nil {
			return compare.OutletName(d.Outlet) + ", " + d.Published.Format(dayLayout)
		}
		return story
	}
	for _, kind := range []compare.EdgeKind{compare.CreditedTo, compare.CopiedFrom, compare.QuotedFrom, compare.SaidBy} {
		for i := range a.Origins.Edges {
			e := &a.Origins.Edges[i]
			if e.Kind != kind {
				continue
			}
			item := stepItem{Kind: string(kind), From: a.Origins.Node(e.From, name), To: a.Origins.Node(e.To, name)}
			for _, v := range e.Evidence {
				item.Evidence = append(item.Evidence, passage{Words: v.Words, Path: a.proof(v), Sensitive: a.sensitive[v.Story]})
			}
			out = append(out, item)
		}
	}
	return out
}

// recordOf returns as much of a story's record as tells who speaks in it.
func recordOf(d *compare.Digest) *onrecord.Record {
	r := &onrecord.Record{}
	for i := range d.Speakers {
		k := &d.Speakers[i]
		r.Speakers = append(r.Speakers, onrecord.Speaker{ID: speakerID(i), Kind: k.Kind, Name: k.Name})
	}
	return r
}
