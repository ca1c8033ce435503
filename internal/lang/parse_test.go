package lang

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/weights"
)

// trained returns the weight file of a stage.
func trained(t testing.TB, stage string) *weights.File {
	t.Helper()
	b, err := os.ReadFile("../english/data/" + stage + ".weights")
	if err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// loadParsing returns a tagger and a parser with the trained weights.
func loadParsing(t testing.TB) (*Tagger, *Parser) {
	t.Helper()
	tagger, err := LoadTagger(trained(t, "tagger"))
	if err != nil {
		t.Fatal(err)
	}
	parser, err := LoadParser(trained(t, "parser"))
	if err != nil {
		t.Fatal(err)
	}
	return tagger, parser
}

// spaced returns a document of sentences whose tokens stand between spaces.
func spaced(sentences ...string) *Document {
	d := &Document{Text: strings.Join(sentences, "\n")}
	pos := 0
	for _, s := range sentences {
		first := len(d.Tokens)
		for w := range strings.FieldsSeq(s) {
			start := pos + strings.Index(d.Text[pos:], w)
			pos = start + len(w)
			d.Tokens = append(d.Tokens, Token{Span: Span{start, pos}, Head: -1})
		}
		if len(d.Tokens) > first {
			d.Sentences = append(d.Sentences, Sentence{First: first, Last: len(d.Tokens)})
		}
	}
	return d
}

// checkTrees checks that every sentence of d is a tree with one root, and that
// the root alone has the relation of that name.
func checkTrees(t *testing.T, d *Document) {
	t.Helper()
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			tok := &d.Tokens[i]
			if (tok.Head < 0) != (tok.Rel == RelRoot) {
				t.Errorf("token %d has head %d and relation %v", i, tok.Head, tok.Rel)
			}
			if tok.Head < 0 {
				roots++
			} else if tok.Head < s.First || tok.Head >= s.Last {
				t.Errorf("token %d of sentence [%d, %d) has head %d", i, s.First, s.Last, tok.Head)
				return
			}
		}
		if roots != 1 {
			t.Errorf("sentence [%d, %d) has %d roots", s.First, s.Last, roots)
		}
		checkReach(t, d, s)
	}
}

// checkReach checks that the root is above every token of s.
func checkReach(t *testing.T, d *Document, s Sentence) {
	t.Helper()
	above := make([]bool, s.Last-s.First)
	var path []int
	for i := s.First; i < s.Last; i++ {
		path = path[:0]
		for j := i; j >= 0 && !above[j-s.First]; j = d.Tokens[j].Head {
			if path = append(path, j); len(path) > s.Last-s.First {
				t.Errorf("token %d stands in a circle", i)
				return
			}
		}
		for _, j := range path {
			above[j-s.First] = true
		}
	}
}

func TestParseHeads(t *testing.T) {
	tagger, parser := loadParsing(t)
	for _, c := range []struct{ sentence, arcs string }{
		{"The minister resigned .", "minister>The:det resigned>minister:nsubj resigned>.:punct"},
		{"Duarte said the bridge would close on Friday .", "said>Duarte:nsubj bridge>the:det close>bridge:nsubj close>would:aux said>close:ccomp Friday>on:case close>Friday:obl"},
		{"\" We will not pay , \" said Anna Lindqvist , the mayor .", "pay>We:nsubj pay>will:aux pay>not:advmod said>Anna:nsubj Anna>Lindqvist:flat Anna>mayor:appos"},
		{"The report was written by a panel of judges .", "report>The:det written>report:nsubj:pass written>was:aux:pass panel>by:case written>panel:obl:agent panel>judges:nmod"},
	} {
		d := spaced(c.sentence)
		tagger.Tag(d)
		parser.Parse(d)
		checkTrees(t, d)
		for arc := range strings.FieldsSeq(c.arcs) {
			if !hasArc(d, arc) {
				t.Errorf("%s: no arc %s", c.sentence, arc)
			}
		}
	}
}

