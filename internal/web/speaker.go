package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A speakerPage is a speaker across stories, or in one story.
type speakerPage struct {
	Path, Name, Kind, Country string
	Also                      []string // other names
	Protected                 bool
	Only                      *storyLine // the one story that knows the speaker; nil if several do
	Stories, Statements       int
	Roles                     []roleLine
	Changes                   []severalItem
	MoreChanges               bool
	Tabs                      []tab
	Facets                    []facetGroup // by which the list can be narrowed down
	Counted                   string       // what they are counted in
	Chips                     []chip
	Months                    []monthGroup
	Given                     []givenRow
	Found                     int
	Decide                    []string // commands
	pager
}

// A roleLine is a role that stories give a speaker.
type roleLine struct{ Name, First, Last, Stories, Outlets string }

// A monthGroup is the statements of one month.
type monthGroup struct {
	Name string
	Said []saidLine
}

// A givenRow is a figure that a speaker gave.
type givenRow struct {
	Day, Measure, Bounds, Status string
	Bar                          *drawing
	Words, Path                  string
	Story, Headline, Outlet      string
	Question                     string
	Sensitive                    bool
}

// A severalItem is a question to which a speaker gave several figures.
type severalItem struct {
	Path, Title, Band string
	Steps             []changeStep
	another           bool
}

// A changeStep is two figures, one after the other.
type changeStep struct{ Before, After changePoint }

// A changePoint is a figure, and what it does to the one before. Another says that it
// goes on from nothing.
type changePoint struct {
	On, Bounds, Path, Outlet string
	Told                     bool
	Bar                      *drawing
	Does                     string
	Another                  bool
}

// How much of a speaker is shown.
const (
	changesShown = 8
	rolesOutlets = 3
)

// The views of a speaker.
const (
	viewStatements = "statements"
	viewFigures    = "figures"
)

// A portrait is what is held of a person until the ledger changes.
type portrait struct {
	*store.Person
	roles   []store.Role
	last    []store.Hit // statements, MostRanked at most
	said    int
	given   int
	facets  *store.Facets
	changes []severalItem
	more    bool
}

func (d *Desk) serveSpeaker(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if story, k, ok := strings.Cut(id, "."); ok {
		return d.serveStorySpeaker(w, r, story, k)
	}
	ctx := r.Context()
	p, err := d.db.Person(ctx, id, 0)
	if err != nil {
		return err
	}
	if p.ID != id {
		http.Redirect(w, r, withQuery("/speaker/"+p.ID, r.URL.Query()), http.StatusFound)
		return nil
	}
	page, err := d.loadSpeaker(ctx, p, r.URL.Query())
	if err != nil {
		return err
	}
	return d.render(w, r, "speaker", frame{Title: p.Name, Page: page})
}

