package attribution

import "github.com/onrecord/onrecord/internal/lang"

// mendSource puts right the source of c: that it starts within brackets, ends
// in the day or has pieces from elsewhere.
func (s *Scene) mendSource(c *Candidate) {
	if c.layout != layoutNone {
		return
	}
	if len(c.Source) == 0 || s.passive(c) {
		return
	}
	c.Source = s.outOfBrackets(c.Source, c.Cue[0])
	c.Source = s.dayless(c.Source, c.Cue)
	c.Source = s.nearest(c)
}

// passive reports whether the cue of c is a passive, and takes from it a source
// that is not its agent: "people near the plant, where the virus is thought to
// have emerged".
func (s *Scene) passive(c *Candidate) bool {
	w := &s.words[s.cueHead(c.Cue)]
	if w.kids&kidAuxPass == 0 || !w.tag.Verbal() {
		return false
	}
	if c.Source[0] < c.Cue[0] && reporting[w.lemma]&withClause != 0 && w.kids&kidXcomp != 0 && !contains(c.Source, int(w.subj)) && w.subj >= 0 && contains(c.Content, int(w.subj)) {
		c.Source = nil
	}
	return true
}

// maxBracket is how many tokens a bracket behind a name may have: a ticker, an
// age, a party and a state.
const maxBracket = 12

// outOfBrackets returns a source that starts within the brackets behind a name
// with that name: "Halden Therapeutics (NASDAQ: HLDN)".
func (s *Scene) outOfBrackets(source []int, cue int) []int {
	open := s.bracketAround(source[0])
	if open < 0 || cue <= source[0] || s.bracketAround(cue) == open {
		return source
	}
	from := s.nameBefore(open)
	if from == open {
		return source
	}
	return run(from, source[len(source)-1]+1)
}

// bracketAround returns the opening bracket that token i stands behind in its
// sentence and that is not closed before it; -1 if there is none.
func (s *Scene) bracketAround(i int) int {
	for k := i; k >= max(0, i-maxBracket) && s.words[k].sent == s.words[i].sent; k-- {
		switch {
		case s.words[k].tag == lang.RRB && k < i:
			return -1
		case s.words[k].tag == lang.LRB:
			return k
		}
	}
	return -1
}

// nameBefore returns where the noun phrase starts that ends before token i.
func (s *Scene) nameBefore(i int) int {
	from := i
	first := s.Doc.PastDateline(s.Doc.Sentences[s.words[i].sent].First)
	for from > first {
		switch x := s.words[from-1].tag; {
		case x.Nominal(), x == lang.JJ, x == lang.CD, x == lang.HYPH, x == lang.POS, x == lang.CC && from < i && s.words[from].tag.Proper():
		case x == lang.Comma && from < i && companyEnds[s.wordAt(from)]:
		case x == lang.DT || x == lang.PRPS:
			return from - 1
		default:
			return from
		}
		from--
	}
	return from
}

var companyEnds = hashed("inc inc. ltd ltd. llc plc corp corp. co co. s.a. n.v. jr jr. sr sr. lp")

// dayless returns a source without the day that it ends in before its cue: "the
// company today announced".
func (s *Scene) dayless(source, cue []int) []int {
	n := len(source)
	if n < 2 || source[n-1]+1 != cue[0] {
		return source
	}
	last := source[n-1]
	if w := s.wordAt(last); !dayWords[w] && !(s.Doc.Forms[last].Shape == lang.ShapeTitle && weekdays[w] && int(s.words[last].head) == s.cueHead(cue)) {
		return source
	}
	if s.Doc.Forms[last].Shape == lang.ShapeTitle && dayWords[s.wordAt(last)] { // USA Today
		return source
	}
	return source[:n-1]
}

var (
	dayWords = hashed("today yesterday tonight")
	weekdays = hashed("monday tuesday wednesday thursday friday saturday sunday")
)

// nearest returns, of a source in several pieces, the one that holds the subject
// of the cue. Pieces that only marks and "and" part belong together, and so does
// a title apart from its name.
func (s *Scene) nearest(c *Candidate) []int {
	subject := int(s.words[s.cueHead(c.Cue)].subj)
	if len(c.Source) < 2 || subject < 0 || !contains(c.Source, subject) {
		return c.Source
	}
	from := 0
	if k := s.lastPiece(c.Source); k > 0 && c.Source[len(c.Source)-1]+1 == c.Cue[0] && !s.onlyJoints(c.Source[k-1]+1, c.Source[k]) {
		return c.Source[k:]
	}
	for k := range c.Source {
		if k > 0 && c.Source[k] != c.Source[k-1]+1 && !s.onlyJoints(c.Source[k-1]+1, c.Source[k]) {
			if c.Source[k-1] >= subject {
				return c.Source[from:k]
			}
			from = k
		}
	}
	return c.Source[from:]
}

// lastPiece returns where the last piece of toks starts.
func (s *Scene) lastPiece(toks []int) int {
	k := len(toks) - 1
	for k > 0 && toks[k-1] == toks[k]-1 {
		k--
	}
	return k
}

// onlyJoints reports whether [first, last) has nothing but marks, conjunctions
// and clauses between marks that tell of what is before them.
func (s *Scene) onlyJoints(first, last int) bool {
	for i := first; i < last; i++ {
		if s.Doc.Forms[i].Shape != lang.ShapeMark && s.words[i].tag != lang.CC {
			return s.words[first].tag == lang.Comma && s.words[last-1].tag == lang.Comma
		}
	}
	return true
}

// behindQuotation gives c, where it has no source, the words between the end of
// its quotation and its cue: `"We will oppose this," its president, Hank Abel,
// said`.
func (s *Scene) behindQuotation(c *Candidate) {
	h := s.cueHead(c.Cue)
	if len(c.Source) > 0 || !s.words[h].tag.Verbal() || reporting[s.words[h].lemma]&withClause == 0 || len(c.Content) == 0 || c.Content[0] > c.Cue[0] {
		return
	}
	end := c.Cue[0]
	first := end
	for first > 0 && s.words[first-1].sent == s.words[end].sent && s.words[first-1].quote == quoteOut {
		first--
	}
	if first == 0 || first == end || end-first > maxSpeaker || s.words[first-1].quote != quoteClose || !s.namesSpeaker(first, end) {
		return
	}
	var content []int
	for _, i := range c.Content {
		if i < first || i >= end {
			content = append(content, i)
		}
	}
	if len(content) == 0 || !contains(content, first-1) {
		return
	}
	c.Source, c.Content = run(first, end), content
}

// maxSpeaker is how many tokens may stand between a quotation and its cue.
const maxSpeaker = 30

// namesSpeaker reports whether [first, last) starts like a noun phrase and has
// a noun or a pronoun to speak.
func (s *Scene) namesSpeaker(first, last int) bool {
	switch x := s.words[first].tag; {
	case x == lang.PRP:
		return true
	case x == lang.DT, x == lang.PRPS, x == lang.JJ, x == lang.CD, x.Nominal(), x == lang.NNP:
	default:
		return false
	}
	for i := first; i < last; i++ {
		if s.words[i].tag.Nominal() {
			return true
		}
		if s.words[i].tag.Verbal() && s.words[i].tag != lang.VBN {
			return false
		}
	}
	return false
}
