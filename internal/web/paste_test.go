package web

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestPaste pastes texts of all kinds. None of them is kept.
func TestPaste(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db})
	defer d.Close()
	french := "Le port de Velsund est fermé depuis mardi, a déclaré le maître du port. Les bateaux ne peuvent pas sortir avant la fin de la semaine, selon lui."
	for _, c := range []struct {
		name   string
		form   url.Values
		status int
		want   string
	}{
		{"a story", url.Values{"text": {strings.ReplaceAll(flour[0], "\n", "\r\n")}, "published": {"2031-05-14"}, "outlet": {"Norhaven <b>Post"}}, 200, "Nothing was kept"},
		{"nothing", url.Values{}, 422, "there is no text in it"},
		{"white space", url.Values{"text": {" \r\n\u200b"}}, 422, "there is no text in it"},
		{"bytes", url.Values{"text": {"PK\x00\x01"}}, 422, "not plain text"},
		{"UTF-16", url.Values{"text": {"\xff\xfea\x00"}}, 422, "UTF-16"},
		{"French", url.Values{"text": {french}}, 422, "read it anyway"},
		{"French all the same", url.Values{"text": {french}, "any-language": {"1"}}, 200, "Nothing was kept"},
		{"no day", url.Values{"text": {flour[0]}, "published": {"14.05.2031"}}, 422, "year, month and day"},
		{"too much", url.Values{"text": {strings.Repeat("a", onrecord.MaxText+1)}}, 413, "not one story"},
		{"far too much", url.Values{"text": {strings.Repeat("a", mostPosted)}}, 413, "not one story"},
		{"script", url.Values{"text": {hostile[0].Text}, "outlet": {hostile[0].Outlet}}, 200, "Nothing was kept"},
		{"bytes that are not UTF-8", url.Values{"text": {hostile[1].Text}, "any-language": {"1"}}, 422, "not plain text"},
	} {
		body := c.form.Encode()
		w := ask(d, "POST", "/paste", func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		})
		page := w.Body.String()
		if w.Code != c.status || !strings.Contains(page, c.want) {
			t.Errorf("%s: %d, want %d and %q", c.name, w.Code, c.status, c.want)
		}
		if w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be stored", c.name)
		}
		for _, bad := range []string{"<script>window", "<img src=x", "<svg/", "<iframe", "</textarea></style>", "Norhaven <b>", "\u202e"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: %q is not escaped", c.name, bad)
			}
		}
		checkAnchors(t, c.name, page)
		if c.name == "a story" {
			goldenPage(t, "pasted", page)
		}
	}
	if n, err := db.CountStories(t.Context()); n != 0 || err != nil {
		t.Errorf("%d stories were kept, %v", n, err)
	}
}
