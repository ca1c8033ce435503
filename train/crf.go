package main

import (
	"math"
	"math/rand/v2"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/weights"
)

// A crf is the training data of a linear-chain conditional random field: its
// sequences with their features.
type crf struct {
	kind   *attribution.ChainKind
	unary  crfTable
	events crfTable
	seqs   []crfSequence
}

// A crfTable numbers features and counts how often they are seen.
type crfTable struct {
	index keyIndex
	seen  []int32
}

// A crfSequence is one training example.
type crfSequence struct {
	story  int // where it is from
	labels []uint8
	only   []int32 // positions that may have no label but 0
	unary  [][]int32
	events [][]int32
}

// A crfModel is the weights of a crf in training, by stochastic gradients with
// AdaGrad's step sizes (Duchi, Hazan and Singer 2011).
type crfModel struct {
	data          *crf
	unary, events crfWeights
}

// crfWeights holds width weights for each feature.
type crfWeights struct {
	width int
	rate  float32
	w, g  []float32 // weights, and the sums of their squared gradients
	total []float32 // the sums of the weights after each of so many epochs
	n     int
}

// crfRuns is how often training starts anew, over the examples in another order.
const crfRuns = 3

// crfL2 keeps weights small.
const crfL2 = 1e-4

func newCRF(kind *attribution.ChainKind) *crf {
	return &crf{kind: kind, unary: crfTable{index: newKeyIndex(1 << 22)}, events: crfTable{index: newKeyIndex(1 << 20)}}
}

// put returns the numbers of features, which are counted as seen once more.
func (t *crfTable) put(features []uint64) []int32 {
	out := make([]int32, len(features))
	for i, h := range features {
		k := t.index.put(h)
		if k == len(t.seen) {
			t.seen = append(t.seen, 0)
		}
		t.seen[k]++
		out[i] = int32(k)
	}
	return out
}

// prune drops features seen less than cutoff times, and returns the new
// numbers of the rest.
func (t *crfTable) prune(cutoff int32) []int32 {
	renumber := make([]int32, len(t.seen))
	index := newKeyIndex(1 << 20)
	for k, h := range t.index.keys() {
		renumber[k] = -1
		if t.seen[k] >= cutoff {
			renumber[k] = int32(index.put(h))
		}
	}
	t.index, t.seen = index, nil
	return renumber
}

func renumberRows(rows [][]int32, renumber []int32) {
	for i, r := range rows {
		n := 0
		for _, k := range r {
			if renumber[k] >= 0 {
				r[n] = renumber[k]
				n++
			}
		}
		rows[i] = r[:n]
	}
}

// prune drops the features seen less than cutoff times. No sequence may be
// added after it.
func (c *crf) prune(cutoff int32) {
	ru, re := c.unary.prune(cutoff), c.events.prune(cutoff)
	for i := range c.seqs {
		renumberRows(c.seqs[i].unary, ru)
		renumberRows(c.seqs[i].events, re)
	}
}

// fit trains on the sequences of the stories that use says.
func (c *crf) fit(epochs int, rate float32, use func(story int) bool) *crfModel {
	nu, ne := len(c.unary.index.keys()), len(c.events.index.keys())
	m := &crfModel{c, newCRFWeights(nu, c.kind.Labels, rate), newCRFWeights(ne, c.kind.NumEvents, rate)}
	var order []int
	for i := range c.seqs {
		if use(c.seqs[i].story) {
			order = append(order, i)
		}
	}
	for run := range crfRuns {
		m.unary.restart()
		m.events.restart()
		m.run(order, epochs, rand.New(rand.NewPCG(3, uint64(4+run))))
	}
	m.unary.average()
	m.events.average()
	return m
}

// run goes over the sequences in order so many times.
func (m *crfModel) run(order []int, epochs int, rng *rand.Rand) {
	var chain attribution.Chain
	var gu, ge []float32
	for epoch := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			s := &m.data.seqs[k]
			n := len(s.labels)
			m.score(&chain, s)
			z := chain.Sum()
			gu = grow(gu, n*m.data.kind.Labels)
			ge = grow(ge, (n+1)*m.data.kind.NumEvents)
			chain.Observe(s.labels, gu, ge)
			for i := range gu {
				gu[i] = -gu[i]
			}
			for i := range ge {
				ge[i] = -ge[i]
			}
			chain.Expect(z, gu, ge)
			m.unary.step(s.unary, gu)
			m.events.step(s.events, ge)
		}
		if epoch >= epochs/averagedFrom {
			m.unary.sum()
			m.events.sum()
		}
	}
}

func newCRFWeights(n, width int, rate float32) crfWeights {
	return crfWeights{width: width, rate: rate, w: make([]float32, n*width), g: make([]float32, n*width), total: make([]float32, n*width)}
}

// averagedFrom says from which part of the epochs on the weights are averaged:
// from 1/averagedFrom. One epoch's weights alone depend by a point of F1 on
// the order of the examples, hence several runs too.
const averagedFrom = 3

// restart makes all weights 0 again.
func (t *crfWeights) restart() {
	clear(t.w)
	clear(t.g)
}

// sum adds the weights as they are to those that are averaged.
func (t *crfWeights) sum() {
	for i, w := range t.w {
		t.total[i] += w
	}
	t.n++
}

// average makes the weights the mean of those summed.
func (t *crfWeights) average() {
	for i := range t.w {
		t.w[i] = t.total[i] / float32(t.n)
	}
}

func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, 2*n)
	}
	s = s[:n]
	clear(s)
	return s
}

// score fills chain with the scores of s.
func (m *crfModel) score(chain *attribution.Chain, s *crfSequence) {
	chain.Reset(m.data.kind, len(s.labels))
	m.unary.add(s.unary, chain.Unary)
	m.events.add(s.events, chain.Events)
	for _, i := range s.only {
		chain.Only(int(i), 0)
	}
}

func (t *crfWeights) add(rows [][]int32, out []float32) {
	for i, r := range rows {
		o := out[i*t.width : (i+1)*t.width]
		for _, k := range r {
			w := t.w[int(k)*t.width : (int(k)+1)*t.width]
			for j := range o {
				o[j] += w[j]
			}
		}
	}
}

// step moves the weights of the features at each position against the gradient there.
func (t *crfWeights) step(rows [][]int32, grad []float32) {
	for i, r := range rows {
		for j := range t.width {
			g := grad[i*t.width+j]
			if g > -1e-4 && g < 1e-4 {
				continue
			}
			for _, k := range r {
				x := int(k)*t.width + j
				gg := g + crfL2*t.w[x]
				t.g[x] += gg * gg
				t.w[x] -= t.rate * gg / float32(math.Sqrt(float64(t.g[x]))+1e-6)
			}
		}
	}
}

// packed encodes the weights of the features that t numbers.
func (t *crfWeights) packed(features *crfTable) []byte {
	keys := features.index.keys()
	rows := make([]weights.Row, len(keys))
	for k := range keys {
		for j := range t.width {
			if w := t.w[k*t.width+j]; w != 0 {
				rows[k].Class = append(rows[k].Class, uint8(j))
				rows[k].Weight = append(rows[k].Weight, float64(w))
			}
		}
	}
	return weights.BuildPacked(t.width, len(keys)/7, keys, rows)
}
