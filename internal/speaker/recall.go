package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// recalledOrMeant returns the entity that p calls back to mind, or else the one
// that it can only mean where it stands.
func (s *story) recalledOrMeant(p phrase) int {
	if e := s.recalled(p); e >= 0 {
		return e
	}
	return s.meant(p)
}

// How far the one whom a description means must be ahead of others, and how
// likely: more than for a pronoun, as it may bring up somebody else.
const (
	meantEnough  = 9
	meantClearBy = 4
)

// meant returns the person whom a description means that the story has not
// given him or her, "the 40-year-old", "the Talvian senator": whoever was
// just spoken of, if only one was; -1 if that is not clear.
func (s *story) meant(p phrase) int {
	sent := s.d.SentenceOf(p.first)
	cands := s.candidates(p.first, s.reading, p.noun.gender)
	need := meantEnough
	if p.noun.gender != noGender {
		need += genderKnown
	}
	best, second := candidate{entity: -1}, 0
	for _, c := range cands {
		if c.score > best.score {
			best, second = c, best.score
		} else {
			second = max(second, c.score)
		}
	}
	if best.entity < 0 || best.score < need || best.score-second < meantClearBy || sent-s.d.SentenceOf(best.last) > 1 ||
		s.entities[best.entity].kind != Person || s.contradicts(&s.entities[best.entity], p) {
		return -1
	}
	return best.entity
}

// byCalling returns the person, of whom the story has told no role, whom p calls
// by a calling that news tells for variety: "the striker"; -1 if it is not clear.
func (s *story) byCalling(p phrase) int {
	if p.det != definite || p.owned || p.last-p.first != 2 || p.end != p.last || !callings[s.canonical(s.lemma(p.head))] || s.recalled(p) != -1 {
		return -1
	}
	return s.meantAmong(p, func(e *entity) bool { return len(e.roles) == 0 })
}

// meantAmong returns the person whom p means if it can only be one of those that
// may tells of; -1 if it is not clear.
func (s *story) meantAmong(p phrase, may func(*entity) bool) int {
	sent := s.d.SentenceOf(p.first)
	cands := s.candidates(p.first, s.reading, p.noun.gender)
	cands = slices.DeleteFunc(cands, func(c candidate) bool {
		return c.entity >= 0 && (s.entities[c.entity].kind != Person || !may(&s.entities[c.entity]))
	})
	e := clearest(cands)
	if e < 0 {
		return -1
	}
	k := slices.IndexFunc(cands, func(c candidate) bool { return c.entity == e })
	if cands[k].score < meantEnough || sent-s.d.SentenceOf(cands[k].last) > 1 {
		return -1
	}
	return e
}

// callings are what readers know of persons without being told.
var callings = wordSet("striker midfielder defender winger goalkeeper keeper forward playmaker batsman bowler sprinter swimmer boxer golfer cyclist driver rider quarterback pitcher singer rapper musician actor actress comedian novelist author filmmaker director")

// contradicts reports whether e is known to be something else than p tells: of
// another country, or called by the same noun with other words.
func (s *story) contradicts(e *entity, p phrase) bool {
	r := s.roleOf(p)
	if r.country != "" && e.country != "" && r.country != e.country {
		return true
	}
	for i := range e.roles {
		if e.roles[i].head == r.head && past(e.roles[i].words) != past(r.words) {
			return true
		}
	}
	return false
}

// meantBroadly returns the person whom p means by a noun that stands for his or
// her office among others, with words that the story has not given: "the
// far-right leader" for a president; -1 if that is not clear.
func (s *story) meantBroadly(p phrase) int {
	if p.det != definite || p.noun.class != personClass || p.last-p.first < 3 || s.plural(p) {
		return -1
	}
	e := s.meant(p)
	if e < 0 {
		return -1
	}
	head := s.canonical(s.lemma(p.head))
	for i := range s.entities[e].roles {
		if slices.Contains(s.broader[s.entities[e].roles[i].head], head) {
			return e
		}
	}
	return -1
}

// looselyCalled returns the body that p calls by a noun that its name does not
// have, "the company": the only one that was spoken of in this paragraph or the
// one before it; -1 if there is none.
func (s *story) looselyCalled(p phrase) int {
	head := s.canonical(s.lemma(p.head))
	if s.fights(p) {
		return s.armedGroup(p)
	}
	if p.det != definite || p.owned || p.noun.class != bodyClass && !s.callable[head] || p.last-p.first != 2 || p.end != p.last || !s.loose[head] && !s.callable[head] {
		return -1
	}
	if e := s.looselyBefore(p); e >= 0 {
		return e
	}
	par := s.paragraph(p.first)
	found, at := -1, -1
	for k := s.nameFrom(p.first) - 1; k >= 0; k-- {
		there := s.paragraph(s.names[k].first)
		if there < par-1 || found >= 0 && there < at {
			break
		}
		e := s.names[k].entity
		if e < 0 || e == found || !s.mayBeLoose(e, p) {
			continue
		}
		if found >= 0 {
			return s.looselySpoke(found, e)
		}
		found, at = e, there
	}
	if found < 0 {
		return s.onlyLoose(p)
	}
	return found
}

