package figure

import "github.com/onrecord/onrecord/internal/lang"

// afterEvent returns the time of a relation that was said "after the vote",
// where an earlier sentence dates the vote: the words that say so, and the day
// of the nearest such date.
func (s *sayings) afterEvent(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok {
		return Date{}, false
	}
	for k := c.cueEnd; k+2 < s.last && k < c.cueEnd+maxGap; k++ {
		if !afterEvent[s.d.Forms[k].Word] || !s.is(k+1, wThe) || !s.d.Tokens[k+2].XPOS.Nominal() || !s.plain(&c, c.cueEnd, k+3) {
			continue
		}
		if j := s.dateOf(s.d.Forms[k+2].Lemma); j >= 0 {
			t := s.dates[j]
			t.Span = s.d.Span(k, k+3)
			return t, true
		}
	}
	return Date{}, false
}

var afterEvent = dateSet("after following")

// dateOf returns the last date before the open sentence that stands in one
// sentence with the event, and is a single day that nobody utters; -1 for none.
func (s *sayings) dateOf(event uint64) int {
	for j := s.dateFrom(s.d.Tokens[s.first].Start) - 1; j >= 0; j-- {
		t := &s.dates[j]
		if s.d.Tokens[s.first].Start-t.End > maxEvent {
			return -1
		}
		if t.From.IsZero() || !t.From.Equal(t.To) || len(s.told[j]) > 0 || t.when.from.kind == dated {
			continue
		}
		st := s.d.Sentences[s.d.SentenceOf(s.d.TokenAt(t.Start))]
		if s.tells(st, event) {
			return j
		}
	}
	return -1
}

// maxEvent is how many bytes before a statement its event may have been dated.
const maxEvent = 2000

// tells reports whether sentence st tells of the event: by its name, or of a
// match by how it ended.
func (s *sayings) tells(st lang.Sentence, event uint64) bool {
	for k := st.First; k < st.Last; k++ {
		l := s.d.Forms[k].Lemma
		if l == event || matches[event] && results[l] {
			return true
		}
	}
	return false
}

var (
	matches = dateSet("match game final semi-final semifinal")
	results = dateSet("win victory defeat draw beat defeat lose loss match game final")
)
