package speaker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/lang"
)

// describe learns from the words around a name who bears it: a person with a
// role and a gender, or a body.
func (s *story) describe(n *name) {
	e := &s.entities[n.entity]
	if n.known && n.kind != lang.Other {
		e.tagged[kindVote(n.kind)]++
	}
	if s.articled(n) {
		e.votes[voteBody] += 3
	}
	if n.first > 1 && s.d.Word(n.first-1) == "by" && polls[s.d.Forms[n.first-2].Word] {
		e.votes[voteBody] += 2
	}
	s.describeBefore(n, e)
	s.describeAfter(n, e)
}

// polls are what bodies make rather than persons.
var polls = wordSet("poll polls survey surveys census")

// articled reports whether a name has the article that names of persons do not
// have: "The Hill reported", "the Velsund Post.".
func (s *story) articled(n *name) bool {
	if n.first == 0 || !strings.EqualFold(s.d.Word(n.first-1), "the") || n.last == len(s.d.Tokens) {
		return false
	}
	switch x := s.d.Tokens[n.last].XPOS; {
	case x.Verbal() && x != lang.VBN && x != lang.VBG, x == lang.Period, x == lang.Comma, x == lang.MD:
		return true
	}
	return false
}

// The kinds that words around a name speak for.
const (
	votePerson = iota
	voteBody
	votePlace
	numVote
)

func kindVote(k lang.NameKind) int {
	switch k {
	case lang.Person:
		return votePerson
	case lang.Place:
		return votePlace
	}
	return voteBody
}

// describeBefore reads the titles and the phrase before a name.
func (s *story) describeBefore(n *name, e *entity) {
	i := n.first - 1
	first := s.d.Sentences[s.d.SentenceOf(n.first)].First
	for i >= first {
		t, ok := s.titles[s.d.Forms[i].Word]
		if !ok {
			break
		}
		e.votes[votePerson] += 3
		if t.gender != noGender {
			e.gender = t.gender
		}
		if t.role != 0 {
			e.roles = append(e.roles, role{head: s.canonical(t.role), words: []uint64{t.role}})
		}
		i--
	}
	if i < first {
		return
	}
	start := s.phraseStart(i, first)
	switch {
	case s.d.Tokens[i].XPOS == lang.Comma && start < i:
		return
	case s.d.Tokens[i].XPOS == lang.Comma && i > first:
		start = s.clauseStart(i-1, first)
		if p, ok := s.read(start, i); ok && p.end == i && !p.named && (p.det == definite || p.det == indefinite && start == first && s.endsApposed(n)) && p.first == start {
			s.takeRole(e, p)
		}
	case start <= i:
		p, ok := s.read(start, i+1)
		if ok && p.last == i+1 && !p.named && p.noun.class != noClass {
			s.takeRole(e, p)
			s.describeAhead(e, n, start-1, first)
		} else {
			s.describeOffice(e, start, i, first)
		}
	}
}

// describeAhead reads what somebody is before a comma at token i, with one more
// role behind it: "The chairwoman of the commission, Judge Ana Duarte,".
func (s *story) describeAhead(e *entity, n *name, i, first int) {
	if i <= first || s.d.Tokens[i].XPOS != lang.Comma || !s.endsApposed(n) {
		return
	}
	start := s.clauseStart(i-1, first)
	if p, ok := s.read(start, i); ok && start == first && p.end == i && !p.named && p.det == definite && p.noun.class.onePerson() && !s.plural(p) {
		s.takeRole(e, p)
	}
}

// endsApposed reports whether a comma follows a name: "A lawyer for Pell, Ana Duarte,".
func (s *story) endsApposed(n *name) bool {
	return n.last < len(s.d.Tokens) && s.d.Tokens[n.last].XPOS == lang.Comma
}

// describeOffice reads the office before a name whose field stands at the
// tokens [start, i]: "Minister of Education".
func (s *story) describeOffice(e *entity, start, i, first int) {
	if start-2 < first || s.d.Tokens[start-1].XPOS != lang.IN || !s.linksPhrases(start-1) {
		return
	}
	if p, ok := s.read(s.phraseStart(start-2, first), i+1); ok && !p.named && p.noun.class == personClass && p.end == i+1 {
		s.takeRole(e, p)
	}
}

