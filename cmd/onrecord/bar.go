package main

import (
	"math"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A scale is what bars that stand side by side are drawn on: from 0, or the
// least bound if that is less, to the greatest bound. If these lie far apart,
// it goes by the logarithms from the least bound above 0 on, and zero is true if
// there is a 0 to the left of that.
type scale struct {
	from, to  float64
	log, zero bool
}

// farApart is how many times the least bound above 0 the greatest must be for a
// logarithmic scale: on an even one the least would lie on its edge.
const farApart = 200

// zeroPart is the part of a logarithmic scale that 0 takes.
const zeroPart = .12

// A likeness is what figures have in common that can be compared.
type likeness struct{ measure, unit string }

func likenessOf(f *onrecord.Figure) likeness { return likeness{f.Measure, f.Unit} }

// A comparison is the figures of a story that measure the same, in the order of
// the text, and the scale they are drawn on.
type comparison struct {
	likeness
	scale
	figures []*onrecord.Figure
}

// comparisonsOf returns what can be compared in r: two figures or more of one
// measure and unit that are not all the same.
func comparisonsOf(r *onrecord.Record) []comparison {
	var out []comparison
	at := map[likeness]int{}
	for i := range r.Figures {
		f := &r.Figures[i]
		if f.Change == "by" { // how much more or less is not how much
			continue
		}
		n, ok := at[likenessOf(f)]
		if !ok {
			n = len(out)
			at[likenessOf(f)] = n
			out = append(out, comparison{likeness: likenessOf(f)})
		}
		out[n].figures = append(out[n].figures, f)
	}
	out = slices.DeleteFunc(out, func(c comparison) bool { return !differ(c.figures) })
	for i := range out {
		out[i].scale = scaleOf(out[i].figures)
	}
	return out
}

// differ reports whether figures are not all the same.
func differ(figures []*onrecord.Figure) bool {
	return slices.ContainsFunc(figures, func(f *onrecord.Figure) bool { return f.Bounds != figures[0].Bounds })
}

func scaleOf(figures []*onrecord.Figure) scale {
	var sc scale
	least := math.Inf(1)
	for _, f := range figures {
		for _, x := range []float64{f.Low, f.High} {
			if !math.IsInf(x, 0) {
				sc.from, sc.to, sc.zero = min(sc.from, x), max(sc.to, x), sc.zero || x == 0
				if x > 0 {
					least = min(least, x)
				}
			}
		}
	}
	if sc.from == 0 && sc.to >= farApart*least {
		sc.from, sc.log = least, true
	}
	return sc
}

// A bar is where the bounds of a figure lie on its scale, from 0 to 1. A side
// without a bound goes on to the edge.
type bar struct {
	low, high     float64
	noLow, noHigh bool
}

// beyond is the part of a bar that is kept for what has no upper bound.
const beyond = .15

// at returns where x lies on the scale.
func (sc scale) at(x float64) float64 {
	switch {
	case sc.to <= sc.from:
		return 0
	case sc.log && x <= 0:
		return 0
	case sc.log:
		part := math.Log(x/sc.from) / math.Log(sc.to/sc.from)
		if sc.zero {
			part = zeroPart + (1-zeroPart)*part
		}
		return (1 - beyond) * part
	}
	return (1 - beyond) * (x - sc.from) / (sc.to - sc.from)
}

func (sc scale) bar(b onrecord.Bounds) bar {
	out := bar{noLow: math.IsInf(b.Low, 0), noHigh: math.IsInf(b.High, 0), high: 1}
	if !out.noLow {
		out.low = sc.at(b.Low)
	}
	if !out.noHigh {
		out.high = sc.at(b.High)
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
	for i := low; i <= high; i++ {
		cells[i] = signs.between(b)
	}
	cells[high] = signs.end(at.noHigh, b.HighOpen, signs.above)
	cells[low] = signs.end(at.noLow, b.LowOpen, signs.below)
	if low == high && single(b) {
		cells[low] = signs.alone(b)
	}
	return strings.Join(cells, "")
}

// sketch draws the bounds b without a scale, with its numbers: "340 ┃━▶".
func sketch(b onrecord.Bounds, signs barSigns) string {
	if single(b) {
		return signs.alone(b) + " " + number(b.Low)
	}
	var out strings.Builder
	noLow, noHigh := math.IsInf(b.Low, 0), math.IsInf(b.High, 0)
	if !noLow {
		out.WriteString(number(b.Low) + " ")
	}
	out.WriteString(signs.end(noLow, b.LowOpen, signs.below) + strings.Repeat(signs.between(b), 3) + signs.end(noHigh, b.HighOpen, signs.above))
	if !noHigh {
		out.WriteString(" " + number(b.High))
	}
	return out.String()
}

// single reports whether b is one number.
func single(b onrecord.Bounds) bool { return b.Low == b.High && !math.IsInf(b.Low, 0) }

func (s barSigns) between(b onrecord.Bounds) string {
	if b.Approximate {
		return s.rough
	}
	return s.line
}

func (s barSigns) alone(b onrecord.Bounds) string {
	if b.Approximate {
		return s.about
	}
	return s.point
}

func (s barSigns) end(none, open bool, edge string) string {
	switch {
	case none:
		return edge
	case open:
		return s.open
	}
	return s.closed
}
