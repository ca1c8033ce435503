package attribution

import "github.com/onrecord/onrecord/internal/lang"

// framed adds to kept the reports that the finders missed and the tree shows
// plainly: a verb of reporting with its subject, or with that of the verb it is
// joined to, and with what is reported beside it.
func (r *Reader) framed(s *Scene, kept []Candidate) []Candidate {
	var f finders
	known := make([]bool, len(s.words)) // part of a cue or, in its sentence, of a content
	tried := make([]int, len(s.Doc.Sentences))
	for k := range kept {
		tried[s.words[kept[k].Cue[0]].sent]++
		for _, toks := range [][]int{kept[k].Cue, kept[k].Content} {
			for _, i := range toks {
				known[i] = true
			}
		}
	}
	for v := range s.words {
		w := &s.words[v]
		if known[v] || !w.tag.Verbal() || w.quote != quoteOut || reporting[w.lemma] == 0 {
			continue
		}
		subject := s.subjectOf(v)
		if subject < 0 || s.words[subject].tag == lang.WDT || !s.framedAt(v) {
			continue
		}
		if s.lifeless(subject) && s.words[v].subj < 0 {
			if subject = s.sayerOf(v); subject < 0 {
				continue
			}
		}
		if tried[w.sent]++; tried[w.sent] > maxCues { // no prose has as many
			continue
		}
		if c, ok := s.framedBy(r, v, subject, &f); ok {
			kept = append(kept, c)
			for _, i := range c.Cue {
				known[i] = true
			}
		}
	}
	return kept
}

// framedAt reports whether the verb at v has beside it what it may report.
func (s *Scene) framedAt(v int) bool {
	w := &s.words[v]
	fr := reporting[w.lemma]
	switch {
	case w.tag == lang.VB || w.tag == lang.VBG || w.kids&kidNeg != 0:
		return false
	case fr&withClause != 0 && w.kids&kidCcomp != 0:
		return s.clauseBehind(v)
	case fr&withInfinitive != 0 && w.kids&kidXcomp != 0:
		return s.wordAt(v+1) == toLemma
	case fr&withOrder != 0 && w.kids&(kidObj|kidIobj) != 0 && w.kids&(kidXcomp|kidCcomp) != 0:
		return true
	}
	return false
}

// clauseBehind reports whether the clause that the verb at v reports stands
// behind it.
func (s *Scene) clauseBehind(v int) bool {
	for i := v + 1; i <= int(s.words[v].right); i++ {
		if int(s.words[i].head) == v && s.words[i].rel == lang.RelCcomp {
			return true
		}
	}
	return false
}

// subjectOf returns the subject of the verb at v, its own or that of the verb it
// is joined to; -1 if it has none.
func (s *Scene) subjectOf(v int) int {
	for k := 0; k < maxJoined && v >= 0; k++ {
		w := &s.words[v]
		if w.subj >= 0 {
			return int(w.subj)
		}
		if w.rel != lang.RelConj {
			break
		}
		v = int(w.head)
	}
	return -1
}

// sayerOf returns the subject of the verb that reports the clause in which the
// verb at v is joined to another: "the ministry said waters fell and urged"; -1
// if there is none.
func (s *Scene) sayerOf(v int) int {
	for k := 0; k < maxJoined && v >= 0; k++ {
		w := &s.words[v]
		if w.rel == lang.RelCcomp && w.head >= 0 && reporting[s.words[w.head].lemma]&withClause != 0 {
			return int(s.words[w.head].subj)
		}
		if w.rel != lang.RelConj {
			break
		}
		v = int(w.head)
	}
	return -1
}

// maxJoined is how many verbs may be joined in a chain.
const maxJoined = 4

// framedBy makes a candidate of the verb at v with the given subject.
func (s *Scene) framedBy(r *Reader, v, subject int, f *finders) (Candidate, bool) {
	st := s.Doc.Sentences[s.words[v].sent]
	c := Candidate{Cue: s.verbPhrase(st.First, v), CueProb: framedProb}
	one := []Candidate{c}
	s.MarkCues(one)
	r.spans(s, &c, f)
	own := run(int(s.words[subject].left), int(s.words[subject].right)+1)
	if !contains(c.Source, subject) {
		c.Source = own
	}
	if len(c.Content) == 0 {
		c.Content = c.Fallback
	}
	if len(c.Content) == 0 || c.Content[0] < v || c.Source[len(c.Source)-1] >= c.Cue[0] || s.mute(c.Source) {
		return c, false
	}
	if s.words[c.Source[0]].quote != quoteOut {
		return c, false
	}
	one[0] = c
	r.Judge(s, one)
	if s.words[v].kids&kidAuxPass != 0 && s.words[subject].tag == lang.PRP { // "it was reported that"
		c.Source = nil
	}
	c.Prob = max(one[0].Prob, framedLeast)
	return c, one[0].Prob >= framedDoubt
}

// The confidence of a report found by its frame.
const (
	framedProb  = .9
	framedLeast = .5
	framedDoubt = .4 // what the judge must grant it at least
)