// fights reports whether p is "the rebel group" or the like.
func (s *story) fights(p phrase) bool {
	return p.det == definite && !p.owned && p.last-p.first == 3 && p.end == p.last && p.noun.class == bodyClass && fighting[s.d.Forms[p.first+1].Word]
}

// fighting are the words for armed groups before that noun.
var fighting = wordSet("rebel insurgent militant separatist guerrilla armed jihadist islamist")

// armedGroup returns the only body named before p whose name is that of an armed
// group by one of its words, "Western Front"; -1 if there is none, or more than one.
func (s *story) armedGroup(p phrase) int {
	head := s.canonical(s.lemma(p.head))
	found := -1
	for e := range s.entities {
		o := &s.entities[e]
		if o.kind != Body || o.key != "" || len(o.words) < 2 || !s.met(e, p.first) || !slices.ContainsFunc(o.words, func(w uint64) bool { return s.calls[[2]uint64{head, w}] }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// looselyBefore returns the body that is the subject of the sentence before p in
// one paragraph, or that spoke in it, if it may be called so; -1 if there is none.
func (s *story) looselyBefore(p phrase) int {
	sent := s.d.SentenceOf(p.first)
	if sent == 0 || s.d.Sentences[sent-1].Paragraph != s.d.Sentences[sent].Paragraph {
		return -1
	}
	e := s.spokeIn(sent - 1)
	if e < 0 {
		e = s.subjectIn(s.d.Sentences[sent-1].First, s.d.Sentences[sent-1].Last)
	}
	if e < 0 || !s.mayBeLoose(e, p) {
		return -1
	}
	return e
}

// onlyLoose returns the only body among the sources that the story has named
// before p and that may be called so; -1 if there is none, or more than one.
func (s *story) onlyLoose(p phrase) int {
	found := -1
	for e := range s.entities {
		if o := &s.entities[e]; !o.spoke || o.known != nil || !s.mayBeLoose(e, p) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// orNearer returns e, which p calls back to mind, or a body nearer to p that may
// be called so just as well, if e is only generally known to be one.
func (s *story) orNearer(e int, p phrase) int {
	if e >= 0 && s.entities[e].kind == Body && p.det == definite && p.last-p.first == 2 && s.loose[s.canonical(s.lemma(p.head))] {
		if near := s.looselyBefore(p); near >= 0 {
			return near
		}
	}
	if e < 0 || s.entities[e].known == nil {
		return e
	}
	if near := s.looselyCalled(p); near >= 0 {
		return near
	}
	return e
}

// looselySpoke decides between two bodies for the one that spoke last.
func (s *story) looselySpoke(a, b int) int {
	if who := s.lastWho(); len(who) == 1 && (who[0] == a || who[0] == b) {
		return who[0]
	}
	return -1
}

// mayBeLoose reports whether entity e is a body whose name does not say what it is.
func (s *story) mayBeLoose(e int, p phrase) bool {
	o := &s.entities[e]
	if o.kind != Body || o.tagged[votePlace] > 0 && !s.bodyWords(o) || o.key != "" || o.known == nil && o.tagged[voteBody]+o.votes[voteBody] == 0 && !s.bodyWords(o) {
		return false
	}
	head := s.canonical(s.lemma(p.head))
	if o.known != nil {
		return o.known.mayBeCalled(head)
	}
	if s.callable[head] {
		if slices.ContainsFunc(o.words[1:], func(w uint64) bool { return s.calls[[2]uint64{head, w}] }) || s.calls[[2]uint64{head, o.words[0]}] && len(o.words) > 1 {
			return true
		}
		if !s.loose[head] {
			return false
		}
	}
	free := head == wordOrganisation
	for _, w := range o.words {
		n := s.nouns[w]
		if n.class == bodyClass && !s.loose[s.canonical(w)] && (!free || official[w]) || n.class == stateClass {
			return false
		}
	}
	return true
}

// wordOrganisation is what groups and organisations of any kind are called by.
var wordOrganisation = lang.WordHash("organisation")

// official are nouns of bodies that nobody calls a group or an organisation.
var official = wordSet("ministry department police army navy military force forces court tribunal parliament senate congress council commission office cabinet treasury customs guard coastguard university school hospital newspaper")

// How far into a story somebody may be called by an office only, and how soon
// the name must follow.
const (
	leadParagraphs  = 5
	namedParagraphs = 9
)

// foreshadowed returns the person whom p, at the beginning of a story, calls by
// an office alone and whom the story names soon after: "the mayor says"; -1 if
// there is none, or more than one.
func (s *story) foreshadowed(p phrase) int {
	par := s.paragraph(p.first)
	headline := s.headline(p.first)
	if p.noun.class != personClass && !(headline && p.noun.class == epithetClass) || p.count || p.owned && s.d.Tokens[p.first].XPOS == lang.PRPS || s.plural(p) || another(s.d.Word(p.first)) {
		return -1
	}
	r := s.roleOf(p)
	if par >= leadParagraphs && !p.owned {
		return -1
	}
	sure := s.office[r.head] || headline
	if !sure && (p.det != definite || len(r.words) < 2 && r.owner == 0) {
		return -1
	}
	found := -1
	for _, e := range s.byHead[r.head] {
		o := &s.entities[e]
		if o.kind == Body && s.either[r.head] && o.key == "" && p.det == definite {
			sure = true
		} else if o.kind != Person || o.mentions[0].Start < s.d.Tokens[p.first].Start {
			if o.kind == Person {
				return -1
			}
			continue
		}
		if !sure && !slices.ContainsFunc(o.roles, func(have role) bool {
			return have.head == r.head && s.within(r.words, have.words, o) && (len(r.words) > 1 || have.owner == r.owner)
		}) {
			continue
		}
		if s.paragraph(s.d.TokenAt(o.mentions[0].Start)) > s.namedBy(par) || s.contradicts(o, p) || r.country != "" && o.country != "" && r.country != o.country {
			continue
		}
		if found >= 0 {
			if !headline || r.country != "" {
				return -1
			}
			if found = s.namedInLead(found, e); found < 0 {
				return -1
			}
			continue
		}
		found = e
	}
	if found >= 0 {
		s.entities[found].mentions = append(s.entities[found].mentions, s.d.Span(p.first, p.end))
	}
	return found
}

// namedInLead returns the one of two persons whom the story names in an earlier
// paragraph than the other; -1 if neither.
func (s *story) namedInLead(a, b int) int {
	pa, pb := s.paragraph(s.d.TokenAt(s.entities[a].mentions[0].Start)), s.paragraph(s.d.TokenAt(s.entities[b].mentions[0].Start))
	switch {
	case pa < pb:
		return a
	case pb < pa:
		return b
	}
	return -1
}

// namedBy returns the last paragraph in which somebody must be named who is called
// by an office only in paragraph par: farther on for the beginning of a story.
func (s *story) namedBy(par int) int {
	if par < leadParagraphs {
		return par + namedParagraphs
	}
	return par + 1
}

func another(w string) bool {
	switch strings.ToLower(w) {
	case "another", "one", "some", "any", "every", "each", "no":
		return true
	}
	return false
}

// quantity reports whether p stands for several without naming what they are:
// "all three", "the two".
func (s *story) quantity(p phrase) bool {
	switch s.d.Tokens[p.head].XPOS {
	case lang.CD:
		return s.d.Word(p.head) != "one" && (p.last-p.first > 1 || s.d.Forms[p.head].Shape == lang.ShapeLower)
	case lang.DT, lang.PDT, lang.NN, lang.RB:
		switch strings.ToLower(s.d.Word(p.head)) {
		case "all", "both", "none", "nobody", "percent", "cent", "%", "quarter", "third", "half", "majority", "minority":
			return true
		}
	}
	return false
}

// foreshadowedBody returns the body that a headline calls by what it is, "Company
// says": the only one in the story that may be called so; -1 if there is none.
func (s *story) foreshadowedBody(p phrase) int {
	if e := s.roleAhead(p); e >= 0 {
		return e
	}
	if p.noun.class != bodyClass || !s.headline(p.first) || p.last-p.first > 1 || p.end != p.last || !s.loose[s.canonical(s.lemma(p.head))] {
		return -1
	}
	found := -1
	for e := range s.entities {
		if !s.mayBeLoose(e, p) || !s.isSource(e) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	if found >= 0 {
		s.entities[found].mentions = append(s.entities[found].mentions, s.d.Span(p.first, p.end))
	}
	return found
}

// roleAhead returns the body that p, at the beginning of a story, calls by what
// the story says later that it is: "the operator", later "the operator, Isla Star
// Lines"; -1 if there is none or more than one.
func (s *story) roleAhead(p phrase) int {
	par := s.paragraph(p.first)
	if par >= leadParagraphs || p.noun.class != bodyClass || p.det != definite || p.last-p.first != 2 || p.end != p.last {
		return -1
	}
	head := s.canonical(s.lemma(p.head))
	found := -1
	for _, e := range s.byHead[head] {
		o := &s.entities[e]
		if o.kind != Body || o.key != "" || !slices.ContainsFunc(o.roles, func(r role) bool { return r.head == head }) || s.paragraph(s.d.TokenAt(o.mentions[0].Start)) > par+namedParagraphs {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// isSource reports whether entity e is named in the source of a relation.
func (s *story) isSource(e int) bool {
	for r := range s.relations {
		for _, src := range s.relations[r].Source {
			if slices.ContainsFunc(s.entities[e].mentions, src.Overlaps) {
				return true
			}
		}
	}
	return false
}
