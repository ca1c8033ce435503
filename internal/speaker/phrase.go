package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A phrase is one noun phrase of a source.
type phrase struct {
	first, last int // its core, determiner to head: [first, last)
	end         int // the end of what belongs to it, such as "of the port"
	head        int // its head; a name's last token
	name        int // the index of the name that it holds or that owns it, -1 for none
	named       bool
	owned       bool // it belongs to somebody: "its", "Duarte's"
	det         determiner
	count       bool // a number stands before its head
	noun        noun // what its head stands for
}

// A determiner tells whether a phrase brings up somebody new.
type determiner uint8

const (
	bare determiner = iota
	definite
	indefinite
)

// read reads the noun phrase that begins at token i and ends before last.
func (s *story) read(i, last int) (phrase, bool) {
	p := phrase{first: i, name: -1, head: -1}
	for i < last && s.premodifies(i) {
		s.determine(&p, i)
		i++
	}
	if i == last && i > p.first {
		i-- // "the official", "some"
		p.head = i
	}
	for i < last {
		switch x := s.d.Tokens[i].XPOS; {
		case s.nameAt(i) >= 0:
			p.name = s.nameAt(i)
			i = min(s.names[p.name].last, last)
			p.head, p.named = i-1, true
			continue
		case p.named && i == p.head+1 && timeWords[s.d.Forms[i].Word]: // "Duarte Lines today"
			return s.finish(p, i, i)
		case p.head >= 0 && !p.named && s.tellsTime(i): // "an audit last year"
			return s.finish(p, i, i)
		case x.Nominal():
			p.head, p.named = i, false
		case x == lang.HYPH && i+1 < last && s.d.Forms[i+1].Word == wordOld: // "the 34-year-old"
			i++
			p.head, p.named = i, false
		case x == lang.POS && p.head >= 0 && i+1 < last:
			p.owned, p.named, p.det, p.head = true, false, definite, -1
		case s.insideCore(i, last), i == p.head:
		case x == lang.POS && i+1 == last: // "Duarte's claim"
			return s.finish(p, i, i)
		default:
			return s.finish(p, i, last)
		}
		i++
	}
	return s.finish(p, i, last)
}

// tellsTime reports whether the tokens from i on say when: "last year", "this week".
func (s *story) tellsTime(i int) bool {
	return i+1 < len(s.d.Tokens) && nextTo[s.d.Forms[i].Word] && spansOfTime[s.d.Forms[i+1].Word]
}

var (
	nextTo      = wordSet("last this next earlier")
	spansOfTime = wordSet("year month week spring summer autumn fall winter night century decade quarter january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday")
)

// timeWords tell when something is said, and are no part of who says it.
var timeWords = wordSet("today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday")

// premodifies reports whether token i may stand before the nouns of a phrase.
func (s *story) premodifies(i int) bool {
	switch s.d.Tokens[i].XPOS {
	case lang.DT, lang.PDT, lang.PRPS, lang.CD, lang.JJ, lang.JJR, lang.JJS, lang.RB, lang.VBN, lang.VBG:
		return s.nameAt(i) < 0
	}
	return false
}

func (s *story) determine(p *phrase, i int) {
	switch x := s.d.Tokens[i].XPOS; {
	case x == lang.PRPS:
		p.owned, p.det = true, definite
	case x == lang.CD:
		p.count = true
		if p.det == bare {
			p.det = indefinite
		}
	case x == lang.DT:
		p.det = indefinite
		switch strings.ToLower(s.d.Word(i)) {
		case "the", "this", "that", "these", "those", "both":
			p.det = definite
		}
	}
}

