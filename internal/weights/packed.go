package weights

import "math"

// MaxPacked is the largest number of classes of a Packed classifier.
const MaxPacked = 6

// A Packed classifier is a linear model of few classes, whose weights stand in
// the table's slots themselves: a feature costs one look at memory. It holds
// up to six classes as bytes (of the form that Sparse has), or three as 16-bit
// numbers.
type Packed struct {
	table
	Classes int
	// Scale is what a sum of weights is divided by to give the score that was
	// trained.
	Scale float64
	wide  bool
}

// wideClasses is the largest number of classes whose weights are kept in 16 bits each.
const wideClasses = 3

// PackedScores holds one sum of weights for each class of a Packed classifier.
type PackedScores [MaxPacked]int32

// Add adds to scores the weights of the features.
func (p *Packed) Add(scores *PackedScores, features []uint64) {
	var found [batch]uint64
	for len(features) > 0 {
		n := min(batch, len(features))
		p.findAll(features[:n], &found)
		if p.wide {
			addWide(scores, found[:n])
		} else {
			addBytes(scores, found[:n])
		}
		features = features[n:]
	}
}

// addWide adds the three 16-bit weights of the slots found.
func addWide(scores *PackedScores, found []uint64) {
	a, b, c := scores[0], scores[1], scores[2]
	for _, w := range found {
		a += int32(int16(w >> 16))
		b += int32(int16(w >> 32))
		c += int32(int16(w >> 48))
	}
	scores[0], scores[1], scores[2] = a, b, c
}

// addBytes adds the six one-byte weights of the slots found.
func addBytes(scores *PackedScores, found []uint64) {
	for _, w := range found {
		if w == 0 {
			continue
		}
		scores[0] += decoded[w>>16&0xff]
		scores[1] += decoded[w>>24&0xff]
		scores[2] += decoded[w>>32&0xff]
		scores[3] += decoded[w>>40&0xff]
		scores[4] += decoded[w>>48&0xff]
		scores[5] += decoded[w>>56]
	}
}

// BuildPacked encodes a Packed classifier of the given features.
func BuildPacked(classes int, keys []uint64, rows []Row) []byte {
	wide := classes <= wideClasses
	scale := scaleFor(rows, maxDecoded)
	if wide {
		scale = scaleFor(rows, math.MaxInt16)
	}
	var ks, content []uint64
	for i, r := range rows {
		var c uint64
		for j, w := range r.Weight {
			k := uint(r.Class[j])
			if wide {
				c |= uint64(uint16(int16(math.Round(w*scale)))) << (16 * k)
			} else {
				c |= uint64(encode(w*scale)) << (8 * k)
			}
		}
		if c != 0 {
			ks = append(ks, keys[i])
			content = append(content, c)
		}
	}
	return append(appendHead(nil, scale, classes), buildTable(ks, content)...)
}

// ReadPacked reads a Packed classifier in place.
func ReadPacked(b []byte) (Packed, error) {
	scale, classes, b, err := readHead(b, MaxPacked)
	if err != nil {
		return Packed{}, err
	}
	t, err := readTable(b)
	return Packed{t, classes, scale, classes <= wideClasses}, err
}
