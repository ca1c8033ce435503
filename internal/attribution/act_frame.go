package attribution

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A cueFrame is a cue with what its act depends on.
type cueFrame struct {
	s       *Scene
	r       *Relation
	cue     []int // its tokens
	end     int   // the token after its last one
	last    int   // the end of its sentence
	negated bool
}

// How many tokens are looked at for the second word of a phrase, for an
// infinitive, and for the noun of a light verb.
const (
	maxPhrase     = 5
	maxInfinitive = 14
	maxLight      = 8
)

// act returns the act of r, whose cue has the given tokens.
func (s *Scene) act(r *Relation, cue []int) Act {
	end := cue[len(cue)-1] + 1
	c := &cueFrame{s: s, r: r, cue: cue, end: end, last: s.Doc.Sentences[s.words[cue[0]].sent].Last}
	c.negated = c.negativeSource()
	lights, passed := false, Says
	for k, i := range cue {
		w := &s.words[i]
		if c.negates(k) {
			c.negated = true
			continue
		}
		if w.rel == lang.RelAux || w.rel == lang.RelAuxPass || w.tag.Proper() {
			continue
		}
		if w.tag.Verbal() && w.kids&kidNeg != 0 {
			c.negated = c.negated || c.notBefore(i)
		}
		if a, ok := c.phrase(i); ok {
			return c.scoped(a, i)
		}
		u, ok := usages[w.lemma]
		switch {
		case !ok || !w.tag.Verbal() && !w.tag.Nominal() && !adjectival(w.tag):
		case u.frame == passing:
		case u.frame == negating:
			c.negated = !c.negated
		case u.frame == light:
			lights, passed = true, u.act
		case u.frame == withheld && w.tag.Nominal() && !(c.negated && (lights || k <= 2 || w.lemma == commentLemma)): // "issued a statement denying"
		default:
			return c.resolve(u, i)
		}
	}
	if lights {
		if a, ok := c.nounAfter(); ok {
			return a
		}
		return passed
	}
	return c.bare()
}

func adjectival(x lang.XPOS) bool { return x >= lang.JJ && x <= lang.JJS }

// negates reports whether the cue's k-th token denies what follows it.
func (c *cueFrame) negates(k int) bool {
	i := c.cue[k]
	switch w := c.s.Doc.Forms[i].Word; {
	case isNegative[w]:
		return i+1 >= len(c.s.words) || c.s.Doc.Forms[i+1].Word != onlyWord
	case w == yetWord || w == withoutWord:
		return c.s.words[i].tag != lang.CC
	}
	return false
}

var isNegative = hashed("not n't never no neither nor cannot hardly nothing")

var onlyWord, yetWord, withoutWord = lang.WordHash("only"), lang.WordHash("yet"), lang.WordHash("without")

// notBefore reports whether a negation outside the cue belongs to the verb at i.
func (c *cueFrame) notBefore(i int) bool {
	for j := max(0, i-4); j < i; j++ {
		if int(c.s.words[j].head) == i && isNot(c.s.Doc.Word(j)) && c.s.Doc.Forms[j+1].Word != onlyWord &&
			j > 0 && (c.s.words[j-1].tag == lang.MD || c.s.words[j-1].tag.Verbal()) {
			return true
		}
	}
	return false
}

// negativeSource reports whether the source is nobody: "neither company",
// "no group".
func (c *cueFrame) negativeSource() bool {
	if len(c.r.Source) == 0 {
		return false
	}
	i := c.s.Doc.TokenAt(c.r.Source[0].Start)
	return isNobody[c.s.Doc.Forms[i].Word] || i > 0 && isNobody[c.s.Doc.Forms[i-1].Word] && c.s.words[i-1].sent == c.s.words[i].sent
}

var isNobody = hashed("no neither nobody none")

// byNobody reports whether the source is "no group", "nobody".
func (c *cueFrame) byNobody() bool {
	if len(c.r.Source) == 0 {
		return false
	}
	i := c.s.Doc.TokenAt(c.r.Source[0].Start)
	f := c.s.Doc.Forms
	return nobodyAtAll[f[i].Word] || i > 0 && nobodyAtAll[f[i-1].Word]
}

var nobodyAtAll = hashed("no nobody none")

