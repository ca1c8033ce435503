package main

import (
	"errors"
	"io/fs"
	"net/url"

	"github.com/onrecord/onrecord/internal/store"
)

// What the commands on the ledger say.

const flagDB = "the ledger: a `file`, or the postgres:// address of a database (ONRECORD_DB; else a file in your data folder)"

func noDataFolder(err error) error {
	return &complaint{"there is no folder to keep the ledger in: " + err.Error(), "name a file with --db", exitUsage}
}

// ledgerClosed says why a ledger can't be opened. An address may hold a
// password, which is not shown.
func ledgerClosed(name string, err error) error {
	if store.IsURL(name) {
		return &complaint{"the ledger at " + withoutPassword(name) + " can't be opened: " + err.Error(), "check that the server runs and that the address, user and password are right", exitUnwritten}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &complaint{"the ledger " + name + " can't be opened: " + err.Error(), "name another file with --db, or mend the rights of this one", exitUnwritten}
}

func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "that address"
	}
	return u.Redacted()
}
