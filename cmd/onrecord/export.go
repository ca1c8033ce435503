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
	ctx     context.Context
	db      *store.DB
	flags   *pflag.FlagSet
	stories []string // IDs, in order; nil: all
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
	l, err := export.Open(x.ctx, x.db)
	if err != nil {
		return 0, err
	}
	f, err := x.formatOf(format)
	if err != nil {
		return 0, err
	}
	whole, _ := x.flags.GetBool("text")
	return l.Write(out, f, x.stories, whole, stepProgress)
}

// formatOf returns a format with the table that is asked for.
func (x *exporting) formatOf(format string) (export.Format, error) {
	if format != "csv" && format != "parquet" {
		return export.Format(format), nil
	}
	table, _ := x.flags.GetString(format)
	if table != tableStatements && table != tableFigures {
		return "", badTable(table)
	}
	return export.Format(format + "=" + table), nil
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
