package web

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// hostile are stories that would run a script, load from elsewhere, turn letters
// round or break a page, if any of their words were taken for more than words.
var hostile = []onrecord.Revision{
	{
		Title: `</title><script>window.hacked = 1</script>`, Outlet: `"><img src=x onerror="window.hacked=1">`, URL: "https://evil.example/?a=%22%3E%3Cscript%3E",
		Byline: []string{`<b onclick=alert(1)>Ann</b>`},
		Text: `<script>window.hacked = 1</script> kills 12, police say

VELSUND (Norhaven Post) - "<img src=x onerror=window.hacked=1> At least 340 people were killed," harbour master Ana <svg/onload=window.hacked=1> Duarte said on Tuesday.

The minister, Rui '"><iframe src="https://evil.example/"></iframe> Leal, denied that "</textarea></style></script><script>alert(1)</script>" more than 900 people were killed. {{.}} ${7*7} <!-- -->

"javascript:window.hacked=1 is closed," said Duarte. <a href="javascript:window.hacked=1">The port</a> could not be reached, Norhaven Post could not independently verify the claim.`,
	},
	{
		Title: "\u202egnissim 21\u202c \u2066\u2067", Outlet: "Norhaven\u202e tsoP", URL: "https://norhavenpost.example/bidi",
		Text: "Port \u202edesolc\u202c, says harbour master\n\n\u200f\"\u202eAt least 12 people\u2069 were killed,\" harbour master Ana \u202eetrauD\u202c said on Tuesday.\n\nHe \u0000 \u0007 \u001b[31m said 12 people \u2028 \u2029 \ufeff were hurt. \xff\xfe \xed\xa0\x80 she said.",
	},
	{
		Title: "One line", Outlet: "Norhaven Post", URL: "https://norhavenpost.example/line",
		Text: "One line\n\n" + strings.Repeat("“At least 340 people were killed,” harbour master Ana Duarte said on Tuesday, and a"+strings.Repeat("a", 90_000)+" closed. ", 10),
	},
	{
		Title: "Marks", Outlet: "Norhaven Post", URL: "https://norhavenpost.example/marks",
		Text: "\"\"\"\"Port” ‘closed\" said ' \" “““ 12 killed, \"said\" \"Ana Duarte\" said \"\n\n\"\n\n”He said “that \"12 people were killed, she said.",
	},
}

func addHostile(t testing.TB, db *store.DB) []store.Ref {
	t.Helper()
	var refs []store.Ref
	for _, rev := range hostile {
		rev.Published, rev.AnyLanguage = seen, true
		refs = append(refs, add(t, db, rev))
	}
	return refs
}

// TestHostile opens a ledger of hostile stories in a browser: nothing of them runs,
// nothing is asked of another host, and the pages are still sound.
func TestHostile(t *testing.T) {
	b := newBrowser(t)
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addHostile(t, db)
	d := New(Config{DB: db, Name: "<script>window.hacked=1</script>"})
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	for _, address := range append(addresses(t, db), storyAddresses(t, db, len(refs))...) {
		b.check(t, server.URL, address, 1280, "light")
		if value[bool](t, b, `typeof window.hacked !== "undefined"`) {
			t.Errorf("%s ran a story", address)
		}
		if n := value[int](t, b, `document.querySelectorAll("main script, main iframe, main img, main [onclick], main [onerror], main a[href^=javascript]").length`); n > 0 {
			t.Errorf("%s has %d elements of a story", address, n)
		}
		if text := value[string](t, b, `document.body.innerText`); strings.ContainsAny(text, "\u202a\u202b\u202d\u202e\u2066\u2067\u2068") {
			t.Errorf("%s turns letters round", address)
		}
	}
	b.onlyAsked(t, server.URL)
}
