package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// What the commands on the archive say.

const (
	storyUse   = "story STORY[/REVISION]"
	storyShort = "Show a story of the ledger, its revisions and what was decided about it"
	storyLong  = `Show a story as it stands in the ledger: where and when it was seen, its
revisions, what the latest of them was read as, and what people decided.

A STORY is an ID, or as much of its beginning as no other story shares (six
digits at least), or the story's address. "/2" after it asks for revision 2.`
	flagStoryJSON  = "print the record as a JSON document"
	flagStoryText  = "print the text as it was read"
	flagStoryBytes = "print the bytes as they came"

	rereadUse   = "reread"
	rereadShort = "Read again what older versions of the program have read"
	rereadLong  = `Read again every revision that another version of the program, or other
weights, have read, or that none has read yet. What people decided stays with
the exact words it is about. It can be stopped at any time and run again.`

	verifyUse   = "verify"
	verifyShort = "Check that nothing in the ledger was altered"
	verifyLong  = `Check every text and every archived page against its hash, every stored span
against its text, and the chain of the log. What was altered is printed, a line
each. The last line has the hash of the last log entry: note it down elsewhere,
for only that can show later that entries were cut off the end.

Exit codes: 0 all is as it was written; 1 something was altered.`

	redactUse   = "redact STORY --reason TEXT"
	redactShort = "Erase a story for good"
	redactLong  = `Erase a story: its text, the bytes it came as, everything it was read as, and
what log entries say of its words. Its address, the hashes of what was erased, who
erased it and why stay, and nothing is kept of the story from then on. This
can't be undone. Backups and exports made before still hold it.`

	backupUse   = "backup FILE"
	backupShort = "Copy the ledger to a file while it is in use"
	backupLong  = `Write a copy of the ledger, as it stands now, to a new file. Others may go on
using it meanwhile. The copy is a ledger: --db FILE opens it, and putting it in
the place of a lost one restores it. A ledger in PostgreSQL is backed up with
pg_dump.`

	decideUse   = "decide STORY[/REVISION] SUBJECT ACTION"
	decideShort = "Accept, reject or correct a reading"
	decideLong  = `Write down what you decide about a reading. The SUBJECT is a statement (s3), a
speaker (k1) or a figure (f2), as 'onrecord story' shows them, or the word story
for all of it. The ACTION is

  accept   it is right
  reject   it is wrong: it is none
  correct  it is right but for what --set says
           (of a statement: speaker, kind, act, said; of a speaker: name, kind,
           country, role; of a figure: low, high, measure, unit, status)
  merge    a speaker is the same as another: --set into=k2
  split    some statements of a speaker are another's: --set statements="s4 s7"

and, across stories,

  merge-person  a speaker is the same as one of another story, or as a person:
                --set into=3f0c21/k2, or --set into=p5a0c61f2
  split-person  a speaker is not whom the comparison takes it for
  protect       nothing that this speaker says leaves in an export, nor what names it
  sensitive     the story is (of suicide, of graphic violence): lists fold it

Decisions are kept in a log that is only ever added to. They stay with the exact
words they are about when the story is read anew or changes; where these words
do not stand any more, they are up for review. Questions, origins and exports go by
what was decided; 'onrecord story' shows the reading, with the decisions below.`
	decideExample = `  onrecord decide 3f0c21 s3 accept
  onrecord decide 3f0c21 s4 correct --set speaker="Rui Leal" --reason "heard the tape"`
	// subjectStory stands for the story as a whole where a subject is asked for.
	subjectStory = "story"

	flagSet = "what is right, as `FIELD=VALUE`"

	undoUse   = "undo ENTRY"
	undoShort = "Take a decision back"
	undoLong  = `Take back a decision, by the number of its log entry. The log keeps both.`

	logUse   = "log [STORY]"
	logShort = "Show what was decided and done, by whom and why"
	logLong  = `Show the log, all of it or what is about one story: number, time, who, what,
about which story, and why.`

	flagReason = "why, in `WORDS` that the log keeps for good"
	flagActor  = "who decides (your user name unless given)"
)

// asLedgerComplaint says what to do about an error of the ledger.
func asLedgerComplaint(err error) error {
	var c *complaint
	var d *store.DecisionError
	switch {
	case err == nil || errors.As(err, &c):
		return err
	case errors.As(err, &d):
		code := exitUsage
		if errors.Is(err, store.ErrNotFound) {
			code = exitUnread
		}
		return &complaint{err.Error(), "'onrecord story STORY' shows what can be decided on, 'onrecord log' what was; 'onrecord decide --help' says how", code}
	case errors.Is(err, store.ErrNotFound):
		return &complaint{err.Error(), "name a story by its ID, six digits of it at least, or its address; 'onrecord search' finds it", exitUnread}
	case errors.Is(err, store.ErrAmbiguous):
		return &complaint{err.Error(), "give more digits of the ID", exitUsage}
	case errors.Is(err, store.ErrRedacted):
		return &complaint{err.Error(), "'onrecord log STORY' shows who erased it and why", exitUnread}
	}
	return &complaint{err.Error(), "", exitUnwritten}
}

func noReason() error {
	return &complaint{"a redaction needs a reason", "add --reason, in words that do not repeat what is to be erased: the log keeps them for good", exitUsage}
}

func badEntry(s string) error {
	return &complaint{fmt.Sprintf("%q is not the number of a log entry", s), "'onrecord log' shows them", exitUsage}
}

