package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

func verifyCommand() *cobra.Command {
	return ledgerCommand(verifyUse, verifyShort, verifyLong, cobra.NoArgs, func(cmd *cobra.Command, db *store.DB, _ []string) error {
		w := bufio.NewWriter(os.Stdout)
		if n, err := db.CountStories(cmd.Context()); err == nil && onTerminal() {
			startProgress(n)
		}
		v, err := db.Verify(cmd.Context(), func(f store.Fault) {
			clearProgress()
			fmt.Fprintln(w, f)
		}, stepProgress)
		clearProgress()
		if err != nil {
			return err
		}
		fmt.Fprintln(w, verified(v))
		if err := w.Flush(); err != nil {
			return unwritten(err)
		}
		if v.Faults > 0 {
			return altered(v.Faults)
		}
		return nil
	})
}

func redactCommand() *cobra.Command {
	cmd := ledgerCommand(redactUse, redactShort, redactLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		reason, _ := cmd.Flags().GetString("reason")
		if reason == "" {
			return noReason()
		}
		story, _, err := db.Find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if err := db.Redact(cmd.Context(), story.ID, actor(cmd), reason, time.Now()); err != nil {
			return err
		}
		return say(redacted(story))
	})
	addActorFlags(cmd)
	return cmd
}

func backupCommand() *cobra.Command {
	return ledgerCommand(backupUse, backupShort, backupLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		if err := db.Backup(cmd.Context(), args[0]); err != nil {
			return notBackedUp(args[0], err)
		}
		return say(backedUp(args[0]))
	})
}

func rereadCommand() *cobra.Command {
	return ledgerCommand(rereadUse, rereadShort, rereadLong, cobra.NoArgs, func(cmd *cobra.Command, db *store.DB, _ []string) error {
		english, err := onrecord.English()
		if err != nil {
			return broken(err)
		}
		reader := store.Reader(english)
		unread, err := db.CountUnread(cmd.Context(), reader)
		if err != nil {
			return err
		}
		n, err := readEach(cmd.Context(), db, unread, func(ctx context.Context, f func(store.Ref) error) error { return db.Unread(ctx, reader, f) })
		if err != nil {
			return err
		}
		// What is read now is compared as well; what is left was read by this
		// version, but compared by another one or not at all.
		uncompared, err := db.CountUncompared(cmd.Context())
		if err != nil {
			return err
		}
		more, err := readEach(cmd.Context(), db, uncompared, db.Uncompared)
		if err != nil {
			return err
		}
		return say(reread(n + more))
	})
}

// readEach reads the revisions that list gives, some at a time, and returns how
// many they were. total is how many to expect.
func readEach(ctx context.Context, db *store.DB, total int, list func(context.Context, func(store.Ref) error) error) (n int, err error) {
	if onTerminal() && total > 0 {
		startProgress(total)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	err = list(ctx, func(ref store.Ref) error {
		n++
		g.Go(func() error {
			defer stepProgress()
			return readRevision(ctx, db, ref)
		})
		return ctx.Err()
	})
	err = cmp.Or(g.Wait(), err)
	clearProgress()
	return n, err
}

func storyCommand() *cobra.Command {
	cmd := ledgerCommand(storyUse, storyShort, storyLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		found, ref, err := db.Find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		flags := cmd.Flags()
		if raw, _ := flags.GetBool("bytes"); raw {
			body, err := db.Capture(cmd.Context(), ref)
			if err != nil {
				return err
			}
			return write(body)
		}
		if ref.Revision == 0 {
			return showStory(cmd, db, found, ref, nil)
		}
		r, err := db.Record(cmd.Context(), ref)
		if err != nil {
			return err
		}
		text, _ := flags.GetBool("text")
		json, _ := flags.GetBool("json")
		switch {
		case found.Redacted != "" && (text || json):
			return fmt.Errorf("story %s: %w", found.ID, store.ErrRedacted)
		case text:
			return write([]byte(r.Text))
		case json:
			if err := r.WriteJSON(os.Stdout); err != nil {
				return unwritten(err)
			}
			return nil
		}
		return showStory(cmd, db, found, ref, r)
	})
	f := cmd.Flags()
	f.Bool("json", false, flagStoryJSON)
	f.Bool("text", false, flagStoryText)
	f.Bool("bytes", false, flagStoryBytes)
	cmd.MarkFlagsMutuallyExclusive("json", "text", "bytes")
	return cmd
}

