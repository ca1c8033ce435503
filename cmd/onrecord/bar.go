package main

import (
	"math"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

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
	at := sc.Bar(b)
	last := float64(width - 1)
	low, high := int(at.Low*last+.5), int(at.High*last+.5)
	cells := strings.Split(strings.Repeat(" ", width), "")
	for i := low; i <= high; i++ {
		cells[i] = signs.between(b)
	}
	cells[high] = signs.end(at.NoHigh, b.HighOpen, signs.above)
	cells[low] = signs.end(at.NoLow, b.LowOpen, signs.below)
	if low == high && b.Single() {
		cells[low] = signs.alone(b)
	}
	return strings.Join(cells, "")
}

// sketch draws the bounds b without a scale, with its numbers: "340 ┃━▶".
func sketch(b onrecord.Bounds, signs barSigns) string {
	if b.Single() {
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
