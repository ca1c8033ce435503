package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// pronoun returns the entity that the pronoun at token i, in the source of
// relation r, stands for.
func (s *story) pronoun(i, r int) int {
	switch strings.ToLower(s.d.Word(i)) {
	case "he", "his":
		return s.person(i, r, male)
	case "she", "her":
		return s.person(i, r, female)
	case "it", "its":
		return s.thing(i)
	case "they", "their":
		return s.many(i)
	}
	return -1
}

// self finds who says "I" or "we", if that is the source of relation r: the
// speaker of the words that it stands in, who may be named behind them.
func (s *story) self(r int) {
	src, outer := s.relations[r].Source, s.relations[r].Within
	if len(src) != 1 || outer < 0 || s.relations[outer].Kind == attribution.Indirect && !s.transcribed(outer) || len(s.of[outer]) != 1 {
		return
	}
	switch s.d.Text[src[0].Start:src[0].End] {
	case "My client", "my client":
		if e := s.client(s.of[outer][0]); e >= 0 {
			s.of[r] = []int{e}
			s.entities[e].mentions = append(s.entities[e].mentions, src[0])
		}
		return
	case "I", "We", "we":
	default:
		return
	}
	if s.quoted(s.d.TokenAt(src[0].Start)) < 0 && !s.transcribed(outer) {
		return
	}
	e := s.of[outer][0]
	if k := s.entities[e].kind; k == Person || k == Unnamed {
		s.of[r] = []int{e}
		s.entities[e].mentions = append(s.entities[e].mentions, src[0])
	}
}

// client returns the person whose lawyer entity e is said to be; -1 if that is not told.
func (s *story) client(e int) int {
	for i := range s.entities[e].roles {
		r := &s.entities[e].roles[i]
		if l := s.bearers[r.owner]; r.owner != 0 && len(l) == 1 && s.entities[l[0]].kind == Person {
			return l[0]
		}
	}
	return -1
}

// transcribed reports whether relation r is a line of a transcript, "DUARTE: …",
// whose words are quoted although they have no marks.
func (s *story) transcribed(r int) bool {
	cue := s.relations[r].Cue
	return len(cue) == 1 && s.d.Text[cue[0].Start:cue[0].End] == ":"
}

// lastWho returns the entities of the last source before.
func (s *story) lastWho() []int {
	if len(s.said) == 0 {
		return nil
	}
	return s.said[len(s.said)-1].who
}

// quoted returns the index of the outermost quotation that token i stands in, -1 if none.
func (s *story) quoted(i int) int {
	at := s.d.Tokens[i].Start
	k, _ := slices.BinarySearchFunc(s.d.Quotations, at, func(q lang.Quotation, at int) int {
		if q.Start <= at {
			return -1
		}
		return 1
	})
	for k--; k >= 0; k-- {
		q := &s.d.Quotations[k]
		if q.Depth == 0 {
			if at < q.End {
				return k
			}
			return -1
		}
	}
	return -1
}

// A candidate is somebody whom a pronoun may stand for.
type candidate struct {
	entity int
	score  int
	last   int // the last token at which he or she was met
}

// How much speaks for a candidate. The scale was set on the "he" and "she"
// of GUM's training texts, whose persons are told apart by hand.
const (
	sameSentence   = 9
	sentenceBefore = 6
	perSentence    = 2 // less for every sentence farther
	asSubject      = 3
	asObject       = -2
	asTopic        = 4 // as the subject of the sentence before, in one paragraph
	asSource       = 3
	asLast         = 3
	asOuter        = 4  // who is reported as speaking of it
	asOwnContent   = -4 // within the words that he or she says
	inOtherQuote   = -8
	genderKnown    = 3
	enough         = 6
	enoughAlone    = 3
	clearBy        = 2
	overtakenBy    = 3
	sentencesBack  = 4
)

// person returns the person whom "he" or "she" at token i stands for: the one
// just named, if only one can be.
func (s *story) person(i, r int, g gender) int {
	cands := s.candidates(i, r, g)
	e := clearest(cands)
	if e >= 0 && s.overtaken(e, cands, g) {
		return -1
	}
	if e >= 0 {
		s.entities[e].gender = g
	}
	return e
}

