package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

func exportCommand() *cobra.Command {
	cmd := &cobra.Command{Use: exportUse, Short: exportShort, Long: exportLong, Example: exportExample, DisableFlagsInUseLine: true}
	addLedgerFlag(cmd)
	name := cmd.Flags().String("wacz", "", flagWACZ)
	cmd.RunE = func(cmd *cobra.Command, stories []string) error {
		if *name == "" {
			return noExportFile()
		}
		db, err := openLedger(cmd.Context(), cmd)
		if err != nil {
			return err
		}
		defer db.Close()
		n, err := exportWACZ(cmd.Context(), db, *name, stories)
		if err != nil {
			return exportFailed(*name, err)
		}
		if term.IsTerminal(int(os.Stdout.Fd())) {
			fmt.Println(exportedSum(n, *name))
		}
		return nil
	}
	return cmd
}

// exportWACZ writes the captures of stories to a new file, whole or not at all,
// and returns how many they are.
func exportWACZ(ctx context.Context, db *store.DB, name string, stories []string) (n int, err error) {
	if _, err := os.Lstat(name); err == nil {
		return 0, os.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name()) // does nothing once renamed
	defer f.Close()
	w := ingest.NewWACZ(f)
	err = db.Archived(ctx, stories, func(a *store.Archived) error {
		n++
		return w.Add(ingest.Member{URL: a.URL, Digest: a.Capture, Status: a.Status, MediaType: a.MediaType, Time: a.Time, Title: a.Title, Record: a.Record})
	})
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return 0, err
	}
	if err := f.Chmod(0o644); err != nil {
		return 0, err
	}
	err = os.Link(f.Name(), name) // unlike renaming, it fails if somebody was faster
	if err != nil && !errors.Is(err, os.ErrExist) {
		err = os.Rename(f.Name(), name) // a disk without links
	}
	return n, err
}
