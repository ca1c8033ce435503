package speaker

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// byDocument reports whether the source of relation r is a document that
// speaks for somebody.
func (s *story) byDocument(r int) bool {
	src := s.relations[r].Source
	if len(src) == 0 {
		return false
	}
	p, ok := s.read(s.d.TokenAt(src[0].Start), min(s.d.TokenAt(src[0].End-1)+1, len(s.d.Tokens)))
	return ok && !p.named && p.noun.class == documentClass
}

// thing returns what "it" at token i stands for: the body, state or document
// that spoke in this sentence or the one before, or that the one before begins
// with.
func (s *story) thing(i int) int {
	if q := s.quoted(i); q >= 0 {
		return s.thingQuoted(i, q)
	}
	if len(s.said) == 0 || s.d.SentenceOf(s.said[len(s.said)-1].token) != s.d.SentenceOf(i) {
		if e := s.subjectBefore(i); e >= 0 {
			return e
		}
	}
	if who := s.spokeBefore(i, 1); len(who) > 0 {
		if len(who) == 1 && s.isThing(who[0]) && !s.withinOther(who[0]) {
			return who[0]
		}
		return -1
	}
	const chain = 3 // sentences that may go on speaking of "it"
	sent := s.d.SentenceOf(i)
	for range chain {
		if sent == 0 || s.d.Sentences[sent-1].Paragraph != s.d.Sentences[sent].Paragraph {
			return -1
		}
		sent--
		e := s.spokeIn(sent)
		if e < 0 {
			e = s.opening(sent)
		}
		if e == -1 {
			e = s.subjectIn(s.d.Sentences[sent].First, s.d.Sentences[sent].Last)
		}
		if e == -1 {
			e = s.onlyBody(sent)
		}
		switch {
		case e >= 0 && s.isThing(e):
			return e
		case s.d.Forms[s.openingToken(sent)].Word != wordIt:
			return -1
		}
	}
	return -1
}

// subjectBefore returns the body or state that is the subject of another clause
// of the sentence before token i: "Although the fund named nobody, it …";
// negative if there is none or more than one.
func (s *story) subjectBefore(i int) int {
	sent := s.d.Sentences[s.d.SentenceOf(i)]
	if i == sent.First || s.d.Tokens[i-1].XPOS.Nominal() { // "the target it set"
		return -1
	}
	return s.subjectIn(sent.First, i)
}

