package attribution

import "github.com/onrecord/onrecord/internal/lang"

// asked returns the act of "ask" at i: it asks a question, or for something.
func (c *cueFrame) asked(i int) Act {
	if c.negated {
		return Says
	}
	for j := i + 1; j < min(c.last, i+maxInfinitive); j++ {
		w := &c.s.words[j]
		switch f := c.s.Doc.Forms[j].Word; {
		case isQuestion[f] || w.quote == quoteOpen || w.tag == lang.Colon:
			return Asks
		case f == forWord || w.tag == lang.TO && c.verbAfter(j):
			return Urges
		case w.tag == lang.IN && f == thatWord:
			return Urges
		case f == questionWord || f == questionsWord:
			return Asks
		}
	}
	if c.r.Kind != Indirect || c.contentFirst() || c.s.words[i].kids&kidAuxPass != 0 {
		return Asks
	}
	return Urges
}

var isQuestion = hashed("about if whether how why what when where who whom which ? whose")

// contentFirst reports whether all of the content stands before the cue.
func (c *cueFrame) contentFirst() bool {
	return c.r.Content[len(c.r.Content)-1].Start < c.r.Cue[0].Start
}

// infinitive reports whether, after the word at i and at most one noun phrase,
// an infinitive follows.
func (c *cueFrame) infinitive(i int) bool {
	noun := false // the last word was a noun
	for j := i + 1; j < min(c.last, i+maxInfinitive); j++ {
		w := &c.s.words[j]
		switch {
		case w.tag == lang.TO && c.verbAfter(j):
			return true
		case w.tag == lang.VBD || w.tag == lang.VBG || w.tag == lang.Comma || w.tag >= lang.WDT && w.tag <= lang.WRB || w.tag == lang.VBZ || w.tag == lang.VBP || w.tag == lang.MD || w.tag == lang.Colon,
			w.quote == quoteOpen && w.region != c.s.words[i].region, c.s.Doc.Forms[j].Word == thatWord && w.tag == lang.IN,
			noun && (w.tag == lang.DT || w.tag == lang.PRP || w.tag == lang.PRPS):
			return false
		}
		noun = w.tag.Nominal() || w.tag == lang.PRP
	}
	return false
}

// verbAfter reports whether the token after i, adverbs aside, is a base form.
func (c *cueFrame) verbAfter(i int) bool {
	for i++; i < c.last && (c.s.words[i].tag == lang.RB || c.s.words[i].quote == quoteOpen || c.s.words[i].quote == scareOpen); i++ {
	}
	return i < c.last && c.s.words[i].tag == lang.VB
}

// asksFor reports whether "for", "on" or "upon" follows the word at i.
func (c *cueFrame) asksFor(i int) bool {
	for j := i + 1; j < min(c.last, i+4); j++ {
		if callsFor[c.s.Doc.Forms[j].Word] {
			return true
		}
		if t := c.s.words[j].tag; t != lang.RB && t != lang.RP && !calendarWords[c.s.Doc.Forms[j].Word] {
			return false
		}
	}
	return false
}

var callsFor = hashed("for on upon")

// follows reports whether word stands among the tokens after i, before last.
func (c *cueFrame) follows(i int, word uint64, last int) bool {
	for j := i + 1; j < last; j++ {
		if c.s.Doc.Forms[j].Word == word {
			return true
		}
	}
	return false
}

// hasNumber reports whether the content holds a number.
func (c *cueFrame) hasNumber() bool {
	d := c.s.Doc
	for _, p := range c.r.Content {
		for i := d.TokenAt(p.Start); i < len(d.Tokens) && d.Tokens[i].Start < p.End; i++ {
			if d.Tokens[i].XPOS == lang.CD && !c.calendar(i) && d.Forms[i].Word != oneWord {
				return true
			}
		}
	}
	return false
}

// calendar reports whether the number at i is a year, or the day after a month.
func (c *cueFrame) calendar(i int) bool {
	d := c.s.Doc
	w := d.Word(i)
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") || i > 0 && d.Tokens[i-1].XPOS == lang.NNP && d.Forms[i].Shape == lang.ShapeNumber
}

// nounAfter returns the act of the noun that the light verb of the cue has.
func (c *cueFrame) nounAfter() (Act, bool) {
	for j := c.end; j < min(c.last, c.end+maxLight); j++ {
		w := &c.s.words[j]
		if isNegative[c.s.Doc.Forms[j].Word] {
			c.negated = true
		}
		switch {
		case w.tag.Nominal() && !w.tag.Proper():
			if u, ok := usages[w.lemma]; ok && (u.frame == plain || u.frame == withheld || u.frame == calling || u.frame == refusing || u.frame == ifTo) {
				return c.resolve(u, j), true
			}
		case w.tag == lang.IN || w.tag == lang.TO || w.tag.Verbal() && w.tag != lang.VBN || w.tag == lang.MD, c.s.Doc.Forms[j].Shape == lang.ShapeMark:
			return 0, false
		}
	}
	return 0, false
}
