package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// announced is a source of three stories, fetched once.
func announced(t *testing.T, db *DB) []Announced {
	t.Helper()
	ctx := context.Background()
	if added, err := db.AddSource(ctx, Source{Address: "https://post.example/feed", Every: 15 * time.Minute}, noon); err != nil || !added {
		t.Fatal(added, err)
	}
	if added, err := db.AddSource(ctx, Source{Address: "https://post.example/feed", Every: time.Hour}, noon); err != nil || added {
		t.Fatal("added twice", err)
	}
	entries := []Announced{{URL: "https://post.example/flood?utm_source=feed", GUID: "tag:1", Published: noon, Modified: noon}, {URL: "https://post.example/fire"}, {URL: "https://post.example/fire/"}, {URL: "https://post.example/frost"}}
	if err := db.FinishPoll(ctx, "https://post.example/feed", &Poll{Kind: "feed", Outlet: "Norhaven \x00Post", ETag: `"1"`, Entries: entries}, time.Minute, noon); err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestPoll(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		entries := announced(t, db)
		all, err := db.Sources(ctx)
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		s := all[0]
		if s.Kind != "feed" || s.Entries != 3 || s.ETag != `"1"` || !s.Succeeded.Equal(noon) || !s.Due.After(noon.Add(13*time.Minute)) || s.Due.After(noon.Add(17*time.Minute)) {
			t.Errorf("%+v", s)
		}
		// Stories are apart, so that their host is not asked for all at once.
		due := func(now time.Time) []string {
			list, err := db.takeDue(ctx, "visits", "1 = 1", now)
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(list)
			return list
		}
		if got := due(noon); !slices.Equal(got, []string{"https://post.example/flood"}) {
			t.Error(got)
		}
		if got := due(noon.Add(5 * time.Minute)); !slices.Equal(got, []string{"https://post.example/fire", "https://post.example/frost"}) {
			t.Error(got)
		}
		if got := due(noon.Add(6 * time.Minute)); len(got) != 0 {
			t.Errorf("queued twice: %v", got)
		}
		if got := due(noon.Add(time.Hour)); len(got) != 3 {
			t.Errorf("what was lost does not come again: %v", got)
		}
		// What the source says has changed is due at once.
		entries[0].Modified = noon.Add(time.Hour)
		if err := db.FinishPoll(ctx, s.Address, &Poll{Kind: "feed", Entries: entries}, 0, noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got := due(noon.Add(time.Hour)); !slices.Equal(got, []string{"https://post.example/flood"}) {
			t.Error(got)
		}
		backsOff(t, db, s.Address)
	})
}

// backsOff has a source fail and checks that it is asked later and later, and
// what becomes of it when it recovers, is paused and removed.
func backsOff(t *testing.T, db *DB, address string) {
	t.Helper()
	ctx := context.Background()
	last := time.Duration(0)
	for n := range 12 {
		if err := db.FinishPoll(ctx, address, &Poll{Error: "the connection was refused"}, 0, noon); err != nil {
			t.Fatal(err)
		}
		s, err := db.Source(ctx, address)
		rest := s.Due.Sub(noon)
		if err != nil || s.Failures != n+1 || s.Error == "" || rest <= last && rest < 20*time.Hour || rest > 27*time.Hour {
			t.Errorf("failure %d: %+v, %v", n, s, err)
		}
		last = rest
	}
	if err := db.FinishPoll(ctx, address, &Poll{NotModified: true}, 0, noon); err != nil {
		t.Fatal(err)
	}
	if s, _ := db.Source(ctx, address); s.Failures != 0 || s.Error != "" || s.Kind != "feed" {
		t.Errorf("recovered: %+v", s)
	}
	if err := errors.Join(db.PauseSource(ctx, address), db.ResumeSource(ctx, address, noon), db.RemoveSource(ctx, address)); err != nil {
		t.Error(err)
	}
	if err := db.PauseSource(ctx, address); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if err := db.FinishPoll(ctx, address, &Poll{}, 0, noon); err != nil {
		t.Errorf("removed while it was fetched: %v", err)
	}
	if list, err := db.takeDue(ctx, "visits", "1 = 1", noon.AddDate(1, 0, 0)); err != nil || len(list) != 0 {
		t.Errorf("stories of a removed source are due: %v, %v", list, err)
	}
}

