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

// relations says how the last figures of each two claimants stand to each other,
// and what a claimant's own became.
func relations(lines []Line) []Relation {
	var out []Relation
	for i := range lines {
		a := &lines[i]
		for k := 1; k < len(a.Points); k++ {
			out = append(out, Relation{A: i, B: i, PointA: k - 1, PointB: k, Kind: Update})
		}
		for j := i + 1; j < len(lines); j++ {
			b := &lines[j]
			x, y := len(a.Points)-1, len(b.Points)-1
			out = append(out, Relation{A: i, B: j, PointA: x, PointB: y, Kind: Relate(a.Points[x].Bounds, b.Points[y].Bounds)})
		}
	}
	return out
}
