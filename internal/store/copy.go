package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// ErrNotEmpty says that a ledger that another was to be copied into holds
// something already.
var ErrNotEmpty = errors.New("the ledger to copy into is not empty")

// ErrEmpty says that a ledger that was to be copied holds nothing.
var ErrEmpty = errors.New("the ledger to be copied is empty")

// An owned table is one of the ledger's own, whose rows are all there is to a
// ledger, with the columns of its key.
type owned struct{ name, key string }

// own are the tables that a copy takes over row by row. The full-text index is
// made anew, as each database has it in its own form. The queue stays behind:
// what waits in it was put off as it was queued, so that it is queued again.
var own = []owned{
	{"stories", "story_id"},
	{"captures", "story_id, capture_id"},
	{"revisions", "story_id, revision"},
	{"speakers", "story_id, revision, speaker"},
	{"statements", "story_id, revision, statement"},
	{"statement_speakers", "story_id, revision, statement, place"},
	{"figures", "story_id, revision, figure"},
	{"notes", "story_id, revision, note"},
	{"log", "entry"},
	{"sources", "address"},
	{"visits", "address"},
	{"digests", "story"},
	{"members", "member"},
	{"postings", "key, at, member"},
	{"links", "from_story, to_story"},
	{"joins", "a, b, entry"},
	{"questions", "question"},
	{"descriptions", "member"},
	{"appearances", "member, at, story, speaker"},
	{"choices", "entry, place"},
}

// tableIndexed has a row for each entry of the full-text index.
const tableIndexed = "indexed"

// A copying is a ledger on its way into another: read in one transaction, as it
// stood when that began, and written in one, so that the other ledger is empty
// until all of it is there.
type copying struct {
	ctx      context.Context
	from     querying
	to       *DB
	conn     *sql.Conn // that tx runs on
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	step     func(table string, rows int)
}

// CopyTo copies the ledger, as it stands at this moment, into another one that is
// empty, in either database, while others go on using this one. The other one
// has all of it or nothing, even if the program is killed; nobody else can
// use it meanwhile. step is told now and then how many rows of which table are
// there.
func (db *DB) CopyTo(ctx context.Context, to *DB, step func(table string, rows int)) error {
	if empty, err := isEmpty(db.querying(ctx)); err != nil || empty {
		return cmp.Or(err, ErrEmpty)
	}
	if empty, err := isEmpty(to.querying(ctx)); err != nil || !empty {
		return cmp.Or(err, ErrNotEmpty)
	}
	snapshot, err := db.sql.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer snapshot.Rollback()
	c := &copying{ctx: ctx, from: querying{ctx: ctx, q: snapshot}, to: to, prepared: map[string]*sql.Stmt{}, step: step}
	if db.pool == nil {
		c.from.prepared = map[string]*sql.Stmt{}
	}
	return c.land()
}

// isEmpty reports whether a ledger holds nothing at all.
func isEmpty(q querying) (bool, error) {
	var parts []string
	for _, t := range own {
		parts = append(parts, `EXISTS (SELECT 1 FROM `+t.name+`)`)
	}
	var n int
	err := q.one(`SELECT CASE WHEN `+strings.Join(parts, " OR ")+` THEN 1 ELSE 0 END`, nil, &n)
	return n == 0, err
}

// land writes all in one transaction.
func (c *copying) land() (err error) {
	if c.to.pool == nil {
		c.to.writing.Lock()
		defer c.to.writing.Unlock()
	}
	if c.conn, err = c.to.sql.Conn(c.ctx); err != nil {
		return err
	}
	defer c.conn.Close()
	if c.tx, err = c.conn.BeginTx(c.ctx, nil); err != nil {
		return err
	}
	defer c.tx.Rollback() // does nothing once committed
	if err := c.claim(); err != nil {
		return err
	}
	for _, t := range own {
		if err := c.filled(t.name, func() error { return c.table(t) }); err != nil {
			return err
		}
	}
	if err := c.filled(tableIndexed, c.index); err != nil {
		return err
	}
	if c.to.pool != nil { // so that the first queries are planned well
		if _, err := c.tx.ExecContext(c.ctx, `ANALYZE `+strings.Join(filling(), ", ")); err != nil {
			return err
		}
	}
	return c.tx.Commit()
}

// filling are the names of the tables that a copy fills.
func filling() (names []string) {
	for _, t := range own {
		names = append(names, t.name)
	}
	return append(names, tableIndexed)
}

