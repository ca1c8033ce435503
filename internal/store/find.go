package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ShortID is as much of a story's ID as names it among millions, in digits.
const ShortID = 10

// Find returns the revision that words name: a story's ID or so much of it as
// no other story shares (six digits at least), or its address; the latest
// revision, unless "/2" asks for another.
func (db *DB) Find(ctx context.Context, name string) (*Story, Ref, error) {
	story, err := db.findStory(ctx, name)
	if err == nil {
		return story, Ref{story.ID, story.Latest}, nil
	}
	if i := strings.LastIndexByte(name, '/'); i > 0 && errors.Is(err, ErrNotFound) {
		if n, nerr := strconv.Atoi(name[i+1:]); nerr == nil {
			if story, serr := db.findStory(ctx, name[:i]); serr == nil {
				if n < 1 || n > story.Latest {
					return nil, Ref{}, fmt.Errorf("revision %d of story %s: %w", n, story.ID, ErrNotFound)
				}
				return story, Ref{story.ID, n}, nil
			}
		}
	}
	return nil, Ref{}, err
}

// ErrAmbiguous says that the beginning of an ID is that of several.
var ErrAmbiguous = errors.New("several begin so")

func (db *DB) findStory(ctx context.Context, name string) (*Story, error) {
	query, args := `story_id = $1`, []any{storyID("url:" + NormalURL(name))}
	if hexDigits(name) {
		query, args = `story_id >= $1 AND story_id <= $2`, []any{name, name + "g"}
	}
	rows, err := db.sql.QueryContext(ctx, `SELECT `+storyColumns+` FROM stories WHERE `+query+` LIMIT 2`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found *Story
	for rows.Next() {
		if found != nil {
			return nil, fmt.Errorf("%s: %w", name, ErrAmbiguous)
		}
		s, err := scanStory(rows.Scan)
		if err != nil {
			return nil, err
		}
		found = &s
	}
	if err := rows.Err(); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	if found == nil {
		return nil, fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	return found, nil
}

// hexDigits reports whether s is the beginning of a story's ID.
func hexDigits(s string) bool {
	if len(s) < 6 || len(s) > 32 {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// A Seen is one revision of a story, without its text.
type Seen struct {
	Ref
	At                     time.Time // when it was seen
	Title, Reader, Unread  string
	Published, PublishedBy string
	Bytes                  int // of its text
	TextSHA256             string
}

// Revisions lists the revisions of a story in order.
func (db *DB) Revisions(ctx context.Context, story string) ([]Seen, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT revision, seen, title, reader, unread, published, published_by, COALESCE(length(text), 0), text_sha256
		FROM revisions WHERE story_id = $1 ORDER BY revision`, story)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Seen
	for rows.Next() {
		s := Seen{Ref: Ref{Story: story}}
		var seen string
		if err := rows.Scan(&s.Revision, &seen, &s.Title, &s.Reader, &s.Unread, &s.Published, &s.PublishedBy, &s.Bytes, &s.TextSHA256); err != nil {
			return nil, err
		}
		s.At = unstamp(seen)
		out = append(out, s)
	}
	return out, rows.Err()
}

// Capture returns the bytes that a revision was taken from.
func (db *DB) Capture(ctx context.Context, ref Ref) ([]byte, error) {
	var warc []byte
	err := db.sql.QueryRowContext(ctx, `SELECT c.warc FROM revisions r JOIN captures c ON c.story_id = r.story_id AND c.capture_id = r.capture_id
		WHERE r.story_id = $1 AND r.revision = $2`, ref.Story, ref.Revision).Scan(&warc)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err == nil && warc == nil {
		err = ErrRedacted
	}
	if err != nil {
		return nil, fmt.Errorf("the capture of %s: %w", ref, err)
	}
	c, err := fromWARC(warc)
	if err != nil {
		return nil, err
	}
	return c.Body, nil
}
