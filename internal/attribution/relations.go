package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// relations turns candidates, in the order of their first words, into
// relations: what quotes on in a new paragraph becomes a relation of its own,
// and quotations that nobody was found to utter are relations without a
// source and a cue.
func (s *Scene) relations(kept []Candidate) []Relation {
	var out []Relation
	var at []int // the candidate of each relation, -1 for none
	for k := range kept {
		c := &kept[k]
		own, later := s.byParagraph(c)
		from := len(out)
		out = append(out, s.relation(c, own, -1))
		at = append(at, k)
		for _, toks := range later {
			out = append(out, s.relation(&Candidate{Prob: c.Prob}, toks, from))
			from = len(out) - 1
			at = append(at, -1)
		}
	}
	for i, k := range at {
		if k >= 0 {
			out[i].Within = s.within(kept, k, at)
		}
	}
	for _, toks := range s.unclaimed(kept) {
		r := s.relation(&Candidate{Prob: unclaimedProb}, toks, -1)
		r.By = s.spokenOf(kept, toks[0])
		out = append(out, r)
	}
	return inOrder(out)
}

// unclaimedProb is the confidence of a quotation of a sentence or more that
// nobody was found to utter: that it is a statement, on training stories.
const unclaimedProb = .5

// relation makes a relation of a candidate whose content is toks.
func (s *Scene) relation(c *Candidate, toks []int, continues int) Relation {
	r := Relation{Source: s.pieces(s.trimmed(s.timeless(c.Source))), Cue: s.pieces(s.bare(c.Cue)), Content: s.pieces(s.trimmed(toks)), Continues: continues, Within: -1, Confidence: c.Prob}
	if len(c.to) > 0 {
		r.To = s.Doc.Span(c.to[0], c.to[len(c.to)-1]+1)
	}
	switch s.KindOf(&Candidate{Content: toks}) {
	case 2:
		r.Kind = Mixed
	case 3:
		r.Kind = Direct
	}
	// What is reported inside a quotation has no marks of its own there.
	if c.nested && r.Kind == Direct && !s.marked(toks) {
		r.Kind = Indirect
	}
	return r
}

// trimmed returns toks without the commas at the edges of its pieces: one after
// an appositive, or outside the marks, belongs to neither source nor content.
func (s *Scene) trimmed(toks []int) []int {
	out := make([]int, 0, len(toks))
	for k, i := range toks {
		edge := k == 0 || toks[k-1] != i-1 || k == len(toks)-1 || toks[k+1] != i+1
		if !edge || s.words[i].tag != lang.Comma {
			out = append(out, i)
		}
	}
	return out
}

// timeless returns a source without the runs of tokens that tell only when it
// spoke: "late Sunday" in "Goran Vale said late Sunday".
func (s *Scene) timeless(source []int) []int {
	out := source[:0:0]
	for i := 0; i < len(source); {
		j, days, others := i, 0, 0
		for ; j < len(source) && (j == i || source[j] == source[j-1]+1); j++ {
			switch w := s.wordAt(source[j]); {
			case calendar[w]:
				days++
			case !byDay[w]:
				others++
			}
		}
		if days == 0 || others > 0 {
			out = append(out, source[i:j]...)
		}
		i = j
	}
	return out
}

// byDay are words that stand with the name of a day.
var byDay = hashed("late early earlier on last this next , the")

// bare returns the tokens of a cue without the marks at its end ("said:"),
// unless it is nothing else.
func (s *Scene) bare(cue []int) []int {
	for n := len(cue); n > 1 && s.Doc.Forms[cue[n-1]].Shape == lang.ShapeMark; n-- {
		cue = cue[:n-1]
	}
	return cue
}

// marked reports whether toks, which stand in a quotation, hold a mark.
func (s *Scene) marked(toks []int) bool {
	for _, i := range toks {
		t := s.Doc.Tokens[i]
		for k := max(0, s.words[i].region); int(k) < len(s.Doc.Quotations) && s.Doc.Quotations[k].Start <= t.Start; k++ {
			if q := s.Doc.Quotations[k]; t.Start < q.End && (t.Start < q.Inner.Start || t.Start >= q.Inner.End || q.Depth > 0) {
				return true
			}
		}
	}
	return false
}

// byParagraph splits the content of c into what belongs to its own statement
// and what quotes on in later paragraphs after a closed quotation.
func (s *Scene) byParagraph(c *Candidate) (own []int, later [][]int) {
	last := s.parOf(c.Cue[0])
	for _, i := range c.Content {
		p := s.parOf(i)
		switch {
		case p <= last && later == nil:
			own = append(own, i)
		case p <= last:
			later[len(later)-1] = append(later[len(later)-1], i)
		case s.goesOn(i) && later == nil:
			own = append(own, i)
			last = p
		case s.goesOn(i):
			later[len(later)-1] = append(later[len(later)-1], i)
			last = p
		case len(own) == 0:
			own = append(own, i)
			last = p
		default:
			later = append(later, []int{i})
			last = p
		}
	}
	return own, later
}

