package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"

	"github.com/onrecord/onrecord"
)

// A look is how the view for persons is set out.
type look struct {
	width  int // cells a line
	colour bool
	bar    string // stands before each line of a statement
	signs  barSigns
}

// Lines are not made longer than can be read with ease, nor so short that
// nothing fits.
const (
	widest    = 96
	narrowest = 12
)

// lookOf returns the look for f: a terminal as wide as it is and in colour
// unless it says otherwise, or else 80 cells without colour.
func lookOf(f *os.File) look {
	l := look{width: 80, bar: "│", signs: drawnBar}
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return l
	}
	if w, _, err := term.GetSize(fd); err == nil && w > 0 {
		l.width = min(max(w, narrowest), widest)
	}
	dumb := os.Getenv("TERM") == "dumb"
	l.colour = !dumb && os.Getenv("NO_COLOR") == ""
	if dumb {
		l.bar, l.signs = "|", asciiBar
	}
	return l
}

// story sets out one story: its statements, each under the one it is reported
// in, and a summary.
func (l look) story(b sink, s *story) {
	if s.several {
		if s.number > 1 {
			b.WriteByte('\n')
		}
		l.heading(b, s)
	}
	v := view{look: l, b: b, story: s, within: map[string][]*onrecord.Statement{}, figures: s.FiguresBy()}
	v.statements()
	v.unclaimed()
	v.comparisons()
	v.notes()
	l.write(b, "", words(s.Tally().String(), faint))
}

func (l look) heading(b sink, s *story) {
	w := words(s.name, strong)
	if !s.Published.IsZero() {
		w = append(w, words("· "+s.Published.Format(time.DateOnly), faint)...)
	}
	l.write(b, "", w)
	b.WriteByte('\n')
}

// last is the line under several stories.
func (l look) last(all onrecord.Tally) string {
	var b bytes.Buffer
	b.WriteByte('\n')
	l.write(&b, "", words(all.String(), strong))
	return b.String()
}

// write writes words as lines that all start with margin.
func (l look) write(b sink, margin string, w []word) {
	for _, line := range wrap(w, l.width-cells(margin)) {
		b.WriteString(margin)
		writeLine(b, line, l.colour)
		b.WriteByte('\n')
	}
}

// cells returns the width of a margin, which holds bars, spaces and styles.
func cells(margin string) int {
	return strings.Count(margin, " ") * 2 // every bar is followed by one space
}

// A view is one story being set out.
type view struct {
	look
	b      sink
	story  *story
	within map[string][]*onrecord.Statement // by the statement they are reported in
	// figures are by the statement that gives them; those attributed to nobody by "".
	figures map[string][]*onrecord.Figure
	marks   []onrecord.Span // what was looked for
}

func (v *view) statements() {
	ids := map[string]bool{}
	for i := range v.story.Statements {
		ids[v.story.Statements[i].ID] = true
	}
	var outer []*onrecord.Statement
	for i := range v.story.Statements {
		s := &v.story.Statements[i]
		if ids[s.Within] {
			v.within[s.Within] = append(v.within[s.Within], s)
		} else {
			outer = append(outer, s)
		}
	}
	for _, s := range outer {
		v.statement(s, "")
		v.b.WriteByte('\n')
	}
}

// statement writes s, and below it what is reported within it.
func (v *view) statement(s *onrecord.Statement, margin string) {
	if cells(margin) < v.width/3 { // deeper ones stand no further in
		margin += v.barOf(s.Kind)
	}
	v.write(v.b, margin, v.header(s))
	v.write(v.b, margin, v.content(s))
	for _, f := range v.figures[s.ID] {
		v.figure(f, margin)
	}
	for _, inner := range v.within[s.ID] {
		v.b.WriteString(strings.TrimRight(margin, " ") + "\n")
		v.statement(inner, margin)
	}
}

func (v *view) barOf(k onrecord.Kind) string {
	var b bytes.Buffer
	styleOfKind(k).begin(&b, v.colour)
	b.WriteString(v.bar)
	styleOfKind(k).end(&b, v.colour)
	return b.String() + " "
}

func styleOfKind(k onrecord.Kind) style {
	switch k {
	case onrecord.Direct:
		return styleDirect
	case onrecord.Mixed:
		return styleMixed
	}
	return styleOther
}

// header says who speaks, in the story's words too where they differ, by which
// cue, in which way, how sure that is, and what the other formats call it.
func (v *view) header(s *onrecord.Statement) []word {
	names, source := v.story.Names(s), v.story.Record.Words(s.Source)
	var w []word
	switch {
	case len(names) > 0 && v.story.SourceNames(s):
		w = words(source, strong)
	case len(names) > 0:
		w = words(onrecord.List(names), strong)
		if source != "" {
			w = append(w, words("("+source+")", faint)...)
		}
	case source != "":
		w = append(words(source, strong), words("("+onrecord.Unresolved+")", styleAlert)...)
	default:
		w = words(onrecord.Unresolved, styleAlert)
	}
	if roles := v.story.Roles(s); roles != "" {
		w = append(append(w, dot()), words(roles, faint)...)
	}
	if cue := v.story.Record.Words(s.Cue); cue != "" {
		w = append(append(w, dot()), words(cue, unstyled)...)
	} else if s.Continues != "" {
		w = append(append(w, dot()), words(wordContinues+" "+s.Continues, faint)...)
	}
	for _, more := range v.story.Circumstances(s) {
		w = append(append(w, dot()), words(more, faint)...)
	}
	if s.Act != "" && s.Act != onrecord.Says {
		w = append(append(w, dot()), words(s.Act.Words(), strong)...)
	}
	w = append(append(w, dot()), words(string(s.Kind), styleOfKind(s.Kind))...)
	return append(w, glued(s.Sure()), dot(), glued(s.ID))
}

// content returns the words of s, its hedges underlined.
func (v *view) content(s *onrecord.Statement) []word {
	var out []word
	for i, piece := range s.Content {
		if i > 0 {
			out = append(out, words(wordBetween, unstyled)...)
		}
		out = append(out, marked(v.story.Text, piece, v.marks, s.Hedges)...)
	}
	return out
}

// marked returns the words of a piece of text, those that were looked for strong
// and hedges underlined.
func marked(text string, piece onrecord.Span, found, hedges []onrecord.Span) []word {
	var out []word
	at := piece.Start
	for field := range strings.FieldsFuncSeq(text[piece.Start:piece.End], breakable) {
		at += strings.Index(text[at:piece.End], field)
		here := onrecord.Span{Start: at, End: at + len(field)}
		st := unstyled
		switch {
		case slices.ContainsFunc(found, here.Overlaps):
			st = strong
		case slices.ContainsFunc(hedges, here.Overlaps):
			st = styleHedge
		}
		out = append(out, words(field, st)...)
		at += len(field)
	}
	return out
}

// dot parts the items of a header; a line may end with it, but not begin.
func dot() word { return glued("·") }

func glued(s string) word {
	return word{text: s, style: faint, width: displaywidth.String(s), glued: true}
}
