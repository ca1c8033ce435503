package main

import (
	"strings"

	"github.com/onrecord/onrecord"
)

// barWidth is the width of a figure's bar on a terminal, in cells.
const barWidth = 20

// figure writes one figure: its bar and its words, the bar on a line of its
// own where there is little room.
func (v *view) figure(f *onrecord.Figure, margin string) {
	room := v.width - cells(margin)
	drawn := v.scales[scaleKey(f)].draw(f.Bounds, min(barWidth, room), v.signs)
	var w []word
	if room >= 3*barWidth {
		w = append(w, word{text: drawn, width: barWidth})
	} else {
		v.b.WriteString(margin + strings.TrimRight(drawn, " ") + "\n")
	}
	w = append(w, words(v.story.words(f.Span), strong)...)
	for _, more := range v.story.about(f) {
		w = append(append(w, dot()), words(more, faint)...)
	}
	v.write(v.b, margin, append(w, dot(), glued(f.ID)))
}

// about says what a figure measures, of whom, where and when, and how it stands.
func (s *story) about(f *onrecord.Figure) []string {
	out := []string{f.Measure}
	add := func(words string, is bool) {
		if is {
			out = append(out, words)
		}
	}
	add(f.Unit, f.Unit != "" && f.Unit != "person" && f.Unit != f.Measure)
	add(wordOf+" "+f.Of.Name, f.Of.Name != "" && f.Of.Name != f.Measure && !f.Span.Contains(f.Of.Span))
	add(wordAt+" "+s.words(f.Place), f.Place.Len() > 0)
	add(s.date(f.Period), f.Period.Len() > 0)
	add(wordSoFar, f.Cumulative)
	add(wordPartOf+" "+f.PartOf, f.PartOf != "")
	add(changeWords[f.Change], f.Change != "")
	add(string(f.Status), f.Status != "")
	return out
}

// outletsOwn writes the figures that the outlet gives itself.
func (v *view) outletsOwn() {
	own := v.figures[""]
	if len(own) == 0 {
		return
	}
	margin := v.bar + " "
	v.write(v.b, margin, words(wordOutletsOwn, faint))
	for _, f := range own {
		v.figure(f, margin)
	}
	v.b.WriteByte('\n')
}

// notes writes what the outlet says of its own story.
func (v *view) notes() {
	if len(v.story.Notes) == 0 {
		return
	}
	for i := range v.story.Notes {
		n := &v.story.Notes[i]
		w := words(string(n.Kind), styleAlert)
		if n.By != "" {
			w = append(append(w, dot()), words(n.By, strong)...)
		}
		w = append(append(w, dot()), words(v.story.words(n.Span), unstyled)...)
		if n.Covers.Len() > 0 {
			w = append(append(w, dot()), words(wordAbout+" "+v.story.words(n.Covers), faint)...)
		}
		v.write(v.b, v.bar+" ", w)
	}
	v.b.WriteByte('\n')
}

// figuresBy returns the figures of r by the statement that gives them, the
// outlet's own under "".
func figuresBy(r *onrecord.Record) map[string][]*onrecord.Figure {
	m := map[string][]*onrecord.Figure{}
	for i := range r.Figures {
		f := &r.Figures[i]
		m[f.Statement] = append(m[f.Statement], f)
	}
	return m
}
