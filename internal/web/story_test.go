package web

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// flour is a story made up, in two revisions, with all that a page may have to show.
var flour = []string{`Bread runs short on the islands

By Mira Tolland and Rui Leal

ORSUND, Norhaven (Norhaven Post) - Bakeries on the outer islands ran out of flour on Monday, and at least 340 people queued in Orsund, the mayor said.

"We have flour for two days," mayor Ana Duarte told reporters at a briefing on Monday. "After that, nothing." She said the ferry firm had promised that "the first boat" would sail on Tuesday.

The ferry firm, Tidal Lines, denied that it had named a day. About 40 tonnes of flour are waiting in Brede, a spokesperson said. More than 900 people live on the islands, according to the statistics office, citing a 2029 count.

Norhaven Post could not independently verify the amounts.

Read more: Flour prices rise for third month

Reuters contributed to this report.
`}

// addFlour adds the story and a later revision of it, a copy, one that can't be read
// and one that is redacted. It returns the two revisions and those two.
func addFlour(t testing.TB, db *store.DB) (first, second, unread, erased store.Ref) {
	t.Helper()
	rev := onrecord.Revision{Text: flour[0], URL: "https://norhavenpost.example/bread", Outlet: "Norhaven Post", Published: seen, PublishedBy: "JSON-LD datePublished"}
	first = add(t, db, rev)
	later := strings.NewReplacer("at least 340 people", "at least 420 people", "  ", " ").Replace(flour[0])
	later = strings.Replace(later, ` "After that, nothing."`, "", 1) + "\nCorrection: an earlier version of this story gave another number.\n"
	rev.Text, rev.Modified, rev.ModifiedBy = later, seen.Add(3*time.Hour), "JSON-LD dateModified"
	second = add(t, db, rev)
	add(t, db, onrecord.Revision{Text: "Islands queue for bread\n\n" + strings.Join(strings.Split(flour[0], "\n\n")[2:5], "\n\n"), URL: "https://tidalpress.example/bread", Outlet: "Tidal Press", Published: seen.AddDate(0, 0, 1)})
	unread = add(t, db, onrecord.Revision{Text: "Le port de Velsund est fermé depuis mardi, a déclaré le maître du port. Les bateaux ne peuvent pas sortir avant la fin de la semaine, selon lui.", URL: "https://quotidien.example/port", Outlet: "Le Quotidien"})
	erased = add(t, db, onrecord.Revision{Text: "A name that must go, police said on Tuesday.", URL: "https://norhavenpost.example/erased", Outlet: "Norhaven Post"})
	if err := db.Redact(t.Context(), erased.Story, "ann", "it names a child", seen); err != nil {
		t.Fatal(err)
	}
	return first, second, unread, erased
}

func decide(t testing.TB, db *store.DB, ref store.Ref, subject string, action store.Action, change map[string]string) {
	t.Helper()
	d := store.Decision{Ref: ref, Subject: subject, Action: action, New: change, Actor: "ann", Reason: "as the tape has it"}
	if _, err := db.Decide(context.Background(), d, seen.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
}

// TestStoryPages compares what pages say with testdata/pages, on both databases.
func TestStoryPages(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		first, second, unread, _ := addFlour(t, db)
		decide(t, db, first, "s2", store.Accept, nil)
		decide(t, db, second, "s1", store.Correct, map[string]string{"act": "confirms"})
		v := visit(t, db)
		for name, path := range map[string]string{
			"story": storyPath(second), "story-first": storyPath(first), "diff": storyPath(second) + "/diff", "copies": storyPath(second) + "/copies",
			"unread": storyPath(unread), "statement": place(t, v, second, "s2"), "statement-nested": place(t, v, second, "s4"), "statement-figure": place(t, v, second, "s1"),
			"statement-other": "/statement/" + second.Story + "/2/100-200", "paste": "/paste",
		} {
			_, page := v.get(t, path, 200)
			goldenPage(t, name, page)
			checkAnchors(t, name, page)
		}
	})
}

