package main

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord"
)

// A figureItem is a figure in the list beside the text.
type figureItem struct {
	ID, Anchor, TextAnchor, Words, About string
	Bar                                  barItem
}

// A noteItem is what the outlet says of its own story.
type noteItem struct{ Kind, By, Words string }

// A barItem is a bar in the measures of its drawing, which is barSpan wide.
type barItem struct {
	Label               string  // its bounds in words
	Low, High           float64 // where the line begins and ends
	LowCap, HighCap     bool    // there is a bound
	LowOpen, HighOpen   bool    // the number may not reach it
	Point, Approximate  bool
	LowArrow, HighArrow bool // no bound is given
}

// barSpan is the width of a bar's drawing.
const barSpan = 200

func figureItems(s *story, figures []*onrecord.Figure, scales map[[2]string]scale) []figureItem {
	var out []figureItem
	for _, f := range figures {
		out = append(out, figureItemOf(s, f, scales))
	}
	return out
}

func figureItemOf(s *story, f *onrecord.Figure, scales map[[2]string]scale) figureItem {
	a := figureAnchor(s, f)
	b := scales[scaleKey(f)].bar(f.Bounds)
	return figureItem{
		ID: f.ID, Anchor: a, TextAnchor: a + "-text", Words: onPage(s.words(f.Span)), About: onPage(strings.Join(s.about(f), " · ")),
		Bar: barItem{Label: f.Bounds.String(), Low: 4 + b.low*(barSpan-8), High: 4 + b.high*(barSpan-8), LowCap: !b.noLow, HighCap: !b.noHigh,
			LowOpen: f.LowOpen, HighOpen: f.HighOpen, LowArrow: b.noLow, HighArrow: b.noHigh,
			Point: !b.noLow && !b.noHigh && f.Low == f.High, Approximate: f.Approximate},
	}
}

func figureAnchor(s *story, f *onrecord.Figure) string {
	return fmt.Sprintf("%s-figure-%s", anchor(s.number), strings.TrimPrefix(f.ID, "f"))
}

func noteItemOf(s *story, n *onrecord.Note) noteItem {
	return noteItem{Kind: string(n.Kind), By: onPage(n.By), Words: onPage(s.words(n.Span))}
}
