package attribution

import "github.com/onrecord/onrecord/internal/lang"

// withheldProb is the confidence of a statement withheld in a set phrase.
const withheldProb = .9

// maxWithheld is how far back from "comment" its verb may stand, in tokens.
const maxWithheld = 10

// withheld adds to kept the statements that set phrases say were withheld and
// that the finders missed: "did not respond to a request for comment", "could
// not be reached for comment".
func (s *Scene) withheld(kept []Candidate) []Candidate {
	known := map[int]bool{}
	for _, c := range kept {
		mark(known, c.Cue)
		mark(known, c.Content)
	}
	for i := range s.words {
		if s.wordAt(i) != commentLemma || s.wordAt(i-1) != forLemma && !seeking[s.wordAt(i-1)] || known[i] || s.words[i].quote != quoteOut {
			continue
		}
		if c, ok := s.withheldAt(i); ok {
			kept = append(kept, c)
		}
	}
	return kept
}

// withheldAt reads the phrase that ends in "for comment", the token i.
func (s *Scene) withheldAt(i int) (Candidate, bool) {
	st := s.Doc.Sentences[s.words[i].sent]
	for v := i - 2; v >= max(st.First, i-maxWithheld); v-- {
		w := &s.words[v]
		if !w.tag.Verbal() && !(w.tag == lang.JJ && reachable[w.lemma]) {
			continue
		}
		requested := answering[w.lemma]
		if !requested && !reachable[w.lemma] {
			continue
		}
		c := Candidate{Cue: s.verbPhrase(st.First, v), Prob: withheldProb, CueProb: withheldProb}
		if !s.denied(c.Cue, w) {
			return c, false
		}
		from := i
		if requested {
			from = v + 1
			if s.words[from].lemma == toLemma {
				c.Cue = append(c.Cue, from)
				from++
			}
		} else {
			c.Cue = append(c.Cue, run(v+1, i)...)
		}
		c.Content = run(from, i+1)
		if w.subj >= 0 {
			c.Source = run(int(s.words[w.subj].left), int(s.words[w.subj].right)+1)
		}
		return c, len(c.Source) > 0 && c.Source[len(c.Source)-1] < c.Cue[0]
	}
	return Candidate{}, false
}

// verbPhrase returns the verb at v with the auxiliaries, negations and adverbs
// right before it.
func (s *Scene) verbPhrase(first, v int) []int {
	from := v
	for from > first {
		w := &s.words[from-1]
		if w.tag != lang.MD && !isAdverb(w.tag) && !(w.tag.Verbal() && auxiliary[w.lemma]) {
			break
		}
		from--
	}
	return run(from, v+1)
}

// denied reports whether the verb w, with the tokens of its cue, is negated, by
// a "not" or by its subject: "neither the firm nor the port".
func (s *Scene) denied(cue []int, w *word) bool {
	for _, i := range cue {
		if isNot(s.Doc.Word(i)) {
			return true
		}
	}
	if w.subj < 0 {
		return false
	}
	first := s.wordAt(int(s.words[w.subj].left))
	return negativeSubjects[first]
}

var (
	seeking          = hashed("seeking requesting")
	answering        = hashed("respond reply answer return")
	reachable        = hashed("reach available contact reachable")
	auxiliary        = hashed("do have be")
	negativeSubjects = hashed("neither no nobody none")
)