// subjectIn returns the only body or state that is a subject among the tokens
// [first, last); negative if there is none or more than one.
func (s *story) subjectIn(first, last int) int {
	found := -1
	for t := first; t < last; t++ {
		if rel := s.d.Tokens[t].Rel; rel != lang.RelNsubj && rel != lang.RelNsubjPass || s.d.Tokens[t].XPOS == lang.PRP || s.inOwnContent(t, s.reading) {
			continue
		}
		e := s.thingAt(t, first, last)
		if e < 0 || e == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// thingAt returns the body or state whose phrase has its head at token t; negative
// if it is none.
func (s *story) thingAt(t, first, last int) int {
	if k := s.nameFrom(t+1) - 1; k >= 0 && s.names[k].last > t {
		if e := s.names[k].entity; e >= 0 && s.isThing(e) {
			return e
		}
		return -1
	}
	if s.nounAt(s.d, t).class != bodyClass {
		return -1
	}
	p, ok := s.read(s.phraseStart(t, first), last)
	if !ok || p.named || p.head != t || p.owned || p.det != definite || s.plural(p) {
		return -1
	}
	return s.calledSo(p, Body)
}

// onlyBody returns the only body that a sentence names, if no preposition stands
// before it; -1 if there is none.
func (s *story) onlyBody(sent int) int {
	found := -1
	for k := s.nameFrom(s.d.Sentences[sent].First); k < len(s.names) && s.names[k].last <= s.d.Sentences[sent].Last; k++ {
		n := &s.names[k]
		if n.entity < 0 || s.entities[n.entity].kind == Person {
			continue
		}
		if e := &s.entities[n.entity]; found >= 0 || e.kind != Body || !e.certain || s.governed(n) {
			return -1
		}
		found = n.entity
	}
	return found
}

// withinOther reports whether what e said last was reported by another body, state
// or document, which "it" may stand for as well.
func (s *story) withinOther(e int) bool {
	outer := s.relations[s.said[len(s.said)-1].relation].Within
	return outer >= 0 && len(s.of[outer]) == 1 && s.of[outer][0] != e && s.isThing(s.of[outer][0])
}

// spokeIn returns the only one who spoke last in a sentence; negative if there is none.
func (s *story) spokeIn(sent int) int {
	for _, said := range slices.Backward(s.said) {
		switch k := s.d.SentenceOf(said.token); {
		case k < sent:
			return -1
		case k == sent && len(said.who) == 1:
			return said.who[0]
		}
	}
	return -1
}

// thingQuoted returns what "it" at token i, within quotation q, stands for: what
// the quoted words of the same sentence have speak just before.
func (s *story) thingQuoted(i, q int) int {
	if len(s.said) == 0 {
		return -1
	}
	last := &s.said[len(s.said)-1]
	if len(last.who) != 1 || !s.isThing(last.who[0]) || s.d.SentenceOf(last.token) != s.d.SentenceOf(i) || s.quoted(last.token) != q {
		return -1
	}
	return last.who[0]
}

// openingToken returns the first token of a sentence but for "but" and the like.
func (s *story) openingToken(sent int) int {
	st := s.d.Sentences[sent]
	i := st.First
	for i+1 < st.Last && (s.d.Tokens[i].XPOS == lang.CC || s.d.Tokens[i].XPOS == lang.RB || s.d.Tokens[i].XPOS == lang.Comma) {
		i++
	}
	return i
}

func (s *story) isThing(e int) bool {
	k := s.entities[e].kind
	return k == Body || k == State || k == Document
}

// opening returns the entity, met before, that a sentence begins with.
func (s *story) opening(sent int) int {
	first, last := s.openingToken(sent), s.d.Sentences[sent].Last
	p, ok := s.read(first, last)
	switch {
	case !ok || p.first != first:
		return -1
	case p.named:
		return s.entityOf(p)
	case p.det == definite && !p.owned:
		e := s.recalled(p)
		switch {
		case e >= 0:
			return s.speakingBy(e)[0]
		case e == -1 && p.noun.class == bodyClass && !s.plural(p) && p.end < last && s.d.Tokens[p.end].XPOS.Verbal():
			return s.calledSo(p, Body)
		}
		return e
	}
	return -1
}

// many returns what "they" at token i stands for: the group, the bodies or the
// several that spoke in this sentence or the two before.
func (s *story) many(i int) int {
	if s.quoted(i) >= 0 {
		if e := s.manyQuoted(i); e >= 0 {
			return e
		}
		return s.crowd(i)
	}
	who := s.spokeBefore(i, 2)
	if len(who) == 0 {
		return s.crowd(i)
	}
	if len(who) > 1 {
		s.pair = who
		return severally
	}
	if e := &s.entities[who[0]]; e.plural || s.ofMany(i, e) {
		return who[0]
	}
	return -1
}

// crowd returns the several people of whom the story told last before "they" at
// token i, in its sentence or one of the two before it; -1 if there are none, or
// if it told of more than one such group there.
func (s *story) crowd(i int) int {
	const far = 2 // sentences
	sent := s.d.SentenceOf(i)
	last := i
	for k := sent; k >= max(0, sent-far); k-- {
		found, many := s.crowdIn(s.d.Sentences[k].First, last)
		switch {
		case many:
			return -1
		case found >= 0:
			return found
		}
		last = s.d.Sentences[k].First
	}
	return -1
}

// crowdIn returns the only group of people without a name among the tokens
// [first, last), and whether there are more.
func (s *story) crowdIn(first, last int) (int, bool) {
	head := -1
	other := false // something else that "they" may stand for came after
	for t := first; t < last; t++ {
		if !pluralTag(s.d.Tokens[t].XPOS) || t+1 < len(s.d.Tokens) && (s.d.Tokens[t+1].XPOS.Nominal() || s.d.Tokens[t+1].XPOS == lang.POS) {
			continue
		}
		if rel := s.d.Tokens[t].Rel; rel != lang.RelNsubj && rel != lang.RelNsubjPass && rel != lang.RelObj {
			continue
		}
		if c := s.nounAt(s.d, t).class; c != groupClass && c != officialClass && s.d.Forms[t].Word != wordAuthorities {
			other = true
			continue
		}
		other = false
		if head >= 0 && s.d.Forms[head].Word != s.d.Forms[t].Word {
			return -1, true
		}
		head = t
	}
	if head < 0 || other {
		return -1, other
	}
	p, ok := s.read(s.phraseStart(head, first), head+1)
	if !ok || p.named || p.head != head {
		return -1, true
	}
	return s.several(p, Group), false
}

// wordAuthorities are officials of any kind.
var wordAuthorities = lang.WordHash("authorities")

// manyQuoted returns what "they" within a quotation stands for: a group that
// the quoted words have speak just before.
func (s *story) manyQuoted(i int) int {
	const far = 2 // sentences
	for _, said := range slices.Backward(s.said) {
		if s.d.SentenceOf(i)-s.d.SentenceOf(said.token) > far {
			return -1
		}
		if s.quoted(said.token) < 0 {
			continue
		}
		if len(said.who) == 1 && s.entities[said.who[0]].plural {
			return said.who[0]
		}
		return -1
	}
	return -1
}

// ofMany reports whether "they", with which the sentence of token i begins,
// stands for e although that is one: a body that just spoke, or somebody of whom
// the story does not tell whether it is he or she.
func (s *story) ofMany(i int, e *entity) bool {
	last := s.said[len(s.said)-1].token
	sent := s.d.SentenceOf(i)
	if s.openingToken(sent) != i || s.quoted(i) >= 0 || sent-s.d.SentenceOf(last) > 1 {
		return false
	}
	for k := last + 1; k < i; k++ { // nobody else whom it may stand for
		if pluralTag(s.d.Tokens[k].XPOS) && s.nounAt(s.d, k).class != noClass {
			return false
		}
	}
	return e.kind == Body && e.known == nil || e.kind == Unnamed && e.gender == noGender
}

// spokeBefore returns the last source before token i if it stands no more
// than n sentences before it, in the same paragraph or the one before.
func (s *story) spokeBefore(i, n int) []int {
	if len(s.said) == 0 {
		return nil
	}
	last := s.said[len(s.said)-1]
	a, b := s.d.SentenceOf(last.token), s.d.SentenceOf(i)
	if b-a > n || s.d.Sentences[b].Paragraph-s.d.Sentences[a].Paragraph > 1 {
		return nil
	}
	return last.who
}
