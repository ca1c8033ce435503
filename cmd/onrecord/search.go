package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// mostShown is how much --limit may ask for.
const mostShown = 1000

// searchingCommand returns a command that looks for words in the ledger. Its
// run prints the best so many and returns how many there were.
func searchingCommand(use, short, long, flagLimit string, run func(ctx context.Context, db *store.DB, q request, out *bufio.Writer) (int, error)) *cobra.Command {
	cmd := ledgerCommand(use, short, long, cobra.ArbitraryArgs, func(cmd *cobra.Command, db *store.DB, args []string) error {
		q := request{query: strings.Join(args, " ")}
		q.limit, _ = cmd.Flags().GetInt("limit")
		q.json, _ = cmd.Flags().GetBool("json")
		if q.limit < 1 || q.limit > mostShown {
			return badLimit(q.limit)
		}
		out := bufio.NewWriter(os.Stdout)
		n, err := run(cmd.Context(), db, q, out)
		if err := out.Flush(); err != nil {
			return unwritten(err)
		}
		if err != nil {
			return asQueryComplaint(q.query, err)
		}
		switch {
		case n == 0:
			nothingFound(q.query)
		case n > q.limit:
			moreFound(q.limit)
		}
		return nil
	})
	f := cmd.Flags()
	f.Int("limit", 20, flagLimit)
	f.Bool("json", false, flagSearchJSON)
	cmd.SetFlagErrorFunc(badSearchFlag)
	return cmd
}

// A request is what a search asks for. One more than the limit is looked for, to
// know whether there is more.
type request struct {
	query string
	limit int
	json  bool
}

func searchCommand() *cobra.Command {
	cmd := searchingCommand(searchUse, searchShort, searchLong, flagSearchLimit, func(ctx context.Context, db *store.DB, q request, out *bufio.Writer) (int, error) {
		hits, err := db.Search(ctx, q.query, q.limit+1)
		if err != nil {
			return 0, err
		}
		l := lookOf(os.Stdout)
		return len(hits), each(ctx, db, hits, q.limit, func(i int, f *found) error {
			if q.json {
				return writeLineJSON(out, f.json(db, q.query))
			}
			return l.found(out, f, db, q.query, i)
		})
	})
	cmd.Example = searchExample
	return cmd
}

func statementsCommand() *cobra.Command {
	cmd := searchingCommand(statementsUse, statementsShort, statementsLong, flagStatementsLimit, func(ctx context.Context, db *store.DB, q request, out *bufio.Writer) (int, error) {
		hits, err := db.SearchStatements(ctx, q.query, q.limit+1)
		if err != nil {
			return 0, err
		}
		l := lookOf(os.Stdout)
		return len(hits), each(ctx, db, hits, q.limit, func(i int, f *found) error {
			if q.json {
				return writeLineJSON(out, f.statementJSON())
			}
			return l.foundStatement(out, f, db, q.query, i)
		})
	})
	cmd.Example = statementsExample
	return cmd
}

func speakersCommand() *cobra.Command {
	cmd := searchingCommand(speakersUse, speakersShort, speakersLong, flagSpeakersLimit, func(ctx context.Context, db *store.DB, q request, out *bufio.Writer) (int, error) {
		found, err := db.Speakers(ctx, q.query, q.limit+1)
		if err != nil {
			return 0, err
		}
		l := lookOf(os.Stdout)
		for _, k := range found[:min(q.limit, len(found))] {
			if q.json {
				err = writeLineJSON(out, speakerJSON{k.Name, k.Kind, k.Country, k.Roles, k.Statements, k.Stories})
			} else {
				err = l.speaker(out, &k)
			}
			if err != nil {
				return 0, err
			}
		}
		return len(found), nil
	})
	return cmd
}

// A found is a hit with the story that it is of.
type found struct {
	store.Hit
	*onrecord.Record
	latest int
}

// each calls show with the first so many hits, less those that were erased or
// read anew since they were found.
func each(ctx context.Context, db *store.DB, hits []store.Hit, limit int, show func(i int, f *found) error) error {
	shown := 0
	for _, h := range hits[:min(limit, len(hits))] {
		s, _, err := db.Find(ctx, h.Story)
		if err != nil {
			return err
		}
		r, err := db.Record(ctx, h.Ref)
		if err != nil {
			return err
		}
		if r.Text == "" || h.Statement > len(r.Statements) {
			continue
		}
		if err := show(shown, &found{h, r, s.Latest}); err != nil {
			return err
		}
		shown++
	}
	return nil
}

