package main

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode"

	"github.com/onrecord/onrecord"
)

//go:embed page.html
var pageSource string

// pageTemplates holds "open" and "close", what stands around the stories of a
// page, and "section", one story.
var pageTemplates = template.Must(template.New("").Parse(pageSource))

// A page is one web page of stories, with a table of contents if there are
// several.
type page struct {
	Title    string
	Contents []pageLink
	Version  string
	Key      keyOfBars
}

type pageLink struct{ Anchor, Name, Summary string }

// A section is one story: its text with the statements marked in it, and the
// figures in it that can be compared.
type section struct {
	Anchor, Name, Published, Language, Summary string
	Rows                                       []row
	Comparisons                                []compareItem
}

// A row is a paragraph with the statements that begin in it, the figures that
// are attributed to nobody and the outlet's notes beside it. What there may be
// many of is made as it is printed.
type row struct {
	Class      string // "headline" or "aside", for what is not running text
	Segments   iter.Seq[segment]
	Statements []*item
	Figures    iter.Seq[figureItem]
	Notes      []noteItem
}

// A segment is a run of text in which the same spans hold.
type segment struct {
	Anchors []string // of the statements whose content begins here, and the figures
	Class   string
	Content bool // part of what someone said
	Text    string
	Notes   []*item // the statements whose content ends here
}

// An item is a statement in the list, with those reported within it.
type item struct {
	Number, Anchor, TextAnchor string
	Who, Source, Cue, Words    string
	Kind, Act, Confidence      string
	Roles                      string
	Circumstances              []string // when, where, to whom
	Figures                    iter.Seq[figureItem]
	Unresolved                 bool
	From                       *item // the one that this one goes on from, without a cue of its own
	Inner                      []*item
}

// Label names the statement for those who can't see where it stands.
func (it *item) Label() string {
	who := it.Who
	if who == "" {
		who = wordUnresolved
	}
	return fmt.Sprintf("Statement %s: %s, %s", it.Number, who, it.Kind)
}

// writeSection renders one story.
func writeSection(b sink, s *story) {
	sec := section{Anchor: anchor(s.number), Name: titleOf(s.name), Language: s.Language, Summary: summary(tallyOf(s.Record))}
	if !s.Published.IsZero() {
		sec.Published = s.Published.Format(time.DateOnly)
	}
	sec.Rows, sec.Comparisons = rowsOf(s), compareItems(s)
	execute(b, "section", sec)
}

// openPage and closePage write what stands around the stories of a page.
func openPage(w sink, all []result) {
	p := page{Title: "Who said what", Version: onrecord.Version, Key: barKey}
	for _, r := range all {
		p.Contents = append(p.Contents, pageLink{anchor(r.number), titleOf(r.name), summary(r.tally)})
	}
	if len(all) == 1 {
		p.Title = p.Contents[0].Name + ": who said what"
		p.Contents = nil
	}
	execute(w, "open", p)
}

func closePage(w sink, _ []result) { execute(w, "close", page{Version: onrecord.Version}) }

// execute writes a template. What can't be written shows when the output is
// flushed.
func execute(w sink, name string, data any) {
	err := pageTemplates.ExecuteTemplate(w, name, data)
	if bad := (texttemplate.ExecError{}); errors.As(err, &bad) {
		panic(err) // the template and its data are both part of the program
	}
}

// titleOf returns what a story is called on the page.
func titleOf(name string) string {
	if name == "-" {
		return "Standard input"
	}
	if filepath.IsAbs(name) { // where a reader keeps it is nobody's business
		name = filepath.Base(name)
	}
	return onPage(name)
}

func anchor(number int) string { return fmt.Sprint("story-", number) }

func itemsOf(s *story) []*item {
	items := make([]*item, len(s.Statements))
	figures := figuresBy(s.Record)
	for i := range items {
		st := &s.Statements[i]
		number := strings.TrimPrefix(st.ID, "s")
		it := &item{Number: number, Anchor: anchor(s.number) + "-said-" + number, TextAnchor: anchor(s.number) + "-text-" + number,
			Source: onPage(pieces(s.Text, st.Source, wordBetween)),
			Cue:    onPage(pieces(s.Text, st.Cue, wordBetween)), Words: onPage(pieces(s.Text, st.Content, wordBetween)),
			Kind: string(st.Kind), Confidence: sure(st.Confidence), Figures: figureItems(s, figures[st.ID])}
		if st.Act != onrecord.Says {
			it.Act = actWords(st.Act)
		}
		it.Roles = onPage(rolesOf(s.Record, st, it.Source))
		for _, c := range s.circumstances(st) {
			it.Circumstances = append(it.Circumstances, onPage(c))
		}
		names := namesOf(s.Record, st)
		it.Who, it.Unresolved = onPage(list(names)), len(names) == 0
		if holdsAll(it.Source, names) {
			it.Who, it.Source = it.Source, ""
		}
		items[i] = it
	}
	return items
}

