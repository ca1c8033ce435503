package store

import (
	"context"
	"fmt"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
)

// A Story is what the ledger knows of a story as a whole.
type Story struct {
	ID, Identity, URL, Outlet string
	FirstSeen, LastSeen       time.Time
	Latest                    int    // the number of its latest revision
	Redacted                  string // when it was erased, as stamp has it; empty if it was not
}

const storyColumns = `story_id, identity, url, outlet, first_seen, last_seen, latest, redacted`

func scanStory(scan func(...any) error) (s Story, err error) {
	var first, last string
	err = scan(&s.ID, &s.Identity, &s.URL, &s.Outlet, &first, &last, &s.Latest, &s.Redacted)
	s.FirstSeen, s.LastSeen = unstamp(first), unstamp(last)
	return s, err
}

// StoriesAfter returns the next n stories behind an ID in the order of their IDs.
func (db *DB) StoriesAfter(ctx context.Context, id string, n int) ([]Story, error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT `+storyColumns+` FROM stories WHERE story_id > $1 ORDER BY story_id LIMIT $2`, id, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Story
	for rows.Next() {
		s, err := scanStory(rows.Scan)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// StoriesWith is StoriesAfter for the stories that have, or had in an earlier
// revision, figures of a measure.
func (db *DB) StoriesWith(ctx context.Context, measure, id string, n int) ([]Story, error) {
	var out []Story
	err := db.rows(ctx, func(scan func(...any) error) error {
		s, err := scanStory(scan)
		out = append(out, s)
		return err
	}, `SELECT `+storyColumns+` FROM stories WHERE story_id IN
			(SELECT story_id FROM (SELECT DISTINCT story_id FROM figures WHERE measure = $1 AND story_id > $2 ORDER BY story_id LIMIT $3) x)
		ORDER BY story_id`, measure, id, n)
	return out, err
}

// CountStories returns how many stories the ledger has, erased ones included.
func (db *DB) CountStories(ctx context.Context) (n int, err error) {
	err = db.sql.QueryRowContext(ctx, `SELECT count(*) FROM stories`).Scan(&n)
	return n, err
}

// EachStory calls f with each story in the order of their IDs, until f fails.
func (db *DB) EachStory(ctx context.Context, f func(*Story) error) error {
	for after := ""; ; {
		page, err := db.StoriesAfter(ctx, after, 500)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			if err := f(&page[i]); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

// Outlets returns what names a story by its outlet.
func (db *DB) Outlets(ctx context.Context) func(story string) string {
	held := map[string]string{}
	return func(story string) string {
		name, ok := held[story]
		if !ok {
			name = story
			if s, _, err := db.Find(ctx, story); err == nil {
				name = fmt.Sprintf("%s (%s)", compare.OutletName(s.Outlet), s.ID[:ShortID])
			}
			held[story] = name
		}
		return name
	}
}
