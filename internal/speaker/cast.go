package speaker

import (
	"slices"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/internal/lang"
)

// An entity is somebody or something that a story names.
type entity struct {
	kind     Kind
	name     string
	words    []uint64 // of the fullest name, evened out
	gender   gender
	country  string
	plural   bool
	roles    []role
	mentions []lang.Span
	owner    uint64        // the last word of the name of the person whose body it is: "Duarte's office"
	key      string        // the words, in lower case, of one who has no name
	votes    [numVote]int  // what the words around the name speak for
	tagged   [numVote]int  // what the names are tagged as
	certain  bool          // something in the story tells the kind
	spoke    bool          // it was the source of something before
	issuers  []int         // of a document, the entities that it speaks for
	known    *organisation // the generally known body that it is, nil for others
}

// A role is what somebody is called besides the name.
type role struct {
	head     uint64   // the noun, as canonical has it
	words    []uint64 // all its words
	owner    uint64   // the last word of whose it is, 0 if that is not told
	country  string   // the country of it, by its adjective or its name
	attached bool     // it tells of what or for whom: "spokesman for the port"
	text     string   // "" for a title
}

// A name is a proper name as it stands in the text once.
type name struct {
	first, last int // its tokens, [first, last)
	kind        lang.NameKind
	known       bool // kind was told, not only possible
	entity      int
	country     string // of a body, the country that the words in or around the name tell
}

func (e *entity) sortMentions() {
	slices.SortFunc(e.mentions, func(a, b lang.Span) int { return (a.Start-b.Start)*8 + min(b.End-a.End, 7) })
	e.mentions = slices.Compact(e.mentions)
}

func (s *story) speaker(e *entity) Speaker {
	k := Speaker{Kind: e.kind, Name: e.written(), Known: s.elsewhere(e), Press: e.known != nil && e.known.press, Country: e.country, Plural: e.plural, Mentions: e.mentions}
	for _, r := range e.roles {
		if r.text != "" && !slices.Contains(k.Roles, r.text) {
			k.Roles = append(k.Roles, r.text)
		}
	}
	return k
}

// written returns the name, that of a person who only stands in capitals with
// those of a name.
func (e *entity) written() string {
	if e.kind != Person || !shouts(e.name) {
		return e.name
	}
	start := true
	return strings.Map(func(r rune) rune {
		first := start
		start = !unicode.IsLetter(r) && r != '\''
		if first {
			return r
		}
		return unicode.ToLower(r)
	}, e.name)
}

// gather finds the names of the document and who bears them: names of more
// than one word first, as the others are mostly short for them.
func (s *story) gather() {
	s.noteLines()
	s.findNames()
	s.dropAside()
	s.states = map[string]int{}
	s.bearers, s.called, s.short = map[uint64][]int{}, map[uint64][]int{}, map[uint64]int{}
	s.findUntagged()
	s.noteBearings()
	s.noteNamesakes()
	s.notePeoples()
	s.noteIntroduced()
	s.entities = make([]entity, 0, len(s.names)/2+8)
	for i := range s.names {
		n := &s.names[i]
		if n.entity = s.generallyKnown(n); n.entity == -1 && n.kind != lang.Person {
			n.country = s.countryAround(n)
		}
	}
	s.placeAll(func(n *name) bool { return n.last-n.first > 1 && !s.headline(n.first) })
	s.placeAll(func(n *name) bool { return n.last-n.first > 1 })
	s.placeAll(func(n *name) bool { return n.last-n.first == 1 })
	s.byHead = map[uint64][]int{}
	for e := range s.entities {
		s.indexHeads(e)
	}
}

// generallyKnown returns the entity of a name that is that of a country or of a
// generally known organisation: -1 if it is neither, -2 if it is the adjective
// of a people, which is nobody's.
func (s *story) generallyKnown(n *name) int {
	w, one := s.d.Forms[n.first].Word, n.last-n.first == 1
	namesake := one && s.namesakes[w]
	switch {
	case namesake && (n.known && n.kind == lang.Person || s.linesOf(n)):
		return -1
	case one && s.peoples[w] != 0:
		return -2
	}
	if c, k := s.countryAt(s.d, n.first, n.last); k > 0 && k == n.last-n.first && c.use != byPart {
		return s.countryEntity(n, c)
	}
	if namesake && s.d.Forms[n.first].Shape == lang.ShapeTitle || s.introduced[w] {
		return -1
	}
	if o, k := s.organisationAt(s.d, n.first, n.last); k > 0 && k == n.last-n.first {
		return s.organisationEntity(n, o)
	}
	return -1
}

