package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
)

// The comparison keeps a digest of each story's latest revision and finds what
// it has in common with others. Package compare decides about pairs; here is
// which pairs it is asked about, and what hangs together by its answers.
//
// Pairs are found by keys. Each key has a list of those that have it, in the
// order of publication; a pair is looked at if in the list of some key no more
// than reach-1 others stand between the two. So it hangs on the set of stories
// alone which pairs are looked at, and a new story costs the same in a large
// ledger as in a small one: with each of its keys it meets 2*reach others at
// most, and has at most reach pairs looked at again that it comes between.

// reach is how far from each other in a key's list two are still compared. An
// event of which 60 claims are told is compared as a whole; in larger ones each
// claim is compared with those published about when it was.
const reach = 64

// Compare compares what a revision was read as with the rest of the ledger. d is
// the digest of the record that PutRecord has kept. It is done whole or not at
// all, and has the same outcome in whatever order stories come. A revision that
// a later one has replaced is left out.
func (db *DB) Compare(ctx context.Context, ref Ref, d *compare.Digest) error {
	err := db.comparing(ctx, func(c *comparison) error { return c.compare(ref, d) })
	if err != nil {
		return fmt.Errorf("comparing %s: %w", ref, err)
	}
	return nil
}

// A comparison is a change of what was compared, within a transaction.
type comparison struct {
	querying
	db   *DB
	tx   *sql.Tx
	held map[int64]*compare.Digest // digests by story, as far as they were needed
	// looking is what is to be looked at, by kind.
	looking [descriptions + 1]looking
	joined  []pair         // by what was found now
	cut     []pair         // joins that were taken back
	parted  map[int64]bool // parts that lost a join or a member, which may fall apart
	moved   map[int64]bool // parts whose earliest member may be another one now
	linked  map[int64]bool // stories with a link that came or went
}

// The kinds of what is compared.
const (
	copies       = 1 // stories, by their words
	claims       = 2
	descriptions = 3 // of speakers
	answers      = 4 // claims without a figure, which are not compared but looked for
)

// compareLock is what those who compare hold on PostgreSQL until they commit.
// What a story is compared with is found by what stands beside it in lists, so
// that of two who add to one list at the same time neither would see the other.
// A comparison takes some milliseconds, reading a story ten times as long:
// waiting costs little, while serialisable transactions would mostly have to be
// done again, as stories of one event come at one time.
const compareLock = int64(logLock) + 2

// comparing runs f, and does what follows from it, in one transaction.
func (db *DB) comparing(ctx context.Context, f func(*comparison) error) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		c, err := db.newComparison(ctx, tx)
		if err != nil {
			return err
		}
		if err := f(c); err != nil {
			return err
		}
		return c.settle()
	})
}

// newComparison begins a comparison within tx. Nobody else compares until tx ends.
func (db *DB) newComparison(ctx context.Context, tx *sql.Tx) (*comparison, error) {
	if db.pool != nil {
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, compareLock); err != nil {
			return nil, err
		}
	}
	c := &comparison{querying: querying{ctx: ctx, q: tx, cache: &db.digests}, db: db, tx: tx, held: map[int64]*compare.Digest{},
		parted: map[int64]bool{}, moved: map[int64]bool{}, linked: map[int64]bool{}}
	if db.pool == nil {
		c.prepared = map[string]*sql.Stmt{}
	}
	for i := range c.looking {
		c.looking[i] = looking{near: map[pair]bool{}, far: map[pair]bool{}}
	}
	return c, nil
}

func (c *comparison) compare(ref Ref, d *compare.Digest) error {
	var sum string
	var gone, later int
	err := c.one(`SELECT record_sha256, CASE WHEN text IS NULL THEN 1 ELSE 0 END,
			(SELECT count(*) FROM revisions l WHERE l.story_id = r.story_id AND l.revision > r.revision AND l.reader <> '')
		FROM revisions r WHERE story_id = $1 AND revision = $2`, []any{ref.Story, ref.Revision}, &sum, &gone, &later)
	switch {
	case missing(err) || err == nil && sum == "" && gone == 0:
		return ErrNotFound
	case err != nil:
		return err
	case gone == 1:
		return ErrRedacted
	}
	if later == 0 {
		if err := c.replace(ref, sum, d); err != nil {
			return err
		}
	}
	return c.exec(`UPDATE revisions SET compared = $3 WHERE story_id = $1 AND revision = $2`, ref.Story, ref.Revision, compare.Version)
}

