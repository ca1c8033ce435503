// Package store keeps the ledger: every story, every revision of it and what
// each was read as, in SQLite or PostgreSQL. All SQL of the program is here.
//
// A revision is kept first, with the bytes that it came as, and read after
// that: a program that is killed in between leaves a revision that is not read
// yet (Unread lists them), and nothing half-written. What is kept is never
// changed, only erased by Redact.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// A DB is an open ledger. It may be used from many goroutines, and many
// processes may have the same ledger open.
type DB struct {
	sql  *sql.DB
	pool *pgxpool.Pool // nil on SQLite
	path string        // of SQLite's file; empty on PostgreSQL
	// writing is held by whoever writes to SQLite, which takes one writer at a
	// time: waiting here is fair and cheap, waiting for its file lock is neither.
	writing sync.Mutex
	digests digestCache
	// statements is nil on PostgreSQL.
	statements *statements
	reach      int // the constant of that name; smaller in tests
}

// ErrNotFound says that the ledger does not hold what was asked for.
var ErrNotFound = errors.New("not in the ledger")

// IsURL reports whether name is the address of a PostgreSQL database rather
// than the name of a file.
func IsURL(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// Open opens the ledger that name names, a file of SQLite or a postgres://
// address, makes it if it is not there, and brings its schema up to date.
func Open(ctx context.Context, name string) (*DB, error) {
	open := openSQLite
	if IsURL(name) {
		open = openPostgres
	}
	db, err := open(ctx, name)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("bringing the schema up to date: %w", err)
	}
	return db, nil
}

// Close closes the ledger.
func (db *DB) Close() error {
	err := db.sql.Close()
	if db.pool != nil {
		db.pool.Close()
	}
	return err
}

// pragmas are how each connection to SQLite is set: readers do not wait for
// the writer (WAL), a commit is on the disk when it returns (FULL), and two
// processes wait for each other rather than fail.
var pragmas = []string{"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-65536)", "secure_delete(ON)"}

func openSQLite(ctx context.Context, name string) (*DB, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := looksLikeSQLite(path); err != nil {
		return nil, err
	}
	q := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	dsn := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
	h, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	h.SetMaxOpenConns(8)
	h.SetMaxIdleConns(8) // a connection that is closed takes the pages with it that it holds
	if err := h.PingContext(ctx); err != nil {
		h.Close()
		return nil, err
	}
	return &DB{sql: h, path: path, reach: reach, statements: &statements{db: h, of: map[string]*sql.Stmt{}}}, nil
}

// looksLikeSQLite refuses a file that is something else, before SQLite says so
// in its own words or writes beside it.
func looksLikeSQLite(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 16)
	n, _ := f.Read(head)
	if n > 0 && string(head[:n]) != "SQLite format 3\x00" {
		return fmt.Errorf("%s is not a ledger: it does not begin as an SQLite file does", path)
	}
	return nil
}

func openPostgres(ctx context.Context, name string) (*DB, error) {
	config, err := pgxpool.ParseConfig(name)
	if err != nil {
		return nil, err
	}
	config.MaxConns = max(config.MaxConns, 8)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return &DB{sql: stdlib.OpenDBFromPool(pool), pool: pool, reach: reach}, nil
}

// write runs f in one transaction, which is undone if f fails.
func (db *DB) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	if db.pool == nil {
		db.writing.Lock()
		defer db.writing.Unlock()
	}
	tx, err := db.sql.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing once committed
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// stampLayout is RFC 3339 in UTC with milliseconds, which as text sorts as time does.
const stampLayout = "2006-01-02T15:04:05.000Z"

// stamp returns t as the tables hold times: empty if it is zero.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampLayout)
}

// unstamp is the inverse of stamp.
func unstamp(s string) time.Time {
	t, err := time.Parse(stampLayout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// day returns t as the tables hold dates: empty if it is zero.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// unday is the inverse of day.
func unday(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
