package compare_test

import (
	"math"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestScale puts figures on scales: from 0 or what is less, by logarithms where
// they lie far apart.
func TestScale(t *testing.T) {
	for _, test := range []struct {
		numbers []float64
		want    compare.Scale
	}{
		{nil, compare.Scale{}},
		{[]float64{340, 1200, math.Inf(1)}, compare.Scale{To: 1200}},
		{[]float64{-5, 20}, compare.Scale{From: -5, To: 20}},
		{[]float64{4, 5000}, compare.Scale{From: 4, To: 5000, Log: true}},
		{[]float64{0, 4, 5000}, compare.Scale{From: 4, To: 5000, Log: true, Zero: true}},
		{[]float64{-1, 5000}, compare.Scale{From: -1, To: 5000}},
		{[]float64{0, 10}, compare.Scale{To: 10, Zero: true}},
	} {
		var ranges []onrecord.Bounds
		for _, x := range test.numbers {
			ranges = append(ranges, onrecord.Bounds{Low: x, High: math.Inf(1)})
		}
		sc := compare.NewScale(ranges)
		if sc != test.want {
			t.Errorf("%v: got %+v", test.numbers, sc)
		}
		for _, x := range test.numbers {
			if at := sc.At(x); !math.IsInf(x, 0) && (at < 0 || at > 1+1e-9) {
				t.Errorf("%v: %v lies at %v", test.numbers, x, at)
			}
		}
		if at := sc.At(sc.To); sc.To > 0 && math.Abs(at-1) > 1e-9 {
			t.Errorf("%v: the greatest lies at %v", test.numbers, at)
		}
	}
}
