package compare

import (
	"math"

	"github.com/onrecord/onrecord"
)

// Relate says how two ranges of numbers stand to each other, whichever is given
// first. Closed ranges that overlap agree, and are narrow if one lies within the
// other and is not the same; where no number satisfies both they conflict. Where
// the overlap rests on an open end ("at least 340" and "more than 900"), or on
// "about", they are compatible: not agreed.
func Relate(a, b onrecord.Bounds) RelationKind {
	closed := isClosed(a) && isClosed(b)
	switch {
	case apart(a, b) || apart(b, a):
		if a.Approximate || b.Approximate {
			if x, y := widened(a), widened(b); !apart(x, y) && !apart(y, x) {
				return Compatible
			}
		}
		return Conflict
	case !closed || a.Approximate != b.Approximate:
		return Compatible
	case a.Low == b.Low && a.High == b.High:
		return Agree
	case inside(a, b) || inside(b, a):
		return Narrow
	}
	return Agree
}

// isClosed reports whether a range has a bound on either side.
func isClosed(a onrecord.Bounds) bool { return !math.IsInf(a.Low, 0) && !math.IsInf(a.High, 0) }

// apart reports whether all of a lies below all of b.
func apart(a, b onrecord.Bounds) bool {
	return a.High < b.Low || a.High == b.Low && (a.HighOpen || b.LowOpen) && !math.IsInf(a.High, 0)
}

// inside reports whether a lies within b.
func inside(a, b onrecord.Bounds) bool { return a.Low >= b.Low && a.High <= b.High }

// roughly is how far off "about 80" may be, as a part of it. It is this program's
// reading of the word: no number in it is anybody's.
const roughly = .1

// widened returns an approximate range as far as its words may reach.
func widened(a onrecord.Bounds) onrecord.Bounds {
	if a.Approximate {
		a.Low, a.High = a.Low-roughly*math.Abs(a.Low), a.High+roughly*math.Abs(a.High)
		a.LowOpen, a.HighOpen = false, false
	}
	return a
}
