// Package attribution finds who said what in a Document: relations of a
// source, a cue and a content (Pareti 2016, "PARC 3.0"; Newell et al. 2018,
// "An attribution relations corpus for political news").
package attribution

import "github.com/onrecord/onrecord/internal/lang"

// A Relation is one attribution. Its spans are in the order of the text, do
// not overlap, and start and end at tokens.
type Relation struct {
	Source, Cue, Content []lang.Span // pieces; Source and Cue may be empty
	Kind                 Kind
	Act                  Act
	Venue, To            lang.Span   // where and whom it was said to, empty if the text does not tell
	Hedges               []lang.Span // the words that soften it
	// By is, for a quotation without a source, the subject of the sentence just
	// before it in its paragraph, where that is a name: "Hill has strong views on
	// soup. 'It cures nothing.'" It is empty otherwise.
	By lang.Span
	// Continues is the index of the relation that this one, a quotation without
	// a cue of its own, goes on from; -1 for none.
	Continues int
	// Within is the index of the relation in whose content this one is
	// reported; -1 for none.
	Within     int
	Confidence float64 // calibrated: right in this share of cases
}

// A Kind says how much of a content stands in quotation marks.
type Kind uint8

// The kinds of relations.
const (
	Indirect Kind = iota // none of it
	Mixed                // some of it
	Direct               // all of it
)

var kinds = [...]string{"indirect", "mixed", "direct"}

// String returns the kind in lower case.
func (k Kind) String() string { return kinds[k] }
