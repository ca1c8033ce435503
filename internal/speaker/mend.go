package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// organisationFrom returns where the name of a generally known organisation
// ends that begins at token i, 0 if there is none; known are the names of the
// document that end after token i. A longer name that it would break is left.
func (s *story) organisationFrom(i int, known []lang.Name) int {
	if f := s.d.Forms[i].Shape; f == lang.ShapeLower && s.d.Word(i) != "al" || f == lang.ShapeMark || s.d.Forms[i].Word == wordThe {
		return 0
	}
	end := s.d.Sentences[s.d.SentenceOf(i)].Last
	o, n := s.organisationAt(s.d, i, end)
	if c, k := s.countryAt(s.d, i, end); k > max(n, 1) && (c.use == byName || c.use == bySeat) {
		n = k // "Blue House"
	} else if o == nil || n == 1 && !s.bareCapitals(i) {
		return 0
	}
	last := i + n
	for _, k := range known {
		if k.First >= last {
			break
		}
		if k.First < i || k.Last > last {
			return 0
		}
	}
	if n > 1 && (s.partOfName(i-1) || s.goesOnHyphened(last) || s.lowersNoun(i, last)) {
		return 0
	}
	return last
}

// bareCapitals reports whether token i is in capitals among other words.
func (s *story) bareCapitals(i int) bool {
	return s.d.Forms[i].Shape == lang.ShapeUpper && (i+1 == len(s.d.Tokens) || s.d.Forms[i+1].Shape != lang.ShapeUpper) &&
		(i == 0 || s.d.Forms[i-1].Shape != lang.ShapeUpper)
}

// partOfName reports whether token i is a proper noun that a name behind it
// goes with: "Talvian" of "Talvian National Bank".
func (s *story) partOfName(i int) bool {
	return i >= 0 && s.d.Forms[i].Shape == lang.ShapeTitle && s.d.Tokens[i].XPOS.Proper() && s.nounAt(s.d, i).class == noClass && !s.titleAt(i)
}

// lowersNoun reports whether the last of the tokens [i, last) is a common noun in
// lower case: "Foreign policy" is no magazine.
func (s *story) lowersNoun(i, last int) bool {
	return s.d.Forms[last-1].Shape == lang.ShapeLower && s.d.Tokens[last-1].XPOS.Nominal() && !s.bodyNoun(last-1)
}

func (s *story) goesOnHyphened(i int) bool {
	return i+1 < len(s.d.Tokens) && s.d.Tokens[i].XPOS == lang.HYPH && s.d.Tokens[i+1].XPOS.Proper()
}

// mendNames cuts names at the cues of relations, which are no part of any, and
// takes the adjectives of peoples into the names of bodies.
func (s *story) mendNames() {
	for r := range s.relations {
		for _, c := range s.relations[r].Cue {
			s.cutAt(s.d.TokenAt(c.Start), s.d.TokenAt(c.End-1)+1)
		}
	}
	s.joinPartners()
	whole := s.longNames()
	kept := s.names[:0]
	for i := range s.names {
		n := s.names[i]
		if m := len(kept) - 1; m >= 0 && kept[m].last == n.first {
			if k, ok := whole[joinWords(s.words(kept[m].first, n.last))]; ok {
				kept[m].last, kept[m].kind, kept[m].known = n.last, k, true
				continue
			}
		}
		if n.kind != lang.Person || n.last-n.first == 1 { // "League" alone may have been read as a surname
			kept, n = s.withPeople(kept, n)
		}
		kept = append(kept, n)
	}
	s.names = kept
}

// joinPartners makes one name of the two that "and" joins in that of a business:
// "Halden and Ruud Shipping", where the story has no person called Halden.
func (s *story) joinPartners() {
	kept := s.names[:0]
	for i := 0; i < len(s.names); i++ {
		n := s.names[i]
		if i+1 < len(s.names) && s.partners(&n, &s.names[i+1]) {
			n.last, n.kind, n.known = s.names[i+1].last, lang.Body, true
			i++
		}
		kept = append(kept, n)
	}
	s.names = kept
}

// partners reports whether two names are those of the founders of one business.
func (s *story) partners(a, b *name) bool {
	if a.last-a.first != 1 || b.first != a.last+1 || s.d.Word(a.last) != "and" || b.last-b.first != 2 || a.kind != lang.Person ||
		!s.business[s.canonical(s.d.Forms[b.last-1].Word)] || s.titleAt(max(0, a.first-1)) {
		return false
	}
	w := s.d.Forms[a.first].Word
	for i := range s.names {
		if n := &s.names[i]; n.last-n.first > 1 && s.d.Forms[n.last-1].Word == w {
			return false
		}
	}
	return true
}

