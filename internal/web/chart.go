package web

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// The chart of a question. A claimant has a row, in it a line for each figure and
// answer in the order of time: the day, where that lies between the first and the
// last day, and a bar on the scale of numbers from the least to the most that the
// words allow. Numbers lie across, since only so bars of two claimants lie under
// each other and one sees whether any number satisfies both.

// The widths of charts: in a wide one, claimant and day stand beside the bar, in
// a narrow one above it.
const (
	wideChart   px = 920
	narrowChart px = 340
)

// Sizes of what a chart is made of. A line of it is high enough to be hit with a
// finger.
const (
	letterSize px = 13
	boldSize   px = 15 // what words in bold count as
	lineHigh   px = 26
	gapHigh    px = 10
	nameLine   px = 17
	nameWide   px = 190
	dayAt      px = 204
	stripAt    px = 296
	stripWide  px = 84
	tickHigh   px = 22
)

// A citeLink returns the address of the words of a claim.
type citeLink func(*compare.Cite) string

// A charting is a chart being drawn, from the top down.
type charting struct {
	*drawing
	link   citeLink
	narrow bool
	y      px
	days   calendar
	plot   plot
	used   map[string]bool // what the key must explain
}

// newChart draws a question.
func newChart(q *compare.Question, link citeLink, width px) *drawing {
	c := charting{drawing: &drawing{ID: chartID(q, width), Class: "chart", Title: q.Title, Note: q.Origins.String() + " · " + q.Days(), Summary: chartSummary(q), Width: width},
		link: link, narrow: width < wideChart, days: newCalendar(q), used: map[string]bool{}}
	for i := range q.Bands {
		var answers []compare.Entry
		if i == 0 {
			answers = q.Entries
		}
		c.band(q, &q.Bands[i], answers)
	}
	if len(q.Bands) == 0 {
		c.plot = c.newPlot(nil)
		c.answers(q.Entries)
	}
	c.key()
	c.Height = c.y
	return c.finish()
}

func chartID(q *compare.Question, width px) string {
	if width < wideChart {
		return "chart-narrow-" + q.ID
	}
	return "chart-" + q.ID
}

// chartSummary says in words what a chart shows.
func chartSummary(q *compare.Question) string {
	var bounds []float64
	names := map[string]bool{}
	figures := 0
	for i := range q.Bands {
		for _, l := range q.Bands[i].Lines {
			names[l.Claimant.String()] = true
			figures += len(l.Points)
			for _, p := range l.Points {
				for _, x := range []float64{p.Low, p.High} {
					if !math.IsInf(x, 0) {
						bounds = append(bounds, x)
					}
				}
			}
		}
	}
	out := fmt.Sprintf("Claimants: %d. Figures: %d", len(names), figures)
	if len(bounds) > 0 {
		out += fmt.Sprintf(", between %s and %s", compare.Number(slices.Min(bounds)), compare.Number(slices.Max(bounds)))
	}
	out += fmt.Sprintf(". Answers without a number: %d.", len(q.Entries))
	if d := q.Dispute(); d != "" {
		out += " " + d + "."
	}
	return out
}

// band draws the claims that may be compared with each other, and the answers of
// those who make them; then those of others.
func (c *charting) band(q *compare.Question, b *compare.Band, answers []compare.Entry) {
	if c.y > 0 {
		c.y += 2 * gapHigh
	}
	if len(q.Bands) > 1 || b.Name != compare.InAll {
		c.word("strong", 0, c.y+16, b.Name)
		c.y += 24
	}
	c.plot = c.newPlot(b)
	top := c.axis(q)
	rest := slices.Clone(answers)
	for i := range b.Lines {
		var own []compare.Entry
		rest = slices.DeleteFunc(rest, func(e compare.Entry) bool {
			same := sameClaimant(&e.Claimant, &b.Lines[i].Claimant)
			if same {
				own = append(own, e)
			}
			return same
		})
		c.claimant(&b.Lines[i].Claimant, b.Lines[i].Points, own)
	}
	end := c.y
	c.answers(rest)
	c.grid(top, end)
}

