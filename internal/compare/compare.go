// Package compare finds what stories have in common: which are copies of which,
// which figures measure the same thing, where claimants agree and where they do
// not, and how many independent origins stand behind them. It never says what
// is true.
//
// # Words
//
// A Digest is what is kept of a story to compare it with others. A Claim is a
// figure that a story gives, or a statement that answers one: a denial, a
// refusal to comment. A Question is the claims of many stories about one thing.
// A Claimant gives claims. An Origin is where a claim entered the record: a
// speaker, on one or several occasions. A Link says that one story copies, or
// shares words with, another.
//
// # The order of stories
//
// All that is found depends on the set of stories, not on the order in which
// they came: whether two stories are linked, and whether two claims belong to
// one question, is decided by those two alone; questions are the connected
// components of what was joined. So a new story is compared with those that
// share a key with it, and nothing else is looked at.
package compare

import (
	"time"

	"github.com/onrecord/onrecord"
)

// Version is the version of the comparison. It goes up with each change that
// digests or what is found with them depend on; what an older one compared is
// then compared anew.
const Version = 3

// A Digest is what is kept of the latest revision of a story to compare it with
// others. It is made when the story is read (NewDigest) and kept as JSON.
type Digest struct {
	Story     string // its ID
	Revision  int
	Outlet    string // as the ledger names it
	URL       string
	Headline  string
	Published time.Time // when it was published, or else first seen

	Credits []Credit // the agencies that it takes from
	Sketch  Sketch   // of its words, to find copies
	Quotes  []Quote  // its longer quotations
	Event   Event    // what it is about

	Speakers   []Speaker   // those of the record, in its order: k1 is Speakers[0]
	Statements []Statement // those of the record, in its order: s1 is Statements[0]
	Claims     []Claim
	Notes      []Note // what it says of itself: not verified, corrected
}

// A Speaker is a speaker of one story, as newSpeaker makes it.
type Speaker struct {
	Kind    onrecord.SpeakerKind
	Name    string
	Country string   // ISO 3166-1 alpha-2, where it is known
	Roles   []string // as the story has them
	Plural  bool
	Known   string // of a body, as onrecord.Speaker has it
	Press   bool   // likewise
	// Names is all the ways that the story names it by names.
	Names []string
	// Person is the ID of the speaker across stories. It is filled in from the
	// ledger, and empty where the speaker is known by this story alone.
	Person string `json:"-"`
}

// A Statement is a statement of one story.
type Statement struct {
	Kind                 onrecord.Kind
	Act                  onrecord.Act
	Source, Cue, Content string // the words; pieces are joined by " … "
	At                   []onrecord.Span
	SourceAt             []onrecord.Span // the pieces of Source
	Speakers             []int           // indexes in Digest.Speakers
	SaidFrom, SaidTo     string          // ISO 8601 days; empty if the story does not tell
	SaidWords, Venue     string          // empty likewise
	Hedges               []string        // the words
	Within               int             // the index of the statement that it is reported in, -1 if none
	Continues            int             // the index of the statement that it goes on from, -1 if none
}

// A Claim is a figure of one story, or a statement that answers figures.
type Claim struct {
	Figure    int // its number in the record, from 1; 0 if it is a statement without a figure
	Statement int // the index of the innermost statement that makes it; -1: the outlet itself
	Answer    Answer
	onrecord.Bounds
	Measure, Unit        string
	Of                   string // who or what is counted, as the story has it resolved
	Place                string // empty if the story does not tell
	PeriodFrom, PeriodTo string // ISO 8601 days; empty likewise
	Cumulative           bool
	PartOf               int    // the number of the figure that this one is part of; 0 if none
	Change               string // "from", "to", "by" or empty
	Status               string // "hypothetical", "denied" or empty
	Words                string // from bound to counted noun
	Passage              string // the sentence that it stands in
	At                   onrecord.Span
	Headline             bool     // it stands in the headline
	Scope                Scope    // of a figure
	Keys                 []string // what a claim of the same question may share with it
}

// An Answer says how a claim without a figure answers those with one.
type Answer string

// The answers. A claim with a figure has none of them.
const (
	Denial            Answer = "denies"
	NoComment         Answer = "declines-to-comment"
	NoAcknowledgement Answer = "does-not-acknowledge"
	NotVerified       Answer = "unverified" // the outlet of itself
	CorrectedByOutlet Answer = "correction" // the outlet of itself
	Confirmation      Answer = "confirms"   // without a number of its own
)

// A Note is what an outlet says of its own story.
type Note struct {
	Kind  onrecord.NoteKind
	Words string
	At    onrecord.Span
	By    string
}

// A Credit is an agency that a story takes from, and the words that say so.
type Credit struct {
	Agency string // as it is generally known: "Reuters"
	Whole  bool   // the story as a whole is the agency's; else it contributed
	Words  string
	At     onrecord.Span
}

// A Quote is a quotation of a story that is long enough to be known again.
type Quote struct {
	Hash      uint64 // of its words, in lower case and without marks
	Words     int
	Statement int // the index of the statement that it belongs to; -1 if none
	At        onrecord.Span
}

