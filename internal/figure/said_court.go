package figure

import "github.com/onrecord/onrecord/internal/lang"

// verdict returns the time of what a court found where the sentence dates what it
// led to: "was jailed on Tuesday after a jury found that".
func (s *sayings) verdict(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || c.srcEnd == c.srcFirst || c.srcFirst <= s.first+2 || c.srcFirst > c.cueFirst || s.d.Tokens[c.verb].XPOS != lang.VBD && s.d.Tokens[c.verb].XPOS != lang.VBN || s.moved(&c) {
		return Date{}, false
	}
	if k := c.srcFirst - 1; !leadsTo[s.d.Forms[k].Word] || !courts[s.d.Forms[s.headOf(&c)].Lemma] {
		return Date{}, false
	}
	judged := false
	for k := s.first; k < c.srcFirst; k++ {
		judged = judged || s.d.Tokens[k].XPOS.Verbal() && sentences[s.d.Forms[k].Lemma]
	}
	if !judged {
		return Date{}, false
	}
	for k := s.dateFrom(s.d.Tokens[c.srcFirst].Start) - 1; k >= 0 && s.dates[k].Start >= s.d.Tokens[s.first].Start; k-- {
		first, last := s.d.TokenAt(s.dates[k].Start), s.d.TokenAt(s.dates[k].End-1)+1
		if len(s.told[k]) == 0 && s.tellsWhen(first, last) && !s.inDateline(first, last) {
			return s.dates[k], s.fresh(&s.dates[k])
		}
	}
	return Date{}, false
}

// headOf returns the last noun of the source of c before anything that says more
// of it.
func (s *sayings) headOf(c *clause) int {
	k := c.srcFirst
	for k+1 < c.srcEnd && (s.d.Tokens[k+1].XPOS.Nominal() || s.d.Tokens[k+1].XPOS == lang.JJ) {
		k++
	}
	return k
}

var (
	leadsTo   = dateSet("after when as")
	courts    = dateSet("jury juror court judge tribunal panel magistrate justice bench commission regulator")
	sentences = dateSet("jail sentence convict acquit clear fine ban free release imprison strip suspend dock order disqualify bar remand condemn punish")
)
