package figure

import "github.com/onrecord/onrecord/internal/lang"

// A place is where a date stands to a cue, the surest first.
type place uint8

const (
	afterCue     place = iota // said on Tuesday; said X, a spokesman, on Tuesday
	beforeCue                 // the army on Tuesday said
	inSource                  // a report published on Monday says
	afterContent              // pledged aid on Thursday
	startsClause              // On Tuesday, the army said; Speaking on Tuesday, she said
	sameVerb                  // visited the camp on Tuesday and said
	notSaid
)

// place returns how the date k, the tokens [first, last), stands to c.
func (s *sayings) place(c *clause, k, first, last int) place {
	if s.whenSaid(c, last) || s.issued(c, first, last) {
		return afterCue
	}
	if s.dates[k].when.since || s.stranger(c, k) || s.inDateline(first, last) || s.dateLine(k, first, last) || s.compares(c, first) {
		return notSaid
	}
	own, loose := s.inOwn(c, k), s.tellsWhen(first, last) || s.dates[k].when.from.shift != 0
	switch {
	case own && first == c.cueEnd && s.adverbial(first, last):
		return afterCue // which belongs to the cue, whatever was taken for content
	case first >= c.cueEnd && s.afterQuotation(c, first), own && s.endsObject(c, first, last), first >= c.cueEnd && s.contacted(first):
		return afterContent
	case own && s.parted(c, first, last):
		return afterCue
	case own && s.leadsIn(c, first, last):
		return startsClause
	case own:
		return notSaid
	case last == c.srcEnd && last == c.cueFirst && first > c.srcFirst && (s.bare(c.srcFirst, first) || s.d.Tokens[first-1].XPOS == lang.WP):
		return beforeCue
	case s.doing(c, k, first, last):
		return beforeCue
	case first >= c.srcFirst && last <= c.srcEnd:
		if s.datesDocument(c.srcFirst, first, last) {
			return inSource
		}
		return notSaid
	case !loose:
		return notSaid
	case first >= c.cueFirst && last <= c.cueEnd, first >= c.cueEnd && s.follows(c, first):
		return afterCue
	case first >= c.cueEnd && (s.endsContent(c, first) || s.occasionTail(c, first)):
		return afterContent
	case first >= c.srcEnd && last <= c.cueFirst && s.plain(c, c.srcEnd, first) && s.plain(c, last, c.cueFirst):
		return beforeCue
	case last <= min(c.srcFirst, c.cueFirst) && s.starts(first) && s.plain(c, last, min(c.srcFirst, c.cueFirst)):
		return startsClause
	case first >= c.cueEnd && s.whileClause(c, first), s.asked(c, first), s.opensDoing(c, k, first, last):
		return startsClause
	case s.sharedVerb(c, first, last), s.sameVerb(c, first, last):
		return sameVerb
	}
	return notSaid
}

// whenSaid reports whether "when" joins the source of c to the date that ends at
// last: "since Monday, when it denied", "on Friday, when the mayor said".
func (s *sayings) whenSaid(c *clause, last int) bool {
	if s.is(last, wComma) {
		last++
	}
	return last > s.first && last < s.last && c.cueFirst-c.srcEnd < 3 && s.d.Tokens[c.verb].XPOS == lang.VBD && plainCues[s.d.Forms[c.verb].Lemma] && c.srcEnd > c.srcFirst && c.srcFirst == last+1 && c.cueFirst >= c.srcEnd && s.d.Forms[last].Word == whenHash && s.plain(c, c.srcEnd, c.cueFirst)
}

var whenHash = lang.WordHash("when")

