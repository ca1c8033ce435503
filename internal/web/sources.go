package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/onrecord/onrecord/internal/store"
)

// A sourcesPage is where stories are announced, and how that goes.
type sourcesPage struct {
	Fetching bool // this desk fetches
	Done     string
	Sources  []sourceRow
	Queue    []store.Length
	Form     sourceForm
}

// A sourceForm asks for a new source. Wrong is what is wrong with the last one.
type sourceForm struct {
	Address, Every, Wrong string
	Often                 []choice
}

// A sourceRow is how a source does.
type sourceRow struct {
	store.Source
	Path            string
	State           string // "well", "failing", "paused", "new"
	Words           string
	Last, Next      string // when it was last fetched well, and is fetched next
	Every           string
	Empty, Shrunken string // words; empty if there are none
	Failing         string
	Fetching        bool // this desk can fetch it
}

// oftenest are how often a source may be fetched.
var oftenest = []choice{{"5m", "every 5 minutes"}, {"15m", "every 15 minutes"}, {"1h", "every hour"}, {"6h", "every 6 hours"}, {"24h", "once a day"}}

// usually is how often one is unless somebody says otherwise.
const usually = "15m"

// mostForm is how many bytes a form of this page may have.
const mostForm = 16 << 10

func newSourceForm(address, every string) sourceForm {
	f := sourceForm{Address: address, Every: every, Often: oftenest}
	if !slices.ContainsFunc(oftenest, func(c choice) bool { return c.Value == every }) {
		f.Every = usually
	}
	return f
}

func (d *Desk) serveSources(w http.ResponseWriter, r *http.Request) error {
	done := doneWords[r.URL.Query().Get("done")]
	load := d.loadSources // whoever has just changed something must see it
	if done == "" {
		load = func(ctx context.Context) (*sourcesPage, error) { return d.sources.load(ctx, d.live, d.loadSources) }
	}
	held, err := load(r.Context())
	if err != nil {
		return err
	}
	p := *held
	p.Done, p.Form = done, newSourceForm("", usually)
	return d.render(w, r, "sources", frame{Title: "Sources", Here: "sources", Live: true, Page: &p})
}

func (d *Desk) loadSources(ctx context.Context) (*sourcesPage, error) {
	p := &sourcesPage{Fetching: d.config.Web != nil}
	list, err := d.db.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for i := range list {
		p.Sources = append(p.Sources, newSourceRow(&list[i], p.Fetching))
	}
	slices.SortStableFunc(p.Sources, func(a, b sourceRow) int { return rank(a.State == "failing") - rank(b.State == "failing") })
	p.Queue, err = d.db.Queue(ctx)
	return p, err
}

func newSourceRow(s *store.Source, fetching bool) sourceRow {
	row := sourceRow{Source: *s, Fetching: fetching, Path: sourcePath(s.Address), State: stateOf(s), Last: "never", Next: "when it is resumed", Every: everyWords(s.Every)}
	if !s.Succeeded.IsZero() {
		row.Last = minute(s.Succeeded)
	}
	if !s.Paused {
		row.Next = minute(s.Due)
	}
	switch {
	case row.State == "well" && s.Succeeded.IsZero():
		row.State, row.Words = "new", "not fetched yet"
	case row.State == "failing":
		row.Words = "failing, " + count(s.Failures, "time", "times in a row")
	default:
		row.Words = row.State
	}
	for _, c := range []struct {
		n    int
		to   *string
		word string
	}{{s.Empty, &row.Empty, "without a text"}, {s.Shrunken, &row.Shrunken, "shrunken"}, {s.Failing, &row.Failing, "unreachable"}} {
		if c.n > 0 {
			*c.to = fmt.Sprintf("%d %s", c.n, c.word)
		}
	}
	return row
}

// everyWords writes how often a source is fetched.
func everyWords(d time.Duration) string {
	for _, c := range oftenest {
		if every, err := time.ParseDuration(c.Value); err == nil && every == d {
			return c.Words
		}
	}
	return "every " + d.String()
}

func sourcePath(address string) string {
	return "/sources/show?" + url.Values{"address": {address}}.Encode()
}

