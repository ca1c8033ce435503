package web

import (
	"math"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// capSize is the radius of what ends a bar, aboutSize how far the dashes beside one
// number go that is rough.
const (
	capSize   px = 4.5
	aboutSize px = 13
)

// glyph draws a figure: a bar from low to high. A full cap is a bound that the
// number may equal, a hollow one a bound that it may not; an arrow goes where no
// bound is given.
func (c *charting) glyph(p *compare.Point, y px) ([]shape, spot) {
	b := p.Bounds
	noLow, noHigh := !finite(b.Low), !finite(b.High)
	low, high := c.plot.left+2, c.plot.right-2
	if !noLow {
		low = c.plot.at(b.Low)
	}
	if !noHigh {
		high = c.plot.at(b.High)
	}
	shapes := c.stroke(b, low, high, y)
	shapes = append(shapes, c.ends(b, low, high, y)...)
	if p.Status != "" {
		for i := range shapes {
			shapes[i].Class += " not-asserted"
		}
		mid := (low + high) / 2
		if p.Status == string(statusDenied) {
			shapes = append(shapes, shape{"struck", pathOf("M", mid-6, y-6, "L", mid+6, y+6, "M", mid+6, y-6, "L", mid-6, y+6)})
		}
	}
	switch {
	case !noLow && !noHigh:
		return shapes, spot{(low + high) / 2, y, true}
	case !noLow:
		return shapes, spot{low, y, true}
	case !noHigh:
		return shapes, spot{high, y, true}
	}
	return shapes, spot{}
}

// statusDenied is the status of a figure that the story says is denied.
const statusDenied = "denied"

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

// stroke draws what lies between the ends of a bar: strong where both are given.
func (c *charting) stroke(b onrecord.Bounds, low, high, y px) []shape {
	class := "bar"
	switch {
	case !finite(b.Low) || !finite(b.High):
		class = "open"
	case b.Low == b.High && b.Approximate:
		c.used["about"] = true
		return []shape{{"open rough", straight(low-aboutSize, y, low+aboutSize, y)}}
	case b.Low == b.High:
		return nil
	default:
		c.used["range"] = true
	}
	if b.Approximate {
		class += " rough"
		c.used["about"] = true
	}
	return []shape{{class, straight(low, y, high, y)}}
}

// ends draws the ends of a bar.
func (c *charting) ends(b onrecord.Bounds, low, high, y px) []shape {
	if b.Low == b.High && finite(b.Low) {
		c.used["single"] = true
		return []shape{{"closed", circleAt(low, y, capSize)}}
	}
	return []shape{c.end(b.Low, b.LowOpen, low, y, 6), c.end(b.High, b.HighOpen, high, y, -6)}
}

func (c *charting) end(bound float64, leftOut bool, x, y, inward px) shape {
	switch {
	case !finite(bound):
		c.used["arrow"] = true
		return shape{"arrow", pathOf("M", x+inward, y-5, "L", x, y, "L", x+inward, y+5)}
	case leftOut:
		c.used["left-out"] = true
		return shape{"left-out", circleAt(x, y, capSize)}
	}
	return shape{"closed", circleAt(x, y, capSize)}
}

// answerGlyph draws an answer without a number: another shape for each.
func answerGlyph(a compare.Answer, x, y px) []shape {
	const r px = 5.5
	box := pathOf("M", x-r, y-r, "h", 2*r, "v", 2*r, "h", -2*r, "z")
	switch a {
	case compare.Denial:
		return []shape{{"answer", circleAt(x, y, r) + straight(x-4, y-4, x+4, y+4) + straight(x+4, y-4, x-4, y+4)}}
	case compare.NoComment:
		return []shape{{"answer", box + straight(x-3, y, x+3, y)}}
	case compare.NoAcknowledgement:
		return []shape{{"answer", pathOf("M", x-r, y-r+1, "h", 2*r, "l", -r, 2*r-1, "z")}}
	case compare.NotVerified:
		return []shape{{"answer", pathOf("M", x, y-r-1, "l", r+1, r+1, "l", -r-1, r+1, "l", -r-1, -r-1, "z")}}
	case compare.CorrectedByOutlet:
		return []shape{{"answer", pathOf("M", x-r, y+r, "l", 2*r, -2*r, "M", x-r, y+r, "v", px(-5), "M", x-r, y+r, "h", px(5))}}
	case compare.Confirmation:
		return []shape{{"answer", pathOf("M", x-r, y, "l", px(4), px(5), "l", px(7), px(-9))}}
	}
	return []shape{{"answer", box}}
}

// keyEntries are the kinds of what a key explains, and how it does.
var keyEntries = []struct{ kind, words string }{
	{"single", "one number"},
	{"range", "least and most"},
	{"left-out", "more or less than: the bound itself is left out"},
	{"arrow", "no bound given"},
	{"about", "“about”: the dashes have no scale"},
	{"join", "update: the claimant's later figure"},
	{"not-asserted", "not asserted: hypothetical or denied"},
	{"untold", "the day of publication; the story does not tell when it was said"},
}

// keySigns is how wide the signs of a key are.
const keySigns px = 40

// key explains the signs that the chart uses.
func (c *charting) key() {
	c.y += 2 * gapHigh
	x := px(0)
	for _, k := range keyEntries {
		if !c.used[k.kind] {
			continue
		}
		lines := fold(k.words, c.Width-keySigns, 12, 2)
		width := keySigns + widthOf(lines[0], 12) + 16
		if x > 0 && x+width-16 > c.Width {
			x = 0
			c.y += 20
		}
		c.keySign(k.kind, x, c.y+6)
		for i, text := range lines {
			c.word("faint small", x+keySigns, c.y+10+px(i)*14, text)
		}
		c.y += px(len(lines)-1) * 14
		x += width
	}
	c.y += 20
}

func (c *charting) keySign(kind string, x, y px) {
	s := []shape{}
	switch kind {
	case "single":
		s = []shape{{"closed", circleAt(x+16, y, capSize)}}
	case "range":
		s = []shape{{"bar", straight(x+6, y, x+28, y)}, {"closed", circleAt(x+6, y, capSize)}, {"closed", circleAt(x+28, y, capSize)}}
	case "left-out":
		s = []shape{{"open", straight(x+6, y, x+30, y)}, {"left-out", circleAt(x+6, y, capSize)}}
	case "arrow":
		s = []shape{{"open", straight(x+6, y, x+30, y)}, {"arrow", pathOf("M", x+24, y-5, "L", x+30, y, "L", x+24, y+5)}}
	case "about":
		s = []shape{{"open rough", straight(x+3, y, x+29, y)}, {"closed", circleAt(x+16, y, capSize)}}
	case "join":
		s = []shape{{"join", straight(x+10, y-7, x+22, y+7)}}
	case "not-asserted":
		s = []shape{{"bar not-asserted", straight(x+6, y, x+28, y)}}
	case "untold":
		c.word("day untold", x+6, y+4, "day")
	}
	c.Shapes = append(c.Shapes, s...)
}

// The size of a bar in a list.
const (
	sparkWide px = 104
	sparkHigh px = 16
)

// newSpark draws a figure of a band alone, on the scale of what all claimants gave
// last.
func newSpark(b *compare.Band, p *compare.Point) *drawing {
	var last []onrecord.Bounds
	for i := range b.Lines {
		last = append(last, b.Lines[i].Points[len(b.Lines[i].Points)-1].Bounds)
	}
	return newBar(compare.NewScale(last), p)
}

// newBar draws a figure alone on a scale.
func newBar(scale compare.Scale, p *compare.Point) *drawing {
	c := charting{drawing: &drawing{Class: "spark", Width: sparkWide, Height: sparkHigh}, used: map[string]bool{}}
	c.plot = plot{Scale: scale, right: sparkWide, from: barEdge, to: sparkWide - 2*barEdge}
	c.drawing.Shapes, _ = c.glyph(p, sparkHigh/2)
	return c.drawing
}