// phrase returns the act of the phrase that starts with token i.
func (c *cueFrame) phrase(i int) (Act, bool) {
	w := &c.s.words[i]
	if !w.tag.Verbal() {
		return 0, false
	}
	for j := i + 1; j < min(c.last, i+1+maxPhrase); j++ {
		f := &c.s.Doc.Forms[j]
		if a, ok := phrases[weights.Join2(1, w.lemma, f.Word)]; ok && (j <= i+2 || c.s.words[j].tag.Nominal() || adjectival(c.s.words[j].tag)) {
			if a == Confirms && isNegative[c.s.Doc.Forms[j-1].Word] { // pleaded not guilty
				a, c.negated = Denies, false
			}
			return a, true
		}
		if f.Shape == lang.ShapeMark {
			break
		}
	}
	return 0, false
}

// resolve returns the act of the word at i, which is used as u says.
func (c *cueFrame) resolve(u usage, i int) Act {
	switch u.frame {
	case telling:
		if c.negated || c.contentFirst() || !c.infinitive(i) {
			return c.scoped(u.other, i)
		}
	case showing:
		if c.sourceIs(studies) {
			return Finds
		}
		if a, ok := c.nounAfter(); ok && c.s.words[i].lemma == showLemma && c.s.words[i].kids&kidCcomp == 0 {
			return a
		}
		return c.scoped(u.other, i)
	case finding:
		if c.r.Kind == Direct || !c.sourceIs(studies) && c.byPerson() && c.s.words[i].kids&kidCcomp == 0 {
			return u.other
		}
	case withheld:
		if c.keepsBack(i) {
			return DeclinesToComment
		}
	case ifTo:
		if !c.infinitive(i) {
			return u.other
		}
	case ifFor:
		if !c.asksFor(i) && !c.infinitive(i) {
			return u.other
		}
	case calling:
		if !c.asksFor(i) && (c.s.words[i].tag.Verbal() || !c.infinitive(i)) {
			return u.other
		}
	case ifNumber:
		if !c.hasNumber() {
			return u.other
		}
	case putting:
		if !c.hasNumber() || !c.follows(i, atWord, c.last) {
			return u.other
		}
	case asking:
		return c.asked(i)
	case refusing:
		return c.refused(i)
	case available:
		if !c.negated {
			return u.other
		}
		return u.act
	}
	return c.scoped(u.act, i)
}

// keepsBack reports whether "nothing" or "little" follows the verb at i, and
// nothing that it could be the subject of.
func (c *cueFrame) keepsBack(i int) bool {
	for i++; i < c.last && c.s.words[i].tag == lang.RB; i++ {
	}
	if i+1 >= c.last || !isNothing[c.s.Doc.Forms[i].Word] {
		return false
	}
	t := c.s.words[i+1].tag
	return t == lang.IN || t == lang.Period || t == lang.Comma || t == lang.CC
}

var isNothing = hashed("nothing little")

var atWord = lang.WordHash("at")

// scoped returns what act a, of the word at i, is where it is negated.
func (c *cueFrame) scoped(a Act, i int) Act {
	if !c.negated {
		return a
	}
	u := usages[c.s.words[i].lemma]
	switch {
	case a == Confirms && c.orDenies():
		return DeclinesToComment
	case a == Confirms || u.frame == claiming && (c.byNobody() || c.follows(i, responsibilityWord, c.last)),
		c.byNobody() && c.s.words[i].lemma == sayLemma:
		return DoesNotAcknowledge
	case u.frame == withheld || u.frame == telling || a == DeclinesToComment && u.frame != plain:
		return DeclinesToComment
	case a == Thinks || a == Finds || a == DeclinesToComment:
		return a
	}
	return Says
}

// orDenies reports whether the cue goes on with "or denied", "nor deny".
func (c *cueFrame) orDenies() bool {
	for j := c.cue[0]; j < min(c.last, c.end+3); j++ {
		if c.s.words[j].lemma == denyLemma {
			return true
		}
	}
	return false
}

var denyLemma = lang.WordHash("deny")

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

var forWord, thatWord = lang.WordHash("for"), lang.WordHash("that")
var questionWord, questionsWord = lang.WordHash("question"), lang.WordHash("questions")

