package compare_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
)

// sentenceOf returns a sentence of so many words that occur as often as those of a
// language do: the n-th once for n times the first.
func sentenceOf(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "w%c", 'a'+rune(math.Pow(5000, r.Float64())))
	}
	return b.String() + ". "
}

// TestBands compares how often texts with a given part of sentences in common
// share a band of their MinHash, or a sampled shingle, with what theory tells of
// the bands: 1-(1-s⁴)¹⁶ for the similarity s. -v prints the table of docs/design.md.
func TestBands(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const pairs, sentences = 200, 20
	for _, common := range []int{2, 4, 7, 10, 13, 16} {
		bands, samples := 0, 0
		similar, theory := 0.0, 0.0
		for range pairs {
			var a, b strings.Builder
			for i := range sentences {
				s := sentenceOf(r, 20)
				a.WriteString(s)
				if i >= common {
					s = sentenceOf(r, 20)
				}
				b.WriteString(s)
			}
			x, y := compare.Plain("x", "", a.String(), time.Time{}), compare.Plain("y", "", b.String(), time.Time{})
			s := compare.Similarity(a.String(), b.String())
			similar += s / pairs
			theory += (1 - math.Pow(1-math.Pow(s, 4), 16)) / pairs
			if share(x.Bands(), y.Bands()) {
				bands++
			}
			if share(x.Sketch.Samples, y.Sketch.Samples) {
				samples++
			}
		}
		found := float64(bands) / pairs
		t.Logf("%2d of %d sentences in common, similarity %.2f: %.2f by bands (theory %.2f), %.2f by samples", common, sentences, similar, found, theory, float64(samples)/pairs)
		if off := math.Abs(found - theory); off > .1 {
			t.Errorf("%d sentences in common: %.2f found by bands, %.2f in theory", common, found, theory)
		}
		if common >= 4 && samples < pairs*97/100 {
			t.Errorf("%d sentences in common: %d of %d found by samples", common, samples, pairs)
		}
	}
}

func share(a, b []uint64) bool {
	return slices.ContainsFunc(a, func(k uint64) bool { return slices.Contains(b, k) })
}

// FuzzCopied compares any two texts: the link is the same whichever is given first,
// its passages are the same words in both, and none is told twice.
func FuzzCopied(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	var parts []string
	for range 6 {
		parts = append(parts, sentenceOf(r, 12))
	}
	f.Add(strings.Join(parts, ""), parts[4]+parts[2]+sentenceOf(r, 8)+parts[1])
	for range 40 { // some sentences of one, in another order, with words left out
		var b strings.Builder
		for range 1 + r.IntN(8) {
			for w := range strings.FieldsSeq(parts[r.IntN(len(parts))]) {
				if r.IntN(8) > 0 {
					b.WriteString(w + " ")
				}
			}
		}
		f.Add(strings.Join(parts, ""), b.String())
	}
	f.Add(strings.Repeat("said ", 200), strings.Repeat("said. ", 200))
	f.Add("The centre’s 12 colours, “organised” by İpek. ", "the center's twelve colors organized by ipek. \xff\xfe")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := compare.Plain("x", "A", a, time.Time{}), compare.Plain("y", "B", b, time.Time{})
		l, ok := compare.Copied(x, y, a, b)
		if back, again := compare.Copied(y, x, b, a); ok != again || fmt.Sprint(l) != fmt.Sprint(back) {
			t.Errorf("%v one way round, %v the other", l, back)
		}
		if l.Share < 0 || l.Share > 1 {
			t.Errorf("share of %v", l.Share)
		}
		if l.From != "x" {
			a, b = b, a
		}
		end := 0
		for _, p := range l.Passages {
			if p.From.Start < end {
				t.Errorf("%v overlaps the one before", p.From)
			}
			end = p.From.End
			if v, w := compare.Words(a[p.From.Start:p.From.End]), compare.Words(b[p.To.Start:p.To.End]); !slices.Equal(v, w) {
				t.Errorf("%q is not %q", a[p.From.Start:p.From.End], b[p.To.Start:p.To.End])
			}
		}
	})
}

// worstTexts are no stories: a megabyte of one word, in sentences of all lengths,
// and of words in turn.
var worstTexts = map[string]string{
	"one sentence":   strings.Repeat("said ", 200_000),
	"one word":       strings.Repeat("said. ", 170_000),
	"long sentences": strings.Repeat(strings.Repeat("Kirun ", 300)+". ", 600),
	"in turn":        strings.Repeat("three men said that seven women denied it there. ", 20_000),
}

// BenchmarkCopiedWorst compares megabytes that are no stories with themselves.
func BenchmarkCopiedWorst(b *testing.B) {
	for name, text := range worstTexts {
		b.Run(name, func(b *testing.B) {
			x, y := compare.Plain("x", "A", text, time.Time{}), compare.Plain("y", "B", text, time.Time{})
			for b.Loop() {
				compare.Copied(x, y, text, text)
			}
		})
	}
}

// BenchmarkSketch hashes a text of 600 words.
func BenchmarkSketch(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	var text strings.Builder
	for range 30 {
		text.WriteString(sentenceOf(r, 20))
	}
	for b.Loop() {
		compare.Plain("x", "A", text.String(), time.Time{}).CopyKeys()
	}
}
