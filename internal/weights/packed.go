package weights

// MaxPacked is the largest number of classes of a Packed classifier.
const MaxPacked = 6

// A Packed classifier is a linear model of up to MaxPacked classes, whose
// weights stand in the table itself: a feature costs one look at memory.
type Packed struct {
	lines
	Classes int
	// Scale is what a sum of weights is divided by to give the score that was
	// trained.
	Scale float64
}

// PackedScores holds one sum of weights for each class of a Packed classifier.
type PackedScores [MaxPacked]int32

// Add adds to scores the weights of the features.
func (p *Packed) Add(scores *PackedScores, features []uint64) {
	if p.n == 0 {
		return
	}
	a, b, c, d, e, f := scores[0], scores[1], scores[2], scores[3], scores[4], scores[5]
	for _, h := range features {
		w := p.find(h)
		a += decoded[w&0xff]
		b += decoded[w>>8&0xff]
		c += decoded[w>>16&0xff]
		d += decoded[w>>24&0xff]
		e += decoded[w>>32&0xff]
		f += decoded[w>>40&0xff]
	}
	*scores = PackedScores{a, b, c, d, e, f}
}

// BuildPacked encodes a Packed classifier in a table of n lines, of the
// features that have the largest weights in their lines; linesFor(len(keys))
// lines if n is 0.
func BuildPacked(classes, n int, keys []uint64, rows []Row) []byte {
	if n == 0 {
		n = linesFor(len(keys))
	}
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
	return append(appendHead(nil, scale, classes), encodeLines(keepWeightiest(n, fs))...)
}

// ReadPacked reads a Packed classifier in place.
func ReadPacked(b []byte) (Packed, error) {
	scale, classes, b, err := readHead(b, MaxPacked)
	if err != nil {
		return Packed{}, err
	}
	t, err := readLines(b)
	return Packed{t, classes, scale}, err
}
