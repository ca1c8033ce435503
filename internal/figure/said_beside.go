package figure

import "github.com/onrecord/onrecord/internal/lang"

// beside returns the time of a relation whose clause goes on with one that the
// sentence dates: "The town was cut off on Tuesday, and the mayor said", "doctors
// said on Tuesday, but the army denied", "ended on Friday, with the union
// accusing". It is the day's news; of older events people still speak later.
func (s *sayings) beside(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || c.srcEnd == c.srcFirst || !s.joined(&c) {
		return Date{}, false
	}
	for k := s.dateFrom(s.d.Tokens[c.srcFirst].Start) - 1; k >= 0 && s.dates[k].Start >= s.d.Tokens[s.first].Start; k-- {
		if len(s.told[k]) > 0 {
			continue
		}
		first, last := s.d.TokenAt(s.dates[k].Start), s.d.TokenAt(s.dates[k].End-1)+1
		if !s.fresh(&s.dates[k]) || !s.tellsWhen(first, last) || s.inDateline(first, last) || !s.narrated(first) {
			return Date{}, false
		}
		return s.dates[k], true
	}
	return Date{}, false
}

// joined reports whether the source of c starts a clause that goes on with the
// one before it, and its cue is in the past.
func (s *sayings) joined(c *clause) bool {
	k := c.srcFirst - 1
	if k <= s.first || c.srcFirst > c.cueFirst || s.moved(c) {
		return false
	}
	x := s.d.Tokens[c.verb].XPOS
	for j := k; j > max(s.first, k-maxGap); j-- { // and the union saying, after "with"
		if x == lang.VBG && s.d.Forms[j].Word == withWord {
			return true
		}
	}
	return x == lang.VBD && (s.d.Tokens[k].XPOS == lang.CC || joins[s.d.Forms[k].Word])
}

// moved reports whether a word by the cue of c says that it is of another time.
func (s *sayings) moved(c *clause) bool {
	for k := max(s.first, c.cueFirst-2); k < min(s.last, c.cueEnd+2); k++ {
		if w := s.d.Forms[k].Word; otherTime[w] || k < c.cueEnd && w == hadWord {
			return true
		}
	}
	return false
}

// narrated reports whether the date at first stands in a clause in the past that
// is the first of its sentence.
func (s *sayings) narrated(first int) bool {
	past, relative := first == s.first, 0
	for k := s.first; k < first; k++ {
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.WP, x == lang.WDT:
			relative++
		case x != lang.VBD && x != lang.VBZ && x != lang.VBP && x != lang.MD:
		case relative > 0:
			relative--
		case x == lang.VBD:
			past = true
		case x == lang.MD:
			return false
		}
	}
	return past && relative == 0
}

// fresh reports whether t is a day of the story's news: the one it came out on
// or one of the two before.
func (s *sayings) fresh(t *Date) bool {
	return t.ref != noDay && !t.From.IsZero() && t.From.Equal(t.To) && !t.when.since && t.ref-dayOf(t.From) <= 2 && t.ref >= dayOf(t.From)
}

var (
	joins     = dateSet("as while though although whereas with")
	otherTime = dateSet("earlier previously already once later formerly repeatedly often long initially")
	withWord  = lang.WordHash("with")
	hadWord   = lang.WordHash("had")
)

// afterwards returns the time of a relation that was said "afterwards": the day
// that its sentence, or the one before it in the paragraph, tells of.
func (s *sayings) afterwards(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || s.d.Tokens[c.verb].XPOS != lang.VBD || !s.sequel(&c) {
		return Date{}, false
	}
	floor := s.first
	if at := s.d.SentenceOf(s.first); at > 0 && !s.startsParagraph(at) {
		floor = s.d.Sentences[at-1].First
	}
	for k := s.dateFrom(s.d.Tokens[c.cueFirst].Start) - 1; k >= 0 && s.dates[k].Start >= s.d.Tokens[floor].Start; k-- {
		if len(s.told[k]) == 0 {
			return s.dates[k], s.fresh(&s.dates[k])
		}
	}
	return s.afterNews(&c)
}

// afterNews returns the day of the news for what was said "afterwards", where
// nothing just before tells of a day.
func (s *sayings) afterNews(c *clause) (Date, bool) {
	k := s.sequelAt(c)
	if k < 0 || !afterwardsWords[s.d.Forms[k].Word] {
		return Date{}, false
	}
	j := s.leadDate()
	if j < 0 {
		return Date{}, false
	}
	t := s.dates[j]
	t.Span = s.d.Tokens[k].Span
	return t, true
}

// sequel reports whether "afterwards" or "later" stands by the cue of c.
func (s *sayings) sequel(c *clause) bool { return s.sequelAt(c) >= 0 }

// sequelAt returns the token of that word, -1 for none. It may end what the
// sentence starts with: "Speaking on the steps afterwards, she said".
func (s *sayings) sequelAt(c *clause) int {
	for k := max(s.first, c.cueFirst-1); k <= min(s.last-1, c.cueEnd); k++ {
		if sequels[s.d.Forms[k].Word] {
			if (s.is(k+1, wThat) || s.is(k+1, wThis)) && (s.is(k+2, wUnit) || s.is(k+2, wDayPart)) {
				return -1
			}
			return k
		}
	}
	if k := min(c.srcFirst, c.cueFirst) - 2; k >= s.first && s.is(k+1, wComma) && afterwardsWords[s.d.Forms[k].Word] && (k == s.first || s.speaks(s.first)) {
		return k
	}
	return -1
}

var afterwardsWords = dateSet("afterwards afterward")

var sequels = dateSet("afterwards afterward later subsequently")
