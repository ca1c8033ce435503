package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// An Action is what a person decides about a reading.
type Action string

// The actions. A statement is accepted, rejected or corrected; a speaker is
// also merged into another of the story, or split: some of its statements are
// another's.
const (
	Accept  Action = "accept"
	Reject  Action = "reject"
	Correct Action = "correct"
	Merge   Action = "merge"
	Split   Action = "split"
)

// The actions that reach beyond one story. Two speakers of different stories are
// merged into one person, or a speaker is split off from the person that it was
// taken for; a person is protected: then nothing that it says leaves in an
// export; a story is sensitive: its statements are folded in lists.
const (
	MergePerson Action = "merge-person" // New: "into" is "STORY/k2" or a person's ID
	SplitPerson Action = "split-person"
	Protect     Action = "protect"
	Sensitive   Action = "sensitive" // the subject is empty
)

// across reports whether an action reaches beyond one story.
func (a Action) across() bool {
	return a == MergePerson || a == SplitPerson || a == Protect || a == Sensitive
}

// A Decision is what a person decided about one statement, speaker or figure.
type Decision struct {
	Ref            // the revision that they looked at
	Subject string // "s3", "k1", "f2"
	Action  Action
	// New is what holds from now on, by the field: a correction's values, the
	// speaker that a merge goes into ("into": "k2"), the statements that a split
	// takes away ("statements": "s4 s7").
	New    map[string]string
	Actor  string
	Reason string
}

// A decided is a decision as the log keeps it: with the exact words that it is
// about and where they stood, so that it can be found again when the story is
// read anew or changes.
type decided struct {
	Words  string            `json:"words"` // from the first to the last word of the subject
	At     [2]int            `json:"at"`    // bytes in the revision's text
	Before string            `json:"before"`
	After  string            `json:"after"` // the words around
	Old    json.RawMessage   `json:"old"`   // the reading that was decided on
	New    map[string]string `json:"new,omitempty"`
	Reader string            `json:"reader,omitempty"` // that made the reading
}

// fields are what may be corrected, by the letter of the subject.
var fields = map[byte][]string{
	's': {"speaker", "kind", "act", "said"},
	'k': {"name", "kind", "country", "role"},
	'f': {"low", "high", "measure", "unit", "status"},
}

// Decide writes a decision to the log. It returns the entry, by whose number
// the decision can be undone.
func (db *DB) Decide(ctx context.Context, d Decision, now time.Time) (*Entry, error) {
	r, err := db.Record(ctx, d.Ref)
	if err != nil {
		return nil, err
	}
	if err := d.check(r); err != nil {
		return nil, &DecisionError{err}
	}
	at, _ := extent(r, d.Subject) // empty for the whole story
	before, after := around(r.Text, at)
	payload, err := json.Marshal(decided{plain(r.Text[at.Start:at.End]), [2]int{at.Start, at.End}, before, after, reading(r, d.Subject), d.New, Reader(r.English)})
	if err != nil {
		return nil, err
	}
	e := &Entry{At: now, Actor: d.Actor, Action: string(d.Action), Ref: d.Ref, Subject: d.Subject, Reason: d.Reason, Payload: payload}
	if d.Action.across() {
		return e, db.comparing(ctx, func(c *comparison) error { return c.choose(e, r, d.New["into"]) })
	}
	return e, db.write(ctx, func(tx *sql.Tx) error { return db.log(ctx, tx, e) })
}

// A DecisionError says why a decision can't be made or undone.
type DecisionError struct{ err error }

func (e *DecisionError) Error() string { return e.err.Error() }
func (e *DecisionError) Unwrap() error { return e.err }

// check says what is wrong with a decision about r.
func (d *Decision) check(r *onrecord.Record) error {
	if d.Action == Sensitive {
		if d.Subject != "" {
			return errors.New("only a story as a whole can be sensitive: give no subject")
		}
		return nil
	}
	if _, ok := extent(r, d.Subject); !ok {
		return fmt.Errorf("%s has no %q: %w", d.Ref, d.Subject, ErrNotFound)
	}
	letter := d.Subject[0]
	switch {
	case letter == 'k' && d.Action == Reject:
		return errors.New("a speaker can't be rejected; reject its statements")
	case d.Action == Correct && len(d.New) == 0:
		return fmt.Errorf("a correction needs what is right: %s", strings.Join(fields[letter], ", "))
	case d.Action == Correct:
		for field := range d.New {
			if !slices.Contains(fields[letter], field) {
				return fmt.Errorf("%q can't be corrected here; what can is %s", field, strings.Join(fields[letter], ", "))
			}
		}
	case d.Action == Merge:
		into := d.New["into"]
		if _, ok := extent(r, into); letter != 'k' || !ok || into[0] != 'k' || into == d.Subject {
			return errors.New("a merge needs two speakers of the story")
		}
	case d.Action == Split:
		if letter != 'k' || len(strings.Fields(d.New["statements"])) == 0 {
			return errors.New("a split needs a speaker and the statements that are another's")
		}
		for _, id := range strings.Fields(d.New["statements"]) {
			if !speaks(r, d.Subject, id) {
				return fmt.Errorf("%s is no statement of %s", id, d.Subject)
			}
		}
	case d.Action.across() && letter != 'k':
		return fmt.Errorf("%s is about a speaker: k1, k2, …", d.Action)
	case d.Action == MergePerson && d.New["into"] == "":
		return errors.New("a merge of persons needs whom it goes into: a person's ID, or a speaker of another story as STORY/k1")
	case d.Action != Accept && d.Action != Reject && !d.Action.across():
		return fmt.Errorf("%q is no decision", d.Action)
	}
	return nil
}