func (s *Scene) parOf(i int) int { return s.Doc.Sentences[s.words[i].sent].Paragraph }

// goesOn reports whether token i stands in a quotation that carries on the
// open one of the paragraph before.
func (s *Scene) goesOn(i int) bool {
	r := s.words[i].region
	return r >= 0 && s.Doc.Quotations[r].Continues
}

// within returns the index of the relation in whose content candidate k stands
// most closely, -1 for none; at gives the candidate of each relation.
func (s *Scene) within(kept []Candidate, k int, at []int) int {
	best, size := -1, 0
	for i, j := range at {
		if j < k-neighbours || j > k+neighbours || j < 0 || j == k {
			continue
		}
		o := &kept[j]
		if kept[k].cites {
			if !o.cites && slices.Equal(o.Content, kept[k].Content) {
				return i
			}
			continue
		}
		if !contains(o.Content, kept[k].Cue[0]) || contains(kept[k].Content, o.Cue[0]) && len(kept[k].Content) >= len(o.Content) {
			continue
		}
		if best < 0 || len(o.Content) < size {
			best, size = i, len(o.Content)
		}
	}
	return best
}

// unclaimed returns the quotations of a sentence or more that are part of no
// candidate taken.
func (s *Scene) unclaimed(kept []Candidate) [][]int {
	taken := make([]bool, len(s.words))
	for k := range kept {
		for _, toks := range [][]int{kept[k].Source, kept[k].Cue, kept[k].Content} {
			for _, i := range toks {
				taken[i] = true
			}
		}
	}
	var out [][]int
	for _, q := range s.quoteRuns() {
		st := s.Doc.Sentences[s.words[q.first].sent]
		whole := s.closed(q) && q.first == st.First && s.words[q.first].quote == quoteOpen && q.last >= s.Doc.Sentences[s.words[q.last-1].sent].Last-1
		if whole && !slices.Contains(taken[q.first:q.last], true) && s.hasVerb(q.first, q.last) {
			out = append(out, run(q.first, q.last))
		}
	}
	return out
}

// closed reports whether the quotation q has a closing mark, or is carried on by
// the next paragraph: otherwise a mark was forgotten, and nobody knows where.
func (s *Scene) closed(q quoteRun) bool {
	r := int(s.words[q.first].region)
	if !s.Doc.Quotations[r].Open {
		return true
	}
	for _, n := range s.Doc.Quotations[r+1:] {
		if n.Depth == 0 {
			return n.Continues
		}
	}
	return false
}

// spokenOf returns the name that is the subject of the sentence before that of
// token i, in its paragraph, if nobody says anything in that sentence.
func (s *Scene) spokenOf(kept []Candidate, i int) lang.Span {
	si := int(s.words[i].sent)
	if si == 0 || s.Doc.Sentences[si-1].Paragraph != s.Doc.Sentences[si].Paragraph {
		return lang.Span{}
	}
	st := s.Doc.Sentences[si-1]
	for k := range kept {
		if c := kept[k].Cue[0]; st.First <= c && c < st.Last {
			return lang.Span{}
		}
	}
	for t := st.First; t < st.Last; t++ {
		if sj := s.words[t].subj; s.words[t].head < 0 && sj >= 0 && s.words[sj].tag.Proper() {
			return s.Doc.Span(int(s.words[sj].left), int(s.words[sj].right)+1)
		}
	}
	return lang.Span{}
}

func (s *Scene) hasVerb(first, last int) bool {
	for i := first; i < last; i++ {
		if s.words[i].tag.Verbal() || s.words[i].tag == lang.MD {
			return true
		}
	}
	return false
}

// inOrder sorts relations by their first words and keeps the links between
// them.
func inOrder(rels []Relation) []Relation {
	order := make([]int, len(rels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return start(&rels[a]) - start(&rels[b]) })
	to := make([]int, len(rels))
	for n, i := range order {
		to[i] = n
	}
	out := make([]Relation, len(rels))
	for n, i := range order {
		out[n] = rels[i]
		if r := &out[n]; r.Continues >= 0 {
			r.Continues = to[r.Continues]
		}
		if r := &out[n]; r.Within >= 0 {
			r.Within = to[r.Within]
		}
	}
	return out
}

// start returns where the first word of r stands.
func start(r *Relation) int {
	at := -1
	for _, spans := range [][]lang.Span{r.Source, r.Cue, r.Content} {
		if len(spans) > 0 && (at < 0 || spans[0].Start < at) {
			at = spans[0].Start
		}
	}
	return at
}
