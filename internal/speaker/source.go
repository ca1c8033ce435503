package speaker

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A part is a phrase of a source and what stands before it.
type part struct {
	phrase
	joined  bool // "and", "or", "nor" stands before it
	pronoun bool
	shares  phrase // the part whose last words it shares: "Spanish" of "Spanish and Greek officials"
}

// sources returns the entities that the source of relation r stands for.
func (s *story) sources(r int) []int {
	if e := s.asker(r); e >= 0 {
		return []int{e}
	}
	var parts []part
	for _, sp := range s.ownPieces(r) {
		first, last := s.d.TokenAt(sp.Start), min(s.d.TokenAt(sp.End-1)+1, len(s.d.Tokens))
		if k := s.nameFrom(first) - 1; k >= 0 && s.names[k].first < first && s.names[k].last > first && s.names[k].last <= last {
			first = s.names[k].first // it was cut in the middle of a name
		}
		if parts = s.joinedBefore(parts, sp, r); len(parts) > 0 && parts[len(parts)-1].end == first-1 {
			first-- // to the "and"
		}
		parts = s.parts(parts, s.afterDateline(first, last), last)
	}
	if src := s.relations[r].Source; len(parts) == 0 && len(src) == 1 {
		return s.quantified(s.d.TokenAt(src[0].Start), s.d.TokenAt(src[0].End-1)+1)
	}
	if len(parts) == 1 {
		parts[0].phrase = s.nameBeside(parts[0], r)
	}
	var out []int
	for _, p := range s.apart(parts) {
		out = append(out, s.those(p, r)...)
	}
	return out
}

// those returns the entities that a part of relation r's source stands for.
func (s *story) those(p part, r int) []int {
	if p.noun.class == documentClass && !p.named && !p.pronoun && !s.firstPerson(p.first) {
		who := s.documentBy(p.phrase)
		for _, e := range who {
			s.entities[e].mentions = append(s.entities[e].mentions, s.d.Span(p.first, p.end))
		}
		return who
	}
	if e := s.who(p, r); e != severally {
		return only(e)
	}
	return s.pair
}

// quantified returns whom nothing but "both", "neither" or a number of them
// stands for as the source [first, last): those named just before it, those who
// spoke last, or somebody who is not named.
func (s *story) quantified(first, last int) []int {
	two := false
	switch strings.ToLower(s.d.Word(first)) {
	case "both", "neither":
		two = true
	case "all", "none", "two", "three":
	default:
		return s.mistagged(first, last)
	}
	st := s.d.Sentences[s.d.SentenceOf(first)]
	if i := first - 1; i > st.First && s.d.Tokens[i].XPOS == lang.Comma {
		if who := s.all(s.parts(nil, st.First, i)); len(who) > 1 {
			return who
		}
	}
	if who := s.lastWho(); two && len(who) == 2 && len(s.spokeBefore(first, 2)) > 0 {
		return who
	}
	p := phrase{first: first, last: last, end: last, head: first, name: -1}
	if e := s.common(p, Group, true); e >= 0 {
		return []int{e}
	}
	return nil
}

// mistagged returns who a source of one noun is that was tagged as a verb:
// "Witnesses said".
func (s *story) mistagged(first, last int) []int {
	n := s.nouns[s.d.Forms[first].Word]
	if last != first+1 || n.class == noClass || s.d.Tokens[first].XPOS == lang.PRP {
		return nil
	}
	p := phrase{first: first, last: last, end: last, head: first, name: -1, noun: n}
	if e := s.described(p); e >= 0 {
		return []int{e}
	}
	return nil
}

// all returns the entities of parts if each is clear.
func (s *story) all(parts []part) []int {
	var out []int
	for _, p := range s.apart(parts) {
		e := s.who(p, s.reading)
		if e < 0 {
			return nil
		}
		out = append(out, e)
	}
	return out
}

// severally is returned where a part stands for several at once: those of pair.
const severally = -3

