package figure

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/lang"
)

// stages opens the stages that read before dates do.
func stages(tb testing.TB) (*lang.Reader, *attribution.Reader) {
	files, _, err := english.Open()
	if err != nil {
		tb.Fatal(err)
	}
	l, err := lang.Load(files.Sentences, files.Tagger, files.Lemmas, files.Parser, files.Names)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := attribution.Load(files.Attribution)
	if err != nil {
		tb.Fatal(err)
	}
	return l, r
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
	l, _ := stages(t)
	n := checkLines(t, "testdata/dates.txt", func(sentence string) string {
		var got []string
		for _, x := range Dates(l.Read(sentence), published) {
			got = append(got, fmt.Sprintf("%s = %s", sentence[x.Start:x.End], daysOf(x)))
		}
		return strings.Join(got, "; ")
	})
	if n < 150 {
		t.Errorf("%d cases", n)
	}
}

var update = flag.Bool("update", false, "rewrite what is expected in testdata")

// checkLines compares what read makes of each text in a file with what stands
// there behind a bar, and returns how many there are.
func checkLines(t *testing.T, file string, read func(text string) string) int {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	n := 0
	for line := range strings.Lines(string(b)) {
		if line == "\n" || line[0] == '#' {
			out.WriteString(line)
			continue
		}
		n++
		text, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " |")
		got := read(text)
		out.WriteString(text + " | " + got + "\n")
		if got != strings.TrimSpace(want) && !*update {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return n
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