// issued reports whether the cue of c goes on right after the date [first, last)
// with what was put out then: "had issued a warning on Tuesday, forecasting".
func (s *sayings) issued(c *clause, first, last int) bool {
	if !s.is(last, wComma) || c.cueFirst != last+1 || s.d.Tokens[c.verb].XPOS != lang.VBG && !s.mistagged(c) {
		return false
	}
	for k := first - 1; k > max(s.first, first-maxTail); k-- {
		if released[s.d.Forms[k].Word] {
			return s.occasionBy(k+1) || s.occasionBy(k+2)
		}
		if x := s.d.Tokens[k].XPOS; x.Verbal() || x == lang.MD || x == lang.Comma {
			return false
		}
	}
	return false
}

// maxParted is how far behind its cue a date may part an addressee from what is
// said, in tokens.
const maxParted = 8

// parted reports whether the date [first, last), in the content, parts whom the
// cue is about from what is said of them: "accused Velmar on Tuesday of massing
// tanks", "urged both sides on Monday to stop".
func (s *sayings) parted(c *clause, first, last int) bool {
	if first-c.cueEnd > maxParted || last >= s.last || !parting[s.d.Forms[last].Word] {
		return false
	}
	if s.d.Forms[last].Word == thatHash && s.d.Tokens[c.cueEnd].XPOS != lang.IN { // not "statements by her last week that"
		return false
	}
	for k := c.cueEnd; k < first; k++ {
		if t := &s.d.Tokens[k]; t.XPOS.Verbal() || t.XPOS == lang.MD || t.XPOS == lang.IN && t.Rel == lang.RelMark {
			return false
		}
	}
	return s.is(first, wPrep) || s.is(first, wWeekday) || s.is(first, wLast) || s.is(first, wEdge)
}

// tellsWhen reports whether the date [first, last) may tell when something was
// said: it stands alone ("on Tuesday") or with an occasion ("at Tuesday's
// briefing"), not with another noun ("of the 2016 vote") or "until", "before".
func (s *sayings) tellsWhen(first, last int) bool {
	of := first - 1
	if s.attributive(first, last) {
		noun := last
		if s.possessive(noun) {
			noun++
		}
		if !s.occasionBy(noun) {
			return false
		}
		for of >= s.first && (s.is(of, wThe) || s.is(of, wA)) {
			of--
		}
	}
	if of < s.first || s.is(of, wPrep) {
		return true
	}
	x := s.d.Tokens[of].XPOS
	return x != lang.IN && x != lang.TO || s.d.Tokens[of].Rel == lang.RelMark
}

// attributive reports whether the date [first, last) says which of what follows
// is meant: "Tuesday's vote", "the 2016 vote".
func (s *sayings) attributive(first, last int) bool {
	if s.possessive(last) || s.is(first-1, wThe) {
		return true
	}
	head := s.d.Tokens[last-1].Head
	return head >= last && s.d.Tokens[head].XPOS.Nominal() && !s.is(first, wPrep)
}

// stranger reports whether date k stands in what someone else said: in the
// content of a relation that does not hold the cue of c.
func (s *sayings) stranger(c *clause, k int) bool {
	cue := s.relations[c.relation].Cue[0]
	for _, i := range s.told[k] {
		if i != c.relation && !holds(s.relations[i].Content, cue) && !s.putTo(i) {
			return true
		}
	}
	return s.quoted(s.dates[k].Start) && !s.quoted(cue.Start)
}

// putTo reports whether relation i is but what somebody was asked at the start of
// the sentence: "Asked about that remark".
func (s *sayings) putTo(i int) bool {
	r := &s.relations[i]
	return len(r.Source) == 0 && len(r.Cue) > 0 && r.Cue[0].Start == s.d.Tokens[s.first].Start && questioned[s.d.Forms[s.first].Word]
}

func holds(spans []lang.Span, t lang.Span) bool {
	for _, p := range spans {
		if p.Overlaps(t) {
			return true
		}
	}
	return false
}

// inOwn reports whether date k stands in the content of c itself.
func (s *sayings) inOwn(c *clause, k int) bool {
	for _, i := range s.told[k] {
		if i == c.relation {
			return true
		}
	}
	return false
}

