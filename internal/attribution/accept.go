package attribution

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// AcceptFeatures appends to f the features by which candidate k is judged.
func (s *Scene) AcceptFeatures(cands []Candidate, k int, f []uint64) []uint64 {
	c := &cands[k]
	d := s.Doc
	h := s.cueHead(c.Cue)
	w := &s.words[h]
	kind := s.KindOf(c)
	cp := uint64(logit4(c.CueProb))
	sp := uint64(min(12, int(-c.SpanProb*6)))
	var srcTag, srcLemma, srcLen uint64
	if len(c.Source) > 0 {
		sh := s.cueHead(c.Source)
		srcTag, srcLemma = uint64(s.words[sh].tag)+1, s.words[sh].lemma
		srcLen = uint64(bucket[min(15, len(c.Source))])
	}
	n := uint64(bucket[min(15, len(c.Content))]) + uint64(b2b(len(c.Content) > 25))*8
	cn := uint64(min(5, len(c.Cue)))
	in := uint64(w.quote)
	// How it stands to the other candidates.
	within, holds, shares, twin := uint64(0), uint64(0), uint64(0), uint64(0)
	for j := max(0, k-neighbours); j < min(len(cands), k+neighbours+1); j++ {
		o := &cands[j]
		if j == k || o.CueProb < .2 {
			continue
		}
		strong := b2u(o.CueProb > c.CueProb)
		if contains(o.Content, h) {
			within = max(within, 1+strong+b2u(o.CueProb > .8))
		}
		if contains(c.Content, o.Cue[0]) {
			holds = max(holds, 1+strong)
		}
		if x := common(c.Content, o.Content); x > 0 && !contains(o.Content, h) && !contains(c.Content, o.Cue[0]) {
			shares = max(shares, 1+strong)
			if x*2 > len(c.Content) {
				shares = max(shares, 3+strong)
			}
		}
		if contains(o.Source, h) {
			twin = 1
		}
	}
	side := uint64(0)
	if len(c.Content) > 0 {
		side = 1 + b2u(c.Content[0] > c.Cue[0])
		if c.Content[0] < c.Cue[0] && c.Content[len(c.Content)-1] > c.Cue[0] {
			side = 3
		}
	}
	srcSide := uint64(0)
	if len(c.Source) > 0 {
		srcSide = 1 + b2u(c.Source[0] > c.Cue[0])
	}
	firstTag, firstLemma, lastRel := uint64(0), uint64(0), uint64(0)
	cont := uint64(0)
	if len(c.Content) > 0 {
		fw := &s.words[c.Content[0]]
		firstTag, firstLemma = uint64(fw.tag), fw.lemma
		// Is the content one subtree, and of what relation?
		top := s.words[fw.opens]
		cont = 1
		if int(top.left) == c.Content[0] && int(top.right) == c.Content[len(c.Content)-1] {
			cont = 2 + uint64(top.rel)
		}
		lw := s.words[c.Content[len(c.Content)-1]]
		lastRel = uint64(lw.rel)
	}
	pieces := uint64(0)
	for i := 1; i < len(c.Content); i++ {
		if c.Content[i] != c.Content[i-1]+1 {
			pieces = min(pieces+1, 3)
		}
	}
	place := uint64(0)
	if d.Sentences[w.sent].Paragraph == 0 {
		place = 1
	}
	verb := uint64(0) // does the content hold a verb?
	for _, i := range c.Content {
		if s.words[i].tag.Verbal() || s.words[i].tag == lang.MD {
			verb = 1
			break
		}
	}
	link := s.sourceLink(h, c.Source)
	doubt := uint64(c.doubt)<<1 | b2u(len(c.Options) > 1)
	tak := uint64(min(3, len(c.Taken)))
	return append(f,
		1,
		weights.Join(2, cp),
		weights.Join(3, sp),
		weights.Join2(4, cp, sp),
		weights.Join2(5, kind, cp),
		weights.Join2(6, kind, sp),
		weights.Join(7, w.lemma),
		weights.Join2(8, w.lemma, uint64(w.tag)),
		weights.Join2(9, w.lemma, kind),
		weights.Join2(10, w.lemma, uint64(w.kids)),
		weights.Join2(11, w.lemma, srcTag),
		weights.Join2(12, w.sense, kind),
		weights.Join3(13, w.sense, srcTag, kind),
		weights.Join2(14, srcTag, cp),
		weights.Join2(15, srcTag, kind),
		weights.Join(16, srcLemma),
		weights.Join2(17, srcLemma, w.lemma),
		weights.Join2(18, srcLen, srcTag),
		weights.Join2(19, n, kind),
		weights.Join3(20, n, kind, cp),
		weights.Join2(21, cn, cp),
		weights.Join2(22, in, cp),
		weights.Join2(23, in, kind),
		weights.Join2(24, within, cp),
		weights.Join3(25, within, in, kind),
		weights.Join2(26, holds, cp),
		weights.Join2(27, holds, kind),
		weights.Join2(28, shares, cp),
		weights.Join2(29, shares, kind),
		weights.Join2(30, twin, cp),
		weights.Join3(31, side, srcSide, kind),
		weights.Join3(32, side, srcSide, w.lemma),
		weights.Join2(33, firstTag, cont),
		weights.Join2(34, firstLemma, w.lemma),
		weights.Join2(35, cont, w.lemma),
		weights.Join2(36, pieces, kind),
		weights.Join2(37, place, cp),
		weights.Join2(38, verb, cp),
		weights.Join2(39, verb, w.lemma),
		weights.Join3(40, verb, kind, n),
		weights.Join2(41, tak, kind),
		weights.Join3(42, within, holds, shares),
		weights.Join2(43, uint64(w.rel), cp),
		weights.Join2(44, uint64(w.rel), w.lemma),
		weights.Join2(45, uint64(w.kids), kind),
		weights.Join2(46, lastRel, cont),
		weights.Join3(47, cp, sp, kind),
		weights.Join3(48, uint64(w.tag), cp, srcTag),
		weights.Join2(49, uint64(c.layout), srcTag),
		weights.Join3(50, uint64(c.layout), kind, n),
		weights.Join2(51, link, w.lemma),
		weights.Join3(52, link, uint64(w.rel), cp),
		weights.Join3(53, link, uint64(w.kids), uint64(w.rel)),
		weights.Join2(54, link, within),
		weights.Join2(55, doubt, cp),
		weights.Join3(56, doubt, sp, kind),
		weights.Join2(57, doubt, link),
	)
}

// neighbours is how many candidates on either side one is compared with.
const neighbours = 20

// logit4 puts a probability into classes that are finer towards 0 and 1.
func logit4(p float64) int {
	l := math.Log((p + 1e-4) / (1 - p + 1e-4))
	return int(math.Floor(l*1.5)) + 20
}

func contains(toks []int, i int) bool {
	_, ok := slices.BinarySearch(toks, i)
	return ok
}

// common returns how many elements two sorted lists share.
func common(a, b []int) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// sigmoid is the logistic function.
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
