package attribution

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A frame of a verb is what it may have beside it for what somebody reports.
type verbFrame uint8

const (
	withClause     verbFrame = 1 << iota // "said the port was shut"
	withInfinitive                       // "hopes to sail"
	withObject                           // "denied the claim"
	withOrder                            // "told them to leave"
	withFor                              // "asked for help"
	withAbout                            // "complained about the noise"
)

// reporting are the lemmas of the verbs that tell what someone says, thinks or
// intends, with their frames. The corpus that the finders learn from marks no
// statement inside another, so those are found by these and the tree.
var reporting = func() map[uint64]verbFrame {
	m := map[uint64]verbFrame{}
	for _, l := range []struct {
		frame verbFrame
		words string
	}{
		{withClause, `accuse acknowledge add admit affirm agree allege announce argue ask assert assure believe blame boast caution cite claim comment complain
			concede conclude confirm contend declare demand deny disclose dispute doubt emphasize estimate expect explain fear feel find guess hope indicate inform
			counter determine insist maintain mention note observe order pledge reiterate rule stipulate tweet underline predict promise propose quote recall recommend refuse reject remind repeat reply report
			reveal say shout state stress suggest suppose suspect swear tell testify think threaten urge vow warn wish wonder worry write yell`},
		{withInfinitive, `agree aim ask claim decline demand expect hope intend offer plan pledge promise propose refuse swear threaten vow want wish`},
		{withObject, `accuse admit announce blame claim condemn criticize criticise demand denounce deny dismiss dispute doubt expect fear oppose pledge predict
			promise question reject threaten urge vow want`},
		{withOrder, `ask beg encourage expect instruct invite order press remind tell urge warn`},
		{withFor, `appeal apologize apologise ask beg call hope plead press wish`},
		{withAbout, `complain warn worry`},
	} {
		for _, w := range strings.Fields(l.words) {
			m[lang.WordHash(w)] |= l.frame
		}
	}
	return m
}()

// reportingNouns are the lemmas of the nouns that do, with a clause, where they
// are somebody's: "the judge's decision that …".
var reportingNouns = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(`accusation allegation assertion belief call claim conclusion decision declaration demand denial fear finding hope order
		plan pledge promise request ruling statement suggestion threat vow warning`) {
		m[lang.WordHash(w)] = true
	}
	return m
}()

// Reporting reports whether the verb with this hashed lemma reports, with a
// subject and a clause, what someone said or thinks.
func Reporting(lemma uint64) bool { return reporting[lemma]&withClause != 0 }

var accordingWord, toLemma = lang.WordHash("according"), lang.WordHash("to")
var forLemma, aboutLemma = lang.WordHash("for"), lang.WordHash("about")

// nestedCues returns the cues inside the content of c that report something
// there.
func (s *Scene) nestedCues(c *Candidate) [][]int {
	var out [][]int
	for _, i := range c.Content {
		w := &s.words[i]
		switch {
		case s.Doc.Forms[i].Word == accordingWord && contains(c.Content, i+1) && s.words[i+1].lemma == toLemma:
			out = append(out, []int{i, i + 1})
		case w.tag.Verbal() && reporting[w.lemma] != 0:
			if prep, ok := s.reports(i, c.Content); ok {
				cue := s.verbGroup(i, c.Content)
				if prep {
					cue = append(cue, i+1)
				}
				out = append(out, cue)
			}
		case w.tag.Nominal() && reportingNouns[w.lemma] && w.kids&(kidAcl|kidCcomp) != 0 && s.owned(i):
			out = append(out, []int{i})
		}
	}
	return out
}

// owned reports whether the noun at i has a possessor.
func (s *Scene) owned(i int) bool {
	for k := int(s.words[i].left); k < i; k++ {
		if int(s.words[k].head) == i && s.words[k].rel == lang.RelNmodPoss {
			return true
		}
	}
	return false
}

