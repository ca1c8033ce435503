package lang

import (
	"strings"
	"testing"
)

// TestTag reads invented sentences whose tags leave no doubt.
func TestTag(t *testing.T) {
	tagger, _ := loadParsing(t)
	for _, test := range []struct{ words, tags string }{
		{"The harbour master said that she would sign the letter .", "DT NN NN VBD IN PRP MD VB DT NN ."},
		{"She has not commented on the recall .", "PRP VBZ RB VBN IN DT NN ."},
		{"Ana Duarte told reporters about the ships .", "NNP NNP VBD NNS IN DT NNS ."},
		{"Two people were killed .", "CD NNS VBD VBN ."},
	} {
		d := spaced(test.words)
		tagger.Tag(d)
		var got []string
		for i := range d.Tokens {
			got = append(got, d.Tokens[i].XPOS.String())
		}
		if strings.Join(got, " ") != test.tags {
			t.Errorf("%s\ngot  %s\nwant %s", test.words, strings.Join(got, " "), test.tags)
		}
	}
}

// TestTagNames checks that tags and relations are written and read alike.
func TestTagNames(t *testing.T) {
	for i := range NumXPOS {
		if x, ok := ParseXPOS(XPOS(i).String()); !ok || int(x) != i {
			t.Errorf("XPOS %d is written %q and read as %d", i, XPOS(i), x)
		}
	}
	for i := range NumUPOS {
		if u, ok := ParseUPOS(UPOS(i).String()); !ok || int(u) != i {
			t.Errorf("UPOS %d is written %q and read as %d", i, UPOS(i), u)
		}
	}
	for i := range NumRel {
		if r, ok := ParseRel(Rel(i).String()); !ok || int(r) != i {
			t.Errorf("relation %d is written %q and read as %d", i, Rel(i), r)
		}
	}
	if _, ok := ParseXPOS("NOUN"); ok {
		t.Error("NOUN is no Penn tag")
	}
}

func TestShape(t *testing.T) {
	for w, want := range map[string]Shape{
		"said": ShapeLower, "Duarte": ShapeTitle, "NATO": ShapeUpper, "A": ShapeInitial, "iPhone": ShapeMixed, "U.S.": ShapeDotted,
		"1,000": ShapeNumber, "20th": ShapeOrdinal, "non-Avian": ShapeHyphen, "“": ShapeMark, "…": ShapeMark, "--": ShapeMark,
		"😤": ShapeOther, "Åsgård": ShapeTitle, "Ægisdóttir": ShapeTitle,
	} {
		if got := shapeOf(w); got != want {
			t.Errorf("%q has shape %d, want %d", w, got, want)
		}
	}
}

// TestWhere checks the searches of a Document against plain ones.
func TestWhere(t *testing.T) {
	d := spaced("One two .", "Three four five .", "Six")
	for si, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if got := d.SentenceOf(i); got != si {
				t.Errorf("token %d stands in sentence %d, not %d", i, si, got)
			}
		}
	}
	for pos := range len(d.Text) + 1 {
		want := 0
		for want < len(d.Tokens) && d.Tokens[want].End <= pos {
			want++
		}
		if got := d.TokenAt(pos); got != want {
			t.Errorf("token at %d is %d, want %d", pos, got, want)
		}
	}
}

func BenchmarkTag(b *testing.B) {
	tagger, _ := loadParsing(b)
	d := spaced(benchmarkStory()...)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		tagger.Tag(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
