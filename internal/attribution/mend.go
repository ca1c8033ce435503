package attribution

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// mend puts right what the chains, which see one cue at a time, get wrong of
// the candidates taken, and adds the reports joined to them.
func (r *Reader) mend(s *Scene, kept []Candidate) []Candidate {
	cues := map[int]bool{}
	for _, c := range kept {
		mark(cues, c.Cue)
	}
	out := make([]Candidate, 0, len(kept))
	for _, c := range kept {
		s.mendSource(&c)
		s.mendContent(&c)
		s.boundToContent(&c)
		s.objectToContent(&c)
		c.Content = s.withoutRelative(&c)
		c.Content = s.afterDay(&c)
		c.Content = s.thisSide(&c)
		if after, ok := s.trailing(&c, cues); ok {
			out = append(out, after)
			mark(cues, after.Cue)
		}
		joined, ok := s.joined(&c, cues)
		if !ok {
			joined, ok = s.joinedBehind(&c, cues)
		}
		out = append(out, c)
		for ok {
			out = append(out, joined)
			mark(cues, joined.Cue)
			joined, ok = s.joined(&out[len(out)-1], cues)
		}
	}
	return out
}

// boundToContent moves the words at the end of a cue that bound the number after
// it to the content: "said up to 4,000 families had fled".
func (s *Scene) boundToContent(c *Candidate) {
	for len(c.Cue) > 1 {
		last := c.Cue[len(c.Cue)-1]
		if !boundWords[s.wordAt(last)] || c.Content[0] != last+1 || s.tagAt(last+1) != lang.CD && s.tagAt(last+2) != lang.CD {
			return
		}
		c.Cue = c.Cue[:len(c.Cue)-1]
		c.Content = append([]int{last}, c.Content...)
	}
}

// boundWords are words that a bound may start with and a cue end with.
var boundWords = hashed("up at as about around over more fewer less some nearly almost under")

// objectToContent moves the noun phrase that a cue ends in behind its verb to the
// content: "accused the squads of firing".
func (s *Scene) objectToContent(c *Candidate) {
	h := s.cueHead(c.Cue)
	if !objectVerbs[s.words[h].lemma] || !s.words[h].tag.Verbal() || c.Content[0] != c.Cue[len(c.Cue)-1]+1 {
		return
	}
	for k, i := range c.Cue {
		if i <= h || !contains(c.Cue[k:], c.Cue[len(c.Cue)-1]) {
			continue
		}
		if x := s.words[i].tag; (x.Nominal() || x == lang.DT || x == lang.PRPS) && c.Cue[len(c.Cue)-1]-i == len(c.Cue)-1-k {
			c.Content = append(slices.Clone(c.Cue[k:]), c.Content...)
			c.Cue = c.Cue[:k]
			return
		}
	}
}

// objectVerbs are the verbs whose object is part of what they say.
var objectVerbs = hashed("return accuse blame charge urge order criticise criticize condemn describe call suspect")

// elsewhere cuts the content of c before a verb that "and" joins and that does
// not agree in number with its subject there: "the company says results may
// differ and undertakes no duty". It is the source's.
func (s *Scene) elsewhere(c *Candidate) {
	h := s.cueHead(c.Cue)
	if !s.words[h].tag.Verbal() || len(c.Source) == 0 || c.nested || c.Content[0] < h {
		return
	}
	for k, i := range c.Content {
		if k < 2 || s.words[i].tag != lang.CC || s.words[i].quote != quoteOut || c.Content[k-1] != i-1 || k+1 >= len(c.Content) {
			continue
		}
		v := s.finiteAfter(i)
		if v < 0 || !contains(c.Content, v) {
			continue
		}
		if n := s.number(v); n != 0 && n == s.number(s.finiteIn(c.Cue)) && s.subjectsOtherwise(c.Content[:k], n) {
			for k > 1 && s.words[c.Content[k-1]].tag == lang.Comma {
				k--
			}
			c.Content = c.Content[:k]
			return
		}
	}
}

// finiteAfter returns the finite verb that stands right behind the conjunction
// at i, past adverbs; -1 if something else does.
func (s *Scene) finiteAfter(i int) int {
	for k := i + 1; k < min(len(s.words), i+3); k++ {
		x := s.words[k].tag
		if x == lang.VBZ || x == lang.VBP {
			return k
		}
		if !isAdverb(x) {
			break
		}
	}
	return -1
}

