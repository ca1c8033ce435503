package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// How attribution is trained. The folds' F1 on training stories chose these:
// a slower cue finder gains half a point over a fast one, and rare features
// cost space and bring nothing.
const (
	attributionFolds = 4
	cueEpochs        = 8
	cueRate          = .02
	spanEpochs       = 5
	spanRate         = .05
	featureCutoff    = 14
	preferEpochs     = 6
	preferRate       = .02
	preferL2         = 1e-3
	acceptEpochs     = 6
	acceptRate       = .02
	acceptL2         = 1e-3
)

// An annotatedStory is a story as the program reads it, with what its
// annotators found, in tokens.
type annotatedStory struct {
	scene *attribution.Scene
	gold  [][]goldRelation // by annotator
	ours  bool             // one of the invented stories
}

// A goldRelation is a relation in sorted tokens.
type goldRelation struct{ source, cue, content []int }

// trainAttribution trains all that attribution needs.
func trainAttribution(s setting) (*weights.Builder, error) {
	senses, err := senseMap(filepath.Join(s.out, "wordnet.txt.gz"))
	if err != nil {
		return nil, err
	}
	reader, err := loadReader(s.out)
	if err != nil {
		return nil, err
	}
	m := must(weights.ReadMap(senses))
	stories, err := annotatedStories(s, reader, &m)
	if err != nil {
		return nil, err
	}
	invented, err := inventedStories("train/stories", reader, &m)
	if err != nil {
		return nil, err
	}
	stories = append(stories, invented...)
	b := newAttributionTrainer(&m, stories).train()
	b.Add("senses", senses)
	return b, nil
}

// An attributionTrainer holds the stories and the examples made of them.
type attributionTrainer struct {
	senses  *weights.Map
	stories []annotatedStory
	cue     *crf
	span    *crf
	cues    [attributionFolds]*crfModel // the cue finders that have not seen a fold
}

// annotatedStories reads the stories of PolNeAR, or makes some of the treebanks
// where that is not to be used.
func annotatedStories(s setting, reader *lang.Reader, senses *weights.Map) ([]annotatedStory, error) {
	if !s.polnear {
		return derivedStories(s, reader, senses)
	}
	texts, err := readGold(filepath.Join(s.corpora, "polnear", "train"))
	if err != nil {
		return nil, err
	}
	stories := make([]annotatedStory, len(texts))
	eachParallel(len(texts), func(i int) { stories[i] = annotate(reader, senses, texts[i]) })
	return stories, nil
}

func newAttributionTrainer(senses *weights.Map, stories []annotatedStory) *attributionTrainer {
	t := &attributionTrainer{senses: senses, stories: stories}
	t.cue, t.span = newCRF(attribution.CueChain), newCRF(attribution.SpanChain)
	for k := range t.stories {
		for _, gold := range t.stories[k].gold {
			t.addCues(k, gold)
		}
	}
	t.cue.prune(featureCutoff)
	t.markCues()
	for k := range t.stories {
		for _, gold := range t.stories[k].gold {
			t.addSpans(k, gold)
		}
	}
	t.span.prune(featureCutoff)
	return t
}

// markCues trains the cue finder by folds and marks in every story the cues
// that it finds there unseen: the source and content finder looks at them.
func (t *attributionTrainer) markCues() {
	eachParallel(attributionFolds, func(k int) { t.cues[k] = t.cue.fit(cueEpochs, cueRate, outside(k)) })
	for k, m := range t.cues {
		r := t.reader(m, nil)
		eachParallel(len(t.stories), func(i int) {
			if i%attributionFolds == k {
				t.stories[i].scene.MarkCues(r.Cues(t.stories[i].scene))
			}
		})
	}
}

// outside returns which stories are not in fold k.
func outside(k int) func(int) bool {
	return func(story int) bool { return story%attributionFolds != k }
}

// annotate reads a text and finds the tokens of its gold spans.
func annotate(reader *lang.Reader, senses *weights.Map, text goldText) annotatedStory {
	d := reader.Read(text.text)
	st := annotatedStory{scene: attribution.NewScene(d, senses)}
	for _, file := range text.files {
		var rels []goldRelation
		for _, r := range file {
			g := goldRelation{tokensOf(d, r.source), tokensOf(d, r.cue), tokensOf(d, r.content)}
			if len(g.cue) > 0 && len(g.content) > 0 {
				rels = append(rels, g)
			}
		}
		st.gold = append(st.gold, rels)
	}
	return st
}

