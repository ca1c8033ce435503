package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// formFields are the fields of the query language that the form of a search asks
// for by themselves.
var formFields = []string{"act", "kind", "outlet", "measure", "after", "before"}

// fieldTerm writes a part of a query that asks for a field. Quotation marks can't
// stand in a value, and mean nothing to any field.
func fieldTerm(field, value string) string {
	value = strings.Join(strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "”", " ").Replace(value)), " ")
	if strings.ContainsAny(value, " ()") {
		value = `"` + value + `"`
	}
	return field + ":" + value
}

// narrowed returns a query that must hold beside another.
func narrowed(query, term string) string {
	query = strings.TrimSpace(query)
	if query == "" {
		return term
	}
	before, err := store.QueryParts(query)
	if err != nil {
		return query + " " + term
	}
	out := query + " " + term
	if after, err := store.QueryParts(out); err == nil && len(after) <= len(before) { // the term would belong to an alternative
		return "(" + query + ") " + term
	}
	return out
}

// without returns a query without some of its parts.
func without(query string, parts ...store.QueryPart) string {
	slices.SortFunc(parts, func(a, b store.QueryPart) int { return b.Start - a.Start })
	for _, p := range parts {
		before, after := strings.TrimSpace(query[:p.Start]), strings.TrimSpace(query[p.End:])
		if b, ok := strings.CutSuffix(" "+before, " AND"); ok {
			before = strings.TrimSpace(b)
		} else if a, ok := strings.CutPrefix(after+" ", "AND "); ok {
			after = strings.TrimSpace(a)
		}
		query = strings.TrimSpace(before + " " + after)
	}
	return query
}

// askedFields returns the parts of a query that ask for one of some fields, and for
// nothing else.
func askedFields(query string, fields ...string) (parts []store.QueryPart) {
	all, err := store.QueryParts(query)
	if err != nil {
		return nil
	}
	for _, p := range all {
		if !p.Not && slices.Contains(fields, p.Field) {
			parts = append(parts, p)
		}
	}
	return parts
}

// refitted returns a query that asks for other values of some fields than before.
func refitted(query string, terms map[string]string) string {
	var fields []string
	for f := range terms {
		fields = append(fields, f)
	}
	query = without(query, askedFields(query, fields...)...)
	for _, f := range slices.Sorted(slices.Values(fields)) {
		if terms[f] != "" {
			query = narrowed(query, fieldTerm(f, terms[f]))
		}
	}
	return query
}

// merged puts what the form of a search asks for by itself into its query, and says
// whether it asks for anything so.
func merged(form url.Values) (query string, changed bool) {
	query = strings.TrimSpace(form.Get("q"))
	for _, f := range formFields {
		if !form.Has(f) {
			continue
		}
		changed = true
		if value := strings.TrimSpace(form.Get(f)); value != "" {
			query = refitted(query, map[string]string{f: value})
		}
	}
	return query, changed
}

// during returns a query of a month ("2031-05") or year ("2031").
func during(query, when string) string {
	layout := "2006-01"
	if len(when) == len("2006") {
		layout = "2006"
	}
	from, err := time.Parse(layout, when)
	if err != nil {
		return query
	}
	to := from.AddDate(0, 1, 0)
	if layout == "2006" {
		to = from.AddDate(1, 0, 0)
	}
	return refitted(query, map[string]string{"after": from.Format(time.DateOnly), "before": to.Format(time.DateOnly)})
}

// A piece is a part of words, which may be what was looked for.
type piece struct {
	Text string
	Hit  bool
}

// piecesOf parts words by where the words of a query stand in them; nothing if none
// do.
func (d *Desk) piecesOf(query, words string) []piece {
	marks := d.db.Marks(query, words)
	if len(marks) == 0 {
		return nil
	}
	return marked(words, store.Snippet{Span: onrecord.Span{End: len(words)}, Marks: marks})
}

// marked parts a passage of a text by its marks.
func marked(text string, s store.Snippet) []piece {
	var out []piece
	at := s.Start
	for _, m := range s.Marks {
		if m.Start > at {
			out = append(out, piece{text[at:m.Start], false})
		}
		out = append(out, piece{text[m.Start:m.End], true})
		at = m.End
	}
	if at < s.End {
		out = append(out, piece{text[at:s.End], false})
	}
	return out
}