// claim keeps everybody else out of the target until the copy is there, and makes
// sure that nobody was quicker. On SQLite the transaction does so by itself.
func (c *copying) claim() error {
	if c.to.pool != nil {
		if _, err := c.tx.ExecContext(c.ctx, `LOCK TABLE `+strings.Join(filling(), ", ")+` IN ACCESS EXCLUSIVE MODE`); err != nil {
			return err
		}
	}
	empty, err := isEmpty(querying{ctx: c.ctx, q: c.tx})
	if err == nil && !empty {
		err = ErrNotEmpty
	}
	return err
}

// filled has f fill a table whose indexes are made when all rows are there, in
// the order of the index, which takes a fraction of the time.
func (c *copying) filled(table string, f func() error) error {
	made, err := c.dropIndexes(table)
	if err == nil {
		err = f()
	}
	for i := 0; i < len(made) && err == nil; i++ {
		_, err = c.tx.ExecContext(c.ctx, made[i])
	}
	if err != nil {
		return fmt.Errorf("copying %s: %w", table, err)
	}
	return nil
}

// dropIndexes drops the indexes of a table, but for that of its key, and returns
// the commands that make them again.
func (c *copying) dropIndexes(table string) (made []string, err error) {
	query := `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL`
	if c.to.pool != nil {
		query = `SELECT CAST(i.indexrelid::regclass AS text), pg_get_indexdef(i.indexrelid) FROM pg_index i
			WHERE i.indrelid = CAST(CAST($1 AS text) AS regclass) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`
	}
	var names []string
	err = querying{ctx: c.ctx, q: c.tx}.each(func(scan func(...any) error) error {
		var name, command string
		err := scan(&name, &command)
		names, made = append(names, name), append(made, command)
		return err
	}, query, table)
	for i := 0; i < len(names) && err == nil; i++ {
		_, err = c.tx.ExecContext(c.ctx, `DROP INDEX `+names[i])
	}
	return made, err
}

// table copies the rows of a table in the order of its key.
func (c *copying) table(t owned) error {
	rows, err := c.from.rows(`SELECT * FROM `+t.name+` ORDER BY `+t.key, nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	r := &rowsOut{Rows: rows, columns: len(columns), plain: c.to.pool != nil, step: func(n int) { c.step(t.name, n) }}
	if c.to.pool == nil {
		err = c.insert(t.name+` (`+strings.Join(columns, ", ")+`)`, r)
	} else {
		err = c.raw(func(conn *pgx.Conn) error {
			_, err := conn.CopyFrom(c.ctx, pgx.Identifier{t.name}, columns, r)
			return err
		})
	}
	c.step(t.name, r.n)
	return err
}

// raw runs f on the connection that the transaction in PostgreSQL runs on.
func (c *copying) raw(f func(*pgx.Conn) error) error {
	return c.conn.Raw(func(conn any) error { return f(conn.(*stdlib.Conn).Conn()) })
}

// insert adds rows to a table of SQLite, some at a time.
func (c *copying) insert(into string, r *rowsOut) error {
	var batch [][]any
	for r.Next() {
		values, err := r.Values()
		if err != nil {
			return err
		}
		if batch = append(batch, values); len(batch) == 32 {
			if err := insertRows(c.exec, into, "", batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return cmp.Or(r.Err(), insertRows(c.exec, into, "", batch))
}

// exec runs a command on the target, which it is prepared for only once.
func (c *copying) exec(query string, args ...any) error {
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

// rowsOut are rows as they are read, in the form that pgx copies from.
type rowsOut struct {
	*sql.Rows
	columns, n int
	plain      bool // there may be text that PostgreSQL does not take
	step       func(rows int)
}

// stepEvery is how many rows go by from one step to the next.
const stepEvery = 1000

// Values returns the row that Next went to.
func (r *rowsOut) Values() ([]any, error) {
	values, at := make([]any, r.columns), make([]any, r.columns)
	for i := range values {
		at[i] = &values[i]
	}
	if err := r.Scan(at...); err != nil {
		return nil, err
	}
	for i, v := range values {
		switch v := v.(type) {
		case string:
			if r.plain { // changes nothing that a hash is of: that was kept plain
				values[i] = plain(v)
			}
		case []byte:
			if v == nil { // SQLite has no bytes where it has none, and pgx takes that for NULL
				values[i] = []byte{}
			}
		}
	}
	if r.n++; r.n%stepEvery == 0 {
		r.step(r.n)
	}
	return values, nil
}