// tokensOf returns the tokens of d that the spans touch, in order.
func tokensOf(d *lang.Document, spans []lang.Span) []int {
	var out []int
	for _, s := range spans {
		for i := d.TokenAt(s.Start); i < len(d.Tokens) && d.Tokens[i].Start < s.End; i++ {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eachParallel calls f for 0 to n-1 on all cores.
func eachParallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// addCues adds every sentence of story k as an example of cues.
func (t *attributionTrainer) addCues(k int, gold []goldRelation) {
	sc := t.stories[k].scene
	labels := make([]uint8, len(sc.Doc.Tokens))
	for _, g := range gold {
		for j, i := range g.cue {
			if j > 0 && i == g.cue[j-1]+1 {
				labels[i] = 2
			} else if labels[i] == 0 && (j == 0 || i > g.cue[j-1]+3) {
				labels[i] = 1
			} else if j > 0 { // a cue broken by a word or two is one: what breaks it goes in
				for x := g.cue[j-1] + 1; x <= i; x++ {
					labels[x] = 2
				}
			}
		}
	}
	for si, st := range sc.Doc.Sentences {
		if labels[st.First] == 2 {
			labels[st.First] = 1
		}
		q := crfSequence{story: k, labels: labels[st.First:st.Last]}
		sc.WalkCue(si, func(unary, events []uint64) {
			if unary != nil {
				q.unary = append(q.unary, t.cue.unary.put(t.schemed(k, unary)))
			}
			q.events = append(q.events, t.cue.events.put(events))
		})
		t.cue.seqs = append(t.cue.seqs, q)
	}
}

// addSpans adds every cue of story k with its source and content in its sentence.
func (t *attributionTrainer) addSpans(k int, gold []goldRelation) {
	sc := t.stories[k].scene
	for _, g := range gold {
		si := sc.Doc.SentenceOf(g.cue[0])
		st := sc.Doc.Sentences[si]
		cue := within(g.cue, st)
		q := crfSequence{story: k, labels: make([]uint8, st.Last-st.First)}
		mark := func(toks []int, begin, inside uint8) {
			for _, i := range within(toks, st) {
				q.labels[i-st.First] = begin
				if i > st.First && (q.labels[i-1-st.First] == begin || q.labels[i-1-st.First] == inside) {
					q.labels[i-st.First] = inside
				}
			}
		}
		mark(g.source, 1, 2)
		mark(g.content, 3, 4)
		for _, i := range cue {
			q.only = append(q.only, int32(i-st.First))
			q.labels[i-st.First] = 0
		}
		for i := range q.labels { // a cue may have cut a run
			if y := q.labels[i]; (y == 2 || y == 4) && (i == 0 || q.labels[i-1] != y && q.labels[i-1] != y-1) {
				q.labels[i] = y - 1
			}
		}
		sc.WalkSpan(cue, func(unary, events []uint64) {
			if unary != nil {
				q.unary = append(q.unary, t.span.unary.put(t.schemed(k, unary)))
			}
			q.events = append(q.events, t.span.events.put(events))
		})
		t.span.seqs = append(t.span.seqs, q)
	}
}

// schemed appends to the features of story k those of how it was marked: the
// invented stories mark every plan and fear, of which the corpus marks half.
// So what the two differ in is learned apart (Daumé 2007), and texts are read
// as the corpus was.
func (t *attributionTrainer) schemed(k int, features []uint64) []uint64 {
	if !t.stories[k].ours {
		return features
	}
	return append(features, weights.Join(schemeKey, 1), weights.Join2(schemeKey, features[1], 2), weights.Join2(schemeKey, features[3], 3))
}

// schemeKey keeps the features of schemes apart from others.
const schemeKey = 200

// within returns those of the tokens that stand in sentence st.
func within(toks []int, st lang.Sentence) []int {
	var out []int
	for _, i := range toks {
		if st.First <= i && i < st.Last {
			out = append(out, i)
		}
	}
	return out
}

// sections encodes the two chains.
func (t *attributionTrainer) sections(cue, span *crfModel) map[string][]byte {
	out := map[string][]byte{}
	add := func(name string, c *crf, m *crfModel) {
		if m != nil {
			out[name], out[name+" step"] = m.unary.packed(&c.unary), m.events.packed(&c.events)
		}
	}
	add("cue", t.cue, cue)
	add("span", t.span, span)
	return out
}

// reader returns a reader with the two chains, of which span may be nil.
func (t *attributionTrainer) reader(cue, span *crfModel) *attribution.Reader {
	s := t.sections(cue, span)
	r := &attribution.Reader{Senses: *t.senses, Cue: must(weights.ReadPacked(s["cue"])), CueStep: must(weights.ReadPacked(s["cue step"]))}
	if span != nil {
		r.Span, r.SpanStep = must(weights.ReadPacked(s["span"])), must(weights.ReadPacked(s["span step"]))
	}
	r.SetScales()
	return r
}

// train trains everything: the chains by folds, on whose candidates for unseen
// stories the rest is trained, and then the chains on all stories.
func (t *attributionTrainer) train() *weights.Builder {
	cands := t.jackknife()
	prefer := t.prefer(cands)
	extend, accept := t.judges(cands)
	var cue, span *crfModel
	var wg sync.WaitGroup
	wg.Go(func() { cue = t.cue.fit(cueEpochs, cueRate, all) })
	wg.Go(func() { span = t.span.fit(spanEpochs, spanRate, all) })
	wg.Wait()
	sections := t.sections(cue, span)
	var b weights.Builder
	for _, name := range []string{"cue", "cue step", "span", "span step"} {
		b.Add(name, sections[name])
	}
	b.Add("prefer", prefer)
	b.Add("extend", extend)
	b.Add("accept", accept)
	return &b
}

// meet reports whether two sorted lists share an element.
func meet(a, b []int) bool {
	for _, i := range a {
		if _, ok := slices.BinarySearch(b, i); ok {
			return true
		}
	}
	return false
}

// right says whether candidate c is one of gold: the cues meet, the sources
// agree, the contents overlap by half.
func right(s *attribution.Scene, c *attribution.Candidate, gold []goldRelation) float32 {
	for _, g := range gold {
		if meet(c.Cue, g.cue) && sameSource(s.Doc, c.Source, g.source) && overlap(c.Content, g.content) >= .5 {
			return 1
		}
	}
	return 0
}

func sameSource(d *lang.Document, a, b []int) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	heavy := func(toks []int) []int {
		var out []int
		for _, i := range toks {
			if d.Forms[i].Shape != lang.ShapeMark && len(d.Word(i)) > 3 {
				out = append(out, i)
			}
		}
		if len(out) == 0 {
			return toks
		}
		return out
	}
	x, y := heavy(a), heavy(b)
	return shareOf(x, y)*2 >= min(len(x), len(y))
}

func shareOf(a, b []int) int {
	n := 0
	for _, i := range a {
		if _, ok := slices.BinarySearch(b, i); ok {
			n++
		}
	}
	return n
}

func overlap(a, b []int) float64 {
	n := shareOf(a, b)
	return float64(n) / float64(max(1, len(a)+len(b)-n))
}

// senseMap encodes the lexicographer files of the senses that the condensed
// WordNet gives for verbs and nouns.
func senseMap(path string) ([]byte, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	m := map[uint64]uint64{}
	for _, l := range lines {
		if l[0] == '!' || l[0] == '=' {
			continue
		}
		entry := strings.Fields(l)
		for _, e := range entry[1:] {
			if e[0] != 'n' && e[0] != 'v' {
				continue
			}
			// The first two senses say enough; the order between them says little.
			files := strings.Split(e[1:], ",")
			files = slices.Compact(files[:min(2, len(files))])
			v := uint64(0)
			for _, x := range files {
				n := uint64(x[0]-'0')*10 + uint64(x[1]-'0')
				v = v<<8 | n + 1
			}
			m[attribution.SenseKey(lang.WordHash(entry[0]), e[0] == 'v')] = v
		}
	}
	return buildMap(m), nil
}