// A sourcePage is one source and what it announced last.
type sourcePage struct {
	sourceRow
	Visits []visitRow
	More   bool
}

// A visitRow is an address that a source announced.
type visitRow struct {
	Address, URL, Published, Last, Next string
	Story                               string // the address of its page
	Error                               string
	Empty, Shrunken                     bool
}

// visitsShown is how many of the addresses that a source announced are shown.
const visitsShown = 50

func (d *Desk) serveSource(w http.ResponseWriter, r *http.Request) error {
	ctx, address := r.Context(), r.URL.Query().Get("address")
	list, err := d.db.Sources(ctx) // with their counts
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(s store.Source) bool { return s.Address == address })
	if i < 0 {
		return noSource()
	}
	p := &sourcePage{sourceRow: newSourceRow(&list[i], d.config.Web != nil)}
	visits, err := d.db.VisitsOf(ctx, address, visitsShown+1)
	if err != nil {
		return err
	}
	p.More = len(visits) > visitsShown
	for i := range visits[:min(len(visits), visitsShown)] {
		p.Visits = append(p.Visits, newVisitRow(&visits[i]))
	}
	return d.render(w, r, "source", frame{Title: address, Here: "sources", Live: true, Page: p})
}

func noSource() error {
	return &fault{http.StatusNotFound, "This is no source of the ledger.", "The page of sources lists them."}
}

func newVisitRow(v *store.Visit) visitRow {
	row := visitRow{Address: v.Address, URL: v.URL, Last: "not fetched yet", Next: "no more", Error: v.Error, Empty: v.Empty > 0, Shrunken: v.Shrunken > 0}
	if !v.Published.IsZero() {
		row.Published = minute(v.Published)
	}
	if !v.Succeeded.IsZero() {
		row.Last = minute(v.Succeeded)
	}
	if !v.Due.IsZero() {
		row.Next = minute(v.Due)
	}
	if v.Story != "" {
		row.Story = "/story/" + v.Story
	}
	return row
}

// doneWords say what was done.
var doneWords = map[string]string{"pause": "The source is paused. Its stories are left alone too.", "resume": "The source is fetched again.",
	"fetch": "The source is to be fetched now.", "remove": "The source is removed. Its stories stay in the ledger and are not looked at again.", "add": "The source is added, and is fetched now.",
	"known": "The ledger had this source already; nothing has changed."}

// changeSource pauses, resumes, removes or adds a source, or has it fetched.
func (d *Desk) changeSource(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	ctx, address, done := r.Context(), r.PostForm.Get("address"), r.PathValue("what")
	var err error
	switch done {
	case "pause":
		err = d.db.PauseSource(ctx, address)
	case "remove":
		err = d.db.RemoveSource(ctx, address)
	case "resume", "fetch":
		if done == "fetch" && d.config.Web == nil {
			return fetchesNothing()
		}
		err = d.db.ResumeSource(ctx, address, time.Now())
	case "add":
		done, err = d.addSource(ctx, address, r.PostForm.Get("every"))
	default:
		return missing("There is no such page.")
	}
	if errors.Is(err, store.ErrNotFound) {
		return noSource()
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/sources?done="+done, http.StatusSeeOther)
	return nil
}

// readForm reads a form of a sensible size.
func readForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return bad("This form can't be read.", "Send it from the page of sources.")
	}
	return nil
}

func fetchesNothing() error {
	return &fault{http.StatusConflict, "This desk fetches nothing from the web.", "Start it without --no-fetch, or run 'onrecord work' beside it; 'onrecord watch ADDRESS' adds a source."}
}

func (d *Desk) addSource(ctx context.Context, typed, every string) (done string, err error) {
	if d.config.Web == nil {
		return "", fetchesNothing()
	}
	address, err := d.config.Web.Address(typed)
	if err != nil {
		return "", bad("This is no address of a source: "+err.Error()+".", "Give the address of a feed, a sitemap or a site.")
	}
	apart, err := time.ParseDuration(newSourceForm("", every).Every)
	if err != nil {
		return "", err
	}
	added, err := d.db.AddSource(ctx, store.Source{Address: address, Every: apart}, time.Now())
	if !added {
		return "known", err
	}
	return "add", err
}
