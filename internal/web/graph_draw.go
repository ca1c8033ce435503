package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
)

// An evidenceLink returns the address of words that are the evidence of a step.
type evidenceLink func(compare.Evidence) string

// Sizes of what a graph is made of.
const (
	nodeWide   px = 176
	nodeHigh   px = 26
	originWide px = 200
	bendHigh   px = 12
	columnGap  px = 64
	graphHead  px = 28
)

// A graphing is a graph being drawn.
type graphing struct {
	*drawing
	*graph
	origins *compare.Origins
	digests map[string]*compare.Digest
	link    evidenceLink
}

// drawOrigins draws the ways on which claims came from their origins. digests and
// links are those of the stories.
func drawOrigins(id, title string, o *compare.Origins, digests map[string]*compare.Digest, links []compare.Link, link evidenceLink) *drawing {
	g := graphing{drawing: &drawing{ID: "origins-" + id, Class: "graph", Title: "Origins: " + title, Note: o.String(), Summary: originsSummary(o)},
		graph: newGraph(o, links), origins: o, digests: digests, link: link}
	rows := g.lay()
	for i := range g.nodes {
		g.size(&g.nodes[i])
	}
	high := g.place(rows)
	g.columns(rows)
	for i := range g.steps {
		g.draw(&g.steps[i])
	}
	for _, row := range slices.Backward(rows) {
		for _, i := range row {
			if !g.nodes[i].bends {
				g.drawNode(&g.nodes[i])
			}
		}
	}
	g.Height = graphHead + high + 24
	g.key()
	return g.finish()
}

// originsSummary says in words what the graph shows.
func originsSummary(o *compare.Origins) string {
	out := o.String() + "."
	for i := range o.List {
		out += " " + o.List[i].String() + ": " + o.List[i].Articles() + "."
	}
	return out
}

func (g *graphing) size(n *node) {
	n.w, n.h = nodeWide, nodeHigh
	switch {
	case n.bends:
		n.h = bendHigh
	case n.origin >= 0:
		n.w = originWide
		n.h = px(len(g.originLines(n)))*15 + 30
	}
}

// columns sets the layers out from left to right: articles first, origins last.
func (g *graphing) columns(rows [][]int) {
	x, gap := px(0), columnGap
	if wide := nodeWide*px(len(rows)-1) + originWide; len(rows) > 1 {
		gap = max(gap, (wideChart-wide)/px(len(rows)-1))
	}
	for l, row := range slices.Backward(rows) {
		for _, i := range row {
			g.nodes[i].x = x
			g.nodes[i].y += graphHead
			if g.nodes[i].bends {
				g.nodes[i].w = nodeWide
			}
		}
		switch l {
		case 0:
			g.Words = append(g.Words, caption{Class: "faint small", X: x, Y: 12, Text: "origins"})
		case len(rows) - 1:
			g.Words = append(g.Words, caption{Class: "faint small", X: x, Y: 12, Text: "articles"})
		}
		x += nodeWide + gap
	}
	g.Width = max(x-gap-nodeWide+originWide, wideChart)
}

// draw draws a step.
func (g *graphing) draw(s *step) {
	class := "step " + strings.ReplaceAll(string(s.kind), " ", "-")
	first := &g.nodes[s.way[0]]
	x, y := first.x+first.w, first.y+first.h/2
	steps := []any{"M", x, y}
	for _, k := range s.way[1:] {
		n := &g.nodes[k]
		mid := n.y + n.h/2
		end := n.x
		if k == s.to {
			end -= 3
		}
		steps = append(steps, "C", (x+end)/2, y, (x+end)/2, mid, end, mid)
		x, y = n.x, mid
		if n.bends {
			x += n.w
			steps = append(steps, "L", x, y)
		}
	}
	tip := pathOf("M", x-10, y-4.5, "L", x-2, y, "L", x-10, y+4.5)
	if n := &g.nodes[s.to]; n.layer >= g.nodes[s.from].layer { // round in a circle
		x, y = n.x+n.w, n.y+n.h/2
		steps = []any{"M", first.x + first.w, first.y + first.h/2, "C", x + columnGap, first.y + first.h/2, x + columnGap, y, x + 3, y}
		tip = pathOf("M", x+10, y-4.5, "L", x+2, y, "L", x+10, y+4.5)
	}
	way := pathOf(steps...)
	m := hotspot{Class: "way", Title: g.stepTitle(s), Shapes: []shape{{"reach", way}, {class, way}, {"tip", tip}}}
	if len(s.evidence) > 0 {
		m.Href = g.link(s.evidence[0])
	}
	g.Marks = append(g.Marks, m)
}

