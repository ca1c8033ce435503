package web

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
)

// apiPath is where the API begins.
const apiPath = "/api/v1"

// isAPI reports whether programs read what is at an address, so that errors are
// problem documents there.
func isAPI(path string) bool { return strings.HasPrefix(path, "/api/") }

// An api is the desk for programs. huma reads requests into structs, checks them,
// and describes all of it in an OpenAPI document.
type api struct {
	*Desk
	huma huma.API
}

// newAPI puts the API on the desk's addresses.
func newAPI(d *Desk, mux *http.ServeMux) *api {
	a := &api{Desk: d, huma: humago.New(&apiMux{d, mux}, huma.Config{
		OpenAPI:       openAPI(),
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	})}
	a.addStories()
	a.addStatements()
	a.addSpeakers()
	a.addFigures()
	a.addQuestions()
	a.addSearch()
	a.addSources()
	a.addExports()
	a.addRead()
	a.addDocument(mux)
	return a
}

const apiDescription = `What the ledger of a desk holds, for programs: stories and their revisions, who said what in them, figures, and the questions that several stories answer.
What stories say that somebody said is told as that; whether it is true is not judged.

Offsets count Unicode code points of a revision's text, from 0, end exclusive. Days are ISO 8601, times RFC 3339 in UTC.
Protected speakers, and what they say, are in no answer. What people decided about the readings is in force.`

// openAPI is what the document says of the API as a whole.
func openAPI() *huma.OpenAPI {
	schemas := huma.NewMapRegistry("#/components/schemas/", schemaName)
	for _, alias := range [][2]any{{onrecord.Record{}, recordDoc{}}, {excerpt{}, recordDoc{}}, {export.FoundStatement{}, foundStatementDoc{}},
		{export.FoundFigure{}, foundFigureDoc{}}, {statementAnswer{}, statementAnswerDoc{}}} {
		schemas.RegisterTypeAlias(reflect.TypeOf(alias[0]), reflect.TypeOf(alias[1]))
	}
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info:    &huma.Info{Title: "onrecord", Version: onrecord.Version, Description: apiDescription},
		Servers: []*huma.Server{{URL: "/", Description: "The desk that gives this document."}},
		Components: &huma.Components{Schemas: schemas, SecuritySchemes: map[string]*huma.SecurityScheme{
			"token":    {Type: "http", Scheme: "bearer", Description: "The token of the desk, if it asks for one."},
			"password": {Type: "http", Scheme: "basic", Description: "The token as the password, with any name."},
		}},
		Security: []map[string][]string{{}, {"token": {}}, {"password": {}}},
		Tags: []*huma.Tag{{Name: "Stories"}, {Name: "Statements"}, {Name: "Speakers"}, {Name: "Figures"}, {Name: "Questions"}, {Name: "Search"},
			{Name: "Sources"}, {Name: "Exports"}, {Name: "Reading"}},
	}
}

// schemaName names a type in the document: "questionJSON" is Question there, a part of
// a list of them QuestionList.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for _, part := range []string{"JSON", "Json", "Doc", "ErrorModel"} {
		name = strings.ReplaceAll(name, part, map[string]string{"ErrorModel": "Problem"}[part])
	}
	if item, ok := strings.CutPrefix(name, "Part"); ok {
		name = item + "List"
	}
	return strings.TrimSuffix(name, "OutputBody")
}

// register adds an operation. What it fails with is told as a problem document.
func register[I, O any](a *api, op huma.Operation, serve func(ctx context.Context, in *I) (*O, error)) {
	op.Path = apiPath + op.Path
	op.Errors = append(op.Errors, http.StatusBadRequest)
	if strings.Contains(op.Path, "{") {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := serve(ctx, in)
		if err != nil {
			return nil, a.problem(op.Method+" "+op.Path, err)
		}
		return out, nil
	})
}

// get describes an operation that reads.
func get(id, path, tag, summary, description string) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{tag}, Summary: summary, Description: description}
}

// problem says why a request is not answered (RFC 9457). What is not the asker's
// doing goes to the log.
func (d *Desk) problem(route string, err error) huma.StatusError {
	f := asFault(err)
	if f.status >= 500 {
		d.config.Log.Error("request failed", "route", route, "error", err.Error())
	}
	return huma.NewError(f.status, strings.TrimSpace(f.What+" "+f.Hint))
}

// failAPI tells a program why there is no answer, where no operation does.
func (d *Desk) failAPI(w http.ResponseWriter, f *fault) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.status)
	huma.DefaultJSONFormat.Marshal(w, huma.NewError(f.status, strings.TrimSpace(f.What+" "+f.Hint)))
}

// serveNoOperation answers what is asked of an address of the API that has no such
// operation: with the methods that it has, if there are some.
func serveNoOperation(mux *http.ServeMux) func(w http.ResponseWriter, r *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete} {
			other := &http.Request{Method: method, URL: r.URL, Host: r.Host}
			if _, pattern := mux.Handler(other); strings.HasPrefix(pattern, method+" ") {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) == 0 || slices.Contains(allowed, r.Method) {
			return missing("There is no such address in the API; /api lists those that there are.")
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		return &fault{http.StatusMethodNotAllowed, "This address takes " + strings.Join(allowed, ", ") + " only.", ""}
	}
}

// An asking is what an operation wants to know of a request beside its parameters.
type asking struct {
	accept string   // the Accept header
	url    *url.URL // as it was asked
	base   string   // "http://127.0.0.1:8480"
}

type askingKey struct{}

func askingOf(ctx context.Context) *asking { return ctx.Value(askingKey{}).(*asking) }

// newAsking reads a request. Its scheme is told by a proxy in front, if there is one.
func newAsking(r *http.Request) *asking {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return &asking{strings.Join(r.Header.Values("Accept"), ","), r.URL, scheme + "://" + r.Host}
}

// An apiMux puts operations on the desk's addresses.
type apiMux struct {
	desk *Desk
	mux  *http.ServeMux
}

// HandleFunc is for humago.
func (m *apiMux) HandleFunc(pattern string, serve func(http.ResponseWriter, *http.Request)) {
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		exports := strings.HasPrefix(pattern, "GET "+apiPath+"/exports/")
		ctx := context.WithValue(r.Context(), askingKey{}, newAsking(r))
		if exports { // a large ledger takes as long as it takes
			http.NewResponseController(w).SetWriteDeadline(time.Time{})
		} else {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, slowest)
			defer cancel()
		}
		r = r.WithContext(ctx)
		r.Header = r.Header.Clone()
		r.Header.Set("Accept", "application/json") // operations choose by themselves, see accepted
		w.Header().Set("Cache-Control", "no-cache")
		switch {
		case exports:
			serve(w, r)
		case r.Method == http.MethodGet, r.Method == http.MethodHead:
			m.desk.validated(w, r, serve)
		default:
			w.Header().Set("Cache-Control", "no-store")
			serve(w, r)
		}
	})
	if strings.HasPrefix(pattern, "GET ") {
		h = m.desk.turns.each(h)
	}
	m.mux.Handle(pattern, m.desk.observe(h))
}

func (m *apiMux) ServeHTTP(w http.ResponseWriter, r *http.Request) { m.mux.ServeHTTP(w, r) }
