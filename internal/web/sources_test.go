package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// fetcher is what a desk fetches with in tests: one feed, which is what cmd/onrecord
// would make of it (TestTry there).
func fetcher(story *onrecord.Revision) *Fetcher {
	return &Fetcher{
		Address: func(typed string) (string, error) {
			if !strings.HasPrefix(typed, "https://") {
				return "", errors.New("only http and https addresses are fetched")
			}
			return typed, nil
		},
		Try: func(ctx context.Context, address string) (*Trial, error) {
			if address != "https://post.example/feed" {
				return nil, errors.New("its robots.txt does not allow it")
			}
			t := &Trial{Kind: "feed", Outlet: "Norhaven Post", Story: story}
			if story == nil {
				t.Error = "the server answered 403 Forbidden"
			}
			for i := range 12 {
				t.Announced = append(t.Announced, Headline{Title: fmt.Sprintf("Story <%d>", i), URL: fmt.Sprint("https://post.example/", i), Published: seen.Add(time.Duration(i) * time.Minute)})
			}
			return t, nil
		},
	}
}

// visitWith opens a desk that fetches.
func visitWith(t testing.TB, db *store.DB, f *Fetcher) *Desk {
	t.Helper()
	d := New(Config{DB: db, Web: f})
	t.Cleanup(d.Close)
	return d
}

// post sends a form as a page of the desk would.
func post(d http.Handler, address string, form url.Values) (status int, location, body string) {
	w := ask(d, "POST", address, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Body = io.NopCloser(strings.NewReader(form.Encode()))
	})
	return w.Code, w.Header().Get("Location"), w.Body.String()
}

// someSources fills a ledger with sources that do well, fail and wait.
func someSources(t testing.TB, db *store.DB) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for address, every := range map[string]time.Duration{"https://post.example/feed": 6 * time.Hour, "https://courier.example/sitemap.xml": time.Hour, "https://gazette.example/": 24 * time.Hour, "https://herald.example/": 7 * time.Minute} {
		_, err := db.AddSource(ctx, store.Source{Address: address, Every: every}, seen)
		must(err)
	}
	must(db.FinishPoll(ctx, "https://post.example/feed", &store.Poll{Kind: "feed", Outlet: "Norhaven Post", Entries: []store.Announced{
		{URL: "https://post.example/flood", Published: seen}, {URL: "https://post.example/fire"}, {URL: "https://post.example/frost"}}}, time.Minute, seen))
	for address, f := range map[string]*store.Fetched{"https://post.example/flood": {Story: strings.Repeat("ab", 16), Changed: true}, "https://post.example/fire": {Story: strings.Repeat("cd", 16), Empty: true}, "https://post.example/frost": {Error: "the server answered 404 Not Found", Gone: true}} {
		visit, err := db.Visit(ctx, address)
		must(err)
		must(db.FinishVisit(ctx, visit, f, seen))
	}
	for range 3 {
		must(db.FinishPoll(ctx, "https://courier.example/sitemap.xml", &store.Poll{Error: "the server answered 500 Internal Server Error"}, 0, seen))
	}
	must(db.PauseSource(ctx, "https://gazette.example/"))
}

// TestSourcesPages compares what is shown of sources. When a source is due is not
// the same each time, so it is left out.
func TestSourcesPages(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		d := visitWith(t, db, fetcher(nil))
		goldenIn(t, "lists", "sources-none.txt", []byte(visible(t, ask(d, "GET", "/sources").Body.String())))
		someSources(t, db)
		list, err := db.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		hide := func(page string) string {
			for i := range list {
				if list[i].Due != seen {
					page = strings.ReplaceAll(page, minute(list[i].Due), "(when it is due)")
				}
			}
			return page
		}
		goldenIn(t, "lists", "sources.txt", []byte(visible(t, hide(ask(d, "GET", "/sources?done=pause").Body.String()))))
		goldenIn(t, "lists", "source.txt", []byte(visible(t, hide(ask(d, "GET", sourcePath("https://post.example/feed")).Body.String()))))
		if w := ask(d, "GET", sourcePath("https://nobody.example/")); w.Code != 404 {
			t.Error(w.Code)
		}
		alone := visitWith(t, db, nil)
		goldenIn(t, "lists", "sources-alone.txt", []byte(visible(t, hide(ask(alone, "GET", "/sources?done=<script>").Body.String()))))
	})
}

