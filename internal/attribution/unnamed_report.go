package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// Reports without anybody who makes them, in set phrases that the corpus marks
// too seldom to learn from.

// reportedProb is the confidence of a report in a set phrase.
const reportedProb = .7

// maxReported is how far before its verb "no" may stand, in tokens.
const maxReported = 12

// unnamed adds to kept the reports of nothing that nobody is named for: "No
// injuries were reported at the dam."
func (s *Scene) unnamed(kept []Candidate) []Candidate {
	kept = slices.DeleteFunc(kept, func(c Candidate) bool { // "no deaths" report nothing
		return len(c.Source) > 0 && noneOf[s.wordAt(c.Source[0])] && reportedForms[s.wordAt(s.cueHead(c.Cue))] && s.lifeless(s.cueHead(c.Source))
	})
	taken := make([]bool, len(s.words))
	for k := range kept {
		markAll(taken, kept[k].Cue)
		markAll(taken, kept[k].Content)
	}
	for v := range s.words {
		if reportedForms[s.wordAt(v)] && !taken[v] && s.words[v].quote == quoteOut {
			if c, ok := s.unnamedAt(v); ok {
				kept = append(kept, c)
			}
		}
	}
	return kept
}

// markAll marks toks in taken.
func markAll(taken []bool, toks []int) {
	for _, i := range toks {
		taken[i] = true
	}
}

// unnamedAt reads "no … were reported" at its verb v.
func (s *Scene) unnamedAt(v int) (Candidate, bool) {
	st := s.Doc.Sentences[s.words[v].sent]
	cue := s.verbPhrase(st.First, v)
	for i := cue[0] - 1; i >= max(st.First, v-maxReported); i-- {
		w := &s.words[i]
		switch {
		case noneOf[s.wordAt(i)] && i < cue[0]-1:
			return s.reportOf(run(i, cue[0]), cue, st), true
		case w.tag.Nominal(), w.tag == lang.JJ, w.tag == lang.CC, w.tag == lang.VBN, w.tag == lang.IN && orWords[s.wordAt(i)], w.tag == lang.RB, w.tag == lang.DT, w.tag == lang.HYPH:
		default:
			return Candidate{}, false
		}
	}
	return Candidate{}, false
}

// reportOf makes the candidate of a report of what, with the place behind its
// cue up to the next mark.
func (s *Scene) reportOf(what, cue []int, st lang.Sentence) Candidate {
	c := Candidate{Cue: cue, Content: what, CueProb: reportedProb, Prob: reportedProb}
	end := cue[len(cue)-1] + 1
	if end < st.Last && placeWords[s.wordAt(end)] {
		to := end + 1
		for to < st.Last && s.Doc.Forms[to].Shape != lang.ShapeMark && !s.words[to].tag.Verbal() && s.words[to].tag != lang.CC && s.words[to].tag != lang.IN {
			to++
		}
		if to > end+1 && !calendar[s.wordAt(to-1)] {
			c.Content = append(c.Content, run(end, to)...)
		}
	}
	return c
}

var (
	reportedForms = hashed("reported")
	noneOf        = hashed("no")
	orWords       = hashed("of in or to")
	placeWords    = hashed("at in on near from")
)

// heard gives reports of what was said before a court or an inquiry their
// addressee: whoever hears is not the one who says it.
func (s *Scene) heard(kept []Candidate) []Candidate {
	out := kept[:0:0]
	for _, c := range kept {
		h := s.cueHead(c.Cue)
		if s.words[h].lemma != hearLemma || !s.words[h].tag.Verbal() || len(c.Source) == 0 || c.nested {
			out = append(out, c)
			continue
		}
		if !hearings[s.words[s.cueHead(c.Source)].lemma] && !hearings[s.wordAt(c.Source[len(c.Source)-1])] || s.words[h].kids&kidNeg != 0 {
			out = append(out, c)
			continue
		}
		c.to, c.Source = c.Source, nil
		c.Prob = max(c.Prob, reportedProb)
		out = append(out, c)
	}
	return out
}

var (
	hearLemma = lang.WordHash("hear")
	hearings  = hashed("court inquiry enquiry inquest tribunal jury hearing trial committee panel commission magistrate judge juror council parliament senate mp lawmaker")
)