// candidates returns those whom a pronoun of gender g, or a description, at
// token i in the source of relation r may stand for.
func (s *story) candidates(i, r int, g gender) []candidate {
	quote := s.quoted(i)
	var cands []candidate
	sent := s.d.SentenceOf(i)
	back := sent
	for back > 0 && sent-back < 3*sentencesBack && s.told(back, sent) < sentencesBack {
		back--
	}
	first := s.d.Sentences[back].First
	from := s.nameFrom(first)
	for k := from; k < len(s.names) && s.names[k].first < i; k++ {
		n := &s.names[k]
		e := n.entity
		if e == oneOfFamily {
			e = s.ofFamily(n, g)
		}
		if (e == oneOfFamily || e >= 0 && s.mayBe(e, g)) && !s.inOwnQuote(n.first, r) {
			score := s.nameScore(n, sent, quote)
			if s.d.Tokens[i].XPOS != lang.PRPS && s.inOwnContent(n.first, r) {
				score += asOwnContent
			}
			cands = consider(cands, e, score, n.first)
		}
	}
	for k := len(s.said) - 1; k >= 0 && s.said[k].token >= first; k-- {
		if said := &s.said[k]; len(said.who) == 1 && !said.document && s.mayBe(said.who[0], g) {
			cands = consider(cands, said.who[0], s.distanceScore(said.token, sent, quote)+s.sourceScore(said.token)+s.goesOnSaying(k, sent), said.token)
		}
	}
	for k := len(s.echoes) - 1; k >= 0 && s.echoes[k].token >= first; k-- {
		if o := s.echoes[k]; s.mayBe(o.entity, g) {
			cands = consider(cands, o.entity, s.echoScore(o.token, sent, quote), o.token)
		}
	}
	cands = s.strangers(cands, sent, quote, i, g)
	cands = s.relatives(cands, sent, quote, i, g)
	cands = s.byOuter(cands, r, quote, g)
	for k := range cands {
		if e := cands[k].entity; g != noGender && e >= 0 && s.entities[e].gender == g {
			cands[k].score += genderKnown
		}
	}
	return cands
}

// ofFamily returns the only bearer of the surname n who is of gender g, and
// oneOfFamily if there is none or more than one.
func (s *story) ofFamily(n *name, g gender) int {
	found := oneOfFamily
	for _, e := range s.bearers[s.d.Forms[n.last-1].Word] {
		switch o := &s.entities[e]; {
		case g == noGender || o.gender == noGender:
			return oneOfFamily
		case o.kind != Person || o.gender != g:
		case found >= 0:
			return oneOfFamily
		default:
			found = e
		}
	}
	return found
}

// goesOnSaying tells how much it speaks for a saying that it is the last one and
// in the same sentence: "Duarte said it was late, but she said it was no matter".
func (s *story) goesOnSaying(k, sent int) int {
	if k == len(s.said)-1 && s.d.SentenceOf(s.said[k].token) == sent && s.sourceScore(s.said[k].token) > asSource {
		return asLast
	}
	return 0
}

// inOwnQuote reports whether token i stands within the words that relation r
// quotes: whoever is named there is hardly the one who says them.
func (s *story) inOwnQuote(i, r int) bool {
	if r < 0 || s.quoted(i) < 0 {
		return false
	}
	for _, c := range s.relations[r].Content {
		if c.Contains(s.d.Tokens[i].Span) {
			return true
		}
	}
	return false
}

// inOwnContent reports whether token i stands within the words that relation r
// reports before its source: "A woman had died, she added."
func (s *story) inOwnContent(i, r int) bool {
	if r < 0 || len(s.relations[r].Source) == 0 {
		return false
	}
	if k := s.d.TokenAt(s.relations[r].Source[0].Start); k == 0 || s.d.Tokens[k-1].XPOS != lang.Comma {
		return false
	}
	at := s.d.Tokens[i].Span
	for _, c := range s.relations[r].Content {
		if c.Contains(at) && c.End <= s.relations[r].Source[0].Start {
			return true
		}
	}
	return false
}

