package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotSQLite says that the program does not back up a PostgreSQL, which has
// better means of its own.
var ErrNotSQLite = errors.New("the ledger is in PostgreSQL: back it up with pg_dump")

// Backup writes a copy of the ledger, as it stands at this moment, to a new
// file, while others go on reading and writing. The copy is a ledger itself. It
// is there whole or not at all.
func (db *DB) Backup(ctx context.Context, name string) error {
	if db.pool != nil {
		return ErrNotSQLite
	}
	if _, err := os.Stat(name); err == nil {
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	part, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*")
	if err != nil {
		return err
	}
	part.Close()
	defer os.Remove(part.Name())
	os.Remove(part.Name()) // SQLite wants to make the file itself
	if _, err := db.sql.ExecContext(ctx, `VACUUM INTO $1`, part.Name()); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	if err := syncFile(part.Name()); err != nil {
		return err
	}
	return os.Link(part.Name(), name) // unlike Rename, fails if name is there by now
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
