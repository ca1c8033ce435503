package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// bodies returns the entity of several bodies, severally if p stands for the two
// that spoke last: "both companies", "the two sides".
func (s *story) bodies(p phrase) int {
	if s.ofTwo(p) || s.eachOf(p) {
		if p.first > 0 && strings.EqualFold(s.d.Word(p.first-1), "both") {
			p.first--
		}
		if s.pair = s.twoBefore(p); s.pair != nil {
			return severally
		}
	}
	return s.common(p, Group, true)
}

// ofTwo reports whether p is "both" or "the two" of something.
func (s *story) ofTwo(p phrase) bool {
	for i := max(0, p.first-1); i < p.head; i++ {
		switch strings.ToLower(s.d.Word(i)) {
		case "both", "two":
			return true
		}
	}
	return false
}

// saidOne reports whether p is "one" of those told of before, behind a cue: "said
// one", where nobody is meant in general.
func (s *story) saidOne(p phrase) bool {
	if s.reading < 0 || p.last-p.first != 1 || !strings.EqualFold(s.d.Word(p.first), "one") {
		return false
	}
	cue := s.relations[s.reading].Cue
	return len(cue) > 0 && cue[0].Start < s.d.Tokens[p.first].Start
}

// eachOf reports whether p is one of several after another: "each side", "either
// company", which is no body of its own.
func (s *story) eachOf(p phrase) bool {
	for i := max(0, p.first-1); i < p.head; i++ {
		switch strings.ToLower(s.d.Word(i)) {
		case "each", "either", "neither", "every":
			return true
		}
	}
	return false
}

// peopleOf reports whether p, a body, is nothing but a number of people: "a group
// of lawmakers".
func (s *story) peopleOf(p phrase) bool {
	if p.det != indefinite || p.owned || p.name >= 0 || p.end <= p.last+1 || s.d.Word(p.last) != "of" {
		return false
	}
	q, ok := s.read(p.last+1, p.end)
	return ok && !q.named && pluralTag(s.d.Tokens[q.head].XPOS) && (q.noun.class == groupClass || q.noun.class == officialClass || q.noun.class.onePerson())
}

// twoBefore returns the two bodies that spoke last before p, or with which one
// of the sentences before it begins, or the only two states of the story if they
// are meant; nil if there are no such two.
func (s *story) twoBefore(p phrase) []int {
	const far = 2 // sentences
	i := p.first
	if p.noun.class == stateClass {
		if two := s.twoStates(); two != nil {
			return two
		}
	}
	if who := s.spokeBefore(i, far); len(who) == 2 && s.isThing(who[0]) && s.isThing(who[1]) {
		return who
	}
	if two := s.lastTwo(i, s.canonical(s.lemma(p.head))); two != nil {
		return two
	}
	sent := s.d.SentenceOf(i)
	for k := sent - 1; k >= max(0, sent-far) && s.d.Sentences[sent].Paragraph-s.d.Sentences[k].Paragraph <= 1; k-- {
		if who := s.openingTwo(k); who != nil {
			return who
		}
	}
	return nil
}

// lastTwo returns the only two bodies called by head that spoke in the sentences
// before token i; nil if there are no such two.
func (s *story) lastTwo(i int, head uint64) []int {
	const far = 4 // sentences
	var two []int
	for _, said := range slices.Backward(s.said) {
		if s.d.SentenceOf(i)-s.d.SentenceOf(said.token) > far {
			break
		}
		for _, e := range said.who {
			if !slices.Contains(two, e) && s.entities[e].kind == Body && slices.Contains(s.byHead[head], e) {
				two = append(two, e)
			}
		}
	}
	if len(two) != 2 {
		return nil
	}
	slices.Reverse(two)
	return two
}

// twoStates returns the states of a story that names two of them more than once,
// no matter how many others once; nil if it does not.
func (s *story) twoStates() []int {
	var two []int
	for e := range s.entities {
		if o := &s.entities[e]; o.kind == State && o.key == "" && len(o.mentions) > 1 {
			two = append(two, e)
		}
	}
	if len(two) != 2 {
		return nil
	}
	return two
}

// openingTwo returns the two bodies or states whose names, joined by "and", a
// sentence begins with; nil if it does not.
func (s *story) openingTwo(sent int) []int {
	first, last := s.openingToken(sent), s.d.Sentences[sent].Last
	p, ok := s.read(first, last)
	if !ok || !p.named || p.last+1 >= last || s.d.Word(p.last) != "and" {
		return nil
	}
	q, ok := s.read(p.last+1, last)
	if !ok || !q.named {
		return nil
	}
	a, b := s.entityOf(p), s.entityOf(q)
	if a < 0 || b < 0 || a == b || !s.isThing(a) || !s.isThing(b) {
		return nil
	}
	return []int{a, b}
}

// shareOf returns the phrase of those of whom p is a share or a number: "61
// per cent of respondents".
func (s *story) shareOf(p phrase) (phrase, bool) {
	if p.end <= p.last+1 || s.d.Word(p.last) != "of" {
		return p, false
	}
	switch strings.ToLower(s.d.Word(p.head)) {
	case "percent", "cent", "%", "majority", "number", "dozens", "hundreds", "thousands", "third", "half", "quarter", "share":
		q, ok := s.read(p.last+1, p.end)
		return q, ok && !q.named && pluralTag(s.d.Tokens[q.head].XPOS)
	}
	return p, false
}

// oneOf returns the entity of "one of the diplomats", "some of them"; -1 if p
// is no such phrase.
func (s *story) oneOf(p phrase) int {
	x := s.d.Tokens[p.head].XPOS
	if x != lang.CD && x != lang.DT && x != lang.JJ || p.last+1 >= len(s.d.Tokens) || s.d.Word(p.last) != "of" {
		return -1
	}
	one := strings.EqualFold(s.d.Word(p.head), "one")
	if s.d.Tokens[p.last+1].XPOS == lang.PRP { // "one of them"
		return s.someOfThem(p, !one)
	}
	switch {
	case p.end <= p.last+1:
		return -1
	case one:
		return s.common(p, Unnamed, false)
	}
	return s.common(p, Group, true)
}

// someOfThem returns the entity of "one of them", told by whom they are if
// they spoke last: nobody is told apart from others by it, so it is a new one
// wherever it stands.
func (s *story) someOfThem(p phrase, plural bool) int {
	name := s.phraseText(phrase{first: p.first, last: p.last, end: p.last + 2, head: p.head})
	if who := s.lastWho(); len(who) == 1 && s.entities[who[0]].plural && s.entities[who[0]].key != "" {
		name = s.phraseText(phrase{first: p.first, last: p.last, end: p.last + 1, head: p.head}) + " the " + strings.ToLower(s.entities[who[0]].key)
	}
	return s.add(entity{kind: Unnamed, name: name, key: name, words: s.words(p.first, p.last), plural: plural,
		mentions: []lang.Span{s.d.Span(p.first, p.last+2)}})
}

// several returns the entity of a plural phrase.
func (s *story) several(p phrase, k Kind) int {
	if p.det == definite {
		if e := s.recalled(p); e != -1 {
			return e
		}
	}
	x := s.d.Tokens[p.head].XPOS
	return s.common(p, k, x == lang.NNS || x == lang.NNPS || k == Group)
}

// plural reports whether p is more than one. Nouns that the table has in the
// plural, such as "police", are one.
func (s *story) plural(p phrase) bool {
	n := s.nouns[s.d.Forms[p.head].Word]
	return pluralTag(s.d.Tokens[p.head].XPOS) && n.class != bodyClass
}