func sameClaimant(a, b *compare.Claimant) bool {
	return a.Name == b.Name && a.Kind == b.Kind && a.Country == b.Country && a.Person == b.Person
}

// answers draws the answers of claimants who give no figure, claimant by claimant.
func (c *charting) answers(entries []compare.Entry) {
	for len(entries) > 0 {
		first := entries[0].Claimant
		var own, rest []compare.Entry
		for _, e := range entries {
			if sameClaimant(&e.Claimant, &first) {
				own = append(own, e)
			} else {
				rest = append(rest, e)
			}
		}
		c.claimant(&first, nil, own)
		entries = rest
	}
}

// claimant draws the row of a claimant: figures and answers by their days.
func (c *charting) claimant(who *compare.Claimant, points []compare.Point, answers []compare.Entry) {
	c.rule(c.y + gapHigh/2)
	c.y += gapHigh
	start := c.y
	high := c.name(who)
	if c.narrow {
		c.y += high
	}
	before := spot{}
	for len(points) > 0 || len(answers) > 0 {
		if len(answers) == 0 || len(points) > 0 && points[0].On <= answers[0].On {
			before = c.point(who, &points[0], before)
			points = points[1:]
			continue
		}
		c.answer(who, &answers[0])
		answers = answers[1:]
	}
	c.y = max(c.y, start+high)
}

// name writes who a claimant is, and returns how high that stands.
func (c *charting) name(who *compare.Claimant) px {
	width := nameWide
	if c.narrow {
		width = c.Width
	}
	name, about := compare.OutletName(who.Name), "the outlet itself"
	if who.Kind != "" {
		name, about = who.Name, ""
		if len(who.Roles) > 0 {
			about = who.Roles[0]
		}
	}
	y := c.y
	lines := fold(name, width, boldSize, 2)
	for i, text := range lines {
		l := caption{Class: "strong", X: 0, Y: y + 17, Text: text, Href: claimantPath(who)}
		if i == len(lines)-1 && strings.HasSuffix(text, "…") {
			l.Full = name
		}
		c.Words = append(c.Words, l)
		y += nameLine
	}
	if about != "" {
		c.Words = append(c.Words, cutCaption("faint small", 0, y+15, about, width, 11))
		y += nameLine - 2
	}
	return y - c.y + 5
}

// speakerLink returns the page of a claimant who is known in several stories.
func claimantPath(who *compare.Claimant) string {
	if who.Person == "" {
		return ""
	}
	return "/speaker/" + who.Person
}

// A spot is where a claimant's figure lies, so that the next one is joined to it.
type spot struct {
	x, y px
	ok   bool
}

// point draws one figure and returns where it lies.
func (c *charting) point(who *compare.Claimant, p *compare.Point, before spot) spot {
	m := hotspot{Class: "figure", Href: c.link(&p.Claims[0]), Title: pointTitle(who, p), Y: c.y, Width: c.Width, High: lineHigh}
	text := p.Bounds.String()
	if p.Status != "" {
		text += " · " + p.Status
		c.used["not-asserted"] = true
	}
	mid := c.y + lineHigh/2
	if c.narrow {
		m.High = 2*nameLine + 4
		mid = c.y + nameLine + 9
		m.Words = append(m.Words, c.day(p.On, p.Told, 0, c.y+14), caption{Class: "strong", X: 84, Y: c.y + 14, Text: fit(text, c.Width-84, boldSize)})
	} else {
		m.Words = append(m.Words, c.day(p.On, p.Told, dayAt, mid+4.5), cutCaption("strong", c.plot.words, mid+4.5, text, c.Width-c.plot.words, boldSize))
		m.Shapes = append(m.Shapes, c.when(p.On, mid)...)
	}
	if c.narrow {
		c.ticksAt(mid)
	}
	shapes, at := c.glyph(p, mid)
	m.Shapes = append(m.Shapes, shapes...)
	if before.ok && at.ok {
		c.Shapes = append(c.Shapes, shape{"join", straight(before.x, before.y, at.x, at.y)})
		c.used["join"] = true
	}
	c.Marks = append(c.Marks, m)
	c.y += m.High
	return at
}

