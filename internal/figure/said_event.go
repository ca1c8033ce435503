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
	if lead := min(c.srcFirst, c.cueFirst); lead > s.first {
		if t, ok := s.eventIn(&c, s.first, min(lead, s.first+maxGap)); ok {
			return t, true
		}
	}
	return s.eventIn(&c, c.cueEnd, min(s.last, c.cueEnd+maxGap))
}

// eventIn returns the day of the event that the tokens [from, to) tell of, by the
// words "after the vote", "at the hearing".
func (s *sayings) eventIn(c *clause, from, to int) (Date, bool) {
	for k := from; k+2 < to; k++ {
		if !s.d.Tokens[k+2].XPOS.Nominal() || !s.is(k+1, wThe) || !afterEvent[s.d.Forms[k].Word] || !s.plain(c, from, k+3) {
			continue
		}
		end := k + 3
		for end < to && s.d.Tokens[end].XPOS.Nominal() { // the cabinet meeting
			end++
		}
		event := s.d.Forms[end-1].Lemma
		j := s.dateOf(event)
		if j < 0 && (happenings[event] || tours[event]) {
			j = s.leadDate()
		}
		if j >= 0 {
			t := s.dates[j]
			t.Span = s.d.Span(k, end)
			return t, true
		}
	}
	return Date{}, false
}

var afterEvent = dateSet("after following during")

// maxLead is how many bytes the news of a story may stand in.
const maxLead = 900

// leadDate returns the date of what a story tells first, if that was the day
// before it came out or the day itself; -1 for none. What happened after the
// event that it is about, happened then.
func (s *sayings) leadDate() int {
	for k := range s.dates {
		t := &s.dates[k]
		if t.Start > maxLead || t.Start >= s.d.Tokens[s.first].Start {
			break
		}
		first, last := s.d.TokenAt(t.Start), s.d.TokenAt(t.End-1)+1
		if t.when.from.kind == dated || s.inDateline(first, last) {
			continue
		}
		if s.fresh(t) && t.ref-dayOf(t.From) <= 1 && s.tellsWhen(first, last) {
			return k
		}
		break
	}
	return -1
}

// dateOf returns the last date before the open sentence that stands in one
// sentence with the event, and is a single day that nobody utters; -1 for none.
func (s *sayings) dateOf(event uint64) int {
	for j := s.dateFrom(s.d.Tokens[s.first].Start) - 1; j >= 0; j-- {
		t := &s.dates[j]
		if s.d.Tokens[s.first].Start-t.End > maxEvent {
			return -1
		}
		if t.From.IsZero() || !t.From.Equal(t.To) || t.when.from.kind == upTo || len(s.told[j]) > 0 || t.when.from.kind == dated {
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
		if l == event || tours[event] && toured[l] || matches[event] && results[l] {
			return true
		}
	}
	return false
}

// afterDated returns the time of a relation that was said after an event whose day
// its sentence tells: "after Saturday's win over Dorn".
func (s *sayings) afterDated(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || s.d.Tokens[c.verb].XPOS == lang.VBZ || s.d.Tokens[c.verb].XPOS == lang.VBP || s.moved(&c) {
		return Date{}, false
	}
	lead := min(c.srcFirst, c.cueFirst)
	for k := s.dateFrom(s.d.Tokens[s.first].Start); k < len(s.dates) && s.dates[k].Start < s.d.Tokens[s.last-1].Start; k++ {
		t := &s.dates[k]
		first, last := s.d.TokenAt(t.Start), s.d.TokenAt(t.End-1)+1
		if !s.possessive(last) || first == s.first || !afterEvent[s.d.Forms[first-1].Word] || t.From.IsZero() || !t.From.Equal(t.To) || s.stranger(&c, k) || s.inOwn(&c, k) {
			continue
		}
		before := last <= lead && s.d.Tokens[lead-1].XPOS == lang.Comma && (first-1 == s.first || s.speaks(s.first) && s.plain(&c, s.first, first))
		behind := first >= c.cueEnd && first-c.cueEnd < maxGap && s.plain(&c, c.cueEnd, first)
		if !before && !behind || !s.eventAt(last+1) {
			continue
		}
		at := *t
		at.Span = s.d.Span(first-1, last)
		return at, true
	}
	return Date{}, false
}

// eventAt reports whether one of the nouns from token k on names an event.
func (s *sayings) eventAt(k int) bool {
	for end := min(k+6, s.last); k < end; k++ {
		if l := s.d.Forms[k].Lemma; happenings[l] || results[l] || tours[l] || s.occasion(k) {
			return true
		}
		if x := s.d.Tokens[k].XPOS; !x.Nominal() && x != lang.JJ && x != lang.CD && x != lang.HYPH && x != lang.VBN && s.d.Tokens[k].UPOS != lang.SYM && x != lang.Comma {
			return false
		}
	}
	return false
}

var (
	tours   = dateSet("visit tour trip stop inspection")
	toured  = dateSet("visit tour inspect travel fly arrive trip")
	matches = dateSet("match game final semi-final semifinal")
	results = dateSet("draw triumph thrashing win victory defeat draw beat defeat lose loss match game final")
)
