package figure

import "github.com/onrecord/onrecord/internal/lang"

// maxObject is how many tokens what is praised or denied may have before a date.
const maxObject = 10

// endsObject reports whether the date [first, last) ends content that is but what
// the cue is about, so that it tells when it was said: "praised the troops
// Monday", "defended the plan on Saturday". A date after what happens on a day
// ("condemned the attack on Monday") may be of either.
func (s *sayings) endsObject(c *clause, first, last int) bool {
	if first <= c.cueEnd || first-c.cueEnd > maxObject || !s.endsPiece(c, last) || !s.oneClause(c.cueEnd, first) {
		return false
	}
	for k := c.cueEnd; k < first; k++ {
		if x := s.d.Tokens[k].XPOS; x == lang.TO || x == lang.VB || x == lang.CloseQuote {
			return false
		}
	}
	if s.is(first-1, wThe) || s.attributive(first, last) {
		return false
	}
	return s.occasionPhrase(c.cueEnd, first) ||
		s.d.Tokens[c.verb].XPOS == lang.VBD && reactions[s.d.Forms[c.verb].Lemma] && !s.happens(c.cueEnd, first) ||
		answering[s.d.Forms[c.verb].Lemma] && s.withheld(c.verb) && !s.happens(c.cueEnd, first)
}

// endsPiece reports whether a piece of the content of c ends with the token
// before last.
func (s *sayings) endsPiece(c *clause, last int) bool {
	end := s.d.Tokens[last-1].End
	for _, p := range s.relations[c.relation].Content {
		if p.End >= end && p.End <= end+1 {
			return true
		}
	}
	return false
}

// happens reports whether the tokens [from, to) name what happens on a day.
func (s *sayings) happens(from, to int) bool {
	for k := from; k < to; k++ {
		if happenings[s.d.Forms[k].Lemma] {
			return true
		}
	}
	return false
}

// occasionPhrase reports whether the tokens [from, to) hold a phrase that tells
// of an occasion: "in a speech", "at her news conference".
func (s *sayings) occasionPhrase(from, to int) bool {
	for k := from; k+1 < to; k++ {
		if s.d.Tokens[k].XPOS != lang.IN || !onOccasion[s.d.Forms[k].Word] {
			continue
		}
		if x := s.d.Tokens[k+1].XPOS; (x == lang.DT || x == lang.PRPS) && s.occasionBy(k+2) {
			return true
		}
	}
	return false
}

// occasionTail reports whether the date at first ends a phrase after all that is
// said, which tells of an occasion: "likened it to a lottery, in an interview with
// a newspaper last week".
func (s *sayings) occasionTail(c *clause, first int) bool {
	for k := first - 1; k > max(c.cueEnd, first-maxGap); k-- {
		t := &s.d.Tokens[k]
		if holds(s.relations[c.relation].Content, t.Span) {
			return s.occasionPhrase(k+1, first)
		}
		switch t.XPOS {
		case lang.VBD, lang.VBZ, lang.VBP, lang.MD, lang.WP, lang.WDT, lang.WRB:
			return s.passive(k)
		}
	}
	return false
}

// contacted reports whether the date at first tells when somebody was asked:
// "declined to comment when contacted on Friday".
func (s *sayings) contacted(first int) bool {
	if s.metOn(first) {
		return true
	}
	for k := first - 1; k > max(s.first, first-4); k-- {
		if contacts[s.d.Forms[k].Word] {
			return whenWord[s.d.Forms[k-1].Word]
		}
	}
	return false
}

// metOn reports whether the date at first tells when the outlet's people met whoever
// speaks: "when we met him in March", "when reporters reached her on Monday".
func (s *sayings) metOn(first int) bool {
	met := -1
	for k := first - 1; k > max(s.first, first-maxTail); k-- {
		if x := s.d.Tokens[k].XPOS; x == lang.Comma || x == lang.MD || x.Verbal() && (met >= 0 || !meeting[s.d.Forms[k].Word]) {
			return false
		}
		if met < 0 && s.d.Tokens[k].XPOS.Verbal() {
			met = k
		}
		if met >= 0 && whenWord[s.d.Forms[k].Word] {
			for j := k + 1; j < met; j++ {
				if press[s.d.Forms[j].Word] {
					return true
				}
			}
			return false
		}
	}
	return false
}

