package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// An Entry is one line of the log: what a person decided or had done. Entries
// are only ever added. Each carries the hash of the one before, so that none can
// be changed or taken out unseen; the hash of a payload stands in for the
// payload, so that one can be erased without breaking the chain.
type Entry struct {
	Number   int // 1, 2, … without gaps
	At       time.Time
	Actor    string // who did it
	Action   string
	Ref             // the story, and its revision if it is about one
	Subject  string // "s3", "k1", "f2"; empty for the whole
	Reason   string
	Payload  json.RawMessage // nil if there is none or it was redacted
	Redacted bool            // there was a payload
	Hash     string          // of this entry, which depends on all before
}

// hashOf returns the hash of an entry: the SHA-256 of its fields as a JSON list.
func hashOf(e *Entry, payloadSHA, previous string) string {
	b, _ := json.Marshal([]any{e.Number, stamp(e.At), e.Actor, e.Action, e.Story, e.Revision, e.Subject, e.Reason, payloadSHA, previous})
	return digest(b) // strings and numbers can't fail
}

// logLock is what writers of the log hold on PostgreSQL until they commit, so
// that entries follow one on the other. On SQLite there is one writer anyway.
const logLock = 0x6f6e7265636f7264 // "onrecord"

// holdLog holds the log until tx ends, so that nobody else adds to it.
func (db *DB) holdLog(ctx context.Context, tx *sql.Tx) error {
	if db.pool == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(logLock))
	return err
}

// log adds an entry within tx and fills in its number and hash.
func (db *DB) log(ctx context.Context, tx *sql.Tx, e *Entry) error {
	if err := db.holdLog(ctx, tx); err != nil {
		return err
	}
	var previous string
	err := tx.QueryRowContext(ctx, `SELECT entry, hash FROM log ORDER BY entry DESC LIMIT 1`).Scan(&e.Number, &previous)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	e.Number++
	e.Actor, e.Reason = plain(e.Actor), plain(e.Reason)
	var payload any
	payloadSHA := ""
	if e.Payload != nil {
		text := plain(string(e.Payload))
		payload, payloadSHA = text, digest([]byte(text))
	}
	e.Hash = hashOf(e, payloadSHA, previous)
	_, err = tx.ExecContext(ctx, `INSERT INTO log (entry, at, actor, action, story_id, revision, subject, reason, payload, payload_sha256, previous, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		e.Number, stamp(e.At), e.Actor, e.Action, e.Story, e.Revision, e.Subject, e.Reason, payload, payloadSHA, previous, e.Hash)
	return err
}

// entries calls f with each entry of the log in order, with the hash of its
// payload and the hash of the entry before as they stand in the table. A story
// limits it to the entries about that one.
func (db *DB) entries(ctx context.Context, story string, f func(e *Entry, payloadSHA, previous string) error) error {
	query, args := `SELECT entry, at, actor, action, story_id, revision, subject, reason, payload, payload_sha256, previous, hash FROM log`, []any(nil)
	if story != "" {
		query, args = query+` WHERE story_id = $1`, []any{story}
	}
	return db.rows(ctx, func(scan func(...any) error) error {
		var e Entry
		var at, payloadSHA, previous string
		var payload sql.NullString
		if err := scan(&e.Number, &at, &e.Actor, &e.Action, &e.Story, &e.Revision, &e.Subject, &e.Reason, &payload, &payloadSHA, &previous, &e.Hash); err != nil {
			return err
		}
		e.At = unstamp(at)
		if payload.Valid {
			e.Payload = json.RawMessage(payload.String)
		}
		e.Redacted = payloadSHA != "" && !payload.Valid
		return f(&e, payloadSHA, previous)
	}, query+` ORDER BY entry`, args...)
}

// Log calls f with each entry of the log in order, until f fails. A story
// limits it to the entries about that one; empty means all.
func (db *DB) Log(ctx context.Context, story string, f func(*Entry) error) error {
	return db.entries(ctx, story, func(e *Entry, _, _ string) error { return f(e) })
}