// TestSchedule follows a story over a month: it is looked at less and less
// often, and often again once it has changed.
func TestSchedule(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		announced(t, db)
		var visits []time.Duration
		for {
			v, err := db.Visit(ctx, "https://post.example/flood")
			if err != nil {
				t.Fatal(err)
			}
			if v.Due.IsZero() {
				break
			}
			now := v.Due
			visits = append(visits, now.Sub(noon))
			f := &Fetched{Story: "s", Changed: len(visits) == 1 || len(visits) == 5, ETag: `"1"`}
			if err := db.FinishVisit(ctx, v, f, now); err != nil {
				t.Fatal(err)
			}
		}
		h := time.Hour
		want := []time.Duration{0, h / 4, h, 4 * h, 24 * h, 24*h + h/4, 25 * h, 28 * h, 48 * h, 96 * h, 192 * h, 744 * h}
		if !slices.Equal(visits, want) {
			t.Errorf("got  %v\nwant %v", visits, want)
		}
	})
}

func TestVisitFails(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		announced(t, db)
		at := func() *Visit {
			v, err := db.Visit(ctx, "https://post.example/flood")
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		if v := at(); v.GUID != "tag:1" || !v.Published.Equal(noon) || v.Outlet != "Norhaven Post" && v.Outlet != "Norhaven \ufffdPost" {
			t.Errorf("%+v", v)
		}
		for _, c := range []struct {
			f         Fetched
			from, til time.Duration // due then, from now
		}{
			{Fetched{Error: "x"}, 13 * time.Minute, 17 * time.Minute},
			{Fetched{Error: "x"}, 26 * time.Minute, 34 * time.Minute},
			{Fetched{Error: "x", RetryAfter: 5 * time.Hour}, 5 * time.Hour, 5 * time.Hour},
			{Fetched{Error: "404", Gone: true}, 15 * time.Minute, 15 * time.Minute},
		} {
			if err := db.FinishVisit(ctx, at(), &c.f, noon); err != nil {
				t.Fatal(err)
			}
			if rest := at().Due.Sub(noon); rest < c.from || rest > c.til {
				t.Errorf("%+v: due in %s", c.f, rest)
			}
		}
		if s, err := db.Sources(ctx); err != nil || s[0].Failing != 1 || s[0].Stories != 0 {
			t.Errorf("%+v, %v", s, err)
		}
		if err := db.FinishVisit(ctx, at(), &Fetched{Story: "s", Empty: true}, noon); err != nil {
			t.Fatal(err)
		}
		if err := db.FinishVisit(ctx, at(), &Fetched{Shrunken: true}, noon); err != nil {
			t.Fatal(err)
		}
		if s, err := db.Sources(ctx); err != nil || s[0].Failing != 0 || s[0].Stories != 1 || s[0].Empty != 1 || s[0].Shrunken != 1 {
			t.Errorf("%+v, %v", s, err)
		}
		if err := db.FinishVisit(ctx, at(), &Fetched{Error: "redacted", Over: true}, noon); err != nil || !at().Due.IsZero() {
			t.Error(err)
		}
	})
}

// TestKeepBytes checks that the bytes of a page without text are kept with its
// story, of which there is no revision more, and go when it is redacted.
func TestKeepBytes(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		wall := &onrecord.Capture{URL: "https://post.example/flood", Status: 200, MediaType: "text/html", Time: noon, Body: []byte("<div id=wall></div>")}
		first, err := db.KeepBytes(ctx, wall, "")
		if err != nil {
			t.Fatal(err)
		}
		k := kept(t, db, "https://post.example/flood", flood)
		if k.Story != first || k.Revision != 1 || !k.NewStory {
			t.Errorf("%+v after %s", k, first)
		}
		if again, err := db.KeepBytes(ctx, wall, k.Story); err != nil || again != first {
			t.Error(again, err)
		}
		if list, err := db.Revisions(ctx, k.Story); err != nil || len(list) != 1 {
			t.Error(list, err)
		}
		var n int
		count := func() int {
			if err := db.sql.QueryRow(`SELECT count(*) FROM captures WHERE warc IS NOT NULL`).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if count() != 2 {
			t.Errorf("%d captures", n)
		}
		if err := db.Redact(ctx, k.Story, "ana", "asked to", noon); err != nil || count() != 0 {
			t.Error(n, err)
		}
		if _, err := db.KeepBytes(ctx, wall, k.Story); !errors.Is(err, ErrRedacted) {
			t.Error(err)
		}
	})
}

