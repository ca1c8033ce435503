package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// How the tables hold what a record has.

// number returns the number in an ID: 7 for "s7", 0 for none.
func number(id string) int {
	if id == "" {
		return 0
	}
	n, _ := strconv.Atoi(id[1:])
	return n
}

// id is the inverse of number.
func id(letter byte, n int) string {
	if n == 0 {
		return ""
	}
	return string(letter) + strconv.Itoa(n)
}

// bound returns a bound as the tables hold it: NULL where none is given.
func bound(x float64) sql.NullFloat64 {
	return sql.NullFloat64{Float64: x, Valid: !math.IsInf(x, 0) && !math.IsNaN(x)}
}

// unbound is the inverse of bound; no bound is infinity of the given sign.
func unbound(x sql.NullFloat64, sign int) float64 {
	if !x.Valid {
		return math.Inf(sign)
	}
	return x.Float64
}

// words returns the words of some spans, pieces joined by an ellipsis.
func words(r *onrecord.Record, spans []onrecord.Span) string {
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(r.Text[s.Start:s.End])
	}
	return plain(b.String())
}

// plain returns s as PostgreSQL takes text: valid UTF-8 without NUL.
func plain(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// spansJSON returns spans as the tables hold them: "[[0,4],[9,12]]".
func spansJSON(spans []onrecord.Span) string {
	b := []byte{'['}
	for i, s := range spans {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendSpan(b, s)
	}
	return string(append(b, ']'))
}

// spanJSON returns one span, nothing if it is empty.
func spanJSON(s onrecord.Span) string {
	if s.Len() == 0 {
		return ""
	}
	return string(appendSpan(nil, s))
}

func appendSpan(b []byte, s onrecord.Span) []byte {
	b = strconv.AppendInt(append(b, '['), int64(s.Start), 10)
	b = strconv.AppendInt(append(b, ','), int64(s.End), 10)
	return append(b, ']')
}

// unspans is the inverse of spansJSON.
func unspans(s string, to *[]onrecord.Span) error {
	if s == "[]" || s == "" {
		return nil
	}
	var pairs [][2]int
	if err := json.Unmarshal([]byte(s), &pairs); err != nil {
		return fmt.Errorf("spans %q: %w", s, err)
	}
	for _, p := range pairs {
		*to = append(*to, onrecord.Span{Start: p[0], End: p[1]})
	}
	return nil
}

// unspan is the inverse of spanJSON.
func unspan(s string, to *onrecord.Span) error {
	if s == "" {
		return nil
	}
	var p [2]int
	if err := json.Unmarshal([]byte(s), &p); err != nil {
		return fmt.Errorf("span %q: %w", s, err)
	}
	*to = onrecord.Span{Start: p[0], End: p[1]}
	return nil
}

// unlist is the inverse of jsonList.
func unlist(s string, to *[]string) error {
	if s == "[]" || s == "" {
		return nil
	}
	return json.Unmarshal([]byte(s), to)
}

// A layout is onrecord.Layout as the tables hold it.
type layout struct {
	Headline  string `json:"headline,omitempty"`
	Dateline  string `json:"dateline,omitempty"`
	Bylines   string `json:"byline,omitempty"`
	Credits   string `json:"credits,omitempty"`
	Related   string `json:"related,omitempty"`
	Published string `json:"published,omitempty"`
}

func layoutJSON(l *onrecord.Layout) string {
	some := func(spans []onrecord.Span) string {
		if len(spans) == 0 {
			return ""
		}
		return spansJSON(spans)
	}
	b, _ := json.Marshal(layout{spanJSON(l.Headline), spanJSON(l.Dateline), some(l.Bylines), some(l.Credits), some(l.Related), day(l.Published)})
	return string(b) // strings can't fail
}

// unlayout is the inverse of layoutJSON.
func unlayout(s string, to *onrecord.Layout) error {
	if s == "" {
		return nil
	}
	var l layout
	if err := json.Unmarshal([]byte(s), &l); err != nil {
		return err
	}
	to.Published = unday(l.Published)
	return errors.Join(unspan(l.Headline, &to.Headline), unspan(l.Dateline, &to.Dateline), unspans(l.Bylines, &to.Bylines),
		unspans(l.Credits, &to.Credits), unspans(l.Related, &to.Related))
}
