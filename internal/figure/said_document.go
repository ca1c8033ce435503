package figure

import "github.com/onrecord/onrecord/internal/lang"

// maxDocument is how many sentences before it a document may be named that goes
// on to speak.
const maxDocument = 8

// maxIssued is how many tokens after a document the day may stand on which it
// came out.
const maxIssued = 10

// document returns the time of a relation whose source is a document that an
// earlier sentence dates: "In a statement posted on Friday, the group said … .
// "We hold it," the statement said."
func (s *sayings) document(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || c.srcEnd == c.srcFirst || s.relations[i].Within >= 0 || s.moved(&c) {
		return Date{}, false
	}
	if x := s.d.Tokens[c.verb].XPOS; x != lang.VBD && x != lang.VBZ && x != lang.VBP {
		return Date{}, false
	}
	head := c.srcEnd - 1
	if x := s.d.Tokens[c.srcFirst]; x.XPOS != lang.DT || s.is(c.srcFirst, wA) || c.srcEnd-c.srcFirst > 3 || !s.occasion(head) {
		return Date{}, false
	}
	kind := s.d.Forms[head].Lemma
	at := s.d.SentenceOf(c.srcFirst)
	for n := at - 1; n >= max(0, at-maxDocument); n-- {
		st := s.d.Sentences[n]
		s.open(st)
		for k := st.First + 1; k < st.Last; k++ {
			if l := s.d.Forms[k].Lemma; (l == kind || papers[l] && papers[kind]) && s.occasion(k) && s.issues(k) {
				return s.issuedOn(k)
			}
		}
	}
	return Date{}, false
}

// papers are documents that a story calls by one name and by another.
var papers = dateSet("study paper report analysis review document survey")

// issues reports whether a word for putting out, or a day, stands right after the
// document at token k, so that it is no mere mention of it.
func (s *sayings) issues(k int) bool {
	if s.is(k+1, wComma) {
		k++
	}
	for j := k + 1; j < min(k+maxIssued, s.last); j++ {
		if released[s.d.Forms[j].Word] || s.is(j, wPrep) && (s.is(j+1, wWeekday) || s.is(j+1, wMonth) || s.is(j+1, wNumber)) || s.is(j, wWeekday) || s.is(j, wDayWord) || s.is(j, wLast) {
			return true
		}
		if x := s.d.Tokens[j].XPOS; x == lang.Comma || x.Verbal() && x != lang.VBN && x != lang.VBD || x == lang.MD {
			return false
		}
	}
	return false
}

// issuedOn returns the day on which the document at token k, of the open
// sentence, came out, as the words right after it tell.
func (s *sayings) issuedOn(k int) (Date, bool) {
	j := s.dateFrom(s.d.Tokens[k].Start)
	if j == len(s.dates) || s.dates[j].Start >= s.d.Tokens[s.last-1].End {
		return Date{}, false
	}
	t := &s.dates[j]
	first := s.d.TokenAt(t.Start)
	if len(s.told[j]) > 0 || first-k > maxIssued || t.From.IsZero() || t.when.since || !s.outOn(k+1, first) {
		return Date{}, false
	}
	return *t, true
}

// outOn reports whether the tokens [from, to) say but that and where something
// came out: "posted on its website".
func (s *sayings) outOn(from, to int) bool {
	if s.is(from, wComma) && from+1 < to && released[s.d.Forms[from+1].Word] {
		from++
	}
	for k := from; k < to; k++ {
		x := s.d.Tokens[k].XPOS
		if x.Verbal() && !released[s.d.Forms[k].Word] || x == lang.MD || x == lang.Comma || x == lang.WDT || x == lang.WP {
			return false
		}
	}
	return true
}