var (
	meeting = dateSet("met visited reached contacted spoke called interviewed asked approached phoned telephoned saw")
	press   = dateSet("we i reporters reporter journalists journalist correspondents correspondent newspaper paper magazine reuters afp bbc")
)

// doing reports whether the date [first, last) stands in what the source was
// doing as it spoke: "The mayor, opening the museum on Saturday, said".
func (s *sayings) doing(c *clause, k, first, last int) bool {
	if t := &s.dates[k]; t.From.IsZero() || !t.From.Equal(t.To) || first < c.srcFirst || last > c.cueFirst || c.cueFirst-last > 1 {
		return false
	}
	for k := first - 1; k > c.srcFirst+1; k-- {
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.VBG, met[s.d.Forms[k].Word]:
			return s.d.Tokens[k-1].XPOS == lang.Comma && k-1 >= c.srcFirst
		case x.Verbal(), x == lang.MD, x == lang.WP, x == lang.WDT, x == lang.Comma:
			return false
		}
	}
	return false
}

// opensDoing reports whether the date [first, last) stands in what the source was
// doing as it spoke, told before it: "Sentencing her on Monday, the judge said".
func (s *sayings) opensDoing(c *clause, k, first, last int) bool {
	if t := &s.dates[k]; t.From.IsZero() || !t.From.Equal(t.To) || last > min(c.srcFirst, c.cueFirst) || c.srcEnd == c.srcFirst {
		return false
	}
	v := s.first
	for v < first && (s.d.Tokens[v].XPOS == lang.CC || s.d.Tokens[v].XPOS == lang.RB || asWord[s.d.Forms[v].Word]) {
		v++
	}
	if s.d.Tokens[v].XPOS != lang.VBG && !s.gerund(v) || otherThan[s.d.Forms[v].Word] || v >= first {
		return false
	}
	for k := v + 1; k < min(c.srcFirst, c.cueFirst); k++ {
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.VBD, x == lang.VBZ, x == lang.VBP, x == lang.MD, x == lang.WP, x == lang.WDT, x == lang.Comma && k < first, x == lang.OpenQuote:
			return false
		}
	}
	return s.d.Tokens[min(c.srcFirst, c.cueFirst)-1].XPOS == lang.Comma
}

// gerund reports whether token v, the first of a sentence, is a word in -ing that
// has an object: a participle that was taken for a noun.
func (s *sayings) gerund(v int) bool {
	w := s.d.Word(v)
	if len(w) < 6 || w[len(w)-3:] != "ing" || v+1 >= s.last {
		return false
	}
	x := s.d.Tokens[v+1].XPOS
	return x == lang.DT || x == lang.PRP || x == lang.PRPS
}

var (
	// What somebody speaks of may be of another day than when they speak.
	otherThan = dateSet(`having being citing quoting referring recalling describing remembering following according including regarding concerning considering
during excluding barring depending starting beginning ending dating pending assuming judging`)
	met = dateSet("reached contacted interviewed questioned approached telephoned phoned quoted cited")
)

var (
	onOccasion = dateSet("in at during on to")
	answering  = dateSet("respond reply answer return")
	contacts   = dateSet("contacted asked reached approached questioned pressed telephoned phoned")
	whenWord   = dateSet("when if after being")
	reactions  = dateSet(`praise defend condemn criticise criticize reject dismiss welcome denounce blame accuse back endorse hail thank deny
mock slam blast rebuke congratulate deplore lament describe support oppose renew repeat reiterate retract withdraw confirm acknowledge admit
disown disavow decry deride ridicule lambast applaud salute`)
	happenings = dateSet(`attack raid vote election meeting strike bombing killing talk summit hearing shooting explosion match game protest rally
debate arrest death crash visit speech statement ruling decision verdict march assault blast incident fire flood storm earthquake murder launch broadcast programme interview
shelling accident collision referendum poll ceremony release march win defeat victory loss result report call test`)
)
