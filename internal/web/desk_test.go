package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/pgtest"
	"github.com/onrecord/onrecord/internal/store"
)

var update = flag.Bool("update", false, "rewrite what the tests compare with")

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}

// onBoth runs a test on an empty ledger in SQLite and on one in PostgreSQL.
func onBoth(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Run("sqlite", func(t *testing.T) { test(t, openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))) })
	t.Run("postgres", func(t *testing.T) { test(t, openLedger(t, pgtest.New(t))) })
}

func openLedger(t testing.TB, name string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// seen is when the stories of the tests came in.
var seen = time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)

// add keeps, reads and compares a story.
func add(t testing.TB, db *store.DB, rev onrecord.Revision) store.Ref {
	t.Helper()
	ctx := context.Background()
	c := &onrecord.Capture{URL: rev.URL, Status: 200, MediaType: "text/plain; charset=utf-8", Time: seen, Body: []byte(rev.Text)}
	k, err := db.Keep(ctx, &rev, c, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := onrecord.Extract(rev)
	var other *onrecord.NotEnglishError
	if errors.As(err, &other) {
		if err := db.PutUnread(ctx, k.Ref, "test", err.Error()); err != nil {
			t.Fatal(err)
		}
		return k.Ref
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := db.PutRecord(ctx, k.Ref, r); err != nil {
		t.Fatal(err)
	}
	if err := db.Compare(ctx, k.Ref, compare.NewDigest(k.Story, k.Revision, r, seen)); err != nil {
		t.Fatal(err)
	}
	return k.Ref
}

// addSamples adds the sample stories that are single texts.
func addSamples(t testing.TB, db *store.DB) {
	t.Helper()
	err := fs.WalkDir(onrecord.Samples, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".txt" {
			return err
		}
		b, err := onrecord.Samples.ReadFile(name)
		add(t, db, onrecord.Revision{Text: string(b), URL: "https://norhavenpost.example/" + strings.TrimSuffix(filepath.Base(name), ".txt"), Outlet: "Norhaven Post", Published: seen})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ask asks a desk for an address as a browser does, and returns the answer.
func ask(d http.Handler, method, address string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8480"+address, nil)
	r.Header.Set("Accept", "text/html")
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// TestGuard checks who may ask for what.
func TestGuard(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	free := New(Config{DB: db, Hosts: []string{"desk.example.org"}})
	locked := New(Config{DB: db, Token: "0123456789abcdef"})
	defer free.Close()
	defer locked.Close()
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	password := func(p string) func(*http.Request) { return func(r *http.Request) { r.SetBasicAuth("ann", p) } }
	for _, c := range []struct {
		name    string
		desk    *Desk
		method  string
		address string
		change  func(*http.Request)
		want    int
	}{
		{"loopback", free, "GET", "/", host("127.0.0.1:8480"), 200},
		{"IPv6", free, "GET", "/", host("[::1]:8480"), 200},
		{"localhost", free, "GET", "/", host("localhost:8480"), 200},
		{"a name that was allowed", free, "GET", "/", host("Desk.Example.org."), 200},
		{"a name that points here", free, "GET", "/", host("rebound.example"), 421},
		{"no name", free, "GET", "/", host(""), 421},
		{"a name like localhost", free, "GET", "/", host("localhost.rebound.example:8480"), 421},
		{"no token", locked, "GET", "/", host("127.0.0.1"), 401},
		{"a wrong token", locked, "GET", "/", password("0123456789abcdeF"), 401},
		{"a part of the token", locked, "GET", "/", password("0123456789abcde"), 401},
		{"an empty token", locked, "GET", "/", password(""), 401},
		{"the token as a password", locked, "GET", "/", password("0123456789abcdef"), 200},
		{"the token as a bearer's", locked, "GET", "/", header("Authorization", "Bearer 0123456789abcdef"), 200},
		{"static files", locked, "GET", "/static/desk.css", host("127.0.0.1"), 401},
		{"metrics", locked, "GET", "/metrics", host("127.0.0.1"), 401},
		{"events", locked, "GET", "/events", host("127.0.0.1"), 401},
		{"health", locked, "GET", "/healthz", host("127.0.0.1"), 200},
		{"readiness", locked, "GET", "/readyz", host("127.0.0.1"), 200},
		{"a post from another site", free, "POST", "/", header("Sec-Fetch-Site", "cross-site"), 403},
		{"a post from another port", free, "POST", "/", header("Sec-Fetch-Site", "same-site"), 403},
		{"a post from another origin", free, "POST", "/", header("Origin", "https://evil.example"), 403},
		{"no such page", free, "GET", "/nowhere", nil, 404},
		{"out of the folder", free, "GET", "/static/..%2fweb.go", nil, 404},
		{"the folder", free, "GET", "/static/", nil, 404},
	} {
		change := c.change
		if change == nil {
			change = func(*http.Request) {}
		}
		w := ask(c.desk, c.method, c.address, change)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.want)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: the policy is %q", c.name, got)
		}
	}
}

// TestReady checks that a desk whose ledger is gone says so.
func TestReady(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db})
	defer d.Close()
	db.Close()
	if w := ask(d, "GET", "/healthz"); w.Code != 200 {
		t.Error("health", w.Code)
	}
	if w := ask(d, "GET", "/readyz"); w.Code != 503 {
		t.Error("readiness", w.Code)
	}
	if w := ask(d, "GET", "/"); w.Code != 500 || strings.Contains(w.Body.String(), "sql") {
		t.Error(w.Code, w.Body)
	}
}

// TestLog checks that the log has a line for each request and neither searches nor
// text, and that the meters count by route.
func TestLog(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addSamples(t, db)
	var log bytes.Buffer
	d := New(Config{DB: db, Log: slog.New(slog.NewJSONHandler(&log, nil))})
	defer d.Close()
	ask(d, "GET", "/?q=secretword")
	ask(d, "GET", "/secretword")
	if n := strings.Count(log.String(), `"msg":"request"`); n != 2 {
		t.Errorf("%d lines:\n%s", n, log.String())
	}
	for _, bad := range []string{"secretword", "Duarte", "harbour"} {
		if strings.Contains(log.String(), bad) {
			t.Errorf("the log has %q:\n%s", bad, log.String())
		}
	}
	meters := ask(d, "GET", "/metrics").Body.String()
	for _, want := range []string{`onrecord_request_seconds_count{route="GET /{$}",status="200"} 1`, `onrecord_request_seconds_count{route="/",status="404"} 1`, "onrecord_stories ", `onrecord_jobs{kind="read",state="waiting"} 0`} {
		if !strings.Contains(meters, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestEvents checks that an open page is told when the ledger changes, whoever
// changes it, and that a desk that closes ends the streams.
func TestEvents(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		d := New(Config{DB: db})
		server := httptest.NewServer(d)
		defer server.Close()
		defer d.Close()
		resp, err := http.Get(server.URL + "/events")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
			t.Error(got)
		}
		read := make(chan string)
		go func() {
			defer close(read)
			b := make([]byte, 4096)
			for {
				n, err := resp.Body.Read(b)
				if err != nil {
					return
				}
				read <- string(b[:n])
			}
		}()
		if first := <-read; !strings.Contains(first, "retry:") {
			t.Error(first)
		}
		if _, err := d.live.now(t.Context()); err != nil {
			t.Fatal(err)
		}
		add(t, db, onrecord.Revision{Text: "The harbour is closed, harbour master Ana Duarte said on Tuesday.", URL: "https://norhavenpost.example/new", Published: seen})
		if event := <-read; !strings.HasPrefix(event, "event: ledger\ndata: ") {
			t.Error(event)
		}
		d.Close()
		for range read {
		}
		for d.live.count() > 0 {
			time.Sleep(time.Millisecond)
		}
	})
}

// TestStatic checks that static files may be kept for good under the addresses
// that pages have.
func TestStatic(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db})
	defer d.Close()
	for name, version := range versions {
		w := ask(d, "GET", "/static/"+name+"?v="+version)
		want, err := static.ReadFile("static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(w.Body)
		if !bytes.Equal(got, want) || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Error(name, w.Code, w.Header())
		}
		w = ask(d, "GET", "/static/"+name+"?v="+version, func(r *http.Request) { r.Header.Set("Accept-Encoding", "br, gzip") })
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(name, err)
		}
		if got, _ := io.ReadAll(z); !bytes.Equal(got, want) || w.Header().Get("Content-Encoding") != "gzip" {
			t.Error(name, "packed:", w.Code, w.Header())
		}
	}
}
