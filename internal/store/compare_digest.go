package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/onrecord/onrecord/internal/compare"
)

// short returns what the tables of the comparison know a story by: the first 64
// bits of its ID, as a number that sorts as the ID does. Of 100,000 stories two
// share it with a chance of one in four billions; digests would refuse the second.
func short(story string) int64 {
	n, _ := strconv.ParseUint(story[:min(16, len(story))], 16, 64)
	return int64(n ^ 1<<63)
}

// hashOfAll returns 64 bits of the SHA-256 of some parts.
func hashOfAll(parts ...any) int64 {
	var b []byte
	for _, p := range parts {
		at := len(b)
		b = fmt.Append(b, p)
		b = binary.BigEndian.AppendUint32(b, uint32(len(b)-at))
	}
	sum := sha256.Sum256(b)
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// packed returns numbers as eight bytes each.
func packed(numbers []int64) []byte {
	b := make([]byte, 0, 8*len(numbers))
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b
}

// unpacked is the inverse of packed.
func unpacked(b []byte) []int64 {
	out := make([]int64, len(b)/8)
	for i := range out {
		out[i] = int64(binary.BigEndian.Uint64(b[8*i:]))
	}
	return out
}

// digestBytes returns a digest as it is kept, and the hash of its JSON.
func digestBytes(d *compare.Digest) (deflated []byte, sum string, err error) {
	kept := *d
	kept.Claims = slices.Clone(d.Claims)
	for i := range kept.Claims {
		c := &kept.Claims[i]
		c.Low, c.High = max(c.Low, -math.MaxFloat64), min(c.High, math.MaxFloat64) // JSON has no infinity
	}
	b, err := json.Marshal(&kept)
	if err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return nil, "", err
	}
	z.Write(b) // a buffer takes all
	z.Close()
	return out.Bytes(), digest(b), nil
}

// inflated returns the JSON of a digest as it is kept.
func inflated(b []byte) ([]byte, error) {
	z := flate.NewReader(bytes.NewReader(b))
	defer z.Close()
	return io.ReadAll(z)
}

// A querying is the database, or a transaction on it, that what was compared is
// read from.
type querying struct {
	ctx   context.Context
	q     querier
	cache *digestCache
	// prepared holds the statements of a transaction on SQLite, which reads each
	// one anew otherwise; nil where there is none.
	prepared   map[string]*sql.Stmt
	statements *statements // nil where the database keeps its own
	// reading holds the stories that questions were set out of.
	reading map[int64]*comparedStory
}

// querying returns what to read from the ledger with.
func (db *DB) querying(ctx context.Context) querying {
	return querying{ctx: ctx, q: db.sql, cache: &db.digests, statements: db.statements, reading: map[int64]*comparedStory{}}
}

// each runs a query and calls f for each row.
func (q querying) each(f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := q.rows(query, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (q querying) rows(query string, args []any) (*sql.Rows, error) {
	if stmt := q.prepared[query]; stmt != nil {
		return stmt.QueryContext(q.ctx, args...)
	}
	if tx, ok := q.q.(*sql.Tx); ok && q.prepared != nil {
		stmt, err := tx.PrepareContext(q.ctx, query)
		if err != nil {
			return nil, err
		}
		q.prepared[query] = stmt
		return stmt.QueryContext(q.ctx, args...)
	}
	if q.statements != nil {
		return q.statements.query(q.ctx, query, args)
	}
	return q.q.QueryContext(q.ctx, query, args...)
}

// one runs a query that gives one row, and sql.ErrNoRows if it does not.
func (q querying) one(query string, args []any, to ...any) error {
	found := false
	err := q.each(func(scan func(...any) error) error {
		found = true
		return scan(to...)
	}, query, args...)
	if err == nil && !found {
		err = sql.ErrNoRows
	}
	return err
}

// eachOf runs a query for some numbers at a time, which the query has as
// "IN (@)", and calls f for each row.
func (q querying) eachOf(numbers []int64, f func(scan func(...any) error) error, before, after string) error {
	for _, n := range []int{32, 8, 1} {
		for len(numbers) >= n {
			args := make([]any, n)
			for i, x := range numbers[:n] {
				args[i] = x
			}
			if err := q.each(f, before+" IN "+places(1, n)+after, args...); err != nil {
				return err
			}
			numbers = numbers[n:]
		}
	}
	return nil
}

// digestsOf returns the digests of stories that have one. They may be changed as
// to who their speakers are, and as to nothing else.
func (q querying) digestsOf(stories []int64) (map[int64]*compare.Digest, error) {
	sums := make(map[int64]string, len(stories))
	err := q.eachOf(stories, func(scan func(...any) error) error {
		var story int64
		var sum string
		err := scan(&story, &sum)
		sums[story] = sum
		return err
	}, `SELECT story, sha256 FROM digests WHERE story`, ``)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]*compare.Digest, len(stories))
	var unknown []int64
	for _, story := range stories {
		if sum, ok := sums[story]; !ok {
			continue
		} else if d := q.cache.get(sum); d != nil {
			out[story] = d
		} else {
			unknown = append(unknown, story)
		}
	}
	err = q.eachOf(unknown, func(scan func(...any) error) error {
		var story int64
		var sum string
		var kept []byte
		if err := scan(&story, &sum, &kept); err != nil {
			return err
		}
		d, err := undigest(kept)
		if err != nil {
			return err
		}
		q.cache.put(sum, d)
		out[story] = d
		return nil
	}, `SELECT story, sha256, digest FROM digests WHERE story`, ``)
	for story, d := range out {
		own := *d
		own.Speakers = slices.Clone(d.Speakers)
		out[story] = &own
	}
	return out, err
}

