package main

import (
	"fmt"
	"iter"
	"math"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A figureItem is a figure in the list beside the text.
type figureItem struct {
	Anchor, TextAnchor, Words, About string
	Range                            rangeItem
}

// A noteItem is what the outlet says of its own story.
type noteItem struct{ Kind, By, Words, About string }

// A rangeItem is the bounds of a figure, drawn without a scale.
type rangeItem struct {
	Label             string // its bounds in words
	Low, High         string // the numbers; empty if there is no bound
	LowOpen, HighOpen bool   // the number may not reach it
	Single            bool   // it is one number
	Approximate       bool
}

// A keyOfBars is one of each kind of bounds, to explain how they are drawn.
type keyOfBars struct{ Exact, About, AtLeast, MoreThan, AtMost, Between rangeItem }

var barKey = keyOfBars{
	Exact:    rangeOf(onrecord.Bounds{Low: 12, High: 12}),
	About:    rangeOf(onrecord.Bounds{Low: 40, High: 40, Approximate: true}),
	AtLeast:  rangeOf(onrecord.Bounds{Low: 340, High: math.Inf(1)}),
	MoreThan: rangeOf(onrecord.Bounds{Low: 340, High: math.Inf(1), LowOpen: true}),
	AtMost:   rangeOf(onrecord.Bounds{Low: math.Inf(-1), High: 70}),
	Between:  rangeOf(onrecord.Bounds{Low: 10, High: 32}),
}

// A compareItem is figures that measure the same, side by side.
type compareItem struct {
	Title string
	Log   bool
	Ticks []tick
	Rows  iter.Seq[compareRow]
}

// A tick is a number on the axis, at so many percent of its width.
type tick struct {
	At    float64
	Label string
}

// A compareRow is one of them; its bar is in the measures of its drawing.
type compareRow struct {
	TextAnchor, Label, Claim string
	Bar                      barItem
}

// A barItem is a bar on an axis, in the measures of its drawing, which is
// barSpan wide.
type barItem struct {
	Low, High           float64 // where the line begins and ends
	About0, About1      float64 // the same of the line around one number that is rough
	Ticks               []float64
	LowCap, HighCap     bool // there is a bound
	LowOpen, HighOpen   bool // the number may not reach it
	LowArrow, HighArrow bool // no bound is given
	Single, Approximate bool
}

// barSpan is the width of a bar's drawing, barEdge what is kept free at its
// ends for signs, aboutSpan how far the line around a rough number goes.
const (
	barSpan   = 200
	barEdge   = 6
	aboutSpan = 12
)

// figureItems returns figures as the page lists them, nil if there are none.
func figureItems(s *story, figures []*onrecord.Figure) iter.Seq[figureItem] {
	if len(figures) == 0 {
		return nil
	}
	return func(yield func(figureItem) bool) {
		for _, f := range figures {
			if !yield(figureItemOf(s, f)) {
				return
			}
		}
	}
}

func figureItemOf(s *story, f *onrecord.Figure) figureItem {
	a := figureAnchor(s, f)
	return figureItem{Anchor: a, TextAnchor: a + "-text", Words: onPage(s.words(f.Span)), About: onPage(strings.Join(s.about(f), " · ")), Range: rangeOf(f.Bounds)}
}

func rangeOf(b onrecord.Bounds) rangeItem {
	r := rangeItem{Label: b.String(), LowOpen: b.LowOpen, HighOpen: b.HighOpen, Single: single(b), Approximate: b.Approximate}
	if !math.IsInf(b.Low, 0) {
		r.Low = compare.Number(b.Low)
	}
	if !math.IsInf(b.High, 0) {
		r.High = compare.Number(b.High)
	}
	return r
}

func figureAnchor(s *story, f *onrecord.Figure) string {
	return fmt.Sprintf("%s-figure-%s", anchor(s.number), strings.TrimPrefix(f.ID, "f"))
}

// compareItems returns what can be compared in a story.
func compareItems(s *story) []compareItem {
	var out []compareItem
	for _, c := range comparisonsOf(s.Record) {
		ticks := ticksOf(c.Scale)
		var marks []float64
		for i := range ticks {
			marks = append(marks, ticks[i].At)
			ticks[i].At = round(ticks[i].At / barSpan * 100)
		}
		out = append(out, compareItem{Title: onPage(c.title()), Log: c.Log, Ticks: ticks, Rows: func(yield func(compareRow) bool) {
			for _, f := range c.figures {
				row := compareRow{TextAnchor: figureAnchor(s, f) + "-text", Label: f.Bounds.String(), Claim: onPage(strings.Join(s.claim(f), " · ")), Bar: barItemOf(c.Scale, f.Bounds)}
				row.Bar.Ticks = marks
				if !yield(row) {
					return
				}
			}
		}})
	}
	return out
}

// across returns where the part x of a bar lies in its drawing.
func across(x float64) float64 { return round(barEdge + x*(barSpan-2*barEdge)) }

// round keeps what can be seen of a place.
func round(x float64) float64 { return math.Round(x*10) / 10 }

func barItemOf(sc compare.Scale, b onrecord.Bounds) barItem {
	at := barOn(sc, b)
	return barItem{Low: across(at.low), High: across(at.high), LowCap: !at.noLow, HighCap: !at.noHigh, LowOpen: b.LowOpen, HighOpen: b.HighOpen,
		About0: round(across(at.low) - aboutSpan), About1: round(across(at.low) + aboutSpan),
		LowArrow: at.noLow, HighArrow: at.noHigh, Single: single(b), Approximate: b.Approximate}
}

// ticksOf returns the ends of the scale and what lies half way between, and 0
// where a logarithmic scale has one.
func ticksOf(sc compare.Scale) []tick {
	middle := (sc.From + sc.To) / 2
	if sc.To-sc.From >= 4 {
		middle = math.Round(middle)
	}
	if sc.Log {
		middle = math.Pow(10, math.Round(math.Log10(math.Sqrt(sc.From*sc.To))))
	}
	var out []tick
	if sc.Log && sc.Zero {
		out = append(out, tick{across(0), "0"})
	}
	for _, x := range []float64{sc.From, middle, sc.To} {
		out = append(out, tick{across(at(sc, x)), compare.Number(x)})
	}
	return out
}

func noteItemOf(s *story, n *onrecord.Note) noteItem {
	return noteItem{Kind: noteWords[n.Kind], By: onPage(n.By), Words: onPage(s.words(n.Span)), About: onPage(s.words(n.Covers))}
}
