package onrecord

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// between is what stands between the pieces of words that others break.
const between = " … "

// wordsOfHeading is how much of a story without a headline stands for one.
const wordsOfHeading = 10

// Heading returns what a story is called: as its page says, else its headline,
// else how it begins.
func (r *Record) Heading() string {
	if t := cmp.Or(r.Title, r.Text[r.Layout.Headline.Start:r.Layout.Headline.End]); t != "" {
		return t
	}
	first, _, _ := strings.Cut(strings.TrimSpace(r.Text), "\n")
	if w := strings.Fields(first); len(w) > wordsOfHeading {
		return strings.Join(w[:wordsOfHeading], " ") + " …"
	}
	return first
}

// Words returns the words of spans as the text has them, with " … " between
// pieces that other words break.
func (r *Record) Words(spans []Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = r.Text[s.Start:s.End]
	}
	return strings.Join(parts, between)
}

// SpeakersOf returns who makes a statement, in its order.
func (r *Record) SpeakersOf(s *Statement) []*Speaker {
	var out []*Speaker
	for _, id := range s.Speakers {
		i, ok := slices.BinarySearchFunc(r.Speakers, id, func(k Speaker, id string) int { return compareIDs(k.ID, id) })
		if ok {
			out = append(out, &r.Speakers[i])
		}
	}
	return out
}

// Words returns the act in words: "declines to comment".
func (a Act) Words() string { return strings.ReplaceAll(string(a), "-", " ") }

// Paragraphs returns where the paragraphs of the text stand.
func (r *Record) Paragraphs() []Span {
	if r.Document == nil { // as it comes from a ledger
		return lang.Paragraphs(r.Text)
	}
	out := make([]Span, len(r.Document.Paragraphs))
	for i := range out {
		out[i] = r.Document.Paragraphs[i].Span
	}
	return out
}
