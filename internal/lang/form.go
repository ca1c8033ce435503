package lang

import (
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/weights"
)

// A form is what the stages know of a token's spelling, hashed once and used
// by all of them. The spelling is evened out first: lower case, straight
// marks, digits as 0, nothing that does not show.
type form struct {
	word   uint64
	prefix [4]uint64 // the first 1, 2, 3, 4 characters; the word itself where it is shorter
	suffix [4]uint64 // the last 2, 3, 4, 5
	shape  shape
	first  rune // its first character, as written
}

// A shape is the pattern of a token's characters.
type shape uint8

const (
	shapeLower   shape = iota // reported
	shapeTitle                // Duarte
	shapeUpper                // NATO
	shapeInitial              // A, U
	shapeMixed                // iPhone, McCoy
	shapeDotted               // U.S., p.m.
	shapeNumber               // 1,000
	shapeOrdinal              // 20th, 1970s, B2
	shapeHyphen               // non-Avian
	shapeMark                 // punctuation
	shapeOther                // symbols, other scripts
	numShapes
)

// forms fills out with the forms of the tokens of d.
func forms(d *Document, out []form) []form {
	var buf [64]byte
	for i := range d.Tokens {
		t := &d.Tokens[i]
		out = append(out, form{})
		f := &out[len(out)-1]
		w := d.Text[t.Start:t.End]
		norm := normalise(buf[:0], w)
		f.word = weights.Bytes(norm)
		h := uint64(0xcbf29ce484222325)
		for k, n := 0, 0; k < 4; k++ {
			if n < len(norm) {
				_, size := utf8.DecodeRune(norm[n:])
				for _, c := range norm[n : n+size] {
					h = (h ^ uint64(c)) * 0x100000001b3
				}
				n += size
			}
			f.prefix[k] = h
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
				f.suffix[k] = h
			}
		}
		f.first, _ = utf8.DecodeRuneInString(w)
		f.shape = shapeOf(w)
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
func shapeOf(w string) shape {
	var upper, lower, digit, dot, hyphen, other, n int
	firstUpper := false
	for i, r := range w {
		n++
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
			other++
		case unicode.IsUpper(r):
			upper++
			firstUpper = firstUpper || i == 0
		case unicode.IsLetter(r):
			lower++
		case ignorable(r):
			n--
		default:
			other++
		}
	}
	switch letters := upper + lower; {
	case letters == 0 && digit == 0:
		if other > 0 && n == other && w[0] >= utf8.RuneSelf {
			return shapeOther
		}
		return shapeMark
	case letters == 0:
		return shapeNumber
	case digit > 0:
		return shapeOrdinal
	case dot > 0 && letters > 0:
		return shapeDotted
	case hyphen > 0:
		return shapeHyphen
	case upper == 0:
		return shapeLower
	case upper == 1 && lower == 0:
		return shapeInitial
	case lower == 0:
		return shapeUpper
	case firstUpper && upper == 1:
		return shapeTitle
	}
	return shapeMixed
}

// WordHash returns the hash that the spelling w has in a Lexicon.
func WordHash(w string) uint64 {
	var buf [64]byte
	return weights.Bytes(normalise(buf[:0], w))
}
