package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
	"github.com/onrecord/onrecord/internal/web"
)

var deskAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// openDesk starts a program that opens a desk, and returns its address.
func openDesk(t *testing.T, args ...string) (*process, string) {
	t.Helper()
	p := start(t, append(args, "--listen", "127.0.0.1:0")...)
	until(t, "the desk is open", func() bool { return deskAddress.MatchString(p.text()) })
	return p, deskAddress.FindString(p.text())
}

// get asks for an address and returns the status and the body.
func get(t *testing.T, address, token string) (int, string) {
	t.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

// TestServe opens a desk that fetches, sees a story of its own feed come in, asks
// with and without the token, and closes it while a page listens.
func TestServe(t *testing.T) {
	onLedgers(t, func(t *testing.T, name string) {
		site := newSite(t)
		site.publish(storyText(0))
		db := openTest(t, name)
		if err := addSources(t.Context(), db, []string{site.URL + "/feed"}, time.Hour); err != nil {
			t.Fatal(err)
		}
		token := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(token, []byte("0123456789abcdef\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		p, address := openDesk(t, "serve", "--db", name, "--allow-private", "--delay", "0s", "--token-file", token)
		if status, _ := get(t, address, ""); status != 401 {
			t.Error("without the token:", status)
		}
		until(t, "the story is there", func() bool {
			_, page := get(t, address, "0123456789abcdef")
			return strings.Contains(page, "At least 10 people were killed")
		})
		r, _ := http.NewRequestWithContext(context.Background(), "GET", address+"events", nil)
		r.SetBasicAuth("ann", "0123456789abcdef")
		listening, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer listening.Body.Close()
		if code := p.stop(t); code != exitOK {
			t.Errorf("exit code %d", code)
		}
		if _, err := io.ReadAll(listening.Body); err != nil {
			t.Error("the stream did not end well:", err)
		}
		for _, line := range strings.Split(strings.TrimSpace(p.text()), "\n") {
			if strings.Contains(line, "killed") || strings.Contains(line, "0123456789abcdef") {
				t.Error("printed ", line)
			}
		}
	})
}

// TestDemo opens the demo and closes it: nothing is left.
func TestDemo(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	p, address := openDesk(t, "demo")
	status, page := get(t, address, "")
	if status != 200 || !strings.Contains(page, "Ulmen dam") || !strings.Contains(page, "2 to 3 origins") {
		t.Error(status, page)
	}
	if code := p.stop(t); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	if left, err := os.ReadDir(dir); len(left) > 0 || err != nil {
		t.Error(left, err)
	}
}

// TestTry tries sources as the page of sources does.
func TestTry(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for n := range 3 {
		site.publish(storyText(n))
	}
	w := &watcher{client: ingest.NewClient(0, true)}
	trial, err := w.try(t.Context(), site.URL+"/feed")
	if err != nil {
		t.Fatal(err)
	}
	if trial.Outlet != "Norhaven Post" || len(trial.Announced) != 3 || trial.Story == nil || !strings.Contains(trial.Story.Text, "Ana Duarte") || trial.Error != "" {
		t.Errorf("%+v", trial)
	}
	if h := trial.Announced[2]; h.Title != "Story 2" || h.URL != site.URL+"/story/2" {
		t.Errorf("%+v", h)
	}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	desk := web.New(web.Config{DB: db, Web: w.fetcher()})
	defer desk.Close()
	for address, want := range map[string]string{site.URL + "/feed": "Save this source", dead(t): "Not taken:", site.URL + "/story/1": "names no feed", "ftp://norhavenpost.example": "only http and https"} {
		r := httptest.NewRequest("POST", "http://127.0.0.1/sources/try", strings.NewReader(url.Values{"address": {address}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		a := httptest.NewRecorder()
		if desk.ServeHTTP(a, r); !strings.Contains(a.Body.String(), want) {
			t.Errorf("%s: no %q in\n%s", address, want, a.Body)
		}
	}
	if _, err := w.try(t.Context(), dead(t)); err == nil {
		t.Error("no error where nobody listens")
	}
	if _, err := (&watcher{client: ingest.NewClient(0, false)}).try(t.Context(), site.URL+"/feed"); err == nil {
		t.Error("a private address was fetched")
	}
}
