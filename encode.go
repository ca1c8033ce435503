package onrecord

import (
	"io"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// WriteJSON writes r as one indented JSON document, one span a line.
func (r *Record) WriteJSON(w io.Writer) error {
	e := newEncoder(r, w, true)
	e.record("")
	return e.end()
}

// WriteJSONLine writes r on one line, as JSON Lines wants it, with the name of
// the file that it was read from.
func (r *Record) WriteJSONLine(w io.Writer, file string) error {
	e := newEncoder(r, w, false)
	e.record(file)
	return e.end()
}

// WriteExcerptLine is WriteJSONLine without the text: every span carries its
// own words.
func (r *Record) WriteExcerptLine(w io.Writer, file string) error {
	e := newEncoder(r, w, false)
	e.excerpt = true
	e.record(file)
	return e.end()
}

// MarshalJSON returns r as JSON without white space.
func (r *Record) MarshalJSON() ([]byte, error) {
	e := newEncoder(r, nil, false)
	e.record("")
	return e.b, nil
}

// StatementJSON returns a statement of r as the record has it.
func (r *Record) StatementJSON(s *Statement) []byte {
	e := newEncoder(r, nil, false)
	e.statement(s)
	return e.b
}

// SpeakerJSON does the same for a speaker.
func (r *Record) SpeakerJSON(k *Speaker) []byte {
	e := newEncoder(r, nil, false)
	e.speaker(k)
	return e.b
}

// FigureJSON does the same for a figure.
func (r *Record) FigureJSON(f *Figure) []byte {
	e := newEncoder(r, nil, false)
	e.figure(f)
	return e.b
}

// ExcerptJSON is MarshalJSON without the text: every span carries its own words.
func (r *Record) ExcerptJSON() []byte {
	e := newEncoder(r, nil, false)
	e.excerpt = true
	e.record("")
	return e.b
}

// An encoder appends a record to b. It is written by hand because every span
// is converted and quoted from the text on the way, which encoding/json could
// only do on a copy of the record.
type encoder struct {
	r      *Record
	w      io.Writer // takes b whenever it holds much; nil: b holds all
	err    error     // of w
	at     CodePoints
	b      []byte
	indent bool
	// excerpt leaves the text out.
	excerpt bool
	depth   int
	first   bool // nothing stands yet in the innermost object or array
}

func newEncoder(r *Record, w io.Writer, indent bool) *encoder {
	size := len(r.Text) + len(r.Text)/2 + 256*(len(r.Statements)+len(r.Speakers)) + 512
	if w != nil {
		size = min(size, 2*maxHeld)
	}
	return &encoder{r: r, w: w, at: CountCodePoints(r.Text), b: make([]byte, 0, size), indent: indent}
}

// maxHeld is how much is held back before it is written, in bytes. The JSON of a
// text that is all figures is a hundred times as long as the text.
const maxHeld = 64 << 10

// flush writes what is held if it is much.
func (e *encoder) flush() {
	if e.w != nil && len(e.b) >= maxHeld {
		e.write()
	}
}

func (e *encoder) write() {
	if e.err == nil {
		_, e.err = e.w.Write(e.b)
	}
	e.b = e.b[:0]
}

// end ends the document with a line break.
func (e *encoder) end() error {
	e.b = append(e.b, '\n')
	e.write()
	return e.err
}

func (e *encoder) record(file string) {
	e.open('{')
	e.optional("file", file)
	e.key("onrecord")
	e.open('{')
	e.str("version", Version)
	e.optional("english", e.r.English)
	e.close('}')
	e.story()
	if !e.excerpt {
		e.str("text", e.r.Text)
	}
	e.key("speakers")
	list(e, e.r.Speakers, e.speaker)
	e.key("statements")
	list(e, e.r.Statements, e.statement)
	if len(e.r.Figures) > 0 {
		e.key("figures")
		list(e, e.r.Figures, e.figure)
	}
	if len(e.r.Notes) > 0 {
		e.key("notes")
		list(e, e.r.Notes, e.note)
	}
	if len(e.r.Problems) > 0 {
		e.key("problems")
		list(e, e.r.Problems, e.problem)
	}
	e.close('}')
}

func (e *encoder) story() {
	e.key("story")
	e.open('{')
	e.optional("outlet", e.r.Outlet)
	e.optional("url", e.r.URL)
	e.optional("language", e.r.Language)
	if !e.r.Published.IsZero() {
		e.str("published", e.r.Published.Format(time.DateOnly))
	}
	e.span("headline", e.r.Layout.Headline)
	e.span("dateline", e.r.Layout.Dateline)
	e.spans("byline", e.r.Layout.Bylines)
	e.spans("credits", e.r.Layout.Credits)
	e.spans("related", e.r.Layout.Related)
	e.close('}')
}

func (e *encoder) speaker(s *Speaker) {
	e.open('{')
	e.str("id", s.ID)
	e.str("kind", string(s.Kind))
	e.str("name", s.Name)
	e.optional("country", s.Country)
	if len(s.Roles) > 0 {
		e.key("roles")
		e.strs(s.Roles)
	}
	e.flag("plural", s.Plural)
	e.spans("mentions", s.Mentions)
	e.close('}')
}

func (e *encoder) statement(s *Statement) {
	e.open('{')
	e.str("id", s.ID)
	e.str("kind", string(s.Kind))
	e.str("act", string(s.Act))
	e.spans("source", s.Source)
	e.spans("cue", s.Cue)
	e.spans("content", s.Content)
	if len(s.Speakers) > 0 {
		e.key("speakers")
		e.strs(s.Speakers)
	}
	e.date("said", s.Said)
	e.span("venue", s.Venue)
	e.span("to", s.To)
	e.spans("hedges", s.Hedges)
	e.optional("continues", s.Continues)
	e.optional("within", s.Within)
	e.key("confidence")
	e.b = appendShare(e.b, s.Confidence)
	e.close('}')
}

func (e *encoder) figure(f *Figure) {
	e.open('{')
	e.str("id", f.ID)
	e.place(f.Span)
	e.bound("low", f.Low)
	e.bound("high", f.High)
	e.flag("low_open", f.LowOpen)
	e.flag("high_open", f.HighOpen)
	e.flag("approximate", f.Approximate)
	e.str("measure", f.Measure)
	e.optional("unit", f.Unit)
	if f.Of.Len() > 0 {
		e.key("of")
		e.spanFields(f.Of.Span)
		e.b = append(e.b, `,"name":`...)
		e.b = append(appendQuoted(e.b, f.Of.Name), '}')
	}
	e.span("place", f.Place)
	e.flag("cumulative", f.Cumulative)
	e.date("period", f.Period)
	e.optional("part_of", f.PartOf)
	e.optional("change", string(f.Change))
	e.optional("status", string(f.Status))
	e.optional("statement", f.Statement)
	e.close('}')
}

// bound writes a bound of a figure: null where none is given.
func (e *encoder) bound(key string, x float64) {
	e.key(key)
	if math.IsInf(x, 0) || math.IsNaN(x) {
		e.b = append(e.b, "null"...)
		return
	}
	e.b = strconv.AppendFloat(e.b, x, 'f', -1, 64)
}

// flag writes a field only if it is true.
func (e *encoder) flag(key string, set bool) {
	if set {
		e.key(key)
		e.b = append(e.b, "true"...)
	}
}

// date writes a date and the days it stands for, if they are known; no field
// if it is empty.
func (e *encoder) date(key string, d Date) {
	if d.Len() == 0 {
		return
	}
	e.key(key)
	e.spanFields(d.Span)
	if !d.From.IsZero() {
		e.b = d.From.AppendFormat(append(e.b, `,"from":"`...), time.DateOnly)
		e.b = d.To.AppendFormat(append(e.b, `","to":"`...), time.DateOnly)
		e.b = append(e.b, '"')
	}
	e.b = append(e.b, '}')
}

func (e *encoder) note(n *Note) {
	e.open('{')
	e.str("kind", string(n.Kind))
	e.place(n.Span)
	e.optional("by", n.By)
	e.span("covers", n.Covers)
	e.close('}')
}

func (e *encoder) problem(p *Problem) {
	e.spanFields(p.Span)
	e.b = append(e.b, `,"kind":`...)
	e.b = append(appendQuoted(e.b, p.Kind), '}')
}

// spans writes a field that holds spans, each on a line of its own; no field
// if there are none.
func (e *encoder) spans(key string, spans []Span) {
	if len(spans) == 0 {
		return
	}
	e.key(key)
	list(e, spans, func(s *Span) {
		e.spanFields(*s)
		e.b = append(e.b, '}')
	})
}

// place writes the fields of a span into the open object.
func (e *encoder) place(s Span) {
	e.key("start")
	e.b = strconv.AppendInt(e.b, int64(e.at.Of(s.Start)), 10)
	e.key("end")
	e.b = strconv.AppendInt(e.b, int64(e.at.Of(s.End)), 10)
	e.str("text", e.r.Text[s.Start:s.End])
}

// span writes a field that holds one span; no field if it is empty.
func (e *encoder) span(key string, s Span) {
	if s.Len() > 0 {
		e.key(key)
		e.spanFields(s)
		e.b = append(e.b, '}')
	}
}

// spanFields writes an object that is left open.
func (e *encoder) spanFields(s Span) {
	e.b = append(e.b, `{"start":`...)
	e.b = strconv.AppendInt(e.b, int64(e.at.Of(s.Start)), 10)
	e.b = append(e.b, `,"end":`...)
	e.b = strconv.AppendInt(e.b, int64(e.at.Of(s.End)), 10)
	e.b = append(e.b, `,"text":`...)
	e.b = appendQuoted(e.b, e.r.Text[s.Start:s.End])
}

func (e *encoder) strs(list []string) {
	e.b = append(e.b, '[')
	for i, s := range list {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		e.b = appendQuoted(e.b, s)
	}
	e.b = append(e.b, ']')
}

// list writes an array.
func list[T any](e *encoder, items []T, item func(*T)) {
	e.open('[')
	for i := range items {
		e.next()
		item(&items[i])
		e.flush()
	}
	e.close(']')
}

func (e *encoder) open(bracket byte) {
	e.b = append(e.b, bracket)
	e.depth++
	e.first = true
}

func (e *encoder) close(bracket byte) {
	e.depth--
	if !e.first {
		e.line()
	}
	e.first = false
	e.b = append(e.b, bracket)
}

// next goes on to the next item or field: a comma unless it is the first.
func (e *encoder) next() {
	if !e.first {
		e.b = append(e.b, ',')
	}
	e.first = false
	e.line()
}

func (e *encoder) line() {
	if !e.indent {
		return
	}
	e.b = append(e.b, '\n')
	for range e.depth {
		e.b = append(e.b, ' ', ' ')
	}
}

func (e *encoder) key(key string) {
	e.next()
	e.b = append(e.b, '"')
	e.b = append(e.b, key...)
	e.b = append(e.b, '"', ':')
	if e.indent {
		e.b = append(e.b, ' ')
	}
}

func (e *encoder) str(key, value string) {
	e.key(key)
	e.b = appendQuoted(e.b, value)
}

// optional writes a field only if it has a value.
func (e *encoder) optional(key, value string) {
	if value != "" {
		e.str(key, value)
	}
}

// appendShare appends a number from 0 to 1 with three decimals at most: more
// would pretend to a precision that a confidence does not have.
func appendShare(b []byte, x float64) []byte {
	if !(x > 0) { // nor NaN, which JSON can't hold
		x = 0
	}
	return strconv.AppendFloat(b, math.Round(min(x, 1)*1000)/1000, 'f', -1, 64)
}

// appendQuoted appends s as a JSON string. Invalid bytes become U+FFFD each.
// Control characters are escaped, those above ASCII and the Unicode line
// separators too, so that a record can be shown on a terminal and cut into
// lines by any program.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if plain[c] {
				i++
				continue
			}
			b = append(b, s[done:i]...)
			b = appendEscape(b, rune(c))
			i++
			done = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[done:i]...), "\uFFFD"...)
			done = i + n
		case r < 0xa0, r == '\u2028', r == '\u2029':
			b = appendEscape(append(b, s[done:i]...), r)
			done = i + n
		}
		i += n
	}
	return append(append(b, s[done:]...), '"')
}

// plain holds the ASCII characters that stand for themselves in JSON.
var plain = func() (p [utf8.RuneSelf]bool) {
	for c := byte(' '); c < 0x7f; c++ {
		p[c] = c != '"' && c != '\\'
	}
	return p
}()

func appendEscape(b []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