const shortID = store.ShortID

// name returns what 'onrecord story' takes for this revision.
func (f *found) name() string {
	name := f.Story[:shortID]
	if f.Ref.Revision != f.latest {
		name += "/" + strconv.Itoa(f.Ref.Revision)
	}
	return name
}

// body is where the text stands without a headline, which is shown as the title.
func (f *found) body() onrecord.Span { return export.Body(f.Record) }

// snippet returns the passage of the body that was found.
func (f *found) snippet(db *store.DB, query string) store.Snippet {
	return db.SnippetOf(query, f.Text, f.body())
}

// found sets out a story that was found.
func (l look) found(out *bufio.Writer, f *found, db *store.DB, query string, i int) error {
	var b bytes.Buffer
	if i > 0 {
		b.WriteByte('\n')
	}
	l.write(&b, "", words(f.Record.Heading(), strong))
	l.write(&b, "", f.about(false))
	s := f.snippet(db, query)
	w := marked(f.Text, s.Span, s.Marks, nil)
	if s.Start > f.body().Start {
		w = append(words("…", faint), w...)
	}
	if strings.TrimSpace(f.Text[s.End:]) != "" {
		w = append(w, words("…", faint)...)
	}
	l.write(&b, "  ", w)
	_, err := out.Write(b.Bytes())
	return err
}

// about says which story this is.
func (f *found) about(titled bool) []word {
	var w []word
	say := func(s string) {
		if s = strings.TrimSpace(s); s == "" {
			return
		}
		if len(w) > 0 {
			w = append(w, dot())
		}
		w = append(w, words(s, faint)...)
	}
	say(f.name())
	say(f.At[:10])
	say(f.Outlet)
	if titled {
		say(f.Record.Heading())
	} else {
		say(f.URL)
	}
	return w
}

// foundStatement sets out a statement that was found.
func (l look) foundStatement(out *bufio.Writer, f *found, db *store.DB, query string, i int) error {
	var b bytes.Buffer
	if i > 0 {
		b.WriteByte('\n')
	}
	v := view{look: l, b: &b, story: &story{Record: f.Record, name: f.name()}, marks: db.Marks(query, f.Text)}
	s := &f.Statements[f.Hit.Statement-1]
	margin := v.barOf(s.Kind)
	l.write(&b, margin, v.header(s))
	l.write(&b, margin, v.content(s))
	l.write(&b, margin, f.about(true))
	_, err := out.Write(b.Bytes())
	return err
}

// speaker sets out one speaker, on a line if it has room.
func (l look) speaker(out *bufio.Writer, k *store.Speaker) error {
	var b bytes.Buffer
	w := words(k.Name, strong)
	for _, more := range slices.Concat([]string{string(k.Kind), k.Country}, someRoles(k.Roles)) {
		if more != "" {
			w = append(append(w, dot()), words(more, faint)...)
		}
	}
	w = append(append(w, dot()), words(howOften(k), unstyled)...)
	l.write(&b, "", w)
	_, err := out.Write(b.Bytes())
	return err
}

// story returns the story as it is written for others.
func (f *found) story() *export.Story {
	return &export.Story{Record: f.Record, ID: f.Story, Revision: f.Ref.Revision}
}

// json returns a story that was found as a line of JSON has it.
func (f *found) json(db *store.DB, query string) *export.FoundStory {
	s, e := f.snippet(db, query), f.story()
	return e.Found(e.Place(f.latest, f.At), s.Span, s.Marks)
}

// statementJSON returns a statement that was found as a line of JSON has it.
func (f *found) statementJSON() *export.FoundStatement {
	e := f.story()
	return e.FoundStatement(e.Place(f.latest, f.At), &f.Statements[f.Hit.Statement-1])
}

type speakerJSON struct {
	Name       string               `json:"name"`
	Kind       onrecord.SpeakerKind `json:"kind"`
	Country    string               `json:"country,omitempty"`
	Roles      []string             `json:"roles,omitempty"`
	Statements int                  `json:"statements"`
	Stories    int                  `json:"stories"`
}

func writeLineJSON(out *bufio.Writer, line any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(line)
}
