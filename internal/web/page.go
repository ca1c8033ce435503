package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

//go:embed templates
var templates embed.FS

//go:embed static
var static embed.FS

// versions are the hashes of the static files, by name: part of their addresses.
var versions = hashed(static, "static")

// functions are what templates call.
var functions = template.FuncMap{"asset": func(name string) string { return "/static/" + name + "?v=" + versions[name] }, "shown": shown}

// pages are the templates, by the name of their file: each with the frame around
// it and the parts that several use.
var pages = parsePages()

func hashed(files fs.FS, dir string) map[string]string {
	out := map[string]string{}
	names, err := fs.Glob(files, dir+"/*")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err) // embedded
		}
		sum := sha256.Sum256(b)
		out[path.Base(name)] = hex.EncodeToString(sum[:6])
	}
	return out
}

// parsePages parses templates: frame.html and part_*.html go into every page.
func parsePages() map[string]*template.Template {
	common := template.New("").Funcs(functions)
	common = template.Must(common.ParseFS(templates, "templates/frame.html", "templates/part_*.html"))
	names, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		panic(err)
	}
	out := map[string]*template.Template{}
	for _, name := range names {
		base := path.Base(name)
		if base == "frame.html" || strings.HasPrefix(base, "part_") {
			continue
		}
		page := template.Must(template.Must(common.Clone()).ParseFS(templates, name))
		out[strings.TrimSuffix(base, ".html")] = page
	}
	return out
}

// A frame is what stands around a page.
type frame struct {
	Title  string // of the page
	Here   string // the entry of the navigation that this page is of, "" for none
	Query  string // what the search box holds
	Live   bool   // the page's parts marked data-live change with the ledger
	Feed   string // the address of the web feed of what the page lists
	Ledger string // what the ledger is called
	Reader string // the program's version
	Page   any    // the page's own struct
}

// render writes a page, whole or not at all.
func (d *Desk) render(w http.ResponseWriter, r *http.Request, name string, f frame) error {
	return d.renderStatus(w, r, http.StatusOK, name, f)
}

// renderStatus writes a page that goes with a status.
func (d *Desk) renderStatus(w http.ResponseWriter, _ *http.Request, status int, name string, f frame) error {
	f.Ledger, f.Reader = d.config.Name, onrecord.Version
	var b bytes.Buffer
	if err := pages[name].ExecuteTemplate(&b, "frame", f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache") // may be kept, but is asked for again
	}
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	w.Write(b.Bytes())
	return nil
}

// A fault is why a request is not answered, in words for whoever asked, and what
// they can do.
type fault struct {
	status     int
	What, Hint string
}

func (f *fault) Error() string { return f.What }

// missing says that there is nothing at an address.
func missing(what string) error { return &fault{http.StatusNotFound, what, ""} }

// bad says that a request makes no sense.
func bad(what, hint string) error { return &fault{http.StatusBadRequest, what, hint} }

// asFault says what an error of the ledger means to whoever asked.
func asFault(err error) *fault {
	var f *fault
	var q *store.QueryError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &q):
		return &fault{http.StatusBadRequest, "This search is not understood: " + q.What + ".", `Words, "exact words", OR, NOT, speaker: outlet: act: kind: measure: before: after:`}
	case errors.Is(err, store.ErrNotFound):
		return &fault{http.StatusNotFound, "The ledger does not hold this.", "Search for words of it."}
	case errors.Is(err, store.ErrAmbiguous):
		return &fault{http.StatusNotFound, "Several have an ID that begins so.", "Give more digits of it."}
	case errors.Is(err, store.ErrRedacted):
		return &fault{http.StatusGone, "This story was redacted.", "The log of the ledger says by whom and why."}
	case errors.Is(err, context.Canceled):
		return &fault{499, "The request was given up.", ""}
	case errors.Is(err, context.DeadlineExceeded):
		return &fault{http.StatusServiceUnavailable, "This took too long.", "Ask for less: a narrower search, a later day."}
	}
	return &fault{http.StatusInternalServerError, "Something went wrong here.", "The log of the server says what."}
}

// page makes a handler of what serves a page or fails. A page that takes too long is
// given up.
func (d *Desk) page(serve func(w http.ResponseWriter, r *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && r.Pattern != eventsPattern {
			ctx, cancel := context.WithTimeout(r.Context(), slowest)
			defer cancel()
			r = r.WithContext(ctx)
		}
		if err := serve(w, r); err != nil {
			d.fail(w, r, err)
		}
	})
}

// fail tells whoever asked why there is no answer. What is not their doing goes
// to the log.
func (d *Desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := asFault(err)
	if f.status >= 500 {
		d.config.Log.Error("request failed", "method", r.Method, "route", r.Pattern, "error", err.Error())
	}
	for _, name := range []string{"ETag", "Last-Modified", "Cache-Control", "Content-Disposition"} {
		w.Header().Del(name)
	}
	if isAPI(r.URL.Path) {
		d.failAPI(w, f)
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, strings.TrimSpace(f.What+"\n"+f.Hint), f.status)
		return
	}
	var b bytes.Buffer
	title := fmt.Sprint(f.status, " ", http.StatusText(f.status))
	if err := pages["fault"].ExecuteTemplate(&b, "frame", frame{Title: title, Ledger: d.config.Name, Reader: onrecord.Version, Page: f}); err != nil {
		http.Error(w, f.What, f.status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(f.status)
	w.Write(b.Bytes())
}
