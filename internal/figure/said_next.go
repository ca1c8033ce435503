package figure

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// maxNext is how many sentences behind a statement the quotation of the same
// speaker may stand that dates both.
const maxNext = 1

// fromNext gives relations without a date that of a quotation right behind them by
// which the same speaker goes on: 'Leal said the tanks were full. "We are ready,"
// he told Radio Velsund on Monday.'
func (s *sayings) fromNext(out []Date, speakers [][]int) {
	for i := len(s.relations) - 2; i >= 0; i-- {
		if out[i].Len() > 0 || len(speakers[i]) == 0 || s.relations[i].Within >= 0 || len(s.relations[i].Cue) == 0 {
			continue
		}
		if j := s.nextOf(out, speakers, i); j >= 0 {
			out[i] = out[j]
		}
	}
}

// sameBreath reports whether relations i and j of one speaker stand in one sentence,
// and the one behind it dated j: "denied it and vowed to reply. In a statement on
// Monday, it".
func (s *sayings) sameBreath(out []Date, speakers [][]int, i, j int) bool {
	if j >= len(s.relations) || out[j].Len() == 0 || !slices.Equal(speakers[i], speakers[j]) || len(s.relations[j].Cue) == 0 {
		return false
	}
	c, ok := s.clauseOf(i)
	cue := s.d.TokenAt(s.relations[j].Cue[0].Start)
	return ok && cue < s.last && out[j].Start > s.d.Tokens[s.last-1].Start && s.d.Tokens[c.verb].XPOS == lang.VBD && s.d.Tokens[cue].XPOS == lang.VBD && s.speech(&c) && !s.moved(&c) && !s.newOccasion(&c)
}

// sameSubject reports whether relations i and j of one speaker stand in one sentence and
// have one subject, and that sentence dates j: "have confirmed 1,306 cases, and warned
// on Tuesday that".
func (s *sayings) sameSubject(out []Date, speakers [][]int, i, j int) bool {
	if j >= len(s.relations) || out[j].Len() == 0 || !s.fresh(&out[j]) || !slices.Equal(speakers[i], speakers[j]) {
		return false
	}
	o, r := &s.relations[i], &s.relations[j]
	if len(o.Source) == 0 || len(r.Source) == 0 || len(r.Cue) == 0 || o.Source[0] != r.Source[0] {
		return false
	}
	c, ok := s.clauseOf(i)
	cue := s.d.TokenAt(r.Cue[0].Start)
	if !ok || cue <= c.cueEnd || cue >= s.last || out[j].Start < r.Cue[0].Start || out[j].Start > s.d.Tokens[s.last-1].Start || s.moved(&c) || s.newOccasion(&c) {
		return false
	}
	x := s.d.Tokens[c.verb].XPOS
	return s.d.Tokens[cue].XPOS == lang.VBD && s.d.Tokens[cue-1].XPOS == lang.CC && (x == lang.VBD || x == lang.VBN) && plainCues[s.d.Forms[c.verb].Lemma] && !s.datedBetween(s.d.Tokens[c.srcFirst].Start, r.Cue[0].Start)
}

// nextOf returns the relation behind i whose occasion is that of i, -1 for none.
func (s *sayings) nextOf(out []Date, speakers [][]int, i int) int {
	j := i + 1
	for j < len(s.relations) && (s.relations[j].Within >= 0 || s.relations[j].Continues >= 0) {
		j++
	}
	if s.sameBreath(out, speakers, i, j) || s.sameSubject(out, speakers, i, j) {
		return j
	}
	if j == len(s.relations) || out[j].Len() == 0 || !slices.Equal(speakers[i], speakers[j]) || len(s.relations[j].Cue) == 0 || s.relations[j].Kind == attribution.Indirect && !(s.fresh(&out[j]) && s.goesOnDated(i, j)) || out[j].To.Sub(out[j].From) > week {
		return -1
	}
	c, ok := s.clauseOf(i)
	if !ok || s.d.Layout.Headline.Overlaps(s.relations[i].Cue[0]) || s.d.Tokens[c.verb].XPOS != lang.VBD || !s.speech(&c) || s.moved(&c) || s.newOccasion(&c) || s.datedSentence() {
		return -1
	}
	at, cue := s.d.SentenceOf(c.cueFirst), s.d.TokenAt(s.relations[j].Cue[0].Start)
	next, ok := s.clauseOf(j)
	if !ok || s.d.Tokens[next.verb].XPOS != lang.VBD || s.relations[j].Content[0].Start > s.d.Tokens[cue].Start && !s.goesOnDated(i, j) || s.moved(&next) {
		return -1 // what is quoted stands first, and its cue tells the occasion
	}
	if n := s.d.SentenceOf(cue) - at; n < 1 || n > maxNext || out[j].Start < s.d.Tokens[s.first].Start || s.datedBetween(s.relations[i].Cue[0].End, out[j].Start) {
		return -1
	}
	return j
}
