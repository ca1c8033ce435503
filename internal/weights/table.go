package weights

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// All tables are read in place from the bytes of a weight file, so that
// loading costs a check and nothing else. They are open-addressing hash
// tables whose slots are words of 8 bytes; a slot's low 16 bits are a
// fingerprint of its feature (0: empty), the rest is its content. A feature
// that is not in the table is taken for one that is in about one of 65,536
// cases.

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

// table is the part that all tables share.
type table struct {
	slots []byte // n slots, and the first maxProbe again so that a search needs no wrap
	n     int
}

// maxProbe is the longest search in a table.
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

// buildTable makes a table of features and their contents (48 bits each).
func buildTable(keys []uint64, content []uint64) []byte {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if keys[a] < keys[b] {
			return -1
		}
		return b2i(keys[a] > keys[b])
	})
	n := len(keys)*5/4 + 8
	for ; ; n += n/16 + 1 {
		words := make([]uint64, n+maxProbe)
		ok := true
		for _, k := range order {
			i, fp := slotOf(keys[k], n)
			j := i
			for words[j] != 0 && words[j]&0xffff != fp && j < i+maxProbe-2 && j < n+maxProbe-2 {
				j++
			}
			if words[j] != 0 {
				if words[j]&0xffff == fp && j < i+maxProbe-2 {
					continue // two features that can't be told apart: the first stays
				}
				ok = false
				break
			}
			words[j] = content[k]<<16 | fp
		}
		if !ok {
			continue
		}
		b := make([]byte, 0, 8+len(words)*8)
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
		for _, w := range words {
			b = binary.LittleEndian.AppendUint64(b, w)
		}
		return b
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// readTable reads what buildTable wrote and returns the rest of b.
func readTable(b []byte) (table, []byte, error) {
	if len(b) < 8 {
		return table{}, nil, fmt.Errorf("table cut off")
	}
	n := binary.LittleEndian.Uint64(b)
	b = b[8:]
	if n == 0 || n > uint64(len(b))/8 || int(n)+maxProbe > len(b)/8 {
		return table{}, nil, fmt.Errorf("table of %d slots cut off", n)
	}
	t := table{b[:(int(n)+maxProbe)*8], int(n)}
	if t.word(int(n)+maxProbe-1) != 0 {
		return table{}, nil, fmt.Errorf("table without an end")
	}
	return t, b[len(t.slots):], nil
}
