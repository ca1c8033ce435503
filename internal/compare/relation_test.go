package compare_test

import (
	"math"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestRelate goes through pairs of bounds as stories word them.
func TestRelate(t *testing.T) {
	inf := math.Inf(1)
	at := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: x} }
	about := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: x, Approximate: true} }
	least := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: inf} }
	more := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: inf, LowOpen: true} }
	most := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: -inf, High: x} }
	fewer := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: -inf, High: x, HighOpen: true} }
	between := func(x, y float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: y} }
	for _, c := range []struct {
		name string
		a, b onrecord.Bounds
		want compare.RelationKind
	}{
		{"340, 340", at(340), at(340), compare.Agree},
		{"340, 310", at(340), at(310), compare.Conflict},
		{"at least 340, more than 900", least(340), more(900), compare.Compatible},
		{"at least 340, 310", least(340), at(310), compare.Conflict},
		{"at least 340, 340", least(340), at(340), compare.Compatible},
		{"more than 340, 340", more(340), at(340), compare.Conflict},
		{"up to 70, at least 70", most(70), least(70), compare.Compatible},
		{"fewer than 70, at least 70", fewer(70), least(70), compare.Conflict},
		{"up to 70, at least 71", most(70), least(71), compare.Conflict},
		{"10 to 32, 20 to 40", between(10, 32), between(20, 40), compare.Agree},
		{"10 to 32, 20", between(10, 32), at(20), compare.Narrow},
		{"10 to 32, 20 to 30", between(10, 32), between(20, 30), compare.Narrow},
		{"10 to 32, 33", between(10, 32), at(33), compare.Conflict},
		{"10 to 32, 32 to 40", between(10, 32), between(32, 40), compare.Agree},
		{"10 to 32, at least 30", between(10, 32), least(30), compare.Compatible},
		{"about 80, 82", about(80), at(82), compare.Compatible},
		{"about 80, 80", about(80), at(80), compare.Compatible},
		{"about 80, about 80", about(80), about(80), compare.Agree},
		{"about 80, 120", about(80), at(120), compare.Conflict},
		{"0, at least 1", at(0), least(1), compare.Conflict},
		{"no bound at all, 5", between(-inf, inf), at(5), compare.Compatible},
	} {
		if got := compare.Relate(c.a, c.b); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// FuzzRelate checks the laws: it does not matter which is given first; what agrees
// or is narrow has a number in common and is closed; what conflicts has none.
func FuzzRelate(f *testing.F) {
	f.Add(340.0, 340.0, uint8(0), 310.0, 900.0, uint8(3))
	f.Add(10.0, 32.0, uint8(0), 20.0, 20.0, uint8(4))
	f.Fuzz(func(t *testing.T, aLow, aHigh float64, aFlags uint8, bLow, bHigh float64, bFlags uint8) {
		a, b := boundsOf(aLow, aHigh, aFlags), boundsOf(bLow, bHigh, bFlags)
		got := compare.Relate(a, b)
		if back := compare.Relate(b, a); back != got {
			t.Fatalf("%v and %v: %s, the other way round %s", a, b, got, back)
		}
		common := meet(a, b)
		switch {
		case got == compare.Conflict && common:
			t.Errorf("%v and %v conflict, but have a number in common", a, b)
		case (got == compare.Agree || got == compare.Narrow) && !common:
			t.Errorf("%v and %v: %s without a number in common", a, b, got)
		case (got == compare.Agree || got == compare.Narrow) && (open(a) || open(b)):
			t.Errorf("%v and %v: %s by an open end", a, b, got)
		}
	})
}

// boundsOf makes bounds of any numbers and flags.
func boundsOf(low, high float64, flags uint8) onrecord.Bounds {
	if math.IsNaN(low) || math.IsInf(low, 0) {
		low = 1
	}
	if math.IsNaN(high) || math.IsInf(high, 0) {
		high = 2
	}
	b := onrecord.Bounds{Low: min(low, high), High: max(low, high), Approximate: flags&4 != 0}
	if flags&1 != 0 {
		b.Low = math.Inf(-1)
	}
	if flags&2 != 0 {
		b.High = math.Inf(1)
	}
	if b.Low != b.High { // an open end needs room
		b.LowOpen, b.HighOpen = flags&8 != 0 && flags&1 == 0, flags&16 != 0 && flags&2 == 0
	}
	return b
}

func open(b onrecord.Bounds) bool { return math.IsInf(b.Low, 0) || math.IsInf(b.High, 0) }

// meet reports whether a number satisfies both bounds.
func meet(a, b onrecord.Bounds) bool {
	low, high := max(a.Low, b.Low), min(a.High, b.High)
	if low < high {
		return true
	}
	return low == high && !(a.Low == low && a.LowOpen || b.Low == low && b.LowOpen || a.High == high && a.HighOpen || b.High == high && b.HighOpen)
}