// phraseStart returns where the nouns and adjectives that end at token i begin.
func (s *story) phraseStart(i, first int) int {
	for i >= first {
		switch x := s.d.Tokens[i].XPOS; {
		case x.Nominal(), x == lang.JJ, x == lang.HYPH, x == lang.POS, x == lang.VBN && i > first && s.d.Tokens[i-1].XPOS != lang.NN && !s.d.Tokens[i-1].XPOS.Verbal(), x == lang.DT, x == lang.PRPS:
			i--
			continue
		}
		break
	}
	return i + 1
}

// clauseStart returns where the phrase that ends at token i begins, with what
// belongs to it: "the head of the port".
func (s *story) clauseStart(i, first int) int {
	start := s.phraseStart(i, first)
	for start-1 > first && s.d.Tokens[start-1].XPOS == lang.IN && s.linksPhrases(start-1) {
		next := s.phraseStart(start-2, first)
		if next > start-2 {
			break
		}
		start = next
	}
	return start
}

// linksPhrases reports whether token i is a preposition between two nouns
// more likely than between a verb and a noun.
func (s *story) linksPhrases(i int) bool {
	switch s.d.Word(i) {
	case "of", "for", "at":
		return true
	}
	return false
}

// takeRole lets e have the role that p tells.
func (s *story) takeRole(e *entity, p phrase) {
	switch p.noun.class {
	case personClass, epithetClass, officialClass:
		if !s.either[s.canonical(s.d.Forms[p.head].Word)] {
			e.votes[votePerson] += 2
		}
		if p.noun.gender != noGender && e.gender == noGender {
			e.gender = p.noun.gender
		}
	case bodyClass:
		e.votes[voteBody] += 2
	default:
		if e.votes[votePerson] == 0 || s.d.Tokens[p.head].XPOS != lang.NN || p.det != indefinite {
			return
		}
	}
	r := s.roleOf(p)
	if e.country == "" {
		e.country = r.country
	}
	if !slices.ContainsFunc(e.roles, func(o role) bool { return o.head == r.head && slices.Equal(o.words, r.words) }) {
		e.roles = append(e.roles, r)
	}
}

// describeAfter reads what stands behind a name and a comma: "Rui Leal, the
// port's harbour master,".
func (s *story) describeAfter(n *name, e *entity) {
	last := s.d.Sentences[s.d.SentenceOf(n.first)].Last
	i := n.last
	if i < last && s.opensLine(n) { // "WALLACE: But, Governor"
		e.votes[votePerson]++
	}
	if i+1 < last && s.d.Tokens[i].XPOS == lang.Comma && s.d.Word(i+1) == "who" {
		s.describeHead(i+2, last, e)
	}
	if i+1 >= last || s.d.Tokens[i].XPOS != lang.Comma {
		return
	}
	i++
	if w := s.d.Word(i); w == "who" || w == "whose" {
		e.votes[votePerson] += 2
		return
	}
	if s.d.Tokens[i].XPOS == lang.CD { // the age
		if i+2 < last && s.d.Tokens[i+1].XPOS == lang.Comma {
			e.votes[votePerson]++
			i += 2
		} else {
			return
		}
	}
	if !s.opensPhrase(i) {
		return
	}
	p, ok := s.read(i, min(i+12, last))
	if !ok || p.named || p.end < last && !s.closes(p.end) && (p.det == bare || s.d.Tokens[p.end].XPOS != lang.CC) {
		return
	}
	if p.noun.class == bodyClass && p.det == bare {
		return
	}
	s.takeRole(e, p)
}

