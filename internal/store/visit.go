package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/onrecord/onrecord"
)

// A Visit is an address that a source announced, and when it is fetched again.
type Visit struct {
	Address        string // normalised
	URL            string // as the source has it
	Source         string
	Outlet         string // as the source calls itself
	GUID           string
	Published      time.Time
	Since          time.Time // first seen, or changed
	Due            time.Time // zero if no more
	ETag, Modified string    // of the last answer
	Failures       int
	Error          string
	Story          string // empty until it was fetched

	// What VisitsOf tells beside.
	Succeeded       time.Time // when it was last fetched well; zero if never
	Empty, Shrunken int       // how often no text was found in it, or less than half of that before
}

// offsets are when a story is fetched again, counted from when it was first
// seen, or last seen to have changed. Most edits come soon.
var offsets = []time.Duration{15 * time.Minute, time.Hour, 4 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour}

// nextVisit returns when a story is due again; zero if it is not.
func nextVisit(since, now time.Time) time.Time {
	for _, d := range offsets {
		if at := since.Add(d); at.After(now) {
			return at
		}
	}
	return time.Time{}
}

// Visit returns what is known of an address.
func (db *DB) Visit(ctx context.Context, address string) (*Visit, error) {
	v := &Visit{Address: address}
	var published, since, due string
	err := db.sql.QueryRowContext(ctx, `SELECT v.url, v.source, COALESCE(s.outlet, ''), v.guid, v.published, v.since, v.due, v.etag, v.last_modified, v.failures, v.error, v.story_id
		FROM visits v LEFT JOIN sources s ON s.address = v.source WHERE v.address = $1`, address).
		Scan(&v.URL, &v.Source, &v.Outlet, &v.GUID, &published, &since, &due, &v.ETag, &v.Modified, &v.Failures, &v.Error, &v.Story)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("visit of %s: %w", address, ErrNotFound)
	}
	v.Published, v.Since, v.Due = unstamp(published), unstamp(since), unstamp(due)
	return v, err
}

// VisitsOf returns the addresses that a source announced, those that it announced
// last first, n at most.
func (db *DB) VisitsOf(ctx context.Context, source string, n int) ([]Visit, error) {
	var out []Visit
	err := db.rows(ctx, func(scan func(...any) error) error {
		v := Visit{Source: source}
		var published, since, due, succeeded string
		err := scan(&v.Address, &v.URL, &v.GUID, &published, &since, &due, &succeeded, &v.Failures, &v.Error, &v.Story, &v.Empty, &v.Shrunken)
		v.Published, v.Since, v.Due, v.Succeeded = unstamp(published), unstamp(since), unstamp(due), unstamp(succeeded)
		out = append(out, v)
		return err
	}, `SELECT address, url, guid, published, since, due, succeeded, failures, error, story_id, empty, shrunken
		FROM visits WHERE source = $1 ORDER BY first_seen DESC, published DESC, address LIMIT $2`, source, n)
	return out, err
}

// A Fetched is what came of visiting an address.
type Fetched struct {
	Story           string // that the page belongs to
	Changed         bool   // its text is another than before, or there was none
	Empty, Shrunken bool
	ETag, Modified  string
	// Error says in words why it could not be had; Gone that it will not be had
	// by asking sooner; Over that it need not be asked for ever again.
	Error      string
	Gone, Over bool
	RetryAfter time.Duration
}

// FinishVisit notes what came of visiting an address, and when it is visited
// again: soon after it was first seen or has changed, then at ever greater
// distances, for a month.
func (db *DB) FinishVisit(ctx context.Context, v *Visit, f *Fetched, now time.Time) error {
	since := v.Since
	if f.Changed {
		since = now
	}
	due := nextVisit(since, now)
	switch {
	case f.Over:
		due = time.Time{}
	case f.Error != "" && !f.Gone && !due.IsZero():
		due = now.Add(max(backoff(offsets[0], v.Failures), f.RetryAfter))
	}
	if f.Error != "" {
		return db.writeOne(ctx, `UPDATE visits SET due = $2, failures = failures + 1, error = $3 WHERE address = $1`, v.Address, stamp(due), plain(f.Error))
	}
	return db.writeOne(ctx, `UPDATE visits SET since = $2, due = $3, etag = $4, last_modified = $5, succeeded = $6, failures = 0, error = '',
			story_id = CASE WHEN $7 = '' THEN story_id ELSE $7 END, empty = empty + $8, shrunken = shrunken + $9 WHERE address = $1`,
		v.Address, stamp(since), stamp(due), plain(f.ETag), plain(f.Modified), stamp(now), f.Story, truth(f.Empty), truth(f.Shrunken))
}

func (db *DB) writeOne(ctx context.Context, query string, args ...any) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

// KeepBytes keeps a page in which no text was found, with the story of its
// address, and makes no revision of it.
func (db *DB) KeepBytes(ctx context.Context, c *onrecord.Capture, story string) (string, error) {
	record, err := warcRecord(c)
	if err != nil {
		return "", err
	}
	err = db.write(ctx, func(tx *sql.Tx) error {
		k, err := claim(ctx, tx, &onrecord.Revision{URL: c.URL}, c, story)
		if err != nil {
			return err
		}
		story = k.Story
		_, err = tx.ExecContext(ctx, `INSERT INTO captures (story_id, capture_id, url, status, media_type, fetched, bytes, warc)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (story_id, capture_id) DO NOTHING`,
			k.Story, digest(c.Body), c.URL, c.Status, c.MediaType, stamp(c.Time), len(c.Body), record)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keeping the page: %w", err)
	}
	return story, nil
}

// Shrunken reports whether the text of a revision is less than half of that of
// the revision before, as where a page shows a wall in place of the story.
func (db *DB) Shrunken(ctx context.Context, ref Ref) (bool, error) {
	var now, before int
	err := db.sql.QueryRowContext(ctx, `SELECT length(r.text), length(b.text) FROM revisions r JOIN revisions b ON b.story_id = r.story_id AND b.revision = r.revision - 1
		WHERE r.story_id = $1 AND r.revision = $2 AND r.text IS NOT NULL`, ref.Story, ref.Revision).Scan(&now, &before)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return now*2 < before, err
}
