package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/pgtest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}

// onBoth runs a test on a new ledger in SQLite and on one in PostgreSQL.
func onBoth(t *testing.T, test func(t *testing.T, db *DB)) {
	t.Run("sqlite", func(t *testing.T) { test(t, open(t, filepath.Join(t.TempDir(), "ledger.db"))) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, pgtest.New(t))) })
}

// open opens a ledger and closes it when the test ends.
func open(t testing.TB, name string) *DB {
	t.Helper()
	db, err := Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// noon is when the captures of the tests were taken.
var noon = time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)

// page returns a story as it would come in from an address.
func page(url, text string) (*onrecord.Revision, *onrecord.Capture) {
	rev := &onrecord.Revision{Text: text, URL: url, Published: noon}
	return rev, &onrecord.Capture{URL: url, Status: 200, MediaType: "text/plain; charset=utf-8", Header: []byte("Content-Type: text/plain; charset=utf-8\r\n"), Time: noon, Body: []byte(text)}
}

// kept keeps a story and fails the test if that fails.
func kept(t testing.TB, db *DB, url, text string) Kept {
	t.Helper()
	rev, c := page(url, text)
	k, err := db.Keep(context.Background(), rev, c, "")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

const flood = `Flood closes Velsund harbour

VELSUND (Norhaven Post) - At least 340 people were killed or missing after the flood, harbour master Ana Duarte said on Tuesday.

"The harbour stays closed," she told reporters. The ministry declined to comment.

The figures could not be independently verified.
`

func TestRevisions(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		k := kept(t, db, "https://norhavenpost.example/flood?utm_source=x", flood)
		if !k.NewStory || !k.NewRevision || k.Revision != 1 {
			t.Fatalf("first: %+v", k)
		}
		same := kept(t, db, "http://norhavenpost.example:80/flood/#top", flood)
		if same.NewStory || same.NewRevision || same.Ref != k.Ref {
			t.Errorf("the same again: %+v, want %+v", same, k.Ref)
		}
		edited := kept(t, db, "https://norhavenpost.example/flood", flood+"Correction: 310 people.\n")
		if edited.NewStory || !edited.NewRevision || edited.Story != k.Story || edited.Revision != 2 {
			t.Errorf("edited: %+v", edited)
		}
		back := kept(t, db, "https://norhavenpost.example/flood", flood)
		if !back.NewRevision || back.Revision != 3 {
			t.Errorf("edited back: %+v", back)
		}
		other := kept(t, db, "https://norhavenpost.example/flood?page=2", flood)
		if !other.NewStory {
			t.Errorf("another address: %+v", other)
		}
	})
}

func TestRevises(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		k := kept(t, db, "", flood)
		rev, c := page("", flood+"An editor's note.\n")
		edited, err := db.Keep(ctx, rev, c, k.Story)
		if err != nil || edited.Story != k.Story || edited.Revision != 2 {
			t.Errorf("%+v, %v", edited, err)
		}
		if _, err := db.Keep(ctx, rev, c, "ffff"); err == nil {
			t.Error("an unknown story was revised")
		}
	})
}

// TestRecord checks that a record is given back as it was put in.
func TestRecord(t *testing.T) {
	texts, err := filepath.Glob("../../testdata/records/*/*.txt")
	if err != nil || len(texts) < 40 {
		t.Fatal(len(texts), err)
	}
	onBoth(t, func(t *testing.T, db *DB) {
		for _, name := range append(texts[:len(texts):len(texts)], "odd") {
			text := "\"A bad byte \xff and a NUL \x00,\" harbour master Ana \x00Duarte said.\n"
			if name != "odd" {
				text = read(t, name)
			}
			sameRecord(t, db, name, text)
		}
	})
}

func sameRecord(t *testing.T, db *DB, name, text string) {
	t.Helper()
	ctx := context.Background()
	rev, c := page("https://norhavenpost.example/"+name, text)
	rev.Byline, rev.Outlet = []string{"Oleg Marsh"}, "Norhaven Post"
	k, err := db.Keep(ctx, rev, c, "")
	if err != nil {
		t.Fatal(err)
	}
	want, err := onrecord.Extract(*rev)
	if err != nil {
		t.Fatal(name, err)
	}
	if err := db.PutRecord(ctx, k.Ref, want); err != nil {
		t.Fatal(name, err)
	}
	got, err := db.Record(ctx, k.Ref)
	if err != nil {
		t.Fatal(name, err)
	}
	a, _ := want.MarshalJSON()
	b, _ := got.MarshalJSON()
	if !bytes.Equal(a, b) && name != "odd" {
		t.Errorf("%s: the record changed:\n%s\n%s", name, a, b)
	}
	if got.Text != text || len(got.Problems) != len(want.Problems) {
		t.Errorf("%s: the text changed", name)
	}
}

func TestCapture(t *testing.T) {
	for _, c := range []onrecord.Capture{
		{URL: "https://norhavenpost.example/flood", Status: 200, MediaType: "text/html", Header: []byte("Content-Type: text/html\r\nX-Odd: a\r\n"), Time: noon, Body: []byte("<p>\r\n\r\nA\x00\xff")},
		{URL: "https://norhavenpost.example/gone", Status: 410, Time: noon},
		{MediaType: "text/plain", Time: noon, Body: []byte(flood)},
	} {
		record, err := warcRecord(&c)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fromWARC(record)
		if err != nil {
			t.Fatal(err)
		}
		if got.URL != c.URL || got.Status != c.Status || got.MediaType != c.MediaType || !got.Time.Equal(c.Time) || !bytes.Equal(got.Header, c.Header) || !bytes.Equal(got.Body, c.Body) {
			t.Errorf("got  %+v\nwant %+v", got, c)
		}
	}
}

func TestNormalURL(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"HTTP://Norhaven.Example:80/a/../b/?utm_source=feed&id=2&a=1#top", "https://norhaven.example/b?a=1&id=2"},
		{"https://norhaven.example", "https://norhaven.example"},
		{"https://norhaven.example/", "https://norhaven.example"},
		{"https://norhaven.example:8443/a%2Fb/", "https://norhaven.example:8443/a%2Fb"},
		{"https://user:secret@norhaven.example./x", "https://norhaven.example/x"},
		{"https://[::1]:443/x", "https://[::1]/x"},
		{"file:///etc/passwd", "file:///etc/passwd"},
		{"not an address", "not an address"},
	} {
		if got := NormalURL(c.in); got != c.want {
			t.Errorf("NormalURL(%q) = %q, want %q", c.in, got, c.want)
		}
		if again := NormalURL(NormalURL(c.in)); again != c.want {
			t.Errorf("NormalURL twice of %q = %q, want %q", c.in, again, c.want)
		}
	}
}

func TestIdentity(t *testing.T) {
	for _, c := range []struct {
		name string
		rev  onrecord.Revision
		at   string
		want string
	}{
		{"canonical on the same host", onrecord.Revision{Canonical: "https://www.post.example/flood"}, "https://post.example/flood?page=2", "url:https://www.post.example/flood"},
		{"canonical elsewhere is a copy", onrecord.Revision{Canonical: "https://agency.example/flood"}, "https://post.example/flood", "url:https://post.example/flood"},
		{"canonical front page", onrecord.Revision{Canonical: "https://post.example/"}, "https://post.example/flood", "url:https://post.example/flood"},
		{"feed's name", onrecord.Revision{GUID: "tag:1"}, "", "guid:tag:1"},
		{"bytes", onrecord.Revision{}, "", "bytes:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	} {
		if got := identity(&c.rev, &onrecord.Capture{URL: c.at}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