// finiteIn returns the first finite verb of the present among toks, -1 for none.
func (s *Scene) finiteIn(toks []int) int {
	for _, i := range toks {
		if x := s.words[i].tag; x == lang.VBZ || x == lang.VBP {
			return i
		}
	}
	return -1
}

// number returns 1 for a verb of the singular, 2 for one of the plural, 0 for
// one that may be either.
func (s *Scene) number(v int) int {
	switch s.tagAt(v) {
	case lang.VBZ:
		return 1
	case lang.VBP:
		return 2
	}
	return 0
}

// subjectsOtherwise reports whether toks have a subject, and none that a verb of
// number n agrees with.
func (s *Scene) subjectsOtherwise(toks []int, n int) bool {
	some := false
	for _, i := range toks {
		sj := int(s.words[i].subj)
		if sj < 0 || !contains(toks, sj) {
			continue
		}
		some = true
		switch x := s.words[sj].tag; {
		case x == lang.CD && n == 1:
		case !x.Nominal(), (x == lang.NNS || x == lang.NNPS) == (n == 2):
			return false
		}
	}
	return some
}

// afterDay returns the content of c without the day it was said on, where it
// starts with that: "said last week it would cut 1,200 jobs".
func (s *Scene) afterDay(c *Candidate) []int {
	if c.Content[0] != c.Cue[len(c.Cue)-1]+1 || s.words[c.Content[0]].quote != quoteOut {
		return c.Content
	}
	days, k := 0, 0
	for ; k < len(c.Content) && (k == 0 || c.Content[k] == c.Content[k-1]+1); k++ {
		w := s.wordAt(c.Content[k])
		if calendar[w] {
			days++
		} else if !byDay[w] || s.tagAt(c.Content[k]) == lang.Comma {
			break
		}
	}
	if days == 0 || k == len(c.Content) {
		return c.Content
	}
	if x := s.tagAt(c.Content[k]); x.Verbal() || x == lang.MD || x.Nominal() || x == lang.POS || x == lang.IN && s.wordAt(c.Content[k]) != thatWord || x == lang.CD || x == lang.Comma {
		return c.Content // "said Tuesday was", "said Friday prayers", "said last week's"
	}
	return c.Content[k:]
}

// withoutRelative returns the content of c without a relative clause between
// source and cue, which tells of the source: "The Monitor, which relies on
// volunteers, said".
func (s *Scene) withoutRelative(c *Candidate) []int {
	if len(c.Source) == 0 {
		return c.Content
	}
	from, to := c.Source[len(c.Source)-1], c.Cue[0]
	var out []int
	for i := 0; i < len(c.Content); {
		j := i + 1
		for j < len(c.Content) && c.Content[j] == c.Content[j-1]+1 {
			j++
		}
		first := c.Content[i]
		for first < c.Content[j-1] && s.words[first].tag == lang.Comma {
			first++
		}
		if x := s.words[first].tag; first < from || c.Content[j-1] >= to || x != lang.WDT && x != lang.WP || first > from+2 {
			out = append(out, c.Content[i:j]...)
		}
		i = j
	}
	if len(out) == 0 {
		return c.Content
	}
	return out
}

// thisSide returns the content of c without what a semicolon parts from its
// source and cue, if there is content on their side.
func (s *Scene) thisSide(c *Candidate) []int {
	first := c.Cue[0]
	if len(c.Source) > 0 {
		first = min(first, c.Source[0])
	}
	semicolon := -1
	for k := first - 1; k >= 0 && s.words[k].sent == s.words[first].sent; k-- {
		if s.Doc.Word(k) == ";" {
			semicolon = k
			break
		}
	}
	if semicolon < 0 || c.Content[len(c.Content)-1] < first {
		return c.Content
	}
	k := 0
	for k < len(c.Content) && c.Content[k] <= semicolon && s.words[c.Content[k]].sent == s.words[first].sent {
		k++
	}
	return c.Content[k:]
}

