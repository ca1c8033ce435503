package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/internal/store"
)

func copyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: copyUse, Short: copyShort, Long: copyLong, Args: cobra.NoArgs, DisableFlagsInUseLine: true, Example: copyExample}
	cmd.Flags().SortFlags = false
	source := cmd.Flags().String("from", "", flagCopyFrom)
	target := cmd.Flags().String("to", "", flagCopyTo)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *source == "" || *target == "" {
			return copyNeedsTwo()
		}
		if _, err := os.Stat(*source); !store.IsURL(*source) && errors.Is(err, fs.ErrNotExist) {
			return noLedger(*source) // which opening it would make
		}
		from, err := store.Open(cmd.Context(), *source)
		if err != nil {
			return ledgerClosed(*source, err)
		}
		defer from.Close()
		to, err := store.Open(cmd.Context(), *target)
		if err != nil {
			return ledgerClosed(*target, err)
		}
		defer to.Close()
		step := func(string, int) {}
		if onTerminal() {
			step = showCopying
		}
		err = from.CopyTo(cmd.Context(), to, step)
		clearProgress()
		if err != nil {
			return notCopied(*source, *target, err)
		}
		n, err := to.CountStories(cmd.Context())
		if err != nil {
			return asLedgerComplaint(err)
		}
		return say(copiedTo(n, *target))
	}
	return cmd
}
