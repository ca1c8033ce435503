package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// What copying a ledger says.

const (
	copyUse   = "copy --from LEDGER --to LEDGER"
	copyShort = "Copy a ledger into an empty one, as from SQLite to PostgreSQL"
	copyLong  = `Copy a whole ledger, as it stands now, into one that is empty: from a file into
a PostgreSQL database, back, or into another file. The copy has the same stories,
statements, decisions, sources and log, under the same IDs, and prints the same;
'onrecord verify' ends with the same hash on both. Only the queue of work is not
copied: 'onrecord work' makes it again within minutes.

Others may use the ledger meanwhile, but what they write is not in the copy: stop
'watch', 'work' and 'serve' first if the copy is to take its place. The copy is
there whole or not at all. If it is stopped, even by force, what it was made in is
still empty; run it again.`
	copyExample = `  onrecord copy --from ledger.db --to postgres://desk@db.internal/onrecord
  onrecord verify --db postgres://desk@db.internal/onrecord`
	flagCopyFrom = "the ledger to copy: a `LEDGER`'s file or postgres:// address"
	flagCopyTo   = "the empty `LEDGER` to copy it into: a file that is not there yet, or the postgres:// address of a new database"
)

func copyNeedsTwo() error {
	return usage("a copy goes from one ledger to another: name both with --from and --to")
}

func noLedger(name string) error {
	return &complaint{"there is no ledger at " + name, "name the file of one with --from; 'onrecord add' without --db keeps it in your data folder", exitUsage}
}

// notCopied says why a ledger could not be copied, and how it is now.
func notCopied(from, to string, err error) error {
	switch {
	case errors.Is(err, store.ErrEmpty):
		return &complaint{"there is nothing to copy in " + shownLedger(from), "is that the ledger you mean? 'onrecord verify --db LEDGER' counts what is in one", exitUsage}
	case errors.Is(err, store.ErrNotEmpty):
		return &complaint{shownLedger(to) + " holds something already", "copy into a file that is not there yet, or into a new database: createdb NAME", exitUsage}
	}
	return &complaint{"the ledger could not be copied: " + err.Error(), shownLedger(to) + " is as empty as it was; run the command again when that is mended", exitUnwritten}
}

// shownLedger names a ledger without the password that its address may hold.
func shownLedger(name string) string {
	if store.IsURL(name) {
		return withoutPassword(name)
	}
	return name
}

func copiedTo(stories int, to string) string {
	return onrecord.Count(stories, "story", "stories") + " copied to " + shownLedger(to) + "; 'onrecord verify' checks them"
}

// showCopying draws on standard error how far a copy has come. How many rows there
// will be is not counted first: that would take a while in itself.
func showCopying(table string, rows int) {
	progress.Lock()
	defer progress.Unlock()
	fmt.Fprintf(os.Stderr, "\r\x1b[K%s: %s", table, onrecord.Count(rows, "row", "rows"))
	progress.drawn = true
}
