package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/onrecord/onrecord"
)

// A Fault is something in the ledger that is not as it was written.
type Fault struct {
	Where string // "log entry 7", "0f…/2 s3"
	What  string // in words: "the content is not what the text has there"
}

func (f Fault) String() string { return f.Where + ": " + f.What }

// A Verdict is what Verify looked at and how much of it was altered.
type Verdict struct {
	Stories, Revisions, Spans, Entries, Faults int
	// Head is the hash of the last log entry. Whoever notes it down can tell later
	// whether entries were cut off the end, which nothing in the ledger shows.
	Head string
}

// Verify checks the whole ledger: the chain of the log, every text and capture
// against its hash, and every stored span against its text. It calls fault with
// all that it finds altered, and step after each story.
func (db *DB) Verify(ctx context.Context, fault func(Fault), step func()) (Verdict, error) {
	v := &verifier{db: db, ctx: ctx}
	v.fault = func(where, what string, args ...any) {
		v.Faults++
		fault(Fault{where, fmt.Sprintf(what, args...)})
	}
	redacted, err := v.log()
	if err != nil {
		return v.Verdict, err
	}
	after := ""
	for {
		page, err := db.StoriesAfter(ctx, after, 200)
		if err != nil || len(page) == 0 {
			return v.Verdict, err
		}
		for _, s := range page {
			if err := v.story(&s, redacted[s.ID]); err != nil {
				return v.Verdict, err
			}
			step()
		}
		after = page[len(page)-1].ID
	}
}

type verifier struct {
	Verdict
	db    *DB
	ctx   context.Context
	fault func(where, what string, args ...any)
}

// log checks the chain and returns the stories that it says were redacted.
func (v *verifier) log() (map[string]bool, error) {
	redacted := map[string]bool{}
	erased := map[int]string{} // entries without their payload, and their stories
	last := ""
	err := v.db.entries(v.ctx, "", func(e *Entry, payloadSHA, previous string) error {
		v.Entries++
		where := fmt.Sprintf("log entry %d", e.Number)
		if e.Number != v.Entries {
			v.fault(where, "entry %d is missing", v.Entries)
			v.Entries = e.Number
		}
		if previous != last {
			v.fault(where, "it does not follow the entry before it, which was altered, put in or taken out")
		}
		if hashOf(e, payloadSHA, previous) != e.Hash {
			v.fault(where, "it was altered")
		}
		if e.Payload != nil && digest(e.Payload) != payloadSHA {
			v.fault(where, "its payload was altered")
		}
		if e.Redacted {
			erased[e.Number] = e.Story
		}
		if e.Action == actionRedact {
			redacted[e.Story] = true
		}
		last = e.Hash
		return nil
	})
	for n, story := range erased {
		if !redacted[story] {
			v.fault(fmt.Sprintf("log entry %d", n), "its payload is gone, but no entry says that story %s was redacted", story)
		}
	}
	v.Head = last
	return redacted, err
}

// story checks one story with all its revisions.
func (v *verifier) story(s *Story, redacted bool) error {
	v.Stories++
	if storyID(s.Identity) != s.ID {
		v.fault(s.ID, "it is not the story of %q", s.Identity)
	}
	if (s.Redacted != "") != redacted {
		v.fault(s.ID, "the log and the story disagree on whether it was redacted")
	}
	revisions, err := v.db.revisionsOf(v.ctx, s.ID)
	if err != nil {
		return err
	}
	if len(revisions) != s.Latest || s.Latest > 0 && revisions[s.Latest-1].Revision != s.Latest {
		v.fault(s.ID, "it should have %d revisions and has %d", s.Latest, len(revisions))
	}
	if err := v.captures(s.ID, redacted); err != nil {
		return err
	}
	if err := v.digest(s.ID, redacted); err != nil {
		return err
	}
	for _, r := range revisions {
		if err := v.revision(r, redacted); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) revision(r sealed, redacted bool) error {
	v.Revisions++
	where := r.Ref.String()
	switch {
	case redacted:
		if r.text != nil {
			v.fault(where, "it was redacted, but its text is there")
		}
		return nil
	case r.text == nil:
		v.fault(where, "its text is gone, but no log entry says that it was redacted")
		return nil
	case digest(r.text) != r.textSHA:
		v.fault(where, "its text was altered")
	}
	if !r.captured {
		v.fault(where, "the bytes that it was taken from are not there")
	}
	if sum, err := readingDigest(v.ctx, v.db.sql, r.Ref); err != nil {
		return err
	} else if r.recordSHA != "" && sum != r.recordSHA {
		v.fault(where, "what it was read as was altered")
	}
	record, err := v.db.Record(v.ctx, r.Ref)
	if err != nil {
		v.fault(where, "what it was read as can't be read back: %v", err)
		return v.ctx.Err()
	}
	return v.record(r.Ref, record)
}

// captures checks the archived bytes of a story, those among them that no
// revision was made from.
func (v *verifier) captures(story string, redacted bool) error {
	rows, err := v.db.sql.QueryContext(v.ctx, `SELECT capture_id, warc FROM captures WHERE story_id = $1 ORDER BY capture_id`, story)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var warc []byte
		if err := rows.Scan(&id, &warc); err != nil {
			return err
		}
		v.capture(story+" capture "+id[:min(12, len(id))], id, warc, redacted)
	}
	return rows.Err()
}

