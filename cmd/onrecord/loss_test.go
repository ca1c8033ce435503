package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/onrecord/onrecord/internal/pgtest"
	"github.com/onrecord/onrecord/internal/store"
)

// storiesIn returns a folder of so many stories.
func storiesIn(t testing.TB, n int) string {
	dir := t.TempDir()
	for i := range n {
		page := "<!doctype html><html><head><title>Story</title></head><body><article><h1>Story</h1>" + storyText(i) + "</article></body></html>"
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.html", i)), []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// whole checks that the ledger holds so many stories, each with one revision,
// all of them read and compared, and that nothing in it is altered or half-written.
func whole(t testing.TB, name string, n int) {
	t.Helper()
	db := openTest(t, name)
	unaltered(t, db)
	if stories, all, unread := revisions(t, db); stories != n || all != n || unread != 0 {
		t.Errorf("%d stories, %d revisions, %d unread; want %d", stories, all, unread, n)
	}
	if left, err := db.CountUncompared(context.Background()); left != 0 || err != nil {
		t.Errorf("%d revisions are not compared; %v", left, err)
	}
	hits, err := db.Search(context.Background(), "harbour master", 2*n)
	if err != nil || len(hits) != n {
		t.Errorf("%d stories found, want %d; %v", len(hits), n, err)
	}
}

func unaltered(t testing.TB, db *store.DB) {
	t.Helper()
	v, err := db.Verify(context.Background(), func(f store.Fault) { t.Error(f) }, func() {})
	if err != nil || v.Faults > 0 {
		t.Fatal(v, err)
	}
}

// addAll adds a folder to its end.
func addAll(t testing.TB, name, dir string) {
	t.Helper()
	p := start(t, "add", "--db", name, dir)
	if err := p.Wait(); err != nil {
		t.Fatal(err)
	}
}

// TestAddKilled kills a process that adds stories again and again: some times
// while it opens the ledger, some times while it keeps and reads.
func TestAddKilled(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { addKilled(t, filepath.Join(t.TempDir(), "ledger.db"), 50) })
	t.Run("postgres", func(t *testing.T) { addKilled(t, pgtest.New(t), 12) })
}

func addKilled(t *testing.T, name string, times int) {
	n := 5 * times
	dir := storiesIn(t, n)
	for i := range times / 5 { // while the ledger is opened
		p := start(t, "add", "--db", name, dir)
		time.Sleep(time.Duration(i*i) * 4 * time.Millisecond)
		p.Process.Kill()
		p.Wait()
	}
	db := openTest(t, name)
	unaltered(t, db)
	for i := times / 5; i < times; i++ {
		p := start(t, "add", "--db", name, dir)
		until(t, "a few stories", func() bool { s, err := db.CountStories(t.Context()); return err == nil && s >= (n-10)*i/times })
		time.Sleep(rand.N(40 * time.Millisecond))
		p.Process.Kill()
		p.Wait()
		if i%10 == 0 {
			unaltered(t, db)
		}
	}
	addAll(t, name, dir)
	whole(t, name, n)
}

// TestAddDisconnected ends the connections to PostgreSQL while stories are
// added: the command says so and what to do, and done again goes on.
func TestAddDisconnected(t *testing.T) {
	t.Parallel()
	const n = 60
	name, dir := pgtest.New(t), storiesIn(t, n)
	db := openTest(t, name)
	admin, err := pgx.Connect(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close(context.Background())
	p := start(t, "add", "--db", name, dir)
	until(t, "some stories", func() bool { s, err := db.CountStories(t.Context()); return err == nil && s >= 10 })
	if _, err := admin.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
		t.Fatal(err)
	}
	p.Wait()
	lost(t, p)
	unaltered(t, openTest(t, name))
	addAll(t, name, dir)
	whole(t, name, n)
}

// lost checks that a process ended because it could not write to its ledger.
func lost(t testing.TB, p *process) {
	t.Helper()
	if code := p.ProcessState.ExitCode(); code != exitUnwritten || !strings.Contains(p.text(), "give the same command again: it goes on") {
		t.Errorf("exit code %d: %s", code, p.text())
	}
}

// TestAddServerStopped stops the server while stories are added.
func TestAddServerStopped(t *testing.T) {
	t.Parallel()
	const n = 60
	server := pgtest.NewServer(t)
	name, dir := server.New(t), storiesIn(t, n)
	db := openTest(t, name)
	p := start(t, "add", "--db", name, dir)
	until(t, "some stories", func() bool { s, err := db.CountStories(t.Context()); return err == nil && s >= 10 })
	server.Stop()
	p.Wait()
	lost(t, p)
	p = start(t, "add", "--db", name, dir)
	p.Wait()
	if code := p.ProcessState.ExitCode(); code != exitUnwritten || !strings.Contains(p.text(), "check that the server runs") {
		t.Errorf("exit code %d: %s", code, p.text())
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	unaltered(t, openTest(t, name))
	addAll(t, name, dir)
	whole(t, name, n)
}

// TestAddDiskFull adds stories to a ledger on a disk of 1 MB: a file system in
// memory, in a namespace of the test's own, which Linux mostly allows.
func TestAddDiskFull(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", t.TempDir()).CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no small disk can be made here: %v %s", err, out)
		}
		t.Skipf("no small disk can be made here: %v %s", err, out)
	}
	const script = `set -u
mount -t tmpfs -o size=1m tmpfs "$1" || exit 99
(exec -a onrecord "$0" add --db "$1/ledger.db" "$2"); echo "full: $?"
mount -o remount,size=100m "$1" || exit 99
(exec -a onrecord "$0" verify --db "$1/ledger.db"); echo "verify: $?"
(exec -a onrecord "$0" add --db "$1/ledger.db" "$2"); echo "room: $?"
(exec -a onrecord "$0" verify --db "$1/ledger.db"); echo "verify: $?"`
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("unshare", "-rm", "bash", "-c", script, self, t.TempDir(), storiesIn(t, 150)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"database or disk is full", "see that its disk has room", "full: 3", "room: 0", "150 stories · 150 revisions"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Count(string(out), "nothing altered\nverify: 0") != 2 {
		t.Errorf("the ledger does not verify:\n%s", out)
	}
}