// stepTitle says a step and the words that are its evidence.
func (g *graphing) stepTitle(s *step) string {
	out := g.name(&g.nodes[s.from]) + " → " + string(s.kind) + " → " + g.name(&g.nodes[s.to])
	var words []string
	for _, v := range s.evidence {
		if w := "“" + strings.Trim(v.Words, "“”\"") + "”"; !slices.Contains(words, w) && len(words) < 3 {
			words = append(words, w)
		}
	}
	return out + ": " + strings.Join(words, " · ")
}

// name names a node.
func (g *graphing) name(n *node) string {
	if len(n.stories) > 1 {
		return fmt.Sprintf("%d articles", len(n.stories))
	}
	return orElse(g.origins.Node(n.key, g.outlet), "somebody without a name")
}

// outlet names a story by its outlet and day.
func (g *graphing) outlet(story string) string {
	d := g.digests[story]
	if d == nil {
		return story[:min(10, len(story))]
	}
	return compare.OutletName(d.Outlet) + ", " + d.Published.Format(time.DateOnly)
}

// drawNode draws an article, who is cited, or an origin.
func (g *graphing) drawNode(n *node) {
	m := hotspot{Class: "node", X: n.x, Y: n.y, Width: n.w, High: n.h, Title: g.nodeTitle(n), Href: g.nodeLink(n)}
	box := "box"
	switch {
	case n.origin >= 0 && g.origins.List[n.origin].Unknown:
		box = "box origin unknown"
	case n.origin >= 0:
		box = "box origin"
	case len(n.stories) == 0:
		box = "box cited"
	}
	m.Shapes = []shape{{box, pathOf("M", n.x, n.y, "h", n.w, "v", n.h, "h", -n.w, "z")}}
	if n.origin >= 0 {
		y := n.y + 18
		for _, text := range g.originLines(n) {
			m.Words = append(m.Words, caption{Class: "strong", X: n.x + 10, Y: y, Text: text})
			y += 15
		}
		m.Words = append(m.Words, cutCaption("faint small", n.x+10, y+1, g.origins.List[n.origin].Articles()+" · "+orElse(g.origins.List[n.origin].Days(), "day not told"), n.w-16, 12))
	} else {
		m.Words = []caption{cutCaption("", n.x+8, n.y+17.5, g.short(n), n.w-14, letterSize)}
	}
	g.Marks = append(g.Marks, m)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// short names a node in its box.
func (g *graphing) short(n *node) string {
	if len(n.stories) == 1 {
		if d := g.digests[n.stories[0]]; d != nil {
			return fit(compare.OutletName(d.Outlet), n.w-58, letterSize) + " " + d.Published.Format("01-02")
		}
	}
	return g.name(n)
}

// originLines names an origin in its box.
func (g *graphing) originLines(n *node) []string {
	o := &g.origins.List[n.origin]
	name := o.Claimant.String()
	if o.Unknown {
		name = "unknown; may be one of the others: " + o.Claimant.Name
	}
	return fold(name, originWide-18, boldSize, 3)
}

func (g *graphing) nodeTitle(n *node) string {
	switch {
	case n.origin >= 0:
		o := &g.origins.List[n.origin]
		return orElse(o.String(), "unknown") + ", " + o.Articles()
	case len(n.stories) == 1 && g.digests[n.stories[0]] != nil:
		return g.name(n) + ": " + g.digests[n.stories[0]].Headline
	case len(n.stories) > 1:
		var all []string
		for _, s := range n.stories {
			all = append(all, g.outlet(s))
		}
		return g.name(n) + ": " + strings.Join(all, "; ")
	}
	return g.name(n)
}

func (g *graphing) nodeLink(n *node) string {
	switch {
	case n.origin >= 0:
		return claimantPath(&g.origins.List[n.origin].Claimant)
	case len(n.stories) == 1:
		return storyAddress(n.stories[0])
	}
	return ""
}

func storyAddress(story string) string { return "/story/" + story }

// key explains how steps are drawn.
func (g *graphing) key() {
	x, y := px(0), g.Height
	for _, kind := range []compare.EdgeKind{compare.SaidBy, compare.CopiedFrom, compare.QuotedFrom, compare.CreditedTo} {
		if !slices.ContainsFunc(g.steps, func(s step) bool { return s.kind == kind }) {
			continue
		}
		class := strings.ReplaceAll(string(kind), " ", "-")
		g.Shapes = append(g.Shapes, shape{"step " + class, straight(x, y, x+44, y)})
		g.Words = append(g.Words, caption{Class: "faint small", X: x + 52, Y: y + 4, Text: string(kind)})
		x += 62 + widthOf(string(kind), 12) + 16
	}
	g.Words = append(g.Words, caption{Class: "faint small", X: 0, Y: y + 24, Text: "A step is not drawn where others lead the same way; the list of origins has all of them."})
	g.Height += 34
}
