package web

import (
	"iter"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A spanRole is what a span is to its statement.
type spanRole uint8

const (
	asContent spanRole = iota
	asSource
	asCue
	asHedge
	asFigure
	asNote
	asDateline
	numRoles
)

var roleClass = [numRoles]string{asSource: "source", asCue: "cue", asHedge: "hedge", asFigure: "figure", asNote: "note", asDateline: "dateline"}

// A markedSpan is a span that is to be seen in the text. of is the number of
// the statement or figure that it is part of.
type markedSpan struct {
	onrecord.Span
	role spanRole
	of   int
}

// A marker cuts paragraphs into segments, at all edges of all spans: so spans
// may nest and overlap as they like. It goes through the text once.
type marker struct {
	setting *setting
	items   []*saidItem
	spans   []markedSpan // those to come
	edges   []int        // likewise
	open    []markedSpan // those that hold the segment at hand, in the order of the text
}

func newMarker(s *setting, items []*saidItem) *marker {
	spans := markedSpans(s.Record)
	if at := s.Layout.Dateline; s.lit && at.Len() > 0 {
		spans = append(spans, markedSpan{at, asDateline, 0})
		slices.SortStableFunc(spans, func(a, b markedSpan) int { return a.Start - b.Start })
	}
	return &marker{setting: s, items: items, spans: spans, edges: edgesOf(spans)}
}

// segments returns the segments of paragraph p, which must come after those
// whose segments were taken before.
func (m *marker) segments(p onrecord.Span) iter.Seq[textSegment] {
	return func(yield func(textSegment) bool) {
		for at := p.Start; at < p.End; {
			end := m.advance(at, p.End)
			if !yield(m.segment(onrecord.Span{Start: at, End: end})) {
				return
			}
			at = end
		}
	}
}

// advance goes on to the segment that begins at, and returns where it ends.
func (m *marker) advance(at, limit int) int {
	for len(m.edges) > 0 && m.edges[0] <= at {
		m.edges = m.edges[1:]
	}
	for len(m.spans) > 0 && m.spans[0].Start <= at {
		m.open, m.spans = append(m.open, m.spans[0]), m.spans[1:]
	}
	m.open = slices.DeleteFunc(m.open, func(s markedSpan) bool { return s.End <= at })
	if len(m.edges) > 0 {
		return min(limit, m.edges[0])
	}
	return limit
}

// edgesOf returns where spans begin or end, in order.
func edgesOf(spans []markedSpan) []int {
	var edges []int
	for _, s := range spans {
		edges = append(edges, s.Start, s.End)
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// markedSpans returns all spans in the order of the text.
func markedSpans(r *onrecord.Record) []markedSpan {
	var spans []markedSpan
	for i := range r.Statements {
		s := &r.Statements[i]
		for as, all := range [...][]onrecord.Span{asContent: s.Content, asSource: s.Source, asCue: s.Cue, asHedge: s.Hedges} {
			for _, span := range all {
				spans = append(spans, markedSpan{span, spanRole(as), i})
			}
		}
	}
	for i := range r.Figures {
		spans = append(spans, markedSpan{r.Figures[i].Span, asFigure, i})
	}
	for i := range r.Notes {
		spans = append(spans, markedSpan{r.Notes[i].Span, asNote, i})
	}
	slices.SortStableFunc(spans, func(a, b markedSpan) int { return a.Start - b.Start })
	return spans
}

// segment returns the segment at, which all open spans hold. It looks like the
// innermost of the contents among them.
func (m *marker) segment(at onrecord.Span) textSegment {
	r := m.setting.Record
	g := textSegment{Text: shown(r.Text[at.Start:at.End])}
	var inner *markedSpan
	depth := 0
	var roles [numRoles]bool
	for i := range m.open {
		s := &m.open[i]
		roles[s.role] = true
		if s.role == asFigure && at.Start == s.Start {
			g.Anchors = append(g.Anchors, m.setting.figureAnchor(&r.Figures[s.of])+"-text")
		}
		if s.role != asContent {
			continue
		}
		depth++
		if inner == nil || s.Len() <= inner.Len() {
			inner = s
		}
		content := r.Statements[s.of].Content
		if s.Span == content[0] && at.Start == s.Start {
			g.Anchors = append(g.Anchors, m.items[s.of].TextAnchor)
		}
		if s.Span == content[len(content)-1] && at.End == s.End {
			g.Notes = append(g.Notes, m.items[s.of])
		}
	}
	g.Content = inner != nil
	g.Class = classOf(r, inner, depth, roles)
	if m.setting.lit {
		g.Of = m.holders()
	}
	return g
}

// holders names the statements and figures that hold the segment at hand.
func (m *marker) holders() string {
	var ids []string
	for i := range m.open {
		id := ""
		switch s := &m.open[i]; s.role {
		case asNote, asDateline:
		case asFigure:
			id = m.setting.Figures[s.of].ID
		default:
			id = m.setting.Statements[s.of].ID
		}
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

func classOf(r *onrecord.Record, inner *markedSpan, depth int, roles [numRoles]bool) string {
	var class []string
	if inner != nil {
		class = append(class, string(r.Statements[inner.of].Kind))
	}
	if depth > 1 {
		class = append(class, "nested")
	}
	for as, is := range roles {
		if is && roleClass[as] != "" {
			class = append(class, roleClass[as])
		}
	}
	return strings.Join(class, " ")
}
