package lang

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// trainedReader loads the stages that names need.
func trainedReader(t testing.TB) *Reader {
	t.Helper()
	r, err := Load(trained(t, "sentences"), trained(t, "tagger"), trained(t, "lemmas"), nil, trained(t, "names"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// namesIn writes the names of d in a line: "person Ana Duarte; place Lisbon".
func namesIn(d *Document) string {
	var out []string
	for _, n := range d.Names {
		s := d.Span(n.First, n.Last)
		out = append(out, fmt.Sprintf("%v %s", n.Kind, d.Text[s.Start:s.End]))
	}
	return strings.Join(out, "; ")
}

func TestNames(t *testing.T) {
	r := trainedReader(t)
	for text, want := range map[string]string{
		"Mr. Obert Hallam told reporters in Lisbon that he would resign.":          "person Obert Hallam; place Lisbon",
		"The Finance Ministry said on Monday that Greece had paid the money back.": "body Finance Ministry; place Greece",
		"Sen. Carla Whitcombe (D-Ore.) rejected the idea.":                         "person Carla Whitcombe; place Ore.",
		"Virginia Gov. Martin Oakes declined to comment, the Associated Press reported.": "place Virginia; " +
			"person Martin Oakes; body Associated Press",
		"Secretary of State Helen Marsh met the Danish minister.": "person Helen Marsh; other Danish",
		"nobody said anything.":                                   "",
	} {
		if got := namesIn(r.Read(text)); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// A surname alone is read like the full name before it.
func TestNamesAgree(t *testing.T) {
	d := trainedReader(t).Read("Julia Lisbon runs the port. Asked about the strike, Lisbon said it was over. Critics of Lisbon disagreed.")
	for _, n := range d.Names {
		if n.Kind != Person {
			t.Errorf("%s: want persons only", namesIn(d))
		}
	}
	if len(d.Names) != 3 {
		t.Errorf("%s: want three names", namesIn(d))
	}
}

// Whatever the text: names are in order, do not overlap and stay within one sentence.
func TestNamesOfAnything(t *testing.T) {
	r := trainedReader(t)
	parts := []string{"Ana", "Duarte", "of", "the", "U.S.", "NATO", "\"", "'s", "-", "&", ",", ".", "\n\n", "said", "МОСКВА", "Ünal", "東京",
		"\xff", "\u200b", "😀", "D", "(", ")", "Mr.", "1990", "New York", "University", "A.", "’", "THE", "VISIT"}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		var b strings.Builder
		for range rng.IntN(120) {
			b.WriteString(parts[rng.IntN(len(parts))])
			if rng.IntN(4) > 0 {
				b.WriteByte(' ')
			}
		}
		d := r.Read(b.String())
		last := 0
		for _, n := range d.Names {
			if n.First < last || n.Last <= n.First || n.Last > len(d.Tokens) || d.SentenceOf(n.First) != d.SentenceOf(n.Last-1) {
				t.Fatalf("%q: name [%d, %d) after %d", b.String(), n.First, n.Last, last)
			}
			last = n.Last
		}
	}
}

func TestNameLabels(t *testing.T) {
	names := []Name{{1, 3, Person}, {3, 4, Place}, {6, 9, Body}}
	labels := NameLabels(names, 0, 10)
	got := labelledNames(nil, labels, 0)
	if fmt.Sprint(got) != fmt.Sprint(names) {
		t.Errorf("got %v, want %v", got, names)
	}
}

func BenchmarkNames(b *testing.B) {
	r := trainedReader(b)
	d := r.Read(strings.Repeat("The Finance Ministry in Lisbon denied on Monday that it had paid Obert Hallam, a former aide to President Ana Duarte, "+
		"more than 300,000 euros for work that nobody could describe. “We have seen no contract of that kind and we know of none,” "+
		"a spokeswoman said, adding that the papers would be handed to the court within days. Mr. Hallam did not answer calls.\n\n", 20))
	b.ReportAllocs()
	for b.Loop() {
		d.Names = d.Names[:0]
		r.Namer.name(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
