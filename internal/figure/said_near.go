package figure

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// headlines gives what the headline says the day on which the first sentences of the
// story, which tell of the same, say that the same speaker said it.
func (s *sayings) headlines(out []Date, speakers [][]int) {
	line := s.d.Layout.Headline
	if line.Len() == 0 {
		return
	}
	for i := range s.relations {
		if out[i].Len() > 0 || len(speakers[i]) == 0 || s.relations[i].Within >= 0 || !line.Overlaps(s.relations[i].Content[0]) {
			continue
		}
		if j := s.leadOf(speakers, i); j >= 0 && out[j].Len() > 0 && s.fresh(&out[j]) {
			out[i] = out[j]
		}
	}
}

// maxLeadSentences is how many sentences behind a headline tell of what it says.
const maxLeadSentences = 2

// leadOf returns the first relation below the headline of the speakers of i, which
// is in the headline; -1 if nobody says so in the first sentences.
func (s *sayings) leadOf(speakers [][]int, i int) int {
	lead := -1
	for j := i + 1; j < len(s.relations); j++ {
		r := &s.relations[j]
		if len(r.Cue) == 0 || s.d.Layout.Headline.Overlaps(r.Cue[0]) || s.d.Layout.Aside(r.Cue[0]) {
			continue
		}
		at := s.d.SentenceOf(s.d.TokenAt(r.Cue[0].Start))
		if lead < 0 {
			lead = at
		}
		if at-lead >= maxLeadSentences {
			return -1
		}
		if slices.Equal(speakers[i], speakers[j]) && r.Within < 0 {
			return j
		}
	}
	return -1
}

// officer returns the relation right before i in which a body spoke whose head or
// spokesman goes on in i: "the agency said on Monday. Its director, Ana Duarte, told
// a news conference"; -1 for none.
func (s *sayings) officer(out []Date, i int) int {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || !s.speech(&c) || s.moved(&c) || c.srcEnd-c.srcFirst < 2 || s.datedSentence() {
		return -1
	}
	j := i - 1
	for j >= 0 && s.relations[j].Within >= 0 {
		j--
	}
	if j < 0 || out[j].Len() == 0 || !s.fresh(&out[j]) || len(s.relations[j].Source) == 0 || len(s.relations[j].Cue) == 0 || s.d.Layout.Headline.Overlaps(s.relations[j].Cue[0]) {
		return -1
	}
	cue := s.d.TokenAt(s.relations[j].Cue[0].Start)
	if n := s.d.SentenceOf(c.cueFirst) - s.d.SentenceOf(cue); n < 1 || n > 2 || s.datedBetween(max(out[j].End, s.relations[j].Cue[0].End), s.d.Tokens[s.first].Start) {
		return -1
	}
	body := s.d.TokenAt(s.relations[j].Source[0].End - 1)
	if !s.d.Tokens[body].XPOS.Nominal() && s.d.Tokens[body].XPOS != lang.PRP {
		return -1
	}
	if s.d.Tokens[c.srcFirst].XPOS == lang.PRPS {
		if itsTheir[s.d.Forms[c.srcFirst].Word] && s.officeIn(c.srcFirst+1, min(c.srcEnd, c.srcFirst+4)) {
			return j
		}
		return -1
	}
	if s.relations[i].Kind == attribution.Direct && bareOffices[s.d.Forms[c.srcFirst].Lemma] && s.companyNear(&s.relations[j]) {
		return j // "chief executive Sanna Ahl told a news conference"
	}
	return -1
}

// officeIn reports whether a word for the head of a body or one who speaks for it is
// among the tokens [first, last).
func (s *sayings) officeIn(first, last int) bool {
	for k := first; k < last; k++ {
		if offices[s.d.Forms[k].Lemma] || offices[s.d.Forms[k].Word] {
			return true
		}
	}
	return false
}

// companyNear reports whether the source of r, or the words before it in its sentence,
// speak of a company.
func (s *sayings) companyNear(r *attribution.Relation) bool {
	first, last := s.d.TokenAt(r.Source[0].Start), s.d.TokenAt(r.Source[0].End-1)
	for k := first; k <= last; k++ {
		if companies[s.d.Forms[k].Lemma] {
			return true
		}
	}
	return false
}

// courtroom returns the time of what a judge or a court said, or what was said outside
// it, right after the sentence that dates how the case ended: "was jailed on Monday.
// Judge Ana Duarte told him that".
func (s *sayings) courtroom(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || c.srcEnd == c.srcFirst || s.relations[i].Within >= 0 || s.d.Tokens[c.verb].XPOS != lang.VBD && (s.d.Tokens[c.verb].XPOS != lang.VBN || s.hasAuxiliary(c.verb)) || s.moved(&c) || s.datedSentence() || s.d.Forms[c.verb].Lemma == hearLemma {
		return Date{}, false
	}
	if !s.ofCourt(&c) && !s.outside(&c) {
		return Date{}, false
	}
	at := s.d.SentenceOf(c.cueFirst)
	for n := at - 1; n >= max(0, at-maxCourt); n-- {
		if t, ok := s.judgedOn(s.d.Sentences[n]); ok {
			return t, true
		}
	}
	return Date{}, false
}