// longNames returns the kinds of the names of more than one word, by their words.
func (s *story) longNames() map[uint64]lang.NameKind {
	m := make(map[uint64]lang.NameKind, len(s.names))
	for i := range s.names {
		if n := &s.names[i]; n.last-n.first > 1 && n.known {
			m[joinWords(s.words(n.first, n.last))] = n.kind
		}
	}
	return m
}

// cutAt cuts the name that runs over the cue [first, last) in two: "Duarte Warns Talvia".
func (s *story) cutAt(first, last int) {
	k := s.nameFrom(first+1) - 1
	if k < 0 || s.names[k].last <= first {
		return
	}
	if s.names[k].first == first {
		if s.names[k].last <= last {
			s.names = slices.Delete(s.names, k, k+1)
		}
		return
	}
	n := &s.names[k]
	end := n.last
	n.last = first
	if n.kind == lang.Other && n.last-n.first > 1 {
		n.known = false
	}
	if last < end {
		s.names = slices.Insert(s.names, k+1, name{first: last, last: end, kind: lang.Other})
	}
}

// withPeople lets n, a name that ends in the noun of a body, begin at the
// adjective of a people before it, which is no name of its own then: "the
// Russian Defence Ministry".
func (s *story) withPeople(kept []name, n name) ([]name, name) {
	if n.first == 0 || !s.bodyNoun(n.last-1) || s.d.SentenceOf(n.first-1) != s.d.SentenceOf(n.first) {
		return kept, n
	}
	first := n.first - 1
	if n.first = s.withOwners(n.first); n.first <= first {
		for len(kept) > 0 && kept[len(kept)-1].first >= n.first {
			kept = kept[:len(kept)-1]
		}
		return kept, n
	}
	for k := first; k >= 0 && k > first-3; k-- {
		c, m := s.countryAt(s.d, k, n.first)
		if m == 0 || k+m != n.first || c.use != byPeople {
			continue
		}
		for len(kept) > 0 && kept[len(kept)-1].first >= k {
			kept = kept[:len(kept)-1]
		}
		if len(kept) == 0 || kept[len(kept)-1].last <= k {
			n.first = k
		}
		break
	}
	return kept, n
}

// afterOffice returns where the name of a person begins behind the field of an
// office that was read as part of it: "Secretary of State Ana Duarte".
func (s *story) afterOffice(first, last int) int {
	if last-first < 3 || !s.ofOffice(first) {
		return first
	}
	for k := first + 1; k < last-1; k++ {
		if _, given := s.given[s.d.Forms[k].Word]; given {
			return k
		}
	}
	return first
}

// withOwners returns where the name of a body begins that its members own:
// "Harbour Workers' Union", "Doctors' League", if it goes on at token first.
func (s *story) withOwners(first int) int {
	sent := s.d.Sentences[s.d.SentenceOf(first)].First
	if first-2 < sent || s.d.Tokens[first-1].XPOS != lang.POS || len(s.d.Word(first-1)) > len("’") || strings.HasSuffix(s.d.Word(first-1), "s") || s.d.Forms[first-2].Shape != lang.ShapeTitle {
		return first
	}
	if c := s.nounAt(s.d, first-2).class; c != groupClass && c != personClass { // "Workers", "Doctors"
		return first
	}
	first -= 2
	for first > sent && s.d.Forms[first-1].Shape == lang.ShapeTitle && s.d.Tokens[first-1].XPOS != lang.DT {
		first--
	}
	return first
}

// ofOffice reports whether the field of an office begins at token i: "State" of
// "Secretary of State".
func (s *story) ofOffice(i int) bool {
	return i > 1 && (s.d.Word(i-1) == "of" || s.d.Word(i-1) == "for") && s.nounAt(s.d, i-2).class == personClass
}

// arabicArticles are those that stand before a hyphen within a name.
var arabicArticles = map[string]bool{"al": true, "el": true, "ash": true, "as": true, "an": true, "ar": true, "ad": true, "az": true, "at": true, "ul": true}

// withArabic returns where the name of a person begins of which only what
// stands behind the article was read: "Muqtada al-Sadr".
func (s *story) withArabic(first int) int {
	sent := s.d.Sentences[s.d.SentenceOf(first)].First
	if first-2 < sent || s.d.Tokens[first-1].XPOS != lang.HYPH && s.d.Word(first-1) != "-" || !arabicArticles[strings.ToLower(s.d.Word(first-2))] {
		return first
	}
	first -= 2
	for first > sent && s.d.Forms[first-1].Shape == lang.ShapeTitle && s.d.Tokens[first-1].XPOS.Proper() && s.nounAt(s.d, first-1).class == noClass && !s.titleAt(first-1) {
		first--
	}
	return first
}
