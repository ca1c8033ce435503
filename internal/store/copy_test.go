package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// lived fills a ledger with all that one can hold: stories of events, an edited
// one, one that can't be read, one that is not read yet, a page without text, odd
// bytes, decisions of every kind, some undone, a redaction, sources and visits.
// It returns the revisions of the accounts.
func lived(t testing.TB, db *DB) []Ref {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	refs := tellAll(t, db, told(t)[:24])
	edited := told(t)[0]
	rev := *edited.rev
	rev.Text += "Correction: 41 passengers were killed, not 40.\n"
	r, err := onrecord.Extract(rev)
	must(err)
	refs[0], err = tell(ctx, db, account{&rev, r})
	must(err)
	other := kept(t, db, "https://norhavenpost.example/andre", "Havnen er stengt, sier havnesjefen.\n")
	must(db.PutUnread(ctx, other.Ref, "weights", "it is not English"))
	kept(t, db, "https://norhavenpost.example/later", flood)
	odd := keepRead(t, db, "https://norhavenpost.example/odd", "\"A bad byte \xff and a NUL \x00, a tab \t,\" harbour master Ana \x00Duarte said.\n")
	must(db.Compare(ctx, odd, &compare.Digest{}))
	_, err = db.KeepBytes(ctx, &onrecord.Capture{URL: "https://norhavenpost.example/empty", Status: 200, MediaType: "text/html", Time: noon, Body: nil}, "")
	must(err)

	person := persons(t, db, refs)
	for i, d := range []Decision{
		{Ref: refs[1], Subject: "s1", Action: Accept},
		{Ref: refs[2], Subject: "s1", Action: Reject, Reason: "not what the tape has\tit's “other”"},
		{Ref: refs[3], Subject: "f1", Action: Correct, New: map[string]string{"low": "60"}},
		{Ref: refs[5], Subject: "k1", Action: SplitPerson},
		{Ref: refs[11], Subject: "k1", Action: Protect},
		{Ref: refs[12], Action: Sensitive},
	} {
		d.Actor = "desk"
		e, err := db.Decide(ctx, d, noon.Add(time.Duration(i)*time.Minute))
		must(err)
		if i == 2 {
			_, err := db.Undo(ctx, e.Number, "chief", "", noon.Add(time.Hour))
			must(err)
		}
	}
	if persons(t, db, refs) == person {
		t.Fatal("no person was split")
	}
	must(db.Redact(ctx, refs[20].Story, "desk", "order of a court", noon.Add(2*time.Hour)))

	for _, a := range []string{"https://norhavenpost.example/feed", "https://orsund.example/feed"} {
		_, err := db.AddSource(ctx, Source{Address: a, Every: time.Hour}, noon)
		must(err)
	}
	must(db.FinishPoll(ctx, "https://norhavenpost.example/feed", &Poll{Kind: "feed", Outlet: "Norhaven Post", ETag: `"1"`,
		Entries: []Announced{{URL: "https://norhavenpost.example/1", GUID: "1"}, {URL: "https://norhavenpost.example/2"}}}, time.Second, noon))
	must(db.PauseSource(ctx, "https://orsund.example/feed"))
	return slices.Delete(refs, 20, 21)
}

// contents writes out all rows of a ledger.
func contents(t testing.TB, db *DB) string {
	t.Helper()
	var b strings.Builder
	for _, o := range append(slices.Clone(own), owned{"indexed", "row_id"}) {
		fmt.Fprintln(&b, o.name)
		what := "*"
		if o.name == tableIndexed {
			what = "row_id, story_id, revision, statement, at"
		}
		rows, err := db.sql.Query(`SELECT ` + what + ` FROM ` + o.name + ` ORDER BY ` + o.key)
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		r := &rowsOut{Rows: rows, columns: len(columns), step: func(int) {}}
		for r.Next() {
			values, err := r.Values()
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range values {
				fmt.Fprintf(&b, "  %s=%T %q", columns[i], v, fmt.Sprint(v))
			}
			b.WriteByte('\n')
		}
		if r.n == 0 {
			t.Errorf("there is nothing in %s to compare", o.name)
		}
	}
	return b.String()
}

// searched writes out what searches find, in their order if they are ranked: the
// two databases rank in ways of their own.
func searched(t testing.TB, db *DB, ranked bool) string {
	t.Helper()
	var b strings.Builder
	for _, q := range []string{"", "harbour", "killed passengers", `"the whole night"`, "speaker:duarte", "outlet:outlet", "act:denies", "measure:killed", "after:2031-05-16", "havnen", "officials -ferry", "bad byte"} {
		stories, err := db.Search(context.Background(), q, 99)
		if err != nil {
			t.Fatal(err)
		}
		statements, err := db.SearchStatements(context.Background(), q, 99)
		if err != nil {
			t.Fatal(err)
		}
		if !ranked {
			for _, hits := range [][]Hit{stories, statements} {
				for i := range hits {
					hits[i].score = 0
				}
				slices.SortFunc(hits, func(a, b Hit) int {
					return cmp.Or(cmp.Compare(a.Story, b.Story), cmp.Compare(a.Statement, b.Statement))
				})
			}
		}
		fmt.Fprintf(&b, "%s\n  %v\n  %v\n", q, stories, statements)
	}
	return b.String()
}

