package attribution

import (
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// Labels of the cue finder.
const (
	cueO = iota
	cueB
	cueI
	numCueLabels
)

// Events of a chain of cue labels, which the features of two neighbouring
// tokens speak for or against.
const (
	cueStarts = iota
	cueStays
	cueEnds
	numCueEvents
)

// cueEvents returns the set of events, as bits, of going from label p to y.
func cueEvents(p, y int) uint {
	e := uint(0)
	switch y {
	case cueB:
		e = 1 << cueStarts
	case cueI:
		e = 1 << cueStays
	}
	if p != cueO && y != cueI {
		e |= 1 << cueEnds
	}
	return e
}

// cueAllowed reports whether label y may follow label p.
func cueAllowed(p, y int) bool { return y != cueI || p != cueO }

// sentenceView is what the cue features know of a whole sentence.
type sentenceView struct {
	first, last  int
	hasQuote     uint64
	before       uint64 // how the sentence before ends, and the one after starts
	after        uint64
	place        uint64 // headline, first of its paragraph
	colon        uint64
	quoteToLeft  []uint8 // by token: distance to the nearest mark on either side
	quoteToRight []uint8
}

func (s *Scene) view(si int, v *sentenceView) {
	d := s.Doc
	st := d.Sentences[si]
	*v = sentenceView{first: st.First, last: st.Last, quoteToLeft: v.quoteToLeft[:0], quoteToRight: v.quoteToRight[:0]}
	n := st.Last - st.First
	dist := uint8(15)
	for i := st.First; i < st.Last; i++ {
		switch q := s.words[i].quote; {
		case q == quoteOpen || q == quoteClose || q == scareOpen || q == scareClose:
			dist = 0
			if q <= quoteClose {
				v.hasQuote |= 1
			} else {
				v.hasQuote |= 2
			}
		default:
			dist = min(dist+1, 15)
			if q == quoteIn {
				v.hasQuote |= 4
			} else if q == quoteOut {
				v.hasQuote |= 8
			}
		}
		v.quoteToLeft = append(v.quoteToLeft, dist)
		if d.Tokens[i].XPOS == lang.Colon && d.Word(i) == ":" {
			v.colon = 1
		}
	}
	v.quoteToRight = append(v.quoteToRight, v.quoteToLeft...)
	dist = 15
	for k := n - 1; k >= 0; k-- {
		if v.quoteToLeft[k] == 0 {
			dist = 0
		} else {
			dist = min(dist+1, 15)
		}
		v.quoteToRight[k] = bucket[dist]
	}
	for k := range v.quoteToLeft {
		v.quoteToLeft[k] = bucket[v.quoteToLeft[k]]
	}
	if si > 0 {
		p := d.Sentences[si-1]
		v.before = uint64(s.words[p.Last-1].quote) + 1
		if p.Paragraph != st.Paragraph {
			v.before += 16
		}
	}
	if si+1 < len(d.Sentences) {
		p := d.Sentences[si+1]
		v.after = uint64(s.words[p.First].quote) + 1
		if p.Paragraph != st.Paragraph {
			v.after += 16
		}
	}
	if st.Paragraph == 0 {
		v.place = 1
	} else if d.Paragraphs[st.Paragraph].First == si {
		v.place = 2
	}
}

// shape says what the source and content finder knows of the whole sentence:
// how it is quoted, whether it has a colon, whether it is a headline.
func (v *sentenceView) shape() uint64 {
	return v.hasQuote<<1 | v.colon | b2u(v.place == 1)<<6
}

// bucket puts distances of up to 15 into classes.
var bucket = [16]uint8{0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 6}

// cueFeatures appends to f the features of token i as a part of a cue.
func (s *Scene) cueFeatures(v *sentenceView, i int, f []uint64) []uint64 {
	ws, fs := s.words, s.Doc.Forms
	at := func(k int) (*word, *lang.Form) {
		if k < v.first {
			return &edgeWord, &edgeForm
		}
		if k >= v.last {
			return &edgeWord2, &edgeForm
		}
		return &ws[k], &fs[k]
	}
	w, fm := at(i)
	p1, pf1 := at(i - 1)
	p2, _ := at(i - 2)
	n1, nf1 := at(i + 1)
	n2, _ := at(i + 2)
	n3, _ := at(i + 3)
	x, xp, xn := uint64(w.tag), uint64(p1.tag), uint64(n1.tag)
	xp2, xn2 := uint64(p2.tag), uint64(n2.tag)
	q := uint64(w.quote)
	qd := uint64(v.quoteToLeft[i-v.first])<<8 | uint64(v.quoteToRight[i-v.first])<<4
	sent := v.hasQuote<<16 | v.colon<<24
	sense := w.sense
	f = append(f,
		1,
		weights.Join(2, w.lemma),
		weights.Join(3, fm.Word),
		weights.Join(4, x),
		weights.Join(5, fm.Suffix[1]),
		weights.Join(6, fm.Suffix[2]),
		weights.Join2(7, w.lemma, x),
		weights.Join(8, sense),
		weights.Join2(9, sense, x),
		weights.Join(10, p1.lemma),
		weights.Join(11, n1.lemma),
		weights.Join(12, p2.lemma),
		weights.Join(13, n2.lemma),
		weights.Join2(14, p1.lemma, w.lemma),
		weights.Join2(15, w.lemma, n1.lemma),
		weights.Join2(16, xp, x),
		weights.Join2(17, x, xn),
		weights.Join3(18, xp2, xp, x),
		weights.Join3(19, x, xn, xn2),
		weights.Join3(20, xp, x, xn),
		weights.Join2(21, w.lemma, xp),
		weights.Join2(22, w.lemma, xn),
		weights.Join3(23, w.lemma, n1.lemma, n2.lemma),
		weights.Join3(24, p2.lemma, p1.lemma, w.lemma),
		weights.Join2(25, pf1.Word, x),
		weights.Join2(26, nf1.Word, x),
		weights.Join2(27, p1.sense, x),
		weights.Join2(28, n1.sense, x),
		// quotations
		weights.Join2(30, q, x),
		weights.Join2(31, q, w.lemma),
		weights.Join2(32, q, sense),
		weights.Join3(33, uint64(p1.quote), q, uint64(n1.quote)),
		weights.Join2(34, qd|q, x),
		weights.Join2(35, qd|q, sense),
		weights.Join3(36, sent|q, v.before<<8|v.after, x),
		weights.Join3(37, sent|q, v.before<<8|v.after, sense),
		weights.Join2(38, sent|q, w.lemma),
		weights.Join2(39, v.place<<8|q, x),
		weights.Join2(40, v.place<<8|q, w.lemma),
		weights.Join3(41, uint64(n1.quote)<<8|uint64(n2.quote), q, w.lemma),
		weights.Join3(42, uint64(p1.quote)<<8|uint64(p2.quote), q, w.lemma),
		weights.Join3(43, w.lemma, n2.lemma, xn),
		weights.Join3(44, x, uint64(n3.tag), xn2),
	)
	return s.cueTree(w, i, x, q, f)
}

// cueTree appends the features that the dependency tree gives.
func (s *Scene) cueTree(w *word, i int, x, q uint64, f []uint64) []uint64 {
	ws := s.words
	head, grand := &edgeWord, &edgeWord
	if w.head >= 0 {
		head = &ws[w.head]
		if head.head >= 0 {
			grand = &ws[head.head]
		}
	}
	subj := &edgeWord
	side := uint64(2)
	if w.subj >= 0 {
		subj = &ws[w.subj]
		side = b2u(int(w.subj) > i)
	}
	rel, kids := uint64(w.rel), uint64(w.kids)
	dir := b2u(int(w.head) > i)
	span := uint64(0)
	if w.head >= 0 && (int(w.head)-i == 1 || i-int(w.head) == 1) {
		span = 1
	}
	f = append(f,
		weights.Join2(50, rel, x),
		weights.Join2(51, rel, w.lemma),
		weights.Join2(52, rel<<1|dir, head.lemma),
		weights.Join3(53, rel<<1|dir, uint64(head.tag), x),
		weights.Join3(54, rel, head.lemma, w.lemma),
		weights.Join2(55, kids, x),
		weights.Join2(56, kids, w.lemma),
		weights.Join2(57, kids, w.sense),
		weights.Join3(58, kids, rel, x),
		weights.Join2(59, subj.lemma, side),
		weights.Join3(60, subj.lemma, side, w.lemma),
		weights.Join3(61, uint64(subj.tag), side, w.lemma),
		weights.Join3(62, subj.sense, side, w.sense),
		weights.Join3(63, uint64(subj.tag), side, w.sense),
		weights.Join2(64, head.sense, rel),
		weights.Join3(65, head.sense, rel, w.lemma),
		weights.Join3(66, rel, uint64(head.rel), uint64(grand.rel)),
		weights.Join3(67, rel, uint64(head.rel), w.lemma),
		weights.Join2(68, grand.lemma, rel<<8|uint64(head.rel)),
		weights.Join2(69, uint64(min(w.depth, 6)), x),
		weights.Join3(70, kids, q, w.sense),
		weights.Join3(71, uint64(head.kids), rel, x),
		weights.Join3(72, span<<1|dir, rel, w.lemma),
		weights.Join3(73, uint64(w.right-w.left+1)>>2, rel, w.sense),
	)
	// Its first and last children tell particles, objects and clauses apart.
	for k := i + 1; k < len(ws) && k <= i+12 && ws[k].sent == w.sent; k++ {
		c := &ws[k]
		if int(c.head) != i || c.rel == lang.RelPunct {
			continue
		}
		switch c.rel {
		case lang.RelCcomp, lang.RelXcomp, lang.RelObj, lang.RelObl, lang.RelCompoundPrt, lang.RelAcl, lang.RelNmod, lang.RelAdvcl, lang.RelParataxis:
			f = append(f,
				weights.Join2(80, uint64(c.rel), w.lemma),
				weights.Join3(81, uint64(c.rel), c.lemma, w.lemma),
				weights.Join3(82, uint64(c.rel), uint64(c.tag), w.lemma),
				weights.Join3(83, uint64(c.rel), c.sense, w.sense),
				weights.Join3(84, uint64(c.rel), s.Doc.Forms[c.left].Word, w.sense),
				weights.Join3(85, uint64(c.rel)<<8|uint64(c.quote), uint64(s.words[c.left].quote), w.sense))
		}
	}
	return f
}

var (
	edgeWord  = word{lemma: weights.Mix(3), head: -1, subj: -1}
	edgeWord2 = word{lemma: weights.Mix(4), head: -1, subj: -1}
	edgeForm  = lang.Form{Word: weights.Mix(5)}
)

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// cueEdges appends to f the features of the step from token i-1 to i.
func (s *Scene) cueEdges(v *sentenceView, i int, f []uint64) []uint64 {
	p, w := &edgeWord, &edgeWord2
	if i > v.first {
		p = &s.words[i-1]
	}
	if i < v.last {
		w = &s.words[i]
	}
	link := uint64(0)
	if int(w.head) == i-1 {
		link = 1<<8 | uint64(w.rel)
	} else if int(p.head) == i {
		link = 2<<8 | uint64(p.rel)
	}
	return append(f,
		1,
		weights.Join2(2, uint64(p.tag), uint64(w.tag)),
		weights.Join2(3, p.lemma, w.lemma),
		weights.Join(4, link),
		weights.Join2(5, link, p.lemma),
		weights.Join2(6, link, w.lemma),
		weights.Join3(7, link, uint64(p.tag), uint64(w.tag)),
		weights.Join2(8, uint64(p.quote), uint64(w.quote)),
		weights.Join2(9, uint64(p.tag), w.lemma),
		weights.Join2(10, p.lemma, uint64(w.tag)),
	)
}
