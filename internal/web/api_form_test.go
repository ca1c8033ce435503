package web

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"github.com/onrecord/onrecord/internal/store"
)

// TestFeed checks that programs which read feeds read ours, and that what is marked
// as sensitive is folded.
func TestFeed(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	addHostile(t, db)
	if _, err := db.Decide(t.Context(), store.Decision{Ref: refs[2], Action: store.Sensitive, Actor: "desk", Reason: "deaths"}, seen); err != nil {
		t.Fatal(err)
	}
	d := New(Config{DB: db, Name: "demo"})
	defer d.Close()
	for _, address := range []string{"/search.atom", "/search.atom?q=quay&in=stories", "/search.atom?q=killed", "/search.atom?q=nothing", apiPath + "/search.atom?q=speaker:rescue"} {
		w := ask(d, "GET", address)
		f, err := gofeed.NewParser().ParseString(w.Body.String())
		if err != nil || w.Code != 200 || f.FeedType != "atom" || f.Title == "" || f.UpdatedParsed == nil {
			t.Fatalf("%s: %d %v %+v", address, w.Code, err, f)
		}
		if len(f.Items) == 0 && !strings.Contains(address, "nothing") {
			t.Errorf("%s is empty", address)
		}
		seen := map[string]bool{}
		for _, i := range f.Items {
			if i.Title == "" || seen[i.GUID] || !strings.HasPrefix(i.GUID, "urn:onrecord:story:") || !strings.HasPrefix(i.Link, "http://127.0.0.1:8480/st") || i.UpdatedParsed == nil {
				t.Errorf("%s: %+v", address, i)
			}
			seen[i.GUID] = true
			if strings.Contains(i.Content+i.Title, "20 people") || strings.Contains(i.Content, "\u202e") {
				t.Errorf("%s: %q", address, i.Content)
			}
		}
	}
	if w := ask(d, "GET", "/search.atom?q=%22"); w.Code != 400 {
		t.Error(w.Code)
	}
}

// TestPagesForPrograms checks that the pages of stories and statements are linked
// data to programs that ask for that.
func TestPagesForPrograms(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	d := New(Config{DB: db})
	defer d.Close()
	for _, address := range []string{"/story/" + refs[1].Story, "/story/" + refs[1].Story + "/1", "/statement/" + refs[1].Story + "/2/s1"} {
		for accept, want := range map[string]string{
			typeAnnotation: typeAnnotation, typeLD: typeLD, typeJSON: typeJSON, "text/html, */*;q=0.8": "text/html; charset=utf-8", "image/png": "text/html; charset=utf-8"} {
			w := ask(d, "GET", address, func(r *http.Request) { r.Header.Set("Accept", accept) })
			got := w.Header().Get("Content-Type")
			if strings.HasPrefix(want, "text/html") && w.Code/100 == 3 {
				continue // to the address that stays
			}
			if w.Code != 200 || got != want || w.Header().Get("Vary") != "Accept" {
				t.Errorf("%s as %s: %d %s", address, accept, w.Code, got)
			}
			if strings.Contains(want, "json") && (!json.Valid(w.Body.Bytes()) || w.Header().Get("ETag") == "") {
				t.Errorf("%s as %s: %s", address, accept, w.Body)
			}
		}
	}
	if w := ask(d, "GET", "/statement/"+refs[1].Story+"/2/s99", program); w.Code != 404 {
		t.Error(w.Code)
	}
}

// TestAccepted checks how a media type is chosen.
func TestAccepted(t *testing.T) {
	offered := []string{typeJSON, typeLD, typeAnnotation}
	for _, c := range []struct{ header, want string }{
		{"", typeJSON},
		{"*/*", typeJSON},
		{"application/*", typeJSON},
		{"text/html", ""},
		{"application/json;q=0", ""},
		{"application/json;q=0, */*;q=0.1", typeLD},
		{"application/ld+json", typeLD},
		{`application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, typeAnnotation},
		{`application/ld+json; profile="https://schema.org/"`, ""},
		{`application/ld+json;q=.9, application/ld+json;profile="http://www.w3.org/ns/anno.jsonld";q=0.5`, typeLD},
		{"text/html, application/xhtml+xml, */*;q=0.8", typeJSON},
		{"application/ld+json;q=2", typeJSON},
		{`nonsense, ;;, "`, typeJSON},
	} {
		if got := accepted(c.header, offered...); got != c.want {
			t.Errorf("%q: %q, want %q", c.header, got, c.want)
		}
	}
}
