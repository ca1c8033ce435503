package main

import (
	"math"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestDraw draws the bounds of figures on a scale to 1,000.
func TestDraw(t *testing.T) {
	none := math.Inf(1)
	sc := scale{to: 1000}
	for _, test := range []struct {
		bounds      onrecord.Bounds
		want, ascii string
	}{
		{onrecord.Bounds{Low: 500, High: 500}, "        ◆           ", "        *           "},
		{onrecord.Bounds{Low: 500, High: 500, Approximate: true}, "        ◇           ", "        o           "},
		{onrecord.Bounds{Low: 0, High: 0}, "◆                   ", "*                   "},
		{onrecord.Bounds{Low: 340, High: none}, "     ┃━━━━━━━━━━━━━▶", "     |------------->"},
		{onrecord.Bounds{Low: 900, High: none, LowOpen: true}, "               ╎━━━▶", "               :--->"},
		{onrecord.Bounds{Low: -none, High: 70}, "◀┃                  ", "<|                  "},
		{onrecord.Bounds{Low: -none, High: 700, HighOpen: true, Approximate: true}, "◀╍╍╍╍╍╍╍╍╍╍╎        ", "<~~~~~~~~~~:        "},
		{onrecord.Bounds{Low: 10, High: 1000}, "┃━━━━━━━━━━━━━━━┃   ", "|---------------|   "},
		{onrecord.Bounds{Low: 10, High: 20}, "┃                   ", "|                   "},
	} {
		if got := sc.draw(test.bounds, 20, drawnBar); got != test.want {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.want)
		}
		if got := sc.draw(test.bounds, 20, asciiBar); got != test.ascii {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.ascii)
		}
	}
	if got := (scale{}).draw(onrecord.Bounds{}, 5, drawnBar); got != "◆    " {
		t.Errorf("no casualties at all: got %q", got)
	}
}