// A Link says that the story From copies, or shares words with, the story To,
// which was there before it (or is taken for the earlier one: by date, then ID).
type Link struct {
	From, To string
	Kind     LinkKind
	Share    float64 // the part of From's own sentences, by their words, that is taken from To (of a shared quote: that the quotes are): 0 to 1
	Agency   string  // the agency whose credit tells of the copy; empty if words alone do
	Passages []Passage
}

// A LinkKind says how much of a story another one has.
type LinkKind string

// The kinds of links, the closest first.
const (
	FullCopy    LinkKind = "full copy"
	PartialCopy LinkKind = "partial copy"
	SharedQuote LinkKind = "shared quote"
)

// A Passage is a run of words that two stories share: where it stands in each.
type Passage struct{ From, To onrecord.Span }

// A Ref names a claim in the ledger.
type Ref struct {
	Story string
	Claim int // the index in the story's Digest.Claims
}

// A Question is claims of one or several stories that measure the same thing.
type Question struct {
	// ID names its earliest claim; that of any other of its claims names it too. The
	// ledger gives it.
	ID      string
	Measure string
	Unit    string
	Of      string // who or what is counted, in the words most used
	Place   string // empty if the stories do not tell
	Title   string // for people: "killed — Velsund ferry, May 2031", in words of the stories
	// Bands are kinds of claims that are never compared with each other: running
	// totals apart from a day's own, children apart from all.
	Bands    []Band
	Entries  []Entry // denials, refusals and the like, in the order of time
	Origins  Origins
	Stories  []string // IDs, the earliest first
	Outlets  []string
	From, To time.Time // the first and the last publication
	about    string    // what happened where and when, in words of the stories
}

// A Band is the claims of a question that may be compared with each other.
type Band struct {
	Name      string // "total", "day", "part": what sets it apart, in words
	Lines     []Line
	Relations []Relation
}

// A Line is what one claimant gave over time.
type Line struct {
	Claimant Claimant
	Points   []Point
}

// A Claimant is who gives a figure: a speaker, or an outlet by itself.
type Claimant struct {
	Name    string
	Kind    onrecord.SpeakerKind // empty: the outlet itself
	Country string
	Roles   []string
	Person  string // its ID across stories; empty if it is known in one story only
}

// A Point is a figure that a claimant gave once, in one or several stories.
type Point struct {
	onrecord.Bounds
	Status string
	On     string // the day it was given, else published: ISO 8601
	Told   bool   // the story tells the day
	Claims []Cite // where it stands, the earliest story first
}

// A Cite is a claim with what is needed to show it: the words, and where.
type Cite struct {
	Ref
	Revision        int
	Figure          int // number in the record; 0 if none
	Statement       int // number in the record; 0 if none
	Outlet          string
	URL, Headline   string
	Published       time.Time
	Words, Passage  string
	At              onrecord.Span
	Speaker, Source string // as resolved, and as the story has it
	Hedges          []string
}

// An Entry is an answer to a question that is no figure.
type Entry struct {
	Answer   Answer
	Claimant Claimant
	On       string
	Told     bool
	Cite     Cite
}

// A Relation says how the figures that two claimants gave last, or that one
// claimant gave before and after, stand to each other.
type Relation struct {
	A, B int // indexes in Band.Lines
	// PointA and PointB are the indexes of the points compared.
	PointA, PointB int
	Kind           RelationKind
}

// A RelationKind is how two ranges of numbers stand to each other.
type RelationKind string

// The kinds of relations.
const (
	Agree      RelationKind = "agree"      // closed ranges overlap
	Compatible RelationKind = "compatible" // they overlap, but only by an open end
	Narrow     RelationKind = "narrow"     // a closed range lies inside the other
	Conflict   RelationKind = "conflict"   // no number satisfies both
	Update     RelationKind = "update"     // the same claimant's later figure
)

// Origins are the origins of some claims.
type Origins struct {
	Articles, Outlets int
	// Least and Most are how many independent origins there are: an unknown
	// origin may be one already counted.
	Least, Most int
	List        []Origin
	Edges       []Edge
}

// An Origin is where claims entered the record.
type Origin struct {
	Claimant  Claimant
	Unknown   bool       // an unnamed source, or an outlet's own words
	Occasions []Occasion // when the speaker is told to have spoken
	Claims    []Ref      // all that come from here
}

// An Occasion is a day, and a place if it is told, on which a speaker spoke.
type Occasion struct {
	On, Venue string // On is empty if no story tells the day
	Claims    []Ref
}

// An Edge is one step of the way from a claim to its origin, with the words
// that are the evidence of it.
type Edge struct {
	Kind EdgeKind
	// From and To are nodes: "story:ID", "claim:STORY/3" (an index in
	// Digest.Claims), "speaker:2" (an index in Origins.List), "agency:Reuters",
	// "outlet:The Daily" and "cited:Kari Moe", one who is cited for another.
	From, To string
	Evidence []Evidence
}

// An EdgeKind says what a step rests on.
type EdgeKind string

// The kinds of edges.
const (
	SaidBy     EdgeKind = "said by"     // claim to speaker
	CopiedFrom EdgeKind = "copied from" // story to story
	QuotedFrom EdgeKind = "quoted from" // claim to an outlet or speaker that is cited for another
	CreditedTo EdgeKind = "credited to" // story to agency
)

// Evidence is words of a story.
type Evidence struct {
	Story    string
	Revision int
	At       onrecord.Span
	Words    string
}
