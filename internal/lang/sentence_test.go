package lang

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/weights"
)

// testSplitter returns the splitter with the weights that the program has.
func testSplitter(t testing.TB) *Splitter {
	t.Helper()
	b, err := os.ReadFile("../english/data/sentences.weights")
	if err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	s := &Splitter{}
	if err := s.load(f); err != nil {
		t.Fatal(err)
	}
	return s
}

// cutText returns text as the splitter reads it.
func cutText(s *Splitter, text string) *Document {
	d := &Document{Text: text}
	pars := Paragraphs(text)
	d.Quotations = quotations(text, pars)
	s.split(d, pars)
	return d
}

// TestSentences reads texts in which a bar stands where a sentence ends within
// its paragraph.
func TestSentences(t *testing.T) {
	s := testSplitter(t)
	for _, want := range []string{
		"The port is closed.|No boat left.",
		"Dr. Ana Duarte and Sen. Rui Leal met.|They agreed.",
		"Gov. C.L. Leal met Lt. Gov. Ana Duarte on Tuesday.|They agreed.",
		"He went back to the U.S. Department of Ports on Monday.",
		"He returned to the U.S.|The trip was long.",
		"The ferry leaves at 7 p.m. Eastern from pier No. 4 on most days.",
		"“Is it over?” he asks.",
		"“Is it over?” Ms. Duarte asked.|“It is.”",
		"\"We will win!\" Leal said on Monday.|\"We have to.\"",
		"“The port is shut.|No boat will leave,” she said.|“Not today.”",
		"“The port is shut.”|The mayor left.",
		"''The port is shut,'' she said.|''No boat will leave.''",
		"She said, ''I will not go back there today.''",
		"He sent an email (on Monday).|Nobody answered it.",
		"Rep. Rui Leal (R-Wis.) voted no.|Others did not.",
		"Sen. Ana Duarte (D-Mass.), who leads the panel, left.",
		"The mayor had one message: The port will stay shut.",
		"The mayor said: “The port will stay shut.”",
		"Leal, who lives in Velsund, Wyo. — a small town — said so.",
		"She waited ... and waited.|Then she left.",
		"The firm, Velsund Ferries Inc., is based in St. Olaf.|It has 40 boats.",
		"It cost $4.5 million.|Nobody paid.",
		"What now?|Nobody knows!|It is late.",
		"Leal v. Duarte was heard on Jan. 4 by J.R. Holm in Velsund.",
	} {
		text := strings.ReplaceAll(want, "|", " ")
		d := cutText(s, text)
		var got []string
		for _, sent := range d.Sentences {
			sp := d.Span(sent.First, sent.Last)
			got = append(got, text[sp.Start:sp.End])
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf(" got %s\nwant %s", g, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	long := "The harbour master of the little town told the\nreporters there that the port would stay closed until\nthe end of the week because of the storm, he said."
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0}, {" \n\u00a0\n", 0}, {"One.", 1}, {"One.\n\nTwo.", 2}, {"One.\r\n\r\nTwo.\r\nThree.", 3}, {"One.\nTwo.", 2},
		{"Headline without a point\nThe story began.", 2}, {"One\u2029Two", 2}, {long, 1}, {long + "\n\n" + long, 2},
	} {
		if got := len(Paragraphs(c.text)); got != c.want {
			t.Errorf("%q: %d paragraphs, want %d", c.text, got, c.want)
		}
	}
}

// TestSentencesCoverTokens checks that every token is in one sentence and
// every sentence in one paragraph.
func TestSentencesCoverTokens(t *testing.T) {
	s := testSplitter(t)
	for _, text := range append(oddTexts(), story) {
		d := cutText(s, text)
		tok, sent := 0, 0
		for i, p := range d.Paragraphs {
			if p.First != sent || p.Last <= p.First {
				t.Fatalf("paragraph %d has sentences %d to %d after %d", i, p.First, p.Last, sent)
			}
			for ; sent < p.Last; sent++ {
				if x := d.Sentences[sent]; x.First != tok || x.Last <= x.First || x.Paragraph != i {
					t.Fatalf("sentence %d is %+v after token %d", sent, x, tok)
				}
				tok = d.Sentences[sent].Last
			}
		}
		if tok != len(d.Tokens) || sent != len(d.Sentences) {
			t.Fatalf("%d of %d tokens, %d of %d sentences", tok, len(d.Tokens), sent, len(d.Sentences))
		}
	}
}

// TestLinearTime reads texts of a megabyte that would take minutes if any
// step took time in the square of their length.
func TestLinearTime(t *testing.T) {
	s := testSplitter(t)
	for _, unit := range []string{"\"", "a", "'a ", " 'a", "\"a", "a/", "a’s", "1/", "x@", "A.", "« ", "“", "(", "\u200b\"", "s' a ", ")", "a.", "!\"", "👍", "--"} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		cutText(s, text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("a megabyte of %q took %v", unit, took)
		}
	}
	text := "http://" + strings.Repeat(")", 1<<20)
	start := time.Now()
	cutText(s, text)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("a long address took %v", took)
	}
}

// story is what the benchmarks read.
const story = `Storm shuts Velsund port; harbour master blames late warning

VELSUND, Norhaven (NNA) — The port of Velsund was closed on Tuesday after a storm tore three ferries from their moorings, the harbour master, Rui Leal, said.

“We had no warning until 4 a.m.,” Leal told reporters at a briefing. “By then the boats were already loose. What could we do?”

Dr. Ana Duarte of the U.S. Weather Service, who wasn't at the briefing, denied that its forecast had come late. “It was sent at 9:40 p.m. on Monday,” she said in a statement. “He told me, ‘I have read it.’ ”

About 1,250 passengers — many of them from St. Olaf — spent the night in schools; nobody was hurt, according to the well-known ferry company Holm & Co. The workers' union said it would ask for $4.5 million.
`

func BenchmarkTokenize(b *testing.B) {
	text := strings.Repeat(story, 20)
	pars := Paragraphs(text)
	var toks []Token
	for b.Loop() {
		toks = toks[:0]
		for _, p := range pars {
			toks = tokenize(text, p, toks)
		}
	}
	reportTokens(b, len(toks))
}

func BenchmarkQuotations(b *testing.B) {
	text := strings.Repeat(story, 20)
	pars := Paragraphs(text)
	for b.Loop() {
		quotations(text, pars)
	}
	b.SetBytes(int64(len(text)))
}

// BenchmarkSentences measures the way from bytes to sentences: paragraphs,
// quotations, tokens and sentences.
func BenchmarkSentences(b *testing.B) {
	s := testSplitter(b)
	text := strings.Repeat(story, 20)
	var d *Document
	b.ReportAllocs()
	for b.Loop() {
		d = cutText(s, text)
	}
	reportTokens(b, len(d.Tokens))
}

func reportTokens(b *testing.B, n int) {
	b.ReportAllocs()
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func ExampleLanguage() {
	fmt.Println(Language("La alcaldesa dijo que el puerto está cerrado desde el lunes, según los pescadores."))
	// Output: es Spanish
}
