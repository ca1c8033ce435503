package attribution

import (
	"fmt"
	"os"
	"strings"
	"testing"

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

// readers returns the readers of language and of attributions.
func readers(tb testing.TB) (*lang.Reader, *Reader) {
	l, err := lang.Load(open(tb, "sentences"), open(tb, "tagger"), open(tb, "lemmas"), open(tb, "parser"), open(tb, "names"))
	if err != nil {
		tb.Fatal(err)
	}
	r, err := Load(open(tb, "attribution"))
	if err != nil {
		tb.Fatal(err)
	}
	return l, r
}

// show writes a relation as "source | cue | content", pieces joined with " … ".
func show(text string, r *Relation) string {
	role := func(spans []lang.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, text[s.Start:s.End])
		}
		return strings.Join(out, " … ")
	}
	return fmt.Sprintf("%v: %s | %s | %s", r.Kind, role(r.Source), role(r.Cue), role(r.Content))
}

// TestLayout reads stories in which layout alone tells who speaks.
func TestLayout(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ name, text, want string }{
		{"transcript", "Minutes of the board\n\nMARSH: The survey is paid for.\n\nIRIARTE: By whom was it paid?\n\nMARSH: By the town.",
			"indirect: IRIARTE | : | By whom was it paid?"},
		{"tag line", "Letters\n\n\"Nobody takes the night train. Let it go.\"\n\n-- Rowan Tolland, Brede",
			"direct: Rowan Tolland, Brede | -- | \"Nobody takes the night train. Let it go.\""},
		{"lead-in", "Three spoke. And from Chairwoman Helga Marsh:\n\n\"We have talked about this pipe for eleven years.\"",
			"direct: Chairwoman Helga Marsh | : | \"We have talked about this pipe for eleven years.\""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			rels := r.Read(l.Read(test.text))
			for i := range rels {
				got = append(got, show(test.text, &rels[i]))
			}
			if !strings.Contains(strings.Join(got, "\n")+"\n", test.want+"\n") {
				t.Errorf("got\n%s\nwant among them\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}

// TestDateline reads stories whose source stands just behind a dateline.
func TestDateline(t *testing.T) {
	l, r := readers(t)
	for text, want := range map[string]string{
		"VELSUND, Norhaven (NRV) -- The army said on Monday that the port was closed.":                 "The army",
		"VELSUND (AP) — The army said on Monday that the port was closed.":                             "The army",
		"Port closed\n\nVelsund, May 14 (Reuters) - Rui Leal said on Monday that the port was closed.": "Rui Leal",
		"NATO said on Monday that it has closed the port - again.":                                     "NATO",
	} {
		rels := r.Read(l.Read(text))
		if len(rels) != 1 || len(rels[0].Source) != 1 || text[rels[0].Source[0].Start:rels[0].Source[0].End] != want {
			t.Errorf("%q: want one relation with source %q, got %d", text, want, len(rels))
			for i := range rels {
				t.Log(show(text, &rels[i]))
			}
		}
	}
}

// TestRelationsHold reads odd texts and checks what must always hold: spans
// are slices of the text, in order and apart, and links lead to relations.
func TestRelationsHold(t *testing.T) {
	l, r := readers(t)
	texts := []string{"", " \n", "\"", "\"\"\"\"", "said said said", ": : :", "-- --\n\n-- X", "A: B: C:\n\nA: \"", "\xff\"he said\xff\"",
		strings.Repeat("\"Yes,\" she said. ", 60), strings.Repeat("He said he said ", 80), strings.Repeat("NAME: “", 50),
		"According to according to", "“One,” he said.\n\n“Two.\n\n“Three,” she said, “is “four” or ‘five’.”"}
	stories, err := os.ReadDir("../../testdata/stories")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		if b, err := os.ReadFile("../../testdata/stories/" + s.Name()); err == nil {
			texts = append(texts, string(b), strings.ToUpper(string(b)), string(b[:len(b)/2]))
		}
	}
	for _, text := range texts {
		rels := r.Read(l.Read(text))
		for i := range rels {
			checkRelation(t, text, rels, i)
		}
	}
}

func checkRelation(t *testing.T, text string, rels []Relation, i int) {
	r := &rels[i]
	for _, spans := range [][]lang.Span{r.Source, r.Cue, r.Content} {
		last := 0
		for _, s := range spans {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%.60q: relation %d has a span %v after %d", text, i, s, last)
			}
			last = s.End
		}
	}
	if len(r.Content) == 0 || r.Confidence < 0 || r.Confidence > 1 {
		t.Fatalf("%.60q: relation %d without content, or confidence %g", text, i, r.Confidence)
	}
	for _, link := range []int{r.Continues, r.Within} {
		if link < -1 || link >= len(rels) || link == i {
			t.Fatalf("%.60q: relation %d linked to %d of %d", text, i, link, len(rels))
		}
	}
	for k, n := i, 0; k >= 0; k, n = rels[k].Within, n+1 {
		if n > len(rels) {
			t.Fatalf("%.60q: relation %d stands within itself", text, i)
		}
	}
	if i > 0 && start(&rels[i-1]) > start(r) {
		t.Fatalf("%.60q: relation %d is out of order", text, i)
	}
}

// BenchmarkRead finds the attributions of a story that has been read.
func BenchmarkRead(b *testing.B) {
	l, r := readers(b)
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Repeat(string(text)+"\n\n", 10))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		r.Read(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