// hasArc reports whether d has an arc, written "head>dependent:relation".
func hasArc(d *Document, arc string) bool {
	for i, tok := range d.Tokens {
		if tok.Head >= 0 && d.Word(tok.Head)+">"+d.Word(i)+":"+tok.Rel.String() == arc {
			return true
		}
	}
	return false
}

func TestParseOddInput(t *testing.T) {
	tagger, parser := loadParsing(t)
	for name, d := range map[string]*Document{
		"nothing":        spaced(),
		"one word":       spaced("Yes"),
		"one mark":       spaced("."),
		"marks":          spaced("( ( ) ) \" \" - - ..."),
		"the same word":  spaced(strings.Repeat("that ", 300)),
		"a long list":    spaced(strings.Repeat("sheep , ", 20000) + "and goats ."),
		"not English":    spaced("Ωμέγα λόγος 中文 字 \xff\xfe"),
		"many sentences": spaced("Go .", "Who ?", "Nobody", ".", "They left , he said ."),
	} {
		t.Run(name, func(t *testing.T) {
			tagger.Tag(d)
			parser.Parse(d)
			checkTrees(t, d)
		})
	}
}

// Whatever words and tags come together, trees come out.
func TestParseAnyTags(t *testing.T) {
	_, parser := loadParsing(t)
	words := strings.Fields("the a said mayor of and , . \" who will to report not running Lindqvist 40")
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		var sentences []string
		for range 1 + rng.IntN(4) {
			var s []string
			for range 1 + rng.IntN(60) {
				s = append(s, words[rng.IntN(len(words))])
			}
			sentences = append(sentences, strings.Join(s, " "))
		}
		d := spaced(sentences...)
		for i := range d.Tokens {
			d.Tokens[i].UPOS, d.Tokens[i].XPOS = UPOS(rng.IntN(NumUPOS)), XPOS(rng.IntN(NumXPOS))
		}
		parser.Parse(d)
		checkTrees(t, d)
	}
}

func TestLoadParserRejects(t *testing.T) {
	for name, b := range map[string]*weights.Builder{
		"no sections":   {},
		"other actions": parserFile(3, make([]byte, 8*NumActions)),
		"too short":     parserFile(NumActions, make([]byte, 3)),
		"odd relation":  parserFile(NumActions, append(make([]byte, 8*NumActions-1), 0xff)),
	} {
		f, err := weights.Open(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := LoadParser(f); err == nil {
			t.Errorf("%s: loaded without an error", name)
		}
	}
}

// parserFile returns a parser's weight file without weights.
func parserFile(actions int, known []byte) *weights.Builder {
	var b weights.Builder
	b.Add("moves", weights.BuildPacked(actions, 1, nil, nil))
	b.Add("relations", weights.BuildSparse(NumRel, 1, nil, nil))
	b.Add("known", known)
	return &b
}

func BenchmarkParse(b *testing.B) {
	tagger, parser := loadParsing(b)
	d := spaced(benchmarkStory()...)
	tagger.Tag(d)
	b.ReportAllocs()
	for b.Loop() {
		parser.parse(d)
	}
	b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

// benchmarkStory returns sentences in many combinations, so that the features
// do not all fit the cache.
func benchmarkStory() []string {
	who := []string{"The mayor of Veldhaven", "A spokeswoman for the harbour board", "Tomas Okafor , who led the inquiry ,", "Several residents", "Her lawyer", "The company 's chief engineer"}
	said := []string{"said", "told reporters on Tuesday that", "denied that", "has repeatedly warned that", "was quoted as saying", "wrote in a letter that"}
	what := []string{"the bridge had been closed for repairs since early March", "nobody would lose their job over the delay", "two of the seven boats that sank were never inspected",
		"it would cost 40 million to rebuild the old market hall", "prices could rise again if the strike goes on", "they did not know who signed the contract"}
	end := []string{".", ", and called for an inquiry .", "after a meeting that lasted nearly six hours .", ", according to minutes seen by this paper .", "because the council ran out of money ."}
	var out []string
	for _, a := range who {
		for _, b := range said {
			for _, c := range what {
				for _, d := range end {
					out = append(out, a+" "+b+" "+c+" "+d)
				}
			}
		}
	}
	return out
}
