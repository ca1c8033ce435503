package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// A layout is the way in which a line says who speaks without a verb.
type layout uint8

const (
	layoutNone     layout = iota
	layoutTagLine         // "…" -- Ana Duarte
	layoutLabel           // DUARTE: …
	layoutHeadline        // Storm passes: coastguard
	layoutLeadIn          // And from the chair: "…"
)

// How long labels and tag lines may be, in tokens.
const (
	maxLabel   = 6
	maxTagLine = 12
	maxTail    = 5
)

// manyLabels is how many paragraphs with labels in capitals make a transcript.
const manyLabels = 3

// laidOut returns the candidates that the layout of the story gives.
func (s *Scene) laidOut() []Candidate {
	d := s.Doc
	var out []Candidate
	labels, capitals := 0, 0 // paragraphs with a label, with one in capitals
	for p := range d.Paragraphs {
		if k := s.label(p); k > 0 {
			labels++
			if first, _ := s.paragraph(p); s.capitals(first, first+k) {
				capitals++
			}
		}
	}
	for p := range d.Paragraphs {
		first, last := s.paragraph(p)
		if c, ok := s.tagLine(p, first, last); ok {
			out = append(out, c)
			continue
		}
		if k := s.label(p); k > 0 && (p == 0 || labels > 1 || s.capitals(first, first+k)) {
			c := s.labelled(p, first, k, last)
			c.sure = p > 0 && len(c.Content) > 3 && s.capitals(first, first+k) && (capitals >= manyLabels || s.again(first+k-1))
			out = append(out, c)
			continue
		}
		if c, ok := s.tail(p, first, last); ok {
			out = append(out, c)
		}
		out = s.leadIns(p, out)
	}
	return out
}

// paragraph returns the tokens [first, last) of paragraph p.
func (s *Scene) paragraph(p int) (first, last int) {
	par := s.Doc.Paragraphs[p]
	return s.Doc.Sentences[par.First].First, s.Doc.Sentences[par.Last-1].Last
}

// label returns the number of tokens of the label that paragraph p starts
// with, up to its colon, or 0.
func (s *Scene) label(p int) int {
	first, last := s.paragraph(p)
	names := 0
	for i := first; i < last && i <= first+maxLabel; i++ {
		switch f := &s.Doc.Forms[i]; {
		case s.Doc.Word(i) == ":":
			if names == 0 || i+1 == last {
				return 0
			}
			return i - first
		case s.words[i].quote != quoteOut:
			return 0
		case f.Shape == lang.ShapeTitle || f.Shape == lang.ShapeUpper || f.Shape == lang.ShapeMixed || f.Shape == lang.ShapeDotted:
			names++
		case f.Shape == lang.ShapeMark || f.Shape == lang.ShapeInitial || s.words[i].tag == lang.CC || s.words[i].tag == lang.IN:
		default:
			return 0
		}
	}
	return 0
}

// capitals reports whether the words of [first, last) are all in capitals.
func (s *Scene) capitals(first, last int) bool {
	for i := first; i < last; i++ {
		if sh := s.Doc.Forms[i].Shape; sh != lang.ShapeUpper && sh != lang.ShapeMark && sh != lang.ShapeDotted && sh != lang.ShapeInitial {
			return false
		}
	}
	return true
}

// labelled returns the candidate of a paragraph that starts with a label of k tokens.
func (s *Scene) labelled(p, first, k, last int) Candidate {
	c := Candidate{Cue: []int{first + k}, Source: run(first, first+k), Content: run(first+k+1, last), layout: layoutLabel}
	if p == 0 {
		c.layout = layoutHeadline
	}
	return c
}

// again reports whether the word at i, in capitals, stands elsewhere in the
// story: labels of transcripts name people who speak twice or were introduced,
// unlike "CORRECTION:".
func (s *Scene) again(i int) bool {
	for j := range s.words {
		if j != i && s.Doc.Forms[j].Word == s.Doc.Forms[i].Word && s.Doc.Forms[j].Shape != lang.ShapeLower {
			return true
		}
	}
	return false
}

// tagLine returns the candidate of a paragraph that is, or ends in, a dash and
// a name.
func (s *Scene) tagLine(p, first, last int) (Candidate, bool) {
	for i := max(first, last-maxTagLine); i+1 < last; i++ {
		if !isDash(s.Doc.Word(i)) || s.words[i].quote != quoteOut || !s.words[i+1].tag.Proper() && s.words[i+1].tag != lang.DT {
			continue
		}
		c := Candidate{Cue: []int{i}, layout: layoutTagLine}
		end := last
		if s.Doc.Tokens[last-1].XPOS == lang.Period {
			end--
		}
		c.Source = run(i+1, end)
		switch {
		case i == first && p > 0:
			a, b := s.paragraph(p - 1)
			c.Content = s.quoted(a, b)
			c.sure = len(c.Content) == b-a
			if c.Content == nil {
				c.Content = run(a, b)
			}
		case i > first && (s.words[i-1].quote == quoteClose || s.words[i-1].quote == scareClose):
			c.Content = s.quoted(first, i)
			c.sure = len(c.Content) == i-first
		}
		return c, len(c.Content) > 0 && len(c.Source) > 0
	}
	return Candidate{}, false
}

func isDash(w string) bool { return w == "--" || w == "-" || w == "—" || w == "–" || w == "―" }

// quoted returns the tokens of [first, last) that stand in quotations.
func (s *Scene) quoted(first, last int) []int {
	var out []int
	for i := first; i < last; i++ {
		if s.words[i].quote != quoteOut {
			out = append(out, i)
		}
	}
	return out
}

