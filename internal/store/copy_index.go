package store

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
)

// How the full-text index is copied. SQLite keeps no words that could be read
// back from it, so what each row is found by is made again from what was read;
// rows keep their numbers, by which a search knows which were kept last.

// An indexRow is a row of the index with the number it has.
type indexRow struct {
	id, statement int
	Ref
	at string
}

// indexPage is how many rows of the index are looked at together.
const indexPage = 500

// index copies the full-text index.
func (c *copying) index() error {
	if c.to.pool == nil {
		return c.indexRows(func(row *indexRow, e *indexEntry) error {
			if err := c.exec(`INSERT INTO indexed (row_id, story_id, revision, statement, at) VALUES ($1, $2, $3, $4, $5)`, row.id, row.Story, row.Revision, row.statement, row.at); err != nil {
				return err
			}
			return c.exec(wordsInto(row.statement > 0), row.id, e.words, e.speakers, e.outlet, e.marks)
		})
	}
	if err := c.streamIndex(); err != nil {
		return err
	}
	_, err := c.tx.ExecContext(c.ctx, `SELECT setval(pg_get_serial_sequence('indexed', 'row_id'), max(row_id)) FROM indexed`)
	return err
}

// streamIndex copies the index into PostgreSQL: as text, since that and no other
// form cuts places off where a text has more than a tsvector can hold.
func (c *copying) streamIndex() error {
	r, w := io.Pipe()
	made := make(chan error, 1)
	go func() {
		b := bufio.NewWriter(w)
		err := c.indexRows(func(row *indexRow, e *indexEntry) error {
			_, err := fmt.Fprintf(b, "%d\t%s\t%d\t%d\t%s\t%s\n", row.id, row.Story, row.Revision, row.statement, row.at, escaped.Replace(vector(e)))
			return err
		})
		if err == nil {
			err = b.Flush()
		}
		w.CloseWithError(err)
		made <- err
	}()
	err := c.raw(func(conn *pgx.Conn) error {
		_, err := conn.PgConn().CopyFrom(c.ctx, r, `COPY indexed (row_id, story_id, revision, statement, at, stems) FROM STDIN`)
		return err
	})
	r.CloseWithError(err)
	if cause := <-made; err != nil && cause != nil && cause != err {
		return cause
	}
	return err
}

// escaped writes text as COPY reads it.
var escaped = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

// indexRows calls f with each row of the index and what it is found by.
func (c *copying) indexRows(f func(*indexRow, *indexEntry) error) error {
	n := 0
	for after := -1; ; {
		page, err := c.indexAfter(after)
		if err != nil || len(page) == 0 {
			return err
		}
		after = page[len(page)-1].id
		for _, rows := range byRevision(page) {
			if err := c.revisionRows(rows, f); err != nil {
				return err
			}
			n += len(rows)
		}
		c.step(tableIndexed, n)
	}
}

func (c *copying) indexAfter(id int) (page []indexRow, err error) {
	err = c.from.each(func(scan func(...any) error) error {
		var r indexRow
		err := scan(&r.id, &r.Story, &r.Revision, &r.statement, &r.at)
		page = append(page, r)
		return err
	}, `SELECT row_id, story_id, revision, statement, at FROM indexed WHERE row_id > $1 ORDER BY row_id LIMIT $2`, id, indexPage)
	return page, err
}

// byRevision parts rows by their revisions, in the order of the first row of each:
// where two stories were kept at one time, their rows may alternate.
func byRevision(page []indexRow) (parts [][]indexRow) {
	at := map[Ref]int{}
	for _, r := range page {
		i, known := at[r.Ref]
		if !known {
			i = len(parts)
			at[r.Ref] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], r)
	}
	return parts
}

// revisionRows calls f with rows that are all of one revision.
func (c *copying) revisionRows(rows []indexRow, f func(*indexRow, *indexEntry) error) error {
	ref := rows[0].Ref
	r, err := c.from.record(ref)
	if err != nil {
		return err
	}
	entries := map[int]indexEntry{}
	for _, e := range indexEntries(r, "") {
		entries[e.statement] = e
	}
	for i := range rows {
		e, ok := entries[rows[i].statement]
		if !ok {
			return fmt.Errorf("%s has no statement s%d, though it is in the index: 'onrecord verify' shows what was altered", ref, rows[i].statement)
		}
		if err := f(&rows[i], &e); err != nil {
			return err
		}
	}
	return nil
}
