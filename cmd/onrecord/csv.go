package main

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// csvHead names the columns. Offsets are those of the content, from the start
// of its first piece to the end of its last, in code points of the text.
const csvHead = "file,id,kind,speakers,speaker_kinds,source,cue,content,start,end,confidence,within,continues," +
	"act,said,said_from,said_to,venue,to,hedges\n"

// writeCSV writes one row for each statement.
func writeCSV(b sink, s *story) {
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
			start, end, strconv.FormatFloat(st.Confidence, 'f', 3, 64), st.Within, st.Continues,
			string(st.Act), cell(s.words(st.Said.Span)), day(st.Said.From), day(st.Said.To), cell(s.words(st.Venue)), cell(s.words(st.To)),
			cell(pieces(s.Text, st.Hedges, "; "))})
	}
	w.Flush()
}

// figuresHead names the columns of figures. low and high are empty where no
// bound is given; offsets are in code points of the text.
const figuresHead = "file,id,text,low,low_open,high,high_open,approximate,measure,unit,of,place,period,period_from,period_to," +
	"cumulative,part_of,change,status,statement,speakers,act,said_from,said_to,start,end\n"

// writeFiguresCSV writes one row for each figure.
func writeFiguresCSV(b sink, s *story) {
	w := csv.NewWriter(b)
	at := onrecord.CountCodePoints(s.Text)
	for i := range s.Figures {
		f := &s.Figures[i]
		row := []string{cell(s.name), f.ID, cell(s.words(f.Span)), bound(f.Low), yes(f.LowOpen), bound(f.High), yes(f.HighOpen), yes(f.Approximate),
			cell(f.Measure), f.Unit, cell(f.Of.Name), cell(s.words(f.Place)), cell(s.words(f.Period.Span)), day(f.Period.From), day(f.Period.To),
			yes(f.Cumulative), f.PartOf, string(f.Change), string(f.Status), f.Statement}
		said := []string{"", "", "", ""}
		if st := s.statement(f.Statement); st != nil {
			said = []string{cell(strings.Join(namesOf(s.Record, st), "; ")), string(st.Act), day(st.Said.From), day(st.Said.To)}
		}
		w.Write(append(append(row, said...), strconv.Itoa(at.Of(f.Start)), strconv.Itoa(at.Of(f.End))))
	}
	w.Flush()
}

// bound writes a bound, nothing where none is given.
func bound(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// yes writes what is true; what is not stays empty.
func yes(set bool) string {
	if set {
		return "true"
	}
	return ""
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
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