// reported reports whether token i stands in what another says, which is not what
// its sentence is about.
func (s *story) reported(i int) bool {
	for k := len(s.said) - 1; k >= 0; k-- {
		r := &s.relations[s.said[k].relation]
		if s.d.SentenceOf(s.said[k].token) < s.d.SentenceOf(i) {
			return false
		}
		for _, c := range r.Content {
			if c.Contains(s.d.Tokens[i].Span) && r.Source[0].Start < c.Start {
				return true
			}
		}
	}
	return false
}

// sourceScore tells how much it speaks for somebody to be the source at token
// i: less for one by whom something was asked or told.
func (s *story) sourceScore(i int) int {
	for ; i < len(s.d.Tokens); i++ {
		switch s.d.Tokens[i].Rel {
		case lang.RelDet, lang.RelAmod, lang.RelCompound, lang.RelCase, lang.RelNmodPoss, lang.RelPunct:
			continue
		case lang.RelObl, lang.RelOblAgent, lang.RelObj:
			return asSource
		}
		break
	}
	return asSource + asSubject
}

// strangers takes in those without a name with whom a sentence begins: "The
// ringmaster was more modest."
func (s *story) strangers(cands []candidate, sent, quote, i int, g gender) []candidate {
	for k := max(0, sent-1); k <= sent; k++ {
		first := s.d.Sentences[k].First
		if first >= i || s.d.Tokens[first].XPOS != lang.DT || s.inOwnContent(first, s.reading) {
			continue
		}
		p, ok := s.read(first, min(s.d.Sentences[k].Last, i))
		if !ok || p.named || !p.noun.class.onePerson() || p.noun.gender != noGender && p.noun.gender != g || s.d.Tokens[p.head].XPOS != lang.NN {
			continue
		}
		if e := s.calledSo(p, Unnamed); e >= 0 && s.mayBe(e, g) {
			s.entities[e].mentions = append(s.entities[e].mentions, s.d.Span(p.first, p.end))
			cands = consider(cands, e, s.distanceScore(first, sent, quote)+asSubject+asTopic, first)
		}
	}
	return cands
}

// relatives takes in those without a name who belong to others, "his grandmother",
// in this sentence or the one before: nobody to be told, but in the way of others.
func (s *story) relatives(cands []candidate, sent, quote, i int, g gender) []candidate {
	if g == noGender {
		return cands
	}
	for t := s.d.Sentences[max(0, sent-1)].First + 1; t < i; t++ {
		if s.d.Tokens[t].XPOS != lang.NN || s.d.Tokens[t-1].XPOS != lang.PRPS || s.nouns[s.d.Forms[t].Word].gender != g || !s.closes(t+1) {
			continue
		}
		if k := s.nameFrom(t); k < len(s.names) && s.names[k].first <= t+2 {
			continue // "his mother, Ana Duarte"
		}
		cands = consider(cands, oneOfFamily, s.distanceScore(t, sent, quote), t)
	}
	return cands
}

// mayBe reports whether entity e is somebody of gender g.
func (s *story) mayBe(e int, g gender) bool {
	o := &s.entities[e]
	return (o.kind == Person || o.kind == Unnamed && !o.plural) && (o.gender == g || o.gender == noGender || g == noGender)
}

// consider gives the entity its best score.
func consider(cands []candidate, e, score, token int) []candidate {
	for k := range cands {
		if cands[k].entity == e {
			cands[k].score, cands[k].last = max(cands[k].score, score), max(cands[k].last, token)
			return cands
		}
	}
	return append(cands, candidate{e, score, token})
}

// nameScore tells how much a name speaks for its bearer.
func (s *story) nameScore(n *name, sent, quote int) int {
	score := s.distanceScore(n.first, sent, quote)
	if k := s.d.SentenceOf(n.first); k == sent-1 && s.d.Sentences[k].Paragraph == s.d.Sentences[sent].Paragraph && s.subject(n) && (quote >= 0 || !s.reported(n.first)) {
		score += asTopic
	}
	switch {
	case s.subject(n):
		score += asSubject
	case s.governed(n):
		score += asObject
	}
	return score
}

// subject reports whether a name is the subject of a clause, alone or with others.
func (s *story) subject(n *name) bool {
	if s.fronted(n) {
		return true
	}
	for t := n.first; t < n.last; t++ {
		switch s.clauseRel(t) {
		case lang.RelNsubj, lang.RelNsubjPass, lang.RelNsubjOuter:
			return true
		}
	}
	return false
}

