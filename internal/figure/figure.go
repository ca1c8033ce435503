// Package figure reads numbers and dates: how many, within what bounds, of
// what, and when.
//
// Find needs the tokens, tags, heads and names of a Document, the relations of
// attribution in it and its Dates. It never makes a bound narrower or wider
// than the words say.
package figure

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// A Figure is a number that a text gives.
type Figure struct {
	lang.Span // from the first to the last word of bound, number and counted noun
	Bounds
	Measure    string // what it measures, as the record's Figure has it
	Unit       string // person, percent, share, an ISO 4217 code, a unit's symbol, or empty
	Of         Population
	Place      lang.Span
	Period     Date
	Cumulative bool
	PartOf     int // index of the total that this one is part of; -1 for none
	Change     Change
	Status     Status
	Relation   int // index of the innermost relation whose content holds it; -1 for none
}

// Bounds are the least and the most that a number may be. Low is negative
// infinity where no lower bound is given, High infinity where no upper one is.
type Bounds struct {
	Low, High         float64
	LowOpen, HighOpen bool // the bound itself is left out: "more than 900"
	Approximate       bool // "about 80"
}

// A Population is who or what was counted: the words that say so, and its name
// with pronouns resolved. Both are empty if the text does not tell.
type Population struct {
	lang.Span
	Name string
}

// A Change says which part of a change a figure is.
type Change string

// The parts of "rose from 28 by 12 to 40".
const (
	From Change = "from"
	To   Change = "to"
	By   Change = "by"
)

var changeWords = map[Change]string{From: "before the change", To: "after the change", By: "the change"}

// Words says which part of a change a figure is: "after the change".
func (c Change) Words() string { return changeWords[c] }

// A Status says of a figure that it is not asserted.
type Status string

// What is not asserted.
const (
	Hypothetical Status = "hypothetical" // "could have killed more than a thousand"
	Denied       Status = "denied"
)
