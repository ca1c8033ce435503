package lang

import (
	"strings"
	"testing"
)

// trainedLemmas loads the tagger and the lemmas.
func trainedLemmas(t testing.TB) (*Tagger, *Lemmas) {
	t.Helper()
	tagger, l := &Tagger{}, &Lemmas{}
	if err := tagger.load(trained(t, "tagger")); err != nil {
		t.Fatal(err)
	}
	if err := l.load(trained(t, "lemmas"), &tagger.Lexicon); err != nil {
		t.Fatal(err)
	}
	return tagger, l
}

// tagged makes a document of one sentence of words with their tags ("said/VBD").
func tagged(t testing.TB, words string) *Document {
	t.Helper()
	d := &Document{}
	for _, w := range strings.Fields(words) {
		form, tag, _ := strings.Cut(w, "/")
		x, ok := ParseXPOS(tag)
		if !ok {
			t.Fatalf("unknown tag in %q", w)
		}
		start := len(d.Text)
		d.Text += form + " "
		d.Tokens = append(d.Tokens, Token{Span: Span{start, start + len(form)}, XPOS: x})
	}
	d.Sentences = []Sentence{{0, len(d.Tokens), 0}}
	return d
}

func TestLemma(t *testing.T) {
	_, l := trainedLemmas(t)
	for in, want := range map[string]string{
		"Making/VBG":    "make",
		"hoping/VBG":    "hope",
		"stopped/VBD":   "stop",
		"travelled/VBD": "travel",
		"said/VBD":      "say",
		"went/VBD":      "go",
		"told/VBN":      "tell",
		"denies/VBZ":    "deny",
		"dies/VBZ":      "die",
		"discusses/VBZ": "discuss",
		"'s/VBZ":        "be",
		"’re/VBP":       "be",
		"’s/POS":        "’s",
		"n't/RB":        "not",
		"n’t/RB":        "not",
		"wo/MD":         "will",
		"us/PRP":        "we",
		"me/PRP":        "I",
		"Women/NNS":     "woman",
		"countries/NNS": "country",
		"series/NNS":    "series",
		"boxes/NNS":     "box",
		"houses/NNS":    "house",
		"worse/JJR":     "bad",
		"biggest/JJS":   "big",
		"largest/JJS":   "large",
		"easier/JJR":    "easy",
		"States/NNPS":   "State",
		"Duarte/NNP":    "Duarte",
		"NATO/NNP":      "NATO",
		"1,200/CD":      "1,200",
		"American/JJ":   "American",
		"Heavy/JJ":      "heavy",
		"retweeted/VBD": "retweet",
		"vlogging/VBG":  "vlog",
		"...ing/VBG":    "...ing",
		"\u200bran/VBD": "run",
		"REPORTED/VBD":  "report",
		"basically/RB":  "basically",
	} {
		d := tagged(t, in)
		l.Fill(d)
		if got := d.Lemma(0); got != want {
			t.Errorf("lemma of %s is %q, want %q", in, got, want)
		}
		if got := d.Forms[0].Lemma; got != WordHash(want) {
			t.Errorf("hash of the lemma of %s is not that of %q", in, want)
		}
	}
}

func TestLemmaOfAnything(t *testing.T) {
	_, l := trainedLemmas(t)
	for _, w := range []string{"", "s", "ing", "ed", "\xff\xfes", "İs", "\u200b\u200b", strings.Repeat("xs", 500), "’", "ﬁes", "yes", "est"} {
		for x := range XPOS(NumXPOS) {
			d := &Document{Text: w, Tokens: []Token{{Span: Span{0, len(w)}, XPOS: x}}, Sentences: []Sentence{{0, 1, 0}}}
			l.Fill(d)
			d.Lemma(0)
		}
	}
}

func TestLemmaWithoutWeights(t *testing.T) {
	d := tagged(t, "Reported/VBD")
	if got := d.Lemma(0); got != "report" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkLemma(b *testing.B) {
	_, l := trainedLemmas(b)
	d := tagged(b, strings.Repeat("The/DT ministers/NNS denied/VBD that/IN they/PRP had/VBD met/VBN Ana/NNP Duarte/NNP ,/, who/WP is/VBZ making/VBG bigger/JJR claims/NNS ./. ", 50))
	d.Forms = forms(d, nil)
	b.ReportAllocs()
	for b.Loop() {
		l.fill(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}