// TestSourcesChange pauses, resumes, removes and adds sources, and has one fetched.
func TestSourcesChange(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		someSources(t, db)
		d, alone := visitWith(t, db, fetcher(nil)), visitWith(t, db, nil)
		const feed, site = "https://post.example/feed", "https://gazette.example/"
		for _, c := range []struct {
			desk    *Desk
			what    string
			form    url.Values
			status  int
			leadsTo string
		}{
			{d, "pause", url.Values{"address": {feed}}, 303, "/sources?done=pause"},
			{d, "resume", url.Values{"address": {site}}, 303, "/sources?done=resume"},
			{d, "fetch", url.Values{"address": {"https://courier.example/sitemap.xml"}}, 303, "/sources?done=fetch"},
			{d, "remove", url.Values{"address": {"https://herald.example/"}}, 303, "/sources?done=remove"},
			{d, "remove", url.Values{"address": {"https://herald.example/"}}, 404, ""},
			{d, "pause", url.Values{}, 404, ""},
			{d, "burn", url.Values{"address": {feed}}, 404, ""},
			{d, "add", url.Values{"address": {"https://new.example/"}, "every": {"6h"}}, 303, "/sources?done=add"},
			{d, "add", url.Values{"address": {"https://often.example/"}, "every": {"1ns"}}, 303, "/sources?done=add"},
			{d, "add", url.Values{"address": {"https://new.example/"}, "every": {"5m"}}, 303, "/sources?done=known"},
			{d, "add", url.Values{"address": {"file:///etc/passwd"}}, 400, ""},
			{d, "pause", url.Values{"address": {strings.Repeat("x", 20000)}}, 400, ""},
			{alone, "add", url.Values{"address": {"https://other.example/"}}, 409, ""},
			{alone, "try", url.Values{"address": {"https://other.example/"}}, 409, ""},
			{alone, "fetch", url.Values{"address": {feed}}, 409, ""},
			{alone, "resume", url.Values{"address": {feed}}, 303, "/sources?done=resume"},
		} {
			status, to, body := post(c.desk, "/sources/"+c.what, c.form)
			if status != c.status || to != c.leadsTo {
				t.Errorf("%s %v: %d %s, want %d %s\n%s", c.what, c.form, status, to, c.status, c.leadsTo, body)
			}
		}
		list, err := db.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range list {
			got += fmt.Sprintln(s.Address, s.Paused, s.Every, time.Since(s.Due) < time.Hour && s.Added.Equal(seen) || time.Since(s.Added) < time.Hour)
		}
		want := "https://courier.example/sitemap.xml false 1h0m0s true\nhttps://gazette.example/ false 24h0m0s true\nhttps://new.example/ false 6h0m0s true\nhttps://often.example/ false 15m0s true\nhttps://post.example/feed false 6h0m0s true\n"
		if got != want {
			t.Errorf("sources are\n%s, want\n%s", got, want)
		}
	})
}

