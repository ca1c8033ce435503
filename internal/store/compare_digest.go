package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

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
	ctx context.Context
	q   querier
}

// each runs a query and calls f for each row.
func (q querying) each(f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := q.q.QueryContext(q.ctx, query, args...)
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

// digestsOf returns the digests of stories that have one.
func (q querying) digestsOf(stories []int64) (map[int64]*compare.Digest, error) {
	out := make(map[int64]*compare.Digest, len(stories))
	err := q.eachOf(stories, func(scan func(...any) error) error {
		var story int64
		var kept []byte
		if err := scan(&story, &kept); err != nil {
			return err
		}
		d, err := undigest(kept)
		out[story] = d
		return err
	}, `SELECT story, digest FROM digests WHERE story`, ``)
	return out, err
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
	_, err := c.tx.ExecContext(c.ctx, query, args...)
	return err
}

// insertNew adds rows to a table that are not there yet.
func (c *comparison) insertNew(into string, rows [][]any) error {
	return insertThen(c.ctx, c.tx, into, " ON CONFLICT DO NOTHING", rows)
}

// missing reports whether an error says that there is no such row.
func missing(err error) bool { return err == sql.ErrNoRows }
