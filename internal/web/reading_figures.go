package web

import (
	"iter"
	"math"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A figureItem is a figure in the list beside the text.
type figureItem struct {
	Anchor, TextAnchor, Words, About string
	Of                               string // what lights up with it
	Question                         countedIn
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
	Under bool // it stands under a heading of the page
	Log   bool
	Ticks []axisTick
	Rows  iter.Seq[compareRow]
}

// An axisTick is a number on the axis, at so many percent of its width.
type axisTick struct {
	At    float64
	Label string
}

// A compareRow is one of them; its bar is in the measures of its drawing.
type compareRow struct {
	TextAnchor, Of, Label, Claim string
	Bar                          barItem
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

// barSpan is the width of a bar's drawing, barMargin what is kept free at its
// ends for signs, aboutSpan how far the line around a rough number goes.
const (
	barSpan   = 200
	barMargin = 6
	aboutSpan = 12
)

// figureItems returns figures as the page lists them, nil if there are none.
func (s *setting) figureItems(figures []*onrecord.Figure) iter.Seq[figureItem] {
	if len(figures) == 0 {
		return nil
	}
	return func(yield func(figureItem) bool) {
		for _, f := range figures {
			if !yield(s.figureItem(f)) {
				return
			}
		}
	}
}

func (s *setting) figureItem(f *onrecord.Figure) figureItem {
	a := s.figureAnchor(f)
	out := figureItem{Anchor: a, TextAnchor: a + "-text", Words: shown(s.Text[f.Start:f.End]), About: shown(strings.Join(s.About(f), " · ")), Range: rangeOf(f.Bounds)}
	if s.lit {
		out.Of = f.ID
	}
	if s.ledger != nil {
		out.Question = s.ledger.questions[f.ID]
	}
	return out
}

func rangeOf(b onrecord.Bounds) rangeItem {
	r := rangeItem{Label: b.String(), LowOpen: b.LowOpen, HighOpen: b.HighOpen, Single: b.Single(), Approximate: b.Approximate}
	if !math.IsInf(b.Low, 0) {
		r.Low = compare.Number(b.Low)
	}
	if !math.IsInf(b.High, 0) {
		r.High = compare.Number(b.High)
	}
	return r
}

func (s *setting) figureAnchor(f *onrecord.Figure) string {
	return s.anchors + "figure-" + strings.TrimPrefix(f.ID, "f")
}

// compareItems returns what can be compared in a story.
func (s *setting) compareItems() []compareItem {
	var out []compareItem
	for _, c := range compare.Comparisons(s.Record) {
		ticks := ticksOf(c.Scale)
		var marks []float64
		for i := range ticks {
			marks = append(marks, ticks[i].At)
			ticks[i].At = round(ticks[i].At / barSpan * 100)
		}
		out = append(out, compareItem{Title: shown(c.Title()), Under: s.lit, Log: c.Log, Ticks: ticks, Rows: func(yield func(compareRow) bool) {
			for _, f := range c.Figures {
				row := compareRow{TextAnchor: s.figureAnchor(f) + "-text", Label: f.Bounds.String(), Claim: shown(strings.Join(s.Claim(f), " · ")), Bar: barItemOf(c.Scale, f.Bounds)}
				row.Bar.Ticks = marks
				if s.lit {
					row.Of = f.ID
				}
				if !yield(row) {
					return
				}
			}
		}})
	}
	return out
}

// across returns where the part x of a bar lies in its drawing.
func across(x float64) float64 { return round(barMargin + x*(barSpan-2*barMargin)) }

// round keeps what can be seen of a place.
func round(x float64) float64 { return math.Round(x*10) / 10 }

func barItemOf(sc compare.Scale, b onrecord.Bounds) barItem {
	at := sc.Bar(b)
	return barItem{Low: across(at.Low), High: across(at.High), LowCap: !at.NoLow, HighCap: !at.NoHigh, LowOpen: b.LowOpen, HighOpen: b.HighOpen,
		About0: round(across(at.Low) - aboutSpan), About1: round(across(at.Low) + aboutSpan),
		LowArrow: at.NoLow, HighArrow: at.NoHigh, Single: b.Single(), Approximate: b.Approximate}
}

// ticksOf returns the ends of the scale and what lies half way between, and 0
// where a logarithmic scale has one.
func ticksOf(sc compare.Scale) []axisTick {
	middle := (sc.From + sc.To) / 2
	if sc.To-sc.From >= 4 {
		middle = math.Round(middle)
	}
	if sc.Log {
		middle = math.Pow(10, math.Round(math.Log10(math.Sqrt(sc.From*sc.To))))
	}
	var out []axisTick
	if sc.Log && sc.Zero {
		out = append(out, axisTick{across(0), "0"})
	}
	for _, x := range []float64{sc.From, middle, sc.To} {
		out = append(out, axisTick{across(sc.Place(x)), compare.Number(x)})
	}
	return out
}

func (s *setting) noteItem(n *onrecord.Note) noteItem {
	return noteItem{Kind: n.Kind.Words(), By: shown(n.By), Words: shown(s.Text[n.Start:n.End]), About: shown(s.Text[n.Covers.Start:n.Covers.End])}
}
