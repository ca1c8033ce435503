package web

import (
	"maps"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/store"
)

// A decisionItem is what a person decided about a story.
type decisionItem struct {
	Number                          int
	What, Words, New, Actor, Reason string
	At, Review                      string
	Of, Anchor                      string // what it is about on the page; empty if that is not there
}

// actionWords say what was decided.
var actionWords = map[store.Action]string{store.Accept: "accepted", store.Reject: "rejected", store.Correct: "corrected", store.Merge: "merged", store.Split: "split",
	store.MergePerson: "taken for one person with another", store.SplitPerson: "taken for another person", store.Protect: "protected", store.Sensitive: "the story is marked as sensitive"}

// subjectWords say what it was decided about, by the letter of its ID.
var subjectWords = map[byte]string{'s': "statement ", 'k': "speaker ", 'f': "figure "}

func newDecisionItem(s *store.Standing) decisionItem {
	d := decisionItem{Number: s.Number, What: actionWords[store.Action(s.Action)], Words: inMarks(s.Words), Actor: s.Actor, Reason: s.Reason, At: minute(s.At), Review: s.Review}
	if s.Words == "" {
		d.Words = ""
	}
	if s.Subject != "" {
		id := s.Subject
		if s.Now != "" {
			id = s.Now
		}
		d.What = subjectWords[id[0]] + id[1:] + " " + d.What
		if s.Now != "" && id[0] == 's' && store.Action(s.Action) != store.Reject {
			d.Of, d.Anchor = id, "said-"+id[1:]
		}
	}
	var parts []string
	for _, field := range slices.Sorted(maps.Keys(s.New)) {
		parts = append(parts, field+": "+s.New[field])
	}
	d.New = strings.Join(parts, ", ")
	return d
}