// A digestCache holds digests that were read of late, by their hashes, so that it
// is right whoever writes to the ledger. News comes by events: most digests that a
// story is compared with were read for the story before.
type digestCache struct {
	mu    sync.Mutex
	of    map[string]*cachedDigest
	order []string // in which they are looked at when one has to go
}

type cachedDigest struct {
	*compare.Digest
	used bool // since it was last looked at
}

// mostCached is how many digests are held: some 100 MB. To read one anew takes half
// a millisecond, and a page of a question needs dozens.
const mostCached = 4000

func (c *digestCache) get(sum string) *compare.Digest {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.of[sum]
	if d == nil {
		return nil
	}
	d.used = true
	return d.Digest
}

// put holds a digest, in the place of one that was not used for long.
func (c *digestCache) put(sum string, d *compare.Digest) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]*cachedDigest{}
	}
	if c.of[sum] != nil {
		return
	}
	for len(c.order) >= mostCached {
		first := c.order[0]
		c.order = c.order[1:]
		if old := c.of[first]; old.used {
			old.used = false
			c.order = append(c.order, first)
		} else {
			delete(c.of, first)
		}
	}
	c.of[sum] = &cachedDigest{Digest: d}
	c.order = append(c.order, sum)
}

// undigest is the inverse of digestBytes.
func undigest(kept []byte) (*compare.Digest, error) {
	b, err := inflated(kept)
	if err != nil {
		return nil, fmt.Errorf("a digest can't be read back: %w", err)
	}
	d := &compare.Digest{}
	if err := json.Unmarshal(b, d); err != nil {
		return nil, fmt.Errorf("a digest can't be read back: %w", err)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Low == -math.MaxFloat64 {
			c.Low = math.Inf(-1)
		}
		if c.High == math.MaxFloat64 {
			c.High = math.Inf(1)
		}
	}
	return d, nil
}

// exec runs a command within a transaction.
func (c *comparison) exec(query string, args ...any) error {
	if c.prepared == nil {
		_, err := c.tx.ExecContext(c.ctx, query, args...)
		return err
	}
	stmt := c.prepared[query]
	if stmt == nil {
		var err error
		if stmt, err = c.tx.PrepareContext(c.ctx, query); err != nil {
			return err
		}
		c.prepared[query] = stmt
	}
	_, err := stmt.ExecContext(c.ctx, args...)
	return err
}

// insert adds rows to a table.
func (c *comparison) insert(into string, rows [][]any) error {
	return insertRows(c.exec, into, "", rows)
}

// insertNew adds rows to a table that are not there yet.
func (c *comparison) insertNew(into string, rows [][]any) error {
	return insertRows(c.exec, into, " ON CONFLICT DO NOTHING", rows)
}

// missing reports whether an error says that there is no such row.
func missing(err error) bool { return errors.Is(err, sql.ErrNoRows) }
