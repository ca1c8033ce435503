package store

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// migrations are forward only: a ledger is brought up, never down. In "both"
// stands what both databases understand, in a folder of its own what each does
// in its own way. Goose orders them by their numbers, which no two share.
//
//go:embed migrations
var migrations embed.FS

// migrate brings the schema up to date. Processes that open a ledger at the
// same time wait for each other.
func (db *DB) migrate(ctx context.Context) error {
	dialect, folder := goose.DialectSQLite3, "sqlite"
	options := []goose.ProviderOption{goose.WithAllowOutofOrder(true)}
	if db.pool != nil {
		dialect, folder = goose.DialectPostgres, "postgres"
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		options = append(options, goose.WithSessionLocker(locker))
	} else {
		l := flock.New(db.path + ".lock")
		if _, err := l.TryLockContext(ctx, lockRetry); err != nil {
			return err
		}
		defer l.Unlock()
	}
	p, err := goose.NewProvider(dialect, db.sql, overlay{"migrations/both", "migrations/" + folder}, options...)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	return db.migrateQueue(ctx)
}

// lockRetry is how often a process looks whether another is done migrating.
const lockRetry = 50 * time.Millisecond

// overlay shows some folders of migrations as one.
type overlay []string

// Open opens the file of that name in the first folder that has it.
func (o overlay) Open(name string) (fs.File, error) {
	for _, dir := range o {
		f, err := migrations.Open(dir + "/" + name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists the files of all folders; there is only one level of them.
func (o overlay) ReadDir(string) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for _, dir := range o {
		list, err := migrations.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1
	})
	return all, nil
}
