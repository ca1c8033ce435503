package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

func diffCommand() *cobra.Command {
	cmd := ledgerCommand(diffUse, diffShort, diffLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		found, ref, err := db.Find(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if found.Redacted != "" {
			return storyErased(found.ID)
		}
		from, _ := cmd.Flags().GetInt("from")
		steps, err := stepsOf(found, ref, from, strings.HasSuffix(args[0], "/"+strconv.Itoa(ref.Revision)))
		if err != nil {
			return err
		}
		out := bufio.NewWriter(os.Stdout)
		if err := diffSteps(cmd, db, steps, out); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return unwritten(err)
		}
		return nil
	})
	f := cmd.Flags()
	f.Int("from", 0, flagFrom)
	f.Bool("text", false, flagDiffText)
	f.Bool("json", false, flagDiffJSON)
	cmd.MarkFlagsMutuallyExclusive("text", "json")
	cmd.Example = diffExample
	return cmd
}

// stepsOf returns the pairs of revisions that are asked about: each one with the
// one before it, or two that were named.
func stepsOf(s *store.Story, to store.Ref, from int, named bool) ([][2]store.Ref, error) {
	at := func(n int) store.Ref { return store.Ref{Story: s.ID, Revision: n} }
	switch {
	case from < 0 || from >= to.Revision && from != 0:
		return nil, badFrom(from, to)
	case from > 0:
		return [][2]store.Ref{{at(from), to}}, nil
	case named && to.Revision > 1:
		return [][2]store.Ref{{at(to.Revision - 1), to}}, nil
	}
	var steps [][2]store.Ref
	for n := 2; n <= to.Revision; n++ {
		steps = append(steps, [2]store.Ref{at(n - 1), at(n)})
	}
	if len(steps) == 0 {
		return nil, oneRevision(s.ID)
	}
	return steps, nil
}

func diffSteps(cmd *cobra.Command, db *store.DB, steps [][2]store.Ref, out *bufio.Writer) error {
	revisions, err := db.Revisions(cmd.Context(), steps[0][0].Story)
	if err != nil {
		return err
	}
	text, _ := cmd.Flags().GetBool("text")
	json, _ := cmd.Flags().GetBool("json")
	for i, refs := range steps {
		st, err := loadStep(cmd.Context(), db, refs, revisions)
		switch {
		case err != nil:
			return err
		case json:
			err = writeLineJSON(out, compare.DiffDocument(st.seen[0].Story, st.seen[0].Revision, st.seen[1].Revision, st.before, st.after))
		default:
			err = lookOf(os.Stdout).step(out, st, i, text)
		}
		if err != nil {
			return unwritten(err)
		}
	}
	return nil
}

// A step is what became of a story from one revision to another.
type step struct {
	before, after *onrecord.Record
	seen          [2]store.Seen
	changes       []compare.Change
}

func loadStep(ctx context.Context, db *store.DB, refs [2]store.Ref, revisions []store.Seen) (*step, error) {
	s := &step{}
	for i, to := range []**onrecord.Record{&s.before, &s.after} {
		r, err := db.Record(ctx, refs[i])
		if err != nil {
			return nil, err
		}
		*to, s.seen[i] = r, revisions[refs[i].Revision-1]
	}
	s.changes = compare.Diff(s.before, s.after)
	return s, nil
}

// textDiff returns how the text changed, paragraph by paragraph, as diff -u does.
func (s *step) textDiff() string {
	return udiff.Unified(s.seen[0].Ref.String(), s.seen[1].Ref.String(), lined(s.before.Text), lined(s.after.Text))
}

// lined ends a text as lines do.
func lined(text string) string { return strings.TrimRight(text, "\r\n") + "\n" }

// step sets out what became of a story in one step.
func (l look) step(out *bufio.Writer, s *step, i int, text bool) error {
	var b bytes.Buffer
	if i > 0 {
		b.WriteByte('\n')
	}
	l.write(&b, "", words(s.after.Heading(), strong))
	l.write(&b, "", words(stepHeading(s), faint))
	if text {
		b.WriteByte('\n')
		writePlain(&b, s.textDiff())
	} else {
		for _, c := range s.changes {
			b.WriteByte('\n')
			l.change(&b, &c)
		}
		b.WriteByte('\n')
		l.write(&b, "", words(stepSummary(s), faint))
	}
	_, err := out.Write(b.Bytes())
	return err
}

// writePlain writes text from outside so that a terminal takes it for text.
func writePlain(b *bytes.Buffer, text string) {
	for line := range strings.Lines(text) {
		b.WriteString(visible(strings.TrimRight(line, "\r\n")) + "\n")
	}
}

// change sets out one change: what it is, and the words before and after.
func (l look) change(b *bytes.Buffer, c *compare.Change) {
	w := words(c.String(), strong)
	for _, more := range changeAbout(c) {
		w = append(append(w, dot()), words(more, faint)...)
	}
	l.write(b, "", w)
	for _, side := range []struct {
		mark string
		p    *compare.Piece
	}{{"- ", c.Old}, {"+ ", c.New}} {
		if side.p == nil {
			continue
		}
		l.write(b, "  ", append(words(side.mark, strong), words(c.Said(side.p), unstyled)...))
	}
}