// adverbial reports whether the date [first, last) tells when, and is not what
// is spoken of: "said Tuesday was".
func (s *sayings) adverbial(first, last int) bool {
	if s.possessive(last) || last >= s.last {
		return false
	}
	if s.is(first, wPrep) || s.is(first, wEdge) {
		return s.d.Tokens[last].XPOS != lang.Comma
	}
	t := &s.d.Tokens[last]
	return !t.XPOS.Verbal() && t.XPOS != lang.MD && t.XPOS != lang.NN && t.XPOS != lang.NNS && t.XPOS != lang.Comma
}

// maxGap is how many tokens may stand between a cue and its date.
const maxGap = 16

// follows reports whether between the cue and the date at first stands nothing
// but the source, whom and where it was told.
func (s *sayings) follows(c *clause, first int) bool {
	return first-c.cueEnd <= maxGap+c.srcEnd-c.srcFirst && s.plain(c, c.cueEnd, first)
}

// compares reports whether the date at first belongs to a figure that another one
// is compared with: "up from 58 percent five years ago".
func (s *sayings) compares(c *clause, first int) bool {
	for k := max(c.cueEnd, first-maxAgainst); k+1 < first; k++ {
		if comparing[s.d.Forms[k].Word] && s.d.Tokens[k+1].XPOS == lang.CD {
			return true
		}
	}
	return false
}

// maxAgainst is how many tokens before its date a figure that another one is
// compared with may stand.
const maxAgainst = 5

// plain reports whether the tokens [from, to) are words that leave a date where
// it is: no verb, no new clause, nothing that is said. The source and the cue
// may stand among them.
func (s *sayings) plain(c *clause, from, to int) bool {
	for k := from; k < to; k++ {
		if k >= c.srcFirst && k < c.srcEnd || k >= c.cueFirst && k < c.cueEnd {
			continue
		}
		t := &s.d.Tokens[k]
		switch t.XPOS {
		case lang.VBD, lang.VBZ, lang.VBP, lang.MD, lang.WP, lang.WDT, lang.WRB, lang.Colon:
			if !s.passive(k) && t.Rel != lang.RelAux && t.Rel != lang.RelAuxPass && t.Rel != lang.RelCop {
				return false
			}
		case lang.VB, lang.VBG, lang.VBN:
			if !s.speaks(k) && !released[s.d.Forms[k].Word] && !s.misread(k) {
				return false
			}
		}
		if holds(s.relations[c.relation].Content, t.Span) {
			return false
		}
	}
	return true
}

// endsContent reports whether the date at first stands right after content that
// stands after the cue.
func (s *sayings) endsContent(c *clause, first int) bool {
	prev := first - 1
	for prev > c.cueEnd && s.d.Forms[prev].Shape == lang.ShapeMark {
		prev--
	}
	content := s.relations[c.relation].Content
	if prev < c.cueEnd || first-prev > 2 || !holds(content, s.d.Tokens[prev].Span) {
		return false
	}
	for k := c.cueEnd; k <= prev; k++ {
		switch s.d.Tokens[k].XPOS {
		case lang.VBD, lang.VBZ, lang.VBP, lang.MD: // its own, then
			return false
		}
	}
	return true
}

// bare reports whether the tokens [from, to) are a plain name or noun phrase.
func (s *sayings) bare(from, to int) bool {
	for k := from; k < to; k++ {
		if x := s.d.Tokens[k].XPOS; x.Verbal() || x == lang.WP || x == lang.WDT || x == lang.IN || x == lang.Comma {
			return false
		}
	}
	return true
}

// inDateline reports whether the date [first, last) is that of a dateline:
// "VELSUND, May 14 (NRV) -".
func (s *sayings) inDateline(first, last int) bool {
	if line := s.d.Layout.Dateline; line.Len() > 0 && line.Contains(s.d.Span(first, last)) {
		return true
	}
	if first == s.first || s.d.Forms[s.first].Shape != lang.ShapeUpper {
		return false
	}
	for k := last; k < min(last+6, s.last); k++ {
		if s.dash(k) {
			return true
		}
	}
	return false
}

