package main

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// csvHead names the columns. Offsets are those of the content, from the start
// of its first piece to the end of its last, in code points of the text.
const csvHead = "file,id,kind,speakers,speaker_kinds,source,cue,content,start,end,confidence,within,continues\n"

// writeCSV writes one row for each statement.
func writeCSV(b *bytes.Buffer, s *story) {
	w := csv.NewWriter(b)
	at := onrecord.CountCodePoints(s.Text)
	for i := range s.Statements {
		st := &s.Statements[i]
		var names, kinds []string
		for _, k := range speakersOf(s.Record, st) {
			names, kinds = append(names, k.Name), append(kinds, string(k.Kind))
		}
		var start, end string
		if n := len(st.Content); n > 0 {
			start, end = strconv.Itoa(at.Of(st.Content[0].Start)), strconv.Itoa(at.Of(st.Content[n-1].End))
		}
		w.Write([]string{cell(s.name), st.ID, string(st.Kind), cell(strings.Join(names, "; ")), strings.Join(kinds, "; "),
			cell(pieces(s.Text, st.Source, wordBetween)), cell(pieces(s.Text, st.Cue, wordBetween)), cell(pieces(s.Text, st.Content, wordBetween)),
			start, end, strconv.FormatFloat(st.Confidence, 'f', 3, 64), st.Within, st.Continues})
	}
	w.Flush()
}

// cell makes words safe to open in a spreadsheet: what would be taken for a
// formula gets an apostrophe in front, and control characters are replaced.
func cell(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return r
		}
		return printable(r)
	}, s)
	if strings.IndexAny(s, "=+-@\t\r\n") == 0 || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠") {
		return "'" + s
	}
	return s
}

// printable returns r, or U+FFFD for control characters.
func printable(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return '\uFFFD'
	}
	return r
}
