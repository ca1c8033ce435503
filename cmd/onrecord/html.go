package main

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"path/filepath"
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
			Source: onPage(s.Record.Words(st.Source)),
			Cue:    onPage(s.Record.Words(st.Cue)), Words: onPage(s.Record.Words(st.Content)),
			Kind: string(st.Kind), Confidence: sure(st.Confidence), Figures: figureItems(s, figures[st.ID])}
		if st.Act != onrecord.Says {
			it.Act = st.Act.Words()
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
