package main

import (
	"math"
	"math/rand/v2"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/weights"
)

// A crf is a linear-chain conditional random field in training, by stochastic
// gradients with AdaGrad's step sizes (Duchi, Hazan and Singer 2011).
type crf struct {
	kind   *attribution.ChainKind
	unary  crfTable
	events crfTable
	seqs   []crfSequence
	rate   float64
	l2     float64
}

// A crfTable holds the weights of features, width of them each.
type crfTable struct {
	width int
	index keyIndex
	seen  []int32
	w, g  []float32 // weights, and the sums of their squared gradients
}

// A crfSequence is one training example.
type crfSequence struct {
	labels []uint8
	only   []int32 // positions that may have no label but 0
	unary  [][]int32
	events [][]int32
	weight float32
}

func newCRF(kind *attribution.ChainKind, rate float64) *crf {
	return &crf{kind: kind, rate: rate, l2: 1e-4,
		unary:  crfTable{width: kind.Labels, index: newKeyIndex(1 << 22)},
		events: crfTable{width: kind.NumEvents, index: newKeyIndex(1 << 20)}}
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

// prune drops features seen less than cutoff times, and renumbers the rest.
func (t *crfTable) prune(cutoff int32, rows [][]int32) (renumber []int32) {
	renumber = make([]int32, len(t.seen))
	var index keyIndex = newKeyIndex(1 << 20)
	var seen []int32
	for k, h := range t.index.keys() {
		renumber[k] = -1
		if t.seen[k] >= cutoff {
			renumber[k] = int32(index.put(h))
			seen = append(seen, t.seen[k])
		}
	}
	t.index, t.seen = index, seen
	t.w = make([]float32, len(seen)*t.width)
	t.g = make([]float32, len(seen)*t.width)
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

// run trains for a number of epochs on features seen cutoff times or more.
func (c *crf) run(epochs int, cutoff int32) {
	ru := c.unary.prune(cutoff, nil)
	re := c.events.prune(cutoff, nil)
	for i := range c.seqs {
		renumberRows(c.seqs[i].unary, ru)
		renumberRows(c.seqs[i].events, re)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	order := make([]int, len(c.seqs))
	for i := range order {
		order[i] = i
	}
	var chain attribution.Chain
	var gu, ge []float32
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			s := &c.seqs[k]
			n := len(s.labels)
			c.score(&chain, s)
			z := chain.Sum()
			gu = grow(gu, n*c.kind.Labels)
			ge = grow(ge, (n+1)*c.kind.NumEvents)
			chain.Observe(s.labels, gu, ge)
			for i := range gu {
				gu[i] = -gu[i]
			}
			for i := range ge {
				ge[i] = -ge[i]
			}
			chain.Expect(z, gu, ge)
			c.unary.step(c, s.unary, gu, s.weight)
			c.events.step(c, s.events, ge, s.weight)
		}
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
func (c *crf) score(chain *attribution.Chain, s *crfSequence) {
	chain.Reset(c.kind, len(s.labels))
	c.unary.add(s.unary, chain.Unary)
	c.events.add(s.events, chain.Events)
	for _, i := range s.only {
		chain.Only(int(i), 0)
	}
}

func (t *crfTable) add(rows [][]int32, out []float32) {
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
func (t *crfTable) step(c *crf, rows [][]int32, grad []float32, weight float32) {
	for i, r := range rows {
		for j := range t.width {
			g := grad[i*t.width+j] * weight
			if g > -1e-4 && g < 1e-4 {
				continue
			}
			for _, k := range r {
				x := int(k)*t.width + j
				gg := g + float32(c.l2)*t.w[x]
				t.g[x] += gg * gg
				t.w[x] -= float32(c.rate) * gg / float32(math.Sqrt(float64(t.g[x]))+1e-6)
			}
		}
	}
}

// packed encodes the table.
func (t *crfTable) packed() []byte {
	keys := t.index.keys()
	rows := make([]weights.Row, len(keys))
	for k := range keys {
		for j := range t.width {
			if w := t.w[k*t.width+j]; w != 0 {
				rows[k].Class = append(rows[k].Class, uint8(j))
				rows[k].Weight = append(rows[k].Weight, float64(w))
			}
		}
	}
	return weights.BuildPacked(t.width, keys, rows)
}
