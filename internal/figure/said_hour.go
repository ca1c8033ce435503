package figure

import "github.com/onrecord/onrecord/internal/lang"

// hour returns the time of a relation that was said at an hour or a moment which
// the sentence tells without its day: "shortly after midnight", "minutes later",
// "within the hour". It is that of the last day which the story tells of, or its
// news; after midnight, the next.
func (s *sayings) hour(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || s.d.Tokens[c.verb].XPOS != lang.VBD || s.moved(&c) {
		return Date{}, false
	}
	first, last, shift := s.momentIn(&c, c.cueEnd, min(s.last, c.cueEnd+maxGap))
	if lead := min(c.srcFirst, c.cueFirst); first < 0 && lead > s.first {
		first, last, shift = s.momentIn(&c, s.first, lead)
	}
	if first < 0 {
		first, last = s.revealed(&c, c.cueEnd, min(s.last, c.cueEnd+maxGap))
	}
	if first < 0 {
		return Date{}, false
	}
	k := s.lastDay()
	if k < 0 {
		return Date{}, false
	}
	t := s.dates[k]
	if t.ref < dayOf(t.From)+day(shift) {
		return Date{}, false
	}
	t.From, t.To = t.From.AddDate(0, 0, shift), t.To.AddDate(0, 0, shift)
	t.Span = s.d.Span(first, last)
	return t, true
}

// momentIn returns the tokens [first, last) among [from, to) that tell an hour or
// a moment, and by how many days it lies after the day told of; first is -1 if
// there are none.
func (s *sayings) momentIn(c *clause, from, to int) (first, last, shift int) {
	for k := from; k+1 < to; k++ {
		if kind, n := moments.At(s.d, k, to); n > 0 && s.plain(c, from, k) && !s.nearDate(k, k+n) {
			return k, k + n, kind
		}
	}
	return -1, -1, 0
}

// nearDate reports whether a date stands among the tokens [first, last) or next to
// them.
func (s *sayings) nearDate(first, last int) bool {
	from, to := s.d.Tokens[max(first-1, s.first)].Start, s.d.Tokens[min(last+1, s.last-1)].End
	k := s.dateFrom(from)
	return k < len(s.dates) && s.dates[k].Start < to
}

// lastDay returns the last day before the open sentence that the story tells of,
// if that is one of its news, or else the day of its news; -1 for none.
func (s *sayings) lastDay() int {
	for j := s.dateFrom(s.d.Tokens[s.first].Start) - 1; j >= 0; j-- {
		t := &s.dates[j]
		if s.d.Tokens[s.first].Start-t.End > maxLead {
			break
		}
		first, last := s.d.TokenAt(t.Start), s.d.TokenAt(t.End-1)+1
		if t.when.from.kind == dated || s.inDateline(first, last) || !s.tellsWhen(first, last) || len(s.told[j]) > 0 {
			continue
		}
		if s.fresh(t) {
			return j
		}
		break
	}
	return s.leadDate()
}

// moments are words for an hour or a moment without its day; the kind is by how
// many days it lies after the day that the story tells of.
var moments = lang.NewPhrases(`shortly before midnight; just before midnight; before midnight; at midnight; around midnight; shortly before dawn; just before dawn; at dawn; shortly after dawn; before dawn
	shortly before noon; shortly after noon; at noon; at midday; around noon; by nightfall; at nightfall; after dark; at dusk; by midday; by noon; by dawn
	minutes later; moments later; hours later; minutes afterwards; moments afterwards; shortly afterwards; shortly afterward; soon afterwards; minutes after that
	within the hour; within hours; within minutes; an hour later; half an hour later; in the early hours; in the small hours`,
	`shortly after midnight; just after midnight; soon after midnight; after midnight`)
