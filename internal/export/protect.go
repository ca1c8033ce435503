package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// Protect takes out of the story what would tell that a protected speaker spoke:
// the speakers with the given IDs, what they say and what is reported within it,
// figures and notes that stand there, and every piece whose words name one of
// them, be it somebody else's statement or the headline. The whole text does not
// leave then. IDs of what remains stay as they are. The record itself is not
// changed.
func (s *Story) Protect(speakers []string) {
	if len(speakers) == 0 {
		return
	}
	p := protection{record: s.Record, hidden: map[string]bool{}, gone: map[string]bool{}}
	for i := range s.Speakers {
		if slices.Contains(speakers, s.Speakers[i].ID) {
			p.hidden[s.Speakers[i].ID] = true
			p.name(&s.Speakers[i])
		}
	}
	s.Record, s.Whole, s.guarded = p.without(), false, true
	s.Origins = slices.DeleteFunc(slices.Clone(s.Origins), func(o Origin) bool {
		return p.spell(o.Name) || slices.ContainsFunc(o.Statements, func(id string) bool { return p.gone[id] })
	})
}

// A protection is a record on its way to what may leave of it.
type protection struct {
	record *onrecord.Record
	hidden map[string]bool // speakers
	gone   map[string]bool // statements
	named  []onrecord.Span // where protected speakers are named
	said   []onrecord.Span // what they say
	names  []string        // what they are called, in lower case
}

// name notes where and how a protected speaker is named. Words such as "the
// minister" and pronouns count where they stand for that speaker only.
func (p *protection) name(k *onrecord.Speaker) {
	p.named = append(p.named, k.Mentions...)
	p.names = append(p.names, strings.ToLower(k.Name))
	for _, m := range k.Mentions {
		if words := p.record.Text[m.Start:m.End]; k.Kind == onrecord.Person && len(words) > 3 && properly(words) {
			p.names = append(p.names, strings.ToLower(words))
		}
	}
}

// properly reports whether words are a name rather than a description.
func properly(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

func (p *protection) without() *onrecord.Record {
	r := *p.record
	p.takeStatements()
	r.Speakers = slices.DeleteFunc(slices.Clone(r.Speakers), func(k onrecord.Speaker) bool { return p.hidden[k.ID] })
	r.Statements = slices.DeleteFunc(slices.Clone(r.Statements), func(st onrecord.Statement) bool { return p.gone[st.ID] })
	for i := range r.Statements {
		p.loosen(&r.Statements[i])
	}
	r.Figures = slices.DeleteFunc(slices.Clone(r.Figures), func(f onrecord.Figure) bool {
		return p.gone[f.Statement] || p.tells(f.Span) || p.tells(f.Of.Span) || p.tells(f.Place) || p.tells(f.Period.Span)
	})
	r.Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n onrecord.Note) bool { return p.tells(n.Span) || p.tells(n.Covers) })
	r.Layout = p.layout(r.Layout)
	if p.tells(p.record.Layout.Headline) || p.spell(r.Title) {
		r.Title = ""
	}
	r.Byline = slices.DeleteFunc(slices.Clone(r.Byline), p.spell)
	return &r
}

// takeStatements finds the statements that may not leave: to a fixed point,
// since what is reported within one may stand before it.
func (p *protection) takeStatements() {
	for n := -1; n != len(p.gone); {
		n = len(p.gone)
		for i := range p.record.Statements {
			st := &p.record.Statements[i]
			if !p.gone[st.ID] && p.betrays(st) {
				p.gone[st.ID] = true
				p.said = append(p.said, st.Content...)
			}
		}
	}
}

// betrays reports whether a statement may not leave.
func (p *protection) betrays(st *onrecord.Statement) bool {
	if p.gone[st.Within] || p.gone[st.Continues] || slices.ContainsFunc(st.Speakers, func(id string) bool { return p.hidden[id] }) {
		return true
	}
	spans := slices.Concat(st.Source, st.Cue, st.Content, st.Hedges, []onrecord.Span{st.Said.Span, st.Venue, st.To})
	return slices.ContainsFunc(spans, p.tells)
}

// tells reports whether words name a protected speaker or stand in what one says.
func (p *protection) tells(s onrecord.Span) bool {
	return s.Len() > 0 && (slices.ContainsFunc(p.named, s.Overlaps) || slices.ContainsFunc(p.said, s.Overlaps) || p.spell(p.record.Text[s.Start:s.End]))
}

// spell reports whether words hold a name of a protected speaker.
func (p *protection) spell(words string) bool {
	words = strings.ToLower(words)
	return slices.ContainsFunc(p.names, func(n string) bool { return strings.Contains(words, n) })
}

// loosen takes links to what is gone out of a statement.
func (p *protection) loosen(st *onrecord.Statement) {
	if p.gone[st.Within] {
		st.Within = ""
	}
	if p.gone[st.Continues] {
		st.Continues = ""
	}
}

func (p *protection) layout(l onrecord.Layout) onrecord.Layout {
	if p.tells(l.Headline) {
		l.Headline = onrecord.Span{}
	}
	l.Bylines = slices.DeleteFunc(slices.Clone(l.Bylines), p.tells)
	l.Credits = slices.DeleteFunc(slices.Clone(l.Credits), p.tells)
	l.Related = slices.DeleteFunc(slices.Clone(l.Related), p.tells)
	return l
}
