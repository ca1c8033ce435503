// Package web is the desk: the ledger in a browser, and to programs.
//
// A request goes one way: guard (who may ask), observe (what is counted), the
// route table (routes), the function that loads what is asked for from the
// ledger into a struct of its own, and a template, or JSON, of that struct.
// Pages and the API load with the same functions.
//
// Text of stories is data: it is only ever written by html/template, as text.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// A Config is what a desk is opened with.
type Config struct {
	DB *store.DB
	// Hosts are names by which the desk is asked for, beside IP addresses and
	// localhost: "desk.example.org". Any other Host is refused, since it may be a
	// page elsewhere whose name was pointed here.
	Hosts []string
	// Token is the secret that every request must bring. Nobody is asked if it is
	// empty, which is for loopback only.
	Token string
	// Web fetches from the web. If it is nil, nothing is fetched, and sources can be
	// paused but not added.
	Web *Fetcher
	// Log takes a line for each request; never text of stories.
	Log  *slog.Logger
	Name string // what pages call the ledger: "demo"; may be empty
}

// A Fetcher fetches for the page of sources.
type Fetcher struct {
	// Address returns what a person typed as the address of a source, or says what
	// is wrong with it.
	Address func(typed string) (string, error)
	// Try fetches a source and the first story that it announces, and keeps
	// neither.
	Try func(ctx context.Context, address string) (*Trial, error)
}

// A Trial is what would come of a source.
type Trial struct {
	Kind, Outlet string
	Announced    []Headline
	Story        *onrecord.Revision // the first that could be fetched; nil if none could
	Error        string             // why it could not be fetched
}

// A Headline is a story that a source announces.
type Headline struct {
	Title, URL string
	Published  time.Time // zero if the source does not tell
}

// A Desk is an open desk. It is an http.Handler.
type Desk struct {
	config  Config
	db      *store.DB
	live    *live
	meters  *meters
	handler http.Handler
	front   kept[frontPage]
	sources kept[sourcesPage]
	// searches and portraits are by query and by person.
	searches  shelf[finding]
	portraits shelf[portrait]
	trying    chan struct{} // holds those who try a source out
	tags      tags          // of answers to programs
	readers   chan struct{} // those who read texts that nobody keeps
	turns     turns         // of those who ask for pages
}

// New opens a desk on a ledger. It must be closed.
func New(c Config) *Desk {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Desk{config: c, db: c.DB, live: newLive(c.DB), readers: newReaders(), turns: newTurns(), trying: make(chan struct{}, tryingAtOnce)}
	d.meters = newMeters(d)
	d.handler = d.guard(d.routes())
	return d
}

// Close ends the streams that are open, so that a server can shut down.
func (d *Desk) Close() { d.live.close() }

func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) { d.handler.ServeHTTP(w, r) }

// eventsPattern is the one route that lasts as long as a page is open.
const eventsPattern = "GET /events"

// routes is every address of the desk.
func (d *Desk) routes() http.Handler {
	mux := http.NewServeMux()
	page := func(pattern string, serve func(w http.ResponseWriter, r *http.Request) error) {
		h := d.page(serve)
		if strings.HasPrefix(pattern, "GET ") && pattern != eventsPattern { // what waits for the web or for its reader takes no turn
			h = d.turns.each(h)
		}
		mux.Handle(pattern, d.observe(h))
	}
	a := newAPI(d, mux)
	page("GET /{$}", d.serveFront)
	page("GET /questions", d.serveQuestions)
	page("GET /question/{id}", d.serveQuestion)
	page("GET /question/{id}/chart.svg", d.serveChart)
	page("GET /question/{id}/origins.svg", d.serveOrigins)
	page("GET /question/{id}/table.csv", d.serveTable)
	page("GET /search", d.serveSearch)
	page("GET /speaker/{id}", d.serveSpeaker)
	page("GET /sources", d.serveSources)
	page("GET /sources/show", d.serveSource)
	page("POST /sources/try", d.trySource)
	page("POST /sources/{what}", d.changeSource)
	page("GET /story/{id}", a.orLinked(d.ofStory(d.serveStory), a.linkedStory))
	page("GET /story/{id}/{revision}", a.orLinked(d.ofStory(d.serveStory), a.linkedStory))
	page("GET /story/{id}/{revision}/diff", d.ofStory(d.serveStoryDiff))
	page("GET /story/{id}/{revision}/copies", d.ofStory(d.serveStoryCopies))
	page("GET /story/{id}/{revision}/bytes", d.ofStory(d.serveStoryBytes))
	page("GET /statement/{id}/{revision}/{place}", a.orLinked(d.ofStory(d.servePlace), a.linkedStatement))
	page("GET /paste", d.servePaste)
	page("POST /paste", d.servePasted)
	page(eventsPattern, d.serveEvents)
	mux.Handle("GET /static/{file}", d.observe(http.HandlerFunc(d.serveStatic)))
	mux.HandleFunc("GET /healthz", d.serveHealth)
	mux.HandleFunc("GET /readyz", d.serveReady)
	mux.Handle("GET /metrics", d.meters.handler())
	page("GET /search.atom", a.serveFeed)
	page("/", func(http.ResponseWriter, *http.Request) error { return missing("There is no such page.") })
	return mux
}
