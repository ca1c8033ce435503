package main

import (
	"math/rand/v2"
	"path/filepath"
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A boundary is a place where a sentence may end, and whether one does.
type boundary struct {
	features []uint64
	ends     bool
}

// boundaryEpochs is how often the trainer of sentences goes over the
// treebanks; more did not help.
const boundaryEpochs = 12

// trainSentences learns where sentences end from the raw text of the
// treebanks.
func trainSentences(s setting) (*weights.Builder, error) {
	var all []boundary
	for _, name := range []string{"gum", "ewt"} {
		sents, err := readCoNLLU(filepath.Join(s.corpora, "ud", name, "train.conllu.gz"))
		if err != nil {
			return nil, err
		}
		all = append(all, boundaries(sents)...)
	}
	p := newPerceptron(1)
	rng := rand.New(rand.NewPCG(1, 2))
	for range boundaryEpochs {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, b := range all {
			learnBoundary(p, b)
		}
	}
	keys, rows := p.freeze(2)
	var w weights.Builder
	w.Add("boundaries", weights.BuildPacked(1, 0, keys, rows))
	return &w, nil
}

// learnBoundary corrects p where it is wrong about b, or hardly right.
func learnBoundary(p *perceptron, b boundary) {
	const margin = 2
	p.step++
	var scores [weights.MaxClasses]float32
	p.add(&scores, b.features)
	switch {
	case b.ends && scores[0] < margin:
		p.bump(b.features, 0, 1)
	case !b.ends && scores[0] > -margin:
		p.bump(b.features, 0, -1)
	}
}

// boundaries returns the places of the raw text of sents where a sentence may
// end.
func boundaries(sents []goldSentence) []boundary {
	text := rawText(sents)
	before := charactersBefore(text)
	ends := map[int]bool{}
	for _, s := range goldAlignment(sents).sents {
		ends[s.End] = true
	}
	var out []boundary
	lang.Boundaries(text, func(features []uint64, end int) bool {
		b := boundary{slices.Clone(features), ends[before[end]]}
		out = append(out, b)
		return b.ends
	})
	return out
}
