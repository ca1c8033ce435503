package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// What may be searched.
const (
	inStatements = "statements"
	inStories    = "stories"
	inSpeakers   = "speakers"
	inQuestions  = "questions"
)

// How much a page of a search lists.
const (
	perPage         = 25
	listedSpeakers  = 100
	foundQuestions  = 10
	facetsShown     = 8
	monthsShown     = 12
	mistakesContext = 40
)

// A searchPage is what a query finds.
type searchPage struct {
	Query, In string
	Tabs      []tab
	Mistake   *mistake // in the query; nothing else is filled in then
	Chips     []chip
	Form      searchForm
	Facets    []facetGroup
	Said      []saidLine
	Stories   []foundStory
	Named     []speakerRow // speakers by their names
	Speaking  []speakerRow // who said what was found
	Questions []questionLine
	Found     int  // statements or stories
	Most      bool // no more than these are ranked
	Feed      string
	AllOf     string // the address of all questions found
	pager
	SaidBy string // the address of a search for what speakers of the words' name said
	Empty  bool   // the ledger is
}

// A tab leads to another kind of what was found.
type tab struct {
	Name, Path, Count string
	Here              bool
}

// A chip is a part of the query, with the address of the search without it.
type chip struct{ Words, Path string }

// A mistake is what is wrong with a query, and where: the query up to there and
// from there on.
type mistake struct{ What, Before, After string }

// A searchForm is what the form of a search holds. Rest is the query without what
// the form asks for by itself.
type searchForm struct {
	Rest, In                                  string
	Act, Kind, Outlet, Measure, After, Before string
	Acts                                      []choice
	Kinds                                     []string
	Measures, Outlets                         []string
}

// A choice is a value and what it is called.
type choice struct{ Value, Words string }

// A facetGroup is one kind of facets.
type facetGroup struct {
	Name  string
	Items []facetItem
	More  int
}

// A facetItem is a value that part of what was found has. Here says that the query
// asks for it.
type facetItem struct {
	Words, Path string
	Count       int
	Here        bool
}

// A foundStory is a story that was found, with the passage that shows why.
type foundStory struct {
	storyLine
	Passage   []piece
	Cut, Goes bool // the body begins before the passage, or goes on behind it
	Sensitive bool
}

// A speakerRow is a speaker in a list.
type speakerRow struct {
	Name, Path, Kind, Country, Roles string
	Statements, Stories              string
	Search                           string // the address of a search for what was said
	Protected                        bool
}

// A pager is which page of several this is.
type pager struct {
	Page, Pages    int
	Previous, Next string
}

// newPager returns the pager of page n of a list. path returns the address of a page.
func newPager(n, total int, path func(page int) string) pager {
	p := pager{Page: n, Pages: max(1, (total+perPage-1)/perPage)}
	if n > 1 {
		p.Previous = path(min(n-1, p.Pages))
	}
	if n < p.Pages {
		p.Next = path(n + 1)
	}
	return p
}

func noMorePages() error { return missing("The list has no more pages.") }

// pageAsked returns the page that is asked for, from 1.
func pageAsked(form url.Values) int {
	n, err := strconv.Atoi(form.Get("page"))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 1_000_000)
}

