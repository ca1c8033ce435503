package attribution

import (
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/lang"
)

// TestDescriptionsHold reads odd texts and checks what must always hold: hedges
// are in order and in the relation's words, venue and addressee outside its
// content, and a cue is never trimmed to nothing.
func TestDescriptionsHold(t *testing.T) {
	l, r := readers(t)
	texts := []string{"said in a statement to at by", "told told told in", "In in on at, he said to to with.", "No, neither asked. Declined to.", "“He may,” may he",
		strings.Repeat("He said in a statement to reporters at a briefing in may could ", 60), "I think I think I think he said.", "put at call for ask to"}
	stories, err := os.ReadDir("../../testdata/stories")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		if b, err := os.ReadFile("../../testdata/stories/" + s.Name()); err == nil {
			texts = append(texts, string(b), strings.ToUpper(string(b)))
		}
	}
	for _, text := range texts {
		for _, rel := range r.Read(l.Read(text)) {
			checkDescription(t, text, &rel)
		}
	}
}

func checkDescription(t *testing.T, text string, r *Relation) {
	last := 0
	for _, h := range r.Hedges {
		if h.Start < last || h.End <= h.Start || h.End > len(text) {
			t.Errorf("%.60q: hedge %v after %d", text, h, last)
		}
		last = h.End
	}
	for _, s := range []lang.Span{r.Venue, r.To} {
		if s.End < s.Start || s.End > len(text) {
			t.Errorf("%.60q: venue or addressee %v", text, s)
		}
		for _, c := range r.Content {
			if s.Len() > 0 && s.Overlaps(c) {
				t.Errorf("%.60q: %q stands in the content %q", text, textOf(text, s), textOf(text, c))
			}
		}
	}
}

// BenchmarkDescribe tells acts, hedges, venues and addressees of a story whose
// relations have been found.
func BenchmarkDescribe(b *testing.B) {
	l, r := readers(b)
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Repeat(string(text)+"\n\n", 10))
	s := NewScene(d, &r.Senses)
	rels := r.Read(d)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		s.describe(rels)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
