package attribution

import "github.com/onrecord/onrecord/internal/lang"

// prepare gives candidates the sources that the finder took for something else,
// before they are judged.
func (s *Scene) prepare(cands []Candidate) {
	for k := range cands {
		c := &cands[k]
		if c.layout != layoutNone {
			continue
		}
		s.behindQuotation(c)
		s.subjectFromContent(c)
		s.ofMainClause(c)
	}
}

// speaks returns the verb that governs the cue of c and its subject before it;
// ok is false if it has none or is a passive.
func (s *Scene) speaks(c *Candidate) (verb, subject int, ok bool) {
	verb = s.cueHead(c.Cue)
	w := &s.words[verb]
	subject = int(w.subj)
	return verb, subject, w.tag.Verbal() && w.kids&kidAuxPass == 0 && subject >= 0 && subject < c.Cue[0]
}

// subjectFromContent gives c, where it has no source and its content starts with
// the subject of its cue, that subject: "The province, which closed its border,
// reported no cases".
func (s *Scene) subjectFromContent(c *Candidate) {
	verb, subject, ok := s.speaks(c)
	if !ok || reporting[s.words[verb].lemma]&(withClause|withObject) == 0 || len(c.Source) > 0 || !contains(c.Content, subject) || s.words[subject].quote != quoteOut || c.Content[len(c.Content)-1] < c.Cue[0] {
		return
	}
	w := &s.words[subject]
	k := 0
	for k < len(c.Content) && c.Content[k] < c.Cue[0] {
		if c.Content[k] < int(w.left) || c.Content[k] > int(w.right)+1 {
			return
		}
		k++
	}
	c.Source, c.Content = run(int(w.left), int(w.right)+1), c.Content[k:]
}

// ofMainClause gives c, where its cue is a participle behind a comma and has no
// source, the subject of the clause that it hangs on: "The ministry closed two
// schools, warning that …".
func (s *Scene) ofMainClause(c *Candidate) {
	v := s.cueHead(c.Cue)
	w := &s.words[v]
	if len(c.Source) > 0 || w.tag != lang.VBG || reporting[w.lemma] == 0 || citingVerbs[w.lemma] || v != c.Cue[0] || s.tagAt(v-1) != lang.Comma || len(c.Content) == 0 || c.Content[0] < v {
		return
	}
	for h, k := int(w.head), 0; h >= 0 && k < maxJoined; h, k = int(s.words[h].head), k+1 {
		subject := s.words[h].subj
		if subject >= 0 && int(subject) < v && s.words[h].kids&kidAuxPass == 0 && !s.lifeless(int(subject)) {
			c.Source = run(int(s.words[subject].left), int(s.words[subject].right)+1)
			return
		}
	}
}