func TestShrunken(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		for i, c := range []struct {
			text string
			want bool
		}{{flood, false}, {flood[:len(flood)*2/3], false}, {"Subscribe now.", true}, {flood, false}} {
			k := kept(t, db, "https://post.example/flood", c.text)
			if got, err := db.Shrunken(context.Background(), k.Ref); err != nil || got != c.want {
				t.Errorf("%d: %v, %v", i, got, err)
			}
		}
	})
}

// TestQueueOnce checks that what is due is done once, by one of two that work on
// one ledger, also where a job fails at first or is put off, and that all stops
// when it is told to.
func TestQueueOnce(t *testing.T) {
	for name, address := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "ledger.db") },
		"postgres": func(t *testing.T) string { return pgtest.New(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := address(t)
			db, other := open(t, at), open(t, at)
			if _, err := db.AddSource(context.Background(), Source{Address: "https://post.example/feed", Every: time.Hour}, time.Now()); err != nil {
				t.Fatal(err)
			}
			j := &tally{done: map[string]int{}, tried: map[string]int{}, all: make(chan bool)}
			ctx, stop := context.WithCancel(context.Background())
			var running sync.WaitGroup
			for _, db := range []*DB{db, other} {
				running.Go(func() {
					if err := db.Work(ctx, j.jobs(db)); err != nil {
						t.Error(err)
					}
				})
			}
			select {
			case <-j.all:
			case <-time.After(2 * time.Minute):
				t.Errorf("not done: %v", j.done)
			}
			stop()
			running.Wait()
			for what, n := range j.done {
				if n != 1 {
					t.Errorf("%s was done %d times", what, n)
				}
			}
		})
	}
}

// A tally counts how often each job was done. Each first try of a visit fails or
// is put off.
type tally struct {
	mu          sync.Mutex
	done, tried map[string]int
	all         chan bool
	troubles    []error
}

func (j *tally) jobs(db *DB) Jobs {
	count := func(what string) {
		j.mu.Lock()
		defer j.mu.Unlock()
		if j.done[what]++; len(j.done) == 1+2*10 {
			close(j.all)
		}
	}
	return Jobs{
		Lost:    LostAfter,
		Trouble: func(err error) { j.mu.Lock(); j.troubles = append(j.troubles, err); j.mu.Unlock() },
		Poll: func(ctx context.Context, source string) error {
			count(source)
			var p Poll
			for _, n := range "0123456789" {
				p.Entries = append(p.Entries, Announced{URL: "https://post.example/" + string(n)})
			}
			return db.FinishPoll(ctx, source, &p, 0, time.Now())
		},
		Visit: func(ctx context.Context, address string) (Ref, error) {
			j.mu.Lock()
			j.tried[address]++
			first := j.tried[address] == 1
			j.mu.Unlock()
			if first && address < "https://post.example/3" {
				return Ref{}, errors.New("the disk is full")
			}
			if first {
				return Ref{}, &LaterError{time.Millisecond}
			}
			v, err := db.Visit(ctx, address)
			if err != nil {
				return Ref{}, err
			}
			rev, c := page(address, flood)
			k, err := db.Keep(ctx, rev, c, "")
			if err != nil {
				return Ref{}, err
			}
			count(address)
			return k.Ref, db.FinishVisit(ctx, v, &Fetched{Story: k.Story, Changed: true}, time.Now())
		},
		Read: func(ctx context.Context, ref Ref) error {
			count(ref.Story)
			return nil
		},
	}
}

// TestFailing checks that the sources that fail are those that could not be fetched
// and are not paused.
func TestFailing(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		for _, name := range []string{"well", "failing", "paused"} {
			address := "https://" + name + ".example/feed.xml"
			if _, err := db.AddSource(ctx, Source{Address: address, Every: time.Hour}, noon); err != nil {
				t.Fatal(err)
			}
			p := &Poll{Kind: "feed"}
			if name != "well" {
				p.Error = "the server said 404"
			}
			if err := db.FinishPoll(ctx, address, p, 0, noon); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.PauseSource(ctx, "https://paused.example/feed.xml"); err != nil {
			t.Fatal(err)
		}
		got, err := db.Failing(ctx)
		if err != nil || len(got) != 1 || got[0].Address != "https://failing.example/feed.xml" || got[0].Error == "" {
			t.Error(got, err)
		}
	})
}