// insideCore reports whether token i, which is no noun, goes on with the core
// of a phrase: a noun comes after it.
func (s *story) insideCore(i, last int) bool {
	switch x := s.d.Tokens[i].XPOS; x {
	case lang.HYPH, lang.JJ, lang.CD, lang.SYMX, lang.VBN, lang.VBG:
		if x.Verbal() && s.d.Tokens[i-1].XPOS.Nominal() { // "a union representing pilots"
			return false
		}
		for j := i + 1; j < last && j < i+4; j++ {
			switch y := s.d.Tokens[j].XPOS; {
			case y.Nominal():
				return true
			case (y == lang.VBN || y == lang.VBG) && s.d.Tokens[j-1].XPOS == lang.HYPH: // "Velsund-based"
			case y != lang.JJ && y != lang.HYPH && y != lang.CD:
				return false
			}
		}
	}
	return false
}

// finish ends the core of p before token i and finds what else belongs to it.
func (s *story) finish(p phrase, i, last int) (phrase, bool) {
	p.last, p.end = i, i
	if p.head < 0 {
		if p.first == i {
			return p, false
		}
		p.head = i - 1
	}
	if !p.named {
		p.noun = s.nounAt(s.d, p.head)
	}
	for p.end < last && !s.endsPhrase(p.end) && (s.d.Tokens[p.end].XPOS != lang.CC || s.staysIn(p, last)) {
		if k := s.nameAt(p.end); k >= 0 {
			if s.apposed(p, k) {
				return s.appose(p, k, last), true
			}
			p.end = min(s.names[k].last, last)
			continue
		}
		p.end++
	}
	if owner := s.ownerEnd(p); owner >= 0 && owner+1 < last && p.named && !s.isPerson(p) {
		if q, ok := s.read(owner+1, last); ok { // "the Republic of Talvia's envoy"
			q.first, q.owned, q.det = p.first, true, definite
			return q, true
		}
	}
	for p.end > p.last && s.trailing(p.end-1) {
		p.end--
	}
	return p, true
}

// apposed reports whether the name with index k, in what belongs to p, is that
// of the person whom p tells the office of: "the minister of education Ana Duarte".
func (s *story) apposed(p phrase, k int) bool {
	n := &s.names[k]
	if p.named || !p.noun.class.onePerson() && p.noun.class != officialClass || s.plural(p) || n.first < p.last+2 || n.entity < 0 || s.entities[n.entity].kind != Person {
		return false
	}
	i := n.first - 1
	for i > p.last && s.titleAt(i) {
		i--
	}
	x := s.d.Tokens[i].XPOS
	return i > p.last && (x.Nominal() || x == lang.JJ)
}

// appose returns the phrase of the person with name k behind the office that p tells.
func (s *story) appose(p phrase, k, last int) phrase {
	end := min(s.names[k].last, last)
	return phrase{first: p.first, last: end, end: end, head: end - 1, name: k, named: true, det: p.det}
}

// ownerEnd returns the "'s" behind the core of p that makes all before it the
// owner of what follows; -1 for none.
func (s *story) ownerEnd(p phrase) int {
	if p.end == p.last || s.d.Word(p.last) != "of" {
		return -1
	}
	for i := p.last; i < p.end; i++ {
		if s.d.Tokens[i].XPOS == lang.POS {
			return i
		}
	}
	return -1
}

// staysIn reports whether the "and" at p.end joins what belongs to p, not p
// itself to another phrase: "officials in Spain and Portugal".
func (s *story) staysIn(p phrase, last int) bool {
	if p.end == p.last || p.end+1 >= last {
		return false
	}
	q, ok := s.read(p.end+1, last)
	if !ok {
		return false
	}
	if q.named {
		return !s.isPerson(q)
	}
	return !q.noun.class.onePerson() && q.noun.class != officialClass && q.noun.class != groupClass
}

// isPerson reports whether p names a person.
func (s *story) isPerson(p phrase) bool {
	e := s.entityOf(p)
	return p.named && e >= 0 && s.entities[e].kind == Person
}

// entityOf returns the entity of the name that p holds, negative if none.
func (s *story) entityOf(p phrase) int {
	if p.name < 0 {
		return -1
	}
	return s.names[p.name].entity
}

