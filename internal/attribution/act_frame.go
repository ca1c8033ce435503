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
	last    int   // the end of its sentence, or as far as is looked
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
	c := &cueFrame{s: s, r: r, cue: cue, end: end, last: min(s.Doc.Sentences[s.words[cue[0]].sent].Last, end+maxReach)}
	c.negated = c.negativeSource()
	lights, passed := false, Says
	for k, i := range cue {
		w := &s.words[i]
		if c.negates(k) {
			c.negated = true
			continue
		}
		if (w.rel == lang.RelAux || w.rel == lang.RelAuxPass) && (len(cue) > 1 || auxiliary[w.lemma]) || w.tag.Proper() {
			continue
		}
		if w.tag.Verbal() && w.kids&kidNeg != 0 {
			c.negated = c.negated || c.notBefore(i)
		}
		if a, ok := c.phrase(i); ok {
			return c.scoped(a, i)
		}
		if w.lemma == stopLemma && c.follows(i, shortWord, min(c.last, i+2)) {
			c.negated = true
			continue
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
		if c.s.words[i].tag != lang.VBD && c.s.words[i].lemma == determineLemma && c.infinitive(i) {
			return Promises // is determined to
		}
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
	return c.s.nameAt(i) == lang.Person
}

// nameAt returns the kind of the name that starts with token i, Other if none does.
func (s *Scene) nameAt(i int) lang.NameKind {
	at, ok := slices.BinarySearchFunc(s.Doc.Names, i, func(n lang.Name, i int) int { return n.First - i })
	if !ok {
		return lang.Other
	}
	return s.Doc.Names[at].Kind
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
