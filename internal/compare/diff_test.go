package compare_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

var update = flag.Bool("update", false, "write the expected output anew")

// TestDiff compares what changed between two revisions with what is written
// beside them.
func TestDiff(t *testing.T) {
	names, err := filepath.Glob("testdata/diff/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := showChanges(compare.Diff(extract(t, part(t, a, "before")), extract(t, part(t, a, "after"))))
			if *update {
				a.Files[len(a.Files)-1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := part(t, a, "changes"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestDiffHolds checks on all sample stories that a story does not differ from
// itself, and that every piece of a change points at its words.
func TestDiffHolds(t *testing.T) {
	names, _ := filepath.Glob("../../testdata/stories/*.txt")
	var last *onrecord.Record
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := extract(t, string(text))
		if c := compare.Diff(r, r); len(c) > 0 {
			t.Errorf("%s differs from itself: %s", name, showChanges(c))
		}
		if last != nil {
			for _, c := range compare.Diff(last, r) {
				checkPiece(t, last, c.Old)
				checkPiece(t, r, c.New)
			}
		}
		last = r
	}
}

func checkPiece(t *testing.T, r *onrecord.Record, p *compare.Piece) {
	if p == nil {
		return
	}
	var words []string
	for _, at := range p.At {
		words = append(words, r.Text[at.Start:at.End])
	}
	if got := strings.Join(words, " … "); len(p.At) > 0 && got != p.Words {
		t.Errorf("%q does not stand at its place, but %q", p.Words, got)
	}
}

// BenchmarkDiff compares a long story of many figures with one in which each
// number is another.
func BenchmarkDiff(b *testing.B) {
	var before, after strings.Builder
	for i := range 400 {
		fmt.Fprintf(&before, "Officials said %d people were killed in district %d.\n\n", i+3, i)
		fmt.Fprintf(&after, "Officials said %d people were killed in district %d.\n\n", i+5, i)
	}
	x, y := extract(b, before.String()), extract(b, after.String())
	for b.Loop() {
		compare.Diff(x, y)
	}
}

func extract(t testing.TB, text string) *onrecord.Record {
	t.Helper()
	r, err := onrecord.Extract(onrecord.Revision{Text: text, Published: time.Date(2031, 5, 15, 0, 0, 0, 0, time.UTC), AnyLanguage: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func part(t *testing.T, a *txtar.Archive, name string) string {
	t.Helper()
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("no part %s", name)
	return ""
}

func showChanges(changes []compare.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s\n", c.Kind)
		for _, side := range []struct {
			mark string
			p    *compare.Piece
		}{{"-", c.Old}, {"+", c.New}} {
			if side.p != nil {
				fmt.Fprintf(&b, "    %s %s\n", side.mark, strings.Join(append([]string{side.p.Words}, side.p.Speakers...), " | "))
			}
		}
	}
	return b.String()
}