// parts appends to out the phrases of the tokens [i, last).
func (s *story) parts(out []part, i, last int) []part {
	joined := false
	for i < last {
		x := s.d.Tokens[i].XPOS
		switch {
		case x == lang.CC:
			joined = true
			i++
		case x == lang.PRP, x == lang.PRPS && i+1 == last && len(out) == 0:
			out = append(out, part{phrase: phrase{first: i, last: i + 1, end: i + 1, head: i, name: -1}, joined: joined, pronoun: true})
			joined = false
			i++
		case relative(x):
			if len(out) == 0 {
				if p, ok := s.antecedent(i); ok && (x != lang.WP || s.mayBeWho(p)) {
					if q, two := s.bothBefore(p); two {
						out = append(out, part{phrase: q})
					}
					out = append(out, part{phrase: p, joined: len(out) > 0})
				}
			}
			i = s.nextComma(i, last)
		case len(out) > 0 && s.givesExamples(i):
			return out
		case x == lang.LRB:
			for i < last && s.d.Tokens[i].XPOS != lang.RRB {
				i++
			}
		case s.describesAhead(i, last): // "the head of the group, retired general Ana Duarte"
			i++
		case x.Verbal() && len(out) > 0 && s.nameAt(i) < 0, x == lang.MD:
			i = s.nextComma(i, last)
		case s.skipped(i, last):
			i++
		default:
			p, ok := s.read(i, last)
			if i > 0 && strings.EqualFold(s.d.Word(i-1), "both") {
				p.det = definite
			}
			if ok {
				out = append(out, part{phrase: p, joined: joined})
				joined = false
			}
			i = max(p.end, i+1)
		}
	}
	return out
}

// describesAhead reports whether token i, a participle behind a comma, stands
// before the name or the noun that it describes.
func (s *story) describesAhead(i, last int) bool {
	x := s.d.Tokens[i].XPOS
	if x != lang.VBN && x != lang.VBD || i == 0 || i+1 >= last || s.d.Tokens[i-1].XPOS != lang.Comma {
		return false
	}
	for k := s.nameFrom(i + 1); k < len(s.names) && s.names[k].last <= last; k++ {
		if s.personNamed(k) {
			return s.describeOnly(i+1, s.names[k].first)
		}
	}
	return false
}

// describeOnly reports whether the tokens [i, last) are nouns and adjectives.
func (s *story) describeOnly(i, last int) bool {
	for ; i < last; i++ {
		if x := s.d.Tokens[i].XPOS; !x.Nominal() && x != lang.JJ && x != lang.HYPH {
			return false
		}
	}
	return true
}

func relative(x lang.XPOS) bool {
	return x == lang.WP || x == lang.WDT || x == lang.WPS || x == lang.WRB
}

// skipped reports whether token i is no part of a phrase where one may begin.
func (s *story) skipped(i, last int) bool {
	switch x := s.d.Tokens[i].XPOS; x {
	case lang.IN, lang.TO, lang.Comma, lang.Colon, lang.Period, lang.OpenQuote, lang.CloseQuote, lang.RRB, lang.NFP, lang.UH:
		return true
	case lang.DT, lang.RB, lang.CD:
		switch strings.ToLower(s.d.Word(i)) {
		case "neither", "both", "either":
			return i+1 == last || s.d.Word(i+1) != "of"
		}
		return x == lang.RB
	}
	return false
}

// givesExamples reports whether some of those spoken of are named from token i on.
func (s *story) givesExamples(i int) bool {
	switch s.d.Word(i) {
	case "including", "such", "like", "especially", "among", "along", "alongside", "unlike":
		return true
	}
	return false
}

func (s *story) nextComma(i, last int) int {
	for i < last && s.d.Tokens[i].XPOS != lang.Comma {
		i++
	}
	return i
}

