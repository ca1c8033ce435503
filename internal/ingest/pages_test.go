package ingest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
)

var update = flag.Bool("update", false, "rewrite the files that tests compare with")

// A label is what a page of testdata/pages should be read as.
type label struct {
	name   string
	page   []byte
	fields map[string][]string // "title", "published_by"
	text   string
}

func labels(t testing.TB) []label {
	t.Helper()
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) < 30 {
		t.Fatal(len(files), err)
	}
	var out []label
	for _, file := range files {
		l := label{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), fields: map[string][]string{}}
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(a.Files[0].Data)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			l.fields[key] = append(l.fields[key], value)
		}
		if len(a.Files) > 1 {
			l.text = string(a.Files[1].Data)
		}
		if l.page, err = os.ReadFile(strings.TrimSuffix(file, ".txtar") + ".html"); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

func (l *label) capture() *onrecord.Capture {
	return &onrecord.Capture{URL: strings.Join(l.fields["url"], ""), Status: 200, MediaType: "text/html", Body: l.page}
}

// told returns a field of rev as labels have it.
func told(rev *onrecord.Revision, key string) string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format(time.RFC3339)
	}
	switch key {
	case "title":
		return rev.Title
	case "byline":
		return strings.Join(rev.Byline, "|")
	case "outlet":
		return rev.Outlet
	case "language":
		return rev.Declared
	case "canonical":
		return rev.Canonical
	case "published":
		return at(rev.Published)
	case "published_by":
		return rev.PublishedBy
	case "modified":
		return at(rev.Modified)
	case "modified_by":
		return rev.ModifiedBy
	case "related":
		return strings.Join(rev.Related, "|")
	}
	if rev.Teaser {
		return "true"
	}
	return ""
}

var fields = []string{"title", "byline", "outlet", "language", "canonical", "published", "published_by", "modified", "modified_by", "teaser", "related"}

// wanted returns a field as it should be read.
func (l *label) wanted(key string) string {
	v := strings.Join(l.fields[key], "|")
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	return v
}

// TestPages scores what is read in pages of many outlets against labels made by
// hand, and compares the table with testdata/pages.scores.
func TestPages(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-24s %9s %6s %6s  %s\n", "page", "precision", "recall", "F1", "fields that are wrong")
	var sum score
	right := map[string]int{}
	all := labels(t)
	for _, l := range all {
		page, err := Read(l.capture())
		if (err != nil) != (l.text == "") {
			t.Errorf("%s: %v", l.name, err)
		}
		if page == nil {
			page = &Page{}
		}
		s := scoreWords(page.Text, l.text)
		sum.add(s)
		fmt.Fprintf(&b, "%-24s %9.1f %6.1f %6.1f ", l.name, s.precision(), s.recall(), s.f1())
		for _, key := range fields {
			if l.text == "" || told(&page.Revision, key) == l.wanted(key) {
				right[key]++
				continue
			}
			t.Logf("%s: %s is %q, want %q", l.name, key, told(&page.Revision, key), l.wanted(key))
			fmt.Fprintf(&b, " %s", key)
		}
		if s.f1() < 100 {
			t.Logf("%s: %s", l.name, difference(page.Text, l.text))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n%-24s %9.1f %6.1f %6.1f\n\n", "all words", sum.precision(), sum.recall(), sum.f1())
	for _, key := range fields {
		fmt.Fprintf(&b, "%-24s %d of %d\n", key, right[key], len(all))
	}
	t.Log("\n" + b.String())
	golden(t, "testdata/pages.scores", b.String())
}

// golden compares text with a file, which -update rewrites.
func golden(t *testing.T, name, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) || string(want) != text {
		t.Errorf("%s differs; run the test with -update and look at the difference", name)
	}
}

// A score counts words: found, wanted, and both.
type score struct{ found, wanted, both int }

func (s *score) add(o score) {
	s.found, s.wanted, s.both = s.found+o.found, s.wanted+o.wanted, s.both+o.both
}

func (s score) precision() float64 { return share(s.both, s.found) }
func (s score) recall() float64    { return share(s.both, s.wanted) }
func (s score) f1() float64        { return share(2*s.both, s.found+s.wanted) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// scoreWords compares two texts word by word in their order: the longest
// sequence of words that they have in common.
func scoreWords(found, wanted string) score {
	a, b := strings.Fields(found), strings.Fields(wanted)
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if w == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return score{len(a), len(b), row[len(b)]}
}

// difference shows the paragraphs that only one of two texts has.
func difference(found, wanted string) string {
	var b strings.Builder
	only := func(sign, a, other string) {
		for _, p := range strings.Split(strings.TrimSpace(a), "\n\n") {
			if !strings.Contains("\n\n"+strings.TrimSpace(other)+"\n\n", "\n\n"+p+"\n\n") {
				fmt.Fprintf(&b, "\n\t%s %s", sign, p)
			}
		}
	}
	only("+", found, wanted)
	only("-", wanted, found)
	return b.String()
}
