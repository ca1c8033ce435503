package attribution

import "github.com/onrecord/onrecord/internal/lang"

// A clause is what stands around a cue and is neither source nor content:
// there the text tells where and to whom something was said.
type clause struct {
	s     *Scene
	r     *Relation
	k     int32
	cue   []int
	head  int
	o     *owners
	taken []bool // of the sentence's tokens: source or content
	first int    // the sentence is [first, last)
	last  int
	told  int // the token after the verb, or after the words that tell to whom
}

// occasion fills in Venue and To of r, whose cue has the given tokens.
func (s *Scene) occasion(r *Relation, k int, cue []int, o *owners) {
	c := &clause{s: s, r: r, k: int32(k), cue: cue, head: s.cueHead(cue), o: o}
	if !s.words[c.head].tag.Verbal() {
		return
	}
	st := s.Doc.Sentences[s.words[cue[0]].sent]
	c.first, c.last = max(st.First, cue[0]-maxReach), min(st.Last, cue[len(cue)-1]+maxReach)
	c.told = c.head + 1
	c.taken = make([]bool, c.last-c.first)
	for _, spans := range [][]lang.Span{r.Source, r.Content} {
		for _, p := range spans {
			for i := max(c.first, s.Doc.TokenAt(p.Start)); i < c.last && s.Doc.Tokens[i].Start < p.End; i++ {
				c.taken[i-c.first] = true
			}
		}
	}
	c.addressee()
	c.after()
	c.before()
	c.trimCue()
}

// free reports whether token i is in the clause.
func (c *clause) free(i int) bool {
	return i >= c.first && i < c.last && !c.taken[i-c.first] && (c.o.cue[i] < 0 || c.o.cue[i] == c.k) &&
		(c.s.words[i].region < 0 || c.s.words[i].quote >= scareIn || c.s.words[i].region == c.s.words[c.head].region)
}

// source reports whether token i is part of the source.
func (c *clause) source(i int) bool {
	t := c.s.Doc.Tokens[i]
	for _, p := range c.r.Source {
		if p.Contains(t.Span) {
			return true
		}
	}
	return false
}

// addressee looks for whom the verb tells: "told reporters".
func (c *clause) addressee() {
	w := &c.s.words[c.head]
	if !addressing[w.lemma] {
		return
	}
	if w.kids&kidAuxPass != 0 {
		if sj := int(w.subj); w.kids&kidPass != 0 && sj >= 0 && sj < c.head && c.head-sj < maxPhrase && c.free(sj) {
			if from := int(c.s.words[sj].left); c.free(from) {
				c.r.To = c.s.Doc.Span(from, c.phrase(from))
			}
		}
		return
	}
	i := c.head + 1
	for c.free(i) && c.s.words[i].tag == lang.RB {
		i++
	}
	end := c.phrase(i)
	if end == i {
		return
	}
	if noun := c.noun(i, end); w.lemma == tellLemma && gatherings[noun] {
		c.r.Venue = c.s.Doc.Span(i, c.more(i, end))
		return
	}
	c.told = end
	c.r.To = c.s.Doc.Span(i, end)
}

var tellLemma = lang.WordHash("tell")

// after looks through what follows the cue's verb.
func (c *clause) after() {
	for i := c.head + 1; i < c.last; i++ {
		if c.source(i) {
			continue
		}
		if !c.free(i) || c.ends(i) {
			return
		}
		if n := c.take(i); n > i {
			i = n - 1
		}
	}
}

// ends reports whether another clause begins at token i.
func (c *clause) ends(i int) bool {
	if c.o.cue[i] == c.k {
		return false
	}
	switch w := &c.s.words[i]; {
	case w.tag == lang.VBD || w.tag == lang.VBZ || w.tag == lang.VBP || w.tag == lang.MD,
		w.tag == lang.Colon || w.tag == lang.Period, w.tag == lang.WDT || w.tag == lang.WP || w.tag == lang.WRB,
		w.tag == lang.IN && subordinating[c.s.Doc.Forms[i].Word], w.quote == quoteOpen || w.quote == scareOpen:
		return true
	}
	return false
}

var subordinating = hashed("that because although though while if whether since unless as")

// before looks through what stands before the cue: "At a briefing, she said".
func (c *clause) before() {
	from := c.cue[0]
	for from > c.first && (c.free(from-1) || c.source(from-1)) {
		from--
	}
	for i := from; i < c.cue[0]; i++ {
		if c.source(i) {
			continue
		}
		if c.ends(i) {
			return
		}
		if n := c.take(i); n > i {
			i = n - 1
		}
	}
}

