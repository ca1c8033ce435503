package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/internal/store"
)

// addLedgerFlag gives a command the flag --db.
func addLedgerFlag(cmd *cobra.Command) { cmd.Flags().String("db", "", flagDB) }

// openLedger opens the ledger that --db names, else ONRECORD_DB, else the one
// in the user's data folder.
func openLedger(ctx context.Context, cmd *cobra.Command) (*store.DB, error) {
	name, _ := cmd.Flags().GetString("db")
	if name = cmp.Or(name, os.Getenv("ONRECORD_DB")); name == "" {
		folder, err := dataFolder()
		if err != nil {
			return nil, noDataFolder(err)
		}
		name = filepath.Join(folder, "onrecord", "ledger.db")
	}
	db, err := store.Open(ctx, name)
	if err != nil {
		return nil, ledgerClosed(name, err)
	}
	return db, nil
}

// dataFolder returns where a user's programs keep what they must not lose.
func dataFolder() (string, error) {
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return d, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir() // AppData, Application Support
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share"), err
}