// stemsOf writes out what PostgreSQL's index is made of.
func stemsOf(t testing.TB, db *DB) (all string) {
	t.Helper()
	if db.pool == nil {
		return ""
	}
	if err := db.sql.QueryRow(`SELECT string_agg(row_id || ' ' || CAST(stems AS text), E'\n' ORDER BY row_id) FROM indexed`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// indexesOf lists the indexes of a ledger.
func indexesOf(t testing.TB, db *DB) string {
	t.Helper()
	query := `SELECT COALESCE(sql, name) FROM sqlite_master WHERE type = 'index' ORDER BY name`
	if db.pool != nil {
		query = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`
	}
	var out []string
	err := db.rows(context.Background(), func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	}, query)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// copied copies a ledger and fails the test if that fails.
func copied(t testing.TB, from, to *DB) {
	t.Helper()
	if err := from.CopyTo(context.Background(), to, func(string, int) {}); err != nil {
		t.Fatal(err)
	}
}

// TestCopy copies a ledger into the other database, and from there into one of its
// own kind, and looks whether the copies are what the ledger is.
func TestCopy(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		refs := lived(t, db)
		other, same := open(t, filepath.Join(t.TempDir(), "copy.db")), open(t, filepath.Join(t.TempDir(), "again.db"))
		if db.pool == nil {
			other = open(t, pgtest.New(t))
		} else {
			same = open(t, pgtest.New(t))
		}
		made := indexesOf(t, other)
		copied(t, db, other)
		copied(t, other, same)
		for _, c := range []*DB{other, same} {
			if a, b := contents(t, db), contents(t, c); a != b {
				t.Errorf("the copy holds something else:\n%s", firstDifference(a, b))
			}
			if a, b := searched(t, db, false), searched(t, c, false); a != b {
				t.Errorf("the copy finds something else:\n%s", firstDifference(a, b))
			}
			if a, b := heads(t, db), heads(t, c); a != b {
				t.Errorf("verified:\n%s\nof the copy:\n%s", a, b)
			}
		}
		if a, b := searched(t, db, true), searched(t, same, true); a != b {
			t.Errorf("the copy ranks otherwise:\n%s", firstDifference(a, b))
		}
		if a, b := stemsOf(t, db), stemsOf(t, same); a != b {
			t.Errorf("the copy's index is another:\n%s", firstDifference(a, b))
		}
		if now := indexesOf(t, other); now != made {
			t.Errorf("indexes before:\n%s\nafter:\n%s", made, now)
		}
		for _, c := range []*DB{db, other, same} { // life goes on in all of them
			goesOn(t, c, refs)
		}
		if a, b := found(t, db), found(t, same); a != b {
			t.Errorf("the copy goes on otherwise:\n%s", firstDifference(a, b))
		}
		if a, b := contents(t, db), contents(t, other); a != b {
			t.Errorf("the copy goes on otherwise:\n%s", firstDifference(a, b))
		}
		if a, b := searched(t, db, true), searched(t, same, true); a != b {
			t.Errorf("the copy then finds something else:\n%s", firstDifference(a, b))
		}
	})
}

// heads verifies a ledger.
func heads(t testing.TB, db *DB) string {
	t.Helper()
	v, err := db.Verify(context.Background(), func(f Fault) { t.Error(f) }, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v", v)
}

// goesOn undoes a decision in a ledger, takes stories in, has one changed and
// one erased.
func goesOn(t testing.TB, db *DB, refs []Ref) {
	t.Helper()
	ctx := context.Background()
	if _, err := db.Undo(ctx, 2, "chief", "", noon.Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	tellAll(t, db, told(t)[24:])
	if _, err := db.Undo(ctx, 5, "chief", "", noon.Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := db.Redact(ctx, refs[9].Story, "desk", "wish", noon.Add(4*time.Hour)); err != nil {
		t.Fatal(err)
	}
	heads(t, db)
}

// TestCopyTables looks whether there is a table that copies leave out.
func TestCopyTables(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		query := `SELECT name FROM sqlite_master WHERE type = 'table'`
		if db.pool != nil {
			query = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
		}
		err := db.rows(t.Context(), func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			ours := !strings.HasPrefix(name, "river_") && !strings.HasPrefix(name, "goose_") && !strings.HasPrefix(name, "sqlite_") && !strings.Contains(name, "_words")
			if ours && !slices.Contains(filling(), name) {
				t.Errorf("copies leave out the table %s", name)
			}
			return err
		}, query)
		if err != nil {
			t.Error(err)
		}
	})
}

// TestCopySnapshot has somebody write to the ledger while it is copied.
func TestCopySnapshot(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		lived(t, db)
		before := contents(t, db)
		to := open(t, filepath.Join(t.TempDir(), "copy.db"))
		n := 0
		err := db.CopyTo(t.Context(), to, func(string, int) {
			n++
			ref := keepRead(t, db, fmt.Sprintf("https://norhavenpost.example/new/%d", n), flood)
			note(t, db, ref, "meanwhile")
		})
		if err != nil || n < len(own) {
			t.Fatal(n, err)
		}
		if after := contents(t, to); after != before {
			t.Errorf("the copy is not what the ledger was:\n%s", firstDifference(before, after))
		}
		heads(t, to)
	})
}

// TestCopyRefuses copies from where there is nothing and to where there is something.
func TestCopyRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		none := open(t, filepath.Join(t.TempDir(), "copy.db"))
		if err := none.CopyTo(t.Context(), db, nil); !errors.Is(err, ErrEmpty) {
			t.Error("an empty one: ", err)
		}
		kept(t, db, "https://norhavenpost.example/flood", flood)
		if err := db.CopyTo(t.Context(), db, nil); !errors.Is(err, ErrNotEmpty) {
			t.Error("onto itself: ", err)
		}
		if _, err := none.AddSource(t.Context(), Source{Address: "https://orsund.example/feed", Every: time.Hour}, noon); err != nil {
			t.Fatal(err)
		}
		if err := db.CopyTo(t.Context(), none, nil); !errors.Is(err, ErrNotEmpty) {
			t.Error("onto one with a source: ", err)
		}
	})
}

// TestCopyStops has a copy stopped at each table: nothing of it is there, and it
// can be made again.
func TestCopyStops(t *testing.T) {
	from := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	lived(t, from)
	onBoth(t, func(t *testing.T, to *DB) {
		made := indexesOf(t, to)
		for _, table := range filling() {
			ctx, cancel := context.WithCancel(t.Context())
			err := from.CopyTo(ctx, to, func(at string, _ int) {
				if at == table {
					cancel()
				}
			})
			cancel()
			if err == nil {
				t.Errorf("stopped at %s, it went on", table)
			}
			if empty, err := isEmpty(to.querying(t.Context())); !empty || err != nil {
				t.Errorf("stopped at %s, it left something: %v", table, err)
			}
		}
		if now := indexesOf(t, to); now != made {
			t.Errorf("indexes before:\n%s\nafter:\n%s", made, now)
		}
		copied(t, from, to)
		heads(t, to)
	})
}

// TestCopyKilled kills a process that copies.
func TestCopyKilled(t *testing.T) {
	ctx := context.Background()
	if name := os.Getenv("ONRECORD_TEST_COPY"); name != "" { // in that process
		from, to, _ := strings.Cut(name, " ")
		err := open(t, from).CopyTo(ctx, open(t, to), func(table string, _ int) {
			if table == tableIndexed {
				self, _ := os.FindProcess(os.Getpid())
				self.Kill()
				select {}
			}
		})
		t.Fatal("it lives: ", err)
	}
	name := filepath.Join(t.TempDir(), "ledger.db")
	lived(t, open(t, name))
	for _, to := range []string{filepath.Join(t.TempDir(), "copy.db"), pgtest.New(t)} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestCopyKilled$")
		cmd.Env = append(os.Environ(), "ONRECORD_TEST_COPY="+name+" "+to)
		if out, err := cmd.CombinedOutput(); err == nil || strings.Contains(string(out), "it lives") {
			t.Fatalf("it was not killed: %v\n%s", err, out)
		}
		db := open(t, to)
		if empty, err := isEmpty(db.querying(ctx)); !empty || err != nil {
			t.Error(to, "is not empty: ", err)
		}
		copied(t, open(t, name), db)
		heads(t, db)
	}
}

// BenchmarkCopy copies generated stories with what they were compared with.
func BenchmarkCopy(b *testing.B) {
	const stories = 2000
	fileOf := func() *DB { return open(b, filepath.Join(b.TempDir(), "ledger.db")) }
	from := fileOf()
	fill(b, from, 0, stories)
	newNewsroom().inhabit(b, from, 100_000, 100_000+stories)
	server := open(b, pgtest.New(b))
	copied(b, from, server)
	for _, c := range []struct {
		name string
		from *DB
		to   func() *DB
	}{
		{"sqlite-postgres", from, func() *DB { return open(b, pgtest.New(b)) }},
		{"postgres-sqlite", server, fileOf},
		{"sqlite-sqlite", from, fileOf},
	} {
		b.Run(c.name, func(b *testing.B) {
			rows := 0
			for b.Loop() {
				b.StopTimer()
				to, last := c.to(), map[string]int{}
				b.StartTimer()
				if err := c.from.CopyTo(b.Context(), to, func(table string, n int) { last[table] = n }); err != nil {
					b.Fatal(err)
				}
				for _, n := range last {
					rows += n
				}
			}
			b.ReportMetric(float64(b.N*stories)/b.Elapsed().Seconds(), "stories/s")
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
