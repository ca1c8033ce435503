package speaker

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// noteIntroduced gathers the abbreviations that the story itself introduces,
// in brackets behind a name: these stand for that, whatever they stand for
// elsewhere.
func (s *story) noteIntroduced() {
	s.introduced, s.known = map[uint64]bool{}, map[int]int{}
	for i := range s.names {
		n := &s.names[i]
		if i == 0 || n.last-n.first > 1 || !s.bracketed(n) || s.names[i-1].last != n.first-1 {
			continue
		}
		m := &s.names[i-1]
		o, k := s.organisationAt(s.d, m.first, m.last)
		p, _ := s.organisationAt(s.d, n.first, n.last)
		if m.kind != lang.Person && (p == nil || k != m.last-m.first || o != p) {
			s.introduced[s.d.Forms[n.first].Word] = true
		}
	}
}

// bracketed reports whether a name stands in brackets of its own.
func (s *story) bracketed(n *name) bool {
	return n.first > 0 && s.d.Word(n.first-1) == "(" && n.last < len(s.d.Tokens) && s.d.Word(n.last) == ")"
}

// organisationEntity returns the entity of an organisation that a name is that of.
func (s *story) organisationEntity(n *name, o *organisation) int {
	name, words := s.text(n.first, n.last), s.words(n.first, n.last)
	i, ok := s.known[o.index]
	if !ok {
		i = s.add(entity{kind: Body, name: name, words: words, country: o.country, known: o, certain: true})
		s.known[o.index] = i
		if len(words) > 1 {
			s.bearers[s.surname(words)] = append(s.bearers[s.surname(words)], i)
		}
	}
	e := &s.entities[i]
	if len(words) > len(e.words) {
		e.name, e.words = name, words
	}
	e.mentions = append(e.mentions, s.d.Span(n.first, n.last))
	return i
}

// countryAround returns the country of a body that the words of its name tell,
// or those around it: "the Russian Defence Ministry", "Norway's Home Office",
// "the Ministry of Defence of Norway".
func (s *story) countryAround(n *name) string {
	code := s.countryWithin(n.first, n.last)
	if code != "" {
		return code
	}
	i := n.first - 1
	if i > 0 && s.d.Tokens[i].XPOS == lang.POS {
		i--
	}
	for k := i; k >= 0 && k > i-4; k-- {
		if c, m := s.countryAt(s.d, k, n.first); m > 0 && k+m == i+1 && (i < n.first-1 || c.use == byPeople || c.use == byName) && !s.compassAt(k-1) {
			return c.code
		}
	}
	if n.last+1 < len(s.d.Tokens) && s.d.Word(n.last) == "of" {
		j := n.last + 1
		if s.d.Word(j) == "the" && j+1 < len(s.d.Tokens) {
			j++
		}
		if c, m := s.countryAt(s.d, j, len(s.d.Tokens)); m > 0 && c.use == byName {
			return c.code
		}
	}
	return ""
}

// countryWithin returns the code of the only country that the tokens
// [first, last) name.
func (s *story) countryWithin(first, last int) string {
	code := ""
	for i := first; i < last; i++ {
		if c, n := s.countryAt(s.d, i, last); n > 0 {
			if code != "" && code != c.code {
				return ""
			}
			if !s.compassAt(i - 1) {
				code = c.code
			}
			i += n - 1
		}
	}
	return code
}

// compassAt reports whether token i makes another place of the name behind
// it: "New Mexico", "East Guinea".
func (s *story) compassAt(i int) bool {
	return i >= 0 && compass[s.d.Forms[i].Word] && s.d.Forms[i].Shape == lang.ShapeTitle
}

var compass = wordSet("new north south east west northern southern eastern western")
