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
	for _, more := range v.story.About(f) {
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
	for _, c := range compare.Comparisons(v.story.Record) {
		margin := v.bar + " "
		head := words(c.Title(), strong)
		v.write(v.b, margin, append(append(head, dot()), words(extent(c.Scale), faint)...))
		for _, f := range c.Figures {
			w := v.drawn(drawBar(c.Scale, f.Bounds, min(barWidth, v.width-cells(margin)), v.signs), barWidth, margin)
			w = append(w, words(f.Bounds.String(), strong)...)
			for _, more := range v.story.Claim(f) {
				w = append(append(w, dot()), words(more, faint)...)
			}
			v.write(v.b, margin, append(w, dot(), glued(f.ID)))
		}
		v.b.WriteByte('\n')
	}
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

// notes writes what the outlet says of its own story.
func (v *view) notes() {
	if len(v.story.Notes) == 0 {
		return
	}
	for i := range v.story.Notes {
		n := &v.story.Notes[i]
		w := words(n.Kind.Words(), styleAlert)
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
