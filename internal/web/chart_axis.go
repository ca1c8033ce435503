package web

import (
	"math"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
)

// A calendar is the first and the last day of a question.
type calendar struct{ first, last time.Time }

func newCalendar(q *compare.Question) calendar {
	var c calendar
	note := func(on string) {
		if d, err := time.Parse(time.DateOnly, on); err == nil {
			if c.first.IsZero() || d.Before(c.first) {
				c.first = d
			}
			if d.After(c.last) {
				c.last = d
			}
		}
	}
	for i := range q.Bands {
		for _, l := range q.Bands[i].Lines {
			for _, p := range l.Points {
				note(p.On)
			}
		}
	}
	for _, e := range q.Entries {
		note(e.On)
	}
	return c
}

// spans reports whether there is more than one day.
func (c calendar) spans() bool { return c.first.Before(c.last) }

// at returns where a day lies between the first, 0, and the last, 1.
func (c calendar) at(on string) (float64, bool) {
	d, err := time.Parse(time.DateOnly, on)
	if err != nil || !c.spans() {
		return 0, false
	}
	return float64(d.Sub(c.first)) / float64(c.last.Sub(c.first)), true
}

// ends writes the first and the last day, as short as they can be told apart.
func (c calendar) ends() (string, string) {
	layout := "01-02"
	switch {
	case c.last.Year()-c.first.Year() > 1:
		layout = "2006"
	case c.last.Year() != c.first.Year():
		layout = "2006-01"
	}
	return c.first.Format(layout), c.last.Format(layout)
}

// when draws where a day lies in the strip of days.
func (c *charting) when(on string, y px) []shape {
	at, ok := c.days.at(on)
	if !ok {
		return nil
	}
	return []shape{{"when", circleAt(stripAt+px(at)*stripWide, y, 3)}}
}

// A plot is where the bars of a band are drawn.
type plot struct {
	compare.Scale
	left, right, words px // the edges, and where the figures stand in words
	from, to           px // where the scale begins and ends
}

// barBeyond is what is kept for bars without a bound, barEdge for the ends of bars.
const (
	barBeyond px = 40
	barEdge   px = 14
)

func (c *charting) newPlot(b *compare.Band) plot {
	p := plot{left: dayAt + 82, right: c.Width, words: c.Width}
	if c.days.spans() {
		p.left = stripAt + stripWide + 28
	}
	if c.narrow {
		p.left = 0
	}
	if b == nil {
		return p
	}
	bounds := boundsOf(b)
	p.Scale = compare.NewScale(bounds)
	longest, below, above := px(40), barEdge, barEdge
	for i := range b.Lines {
		for j := range b.Lines[i].Points {
			x := &b.Lines[i].Points[j]
			text := x.Bounds.String()
			if x.Status != "" {
				text += " · " + x.Status
			}
			longest = max(longest, widthOf(text, boldSize))
			if math.IsInf(x.Low, 0) {
				below = barBeyond
			}
			if math.IsInf(x.High, 0) {
				above = barBeyond
			}
		}
	}
	if !c.narrow {
		p.words = c.Width - min(longest+1, 230)
		p.right = p.words - 12
	}
	p.from, p.to = p.left+below, p.right-above
	return p
}

// at returns where a number lies.
func (p *plot) at(x float64) px {
	at := p.At(x)
	if math.IsNaN(at) { // the ends lie further apart than numbers go
		at = 0
	}
	return p.from + px(min(max(at, 0), 1))*(p.to-p.from)
}

// ticks returns round numbers on the scale, so few that their words do not touch.
func (p *plot) ticks() []float64 {
	most := max(2, int((p.to-p.from)/(30+max(widthOf(compare.Number(p.From), 11), widthOf(compare.Number(p.To), 11)))))
	if p.Log {
		return logTicks(p.Scale, most)
	}
	if p.To <= p.From {
		return []float64{p.From}
	}
	step := math.Pow(10, math.Floor(math.Log10(p.To-p.From)))
	for _, s := range []float64{.1, .2, .5, 1, 2, 5} {
		if (p.To-p.From)/(s*step) <= float64(most) {
			step *= s
			break
		}
	}
	var out []float64
	for i := math.Ceil(p.From / step); i*step <= p.To && len(out) <= most+1; i++ {
		out = append(out, i*step)
	}
	return out
}

// logTicks returns powers of ten.
func logTicks(sc compare.Scale, most int) []float64 {
	var out []float64
	if sc.Zero {
		out = append(out, 0)
	}
	first, last := math.Ceil(math.Log10(sc.From)), math.Floor(math.Log10(sc.To))
	step := max(1, math.Ceil((last-first+1)/float64(most)))
	for e := first; e <= last; e += step {
		out = append(out, math.Pow(10, e))
	}
	return out
}

// axis writes what the numbers are, and the numbers of the scale. It returns where
// the lines down from them begin.
func (c *charting) axis(q *compare.Question) px {
	y := c.y + 14
	if c.narrow {
		c.word("faint small", 0, y, measureWords(q))
		y += 17
		c.y += 17
	} else {
		c.Words = append(c.Words, cutCaption("faint small", 0, y, measureWords(q), nameWide, 11))
		if c.days.spans() {
			first, last := c.days.ends()
			c.word("faint small middle", stripAt, y, first)
			c.word("faint small middle", stripAt+stripWide, y, last)
		}
	}
	c.numbers(y)
	c.y += tickHigh
	if c.plot.Log {
		c.word("faint small", 0, c.y+11, "The scale is logarithmic: each step along it multiplies the number.")
		c.y += 18
	}
	return c.y
}

// numbers writes the numbers of the scale.
func (c *charting) numbers(y px) {
	for _, x := range c.plot.ticks() {
		text := compare.Number(x)
		half := widthOf(text, 11) / 2
		c.word("faint small middle", min(max(c.plot.at(x), c.plot.left+half), c.plot.right-half), y, text)
	}
}

// tallBand is how high a band is that has the numbers of its scale below, too.
const tallBand px = 600

// grid draws the lines down from the numbers of the scale to where the figures end,
// and those of the days further, behind all else.
func (c *charting) grid(top, end px) {
	if c.y-top > tallBand {
		c.numbers(c.y + 16)
		c.y += tickHigh
	}
	if c.narrow {
		return
	}
	lines := c.gridLines(top, end)
	if c.days.spans() {
		lines = append(lines, shape{"grid", straight(stripAt, top, stripAt, c.y)}, shape{"grid", straight(stripAt+stripWide, top, stripAt+stripWide, c.y)})
	}
	c.Shapes = append(lines, c.Shapes...)
}

func (c *charting) gridLines(top, end px) []shape {
	var lines []shape
	for _, x := range c.plot.ticks() {
		class := "grid"
		if x == 0 {
			class = "base"
		}
		at := c.plot.at(x)
		lines = append(lines, shape{class, straight(at, top, at, end)})
	}
	return lines
}

// ticksAt draws the lines of the scale about one bar: further up and down there are
// words.
func (c *charting) ticksAt(y px) { c.Shapes = append(c.Shapes, c.gridLines(y-9, y+9)...) }
