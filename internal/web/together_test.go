package web

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestTogether checks that a statement and its words light up together, by the
// keyboard too, that its number leads to the list and back, and that citations can
// be copied.
func TestTogether(t *testing.T) {
	b := newBrowser(t)
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	_, ref, _, _ := addFlour(t, db)
	server := httptest.NewServer(New(Config{DB: db}))
	defer server.Close()
	if _, err := chromedp.Call(b.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	const lit = `[...document.querySelectorAll(".lit")].map(e => e.tagName.toLowerCase() + ":" + e.dataset.of).join(" ")`
	b.run(t, chromedp.Navigate(server.URL+storyPath(ref)), chromedp.Focus(chromedp.CSS(`sup a[href="#said-2"]`)))
	if got := value[string](t, b, lit); got != "mark:s2 a:s2 span:s2 span:s2 li:s2" {
		t.Errorf("with the number in focus %s are lit", got)
	}
	b.run(t, chromedp.KeyEvent("\r"), until(`location.hash == "#said-2"`))
	if hash := value[string](t, b, `document.activeElement.closest("li")?.id || (document.activeElement == document.body ? location.hash : "")`); hash != "#said-2" && hash != "said-2" {
		t.Errorf("Enter leads to %q", hash)
	}
	b.run(t, chromedp.Focus(chromedp.CSS(`#said-2 a.number`)), chromedp.KeyEvent("\r"), until(`location.hash == "#text-2"`))
	b.run(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("mark[data-of~=s4]").dispatchEvent(new PointerEvent("pointerover", {bubbles: true}))`))
	if got := value[int](t, b, `document.querySelectorAll("li.lit").length`); got != 2 {
		t.Errorf("over a nested statement %d items are lit", got)
	}
	b.run(t, chromedp.Navigate(server.URL+"/statement/"+ref.Story+"/2/s1"))
	if n := value[int](t, b, `[...document.querySelectorAll("button[data-copy]")].filter(e => !e.hidden && document.getElementById(e.dataset.copy)).length`); n != 3 {
		t.Errorf("%d buttons copy", n)
	}
	for _, c := range b.said() {
		t.Error(c)
	}
}
