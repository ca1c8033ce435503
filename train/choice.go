package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/onrecord/onrecord/internal/weights"
)

// A choice is a conditional logit model (McFadden 1974) in training: which of
// a few options is right, of which each has its hashed features.
type choice struct {
	index  keyIndex
	groups []choiceGroup
}

// A choiceGroup is the options of one case, with which of them are right.
type choiceGroup struct {
	story   int
	options [][]int32
	right   []bool
}

func newChoice() *choice { return &choice{index: newKeyIndex(1 << 16)} }

// add adds a case, where some options are right and others not. What all
// options share says nothing.
func (c *choice) add(story int, options [][]uint64, right []bool) {
	if !slices.Contains(right, true) || !slices.Contains(right, false) {
		return
	}
	count := map[uint64]int{}
	for _, o := range options {
		for _, h := range o {
			count[h]++
		}
	}
	g := choiceGroup{story: story, right: right}
	for _, o := range options {
		var row []int32
		for _, h := range o {
			if count[h] < len(options) {
				row = append(row, int32(c.index.put(h)))
			}
		}
		g.options = append(g.options, row)
	}
	c.groups = append(c.groups, g)
}

// fit trains on the cases of the stories that use says, as logistic.fit does.
func (c *choice) fit(epochs int, rate, l2 float32, use func(story int) bool) []float32 {
	n := len(c.index.keys())
	w, g, sum := make([]float32, n), make([]float32, n), make([]float32, n)
	seen := make([]int32, n)
	var order []int
	for i, x := range c.groups {
		if use(x.story) {
			order = append(order, i)
			for _, o := range x.options {
				for _, k := range o {
					seen[k]++
				}
			}
		}
	}
	rng := rand.New(rand.NewPCG(7, 8))
	var p, q []float64
	for e := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			x := &c.groups[i]
			p, q = x.share(w, p[:0], q[:0])
			for o, row := range x.options {
				d := float32(p[o] - q[o])
				for _, k := range row {
					if seen[k] < choiceCutoff {
						continue
					}
					gg := d + l2*w[k]
					g[k] += gg * gg
					w[k] -= rate * gg / float32(math.Sqrt(float64(g[k]))+1e-6)
				}
			}
		}
		if e >= epochs/2 {
			for k := range sum {
				sum[k] += w[k]
			}
		}
	}
	for k := range sum {
		sum[k] /= float32(epochs - epochs/2)
	}
	return sum
}

// choiceCutoff is how often a feature must be seen.
const choiceCutoff = 6

// share appends to p the options' probabilities with weights w, and to q those
// among the right ones alone.
func (g *choiceGroup) share(w []float32, p, q []float64) ([]float64, []float64) {
	total, right := 0.0, 0.0
	for o, row := range g.options {
		x := float32(0)
		for _, k := range row {
			x += w[k]
		}
		e := math.Exp(float64(x))
		p, q = append(p, e), append(q, 0)
		total += e
		if g.right[o] {
			q[o] = e
			right += e
		}
	}
	for o := range p {
		p[o] /= total
		q[o] /= right
	}
	return p, q
}

// packed encodes weights that fit returned.
func (c *choice) packed(w []float32) []byte {
	rows := make([]weights.Row, len(w))
	for k := range w {
		if w[k] != 0 {
			rows[k] = weights.Row{Class: []uint8{0}, Weight: []float64{float64(w[k])}}
		}
	}
	return weights.BuildPacked(1, 0, c.index.keys(), rows)
}
