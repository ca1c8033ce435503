package export

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/onrecord/onrecord"
)

// rowGroup is how many rows of Parquet are held in memory before they are
// written: 50,000 statements are about 50 MB.
const rowGroup = 50_000

type statementFile struct {
	w *parquet.GenericWriter[statementRow]
}

type figureFile struct {
	w *parquet.GenericWriter[figureRow]
}

// NewStatementsParquet returns a writer of the table of statements as Apache
// Parquet, with the columns that the CSV has.
func NewStatementsParquet(w io.Writer) Writer {
	return statementFile{parquet.NewGenericWriter[statementRow](w, parquetOptions()...)}
}

// NewFiguresParquet returns a writer of the table of figures as Apache Parquet.
func NewFiguresParquet(w io.Writer) Writer {
	return figureFile{parquet.NewGenericWriter[figureRow](w, parquetOptions()...)}
}

func parquetOptions() []parquet.WriterOption {
	return []parquet.WriterOption{parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup), parquet.CreatedBy("onrecord", onrecord.Version, "")}
}

func (f statementFile) Story(s *Story) error {
	_, err := f.w.Write(s.statementRows())
	return err
}

func (f statementFile) Close() error { return f.w.Close() }

func (f figureFile) Story(s *Story) error {
	_, err := f.w.Write(s.figureRows())
	return err
}

func (f figureFile) Close() error { return f.w.Close() }