// fronted reports whether a sentence begins with the phrase of a name: nothing
// but what describes it stands before.
func (s *story) fronted(n *name) bool {
	first := s.d.Sentences[s.d.SentenceOf(n.first)].First
	for i := n.first - 1; i >= first; i-- {
		switch x := s.d.Tokens[i].XPOS; {
		case x == lang.IN && i == first && n.last < len(s.d.Tokens) && s.d.Tokens[n.last].XPOS == lang.Comma: // "For Duarte, that is not enough."
			return true
		case x.Nominal(), x == lang.JJ, x == lang.DT, x == lang.PRPS, x == lang.POS, x == lang.Comma, x == lang.HYPH, x == lang.CC, x == lang.RB:
		default:
			return false
		}
	}
	return n.last < len(s.d.Tokens) && s.d.Tokens[n.last].XPOS != lang.POS
}

// clauseRel returns the relation of token t, that of its head where it is
// joined or in apposition to that.
func (s *story) clauseRel(t int) lang.Rel {
	const far = 3
	rel := s.d.Tokens[t].Rel
	for range far {
		h := s.d.Tokens[t].Head
		if h < 0 || rel != lang.RelConj && rel != lang.RelAppos && rel != lang.RelFlat {
			break
		}
		t, rel = h, s.d.Tokens[h].Rel
	}
	return rel
}

// governed reports whether a verb or a preposition stands before the phrase
// of a name.
func (s *story) governed(n *name) bool {
	i := n.first - 1
	for i >= 0 {
		switch x := s.d.Tokens[i].XPOS; {
		case x == lang.IN, x == lang.TO, x.Verbal():
			return true
		case x.Nominal(), x == lang.JJ, x == lang.DT, x == lang.PRPS, x == lang.POS, x == lang.OpenQuote:
			i--
		default:
			return false
		}
	}
	return false
}

func (s *story) distanceScore(token, sent, quote int) int {
	score := sameSentence
	if k := s.d.SentenceOf(token); k < sent {
		score = sentenceBefore - perSentence*(s.told(k, sent)-1)
	}
	if q := s.quoted(token); q != quote {
		score += inOtherQuote
	}
	return score
}

// told counts the sentences of [from, to) but those within a quotation, which
// are nearer to what stands behind it than they look.
func (s *story) told(from, to int) int {
	n := 1
	for k := from + 1; k < to; k++ {
		if st := s.d.Sentences[k]; s.quoted(st.First) < 0 || s.quoted(max(st.First, st.Last-2)) < 0 {
			n++
		}
	}
	return n
}

// byOuter takes in who the outer speaker of relation r is: in indirect speech
// the one most likely spoken of, in direct speech never.
func (s *story) byOuter(cands []candidate, r, quote int, g gender) []candidate {
	if r < 0 || s.relations[r].Within < 0 {
		return cands
	}
	outer := s.relations[r].Within
	for _, e := range s.of[outer] {
		k := slices.IndexFunc(cands, func(c candidate) bool { return c.entity == e })
		switch {
		case quote >= 0 && k >= 0:
			cands[k].score = 0
		case quote < 0 && k >= 0 && !s.byDocument(outer):
			cands[k].score += asOuter
		}
	}
	return cands
}

// overtaken reports whether somebody else who is known to be of gender g was
// met after e, and not within a quotation.
func (s *story) overtaken(e int, cands []candidate, g gender) bool {
	k := slices.IndexFunc(cands, func(c candidate) bool { return c.entity == e })
	return slices.ContainsFunc(cands, func(c candidate) bool {
		return c.entity != e && c.entity >= 0 && (s.entities[c.entity].gender == g || s.entities[c.entity].kind == Unnamed) && c.last > cands[k].last && c.score > 0 && cands[k].score-c.score < overtakenBy
	})
}

// clearest returns the candidate that is well ahead of all others, -1 if none is.
func clearest(cands []candidate) int {
	best, second := candidate{entity: -1}, 0
	for _, c := range cands {
		if c.score > best.score {
			best, second = c, best.score
		} else {
			second = max(second, c.score)
		}
	}
	if best.score < enough && (len(cands) > 1 || best.score < enoughAlone) || best.score-second < clearBy {
		return -1
	}
	return max(-1, best.entity)
}
