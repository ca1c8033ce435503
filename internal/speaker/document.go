package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// document returns who speaks by a document: its author or issuer where they
// are named, else the document itself.
func (s *story) document(p phrase) int {
	if who := s.documentBy(p); len(who) > 0 {
		return who[0]
	}
	return -1
}

// documentBy returns all who speak by a document: "a study by Talvia and the
// University of Velsund".
func (s *story) documentBy(p phrase) []int {
	if s.d.Tokens[p.first].XPOS == lang.PRPS {
		return only(s.ownedDocument(p))
	}
	if p.det == definite && p.name < 0 && p.end == p.last {
		if e := s.recalled(p); e >= 0 {
			return s.speakingBy(e)
		}
	}
	issuers := s.issuers(p)
	e := s.common(p, Document, pluralTag(s.d.Tokens[p.head].XPOS))
	s.entities[e].issuers = issuers
	return s.speakingBy(e)
}

// speakingBy returns who speaks by entity e, a document: it alone if nobody is
// said to have made it.
func (s *story) speakingBy(e int) []int {
	if who := s.entities[e].issuers; len(who) > 0 {
		return who
	}
	return []int{e}
}

// only returns entity e, nothing if it is none.
func only(e int) []int {
	if e < 0 {
		return nil
	}
	return []int{e}
}

// issuers returns the entities that p, a document, is said to be by.
func (s *story) issuers(p phrase) []int {
	if e := s.entityOf(p); e >= 0 && s.entities[e].certain {
		return only(e)
	}
	last := s.d.Sentences[s.d.SentenceOf(p.head)].Last
	i := s.issuedBy(p, last)
	if i < 0 {
		return nil
	}
	const far = 12 // tokens
	last = min(i+1+far, last)
	q, ok := s.read(i+1, last)
	switch {
	case !ok:
	case q.named:
		return append(only(s.entityOf(q)), s.joinedTo(q, last)...)
	case q.noun.class == bodyClass || q.noun.class.onePerson() || q.noun.class == groupClass:
		return only(s.described(q))
	}
	return nil
}

// joinedTo returns the body whose name "and" joins to that of q.
func (s *story) joinedTo(q phrase, last int) []int {
	if q.last+1 >= last || s.d.Word(q.last) != "and" {
		return nil
	}
	if next, ok := s.read(q.last+1, last); ok && next.named && !s.isPerson(next) {
		return only(s.entityOf(next))
	}
	return nil
}

// issuedBy returns the "by" or "from" behind p, a document, that tells who made
// it rather than who asked for it; -1 if there is none.
func (s *story) issuedBy(p phrase, last int) int {
	const far = 10 // tokens
	i := p.last
	if i < last && byWord(s.d.Word(i)) {
		return i
	}
	for ; i+1 < min(last, p.last+far); i++ {
		switch x := s.d.Tokens[i].XPOS; {
		case (x == lang.VBN || x == lang.VBD) && !orders[s.d.Forms[i].Word] && s.issuedSoon(i+1, last) > 0:
			return s.issuedSoon(i+1, last)
		case x == lang.RP && byWord(s.d.Word(i+1)):
			return i + 1
		case x == lang.Comma, x == lang.WDT, x == lang.WP, x == lang.MD, x.Verbal() && x != lang.VBN && x != lang.VBG && (x != lang.VBD || s.d.Tokens[i+1].XPOS != lang.RP):
			return -1
		}
	}
	return -1
}

// issuedSoon returns the "by" at token i or behind the time that stands there:
// "published last year by"; 0 if there is none.
func (s *story) issuedSoon(i, last int) int {
	const far = 5 // tokens
	for k := i; k < min(last, i+far); k++ {
		if byWord(s.d.Word(k)) {
			return k
		}
		switch x := s.d.Tokens[k].XPOS; x {
		case lang.IN, lang.DT, lang.JJ, lang.CD, lang.NN, lang.RB, lang.NNP, lang.NNS:
		default:
			return 0
		}
	}
	return 0
}

// orders are what is done to a document by who has it made.
var orders = wordSet("commissioned funded ordered sponsored paid requested financed backed cited seen obtained reviewed verified quoted reported leaked shared covered")

func byWord(w string) bool { return w == "by" || w == "from" }

// ownedDocument returns who speaks by "his letter", or what "its manifest" is.
func (s *story) ownedDocument(p phrase) int {
	switch strings.ToLower(s.d.Word(p.first)) {
	case "his":
		return max(-1, s.person(p.first, s.reading, male))
	case "her":
		return max(-1, s.person(p.first, s.reading, female))
	case "its", "their":
		return s.common(p, Document, s.plural(p))
	}
	return -1
}
