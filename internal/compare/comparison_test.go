package compare

import (
	"testing"

	"github.com/onrecord/onrecord"
)

// figuresOf makes figures of one measure from single numbers.
func figuresOf(measure string, numbers ...float64) []onrecord.Figure {
	var out []onrecord.Figure
	for _, x := range numbers {
		out = append(out, onrecord.Figure{Measure: measure, Bounds: onrecord.Bounds{Low: x, High: x}})
	}
	return out
}

// TestComparisons compares what measures the same and is not the same.
func TestComparisons(t *testing.T) {
	all := append(figuresOf("killed", 3, 5), append(figuresOf("wounded", 4, 4), figuresOf("vote", 7)...)...)
	if c := Comparisons(&onrecord.Record{Figures: all}); len(c) != 1 || c[0].Measure != "killed" || len(c[0].Figures) != 2 {
		t.Errorf("got %+v", c)
	}
}
