package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// keepRead keeps a story and what it is read as.
func keepRead(t testing.TB, db *DB, url, text string) Ref {
	t.Helper()
	k := kept(t, db, url, text)
	rev, _ := page(url, text)
	r, err := onrecord.Extract(*rev)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.PutRecord(context.Background(), k.Ref, r); err != nil {
		t.Fatal(err)
	}
	return k.Ref
}

// faults returns what Verify finds.
func faults(t testing.TB, db *DB) []string {
	t.Helper()
	out := []string{}
	v, err := db.Verify(context.Background(), func(f Fault) { out = append(out, f.String()) }, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if v.Faults != len(out) {
		t.Errorf("%d faults counted, %d told", v.Faults, len(out))
	}
	return out
}

// note adds an entry to the log.
func note(t testing.TB, db *DB, ref Ref, reason string) {
	t.Helper()
	err := db.write(context.Background(), func(tx *sql.Tx) error {
		return db.log(context.Background(), tx, &Entry{At: noon, Actor: "desk", Action: "accept", Ref: ref, Subject: "s1", Reason: reason, Payload: json.RawMessage(`{"words":"` + reason + `"}`)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestVerify alters one thing after the other and looks what Verify says.
func TestVerify(t *testing.T) {
	const on = " WHERE story_id = $1"
	for _, c := range []struct{ name, alter, want string }{
		{"nothing", "", ""},
		{"text", `UPDATE revisions SET text = $2` + on, "text was altered"},
		{"text gone", `UPDATE revisions SET text = NULL` + on, "no log entry says that it was redacted"},
		{"capture gone", `DELETE FROM captures` + on, "the bytes that it was taken from are not there"},
		{"capture", `UPDATE captures SET warc = $2` + on, "archived bytes can't be read"},
		{"speaker", `UPDATE speakers SET name = 'Rui Leal'` + on, "what it was read as was altered"},
		{"content", `UPDATE statements SET content = 'the port is open'` + on, "s1: its content is not what the text has there"},
		{"span", `UPDATE statements SET content_at = '[[3,9]]'` + on, "s1: its content is not what the text has there"},
		{"outside", `UPDATE figures SET at = '[100000,100004]'` + on, "f1: its figure points outside the text"},
		{"bound", `UPDATE figures SET low = 34` + on, "what it was read as was altered"},
		{"statement gone", `DELETE FROM statements WHERE statement = 2 AND story_id = $1`, "what it was read as was altered"},
		{"revision gone", `DELETE FROM revisions` + on, "it should have 1 revisions and has 0"},
		{"identity", `UPDATE stories SET identity = 'url:https://other.example'` + on, "it is not the story of"},
		{"reason", `UPDATE log SET reason = 'x' WHERE entry = 2`, "log entry 2: it was altered"},
		{"payload", `UPDATE log SET payload = '{}' WHERE entry = 2`, "log entry 2: its payload was altered"},
		{"payload gone", `UPDATE log SET payload = NULL WHERE entry = 2`, "log entry 2: its payload is gone"},
		{"entry gone", `DELETE FROM log WHERE entry = 2`, "entry 2 is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, db *DB) {
				ref := keepRead(t, db, "https://norhavenpost.example/flood", flood)
				for _, reason := range []string{"first", "second", "third"} {
					note(t, db, ref, reason)
				}
				alter(t, db, c.alter, ref.Story)
				found := strings.Join(faults(t, db), "\n")
				if c.want == "" && found != "" || !strings.Contains(found, c.want) {
					t.Errorf("found %q, want %q", found, c.want)
				}
			})
		})
	}
}

// alter changes the ledger behind its back.
func alter(t *testing.T, db *DB, command, story string) {
	t.Helper()
	if command == "" {
		return
	}
	var args []any
	if strings.Contains(command, "$1") {
		args = append(args, story)
	}
	if strings.Contains(command, "$2") {
		args = append(args, []byte("other bytes"))
	}
	if _, err := db.sql.Exec(command, args...); err != nil {
		t.Fatal(err)
	}
}

func TestRedact(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		const secret = "Zephyrine Quillon"
		text := strings.ReplaceAll(flood, "Ana Duarte", secret)
		ref := keepRead(t, db, "https://norhavenpost.example/secret", text)
		other := keepRead(t, db, "https://norhavenpost.example/flood", flood)
		note(t, db, ref, "she is "+secret)
		note(t, db, other, "fine")
		if err := db.Redact(ctx, ref.Story, "desk", "court order 7", noon); err != nil {
			t.Fatal(err)
		}
		if found := faults(t, db); len(found) > 0 {
			t.Error(found)
		}
		if err := db.Redact(ctx, ref.Story, "desk", "again", noon); !errors.Is(err, ErrNotFound) {
			t.Error("redacted twice:", err)
		}
		rev, c := page("https://norhavenpost.example/secret", text+"More.\n")
		if _, err := db.Keep(ctx, rev, c, ""); !errors.Is(err, ErrRedacted) {
			t.Error("kept again:", err)
		}
		r, err := db.Record(ctx, ref)
		if err != nil || r.Text != "" || len(r.Statements) > 0 {
			t.Error("still there:", r.Text, err)
		}
		var reasons []string
		db.Log(ctx, "", func(e *Entry) error { reasons = append(reasons, e.Reason); return nil })
		if strings.Join(reasons, "|") != "she is "+secret+"|fine|court order 7" {
			t.Error(reasons) // a reason is kept, by ledger.md: who writes one must not put there what is to be erased
		}
		if db.path != "" {
			if b, _ := os.ReadFile(db.path); bytes.Contains(b, []byte(secret+" said")) || bytes.Contains(b, []byte(`words":"she is`)) {
				t.Error("the file has the words yet")
			}
		}
	})
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "ledger.db"))
	keepRead(t, db, "https://norhavenpost.example/flood", flood)
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() { // somebody goes on writing
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			rev, c := page("https://norhavenpost.example/"+strings.Repeat("x", i%50), flood+strings.Repeat("More. ", i))
			if _, err := db.Keep(ctx, rev, c, ""); err != nil {
				stopped <- err
				return
			}
		}
	}()
	name := filepath.Join(dir, "backup.db")
	err := db.Backup(ctx, name)
	close(stop)
	if werr := <-stopped; err != nil || werr != nil {
		t.Fatal(err, werr)
	}
	if err := db.Backup(ctx, name); !errors.Is(err, os.ErrExist) {
		t.Error("a backup was overwritten:", err)
	}
	restored := open(t, name)
	if found := faults(t, restored); len(found) > 0 {
		t.Error(found)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "*.part-*"))
	if len(left) > 0 {
		t.Error("left behind:", left)
	}
}