// reports reports whether the verb at i has a subject of its own in content,
// or is a passive that leaves open who speaks, and something beside it that
// tells what is reported. prep says that the preposition after it belongs to
// the cue.
func (s *Scene) reports(i int, content []int) (prep, ok bool) {
	w := &s.words[i]
	if subject := s.subjectOf(i); subject < 0 || !contains(content, subject) {
		return false, false
	}
	if w.lemma == confirmLemma && w.kids&kidNeg != 0 { // what one could not do is no statement
		return false, false
	}
	f := reporting[w.lemma]
	switch {
	case f&withClause != 0 && (w.kids&(kidCcomp|kidParataxis) != 0 || s.clauseNext(i)),
		f&(withClause|withOrder) != 0 && w.kids&kidAuxPass != 0 && w.kids&kidXcomp != 0,
		f&withInfinitive != 0 && w.kids&kidXcomp != 0,
		f&withObject != 0 && w.kids&kidObj != 0,
		f&withOrder != 0 && w.kids&(kidObj|kidIobj) != 0 && w.kids&(kidXcomp|kidCcomp|kidAdvcl) != 0:
		return false, true
	}
	if !contains(content, i+1) {
		return false, false
	}
	next := s.words[i+1].lemma
	return true, f&withFor != 0 && next == forLemma || f&withAbout != 0 && next == aboutLemma
}

// verbGroup returns the verb at i with its auxiliaries and its negation.
func (s *Scene) verbGroup(i int, content []int) []int {
	from := i
	for from-1 >= 0 && contains(content, from-1) && int(s.words[from-1].head) == i {
		switch r := s.words[from-1].rel; {
		case r == lang.RelAux, r == lang.RelAuxPass, r == lang.RelAdvmod && isNot(s.Doc.Word(from-1)):
			from--
			continue
		}
		break
	}
	return run(from, i+1)
}

// nest adds to the relations taken those that are reported inside them.
func (r *Reader) nest(s *Scene, kept []Candidate) []Candidate {
	var f finders
	known := map[int]bool{}  // tokens that are part of a cue
	count := map[int32]int{} // cues of a sentence
	for _, c := range kept {
		mark(known, c.Cue)
		count[s.words[c.Cue[0]].sent]++
	}
	for k := 0; k < len(kept); k++ { // what is added is looked at too
		outer := kept[k]
		var inner []Candidate
		for _, cue := range s.nestedCues(&outer) {
			at := s.words[cue[0]].sent
			if count[at] < maxCues && !slices.ContainsFunc(cue, func(i int) bool { return known[i] }) {
				mark(known, cue)
				count[at]++
				inner = append(inner, Candidate{Cue: cue, CueProb: .9, nested: true})
			}
		}
		s.MarkCues(inner)
		for _, c := range inner {
			r.spans(s, &c, &f)
			if len(c.Content) == 0 {
				c.Content = c.Fallback
			}
			c.Source, c.Content = shared(c.Source, outer.Content), s.inner(shared(c.Content, outer.Content))
			if len(c.Content) == 0 || len(c.Source) == 0 && s.words[s.cueHead(c.Cue)].kids&kidAuxPass == 0 {
				if c, ok := s.byTree(c.Cue, outer.Content); ok {
					kept = append(kept, c)
				}
				continue
			}
			one := []Candidate{c}
			r.Judge(s, one)
			if one[0].Prob >= minProb {
				kept = append(kept, one[0])
				continue
			}
			if c, ok := s.byTree(c.Cue, outer.Content); ok {
				kept = append(kept, c)
			}
		}
	}
	slices.SortStableFunc(kept, func(a, b Candidate) int { return a.first() - b.first() })
	return kept
}

func mark(known map[int]bool, toks []int) {
	for _, i := range toks {
		known[i] = true
	}
}

// inner returns the content of a nested statement without the marks at its
// end that belong to the quotation around it, and a full stop before them.
func (s *Scene) inner(toks []int) []int {
	for n := len(toks); n > 0; n-- {
		w := &s.words[toks[n-1]]
		if w.quote != quoteClose && w.quote != scareClose && w.tag != lang.Comma && w.tag != lang.Period {
			break
		}
		toks = toks[:n-1]
	}
	for len(toks) > 0 && (s.words[toks[0]].quote == quoteOpen || s.words[toks[0]].tag == lang.Comma) {
		toks = toks[1:]
	}
	return toks
}

// shared returns what two sorted lists share.
func shared(a, b []int) []int {
	var out []int
	for _, i := range a {
		if contains(b, i) {
			out = append(out, i)
		}
	}
	return out
}

// first returns the first token of c.
func (c *Candidate) first() int {
	at := -1
	for _, t := range [][]int{c.Cue, c.Source, c.Content} {
		if len(t) > 0 && (at < 0 || t[0] < at) {
			at = t[0]
		}
	}
	return at
}
