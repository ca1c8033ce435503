package web

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// axe is what the pages' accessibility is checked with (testdata/axe/LICENSE).
//
//go:embed testdata/axe/axe.min.js
var axe string

// A browser is a real one. complaints are what it has to say of a page: errors of
// scripts, what the policy kept from loading.
type browser struct {
	ctx        context.Context
	mu         sync.Mutex
	complaints []string
	hosts      map[string]bool // that were asked for anything
}

// newBrowser starts Chromium. Where there is none the test is skipped; where CI is
// set, it fails.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	name := ""
	for _, n := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(n); err == nil && name == "" {
			name = p
		}
	}
	if name == "" && os.Getenv("CI") != "" {
		t.Fatal("no Chromium to test with: install Debian's package chromium")
	}
	if name == "" {
		t.Skip("no Chromium to test with")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(name), chromedp.WSURLReadTimeout(time.Minute))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	const tries = 5 // on some machines it now and then dies as it starts
	for try := range tries {
		b := &browser{hosts: map[string]bool{}}
		err := b.start(t, options)
		if err == nil {
			return b
		}
		if try == tries-1 {
			t.Fatal(err)
		}
	}
	return nil
}

// start starts a browser that ends with the test.
func (b *browser) start(t testing.TB, options []chromedp.ExecAllocatorOption) error {
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	b.ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() { chromedp.Cancel(b.ctx) }) // waits until it is gone
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, log.Enable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := chromedp.Call(b.ctx, runtime.Enable, cdp.Empty{})
	return err
}

// hear notes what the browser tells.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, fmt.Sprint(e.ExceptionDetails.Text, " ", e.ExceptionDetails.Exception.Description))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			b.complaints = append(b.complaints, fmt.Sprintf("console: %s", e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "status of 4") { // pages that say no are tested too
			b.complaints = append(b.complaints, e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.complaints = append(b.complaints, "a dialogue opened: "+e.Message)
		go chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	case *network.EventRequestWillBeSent:
		if _, rest, ok := strings.Cut(e.Request.URL, "://"); ok {
			host, _, _ := strings.Cut(rest, "/")
			b.hosts[host] = true
		}
	}
}

// said returns what the browser complained of since it was asked last.
func (b *browser) said() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.complaints
	b.complaints = nil
	return out
}

// run does some steps in the browser; a minute is enough for any.
func (b *browser) run(t testing.TB, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value returns the value of an expression of JavaScript on the page at hand.
func value[T any](t testing.TB, b *browser, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// until waits until an expression of JavaScript is true.
func until(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Poll[bool](expression, chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(30*time.Second))(ctx, t)
		return err
	})
}

// look sets the width of the window, in CSS pixels, and dark or light.
func (b *browser) look(t testing.TB, width int64, scheme string) {
	t.Helper()
	b.run(t, chromedp.EmulateViewport(width, 900))
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	if err != nil {
		t.Fatal(err)
	}
}

