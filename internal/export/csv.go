package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/jszwec/csvutil"
)

// A Table writes rows of one type as CSV (RFC 4180), its columns named in the
// first line. It is safe to open in a spreadsheet: cells that would be taken for
// formulas get an apostrophe in front.
type Table struct {
	csv  *csv.Writer
	rows *csvutil.Encoder
}

// NewTable returns a table that is written to w.
func NewTable(w io.Writer) *Table {
	t := &Table{csv: csv.NewWriter(w)}
	t.rows = csvutil.NewEncoder(cells{t.csv})
	t.rows.AutoHeader = false
	t.rows.WithMarshalers(csvutil.NewMarshalers(
		csvutil.MarshalFunc(func(x float64) ([]byte, error) { return strconv.AppendFloat(nil, x, 'f', -1, 64), nil })))
	return t
}

// Head writes the first line: the names of the columns that rows of that type have.
func (t *Table) Head(row any) error { return t.rows.EncodeHeader(row) }

// Row writes a row.
func (t *Table) Row(row any) error { return t.rows.Encode(row) }

// Close writes what is held back.
func (t *Table) Close() error {
	t.csv.Flush()
	return t.csv.Error()
}

// cells makes cells safe on their way to a table.
type cells struct{ to *csv.Writer }

func (c cells) Write(row []string) error {
	for i := range row {
		row[i] = Cell(row[i])
	}
	return c.to.Write(row)
}

// Cell makes words safe to open in a spreadsheet: what would be taken for a
// formula gets an apostrophe in front, and control characters are replaced. A
// negative number is no formula.
func Cell(s string) string {
	s = strings.Map(breakingToo, s)
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	if strings.IndexAny(s, "=+-@\t\r\n") == 0 || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠") {
		return "'" + s
	}
	return s
}

// breakingToo returns r, or U+FFFD for control characters other than those that
// break lines and words.
func breakingToo(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return r
	}
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return '\uFFFD'
	}
	return r
}

type statementTable struct{ *Table }

type figureTable struct{ *Table }

type statementRow struct {
	Head
	Statement
}

type figureRow struct {
	Head
	Figure
	Question
}

// NewStatementsCSV returns a writer of one row for each statement.
func NewStatementsCSV(w io.Writer) (Writer, error) {
	t := NewTable(w)
	return statementTable{t}, t.Head(statementRow{})
}

// NewFiguresCSV returns a writer of one row for each figure.
func NewFiguresCSV(w io.Writer) (Writer, error) {
	t := NewTable(w)
	return figureTable{t}, t.Head(figureRow{})
}

func (t statementTable) Story(s *Story) error {
	for _, row := range s.statementRows() {
		if err := t.Row(row); err != nil {
			return err
		}
	}
	return nil
}

func (t figureTable) Story(s *Story) error {
	for _, row := range s.figureRows() {
		if err := t.Row(row); err != nil {
			return err
		}
	}
	return nil
}
