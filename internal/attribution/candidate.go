package attribution

import (
	"cmp"
	"math"
	"slices"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Candidate is a relation that may or may not be one, in tokens.
type Candidate struct {
	Cue, Source, Content []int
	// What the finders think of it.
	CueProb  float64  // probability of its first token as the start of a cue
	SpanProb float64  // logarithm of the probability of its source and content, over the root of the sentence's length
	Prob     float64  // that it is right, by Accept
	Options  []Option // the ways to read them, the finder's first choice first
	doubt    uint8    // which option was chosen
	// Fallback is the best content within the sentence where none is best. It
	// serves if no quotation from outside the sentence is taken in.
	Fallback []int
	// Taken are the quotations from outside the cue's sentence that belong to
	// its content, by their first tokens.
	Taken  []int
	to     []int  // whom it was said to, where that stands in the place of a source
	layout layout // what of the story's layout it comes from
	sure   bool   // the layout leaves no doubt
	nested bool   // found inside another's content
	cites  bool   // whom another cites; it has that one's content
}

// finders are the scratch space of the chains of one document.
type finders struct {
	chain  Chain
	view   sentenceView
	frame  frame
	feats  []uint64
	scores weights.PackedScores
	labels []uint8
	other  []uint8   // labels of second thoughts
	plain  []float32 // scores without a doubt
}

// cueBias is added to the score of a cue's start, so that doubtful cues become
// candidates too; Accept has the last word.
const cueBias = 2.75

// maxCues is the most cues that are taken of one sentence, the likeliest ones.
// News has ten statements in a paragraph at most. As each cue costs a walk over
// its sentence, this keeps the time that any text takes in proportion to its
// length.
const maxCues = 20

// Candidates returns all cues of a scene with their sources and the contents
// that they have in their own sentences.
func (r *Reader) Candidates(s *Scene) []Candidate {
	var f finders
	out := r.Cues(s)
	s.MarkCues(out)
	for i := range out {
		r.spans(s, &out[i], &f)
	}
	return s.addLaidOut(out)
}

// Cues returns the candidates of a scene with their cues alone.
func (r *Reader) Cues(s *Scene) []Candidate {
	var f finders
	var out []Candidate
	for si := range s.Doc.Sentences {
		out = r.cues(s, si, &f, out)
	}
	return out
}

// cues appends to out the cues of sentence si.
func (r *Reader) cues(s *Scene, si int, f *finders, out []Candidate) []Candidate {
	st := s.Doc.Sentences[si]
	n := st.Last - st.First
	s.view(si, &f.view)
	c := &f.chain
	c.Reset(CueChain, n)
	some, before := false, len(out)
	for i := range n {
		f.feats = s.cueFeatures(&f.view, st.First+i, f.feats[:0])
		f.scores = weights.PackedScores{}
		r.Cue.Add(&f.scores, f.feats)
		for y := range numCueLabels {
			c.Unary[i*numCueLabels+y] = float32(f.scores[y]) * r.cueScale
		}
		c.Unary[i*numCueLabels+cueB] += cueBias
		some = some || c.Unary[i*numCueLabels+cueB]-c.Unary[i*numCueLabels] > -8
	}
	if !some {
		return out
	}
	for i := range n + 1 {
		f.feats = s.cueEdges(&f.view, st.First+i, f.feats[:0])
		f.scores = weights.PackedScores{}
		r.CueStep.Add(&f.scores, f.feats)
		for e := range numCueEvents {
			c.Events[i*numCueEvents+e] = float32(f.scores[e]) * r.cueStepScale
		}
	}
	f.labels = resize(f.labels, n)
	c.Viterbi(f.labels)
	z := math.NaN()
	for i := 0; i < n; i++ {
		if f.labels[i] != cueB {
			continue
		}
		if math.IsNaN(z) {
			for k := range n { // the doubtful ones were let in: their probability is without the bias
				c.Unary[k*numCueLabels+cueB] -= cueBias
			}
			z = c.Sum()
		}
		cand := Candidate{CueProb: c.Marginal(i, cueB, z)}
		for j := i; j < n && (j == i || f.labels[j] == cueI); j++ {
			cand.Cue = append(cand.Cue, st.First+j)
		}
		out = append(out, cand)
	}
	return append(out[:before], likeliest(out[before:])...)
}

// likeliest returns the maxCues likeliest of the cues of one sentence, in order.
func likeliest(cues []Candidate) []Candidate {
	if len(cues) <= maxCues {
		return cues
	}
	slices.SortStableFunc(cues, func(a, b Candidate) int { return cmp.Compare(b.CueProb, a.CueProb) })
	cues = cues[:maxCues]
	slices.SortFunc(cues, func(a, b Candidate) int { return a.Cue[0] - b.Cue[0] })
	return cues
}

// spans fills in the source and content of cand within its sentence.
func (r *Reader) spans(s *Scene, cand *Candidate, f *finders) {
	fr := &f.frame
	s.newFrame(cand.Cue, fr)
	n := fr.Last - fr.First
	c := &f.chain
	c.Reset(SpanChain, n)
	for i := range n {
		f.feats = s.spanFeatures(fr, fr.First+i, f.feats[:0])
		f.scores = weights.PackedScores{}
		r.Span.Add(&f.scores, f.feats)
		for y := range numSpanLabels {
			c.Unary[i*numSpanLabels+y] = float32(f.scores[y]) * r.spanScale
		}
	}
	for i := range n + 1 {
		f.feats = s.spanEdges(fr, fr.First+i, f.feats[:0])
		f.scores = weights.PackedScores{}
		r.SpanStep.Add(&f.scores, f.feats)
		for e := range numSpanEvents {
			c.Events[i*numSpanEvents+e] = float32(f.scores[e]) * r.spanStepScale
		}
	}
	for _, i := range append(run(fr.First, min(s.Doc.PastDateline(fr.First), fr.Last)), cand.Cue...) {
		c.Only(i-fr.First, spanO)
	}
	f.labels = resize(f.labels, n)
	best, z := float64(c.Viterbi(f.labels)), c.Sum()
	cand.SpanProb = (best - z) / math.Sqrt(float64(n))
	cand.Source, cand.Content = collect(f.labels, fr.First)
	cand.Options = s.options(cand, f, best, z)
	r.prefer(s, cand, f)
	if s.onlyTime(cand.Content) { // "said late on Saturday" says something else
		for k, i := range cand.Source {
			if k > 0 && cand.Source[k-1] == i-1 {
				c.Only(i-fr.First, spanIS)
			} else {
				c.Only(i-fr.First, spanBS)
			}
		}
		for _, i := range cand.Content {
			c.Only(i-fr.First, spanO)
		}
		cand.Content = nil
	}
	if len(cand.Content) > 0 {
		return
	}
	for bias := float32(0); bias < 4 && len(cand.Fallback) == 0; bias += .5 {
		for i := range n {
			c.Unary[i*numSpanLabels+spanBC] += .5
			c.Unary[i*numSpanLabels+spanIC] += .5
		}
		for _, i := range cand.Cue {
			c.Only(i-fr.First, spanO)
		}
		c.Viterbi(f.labels)
		_, cand.Fallback = collect(f.labels, fr.First)
		if s.onlyTime(cand.Fallback) {
			for _, i := range cand.Fallback {
				c.Only(i-fr.First, spanO)
			}
			cand.Fallback = nil
		}
	}
}

// onlyTime reports whether toks are no more than a day or a time of the day.
func (s *Scene) onlyTime(toks []int) bool {
	days := 0
	for _, i := range toks {
		switch w := s.wordAt(i); {
		case calendar[w]:
			days++
		case !byDay[w]:
			return false
		}
	}
	return days > 0
}

// collect returns the tokens that labels mark as source and as content; the
// first label is that of token first.
func collect(labels []uint8, first int) (source, content []int) {
	for i, y := range labels {
		switch y {
		case spanBS, spanIS:
			source = append(source, first+i)
		case spanBC, spanIC:
			content = append(content, first+i)
		}
	}
	return source, content
}
