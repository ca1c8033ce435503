package main

import (
	"slices"

	"github.com/onrecord/onrecord/internal/weights"
)

// A perceptron is a multi-class averaged perceptron (Freund and Schapire 1999,
// Collins 2002) whose features are hashes.
type perceptron struct {
	classes int
	index   keyIndex
	rows    [][]cell
	updates []int32 // how often each feature was updated
	step    float64 // number of examples seen
}

// A cell is the weight of a feature for one class. Its average is kept
// lazily: total holds w times the steps up to at.
type cell struct {
	class uint8
	w     float32
	total float64
	at    float64
}

func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, index: newKeyIndex(1 << 20)}
}

// add adds to scores the present weights of the features.
func (p *perceptron) add(scores *[weights.MaxClasses]float32, features []uint64) {
	for _, h := range features {
		k := p.index.get(h)
		if k < 0 {
			continue
		}
		for i := range p.rows[k] {
			c := &p.rows[k][i]
			scores[c.class] += c.w
		}
	}
}

// bump adds by to the weight of every feature for class.
func (p *perceptron) bump(features []uint64, class int, by float32) {
	for _, h := range features {
		k := p.index.put(h)
		if k == len(p.rows) {
			p.rows = append(p.rows, nil)
			p.updates = append(p.updates, 0)
		}
		p.updates[k]++
		row := p.rows[k]
		j := 0
		for j < len(row) && row[j].class != uint8(class) {
			j++
		}
		if j == len(row) {
			p.rows[k] = append(row, cell{class: uint8(class), at: p.step})
			row = p.rows[k]
		}
		c := &row[j]
		c.total += float64(c.w) * (p.step - c.at)
		c.at = p.step
		c.w += by
	}
}

// freeze returns the averaged weights of the features with at least cutoff
// updates, in a fixed order.
func (p *perceptron) freeze(cutoff int) ([]uint64, []weights.Row) {
	keys := p.index.keys()
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if keys[a] < keys[b] {
			return -1
		}
		return 1
	})
	var ks []uint64
	var rows []weights.Row
	for _, k := range order {
		if int(p.updates[k]) < cutoff {
			continue
		}
		var r weights.Row
		for _, c := range p.rows[k] {
			if w := (c.total + float64(c.w)*(p.step-c.at)) / p.step; w != 0 {
				r.Class = append(r.Class, c.class)
				r.Weight = append(r.Weight, w)
			}
		}
		if len(r.Class) > 0 {
			ks = append(ks, keys[k])
			rows = append(rows, r)
		}
	}
	return ks, rows
}

// A keyIndex numbers hashes in the order they are first put.
type keyIndex struct {
	slots []int32 // number + 1
	hash  []uint64
}

func newKeyIndex(size int) keyIndex { return keyIndex{slots: make([]int32, size)} }

func (x *keyIndex) find(h uint64) int {
	mask := uint64(len(x.slots) - 1)
	i := h >> 20 & mask
	for x.slots[i] != 0 && x.hash[x.slots[i]-1] != h {
		i = (i + 1) & mask
	}
	return int(i)
}

// get returns the number of h, or -1.
func (x *keyIndex) get(h uint64) int { return int(x.slots[x.find(h)]) - 1 }

// put returns the number of h, giving it the next one if it is new.
func (x *keyIndex) put(h uint64) int {
	i := x.find(h)
	if x.slots[i] != 0 {
		return int(x.slots[i]) - 1
	}
	x.hash = append(x.hash, h)
	x.slots[i] = int32(len(x.hash))
	if len(x.hash)*2 > len(x.slots) {
		x.slots = make([]int32, len(x.slots)*2)
		for k, h := range x.hash {
			x.slots[x.find(h)] = int32(k + 1)
		}
	}
	return len(x.hash) - 1
}

// keys returns all hashes by number.
func (x *keyIndex) keys() []uint64 { return x.hash }
