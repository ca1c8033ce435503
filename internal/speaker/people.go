package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// notePeoples finds the adjectives of peoples that are in no table, those of
// invented or forgotten countries: "Talvian" in a story that has "Talvia". Such
// a name is nobody's own, and the place it is made from may speak as a state.
func (s *story) notePeoples() {
	s.peoples, s.lands = map[uint64]uint64{}, map[uint64]bool{}
	for i := range s.names {
		n := &s.names[i]
		w := s.d.Forms[n.first].Word
		if n.last-n.first > 1 || s.peoples[w] != 0 || s.namesakes[w] {
			continue
		}
		if s.hasGovernment(n) {
			s.lands[w] = true
			continue
		}
		stem := peopleStem(s.d.Word(n.first))
		if stem == "" {
			continue
		}
		if land := s.landOf(stem); land != 0 && land != w {
			s.peoples[w] = land
			s.lands[land] = true
		}
	}
}

// hasGovernment reports whether the words around a name tell that it is that of
// a state: "the government of Norhaven", "Norhaven's government".
func (s *story) hasGovernment(n *name) bool {
	if i := n.first; i > 1 && s.d.Word(i-1) == "of" && governs[s.d.Forms[i-2].Word] {
		return true
	}
	i := n.last
	return i+1 < len(s.d.Tokens) && s.d.Tokens[i].XPOS == lang.POS && governs[s.d.Forms[i+1].Word]
}

// governs are the nouns of what only states have or are.
var governs = wordSet("government regime republic kingdom parliament army ambassador embassy")

// peopleStem returns what is left of the adjective of a people without its
// ending, "" if it has none.
func peopleStem(w string) string {
	for _, end := range [...]string{"ians", "ian", "eans", "ean", "ans", "an", "ese", "ish", "i"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 2 {
			return stem
		}
	}
	return ""
}

// landOf returns the only name of one word, and of no person, that stem begins.
func (s *story) landOf(stem string) uint64 {
	const ending = 3 // bytes that the name of a country may have behind the stem
	var land uint64
	for i := range s.names {
		n := &s.names[i]
		w := s.d.Word(n.last - 1)
		if !strings.HasPrefix(w, stem) || len(w) > len(stem)+ending || peopleStem(w) == stem {
			continue
		}
		h := s.d.Forms[n.last-1].Word
		if n.last-n.first > 1 {
			if n.kind == lang.Person {
				return 0
			}
			continue
		}
		if s.namesakes[h] || land != 0 && land != h {
			return 0
		}
		land = h
	}
	return land
}

// government returns the state whose government p is.
func (s *story) government(p phrase) int {
	if code := s.countryIn(p); code != "" {
		if _, ok := s.states[code]; !ok {
			s.states[code] = s.common(p, State, false)
		}
		return s.states[code]
	}
	if e := s.landIn(p); e >= 0 {
		s.entities[e].kind = State
		return e
	}
	switch strings.ToLower(s.d.Word(p.head)) {
	case "government", "regime":
		if s.d.Tokens[p.first].XPOS != lang.PRPS {
			return s.calledSo(p, State)
		}
	}
	return -1
}

// landIn returns the entity of the land that p, a government, is that of, where
// it is in no table; negative if p names none.
func (s *story) landIn(p phrase) int {
	for i := p.first; i < p.last; i++ {
		if local[s.d.Forms[i].Word] {
			return -1
		}
		if land := s.peoples[s.d.Forms[i].Word]; land != 0 {
			return s.landEntity(land)
		}
	}
	e := s.entityOf(p)
	if e < 0 && p.end > p.last+1 && s.d.Word(p.last) == "of" {
		if k := s.nameFrom(p.last + 1); k < len(s.names) && s.names[k].last <= p.end {
			e = s.names[k].entity
		}
	}
	if e < 0 || p.named || s.entities[e].kind != Body && s.entities[e].kind != State || s.entities[e].tagged[voteBody] > s.entities[e].tagged[votePlace] {
		return -1
	}
	return e
}

func (s *story) landEntity(land uint64) int {
	for _, e := range s.bearers[land] {
		if s.entities[e].kind == State {
			return e
		}
	}
	return -1
}

// local are words that tell that a government is not that of a state.
var local = wordSet("city local regional provincial municipal county state town district")
