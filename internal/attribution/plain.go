package attribution

import "github.com/onrecord/onrecord/internal/lang"

// plainProb is the confidence of a report that the tree leaves no doubt about
// though the judge has some.
const plainProb = .6

// lift raises the confidence of the candidates that are plainly reports: a
// speaker, right behind it a verb of saying, and right behind that "that".
func (s *Scene) lift(cands []Candidate) {
	for k := range cands {
		c := &cands[k]
		if c.Prob < plainProb && c.layout == layoutNone && s.plain(c) {
			c.Prob = plainProb
		}
		if c.Prob < withheldProb && len(c.Source) > 0 && s.neitherNor(c.Cue) {
			c.Prob = withheldProb
		}
	}
}

// neitherNor reports whether a cue neither confirms nor denies.
func (s *Scene) neitherNor(cue []int) bool {
	both := 0
	for _, i := range cue {
		if l := s.words[i].lemma; l == confirmLemma || l == denyLemma {
			both++
		}
	}
	return both == 2
}

// plain reports whether c is "a source that said that …".
func (s *Scene) plain(c *Candidate) bool {
	if len(c.Source) == 0 || len(c.Content) == 0 {
		return false
	}
	h := s.cueHead(c.Cue)
	w := &s.words[h]
	if !w.tag.Verbal() || w.tag == lang.VB || w.tag == lang.VBG || reporting[w.lemma]&withClause == 0 || w.quote != quoteOut {
		return false
	}
	if s.tailSaid(c, h) {
		return true
	}
	that := s.thatAfter(h)
	if that < 0 || !contains(c.Content, that) || c.Content[0] < h {
		return false
	}
	last := c.Source[len(c.Source)-1]
	return last < h && s.onlyAdverbs(last+1, h) && !s.mute(c.Source)
}

// tailSaid reports whether the cue with the verb h closes its sentence, after
// its source, a comma, and the content from the sentence's start: "Hundreds
// remain in the camps, the group estimates."
func (s *Scene) tailSaid(c *Candidate, h int) bool {
	st := s.Doc.Sentences[s.words[h].sent]
	n := len(c.Content)
	return c.Content[0] == s.Doc.PastDateline(st.First) && c.Content[n-1] == c.Content[0]+n-1 && n > 3 &&
		(c.Content[n-1] == c.Source[0]-2 || c.Content[n-1] == c.Source[0]-1) && s.words[c.Source[0]-1].tag == lang.Comma &&
		c.Source[len(c.Source)-1]+1 == c.Cue[0] && c.Cue[len(c.Cue)-1]+2 >= st.Last && s.finite(c.Content[0], c.Content[n-1]+1)
}

// maxDay is how many tokens of a day or a place may stand between a verb and
// its "that".
const maxDay = 6

// thatAfter returns the "that" which a clause of the verb at v starts with, past
// the time and place it was said at; -1 if there is none.
func (s *Scene) thatAfter(v int) int {
	for i := v + 1; i < min(len(s.words), v+2+maxDay) && s.words[i].sent == s.words[v].sent; i++ {
		w := &s.words[i]
		switch {
		case w.tag == lang.IN && s.wordAt(i) == thatWord:
			return i
		case w.tag == lang.IN, w.tag.Nominal(), w.tag == lang.DT, w.tag == lang.JJ, w.tag == lang.CD, isAdverb(w.tag), w.tag == lang.Comma:
		default:
			return -1
		}
	}
	return -1
}

// onlyAdverbs reports whether nothing but adverbs, auxiliaries and marks stands
// in [first, last).
func (s *Scene) onlyAdverbs(first, last int) bool {
	for i := first; i < last; i++ {
		w := &s.words[i]
		if !isAdverb(w.tag) && w.tag != lang.Comma && w.tag != lang.MD && !(w.tag.Verbal() && auxiliary[w.lemma]) && !calendar[s.wordAt(i)] {
			return false
		}
	}
	return true
}
