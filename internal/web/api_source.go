package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addSources() {
	const tag = "Sources"
	register(a, get("listSources", "/sources", tag, "List sources", "Where stories are announced and how that goes, in the order of addresses."), a.listSources)
	register(a, huma.Operation{OperationID: "addSource", Method: http.MethodPost, Path: "/sources", Tags: []string{tag}, Summary: "Add a source",
		Description: "A feed, a sitemap or a site that names some, to be fetched at once and then again and again. One that is there already is left as it is.", DefaultStatus: http.StatusCreated, Errors: []int{http.StatusConflict}}, a.addSource)
	register(a, huma.Operation{OperationID: "changeSource", Method: http.MethodPatch, Path: "/sources", Tags: []string{tag}, Summary: "Pause or resume a source",
		Description: "A source that is paused, and the stories that it announced, are left alone; one that is resumed is fetched at once.", Errors: []int{http.StatusNotFound}}, a.changeSource)
	register(a, huma.Operation{OperationID: "removeSource", Method: http.MethodDelete, Path: "/sources", Tags: []string{tag}, Summary: "Remove a source",
		Description: "Its stories stay; they are not looked at again.", Errors: []int{http.StatusNotFound}}, a.removeSource)
}

// A sourceJSON is a source and how it does.
type sourceJSON struct {
	Address   string `json:"address"`
	State     string `json:"state" enum:"well,failing,paused"`
	Kind      string `json:"kind,omitempty" doc:"feed, sitemap or site; missing until it was fetched."`
	Outlet    string `json:"outlet,omitempty" doc:"As it calls itself."`
	FoundOn   string `json:"found_on,omitempty" doc:"The site whose page names it."`
	Every     int    `json:"every" doc:"Seconds from one fetch to the next."`
	Added     string `json:"added" format:"date-time"`
	Due       string `json:"due,omitempty" format:"date-time"`
	Tried     string `json:"tried,omitempty" format:"date-time" doc:"When it was last fetched, with success or not."`
	Succeeded string `json:"succeeded,omitempty" format:"date-time"`
	Failures  int    `json:"failures" doc:"In a row."`
	Error     string `json:"error,omitempty" doc:"What was wrong the last time, in words."`
	Entries   int    `json:"entries" doc:"Addresses that it announced."`
	Stories   int    `json:"stories" doc:"Of which stories are in the ledger."`
	Empty     int    `json:"empty" doc:"How often no text was found in a page."`
	Shrunken  int    `json:"shrunken" doc:"How often less than half of the text before was found."`
	Failing   int    `json:"failing" doc:"Addresses that could not be fetched when last tried."`
}

func newSourceJSON(s *store.Source) sourceJSON {
	return sourceJSON{Address: s.Address, State: stateOf(s), Kind: s.Kind, Outlet: s.Outlet, FoundOn: s.FoundOn, Every: int(s.Every / time.Second),
		Added: instant(s.Added), Due: instant(s.Due), Tried: instant(s.Tried), Succeeded: instant(s.Succeeded), Failures: s.Failures, Error: s.Error,
		Entries: s.Entries, Stories: s.Stories, Empty: s.Empty, Shrunken: s.Shrunken, Failing: s.Failing}
}

type sourcesInput struct{ ListParams }

func (a *api) listSources(ctx context.Context, in *sourcesInput) (*listing[sourceJSON], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	found, err := a.db.SourcesAfter(ctx, c.Key, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *cursor
	if len(found) > in.Limit {
		found = found[:in.Limit]
		next = &cursor{List: c.List, Key: found[in.Limit-1].Address}
	}
	var items []sourceJSON
	for i := range found {
		items = append(items, newSourceJSON(&found[i]))
	}
	return listed(ctx, items, next), nil
}

type newSourceInput struct {
	Body struct {
		Address string `json:"address" minLength:"1" maxLength:"2000" doc:"Of a feed, a sitemap or a site." example:"https://norhavenpost.example/feed.xml"`
		Every   int    `json:"every,omitempty" minimum:"60" maximum:"604800" default:"900" doc:"Seconds from one fetch to the next."`
	}
}

type sourceOutput struct{ Body sourceJSON }

func (a *api) addSource(ctx context.Context, in *newSourceInput) (*sourceOutput, error) {
	if a.config.Web == nil {
		return nil, &fault{http.StatusConflict, "This desk fetches nothing, so that sources can't be added.", "Whoever runs it can start it without --no-fetch."}
	}
	address, err := a.config.Web.Address(in.Body.Address)
	if err != nil {
		return nil, bad(err.Error()+".", "")
	}
	if _, err := a.db.AddSource(ctx, store.Source{Address: address, Every: time.Duration(in.Body.Every) * time.Second}, time.Now()); err != nil {
		return nil, err
	}
	return a.sourceNow(ctx, address)
}

func (a *api) sourceNow(ctx context.Context, address string) (*sourceOutput, error) {
	s, err := a.db.Source(ctx, address)
	if err != nil {
		return nil, err
	}
	return &sourceOutput{newSourceJSON(&s)}, nil
}

// A SourceParam names a source.
type SourceParam struct {
	Address string `query:"address" required:"true" maxLength:"2000" doc:"The address of a source, as the list has it."`
}

type changeSourceInput struct {
	SourceParam
	Body struct {
		Paused bool `json:"paused" doc:"Whether it is left alone."`
	}
}

func (a *api) changeSource(ctx context.Context, in *changeSourceInput) (*sourceOutput, error) {
	var err error
	if in.Body.Paused {
		err = a.db.PauseSource(ctx, in.Address)
	} else {
		err = a.db.ResumeSource(ctx, in.Address, time.Now())
	}
	if err != nil {
		return nil, err
	}
	return a.sourceNow(ctx, in.Address)
}

func (a *api) removeSource(ctx context.Context, in *SourceParam) (*struct{}, error) {
	return nil, a.db.RemoveSource(ctx, in.Address)
}
