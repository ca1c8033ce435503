package speaker

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/lang"
)

// bearer returns the entity that bears a name: -1 if none does yet, -2 if it
// is not clear which.
func (s *story) bearer(n *name, words []uint64) int {
	if i, ok := s.short[words[0]]; ok && len(words) == 1 {
		return i
	}
	if i := s.knownAs(n); i >= 0 {
		if len(words) == 1 {
			s.short[words[0]] = i
		}
		return i
	}
	found := -1
	for _, i := range s.bearers[s.surname(words)] {
		e := &s.entities[i]
		if len(words) == 1 && s.titledOtherwise(e, n) {
			return -2
		}
		if !s.sameName(e.words, words) && !s.respelt(e, n, words) || len(words) == 1 && !s.mayShorten(e, n) || e.kind != Person && e.country != n.country && e.country != "" && n.country != "" {
			continue
		}
		if len(e.words) == len(words) && slices.Equal(e.words, words) && e.country == n.country {
			return i
		}
		if found >= 0 {
			return s.likelier(n, found, i)
		}
		found = i
	}
	switch {
	case found >= 0:
		return found
	case len(words) > 2 && s.headline(n.first):
		return s.begun(words)
	case len(words) == 2 && s.headline(n.first):
		return s.headlined(words)
	case len(words) > 1:
		return -1
	}
	if i := s.calledBy(n, words[0]); i >= 0 {
		return i
	}
	if i := s.abbreviated(n); i >= 0 {
		s.short[words[0]] = i
		return i
	}
	if i := s.misspelt(n); i >= 0 {
		return i
	}
	return -1
}

// knownAs returns the entity of the name before n, if n is what that is also
// called: "Ana Duarte, better known as Sonny"; -1 if it is not.
func (s *story) knownAs(n *name) int {
	i := n.first - 1
	if i > 0 && s.d.Tokens[i].XPOS == lang.OpenQuote {
		i--
	}
	if i < 2 || s.d.Word(i) != "as" || s.d.Word(i-1) != "known" {
		return -1
	}
	i -= 2
	for i > 0 && (s.d.Tokens[i].XPOS == lang.RB || s.d.Tokens[i].XPOS == lang.RBR || s.d.Tokens[i].XPOS == lang.JJR || s.d.Tokens[i].XPOS == lang.Comma) {
		i--
	}
	k := s.nameFrom(i+1) - 1
	if k < 0 || s.names[k].last != i+1 {
		return -1
	}
	return max(-1, s.names[k].entity)
}

// surname returns the word of a name that is looked up for it.
func (s *story) surname(words []uint64) uint64 {
	w := s.withoutJunior(words)
	return w[len(w)-1]
}

// begun returns the bearer whose name the first words of a headline's run of
// capitalised words are: "Ana Duarte Warns".
func (s *story) begun(words []uint64) int {
	for _, i := range s.called[words[0]] {
		if e := &s.entities[i]; len(e.words) > 1 && len(e.words) < len(words) && slices.Equal(e.words, words[:len(e.words)]) {
			return i
		}
	}
	return -1
}

