package attribution

import "github.com/onrecord/onrecord/internal/lang"

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
func (c *cueFrame) negativeSource() bool { return c.sourceStarts(isNegative) || c.byNobody() }

// byNobody reports whether the source is "no group", "nobody".
func (c *cueFrame) byNobody() bool { return c.sourceStarts(isNobody) }

var isNobody = hashed("no nobody none")

// sourceStarts reports whether the source starts with one of words, or with
// the token after one.
func (c *cueFrame) sourceStarts(words map[uint64]bool) bool {
	if len(c.r.Source) == 0 {
		return false
	}
	i := c.s.Doc.TokenAt(c.r.Source[0].Start)
	return c.s.wordIn(i, words) || c.s.wordIn(i-1, words) && c.s.words[i-1].sent == c.s.words[i].sent
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
		case w.tag.Verbal() && c.holdsBack(u.act, ok, j):
			return DeclinesToComment
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

// holdsBack reports whether whoever refuses to do what the verb at j says keeps a
// judgement to himself: to blame, to deny, to rule something out, to be drawn.
// u and known are what the verb is used for, if it is known.
func (c *cueFrame) holdsBack(a Act, known bool, j int) bool {
	if _, ok := c.phrase(j); ok || drawnLemma[c.s.words[j].lemma] {
		return true
	}
	return known && (a == Accuses || a == Denies)
}

var drawnLemma = hashed("draw speculate elaborate")

// guarded are the acts that one declines out of caution.
var guarded = [...]bool{Says: true, Estimates: true, Finds: true, Denies: true, Thinks: false}