// findPath is where a search is shown.
func findPath(query, in string, page int) string {
	v := url.Values{}
	if query != "" {
		v.Set("q", query)
	}
	if in != inStatements {
		v.Set("in", in)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	if len(v) == 0 {
		return "/search"
	}
	return "/search?" + v.Encode()
}

// whereIn returns what is to be searched.
func whereIn(in string) string {
	if slices.Contains([]string{inStories, inSpeakers, inQuestions}, in) {
		return in
	}
	return inStatements
}

func (d *Desk) serveSearch(w http.ResponseWriter, r *http.Request) error {
	form := r.URL.Query()
	in := whereIn(form.Get("in"))
	if query, changed := merged(form); changed {
		http.Redirect(w, r, findPath(query, in, 1), http.StatusSeeOther)
		return nil
	}
	query, page := strings.TrimSpace(form.Get("q")), pageAsked(form)
	f := frame{Title: "Search", Here: "search", Query: query}
	if query != "" {
		f.Title = "Search: " + query
	}
	p, err := d.loadSearch(r.Context(), query, in, page)
	status := http.StatusOK
	var wrong *store.QueryError
	if errors.As(err, &wrong) {
		status = http.StatusBadRequest
		p = &searchPage{Query: query, In: in, Mistake: mistakeIn(query, wrong), Form: newSearchForm(query, in)}
	} else if err != nil {
		return err
	}
	f.Feed, f.Live, f.Page = p.Feed, page == 1 && p.Mistake == nil, p
	return d.renderStatus(w, r, status, "search", f)
}

// mistakeIn shows what is wrong with a query.
func mistakeIn(query string, wrong *store.QueryError) *mistake {
	at := min(wrong.At, len(query))
	before, after := query[:at], query[at:]
	if n := len(before) - 2*mistakesContext; n > 0 {
		before = "…" + strings.ToValidUTF8(before[n:], "")
	}
	if len(after) > 2*mistakesContext {
		after = strings.ToValidUTF8(after[:2*mistakesContext], "") + "…"
	}
	return &mistake{wrong.What, before, after}
}

// A finding is what a query finds, as it is held until the ledger changes.
type finding struct {
	tally     store.Tally
	hits      []store.Hit
	facets    *store.Facets
	named     []store.Speaker
	questions []questionLine
}

// find looks for what a query finds.
func (d *Desk) find(ctx context.Context, query, in string) (*finding, error) {
	return d.searches.load(ctx, d.live, in+" "+query, func(ctx context.Context) (*finding, error) {
		f := &finding{}
		var err error
		if query != "" {
			if f.tally, err = d.db.Tally(ctx, query); err != nil {
				return nil, err
			}
		}
		search := d.db.SearchStatements
		if in == inStories {
			search = d.db.Search
		}
		if in != inQuestions {
			if f.hits, err = search(ctx, query, store.MostRanked); err != nil {
				return nil, err
			}
			if f.facets, err = d.db.Facets(ctx, f.hits); err != nil {
				return nil, err
			}
		}
		if name := store.SpeakerName(query); in == inSpeakers && name != "" {
			if f.named, err = d.db.Speakers(ctx, name, listedSpeakers); err != nil {
				return nil, err
			}
		}
		if in == inQuestions {
			questions, err := d.db.Questions(ctx, store.QuestionFilter{Query: query}, foundQuestions)
			if err != nil {
				return nil, err
			}
			for _, q := range questions {
				f.questions = append(f.questions, newQuestionLine(q))
			}
		}
		return f, nil
	})
}

func (d *Desk) loadSearch(ctx context.Context, query, in string, page int) (*searchPage, error) {
	f, err := d.find(ctx, query, in)
	if err != nil {
		return nil, err
	}
	p := &searchPage{Query: query, In: in, Tabs: tabsOf(query, in, f), Chips: chipsOf(query, in), Form: newSearchForm(query, in), Questions: f.questions}
	if f.facets != nil && in != inSpeakers {
		p.Facets = facetGroups(query, in, f)
		p.Form.suggest(f.facets)
	}
	if query != "" && (in == inStatements || in == inStories) {
		p.Feed = "/search.atom?" + url.Values{"q": {query}, "in": {in}}.Encode()
	}
	switch in {
	case inStatements, inStories:
		p.Found, p.Most = len(f.hits), len(f.hits) == store.MostRanked
		p.pager = newPager(page, len(f.hits), func(n int) string { return findPath(query, in, n) })
		from := min((page-1)*perPage, len(f.hits))
		hits := f.hits[from:min(from+perPage, len(f.hits))]
		if in == inStories {
			p.Stories, err = d.foundStories(ctx, query, hits)
		} else {
			p.Said, err = d.foundStatements(ctx, query, hits)
		}
	case inSpeakers:
		err = d.foundSpeakers(ctx, p, f)
	case inQuestions:
		p.AllOf = "/questions?" + url.Values{"q": {query}}.Encode()
	}
	if err != nil {
		return nil, err
	}
	if p.Page > p.Pages {
		return nil, noMorePages()
	}
	if len(f.hits)+len(f.questions)+len(f.named) == 0 {
		if name := store.SpeakerName(query); in == inStatements && f.tally.Speakers > 0 && name == query {
			p.SaidBy = findPath(fieldTerm("speaker", name), inStatements, 1)
		}
		n, err := d.db.CountStories(ctx)
		p.Empty = n == 0
		return p, err
	}
	return p, nil
}

// tabsOf leads to the other kinds of what was found.
func tabsOf(query, in string, f *finding) []tab {
	var out []tab
	for _, t := range []struct {
		in, name string
		n        int
	}{{inStatements, "Statements", f.tally.Statements}, {inStories, "Stories", f.tally.Stories}, {inSpeakers, "Speakers", f.tally.Speakers}, {inQuestions, "Questions", f.tally.Questions}} {
		tab := tab{Name: t.name, Path: findPath(query, t.in, 1), Here: t.in == in}
		switch {
		case query == "":
		case t.n >= store.MostRanked:
			tab.Count = "1,000+"
		case t.in != inSpeakers || store.SpeakerName(query) != "":
			tab.Count = strconv.Itoa(t.n)
		}
		out = append(out, tab)
	}
	return out
}

// chipsOf lists the parts of a query of several, each with the search without it.
func chipsOf(query, in string) []chip {
	parts, err := store.QueryParts(query)
	if err != nil || len(parts) == 1 && parts[0].Field == "" {
		return nil
	}
	var out []chip
	for _, p := range parts {
		out = append(out, chip{query[p.Start:p.End], findPath(without(query, p), in, 1)})
	}
	return out
}

// newSearchForm fills in what a query asks for by fields. What it asks for twice
// stays as it is written.
func newSearchForm(query, in string) searchForm {
	f := searchForm{In: in, Rest: query}
	for _, a := range store.Acts {
		f.Acts = append(f.Acts, choice{string(a), a.Words()})
	}
	for _, k := range store.Kinds {
		f.Kinds = append(f.Kinds, string(k))
	}
	var taken []store.QueryPart
	for name, to := range map[string]*string{"act": &f.Act, "kind": &f.Kind, "outlet": &f.Outlet, "measure": &f.Measure, "after": &f.After, "before": &f.Before} {
		if parts := askedFields(query, name); len(parts) == 1 {
			*to = parts[0].Value
			taken = append(taken, parts[0])
		}
	}
	f.Rest = without(query, taken...)
	return f
}

// suggest fills in what there is to choose from.
func (f *searchForm) suggest(facets *store.Facets) {
	for _, m := range facets.Measures[:min(len(facets.Measures), 40)] {
		f.Measures = append(f.Measures, m.Value)
	}
	for _, o := range facets.Outlets[:min(len(facets.Outlets), 40)] {
		f.Outlets = append(f.Outlets, o.Value)
	}
}

// facetGroups sets out what is among what was found, by what it can be narrowed
// down to.
func facetGroups(query, in string, f *finding) []facetGroup {
	words := func(s string) string { return s }
	group := func(name, field string, list []store.Facet, most int, words func(string) string) facetGroup {
		g := facetGroup{Name: name, More: max(0, len(list)-most)}
		for _, v := range list[:min(most, len(list))] {
			g.Items = append(g.Items, newFacetItem(query, in, field, v, words(v.Value), len(f.hits)))
		}
		return g
	}
	speakers := speakersByName(f.facets.Speakers, in == inStories)
	out := []facetGroup{
		group("Speaker", "speaker", speakers, facetsShown, words),
		group("Act", "act", f.facets.Acts, len(store.Acts), func(a string) string { return onrecord.Act(a).Words() }),
		group("Kind", "kind", f.facets.Kinds, len(store.Kinds), words),
		group("Measure", "measure", f.facets.Measures, facetsShown, words),
		group("Outlet", "outlet", f.facets.Outlets, facetsShown, words),
		timeGroup(query, in, f.facets.Months, len(f.hits)),
	}
	return slices.DeleteFunc(out, func(g facetGroup) bool { return len(g.Items) == 0 })
}

// speakersByName counts those who have names of their own by these, which is how they
// can be searched for.
func speakersByName(list []store.Speaker, stories bool) (out []store.Facet) {
	at := map[string]int{}
	for _, k := range list {
		if k.Kind == onrecord.Unnamed || k.Kind == onrecord.Group || k.Kind == onrecord.Document {
			continue
		}
		n := k.Statements
		if stories {
			n = k.Stories
		}
		i, ok := at[k.Name]
		if !ok {
			i, at[k.Name] = len(out), len(out)
			out = append(out, store.Facet{Value: k.Name})
		}
		out[i].Count += n
	}
	slices.SortStableFunc(out, func(a, b store.Facet) int { return b.Count - a.Count })
	return out
}

// newFacetItem leads to a search that is narrowed down to a value. If the query asks
// for it already, or all that was found has it, it leads nowhere.
func newFacetItem(query, in, field string, v store.Facet, words string, all int) facetItem {
	term := fieldTerm(field, v.Value)
	item := facetItem{Words: words, Count: v.Count, Path: findPath(narrowed(query, term), in, 1)}
	for _, p := range askedFields(query, field) {
		item.Here = item.Here || strings.EqualFold(fieldTerm(field, p.Value), term)
	}
	if !understood(term) || v.Count == all { // it narrows nothing down
		item.Path = ""
	}
	return item
}

// timeGroup leads to months, or to years where there are many months.
func timeGroup(query, in string, months []store.Facet, all int) facetGroup {
	g := facetGroup{Name: "Time"}
	if len(months) > monthsShown {
		var years []store.Facet
		for _, m := range months {
			if n := len(years); n > 0 && years[n-1].Value == m.Value[:4] {
				years[n-1].Count += m.Count
				continue
			}
			years = append(years, store.Facet{Value: m.Value[:4], Count: m.Count})
		}
		months = years
	}
	for _, m := range months[:min(len(months), monthsShown)] {
		path := during(query, m.Value)
		item := facetItem{Words: m.Value, Count: m.Count, Path: findPath(path, in, 1), Here: path == query}
		if m.Count == all {
			item.Path = ""
		}
		g.Items = append(g.Items, item)
	}
	g.More = max(0, len(months)-monthsShown)
	return g
}
