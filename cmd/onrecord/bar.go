package main

import (
	"math"
	"strings"

	"github.com/onrecord/onrecord"
)

// A scale is what the bars of figures that measure the same are drawn on: from
// 0, or the least bound if that is less, to the greatest bound.
type scale struct{ from, to float64 }

// scalesOf returns the scale of each measure and unit in r.
func scalesOf(r *onrecord.Record) map[[2]string]scale {
	m := map[[2]string]scale{}
	for i := range r.Figures {
		f := &r.Figures[i]
		sc := m[scaleKey(f)]
		for _, x := range []float64{f.Low, f.High} {
			if !math.IsInf(x, 0) {
				sc.from, sc.to = min(sc.from, x), max(sc.to, x)
			}
		}
		m[scaleKey(f)] = sc
	}
	return m
}

func scaleKey(f *onrecord.Figure) [2]string { return [2]string{f.Measure, f.Unit} }

// A bar is where the bounds of a figure lie on its scale, from 0 to 1. A side
// without a bound goes on to the edge.
type bar struct {
	low, high     float64
	noLow, noHigh bool
}

// beyond is the part of a bar that is kept for what has no upper bound.
const beyond = .15

func (sc scale) bar(b onrecord.Bounds) bar {
	at := func(x float64) float64 {
		if sc.to <= sc.from {
			return 0
		}
		return (1 - beyond) * (x - sc.from) / (sc.to - sc.from)
	}
	out := bar{noLow: math.IsInf(b.Low, 0), noHigh: math.IsInf(b.High, 0), high: 1}
	if !out.noLow {
		out.low = at(b.Low)
	}
	if !out.noHigh {
		out.high = at(b.High)
	}
	return out
}

// The signs that a bar is drawn with on a terminal: a bound that the number may
// reach, one that it may not, no bound below and above, what lies between,
// what lies between roughly, one number alone, and that roughly.
type barSigns struct{ closed, open, below, above, line, rough, point, about string }

var (
	drawnBar = barSigns{"┃", "╎", "◀", "▶", "━", "╍", "◆", "◇"}
	asciiBar = barSigns{"|", ":", "<", ">", "-", "~", "*", "o"}
)

// draw draws the bounds b as a bar of width cells.
func (sc scale) draw(b onrecord.Bounds, width int, signs barSigns) string {
	at := sc.bar(b)
	last := float64(width - 1)
	low, high := int(at.low*last+.5), int(at.high*last+.5)
	cells := strings.Split(strings.Repeat(" ", width), "")
	line := signs.line
	if b.Approximate {
		line = signs.rough
	}
	for i := low; i <= high; i++ {
		cells[i] = line
	}
	end := func(none, open bool, edge string) string {
		switch {
		case none:
			return edge
		case open:
			return signs.open
		}
		return signs.closed
	}
	cells[high] = end(at.noHigh, b.HighOpen, signs.above)
	cells[low] = end(at.noLow, b.LowOpen, signs.below)
	if low == high && !at.noLow && !at.noHigh && b.Low == b.High {
		cells[low] = signs.point
		if b.Approximate {
			cells[low] = signs.about
		}
	}
	return strings.Join(cells, "")
}
