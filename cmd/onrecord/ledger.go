package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// ledgerCommand returns a command that runs on the open ledger.
func ledgerCommand(use, short, long string, args cobra.PositionalArgs, run func(cmd *cobra.Command, db *store.DB, args []string) error) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: args, DisableFlagsInUseLine: true}
	cmd.Flags().SortFlags = false
	addLedgerFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		db, err := openLedger(cmd.Context(), cmd)
		if err != nil {
			return err
		}
		defer db.Close()
		return asLedgerComplaint(run(cmd, db, args))
	}
	return cmd
}

func addLedgerFlag(cmd *cobra.Command) { cmd.Flags().String("db", "", flagDB) }

// readRevision reads a revision of the ledger anew and keeps what it is read as,
// or why it can't be read.
func readRevision(ctx context.Context, db *store.DB, ref store.Ref) error {
	rev, err := db.Revision(ctx, ref)
	if err != nil {
		return err
	}
	return readInto(ctx, db, ref, rev)
}

// readInto reads rev and keeps what it is read as under ref.
func readInto(ctx context.Context, db *store.DB, ref store.Ref, rev *onrecord.Revision) error {
	r, err := onrecord.Extract(*rev)
	var other *onrecord.NotEnglishError
	switch {
	case errors.As(err, &other):
		english, err := onrecord.English()
		if err != nil {
			return broken(err)
		}
		return db.PutUnread(ctx, ref, english, other.Error())
	case err != nil:
		return broken(err)
	}
	return putCompared(ctx, db, ref, r)
}

// putCompared keeps what a revision was read as and compares it with the rest of
// the ledger, with what people decided in force. A program that is killed in
// between leaves a revision that is read but not compared: work and reread read
// it again, and add does if it is given it again.
func putCompared(ctx context.Context, db *store.DB, ref store.Ref, r *onrecord.Record) error {
	if err := db.PutRecord(ctx, ref, r); err != nil {
		return err
	}
	seen, err := db.FirstSeen(ctx, ref.Story)
	if err != nil {
		return err
	}
	decisions, err := db.Decisions(ctx, ref)
	if err != nil {
		return err
	}
	store.ApplyInPlace(r, decisions)
	return db.Compare(ctx, ref, compare.NewDigest(ref.Story, ref.Revision, r, seen))
}

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
