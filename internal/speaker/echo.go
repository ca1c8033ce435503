package speaker

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// An echo is a person met in the running text by a pronoun or a description:
// "He went home. The mayor was tired."
type echo struct {
	token, entity int
}

var (
	wordHe   = lang.WordHash("he")
	wordShe  = lang.WordHash("she")
	wordOld  = lang.WordHash("old")
	wordIt   = lang.WordHash("it")
	wordThe  = lang.WordHash("the")
	wordHead = lang.WordHash("head")
)

// follow reads the running text up to token last for those whom it goes on
// speaking of, so that a pronoun can be followed through others.
func (s *story) follow(last int) {
	s.reading = -1
	for ; s.followed < last; s.followed++ {
		i := s.followed
		switch w := s.d.Forms[i].Word; w {
		case wordHe, wordShe:
			s.followPronoun(i, w == wordShe)
		case wordThe:
			s.followDescription(i)
		}
	}
}

func (s *story) followPronoun(i int, she bool) {
	g := male
	if she {
		g = female
	}
	if s.quoted(i) >= 0 {
		return
	}
	if e := s.person(i, -1, g); e >= 0 {
		s.echoes = append(s.echoes, echo{i, e})
	}
}

// followDescription reads a description of one person whom the story has named
// before: "the mayor".
func (s *story) followDescription(i int) {
	sent := s.d.Sentences[s.d.SentenceOf(i)]
	if i+1 >= sent.Last || !s.personSoon(i+1, sent.Last) || s.quoted(i) >= 0 {
		return
	}
	p, ok := s.read(i, sent.Last)
	if !ok || p.named || p.owned || p.noun.class != personClass || s.plural(p) {
		return
	}
	if e := s.recalled(p); e >= 0 && s.entities[e].kind == Person && s.entities[e].mentions[0].Start < s.d.Tokens[i].Start {
		s.echoes = append(s.echoes, echo{i, e})
	}
}

// personSoon reports whether one of the next tokens is a noun of persons.
func (s *story) personSoon(i, last int) bool {
	const far = 3
	for k := i; k < last && k < i+far; k++ {
		switch x := s.d.Tokens[k].XPOS; {
		case x.Nominal() && s.nouns[s.d.Forms[k].Word].class == personClass:
			return true
		case !x.Nominal() && x != lang.JJ:
			return false
		}
	}
	return false
}

// echoScore tells how much an echo speaks for the one met there.
func (s *story) echoScore(token, sent, quote int) int {
	score := s.distanceScore(token, sent, quote)
	switch s.clauseRel(token) {
	case lang.RelNsubj, lang.RelNsubjPass, lang.RelNsubjOuter:
		score += asSubject
		if k := s.d.SentenceOf(token); k == sent-1 && s.d.Sentences[k].Paragraph == s.d.Sentences[sent].Paragraph {
			score += asTopic
		}
	}
	return score
}
