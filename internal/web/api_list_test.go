package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/store"
)

// TestCursors walks through each list by steps of one and of two: everything is had
// once, in the same order.
func TestCursors(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		addQuay(t, db)
		for i, place := range []string{"Orsund", "Brede", "Ulmen"} {
			for _, rev := range quayStories {
				rev.Text, rev.URL = strings.ReplaceAll(rev.Text, "Velsund", place), rev.URL+place
				rev.Published = rev.Published.AddDate(0, i, 0)
				add(t, db, rev)
			}
		}
		for _, name := range []string{"a", "b"} {
			if _, err := db.AddSource(t.Context(), store.Source{Address: "https://" + name + ".example/feed.xml", Every: time.Hour}, seen); err != nil {
				t.Fatal(err)
			}
		}
		d := New(Config{DB: db})
		defer d.Close()
		for _, list := range []string{"/stories?", "/stories?after=2031-01-01", "/stories?q=the", "/statements?", "/statements?q=the", "/speakers?", "/speakers?q=of", "/figures?",
			"/figures?measure=killed", "/figures?q=the", "/questions?", "/questions?disputed=1", "/questions?q=quay", "/sources?", "/search?q=harbour", "/search?in=statements&q=said"} {
			whole := walkList(t, d, apiPath+list, 200)
			for _, limit := range []int{1, 7} {
				if limit == 1 && len(whole) > 60 {
					continue
				}
				if got := walkList(t, d, apiPath+list, limit); !slices.Equal(got, whole) {
					t.Errorf("%s in steps of %d: %d items, want %d", list, limit, len(got), len(whole))
				}
			}
			if slices.Sort(whole); len(slices.Compact(slices.Clone(whole))) != len(whole) {
				t.Errorf("%s has something twice", list)
			}
		}
	})
}

// walkList follows a list to its end.
func walkList(t testing.TB, d http.Handler, address string, limit int) (items []string) {
	t.Helper()
	next := address + fmt.Sprintf("&limit=%d", limit)
	for range 10_000 {
		w := ask(d, "GET", next, program)
		var p struct {
			Items []json.RawMessage
			Next  string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 200 || len(p.Items) > limit {
			t.Fatalf("%s: %d %v %s", next, w.Code, err, w.Body)
		}
		for _, item := range p.Items {
			items = append(items, string(item))
		}
		link := w.Header().Get("Link")
		if p.Next == "" {
			if link != "" {
				t.Errorf("%s: a link but no cursor", next)
			}
			return items
		}
		next = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
		if u, err := url.Parse(next); err != nil || u.Query().Get("cursor") != p.Next {
			t.Fatalf("the link is %q, the cursor %q", link, p.Next)
		}
	}
	t.Fatalf("%s does not end", address)
	return nil
}

// TestETag checks that who has an answer is told so, until the ledger changes.
func TestETag(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	d := New(Config{DB: db})
	defer d.Close()
	tagOf := func(address, has string) (int, string) {
		w := ask(d, "GET", address, program, func(r *http.Request) { r.Header.Set("If-None-Match", has) })
		if w.Code == http.StatusNotModified && (w.Body.Len() > 0 || w.Header().Get("Content-Type") != "") {
			t.Errorf("%s: a body", address)
		}
		return w.Code, w.Header().Get("ETag")
	}
	for _, address := range []string{apiPath + "/stories", apiPath + "/stories/" + refs[0].Story, apiPath + "/questions", apiPath + "/search.atom?q=quay", "/search.atom?q=quay", apiPath + "/openapi.json"} {
		code, tag := tagOf(address, "")
		if code != 200 || !strings.HasPrefix(tag, `"`) {
			t.Errorf("%s: %d %s", address, code, tag)
		}
		for _, has := range []string{tag, `"x", W/` + tag, "*"} {
			if code, again := tagOf(address, has); code != http.StatusNotModified || again != tag {
				t.Errorf("%s with %s: %d %s", address, has, code, again)
			}
		}
		if code, _ := tagOf(address, `"x"`); code != 200 {
			t.Errorf("%s: %d", address, code)
		}
	}
	address := apiPath + "/stories/" + refs[0].Story
	_, tag := tagOf(address, "")
	if _, err := db.Decide(t.Context(), store.Decision{Ref: refs[1], Subject: "s1", Action: store.Reject, Actor: "desk", Reason: "wrong"}, seen); err != nil {
		t.Fatal(err)
	}
	d.live.asked = time.Time{} // as if a second had passed
	if code, other := tagOf(address, tag); code != 200 || other == tag {
		t.Errorf("after a decision: %d %s", code, other)
	}
	w := ask(d, "HEAD", address, program)
	if w.Code != 200 || w.Header().Get("ETag") == "" {
		t.Error(w.Code, w.Header())
	}
}
