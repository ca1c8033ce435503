package attribution

import "github.com/onrecord/onrecord/internal/lang"

// A Note is what the outlet says of its own story.
type Note struct {
	Kind NoteKind
	lang.Span
	By, Covers lang.Span // who says so and what it is about; empty if it is not told
}

// A NoteKind says what a note is.
type NoteKind uint8

// The kinds of notes.
const (
	Unverified NoteKind = iota // "could not independently confirm"
	Correction
	Editor // an editor's note
	Agency // a wire credit
	Translated
	Archive // "this story was first published …"
)

var noteKinds = [...]string{"unverified", "correction", "editor", "agency", "translated", "archive"}

// String returns the kind in lower case.
func (k NoteKind) String() string { return noteKinds[k] }

// Notes returns the notes of d in the order of the text.
func Notes(d *lang.Document) []Note {
	return nil
}
