package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// findNames collects the names that the document has, and the other runs of
// proper nouns as possible ones.
func (s *story) findNames() {
	known := s.d.Names
	toks := s.d.Tokens
	for i := 0; i < len(toks); {
		for len(known) > 0 && known[0].Last <= i {
			known = known[1:]
		}
		if last := s.organisationFrom(i, known); last > 0 {
			s.names = append(s.names, name{first: i, last: last, kind: lang.Body, known: true})
			i = last
			continue
		}
		if len(known) > 0 && known[0].First <= i {
			i = s.addKnown(known[0])
			continue
		}
		if (!toks[i].XPOS.Proper() || s.d.Forms[i].Shape == lang.ShapeLower) && !s.speaksUp(i) && !s.capital(i) {
			if last := max(s.calledAfter(i), s.ofMembers(i)); last > i {
				s.names = append(s.names, name{first: i, last: last, kind: lang.Body, known: true})
				i = last
				continue
			}
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
	s.mendNames()
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
		if s.d.Forms[i].Shape != lang.ShapeTitle || x != lang.NN && x != lang.NNS && !s.acts(i) || !surnames[s.d.Forms[i].Word] ||
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

// acts reports whether token i, tagged as another word than a noun, has what
// a subject has right behind it: "Sole said".
func (s *story) acts(i int) bool {
	if i+1 >= len(s.d.Tokens) {
		return false
	}
	switch s.d.Tokens[i+1].XPOS {
	case lang.VBD, lang.VBZ, lang.MD:
		return s.d.Tokens[i].XPOS == lang.JJ || s.d.Tokens[i].XPOS == lang.RB || s.d.Tokens[i].XPOS == lang.VB
	}
	return false
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

// calledAfter returns where a name of capitalised common words ends that follows
// the noun of what it names: "the aid group Open Hands"; i if there is none.
func (s *story) calledAfter(i int) int {
	if i == 0 || s.d.Forms[i].Shape != lang.ShapeTitle || s.d.Forms[i-1].Shape != lang.ShapeLower || s.d.Tokens[i-1].XPOS != lang.NN || !s.bodyNoun(i-1) || s.headline(i) {
		return i
	}
	last := s.d.Sentences[s.d.SentenceOf(i)].Last
	for i < last && s.d.Forms[i].Shape == lang.ShapeTitle {
		i++
	}
	return i
}

// endsBusiness reports whether token i, tagged as a common noun, ends the name of
// a business before it: "Ruud Shipping".
func (s *story) endsBusiness(i int) bool {
	return i > 0 && i < len(s.d.Tokens) && s.d.Tokens[i].XPOS == lang.NN && s.d.Forms[i].Shape == lang.ShapeTitle && s.business[s.canonical(s.d.Forms[i].Word)] &&
		s.d.SentenceOf(i) == s.d.SentenceOf(i-1) && !s.headline(i) && s.d.Forms[i-1].Shape == lang.ShapeTitle
}

// ofMembers returns where the name of a body ends that its members own and whose
// words are tagged as common ones: "the Farmers' List"; i if there is none.
func (s *story) ofMembers(i int) int {
	if i == 0 || i+2 >= len(s.d.Tokens) || s.d.Forms[i-1].Word != wordThe || s.d.Forms[i].Shape != lang.ShapeTitle || !pluralTag(s.d.Tokens[i].XPOS) ||
		s.d.Tokens[i+1].XPOS != lang.POS || s.d.Forms[i+2].Shape != lang.ShapeTitle || s.headline(i) {
		return i
	}
	last := s.d.Sentences[s.d.SentenceOf(i)].Last
	k := i + 2
	for k < last && s.d.Forms[k].Shape == lang.ShapeTitle {
		k++
	}
	return k
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
// parts two persons, and "and the" any; "&" holds the name of a company together.
func (s *story) addKnown(n lang.Name) int {
	first := n.First
	for i := n.First; i < n.Last; i++ {
		if s.d.Tokens[i].XPOS == lang.CC && s.d.Word(i) != "&" && i > first && (n.Kind == lang.Person || i+1 < n.Last && s.d.Tokens[i+1].XPOS == lang.DT) {
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
	for first+1 < last && first > 0 && s.d.Tokens[first].XPOS == lang.HYPH { // "Secretary-General Ban"
		first++
		for first+1 < last && s.nounAt(s.d, first).class.onePerson() {
			first++
		}
	}
	for first < last && s.titleAt(first) && (first+1 < last || !s.mustName(first, kind)) && !s.titlesBody(first, last) {
		first++
	}
	first = s.afterRole(first, last, kind)
	if k := s.afterOffice(first, last); k > first {
		first, kind = k, lang.Person
	}
	if kind == lang.Person && first < last {
		if k := s.withArabic(first); k < first {
			first = s.dropFrom(k)
		}
	}
	for last > first && (s.d.Tokens[last-1].XPOS == lang.POS || s.d.Tokens[last-1].XPOS == lang.HYPH) {
		last--
	}
	if first < last && strings.EqualFold(s.d.Word(first), "the") {
		first++
	}
	if first < last && !known && s.nounAt(s.d, last-1).class.onePerson() && s.nouns[s.d.Forms[last-1].Word].class != noClass {
		return // "Foreign Minister"
	}
	if first == last || first+1 == last && (days[s.d.Forms[first].Word] || s.severalWho(first)) {
		return
	}
	if kind == lang.Person {
		last = s.personEnd(first, last)
	} else {
		first = s.widen(first)
		last = s.withoutOffice(first, last)
	}
	if s.endsBusiness(last) {
		last, kind = last+1, lang.Body
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

// dropFrom takes back the names that begin at or after token first, and returns
// it or where the name before ends.
func (s *story) dropFrom(first int) int {
	for len(s.names) > 0 && s.names[len(s.names)-1].first >= first {
		s.names = s.names[:len(s.names)-1]
	}
	if n := len(s.names); n > 0 {
		return max(first, s.names[n-1].last)
	}
	return first
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

// personEnd returns where the name of a person ends: before the "of" of a place
// that was read with it, behind a given name in two parts: "Kim Dae-song".
func (s *story) personEnd(first, last int) int {
	for i := first + 2; i < last; i++ {
		if s.d.Word(i) == "of" {
			return i
		}
	}
	if last-first < 2 || last+1 >= len(s.d.Tokens) || s.d.Tokens[last].XPOS != lang.HYPH || s.d.Tokens[last].Start > s.d.Tokens[last-1].End ||
		s.d.Tokens[last+1].Start > s.d.Tokens[last].End || s.d.Forms[last+1].Shape > lang.ShapeTitle {
		return last
	}
	if x := s.d.Tokens[last+1].XPOS; x == lang.VBN || x == lang.VBG || x == lang.JJ || last+2 < len(s.d.Tokens) && s.d.Tokens[last+2].XPOS.Nominal() && !s.d.Tokens[last+2].XPOS.Proper() {
		return last // "Tom Hale-led talks"
	}
	return last + 2
}

// withoutOffice returns where the name of a body ends before an office that was
// read as part of it: "Velsund District Court Judge Ana Duarte".
func (s *story) withoutOffice(first, last int) int {
	if last-first > 1 && last < len(s.d.Tokens) && s.d.Tokens[last].XPOS.Proper() && s.nouns[s.d.Forms[last-1].Word].class == personClass {
		return last - 1
	}
	return last
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

// titlesBody reports whether token first, which may be a title, is part of the
// name of a body: "General Staff".
func (s *story) titlesBody(first, last int) bool {
	if first+2 != last {
		return false
	}
	c := s.nouns[s.d.Forms[first+1].Word].class
	return c == bodyClass || c == groupClass
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

// days are the names of days and months, and other words, that no person is
// called by alone.
var days = wordSet("nobody somebody anybody everybody everyone anyone someone nothing everything monday tuesday wednesday thursday friday saturday sunday january february march july september october november december")

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
	case n.last == first && kind == lang.Person && (s.nouns[s.d.Forms[n.last-1].Word].class.onePerson() || s.ofOffice(n.first)):
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
