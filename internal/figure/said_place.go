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
	if s.dates[k].when.since || s.stranger(c, k) || first > s.first && elsewhen[s.d.Forms[first-1].Word] {
		return notSaid
	}
	own := s.inOwn(c, k)
	switch {
	case own && first == c.cueEnd && s.adverbial(first, last):
		return afterCue // which belongs to the cue, whatever was taken for content
	case own && s.parted(c, first, last):
		return afterCue
	case own:
		return notSaid
	case first > c.cueFirst && last <= c.cueEnd: // "warned last week of famine"
		return afterCue
	case first >= c.srcFirst && last <= c.srcEnd:
		if s.datesDocument(c.srcFirst, first, last) {
			return inSource
		}
		return notSaid
	case first >= c.cueEnd && s.follows(c, first):
		return afterCue
	case first >= c.cueEnd && s.endsContent(c, first):
		return afterContent
	case first >= c.srcEnd && last <= c.cueFirst && s.plain(c, c.srcEnd, first) && s.plain(c, last, c.cueFirst):
		return beforeCue
	case last <= min(c.srcFirst, c.cueFirst) && s.starts(first) && s.plain(c, last, min(c.srcFirst, c.cueFirst)):
		return startsClause
	case s.sameVerb(c, first, last), s.asked(c, first):
		return sameVerb
	}
	return notSaid
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
	for k := c.cueEnd; k < first; k++ {
		if t := &s.d.Tokens[k]; t.XPOS.Verbal() || t.XPOS == lang.MD || t.XPOS == lang.IN && t.Rel == lang.RelMark {
			return false
		}
	}
	return s.is(first, wPrep) || s.is(first, wWeekday) || s.is(first, wLast) || s.is(first, wEdge)
}

// asked reports whether the date at first says when the one who speaks was
// asked: "Asked on Monday whether …, she said".
func (s *sayings) asked(c *clause, first int) bool {
	return (first <= s.first+2 || s.beforeOccasion(first) < first) && first < min(c.srcFirst, c.cueFirst) && questioned[s.d.Forms[s.first].Word] && s.d.Tokens[s.first].XPOS.Verbal()
}

// stranger reports whether date k stands in what someone else said: in the
// content of a relation that does not hold the cue of c.
func (s *sayings) stranger(c *clause, k int) bool {
	cue := s.relations[c.relation].Cue[0]
	for _, i := range s.told[k] {
		if i != c.relation && !holds(s.relations[i].Content, cue) {
			return true
		}
	}
	return s.quoted(s.dates[k].Start) && !s.quoted(cue.Start)
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
			if t.Rel != lang.RelAux && t.Rel != lang.RelAuxPass && t.Rel != lang.RelCop {
				return false
			}
		case lang.VB, lang.VBG, lang.VBN:
			if !s.speaks(k) && !released[s.d.Forms[k].Word] {
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
// stands after the cue, or after the occasion that follows it: "in a speech last
// month".
func (s *sayings) endsContent(c *clause, first int) bool {
	first = s.beforeOccasion(first)
	prev := first - 1
	for prev > c.cueEnd && s.d.Forms[prev].Shape == lang.ShapeMark {
		prev--
	}
	return prev >= c.cueEnd && first-prev <= 2 && holds(s.relations[c.relation].Content, s.d.Tokens[prev].Span)
}

// maxOccasion is how many tokens a phrase for an occasion may have.
const maxOccasion = 6

// beforeOccasion returns where the phrase for an occasion starts that ends
// right before token first, first itself if there is none.
func (s *sayings) beforeOccasion(first int) int {
	named := false
	for k := first - 1; k > s.first && k >= first-maxOccasion; k-- {
		named = named || s.occasion(k)
		switch x := s.d.Tokens[k].XPOS; {
		case x == lang.IN && named:
			return k
		case x != lang.DT && x != lang.JJ && x != lang.PRPS && !x.Nominal():
			return first
		}
	}
	return first
}

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

// sameVerb reports whether the date [first, last) belongs to the verb of the
// cue, or to one before it of which the cue goes on: "visited the camp on
// Tuesday and said", "filed a letter this month opposing".
func (s *sayings) sameVerb(c *clause, first, last int) bool {
	v := s.verbOf(first, last)
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

// verbOf returns the verb that the date [first, last) belongs to, through
// nouns that tell of an occasion; -1 for none.
func (s *sayings) verbOf(first, last int) int {
	k := first
	for k = last - 1; k > first && s.inside(s.d.Tokens[k].Head, first, last); k-- {
	}
	for range maxClimb {
		if k = s.d.Tokens[k].Head; k < 0 {
			return -1
		}
		if s.d.Tokens[k].XPOS.Verbal() && !released[s.d.Forms[k].Word] {
			return k
		}
	}
	return -1
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

// datesDocument reports whether the date [first, last) within a source that
// starts at src says when it was put out: "a report published on Monday",
// "Tuesday's ruling", "an order issued last year".
func (s *sayings) datesDocument(src, first, last int) bool {
	for k := src; k < first; k++ {
		if s.d.Tokens[k].XPOS == lang.WP {
			return false
		}
		if s.occasion(k) {
			return true
		}
	}
	if s.possessive(last) {
		last++
	}
	for k := last; k < min(last+4, s.last); k++ {
		if s.occasion(k) {
			return true
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
	occasions = dateSet(`statement interview briefing conference speech address letter report tweet post posting hearing
testimony debate rally appearance meeting release article memo memorandum email e-mail message broadcast video filing ruling decision
session forum call summit event ceremony panel survey poll study analysis lawsuit complaint indictment affidavit order decree
announcement comment remark note blog column editorial essay op-ed programme program podcast presser communique verdict
judgment judgement review document paper bulletin notice advertisement ad transcript recording dispatch visit gathering
convention seminar lecture sermon sentence opinion warning appeal proposal resolution telecast segment book audit assessment`)
	questioned = dateSet("asked pressed questioned quizzed")
	parting    = dateSet("of to for over")
	elsewhen   = dateSet("before until till by")
	speaking   = dateSet("speaking writing talking testifying addressing appearing tweeting posting campaigning commenting responding reporting")
	released   = dateSet("released published issued made posted published sent filed aired broadcast dated written delivered held given recorded late scheduled televised")
)