// replace puts a digest in the place of the one that the ledger has of its story.
func (c *comparison) replace(ref Ref, madeFrom string, d *compare.Digest) error {
	d = normal(ref, d)
	kept, sum, err := digestBytes(d)
	if err != nil {
		return err
	}
	story := short(ref.Story)
	var was string
	var version int
	err = c.one(`SELECT sha256, version FROM digests WHERE story = $1`, []any{story}, &was, &version)
	switch {
	case err == nil && was == sum && version == compare.Version:
		return c.exec(`UPDATE digests SET made_from = $2 WHERE story = $1`, story, madeFrom)
	case err == nil:
		if err := c.take(story); err != nil {
			return err
		}
	case !missing(err):
		return err
	}
	at := d.Published.UnixMilli()
	words := keysOf("copy", d.CopyKeys())
	err = c.exec(`INSERT INTO digests (story, story_id, revision, at, version, made_from, sha256, digest, keys) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		story, ref.Story, ref.Revision, at, compare.Version, madeFrom, sum, kept, packed(words))
	if err != nil {
		return err
	}
	if c.held[story], err = undigest(kept); err != nil { // as others will meet it
		return err
	}
	d = c.held[story]
	c.cache.put(sum, d)
	if err := c.list(copies, []listed{{member: story, at: at, keys: words}}); err != nil {
		return err
	}
	if err := c.putClaims(story, at, d); err != nil {
		return err
	}
	return c.cast(story, at, d)
}

// normal returns d as the ledger knows its story.
func normal(ref Ref, d *compare.Digest) *compare.Digest {
	n := *d
	n.Story, n.Revision, n.Published = ref.Story, ref.Revision, d.Published.UTC()
	return &n
}

// take takes a story out of the comparison.
func (c *comparison) take(story int64) error {
	var at int64
	var words []byte
	err := c.one(`SELECT at, keys FROM digests WHERE story = $1`, []any{story}, &at, &words)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := c.unlist(copies, []listed{{member: story, at: at, keys: unpacked(words)}}); err != nil {
		return err
	}
	if err := c.unlink(story); err != nil {
		return err
	}
	if err := c.takeClaims(story); err != nil {
		return err
	}
	if err := c.cast(story, at, &compare.Digest{}); err != nil {
		return err
	}
	delete(c.held, story)
	return c.exec(`DELETE FROM digests WHERE story = $1`, story)
}

// settle decides about the pairs that are to be looked at and forms the parts
// anew that this touches.
func (c *comparison) settle() error {
	for _, step := range []func() error{c.decideCopies, c.decideClaims, c.decideDescriptions, c.reform, c.unsettle} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// erase takes a story out of the comparison that nothing is to be kept of. A
// person who was protected by it stays so in other stories.
func (c *comparison) erase(story int64) error {
	if err := c.take(story); err != nil {
		return err
	}
	return c.exec(`DELETE FROM choices WHERE story = $1 AND action <> $2`, story, string(Protect))
}

// supersede takes a story out of the comparison whose revision ref can't be read,
// unless a later one was.
func (c *comparison) supersede(ref Ref) error {
	var revision int
	err := c.one(`SELECT revision FROM digests WHERE story = $1`, []any{short(ref.Story)}, &revision)
	if missing(err) || err == nil && revision > ref.Revision {
		return nil
	}
	if err != nil {
		return err
	}
	return c.take(short(ref.Story))
}

// Uncompared calls f with each revision that was read but not compared by this
// version of the comparison, in the order of their stories' IDs, until f fails.
func (db *DB) Uncompared(ctx context.Context, f func(Ref) error) error {
	after := Ref{}
	for {
		refs, err := db.uncomparedAfter(ctx, after, 500)
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

const uncompared = ` FROM revisions WHERE compared < $1 AND record_sha256 <> '' AND text IS NOT NULL`

// uncomparedAfter returns the next n revisions that Uncompared would give.
func (db *DB) uncomparedAfter(ctx context.Context, after Ref, n int) (refs []Ref, err error) {
	err = db.querying(ctx).each(func(scan func(...any) error) error {
		var r Ref
		err := scan(&r.Story, &r.Revision)
		refs = append(refs, r)
		return err
	}, `SELECT story_id, revision`+uncompared+` AND (story_id > $2 OR story_id = $2 AND revision > $3) ORDER BY story_id, revision LIMIT $4`,
		compare.Version, after.Story, after.Revision, n)
	return refs, err
}

// CountUncompared returns how many revisions Uncompared would give.
func (db *DB) CountUncompared(ctx context.Context) (n int, err error) {
	err = db.sql.QueryRowContext(ctx, `SELECT count(*)`+uncompared, compare.Version).Scan(&n)
	return n, err
}

// Compared reports whether a revision was compared, or has nothing to compare.
func (db *DB) Compared(ctx context.Context, ref Ref) (bool, error) {
	var n int
	err := db.sql.QueryRowContext(ctx, `SELECT count(*)`+uncompared+` AND story_id = $2 AND revision = $3`, compare.Version, ref.Story, ref.Revision).Scan(&n)
	return n == 0, err
}

// FirstSeen returns when a story was seen for the first time: what counts as
// its publication where no time is known.
func (db *DB) FirstSeen(ctx context.Context, story string) (time.Time, error) {
	var seen string
	err := db.sql.QueryRowContext(ctx, `SELECT first_seen FROM stories WHERE story_id = $1`, story).Scan(&seen)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("story %s: %w", story, ErrNotFound)
	}
	return unstamp(seen), err
}
