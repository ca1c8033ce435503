package compare

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord"
)

// A Comparison is the figures of one story that measure the same, in the order of
// the text, and the scale that they are drawn on.
type Comparison struct {
	Measure, Unit string
	Scale
	Figures []*onrecord.Figure
}

// Comparisons returns what can be compared in a story: two figures or more of one
// measure and unit that are not all the same.
func Comparisons(r *onrecord.Record) []Comparison {
	var out []Comparison
	at := map[[2]string]int{}
	for i := range r.Figures {
		f := &r.Figures[i]
		if f.Change == "by" { // how much more or less is not how much
			continue
		}
		like := [2]string{f.Measure, f.Unit}
		n, ok := at[like]
		if !ok {
			n = len(out)
			at[like] = n
			out = append(out, Comparison{Measure: f.Measure, Unit: f.Unit})
		}
		out[n].Figures = append(out[n].Figures, f)
	}
	out = slices.DeleteFunc(out, func(c Comparison) bool { return !vary(c.Figures) })
	for i := range out {
		out[i].Scale = NewScale(rangesOf(out[i].Figures))
	}
	return out
}

// vary reports whether figures are not all the same.
func vary(figures []*onrecord.Figure) bool {
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

// Title says what a comparison is about.
func (c *Comparison) Title() string {
	const people = "people"
	switch {
	case c.Measure == "person":
		return people
	case c.Unit == "person":
		return c.Measure + ", " + people
	case c.Unit == "", c.Unit == c.Measure:
		return c.Measure
	}
	return c.Measure + ", " + c.Unit
}

// A Bar is where the bounds of a figure lie on a scale, in a drawing that is 1
// wide. A side without a bound goes on to the edge.
type Bar struct {
	Low, High     float64
	NoLow, NoHigh bool
}

// beyond is the part of a drawing that is kept for what has no upper bound.
const beyond = .15

// Place returns where x lies in a drawing that is 1 wide.
func (sc Scale) Place(x float64) float64 { return (1 - beyond) * sc.At(x) }

// Bar returns where bounds lie on the scale.
func (sc Scale) Bar(b onrecord.Bounds) Bar {
	out := Bar{NoLow: math.IsInf(b.Low, 0), NoHigh: math.IsInf(b.High, 0), High: 1}
	if !out.NoLow {
		out.Low = sc.Place(b.Low)
	}
	if !out.NoHigh {
		out.High = sc.Place(b.High)
	}
	return out
}