func notBackedUp(name string, err error) error {
	switch {
	case errors.Is(err, store.ErrNotSQLite):
		return &complaint{err.Error(), "", exitUsage}
	case errors.Is(err, fs.ErrExist):
		return &complaint{name + " is there already", "name a file that is not there yet", exitUsage}
	}
	return &complaint{"the backup could not be written: " + err.Error(), "nothing was left at " + name, exitUnwritten}
}

func verified(v store.Verdict) string {
	s := fmt.Sprintf("%s · %s · %s · %s", onrecord.Count(v.Stories, "story", "stories"), onrecord.Count(v.Revisions, "revision", "revisions"),
		onrecord.Count(v.Spans, "span", "spans"), onrecord.Count(v.Entries, "log entry", "log entries"))
	if v.Head != "" {
		s += " · last " + v.Head
	}
	if v.Faults == 0 {
		return s + " · nothing altered"
	}
	return s
}

func altered(n int) error {
	return &complaint{onrecord.Count(n, "thing is", "things are") + " not as they were written", "restore the ledger from a backup, or find out who altered it", exitUnread}
}

func redacted(s *store.Story) string { return "erased " + named(s.ID, s.URL) }

func backedUp(name string) string { return "the ledger is copied to " + name }

func reread(n int) string { return onrecord.Count(n, "revision", "revisions") + " read" }

func entered(e *store.Entry) string {
	return fmt.Sprintf("log entry %d: %s %s", e.Number, e.Action, e.Subject)
}

// named returns a story's ID, with its address if it has one.
func named(id, url string) string {
	if url == "" {
		return id
	}
	return id + " " + url
}

// aboutStory is the head over a story: what the ledger knows of it.
func aboutStory(s *store.Story, title string, at store.Ref, revisions []store.Seen) string {
	var b strings.Builder
	if title != "" {
		fmt.Fprintln(&b, visible(title))
	}
	if s.URL != "" {
		fmt.Fprintln(&b, visible(s.URL))
	}
	fmt.Fprintf(&b, "story %s · first seen %s · last seen %s\n", s.ID, minute(s.FirstSeen), minute(s.LastSeen))
	if s.Redacted != "" {
		fmt.Fprintf(&b, "erased %s; 'onrecord log' shows by whom and why\n", minuteOf(s.Redacted))
		return b.String()
	}
	if len(revisions) == 0 {
		b.WriteString("no text was found in what came from there\n")
	}
	for _, r := range revisions {
		mark := " "
		if r.Revision == at.Revision {
			mark = "▸"
		}
		fmt.Fprintf(&b, "%s revision %d · seen %s · %s", mark, r.Revision, minute(r.At), onrecord.Count(r.Bytes, "byte", "bytes"))
		if r.Published != "" {
			fmt.Fprintf(&b, " · published %s", r.Published[:10])
			if r.PublishedBy != "" {
				fmt.Fprintf(&b, " (%s)", visible(r.PublishedBy))
			}
		}
		switch {
		case r.Unread != "":
			fmt.Fprintf(&b, " · not read: %s", visible(r.Unread))
		case r.Reader == "":
			b.WriteString(" · not read yet; 'onrecord reread' reads it")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// minuteOf is minute for a time as the ledger has it.
func minuteOf(stamp string) string {
	t, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return stamp
	}
	return minute(t)
}

func minute(t time.Time) string { return t.Format("2006-01-02 15:04 UTC") }

// decided lists decisions under a story.
func decided(list []store.Standing) string {
	var b strings.Builder
	b.WriteString("\ndecisions\n")
	for i := range list {
		d := &list[i]
		subject := cmp.Or(d.Now, fmt.Sprintf("%s of revision %d", d.Subject, d.Revision))
		fmt.Fprintf(&b, "  #%d %s %s", d.Number, d.Action, subject)
		if len(d.New) > 0 {
			b.WriteString(" " + pairs(d.New))
		}
		fmt.Fprintf(&b, " · %s, %s", visible(d.Actor), minute(d.At))
		if d.Reason != "" {
			fmt.Fprintf(&b, " · %s", visible(d.Reason))
		}
		b.WriteByte('\n')
		switch {
		case d.Review != "":
			fmt.Fprintf(&b, "     for review: %s: %s\n", d.Review, visible(d.Words))
		case d.Now == "":
			fmt.Fprintf(&b, "     not found by the reader any more: %s\n", visible(d.Words))
		}
	}
	return b.String()
}

// pairs lists the fields of a correction in order.
func pairs(m map[string]string) string {
	var out []string
	for k, v := range m {
		out = append(out, k+"="+visible(v))
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

func entryLine(e *store.Entry) string {
	var p struct{ New map[string]string }
	json.Unmarshal(e.Payload, &p) // what was erased says nothing
	what := strings.Join(strings.Fields(e.Action+" "+e.Subject), " ")
	if len(p.New) > 0 {
		what += " " + pairs(p.New)
	}
	parts := []string{fmt.Sprintf("%d", e.Number), minute(e.At), visible(e.Actor), what}
	if e.Revision > 0 {
		parts = append(parts, e.Ref.String())
	} else if e.Story != "" {
		parts = append(parts, e.Story)
	}
	if e.Reason != "" {
		parts = append(parts, visible(e.Reason))
	}
	if e.Redacted {
		parts = append(parts, "(its words are erased)")
	}
	return strings.Join(parts, " · ")
}