// endsPhrase reports whether a clause or another phrase begins at token i.
func (s *story) endsPhrase(i int) bool {
	switch x := s.d.Tokens[i].XPOS; {
	case x == lang.WDT, x == lang.WP, x == lang.WPS, x == lang.WRB, x == lang.PRP, x == lang.Comma, x == lang.Colon, x == lang.LRB,
		x == lang.OpenQuote, x == lang.CloseQuote, x == lang.MD, x.Verbal():
		return true
	}
	return false
}

// trailing reports whether token i can't end a phrase.
func (s *story) trailing(i int) bool {
	switch s.d.Tokens[i].XPOS {
	case lang.IN, lang.TO, lang.RB, lang.CC, lang.Period, lang.DT, lang.POS:
		return true
	}
	return false
}

// nameAt returns the index of the name that begins at token i, or -1.
func (s *story) nameAt(i int) int {
	k := s.nameFrom(i)
	if k < len(s.names) && s.names[k].first == i {
		return k
	}
	return -1
}

// nameFrom returns the index of the first name that begins at or after token i.
func (s *story) nameFrom(i int) int {
	lo, hi := 0, len(s.names)
	for lo < hi {
		m := (lo + hi) / 2
		if s.names[m].first < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// roleOf returns what p says of somebody whom it describes.
func (s *story) roleOf(p phrase) role {
	first := s.withoutDeterminer(p.first, p.last)
	end := p.last
	if p.named {
		end = s.names[p.name].first
	}
	r := role{owner: s.owner(p), head: s.canonical(s.lemma(p.head)), words: s.words(first, end), text: s.text(first, max(end, first+1))}
	r.attached = p.end > p.last
	if r.country = s.countryWithin(p.first, end); r.country != "" {
		r.words = s.wordsButCountries(first, end)
		if _, ok := s.countryOfOwner(p); ok {
			r.owner = 0
		}
	}
	return r
}

// wordsButCountries returns the words of the tokens [first, end) that point at
// no country.
func (s *story) wordsButCountries(first, end int) []uint64 {
	var out []uint64
	for i := first; i < end; i++ {
		if _, n := s.countryAt(s.d, i, end); n > 0 {
			i += n - 1
			continue
		}
		out = append(out, s.words(i, i+1)...)
	}
	return out
}

// countryOfOwner returns the country whose p is: "Talvia's president".
func (s *story) countryOfOwner(p phrase) (country, bool) {
	if !p.owned || p.named || p.name < 0 {
		return country{}, false
	}
	n := &s.names[p.name]
	c, k := s.countryAt(s.d, n.first, n.last)
	return c, k > 0 && k == n.last-n.first
}

// owner returns the last word of the name of whose p is, 0 if no name tells.
func (s *story) owner(p phrase) uint64 {
	if !p.owned && !p.named && p.end > p.last+1 && p.noun.class == personClass { // "a lawyer for Duarte"
		if w := s.d.Word(p.last); w == "for" || w == "of" || w == "to" {
			first := p.last + 1
			if s.d.Forms[first].Word == wordThe && first+1 < p.end {
				first++
			}
			if k := s.nameAt(first); k >= 0 && s.names[k].last == p.end {
				return s.d.Forms[p.end-1].Word
			}
		}
	}
	if !p.owned || p.named || p.name < 0 {
		return 0
	}
	return s.d.Forms[s.names[p.name].last-1].Word
}

func (s *story) lemma(i int) uint64 {
	if pluralTag(s.d.Tokens[i].XPOS) {
		return s.d.Forms[i].Lemma
	}
	return s.d.Forms[i].Word
}

// withoutDeterminer returns where the words of a phrase begin after its
// article, its possessive pronoun or the name that owns it.
func (s *story) withoutDeterminer(first, last int) int {
	for i := last - 1; i > first; i-- {
		if s.d.Tokens[i].XPOS == lang.POS && i+1 < last {
			return i + 1
		}
	}
	for first+1 < last {
		switch x := s.d.Tokens[first].XPOS; {
		case x == lang.PRPS, x == lang.PDT, x == lang.DT && article(s.d.Word(first)):
			first++
		default:
			return first
		}
	}
	return first
}

func article(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "these", "those":
		return true
	}
	return false
}