// place returns where a statement leads that is named by its number.
func place(t testing.TB, v *visitor, ref store.Ref, id string) string {
	t.Helper()
	h, _ := v.get(t, "/statement/"+strings.TrimPrefix(storyPath(ref), "/story/")+"/"+id, 302)
	return h.Get("Location")
}

// goldenPage compares the words of a page with a file.
func goldenPage(t testing.TB, name, page string) {
	t.Helper()
	got := pageWords(t, page)
	path := filepath.Join("testdata", "pages", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", path, got)
	}
}

// inline are the elements that stand within a line.
var inline = map[string]bool{"a": true, "b": true, "i": true, "bdi": true, "mark": true, "span": true, "sup": true, "time": true, "code": true, "del": true, "ins": true, "strong": true, "label": true, "summary": true}

// pageWords returns the words of a page's main part, one block a line, with
// statements in brackets by the style they are marked in, and where links lead.
func pageWords(t testing.TB, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		attribute := func(name string) string {
			for _, a := range n.Attr {
				if a.Key == name {
					return a.Val
				}
			}
			return ""
		}
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.Map(func(r rune) rune {
				if r == '\n' {
					return ' '
				}
				return r
			}, n.Data))
			return
		case n.Type != html.ElementNode:
		case !inline[n.Data]:
			b.WriteByte('\n')
		}
		before, after := "", ""
		switch n.Data {
		case "mark":
			before, after = "[", "]"+"{"+attribute("class")+" "+attribute("data-of")+"}"
		case "a":
			after = " <" + attribute("href") + ">"
		case "input":
			before = "_" + attribute("name") + "=" + attribute("value") + "_"
		}
		b.WriteString(before)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		b.WriteString(after)
		if n.Type == html.ElementNode && !inline[n.Data] {
			b.WriteByte('\n')
		}
	}
	walk(mainOf(doc))
	var out strings.Builder
	for line := range strings.Lines(b.String()) {
		if words := strings.Fields(line); len(words) > 0 {
			out.WriteString(strings.Join(words, " ") + "\n")
		}
	}
	return out.String()
}

func mainOf(n *html.Node) *html.Node {
	if n.Type == html.ElementNode && n.Data == "main" {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m := mainOf(c); m != nil {
			return m
		}
	}
	return nil
}

// checkAnchors fails unless a page's links within itself lead somewhere, and its ids
// are its own.
func checkAnchors(t testing.TB, name, page string) {
	t.Helper()
	ids := map[string]bool{}
	for _, part := range strings.Split(page, ` id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if ids[id] {
			t.Errorf("%s: id %s stands twice", name, id)
		}
		ids[id] = true
	}
	for _, part := range strings.Split(page, `href="#`)[1:] {
		if id, _, _ := strings.Cut(part, `"`); !ids[id] {
			t.Errorf("%s: a link leads to %s, which is not there", name, id)
		}
	}
	if strings.Contains(page, "style=") {
		t.Errorf("%s holds styles of its own, which browsers will refuse", name)
	}
}

