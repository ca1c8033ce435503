package weights

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Weights are kept in one byte each: a sign, three bits of exponent and four
// of mantissa. Plain bytes lost four and more points of a parser's accuracy,
// these lose nothing that can be measured.
var decoded = func() (t [256]int32) {
	for c := range t {
		m := int32(c & 0x7f)
		if e := m >> 4; e > 0 {
			m = (16 + m&15) << (e - 1)
		}
		if c&0x80 != 0 {
			m = -m
		}
		t[c] = m
	}
	return t
}()

// maxDecoded is the largest value that one byte can stand for.
const maxDecoded = 31 << 6

// encode returns the byte whose value is nearest to x.
func encode(x float64) byte {
	a := math.Abs(x)
	best, at := math.Inf(1), 0
	lo, hi := 0, 127
	for lo < hi { // the values grow with the code
		m := (lo + hi) / 2
		if float64(decoded[m]) < a {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for c := max(0, lo-1); c <= min(127, lo+1); c++ {
		if d := math.Abs(float64(decoded[c]) - a); d < best {
			best, at = d, c
		}
	}
	if x < 0 && at != 0 {
		at |= 0x80
	}
	return byte(at)
}

// MaxClasses is the largest number of classes of a Sparse classifier.
const MaxClasses = 256

// Scores holds one sum of weights for each class.
type Scores [MaxClasses]int32

// A Sparse classifier is a linear model of up to MaxClasses classes, in which
// a feature has weights for a few of them.
type Sparse struct {
	table
	rows    []byte // pairs of class and weight
	Classes int
	// Scale is what a sum of weights is divided by to give the score that was
	// trained.
	Scale float64
}

// Add adds to scores the weights of the features.
func (s *Sparse) Add(scores *Scores, features []uint64) {
	for _, h := range features {
		w := s.find(h)
		if w == 0 {
			continue
		}
		off, n := uint32(w>>16), uint16(w>>48)
		row := s.rows[off:]
		row = row[:int(n)*2]
		for len(row) >= 2 {
			scores[row[0]] += decoded[row[1]]
			row = row[2:]
		}
	}
}

// Best returns the class with the highest score among the first n, the lower
// one of equals.
func (s *Scores) Best(n int) int {
	best, at := s[0], 0
	for i := 1; i < n; i++ {
		if s[i] > best {
			best, at = s[i], i
		}
	}
	return at
}

// A Row is the weights of one feature, by class.
type Row struct {
	Class  []uint8
	Weight []float64
}

// BuildSparse encodes a Sparse classifier of the given features. Weights that
// are nothing at one byte's precision are dropped, and features without any.
func BuildSparse(classes int, keys []uint64, rows []Row) []byte {
	var all []float64
	for _, r := range rows {
		for _, w := range r.Weight {
			all = append(all, math.Abs(w))
		}
	}
	scale := scaleFor(all)
	var data []byte
	var ks, content []uint64
	for i, r := range rows {
		off := len(data)
		for j, w := range r.Weight {
			if c := encode(w * scale); c != 0 {
				data = append(data, r.Class[j], c)
			}
		}
		if n := (len(data) - off) / 2; n > 0 {
			ks = append(ks, keys[i])
			content = append(content, uint64(off)|uint64(n)<<32)
		}
	}
	b := binary.LittleEndian.AppendUint64(nil, math.Float64bits(scale))
	b = binary.LittleEndian.AppendUint32(b, uint32(classes))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	return append(b, buildTable(ks, content)...)
}

// scaleFor returns the factor that brings all but the largest weights into
// the range of one byte.
func scaleFor(all []float64) float64 {
	top := 0.0
	for _, w := range all {
		top = max(top, w)
	}
	if top == 0 {
		return 1
	}
	return maxDecoded / top
}

// ReadSparse reads a Sparse classifier in place.
func ReadSparse(b []byte) (Sparse, error) {
	if len(b) < 16 {
		return Sparse{}, fmt.Errorf("classifier cut off")
	}
	s := Sparse{
		Scale:   math.Float64frombits(binary.LittleEndian.Uint64(b)),
		Classes: int(binary.LittleEndian.Uint32(b[8:])),
	}
	n := int(binary.LittleEndian.Uint32(b[12:]))
	if b = b[16:]; n > len(b) || s.Classes < 1 || s.Classes > MaxClasses || !(s.Scale > 0) {
		return Sparse{}, fmt.Errorf("classifier with impossible sizes")
	}
	s.rows = b[:n]
	var err error
	if s.table, _, err = readTable(b[n:]); err != nil {
		return Sparse{}, err
	}
	for i := range len(s.slots) / 8 {
		if w := s.word(i); w != 0 && int(uint32(w>>16))+2*int(w>>48) > n {
			return Sparse{}, fmt.Errorf("classifier points outside itself")
		}
	}
	return s, nil
}
