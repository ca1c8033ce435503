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
	faceted         = 300 // of the best that were found it is counted what they have
	monthsShown     = 12
	mistakesContext = 80 // bytes
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
	Counted   int  // of those found, the best ones, the facets are
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
	if n := len(before) - mistakesContext; n > 0 {
		before = "…" + strings.ToValidUTF8(before[n:], "")
	}
	if len(after) > mistakesContext {
		after = strings.ToValidUTF8(after[:mistakesContext], "") + "…"
	}
	return &mistake{wrong.What, before, after}
}

// A finding is what a query finds, as it is held until the ledger changes.
type finding struct {
	tally     store.Tally
	hits      []store.Hit
	facets    *store.Facets
	counted   int // hits that the facets are of
	named     []store.Speaker
	questions []questionLine
}

// find looks for what a query finds.
func (d *Desk) find(ctx context.Context, query, in string) (*finding, error) {
	return d.searches.load(ctx, d.live, in+" "+query, func(ctx context.Context) (*finding, error) {
		f := &finding{}
		var err error
		search := d.db.SearchStatements
		if in == inStories {
			search = d.db.Search
		}
		if in != inQuestions {
			if f.hits, err = search(ctx, query, store.MostRanked); err != nil {
				return nil, err
			}
			if f.counted = len(f.hits); in != inSpeakers {
				f.counted = min(f.counted, faceted)
			}
			if f.facets, err = d.db.Facets(ctx, f.hits[:f.counted]); err != nil {
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
		if query != "" && len(f.hits)+len(f.questions)+len(f.named) == 0 { // where else to look
			f.tally, err = d.db.Tally(ctx, query)
		}
		return f, err
	})
}

func (d *Desk) loadSearch(ctx context.Context, query, in string, page int) (*searchPage, error) {
	f, err := d.find(ctx, query, in)
	if err != nil {
		return nil, err
	}
	p := &searchPage{Query: query, In: in, Tabs: tabsOf(query, in, f), Chips: chipsOf(query, in), Form: newSearchForm(query, in), Questions: f.questions}
	if f.facets != nil && in != inSpeakers {
		p.Facets, p.Counted = facetGroups(query, in, f), f.counted
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

// tabsOf leads to the other kinds of what was found. How much there is of them is
// counted only where nothing was found: it would cost as much again.
func tabsOf(query, in string, f *finding) []tab {
	var out []tab
	for _, t := range []struct {
		in, name string
		n        int
	}{{inStatements, "Statements", f.tally.Statements}, {inStories, "Stories", f.tally.Stories}, {inSpeakers, "Speakers", f.tally.Speakers}, {inQuestions, "Questions", f.tally.Questions}} {
		tab := tab{Name: t.name, Path: findPath(query, t.in, 1), Here: t.in == in}
		switch {
		case query == "":
		case tab.Here && (in == inStatements || in == inStories):
			tab.Count = upTo(len(f.hits), store.MostRanked)
		case t.n > 0:
			tab.Count = upTo(t.n, store.MostTallied)
		}
		out = append(out, tab)
	}
	return out
}

// upTo writes a count that goes no further than most.
func upTo(n, most int) string {
	if n < most {
		return onrecord.Grouped(n)
	}
	return onrecord.Grouped(most) + "+"
}
