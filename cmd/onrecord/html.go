package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"

	"github.com/onrecord/onrecord"
)

//go:embed page.html
var pageSource string

// pageTemplates holds "page", the whole, and "section", one story in it.
var pageTemplates = template.Must(template.New("").Parse(pageSource))

// A page is one web page of stories, with a table of contents if there are
// several.
type page struct {
	Title    string
	Contents []pageLink
	Sections []template.HTML // as the template "section" made them
	Version  string
}

type pageLink struct{ Anchor, Name, Summary string }

// A section is one story: its text with the statements marked in it.
type section struct {
	Anchor, Name, Published, Language, Summary string
	Rows                                       []row
}

// A row is a paragraph with the statements that begin in it, the outlet's own
// figures and its notes beside it.
type row struct {
	Segments   []segment
	Statements []*item
	Figures    []figureItem
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
	Figures                    []figureItem
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
func writeSection(b *bytes.Buffer, s *story) {
	sec := section{Anchor: anchor(s.number), Name: titleOf(s.name), Language: s.Language, Summary: summary(tallyOf(s.Record))}
	if !s.Published.IsZero() {
		sec.Published = s.Published.Format(time.DateOnly)
	}
	sec.Rows = rowsOf(s)
	if err := pageTemplates.ExecuteTemplate(b, "section", sec); err != nil {
		panic(err) // the template and its data are both part of the program
	}
}

// writePage renders the page of all stories.
func writePage(w io.Writer, all []result) error {
	p := page{Title: "Who said what", Version: onrecord.Version}
	for _, r := range all {
		p.Sections = append(p.Sections, template.HTML(r.out))
		p.Contents = append(p.Contents, pageLink{anchor(r.number), titleOf(r.name), summary(r.tally)})
	}
	if len(all) == 1 {
		p.Title = p.Contents[0].Name + ": who said what"
		p.Contents = nil
	}
	return pageTemplates.ExecuteTemplate(w, "page", p)
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
	figures, scales := figuresBy(s.Record), scalesOf(s.Record)
	for i := range items {
		st := &s.Statements[i]
		number := strings.TrimPrefix(st.ID, "s")
		it := &item{Number: number, Anchor: anchor(s.number) + "-said-" + number, TextAnchor: anchor(s.number) + "-text-" + number,
			Source: onPage(pieces(s.Text, st.Source, wordBetween)),
			Cue:    onPage(pieces(s.Text, st.Cue, wordBetween)), Words: onPage(pieces(s.Text, st.Content, wordBetween)),
			Kind: string(st.Kind), Confidence: percent(st.Confidence), Figures: figureItems(s, figures[st.ID], scales)}
		if st.Act != onrecord.Says {
			it.Act = string(st.Act)
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

// rowsOf returns the paragraphs of the story, each with its statements.
func rowsOf(s *story) []row {
	items := itemsOf(s)
	outer := nest(s.Record, items)
	paragraphs := paragraphsOf(s.Record)
	rows := make([]row, len(paragraphs))
	for i, segments := range mark(s, paragraphs, items) {
		rows[i].Segments = segments
	}
	rowAt := func(start int) *row {
		return &rows[sort.Search(len(paragraphs)-1, func(p int) bool { return paragraphs[p].End > start })]
	}
	for _, i := range outer {
		r := rowAt(s.Statements[i].Content[0].Start)
		r.Statements = append(r.Statements, items[i])
	}
	scales := scalesOf(s.Record)
	for _, f := range figuresBy(s.Record)[""] {
		r := rowAt(f.Start)
		r.Figures = append(r.Figures, figureItemOf(s, f, scales))
	}
	for i := range s.Notes {
		r := rowAt(s.Notes[i].Start)
		r.Notes = append(r.Notes, noteItemOf(s, &s.Notes[i]))
	}
	return rows
}

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

// mark cuts the paragraphs into segments, at all edges of all spans: so spans
// may nest and overlap as they like. It goes through the text once.
func mark(s *story, paragraphs []onrecord.Span, items []*item) [][]segment {
	spans := markedSpans(s.Record)
	edges := edgesOf(spans)
	var open []markedSpan // those that hold the segment at hand, in the order of the text
	out := make([][]segment, len(paragraphs))
	for i, p := range paragraphs {
		for at := p.Start; at < p.End; {
			for len(edges) > 0 && edges[0] <= at {
				edges = edges[1:]
			}
			end := p.End
			if len(edges) > 0 {
				end = min(end, edges[0])
			}
			for len(spans) > 0 && spans[0].Start <= at {
				open, spans = append(open, spans[0]), spans[1:]
			}
			open = slices.DeleteFunc(open, func(s markedSpan) bool { return s.End <= at })
			out[i] = append(out[i], segmentOf(s, onrecord.Span{Start: at, End: end}, open, items))
			at = end
		}
	}
	return out
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
