package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/internal/compare"
)

// Pulse returns a word that is another one after whatever a page may show has
// changed: a revision kept, read or compared, a decision, a source paused or in
// trouble. It says nothing else, and costs a few look-ups in indexes. (A story
// that was kept last and is read anew may take its old place in the index, so that
// what is loaded by it should not be held for ever.)
func (db *DB) Pulse(ctx context.Context) (string, error) {
	var n [8]int64
	var changed string
	err := db.sql.QueryRowContext(ctx, `SELECT
		(SELECT COALESCE(max(row_id), 0) FROM indexed WHERE statement = 0),
		(SELECT COALESCE(max(row_id), 0) FROM indexed WHERE statement > 0),
		(SELECT COALESCE(max(entry), 0) FROM log),
		(SELECT count(*)`+uncompared+`),
		(SELECT count(*) FROM sources),
		(SELECT COALESCE(sum(paused), 0) FROM sources),
		(SELECT count(*) FROM sources WHERE failures > 0),
		(SELECT COALESCE(sum(LENGTH(error)), 0) FROM sources),
		(SELECT COALESCE(max(seen), '') FROM revisions WHERE revision > 1)`, compare.Version).
		Scan(&n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &n[6], &n[7], &changed)
	if err != nil {
		return "", err
	}
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(n)), "."), "[]") + "." + changed, nil
}

// Changed lists the latest revisions of stories that changed after they were
// first seen, those that changed last first, n at most. Erased stories are left
// out. (CROSS JOIN has SQLite begin with the index of what changed, not with all
// stories.)
func (db *DB) Changed(ctx context.Context, n int) ([]Ref, error) {
	var out []Ref
	err := db.rows(ctx, func(scan func(...any) error) error {
		var r Ref
		err := scan(&r.Story, &r.Revision)
		out = append(out, r)
		return err
	}, `SELECT r.story_id, r.revision FROM revisions r CROSS JOIN stories s
		WHERE s.story_id = r.story_id AND s.latest = r.revision AND r.revision > 1 AND s.redacted = '' ORDER BY r.seen DESC, r.story_id DESC LIMIT $1`, n)
	return out, err
}
