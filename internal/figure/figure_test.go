package figure_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/figure"
	"github.com/onrecord/onrecord/internal/lang"
)

// load opens the stages before figures once for all tests.
var load = sync.OnceValues(func() (*lang.Reader, *attribution.Reader) {
	files, _, err := english.Open()
	if err != nil {
		panic(err)
	}
	l, err := lang.Load(files.Sentences, files.Tagger, files.Lemmas, files.Parser, files.Names)
	if err != nil {
		panic(err)
	}
	a, err := attribution.Load(files.Attribution)
	if err != nil {
		panic(err)
	}
	return l, a
})

// find reads the figures of text.
func find(text string) []figure.Figure {
	l, a := load()
	d := l.Read(text)
	return figure.Find(d, a.Read(d), nil)
}

// show writes figure i of text as the tables do: its words, bounds, measure and
// unit, and whatever else is not empty.
func show(text string, figures []figure.Figure, i int) string {
	f := &figures[i]
	out := []string{text[f.Start:f.End], f.Bounds.String(), f.Measure, f.Unit}
	if f.PartOf >= 0 {
		out = append(out, "of: "+text[figures[f.PartOf].Start:figures[f.PartOf].End])
	}
	if f.Change != "" {
		out = append(out, "change: "+string(f.Change))
	}
	if f.Status != "" {
		out = append(out, string(f.Status))
	}
	if f.Cumulative {
		out = append(out, "cumulative")
	}
	if f.Place.Len() > 0 {
		out = append(out, "in: "+text[f.Place.Start:f.Place.End])
	}
	return strings.TrimRight(strings.Join(out, " | "), " |")
}

// A testCase is a sentence and the lines of its figures.
type testCase struct {
	text string
	want []string
}

// cases reads a table of sentences, each with its figures in indented lines
// after it.
func cases(t *testing.T, name string) []testCase {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []testCase
	for _, line := range strings.Split(string(b), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t':
			c := &out[len(out)-1]
			c.want = append(c.want, line[1:])
		default:
			out = append(out, testCase{text: line})
		}
	}
	return out
}

func TestFigures(t *testing.T) {
	all := append(cases(t, "figures.txt"), cases(t, "classes.txt")...)
	if len(all) < 500 {
		t.Errorf("%d cases, want 500", len(all))
	}
	for _, c := range all {
		figures := find(c.text)
		var got []string
		for i := range figures {
			got = append(got, show(c.text, figures, i))
		}
		if g, w := strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"); g != w {
			t.Errorf("%s\ngot\t%s\nwant\t%s", c.text, g, w)
		}
	}
}

// TestOf reads who is counted where pronouns stand for them.
func TestOf(t *testing.T) {
	for _, test := range []struct{ text, figure, of string }{
		{"The flood killed 12 farmers.", "12 farmers", "farmers"},
		{"Four soldiers were killed and 11 wounded.", "11 wounded", "soldiers"},
		{"Nine nurses fell ill, two of them seriously.", "two of them", "nurses"},
		{"The coastguard saved 40 passengers aboard the ferry.", "40 passengers", "passengers aboard the ferry"},
		{"The rebels have lost ground. They have lost 900 since May.", "900", "rebels"},
	} {
		got := "none"
		for _, f := range find(test.text) {
			if test.text[f.Start:f.End] == test.figure {
				got = f.Of.Name
			}
		}
		if got != test.of {
			t.Errorf("%s: %s of %q, want %q", test.text, test.figure, got, test.of)
		}
	}
}

// TestStatements ties figures to the innermost statement that gives them.
func TestStatements(t *testing.T) {
	text := "The mayor said the army had said that 12 people were killed. Three houses burned."
	figures := find(text)
	if len(figures) != 2 || figures[0].Relation < 0 || figures[1].Relation != -1 {
		t.Fatalf("got %+v", figures)
	}
	l, a := load()
	d := l.Read(text)
	r := a.Read(d)
	if c := r[figures[0].Relation].Content; !strings.HasPrefix(text[c[0].Start:], "that 12 people") {
		t.Errorf("12 people stand in %q", text[c[0].Start:c[0].End])
	}
}

// TestFiguresHold reads odd texts and checks what must always hold.
func TestFiguresHold(t *testing.T) {
	texts := []string{"", " ", "no", "no one", "one", "a", "half a", "12", "$", "$ 5", "-", "- - 5 - 5", "of of 5 of", "5 of 5 of 5 of them", "more than", "up to up to 5",
		"between 5 and", "from 5 to", "a few", "several of", "dozens of", "tens of", "1 000 000 000 000 000 000", strings.Repeat("9", 400), strings.Repeat("1 million ", 50),
		strings.Repeat("hundred ", 80), strings.Repeat("5-", 60), "12 \xff dead", "½", "½ ½", "1/3 of them", "%", "5%%", "among them three", "including 5", "and 5 wounded", "Three", "No.", "no no no"}
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
		check(t, text)
	}
}

// check reads text and checks that its figures lie in it, in order, with
// bounds that hold together.
func check(t *testing.T, text string) {
	t.Helper()
	last := 0
	figures := find(text)
	for i := range figures {
		f := &figures[i]
		switch {
		case f.Start < last || f.End <= f.Start || f.End > len(text):
			t.Fatalf("%.60q: figure %d at %v after %d", text, i, f.Span, last)
		case !(f.Low <= f.High) || math.IsInf(f.Low, 1) || math.IsInf(f.High, -1):
			t.Fatalf("%.60q: figure %q from %g to %g", text, text[f.Start:f.End], f.Low, f.High)
		case f.PartOf >= len(figures) || f.PartOf == i:
			t.Fatalf("%.60q: figure %d is part of %d", text, i, f.PartOf)
		case f.Measure == "":
			t.Fatalf("%.60q: %q measures nothing", text, text[f.Start:f.End])
		}
		for _, s := range []lang.Span{f.Of.Span, f.Place, f.Period.Span} {
			if s.Start < 0 || s.End < s.Start || s.End > len(text) {
				t.Fatalf("%.60q: figure %d has a span %v", text, i, s)
			}
		}
		if b, ok := figure.ParseBounds(f.Bounds.String()); !ok || b != f.Bounds {
			t.Fatalf("%.60q: %q reads back as %+v, want %+v", text, f.Bounds.String(), b, f.Bounds)
		}
		last = f.Start
	}
}

// FuzzFind reads any text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"At least 340 people were killed and 12 wounded.", "between $2.5 and 3 million of the 40%", "half a million, a third of them, 12-15 of whom"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4000 {
			check(t, text)
		}
	})
}

// BenchmarkFind finds the figures of a story that has been read.
func BenchmarkFind(b *testing.B) {
	l, a := load()
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Repeat(string(text)+"\n\n", 10))
	relations := a.Read(d)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		figure.Find(d, relations, nil)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

// ExampleBounds_String prints bounds in words.
func ExampleBounds_String() {
	for _, s := range []string{"well over 900", "nearly two million", "10-32", "some 12,500", "40 or fewer"} {
		b, _ := figure.ParseBounds(s)
		fmt.Println(b)
	}
	// Output:
	// more than 900
	// nearly 2,000,000
	// 10 to 32
	// about 12,500
	// up to 40
}
