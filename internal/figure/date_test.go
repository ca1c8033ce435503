package figure

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// open opens the weight file of a stage.
func open(tb testing.TB, stage string) *weights.File {
	b, err := os.ReadFile("../english/data/" + stage + ".weights")
	if err != nil {
		tb.Fatal(err)
	}
	f, err := weights.Open(b)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// languageReader returns the reader of language.
func languageReader(tb testing.TB) *lang.Reader {
	l, err := lang.Load(open(tb, "sentences"), open(tb, "tagger"), open(tb, "lemmas"), open(tb, "parser"), open(tb, "names"))
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// attributionReader returns the reader of attributions.
func attributionReader(tb testing.TB) *attribution.Reader {
	r, err := attribution.Load(open(tb, "attribution"))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// published is a Wednesday.
var published = time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)

// daysOf writes the days of t: "2031-05-13", "2031-05-11..2031-05-14", "?".
func daysOf(t Date) string {
	switch {
	case t.From.IsZero():
		return "?"
	case t.From.Equal(t.To):
		return t.From.Format(time.DateOnly)
	}
	return t.From.Format(time.DateOnly) + ".." + t.To.Format(time.DateOnly)
}

// TestDates reads the cases of testdata/dates.txt, each a sentence and, after
// a bar, its dates, as of a story published on Wednesday, 14 May 2031.
func TestDates(t *testing.T) {
	l := languageReader(t)
	lines, err := readLines("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		sentence, want, _ := strings.Cut(line, " |")
		want = strings.TrimSpace(want)
		var got []string
		for _, x := range Dates(l.Read(sentence), published) {
			got = append(got, fmt.Sprintf("%s = %s", sentence[x.Start:x.End], daysOf(x)))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, g, want)
		}
	}
	if len(lines) < 150 {
		t.Errorf("%d cases", len(lines))
	}
}

// readLines returns the lines of a file but for comments and empty ones.
func readLines(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		if line := sc.Text(); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out, sc.Err()
}