// dateLine reports whether the date k, the tokens [first, last), is a line of its
// own at the head of a story, which was taken for the start of its first sentence:
// "Thursday, May 8, 2031".
func (s *sayings) dateLine(k, first, last int) bool {
	p := &s.dates[k].when.from
	return first == s.first && p.kind == dated && p.year != 0 && p.dom != 0 && last < s.last && s.d.Tokens[last].XPOS != lang.Comma
}

// sameVerb reports whether the date [first, last) belongs to the verb of the
// cue, or to one before it of which the cue goes on: "visited the camp on
// Tuesday and said", "filed a letter this month opposing".
func (s *sayings) sameVerb(c *clause, first, last int) bool {
	v := s.verbOf(first, last)
	if v >= 0 && s.d.Tokens[v].XPOS == lang.VBN && !s.hasAuxiliary(v) {
		return false // Duarte, elected in 2029, said
	}
	if v > c.verb && s.d.Tokens[v].Rel == lang.RelAdvcl && s.d.Tokens[v].Head == c.verb {
		return s.meanwhile(c.verb, v)
	}
	if v < 0 || v > c.cueFirst && v != c.verb {
		return false
	}
	for k, n := c.verb, 0; n < maxClimb; n++ {
		if k == v {
			return true
		}
		t := &s.d.Tokens[k]
		if t.Head < 0 {
			return false
		}
		switch t.Rel {
		case lang.RelConj:
			if s.hasSubject(k) {
				return false
			}
		case lang.RelAdvcl, lang.RelXcomp, lang.RelAcl:
			if t.XPOS != lang.VBG {
				return false
			}
		default:
			return false
		}
		k = t.Head
	}
	return false
}

// verbOf returns the verb that the date [first, last) belongs to, -1 for none.
// One in a phrase before its verb, as in "After the attack on Monday, she said",
// belongs to that phrase.
func (s *sayings) verbOf(first, last int) int {
	k := last - 1
	for k > first && s.inside(s.d.Tokens[k].Head, first, last) {
		k--
	}
	for range maxClimb {
		h := s.d.Tokens[k].Head
		if h < 0 || k < h && !s.inside(k, first, last) && !s.occasion(k) {
			return -1
		}
		if k = h; s.d.Tokens[k].XPOS.Verbal() && !released[s.d.Forms[k].Word] {
			return k
		}
	}
	return -1
}

// hasAuxiliary reports whether a form of "be" or "have" stands before verb v.
func (s *sayings) hasAuxiliary(v int) bool {
	for k := v - 1; k >= max(s.first, v-maxAux); k-- {
		if t := &s.d.Tokens[k]; t.Head == v && (t.Rel == lang.RelAux || t.Rel == lang.RelAuxPass) {
			return true
		}
	}
	return false
}

// meanwhile reports whether the clause of verb v goes on while that of the verb
// before it does: "said as she left the court on Monday".
func (s *sayings) meanwhile(before, v int) bool {
	for k := before + 1; k < v; k++ {
		if s.d.Tokens[k].Head == v && asWord[s.d.Forms[k].Word] {
			return true
		}
	}
	return false
}

func (s *sayings) inside(i, first, last int) bool { return first <= i && i < last }

// hasSubject reports whether verb k has a subject of its own.
func (s *sayings) hasSubject(k int) bool {
	for i := max(s.first, k-maxGap); i < k; i++ {
		t := &s.d.Tokens[i]
		if t.Head == k && (t.Rel == lang.RelNsubj || t.Rel == lang.RelNsubjPass) {
			return true
		}
	}
	return false
}

var thatHash = lang.WordHash("that")

// parting are the words behind a date that parts the addressee from what is said.
var parting = dateSet("of to for over that")