// rowsOf returns the paragraphs of the story, each with its statements. Their
// segments must be taken in order, and once.
func rowsOf(s *story) []row {
	items := itemsOf(s)
	outer := nest(s.Record, items)
	paragraphs := paragraphsOf(s.Record)
	rows := make([]row, len(paragraphs))
	m := newMarker(s, items)
	for i, p := range paragraphs {
		rows[i].Segments, rows[i].Class = m.segments(p), classOfParagraph(s.Record, p)
	}
	rowAt := func(start int) int {
		return sort.Search(len(paragraphs)-1, func(p int) bool { return paragraphs[p].End > start })
	}
	for _, i := range outer {
		r := &rows[rowAt(s.Statements[i].Content[0].Start)]
		r.Statements = append(r.Statements, items[i])
	}
	unclaimed := map[int][]*onrecord.Figure{}
	for _, f := range figuresBy(s.Record)[""] {
		r := rowAt(f.Start)
		unclaimed[r] = append(unclaimed[r], f)
	}
	for r, figures := range unclaimed {
		rows[r].Figures = figureItems(s, figures)
	}
	for i := range s.Notes {
		r := &rows[rowAt(s.Notes[i].Start)]
		r.Notes = append(r.Notes, noteItemOf(s, &s.Notes[i]))
	}
	return rows
}

// classOfParagraph says what part of a story's layout p is.
func classOfParagraph(r *onrecord.Record, p onrecord.Span) string {
	l := &r.Layout
	if l.Headline.Len() > 0 && l.Headline.Contains(p) {
		return "headline"
	}
	for _, spans := range [...][]onrecord.Span{l.Bylines, l.Credits, l.Related} {
		if i := sort.Search(len(spans), func(i int) bool { return spans[i].End > p.Start }); i < len(spans) && mostOf(spans[i], p) {
			return "aside"
		}
	}
	return ""
}

// mostOf reports whether a makes up most of b.
func mostOf(a, b onrecord.Span) bool { return 2*(min(a.End, b.End)-max(a.Start, b.Start)) > b.Len() }

// nest puts items under those they are reported within and returns the numbers
// of the others.
func nest(r *onrecord.Record, items []*item) (outer []int) {
	byID := map[string]*item{}
	for i := range items {
		byID[r.Statements[i].ID] = items[i]
	}
	for i, it := range items {
		st := &r.Statements[i]
		if len(st.Cue) == 0 {
			it.From = byID[st.Continues]
		}
		if in := byID[st.Within]; in != nil {
			in.Inner = append(in.Inner, it)
		} else {
			outer = append(outer, i)
		}
	}
	return outer
}

// onPage returns words as a page can hold them. What would turn letters round
// is shown to be there instead.
func onPage(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return r
		case r == '\u202d', r == '\u202e':
			return '\uFFFD'
		}
		return printable(r)
	}, s)
}

// A role is what a span is to its statement.
type role uint8

const (
	asContent role = iota
	asSource
	asCue
	asHedge
	asFigure
	asNote
	numRoles
)

var roleClass = [numRoles]string{asSource: "source", asCue: "cue", asHedge: "hedge", asFigure: "figure", asNote: "note"}

// A markedSpan is a span that is to be seen in the text. of is the number of
// the statement or figure that it is part of.
type markedSpan struct {
	onrecord.Span
	role role
	of   int
}

// A marker cuts paragraphs into segments, at all edges of all spans: so spans
// may nest and overlap as they like. It goes through the text once.
type marker struct {
	story *story
	items []*item
	spans []markedSpan // those to come
	edges []int        // likewise
	open  []markedSpan // those that hold the segment at hand, in the order of the text
}

func newMarker(s *story, items []*item) *marker {
	spans := markedSpans(s.Record)
	return &marker{story: s, items: items, spans: spans, edges: edgesOf(spans)}
}

// segments returns the segments of paragraph p, which must come after those
// whose segments were taken before.
func (m *marker) segments(p onrecord.Span) iter.Seq[segment] {
	return func(yield func(segment) bool) {
		for at := p.Start; at < p.End; {
			end := m.advance(at, p.End)
			if !yield(segmentOf(m.story, onrecord.Span{Start: at, End: end}, m.open, m.items)) {
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
				spans = append(spans, markedSpan{span, role(as), i})
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

// paragraphsOf returns the paragraphs of the text; all of it is one if the
// text has not been read.
func paragraphsOf(r *onrecord.Record) []onrecord.Span {
	if r.Document == nil {
		return []onrecord.Span{{Start: 0, End: len(r.Text)}}
	}
	var out []onrecord.Span
	for i := range r.Document.Paragraphs {
		out = append(out, r.Document.Paragraphs[i].Span)
	}
	return out
}

// segmentOf returns the segment at, which all of spans hold. It looks like the
// innermost of the contents among them.
func segmentOf(st *story, at onrecord.Span, spans []markedSpan, items []*item) segment {
	r := st.Record
	g := segment{Text: onPage(r.Text[at.Start:at.End])}
	var inner *markedSpan
	depth := 0
	var roles [numRoles]bool
	for i := range spans {
		s := &spans[i]
		roles[s.role] = true
		if s.role == asFigure && at.Start == s.Start {
			g.Anchors = append(g.Anchors, figureAnchor(st, &r.Figures[s.of])+"-text")
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
			g.Anchors = append(g.Anchors, items[s.of].TextAnchor)
		}
		if s.Span == content[len(content)-1] && at.End == s.End {
			g.Notes = append(g.Notes, items[s.of])
		}
	}
	g.Content = inner != nil
	g.Class = classOf(r, inner, depth, roles)
	return g
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
