package attribution

import "github.com/onrecord/onrecord/internal/lang"

// joinedBehind returns the report that "and" or "but" joins to c right behind its
// content, and that nobody found: "said its men had not fired, and accused the
// rebels of shelling a mill". Its source is that of c.
func (s *Scene) joinedBehind(c *Candidate, cues map[int]bool) (Candidate, bool) {
	h, n := s.cueHead(c.Cue), len(c.Content)
	if !s.words[h].tag.Verbal() || s.words[h].tag != lang.VBD || len(c.Source) == 0 || c.Source[0] > c.Cue[0] || c.Content[0] < h || c.nested {
		return Candidate{}, false
	}
	i, last := c.Content[n-1]+1, s.Doc.Sentences[s.words[h].sent].Last
	for i < last && (s.words[i].tag == lang.Comma || s.words[i].tag == lang.CloseQuote) {
		i++
	}
	if i+2 >= last || s.words[i].tag != lang.CC || s.words[i].quote != quoteOut {
		return Candidate{}, false
	}
	v := i + 1
	for v < last-1 && isAdverb(s.words[v].tag) {
		v++
	}
	if cues[v] || s.words[v].subj >= 0 || s.words[v].tag != lang.VBD && s.words[v].tag != lang.VBN || pastReports[s.wordAt(v)] == 0 {
		return Candidate{}, false
	}
	out := Candidate{Cue: run(v, v+1), Source: c.Source, CueProb: c.CueProb, Prob: c.Prob * joinedProb}
	end := s.clauseEnd(v+1, last)
	if x := s.tagAt(v + 1); end <= v+2 || !x.Nominal() && x != lang.DT && x != lang.PRPS && x != lang.PRP && x != lang.JJ && x != lang.CD && x != lang.TO && s.wordAt(v+1) != thatWord {
		return Candidate{}, false
	}
	out.Content = run(v+1, end)
	return out, true
}

// clauseEnd returns where what begins at token i ends: before a comma that
// another clause follows, a semicolon or a quotation, or with its sentence.
func (s *Scene) clauseEnd(i, last int) int {
	for ; i < last; i++ {
		switch t := s.words[i].tag; {
		case t == lang.Comma && i+1 < last && (s.words[i+1].tag == lang.CC || s.words[i+1].tag == lang.WDT || s.words[i+1].tag == lang.WP || s.words[i+1].tag == lang.VBG),
			t == lang.Colon, t == lang.Period, t == lang.OpenQuote, t == lang.CC && i+1 < last && s.words[i+1].tag == lang.VBD:
			return i
		}
	}
	return last
}