// digest checks what is kept of a story to compare it, whose words are shown
// with questions. What was found by it is not checked: it is made from digests
// alone, and can be made again.
func (v *verifier) digest(story string, redacted bool) error {
	return v.db.querying(v.ctx).each(func(scan func(...any) error) error {
		var made, sum, record string
		var kept []byte
		var compared int
		if err := scan(&made, &sum, &kept, &record, &compared); err != nil {
			return err
		}
		b, err := inflated(kept)
		switch {
		case redacted:
			v.fault(story, "it was redacted, but its digest is there")
		case err != nil || digest(b) != sum:
			v.fault(story, "its digest, by which it is compared, was altered")
		case compared > 0 && made != record:
			v.fault(story, "its digest is not that of what it was read as")
		}
		return nil
	}, `SELECT d.made_from, d.sha256, d.digest, r.record_sha256, r.compared FROM digests d
		JOIN revisions r ON r.story_id = d.story_id AND r.revision = d.revision WHERE d.story = $1`, short(story))
}

func (v *verifier) capture(where, id string, warc []byte, redacted bool) {
	switch {
	case redacted && warc != nil:
		v.fault(where, "it was redacted, but its bytes are there")
	case redacted:
	case warc == nil:
		v.fault(where, "its bytes are gone, but no log entry says that it was redacted")
	default:
		if c, err := fromWARC(warc); err != nil {
			v.fault(where, "its archived bytes can't be read: %v", err)
		} else if digest(c.Body) != id {
			v.fault(where, "its archived bytes were altered")
		}
	}
}

// record checks each stored span of a revision against its text.
func (v *verifier) record(ref Ref, r *onrecord.Record) error {
	held := &holder{v: v, text: r.Text}
	for i := range r.Speakers {
		held.at = fmt.Sprintf("%s %s", ref, r.Speakers[i].ID)
		held.within("mention", r.Speakers[i].Mentions...)
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		held.at = fmt.Sprintf("%s %s", ref, s.ID)
		held.within("source", s.Source...)
		held.within("cue", s.Cue...)
		held.within("content", s.Content...)
		held.within("said", s.Said.Span)
		held.within("venue", s.Venue)
		held.within("addressee", s.To)
		held.within("hedge", s.Hedges...)
		for _, k := range s.Speakers {
			if n := number(k); n < 1 || n > len(r.Speakers) {
				v.fault(held.at, "its speaker %s is not there", k)
			}
		}
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		held.at = fmt.Sprintf("%s %s", ref, f.ID)
		held.within("figure", f.Span)
		held.within("population", f.Of.Span)
		held.within("place", f.Place)
		held.within("period", f.Period.Span)
	}
	for i := range r.Notes {
		held.at = fmt.Sprintf("%s note %d", ref, i+1)
		held.within("note", r.Notes[i].Span)
		held.within("passage", r.Notes[i].Covers)
	}
	if held.bad {
		return nil // their words can't be compared
	}
	return v.words(ref, r)
}

// A holder checks that spans lie within a text.
type holder struct {
	v    *verifier
	text string
	at   string
	bad  bool
}

func (h *holder) within(what string, spans ...onrecord.Span) {
	for _, s := range spans {
		h.v.Spans++
		if s.Start < 0 || s.End < s.Start || s.End > len(h.text) {
			h.bad = true
			h.v.fault(h.at, "its %s points outside the text", what)
		}
	}
}

// words checks the words that are stored beside spans against the text.
func (v *verifier) words(ref Ref, r *onrecord.Record) error {
	same := func(id, what, stored string, spans ...onrecord.Span) {
		if words(r, spans) != stored {
			v.fault(fmt.Sprintf("%s %s", ref, id), "its %s is not what the text has there", what)
		}
	}
	q := v.db.querying(v.ctx)
	n := 0
	err := q.each(func(scan func(...any) error) error {
		var source, cue, content string
		if err := scan(&source, &cue, &content); err != nil {
			return err
		}
		s := &r.Statements[n]
		n++
		same(s.ID, "source", source, s.Source...)
		same(s.ID, "cue", cue, s.Cue...)
		same(s.ID, "content", content, s.Content...)
		return nil
	}, `SELECT source, cue, content FROM statements WHERE story_id = $1 AND revision = $2 ORDER BY statement`, ref.Story, ref.Revision)
	n = 0
	figures := q.each(func(scan func(...any) error) error {
		var stored string
		if err := scan(&stored); err != nil {
			return err
		}
		same(r.Figures[n].ID, "wording", stored, r.Figures[n].Span)
		n++
		return nil
	}, `SELECT words FROM figures WHERE story_id = $1 AND revision = $2 ORDER BY figure`, ref.Story, ref.Revision)
	n = 0
	notes := q.each(func(scan func(...any) error) error {
		var stored string
		if err := scan(&stored); err != nil {
			return err
		}
		same(fmt.Sprintf("note %d", n+1), "wording", stored, r.Notes[n].Span)
		n++
		return nil
	}, `SELECT words FROM notes WHERE story_id = $1 AND revision = $2 ORDER BY note`, ref.Story, ref.Revision)
	return errors.Join(err, figures, notes)
}

// A sealed is a revision with its text and the hashes.
type sealed struct {
	Ref
	text               []byte
	textSHA, recordSHA string
	captured           bool // the bytes that it was taken from are there
}

// revisionsOf returns the revisions of a story in order.
func (db *DB) revisionsOf(ctx context.Context, story string) ([]sealed, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT r.revision, r.text, r.text_sha256, r.record_sha256, CASE WHEN c.capture_id IS NULL THEN 0 ELSE 1 END
		FROM revisions r LEFT JOIN captures c ON c.story_id = r.story_id AND c.capture_id = r.capture_id
		WHERE r.story_id = $1 ORDER BY r.revision`, story)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []sealed
	for rows.Next() {
		s := sealed{Ref: Ref{Story: story}}
		var captured int
		if err := rows.Scan(&s.Revision, &s.text, &s.textSHA, &s.recordSHA, &captured); err != nil {
			return nil, err
		}
		s.captured = captured == 1
		out = append(out, s)
	}
	return out, rows.Err()
}
