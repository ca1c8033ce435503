package figure

import "github.com/onrecord/onrecord/internal/lang"

// sharedVerb reports whether the date [first, last) tells when the source did
// what the sentence is about, of which the cue goes on: "resigned on Sunday,
// saying", "on Friday made a protest and pledged", "In April, the group sent a
// letter urging". It goes by the order of the words, for long sentences are
// parsed badly.
func (s *sayings) sharedVerb(c *clause, first, last int) bool {
	if c.srcEnd > c.cueFirst || c.srcEnd == c.srcFirst || last > c.cueFirst || !s.goesOnAt(c) {
		return false
	}
	v := s.mainVerb(c)
	if v < 0 {
		return false
	}
	switch {
	case last <= c.srcFirst:
		return s.starts(first) && s.plain(c, last, c.srcFirst)
	case first >= c.srcEnd && last <= v:
		return last == v && (first == c.srcEnd || s.is(first-1, wComma))
	case first > v:
		return s.oneClause(v+1, first) && s.oneSubject(last, c.cueFirst)
	}
	return false
}

// goesOnAt reports whether the cue of c goes on with an earlier verb: ", saying",
// "and vowed".
func (s *sayings) goesOnAt(c *clause) bool {
	k := c.cueFirst - 1
	if s.mistagged(c) {
		return true
	}
	if s.d.Tokens[c.verb].XPOS == lang.VBG {
		return c.verb == c.cueFirst && !s.d.Tokens[k].XPOS.Verbal() && s.d.Tokens[k].XPOS != lang.MD // not: are saying
	}
	for k > c.srcEnd && s.d.Tokens[k].XPOS == lang.RB {
		k--
	}
	return k > c.srcEnd && s.d.Tokens[k].XPOS == lang.CC
}

// mainVerb returns the verb in the past that follows the source of c, -1 for
// none.
func (s *sayings) mainVerb(c *clause) int {
	for k := c.srcEnd; k < c.cueFirst; k++ {
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.VBD && s.d.Tokens[k].Rel != lang.RelAux && s.d.Tokens[k].Rel != lang.RelAuxPass:
			return k
		case x == lang.VBN && k > c.srcEnd && s.d.Tokens[k-1].XPOS == lang.VBD:
			return k
		case x == lang.WP, x == lang.WDT, x == lang.VBZ, x == lang.VBP, x == lang.MD, x == lang.VBN:
			return -1
		}
	}
	return -1
}

// oneClause reports whether no verb and no new clause stands among the tokens
// [from, to).
func (s *sayings) oneClause(from, to int) bool {
	for k := from; k < to; k++ {
		t := &s.d.Tokens[k]
		switch t.XPOS {
		case lang.VBD, lang.VBZ, lang.VBP, lang.MD, lang.WP, lang.WDT, lang.WRB, lang.Colon, lang.VBG, lang.Comma:
			return false
		case lang.IN:
			if t.Rel == lang.RelMark && !(asWord[s.d.Forms[k].Word] && s.d.Tokens[k+1].XPOS.Nominal()) { // "resigned as coach"
				return false
			}
		}
	}
	return true
}

// oneSubject reports whether the tokens [from, to) hold no verb in the past with
// a subject of its own, but after "after", "before", "when".
func (s *sayings) oneSubject(from, to int) bool {
	for k := from; k < to; k++ {
		t := &s.d.Tokens[k]
		switch {
		case aside[s.d.Forms[k].Word]:
			for k < to && t.XPOS != lang.Comma {
				k++
				t = &s.d.Tokens[k]
			}
		case t.XPOS == lang.VBD && s.hasSubject(k), t.XPOS == lang.VBZ, t.XPOS == lang.VBP, t.XPOS == lang.Colon:
			return false
		}
	}
	return true
}

var aside = dateSet("after before when while following")

// passive reports whether token k is a participle that tells how something came
// out, whatever it was tagged as: "a message sent to journalists on Monday".
func (s *sayings) passive(k int) bool {
	if !released[s.d.Forms[k].Word] || k+1 >= s.last {
		return false
	}
	t := &s.d.Tokens[k+1]
	return t.XPOS == lang.IN || t.XPOS == lang.TO || t.XPOS == lang.RB || s.is(k+1, wWeekday) || s.is(k+1, wLast) || s.is(k+1, wEdge) || s.is(k+1, wDayWord)
}

// misread reports whether the verb at token k can only be a noun: "at a campaign
// stop".
func (s *sayings) misread(k int) bool {
	return k > s.first && s.d.Tokens[k].XPOS == lang.VB && (s.d.Tokens[k-1].XPOS == lang.NN || s.d.Tokens[k-1].XPOS == lang.DT || s.d.Tokens[k-1].XPOS == lang.JJ)
}
