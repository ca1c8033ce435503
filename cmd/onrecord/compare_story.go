package main

import (
	"bufio"
	"bytes"
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// warnUncompared says that not all of the ledger is compared, if so.
func warnUncompared(ctx context.Context, db *store.DB) error {
	n, err := db.CountUncompared(ctx)
	if err == nil && n > 0 {
		uncompared(n)
	}
	return err
}

func copiesCommand() *cobra.Command {
	cmd := ledgerCommand(copiesUse, copiesShort, copiesLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		ctx := cmd.Context()
		if err := warnUncompared(ctx, db); err != nil {
			return err
		}
		s, err := findCompared(ctx, db, args[0])
		if err != nil {
			return err
		}
		links, err := db.DirectLinks(ctx, s.ID)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(os.Stdout)
		if json, _ := cmd.Flags().GetBool("json"); json {
			err = writeLinksJSON(out, links, db.Points(ctx))
		} else {
			err = lookOf(os.Stdout).copies(ctx, out, db, s, links)
		}
		if err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return unwritten(err)
		}
		if len(links) == 0 {
			noCopies()
		}
		return nil
	})
	cmd.Flags().Bool("json", false, flagCopiesJSON)
	return cmd
}

// findCompared returns a story that is not erased.
func findCompared(ctx context.Context, db *store.DB, name string) (*store.Story, error) {
	s, _, err := db.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	if s.Redacted != "" {
		return nil, storyErased(s.ID)
	}
	return s, nil
}

func writeLinksJSON(out *bufio.Writer, links []compare.Link, points compare.Points) error {
	for i := range links {
		line, err := links[i].JSON(points)
		if err != nil {
			return err
		}
		out.Write(line)
	}
	return nil
}

// A party is a story at one end of a link, as it is shown.
type party struct {
	*onrecord.Record
	id string
}

func (p *party) name() string { return p.id[:shortID] }

func loadParty(ctx context.Context, db *store.DB, id string) (*party, error) {
	_, ref, err := db.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	r, err := db.Record(ctx, ref)
	return &party{r, id}, err
}

// mostPassages is how many passages of a link are shown.
const mostPassages = 4

// copies sets out what a story took from others, then what they took from it.
func (l look) copies(ctx context.Context, out *bufio.Writer, db *store.DB, s *store.Story, links []compare.Link) error {
	self, err := loadParty(ctx, db, s.ID)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	l.write(&b, "", words(self.Record.Heading(), strong))
	l.write(&b, "", words(storyLine(self), faint))
	compare.ForReading(links, s.ID)
	for i := range links {
		k := &links[i]
		other, err := loadParty(ctx, db, k.Other(s.ID))
		if err != nil {
			return err
		}
		b.WriteByte('\n')
		l.link(&b, k, self, other)
	}
	_, err = out.Write(b.Bytes())
	return err
}

// link sets out one link with its longest passages.
func (l look) link(b sink, k *compare.Link, self, other *party) {
	w := words(k.Words(self.id), strong)
	w = append(append(w, dot()), words(other.Record.Heading(), unstyled)...)
	l.write(b, "", append(append(w, dot()), words(storyLine(other), faint)...))
	passages := k.LongestFirst()
	for _, p := range passages[:min(len(passages), mostPassages)] {
		at := k.Seen(self.id, p).From
		l.write(b, "  ", words(quoted(self.Text[at.Start:at.End]), unstyled))
	}
	if n := len(passages) - mostPassages; n > 0 {
		l.write(b, "  ", words(morePassages(n), faint))
	}
}

func originsCommand() *cobra.Command {
	cmd := ledgerCommand(originsUse, originsShort, originsLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		ctx := cmd.Context()
		if err := warnUncompared(ctx, db); err != nil {
			return err
		}
		o, title, err := findOrigins(ctx, db, args[0])
		if err != nil {
			return err
		}
		if json, _ := cmd.Flags().GetBool("json"); json {
			line, err := o.JSON(db.Points(ctx))
			if err != nil {
				return err
			}
			return write(line)
		}
		var b bytes.Buffer
		lookOf(os.Stdout).origins(&b, o, title, db.Outlets(ctx))
		return write(b.Bytes())
	})
	cmd.Flags().Bool("json", false, flagOriginsJSON)
	return cmd
}

// findOrigins returns the origins of a question or of a story, whichever the words
// name, and what it is called.
func findOrigins(ctx context.Context, db *store.DB, name string) (*compare.Origins, string, error) {
	q, err := db.Question(ctx, name)
	if err == nil {
		return &q.Origins, q.Title, nil
	}
	s, serr := findCompared(ctx, db, name)
	if serr != nil {
		return nil, "", asNeither(err, serr)
	}
	p, err := loadParty(ctx, db, s.ID)
	if err != nil {
		return nil, "", err
	}
	o, err := db.OriginsOf(ctx, s.ID)
	return o, p.Record.Heading(), err
}

// origins sets out each origin with its occasions, then the steps that lead to
// it, each with its words.
func (l look) origins(b sink, o *compare.Origins, title string, outlet func(string) string) {
	l.write(b, "", words(title, strong))
	l.write(b, "", words(o.String(), unstyled))
	b.WriteByte('\n')
	for i := range o.List {
		l.origin(b, &o.List[i])
		for _, c := range o.List[i].Occasions {
			l.write(b, "    ", words(occasionLine(&c, outlet), faint))
		}
	}
	for _, kind := range []compare.EdgeKind{compare.CreditedTo, compare.CopiedFrom, compare.QuotedFrom, compare.SaidBy} {
		l.edges(b, o, kind, outlet)
	}
}

// mostEdges is how many steps of one kind are shown.
const mostEdges = 40

func (l look) edges(b sink, o *compare.Origins, kind compare.EdgeKind, outlet func(string) string) {
	n := 0
	for i := range o.Edges {
		e := &o.Edges[i]
		if e.Kind != kind {
			continue
		}
		if n++; n == 1 {
			b.WriteByte('\n')
			l.write(b, "", words(string(kind), strong))
		}
		if n > mostEdges {
			continue
		}
		w := words(o.Node(e.From, outlet)+" → "+o.Node(e.To, outlet), unstyled)
		for j, v := range e.Evidence {
			if j < 2 {
				w = append(append(w, dot()), words(quoted(v.Words), faint)...)
			}
		}
		l.write(b, "  ", w)
	}
	if n > mostEdges {
		l.write(b, "  ", words(moreSteps(n-mostEdges), faint))
	}
}
