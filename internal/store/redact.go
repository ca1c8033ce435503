package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The actions that the store itself writes to the log.
const actionRedact = "redact"

// tables are those whose rows go when a story is redacted.
func tables() (names []string) {
	for _, r := range readings {
		names = append(names, r.table)
	}
	return names
}

// Redact erases a story: the bytes it came as, its text, everything it was read
// as, and the payloads of log entries about it. What stays is its address, the
// hashes of its texts and bytes, and a log entry that says who erased it and
// why. Nothing is kept of the story from then on.
//
// SQLite overwrites what it erases. PostgreSQL does so when VACUUM has run,
// which Redact has it do, and when the pages are used again; copies in backups
// and write-ahead logs are beyond the program's reach.
func (db *DB) Redact(ctx context.Context, story, actor, reason string, now time.Time) error {
	err := db.comparing(ctx, func(c *comparison) error {
		tx := c.tx
		done, err := tx.ExecContext(ctx, `UPDATE stories SET redacted = $2, outlet = '' WHERE story_id = $1 AND redacted = ''`, story, stamp(now))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		if err := db.unindex(ctx, tx, Ref{Story: story}); err != nil {
			return err
		}
		if err := c.erase(short(story)); err != nil {
			return err
		}
		for _, table := range tables() {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE story_id = $1`, story); err != nil {
				return err
			}
		}
		for _, erase := range []string{
			`UPDATE captures SET warc = NULL WHERE story_id = $1`,
			`UPDATE revisions SET text = NULL, title = '', byline = '[]', outlet = '', guid = '', related = '[]', layout = '', unread = '' WHERE story_id = $1`,
			`UPDATE log SET payload = NULL WHERE story_id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, erase, story); err != nil {
				return err
			}
		}
		return db.log(ctx, tx, &Entry{At: now, Actor: actor, Action: actionRedact, Ref: Ref{Story: story}, Reason: reason})
	})
	if err != nil {
		return fmt.Errorf("redacting %s: %w", story, err)
	}
	return db.overwrite(ctx)
}

// overwrite has the database let go of what was erased.
func (db *DB) overwrite(ctx context.Context) error {
	if db.pool == nil { // secure_delete has zeroed the pages; they are in the write-ahead log yet
		if err := db.forgetWords(ctx); err != nil {
			return err
		}
		_, err := db.sql.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
		return err
	}
	for _, table := range append(tables(), "stories", "captures", "revisions", "log", "indexed", "digests", "members", "descriptions", "links") {
		if _, err := db.sql.ExecContext(ctx, `VACUUM `+table); err != nil {
			return err
		}
	}
	return nil
}
