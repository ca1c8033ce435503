package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// ownedBody returns the entity of a body that belongs to the person whom a
// pronoun stands for, "his office"; -1 if that is not clear. What is "its" or
// "theirs" is called by these words.
func (s *story) ownedBody(p phrase) int {
	g := male
	switch strings.ToLower(s.d.Word(p.first)) {
	case "her":
		g = female
	case "his":
	case "its", "their":
		return s.common(p, Body, false)
	default:
		return -1
	}
	owner := s.person(p.first, s.reading, g)
	if owner < 0 || len(s.entities[owner].words) == 0 {
		return -1
	}
	o := &s.entities[owner]
	words := s.words(p.first+1, p.last)
	head := s.canonical(s.lemma(p.head))
	last := o.words[len(o.words)-1]
	if e := s.ownedBy(last, head, words); e >= 0 {
		return e
	}
	name := o.written() + "'s " + s.text(p.first+1, p.last)
	e := s.add(entity{kind: Body, name: name, key: name, words: append(slices.Clone(o.words), words...), owner: last,
		roles: []role{{head: head, words: words}}})
	s.byHead[head] = append(s.byHead[head], e)
	return e
}

// ownedBy returns the body that was called by words and by the name that ends
// in owner before: "the Duarte campaign", "Ana Duarte's campaign"; -1 for none.
func (s *story) ownedBy(owner, head uint64, words []uint64) int {
	for _, e := range s.byHead[head] {
		o := &s.entities[e]
		if o.owner == owner && len(o.roles) > 0 && slices.Equal(o.roles[0].words, words) {
			return e
		}
	}
	return -1
}

// ownersWord returns the last word of the name before the head of p, a body,
// and the words after that name; 0 if there is none.
func (s *story) ownersWord(p phrase) (uint64, []uint64) {
	if p.named || p.name < 0 || p.noun.class != bodyClass || p.end != p.last {
		return 0, nil
	}
	n := &s.names[p.name]
	if n.first < p.first || n.last > p.head {
		return 0, nil
	}
	if e := n.entity; e < 0 || s.entities[e].kind != Person {
		return 0, nil
	}
	first := n.last
	if s.d.Tokens[first].XPOS == lang.POS {
		first++
	}
	return s.d.Forms[n.last-1].Word, s.words(first, p.last)
}
