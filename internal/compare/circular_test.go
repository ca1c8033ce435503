package compare_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

const circularData = "../../testdata/circular/"

// TestCircular compares what is found in the circular sets with what must be.
func TestCircular(t *testing.T) {
	for _, dir := range []string{circularData, circularData + "quake/"} {
		w, earlier := readCircular(t, dir)
		expectFound(t, dir, w, earlier)
	}
}

// expectFound compares what is found in a set with its expected.txt.
func expectFound(t *testing.T, dir string, w *world, earlier map[string]*onrecord.Record) {
	t.Helper()
	var b strings.Builder
	b.WriteString("copies\n")
	for _, l := range compare.Direct(w.links) {
		fmt.Fprintf(&b, "  %s of %s: %s\n", l.From, l.To, l.Kind)
	}
	b.WriteString("\nquestions\n")
	for _, q := range w.questions(t) {
		if len(q.Stories) < 2 {
			continue
		}
		fmt.Fprintf(&b, "  %s: %d articles, %d outlets, %d to %d origins\n", q.Title, q.Origins.Articles, q.Origins.Outlets, q.Origins.Least, q.Origins.Most)
		for _, o := range q.Origins.List {
			who := o.Claimant.Name
			if o.Unknown {
				who = "unknown, " + who
			}
			var stories []string
			for _, c := range o.Claims {
				if !slices.Contains(stories, c.Story) {
					stories = append(stories, c.Story)
				}
			}
			slices.Sort(stories)
			fmt.Fprintf(&b, "    %s: %s\n", who, strings.Join(stories, ", "))
		}
		for _, e := range q.Entries {
			fmt.Fprintf(&b, "    %s %s: %s\n", string(e.Answer), e.Claimant.Name, e.Cite.Story)
		}
	}
	b.WriteString("\nchanges\n")
	for _, name := range w.ids {
		if before := earlier[name]; before != nil {
			fmt.Fprintf(&b, "  %s\n%s", name, indented(showChanges(compare.Diff(before, w.records[name]))))
		}
	}
	if *update {
		if err := os.WriteFile(dir+"expected.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(dir + "expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestQuake compares the number of articles, outlets and origins of each question of
// several articles in the second set with the truth that was written by hand.
func TestQuake(t *testing.T) {
	data, err := os.ReadFile(circularData + "quake/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Questions []struct {
			Measure                        string
			Articles, Outlets, Least, Most int
		}
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, q := range truth.Questions {
		if q.Articles > 1 {
			want = append(want, fmt.Sprintf("%s: %d articles, %d outlets, %d to %d origins", q.Measure, q.Articles, q.Outlets, q.Least, q.Most))
		}
	}
	w, _ := readCircular(t, circularData+"quake/")
	for _, q := range w.questions(t) {
		if q.Origins.Articles > 1 {
			got = append(got, fmt.Sprintf("%s: %d articles, %d outlets, %d to %d origins", q.Measure, q.Origins.Articles, q.Origins.Outlets, q.Origins.Least, q.Origins.Most))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func indented(s string) string {
	return "    " + strings.TrimSuffix(strings.ReplaceAll(s, "\n", "\n    "), "    ")
}

// readCircular reads a circular set: each story in its last revision, and the
// earlier one of those that have two.
func readCircular(t *testing.T, dir string) (*world, map[string]*onrecord.Record) {
	w, earlier := &world{digests: map[string]*compare.Digest{}, records: map[string]*onrecord.Record{}}, map[string]*onrecord.Record{}
	for _, name := range []string{"1-stories.jsonl", "2-revisions.jsonl"} {
		f, err := os.Open(dir + name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var s struct{ Text, URL, Outlet, Title, Published string }
			if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
				t.Fatal(err)
			}
			published, err := time.Parse(time.RFC3339, s.Published)
			if err != nil {
				t.Fatal(err)
			}
			r, err := onrecord.Extract(onrecord.Revision{Text: s.Text, Title: s.Title, Outlet: s.Outlet, URL: s.URL, Published: published})
			if err != nil {
				t.Fatal(err)
			}
			id := strings.TrimPrefix(s.URL, "https://")
			if w.records[id] == nil {
				w.ids = append(w.ids, id)
			} else {
				earlier[id] = w.records[id]
			}
			w.records[id], w.digests[id] = r, compare.NewDigest(id, 1, r, published)
		}
	}
	w.link()
	return w, earlier
}