// antecedent returns the phrase right before the relative pronoun at token i.
func (s *story) antecedent(i int) (phrase, bool) {
	first := s.d.Sentences[s.d.SentenceOf(i)].First
	j := i - 1
	if j > first && s.d.Tokens[j].XPOS == lang.Comma {
		j--
	}
	if j > first+1 && s.d.Tokens[j].XPOS == lang.CD && s.d.Tokens[j-1].XPOS == lang.Comma { // the age
		j -= 2
	}
	if j < first {
		return phrase{}, false
	}
	for k := s.nameFrom(j+1) - 1; k >= 0 && s.names[k].last >= j+1; k-- {
		if s.names[k].last == j+1 {
			return s.read(s.names[k].first, j+1)
		}
	}
	p, ok := s.read(s.clauseStart(j, first), j+1)
	if q, in := s.personIn(p, first, j+1); in && (!ok || !s.mayBeWho(p)) {
		return q, true
	}
	if ok && p.end == j+1 && !p.named {
		if q, apposed := s.describedBy(p, first); apposed {
			return q, true
		}
	}
	return p, ok && p.end == j+1
}

// personIn returns the phrase of the person of whom a preposition tells where he
// or she is, if that is p: "an official in the minister's office, who".
func (s *story) personIn(p phrase, first, last int) (phrase, bool) {
	i := p.first - 1
	if i <= first || s.d.Tokens[i].XPOS != lang.IN {
		return p, false
	}
	q, ok := s.read(s.clauseStart(i-1, first), last)
	return q, ok && q.end == last && q.last <= i && s.mayBeWho(q)
}

// bothBefore returns the phrase that "both … and" joins to p: "both Democrats and
// Republicans, who".
func (s *story) bothBefore(p phrase) (phrase, bool) {
	i := p.first - 1
	if i < 2 || s.d.Word(i) != "and" {
		return p, false
	}
	first := s.phraseStart(i-1, s.d.Sentences[s.d.SentenceOf(i)].First)
	switch {
	case strings.EqualFold(s.d.Word(first), "both"):
		first++
	case first == 0 || !strings.EqualFold(s.d.Word(first-1), "both"):
		return p, false
	}
	q, ok := s.read(first, i)
	return q, ok && q.end == i
}

// describedBy returns the phrase of the person that p, behind a comma, describes:
// "Ana Duarte, now the harbour master".
func (s *story) describedBy(p phrase, first int) (phrase, bool) {
	k := p.first - 1
	for k > first && s.d.Tokens[k].XPOS == lang.RB {
		k--
	}
	n := s.nameFrom(k) - 1
	if k <= first || s.d.Tokens[k].XPOS != lang.Comma || n < 0 || s.names[n].last != k || s.names[n].entity < 0 || s.entities[s.names[n].entity].kind != Person {
		return p, false
	}
	return s.read(s.names[n].first, k)
}

// mayBeWho reports whether "who" may stand for p.
func (s *story) mayBeWho(p phrase) bool {
	if p.named {
		return s.isPerson(p)
	}
	switch p.noun.class {
	case personClass, epithetClass, officialClass, groupClass:
		return true
	}
	return p.noun.class == noClass && pluralTag(s.d.Tokens[p.head].XPOS)
}

// apart returns the parts that stand for speakers of their own: appositions
// go with what they describe.
func (s *story) apart(parts []part) []part {
	var out []part
	apposed := false
	for i, p := range parts {
		if len(out) == 0 {
			out = append(out, p)
			continue
		}
		if p.joined && apposed && s.furtherRole(p.phrase) {
			continue // "Ana Duarte, an engineer and diver"
		}
		prev := &out[len(out)-1]
		if p.joined && s.adjective(prev.phrase) && !p.named && pluralTag(s.d.Tokens[p.head].XPOS) {
			prev.shares = p.phrase
		}
		rel := s.relate(prev, &p, s.isList(parts[i:]))
		switch rel {
		case replaces:
			*prev = p
		case apartFrom:
			out = append(out, p)
		}
		apposed = rel == describes
	}
	return out
}

// adjective reports whether p is nothing but an adjective, such as that of a people.
func (s *story) adjective(p phrase) bool {
	if p.last-p.first != 1 {
		return false
	}
	_, people := s.countryAt(s.d, p.first, p.last)
	return people == 1 || s.d.Tokens[p.first].XPOS == lang.JJ
}

// bareRole reports whether p is what one person is, without an article.
func (s *story) bareRole(p phrase) bool {
	return p.det == bare && s.furtherRole(p)
}

