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
	table
	rows    []byte // pairs of class and weight
	Classes int
	// Scale is what a sum of weights is divided by to give the score that was
	// trained.
	Scale float64
}

// Add adds to scores the weights of the features.
func (s *Sparse) Add(scores *Scores, features []uint64) {
	var found [batch]uint64
	for len(features) > 0 {
		n := min(batch, len(features))
		s.findAll(features[:n], &found)
		s.addRows(scores, found[:n])
		features = features[n:]
	}
}

// addRows adds the rows of the slots found.
func (s *Sparse) addRows(scores *Scores, found []uint64) {
	for _, w := range found {
		if w == 0 {
			continue
		}
		off, n := rowOf(w)
		row := s.rows[off : off+2*n]
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
	scale := scaleFor(rows, maxDecoded)
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
	b := appendHead(nil, scale, classes)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	return append(b, buildTable(ks, content)...)
}

// scaleFor returns the factor that brings the largest weight to limit.
func scaleFor(rows []Row, limit float64) float64 {
	top := 0.0
	for _, r := range rows {
		for _, w := range r.Weight {
			top = max(top, math.Abs(w))
		}
	}
	if top == 0 {
		return 1
	}
	return limit / top
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
	t, err := readTable(b)
	if err != nil {
		return Sparse{}, err
	}
	for i := 0; i < len(rows); i += 2 {
		if int(rows[i]) >= classes {
			return Sparse{}, errors.New("classifier has weights for more classes than it has")
		}
	}
	for i := range len(t.slots) / 8 {
		if off, n := rowOf(t.word(i)); off+2*n > len(rows) {
			return Sparse{}, errors.New("classifier points outside itself")
		}
	}
	return Sparse{t, rows, classes, scale}, nil
}

// rowOf returns where the weights of a slot begin, and how many there are.
func rowOf(w uint64) (off, n int) { return int(uint32(w >> 16)), int(w >> 48) }

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
