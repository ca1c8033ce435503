package compare_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord/internal/compare"
)

// TestTaken compares each story of a file with the first one: what must be found
// is told by its head.
func TestTaken(t *testing.T) {
	names, err := filepath.Glob("testdata/taken/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		original := tell(t, "0", string(a.Files[0].Data))
		for _, f := range a.Files[1:] {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+f.Name, func(t *testing.T) {
				story := tell(t, "1", string(f.Data))
				_, want, _ := strings.Cut(string(f.Data), "\nwant: ")
				want, _, _ = strings.Cut(want, "\n")
				l, ok := linkBetween(t, story, original)
				got := "nothing"
				if ok {
					got = string(l.Kind)
					if l.Agency != "" {
						got += ", by " + l.Agency
					}
				}
				if got != want {
					t.Errorf("got %s (%.2f), want %s\n%s", got, l.Share, want, showPassages(l, story, original))
				}
			})
		}
	}
}

func showPassages(l compare.Link, x, y *told) string {
	if l.From != x.Story {
		x, y = y, x
	}
	var b strings.Builder
	for _, p := range l.Passages {
		b.WriteString("\t" + x.record.Text[p.From.Start:p.From.End] + "\n")
	}
	return b.String()
}