// furtherRole reports whether p may be one more thing that somebody is.
func (s *story) furtherRole(p phrase) bool {
	return !p.named && p.det != definite && (p.noun.class.onePerson() || p.noun.class == officialClass) && !s.plural(p)
}

// isList reports whether an "and" comes later.
func (s *story) isList(parts []part) bool {
	for _, p := range parts[1:] {
		if p.joined {
			return true
		}
	}
	return false
}

// dateline reports whether p is the place in capitals that a report begins
// with.
func (s *story) dateline(p phrase) bool {
	if !p.named || !shouts(s.text(p.first, p.last)) || p.last == len(s.d.Tokens) {
		return false
	}
	switch s.d.Word(p.last) {
	case "-", "--", "–", "—":
		return true
	}
	return false
}

// thingNamed reports whether p names a body or a state.
func (s *story) thingNamed(p phrase) bool {
	e := s.entityOf(p)
	return e >= 0 && s.isThing(e)
}

// accordingTo reports whether "according to" stands before token i, an article apart.
func (s *story) accordingTo(i int) bool {
	if s.d.Tokens[i-1].XPOS == lang.DT && i > 1 {
		i--
	}
	return i > 1 && s.d.Word(i-1) == "to" && strings.EqualFold(s.d.Word(i-2), "according")
}

// oneOfSome reports whether p is "one of them" or the like.
func (s *story) oneOfSome(p phrase) bool {
	return p.last < len(s.d.Tokens) && s.d.Word(p.last) == "of" && strings.EqualFold(s.d.Word(p.head), "one")
}

// How a part of a source goes with the one before it.
type relation uint8

const (
	describes relation = iota // it says more of the same: "Rui Leal, the harbour master"
	replaces                  // it names who was described: "the harbour master, Rui Leal"
	apartFrom
)

func (s *story) relate(prev, p *part, list bool) relation {
	role := !prev.pronoun && !prev.named && prev.noun.class.onePerson() && !prev.count
	switch {
	case s.dateline(prev.phrase):
		return replaces
	case p.joined && role && prev.det == bare && !p.pronoun && (s.isPerson(p.phrase) || p.noun.class.onePerson() && p.det == bare):
		return replaces // "chief executive and founder Ana Duarte"
	case p.joined && role && s.bareRole(p.phrase):
		return describes // "the owner and founder"
	case s.isPerson(prev.phrase) && p.named && p.last-p.first == 1 && s.nouns[s.d.Forms[p.head].Word].class == epithetClass:
		return describes // "Ana Duarte, Democrat of Velsund"
	case p.joined:
		return apartFrom
	case p.pronoun:
		return describes
	case s.isPerson(p.phrase):
		switch {
		case prev.named && s.thingNamed(prev.phrase) && prev.first > 0 && s.d.Word(prev.last) == "," && s.accordingTo(prev.first):
			return describes // "according to the Courier, Ana Duarte", who does something
		case prev.named && s.isPerson(prev.phrase) && !list:
			return describes // "Ana Duarte, Velsund": two speakers would have an "and"
		case !list && (!prev.named || !s.isPerson(prev.phrase)) && (prev.named || !s.plural(prev.phrase) || prev.noun.class == noClass), role && prev.det != indefinite:
			return replaces
		case list && !prev.named && s.plural(prev.phrase) && (prev.det == definite || prev.count):
			return replaces // "both lawmakers, Ana Duarte and Rui Leal"
		case list:
			return apartFrom
		}
		return describes
	case p.named && !prev.named && (prev.noun.class == bodyClass || s.oneOfSome(prev.phrase) && !list || role && !list && s.either[s.canonical(s.lemma(prev.head))]):
		return replaces
	case !p.named && !list && !prev.named && prev.count && (p.noun.class == officialClass || p.noun.class == bodyClass && p.det != definite):
		return replaces // "… wounding nine people, officials said"
	case p.named && list && !s.isPerson(prev.phrase):
		return apartFrom
	case !p.named && list && (p.noun.class == groupClass || p.noun.class == officialClass || p.noun.class == bodyClass && !prev.named):
		return apartFrom
	}
	return describes
}
