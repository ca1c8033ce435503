package main

import (
	"math"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A likeness is what figures have in common that can be compared.
type likeness struct{ measure, unit string }

func likenessOf(f *onrecord.Figure) likeness { return likeness{f.Measure, f.Unit} }

// A comparison is the figures of a story that measure the same, in the order of
// the text, and the scale they are drawn on.
type comparison struct {
	likeness
	compare.Scale
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
		out[i].Scale = compare.NewScale(rangesOf(out[i].figures))
	}
	return out
}

// differ reports whether figures are not all the same.
func differ(figures []*onrecord.Figure) bool {
	return slices.ContainsFunc(figures, func(f *onrecord.Figure) bool { return f.Bounds != figures[0].Bounds })
}

// rangesOf returns the bounds of figures.
func rangesOf(figures []*onrecord.Figure) []onrecord.Bounds {
	out := make([]onrecord.Bounds, len(figures))
	for i, f := range figures {
		out[i] = f.Bounds
	}
	return out
}

// A bar is where the bounds of a figure lie on its scale, from 0 to 1. A side
// without a bound goes on to the edge.
type bar struct {
	low, high     float64
	noLow, noHigh bool
}

// beyond is the part of a bar that is kept for what has no upper bound.
const beyond = .15

// at returns where x lies in a drawing that is 1 wide.
func at(sc compare.Scale, x float64) float64 { return (1 - beyond) * sc.At(x) }

func barOn(sc compare.Scale, b onrecord.Bounds) bar {
	out := bar{noLow: math.IsInf(b.Low, 0), noHigh: math.IsInf(b.High, 0), high: 1}
	if !out.noLow {
		out.low = at(sc, b.Low)
	}
	if !out.noHigh {
		out.high = at(sc, b.High)
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

// drawBar draws the bounds b as a bar of width cells.
func drawBar(sc compare.Scale, b onrecord.Bounds, width int, signs barSigns) string {
	at := barOn(sc, b)
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
		return signs.alone(b) + " " + compare.Number(b.Low)
	}
	var out strings.Builder
	noLow, noHigh := math.IsInf(b.Low, 0), math.IsInf(b.High, 0)
	if !noLow {
		out.WriteString(compare.Number(b.Low) + " ")
	}
	out.WriteString(signs.end(noLow, b.LowOpen, signs.below) + strings.Repeat(signs.between(b), 3) + signs.end(noHigh, b.HighOpen, signs.above))
	if !noHigh {
		out.WriteString(" " + compare.Number(b.High))
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