// describeHead reads what somebody is by what he or she does from token i on, behind
// "who": "who heads the Joint Monitoring Group".
func (s *story) describeHead(i, last int, e *entity) {
	if i+1 >= last || !leads[s.d.Forms[i].Lemma] || !s.d.Tokens[i].XPOS.Verbal() {
		return
	}
	if s.d.Forms[i+1].Word == wordThe {
		i++
	}
	if k := s.nameAt(i + 1); k >= 0 {
		head := s.canonical(wordHead)
		e.roles = append(e.roles, role{head: head, words: []uint64{head}, owner: s.d.Forms[s.names[k].last-1].Word, attached: true})
	}
}

// leads are the verbs for what the head of a body does.
var leads = wordSet("head lead chair run direct oversee")

// opensLine reports whether a name of one word, in capitals, has a colon behind
// it, as speakers have in the lines of a transcript.
func (s *story) opensLine(n *name) bool {
	const shortest = 5 // letters; shorter ones are rather abbreviations
	return n.last-n.first == 1 && s.d.Word(n.last) == ":" && s.d.Forms[n.first].Shape == lang.ShapeUpper && len(s.d.Word(n.first)) >= shortest
}

// closes reports whether an apposition may end before token i.
func (s *story) closes(i int) bool {
	switch x := s.d.Tokens[i].XPOS; {
	case relative(x), x == lang.Comma, x == lang.Period, x == lang.Colon, x == lang.LRB, x == lang.OpenQuote, x == lang.CloseQuote:
		return true
	}
	return false
}

// opensPhrase reports whether a phrase without a name may begin at token i.
func (s *story) opensPhrase(i int) bool {
	switch x := s.d.Tokens[i].XPOS; {
	case x == lang.DT, x == lang.PRPS, x == lang.NN, x == lang.JJ:
		return true
	case x.Proper(): // an owner: "Norhaven's minister"
		k := s.nameAt(i)
		return k >= 0 && s.names[k].last < len(s.d.Tokens)
	}
	return false
}

// mostTagged is how many tagged names count for the kind of their bearer: the
// same mistake is often made again.
const mostTagged = 2

// settle decides what kind of entity e is.
func (s *story) settle(e *entity) {
	if e.kind == State && e.country != "" || e.known != nil {
		return
	}
	if len(e.words) == 1 && s.lands[e.words[0]] && e.votes[votePerson] == 0 {
		e.kind, e.certain = State, true
		return
	}
	p, b := e.votes[votePerson], e.votes[voteBody]
	p += min(e.tagged[votePerson], mostTagged)
	b += min(e.tagged[voteBody], mostTagged)
	g, given := s.given[e.words[0]]
	if given && len(e.words) > 1 {
		p += 2
	}
	if s.bodyWords(e) {
		b += 3
	}
	e.certain = p+b+e.tagged[votePlace] > 0
	e.kind = Body
	if p > 0 && (p > b || p == b && e.votes[votePerson] >= e.votes[voteBody]) || !e.certain && e.country == "" && likePerson(e) {
		e.kind = Person
		if e.gender == noGender && len(e.words) > 1 {
			e.gender = g
		}
	}
}

// likePerson reports whether a name of which nothing is known looks like that
// of a person: two or three words, each with a capital.
func likePerson(e *entity) bool {
	if len(e.words) < 2 || len(e.words) > 3 || shouts(e.name) {
		return false
	}
	for w := range strings.FieldsSeq(e.name) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// bodyWords reports whether the words of a name are those of a body:
// "Roads Inspectorate", "Brack & Sons", "CPA".
func (s *story) bodyWords(e *entity) bool {
	n := len(e.words)
	for i, w := range e.words {
		if c := s.nouns[w].class; (c == bodyClass || c == stateClass) && (n > 1) && i > 0 {
			return true
		}
	}
	if c := s.nouns[e.words[0]].class; n > 1 && (c == bodyClass || s.business[s.canonical(e.words[n-1])]) {
		return true
	}
	if n > 1 && (strings.Contains(e.name, " & ") || strings.Contains(e.name, " of ")) {
		return true
	}
	return n == 1 && len(e.name) > 1 && len(e.name) < 6 && shouts(e.name) && e.votes[votePerson] == 0
}