// headlined returns the only person whose surname stands in a headline behind a
// word that is no name: "Late Duarte goal"; -1 if there is none.
func (s *story) headlined(words []uint64) int {
	if _, given := s.given[words[0]]; given {
		return -1
	}
	found := -1
	for _, e := range s.bearers[words[1]] {
		if s.entities[e].kind != Person || len(s.entities[e].words) < 2 || found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// mayShorten reports whether n, a single word, may be short for the longer name
// of e: a person's surname, or the noun that says what a body is.
func (s *story) mayShorten(e *entity, n *name) bool {
	if len(e.words) == 1 {
		return true
	}
	if e.known != nil { // "the Post"
		return n.first > 0 && strings.EqualFold(s.d.Word(n.first-1), "the")
	}
	if n.known && n.kind == lang.Place || s.differs(e, n) {
		return false
	}
	return e.kind == Person || !e.certain || s.nouns[e.words[len(e.words)-1]].class != noClass
}

// titledOtherwise reports whether it is not clear if e is meant by a surname with
// a title of one gender, where the story has titles of both and does not tell
// which of them e has.
func (s *story) titledOtherwise(e *entity, n *name) bool {
	b := s.bearings[s.d.Forms[n.first].Word]
	if !b.both || e.kind != Person || n.first == 0 {
		return false
	}
	t := s.titles[s.d.Forms[n.first-1].Word]
	return t.gender != noGender && s.givenGender(e) == noGender
}

// A bearing is how a story uses a surname that stands alone.
type bearing struct {
	gender gender // that its titles tell
	both   bool   // some titles tell the other
	titled int    // the first token at which it has the title of an office
	plain  bool   // it stands outside quotations
	bare   bool   // it stands without a title
}

// noteBearings gathers how the surnames are used that stand alone.
func (s *story) noteBearings() {
	s.bearings = map[uint64]bearing{}
	for i := range s.names {
		n := &s.names[i]
		if n.last-n.first > 1 || n.first == 0 || s.headline(n.first) {
			continue
		}
		w := s.d.Forms[n.first].Word
		b, met := s.bearings[w]
		if !met {
			b.titled = len(s.d.Tokens)
		}
		b.plain = b.plain || s.quoted(n.first) < 0
		t, short := s.titles[s.d.Forms[n.first-1].Word]
		b.bare = b.bare || t.gender == noGender
		switch {
		case t.gender != noGender && b.gender != noGender && t.gender != b.gender:
			b.both = true // two persons of one surname
		case t.gender != noGender:
			b.gender = t.gender
		case short || s.d.Forms[n.first-1].Shape == lang.ShapeTitle && s.nouns[s.d.Forms[n.first-1].Word].class.onePerson():
			b.titled = min(b.titled, n.first)
		}
		s.bearings[w] = b
	}
}

// noteNamesakes gathers the words that are names of persons, which may be
// those of countries and capitals too: "Jordan".
func (s *story) noteNamesakes() {
	s.namesakes = map[uint64]bool{}
	for i := range s.names {
		n := &s.names[i]
		w := s.d.Forms[n.last-1].Word
		_, given := s.given[w]
		b := s.bearings[w]
		if given || n.last-n.first > 1 && n.kind == lang.Person || b.gender != noGender || b.titled < len(s.d.Tokens) && b.titled > 0 {
			s.namesakes[w] = true
		}
	}
}

// differs reports whether a surname that stands alone can't be short for the
// name of e: its titles are for the other gender, or it has one before the
// story tells the full name, as only somebody else's would.
func (s *story) differs(e *entity, n *name) bool {
	b, ok := s.bearings[s.d.Forms[n.first].Word]
	if !ok || e.kind != Person && e.certain {
		return false
	}
	if g := s.givenGender(e); g != noGender && b.gender != noGender && !b.both && g != b.gender && (!b.bare || s.titleGender(n) != noGender) {
		return true
	}
	return len(e.mentions) > 0 && b.titled < s.d.TokenAt(e.mentions[0].Start)
}

// calledBy returns the only bearer of a longer name that begins with word: a
// person's given name or family name that stands first, or the short form of a
// company's.
func (s *story) calledBy(n *name, word uint64) int {
	l := s.called[word]
	if len(l) != 1 {
		return -1
	}
	_, given := s.given[word]
	e := &s.entities[l[0]]
	if n.known && n.kind == lang.Place && !clubs[e.words[len(e.words)-1]] {
		return -1
	}
	switch {
	case s.d.Forms[n.first].Shape == lang.ShapeUpper && !given: // an abbreviation
		return -1
	case e.kind == Body && len(e.words) == 2 && n.kind != lang.Place && s.nouns[e.words[1]].class == bodyClass && s.nouns[word].class == noClass: // "Reform" for the Reform Party
		return l[0]
	case e.kind == Person, n.known && n.kind != lang.Other && (s.nouns[word].class == noClass || n.kind == lang.Place):
		return l[0]
	}
	return -1
}

// clubs are the words that end the names of clubs, which are called by the place
// before them.
var clubs = wordSet("athletic rovers united wanderers albion hotspur rangers harriers")

// sameName reports whether two names may be those of one bearer: they are the
// same, or the shorter is the surname of the longer, or they differ in middle
// names and initials only.
func (s *story) sameName(a, b []uint64) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if slices.Equal(a, b) {
		return true
	}
	a, b = s.withoutJunior(a), s.withoutJunior(b)
	if len(a) < len(b) {
		a, b = b, a
	}
	last := a[len(a)-1] == b[len(b)-1]
	switch {
	case len(b) == 1:
		return last
	case len(a) > len(b) && slices.Equal(a[len(a)-len(b):], b):
		return true // "von Tarn"
	case len(a) > 1 && len(b) > 1:
		return last && a[0] == b[0] && (len(a) != len(b) || len(a) == 2)
	}
	return false
}

// respelt reports whether two names of persons differ in a letter of the given
// name only, which one of them has wrong: "Kristin" and "Kristen".
func (s *story) respelt(e *entity, n *name, words []uint64) bool {
	if len(e.words) != len(words) || len(words) < 2 || e.words[len(words)-1] != words[len(words)-1] || n.kind != lang.Person {
		return false
	}
	a, _, _ := strings.Cut(e.name, " ")
	b := s.d.Word(n.first)
	return len(a) == len(b) && oneEdit(a, b) && a[:2] == b[:2] && a[len(a)-1] == b[len(b)-1]
}

// withoutJunior cuts the "Jr." and the like off the words of a name.
func (s *story) withoutJunior(words []uint64) []uint64 {
	if n := len(words); n > 1 && juniors[words[n-1]] {
		return words[:n-1]
	}
	return words
}

var juniors = wordSet("jr. jr sr. sr ii iii iv")

// titleGender returns the gender that the title before a name tells.
func (s *story) titleGender(n *name) gender {
	if n.first == 0 {
		return noGender
	}
	return s.titles[s.d.Forms[n.first-1].Word].gender
}

// likelier decides between two bearers of a surname: by the title before it,
// or for the one that the story names far more often; -2 if neither helps.
func (s *story) likelier(n *name, a, other int) int {
	if n.first > 0 {
		if t, ok := s.titles[s.d.Forms[n.first-1].Word]; ok && t.gender != noGender {
			ga, gb := s.givenGender(&s.entities[a]), s.givenGender(&s.entities[other])
			switch {
			case ga == t.gender && gb != t.gender:
				return a
			case gb == t.gender && ga != t.gender:
				return other
			}
		}
	}
	if b := s.bearings[s.d.Forms[n.last-1].Word]; b.bare && !b.both && b.gender != noGender && s.titleGender(n) == noGender { // the other one has a title
		switch ga, gb := s.givenGender(&s.entities[a]), s.givenGender(&s.entities[other]); {
		case ga == b.gender && gb != b.gender:
			return other
		case gb == b.gender && ga != b.gender:
			return a
		}
	}
	switch { // children, who are called by their given names
	case s.childOf(other, a):
		return a
	case s.childOf(a, other):
		return other
	}
	na, nb := len(s.entities[a].mentions), len(s.entities[other].mentions)
	switch {
	case na >= 3*nb:
		return a
	case nb >= 3*na:
		return other
	}
	const near, far = 1, 3 // paragraphs
	da, db := s.paragraphsSince(a, n.first), s.paragraphsSince(other, n.first)
	switch {
	case da <= near && db > far:
		return a
	case db <= near && da > far:
		return other
	}
	return -2
}

// paragraphsSince returns how many paragraphs before token i entity e was named
// last; many if it was not.
func (s *story) paragraphsSince(e, i int) int {
	const many = 1 << 30
	n := many
	for _, m := range s.entities[e].mentions {
		if m.Start < s.d.Tokens[i].Start {
			n = min(n, s.paragraph(i)-s.paragraph(s.d.TokenAt(m.Start)))
		}
	}
	return n
}

// childOf reports whether the story names a before b and calls only b by the given
// name alone, as it does with one of a family to tell them apart.
func (s *story) childOf(b, a int) bool {
	return s.firstNamed(b) && !s.firstNamed(a) && s.entities[a].kind == Person && s.entities[a].mentions[0].Start < s.entities[b].mentions[0].Start
}

// firstNamed reports whether the story calls a person by the given name alone.
func (s *story) firstNamed(e int) bool {
	words := s.entities[e].words
	return len(words) > 1 && s.entities[e].kind == Person && s.bearings[words[0]].plain
}

// givenGender returns the gender of a person's given name.
func (s *story) givenGender(e *entity) gender {
	if len(e.words) < 2 {
		return noGender
	}
	return s.given[e.words[0]]
}

// abbreviated returns the entity that the capitals of a name stand for: the
// one that it stands behind in brackets, or the one with these initials.
func (s *story) abbreviated(n *name) int {
	w := s.d.Word(n.first)
	if f := s.d.Forms[n.first].Shape; f != lang.ShapeUpper && f != lang.ShapeDotted || len(w) < 2 {
		return -1
	}
	w = strings.ReplaceAll(w, ".", "")
	if n.first > 0 && s.d.Word(n.first-1) == "(" {
		for i := range s.names {
			if m := &s.names[i]; m.last == n.first-1 && m.entity >= 0 {
				return m.entity
			}
		}
	}
	for i := range s.entities {
		if e := &s.entities[i]; len(w) > 2 && initials(e.name) == w {
			return i
		}
	}
	return -1
}

// initials returns the capitals that the words of a name begin with.
func initials(name string) string {
	var b [16]byte
	out := b[:0]
	start := true
	for i := range len(name) {
		c := name[i]
		if start && 'A' <= c && c <= 'Z' && len(out) < len(b) {
			out = append(out, c)
		}
		start = c == ' ' || c == '-'
	}
	return string(out)
}

// misspelt returns the only person whose surname a name differs from by a
// letter.
func (s *story) misspelt(n *name) int {
	w := s.d.Word(n.first)
	if n.known && n.kind != lang.Person || utf8.RuneCountInString(w) < 5 {
		return -1
	}
	found := -1
	for i := range s.entities {
		e := &s.entities[i]
		if len(e.words) < 2 || e.kind == State {
			continue
		}
		surname := e.name[strings.LastIndexByte(e.name, ' ')+1:]
		cut := surname == w+"s" && e.kind == Person && n.known // "Water" for Waters
		if w[0] != surname[0] || !cut && !oneEdit(w, surname) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// oneEdit reports whether a letter added, left out, changed or swapped with
// its neighbour makes a into b. Plurals are no misspellings.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) < 5 || len(b)-len(a) > 1 || b == a+"s" {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return false
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
