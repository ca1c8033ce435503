package figure

// survey returns the time of a relation whose source is a share of those who were
// asked in a survey that an earlier sentence dates: "Only 6% said".
func (s *sayings) survey(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || c.srcEnd == c.srcFirst || s.relations[i].Within >= 0 || s.moved(&c) || !s.shareOf(&c) {
		return Date{}, false
	}
	at := s.d.SentenceOf(c.srcFirst)
	for n := at; n >= max(0, at-maxDocument); n-- {
		st := s.d.Sentences[n]
		s.open(st)
		for k := st.First; k < st.Last; k++ {
			if surveys[s.d.Forms[k].Lemma] && s.occasion(k) {
				return s.issuedOn(k)
			}
		}
	}
	return Date{}, false
}

// shareOf reports whether the source of c is a share or a number of people who
// were asked.
func (s *sayings) shareOf(c *clause) bool {
	for k := c.srcFirst; k < c.srcEnd; k++ {
		if l := s.d.Forms[k].Lemma; polledOf[l] || s.d.Word(k) == "%" || fractions[s.d.Forms[k].Word] {
			return true
		}
	}
	return false
}

var (
	surveys   = dateSet("survey poll study questionnaire census")
	polledOf  = dateSet("respondent percent pupil interviewee participant pollster")
	fractions = dateSet("third thirds quarter quarters half fifth tenth majority most per minority")
)
