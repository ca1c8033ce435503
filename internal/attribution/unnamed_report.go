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
		if taken[v] || s.words[v].quote != quoteOut {
			continue
		}
		switch w := s.wordAt(v); {
		case reportedForms[w]:
			if c, ok := s.unnamedAt(v); ok {
				kept = append(kept, c)
			}
		case w == heardWord:
			if c, ok := s.heardAt(v); ok {
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

// heardAt reads "the court heard that …" at its verb v, a statement by somebody
// who is not told.
func (s *Scene) heardAt(v int) (Candidate, bool) {
	w := &s.words[v]
	st := s.Doc.Sentences[w.sent]
	if w.tag != lang.VBD || v < st.First+2 || v+3 >= st.Last || w.kids&kidNeg != 0 || !hearings[s.words[v-1].lemma] && !hearings[s.wordAt(v-1)] {
		return Candidate{}, false
	}
	to := v - 1
	for to > st.First && (s.words[to-1].tag.Nominal() || s.words[to-1].tag == lang.JJ || s.words[to-1].tag == lang.POS) {
		to--
	}
	if to == st.First || s.words[to-1].tag != lang.DT {
		return Candidate{}, false
	}
	from := v + 1
	if that := s.thatAfter(v); that >= 0 {
		from = that
	} else if !s.clauseFrom(from, st.Last) {
		return Candidate{}, false
	}
	end := st.Last
	for end > from && s.Doc.Forms[end-1].Shape == lang.ShapeMark {
		end--
	}
	return Candidate{Cue: run(v, v+1), to: run(to-1, v), Content: run(from, end), CueProb: reportedProb, Prob: reportedProb}, from < end
}

// clauseFrom reports whether a clause begins with token i: a verb in a tense
// follows its subject before anything else starts.
func (s *Scene) clauseFrom(i, last int) bool {
	for k := i; k < last; k++ {
		switch t := s.words[k].tag; t {
		case lang.VBD, lang.VBZ, lang.VBP, lang.MD:
			return k > i
		case lang.CC, lang.Comma, lang.WDT, lang.WP, lang.Colon, lang.TO, lang.VB:
			if k == i && t == lang.CC { // "both men knew"
				continue
			}
			return false
		}
	}
	return false
}

var (
	heardWord = lang.WordHash("heard")
	hearLemma = lang.WordHash("hear")
	hearings  = hashed("court inquiry enquiry inquest tribunal jury hearing trial committee panel commission magistrate judge juror council parliament senate mp lawmaker")
)