// maxCourt is how many sentences before it how a case ended may be told.
const maxCourt = 3

// ofCourt reports whether the source of c is a judge or a court.
func (s *sayings) ofCourt(c *clause) bool {
	for k := c.srcFirst; k < c.srcEnd && s.d.Tokens[k].XPOS != lang.Comma; k++ {
		if courts[s.d.Forms[k].Lemma] {
			return true
		}
	}
	return false
}

// outside reports whether "outside the court" follows the cue of c.
func (s *sayings) outside(c *clause) bool {
	for k := c.cueEnd; k+1 < min(s.last, c.cueEnd+5); k++ {
		if s.d.Forms[k].Word != outsideWord {
			continue
		}
		for j := k + 1; j < min(s.last, k+4); j++ {
			if courthouses[s.d.Forms[j].Lemma] {
				return true
			}
		}
	}
	return false
}

// judgedOn returns the day on which sentence st says that somebody was sentenced,
// cleared or fined, if that is the news.
func (s *sayings) judgedOn(st lang.Sentence) (Date, bool) {
	judged := false
	for k := st.First; k < st.Last; k++ {
		x := s.d.Tokens[k].XPOS
		judged = judged || (x == lang.VBD || x == lang.VBN) && sentences[s.d.Forms[k].Lemma]
	}
	if !judged {
		return Date{}, false
	}
	s.open(st)
	for k := s.dateFrom(s.d.Tokens[st.First].Start); k < len(s.dates) && s.dates[k].Start < s.d.Tokens[st.Last-1].End; k++ {
		first, last := s.d.TokenAt(s.dates[k].Start), s.d.TokenAt(s.dates[k].End-1)+1
		if len(s.told[k]) == 0 && s.fresh(&s.dates[k]) && s.tellsWhen(first, last) && !s.inDateline(first, last) {
			return s.dates[k], true
		}
	}
	return Date{}, false
}

// goesOnDated reports whether relation j, right behind i in its paragraph, is what the
// same speaker goes on with, called by a pronoun: "it said on Tuesday".
func (s *sayings) goesOnDated(i, j int) bool {
	o, r := &s.relations[i], &s.relations[j]
	if len(r.Source) == 0 || len(o.Source) == 0 || len(o.Cue) == 0 {
		return false
	}
	src := s.d.TokenAt(r.Source[0].Start)
	at := s.d.SentenceOf(s.d.TokenAt(o.Cue[0].Start))
	return s.d.Tokens[src].XPOS == lang.PRP && s.d.Tokens[src].End == r.Source[0].End && s.d.SentenceOf(src) == at+1 && !s.startsParagraph(at+1)
}

// pronounOn returns the relation in the sentence right before that of i which goes on in
// it, where nobody knows whom "he" or "she" stands for: "said Judge Duarte on Monday.
// "You lied," she told him"; -1 for none.
func (s *sayings) pronounOn(out []Date, speakers [][]int, i int) int {
	c, ok := s.clauseOf(i)
	if !ok || len(speakers[i]) > 0 || s.relations[i].Within >= 0 || c.srcEnd-c.srcFirst != 1 || !s.takesUp(&c, i) || !s.speech(&c) || s.moved(&c) || s.newOccasion(&c) || s.datedSentence() {
		return -1
	}
	j := i - 1
	for j >= 0 && s.relations[j].Within >= 0 {
		j--
	}
	if j < 0 || out[j].Len() == 0 || !s.narrow(&out[j]) || len(s.relations[j].Cue) == 0 || len(speakers[j]) != 1 {
		return -1
	}
	at := min(s.d.SentenceOf(s.d.TokenAt(s.relations[i].Content[0].Start)), s.d.SentenceOf(c.cueFirst))
	if s.relations[i].Kind != attribution.Direct && s.startsParagraph(at) && s.d.SentenceOf(c.cueFirst) != at {
		return -1
	}
	if s.d.SentenceOf(s.d.TokenAt(s.relations[j].Cue[0].Start)) != at-1 {
		return -1
	}
	return j
}

// takesUp reports whether the source of c, of relation i, is a pronoun that can only
// stand for who spoke before: "he" of a quotation, "it".
func (s *sayings) takesUp(c *clause, i int) bool {
	w := s.d.Forms[c.srcFirst].Word
	return heShe[w] && s.relations[i].Kind == attribution.Direct || itHash == w && s.d.Tokens[c.verb].XPOS == lang.VBD
}

var itHash = lang.WordHash("it")

var (
	heShe   = dateSet("he she")
	offices = dateSet(`director head chief president chairman chairwoman chair spokesman spokeswoman spokesperson secretary-general minister commander
commissioner governor leader manager ceo executive boss secretary general chancellor rector dean captain coordinator`)
	bareOffices = dateSet("chief chairman chairwoman spokesman spokeswoman spokesperson president ceo managing")
	companies   = dateSet("company firm operator carmaker airline bank maker group retailer manufacturer lender carrier insurer developer startup utility producer brewer miner owner publisher")
	courthouses = dateSet("court courthouse courtroom tribunal")
	itsTheir    = dateSet("its their")
	hearLemma   = lang.WordHash("hear")
	outsideWord = lang.WordHash("outside")
)
