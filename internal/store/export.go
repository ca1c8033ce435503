package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// An Archived is the bytes that revisions of a story were taken from, as they
// are kept.
type Archived struct {
	Story     string
	Capture   string // the SHA-256 of the body, in hex
	URL       string // where it was fetched from; empty for a file
	Status    int    // of HTTP; 0 where it was not fetched
	MediaType string
	Time      time.Time
	Title     string // of the first revision that was taken from it
	// Record is a WARC record in a gzip member of its own: one after the other
	// they are a .warc.gz file.
	Record []byte
}

// Archived calls f with the captures of the stories with the given IDs, or of
// all if there are none, in the order of stories and revisions, until f fails.
// What was redacted is left out.
func (db *DB) Archived(ctx context.Context, stories []string, f func(*Archived) error) error {
	if len(stories) > 0 {
		for _, id := range stories {
			if err := db.archivedOf(ctx, id, f); err != nil {
				return err
			}
		}
		return nil
	}
	const page = 500
	for after := ""; ; {
		list, err := db.StoriesAfter(ctx, after, page)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, s := range list {
			if err := db.archivedOf(ctx, s.ID, f); err != nil {
				return err
			}
		}
		after = list[len(list)-1].ID
	}
}

// archivedOf calls f with the captures of one story.
func (db *DB) archivedOf(ctx context.Context, story string, f func(*Archived) error) error {
	ids, err := db.captureIDs(ctx, story)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a := Archived{Story: story, Capture: id}
		var fetched string
		err := db.sql.QueryRowContext(ctx, `SELECT url, status, media_type, fetched, warc,
				COALESCE((SELECT title FROM revisions r WHERE r.story_id = c.story_id AND r.capture_id = c.capture_id ORDER BY revision LIMIT 1), '')
			FROM captures c WHERE story_id = $1 AND capture_id = $2 AND warc IS NOT NULL`, story, id).
			Scan(&a.URL, &a.Status, &a.MediaType, &fetched, &a.Record, &a.Title)
		if errors.Is(err, sql.ErrNoRows) {
			continue // erased in the meantime
		}
		if err != nil {
			return err
		}
		a.Time = unstamp(fetched)
		if err := f(&a); err != nil {
			return err
		}
	}
	return nil
}

// captureIDs returns the captures of a story that are kept, in the order of
// their first revisions; it
// fails if there is no such story.
func (db *DB) captureIDs(ctx context.Context, story string) ([]string, error) {
	var there int
	if err := db.sql.QueryRowContext(ctx, `SELECT COUNT(*) FROM stories WHERE story_id = $1`, story).Scan(&there); err != nil {
		return nil, err
	}
	if there == 0 {
		return nil, fmt.Errorf("story %s: %w", story, ErrNotFound)
	}
	rows, err := db.sql.QueryContext(ctx, `SELECT c.capture_id FROM captures c JOIN revisions r ON r.story_id = c.story_id AND r.capture_id = c.capture_id
		WHERE c.story_id = $1 AND c.warc IS NOT NULL GROUP BY c.capture_id ORDER BY MIN(r.revision)`, story)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// ReadBy returns the reader that read a revision, or could not read it; empty
// if none has tried yet.
func (db *DB) ReadBy(ctx context.Context, ref Ref) (string, error) {
	var reader string
	err := db.sql.QueryRowContext(ctx, `SELECT reader FROM revisions WHERE story_id = $1 AND revision = $2`, ref.Story, ref.Revision).Scan(&reader)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return reader, err
}
