package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// mendContent puts right the content of c: what is asked in the words before a
// saying is not said, what a relative clause rejects is its antecedent alone,
// and when somebody denied a thing is no part of it.
func (s *Scene) mendContent(c *Candidate) {
	if c.layout != layoutNone || len(c.Content) == 0 {
		return
	}
	c.Content = s.withoutQuestion(c)
	c.Content = s.antecedentOnly(c)
	c.Content = s.objectOnly(c)
	c.Content = s.withCharge(c)
}

// withCharge returns the content of an accusation with what somebody is
// accused of, where a day parts it from whom: "accused Velmar on Tuesday of
// massing tanks".
func (s *Scene) withCharge(c *Candidate) []int {
	if s.words[s.cueHead(c.Cue)].lemma != accuseLemma {
		return c.Content
	}
	last := c.Content[len(c.Content)-1]
	for i := last + 2; i < min(len(s.words), last+maxTime) && s.words[i].sent == s.words[last].sent; i++ {
		if s.wordAt(i) != ofWord {
			continue
		}
		if h := int(s.words[i].head); h > i && s.onlyTime(run(last+1, i)) {
			return append(slices.Clone(c.Content), run(i, int(s.words[h].right)+1)...)
		}
		break
	}
	return c.Content
}

var accuseLemma = lang.WordHash("accuse")

// maxTime is how many tokens a day may take: "late on Tuesday".
const maxTime = 6

// trailing returns the report of a participle that c, whose content stands
// before its cue, has taken for more of its content: "It had sunk, the army said
// Tuesday, warning that …".
func (s *Scene) trailing(c *Candidate, cues map[int]bool) (Candidate, bool) {
	h := s.cueHead(c.Cue)
	if len(c.Source) == 0 || c.Content[0] > h {
		return Candidate{}, false
	}
	for k, i := range c.Content {
		w := &s.words[i]
		if i < h || w.quote != quoteOut || cues[i] || s.tagAt(i-1) != lang.Comma || s.wordAt(i+1) != thatWord || w.tag != lang.VBG && s.wordAt(i) != warningWord {
			continue
		}
		out, ok := s.splitAt(c, k, i)
		n := len(c.Content)
		for n > 0 && c.Content[n-1] > h && s.words[c.Content[n-1]].tag == lang.Comma {
			n--
		}
		first := n
		for first > 0 && c.Content[first-1] > h {
			first--
		}
		if s.onlyTime(c.Content[first:n]) {
			n = first
		}
		c.Content = c.Content[:n]
		return out, ok
	}
	return Candidate{}, false
}

// warningWord is what the tagger takes for a noun as often as not.
var warningWord = lang.WordHash("warning")

// withoutQuestion returns the content of c without the question in the words
// that its sentence starts with: "Asked whether he would resign, Cole said no."
func (s *Scene) withoutQuestion(c *Candidate) []int {
	st := s.Doc.Sentences[s.words[c.Cue[0]].sent]
	comma := s.questionEnd(st)
	if comma < 0 || c.Cue[0] < comma {
		return c.Content
	}
	k := 0
	for k < len(c.Content) && c.Content[k] <= comma {
		if c.Content[k] < st.First {
			return c.Content
		}
		k++
	}
	if k == len(c.Content) {
		return c.Content
	}
	return c.Content[k:]
}

// questionEnd returns the comma behind the question that a sentence starts with,
// "Asked whether he would resign,"; -1 if it starts otherwise.
func (s *Scene) questionEnd(st lang.Sentence) int {
	i := st.First
	if askedAfter[s.wordAt(i)] {
		i++
	}
	if !questioned[s.wordAt(i)] {
		return -1
	}
	comma := -1
	for j := i + 1; j < min(st.Last, i+maxReach); j++ {
		if s.words[j].tag != lang.Comma || s.words[j].quote != quoteOut {
			continue
		}
		// The last comma before a subject and its verb.
		if comma < 0 || !s.verbBetween(comma, j) {
			comma = j
		}
	}
	return comma
}

// verbBetween reports whether a finite verb stands between i and j.
func (s *Scene) verbBetween(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if x := s.words[k].tag; x == lang.VBD || x == lang.VBZ || x == lang.VBP || x == lang.MD {
			return true
		}
	}
	return false
}

var (
	askedAfter = hashed("when if being repeatedly later then")
	questioned = hashed("asked pressed quizzed questioned")
)

// antecedentOnly returns, where the cue is the verb of a relative clause that
// lacks its object, the noun phrase that the clause tells of: "a claim Hamas
// rejected".
func (s *Scene) antecedentOnly(c *Candidate) []int {
	h := s.cueHead(c.Cue)
	w := &s.words[h]
	if w.rel != lang.RelAclRelcl || !w.tag.Verbal() || w.kids&(kidObj|kidCcomp|kidXcomp) != 0 || w.head < 0 || int(w.head) >= h ||
		c.Content[len(c.Content)-1] > h || reporting[w.lemma]&withObject == 0 {
		return c.Content
	}
	noun := int(w.head)
	first := s.nameBefore(noun)
	out := run(first, noun+1)
	for _, i := range out {
		if !contains(c.Content, i) {
			return c.Content
		}
	}
	return out
}

// objectOnly returns a content that is but the object of its verb without what
// follows it and tells when or where that was said: "denied the charges
// throughout the trial".
func (s *Scene) objectOnly(c *Candidate) []int {
	h := s.cueHead(c.Cue)
	w := &s.words[h]
	last := c.Cue[len(c.Cue)-1]
	if !w.tag.Verbal() || reporting[w.lemma]&withObject == 0 || w.kids&(kidCcomp|kidXcomp) != 0 || c.Content[0] != last+1 {
		return c.Content
	}
	for k, i := range c.Content {
		if k == 0 || s.words[i].quote != quoteOut {
			continue
		}
		if s.words[i].tag != lang.IN || !s.setsTime(i) || !s.words[i-1].tag.Nominal() || !s.tailOnly(c.Content[k:]) {
			continue
		}
		of := k // where the verb's own preposition goes on: "accused Velmar on Tuesday of …"
		for of < len(c.Content) && !(s.wordAt(c.Content[of]) == ofWord && s.tagAt(c.Content[of]+1) == lang.VBG) {
			of++
		}
		return append(slices.Clone(c.Content[:k]), c.Content[of:]...)
	}
	return c.Content
}

// setsTime reports whether the preposition at i starts a phrase that tells when,
// or in what, something was said.
func (s *Scene) setsTime(i int) bool {
	if timeStarts[s.wordAt(i)] {
		return true
	}
	for j := i + 1; j < min(len(s.words), i+4); j++ {
		if w := s.wordAt(j); onDay[s.wordAt(i)] && (weekdays[w]) || s.wordAt(i) == inWord && statementWords[w] {
			return true
		}
		if x := s.words[j].tag; x != lang.DT && x != lang.PRPS && x != lang.JJ {
			return false
		}
	}
	return false
}

// tailOnly reports whether toks run on without a gap or a verb to the end of
// their clause.
func (s *Scene) tailOnly(toks []int) bool {
	for k, i := range toks {
		if k > 0 && i != toks[k-1]+1 || s.words[i].quote != quoteOut {
			return false
		}
	}
	return true
}

var (
	timeStarts     = hashed("throughout since during within")
	onDay          = hashed("on late early last")
	statementWords = hashed("statement interview letter speech email post tweet message court")
)
