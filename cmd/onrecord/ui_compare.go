package main

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// What the commands of the comparison say.

const (
	diffUse   = "diff STORY[/REVISION]"
	diffShort = "Show what changed between the revisions of a story"
	diffLong  = `Show what changed in a story from revision to revision, at the level of what is
claimed: figures with other bounds, statements and quotations that came, went or
were worded anew, other speakers, denials where there was a confirmation, notes
such as a correction. Words that only moved are no change.

Every step is shown. "/3" after the STORY shows what revision 3 changed, --from 1
with it all that changed since revision 1.`
	diffExample = `  onrecord diff 3f0c21
  onrecord diff 3f0c21/3 --from 1
  onrecord diff --text https://norhavenpost.example/port`
	flagFrom     = "compare with revision `N` rather than the one before"
	flagDiffText = "show how the text changed, as 'diff -u' does"
	flagDiffJSON = "print one JSON document a line, one for each step; offsets count code points of each revision's text"
)

func storyErased(id string) error { return fmt.Errorf("story %s: %w", id, store.ErrRedacted) }

func badFrom(from int, to store.Ref) error {
	return &complaint{fmt.Sprintf("--from %d: not a revision before revision %d", from, to.Revision), "'onrecord story " + to.Story[:shortID] + "' lists the revisions", exitUsage}
}

func oneRevision(id string) error {
	return &complaint{"story " + id[:shortID] + " has one revision only", "a story that is watched, or added again with --revises, gets another when its text changes", exitUnread}
}

func stepHeading(s *step) string {
	return fmt.Sprintf("%s · revision %d (seen %s) → %d (seen %s)", s.seen[0].Story[:shortID],
		s.seen[0].Revision, minute(s.seen[0].At), s.seen[1].Revision, minute(s.seen[1].At))
}

func stepSummary(s *step) string {
	if len(s.changes) == 0 {
		return "nothing that is claimed changed; --text shows how the text did"
	}
	return count(len(s.changes), "change", "changes") + " in what is claimed"
}

// changeName says what a change is: denials, refusals and notes by their name.
func changeName(c *compare.Change) string {
	p := c.New
	if p == nil {
		p = c.Old
	}
	switch {
	case p.Note != "":
		return strings.Replace(string(c.Kind), "note", noteWords[p.Note], 1)
	case (c.Kind == compare.StatementAdded || c.Kind == compare.StatementGone) && withheld(p.Act):
		return string(c.Kind) + ": " + actWords(p.Act)
	}
	return string(c.Kind)
}

// withheld reports whether an act keeps back or rejects what others say.
func withheld(a onrecord.Act) bool {
	return a == onrecord.Denies || a == onrecord.DeclinesToComment || a == onrecord.DoesNotAcknowledge
}

// changeAbout says whose words changed, and how other formats call them.
func changeAbout(c *compare.Change) []string {
	var out []string
	p := c.New
	if p == nil {
		p = c.Old
	}
	if c.Kind != compare.SpeakerChanged && c.Kind != compare.ActChanged && len(p.Speakers) > 0 {
		out = append(out, list(p.Speakers))
	}
	var ids []string
	for _, p := range []*compare.Piece{c.Old, c.New} {
		if p != nil && p.ID != "" {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) > 0 {
		out = append(out, strings.Join(ids, " → "))
	}
	return out
}

func speakerAndAct(p *compare.Piece) string {
	who := list(p.Speakers)
	if who == "" {
		who = wordUnresolved
	}
	return who + " " + actWords(p.Act)
}
