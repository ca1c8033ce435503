package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// who returns the entity that a part of relation r's source stands for,
// negative if that is not clear.
func (s *story) who(p part, r int) int {
	var e int
	switch {
	case p.pronoun:
		e = s.pronoun(p.head, r)
	case p.shares.last > 0:
		return s.sharing(p)
	case p.named:
		if e = s.named(p.phrase); e >= 0 {
			return e
		}
	case nobody[s.d.Forms[p.head].Word] && p.last-p.first == 1:
		return -1
	case s.firstPerson(p.first):
		e = s.ofSpeaker(p.phrase)
	default:
		if e = s.givesName(p.phrase); e < 0 {
			e = s.described(p.phrase)
		}
	}
	if e >= 0 {
		s.entities[e].mentions = append(s.entities[e].mentions, s.d.Span(p.first, p.end))
	}
	return e
}

// sharing returns the entity of an adjective that shares the noun of the part
// behind it.
func (s *story) sharing(p part) int {
	q := p.shares
	name := s.text(p.first, p.last) + " " + s.text(s.withoutDeterminer(q.first+1, q.last), q.end)
	return s.add(entity{kind: Unnamed, name: name, key: name, words: s.words(p.first, p.last), plural: true,
		country: s.countryIn(p.phrase), mentions: []lang.Span{s.d.Span(p.first, p.last)}})
}

// countrymen are the words for a country that those who speak call its people by.
var countrymen = wordSet("country nation")

// nobody are the words for those who do not say what follows: "Nobody told us".
var nobody = wordSet("nobody none noone nothing")

// ofSpeaker returns the entity of somebody who belongs to whoever speaks, "my
// wife", "our members": somebody without a name.
func (s *story) ofSpeaker(p phrase) int {
	switch plural := s.plural(p); p.noun.class {
	case personClass, epithetClass:
		return s.common(p, Unnamed, plural)
	case groupClass, officialClass:
		return s.common(p, Group, plural)
	}
	return -1
}

// firstPerson reports whether token i is "my" and the like.
func (s *story) firstPerson(i int) bool {
	switch strings.ToLower(s.d.Word(i)) {
	case "my", "our", "your":
		return true
	}
	return false
}

// named returns the entity that a name stands for.
func (s *story) named(p phrase) int {
	n := &s.names[p.name]
	if e := s.ofPeople(p, n); e != -2 {
		return e
	}
	if s.manyOf(n) {
		return s.common(p, Group, true)
	}
	if p.det == definite && n.last-n.first == 1 && s.nouns[s.d.Forms[n.first].Word].class == epithetClass {
		return -1 // "the Republican"
	}
	if n.entity >= 0 {
		return n.entity
	}
	return -1
}

// described returns the entity that a phrase without a name of its own stands
// for: one that the story has so far, or a new one.
func (s *story) described(p phrase) int {
	if q, ok := s.shareOf(p); ok {
		return s.described(q)
	}
	if part := s.oneOf(p); part != -1 {
		return part
	}
	plural := s.plural(p)
	switch p.noun.class {
	case documentClass:
		return s.document(p)
	case stateClass:
		if s.quoted(p.first) >= 0 && p.name < 0 && countrymen[s.d.Forms[p.head].Word] {
			return s.common(p, Group, plural) // "The country wants an election"
		}
		if s.eachOf(p) || plural && s.ofTwo(p) {
			return s.bodies(p)
		}
		if plural {
			return s.several(p, Group)
		}
		return s.government(p)
	case bodyClass:
		switch {
		case plural || s.eachOf(p):
			return s.bodies(p)
		case s.peopleOf(p):
			return s.common(p, Group, true)
		}
		return s.calledSo(p, Body)
	case personClass, epithetClass:
		if e := s.looselyCalled(p); e >= 0 { // "the broadcaster"
			return e
		}
		if p.det == definite && !p.owned && (p.noun.class == epithetClass || past(s.roleOf(p).words)) {
			return s.recalledOrMeant(p)
		}
		if e := s.byCalling(p); e >= 0 {
			return e
		}
		if e := s.calledSo(p, Unnamed); e != -2 || p.owned {
			return e
		}
		return s.meant(p)
	case officialClass:
		return s.several(p, Unnamed)
	case groupClass:
		if p.count {
			return s.several(p, Unnamed)
		}
		return s.several(p, Group)
	}
	if plural || s.quantity(p) {
		return s.several(p, Group)
	}
	if s.saidOne(p) {
		return s.add(entity{kind: Unnamed, name: "one", key: "one", words: s.words(p.first, p.last)})
	}
	if p.det == definite { // nothing new is brought up that may not speak
		return max(-1, s.recalled(p))
	}
	return -1
}

