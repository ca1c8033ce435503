package figure

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// act reports whether verb k of the open sentence tells what somebody did on the
// day of the news that relation i goes on with: "resigned on Monday. He said". It
// is told of whoever speaks; where many gathered, anybody who is quoted was there.
func (s *sayings) act(k, i int, t *Date) bool {
	l := s.d.Forms[k].Lemma
	switch {
	case !s.fresh(t):
		return false
	case holding[l]:
		for j := k + 1; j < min(s.last, k+6); j++ {
			if s.occasion(j) && !s.is(j, wPrep) {
				return true
			}
		}
		return false
	case massed[l]:
		return s.relations[i].Kind == attribution.Direct
	}
	return acts[l] && s.d.Tokens[k].XPOS == lang.VBD && s.ofSubject(i)
}

// ofSubject reports whether the source of relation i is but a pronoun, or ends
// like what the open sentence starts with.
func (s *sayings) ofSubject(i int) bool {
	r := &s.relations[i]
	if len(r.Source) == 0 {
		return false
	}
	first, last := s.d.TokenAt(r.Source[0].Start), s.d.TokenAt(r.Source[0].End-1)
	if first == last && s.d.Tokens[first].XPOS == lang.PRP {
		return true
	}
	for k := s.first; k < min(s.last, s.first+6) && !s.d.Tokens[k].XPOS.Verbal(); k++ {
		if first == last && s.d.Tokens[k].XPOS.Proper() && s.d.Forms[k].Word == s.d.Forms[last].Word {
			return true
		}
	}
	return false
}

// spokesman returns the relation right before i in which the body spoke whose
// spokesman or head is quoted in i, -1 for none: "The police said on Monday …
// . "…," police spokesman Rui Leal said".
func (s *sayings) spokesman(out []Date, i int) int {
	if i == 0 || s.relations[i].Kind != attribution.Direct {
		return -1
	}
	c, ok := s.clauseOf(i)
	if !ok || !s.speech(&c) || s.moved(&c) || c.srcEnd-c.srcFirst < 3 || s.relations[i].Within >= 0 {
		return -1
	}
	j := i - 1
	for j >= 0 && s.relations[j].Within >= 0 {
		j--
	}
	if j < 0 || out[j].Len() == 0 || !s.narrow(&out[j]) || len(s.relations[j].Source) == 0 || len(s.relations[j].Cue) == 0 || s.datedSentence() {
		return -1
	}
	cue := s.d.TokenAt(s.relations[j].Cue[0].Start)
	if n := s.d.SentenceOf(c.cueFirst) - s.d.SentenceOf(cue); n < 1 || n > 2 || s.datedBetween(out[j].End, s.d.Tokens[c.cueFirst].Start) {
		return -1
	}
	body := s.d.TokenAt(s.relations[j].Source[0].End - 1)
	if x := s.d.Tokens[body].XPOS; !x.Nominal() {
		return -1
	}
	for k := c.srcFirst; k+1 < c.srcEnd; k++ {
		if s.d.Forms[k].Lemma == s.d.Forms[body].Lemma && (s.d.Tokens[k+1].XPOS.Nominal() || s.possessive(k+1)) {
			return j
		}
	}
	return -1
}

// revealed returns the tokens of a clause among [from, to) that tells when by what
// was made known then: "when the result was read out".
func (s *sayings) revealed(c *clause, from, to int) (first, last int) {
	for k := from; k+3 < to; k++ {
		if !whenAs[s.d.Forms[k].Word] || !s.is(k+1, wThe) || !outcomes[s.d.Forms[k+2].Lemma] || !s.plainSpan(c, from, k) {
			continue
		}
		end := k + 3
		for end < to && end < k+9 && s.d.Tokens[end].UPOS != lang.PUNCT && !holds(s.relations[c.relation].Content, s.d.Tokens[end].Span) {
			end++
		}
		if slices.ContainsFunc(s.d.Tokens[k+3:end], func(t lang.Token) bool { return t.XPOS == lang.VBD || t.XPOS == lang.VBN }) {
			return k, end
		}
	}
	return -1, -1
}

// plainSpan is plain for a span that may be empty.
func (s *sayings) plainSpan(c *clause, from, to int) bool { return from >= to || s.plain(c, from, to) }

var (
	acts     = dateSet("resign quit announce unveil phone call write publish release raise cut sentence jail retire step concede sign veto launch present plead apologise apologize")
	holding  = dateSet("hold give host")
	massed   = dateSet("march gather rally protest demonstrate assemble queue")
	whenAs   = dateSet("when as after")
	outcomes = dateSet("result verdict vote outcome winner decision news ruling tally sentence score")
)
