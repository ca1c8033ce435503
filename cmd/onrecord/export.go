package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// exportFormats are the formats of export, in the order that --help lists them.
var exportFormats = []string{"csv", "parquet", "jsonl", "annotation", "ninjs", "prov", "ucdp", "schema-org", "wikibase", "wacz"}

func exportCommand() *cobra.Command {
	cmd := ledgerCommand(exportUse, exportShort, exportLong, cobra.ArbitraryArgs, func(cmd *cobra.Command, db *store.DB, args []string) error {
		x := &exporting{ctx: cmd.Context(), db: db, flags: cmd.Flags()}
		format, err := x.format()
		if err != nil {
			return err
		}
		if x.stories, err = x.named(args); err != nil {
			return err
		}
		if format == "wacz" {
			return x.wacz()
		}
		return x.write(format)
	})
	cmd.Example = exportExample
	f := cmd.Flags()
	f.String("csv", "", flagExportCSV)
	f.String("parquet", "", flagParquet)
	f.Lookup("csv").NoOptDefVal, f.Lookup("parquet").NoOptDefVal = tableStatements, tableStatements
	f.Bool("jsonl", false, flagExportJSONLines)
	f.Bool("annotation", false, flagAnnotation)
	f.Bool("ninjs", false, flagNinjs)
	f.Bool("prov", false, flagPROV)
	f.Bool("ucdp", false, flagUCDP)
	f.Bool("schema-org", false, flagSchemaOrg)
	f.Bool("wikibase", false, flagWikibase)
	f.String("wacz", "", flagWACZ)
	f.StringP("out", "o", "", flagOut)
	f.Bool("text", false, flagWholeText)
	return cmd
}

// An exporting is one run of export.
type exporting struct {
	ctx       context.Context
	db        *store.DB
	flags     *pflag.FlagSet
	shield    *store.Shield
	questions map[string]export.Question // by ID, as far as they were needed
	stories   []string                   // IDs, in order; nil: all
}

// format returns the one format that is asked for.
func (x *exporting) format() (string, error) {
	var given []string
	for _, name := range exportFormats {
		if x.flags.Changed(name) {
			given = append(given, name)
		}
	}
	switch {
	case len(given) == 0:
		return "", noExportFormat()
	case len(given) > 1:
		return "", exportFormatsClash(given)
	}
	return given[0], nil
}

