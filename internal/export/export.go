// Package export writes stories of the ledger in the formats that the field
// exchanges. Each writer takes one story after the other and writes what it can
// at once, so that an export of any length takes little memory.
//
// What leaves is statements, figures and notes with their words, and no whole
// text unless it is asked for. What a protected speaker says, and every piece
// that names one, is left out before a writer sees the story (Story.Protect).
package export

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// A Story is one revision of a story to be exported.
type Story struct {
	*onrecord.Record
	ID       string
	Revision int
	Seen     time.Time // when this revision was first seen
	// Text says that the whole text leaves too.
	Whole     bool
	Questions map[string]Question // by figure: "f1"
	Links     []Link
	Origins   []Origin

	guarded    bool                           // something was taken out of it
	points     *onrecord.CodePoints           // counted when first needed
	statements map[string]*onrecord.Statement // by ID; likewise
}

// A Question is what the comparison knows of the question that a figure belongs
// to. All is empty if no other story tells of it.
type Question struct {
	ID       string `csv:"question" parquet:"question,dict"`
	Articles *int   `csv:"question_articles" parquet:"question_articles,optional"`
	Outlets  *int   `csv:"question_outlets" parquet:"question_outlets,optional"`
	Least    *int   `csv:"question_origins_least" parquet:"question_origins_least,optional"` // independent origins
	Most     *int   `csv:"question_origins_most" parquet:"question_origins_most,optional"`
}

// A Link is a story that this one copies.
type Link struct {
	Story    string // its ID
	Revision int
	URL      string
	Kind     string // "full copy", "partial copy", "shared quote"
	Share    float64
}

// An Origin is where statements of the story entered the record.
type Origin struct {
	Statements []string // of this story: "s1"
	Name       string   // of the speaker; empty if unknown
	On         string   // the day, ISO 8601; empty if it is not told
}

// A Writer writes stories in one format.
type Writer interface {
	Story(*Story) error
	// Close ends the document. It does not close what it is written to.
	Close() error
}

// Permanent returns the address that names a revision of a story for good: that
// of the ledger, not that of the outlet, whose page may change.
func (s *Story) Permanent() string { return permanent(s.ID, s.Revision) }

func permanent(story string, revision int) string {
	return "urn:onrecord:story:" + story + ":" + strconv.Itoa(revision)
}

// words returns the words of a span, invalid bytes replaced.
func (s *Story) words(at onrecord.Span) string {
	return strings.ToValidUTF8(s.Record.Text[at.Start:at.End], "\uFFFD")
}

// pieces returns the words of spans, joined by what stands between.
func (s *Story) pieces(spans []onrecord.Span, between string) string {
	parts := make([]string, len(spans))
	for i := range spans {
		parts[i] = s.words(spans[i])
	}
	return strings.Join(parts, between)
}

// between stands between the pieces of a content.
const between = " … "

// point converts a byte offset into one in code points.
func (s *Story) point(at int) int {
	if s.points == nil {
		p := onrecord.CountCodePoints(s.Record.Text)
		s.points = &p
	}
	return s.points.Of(at)
}

// title returns what the story is called.
func (s *Story) title() string {
	if s.Title != "" {
		return s.Title
	}
	return s.words(s.Layout.Headline)
}

// finite returns x, nil where no bound is given.
func finite(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// day writes a day as ISO 8601, nothing if it is not known.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
