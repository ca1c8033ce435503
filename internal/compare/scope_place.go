package compare

import (
	"slices"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// where returns the words of the place that a figure is for, if it is none of the
// story's scenes: as it was read, or else where its sentence says that it is.
func (e *eventReader) where(f *onrecord.Figure, sent lang.Sentence, ev *Event) []string {
	var out []string
	if f.Place.Len() > 0 && !e.inSource(f.Place) && !e.Layout.Dateline.Overlaps(f.Place) {
		if e.withinScene(f.Place, sent, ev) {
			return nil
		}
		out = placeWords(e.Text[f.Place.Start:f.Place.End])
	} else if !e.Layout.Headline.Overlaps(f.Span) {
		for i := sent.First; i < sent.Last; i++ {
			t := &e.d.Tokens[i]
			if !e.proper(i) || e.country[i] || e.Layout.Dateline.Overlaps(t.Span) || e.source[i] || !e.isPlace(i) && !e.opens(i, sent, ev) {
				continue
			}
			out = append(out, e.term(i).Text)
		}
	}
	if slices.ContainsFunc(out, func(w string) bool { return e.wide[w] || isScene(ev, w) }) {
		return nil
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isScene(ev *Event, word string) bool {
	return slices.ContainsFunc(ev.Names, func(t Term) bool {
		return t.Text == word && (t.Role == Scene || t.Role == Desk || t.Role == Wide || t.Role == Country)
	})
}

// withinScene reports whether a place only says where a scene lies: "the Lorm
// valley in Arvany".
func (e *eventReader) withinScene(place onrecord.Span, sent lang.Sentence, ev *Event) bool {
	i := e.d.TokenAt(place.Start) - 1
	for i >= sent.First && (e.d.Tokens[i].UPOS == lang.ADP || e.d.Tokens[i].UPOS == lang.DET || e.d.Tokens[i].UPOS == lang.PUNCT || e.d.Tokens[i].UPOS == lang.ADJ || placeNouns[strings.ToLower(e.d.Word(i))]) {
		i--
	}
	return i >= sent.First && e.proper(i) && isScene(ev, e.term(i).Text)
}

// opens reports whether token i is a place of the lead that is the subject of a
// sentence: "Mirena buried 11 people".
func (e *eventReader) opens(i int, sent lang.Sentence, ev *Event) bool {
	return i == sent.First && slices.ContainsFunc(ev.Names, func(t Term) bool { return t.Role == Nearby && t.Text == e.term(i).Text })
}

// placeWords returns the words of a place that are names.
func placeWords(place string) []string {
	var out []string
	for w := range strings.FieldsSeq(place) {
		r := []rune(w)
		if even := strings.Join(evenWords(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")), ""); unicode.IsUpper(r[0]) && len(even) > 2 && !commonProper[even] {
			out = append(out, even)
		}
	}
	return out
}
