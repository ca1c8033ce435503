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

// nextOf returns the relation behind i whose occasion is that of i, -1 for none.
func (s *sayings) nextOf(out []Date, speakers [][]int, i int) int {
	j := i + 1
	for j < len(s.relations) && (s.relations[j].Within >= 0 || s.relations[j].Continues >= 0) {
		j++
	}
	if j == len(s.relations) || out[j].Len() == 0 || !slices.Equal(speakers[i], speakers[j]) || len(s.relations[j].Cue) == 0 || s.relations[j].Kind == attribution.Indirect || out[j].To.Sub(out[j].From) > week {
		return -1
	}
	c, ok := s.clauseOf(i)
	if !ok || s.d.Layout.Headline.Overlaps(s.relations[i].Cue[0]) || s.d.Tokens[c.verb].XPOS != lang.VBD || !s.speech(&c) || s.moved(&c) || s.newOccasion(&c) || s.datedSentence() {
		return -1
	}
	at, cue := s.d.SentenceOf(c.cueFirst), s.d.TokenAt(s.relations[j].Cue[0].Start)
	next, ok := s.clauseOf(j)
	if !ok || s.d.Tokens[next.verb].XPOS != lang.VBD || s.relations[j].Content[0].Start > s.d.Tokens[cue].Start || s.moved(&next) {
		return -1 // what is quoted stands first, and its cue tells the occasion
	}
	if n := s.d.SentenceOf(cue) - at; n < 1 || n > maxNext || out[j].Start < s.d.Tokens[s.first].Start || s.datedBetween(s.relations[i].Cue[0].End, out[j].Start) {
		return -1
	}
	return j
}
