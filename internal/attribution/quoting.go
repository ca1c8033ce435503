package attribution

import "github.com/onrecord/onrecord/internal/lang"

// quotedProb is the confidence of what somebody is quoted as saying.
const quotedProb = .8

// quoting adds to kept what somebody is quoted as saying: "the daily quoted the
// driver as saying that he fell asleep" is the daily's statement and, within
// it, the driver's.
func (s *Scene) quoting(kept []Candidate) []Candidate {
	out := kept
	for v := range s.words {
		w := &s.words[v]
		if w.lemma != quoteLemma || !w.tag.Verbal() || w.quote != quoteOut {
			continue
		}
		as := s.asSaying(v)
		if as < 0 {
			continue
		}
		out = s.quotingAt(out, v, as)
	}
	return out
}

// quotingAt puts the two statements of "quoted" at v and "as saying" at as into
// kept, in the place of what was found of them.
func (s *Scene) quotingAt(kept []Candidate, v, as int) []Candidate {
	st := s.Doc.Sentences[s.words[v].sent]
	end := st.Last
	if x := s.words[end-1].tag; x == lang.Period && s.words[end-1].quote == quoteOut {
		end--
	}
	outer := Candidate{Cue: s.verbPhrase(st.First, v), CueProb: quotedProb, Prob: quotedProb}
	inner := Candidate{Cue: run(as+1, as+2), Content: s.unmarked(run(as+2, end)), CueProb: quotedProb, Prob: quotedProb, nested: true}
	passive := s.words[v].kids&kidAuxPass != 0
	if subject := s.subjectOf(v); subject >= 0 && subject < v {
		phrase := run(int(s.words[subject].left), int(s.words[subject].right)+1)
		if passive {
			inner.Source = phrase
		} else {
			outer.Source = phrase
		}
	}
	var out []Candidate
	for _, c := range kept {
		switch {
		case contains(c.Cue, v):
			if len(c.Source) > 0 && !passive {
				outer.Source = c.Source
			}
			outer.Prob = max(outer.Prob, c.Prob)
		case contains(c.Cue, as+1):
		default:
			out = append(out, c)
		}
	}
	if passive {
		inner.nested = false
		inner.Cue = append(append([]int{}, outer.Cue...), as, as+1)
	} else {
		inner.Source = run(v+1, as)
		outer.Content = run(v+1, inner.Content[len(inner.Content)-1]+1)
		if len(outer.Source) > 0 {
			out = append(out, outer)
		}
	}
	if len(inner.Source) > 0 {
		out = append(out, inner)
	}
	return out
}

// asSaying returns the "as" of "as saying" behind the verb at v and whom it
// quotes; -1 if there is none, or nothing behind it.
func (s *Scene) asSaying(v int) int {
	for i := v + 1; i < min(len(s.words)-3, v+maxCited) && s.words[i].sent == s.words[v].sent; i++ {
		if s.wordAt(i) == asWord && s.words[i+1].tag == lang.VBG && reporting[s.words[i+1].lemma]&withClause != 0 && s.words[i+2].sent == s.words[v].sent && s.words[i+3].sent == s.words[v].sent {
			return i
		}
	}
	return -1
}

// unmarked returns toks without the comma or colon that they start with.
func (s *Scene) unmarked(toks []int) []int {
	for len(toks) > 1 && (s.words[toks[0]].tag == lang.Comma || s.words[toks[0]].tag == lang.Colon) {
		toks = toks[1:]
	}
	return toks
}

var (
	asWord     = lang.WordHash("as")
	quoteLemma = lang.WordHash("quote")
)
