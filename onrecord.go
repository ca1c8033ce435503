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
// source or a document. A Figure is a number with its bounds: what was counted,
// of whom, where and over which time. A Note is what the outlet says of its own
// story: that it could not verify something, or had to correct it.
//
// # Positions
//
// Every Span is a range of bytes of the text as it was given. What is written
// for others, JSON and CSV, counts Unicode code points; CodePoints converts.
package onrecord

import (
	"time"

	"github.com/onrecord/onrecord/internal/figure"
	"github.com/onrecord/onrecord/internal/lang"
)

// Version is the version of the program and of the records it makes.
const Version = "0.1.0"

// A Span is the half-open range [Start, End) of bytes of a text.
type Span = lang.Span

// A Revision is the text of a story as it stood once, and what is known of it.
// Only Text is needed to read one.
type Revision struct {
	Text string
	// Published is the day that words such as "yesterday" count from; only the
	// date counts. If it is zero, the date that the story itself gives is taken.
	Published time.Time
	Outlet    string
	URL       string // normalised; empty for a file
	// AnyLanguage has a text read even if it does not look like English.
	AnyLanguage bool

	// What the page says of itself beside its text.
	Title     string
	Byline    []string
	Canonical string // the address that the page calls its own
	GUID      string // what a feed or a mail calls the story
	Declared  string // the language that the page declares, a BCP 47 tag
	Related   []string
	Teaser    bool // the rest stands behind a paywall
	Modified  time.Time
	// PublishedBy and ModifiedBy tell where the two times were found:
	// "JSON-LD datePublished", "feed pubDate".
	PublishedBy, ModifiedBy string
}

// A Capture is the bytes that a revision was taken from, as they came.
type Capture struct {
	URL       string    // where they were fetched from, after redirects; empty for a file
	Status    int       // of HTTP; 0 where they were not fetched
	MediaType string    // "text/html; charset=utf-8"
	Header    []byte    // the HTTP header as received, without the status line; may be empty
	Time      time.Time // when they were fetched or read
	Body      []byte
}

// A Record is what one revision was read as.
type Record struct {
	Revision
	Language   string // ISO 639-1 code of what the text was taken for
	English    string // the weights that it was read with, as English names them
	Layout     Layout
	Speakers   []Speaker
	Statements []Statement
	Figures    []Figure
	Notes      []Note
	Problems   []Problem
	// Document is the text as the language pipeline read it: its tokens,
	// sentences, heads and names.
	Document *lang.Document
	// Dates are all the times that the text tells, in its order; Countries is where
	// it names a country, or its people. Neither is printed or kept.
	Dates     []Date
	Countries []Span
}

// A Layout is the parts of a story that are not its running text.
type Layout = lang.Layout

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
	Act  Act
	// Source, Cue and Content are in pieces where other words break them. Source
	// and Cue may be empty.
	Source, Cue, Content []Span
	Speakers             []string // IDs; none if nobody could be named
	Said                 Date     // when; its Span is empty if the story does not tell
	Venue                Span     // "at a briefing"; empty if the story does not tell
	To                   Span     // "reporters"; empty likewise
	Hedges               []Span   // the words that soften it
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

	// Known is the name by which other stories may know a body: the full one of
	// a body that is generally known, else Name without the words for its country.
	// Press says that it is generally known to publish news. Neither is printed or
	// kept.
	Known string
	Press bool
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

// An Act is what somebody does by a statement.
type Act string

// The acts.
const (
	Says               Act = "says"
	Estimates          Act = "estimates"            // puts a number on something
	Finds              Act = "finds"                // a study, inquiry or poll shows
	Confirms           Act = "confirms"             // admits, acknowledges
	Denies             Act = "denies"               // rejects, dismisses
	DeclinesToComment  Act = "declines-to-comment"  // the content is what on
	DoesNotAcknowledge Act = "does-not-acknowledge" // the content is what is not acknowledged
	Accuses            Act = "accuses"              // blames, criticises, condemns, charges
	Urges              Act = "urges"                // asks to, demands, orders, calls for
	Promises           Act = "promises"             // vows, plans, threatens to
	Warns              Act = "warns"
	Asks               Act = "asks"   // a question
	Thinks             Act = "thinks" // belief, hope, fear, wish
)

// A Date is a time as the story words it and the days it stands for.
type Date = figure.Date

// A Figure is a number that the story gives, with the bounds it gives it in.
type Figure struct {
	ID string // f1, f2, … in the order of the text
	Span
	Bounds
	// Measure is what the number measures: one of killed, wounded, killed or
	// wounded, casualties, missing, captured, detained, displaced, evacuated,
	// deployed, infected, rescued and sentenced, or else the lemma of the counted
	// noun with what makes it count ("home destroyed").
	Measure string
	// Unit is person, percent, share, an ISO 4217 code or the symbol of a unit of
	// measurement; empty for plain counts.
	Unit   string
	Of     Population
	Place  Span // empty if the story does not tell
	Period Date // its Span is empty if the story does not tell
	// Cumulative says that the number is a running total rather than that of a
	// period alone.
	Cumulative bool
	PartOf     string // the ID of the total that this one is part of
	Change     Change
	Status     Status
	Statement  string // the ID of the innermost statement that gives it; empty: the outlet does
}

// Bounds are the least and the most that a number may be.
type Bounds = figure.Bounds

// A Population is who or what was counted.
type Population = figure.Population

// A Change says which part of a change a figure is, as in "rose by 12 to 40".
type Change = figure.Change

// A Status says of a figure that it is not asserted.
type Status = figure.Status

// A Note is what the outlet says of its own story.
type Note struct {
	Kind NoteKind
	Span
	By     string // who says so; empty if it is not told
	Covers Span   // what it is about; empty if it is the whole story
}

// A NoteKind says what a note is.
type NoteKind string

// The kinds of notes.
const (
	Unverified NoteKind = "unverified" // "could not independently confirm"
	Correction NoteKind = "correction"
	Editor     NoteKind = "editor" // an editor's note
	Agency     NoteKind = "agency" // a wire credit: "(AP)"
	Translated NoteKind = "translated"
	Archive    NoteKind = "archive" // "this story was first published …"
)

// A Problem is something in the text that could not be read as it stands.
type Problem struct {
	Span
	Kind string // "invalid byte"
}
