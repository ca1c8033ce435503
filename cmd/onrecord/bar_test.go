package main

import (
	"math"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestDraw draws the bounds of figures on a scale to 1,000.
func TestDraw(t *testing.T) {
	none := math.Inf(1)
	sc := compare.Scale{To: 1000}
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
		if got := drawBar(sc, test.bounds, 20, drawnBar); got != test.want {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.want)
		}
		if got := drawBar(sc, test.bounds, 20, asciiBar); got != test.ascii {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.ascii)
		}
	}
	if got := drawBar(compare.Scale{}, onrecord.Bounds{}, 5, drawnBar); got != "◆    " {
		t.Errorf("no casualties at all: got %q", got)
	}
}

// TestSketch draws bounds without a scale.
func TestSketch(t *testing.T) {
	none := math.Inf(1)
	for _, test := range []struct {
		bounds      onrecord.Bounds
		want, ascii string
	}{
		{onrecord.Bounds{Low: 12, High: 12}, "◆ 12", "* 12"},
		{onrecord.Bounds{Low: 40, High: 40, Approximate: true}, "◇ 40", "o 40"},
		{onrecord.Bounds{Low: 1200, High: none}, "1,200 ┃━━━▶", "1,200 |--->"},
		{onrecord.Bounds{Low: 900, High: none, LowOpen: true}, "900 ╎━━━▶", "900 :--->"},
		{onrecord.Bounds{Low: -none, High: 70, HighOpen: true, Approximate: true}, "◀╍╍╍╎ 70", "<~~~: 70"},
		{onrecord.Bounds{Low: 2e6, High: 3.25e6}, "2 million ┃━━━┃ 3.25 million", "2 million |---| 3.25 million"},
		{onrecord.Bounds{Low: -none, High: none}, "◀━━━▶", "<--->"},
	} {
		if got := sketch(test.bounds, drawnBar); got != test.want {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.want)
		}
		if got := sketch(test.bounds, asciiBar); got != test.ascii {
			t.Errorf("%v: got %q, want %q", test.bounds, got, test.ascii)
		}
	}
}

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 100: "100", 0.3333: "0.3333", -5: "-5", 12.5: "12.5", 999999: "999,999", 1e6: "1 million", 2.5e9: "2.5 billion",
		-1.25e6: "-1.25 million", 4e12: "4 trillion", 1e30: "1e+30", -0.00001: "0"} {
		if got := compare.Number(x); got != want {
			t.Errorf("%v: got %q, want %q", x, got, want)
		}
	}
}
