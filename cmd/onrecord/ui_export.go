package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// What "onrecord export" says.
const (
	exportUse   = "export FORMAT [STORY|QUERY]..."
	exportShort = "Write stories out of the ledger, in the formats that others read"
	exportLong  = `Write the latest revisions of stories out of the ledger: of all, of those that
are named by ID or address, or of those that the other words find, as 'onrecord
search' does. What people decided is in force: rejected statements are not in it,
corrected ones are as they were corrected.

What leaves is statements, figures and notes with their words and places, and no
whole text without --text. What a protected speaker says never leaves, nor
anything that names one. Redacted stories are in no export.

--csv and --parquet are tables: one row a statement, or with =figures one row a
figure. --wacz holds the archived bytes, with all revisions, which other programs
for web archives open and "onrecord add" takes in again. docs/api.md tells the
columns of each format.

Exit codes: 0 done; 1 nothing was found, or there is no such story; 2 wrong usage;
3 the output could not be written; 130 interrupted.`
	exportExample = `  onrecord export --csv=figures measure:killed > killed.csv
  onrecord export --parquet -o statements.parquet
  onrecord export --annotation speaker:duarte after:2031-05-01 > duarte.jsonld
  onrecord export --wacz flood.wacz 5a0c61`

	flagExportCSV       = "CSV, one statement a row; --csv=figures: one figure a row (`statements` or figures)"
	flagParquet         = "the same tables as Apache Parquet (`statements` or figures)"
	flagExportJSONLines = "records, a JSON document a line, as 'onrecord read --jsonl' prints them"
	flagAnnotation      = "W3C Web Annotations (JSON-LD)"
	flagNinjs           = "IPTC ninjs 3.1, a document a line"
	flagPROV            = "W3C PROV-O (JSON-LD): what was quoted from where"
	flagUCDP            = "CSV in the shape of UCDP GED: a row for each figure of people killed"
	flagSchemaOrg       = "schema.org quotations and claims (JSON-LD)"
	flagWikibase        = "Wikibase statements, a JSON document a line: killed, wounded, missing, casualties"
	flagWACZ            = "the archived pages, to a new WACZ `FILE`"
	flagOut             = "write to a new `FILE` rather than to standard output"
	flagWholeText       = "let the whole texts leave too (records, ninjs, schema.org)"
)

func noExportFormat() error {
	return &complaint{"export needs to know what to write", "name a format: onrecord export --csv > statements.csv; 'onrecord help export' lists them", exitUsage}
}

func exportFormatsClash(given []string) error {
	return &complaint{flagList(given) + " can't be used together", "choose one format; run the command again for another", exitUsage}
}

// flagList joins the names of flags.
func flagList(names []string) string {
	var out []string
	for _, n := range names {
		out = append(out, "--"+n)
	}
	return onrecord.List(out)
}

func nothingToExport(query string) error {
	return &complaint{"nothing found for " + visible(query), "'onrecord search' tries out a query; nothing was written", exitUnread}
}

func binaryToTerminal() error {
	return &complaint{"Parquet is not for a terminal", "name a file: onrecord export --parquet -o statements.parquet", exitUsage}
}

func exportFailed(name string, err error) error {
	var c *complaint
	switch {
	case errors.As(err, &c):
		return err
	case errors.Is(err, store.ErrNotFound):
		return &complaint{err.Error(), "see that the id is whole", exitUnread}
	case errors.Is(err, os.ErrExist):
		return &complaint{visible(name) + " is there already and is not overwritten", "name another file", exitUsage}
	}
	return unwritten(err)
}

func exportedSum(n int, name string) string {
	return onrecord.Count(n, "capture", "captures") + " · " + visible(name)
}

func exportedStories(n int, name string) string {
	return fmt.Sprintf("%s · %s", onrecord.Count(n, "story", "stories"), visible(name))
}