// tail returns the candidate of a headline that ends in a colon and whoever
// says it.
func (s *Scene) tail(p, first, last int) (Candidate, bool) {
	if x := s.words[first].tag; p != 0 || s.Doc.Tokens[last-1].XPOS == lang.Period || x == lang.WP || x == lang.WRB { // "What we know of it: a guide"
		return Candidate{}, false
	}
	for i := last - 2; i > first+1 && i >= last-1-maxTail; i-- {
		if s.words[i].tag.Verbal() && s.Doc.Forms[i].Shape == lang.ShapeLower {
			return Candidate{}, false
		}
		if w := s.Doc.Word(i); (w == ":" || isDash(w) && s.apart(i)) && (i-first >= minHeadline || i-first >= minEvent && s.finite(first, i) && s.nominal(i+1, last)) {
			c := Candidate{Cue: []int{i}, Source: run(i+1, last), Content: run(first, i), layout: layoutHeadline}
			c.sure = s.nominal(i+1, last) && s.eventful(first, i)
			return c, true
		}
	}
	return Candidate{}, false
}

// apart reports whether the dash at i has space on both sides.
func (s *Scene) apart(i int) bool {
	return s.Doc.Tokens[i-1].End < s.Doc.Tokens[i].Start && s.Doc.Tokens[i].End < s.Doc.Tokens[i+1].Start
}

// eventful reports whether [first, last) tells of something that happened: it
// has a verb, or says who is dead.
func (s *Scene) eventful(first, last int) bool {
	for i := first; i < last; i++ {
		if x := s.words[i].tag; x.Verbal() || x == lang.MD || happened[s.wordAt(i)] {
			return true
		}
	}
	return false
}

var happened = hashed("dead killed hurt injured wounded missing arrested held feared likely talks deal")

// minHeadline is how many tokens a headline has before a colon and whoever says
// it: "Live updates: Storm Eva" is no statement.
const minHeadline = 5

// minEvent is the same for one with a verb: "Storm kills 12: coastguard".
const minEvent = 3

// finite reports whether a verb of the present or past stands in [first, last),
// and no question word starts it.
func (s *Scene) finite(first, last int) bool {
	if x := s.words[first].tag; x >= lang.WDT && x <= lang.WRB {
		return false
	}
	for i := first + 1; i < last; i++ {
		if x := s.words[i].tag; x == lang.VBZ || x == lang.VBP || x == lang.VBD {
			return true
		}
	}
	return false
}

// nominal reports whether the tokens [first, last) are a noun phrase that may
// name a speaker.
func (s *Scene) nominal(first, last int) bool {
	for i := first; i < last; i++ {
		if x := s.words[i].tag; !x.Nominal() && x != lang.JJ && x != lang.DT && x != lang.HYPH && x != lang.POS && x != lang.IN {
			return false
		}
	}
	return s.words[last-1].tag.Nominal()
}

// leadIns appends the candidates of the sentences of paragraph p that end in a
// colon before a quotation.
func (s *Scene) leadIns(p int, out []Candidate) []Candidate {
	par := s.Doc.Paragraphs[p]
	for si := par.First; si < par.Last; si++ {
		st := s.Doc.Sentences[si]
		for i := st.First + 1; i < st.Last && i+1 < len(s.words); i++ {
			if s.Doc.Word(i) != ":" || s.words[i].quote != quoteOut || s.words[i+1].quote != quoteOpen {
				continue
			}
			source := s.phraseBefore(st.First, i)
			if source == nil {
				continue
			}
			j := i + 1
			for j < len(s.words) && s.words[j].region == s.words[i+1].region {
				j++
			}
			c := Candidate{Cue: []int{i}, Source: source, Content: run(i+1, j), layout: layoutLeadIn}
			c.sure = source[0] > st.First && s.Doc.Forms[source[0]-1].Word == fromWord
			out = append(out, c)
		}
	}
	return out
}

// phraseBefore returns the noun phrase that ends just before token i, without
// the preposition before it.
func (s *Scene) phraseBefore(first, i int) []int {
	h := i - 1
	if !s.words[h].tag.Nominal() {
		return nil
	}
	for a := int(s.words[h].head); a >= first && a < i && s.words[a].tag.Nominal() && int(s.words[a].left) >= first; a = int(s.words[a].head) {
		h = a
	}
	from := int(s.words[h].left)
	for from < h && (s.words[from].tag == lang.IN || s.words[from].tag == lang.CC || s.words[from].tag == lang.RB || s.words[from].tag == lang.TO) {
		from++
	}
	return run(from, i)
}

// run returns the numbers from first to last-1.
func run(first, last int) []int {
	var out []int
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

var fromWord = lang.WordHash("from")

// addLaidOut adds to cands those candidates of the layout that the cue finder
// has not found, in the order of the text.
func (s *Scene) addLaidOut(cands []Candidate) []Candidate {
	known := map[int]bool{}     // tokens that are part of a cue
	knownIn := map[int32]bool{} // sentences with one
	for _, o := range cands {
		if o.CueProb > .3 {
			knownIn[s.words[o.Cue[0]].sent] = true
			mark(known, o.Cue)
		}
	}
	for _, c := range s.laidOut() {
		c.CueProb = .5
		switch {
		case c.sure: // the layout knows better what the label's colon leads to
			cands = slices.DeleteFunc(cands, func(o Candidate) bool { return contains(o.Cue, c.Cue[0]) })
			cands = append(cands, c)
		case !known[c.Cue[0]] && (c.layout != layoutLeadIn || !knownIn[s.words[c.Cue[0]].sent]):
			cands = append(cands, c)
		}
	}
	slices.SortStableFunc(cands, func(a, b Candidate) int { return a.Cue[0] - b.Cue[0] })
	return cands
}
