package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// document returns who speaks by a document: its author or issuer where they
// are named, else the document itself.
func (s *story) document(p phrase) int {
	if s.d.Tokens[p.first].XPOS == lang.PRPS {
		return s.ownedDocument(p)
	}
	if p.det == definite && p.name < 0 && p.end == p.last {
		if e := s.recalled(p); e >= 0 {
			if i := s.entities[e].issuer; i >= 0 {
				return i
			}
			return e
		}
	}
	issuer := s.issuer(p)
	e := s.common(p, Document, pluralTag(s.d.Tokens[p.head].XPOS))
	if issuer < 0 {
		return e
	}
	s.entities[e].issuer = issuer
	return issuer
}

// issuer returns the entity that p, a document, is said to be by.
func (s *story) issuer(p phrase) int {
	if e := s.entityOf(p); e >= 0 && s.entities[e].certain {
		return e
	}
	last := s.d.Sentences[s.d.SentenceOf(p.head)].Last
	i := s.issuedBy(p, last)
	if i < 0 {
		return -1
	}
	q, ok := s.read(i+1, min(i+12, last))
	switch {
	case !ok:
		return -1
	case q.named:
		return s.entityOf(q)
	case q.noun.class == bodyClass || q.noun.class.onePerson() || q.noun.class == groupClass:
		return s.described(q)
	}
	return -1
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
		case (x == lang.VBN || x == lang.VBD) && byWord(s.d.Word(i+1)) && !orders[s.d.Forms[i].Word], x == lang.RP && byWord(s.d.Word(i+1)):
			return i + 1
		case x == lang.Comma, x == lang.WDT, x == lang.WP, x == lang.MD, x.Verbal() && x != lang.VBN && x != lang.VBG && (x != lang.VBD || s.d.Tokens[i+1].XPOS != lang.RP):
			return -1
		}
	}
	return -1
}

// orders are what is done to a document by who has it made.
var orders = wordSet("commissioned funded ordered sponsored paid requested financed backed cited seen obtained reviewed verified quoted")

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
