package main

import (
	"math"
	"math/rand/v2"

	"github.com/onrecord/onrecord/internal/weights"
)

// A logistic is logistic regression over hashed features, in training.
type logistic struct {
	index keyIndex
	rows  []logisticExample
}

// A logisticExample is the features of one case and whether it holds, from 0
// to 1.
type logisticExample struct {
	story    int
	features []int32
	target   float32
}

func newLogistic() *logistic { return &logistic{index: newKeyIndex(1 << 16)} }

func (l *logistic) add(story int, features []uint64, target float32) {
	e := logisticExample{story: story, target: target}
	for _, h := range features {
		e.features = append(e.features, int32(l.index.put(h)))
	}
	l.rows = append(l.rows, e)
}

// fit trains on the examples of the stories that use says and returns the
// weights by feature.
func (l *logistic) fit(epochs int, rate, l2 float32, use func(story int) bool) []float32 {
	n := len(l.index.keys())
	w, g := make([]float32, n), make([]float32, n)
	sum := make([]float32, n)
	seen := make([]int32, n)
	var order []int
	for i := range l.rows {
		if use(l.rows[i].story) {
			order = append(order, i)
			for _, k := range l.rows[i].features {
				seen[k]++
			}
		}
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for e := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			r := &l.rows[i]
			x := float32(0)
			for _, k := range r.features {
				x += w[k]
			}
			d := float32(1/(1+math.Exp(-float64(x)))) - r.target
			for _, k := range r.features {
				if seen[k] < 3 {
					continue
				}
				gg := d + l2*w[k]
				g[k] += gg * gg
				w[k] -= rate * gg / float32(math.Sqrt(float64(g[k]))+1e-6)
			}
		}
		if e >= epochs/2 { // the average of the later epochs wavers less than the last
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

// packed encodes weights that fit returned.
func (l *logistic) packed(w []float32) []byte {
	rows := make([]weights.Row, len(w))
	for k := range w {
		if w[k] != 0 {
			rows[k] = weights.Row{Class: []uint8{0}, Weight: []float64{float64(w[k])}}
		}
	}
	return weights.BuildPacked(1, 0, l.index.keys(), rows)
}
