package weights

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Classifiers ask for many features, most of which their tables do not have:
// the parser for some 130 an action. In an open-addressing table it is just these that are searched
// for longest, and each search ends with a branch that can't be foretold, so
// that the next can't be begun meanwhile. Here a feature has one cache line
// where it can be: 8 fingerprints of 16 bits, then 8 contents of 48. A look-up
// is one look at memory and has no branch. A line that more features want
// keeps the weightiest, so that a table may be full to the last slot: three
// quarters of the bytes do for the same accuracy.
const (
	lineSize  = 64
	lineSlots = 8
	lineTail  = 8 // bytes after the last line, which a look-up may touch
)

// lines is a table of cache lines.
type lines struct {
	data []byte
	n    uint64
}

// lineOf returns the line of feature h among n, and its fingerprint.
func lineOf(h, n uint64) (line, fingerprint uint64) {
	line, _ = bits.Mul64(h, n)
	if fingerprint = h & 0xffff; fingerprint == 0 {
		fingerprint = 1
	}
	return line, fingerprint
}

const (
	lanes    = 0x0001000100010001
	laneTops = 0x8000800080008000
)

// find returns the content of feature h, or 0.
func (t *lines) find(h uint64) uint64 {
	if t.n == 0 {
		return 0
	}
	i, fp := lineOf(h, t.n)
	line := t.data[i*lineSize:][: lineSize+lineTail : lineSize+lineTail]
	a := binary.LittleEndian.Uint64(line) ^ fp*lanes
	b := binary.LittleEndian.Uint64(line[8:]) ^ fp*lanes
	// The lowest lane that is 0, or 4 if none is.
	ka := bits.TrailingZeros64((a-lanes)&^a&laneTops) >> 4
	kb := bits.TrailingZeros64((b-lanes)&^b&laneTops) >> 4
	k := ka + kb*(ka>>2)
	w := binary.LittleEndian.Uint64(line[(14+6*k)&(lineSize-1):]) >> 16
	return w & (uint64(k>>3) - 1)
}

// content returns the content of slot k of line i.
func (t *lines) content(i, k int) uint64 {
	return binary.LittleEndian.Uint64(t.data[i*lineSize+14+6*k:]) >> 16
}

// linesFor returns how many lines hold n features with room to spare: of five
// in seven slots filled, few lines are asked for more than they have.
func linesFor(n int) int { return n*7/(5*lineSlots) + 1 }

// A weighed is a feature with its content and its largest weight.
type weighed struct {
	key, content uint64
	weight       float64
}

// keepWeightiest returns the features that a table of n lines keeps, by line.
func keepWeightiest(n int, features []weighed) [][]weighed {
	byLine := make([][]weighed, max(n, 1))
	for _, f := range features {
		i, _ := lineOf(f.key, uint64(len(byLine)))
		byLine[i] = append(byLine[i], f)
	}
	for i, fs := range byLine {
		byLine[i] = weightiest(fs)
	}
	return byLine
}

// weightiest returns the features that a line keeps, no two of which have the
// same fingerprint.
func weightiest(fs []weighed) []weighed {
	slices.SortFunc(fs, func(a, b weighed) int {
		if a.weight > b.weight || a.weight == b.weight && a.key < b.key {
			return -1
		}
		return 1
	})
	var out []weighed
	seen := map[uint64]bool{}
	for _, f := range fs {
		if _, fp := lineOf(f.key, 1); !seen[fp] && len(out) < lineSlots {
			seen[fp] = true
			out = append(out, f)
		}
	}
	return out
}

// encodeLines encodes a table.
func encodeLines(byLine [][]weighed) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(byLine)))
	for _, fs := range byLine {
		var line [lineSize]byte
		for k, f := range fs {
			_, fp := lineOf(f.key, 1)
			binary.LittleEndian.PutUint16(line[2*k:], uint16(fp))
			for j := range 6 {
				line[2*lineSlots+6*k+j] = byte(f.content >> (8 * j))
			}
		}
		b = append(b, line[:]...)
	}
	return append(b, make([]byte, lineTail)...)
}

// readLines reads what encodeLines wrote.
func readLines(b []byte) (lines, error) {
	if len(b) < 8 {
		return lines{}, fmt.Errorf("table cut off")
	}
	n := binary.LittleEndian.Uint64(b)
	b = b[8:]
	if n == 0 || n > uint64(len(b))/lineSize || n*lineSize+lineTail != uint64(len(b)) {
		return lines{}, fmt.Errorf("table of %d lines cut off", n)
	}
	return lines{b, n}, nil
}

// scaleOf returns the factor that brings the weights of rows into the range of
// one byte.
func scaleOf(rows []Row) float64 {
	top := 0.0
	for _, r := range rows {
		top = max(top, largest(r))
	}
	if top == 0 {
		return 1
	}
	return maxDecoded / top
}

// largest returns the size of the largest weight of r.
func largest(r Row) float64 {
	top := 0.0
	for _, w := range r.Weight {
		top = max(top, math.Abs(w))
	}
	return top
}
