package speaker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	key      string       // the words, in lower case, of one who has no name
	votes    [numVote]int // what the words around the name speak for
	tagged   [numVote]int // what the names are tagged as
	certain  bool         // something in the story tells the kind
	spoke    bool         // it was the source of something before
	issuer   int          // of a document, the entity that it speaks for; -1 for none
}

// A role is what somebody is called besides the name.
type role struct {
	head  uint64   // the noun, as canonical has it
	words []uint64 // all its words
	text  string   // "" for a title
}

// A name is a proper name as it stands in the text once.
type name struct {
	first, last int // its tokens, [first, last)
	kind        lang.NameKind
	known       bool // kind was told, not only possible
	entity      int
}

func (e *entity) sortMentions() {
	slices.SortFunc(e.mentions, func(a, b lang.Span) int { return (a.Start-b.Start)*8 + min(b.End-a.End, 7) })
	e.mentions = slices.Compact(e.mentions)
}

func (e *entity) speaker() Speaker {
	s := Speaker{Kind: e.kind, Name: e.written(), Country: e.country, Plural: e.plural, Mentions: e.mentions}
	for _, r := range e.roles {
		if r.text != "" && !slices.Contains(s.Roles, r.text) {
			s.Roles = append(s.Roles, r.text)
		}
	}
	return s
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
	s.findNames()
	s.states = map[string]int{}
	s.bearers, s.called, s.short = map[uint64][]int{}, map[uint64][]int{}, map[uint64]int{}
	s.findUntagged()
	s.noteBearings()
	s.noteNamesakes()
	s.entities = make([]entity, 0, len(s.names)/2+8)
	for i := range s.names {
		n := &s.names[i]
		n.entity = -1
		if n.known && n.kind == lang.Person && s.namesakes[s.d.Forms[n.last-1].Word] {
			continue
		}
		if c, k := s.countryAt(s.d, n.first, n.last); k > 0 && k == n.last-n.first {
			n.entity = s.countryEntity(n, c)
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
		for _, w := range r.words {
			if s.nouns[w].class.onePerson() {
				add(s.canonical(w))
			}
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

// findNames collects the names that the document has, and the other runs of
// proper nouns as possible ones.
func (s *story) findNames() {
	known := s.d.Names
	toks := s.d.Tokens
	for i := 0; i < len(toks); {
		for len(known) > 0 && known[0].Last <= i {
			known = known[1:]
		}
		if len(known) > 0 && known[0].First <= i {
			i = s.addKnown(known[0])
			continue
		}
		if (!toks[i].XPOS.Proper() || s.d.Forms[i].Shape == lang.ShapeLower) && !s.speaksUp(i) && !s.capital(i) {
			i++
			continue
		}
		limit := len(toks)
		if len(known) > 0 {
			limit = known[0].First
		}
		last := s.properRun(i, limit)
		s.addName(i, last, lang.Other, false)
		i = last
	}
}

// findUntagged adds the surnames that stand alone and are tagged as other
// words, for persons whom the story names in full.
func (s *story) findUntagged() {
	surnames := map[uint64]bool{}
	for i := range s.names {
		if n := &s.names[i]; n.last-n.first > 1 && n.kind == lang.Person {
			surnames[s.d.Forms[n.last-1].Word] = true
		}
	}
	var more []name
	k := 0
	for i := range s.d.Tokens {
		for k < len(s.names) && s.names[k].last <= i {
			k++
		}
		x := s.d.Tokens[i].XPOS
		if s.d.Forms[i].Shape != lang.ShapeTitle || x != lang.NN && x != lang.NNS || !surnames[s.d.Forms[i].Word] ||
			k < len(s.names) && s.names[k].first <= i || i+1 < len(s.d.Tokens) && s.d.Tokens[i+1].XPOS.Nominal() {
			continue
		}
		more = append(more, name{first: i, last: i + 1, kind: lang.Person, known: true})
	}
	if more != nil {
		s.names = append(s.names, more...)
		slices.SortFunc(s.names, func(a, b name) int { return a.first - b.first })
	}
}

// speaksUp reports whether token i, in capitals among other words, is a name
// that is tagged as something else: an abbreviation, or a speaker in the lines
// of a transcript.
func (s *story) speaksUp(i int) bool {
	if s.d.Forms[i].Shape != lang.ShapeUpper {
		return false
	}
	next := i+1 < len(s.d.Tokens) && s.d.Forms[i+1].Shape != lang.ShapeUpper
	return next && (s.d.Word(i+1) == ":" || s.d.Tokens[i].XPOS.Nominal() && i > 0 && s.d.Tokens[i-1].XPOS == lang.DT)
}

// capital reports whether token i is tagged as a common noun but written as a
// name behind an article: "The Beacon".
func (s *story) capital(i int) bool {
	f := &s.d.Forms[i]
	return s.d.Tokens[i].XPOS == lang.NN && f.Shape == lang.ShapeTitle && i > 0 && s.d.Tokens[i-1].XPOS == lang.DT &&
		s.nouns[f.Word].class == noClass && !s.titleAt(i) && !s.headline(i)
}

// headline reports whether token i stands in a first paragraph that does not
// end like a sentence.
func (s *story) headline(i int) bool {
	if s.paragraph(i) != 0 || len(s.d.Paragraphs) < 2 {
		return false
	}
	last := s.d.Sentences[s.d.Paragraphs[0].Last-1].Last - 1
	return s.d.Tokens[last].XPOS != lang.Period
}

// addKnown adds a name of the document and returns where it ends. "and"
// parts two persons, "&" holds the name of a company together.
func (s *story) addKnown(n lang.Name) int {
	first := n.First
	for i := n.First; i < n.Last && n.Kind == lang.Person; i++ {
		if s.d.Tokens[i].XPOS == lang.CC && s.d.Word(i) != "&" {
			s.addName(first, i, n.Kind, true)
			first = i + 1
		}
	}
	last := n.Last
	for last+1 < len(s.d.Tokens) && s.d.Word(last) == "&" && s.d.Tokens[last+1].XPOS.Proper() {
		last, n.Kind = s.properRun(last+1, len(s.d.Tokens)), lang.Body
	}
	s.addName(first, last, n.Kind, true)
	return last
}

// properRun returns the end of the run of proper nouns that begins at token i,
// with what holds them together.
func (s *story) properRun(i, limit int) int {
	sent := s.d.Sentences[s.d.SentenceOf(i)]
	limit = min(limit, sent.Last)
	j := i + 1
	for j < limit {
		switch {
		case s.d.Tokens[j].XPOS.Proper():
			j++
		case j+1 < limit && s.d.Tokens[j+1].XPOS.Proper() && s.joins(i, j):
			j += 2
		default:
			return j
		}
	}
	return j
}

// joins reports whether token j holds the proper nouns around it together.
func (s *story) joins(first, j int) bool {
	switch w := s.d.Word(j); w {
	case "&", "-":
		return true
	case "of":
		n := s.nounAt(s.d, j-1)
		return n.class == bodyClass || n.class == stateClass
	default:
		return particles[w]
	}
}

// particles are the small words within the names of persons.
var particles = map[string]bool{"de": true, "del": true, "della": true, "di": true, "da": true, "do": true, "dos": true,
	"du": true, "des": true, "van": true, "von": true, "der": true, "den": true, "ter": true, "la": true, "le": true,
	"el": true, "al": true, "bin": true, "ibn": true, "bint": true, "zu": true, "y": true, "af": true, "av": true}

// addName adds a name without the titles before it; these are no names alone.
func (s *story) addName(first, last int, kind lang.NameKind, known bool) {
	for first < last && s.titleAt(first) && (first+1 < last || !s.mustName(first, kind)) {
		first++
	}
	first = s.afterRole(first, last, kind)
	for last > first && (s.d.Tokens[last-1].XPOS == lang.POS || s.d.Tokens[last-1].XPOS == lang.HYPH) {
		last--
	}
	if first < last && strings.EqualFold(s.d.Word(first), "the") {
		first++
	}
	if first == last {
		return
	}
	if kind != lang.Person {
		first = s.widen(first)
	}
	if kind == lang.Person && first > 0 && s.d.Tokens[first-1].XPOS == lang.CloseQuote {
		s.dropNickname(first)
	}
	if n := len(s.names) - 1; n >= 0 && s.oneName(&s.names[n], first, kind) {
		if s.d.Word(s.names[n].last) == "&" || s.bodyNoun(s.names[n].last-1) {
			kind = lang.Body
		}
		if s.staysPerson(first) {
			kind = lang.Person
		}
		s.names[n].last, s.names[n].kind, s.names[n].known = last, kind, true
		return
	}
	s.names = append(s.names, name{first: first, last: last, kind: kind, known: known})
}

// dropNickname takes back a name that is all there is between the quotation
// marks before token first, if a person's given name stands before them.
func (s *story) dropNickname(first int) {
	n := len(s.names) - 1
	if n < 1 || s.names[n].last != first-1 {
		return
	}
	if before := &s.names[n-1]; before.kind == lang.Person && s.d.Tokens[before.last].XPOS == lang.OpenQuote && before.last < s.names[n].first {
		s.names = s.names[:n]
	}
}

// staysPerson reports whether token first, behind the name of a person, goes on
// with it: "Jr.", "von".
func (s *story) staysPerson(first int) bool {
	return juniors[s.d.Forms[first].Word] || particles[s.d.Word(first)]
}

// afterRole returns where the name of a person begins behind a role that is
// tagged as part of it: "Deputy Mayor Ana Duarte".
func (s *story) afterRole(first, last int, kind lang.NameKind) int {
	for k := last - 3; k >= first; k-- {
		_, given := s.given[s.d.Forms[k+1].Word]
		if (given || kind == lang.Person) && s.nouns[s.d.Forms[k].Word].class.onePerson() && !juniors[s.d.Forms[last-1].Word] {
			return k + 1
		}
	}
	return first
}

// mustName reports whether token i is a name although it may be a title: "Dean"
// where it names a person, "Mr. King".
func (s *story) mustName(i int, kind lang.NameKind) bool {
	if i > 0 {
		if t, ok := s.titles[s.d.Forms[i-1].Word]; ok && t.role == 0 {
			return true
		}
	}
	_, abbreviation := s.titles[s.d.Forms[i].Word]
	return kind == lang.Person && !abbreviation
}

// widen takes capitalised adjectives into the name that begins at token first
// and follows an article: "the Civil Protection Agency".
func (s *story) widen(first int) int {
	i := first
	for i > 0 && s.d.Forms[i-1].Shape == lang.ShapeTitle && (s.d.Tokens[i-1].XPOS == lang.JJ || s.d.Tokens[i-1].XPOS == lang.NN) {
		if c, k := s.countryAt(s.d, i-1, i); k > 0 && c.use == byPeople {
			return first
		}
		i--
	}
	if i > 0 && s.d.Tokens[i-1].XPOS == lang.DT {
		return i
	}
	return first
}

// oneName reports whether a name of a kind that begins at token first is only
// the rest of n: right behind it, behind a nickname in quotation marks, or
// behind what holds names together.
func (s *story) oneName(n *name, first int, kind lang.NameKind) bool {
	if n.last > first || first-n.last > 6 || s.d.SentenceOf(n.first) != s.d.SentenceOf(first) {
		return false
	}
	switch {
	case n.last == first && s.staysPerson(first):
		return n.kind == lang.Person
	case n.last == first && kind == lang.Person && s.nouns[s.d.Forms[n.last-1].Word].class.onePerson():
		return false
	case n.last == first && kind == lang.Person:
		return n.kind == lang.Person || n.kind == lang.Other
	case n.last == first:
		return kind == lang.Body && !n.known
	case n.last+1 == first && s.d.Tokens[n.last].XPOS == lang.POS: // "St Brannoc's Hospital"
		return s.d.Word(n.first) == "St" || s.d.Word(n.first) == "St."
	case n.last+1 == first && s.d.Word(n.last) == "&":
		return true
	case n.last+1 == first:
		return kind == lang.Person && n.kind != lang.Place && particles[s.d.Word(n.last)]
	}
	return kind == lang.Person && s.d.Tokens[n.last].XPOS == lang.OpenQuote && s.d.Tokens[first-1].XPOS == lang.CloseQuote
}

func (s *story) bodyNoun(i int) bool { return s.nouns[s.d.Forms[i].Word].class == bodyClass }

// titleAt reports whether token i is a title that may stand before a name.
func (s *story) titleAt(i int) bool {
	if _, ok := s.titles[s.d.Forms[i].Word]; ok {
		return true
	}
	return lang.IsTitle(s.d.Word(i))
}

// countryEntity returns the entity of a country that a name or a seat of
// government points at. Names of peoples have none.
func (s *story) countryEntity(n *name, c country) int {
	if c.use == byPeople {
		return -2
	}
	if i, ok := s.states[c.code]; ok {
		e := &s.entities[i]
		if c.use == byName && s.countries[joinWords(e.words)].use == bySeat {
			e.name, e.words = s.text(n.first, n.last), s.words(n.first, n.last)
		}
		e.mentions = append(e.mentions, s.d.Span(n.first, n.last))
		return i
	}
	s.states[c.code] = len(s.entities)
	return s.add(entity{kind: State, name: s.text(n.first, n.last), words: s.words(n.first, n.last), country: c.code,
		mentions: []lang.Span{s.d.Span(n.first, n.last)}, issuer: -1})
}

func joinWords(words []uint64) (h uint64) {
	for _, w := range words {
		h = joinWord(h, w)
	}
	return h
}

func (s *story) add(e entity) int {
	s.entities = append(s.entities, e)
	return len(s.entities) - 1
}

// text returns the text of tokens, white space in it as single spaces.
func (s *story) text(first, last int) string {
	sp := s.d.Span(first, last)
	t := s.d.Text[sp.Start:sp.End]
	if n := s.nickname(first, last); n > first {
		return s.text(first, n) + " " + s.text(last-1, last)
	}
	if strings.ContainsAny(t, "\n\r\t") || strings.Contains(t, "  ") {
		return strings.Join(strings.Fields(t), " ")
	}
	return t
}

// nickname returns the token at which a nickname in quotation marks begins
// between two words of a name; 0 if there is none.
func (s *story) nickname(first, last int) int {
	if last-first < 5 || s.d.Tokens[last-2].XPOS != lang.CloseQuote {
		return 0
	}
	for i := first + 1; i < last-2; i++ {
		if s.d.Tokens[i].XPOS == lang.OpenQuote {
			return i
		}
	}
	return 0
}

// words returns the hashes of the words of a name, without its marks.
func (s *story) words(first, last int) []uint64 {
	if n := s.nickname(first, last); n > first {
		return append(s.words(first, n), s.words(last-1, last)...)
	}
	out := make([]uint64, 0, last-first)
	for i := first; i < last; i++ {
		if f := &s.d.Forms[i]; f.Shape != lang.ShapeMark && s.d.Tokens[i].XPOS != lang.POS {
			out = append(out, f.Word)
		}
	}
	return out
}

// place gives a name to the entity that bears it, a new one if none does.
func (s *story) place(n *name) {
	words := s.words(n.first, n.last)
	if len(words) == 0 {
		n.entity = -2
		return
	}
	n.entity = s.bearer(n, words)
	if n.entity == -2 {
		return
	}
	if n.entity == -1 {
		n.entity = s.add(entity{kind: kindOf(n), name: s.text(n.first, n.last), words: words, issuer: -1})
		s.bearers[s.surname(words)] = append(s.bearers[s.surname(words)], n.entity)
		if len(words) > 1 {
			s.called[words[0]] = append(s.called[words[0]], n.entity)
		}
	}
	e := &s.entities[n.entity]
	if len(words) > len(e.words) && s.sameName(e.words, words) || len(words) == len(e.words) && shouts(e.name) && !shouts(s.text(n.first, n.last)) {
		e.name, e.words = s.text(n.first, n.last), words
	}
	e.mentions = append(e.mentions, s.d.Span(n.first, n.last))
}

// shouts reports whether a name is written in capitals only.
func shouts(w string) bool { return strings.ToUpper(w) == w }

func kindOf(n *name) Kind {
	if n.kind == lang.Person && n.known {
		return Person
	}
	return Body
}

// bearer returns the entity that bears a name: -1 if none does yet, -2 if it
// is not clear which.
func (s *story) bearer(n *name, words []uint64) int {
	if i, ok := s.short[words[0]]; ok && len(words) == 1 {
		return i
	}
	found := -1
	for _, i := range s.bearers[s.surname(words)] {
		e := &s.entities[i]
		if !s.sameName(e.words, words) || len(words) == 1 && !s.mayShorten(e, n) {
			continue
		}
		if len(e.words) == len(words) && slices.Equal(e.words, words) {
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

// mayShorten reports whether n, a single word, may be short for the longer name
// of e: a person's surname, or the noun that says what a body is.
func (s *story) mayShorten(e *entity, n *name) bool {
	if len(e.words) == 1 {
		return true
	}
	if n.known && n.kind == lang.Place || s.differs(e, s.d.Forms[n.first].Word) {
		return false
	}
	return e.kind == Person || !e.certain || s.nouns[e.words[len(e.words)-1]].class != noClass
}

// A bearing is how a story uses a surname that stands alone.
type bearing struct {
	gender gender // that its titles tell
	both   bool   // some titles tell the other
	titled int    // the first token at which it has the title of an office
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
		t, short := s.titles[s.d.Forms[n.first-1].Word]
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
func (s *story) differs(e *entity, word uint64) bool {
	b, ok := s.bearings[word]
	if !ok || e.kind != Person && e.certain {
		return false
	}
	if g := s.givenGender(e); g != noGender && b.gender != noGender && !b.both && g != b.gender {
		return true
	}
	return len(e.mentions) > 0 && b.titled < s.d.TokenAt(e.mentions[0].Start)
}

// calledBy returns the only bearer of a longer name that begins with word: a
// person's given name or family name that stands first, or the short form of a
// company's.
func (s *story) calledBy(n *name, word uint64) int {
	l := s.called[word]
	if len(l) != 1 || n.known && n.kind == lang.Place {
		return -1
	}
	_, given := s.given[word]
	e := &s.entities[l[0]]
	switch {
	case s.d.Forms[n.first].Shape == lang.ShapeUpper && !given: // an abbreviation
		return -1
	case e.kind == Person, n.known && n.kind != lang.Other && s.nouns[word].class == noClass:
		return l[0]
	}
	return -1
}

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

// withoutJunior cuts the "Jr." and the like off the words of a name.
func (s *story) withoutJunior(words []uint64) []uint64 {
	if n := len(words); n > 1 && juniors[words[n-1]] {
		return words[:n-1]
	}
	return words
}

var juniors = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range []string{"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"} {
		m[lang.WordHash(w)] = true
	}
	return m
}()

// likelier decides between two bearers of a surname: by the title before it,
// or for the one that the story names far more often; -2 if neither helps.
func (s *story) likelier(n *name, a, b int) int {
	if n.first > 0 {
		if t, ok := s.titles[s.d.Forms[n.first-1].Word]; ok && t.gender != noGender {
			ga, gb := s.givenGender(&s.entities[a]), s.givenGender(&s.entities[b])
			switch {
			case ga == t.gender && gb != t.gender:
				return a
			case gb == t.gender && ga != t.gender:
				return b
			}
		}
	}
	na, nb := len(s.entities[a].mentions), len(s.entities[b].mentions)
	switch {
	case na >= 3*nb:
		return a
	case nb >= 3*na:
		return b
	}
	return -2
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
		if w[0] != surname[0] || !oneEdit(w, surname) {
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