// TestStoryAddresses asks for stories and statements in right and wrong ways.
func TestStoryAddresses(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	first, second, _, erased := addFlour(t, db)
	v := visit(t, db)
	story, short := "/story/"+second.Story, "/story/"+second.Story[:8]
	for _, c := range []struct {
		path   string
		status int
		to     string
	}{
		{story, 200, ""},
		{storyPath(first), 200, ""},
		{short, 302, story},
		{short + "/1/diff?from=1", 302, story + "/1/diff?from=1"},
		{"/story/" + url.PathEscape("https://norhavenpost.example/bread"), 302, story},
		{story + "/3", 404, ""},
		{story + "/0", 404, ""},
		{story + "/01", 404, ""},
		{story + "/-1", 404, ""},
		{story + "/x", 404, ""},
		{"/story/0123456789", 404, ""},
		{"/story/zzz", 404, ""},
		{story + "/1/nothing", 404, ""},
		{story + "/1/diff", 200, ""},
		{story + "/2/diff?from=1", 200, ""},
		{story + "/2/diff?from=2", 400, ""},
		{story + "/2/diff?from=x", 400, ""},
		{story + "/1/copies", 200, ""},
		{"/story/" + erased.Story, 410, ""},
		{storyPath(erased), 410, ""},
		{storyPath(erased) + "/bytes", 410, ""},
		{"/statement/" + erased.Story + "/1/0-4", 410, ""},
		{"/statement/" + first.Story + "/1/s99", 404, ""},
		{"/statement/" + first.Story + "/1/s", 404, ""},
		{"/statement/" + first.Story + "/1/5-5", 404, ""},
		{"/statement/" + first.Story + "/1/9-5", 404, ""},
		{"/statement/" + first.Story + "/1/-5-9", 404, ""},
		{"/statement/" + first.Story + "/1/0-99999999999999999999", 404, ""},
		{"/statement/" + first.Story + "/1/0-9999", 404, ""},
		{"/statement/" + first.Story + "/1/00-9", 302, "/statement/" + first.Story + "/1/0-9"},
		{"/statement/" + first.Story + "/1/0-9", 200, ""},
		{"/statement/" + first.Story[:10] + "/1/0-9", 302, "/statement/" + first.Story + "/1/0-9"},
	} {
		h, _ := v.get(t, c.path, c.status)
		if h.Get("Location") != c.to {
			t.Errorf("%s leads to %q, want %q", c.path, h.Get("Location"), c.to)
		}
	}
}

// TestBytes checks that a browser is never shown the bytes as a page.
func TestBytes(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	ref := addHostile(t, db)[0]
	h, body := visit(t, db).get(t, storyPath(ref)+"/bytes", 200)
	for name, want := range map[string]string{"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Content-Disposition": `attachment; filename="onrecord-` + ref.Story[:10] + `-1.bin"`} {
		if h.Get(name) != want {
			t.Errorf("%s: %q", name, h.Get(name))
		}
	}
	if body != hostile[0].Text {
		t.Error("these are other bytes")
	}
}

// TestSensitive checks that the words of a sensitive story are folded on its pages.
func TestSensitive(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	first, _, _, _ := addFlour(t, db)
	decide(t, db, first, "", store.Sensitive, nil)
	v := visit(t, db)
	for _, path := range []string{storyPath(first), place(t, v, first, "s2")} {
		_, page := v.get(t, path, 200)
		before, _, ok := strings.Cut(page, `<details class="folded">`)
		if !ok || strings.Contains(before, "flour for two days") {
			t.Errorf("%s is not folded", path)
		}
	}
}

// TestProtected checks that what a protected speaker says is shown with a mark and
// can't be taken away.
func TestProtected(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	first, _, _, _ := addFlour(t, db)
	v := visit(t, db)
	at := place(t, v, first, "s2")
	if _, page := v.get(t, at, 200); !strings.Contains(page, "@online{") || !strings.Contains(page, "anno.jsonld") {
		t.Error("nothing to be cited")
	}
	r, err := db.Record(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	decide(t, db, first, r.Statements[1].Speakers[0], store.Protect, nil)
	_, page := v.get(t, at, 200)
	if strings.Contains(page, "@online{") || strings.Contains(page, "anno.jsonld") || !strings.Contains(page, "protected: in no export") {
		t.Error("a protected statement may be cited")
	}
	if _, page := v.get(t, storyPath(first), 200); !strings.Contains(page, "protected: in no export") {
		t.Error("no mark on the story")
	}
}

// TestMarkKeepsTheText checks that the segments of a story, one after the other, are
// its text.
func TestMarkKeepsTheText(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addSamples(t, db)
	addHostile(t, db)
	err := db.EachStory(t.Context(), func(s *store.Story) error {
		r, err := db.Record(t.Context(), store.Ref{Story: s.ID, Revision: 1})
		if err != nil {
			return err
		}
		var got strings.Builder
		set := setting{Record: r, lit: true}
		for _, row := range set.read().Rows {
			for g := range row.Segments {
				got.WriteString(g.Text)
			}
		}
		if seenIn(got.String()) != seenIn(shown(r.Text)) {
			t.Errorf("%s: got %.300q", s.URL, got.String())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// seenIn returns what can be seen of a text: white space and what has no width may
// stand between paragraphs.
func seenIn(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
}