// violations returns what axe finds against WCAG 2.2 A and AA on the page at hand.
func (b *browser) violations(t testing.TB) []string {
	t.Helper()
	b.run(t, chromedp.Evaluate[chromedp.Void](axe+"; true"))
	found := value[string](t, b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]})
		.then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.slice(0, 4).map(n => n.target.join(" ") + " " + n.failureSummary.replace(/\s+/g, " ")).join(" | "))))`)
	var out []string
	if err := json.Unmarshal([]byte(found), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// wider returns what sticks out of the page at hand on the right, so that it must
// be scrolled sideways.
const wider = `(() => { const w = document.documentElement.clientWidth; if (document.scrollingElement.scrollWidth <= w) return "";
	const out = [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest(".scrolls")).slice(0, 3);
	return "scrolls sideways: " + document.scrollingElement.scrollWidth + " > " + w + " " + out.map(e => e.outerHTML.slice(0, 120)).join(" | "); })()`

// TestPages goes through every page in a browser, narrow and wide, dark and light.
func TestPages(t *testing.T) {
	b := newBrowser(t)
	onBoth(t, func(t *testing.T, db *store.DB) {
		addSamples(t, db)
		addFlour(t, db)
		addStories(t, db, circularStories(t))
		widths, schemes := []int64{360, 1280, 1920}, []string{"light", "dark"}
		if strings.HasSuffix(t.Name(), "postgres") { // looks the same, if its words are
			widths, schemes = widths[1:2], schemes[:1]
		}
		d := New(Config{DB: db, Name: "demo"})
		server := httptest.NewServer(d)
		defer server.Close()
		defer d.Close()
		for _, address := range addresses(t, db) {
			for _, width := range widths {
				for _, scheme := range schemes {
					b.check(t, server.URL, address, width, scheme)
				}
			}
		}
		b.onlyAsked(t, server.URL)
	})
}

// onlyAsked checks that nothing was asked of any other host, and forgets whom was.
func (b *browser) onlyAsked(t *testing.T, server string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for host := range b.hosts {
		if host != strings.TrimPrefix(server, "http://") {
			t.Errorf("asked %s for something", host)
		}
	}
	b.hosts = map[string]bool{}
}

// check opens a page and checks that it is sound.
func (b *browser) check(t *testing.T, server, address string, width int64, scheme string) {
	t.Helper()
	name := fmt.Sprintf("%s at %d px, %s", address, width, scheme)
	b.look(t, width, scheme)
	b.run(t, chromedp.Navigate(server+address))
	if sticks := value[string](t, b, wider); sticks != "" {
		t.Errorf("%s %s", name, sticks)
	}
	if title := value[string](t, b, "document.title"); !strings.HasSuffix(title, "onrecord") {
		t.Errorf("%s: the title is %q", name, title)
	}
	for _, v := range b.violations(t) {
		t.Errorf("%s: %s", name, v)
	}
	for _, c := range b.said() {
		t.Errorf("%s: %s", name, c)
	}
}

// addresses returns pages of each kind.
func addresses(t *testing.T, db *store.DB) []string {
	t.Helper()
	out := append([]string{"/", "/api", "/nowhere", "/questions", "/questions?measure=nothing", "/paste"}, questionAddresses(t, db)...)
	out = append(out, listAddresses(t, db)...)
	return append(out, storyAddresses(t, db, 3)...)
}

// storyAddresses returns the pages of so many stories, those first whose text
// changed, and of one of their statements.
func storyAddresses(t *testing.T, db *store.DB, n int) []string {
	t.Helper()
	var out []string
	var stories []store.Story
	err := db.EachStory(t.Context(), func(s *store.Story) error {
		stories = append(stories, *s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(stories, func(a, b store.Story) int { return b.Latest - a.Latest })
	for _, s := range stories[:min(n, len(stories))] {
		ref := store.Ref{Story: s.ID, Revision: s.Latest}
		out = append(out, storyPath(ref), storyPath(ref)+"/copies")
		if s.Latest > 1 {
			out = append(out, storyPath(ref)+"/diff")
		}
		r, err := db.Decided(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Statements) > 0 {
			out = append(out, statementPath(ref, r, &r.Statements[0], onrecord.CountCodePoints(r.Text)))
		}
	}
	return out
}

// TestPasteBrowser puts hostile stories into the box and reads them.
func TestPasteBrowser(t *testing.T) {
	b := newBrowser(t)
	d := New(Config{DB: openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))})
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	for _, rev := range append([]onrecord.Revision{{Text: "The harbour is closed, harbour master Ana Duarte said on Tuesday."}}, hostile...) {
		text := strings.ToValidUTF8(strings.ReplaceAll(rev.Text, "\x00", ""), "")
		b.run(t, chromedp.Navigate(server.URL+"/paste"), chromedp.SetValue(chromedp.CSS("main textarea"), text), chromedp.Click(chromedp.CSS("main form button.primary")),
			chromedp.WaitReady(chromedp.CSS("#again, #problem")))
		if n := value[int](t, b, `document.querySelectorAll("main script, main iframe, main img, main [onclick], main [onerror]").length`); n > 0 || value[bool](t, b, `typeof window.hacked !== "undefined"`) {
			t.Errorf("%q ran or stands in the page", rev.Title)
		}
		for _, v := range append(b.violations(t), b.said()...) {
			t.Error(v)
		}
	}
	b.onlyAsked(t, server.URL)
}

var screenshots = flag.String("screenshots", "", "write pictures for the README to this folder")

// TestScreenshots takes the pictures that the README shows, of the sample stories:
//
//	go test ./internal/web -run TestScreenshots -screenshots ../../docs/images
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("-screenshots FOLDER takes them")
	}
	b := newBrowser(t)
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addSamples(t, db)
	addStories(t, db, circularStories(t))
	d := New(Config{DB: db, Name: "demo"})
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	for _, shot := range []struct {
		name, address string
		width, height int64
		scheme        string
	}{
		{"front", "/", 1280, 800, "light"},
		{"question", questionAddresses(t, db)[0], 1280, 1000, "light"},
		{"story", storyAddresses(t, db, 1)[0], 1280, 900, "dark"},
	} {
		b.look(t, shot.width, shot.scheme)
		b.run(t, chromedp.EmulateViewport(shot.width, shot.height), chromedp.Navigate(server.URL+shot.address))
		ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
		picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		cancel()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*screenshots, shot.name+".png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLive checks that an open page shows what comes in, and leaves alone what
// somebody is in.
func TestLive(t *testing.T) {
	b := newBrowser(t)
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db})
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	b.run(t, chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.CSS(".empty")), until(`document.querySelector(".beat").textContent == "live"`))
	addSamples(t, db)
	b.run(t, chromedp.WaitVisible(chromedp.CSS("#latest blockquote")), chromedp.WaitVisible(chromedp.CSS("#dispute h3")), until(`document.querySelector(".beat").textContent.startsWith("changed")`))
	for _, c := range b.said() {
		t.Error(c)
	}
}

// TestKeys checks that "/" goes to the search box, and that the first Tab leads
// past the head of the page.
func TestKeys(t *testing.T) {
	b := newBrowser(t)
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addSamples(t, db)
	d := New(Config{DB: db})
	server := httptest.NewServer(d)
	defer server.Close()
	defer d.Close()
	b.run(t, chromedp.Navigate(server.URL), chromedp.KeyEvent("\t"))
	first := value[string](t, b, `document.activeElement.textContent`)
	b.run(t, chromedp.KeyEvent("/"))
	box := value[string](t, b, `document.activeElement.name`)
	if first != "Skip to the page" || box != "q" {
		t.Errorf("Tab leads to %q, / to %q", first, box)
	}
}