// TestSourcesGuarded checks that no page elsewhere changes sources, or has any
// fetched.
func TestSourcesGuarded(t *testing.T) {
	db := openLedger(t, t.TempDir()+"/ledger.db")
	someSources(t, db)
	f := fetcher(nil)
	f.Try = func(context.Context, string) (*Trial, error) {
		t.Error("a page elsewhere had something fetched")
		return nil, errors.New("no")
	}
	d := visitWith(t, db, f)
	for _, what := range []string{"pause", "resume", "remove", "fetch", "add", "try"} {
		for _, site := range []string{"cross-site", "same-site"} {
			w := ask(d, "POST", "/sources/"+what+"?address=https://post.example/feed", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", site) })
			if w.Code != http.StatusForbidden {
				t.Errorf("%s from %s: %d", what, site, w.Code)
			}
		}
		if w := ask(d, "GET", "/sources/"+what+"?address=https://post.example/feed"); w.Code != 404 && w.Code != 405 {
			t.Errorf("%s by a link: %d", what, w.Code)
		}
	}
	list, err := db.Sources(t.Context())
	if err != nil || len(list) != 4 || list[3].Paused {
		t.Error(list, err)
	}
}

// TestSourcesTry compares what dry runs show.
func TestSourcesTry(t *testing.T) {
	db := openLedger(t, t.TempDir()+"/ledger.db")
	long := velsund[0].Text + strings.Repeat("The harbour was quiet in the evening, and the weather fine. ", 8)
	for _, c := range []struct {
		name, address string
		story         *onrecord.Revision
		status        int
	}{
		{"try", "https://post.example/feed", &onrecord.Revision{Text: long, URL: "https://post.example/0", Title: "At least 310 killed as Velsund ferry sinks", Published: seen}, 200},
		{"try-short", "https://post.example/feed", &onrecord.Revision{Text: "The harbour is closed, Ana Duarte said.\n", URL: "https://post.example/0"}, 200},
		{"try-teaser", "https://post.example/feed", &onrecord.Revision{Text: long, Teaser: true, URL: "https://post.example/0"}, 200},
		{"try-german", "https://post.example/feed", &onrecord.Revision{Text: strings.Repeat("Der Hafen bleibt bis auf weiteres geschlossen, sagte die Hafenmeisterin am Dienstag vor der Presse. ", 9), URL: "https://post.example/0"}, 200},
		{"try-none", "https://post.example/feed", nil, 200},
		{"try-refused", "https://robots.example/", nil, 422},
		{"try-nonsense", "nonsense", nil, 422},
	} {
		d := visitWith(t, db, fetcher(c.story))
		status, _, body := post(d, "/sources/try", url.Values{"address": {c.address}, "every": {"1h"}})
		if status != c.status {
			t.Errorf("%s: %d", c.name, status)
		}
		goldenIn(t, "lists", c.name+".txt", []byte(visible(t, body)))
		holdsAll(t, body, `<option value="1h" selected>`)
	}
	if n, err := db.CountStories(t.Context()); n != 0 || err != nil {
		t.Error("a dry run kept something", n, err)
	}
	// No more than so many try at once.
	release, running := make(chan struct{}), make(chan struct{}, tryingAtOnce)
	d := visitWith(t, db, &Fetcher{Address: fetcher(nil).Address, Try: func(context.Context, string) (*Trial, error) {
		running <- struct{}{}
		<-release
		return &Trial{}, nil
	}})
	done := make(chan int, tryingAtOnce)
	for range tryingAtOnce {
		go func() {
			status, _, _ := post(d, "/sources/try", url.Values{"address": {"https://post.example/feed"}})
			done <- status
		}()
	}
	for range tryingAtOnce {
		<-running
	}
	if status, _, _ := post(d, "/sources/try", url.Values{"address": {"https://post.example/feed"}}); status != 503 {
		t.Error(status)
	}
	close(release)
	for range tryingAtOnce {
		if status := <-done; status != 200 {
			t.Error(status)
		}
	}
}

// TestListPages looks at lists in a browser, with all that they may show: a speaker
// who gave several figures, sources that fail and are paused, a dry run.
func TestListPages(t *testing.T) {
	b := newBrowser(t)
	db := openLedger(t, t.TempDir()+"/ledger.db")
	addStories(t, db, velsund)
	someSources(t, db)
	d := visitWith(t, db, fetcher(&onrecord.Revision{Text: velsund[0].Text, URL: "https://post.example/0", Published: seen}))
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	of := speakerOf(t, db, "ana duarte")
	for _, width := range []int64{360, 1280, 1920} {
		for _, scheme := range []string{"light", "dark"} {
			for _, address := range []string{of, of + "?view=figures", "/search?q=ferry+act:says", "/sources?done=pause", sourcePath("https://post.example/feed")} {
				b.check(t, server.URL, address, width, scheme)
			}
		}
	}
	// A source is tried with the keyboard, and saved.
	b.run(t, chromedp.Navigate(server.URL+"/sources"), chromedp.SendKeys(chromedp.CSS("input[name=address]"), "https://post.example/feed\r"), chromedp.WaitVisible(chromedp.CSS("#read-name")))
	for _, v := range b.violations(t) {
		t.Error(v)
	}
	if sticks := value[string](t, b, wider); sticks != "" {
		t.Error(sticks)
	}
	b.run(t, chromedp.Click(chromedp.CSS("form[action='/sources/add'] button")), chromedp.WaitVisible(chromedp.CSS(".done")))
	if words := value[string](t, b, `document.querySelector(".done").textContent`); !strings.Contains(words, "had this source already") {
		t.Error(words)
	}
	for _, c := range b.said() {
		t.Error(c)
	}
}