// contentFirst reports whether the content starts before the cue.
func (c *cueFrame) contentFirst() bool { return c.r.Content[0].Start < c.r.Cue[0].Start }

// refused returns the act of "decline" or "refuse" at i, by what is refused.
func (c *cueFrame) refused(i int) Act {
	decline := c.s.words[i].lemma == declineLemma
	for j := i + 1; j < min(c.last, i+maxLight); j++ {
		w := &c.s.words[j]
		u, ok := usages[w.lemma]
		switch {
		case !w.tag.Verbal() && !w.tag.Nominal() || w.rel == lang.RelAux || w.rel == lang.RelAuxPass || w.rel == lang.RelCop,
			ok && (u.frame == light || u.frame == passing), w.lemma == requestLemma:
			continue
		case !ok && decline && c.follows(j, interviewWord, min(c.last, j+maxLight)), u.frame == withheld || u.frame == telling || u.act == Asks:
			return DeclinesToComment
		case !ok:
			return Denies
		case u.act == Confirms && !decline && w.lemma != confirmLemma && !c.orDenies():
			return DoesNotAcknowledge
		case u.act == Confirms, decline && guarded[u.act] && w.tag.Verbal() && w.lemma != endorseLemma:
			return DeclinesToComment
		}
		if _, ok := c.phrase(j); ok && decline {
			return DeclinesToComment
		}
		return Denies
	}
	if decline && i+1 >= c.end && c.s.words[i].kids&(kidObj|kidXcomp) == 0 {
		return DeclinesToComment
	}
	return Denies
}

// guarded are the acts that one declines out of caution.
var guarded = [...]bool{Says: true, Estimates: true, Finds: true, Denies: true, Thinks: false}

var (
	declineLemma = lang.WordHash("decline")
	confirmLemma = lang.WordHash("confirm")
	requestLemma = lang.WordHash("request")
	endorseLemma = lang.WordHash("endorse")
	commentLemma = lang.WordHash("comment")
	showLemma    = lang.WordHash("show")
	sayLemma     = lang.WordHash("say")

	interviewWord      = lang.WordHash("interview")
	responsibilityWord = lang.WordHash("responsibility")
)

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
	for i++; i < c.last && c.s.words[i].tag == lang.RB; i++ {
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

var oneWord = lang.WordHash("one")

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

// sourceIs reports whether the noun that governs the source is one of nouns.
func (c *cueFrame) sourceIs(nouns map[uint64]bool) bool {
	if len(c.r.Source) == 0 {
		return false
	}
	return nouns[c.s.words[c.s.cueHead(c.s.tokens(c.r.Source))].lemma]
}

// byPerson reports whether the source is a pronoun or a person by name.
func (c *cueFrame) byPerson() bool {
	d := c.s.Doc
	if len(c.r.Source) == 0 {
		return false
	}
	i := d.TokenAt(c.r.Source[0].Start)
	if d.Tokens[i].XPOS == lang.PRP || d.Tokens[i].XPOS == lang.WP {
		return true
	}
	return slices.ContainsFunc(d.Names, func(n lang.Name) bool { return n.Kind == lang.Person && n.First == i })
}

// bare returns the act of a cue without a word that tells it.
func (c *cueFrame) bare() Act {
	switch first := c.s.words[c.cue[0]].tag; {
	case first == lang.Colon && c.isAsked():
		return Asks
	case c.sourceIs(inquiries) && (first == lang.IN || first == lang.VBG || first == lang.TO):
		return Finds
	case first == lang.MD && c.s.Doc.Forms[c.cue[0]].Word == willWord && !c.negated:
		return Promises
	}
	return Says
}

// isAsked reports whether the content ends in a question mark.
func (c *cueFrame) isAsked() bool {
	p := c.r.Content[len(c.r.Content)-1]
	return strings.HasSuffix(strings.TrimRight(c.s.Doc.Text[p.Start:p.End], "\"'”’"), "?")
}

var willWord = lang.WordHash("will")

// tokens returns the tokens of spans.
func (s *Scene) tokens(spans []lang.Span) []int {
	var out []int
	for _, p := range spans {
		for i := s.Doc.TokenAt(p.Start); i < len(s.words) && s.Doc.Tokens[i].Start < p.End; i++ {
			out = append(out, i)
		}
	}
	return out
}
