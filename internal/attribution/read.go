package attribution

import (
	"errors"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A Reader finds attributions with trained weights. It is not changed by
// reading and may be used by many goroutines at once.
type Reader struct {
	// Cue and CueStep score the labels of the cue finder and their events, Span
	// and SpanStep those of the source and content finder. Prefer chooses among the options
	// of a candidate; Extend and Accept are logistic models. Each of the three has
	// one class.
	Cue, CueStep, Span, SpanStep, Prefer, Extend, Accept weights.Packed
	Senses                                               weights.Map // by SenseKey
	cueScale, cueStepScale                               float32
	spanScale, spanStepScale                             float32
}

// Load reads a Reader from its weight file.
func Load(f *weights.File) (*Reader, error) {
	r := &Reader{}
	var err error
	for _, p := range []struct {
		name    string
		to      *weights.Packed
		classes int
	}{
		{"cue", &r.Cue, numCueLabels}, {"cue step", &r.CueStep, numCueEvents}, {"span", &r.Span, numSpanLabels},
		{"span step", &r.SpanStep, numSpanEvents}, {"prefer", &r.Prefer, 1}, {"extend", &r.Extend, 1}, {"accept", &r.Accept, 1},
	} {
		if *p.to, err = f.Packed(p.name); err != nil {
			return nil, err
		}
		if p.to.Classes != p.classes {
			return nil, errors.New("attribution weights do not fit this program")
		}
	}
	if r.Senses, err = f.Map("senses"); err != nil {
		return nil, err
	}
	r.SetScales()
	return r, nil
}

// SetScales makes r ready after its classifiers were set.
func (r *Reader) SetScales() {
	r.cueScale, r.cueStepScale = float32(1/r.Cue.Scale), float32(1/r.CueStep.Scale)
	r.spanScale, r.spanStepScale = float32(1/r.Span.Scale), float32(1/r.SpanStep.Scale)
}

// Read returns the relations of d, in the order of their first words.
func (r *Reader) Read(d *lang.Document) []Relation {
	s := NewScene(d, &r.Senses)
	cands := r.Candidates(s)
	r.ExtendAll(s, cands)
	s.prepare(cands)
	r.Judge(s, cands)
	s.lift(cands)
	kept := s.choose(cands)
	for k := range kept {
		s.elsewhere(&kept[k])
	}
	kept = s.heard(r.framed(s, kept))
	kept = s.quoting(s.unnamed(s.putAt(s.withheld(kept))))
	kept = r.nest(s, s.cite(r.mend(s, kept)))
	rels := ofStory(d, s.relations(kept))
	s.describe(rels)
	return rels
}

// WalkCue calls f with the features of each token of sentence si as a part of
// a cue and of the step to it, and last, without a token, of the step out of
// the sentence: for training.
func (s *Scene) WalkCue(si int, f func(token, step []uint64)) {
	var v sentenceView
	s.view(si, &v)
	var a, b []uint64
	for i := v.first; i < v.last; i++ {
		a, b = s.cueFeatures(&v, i, a[:0]), s.cueEdges(&v, i, b[:0])
		f(a, b)
	}
	f(nil, s.cueEdges(&v, v.last, b[:0]))
}

// WalkSpan does the same for the source and content of a cue in its sentence.
func (s *Scene) WalkSpan(cue []int, f func(token, step []uint64)) {
	var fr frame
	s.newFrame(cue, &fr)
	var a, b []uint64
	for i := fr.First; i < fr.Last; i++ {
		a, b = s.spanFeatures(&fr, i, a[:0]), s.spanEdges(&fr, i, b[:0])
		f(a, b)
	}
	f(nil, s.spanEdges(&fr, fr.Last, b[:0]))
}

// WalkOffers has choose say, for every quotation that may belong to a candidate
// from outside its sentence, whether it does: for training.
func (s *Scene) WalkOffers(cands []Candidate, choose func(k int, tokens [2]int, features []uint64) bool) {
	e := newExtender(s, cands)
	for k := range cands {
		e.offers(k, func(q quoteRun, f []uint64) bool { return choose(k, [2]int{q.first, q.last}, f) })
	}
}

// ExtendAll gives the candidates the quotations from outside their sentences
// that are likely theirs. A quotation goes to one candidate only.
func (r *Reader) ExtendAll(s *Scene, cands []Candidate) {
	e := newExtender(s, cands)
	type claim struct {
		k    int
		q    quoteRun
		prob float64
	}
	var claims []claim
	for k := range cands {
		e.offers(k, func(q quoteRun, f []uint64) bool {
			var sc weights.PackedScores
			r.Extend.Add(&sc, f)
			p := sigmoid(float64(sc[0]) / r.Extend.Scale)
			if p < .5 {
				return false
			}
			claims = append(claims, claim{k, q, p})
			return true
		})
	}
	best := map[int]int{} // first token of a quotation -> claim
	for i, c := range claims {
		if b, ok := best[c.q.first]; !ok || claims[b].prob*cands[claims[b].k].CueProb < c.prob*cands[c.k].CueProb {
			best[c.q.first] = i
		}
	}
	for k := range cands {
		e.complete(&cands[k])
	}
	for i, c := range claims {
		if best[c.q.first] != i {
			continue
		}
		cand := &cands[c.k]
		var more []int
		for t := c.q.first; t < c.q.last; t++ {
			more = append(more, t)
		}
		cand.Content = merge(cand.Content, more)
		cand.Taken = append(cand.Taken, c.q.first)
	}
	for k := range cands {
		if c := &cands[k]; len(c.Content) == 0 {
			c.Content = c.Fallback
		}
	}
}

// Judge fills in how likely each candidate is to be right.
func (r *Reader) Judge(s *Scene, cands []Candidate) {
	var f []uint64
	for k := range cands {
		var sc weights.PackedScores
		f = s.AcceptFeatures(cands, k, f[:0])
		r.Accept.Add(&sc, f)
		cands[k].Prob = sigmoid(float64(sc[0]) / r.Accept.Scale)
		if cands[k].sure {
			cands[k].Prob = max(cands[k].Prob, sureProb)
		}
	}
}

// sureProb is the least confidence in what the layout leaves no doubt about.
// The corpus has too little of it to measure.
const sureProb = .75

// minProb is how likely a candidate must be to be taken for a relation: about
// where relation F1 is highest on unseen stories, of equals the more precise.
const minProb = .36

// minOddProb is the same for a cue without a word of those that tell an act and
// without a quotation: much of what the corpus has of them ("symbolizes wealth")
// nobody would look for in a record.
const minOddProb = .42

// choose returns the candidates that are taken for relations, in the order of
// their cues.
func (s *Scene) choose(cands []Candidate) []Candidate {
	var out []Candidate
	for _, c := range cands {
		least := minProb
		if c.layout == layoutNone && !s.attributive(c.Cue) && s.KindOf(&c) < 2 {
			least = minOddProb
		}
		if c.Prob >= least && len(c.Content) > 0 && !s.asking(c.Content) {
			out = append(out, c)
		}
	}
	return out
}

// asking reports whether toks are but the word that a question starts with:
// "What do monitors say?"
func (s *Scene) asking(toks []int) bool {
	x := s.words[toks[0]].tag
	return len(toks) == 1 && (x == lang.WP || x == lang.WRB || x == lang.WDT)
}

// attributive reports whether a cue has a word that tells an act.
func (s *Scene) attributive(cue []int) bool {
	for _, i := range cue {
		if s.wordAt(i) == accordingWord {
			return true
		}
		if _, ok := phrases[weights.Join2(1, s.words[i].lemma, s.wordAt(i+1))]; ok && s.words[i].tag.Verbal() {
			return true
		}
		if u, ok := usages[s.words[i].lemma]; ok && u.frame != light && u.frame != passing && u.frame != negating && u.frame != available {
			return true
		}
	}
	return false
}

// pieces returns the spans of a sorted list of tokens.
func (s *Scene) pieces(toks []int) []lang.Span {
	var out []lang.Span
	for i := 0; i < len(toks); {
		j := i + 1
		for j < len(toks) && toks[j] == toks[j-1]+1 {
			j++
		}
		out = append(out, s.Doc.Span(toks[i], toks[j-1]+1))
		i = j
	}
	return out
}
