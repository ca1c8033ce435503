package compare_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A told is a story of a test, as read and as it is compared.
type told struct {
	*compare.Digest
	record *onrecord.Record
}

// tell reads a story with a head of lines "outlet: …", "published: …", "url: …".
func tell(t testing.TB, name, data string) *told {
	t.Helper()
	head, text, _ := strings.Cut(data, "\n\n")
	rev := onrecord.Revision{Text: text, AnyLanguage: true}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "outlet":
			rev.Outlet = value
		case "url":
			rev.URL = value
		case "published":
			rev.Published, _ = time.Parse(time.DateOnly, value)
		}
	}
	r, err := onrecord.Extract(rev)
	if err != nil {
		t.Fatal(err)
	}
	return &told{compare.NewDigest(name, 1, r, time.Time{}), r}
}

// TestCopies compares the links between the stories of each file with those
// written beside them.
func TestCopies(t *testing.T) {
	names, err := filepath.Glob("testdata/copies/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var stories []*told
			for _, f := range a.Files[:len(a.Files)-1] {
				stories = append(stories, tell(t, f.Name, string(f.Data)))
			}
			got := showLinks(t, stories)
			if *update {
				a.Files[len(a.Files)-1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := part(t, a, "links"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// showLinks lists the links between stories.
func showLinks(t *testing.T, stories []*told) string {
	var b strings.Builder
	for i, x := range stories {
		for _, y := range stories[i+1:] {
			l, ok := linkBetween(t, x, y)
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "%s of %s: %s, %.0f%%", l.From, l.To, l.Kind, 100*l.Share)
			if l.Agency != "" {
				fmt.Fprintf(&b, ", by %s", l.Agency)
			}
			fmt.Fprintf(&b, ", %d passages\n", len(l.Passages))
		}
	}
	return b.String()
}

// linkBetween returns the link between two stories, and checks that it holds: the same
// whichever is given first, passages of equal words, a key in common.
func linkBetween(t *testing.T, x, y *told) (compare.Link, bool) {
	t.Helper()
	l, ok := compare.Copied(x.Digest, y.Digest, x.record.Text, y.record.Text)
	back, again := compare.Copied(y.Digest, x.Digest, y.record.Text, x.record.Text)
	if ok != again || fmt.Sprint(l) != fmt.Sprint(back) {
		t.Errorf("%s and %s: %v one way round, %v the other", x.Story, y.Story, l, back)
	}
	if !ok {
		return l, false
	}
	keys := x.CopyKeys()
	if !slices.ContainsFunc(y.CopyKeys(), func(k uint64) bool { return slices.Contains(keys, k) }) {
		t.Errorf("%s and %s are linked, but share no key", x.Story, y.Story)
	}
	from, to := x, y
	if l.From != x.Story {
		from, to = y, x
	}
	for _, p := range l.Passages {
		a, b := from.record.Text[p.From.Start:p.From.End], to.record.Text[p.To.Start:p.To.End]
		if !slices.Equal(compare.Words(a), compare.Words(b)) {
			t.Errorf("%s and %s: %q is not %q", l.From, l.To, a, b)
		}
	}
	return l, true
}

// BenchmarkCopied compares two stories of 600 words that share half.
func BenchmarkCopied(b *testing.B) {
	text, err := os.ReadFile("../../testdata/stories/strike.txt")
	if err != nil {
		b.Fatal(err)
	}
	more, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	x := tell(b, "a", "outlet: A\n\n"+string(text))
	y := tell(b, "b", "outlet: B\n\n"+string(more)+string(text))
	for b.Loop() {
		compare.Copied(x.Digest, y.Digest, x.record.Text, y.record.Text)
	}
}

// BenchmarkNewDigest makes the digest of a story of 300 words.
func BenchmarkNewDigest(b *testing.B) {
	text, err := os.ReadFile("../../testdata/stories/strike.txt")
	if err != nil {
		b.Fatal(err)
	}
	r := extract(b, string(text))
	for b.Loop() {
		compare.NewDigest("a", 1, r, time.Time{}).CopyKeys()
	}
}