// named returns the stories that arguments name by ID or address, and those that
// the others find as a query; nil if there are no arguments.
func (x *exporting) named(args []string) ([]string, error) {
	var ids, query []string
	for _, arg := range args {
		s, _, err := x.db.Find(x.ctx, arg)
		switch {
		case err == nil:
			ids = append(ids, s.ID)
		case errors.Is(err, store.ErrNotFound):
			query = append(query, arg)
		default:
			return nil, err
		}
	}
	if len(query) > 0 {
		words := strings.Join(query, " ")
		hits, err := x.db.Search(x.ctx, words, maxExported)
		if err != nil {
			return nil, asQueryComplaint(words, err)
		}
		for _, h := range hits {
			ids = append(ids, h.Story)
		}
	}
	if len(args) > 0 && len(ids) == 0 {
		return nil, nothingToExport(strings.Join(args, " "))
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// maxExported is how many stories a query may find: more than a ledger holds.
const maxExported = 1 << 30

// write writes the stories to the file that --out names, or to standard output.
func (x *exporting) write(format string) error {
	name, _ := x.flags.GetString("out")
	if name == "" {
		if format == "parquet" && term.IsTerminal(int(os.Stdout.Fd())) {
			return binaryToTerminal()
		}
		out := bufio.NewWriterSize(os.Stdout, 1<<16)
		_, err := x.writeTo(out, format)
		return cmp.Or(err, out.Flush())
	}
	n := 0
	err := writeWhole(name, func(w io.Writer) (err error) {
		if onTerminal() {
			if total, err := x.count(); err == nil {
				startProgress(total)
			}
		}
		n, err = x.writeTo(w, format)
		clearProgress()
		return err
	})
	if err != nil {
		return exportFailed(name, err)
	}
	if term.IsTerminal(int(os.Stdout.Fd())) {
		return say(exportedStories(n, name))
	}
	return nil
}

func (x *exporting) count() (int, error) {
	if x.stories != nil {
		return len(x.stories), nil
	}
	return x.db.CountStories(x.ctx)
}

// writeTo writes the latest revisions of the stories, and returns how many.
func (x *exporting) writeTo(out io.Writer, format string) (n int, err error) {
	w, err := x.writer(out, format)
	if err != nil {
		return 0, err
	}
	whole, _ := x.flags.GetBool("text")
	if x.shield, err = x.db.Protected(x.ctx); err != nil {
		return 0, err
	}
	err = x.each(func(s *store.Story) error {
		defer stepProgress()
		e, err := x.story(s)
		if err != nil || e == nil {
			return err
		}
		if err := x.compared(e, format); err != nil {
			return err
		}
		e.Whole = whole
		e.Protect(x.shield.Speakers(s.ID, e.Record))
		n++
		return w.Story(e)
	})
	return n, cmp.Or(err, w.Close())
}

// writer returns the writer of a format.
func (x *exporting) writer(w io.Writer, format string) (export.Writer, error) {
	table := ""
	if format == "csv" || format == "parquet" {
		if table, _ = x.flags.GetString(format); table != tableStatements && table != tableFigures {
			return nil, badTable(table)
		}
	}
	switch format + table {
	case "csv" + tableStatements:
		return export.NewStatementsCSV(w)
	case "csv" + tableFigures:
		return export.NewFiguresCSV(w)
	case "parquet" + tableStatements:
		return export.NewStatementsParquet(w), nil
	case "parquet" + tableFigures:
		return export.NewFiguresParquet(w), nil
	case "annotation":
		return export.NewAnnotations(w), nil
	case "ninjs":
		return export.NewNinjs(w), nil
	case "prov":
		return export.NewPROV(w), nil
	case "ucdp":
		return export.NewUCDP(w)
	case "schema-org":
		return export.NewSchemaOrg(w), nil
	case "wikibase":
		return export.NewWikibase(w), nil
	}
	return export.NewRecords(w), nil
}

// each calls f with the stories that are asked for, in the order of their IDs.
func (x *exporting) each(f func(*store.Story) error) error {
	if x.stories == nil {
		return x.db.EachStory(x.ctx, f)
	}
	for _, id := range x.stories {
		s, _, err := x.db.Find(x.ctx, id)
		if err != nil {
			return err
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}

// story returns the latest revision of a story as it may leave, with what people
// decided in force; nil if there is nothing of it: it was erased, or not read.
func (x *exporting) story(s *store.Story) (*export.Story, error) {
	if s.Redacted != "" || s.Latest == 0 {
		return nil, nil
	}
	ref := store.Ref{Story: s.ID, Revision: s.Latest}
	r, err := x.db.Decided(x.ctx, ref)
	if err != nil || r.English == "" {
		return nil, err
	}
	revisions, err := x.db.Revisions(x.ctx, s.ID)
	if err != nil {
		return nil, err
	}
	return &export.Story{Record: r, ID: s.ID, Revision: s.Latest, Seen: revisions[s.Latest-1].At}, nil
}

// compared fills in what the comparison knows of a story, as far as a format has a
// place for it.
func (x *exporting) compared(e *export.Story, format string) error {
	table, _ := x.flags.GetString(format)
	switch {
	case format == "ucdp", table == tableFigures:
		return x.withQuestions(e)
	case format == "prov":
		return errors.Join(x.withLinks(e), x.withOrigins(e))
	case format == "ninjs", format == "schema-org":
		return x.withLinks(e)
	}
	return nil
}

// withQuestions tells of each figure which question it belongs to.
func (x *exporting) withQuestions(e *export.Story) error {
	of, err := x.db.QuestionsOf(x.ctx, e.ID)
	if err != nil || len(of) == 0 {
		return err
	}
	digests, err := x.db.Digests(x.ctx, []string{e.ID})
	if err != nil || digests[e.ID] == nil {
		return err
	}
	e.Questions = map[string]export.Question{}
	for i, id := range of {
		c := &digests[e.ID].Claims[i]
		q, err := x.question(id)
		if err != nil {
			return err
		}
		if c.Figure > 0 && q.ID != "" {
			e.Questions["f"+strconv.Itoa(c.Figure)] = q
		}
	}
	return nil
}

// question returns what is told of a question; nothing if it is of one story only.
func (x *exporting) question(id string) (export.Question, error) {
	if q, ok := x.questions[id]; ok {
		return q, nil
	}
	if x.questions == nil {
		x.questions = map[string]export.Question{}
	}
	q, err := x.db.Question(x.ctx, id)
	if err != nil {
		return export.Question{}, err
	}
	var out export.Question
	if o := &q.Origins; o.Articles > 1 {
		out = export.Question{ID: q.ID, Articles: &o.Articles, Outlets: &o.Outlets, Least: &o.Least, Most: &o.Most}
	}
	x.questions[id] = out
	return out, nil
}

// withLinks tells which stories this one copies.
func (x *exporting) withLinks(e *export.Story) error {
	links, err := x.db.DirectLinks(x.ctx, e.ID)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.From != e.ID {
			continue
		}
		s, ref, err := x.db.Find(x.ctx, l.To)
		if err != nil {
			return err
		}
		e.Links = append(e.Links, export.Link{Story: s.ID, Revision: ref.Revision, URL: s.URL, Kind: string(l.Kind), Share: l.Share})
	}
	return nil
}

// withOrigins tells where the story's statements entered the record.
func (x *exporting) withOrigins(e *export.Story) error {
	digests, err := x.db.Digests(x.ctx, []string{e.ID})
	if err != nil || digests[e.ID] == nil {
		return err
	}
	o, err := x.db.OriginsOf(x.ctx, e.ID)
	if err != nil {
		return err
	}
	for i := range o.List {
		origin := &o.List[i]
		for _, c := range origin.Occasions {
			out := export.Origin{On: c.On}
			if !origin.Unknown {
				out.Name = origin.Claimant.Name
			}
			for _, r := range c.Claims {
				if st := digests[e.ID].Claims[r.Claim].Statement; r.Story == e.ID && st >= 0 {
					out.Statements = append(out.Statements, "s"+strconv.Itoa(st+1))
				}
			}
			if len(out.Statements) > 0 {
				slices.Sort(out.Statements)
				out.Statements = slices.Compact(out.Statements)
				e.Origins = append(e.Origins, out)
			}
		}
	}
	return nil
}

// writeWhole has write fill a new file, which is there whole in the end or not
// at all. One that is there already is left alone.
func writeWhole(name string, write func(io.Writer) error) error {
	if _, err := os.Lstat(name); err == nil {
		return os.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // does nothing once renamed
	defer f.Close()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Chmod(0o644)); err != nil {
		return err
	}
	err = os.Link(f.Name(), name) // unlike renaming, it fails if somebody was faster
	if err != nil && !errors.Is(err, os.ErrExist) {
		err = os.Rename(f.Name(), name) // a disk without links
	}
	return err
}
