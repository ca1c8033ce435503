package main

import (
	"strings"

	"github.com/onrecord/onrecord/internal/export"
)

// Rows of what read prints: those of export, with the file in front.

type fileStatement struct {
	File string `csv:"file"`
	export.Statement
}

type fileFigure struct {
	File string `csv:"file"`
	export.Figure
}

// columns returns the first line of a table.
func columns(row any) string {
	var b strings.Builder
	t := export.NewTable(&b)
	t.Head(row) // a builder takes all
	t.Close()
	return b.String()
}

// writeCSV writes one row for each statement.
func writeCSV(b sink, s *story) {
	e, t := export.Story{Record: s.Record}, export.NewTable(b)
	for i := range s.Statements {
		t.Row(fileStatement{s.name, e.Statement(&s.Statements[i])}) // whoever flushes b sees its error
	}
	t.Close()
}

// writeFiguresCSV writes one row for each figure.
func writeFiguresCSV(b sink, s *story) {
	e, t := export.Story{Record: s.Record}, export.NewTable(b)
	for i := range s.Figures {
		t.Row(fileFigure{s.name, e.Figure(&s.Figures[i])})
	}
	t.Close()
}

// printable returns r, or U+FFFD for control characters.
func printable(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return '\uFFFD'
	}
	return r
}
