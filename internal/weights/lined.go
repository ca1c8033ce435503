package weights

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// The parser asks for some 130 features an action, most of which its tables do
// not have. In an open-addressing table it is just these that are searched
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

// A Lined classifier is a linear model of up to six classes in a table of
// cache lines.
type Lined struct {
	lines
	Classes int
}

// Add adds to scores the weights of the features.
func (l *Lined) Add(scores *PackedScores, features []uint64) {
	a, b, c, d, e, f := scores[0], scores[1], scores[2], scores[3], scores[4], scores[5]
	for _, h := range features {
		w := l.find(h)
		a += decoded[w&0xff]
		b += decoded[w>>8&0xff]
		c += decoded[w>>16&0xff]
		d += decoded[w>>24&0xff]
		e += decoded[w>>32&0xff]
		f += decoded[w>>40&0xff]
	}
	*scores = PackedScores{a, b, c, d, e, f}
}

// BuildLined encodes a Lined classifier of n lines, of the features that have
// the largest weights in their lines.
func BuildLined(classes, n int, keys []uint64, rows []Row) []byte {
	scale := scaleOf(rows)
	var fs []weighed
	for i, r := range rows {
		var c uint64
		for j, w := range r.Weight {
			c |= uint64(encode(w*scale)) << (8 * r.Class[j])
		}
		if c != 0 {
			fs = append(fs, weighed{keys[i], c, largest(r)})
		}
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(classes))
	return append(b, encodeLines(keepWeightiest(n, fs))...)
}

// ReadLined reads a Lined classifier in place.
func ReadLined(b []byte) (Lined, error) {
	if len(b) < 4 {
		return Lined{}, fmt.Errorf("classifier cut off")
	}
	classes := binary.LittleEndian.Uint32(b)
	if classes < 1 || classes > MaxPacked {
		return Lined{}, fmt.Errorf("classifier with impossible sizes")
	}
	t, err := readLines(b[4:])
	return Lined{t, int(classes)}, err
}

// A LinedRows classifier is what Sparse is, with its features in a table of
// cache lines.
type LinedRows struct {
	lines
	rows    []byte // pairs of class and weight
	Classes int
}

// Add adds to scores the weights of the features.
func (l *LinedRows) Add(scores *Scores, features []uint64) {
	for _, h := range features {
		w := l.find(h)
		if w == 0 {
			continue
		}
		row := l.rows[uint32(w):][:int(w>>32)*2]
		for len(row) >= 2 {
			scores[row[0]] += decoded[row[1]]
			row = row[2:]
		}
	}
}

// BuildLinedRows encodes a LinedRows classifier of n lines, of the features
// that have the largest weights in their lines.
func BuildLinedRows(classes, n int, keys []uint64, rows []Row) []byte {
	scale := scaleOf(rows)
	var fs []weighed
	for i, r := range rows {
		if top := largest(r); encode(top*scale)&0x7f != 0 {
			fs = append(fs, weighed{keys[i], uint64(i), top})
		}
	}
	kept := keepWeightiest(n, fs)
	var data []byte
	for _, line := range kept {
		for k := range line {
			off := len(data)
			data = appendRow(data, &rows[line[k].content], scale)
			line[k].content = uint64(off) | uint64(len(data)-off)/2<<32
		}
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(classes))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	return append(b, encodeLines(kept)...)
}

// appendRow encodes the weights of r that are something at one byte's precision.
func appendRow(data []byte, r *Row, scale float64) []byte {
	for j, w := range r.Weight {
		if c := encode(w * scale); c != 0 {
			data = append(data, r.Class[j], c)
		}
	}
	return data
}

// ReadLinedRows reads a LinedRows classifier in place.
func ReadLinedRows(b []byte) (LinedRows, error) {
	if len(b) < 8 {
		return LinedRows{}, fmt.Errorf("classifier cut off")
	}
	classes, n := binary.LittleEndian.Uint32(b), uint64(binary.LittleEndian.Uint32(b[4:]))
	if b = b[8:]; classes < 1 || classes > MaxClasses || n > uint64(len(b)) {
		return LinedRows{}, fmt.Errorf("classifier with impossible sizes")
	}
	t, err := readLines(b[n:])
	if err != nil {
		return LinedRows{}, err
	}
	for i := range int(t.n) {
		for k := range lineSlots {
			if w := t.content(i, k); uint64(uint32(w))+w>>32*2 > n {
				return LinedRows{}, fmt.Errorf("classifier points outside itself")
			}
		}
	}
	return LinedRows{t, b[:n], int(classes)}, nil
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