// speaks reports whether a statement of r is by a speaker.
func speaks(r *onrecord.Record, speaker, statement string) bool {
	for i := range r.Statements {
		if s := &r.Statements[i]; s.ID == statement {
			return slices.Contains(s.Speakers, speaker)
		}
	}
	return false
}

// Undo takes a decision back, by an entry of its own.
func (db *DB) Undo(ctx context.Context, entry int, actor, reason string, now time.Time) (*Entry, error) {
	e := &Entry{At: now, Actor: actor, Action: actionUndo, Reason: reason, Subject: fmt.Sprint(entry)}
	return e, db.comparing(ctx, func(c *comparison) error {
		tx := c.tx
		if err := db.holdLog(ctx, tx); err != nil {
			return err
		}
		var action string
		err := tx.QueryRowContext(ctx, `SELECT action, story_id, revision FROM log WHERE entry = $1`, entry).Scan(&action, &e.Story, &e.Revision)
		if errors.Is(err, sql.ErrNoRows) {
			return &DecisionError{fmt.Errorf("log entry %d: %w", entry, ErrNotFound)}
		}
		if err != nil {
			return err
		}
		if action == actionRedact || action == actionUndo {
			return &DecisionError{fmt.Errorf("log entry %d is no decision that can be undone, but %q", entry, action)}
		}
		var undone int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM log WHERE action = $1 AND subject = $2`, actionUndo, e.Subject).Scan(&undone); err != nil {
			return err
		}
		if undone > 0 {
			return &DecisionError{fmt.Errorf("log entry %d is undone already", entry)}
		}
		if Action(action).across() {
			if err := c.unchoose(entry); err != nil {
				return err
			}
		}
		return db.log(ctx, tx, e)
	})
}

const actionUndo = "undo"

// A Standing is a decision and where it stands in a revision as it is read now.
type Standing struct {
	Entry
	Words string
	New   map[string]string
	// Now is the ID of what it is about in today's reading. If it is empty, the
	// words stand as they did, but the reader does not find it there any more.
	Now string
	// Review says why the decision does not hold for this revision until somebody
	// has looked at it; empty if it holds.
	Review string
}

// Decisions returns what was decided about a story and not undone, in order,
// and where it stands in the revision with that number as it is read now. A
// decision stays with its exact words: where these are gone, changed, or stand
// elsewhere or more than once, it is up for review, and never moves to words
// that only look the same.
func (db *DB) Decisions(ctx context.Context, ref Ref) ([]Standing, error) {
	var entries []*Entry
	undone := map[string]bool{}
	err := db.Log(ctx, ref.Story, func(e *Entry) error {
		switch Action(e.Action) {
		case actionUndo:
			undone[e.Subject] = true
		case Accept, Reject, Correct, Merge, Split, MergePerson, SplitPerson, Protect, Sensitive:
			if !e.Redacted {
				entries = append(entries, e)
			}
		}
		return nil
	})
	entries = slices.DeleteFunc(entries, func(e *Entry) bool { return undone[fmt.Sprint(e.Number)] })
	if err != nil || len(entries) == 0 { // as with nearly all stories
		return nil, err
	}
	r, err := db.Record(ctx, ref)
	if err != nil {
		return nil, err
	}
	var out []Standing
	for _, e := range entries {
		s, err := stand(e, ref, r)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// stand finds what an entry was about in r, the reading of the revision ref.
func stand(e *Entry, ref Ref, r *onrecord.Record) (Standing, error) {
	var d decided
	if err := json.Unmarshal(e.Payload, &d); err != nil {
		return Standing{}, fmt.Errorf("log entry %d: %w", e.Number, err)
	}
	s := Standing{Entry: *e, Words: d.Words, New: d.New}
	if e.Subject == "" {
		return s, nil // the story as a whole
	}
	at := onrecord.Span{Start: d.At[0], End: d.At[1]}
	if e.Revision != ref.Revision {
		at, s.Review = find(r.Text, &d)
	}
	if s.Review == "" {
		s.Review = renumbered(e, &d, ref, r)
	}
	if s.Review != "" {
		return s, nil
	}
	for _, id := range subjects(r, e.Subject[0]) {
		if x, _ := extent(r, id); x == at {
			s.Now = id
			break
		}
	}
	return s, nil
}

// renumbered says why a decision that names others by their IDs can't be
// trusted to mean the same ones.
func renumbered(e *Entry, d *decided, ref Ref, r *onrecord.Record) string {
	switch {
	case Action(e.Action) != Merge && Action(e.Action) != Split:
		return ""
	case e.Revision != ref.Revision:
		return "it names others by the IDs of another revision"
	case d.Reader != "" && d.Reader != Reader(r.English):
		return "it names others by the IDs of an earlier reading"
	}
	return ""
}

// find returns where the words of d stand in another text, or why they don't.
func find(text string, d *decided) (onrecord.Span, string) {
	i := strings.Index(text, d.Words)
	switch {
	case i < 0:
		return onrecord.Span{}, "its words do not stand in this revision"
	case strings.Contains(text[i+1:], d.Words):
		return onrecord.Span{}, "its words stand in this revision more than once"
	}
	at := onrecord.Span{Start: i, End: i + len(d.Words)}
	if before, after := around(text, at); before != d.Before && after != d.After {
		return onrecord.Span{}, "its words stand in another place of this revision"
	}
	return at, ""
}

// surroundings is how many bytes around the words of a decision tell one place
// from another.
const surroundings = 24

// around returns what stands before and after a span.
func around(text string, at onrecord.Span) (before, after string) {
	from, to := max(at.Start-surroundings, 0), min(at.End+surroundings, len(text))
	for from < at.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > at.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return plain(text[from:at.Start]), plain(text[at.End:to])
}

// subjects lists the IDs of r that begin with a letter.
func subjects(r *onrecord.Record, letter byte) (ids []string) {
	switch letter {
	case 's':
		for i := range r.Statements {
			ids = append(ids, r.Statements[i].ID)
		}
	case 'k':
		for i := range r.Speakers {
			ids = append(ids, r.Speakers[i].ID)
		}
	case 'f':
		for i := range r.Figures {
			ids = append(ids, r.Figures[i].ID)
		}
	}
	return ids
}

// extent returns the passage of r from the first to the last word of what has
// that ID: a statement's source, cue and content, a speaker's first mention, a
// figure.
func extent(r *onrecord.Record, id string) (onrecord.Span, bool) {
	if len(id) < 2 {
		return onrecord.Span{}, false
	}
	i := number(id) - 1
	switch {
	case i < 0:
	case id[0] == 's' && i < len(r.Statements):
		s := &r.Statements[i]
		return hull(slices.Concat(s.Source, s.Cue, s.Content)), true
	case id[0] == 'k' && i < len(r.Speakers) && len(r.Speakers[i].Mentions) > 0:
		return r.Speakers[i].Mentions[0], true
	case id[0] == 'f' && i < len(r.Figures):
		return r.Figures[i].Span, true
	}
	return onrecord.Span{}, false
}

// hull returns the least span that holds all of some.
func hull(spans []onrecord.Span) (h onrecord.Span) {
	for i, s := range spans {
		if i == 0 {
			h = s
		}
		h.Start, h.End = min(h.Start, s.Start), max(h.End, s.End)
	}
	return h
}

// reading returns what the record has for an ID, as JSON.
func reading(r *onrecord.Record, id string) json.RawMessage {
	i := number(id) - 1
	var what any
	switch letter := id + " "; letter[0] {
	case 's':
		s := &r.Statements[i]
		what = map[string]any{"kind": s.Kind, "act": s.Act, "speakers": names(r, s.Speakers), "source": words(r, s.Source), "cue": words(r, s.Cue), "content": words(r, s.Content)}
	case 'k':
		k := &r.Speakers[i]
		what = map[string]any{"kind": k.Kind, "name": plain(k.Name), "country": k.Country}
	case 'f':
		f := &r.Figures[i]
		what = map[string]any{"words": words(r, []onrecord.Span{f.Span}), "low": bound(f.Low).Float64, "high": bound(f.High).Float64, "measure": f.Measure, "unit": f.Unit}
	}
	b, _ := json.Marshal(what) // strings and finite numbers can't fail
	return b
}

// names returns the names of speakers.
func names(r *onrecord.Record, ids []string) []string {
	out := []string{}
	for _, id := range ids {
		if i := number(id) - 1; i >= 0 && i < len(r.Speakers) {
			out = append(out, plain(r.Speakers[i].Name))
		}
	}
	return out
}
