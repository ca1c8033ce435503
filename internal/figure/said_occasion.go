package figure

import (
	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// starts reports whether the date at first starts the sentence or a clause of
// it, alone or in a phrase that tells of an occasion: "In a statement on
// Friday", "Speaking on Tuesday".
func (s *sayings) starts(first int) bool {
	occasion := false
	for k := first - 1; k >= s.first; k-- {
		t := &s.d.Tokens[k]
		switch {
		case s.speaks(k), s.occasion(k):
			occasion = true
		case released[s.d.Forms[k].Word]:
		case t.XPOS == lang.CC && k == s.first, t.XPOS == lang.RB && k == s.first:
			return true
		case t.XPOS == lang.Comma && k == s.first+1, t.XPOS == lang.Colon, t.XPOS == lang.RRB:
			return true
		case t.XPOS == lang.CC && !occasion && first-k == 1, s.d.Word(k) == ";":
			return true
		case t.XPOS.Verbal(), t.XPOS == lang.MD:
			return false
		}
	}
	return occasion || first == s.first
}

// asked reports whether the sentence starts with what led to the statement, on
// the date at first: "Asked on Monday whether she would resign, she said no".
func (s *sayings) asked(c *clause, first int) bool {
	if first >= c.srcFirst || !questioned[s.d.Forms[s.first].Word] && !s.speaks(s.first) {
		return false
	}
	for k := s.first + 1; k < first; k++ {
		if x := s.d.Tokens[k].XPOS; x.Verbal() || x == lang.MD || x == lang.Comma {
			return false
		}
	}
	return true
}

var questioned = dateSet("asked pressed questioned interviewed quizzed")

// whileClause reports whether the date at first ends a clause with "as" after
// the cue of what is quoted before it.
func (s *sayings) whileClause(c *clause, first int) bool {
	if !asWord[s.d.Forms[c.cueEnd].Word] || s.relations[c.relation].Kind == attribution.Indirect || s.relations[c.relation].Content[0].Start > s.d.Tokens[c.cueFirst].Start {
		return false
	}
	for k := c.cueEnd; k < first; k++ {
		switch s.d.Tokens[k].XPOS {
		case lang.OpenQuote, lang.CloseQuote, lang.Comma:
			return false
		}
	}
	return true
}

var asWord = dateSet("as while")

// leadsIn reports whether the date [first, last) ends a phrase before the source
// and the cue that tells of an occasion, and was taken for content: "In our
// meeting in May, he said, …".
func (s *sayings) leadsIn(c *clause, first, last int) bool {
	if end := min(c.srcFirst, c.cueFirst); last >= end || !s.is(last, wComma) || last+1 != end {
		return false
	}
	occasion := false
	for k := first - 1; k >= s.first; k-- {
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.OpenQuote:
			return occasion
		case x.Verbal() || x == lang.MD || x == lang.Comma:
			return false
		}
		occasion = occasion || s.occasion(k)
	}
	return occasion
}

// afterQuotation reports whether the date at first stands after all that is
// quoted, as part of a phrase that tells of an occasion: 'called it "a shame" in
// a speech last month'.
func (s *sayings) afterQuotation(c *clause, first int) bool {
	occasion := false
	for k := first - 1; k > max(c.cueEnd, first-maxTail); k-- {
		t := &s.d.Tokens[k]
		switch {
		case t.XPOS == lang.CloseQuote:
			return (occasion || k == first-1) && holds(s.relations[c.relation].Content, t.Span)
		case t.XPOS.Verbal() && !released[s.d.Forms[k].Word], t.XPOS == lang.MD:
			return false
		}
		occasion = occasion || s.occasion(k)
	}
	return false
}

// maxTail is how many words such a phrase may have before its date.
const maxTail = 8

// datesDocument reports whether the date [first, last) within a source that
// starts at src says when it was put out: "a report published on Monday",
// "Tuesday's ruling", "an order issued last year".
func (s *sayings) datesDocument(src, first, last int) bool {
	for k := src; k < first; k++ {
		if s.d.Tokens[k].XPOS == lang.WP {
			return false
		}
		if s.occasion(k) || publications[s.d.Forms[k].Lemma] && released[s.d.Forms[k+1].Word] {
			return true
		}
	}
	if s.possessive(last) {
		last++
	}
	return s.occasionBy(last)
}

// occasionBy reports whether one of the next nouns from token k on names an
// occasion.
func (s *sayings) occasionBy(k int) bool {
	for end := min(k+4, s.last); k < end; k++ {
		if s.occasion(k) {
			return true
		}
		if x := s.d.Tokens[k].XPOS; !x.Nominal() && x != lang.JJ && x != lang.VBN && x != lang.CD && x != lang.HYPH {
			return false
		}
	}
	return false
}

// occasion reports whether token k names what is said or where: a statement, a
// briefing.
func (s *sayings) occasion(k int) bool {
	return s.d.Tokens[k].XPOS.Nominal() && occasions[s.d.Forms[k].Lemma]
}

// speaks reports whether token k is "speaking", "writing".
func (s *sayings) speaks(k int) bool {
	return s.d.Tokens[k].XPOS == lang.VBG && speaking[s.d.Forms[k].Word]
}

var (
	// What is said, and where: a date with one of these tells when it was said.
	occasions = dateSet(`stop tour session inquest trial funeral vigil protest march demonstration dinner lunch luncheon town-hall newsletter prospectus chat
statement interview briefing conference speech address letter report tweet post posting hearing
testimony debate rally appearance meeting release article memo memorandum email e-mail message broadcast video filing ruling decision
session forum call summit event ceremony panel survey poll study analysis lawsuit complaint indictment affidavit order decree
announcement comment remark note blog column editorial essay op-ed programme program podcast presser communique verdict
judgment judgement review document paper bulletin notice advertisement ad transcript recording dispatch visit gathering
convention seminar lecture sermon sentence opinion warning appeal proposal resolution telecast segment book audit assessment`)
	// Things that are put out, where a word for that follows.
	publications = dateSet("figure datum data statistic finding estimate result record minutes file account number forecast list map image picture photograph footage video projection guideline instruction order letter text draft")
	speaking     = dateSet("speaking writing talking testifying addressing appearing tweeting posting campaigning commenting responding reporting")
	released     = dateSet(`released published issued made posted published sent filed aired broadcast dated written delivered held given recorded late scheduled televised conducted
carried commissioned compiled completed obtained circulated leaked submitted uploaded addressed organised organized hosted convened`)
)