// calledSo returns the entity that a singular phrase calls by what it is: one
// that the story named or described so before, else a new one of kind k.
func (s *story) calledSo(p phrase, k Kind) int {
	pron := s.d.Tokens[p.first].XPOS == lang.PRPS
	switch {
	case pron && k == Body:
		return s.ownedBody(p)
	case !pron && p.det != indefinite:
		if e := s.recalled(p); e != -1 {
			return s.orNearer(e, p)
		}
		if q, ok := s.earlier(p); ok {
			if p = q; s.fights(p) {
				if e := s.armedGroup(p); e >= 0 {
					return e
				}
			}
		} else if e := s.looselyCalled(p); e >= 0 {
			return e
		}
	}
	if e := s.foreshadowed(p); e >= 0 {
		return e
	}
	if e := s.meantBroadly(p); e >= 0 && !pron {
		return e
	}
	if e := s.foreshadowedBody(p); e >= 0 {
		return e
	}
	return s.common(p, k, false)
}

// earlier returns the phrase by which the story told, not long before, more of
// a body that p names by its noun alone: "the metal workers' union".
func (s *story) earlier(p phrase) (phrase, bool) {
	const far = 150 // tokens
	if p.noun.class != bodyClass || p.det != definite || p.last-p.first != 2 {
		return p, false
	}
	for i := p.first - 1; i >= max(0, p.first-far); i-- {
		if s.d.Forms[i].Word != s.d.Forms[p.head].Word || !s.d.Tokens[i].XPOS.Nominal() {
			continue
		}
		start := s.phraseStart(i, s.d.Sentences[s.d.SentenceOf(i)].First)
		q, ok := s.read(start, i+1)
		return q, ok && !q.named && q.head == i && q.last == i+1 && q.last-q.first > 2
	}
	return p, false
}

// recalled returns the entity that p calls back to mind by its head and by
// what it says of it: -1 if there is none, -2 if it may be more than one.
func (s *story) recalled(p phrase) int {
	r := s.roleOf(p)
	var found []int
	for _, e := range s.byHead[r.head] {
		if s.met(e, p.first) && s.fits(&s.entities[e], r, p) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		if p.noun.class.onePerson() && s.mayMean(r, p) {
			return -2
		}
		return -1
	case 1:
		return found[0]
	}
	return s.nearest(found, p.first)
}

// met reports whether the story has mentioned entity e before token i.
func (s *story) met(e, i int) bool {
	at := s.d.Tokens[i].Start
	return slices.ContainsFunc(s.entities[e].mentions, func(m lang.Span) bool { return m.Start < at })
}

// mayMean reports whether r, which says something of its own by a name, may
// still mean a person who is called by its head: "the Talvian minister".
func (s *story) mayMean(r role, p phrase) bool {
	named := false
	for i := p.first + 1; i < p.head; i++ {
		named = named || s.d.Forms[i].Shape == lang.ShapeTitle
	}
	return named && slices.ContainsFunc(s.byHead[r.head], func(e int) bool { return s.entities[e].kind == Person })
}

// fits reports whether everything that r says is true of e.
func (s *story) fits(e *entity, r role, p phrase) bool {
	if e.plural != s.plural(p) && e.kind != Body && !(e.kind == Group && e.plural) {
		return false
	}
	if !goesWith(p.noun.class, e.kind) || r.country != "" && r.country != e.country || p.noun.gender != noGender && e.gender != noGender && p.noun.gender != e.gender {
		return false
	}
	for i := range e.roles {
		if s.fitsRole(e, &e.roles[i], r, p) {
			return true
		}
	}
	if e.kind != Body || len(e.words) == 0 || r.owner != 0 || s.ofOther(e, p) {
		return false
	}
	if e.known != nil && e.known.mayBeCalled(r.head) && len(r.words) <= 1 && r.country == "" {
		return s.fresh(e, p)
	}
	return slices.ContainsFunc(e.words, func(w uint64) bool { return s.canonical(w) == r.head }) && s.within(r.words, e.words, e) &&
		s.fresh(e, p)
}

// ofOther reports whether p tells whose or where a body is by a name, "the port
// of Velsund", that the name of e does not have.
func (s *story) ofOther(e *entity, p phrase) bool {
	if p.end <= p.last+1 || s.d.Word(p.last) != "of" {
		return false
	}
	k := s.nameFrom(p.last + 1)
	return k < len(s.names) && s.names[k].last <= p.end && !slices.Contains(e.words, s.d.Forms[s.names[k].last-1].Word)
}

// fitsRole reports whether r, which p says, goes with what e is known to be.
func (s *story) fitsRole(e *entity, have *role, r role, p phrase) bool {
	if r.owner != 0 && have.owner != r.owner && (have.owner != 0 || have.attached || len(have.words) > 1 || e.kind != Person) || past(r.words) != past(have.words) {
		return false
	}
	switch {
	case have.head == r.head:
	case !p.noun.class.onePerson():
		return false
	case slices.Contains(s.broader[have.head], r.head):
		return len(r.words) <= 1 || s.within(r.words[:len(r.words)-1], have.words, e)
	case !slices.ContainsFunc(have.words, func(w uint64) bool { return s.canonical(w) == r.head }):
		return false
	}
	return s.within(r.words, have.words, e) || e.kind == Body && s.moreLocal(r.words, have.words)
}

