package weights

import (
	"encoding/binary"
	"errors"
	"math"
	"sort"
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
	c := sort.Search(0x7f, func(c int) bool { return float64(decoded[c]) >= a })
	if c > 0 && a-float64(decoded[c-1]) <= float64(decoded[c])-a {
		c--
	}
	if x < 0 && c != 0 {
		c |= 0x80
	}
	return byte(c)
}

// MaxClasses is the largest number of classes of a Sparse classifier.
const MaxClasses = 256

// Scores holds one sum of weights for each class.
type Scores [MaxClasses]int32

// A Sparse classifier is a linear model of up to MaxClasses classes, in which
// a feature has weights for a few of them.
type Sparse struct {
	lines
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
		row := s.rows[uint32(w):][:int(w>>32)*2]
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

// BuildSparse encodes a Sparse classifier in a table of n lines, of the
// features that have the largest weights in their lines; linesFor(len(keys))
// lines if n is 0. Weights that are nothing at one byte's precision are dropped,
// and features without any.
func BuildSparse(classes, n int, keys []uint64, rows []Row) []byte {
	if n == 0 {
		n = linesFor(len(keys))
	}
	scale := scaleOf(rows)
	var fs []weighed
	for i, r := range rows {
		if top := largest(r); encode(top*scale) != 0 {
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
	b := appendHead(nil, scale, classes)
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

// ReadSparse reads a Sparse classifier in place.
func ReadSparse(b []byte) (Sparse, error) {
	scale, classes, b, err := readHead(b, MaxClasses)
	if err != nil {
		return Sparse{}, err
	}
	rows, b, ok := cut(b)
	if !ok {
		return Sparse{}, errors.New("classifier cut off")
	}
	t, err := readLines(b)
	if err != nil {
		return Sparse{}, err
	}
	for i := 0; i < len(rows); i += 2 {
		if int(rows[i]) >= classes {
			return Sparse{}, errors.New("classifier with a weight for a class it has not")
		}
	}
	for i := range int(t.n) {
		for k := range lineSlots {
			if w := t.content(i, k); uint64(uint32(w))+w>>32*2 > uint64(len(rows)) || w&1 != 0 {
				return Sparse{}, errors.New("classifier points outside itself")
			}
		}
	}
	return Sparse{t, rows, classes, scale}, nil
}

// appendHead appends what every classifier begins with.
func appendHead(b []byte, scale float64, classes int) []byte {
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(scale))
	return binary.LittleEndian.AppendUint32(b, uint32(classes))
}

// readHead reads what appendHead wrote and returns the rest of b.
func readHead(b []byte, most int) (scale float64, classes int, rest []byte, err error) {
	if len(b) < 12 {
		return 0, 0, nil, errors.New("classifier cut off")
	}
	scale = math.Float64frombits(binary.LittleEndian.Uint64(b))
	n := binary.LittleEndian.Uint32(b[8:])
	if n < 1 || n > uint32(most) || !(scale > 0) || math.IsInf(scale, 1) {
		return 0, 0, nil, errors.New("classifier with impossible sizes")
	}
	return scale, int(n), b[12:], nil
}
