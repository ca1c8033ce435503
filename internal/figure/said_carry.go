package figure

import (
	"slices"

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
		if len(r.Cue) == 0 { // a quotation without a word of saying goes on from what stands before it
			if i > 0 && len(speakers[i]) > 0 && slices.Equal(speakers[i], speakers[i-1]) {
				out[i] = out[i-1]
			}
			continue
		}
		if j := s.sameOccasion(out, speakers, i); j >= 0 {
			out[i] = out[j]
		}
	}
}

// speech reports whether the cue of c is but a word for speaking.
func (s *sayings) speech(c *clause) bool {
	x := s.d.Tokens[c.verb].XPOS
	return (x == lang.VBD || x == lang.VBG) && plainCues[s.d.Forms[c.verb].Lemma]
}

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
concede joke recall reply answer respond claim assert contend observe remark state declare admit confirm deny point cite`)

// maxBack is how many relations back the occasion is looked for.
const maxBack = 20

// maxCarry is how many sentences on a date is carried.
const maxCarry = 2

// sameOccasion returns the relation before i whose occasion goes on with i, -1
// for none: the last one of the same speaker, in the sentence or the two before,
// with nobody else and no other date between.
func (s *sayings) sameOccasion(out []Date, speakers [][]int, i int) int {
	c, ok := s.clauseOf(i)
	if !ok || len(speakers[i]) == 0 || s.relations[i].Within >= 0 || !s.speech(&c) || s.newOccasion(&c) {
		return -1
	}
	at := s.d.SentenceOf(c.cueFirst)
	for j := i - 1; j >= max(0, i-maxBack); j-- {
		o := &s.relations[j]
		if len(o.Cue) == 0 || o.Within >= 0 {
			continue
		}
		cue := s.d.TokenAt(o.Cue[0].Start)
		if at-s.d.SentenceOf(cue) > maxCarry || !slices.Equal(speakers[j], speakers[i]) {
			return -1
		}
		if out[j].Len() > 0 {
			if s.goesOn(&c, cue) && !s.datedBetween(out[j].End, s.d.Tokens[c.cueFirst].Start) {
				return j
			}
			return -1
		}
	}
	return -1
}

// goesOn reports whether the verb of c is in the tense of the cue at token
// other, or goes on with it: "called for calm, saying".
func (s *sayings) goesOn(c *clause, other int) bool {
	verb := s.d.Tokens[c.verb].XPOS
	if other >= s.first {
		return verb == lang.VBG
	}
	return verb == s.d.Tokens[other].XPOS
}

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