func withQuery(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// portray loads what is held of a person.
func (d *Desk) portray(ctx context.Context, p *store.Person) (*portrait, error) {
	return d.portraits.load(ctx, d.live, p.ID, func(ctx context.Context) (*portrait, error) {
		out := &portrait{Person: p}
		var err error
		if out.roles, err = d.db.Roles(ctx, p.ID); err != nil {
			return nil, err
		}
		if out.last, out.said, err = d.db.Said(ctx, p.ID, store.SaidFilter{}, 0, store.MostRanked); err != nil {
			return nil, err
		}
		if out.facets, err = d.db.Facets(ctx, out.last); err != nil {
			return nil, err
		}
		if _, out.given, err = d.db.Given(ctx, p.ID, store.SaidFilter{}, 0, 0); err != nil {
			return nil, err
		}
		ids, err := d.db.GaveSeveral(ctx, p.ID, changesShown+1)
		if err != nil {
			return nil, err
		}
		out.more = len(ids) > changesShown
		out.changes, err = d.changes(ctx, p.ID, ids[:min(len(ids), changesShown)])
		return out, err
	})
}

// changes returns where a person gave another figure later, what goes on from
// nothing first.
func (d *Desk) changes(ctx context.Context, person string, questions []string) ([]severalItem, error) {
	var out []severalItem
	for _, id := range questions {
		q, err := d.db.Question(ctx, id)
		if err != nil {
			return nil, err
		}
		for i := range q.Bands {
			b := &q.Bands[i]
			for j := range b.Lines {
				if l := &b.Lines[j]; l.Claimant.Person == person {
					if c := newSeveralItem(q, b, l); len(c.Steps) > 0 {
						out = append(out, c)
					}
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b severalItem) int { return cmp.Compare(rank(a.another), rank(b.another)) })
	return out, nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

func newSeveralItem(q *compare.Question, b *compare.Band, l *compare.Line) severalItem {
	c := severalItem{Path: questionPath(q.ID), Title: q.Title}
	if b.Name != compare.InAll {
		c.Band = b.Name
	}
	var ranges []onrecord.Bounds
	for i := range l.Points {
		ranges = append(ranges, l.Points[i].Bounds)
	}
	scale := compare.NewScale(ranges)
	for _, s := range q.Steps(b, l) {
		before, after := &l.Points[s.Before], &l.Points[s.After]
		step := changeStep{newChangePoint(before, scale), newChangePoint(after, scale)}
		step.After.Does = compare.Direction(before.Bounds, after.Bounds) + " (update)"
		if s.Kind == compare.Another {
			step.After.Does, step.After.Another, c.another = "gave another figure before: no number satisfies both", true, true
		}
		c.Steps = append(c.Steps, step)
	}
	return c
}

func newChangePoint(p *compare.Point, scale compare.Scale) changePoint {
	first := &p.Claims[0]
	out := changePoint{On: p.On, Told: p.Told, Bounds: p.Bounds.String(), Outlet: compare.OutletName(first.Outlet), Bar: newBar(scale, p)}
	out.Path = storyPath(store.Ref{Story: first.Story, Revision: first.Revision})
	if first.Statement > 0 {
		out.Path = fmt.Sprintf("/statement/%s/%d/s%d", first.Story, first.Revision, first.Statement)
	}
	return out
}

// A wish is which part of a speaker's page is asked for.
type wish struct {
	path, view string
	store.SaidFilter
	page int
}

func newWish(path string, form url.Values) wish {
	o := wish{path: path, view: viewStatements, page: pageAsked(form), SaidFilter: store.SaidFilter{Act: onrecord.Act(form.Get("act")), Measure: form.Get("measure")}}
	if form.Get("view") == viewFigures {
		o.view, o.Act = viewFigures, ""
	}
	return o
}

// address returns where a wish is granted.
func (o wish) address() string {
	v := url.Values{}
	if o.view != viewStatements {
		v.Set("view", o.view)
	}
	if o.Act != "" {
		v.Set("act", string(o.Act))
	}
	if o.Measure != "" {
		v.Set("measure", o.Measure)
	}
	if o.page > 1 {
		v.Set("page", fmt.Sprint(o.page))
	}
	return withQuery(o.path, v)
}

// with returns a wish that is changed a little.
func (o wish) with(change func(*wish)) wish {
	o.page = 1
	change(&o)
	return o
}

func (d *Desk) loadSpeaker(ctx context.Context, p *store.Person, form url.Values) (*speakerPage, error) {
	person, err := d.portray(ctx, p)
	if err != nil {
		return nil, err
	}
	b, err := d.bearings(ctx)
	if err != nil {
		return nil, err
	}
	o := newWish("/speaker/"+p.ID, form)
	page := &speakerPage{Path: o.path, Name: p.Name, Kind: string(p.Kind), Country: p.Country, Stories: p.Stories, Statements: person.said, Roles: roleLines(person.roles),
		Changes: person.changes, MoreChanges: person.more}
	for _, n := range p.Names {
		if n != p.Name {
			page.Also = append(page.Also, n)
		}
		page.Protected = page.Protected || len(person.last) > 0 && b.shield.Covers(&store.Speaker{Story: person.last[0].Story, Kind: p.Kind, Name: n})
	}
	page.Tabs = []tab{
		{"Statements", o.with(func(o *wish) { o.view, o.Act, o.Measure = viewStatements, "", "" }).address(), fmt.Sprint(person.said), o.view == viewStatements},
		{"Figures", o.with(func(o *wish) { o.view, o.Act, o.Measure = viewFigures, "", "" }).address(), fmt.Sprint(person.given), o.view == viewFigures},
	}
	page.topics(o, person)
	if o.view == viewFigures {
		err = d.listGiven(ctx, page, b, p.ID, o)
	} else {
		err = d.listSaid(ctx, page, person, o)
	}
	if err != nil {
		return nil, err
	}
	page.pager = newPager(o.page, page.Found, func(n int) string { o := o; o.page = n; return o.address() })
	if page.Page > page.Pages {
		return nil, noMorePages()
	}
	if len(person.last) > 0 {
		page.Decide = d.decisions(ctx, person)
	}
	return page, nil
}

// topics fills in by what the list can be narrowed down.
func (p *speakerPage) topics(o wish, person *portrait) {
	measures := facetGroup{Name: "Measure", More: max(0, len(person.facets.Measures)-facetsShown)}
	for _, m := range person.facets.Measures[:min(facetsShown, len(person.facets.Measures))] {
		measures.Items = append(measures.Items, facetItem{m.Value, o.with(func(o *wish) { o.Measure = m.Value }).address(), m.Count, o.Measure == m.Value})
	}
	acts := facetGroup{Name: "Act"}
	for _, a := range person.facets.Acts {
		acts.Items = append(acts.Items, facetItem{onrecord.Act(a.Value).Words(), o.with(func(o *wish) { o.Act = onrecord.Act(a.Value) }).address(), a.Count, string(o.Act) == a.Value})
	}
	if o.view == viewStatements && len(acts.Items) > 0 {
		p.Facets = append(p.Facets, acts)
	}
	if len(measures.Items) > 0 {
		p.Facets = append(p.Facets, measures)
	}
	if person.said > len(person.last) {
		p.Counted = "counted in the last 1,000 statements"
	}
	if o.Act != "" {
		p.Chips = append(p.Chips, chip{o.Act.Words(), o.with(func(o *wish) { o.Act = "" }).address()})
	}
	if o.Measure != "" {
		p.Chips = append(p.Chips, chip{o.Measure, o.with(func(o *wish) { o.Measure = "" }).address()})
	}
}

// listSaid fills in a page of statements, by month.
func (d *Desk) listSaid(ctx context.Context, p *speakerPage, person *portrait, o wish) (err error) {
	from := (o.page - 1) * perPage
	var hits []store.Hit
	if o.SaidFilter == (store.SaidFilter{}) && (from+perPage <= len(person.last) || len(person.last) == person.said) {
		p.Found, hits = person.said, person.last[min(from, len(person.last)):min(from+perPage, len(person.last))]
	} else if hits, p.Found, err = d.db.Said(ctx, person.ID, o.SaidFilter, from, perPage); err != nil {
		return err
	}
	said, err := d.saidLines(ctx, hits)
	p.Months = byMonth(said)
	return err
}

// byMonth groups statements that follow each other by the month of their day.
func byMonth(said []saidLine) (out []monthGroup) {
	for _, s := range said {
		month := monthName(s.Day)
		if n := len(out); n == 0 || out[n-1].Name != month {
			out = append(out, monthGroup{Name: month})
		}
		last := &out[len(out)-1]
		last.Said = append(last.Said, s)
	}
	return out
}

// roleLines sets out which stories gave which roles when.
func roleLines(roles []store.Role) (out []roleLine) {
	for _, r := range roles {
		line := roleLine{Name: r.Name, First: r.First.UTC().Format(dayLayout), Last: r.Last.UTC().Format(dayLayout), Stories: count(r.Stories, "story", "stories")}
		var outlets []string
		for _, o := range r.Outlets[:min(rolesOutlets, len(r.Outlets))] {
			outlets = append(outlets, compare.OutletName(o))
		}
		if n := len(r.Outlets) - rolesOutlets; n > 0 {
			outlets = append(outlets, fmt.Sprintf("%d more", n))
		}
		line.Outlets = strings.Join(outlets, ", ")
		out = append(out, line)
	}
	return out
}
