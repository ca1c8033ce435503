package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/pgtest"
	"github.com/onrecord/onrecord/internal/store"
)

// A newsSite is an invented outlet on loopback whose feed grows and whose
// stories are edited.
type newsSite struct {
	*httptest.Server
	mu          sync.Mutex
	stories     []string // texts, in the order that they were published
	edits       map[int]int
	down        bool // answers 500
	asked       map[string]int
	notModified map[string]int
}

func newSite(t testing.TB) *newsSite {
	s := &newsSite{edits: map[int]int{}, asked: map[string]int{}, notModified: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Server.CloseClientConnections)
	t.Cleanup(s.Server.Close)
	return s
}

// publish adds a story and returns its number.
func (s *newsSite) publish(text string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stories = append(s.stories, text)
	return len(s.stories) - 1
}

func (s *newsSite) edit(n int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stories[n] = text
	s.edits[n]++
}

func (s *newsSite) setDown(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

func (s *newsSite) count(m map[string]int, path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return m[path]
}

func (s *newsSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[r.URL.Path]++
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	if s.down {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	body := ""
	var n int
	switch _, err := fmt.Sscanf(r.URL.Path, "/story/%d", &n); {
	case r.URL.Path == "/feed":
		body = s.feed()
	case err == nil && n < len(s.stories):
		body = s.page(n)
	default:
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(body)))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		s.notModified[r.URL.Path]++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Write([]byte(body))
}

// feed announces the stories with the time of their last edit, so that an edit
// has them fetched at once.
func (s *newsSite) feed() string {
	var b strings.Builder
	b.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Norhaven Post</title>`)
	for i := range s.stories {
		fmt.Fprintf(&b, `<entry><id>tag:%d</id><title>Story %d</title><link href="/story/%d"/><updated>%s</updated></entry>`, i, i, i,
			time.Date(2031, 5, 14, 0, 0, s.edits[i], 0, time.UTC).Format(time.RFC3339))
	}
	return b.String() + `</feed>`
}

func (s *newsSite) page(n int) string {
	return fmt.Sprintf(`<!doctype html><html><head><title>Story %d</title></head><body><article><h1>Story %d</h1>%s</article></body></html>`, n, n, s.stories[n])
}

// story returns the text of an invented story, of its own words.
func storyText(n int) string {
	return fmt.Sprintf(`<p>At least %d people were killed when the flood reached Velsund, harbour master Ana Duarte said on Tuesday.</p>
<p>"The harbour stays closed until pier %d is repaired," she told reporters. The ministry declined to comment on the dam.</p>`, n+10, n)
}

// A process is a run of the program in a process of its own.
type process struct {
	*exec.Cmd
	mu  sync.Mutex
	out strings.Builder
}

// start runs the program: the test binary, which is the program when it is
// called by its name.
func start(t testing.TB, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(self, args...)}
	p.Args[0] = "onrecord"
	p.Stdout, p.Stderr = p, p
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Process.Kill()
		p.Wait()
		if t.Failed() {
			t.Logf("%v printed:\n%s", args, p.text())
		}
	})
	return p
}

func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(b)
}

func (p *process) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

// stop ends a process as a person does and returns its exit code.
func (p *process) stop(t testing.TB) int {
	t.Helper()
	p.Process.Signal(syscall.SIGTERM)
	p.Wait()
	return p.ProcessState.ExitCode()
}

// until waits for something to become true.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for range 3600 {
		if is() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("never came: ", what)
}

// onLedgers runs a test on a new ledger in SQLite and on one in PostgreSQL.
func onLedgers(t *testing.T, test func(t *testing.T, name string)) {
	t.Parallel() // they wait more than they work
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, filepath.Join(t.TempDir(), "ledger.db")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, pgtest.New(t)) })
}

func openTest(t testing.TB, name string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// revisions returns how many stories there are that are read, and revisions.
func revisions(t testing.TB, db *store.DB) (stories, all, unread int) {
	t.Helper()
	ctx := context.Background()
	stories, err := db.CountStories(ctx)
	if err != nil {
		t.Fatal(err)
	}
	err = db.EachStory(ctx, func(s *store.Story) error {
		list, err := db.Revisions(ctx, s.ID)
		for _, r := range list {
			all++
			if r.Reader == "" {
				unread++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return stories, all, unread
}

// dead returns an address that nobody listens at.
func dead(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String() + "/feed"
}

// TestWatch watches a site that publishes and edits, beside one that can't be
// reached and one that fails and recovers.
func TestWatch(t *testing.T) {
	onLedgers(t, func(t *testing.T, name string) {
		site, shaky := newSite(t), newSite(t)
		for n := range 5 {
			site.publish(storyText(n))
		}
		shaky.publish(storyText(100))
		shaky.setDown(true)
		unreachable := dead(t)
		db := openTest(t, name)
		p := start(t, "watch", "--db", name, "--allow-private", "--delay", "0s", "--every", "1s", site.URL+"/feed", shaky.URL+"/feed", unreachable)
		until(t, "five stories", func() bool { s, _, u := revisions(t, db); return s == 5 && u == 0 })

		site.publish(storyText(5))
		until(t, "a new story", func() bool { s, _, u := revisions(t, db); return s == 6 && u == 0 })

		site.edit(2, storyText(2)+"<p>Correction: an earlier version of this story gave another pier.</p>")
		until(t, "an edit", func() bool { s, all, u := revisions(t, db); return s == 6 && all == 7 && u == 0 })

		seen := site.count(site.notModified, "/feed")
		until(t, "feeds that did not change", func() bool { return site.count(site.notModified, "/feed") > seen+1 })

		site.edit(3, "<p></p>")
		until(t, "an empty page", func() bool { return sourceOf(t, db, site.URL+"/feed").Empty > 0 })
		site.edit(4, "<p>The harbour of Velsund stays closed, harbour master Ana Duarte said on Tuesday.</p>")
		until(t, "a shrunken page", func() bool { return sourceOf(t, db, site.URL+"/feed").Shrunken > 0 })

		if s := sourceOf(t, db, unreachable); s.Failures == 0 || s.Error != "the connection was refused" {
			t.Errorf("unreachable: %+v", s)
		}
		until(t, "a source that backs off", func() bool {
			s := sourceOf(t, db, shaky.URL+"/feed")
			return s.Failures >= 2 && s.Due.Sub(s.Tried) > 1500*time.Millisecond
		})
		shaky.setDown(false)
		until(t, "a source that recovers", func() bool {
			s := sourceOf(t, db, shaky.URL+"/feed")
			return s.Failures == 0 && s.Error == "" && s.Stories == 1
		})
		if code := p.stop(t); code != 0 {
			t.Errorf("stopped with exit code %d", code)
		}
		checkStatus(t, name, site.URL+"/feed", unreachable)
		verify := start(t, "verify", "--db", name)
		if verify.Wait(); !strings.Contains(verify.text(), "nothing altered") {
			t.Error(verify.text())
		}
	})
}

func sourceOf(t testing.TB, db *store.DB, address string) store.Source {
	t.Helper()
	all, err := db.Sources(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Address == address {
			return s
		}
	}
	return store.Source{}
}

// checkStatus checks what status says of the two sources, as text and JSON, and
// that they can be paused and removed.
func checkStatus(t *testing.T, name, good, bad string) {
	t.Helper()
	run := func(args ...string) string {
		p := start(t, append(args, "--db", name)...)
		p.Wait()
		return p.text()
	}
	text := run("status")
	for _, want := range []string{good + " · Norhaven Post\n  feed · last success just now", "6 addresses · 6 stories · 1 empty · 1 shrunken", bad + "\n  failing: the connection was refused (", "queue: 0 sources to fetch"} {
		if !strings.Contains(text, want) {
			t.Errorf("status does not say %q:\n%s", want, text)
		}
	}
	run("sources", "pause", good)
	run("sources", "remove", bad)
	var got struct{ Sources []health }
	if err := json.Unmarshal([]byte(run("status", "--json")), &got); err != nil || len(got.Sources) != 2 {
		t.Fatal(got, err)
	}
	for _, h := range got.Sources {
		if h.Address == good && h.State != "paused" || h.Address == bad {
			t.Errorf("%+v", h)
		}
	}
}

// TestWorkKilled has several processes share the work on one ledger, one of
// which is killed again and again: each story is in the ledger exactly once.
func TestWorkKilled(t *testing.T) {
	onLedgers(t, func(t *testing.T, name string) {
		const stories = 120
		site := newSite(t)
		for n := range stories {
			site.publish(storyText(n))
		}
		db := openTest(t, name)
		if _, err := db.AddSource(context.Background(), store.Source{Address: site.URL + "/feed", Every: time.Hour}, time.Now()); err != nil {
			t.Fatal(err)
		}
		args := []string{"work", "--db", name, "--allow-private", "--delay", "0s", "--lost", "5s"}
		first, second, third := start(t, args...), start(t, args...), start(t, args...)
		for n := 1; n <= 3; n++ {
			until(t, "some work", func() bool { s, _, _ := revisions(t, db); return s > n*15 })
			third.Process.Kill() // SIGKILL
			third.Wait()
			third = start(t, args...)
		}
		until(t, "all stories, read", func() bool { s, all, u := revisions(t, db); return s == stories && all == stories && u == 0 })
		until(t, "an empty queue", func() bool {
			lengths, err := db.Queue(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, l := range lengths {
				n += l.Waiting + l.Running + l.Failed
			}
			return n == 0
		})
		for _, p := range []*process{first, second, third} {
			if code := p.stop(t); code != 0 {
				t.Errorf("stopped with exit code %d", code)
			}
			if strings.Contains(p.text(), "error") {
				t.Error(p.text())
			}
		}
		if s, all, u := revisions(t, db); s != stories || all != stories || u != 0 {
			t.Errorf("%d stories, %d revisions, %d unread", s, all, u)
		}
	})
}

// TestWorkDisconnected cuts all connections to PostgreSQL while there is work:
// it goes on, and nothing is missing.
func TestWorkDisconnected(t *testing.T) {
	t.Parallel()
	const stories = 60
	name, site := pgtest.New(t), newSite(t)
	for n := range stories {
		site.publish(storyText(n))
	}
	db := openTest(t, name)
	if _, err := db.AddSource(t.Context(), store.Source{Address: site.URL + "/feed", Every: time.Hour}, time.Now()); err != nil {
		t.Fatal(err)
	}
	admin, err := pgx.Connect(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close(context.Background())
	p := start(t, "work", "--db", name, "--allow-private", "--delay", "0s", "--lost", "5s")
	for n := 1; n <= 3; n++ {
		until(t, "some work", func() bool { s, err := db.CountStories(t.Context()); return err == nil && s >= n*12 })
		if _, err := admin.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "all stories, read", func() bool {
		s, err := db.CountStories(t.Context())
		if err != nil || s < stories {
			return false
		}
		s, all, u := revisions(t, db)
		return s == stories && all == stories && u == 0
	})
	if code := p.stop(t); code != 0 {
		t.Errorf("stopped with exit code %d", code)
	}
}

// TestAddURL fetches a story by its address.
func TestAddURL(t *testing.T) {
	site := newSite(t)
	site.publish(storyText(1))
	name := filepath.Join(t.TempDir(), "ledger.db")
	refused := start(t, "add", "--db", name, site.URL+"/story/0")
	refused.Wait()
	if code := refused.ProcessState.ExitCode(); code != exitUnread || !strings.Contains(refused.text(), "--allow-private") {
		t.Errorf("exit code %d: %s", code, refused.text())
	}
	p := start(t, "add", "-v", "--allow-private", "--db", name, site.URL+"/story/0", site.URL+"/story/7")
	p.Wait()
	if code := p.ProcessState.ExitCode(); code != exitUnread || !strings.Contains(p.text(), "404 Not Found") {
		t.Errorf("exit code %d: %s", code, p.text())
	}
	if s, all, u := revisions(t, openTest(t, name)); s != 1 || all != 1 || u != 0 {
		t.Errorf("%d stories, %d revisions, %d unread", s, all, u)
	}
}

// BenchmarkWork takes in 400 stories from a server on loopback, by so many
// processes, from the feed until all are kept and read.
func BenchmarkWork(b *testing.B) {
	for _, c := range []struct {
		name      string
		ledger    func(testing.TB) string
		processes int
	}{
		{"sqlite/1", func(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }, 1},
		{"postgres/1", pgtest.New, 1}, {"postgres/2", pgtest.New, 2}, {"postgres/4", pgtest.New, 4},
	} {
		b.Run(c.name, func(b *testing.B) {
			const stories = 400
			site := newSite(b)
			for n := range stories {
				site.publish(strings.Repeat(storyText(n), 6))
			}
			english, err := onrecord.English()
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				name := c.ledger(b)
				db := openTest(b, name)
				for range c.processes {
					start(b, "work", "--db", name, "--allow-private", "--delay", "0s")
				}
				if _, err := db.AddSource(b.Context(), store.Source{Address: site.URL + "/feed", Every: time.Hour}, time.Now()); err != nil {
					b.Fatal(err)
				}
				until(b, "all stories, read", func() bool {
					kept, err := db.CountStories(b.Context())
					unread, unreadErr := db.CountUnread(b.Context(), store.Reader(english))
					if err != nil || unreadErr != nil {
						b.Fatal(err, unreadErr)
					}
					return kept == stories && unread == 0
				})
			}
			b.ReportMetric(float64(stories*b.N)/b.Elapsed().Seconds(), "stories/s")
		})
	}
}