// placeAll gives the names for which take says so to their bearers, and
// settles what these are.
func (s *story) placeAll(take func(*name) bool) {
	var placed []int
	for i := range s.names {
		if n := &s.names[i]; n.entity == -1 && take(n) {
			if s.place(n); n.entity >= 0 {
				placed = append(placed, i)
			}
		}
	}
	for _, i := range placed {
		s.describe(&s.names[i])
	}
	for e := range s.entities {
		s.settle(&s.entities[e])
	}
}

// indexHeads makes entity e be found by the nouns that it may be called by.
func (s *story) indexHeads(e int) {
	add := func(head uint64) {
		if l := s.byHead[head]; len(l) == 0 || l[len(l)-1] != e {
			s.byHead[head] = append(l, e)
		}
	}
	for _, r := range s.entities[e].roles {
		add(r.head)
		for _, w := range s.broader[r.head] {
			add(w)
		}
		for _, w := range r.words {
			if s.nouns[w].class.onePerson() {
				add(s.canonical(w))
			}
		}
	}
	if o := s.entities[e].known; o != nil {
		for _, w := range o.nouns {
			add(w)
		}
	}
	if s.entities[e].kind == Body {
		for _, w := range s.entities[e].words {
			if c := s.nouns[w].class; c == bodyClass || c == stateClass || c == groupClass {
				add(s.canonical(w))
			}
		}
	}
}

// countryEntity returns the entity of a country that a name or a seat of
// government points at. Names of peoples have none.
func (s *story) countryEntity(n *name, c country) int {
	if c.use == byPeople {
		return -2
	}
	if i, ok := s.states[c.code]; ok {
		e := &s.entities[i]
		if c.use == byName && s.countries.of[joinWords(e.words)].use == bySeat {
			e.name, e.words = s.text(n.first, n.last), s.words(n.first, n.last)
		}
		e.mentions = append(e.mentions, s.d.Span(n.first, n.last))
		return i
	}
	s.states[c.code] = len(s.entities)
	return s.add(entity{kind: State, name: s.text(n.first, n.last), words: s.words(n.first, n.last), country: c.code,
		mentions: []lang.Span{s.d.Span(n.first, n.last)}})
}

func (s *story) add(e entity) int {
	s.entities = append(s.entities, e)
	return len(s.entities) - 1
}

// place gives a name to the entity that bears it, a new one if none does.
func (s *story) place(n *name) {
	words := s.words(n.first, n.last)
	if len(words) == 0 {
		n.entity = -2
		return
	}
	if n.entity = s.bearer(n, words); n.entity == -2 {
		n.entity = oneOfFamily
		return
	}
	if n.entity == -1 {
		n.entity = s.add(entity{kind: kindOf(n), name: s.text(n.first, n.last), words: words, country: n.country})
		s.bearers[s.surname(words)] = append(s.bearers[s.surname(words)], n.entity)
		if len(words) > 1 {
			s.called[words[0]] = append(s.called[words[0]], n.entity)
		}
	}
	e := &s.entities[n.entity]
	if e.country == "" {
		e.country = n.country
	}
	if len(words) > len(e.words) && s.sameName(e.words, words) && !s.epitheted(words, e.words) || s.epitheted(e.words, words) || len(words) == len(e.words) && shouts(e.name) && !shouts(s.text(n.first, n.last)) {
		e.name, e.words = s.text(n.first, n.last), words
	}
	e.mentions = append(e.mentions, s.d.Span(n.first, n.last))
}

// oneOfFamily stands for the entity of a surname that more than one of the story
// bear, where it is not clear whose it is.
const oneOfFamily = -4

// epitheted reports whether a, a name of more words than b, is b with a word
// before it that is no name: "Crooked Tom Hale".
func (s *story) epitheted(a, b []uint64) bool {
	if len(b) < 2 || len(a) <= len(b) || !slices.Equal(a[len(a)-len(b):], b) {
		return false
	}
	_, given := s.given[b[0]]
	_, first := s.given[a[0]]
	return given && !first
}

// shouts reports whether a name is written in capitals only.
func shouts(w string) bool { return strings.ToUpper(w) == w }

func kindOf(n *name) Kind {
	if n.kind == lang.Person && n.known {
		return Person
	}
	return Body
}
