package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cli/browser"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
	"github.com/onrecord/onrecord/internal/web"
)

func demoCommand() *cobra.Command {
	cmd := &cobra.Command{Use: demoUse, Short: demoShort, Long: demoLong, Args: cobra.NoArgs, DisableFlagsInUseLine: true}
	text := cmd.Flags().Bool("text", false, flagDemoText)
	listen := cmd.Flags().String("listen", "127.0.0.1:8480", flagListen)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if !*text && !onLoopback(*listen) {
			return demoStaysHere(*listen)
		}
		dir, err := os.MkdirTemp("", "onrecord-demo-*")
		if err != nil {
			return unwritten(err)
		}
		defer os.RemoveAll(dir)
		var leave context.CancelFunc = func() { // what an interrupt does until the desk is open
			os.RemoveAll(dir)
			os.Exit(exitInterrupted)
		}
		stopping.Store(&leave)
		defer stopping.Store(nil)
		name := filepath.Join(dir, "demo.db")
		if err := addSamples(dir, name); err != nil {
			return err
		}
		if *text {
			return demonstrate(cmd.Context(), name)
		}
		return openDemo(cmd.Context(), name, *listen)
	}
	return cmd
}

// addSamples fills a ledger with the sample stories.
func addSamples(dir, ledger string) error {
	files, err := writeSamples(dir)
	if err != nil {
		return unwritten(err)
	}
	for _, f := range files {
		if err := runCommand("add", "--db", ledger, f); err != nil {
			return err
		}
	}
	return nil
}

// openDemo opens the desk on a ledger of the samples, and a browser on it if
// somebody sits there.
func openDemo(ctx context.Context, ledger, listen string) error {
	db, err := store.Open(ctx, ledger)
	if err != nil {
		return ledgerClosed(ledger, err)
	}
	defer db.Close()
	c := web.Config{DB: db, Log: serverLog(), Name: "demo"}
	browser.Stdout, browser.Stderr = io.Discard, io.Discard // a browser has much to say
	return serve(ctx, door{listen: listen}, c, networkFlags{}, false, func(address string) {
		if term.IsTerminal(int(os.Stdout.Fd())) && browser.OpenURL(address) != nil {
			demoOpen(address)
		}
	})
}

// demonstrate goes through a ledger of the samples, command by command.
func demonstrate(ctx context.Context, name string) error {
	tour, err := planTour(ctx, name)
	if err != nil {
		return err
	}
	for _, stop := range tour {
		if err := say("\n" + stop.about + "\n\n$ onrecord " + strings.Join(stop.args, " ")); err != nil {
			return err
		}
		if err := runCommand(append(stop.args, "--db", name)...); err != nil {
			return err
		}
	}
	return say("\n" + demoEnd)
}

// writeSamples writes the sample stories to files in dir, and returns their names,
// earlier revisions before later ones.
func writeSamples(dir string) (names []string, err error) {
	err = fs.WalkDir(onrecord.Samples, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := onrecord.Samples.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.Base(name))
		names = append(names, to)
		return os.WriteFile(to, b, 0o600)
	})
	return names, err
}

// runCommand runs a command of this program as a user would.
func runCommand(args ...string) error {
	cmd := rootCommand()
	cmd.SetArgs(args)
	return cmd.Execute()
}

// A stop is a command to show, and what it shows.
type stop struct {
	about string
	args  []string
}

// planTour looks up in the ledger what is worth showing.
func planTour(ctx context.Context, name string) ([]stop, error) {
	db, err := store.Open(ctx, name)
	if err != nil {
		return nil, ledgerClosed(name, err)
	}
	defer db.Close()
	found, err := db.Questions(ctx, store.QuestionFilter{Disputed: true}, mostShown)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	q := found[0]
	for _, o := range found {
		if o.Origins.Articles > q.Origins.Articles {
			q = o
		}
	}
	tour := []stop{
		{demoQuestions, []string{"questions", "--disputed", "--limit", "5"}},
		{demoQuestion, []string{"question", q.ID}},
		{demoOrigins, []string{"origins", q.ID}},
	}
	copied, changed, err := exemplary(ctx, db, q)
	if err != nil {
		return nil, err
	}
	if copied != "" {
		tour = append(tour, stop{demoCopies, []string{"copies", copied[:shortID]}})
	}
	if changed != "" {
		tour = append(tour, stop{demoDiff, []string{"diff", changed[:shortID]}})
	}
	return append(tour,
		stop{demoStatements, []string{"statements", "act:denies", "--limit", "3"}},
		stop{demoExport, []string{"export", "--ucdp", q.Stories[0][:shortID]}},
		stop{demoVerify, []string{"verify"}}), nil
}

// exemplary returns a story of a question that others copy, and one that changed.
func exemplary(ctx context.Context, db *store.DB, q *compare.Question) (copied, changed string, err error) {
	most := 0
	for _, id := range q.Stories {
		links, err := db.DirectLinks(ctx, id)
		if err != nil {
			return "", "", err
		}
		n := 0
		for i := range links {
			if links[i].To == id && links[i].Kind != compare.SharedQuote {
				n++
			}
		}
		if n > most {
			copied, most = id, n
		}
		s, _, err := db.Find(ctx, id)
		if err != nil {
			return "", "", err
		}
		if s.Latest > 1 && changed == "" {
			changed = id
		}
	}
	return copied, changed, nil
}
