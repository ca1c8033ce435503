package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// reporting are the lemmas of verbs that, with a subject and a clause, report
// what someone said or thinks. The corpus that the finders learn from marks no
// statement inside another, so those are found by these and the tree.
var reporting = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range []string{"accuse", "acknowledge", "add", "admit", "affirm", "agree", "allege", "announce", "argue", "ask", "assert", "assure",
		"believe", "blame", "boast", "caution", "cite", "claim", "comment", "complain", "concede", "conclude", "confirm", "contend", "declare", "demand", "deny",
		"disclose", "dispute", "emphasize", "estimate", "expect", "explain", "fear", "find", "hear", "hope", "inform", "insist", "learn", "maintain", "mention", "note", "observe", "order",
		"pledge", "predict", "promise", "quote", "recall", "refuse", "reject", "repeat", "reply", "report", "reveal", "say", "state", "stress", "suggest", "suspect", "tell", "testify",
		"think", "threaten", "urge", "vow", "warn", "wonder", "write"} {
		m[lang.WordHash(w)] = true
	}
	return m
}()

// acting are those that report with an object or an infinitive as well
// ("denied the claim", "threatened to strike").
var acting = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range []string{"accuse", "admit", "announce", "blame", "claim", "confirm", "demand", "deny", "dispute", "pledge", "predict", "promise", "refuse", "reject", "threaten", "urge", "vow"} {
		m[lang.WordHash(w)] = true
	}
	return m
}()

// Reporting reports whether the verb with this hashed lemma reports, with a
// subject and a clause, what someone said or thinks.
func Reporting(lemma uint64) bool { return reporting[lemma] }

var accordingWord, toLemma = lang.WordHash("according"), lang.WordHash("to")

// nestedCues returns the cues inside the content of c that report something
// there.
func (s *Scene) nestedCues(c *Candidate) [][]int {
	var out [][]int
	for _, i := range c.Content {
		w := &s.words[i]
		switch {
		case s.Doc.Forms[i].Word == accordingWord && contains(c.Content, i+1) && s.words[i+1].lemma == toLemma:
			out = append(out, []int{i, i + 1})
		case w.tag.Verbal() && reporting[w.lemma] && s.reports(i, c.Content):
			out = append(out, s.verbGroup(i, c.Content))
		}
	}
	return out
}

// reports reports whether the verb at i has a subject of its own and a clause
// that tells what is reported, both in content.
func (s *Scene) reports(i int, content []int) bool {
	w := &s.words[i]
	if w.subj < 0 || !contains(content, int(w.subj)) {
		return false
	}
	if acting[w.lemma] && w.kids&(kidObj|kidXcomp) != 0 {
		return true
	}
	return w.kids&(kidCcomp|kidParataxis) != 0 || w.kids&kidAuxPass != 0 && w.kids&kidXcomp != 0
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
	known := map[int]bool{} // tokens that are part of a cue
	for _, c := range kept {
		mark(known, c.Cue)
	}
	for k := 0; k < len(kept); k++ { // what is added is looked at too
		outer := kept[k]
		for _, cue := range s.nestedCues(&outer) {
			if slices.ContainsFunc(cue, func(i int) bool { return known[i] }) {
				continue
			}
			mark(known, cue)
			c := Candidate{Cue: cue, CueProb: .9, nested: true}
			r.spans(s, &c, &f)
			if len(c.Content) == 0 {
				c.Content = c.Fallback
			}
			c.Source, c.Content = shared(c.Source, outer.Content), s.inner(shared(c.Content, outer.Content))
			if len(c.Source) == 0 || len(c.Content) == 0 {
				continue
			}
			one := []Candidate{c}
			r.Judge(s, one)
			if one[0].Prob >= minProb {
				kept = append(kept, one[0])
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
