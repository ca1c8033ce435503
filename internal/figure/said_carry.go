package figure

import (
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// carry gives the relations without a date of their own that of the occasion
// which they go on with: the relation they continue, or what the same speaker
// said just before.
func (s *sayings) carry(out []Date, speakers [][]int) {
	for i := range s.relations {
		r := &s.relations[i]
		if out[i].Len() > 0 {
			continue
		}
		if r.Continues >= 0 {
			out[i] = out[r.Continues]
			continue
		}
		if s.quotedAsSaying(i) {
			out[i] = out[r.Within]
			continue
		}
		if len(r.Cue) == 0 { // a quotation without a word of saying goes on from what stands before it
			if i > 0 && (len(speakers[i]) > 0 && slices.Equal(speakers[i], speakers[i-1]) || s.quotesOn(i)) {
				out[i] = out[i-1]
			}
			continue
		}
		if j := s.sameOccasion(out, speakers, i); j >= 0 {
			out[i] = out[j]
		} else if j := s.sameDay(out, i); j >= 0 {
			out[i] = out[j]
		} else if j := s.spokesman(out, i); j >= 0 {
			out[i] = out[j]
		} else if j := s.officer(out, i); j >= 0 {
			out[i] = out[j]
		} else if j := s.pronounOn(out, speakers, i); j >= 0 {
			out[i] = out[j]
		}
	}
}

// quotedAsSaying reports whether relation i is what the one around it quotes
// somebody "as saying".
func (s *sayings) quotedAsSaying(i int) bool {
	r := &s.relations[i]
	if r.Within < 0 || len(r.Cue) == 0 {
		return false
	}
	k := s.d.TokenAt(r.Cue[0].Start)
	return k > 0 && s.d.Forms[k-1].Word == wordAs
}

// quotesOn reports whether relation i, which has no words of saying and whose
// speaker nobody names, quotes on right after the sentence of the one before.
func (s *sayings) quotesOn(i int) bool {
	o, r := &s.relations[i-1], &s.relations[i]
	if len(o.Cue) == 0 || o.Kind != attribution.Direct || r.Kind != attribution.Direct || len(r.Source) > 0 {
		return false
	}
	from := s.d.SentenceOf(s.d.TokenAt(o.Cue[0].Start))
	return s.d.SentenceOf(s.d.TokenAt(r.Content[0].Start)) == from+1
}

// speech reports whether the cue of c is but a word for speaking.
func (s *sayings) speech(c *clause) bool {
	x := s.d.Tokens[c.verb].XPOS
	if x == lang.VB && c.verb > s.first && s.withheld(c.verb) {
		return true // would not say
	}
	l := s.d.Forms[c.verb].Lemma
	if s.mistagged(c) {
		return true
	}
	if x == lang.VBD && showing[l] && c.srcEnd-c.srcFirst == 1 && s.d.Tokens[c.srcFirst].XPOS == lang.PRP {
		return true // "It found", of the report that the sentence before dates
	}
	return (x == lang.VBD || x == lang.VBG) && (plainCues[l] || reactions[l])
}

// mistagged reports whether the cue of c is a participle after a comma that was
// taken for a noun: "said Wednesday, warning that".
func (s *sayings) mistagged(c *clause) bool {
	return c.verb > s.first && c.verb == c.cueFirst && s.d.Tokens[c.verb].XPOS == lang.NN && s.d.Tokens[c.verb-1].XPOS == lang.Comma && strings.HasSuffix(s.d.Word(c.verb), "ing")
}

var showing = dateSet("find show conclude record note list count identify detail document recommend")

// withheld reports whether "would not", "did not" stands before verb v.
func (s *sayings) withheld(v int) bool {
	for k := max(s.first+1, v-3); k < v; k++ {
		if x := s.d.Tokens[k-1].XPOS; negations[s.d.Forms[k].Word] && (x == lang.VBD || x == lang.MD && !s.is(k-1, wWill)) {
			return true
		}
	}
	return false
}

var negations = dateSet("not n't")

// newOccasion reports whether the cue of c is followed by an occasion of its own:
// "said at a rally".
func (s *sayings) newOccasion(c *clause) bool {
	end := s.last
	for _, p := range s.relations[c.relation].Content {
		if k := s.d.TokenAt(p.Start); k >= c.cueEnd {
			end = min(end, k)
			break
		}
	}
	for k := c.cueEnd; k < end; k++ {
		if s.occasion(k) && (k < c.srcFirst || k >= c.srcEnd) {
			return true
		}
	}
	return false
}

var plainCues = dateSet(`say add tell note continue insist explain warn ask argue stress acknowledge describe call emphasise emphasize
concede joke recall reply answer respond claim assert contend observe remark state declare admit confirm deny point cite warn urge refuse decline
promise vow pledge predict estimate suggest hint propose demand appeal express voice quip mention conclude comment reveal disclose allege maintain
reiterate repeat put call shout chant cry scream joke stop apologise apologize thank caution clarify elaborate`)

// maxBack is how many relations back the occasion is looked for.
const maxBack = 20

// maxCarry is how many sentences on a date is carried.
const maxCarry = 3

// sameOccasion returns the relation before i whose occasion goes on with i, -1
// for none: the last one of the same speaker, in the sentence or the three before,
// with nobody else and no other date between.
func (s *sayings) sameOccasion(out []Date, speakers [][]int, i int) int {
	c, ok := s.clauseOf(i)
	if !ok || len(speakers[i]) == 0 || s.relations[i].Within >= 0 || !s.speech(&c) || s.moved(&c) || s.newOccasion(&c) && !s.onlyPlace(&c, i) {
		return -1
	}
	at := s.d.SentenceOf(c.cueFirst)
	for j := i - 1; j >= max(0, i-maxBack); j-- {
		o := &s.relations[j]
		if len(o.Cue) == 0 || o.Within >= 0 {
			continue
		}
		cue := s.d.TokenAt(o.Cue[0].Start)
		if at-s.d.SentenceOf(cue) > maxCarry || !slices.Equal(speakers[j], speakers[i]) && !s.addition(&c) {
			return -1
		}
		if x := s.d.Tokens[cue].XPOS; out[j].Len() == 0 && (x == lang.VBZ || x == lang.VBP) {
			return -1 // it is what they say, not what they said then
		}
		if out[j].Len() > 0 {
			if s.goesOn(&c, cue) && (s.narrow(&out[j]) || !s.breaks(cue, c.cueFirst)) && !s.datedBetween(out[j].End, s.d.Tokens[c.cueFirst].Start) {
				return j
			}
			return -1
		}
	}
	return -1
}

// sameDay returns the last relation before i, in one of the sentences just before,
// whose day is that of the news, if i was said "later", -1 for none.
func (s *sayings) sameDay(out []Date, i int) int {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || !s.speech(&c) || !s.sequel(&c) {
		return -1
	}
	at := s.d.SentenceOf(c.cueFirst)
	for j := i - 1; j >= max(0, i-maxBack); j-- {
		o := &s.relations[j]
		if len(o.Cue) == 0 || o.Within >= 0 {
			continue
		}
		if at-s.d.SentenceOf(s.d.TokenAt(o.Cue[0].Start)) > maxLater || s.datedBetween(o.Cue[0].End, s.d.Tokens[c.cueFirst].Start) && out[j].Len() == 0 {
			return -1
		}
		if out[j].Len() > 0 {
			if s.fresh(&out[j]) {
				return j
			}
			return -1
		}
	}
	return -1
}

// maxLater is how many sentences on "later" may count from a day.
const maxLater = 5

// narrow reports whether t tells the time of an occasion well enough to carry it
// over paragraphs: to the month.
func (s *sayings) narrow(t *Date) bool {
	return t.To.Sub(t.From) < 31*24*time.Hour
}

// breaks reports whether a paragraph ends between the tokens from and to.
func (s *sayings) breaks(from, to int) bool {
	for k := s.d.SentenceOf(from) + 1; k <= s.d.SentenceOf(to); k++ {
		if s.startsParagraph(k) {
			return true
		}
	}
	return false
}

// goesOn reports whether the verb of c is in the tense of the cue at token
// other, or goes on with it: "called for calm, saying".
func (s *sayings) goesOn(c *clause, other int) bool {
	verb := s.d.Tokens[c.verb].XPOS
	if other >= s.first {
		return s.goesOnAt(c)
	}
	for other+1 < len(s.d.Tokens) && s.d.Tokens[other].XPOS == lang.RB { // later told
		other++
	}
	x := s.d.Tokens[other].XPOS
	if x == lang.MD || x == lang.VBN { // would not say; "thanked them but ruled out", which was taken for a participle
		x = lang.VBD
	}
	if x == lang.NN && strings.HasSuffix(s.d.Word(other), "ing") { // "said Wednesday, warning", which was taken for a noun
		x = lang.VBG
	}
	return verb == x || verb == lang.VB && x == lang.VBD || verb == lang.VBD && x == lang.VBG
}

// addition reports whether the cue of c goes on with what was said before,
// whoever "she" was taken for: "she added".
func (s *sayings) addition(c *clause) bool {
	return additions[s.d.Forms[c.verb].Lemma] && c.srcEnd-c.srcFirst == 1 && s.d.Tokens[c.srcFirst].XPOS == lang.PRP
}

var additions = dateSet("add continue")

// onlyPlace reports whether what is quoted of c only adds where it was said, right
// after the first words of the same speaker, which tell no place.
func (s *sayings) onlyPlace(c *clause, i int) bool {
	if i == 0 || s.relations[i].Kind != attribution.Direct && !s.inWriting(c) {
		return false
	}
	o := &s.relations[i-1]
	if len(o.Cue) == 0 {
		return false
	}
	cue := s.d.TokenAt(o.Cue[0].Start)
	st := s.d.Sentences[s.d.SentenceOf(cue)]
	for k := st.First; k < st.Last; k++ {
		if s.occasion(k) && !holds(o.Content, s.d.Tokens[k].Span) {
			return false
		}
	}
	return s.d.Sentences[s.d.SentenceOf(s.d.TokenAt(s.relations[i].Content[0].Start))].First == st.Last
}

// inWriting reports whether "in a statement" or the like follows the cue of c.
func (s *sayings) inWriting(c *clause) bool {
	k := c.cueEnd
	return k+2 < s.last && s.d.Forms[k].Word == inHash && s.is(k+1, wA) && writings[s.d.Forms[k+2].Lemma]
}

var (
	inHash   = lang.WordHash("in")
	refusing = dateSet("refuse decline")
	writings = dateSet("statement release filing report email e-mail document letter")
)

// datedBetween reports whether a date that nobody utters stands between bytes
// from and to.
func (s *sayings) datedBetween(from, to int) bool {
	for k := s.dateFrom(from); k < len(s.dates) && s.dates[k].Start < to; k++ {
		if len(s.told[k]) == 0 {
			return true
		}
	}
	return false
}