// showStory sets out one revision of a story for reading, with what the ledger
// knows of it and what people decided.
func showStory(cmd *cobra.Command, db *store.DB, found *store.Story, ref store.Ref, r *onrecord.Record) error {
	revisions, err := db.Revisions(cmd.Context(), found.ID)
	if err != nil {
		return err
	}
	if ref.Revision == 0 { // a page without a text
		return write([]byte(aboutStory(found, "", ref, revisions)))
	}
	decisions, err := db.Decisions(cmd.Context(), ref)
	if err != nil {
		return err
	}
	l := lookOf(os.Stdout)
	var b bytes.Buffer
	b.WriteString(aboutStory(found, r.Heading(), ref, revisions))
	if found.Redacted == "" && revisions[ref.Revision-1].Unread == "" && r.English != "" {
		b.WriteByte('\n')
		l.story(&b, &story{Record: r, name: found.URL, number: 1})
	}
	if len(decisions) > 0 {
		b.WriteString(decided(decisions))
	}
	return write(b.Bytes())
}

func decideCommand() *cobra.Command {
	cmd := ledgerCommand(decideUse, decideShort, decideLong, cobra.ExactArgs(3), func(cmd *cobra.Command, db *store.DB, args []string) error {
		_, ref, err := db.Find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		set, _ := cmd.Flags().GetStringToString("set")
		subject := args[1]
		if subject == subjectStory {
			subject = ""
		}
		reason, _ := cmd.Flags().GetString("reason")
		e, err := db.Decide(cmd.Context(), store.Decision{Ref: ref, Subject: subject, Action: store.Action(args[2]), New: set, Actor: actor(cmd), Reason: reason}, time.Now())
		if err != nil {
			return err
		}
		if err := recompare(cmd.Context(), db, ref.Story); err != nil {
			return err
		}
		return say(entered(e))
	})
	cmd.Flags().StringToString("set", nil, flagSet)
	addActorFlags(cmd)
	cmd.Example = decideExample
	return cmd
}

func undoCommand() *cobra.Command {
	cmd := ledgerCommand(undoUse, undoShort, undoLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		n, err := strconv.Atoi(strings.TrimPrefix(args[0], "#"))
		if err != nil {
			return badEntry(args[0])
		}
		reason, _ := cmd.Flags().GetString("reason")
		e, err := db.Undo(cmd.Context(), n, actor(cmd), reason, time.Now())
		if err != nil {
			return err
		}
		if err := recompare(cmd.Context(), db, e.Story); err != nil {
			return err
		}
		return say(entered(e))
	})
	addActorFlags(cmd)
	return cmd
}

// recompare compares a story anew after people have decided about it.
func recompare(ctx context.Context, db *store.DB, id string) error {
	s, ref, err := db.Find(ctx, id)
	if err != nil || s.Redacted != "" || ref.Revision == 0 {
		return err
	}
	return readRevision(ctx, db, ref)
}

func logCommand() *cobra.Command {
	return ledgerCommand(logUse, logShort, logLong, cobra.MaximumNArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		id := ""
		if len(args) == 1 {
			story, _, err := db.Find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			id = story.ID
		}
		w := bufio.NewWriter(os.Stdout)
		if err := db.Log(cmd.Context(), id, func(e *store.Entry) error {
			_, err := fmt.Fprintln(w, entryLine(e))
			return err
		}); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return unwritten(err)
		}
		return nil
	})
}

// addActorFlags gives a command the flags that say who does it and why.
func addActorFlags(cmd *cobra.Command) {
	cmd.Flags().String("reason", "", flagReason)
	cmd.Flags().String("actor", "", flagActor)
}

// actor returns who runs the command.
func actor(cmd *cobra.Command) string {
	if name, _ := cmd.Flags().GetString("actor"); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return cmp.Or(os.Getenv("USER"), "unknown")
}

// onTerminal reports whether progress should be drawn.
func onTerminal() bool {
	return term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
}

// say prints a line to standard output.
func say(line string) error { return write([]byte(line + "\n")) }

// write prints b to standard output.
func write(b []byte) error {
	if _, err := os.Stdout.Write(b); err != nil {
		return unwritten(err)
	}
	return nil
}
