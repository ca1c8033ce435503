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
	byStart, adjectives := s.oneWordNames()
	for _, n := range adjectives {
		if s.lands[s.d.Forms[n].Word] {
			continue
		}
		stem := peopleStem(s.d.Word(n))
		if land := s.landOf(stem, byStart[stem[:shortestStem]]); land != 0 {
			s.peoples[s.d.Forms[n].Word] = land
			s.lands[land] = true
		}
	}
}

// shortestStem is the least number of bytes that are left of an adjective.
const shortestStem = 3

// oneWordNames returns the different words that are names alone, or the last of
// a person's, by their first bytes, as tokens; and those that look like
// adjectives of peoples. It notes the lands that have a government.
func (s *story) oneWordNames() (map[string][]int, []int) {
	byStart := map[string][]int{}
	var adjectives []int
	seen := map[uint64]bool{}
	for i := range s.names {
		n := &s.names[i]
		one := n.last-n.first == 1
		token := n.last - 1
		w := s.d.Forms[token].Word
		if one && !s.namesakes[w] && s.hasGovernment(n) {
			s.lands[w] = true
		}
		if seen[w] || !one && n.kind != lang.Person || len(s.d.Word(token)) < shortestStem {
			continue
		}
		seen[w] = true
		start := s.d.Word(token)[:shortestStem]
		byStart[start] = append(byStart[start], token)
		if one && !s.namesakes[w] && !s.lands[w] && peopleStem(s.d.Word(token)) != "" {
			adjectives = append(adjectives, token)
		}
	}
	return byStart, adjectives
}

// hasGovernment reports whether the words around a name tell that it is that of
// a state: "the government of Norhaven", "Norhaven's government".
func (s *story) hasGovernment(n *name) bool {
	i := n.first
	if i > 2 && nextDoor[s.d.Forms[i-1].Word] { // "of neighbouring Norhaven"
		i--
	}
	if i > 1 && s.d.Word(i-1) == "of" && governs[s.d.Forms[i-2].Word] {
		return true
	}
	i = n.last
	if i >= len(s.d.Tokens) || s.d.Tokens[i].XPOS != lang.POS {
		return false
	}
	const far = 3 // tokens: "Norhaven's foreign ministry"
	for k := i + 1; k < min(i+1+far, len(s.d.Tokens)); k++ {
		if x := s.d.Tokens[k].XPOS; !x.Nominal() && x != lang.JJ {
			return false
		}
		if w := s.d.Forms[k].Word; governs[w] || presides[w] || s.d.Forms[k].Shape == lang.ShapeTitle && w == wordPresident {
			return true
		}
	}
	return false
}

// nextDoor are the words that tell where another state is.
var nextDoor = wordSet("neighbouring neighboring nearby adjacent rival")

// governs are the nouns of what only states have or are.
var governs = wordSet("government regime republic kingdom parliament army military navy ministry ambassador embassy")

// presides are the nouns of what a state has, but not those who govern it.
var presides = wordSet("minister premier capital monarch constitution airspace")

// wordPresident is what the heads of companies are called too, in lower case.
var wordPresident = lang.WordHash("president")

// peopleStem returns what is left of the adjective of a people without its
// ending, "" if it has none.
func peopleStem(w string) string {
	for _, end := range [...]string{"ians", "ian", "eans", "ean", "ans", "an", "ese", "ish", "i"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= shortestStem {
			return stem
		}
	}
	return ""
}

// landOf returns the only one of the words at tokens that stem begins and that
// is no person's name; 0 if there is none.
func (s *story) landOf(stem string, tokens []int) uint64 {
	const ending = 3 // bytes that the name of a country may have behind the stem
	var land uint64
	for _, i := range tokens {
		w := s.d.Word(i)
		if !strings.HasPrefix(w, stem) || len(w) > len(stem)+ending || peopleStem(w) == stem {
			continue
		}
		h := s.d.Forms[i].Word
		if s.namesakes[h] || land != 0 {
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
		if s.d.Tokens[p.first].XPOS == lang.PRPS {
			return -1
		}
		if p.det == definite && p.last-p.first == 2 && p.end == p.last && s.d.Word(p.last) != "of" {
			if e := s.homeState(p); e >= 0 {
				return e
			}
		}
		return s.calledSo(p, State)
	}
	return -1
}

// homeState returns the state that "the government" is that of where the story
// does not say: the one that it speaks of far more than of any other.
func (s *story) homeState(p phrase) int {
	if e := s.recalled(p); e != -1 {
		return max(-1, e)
	}
	if !s.homeSought {
		s.home, s.homeSought = s.mostNamed(), true
	}
	switch {
	case s.home == "":
		return -1
	case s.home == untabled:
		return s.onlyLand()
	}
	if e, ok := s.states[s.home]; ok {
		return e
	}
	e := s.common(p, State, false)
	s.entities[e].country, s.states[s.home] = s.home, e
	return e
}

// untabled stands for the code of lands that are in no table.
const untabled = "--"

// mostNamed returns the code of the country that names point at twice as often
// as at any other; "" if there is none.
func (s *story) mostNamed() string {
	const enough, ahead = 2, 2
	count := map[string]int{}
	if line := s.d.Layout.Dateline; line.Len() > 0 { // "HARUMA, Japan"
		if code := s.countryWithin(s.d.TokenAt(line.Start), s.d.TokenAt(line.End-1)+1); code != "" {
			count[code] = enough
		}
	}
	for i := range s.names {
		n := &s.names[i]
		if c, k := s.countryAt(s.d, n.first, n.last); k > 0 {
			count[c.code]++
		} else if w := s.d.Forms[n.first].Word; n.last-n.first == 1 && (s.lands[w] || s.peoples[w] != 0) {
			count[untabled]++
		}
	}
	best, most, next := "", 0, 0
	for code, k := range count {
		if k > most {
			best, most, next = code, k, most
		} else {
			next = max(next, k)
		}
	}
	if most < enough || most < ahead*next {
		return ""
	}
	return best
}

// onlyLand returns the state of the only land that is in no table; -1 if the
// story has more.
func (s *story) onlyLand() int {
	if len(s.lands) != 1 {
		return -1
	}
	for land := range s.lands {
		return s.landEntity(land)
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
	if e < 0 && p.last+1 < len(s.d.Tokens) && s.d.Word(p.last) == "of" {
		i, end := p.last+1, p.end
		if nextDoor[s.d.Forms[i].Word] { // a participle, where the phrase seems to end
			i, end = i+1, len(s.d.Tokens)
		}
		if k := s.nameFrom(i); k < len(s.names) && s.names[k].last <= end && s.names[k].first <= i+1 {
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
