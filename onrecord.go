// Package onrecord reads news and keeps a checkable record of who said what.
//
// Extract turns the text of one story into a Record: the statements that the
// story attributes to someone, each tied to its exact words, and the speakers
// behind them. It never says what is true.
//
// # Words
//
// An attribution relation is a source, a cue and a content: "The harbour
// master [source] said [cue] that the port was closed [content]". A Statement
// is one such relation, resolved to its speakers. It is direct if all its
// words stand in quotation marks, mixed if some do, indirect if none do. An
// Outlet publishes Stories; a story's text as it stood once is a Revision. A
// Speaker is whoever speaks: a person, a state, a body, a group, an unnamed
// source or a document.
//
// # Positions
//
// Every Span is a range of bytes of the text as it was given. What is written
// for others, JSON and CSV, counts Unicode code points; CodePoints converts.
package onrecord

import (
	"time"

	"github.com/onrecord/onrecord/internal/lang"
)

// Version is the version of the program and of the records it makes.
const Version = "0.1.0"

// A Span is the half-open range [Start, End) of bytes of a text.
type Span = lang.Span

// A Revision is the text of a story as it stood once, and what is known of it.
type Revision struct {
	Text      string
	Published time.Time // zero if it is not known; only the date counts
	Outlet    string
	URL       string
	// AnyLanguage has a text read even if it does not look like English.
	AnyLanguage bool
}

// A Record is what one revision was read as.
type Record struct {
	Revision
	Language   string // ISO 639-1 code of what the text was taken for
	English    string // the weights that it was read with, as English names them
	Speakers   []Speaker
	Statements []Statement
	Problems   []Problem
	// Document is the text as the language pipeline read it: its tokens,
	// sentences, heads and names.
	Document *lang.Document
}

// A Kind says how much of a statement's content stands in quotation marks.
type Kind string

// The kinds of statements.
const (
	Direct   Kind = "direct"   // all of it
	Mixed    Kind = "mixed"    // some of it
	Indirect Kind = "indirect" // nothing
)

// A Statement is one attribution: what the text says that someone said,
// wrote, thinks or intends.
type Statement struct {
	ID   string // s1, s2, … in the order of the text
	Kind Kind
	// Source, Cue and Content are in pieces where other words break them. Source
	// and Cue may be empty.
	Source, Cue, Content []Span
	Speakers             []string // IDs; none if nobody could be named
	Continues            string   // the ID of the statement that this one goes on from
	Within               string   // the ID of the statement that this one is reported in
	Confidence           float64  // how often such an extraction is right: 0 to 1
}

// A Speaker is one who speaks in a story, under all names it has there.
type Speaker struct {
	ID       string // k1, k2, … in the order of their first mention
	Kind     SpeakerKind
	Name     string   // the fullest that the story gives
	Country  string   // ISO 3166-1 alpha-2, where it is known
	Roles    []string // as the story has them: "harbour master"
	Plural   bool     // several, not told apart: "officials"
	Mentions []Span
}

// A SpeakerKind says what a speaker is.
type SpeakerKind string

// The kinds of speakers.
const (
	Person   SpeakerKind = "person"
	State    SpeakerKind = "state"    // a country or its government as a whole
	Body     SpeakerKind = "body"     // any other organisation
	Group    SpeakerKind = "group"    // villagers, analysts, witnesses
	Unnamed  SpeakerKind = "unnamed"  // a senior official, an unnamed spokesperson
	Document SpeakerKind = "document" // a study, an indictment
)

// A Problem is something in the text that could not be read as it stands.
type Problem struct {
	Span
	Kind string // "invalid byte"
}
