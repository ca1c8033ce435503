package compare

import (
	"strings"

	"github.com/onrecord/onrecord"
)

// piece returns what a change is about: as it is, or as it was if it is gone.
func (c *Change) piece() *Piece {
	if c.New == nil {
		return c.Old
	}
	return c.New
}

// String says what a change is: denials, refusals and notes by their name.
func (c *Change) String() string {
	p := c.piece()
	switch {
	case p.Note != "":
		return strings.Replace(string(c.Kind), "note", p.Note.Words(), 1)
	case (c.Kind == StatementAdded || c.Kind == StatementGone) && withheld(p.Act):
		return string(c.Kind) + ": " + p.Act.Words()
	}
	return string(c.Kind)
}

// withheld reports whether an act keeps back or rejects what others say.
func withheld(a onrecord.Act) bool {
	return a == onrecord.Denies || a == onrecord.DeclinesToComment || a == onrecord.DoesNotAcknowledge
}

// Speakers says whose words changed; nothing where Said tells it.
func (c *Change) Speakers() string {
	if c.tellsWho() {
		return ""
	}
	return onrecord.List(c.piece().Speakers)
}

// tellsWho reports whether a change is one of who speaks or how, so that this
// stands with the words.
func (c *Change) tellsWho() bool { return c.Kind == SpeakerChanged || c.Kind == ActChanged }

// Said returns the words of a piece of a change, with who says them and how if
// that is what changed.
func (c *Change) Said(p *Piece) string {
	if !c.tellsWho() {
		return p.Words
	}
	who := onrecord.List(p.Speakers)
	if who == "" {
		who = onrecord.Unresolved
	}
	return who + " " + p.Act.Words() + ": " + p.Words
}