// pointTitle says a figure, its words and where they stand.
func pointTitle(who *compare.Claimant, p *compare.Point) string {
	first := &p.Claims[0]
	out := fmt.Sprintf("%s, %s: %s", who, p.On, p.Bounds)
	if p.Status != "" {
		out += " (" + p.Status + ")"
	}
	out += fmt.Sprintf(". “%s”, %s", first.Words, compare.OutletName(first.Outlet))
	if n := otherStories(p.Claims); n > 0 {
		out += fmt.Sprintf(" and %d more", n)
	}
	return out
}

// otherStories counts the stories beside the first that claims stand in.
func otherStories(claims []compare.Cite) int {
	stories := map[string]bool{}
	for i := range claims {
		stories[claims[i].Story] = true
	}
	return len(stories) - 1
}

// answer draws what a claimant answered without a number.
func (c *charting) answer(who *compare.Claimant, e *compare.Entry) {
	does, words := e.Answer.String(), "“"+strings.Trim(e.Cite.Words, "“”\"")+"”"
	m := hotspot{Class: "answered", Href: c.link(&e.Cite), Y: c.y, Width: c.Width, High: lineHigh,
		Title: fmt.Sprintf("%s, %s: %s: %s, %s", who, e.On, does, words, compare.OutletName(e.Cite.Outlet))}
	x, mid := c.plot.left+7, c.y+lineHigh/2
	if c.narrow {
		m.High, x, mid = 2*nameLine+4, 91, c.y+9.5
		m.Words = append(m.Words, c.day(e.On, e.Told, 0, mid+4.5), caption{Class: "answer over", X: x + 12, Y: mid + 4.5, Text: does},
			cutCaption("quote", 0, mid+21, words, c.Width, letterSize))
	} else {
		after := x + 12 + widthOf(does, boldSize) + 6
		m.Words = append(m.Words, c.day(e.On, e.Told, dayAt, mid+4.5), caption{Class: "answer over", X: x + 12, Y: mid + 4.5, Text: does},
			cutCaption("quote over", after, mid+4.5, words, c.Width-after, letterSize))
		m.Shapes = append(m.Shapes, c.when(e.On, mid)...)
	}
	m.Shapes = append(m.Shapes, answerGlyph(e.Answer, x, mid)...)
	c.Marks = append(c.Marks, m)
	c.y += m.High
}

// day writes a day; one that is only that of publication looks different.
func (c *charting) day(on string, told bool, x, y px) caption {
	if !told {
		c.used["untold"] = true
		return caption{Class: "day untold", X: x, Y: y, Text: on}
	}
	return caption{Class: "day", X: x, Y: y, Text: on}
}

func (c *charting) word(class string, x, y px, text string) {
	c.Words = append(c.Words, caption{Class: class, X: x, Y: y, Text: text})
}

// rule draws a line across.
func (c *charting) rule(y px) { c.Shapes = append(c.Shapes, shape{"grid", straight(0, y, c.Width, y)}) }

// measureWords says what the numbers of a question count.
func measureWords(q *compare.Question) string {
	switch {
	case q.Measure == "person", q.Measure == "":
		return "people"
	case q.Unit == "" || q.Unit == "person" || q.Unit == q.Measure:
		return q.Measure
	}
	return q.Measure + ", " + q.Unit
}

// boundsOf returns the bounds of a band's figures.
func boundsOf(b *compare.Band) []onrecord.Bounds {
	var out []onrecord.Bounds
	for i := range b.Lines {
		for j := range b.Lines[i].Points {
			out = append(out, b.Lines[i].Points[j].Bounds)
		}
	}
	return out
}
