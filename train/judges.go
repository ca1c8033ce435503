package main

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/weights"
)

// jackknife returns the candidates that the chains find in every story when
// they have not seen it.
func (t *attributionTrainer) jackknife() [][]attribution.Candidate {
	cands := make([][]attribution.Candidate, len(t.stories))
	eachParallel(attributionFolds, func(k int) {
		r := t.reader(t.cues[k], t.span.fit(spanEpochs, spanRate, outside(k)))
		for i := range t.stories {
			if i%attributionFolds == k {
				cands[i] = r.Candidates(t.stories[i].scene)
			}
		}
	})
	return cands
}

func all(int) bool { return true }

// prefer trains what chooses among the ways to read a candidate's source and
// content, and has it choose.
func (t *attributionTrainer) prefer(cands [][]attribution.Candidate) []byte {
	l := newChoice()
	for k := range t.stories {
		st := &t.stories[k]
		for c := range cands[k] {
			cand := &cands[k][c]
			if len(cand.Options) < 2 {
				continue
			}
			options := make([][]uint64, len(cand.Options))
			for o := range options {
				options[o] = st.scene.OptionFeatures(cand, o, nil)
			}
			for _, gold := range st.gold {
				l.add(k, options, bestOptions(st.scene, cand, gold))
			}
		}
	}
	eachParallel(attributionFolds, func(fold int) { // what judges the choices must not see better ones than it will
		r := &attribution.Reader{Prefer: must(weights.ReadPacked(l.packed(l.fit(preferEpochs, preferRate, preferL2, outside(fold)))))}
		for i := range cands {
			if i%attributionFolds != fold {
				continue
			}
			for c := range cands[i] {
				r.ChooseOption(t.stories[i].scene, &cands[i][c])
			}
		}
	})
	return l.packed(l.fit(preferEpochs, preferRate, preferL2, all))
}

// bestOptions says which options of cand are right as far as its sentence
// goes: those whose content is nearest to that of one of gold.
func bestOptions(s *attribution.Scene, cand *attribution.Candidate, gold []goldRelation) []bool {
	near := make([]float64, len(cand.Options))
	for o := range near {
		near[o] = nearness(s, cand, &cand.Options[o], gold)
	}
	best := slices.Max(near)
	right := make([]bool, len(near))
	for o := range right {
		right[o] = best >= .5 && near[o] > best-.01
	}
	return right
}

// nearness returns how far the content of option o of cand overlaps with that
// of one of gold with its cue and source.
func nearness(s *attribution.Scene, cand *attribution.Candidate, o *attribution.Option, gold []goldRelation) float64 {
	st := s.Doc.Sentences[s.Doc.SentenceOf(cand.Cue[0])]
	best := 0.0
	for _, g := range gold {
		if !meet(cand.Cue, g.cue) || !sameSource(s.Doc, o.Source, g.source) {
			continue
		}
		content := within(g.content, st)
		if len(o.Content)+len(content) == 0 { // it stands in other sentences
			return 1
		}
		best = max(best, overlap(o.Content, content))
	}
	return best
}

// judges trains what looks at whole candidates: which quotations outside their
// sentences are theirs, and whether they are right.
func (t *attributionTrainer) judges(cands [][]attribution.Candidate) (extend, accept []byte) {
	l := newLogistic()
	for k := range t.stories {
		for _, gold := range t.stories[k].gold {
			t.addOffers(l, k, cands[k], gold)
		}
	}
	extend = l.packed(l.fit(12, .1, 1e-4, all))
	r := &attribution.Reader{Extend: must(weights.ReadPacked(extend)), Senses: *t.senses}
	eachParallel(len(cands), func(i int) { r.ExtendAll(t.stories[i].scene, cands[i]) })
	a := t.verdicts(cands)
	return extend, a.packed(a.fit(acceptEpochs, acceptRate, acceptL2, all))
}

// verdicts returns the candidates as examples of what is right and what is not.
func (t *attributionTrainer) verdicts(cands [][]attribution.Candidate) *logistic {
	a := newLogistic()
	var feats []uint64
	for k := range t.stories {
		st := &t.stories[k]
		for c := range cands[k] {
			feats = t.schemed(k, st.scene.AcceptFeatures(cands[k], c, feats[:0]))
			for _, gold := range st.gold {
				a.add(k, feats, right(st.scene, &cands[k][c], gold))
			}
		}
	}
	return a
}

// addOffers adds the quotations offered to the candidates of story k, where
// gold tells which relation a candidate stands for.
func (t *attributionTrainer) addOffers(l *logistic, k int, cands []attribution.Candidate, gold []goldRelation) {
	match := make([]*goldRelation, len(cands))
	for c := range cands {
		for g := range gold {
			if meet(cands[c].Cue, gold[g].cue) {
				match[c] = &gold[g]
				break
			}
		}
	}
	t.stories[k].scene.WalkOffers(cands, func(c int, q [2]int, f []uint64) bool {
		if match[c] == nil {
			return false
		}
		n := 0
		for i := q[0]; i < q[1]; i++ {
			if _, ok := slices.BinarySearch(match[c].content, i); ok {
				n++
			}
		}
		yes := n*2 > q[1]-q[0]
		target := float32(0)
		if yes {
			target = 1
		}
		l.add(k, f, target)
		return yes
	})
}
