package attribution

import (
	"sort"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// How many sentences before and after the cue's a quotation may stand that
// belongs to its content, and how many such it may have.
const (
	sentencesBack    = 6
	sentencesForward = 10
	maxTaken         = 40 // quotations on either side
)

// An extender walks over the quotations around one candidate.
type extender struct {
	s      *Scene
	cands  []Candidate
	owner  []int32 // by token: the candidate in whose cue sentence's content it stands, plus 1
	cueIn  []int32 // by token: the candidate whose cue it is in, plus 1
	quotes []quoteRun
}

// A quoteRun is an outermost quotation in tokens.
type quoteRun struct{ first, last int }

func newExtender(s *Scene, cands []Candidate) *extender {
	d := s.Doc
	e := &extender{s: s, cands: cands, quotes: s.quoteRuns(), owner: make([]int32, len(d.Tokens)), cueIn: make([]int32, len(d.Tokens))}
	for k := range cands {
		for _, i := range cands[k].Content {
			if e.owner[i] == 0 || cands[e.owner[i]-1].CueProb < cands[k].CueProb {
				e.owner[i] = int32(k + 1)
			}
		}
		for _, i := range cands[k].Cue {
			e.cueIn[i] = int32(k + 1)
		}
	}
	return e
}

// quoteRuns returns the outermost quotations of s in the order of the text.
func (s *Scene) quoteRuns() []quoteRun {
	var out []quoteRun
	for i := 0; i < len(s.words); {
		r := s.words[i].region
		j := i + 1
		for j < len(s.words) && s.words[j].region == r {
			j++
		}
		if r >= 0 {
			out = append(out, quoteRun{i, j})
		}
		i = j
	}
	return out
}

// offers calls choose for the quotations that may belong to candidate k, from
// the nearest outward, before and after the cue's sentence; choose says
// whether it is taken. A quotation is given by its tokens.
func (e *extender) offers(k int, choose func(q quoteRun, features []uint64) bool) {
	c := &e.cands[k]
	si := int(e.s.words[c.Cue[0]].sent)
	st := e.s.Doc.Sentences[si]
	var feats []uint64
	for _, dir := range []int{1, -1} {
		taken, edge := 0, st.Last
		if dir < 0 {
			edge = st.First
		}
		qi := 0
		if dir > 0 {
			qi = sort.Search(len(e.quotes), func(i int) bool { return e.quotes[i].first >= st.Last })
		} else {
			qi = sort.Search(len(e.quotes), func(i int) bool { return e.quotes[i].last > st.First }) - 1
		}
		for ; qi >= 0 && qi < len(e.quotes) && taken < maxTaken; qi += dir {
			q := e.quotes[qi]
			if dir > 0 && int(e.s.words[q.first].sent) > si+sentencesForward || dir < 0 && int(e.s.words[q.last-1].sent) < si-sentencesBack {
				break
			}
			feats = e.features(c, k, st, q, qi, dir, taken, edge, feats[:0])
			if !choose(q, feats) {
				break
			}
			taken++
			if dir > 0 {
				edge = q.last
			} else {
				edge = q.first
			}
		}
	}
}

// features appends the features of quotation q as a part of the content of
// candidate k. edge is where the sentence or the quotation taken last ends.
func (e *extender) features(c *Candidate, k int, st lang.Sentence, q quoteRun, qi, dir, taken, edge int, f []uint64) []uint64 {
	s, d := e.s, e.s.Doc
	si := int(s.words[c.Cue[0]].sent)
	qs, ql := int(s.words[q.first].sent), int(s.words[q.last-1].sent)
	dist := qs - si
	if dir < 0 {
		dist = si - ql
	}
	pars := d.Sentences[qs].Paragraph - st.Paragraph
	if dir < 0 {
		pars = st.Paragraph - d.Sentences[ql].Paragraph
	}
	gapFirst, gapLast := edge, q.first
	if dir < 0 {
		gapFirst, gapLast = q.last, edge
	}
	gap, gapCue, gapVerb := 0, uint64(0), uint64(0)
	for i := gapFirst; i < gapLast; i++ {
		if d.Forms[i].Shape != lang.ShapeMark {
			gap++
		}
		if e.cueIn[i] != 0 {
			gapCue = 1
		}
		if s.words[i].tag.Verbal() {
			gapVerb = 1
		}
	}
	gapPars := uint64(0)
	if gapFirst < len(d.Tokens) && gapLast > 0 {
		a, b := max(0, gapFirst-1), min(gapLast, len(d.Tokens)-1)
		gapPars = uint64(min(3, d.Sentences[s.words[b].sent].Paragraph-d.Sentences[s.words[a].sent].Paragraph))
	}
	owned, ownedBy := uint64(0), uint64(0)
	for i := q.first; i < q.last; i++ {
		if o := e.owner[i]; o != 0 && int(o-1) != k {
			owned = 1
			if p := e.cands[o-1].CueProb; p > .5 {
				ownedBy = 1
			}
		}
	}
	// Do its sentences hold anything but it, and a cue?
	a, b := d.Sentences[qs].First, d.Sentences[ql].Last
	outside, ownCue := 0, uint64(0)
	for i := a; i < b; i++ {
		if i >= q.first && i < q.last {
			continue
		}
		if d.Forms[i].Shape != lang.ShapeMark {
			outside++
		}
		if e.cueIn[i] != 0 {
			ownCue = 1
		}
	}
	p := d.Paragraphs[d.Sentences[qs].Paragraph]
	startsPar := b2u(d.Sentences[p.First].First == q.first)
	endsPar := b2u(q.last >= d.Sentences[d.Paragraphs[d.Sentences[ql].Paragraph].Last-1].Last-1)
	region := &d.Quotations[s.words[q.first].region]
	open := b2u(region.Open)<<1 | b2u(region.Continues)
	nextCue := uint64(0)
	if ql+1 < len(d.Sentences) && d.Sentences[ql+1].Paragraph == d.Sentences[ql].Paragraph {
		nx := d.Sentences[ql+1]
		for i := nx.First; i < nx.Last; i++ {
			if e.cueIn[i] != 0 {
				nextCue = 1
			}
		}
	}
	in := s.KindOf(c)
	after := b2u(len(c.Content) > 0 && c.Content[0] > c.Cue[0])
	last := d.Tokens[st.Last-1]
	end := uint64(s.words[st.Last-1].quote) + 1
	if d.Text[last.Start] == ':' {
		end = 20
	}
	src := uint64(0)
	if len(c.Source) > 0 {
		src = uint64(s.words[c.Source[0]].tag) + 1
	}
	long := uint64(bucket[min(15, q.last-q.first)])
	scare := b2u(s.words[q.first].quote >= scareIn)
	dr := b2u(dir > 0)<<4 | uint64(min(taken, 3))
	ds := uint64(min(dist, 6))<<4 | uint64(min(pars, 4))
	gp := uint64(bucket[min(15, gap)])<<8 | gapCue<<4 | gapVerb<<5 | gapPars
	own := owned<<3 | ownedBy<<2 | ownCue<<1 | nextCue
	out := uint64(bucket[min(15, outside)])
	first := uint64(d.Forms[min(q.first+1, q.last-1)].Shape)
	lem := s.words[s.cueHead(c.Cue)].lemma
	return append(f,
		weights.Join(1, dr),
		weights.Join2(2, dr, ds),
		weights.Join3(3, dr, ds, in),
		weights.Join2(4, dr, gp),
		weights.Join3(5, dr, gp, in),
		weights.Join2(6, dr, own),
		weights.Join3(7, dr, own, in),
		weights.Join3(8, dr, own, ds),
		weights.Join3(9, dr, own, gp),
		weights.Join2(10, dr, out),
		weights.Join3(11, dr, out, own),
		weights.Join3(12, dr, startsPar<<1|endsPar, in),
		weights.Join3(13, dr, startsPar<<1|endsPar, gp),
		weights.Join3(14, dr, open, in),
		weights.Join3(15, dr, end, in),
		weights.Join3(16, dr, end, ds),
		weights.Join2(17, dr, lem),
		weights.Join3(18, dr, lem, in),
		weights.Join3(19, dr, long, scare),
		weights.Join3(20, dr, first, in),
		weights.Join3(21, dr, src, in),
		weights.Join3(22, dr, after, in<<8|ds),
		weights.Join3(23, dr, gp, own<<8|in),
		weights.Join3(24, dr<<8|own, ds<<8|in, gp),
		weights.Join3(25, dr, end<<8|in, gp),
		weights.Join3(26, dr, uint64(prob10(c.CueProb)), in),
	)
}

// prob10 puts a probability into one of ten classes.
func prob10(p float64) int { return min(9, int(p*10)) }

// KindOf says how the content of c that stands in its cue's sentence is
// quoted: 0 there is none, 1 not, 2 partly, 3 wholly.
func (s *Scene) KindOf(c *Candidate) uint64 {
	in, all := 0, 0
	for _, i := range c.Content {
		if s.Doc.Forms[i].Shape == lang.ShapeMark {
			continue
		}
		all++
		if q := s.words[i].quote; q == quoteIn || q == scareIn {
			in++
		}
	}
	switch {
	case len(c.Content) == 0:
		return 0
	case in == 0:
		return 1
	case in < all:
		return 2
	}
	return 3
}

// complete adds to the content of c the rest of every quotation that it has a
// part of, where the quotation runs on beyond the cue's sentence.
func (e *extender) complete(c *Candidate) {
	if len(c.Content) == 0 {
		return
	}
	st := e.s.Doc.Sentences[e.s.words[c.Cue[0]].sent]
	for _, q := range e.quotes[sort.Search(len(e.quotes), func(i int) bool { return e.quotes[i].last > st.First }):] {
		if q.first >= st.Last {
			break
		}
		if q.first >= st.First && q.last <= st.Last {
			continue
		}
		if !overlaps(c.Content, q) || overlaps(c.Cue, q) {
			continue
		}
		var more []int
		for i := q.first; i < q.last; i++ {
			if i < st.First || i >= st.Last {
				more = append(more, i)
			}
		}
		c.Content = merge(c.Content, more)
	}
}

func overlaps(toks []int, q quoteRun) bool {
	for _, i := range toks {
		if q.first <= i && i < q.last {
			return true
		}
	}
	return false
}

// merge returns the union of two sorted lists.
func merge(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			out = append(out, a[0])
			a = a[1:]
		case len(a) == 0 || b[0] < a[0]:
			out = append(out, b[0])
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}