// joined returns the report that "and" or "but" joins to c and that c has for
// the end of its content: "demanded an inquiry and accused the minister of …".
// Both have one source, so it must be plain that the second verb has no
// subject in the content: there is none, or it is a pronoun for the source.
func (s *Scene) joined(c *Candidate, cues map[int]bool) (Candidate, bool) {
	h := s.cueHead(c.Cue)
	if !s.words[h].tag.Verbal() || len(c.Source) == 0 || c.Content[0] < h || c.nested {
		return Candidate{}, false
	}
	for k, i := range c.Content {
		if k == 0 || s.words[i].tag != lang.CC || s.words[i].quote != quoteOut {
			continue
		}
		v := s.verbAfter(i)
		if v < 0 && s.rejects(i+1) && contains(c.Content, i+1) && s.pronounOnly(c.Content[:k]) {
			w := &s.words[i+1]
			w.tag, w.lemma = lang.VBD, pastReports[s.wordAt(i+1)] // what the tagger should have seen
			return s.splitAt(c, k, i+1)
		}
		if v < 0 || s.words[v].tag != s.words[h].tag || cues[v] || s.words[v].subj >= 0 || !contains(c.Content, v) || !s.tells(v) {
			continue
		}
		if !s.pronounOnly(c.Content[:k]) {
			return Candidate{}, false
		}
		return s.splitAt(c, k, v)
	}
	return Candidate{}, false
}

// splitAt ends the content of c before its k-th token and returns what follows
// the verb at v as a report of its own.
func (s *Scene) splitAt(c *Candidate, k, v int) (Candidate, bool) {
	out := Candidate{Cue: s.verbGroup(v, c.Content), Source: c.Source, CueProb: c.CueProb, Prob: c.Prob * joinedProb}
	for _, j := range c.Content {
		if j > v {
			out.Content = append(out.Content, j)
		}
	}
	if len(out.Content) == 0 {
		return Candidate{}, false
	}
	c.Content = c.Content[:k]
	return out, true
}

// rejects reports whether the word at i, which the tagger took for an
// adjective, is the past of a verb of reporting with an object behind it:
// "was safe but rejected calls".
func (s *Scene) rejects(i int) bool {
	if i+1 >= len(s.words) || s.words[i].tag != lang.JJ && s.words[i].tag != lang.VBN || pastReports[s.wordAt(i)] == 0 {
		return false
	}
	x := s.words[i+1].tag
	return x.Nominal() || x == lang.DT || x == lang.PRPS || x == lang.JJ || x == lang.PRP || x == lang.IN && s.wordAt(i+1) == thatWord
}

// pastReports are pasts that are taken for adjectives, with their lemmas.
var pastReports = func() map[uint64]uint64 {
	m := map[uint64]uint64{}
	for _, w := range strings.Fields("reject deny dismiss accuse blame condemn criticise criticize urge warn vow demand denounce dispute pledge promise") {
		past := strings.TrimSuffix(w, "e") + "ed"
		if w == "deny" {
			past = "denied"
		}
		m[lang.WordHash(past)] = lang.WordHash(w)
	}
	return m
}()

// joinedProb is how much less sure a joined report is than the one it hangs on.
const joinedProb = .8

// verbAfter returns the verb that follows the conjunction at i, past adverbs
// and auxiliaries; -1 if something else does.
func (s *Scene) verbAfter(i int) int {
	for k := i + 1; k < len(s.words) && k < i+5 && s.words[k].sent == s.words[i].sent; k++ {
		w := &s.words[k]
		switch {
		case w.tag.Verbal() && w.rel != lang.RelAux && w.rel != lang.RelAuxPass:
			return k
		case w.tag.Verbal(), isAdverb(w.tag), w.tag == lang.MD:
		default:
			return -1
		}
	}
	return -1
}

// tells reports whether the verb at v reports with what stands beside it.
func (s *Scene) tells(v int) bool {
	w := &s.words[v]
	f := reporting[w.lemma]
	return f&withClause != 0 && w.kids&(kidCcomp|kidParataxis) != 0 || f&withInfinitive != 0 && w.kids&kidXcomp != 0 ||
		f&withObject != 0 && w.kids&kidObj != 0 || f&withOrder != 0 && w.kids&(kidObj|kidIobj) != 0
}

// pronounOnly reports whether all subjects among toks are pronouns, or things
// that can't speak.
func (s *Scene) pronounOnly(toks []int) bool {
	for _, i := range toks {
		if w := &s.words[i]; w.subj >= 0 && contains(toks, int(w.subj)) && s.words[w.subj].tag != lang.PRP && !s.lifeless(int(w.subj)) {
			return false
		}
	}
	return true
}
