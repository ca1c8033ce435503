package main

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// Widths on a terminal, in cells: of a figure's bounds, and of its bar beside
// others.
const (
	sketchWidth = 16
	barWidth    = 24
)

// figure writes one figure: its bounds and its words, the bounds on a line of
// their own where there is little room.
func (v *view) figure(f *onrecord.Figure, margin string) {
	w := v.drawn(sketch(f.Bounds, v.signs), sketchWidth, margin)
	w = append(w, words(v.story.words(f.Span), strong)...)
	for _, more := range v.story.about(f) {
		w = append(append(w, dot()), words(more, faint)...)
	}
	v.write(v.b, margin, append(w, dot(), glued(f.ID)))
}

// drawn returns a drawing as the first word of a line, padded to width cells; if
// there is little room, it writes it on a line of its own and returns nothing.
func (v *view) drawn(drawing string, width int, margin string) []word {
	if v.width-cells(margin) < width+2*barWidth-8 {
		v.write(v.b, margin, []word{{text: strings.TrimRight(drawing, " "), width: displaywidth.String(strings.TrimRight(drawing, " "))}})
		return nil
	}
	n := displaywidth.String(drawing)
	return []word{{text: drawing + strings.Repeat(" ", max(0, width-n)), width: max(width, n)}}
}

// about says what a figure measures, of whom, where and when, and how it stands.
func (s *story) about(f *onrecord.Figure) []string {
	out := []string{measureOf(f)}
	add := func(words string, is bool) {
		if is {
			out = append(out, words)
		}
	}
	add(wordAt+" "+s.words(f.Place), f.Place.Len() > 0)
	add(s.date(f.Period), f.Period.Len() > 0)
	add(wordSoFar, f.Cumulative)
	if whole := s.figureByID(f.PartOf); whole != nil {
		out = append(out, wordPartOf+" “"+s.words(whole.Span)+"”")
	}
	add(changeWords[f.Change], f.Change != "")
	add(statusWords[f.Status], f.Status != "")
	return out
}

// measureOf says what a figure measures, in which unit, and of whom.
func measureOf(f *onrecord.Figure) string {
	out := f.Measure
	if f.Unit != "" && f.Unit != "person" && f.Unit != f.Measure {
		out += ", " + f.Unit
	}
	if f.Of.Name != "" && f.Of.Name != f.Measure && !f.Span.Contains(f.Of.Span) {
		out += " (" + f.Of.Name + ")"
	}
	return out
}

// unclaimed writes the figures that are attributed to nobody.
func (v *view) unclaimed() {
	own := v.figures[""]
	if len(own) == 0 {
		return
	}
	margin := v.bar + " "
	v.write(v.b, margin, words(wordUnclaimed, strong))
	for _, f := range own {
		v.figure(f, margin)
	}
	v.b.WriteByte('\n')
}

// comparisons writes the figures that measure the same side by side.
func (v *view) comparisons() {
	for _, c := range comparisonsOf(v.story.Record) {
		margin := v.bar + " "
		head := words(c.title(), strong)
		v.write(v.b, margin, append(append(head, dot()), words(extent(c.Scale), faint)...))
		for _, f := range c.figures {
			w := v.drawn(drawBar(c.Scale, f.Bounds, min(barWidth, v.width-cells(margin)), v.signs), barWidth, margin)
			w = append(w, words(f.Bounds.String(), strong)...)
			for _, more := range v.story.claim(f) {
				w = append(append(w, dot()), words(more, faint)...)
			}
			v.write(v.b, margin, append(w, dot(), glued(f.ID)))
		}
		v.b.WriteByte('\n')
	}
}

// title says what a comparison is about.
func (l likeness) title() string {
	switch {
	case l.measure == "person":
		return wordPeople
	case l.unit == "person":
		return l.measure + ", " + wordPeople
	case l.unit == "", l.unit == l.measure:
		return l.measure
	}
	return l.measure + ", " + l.unit
}

// extent says what the bars on a scale reach from and to.
func extent(sc compare.Scale) string {
	from := sc.From
	if sc.Log && sc.Zero {
		from = 0
	}
	out := wordScale + " " + compare.Number(from) + " " + wordTo + " " + compare.Number(sc.To)
	if sc.Log {
		out += ", " + wordLog
	}
	return out
}

// claim says who gives a figure, what of and how it stands.
func (s *story) claim(f *onrecord.Figure) []string {
	out := []string{wordNobody}
	if st := s.statement(f.Statement); st != nil {
		if out[0] = list(namesOf(s.Record, st)); out[0] == "" {
			out[0] = wordUnresolved
		}
	}
	if f.Of.Name != "" && f.Of.Name != f.Measure {
		out = append(out, f.Of.Name)
	}
	if f.Status != "" {
		out = append(out, statusWords[f.Status])
	}
	return out
}

// notes writes what the outlet says of its own story.
func (v *view) notes() {
	if len(v.story.Notes) == 0 {
		return
	}
	for i := range v.story.Notes {
		n := &v.story.Notes[i]
		w := words(noteWords[n.Kind], styleAlert)
		if n.By != "" {
			w = append(append(w, dot()), words(n.By, strong)...)
		}
		w = append(append(w, dot()), words(v.story.words(n.Span), unstyled)...)
		if n.Covers.Len() > 0 {
			w = append(append(w, dot()), words(wordAbout+" “"+v.story.words(n.Covers)+"”", faint)...)
		}
		v.write(v.b, v.bar+" ", w)
	}
	v.b.WriteByte('\n')
}

// figuresBy returns the figures of r by the statement that gives them, those
// attributed to nobody under "".
func figuresBy(r *onrecord.Record) map[string][]*onrecord.Figure {
	m := map[string][]*onrecord.Figure{}
	for i := range r.Figures {
		f := &r.Figures[i]
		m[f.Statement] = append(m[f.Statement], f)
	}
	return m
}