// moreLocal reports whether words say of a body only more than have does by where
// it is in charge: "the county force" of the police.
func (s *story) moreLocal(words, have []uint64) bool {
	return len(words) == 2 && local[words[0]] && len(have) == 1
}

// fresh reports whether p may recall e, a body, from where it stands: nouns
// that many bodies are called by reach back a few paragraphs only.
func (s *story) fresh(e *entity, p phrase) bool {
	const far = 2 // paragraphs
	par := s.paragraph(p.first)
	for _, m := range slices.Backward(e.mentions) {
		if m.Start < s.d.Tokens[p.first].Start && par-s.paragraph(s.d.TokenAt(m.Start)) <= far {
			return true
		}
	}
	return e.key != "" || e.spoke || !s.vague[s.canonical(s.d.Forms[p.head].Word)]
}

// goesWith reports whether a noun of class c may stand for an entity of kind k.
func goesWith(c class, k Kind) bool {
	switch c {
	case personClass, epithetClass:
		return k == Person || k == Unnamed
	case bodyClass, stateClass:
		return k == Body || k == State
	case officialClass, groupClass:
		return k == Person || k == Unnamed || k == Group
	case documentClass:
		return k == Document
	}
	return true
}

// within reports whether all of words are among have or the entity's own.
func (s *story) within(words, have []uint64, e *entity) bool {
	for _, w := range words {
		if !slices.ContainsFunc(have, func(h uint64) bool { return h == w || s.canonical(h) == s.canonical(w) }) && !slices.Contains(e.words, w) {
			return false
		}
	}
	return true
}

// past reports whether words tell of what somebody was before.
func past(words []uint64) bool {
	return slices.ContainsFunc(words, func(w uint64) bool { return pastWords[w] })
}

var pastWords = wordSet("former ex then late onetime deputy vice acting")

// nearest returns the one of entities that alone was mentioned in the
// paragraph that tells of any of them last; -2 if there is none.
func (s *story) nearest(entities []int, token int) int {
	best, at, twice := -2, -1, false
	for _, e := range entities {
		p := -1
		for _, m := range s.entities[e].mentions {
			if m.Start < s.d.Tokens[token].Start {
				p = max(p, s.paragraph(s.d.TokenAt(m.Start)))
			}
		}
		switch {
		case p > at:
			best, at, twice = e, p, false
		case p == at:
			twice = true
		}
	}
	if twice {
		if who := s.spokeBefore(token, 1); len(who) == 1 && s.entities[who[0]].kind == Body && slices.Contains(entities, who[0]) {
			return who[0]
		}
		return -2
	}
	return best
}

func (s *story) paragraph(token int) int { return s.d.Sentences[s.d.SentenceOf(token)].Paragraph }

// common returns the entity of a phrase without a name of its own: one called
// by the same words before, else a new one.
func (s *story) common(p phrase, k Kind, plural bool) int {
	words := s.words(s.withoutArticle(p.first, p.last), p.end)
	head := s.canonical(s.lemma(p.head))
	for _, e := range s.byHead[head] {
		if o := &s.entities[e]; o.kind == k && o.key != "" && slices.Equal(o.words, words) && (!p.count && s.d.Tokens[p.head].XPOS != lang.CD || strings.EqualFold(o.key, s.phraseText(p))) {
			o.mentions = append(o.mentions, s.d.Span(p.first, p.end))
			return e
		}
	}
	owner, own := s.ownersWord(p)
	if owner != 0 {
		if e := s.ownedBy(owner, head, own); e >= 0 {
			s.entities[e].mentions = append(s.entities[e].mentions, s.d.Span(p.first, p.end))
			return e
		}
		words = own
	}
	name := s.phraseText(p)
	e := s.add(entity{kind: k, name: name, key: name, words: words, owner: owner, plural: plural, gender: p.noun.gender, country: s.countryIn(p),
		mentions: []lang.Span{s.d.Span(p.first, p.end)},
		roles:    []role{{head: head, words: words}}})
	s.byHead[head] = append(s.byHead[head], e)
	return e
}

func (s *story) withoutArticle(first, last int) int {
	for first+1 < last && s.d.Tokens[first].XPOS == lang.DT && article(s.d.Word(first)) {
		first++
	}
	return first
}

// phraseText returns the words of a phrase as they stand, without an article
// and the capital of a sentence's first word.
func (s *story) phraseText(p phrase) string {
	first := s.withoutArticle(p.first, p.last)
	t := s.text(first, p.end)
	if tok := s.d.Tokens[first]; !tok.XPOS.Proper() && s.d.Forms[first].Shape == lang.ShapeTitle && s.nameAt(first) < 0 && first == p.first {
		if _, demonym := s.countryAt(s.d, first, p.end); demonym == 0 {
			return strings.ToLower(t[:1]) + t[1:]
		}
	}
	return t
}

// countryIn returns the code of the only country that the core of p names.
func (s *story) countryIn(p phrase) string { return s.countryWithin(p.first, p.last) }
