package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/pgtest"
)

// prints runs a command on a ledger and returns what it prints.
func prints(t testing.TB, ledger string, args ...string) string {
	t.Helper()
	p := start(t, append(args, "--db", ledger)...)
	if err := p.Wait(); err != nil {
		t.Fatal(args, err)
	}
	return p.text()
}

// samplesLedger fills a ledger with the sample stories, two decisions, one of which
// is undone, and a redaction. It returns the ID of a story that stays.
func samplesLedger(t testing.TB, ledger string) string {
	t.Helper()
	dir := t.TempDir()
	files, err := writeSamples(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		prints(t, ledger, "add", f)
	}
	var ids []string
	for line := range strings.Lines(prints(t, ledger, "export", "--csv=statements")) {
		if id, _, ok := strings.Cut(line, ","); ok && len(id) == 32 && (len(ids) == 0 || ids[len(ids)-1] != id) {
			ids = append(ids, id)
		}
	}
	if len(ids) < 10 {
		t.Fatal("too few stories: ", ids)
	}
	prints(t, ledger, "decide", ids[0], "s1", "accept", "--actor", "desk")
	prints(t, ledger, "decide", ids[1], "s1", "reject", "--actor", "desk", "--reason", "heard the tape")
	prints(t, ledger, "undo", "1", "--actor", "chief")
	prints(t, ledger, "redact", ids[9], "--actor", "desk", "--reason", "order")
	return ids[1]
}

// TestCopy copies a ledger from SQLite to PostgreSQL and back, and looks whether
// all print the same, at once and after life went on in each.
func TestCopy(t *testing.T) {
	t.Parallel()
	ledgers := []string{filepath.Join(t.TempDir(), "ledger.db"), pgtest.New(t), filepath.Join(t.TempDir(), "back.db")}
	story := samplesLedger(t, ledgers[0])
	for i := range 2 {
		p := start(t, "copy", "--from", ledgers[i], "--to", ledgers[i+1])
		if err := p.Wait(); err != nil || strings.Count(p.text(), "\n") != 1 || !strings.Contains(p.text(), " stories copied to ") {
			t.Fatalf("%v: %s", err, p.text())
		}
	}
	alike := func() {
		t.Helper()
		for _, command := range []string{"story --json " + story, "story " + story, "questions --json", "questions --disputed", "log", "export --jsonl", "export --csv=figures",
			"verify", "statements act:denies", "speakers", "status"} {
			args := strings.Fields(command)
			want := prints(t, ledgers[0], args...)
			for _, l := range ledgers[1:] {
				if got := prints(t, l, args...); got != want && (command != "statements act:denies" || l != ledgers[1]) { // ranked by either in its own way
					t.Errorf("%s: the copy prints\n%s\nthe ledger\n%s", command, got, want)
				}
			}
		}
	}
	alike()
	more := storiesIn(t, 3)
	for _, l := range ledgers {
		prints(t, l, "undo", "2", "--actor", "chief")
		prints(t, l, "add", "--published", "2031-05-14", more)
	}
	if a, b := prints(t, ledgers[0], "questions", "--json"), prints(t, ledgers[1], "questions", "--json"); a != b {
		t.Errorf("questions of the copy:\n%s\nof the ledger:\n%s", b, a)
	}
	prints(t, ledgers[1], "verify")
}

// TestCopyKilled kills a process that copies, at one time or other.
func TestCopyKilled(t *testing.T) {
	t.Parallel()
	from := filepath.Join(t.TempDir(), "ledger.db")
	addAll(t, from, storiesIn(t, 150))
	for name, to := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "copy.db"), "postgres": pgtest.New(t)} {
		t.Run(name, func(t *testing.T) {
			db := openTest(t, to)
			for i := range 6 {
				p := start(t, "copy", "--from", from, "--to", to)
				time.Sleep(time.Duration(30+i*40) * time.Millisecond)
				p.Process.Kill()
				p.Wait()
				if n, err := db.CountStories(t.Context()); err != nil || n != 0 && n != 150 {
					t.Fatal(n, "stories are left: ", err)
				} else if n > 0 {
					break
				}
			}
			start(t, "copy", "--from", from, "--to", to).Wait()
			whole(t, to, 150)
		})
	}
}
