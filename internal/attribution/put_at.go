package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// putProb is the confidence of an estimate in the set phrase "put the toll at 12".
const putProb = .85

// maxPut is how many tokens may stand between "put" and "at".
const maxPut = 10

// putAt adds to kept the estimates that the finders missed: "the ministry put
// the damage at 4 million". The corpus has hardly any.
func (s *Scene) putAt(kept []Candidate) []Candidate {
	kept = slices.DeleteFunc(kept, func(c Candidate) bool { return s.putsThings(&c) })
	known := map[int]bool{}
	for _, c := range kept {
		mark(known, c.Cue)
	}
	for v := range s.words {
		w := &s.words[v]
		if !putVerbs[w.lemma] || !w.tag.Verbal() || known[v] || w.subj < 0 || int(w.subj) > v || w.quote != quoteOut {
			continue
		}
		if end := s.putEnd(v); end > v+1 {
			subject := s.words[w.subj]
			kept = append(kept, Candidate{Cue: s.verbPhrase(int(subject.right)+1, v), Source: run(int(subject.left), int(subject.right)+1), Content: run(v+1, end), CueProb: putProb, Prob: putProb})
		}
	}
	return kept
}

// putEnd returns where the number ends that the verb at v puts something at, v
// if it puts nothing at a number.
func (s *Scene) putEnd(v int) int {
	st := s.Doc.Sentences[s.words[v].sent]
	at := v + 1
	for ; at < min(st.Last, v+maxPut); at++ {
		if s.wordAt(at) == atWord {
			break
		}
		if x := s.words[at].tag; x.Verbal() && x != lang.VBN || x == lang.MD || x == lang.Colon || x == lang.WDT {
			return v
		}
	}
	if at >= min(st.Last, v+maxPut) || at == v+1 {
		return v
	}
	end, number := at+1, false
	for ; end < st.Last; end++ {
		x := s.words[end].tag
		number = number || x == lang.CD
		if !x.Nominal() && !adjectival(x) && x != lang.CD && x != lang.Dollar && x != lang.DT && x != lang.CC && x != lang.HYPH && x != lang.TO && x != lang.RBR && !isAdverb(x) && !(x == lang.IN && withNumbers[s.wordAt(end)]) {
			break
		}
	}
	for end > at+1 && (s.words[end-1].tag == lang.CC || s.words[end-1].tag == lang.IN || s.words[end-1].tag == lang.DT) {
		end--
	}
	if !number {
		return v
	}
	return s.withIncluded(end)
}

// withIncluded returns where ", including five children" ends if it starts at
// token end, else end.
func (s *Scene) withIncluded(end int) int {
	if end+1 >= len(s.words) || s.words[end].tag != lang.Comma || s.wordAt(end+1) != includingWord {
		return end
	}
	if h := int(s.words[end+1].head); h > end {
		return int(s.words[h].right) + 1
	}
	return end
}

// putsThings reports whether c puts something at a place, not at a number:
// "put the child at the front of the queue".
func (s *Scene) putsThings(c *Candidate) bool {
	if !putVerbs[s.words[s.cueHead(c.Cue)].lemma] || !s.words[s.cueHead(c.Cue)].tag.Verbal() {
		return false
	}
	at := false
	for _, i := range c.Content {
		if s.words[i].tag == lang.CD || s.words[i].quote != quoteOut {
			return false
		}
		at = at || s.wordAt(i) == atWord
	}
	return at
}

var (
	includingWord = lang.WordHash("including")
	putVerbs      = hashed("put place peg")
	withNumbers   = hashed("between of than about around over under at up")
)
