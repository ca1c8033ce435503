package attribution

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/lang"
)

// described writes what a relation is beside its spans: "said: says; hedges
// perhaps; at a briefing; to reporters".
func described(text string, r *Relation) string {
	words := func(spans ...lang.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, text[s.Start:s.End])
		}
		return strings.Join(out, ", ")
	}
	out := words(r.Cue...) + ": " + r.Act.String()
	if len(r.Hedges) > 0 {
		out += "; hedges " + words(r.Hedges...)
	}
	if r.Venue.Len() > 0 {
		out += "; at " + words(r.Venue)
	}
	if r.To.Len() > 0 {
		out += "; to " + words(r.To)
	}
	return out
}

var update = flag.Bool("update", false, "rewrite what is expected in testdata")

// TestDescribe reads the cases of testdata/described.txt, each a text and, after
// a bar, the relations in it.
func TestDescribe(t *testing.T) {
	l, r := readers(t)
	file, err := os.ReadFile("testdata/described.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var out strings.Builder
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			out.WriteString(line + "\n")
			continue
		}
		n++
		text, want, _ := strings.Cut(line, " |")
		var got []string
		rels := r.Read(l.Read(text))
		for i := range rels {
			got = append(got, described(text, &rels[i]))
		}
		g := strings.Join(got, " / ")
		fmt.Fprintf(&out, "%s | %s\n", text, g)
		if g != strings.TrimSpace(want) && !*update {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/described.txt", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n < 150 {
		t.Errorf("%d cases", n)
	}
}

func BenchmarkDescribe(b *testing.B) {
	l, r := readers(b)
	file, err := os.ReadFile("testdata/described.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.ReplaceAll(string(file), "\n", "\n\n"))
	s := NewScene(d, &r.Senses)
	rels := r.Read(d)
	b.ReportAllocs()
	for b.Loop() {
		s.describe(rels)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
