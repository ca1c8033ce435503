package compare

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestSteps tells updates from figures that go on from nothing.
func TestSteps(t *testing.T) {
	one := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: x} }
	least := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: math.Inf(1)} }
	most := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: math.Inf(-1), High: x} }
	about := func(x float64) onrecord.Bounds { return onrecord.Bounds{Low: x, High: x, Approximate: true} }
	for _, c := range []struct {
		what, measure, band string
		points              []onrecord.Bounds
		sameDay             bool
		want                string
	}{
		{"a toll rises", "killed", InAll, []onrecord.Bounds{least(310), least(340), one(355)}, false, "update raised, update changed"},
		{"a toll falls", "killed", InAll, []onrecord.Bounds{least(340), one(290)}, false, "another figure lowered"},
		{"a toll jumps", "killed", InAll, []onrecord.Bounds{one(3), one(90)}, false, "update raised"},
		{"a toll falls within what it allowed", "killed", InAll, []onrecord.Bounds{most(400), one(290)}, false, "update changed"},
		{"a toll falls a little, roughly", "killed", InAll, []onrecord.Bounds{about(300), one(290)}, false, "update lowered"},
		{"a part of a toll rises", "wounded", partOfTotal, []onrecord.Bounds{one(3), one(4)}, false, "update raised"},
		{"a day's toll rises", "killed", "on 2031-05-12", []onrecord.Bounds{one(3), one(4)}, false, "another figure raised"},
		{"fewer are missing", "missing", InAll, []onrecord.Bounds{one(40), one(12)}, false, "update lowered"},
		{"fewer are missing on one day", "missing", InAll, []onrecord.Bounds{one(40), one(12)}, true, "another figure lowered"},
		{"a cost rises", "cost", InAll, []onrecord.Bounds{one(30e6), one(40e6)}, false, "another figure raised"},
		{"the same again", "cost", InAll, []onrecord.Bounds{one(30e6), one(30e6)}, false, ""},
	} {
		q := &Question{Measure: c.measure}
		l := Line{}
		for i, b := range c.points {
			p := Point{Bounds: b, On: fmt.Sprintf("2031-05-%02d", 12+i)}
			if c.sameDay {
				p.On = "2031-05-12"
			}
			l.Points = append(l.Points, p)
		}
		var got []string
		for _, s := range q.Steps(&Band{Name: c.band}, &l) {
			got = append(got, string(s.Kind)+" "+Direction(l.Points[s.Before].Bounds, l.Points[s.After].Bounds))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", c.what, s, c.want)
		}
	}
	// What is not asserted is passed over.
	l := Line{Points: []Point{{Bounds: one(3)}, {Bounds: one(900), Status: "denied"}, {Bounds: one(4)}}}
	if got := (&Question{Measure: "killed"}).Steps(&Band{Name: InAll}, &l); len(got) != 1 || got[0] != (Step{0, 2, Updated}) {
		t.Error(got)
	}
}
