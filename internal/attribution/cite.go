package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// maxCited is how many tokens a cited source may have.
const maxCited = 20

// cite adds to kept what somebody says by citing somebody: "the daily, citing
// two officials, reported that the ferry had sunk" is the daily's statement and,
// within it, the officials'.
func (s *Scene) cite(kept []Candidate) []Candidate {
	out := make([]Candidate, 0, len(kept))
	var cited []Candidate
	for _, c := range kept {
		if i := s.citing(&c); i >= 0 {
			end := s.citedEnd(i)
			in := func(t int) bool { return i <= t && t < end }
			c.Source = slices.DeleteFunc(slices.Clone(c.Source), in)
			content := slices.DeleteFunc(slices.Clone(c.Content), in)
			if len(content) > 0 && len(c.Source) > 0 {
				c.Content = content
				cited = append(cited, Candidate{Cue: []int{i}, Source: run(i+1, end), Content: content, CueProb: c.CueProb, Prob: c.Prob * joinedProb, cites: true})
			}
		}
		out = append(out, c)
	}
	if len(cited) == 0 {
		return kept
	}
	out = slices.DeleteFunc(out, func(c Candidate) bool {
		return slices.ContainsFunc(cited, func(o Candidate) bool { return contains(c.Cue, o.Cue[0]) })
	})
	return append(out, cited...)
}

// citing returns the token of "citing" or "quoting" that belongs to c: right
// behind its source, its cue or its content; -1 if there is none.
func (s *Scene) citing(c *Candidate) int {
	st := s.Doc.Sentences[s.words[c.Cue[0]].sent]
	for i := st.First; i < st.Last; i++ {
		w := &s.words[i]
		if w.tag != lang.VBG || !citingVerbs[w.lemma] || w.quote != quoteOut || contains(c.Cue, i) || s.citedEnd(i) == i+1 {
			continue
		}
		before := i - 1
		if x := s.tagAt(before); x == lang.IN || x == lang.RB { // "without citing"
			continue
		}
		for before > st.First && s.words[before].tag == lang.Comma {
			before--
		}
		for _, toks := range [][]int{c.Source, c.Cue, c.Content} {
			if len(toks) > 0 && contains(toks, before) {
				return i
			}
		}
	}
	return -1
}

// citedEnd returns where the noun phrase behind "citing" at i ends, i+1 if none
// follows.
func (s *Scene) citedEnd(i int) int {
	end := s.phraseEnd(i + 1)
	if end == i+1 {
		return end
	}
	h := end - 1
	for k := i + 1; k < end; k++ {
		if int(s.words[k].head) == i {
			h = k
		}
	}
	if right := int(s.words[h].right) + 1; right > end && right-i <= maxCited {
		end = right
	}
	for end > i+2 && (s.words[end-1].tag == lang.Comma || s.words[end-1].tag == lang.Period) {
		end--
	}
	return end
}

var citingVerbs = hashed("cite quote")

// phraseEnd returns where the noun phrase that starts at token i ends, without
// what is attached to it; i if none starts there.
func (s *Scene) phraseEnd(i int) int {
	j, noun := i, false
	for ; j < len(s.words) && s.words[j].sent == s.words[i].sent; j++ {
		switch x := s.words[j].tag; {
		case x.Nominal():
			if calendar[s.wordAt(j)] && noun {
				return j
			}
			noun = true
			continue
		case x == lang.PRP && j == i:
			return j + 1
		case x == lang.POS && noun, x == lang.HYPH:
			continue
		case !noun && (x == lang.DT || x == lang.PRPS || x == lang.JJ || x == lang.VBN || x == lang.CD || x == lang.VBG && j > i),
			x == lang.JJ && noun && s.tagAt(j-1) == lang.POS:
			continue
		}
		break
	}
	if !noun {
		return i
	}
	return j
}

// calendar are words for days, months and the times of a day.
var calendar = hashed(`monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june july august september october november december
		jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. morning afternoon evening night week month year weekend`)
