package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// ofPeople returns the entity of a name that is that of a people: one of them, or
// all; -2 if it is no such name.
func (s *story) ofPeople(p phrase, n *name) int {
	c, k := s.countryAt(s.d, n.first, n.last)
	if n.entity >= 0 || k != n.last-n.first || c.use != byPeople {
		return -2
	}
	_, land := s.states[c.code]
	if one := s.oneOfPeople(p); one || p.det == definite && !land && p.last-p.first == 2 && !strings.HasSuffix(s.d.Word(p.head), "s") {
		if e := s.compatriot(p, c.code); e >= 0 || one {
			return e
		}
	}
	return s.common(p, Group, true)
}

// oneOfPeople reports whether p, the name of a people, is one of them: "the
// Nigerian", "a Swede".
func (s *story) oneOfPeople(p phrase) bool {
	w := s.d.Word(p.head)
	if p.det == bare || p.count || pluralTag(s.d.Tokens[p.head].XPOS) {
		return false
	}
	for _, end := range [...]string{"an", "i", "er", "ard", "de", "ne", "ot", "urk", "ole", "ab", "eek"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// compatriot returns the person whom "the Nigerian" means, whose country the
// story tells by that.
func (s *story) compatriot(p phrase, code string) int {
	if p.det == indefinite {
		return s.common(p, Unnamed, false)
	}
	e := s.meantAmong(p, func(e *entity) bool { return e.country == "" || e.country == code })
	if e >= 0 && s.entities[e].country == "" {
		s.entities[e].country = code
	}
	return e
}

// manyOf reports whether a name is that of all who are called so: "Democrats".
func (s *story) manyOf(n *name) bool {
	return n.last-n.first == 1 && s.d.Tokens[n.first].XPOS == lang.NNPS && n.kind != lang.Person
}

// severalWho reports whether token first, alone a possible name at the start of a
// sentence, is but a common noun for several people: "Organisers said".
func (s *story) severalWho(first int) bool {
	f := &s.d.Forms[first]
	if f.Shape != lang.ShapeTitle || s.d.Sentences[s.d.SentenceOf(first)].First != first || !strings.HasSuffix(s.d.Word(first), "s") || first+1 == len(s.d.Tokens) {
		return false
	}
	if x := s.d.Tokens[first+1].XPOS; x.Proper() || !x.Verbal() && x != lang.MD && x != lang.IN {
		return false
	}
	return s.nouns[lang.WordHash(strings.TrimSuffix(s.d.Word(first), "s"))].class.onePerson() || s.nouns[f.Word].class == groupClass
}
