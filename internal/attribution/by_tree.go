package attribution

import "github.com/onrecord/onrecord/internal/lang"

// treeProb is the confidence of a report inside another that only the tree
// shows: the judge has learnt from a corpus that marks none of them.
const treeProb = .5

// byTree makes a candidate of a cue inside the content of another, with the
// source and content that the tree gives it; ok is false where that is in doubt.
func (s *Scene) byTree(cue, outer []int) (Candidate, bool) {
	v := s.cueHead(cue)
	c := Candidate{Cue: cue, CueProb: treeProb, Prob: treeProb, nested: true}
	subject := s.subjectOf(v)
	if !s.words[v].tag.Verbal() || s.words[v].tag == lang.VB || s.words[v].tag == lang.VBG || subject < 0 || subject >= cue[0] || s.words[v].kids&kidAuxPass != 0 {
		return c, false
	}
	if x := s.words[subject].tag; x == lang.WDT || x == lang.DT || x == lang.EX || x == lang.WP {
		return c, false
	}
	c.Source = shared(run(int(s.words[subject].left), int(s.words[subject].right)+1), outer)
	from, to := s.reported(v)
	c.Content = s.inner(shared(run(max(from, cue[len(cue)-1]+1), to), outer))
	return c, len(c.Source) > 0 && len(c.Content) > 0 && !s.mute(c.Source) && !s.asking(c.Content)
}

// reported returns the tokens [from, to) of what the verb at v reports by its
// tree: a clause, an infinitive, or somebody told to do something.
func (s *Scene) reported(v int) (from, to int) {
	w := &s.words[v]
	f := reporting[w.lemma]
	if s.clauseNext(v) && f&withClause != 0 {
		return v + 1, int(w.right) + 1
	}
	for i := v + 1; i <= int(w.right); i++ {
		k := &s.words[i]
		if int(k.head) != v {
			continue
		}
		switch {
		case (k.rel == lang.RelCcomp || k.rel == lang.RelXcomp && k.subj >= 0) && f&withClause != 0, k.rel == lang.RelXcomp && f&withInfinitive != 0 && s.tagAt(int(k.left)) == lang.TO:
			return int(k.left), int(k.right) + 1
		case (k.rel == lang.RelObj || k.rel == lang.RelIobj) && f&withOrder != 0 && s.ordered(v, i):
			return int(k.left), int(w.right) + 1
		}
	}
	return v, v
}

// ordered reports whether an infinitive follows the object at i of the verb at v.
func (s *Scene) ordered(v, i int) bool {
	for k := i + 1; k <= int(s.words[v].right) && k < i+maxDay; k++ {
		if s.words[k].tag == lang.TO && s.tagAt(k+1) == lang.VB {
			return true
		}
		if s.words[k].tag == lang.Comma || s.words[k].tag.Verbal() {
			return false
		}
	}
	return false
}

// clauseNext reports whether "that", "if" or "whether" stands right behind the
// verb at v, whatever the tree makes of it.
func (s *Scene) clauseNext(v int) bool {
	w := s.wordAt(v + 1)
	if w == thatWord {
		return s.tagAt(v+1) == lang.IN
	}
	return w == ifWord && s.words[v].lemma == askLemma || w == whetherWord
}

var (
	ifWord      = lang.WordHash("if")
	whetherWord = lang.WordHash("whether")
	askLemma    = lang.WordHash("ask")
)
