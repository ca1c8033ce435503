package lang

import (
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Form is what the stages know of a token's spelling, hashed once and used
// by all of them. The spelling is evened out first: lower case, straight
// marks, digits as 0, nothing that does not show.
type Form struct {
	Word   uint64    // the whole spelling
	Prefix [4]uint64 // the first 1, 2, 3, 4 characters; the word itself where it is shorter
	Suffix [4]uint64 // the last 2, 3, 4, 5
	Shape  Shape
	Lemma  uint64 // the lemma, spelt the same way; known once the tags are
}

// A Shape is the pattern of a token's characters.
type Shape uint8

// The shapes of tokens.
const (
	ShapeLower   Shape = iota // reported
	ShapeTitle                // Duarte
	ShapeUpper                // NATO
	ShapeInitial              // A, U
	ShapeMixed                // iPhone, McCoy
	ShapeDotted               // U.S., p.m.
	ShapeNumber               // 1,000
	ShapeOrdinal              // 20th, 1970s, B2
	ShapeHyphen               // non-Avian
	ShapeMark                 // punctuation
	ShapeOther                // symbols, other scripts
)

// forms fills out with the forms of the tokens of d.
func forms(d *Document, out []Form) []Form {
	var buf [64]byte
	for i := range d.Tokens {
		t := &d.Tokens[i]
		out = append(out, Form{})
		f := &out[len(out)-1]
		w := d.Text[t.Start:t.End]
		norm := normalise(buf[:0], w)
		f.Word = weights.Bytes(norm)
		h := uint64(0xcbf29ce484222325)
		for k, n := 0, 0; k < 4; k++ {
			if n < len(norm) {
				_, size := utf8.DecodeRune(norm[n:])
				for _, c := range norm[n : n+size] {
					h = (h ^ uint64(c)) * 0x100000001b3
				}
				n += size
			}
			f.Prefix[k] = h
		}
		h = 0x84222325cbf29ce4
		for k, n := -1, len(norm); k < 4; k++ {
			if n > 0 {
				_, size := utf8.DecodeLastRune(norm[:n])
				for _, c := range norm[n-size : n] {
					h = (h ^ uint64(c)) * 0x100000001b3
				}
				n -= size
			}
			if k >= 0 {
				f.Suffix[k] = h
			}
		}
		f.Shape = shapeOf(w)
	}
	return out
}

// normalise appends to dst the evened-out spelling of w.
func normalise(dst []byte, w string) []byte {
	for i := 0; i < len(w); {
		c := w[i]
		if c < utf8.RuneSelf {
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case '0' <= c && c <= '9':
				c = '0'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(w[i:])
		i += n
		switch r {
		case '‘', '’', '‚', '‛':
			dst = append(dst, '\'')
		case '“', '”', '„', '‟', '«', '»':
			dst = append(dst, '"')
		case '–', '—', '―':
			dst = append(dst, "--"...)
		case '‐', '‑':
			dst = append(dst, '-')
		case '…':
			dst = append(dst, "..."...)
		default:
			if ignorable(r) {
				continue
			}
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// shapeOf returns the shape of w.
func shapeOf(w string) Shape {
	var upper, lower, digit, dot, hyphen, symbol int
	firstUpper := false
	for i, r := range w {
		switch {
		case 'a' <= r && r <= 'z':
			lower++
		case 'A' <= r && r <= 'Z':
			upper++
			firstUpper = firstUpper || i == 0
		case '0' <= r && r <= '9':
			digit++
		case r == '.':
			dot++
		case r == '-':
			hyphen++
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r):
			upper++
			firstUpper = firstUpper || i == 0
		case unicode.IsLetter(r):
			lower++
		case !ignorable(r) && !unicode.IsPunct(r):
			symbol++
		}
	}
	switch letters := upper + lower; {
	case letters == 0 && digit == 0:
		if symbol > 0 {
			return ShapeOther
		}
		return ShapeMark
	case letters == 0:
		return ShapeNumber
	case digit > 0:
		return ShapeOrdinal
	case dot > 0 && letters > 0:
		return ShapeDotted
	case hyphen > 0:
		return ShapeHyphen
	case upper == 0:
		return ShapeLower
	case upper == 1 && lower == 0:
		return ShapeInitial
	case lower == 0:
		return ShapeUpper
	case firstUpper && upper == 1:
		return ShapeTitle
	}
	return ShapeMixed
}

// WordHash returns the hash that a Form has for the spelling w.
func WordHash(w string) uint64 {
	var buf [64]byte
	return weights.Bytes(normalise(buf[:0], w))
}
