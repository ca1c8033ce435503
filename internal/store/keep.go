package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/onrecord/onrecord"
)

// A Ref names one revision of one story.
type Ref struct {
	Story    string // its ID
	Revision int    // 1, 2, … in the order they were seen
}

func (r Ref) String() string { return fmt.Sprintf("%s/%d", r.Story, r.Revision) }

// A Kept says what became of a story that came in.
type Kept struct {
	Ref
	NewStory bool
	// NewRevision says that the text is not that of the latest revision. If it
	// is false, the ledger only noted that the story was seen again.
	NewRevision bool
}

// Keep keeps a story as it came in, whole or not at all. It belongs to the
// story with the ID revises, unless that is empty; else to the story with the
// same identity, which is a new one if the ledger does not know it. The same
// text again makes no new revision, so it does no harm to keep a story twice.
func (db *DB) Keep(ctx context.Context, rev *onrecord.Revision, c *onrecord.Capture, revises string) (Kept, error) {
	record, err := warcRecord(c)
	if err != nil {
		return Kept{}, err
	}
	var k Kept
	err = db.write(ctx, func(tx *sql.Tx) error {
		var err error
		k, err = keep(ctx, tx, rev, c, revises, record)
		return err
	})
	if err != nil {
		return Kept{}, fmt.Errorf("keeping the story: %w", err)
	}
	return k, nil
}

func keep(ctx context.Context, tx *sql.Tx, rev *onrecord.Revision, c *onrecord.Capture, revises string, record []byte) (Kept, error) {
	k, err := claim(ctx, tx, rev, c, revises)
	if err != nil {
		return k, err
	}
	sum := digest([]byte(rev.Text))
	if !k.NewStory {
		var last string
		err := tx.QueryRowContext(ctx, `SELECT text_sha256 FROM revisions WHERE story_id = $1 AND revision = $2`, k.Story, k.Revision).Scan(&last)
		if err != nil {
			return k, err
		}
		if last == sum {
			return k, nil
		}
	}
	k.Revision, k.NewRevision = k.Revision+1, true
	captureID := digest(c.Body)
	_, err = tx.ExecContext(ctx, `INSERT INTO captures (story_id, capture_id, url, status, media_type, fetched, bytes, warc)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (story_id, capture_id) DO NOTHING`,
		k.Story, captureID, c.URL, c.Status, c.MediaType, stamp(c.Time), len(c.Body), record)
	if err != nil {
		return k, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO revisions (story_id, revision, capture_id, seen, text, text_sha256, title, byline, outlet, url,
			canonical, guid, declared, related, teaser, published, published_by, modified, modified_by, reader, unread, language, layout, record_sha256)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, '', '', '', '', '')`,
		k.Story, k.Revision, captureID, stamp(c.Time), []byte(rev.Text), sum, plain(rev.Title), jsonList(rev.Byline), plain(rev.Outlet), plain(rev.URL),
		plain(rev.Canonical), plain(rev.GUID), plain(rev.Declared), jsonList(rev.Related), truth(rev.Teaser), stamp(rev.Published), plain(rev.PublishedBy),
		stamp(rev.Modified), plain(rev.ModifiedBy))
	if err != nil {
		return k, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE stories SET latest = $2 WHERE story_id = $1`, k.Story, k.Revision)
	return k, err
}

// claim finds or makes the story that rev belongs to and holds it until the
// transaction ends, so that revisions are numbered one after the other. The
// revision it returns is the latest; 0 if there is none yet.
func claim(ctx context.Context, tx *sql.Tx, rev *onrecord.Revision, c *onrecord.Capture, revises string) (Kept, error) {
	seen := stamp(c.Time)
	var redacted string
	if revises != "" {
		k := Kept{Ref: Ref{Story: revises}}
		err := tx.QueryRowContext(ctx, `UPDATE stories SET last_seen = CASE WHEN last_seen < $2 THEN $2 ELSE last_seen END
			WHERE story_id = $1 RETURNING latest, redacted`, revises, seen).Scan(&k.Revision, &redacted)
		if errors.Is(err, sql.ErrNoRows) {
			err = fmt.Errorf("story %s: %w", revises, ErrNotFound)
		}
		return k, errors.Join(err, refuseRedacted(redacted))
	}
	id := identity(rev, c)
	k := Kept{Ref: Ref{Story: storyID(id)}}
	err := tx.QueryRowContext(ctx, `INSERT INTO stories (story_id, identity, url, outlet, first_seen, last_seen, latest)
		VALUES ($1, $2, $3, $4, $5, $5, 0)
		ON CONFLICT (story_id) DO UPDATE SET last_seen = CASE WHEN stories.last_seen < $5 THEN $5 ELSE stories.last_seen END
		RETURNING latest, redacted`, k.Story, id, plain(rev.URL), plain(rev.Outlet), seen).Scan(&k.Revision, &redacted)
	k.NewStory = k.Revision == 0
	return k, errors.Join(err, refuseRedacted(redacted))
}

// ErrRedacted says that a story was erased, so that nothing more is kept of it.
var ErrRedacted = errors.New("this story was redacted")

func refuseRedacted(when string) error {
	if when == "" {
		return nil
	}
	return ErrRedacted
}

// Unread calls f with each revision that reader has not read, in the order of
// their stories' IDs, until f fails. What another reader has read, or could not
// read, is among them.
func (db *DB) Unread(ctx context.Context, reader string, f func(Ref) error) error {
	after := Ref{}
	for {
		refs, err := db.unreadAfter(ctx, reader, after)
		if err != nil || len(refs) == 0 {
			return err
		}
		for _, ref := range refs {
			if err := f(ref); err != nil {
				return err
			}
		}
		after = refs[len(refs)-1]
	}
}

// CountUnread returns how many revisions Unread would give.
func (db *DB) CountUnread(ctx context.Context, reader string) (n int, err error) {
	err = db.sql.QueryRowContext(ctx, `SELECT count(*) FROM revisions WHERE reader <> $1 AND text IS NOT NULL`, reader).Scan(&n)
	return n, err
}

// unreadAfter returns a page of the revisions that reader has not read.
func (db *DB) unreadAfter(ctx context.Context, reader string, after Ref) ([]Ref, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT story_id, revision FROM revisions
		WHERE reader <> $1 AND text IS NOT NULL AND (story_id > $2 OR story_id = $2 AND revision > $3)
		ORDER BY story_id, revision LIMIT 500`, reader, after.Story, after.Revision)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Ref
	for rows.Next() {
		var r Ref
		if err := rows.Scan(&r.Story, &r.Revision); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// jsonList returns list as JSON, "[]" if it is empty.
func jsonList(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = plain(s)
	}
	b, _ := json.Marshal(out) // strings can't fail
	return string(b)
}

// truth returns b as the tables hold it.
func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