// take fills in what the phrase that starts with the preposition at i tells,
// if there is one, and returns the token after it.
func (c *clause) take(i int) int {
	w := c.s.Doc.Forms[i].Word
	use := prepositions[w]
	if use == 0 || !c.s.prepositional(i) || i > 0 && c.s.words[i-1].tag == lang.HYPH {
		return i
	}
	end := c.phrase(i + 1)
	if end == i+1 {
		return i
	}
	if use&toward != 0 && c.mayAddress(i) && !sounds[c.noun(i+1, end)] {
		if c.r.To == (lang.Span{}) {
			c.r.To = c.s.Doc.Span(i+1, end)
		}
		return end
	}
	if c.r.Venue != (lang.Span{}) || !c.isVenue(i, end, use) {
		return i
	}
	end = c.more(i+1, end)
	c.r.Venue = c.s.Doc.Span(i, end)
	if c.r.To == (lang.Span{}) {
		c.interviewer(i+1, end)
	}
	return end
}

func (s *Scene) prepositional(i int) bool {
	return s.words[i].tag == lang.IN || s.words[i].tag == lang.TO || s.words[i].tag == lang.RP
}

// interviewer takes whom the interview [from, end) was given to for the
// addressee.
func (c *clause) interviewer(from, end int) {
	for i := from + 1; i+1 < end; i++ {
		if c.s.Doc.Forms[i].Word == withWord && interviews[c.s.words[i-1].lemma] {
			if e := min(end, c.phrase(i+1)); e > i+1 {
				c.r.To = c.s.Doc.Span(i+1, e)
			}
			return
		}
	}
}

var withWord = lang.WordHash("with")

// mayAddress reports whether what follows "to" or "with" at i is whom it is said to.
func (c *clause) mayAddress(i int) bool {
	prev := i - 1
	for prev > c.first && (c.s.words[prev].tag == lang.RB || calendarWords[c.s.Doc.Forms[prev].Word]) {
		prev--
	}
	l := c.s.words[prev].lemma
	if c.s.Doc.Forms[i].Word == withWord {
		return talks[l] && c.s.words[prev].tag.Verbal()
	}
	return c.s.words[prev].tag.Verbal() && speaksTo[l] || written[l]
}

// isVenue reports whether the phrase [i, end), which starts with a
// preposition, tells where something was said.
func (c *clause) isVenue(i, end int, use prepositionUse) bool {
	noun := c.noun(i+1, end)
	switch {
	case use&meansBy != 0:
		return channels[noun]
	case use&placed != 0 && i == c.told && (addressing[c.s.words[c.head].lemma] || speaksTo[c.s.words[c.head].lemma]):
		return true
	case use&facing != 0:
		return i == c.told && c.s.words[c.head].lemma == testifyLemma
	case use&beds != 0:
		return podiums[noun]
	case use&placing != 0:
		if venues[noun] && !(noun == eventLemma && c.s.Doc.Forms[i].Word == inWord) || use&onAir != 0 && (channels[noun] || c.onAir(i+1, end)) {
			return true
		}
		w := c.s.words[c.head].lemma
		return c.s.Doc.Forms[i].Word == inWord && i == c.told && (addressing[w] || speaksTo[w]) && c.isPlace(i+1, end)
	}
	return false
}

var inWord, testifyLemma, eventLemma = lang.WordHash("in"), lang.WordHash("testify"), lang.WordHash("event")

// onAir reports whether a station or platform is named in [from, end).
func (c *clause) onAir(from, end int) bool {
	for i := from; i < end; i++ {
		if platforms[c.s.Doc.Forms[i].Word] && c.s.Doc.Forms[i].Shape != lang.ShapeLower {
			return true
		}
	}
	return false
}

// trimCue takes off the edges of the cue what tells when, where and to whom.
func (c *clause) trimCue() {
	from, to := 0, len(c.cue)
	for k, i := range c.cue {
		if i > c.head && c.besides(i) {
			to = k
			break
		}
	}
	for k := to; k < len(c.cue); k++ {
		if !c.besides(c.cue[k]) {
			to = len(c.cue) // "issued a statement on Tuesday that praised"
			break
		}
	}
	for from < to && c.cue[from] < c.head && c.besides(c.cue[from]) {
		from++
	}
	if from > 0 || to < len(c.cue) {
		c.r.Cue = c.s.pieces(c.cue[from:to])
	}
}

// besides reports whether token i tells when, where or to whom.
func (c *clause) besides(i int) bool {
	t := c.s.Doc.Tokens[i].Span
	if c.r.Venue.Contains(t) || c.r.To.Contains(t) || c.time(i) || i > c.first && c.time(i-1) && periods[c.s.Doc.Forms[i].Word] {
		return true
	}
	if prepositions[c.s.Doc.Forms[i].Word] == 0 || i+1 >= c.last {
		return false
	}
	return c.time(i+1) || c.r.To.Contains(c.s.Doc.Tokens[i+1].Span)
}
