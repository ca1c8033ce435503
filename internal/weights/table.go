package weights

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
)

// A Map's table is read in place from the bytes of a weight file, so that
// loading costs a check and nothing else. It is an open-addressing hash
// table whose slots are words of 8 bytes; a slot's low 16 bits are a
// fingerprint of its feature (0: empty), the rest is its content. A search looks
// at the slots from a feature's home to the next empty one, about a dozen when
// the feature isn't there, and takes it for another that is in one of about
// 5,500 cases (TestTableMistakes).

// slotOf returns where the search for feature h starts in a table of n slots,
// and the fingerprint to look for.
func slotOf(h uint64, n int) (int, uint64) {
	i, _ := bits.Mul64(h, uint64(n))
	fp := h & 0xffff
	if fp == 0 {
		fp = 1
	}
	return int(i), fp
}

// table is a table of features and their contents.
type table struct {
	slots []byte // n homes, and maxProbe slots more so that a search needs no wrap; the last is empty
	n     int
}

// maxProbe bounds the longest search in a table.
const maxProbe = 64

func (t *table) word(i int) uint64 { return binary.LittleEndian.Uint64(t.slots[i*8:]) }

// find returns the slot of feature h, or 0.
func (t *table) find(h uint64) uint64 {
	if t.n == 0 {
		return 0
	}
	i, fp := slotOf(h, t.n)
	for {
		w := t.word(i)
		if w == 0 || w&0xffff == fp {
			return w
		}
		i++
	}
}

// buildTable makes a table of features and their contents (48 bits each). It
// needs features that are well mixed.
func buildTable(keys []uint64, content []uint64) []byte {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	n := len(keys)*5/4 + 8
	words := fill(n, order, keys, content)
	for words == nil {
		n += n/16 + 1
		words = fill(n, order, keys, content)
	}
	b := make([]byte, 0, 8+len(words)*8)
	b = binary.LittleEndian.AppendUint64(b, uint64(n))
	for _, w := range words {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b
}

// fill puts the features into n slots, in the given order; nil if some search
// would be longer than maxProbe.
func fill(n int, order []int, keys, content []uint64) []uint64 {
	words := make([]uint64, n+maxProbe)
	for _, k := range order {
		i, fp := slotOf(keys[k], n)
		end := i + maxProbe - 1
		for i < end && words[i] != 0 && words[i]&0xffff != fp {
			i++
		}
		if i == end {
			return nil
		}
		// Of two features that can't be told apart the first stays.
		if words[i] == 0 {
			words[i] = content[k]<<16 | fp
		}
	}
	return words
}

// readTable reads in place what buildTable wrote, and nothing after it.
func readTable(b []byte) (table, error) {
	if len(b) < 8 {
		return table{}, errors.New("table cut off")
	}
	n, slots := binary.LittleEndian.Uint64(b), b[8:]
	if have := uint64(len(slots)); n == 0 || n > have/8 || (n+maxProbe)*8 != have {
		return table{}, fmt.Errorf("table of %d slots in %d bytes", n, have)
	}
	t := table{slots, int(n)}
	if t.word(int(n)+maxProbe-1) != 0 {
		return table{}, errors.New("table without an end")
	}
	return t, nil
}
