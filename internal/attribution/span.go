package attribution

import (
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// Labels of the source and content finder.
const (
	spanO  = iota
	spanBS // begins a piece of the source
	spanIS
	spanBC // begins a piece of the content
	spanIC
	numSpanLabels
)

// Events of a chain of span labels.
const (
	startS = iota
	stayS
	endS
	startC
	stayC
	endC
	numSpanEvents
)

// spanEvents returns the set of events, as bits, of going from label p to y.
func spanEvents(p, y int) uint {
	e := uint(0)
	switch y {
	case spanBS:
		e = 1 << startS
	case spanIS:
		e = 1 << stayS
	case spanBC:
		e = 1 << startC
	case spanIC:
		e = 1 << stayC
	}
	switch p {
	case spanBS, spanIS:
		if y != spanIS {
			e |= 1 << endS
		}
	case spanBC, spanIC:
		if y != spanIC {
			e |= 1 << endC
		}
	}
	return e
}

// spanAllowed reports whether label y may follow label p.
func spanAllowed(p, y int) bool {
	switch y {
	case spanIS:
		return p == spanBS || p == spanIS
	case spanIC:
		return p == spanBC || p == spanIC
	}
	return true
}

// A frame is a cue with what the features of its source and content know of
// the sentence around it.
type frame struct {
	Cue         []int // its tokens, in order
	First, Last int   // the tokens looked at: [First, Last)
	head        int   // the cue's head
	lemma       uint64
	sense       uint64
	commas      []uint8 // by token: commas, verbs, marks between it and the cue
	verbs       []uint8
	marks       []uint8
	that        []uint8
	rivals      []uint8 // other cues up to here, twice their number and whether here is one
	branch      []int32 // the child of the cue's head (or of one above it) whose subtree it stands in
	up          []uint8 // how far above the cue's head that subtree hangs
	down        []uint8 // how deep in it the token stands
	subj        int     // the nearest subject up the tree
	shape       uint64
}

// newFrame works out the frame of a cue.
func (s *Scene) newFrame(cue []int, fr *frame) {
	d := s.Doc
	si := int(s.words[cue[0]].sent)
	st := d.Sentences[si]
	st.First = max(st.First, cue[0]-maxReach)
	st.Last = min(st.Last, cue[len(cue)-1]+1+maxReach)
	n := st.Last - st.First
	*fr = frame{Cue: cue, First: st.First, Last: st.Last, head: s.cueHead(cue),
		commas: resize(fr.commas, n), verbs: resize(fr.verbs, n), marks: resize(fr.marks, n), that: resize(fr.that, n), rivals: resize(fr.rivals, n),
		branch: resize(fr.branch, n), up: resize(fr.up, n), down: resize(fr.down, n)}
	h := &s.words[fr.head]
	fr.lemma, fr.sense = h.lemma, h.sense
	s.between(fr, cue[0]-1, -1)
	s.between(fr, cue[len(cue)-1]+1, +1)
	for k := cue[0]; k < cue[len(cue)-1]; k++ { // inside a broken cue
		fr.commas[k-fr.First] = 0
	}
	s.branches(fr)
	fr.subj = -1
	for a, k := fr.head, 0; a >= 0 && k < 4; a, k = int(s.words[a].head), k+1 {
		if sj := s.words[a].subj; sj >= 0 {
			fr.subj = int(sj)
			break
		}
	}
	fr.shape = s.shapes[si]
}

// maxReach is how far from its cue, in tokens, a source and a content are
// looked for, so that a text without full stops takes no longer than another.
const maxReach = 150

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// cueHead returns the token of cue that governs the others, a verb or noun if
// it has one.
func (s *Scene) cueHead(cue []int) int {
	best, rank := cue[0], -1
	for _, i := range cue {
		w := &s.words[i]
		r := 0
		if w.tag.Verbal() || w.tag.Nominal() {
			r = 20
		}
		r += 10 - min(int(w.depth), 10)
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}

// between counts, from token i away from the cue, what lies between.
func (s *Scene) between(fr *frame, i, step int) {
	var comma, verb, mark, that, rival uint8
	in := false // another cue
	for ; i >= fr.First && i < fr.Last; i += step {
		k := i - fr.First
		fr.commas[k], fr.verbs[k], fr.marks[k], fr.that[k] = comma, verb, mark, that
		w := &s.words[i]
		if w.cue && !in {
			rival = min(rival+1, 2)
		}
		in = w.cue
		fr.rivals[k] = rival<<1 | b2b(in)
		switch {
		case w.tag == lang.Comma:
			comma = min(comma+1, 3)
		case w.tag.Verbal() || w.tag == lang.MD:
			verb = min(verb+1, 3)
		case w.quote == quoteOpen || w.quote == quoteClose || w.quote == scareOpen || w.quote == scareClose:
			mark = min(mark+1, 3)
		case w.tag == lang.IN && w.rel == lang.RelMark:
			that = 1
		case w.tag == lang.Colon:
			that |= 2
		}
	}
}

// branches fills in by which child of the cue's head, or of a token above it,
// each token of the frame hangs.
func (s *Scene) branches(fr *frame) {
	for i := range fr.branch {
		fr.branch[i] = -1
	}
	var chain [8]int
	n := 0
	for a := fr.head; a >= 0 && n < len(chain); a = int(s.words[a].head) {
		chain[n] = a
		n++
	}
	for i := fr.First; i < fr.Last; i++ {
		k := i - fr.First
		fr.up[k] = 9
		b, depth := i, uint8(0)
		for steps := 0; b >= 0 && steps < 60; steps++ {
			h := int(s.words[b].head)
			at := -1
			for c := range n {
				if chain[c] == h {
					at = c
				}
				if chain[c] == b {
					at = 100 + c
				}
			}
			if at >= 100 { // the token is itself on the chain
				fr.up[k], fr.branch[k], fr.down[k] = uint8(at-100), int32(b), 0
				break
			}
			if at >= 0 {
				fr.up[k], fr.branch[k], fr.down[k] = uint8(at), int32(b), min(depth+1, 4)
				break
			}
			b = h
			depth++
		}
	}
}

// spanFeatures appends to f the features of token i as a part of the source or
// content of the frame's cue.
func (s *Scene) spanFeatures(fr *frame, i int, f []uint64) []uint64 {
	ws, fs := s.words, s.Doc.Forms
	at := func(k int) *word {
		if k < fr.First {
			return &edgeWord
		}
		if k >= fr.Last {
			return &edgeWord2
		}
		return &ws[k]
	}
	w, p1, n1, p2, n2 := at(i), at(i-1), at(i+1), at(i-2), at(i+2)
	k := i - fr.First
	x := uint64(w.tag)
	side, dist := s.sideOf(fr, i)
	c0, c1 := fr.Cue[0], fr.Cue[len(fr.Cue)-1]
	btw := uint64(fr.commas[k]) | uint64(fr.verbs[k])<<2 | uint64(fr.marks[k])<<4 | uint64(fr.that[k])<<6
	q := uint64(w.quote) | fr.shape<<4
	// How its quotation stands to the cue: the cue in it, touching it, elsewhere.
	rq := uint64(0)
	if w.region >= 0 {
		rq = 1
		if ws[c0].region == w.region {
			rq = 2
		}
	} else if ws[c0].region >= 0 {
		rq = 3
	}
	bw := &edgeWord
	brel, bside, bedge := uint64(60), uint64(0), uint64(0)
	if b := fr.branch[k]; b >= 0 {
		bw = &ws[b]
		brel = uint64(bw.rel)
		bside = b2u(int(b) > fr.head)
		bedge = b2u(int(bw.left) == i)<<1 | b2u(int(bw.right) == i)
		if fr.up[k] > 0 && fr.down[k] == 0 {
			brel = 61
		}
	}
	path := uint64(fr.up[k])<<16 | brel<<8 | bside<<1
	inSubj := uint64(0)
	if fr.subj >= 0 {
		sj := &ws[fr.subj]
		if int(sj.left) <= i && i <= int(sj.right) {
			inSubj = 1
			if int(sj.left) == i {
				inSubj = 2
			}
		}
	}
	op, cl := uint64(0), uint64(0)
	if o := &ws[w.opens]; int(w.opens) != i || o.left != o.right {
		op = 1 + uint64(o.rel)
	}
	if c := &ws[w.closes]; int(w.closes) != i || c.left != c.right {
		cl = 1 + uint64(c.rel)
	}
	sd := side<<8 | uint64(dist)
	rivals := uint64(fr.rivals[k])
	f = append(f,
		1,
		weights.Join2(23, side<<8|rivals, q|rq<<12),
		weights.Join3(24, side<<8|rivals, path, x),
		weights.Join2(25, side<<8|rivals, btw),
		weights.Join2(26, side<<8|rivals, fr.lemma),
		weights.Join2(27, side<<8|rivals, uint64(bw.tag)<<8|brel),
		weights.Join(2, sd),
		weights.Join2(3, sd, fr.lemma),
		weights.Join2(4, sd, x),
		weights.Join2(5, sd, fr.sense),
		weights.Join2(6, side, w.lemma),
		weights.Join3(7, side, w.lemma, fr.lemma),
		weights.Join3(8, side, x, fr.lemma),
		weights.Join3(9, side, uint64(p1.tag), x),
		weights.Join3(10, side, x, uint64(n1.tag)),
		weights.Join2(11, side, p1.lemma),
		weights.Join2(12, side, n1.lemma),
		weights.Join3(13, side, w.lemma, p1.lemma),
		weights.Join3(14, side, w.lemma, n1.lemma),
		weights.Join2(15, side, fs[i].Word),
		weights.Join2(16, side, w.sense),
		weights.Join3(17, side, w.sense, fr.sense),
		weights.Join2(18, side, btw),
		weights.Join3(19, side, btw, x),
		weights.Join3(20, side, btw, fr.sense),
		weights.Join2(21, sd, btw),
		weights.Join3(22, side, btw, fr.lemma),
		// quotations
		weights.Join2(30, side, q),
		weights.Join3(31, side, q|rq<<12, x),
		weights.Join3(32, sd, q, rq),
		weights.Join3(33, q|rq<<12, btw, side),
		weights.Join3(34, q|rq<<12, fr.lemma, side),
		weights.Join3(35, uint64(p1.quote)<<8|uint64(n1.quote), q|rq<<12, side),
		weights.Join3(36, path, q|rq<<12, side),
		// the tree
		weights.Join2(40, path, side),
		weights.Join3(41, path, fr.lemma, side),
		weights.Join3(42, path, x, side),
		weights.Join3(43, path, fr.sense, side),
		weights.Join3(44, path, uint64(fr.down[k])<<4|bedge, side),
		weights.Join3(45, path, btw, side),
		weights.Join3(46, path, bw.lemma, side),
		weights.Join3(47, path, uint64(bw.tag)<<8|bedge, side),
		weights.Join3(48, path, uint64(ws[fr.head].rel)<<8|uint64(ws[fr.head].tag), side),
		weights.Join3(49, path<<4|bedge, fr.lemma, side),
		weights.Join3(50, inSubj, side, fr.lemma),
		weights.Join3(51, inSubj, side, path),
		weights.Join3(52, inSubj, side, x),
		weights.Join3(53, uint64(fr.up[k])<<8|uint64(fr.down[k]), side, x),
		weights.Join3(54, op, side, path),
		weights.Join3(55, cl, side, path),
		weights.Join3(56, op<<8|uint64(w.rel), side, btw),
		weights.Join3(57, cl<<8|uint64(w.rel), side, btw),
		weights.Join3(58, uint64(w.rel), side, at(int(w.head)).lemma),
		weights.Join3(59, uint64(ws[fr.head].kids), side, path),
		weights.Join3(60, uint64(ws[fr.head].kids), sd, fr.sense),
		weights.Join3(61, uint64(p2.tag)<<16|uint64(p1.tag)<<8|x, side, uint64(n1.tag)<<8|uint64(n2.tag)),
		weights.Join3(62, at(c1+1).lemma, fr.lemma, sd),
		weights.Join3(63, at(c0-1).lemma, fr.lemma, sd),
		weights.Join3(64, uint64(at(c1+1).tag)<<8|uint64(at(c1+2).tag), fr.lemma, side),
		weights.Join3(65, uint64(at(c1+1).tag)<<8|uint64(at(c0-1).tag), sd, x),
	)
	return f
}

// sideOf returns on which side of the cue token i stands (0 before, 1 after, 2
// within it) and how far, in classes.
func (s *Scene) sideOf(fr *frame, i int) (uint64, uint8) {
	c0, c1 := fr.Cue[0], fr.Cue[len(fr.Cue)-1]
	dist := 0
	side := uint64(2)
	switch {
	case i < c0:
		side, dist = 0, c0-i
	case i > c1:
		side, dist = 1, i-c1
	}
	if dist < 16 {
		return side, bucket[dist] + b2b(dist == 4)*10
	}
	return side, 7 + b2b(dist > 30)
}

func b2b(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// spanEdges appends to f the features of the step from token i-1 to i.
func (s *Scene) spanEdges(fr *frame, i int, f []uint64) []uint64 {
	ws := s.words
	p, w := &edgeWord, &edgeWord2
	var pb, wb int32 = -2, -3
	var pu, wu, pd, wd, pr, wr uint8
	if i > fr.First {
		p, pb, pu, pd = &ws[i-1], fr.branch[i-1-fr.First], fr.up[i-1-fr.First], fr.down[i-1-fr.First]
		pr = fr.rivals[i-1-fr.First]
	}
	if i < fr.Last {
		w, wb, wu, wd = &ws[i], fr.branch[i-fr.First], fr.up[i-fr.First], fr.down[i-fr.First]
		wr = fr.rivals[i-fr.First]
	}
	brel := func(b int32) uint64 {
		if b < 0 {
			return 60
		}
		return uint64(ws[b].rel)
	}
	side, dist := s.sideOf(fr, min(i, fr.Last-1))
	pq, wq := uint64(p.quote), uint64(w.quote)
	same := b2u(pb == wb)
	br := same<<24 | brel(pb)<<16 | brel(wb)<<8 | uint64(min(pu, 3))<<2 | uint64(min(wu, 3))
	cl, op := uint64(60), uint64(60)
	clLong, opLong := uint64(0), uint64(0)
	if p != &edgeWord {
		c := &ws[p.closes]
		cl = uint64(c.rel)
		clLong = uint64(bucket[min(15, c.right-c.left)])
	}
	if w != &edgeWord2 {
		o := &ws[w.opens]
		op = uint64(o.rel)
		opLong = uint64(bucket[min(15, o.right-o.left)])
	}
	// Does a step between the two cross into or out of the subtree of the cue's head?
	tags := uint64(p.tag)<<8 | uint64(w.tag)
	// How the next words stand to another cue: right before it, or at its subject.
	next := uint64(0)
	for k := i; k < min(i+3, fr.Last) && next == 0; k++ {
		switch {
		case ws[k].cue && !contains(fr.Cue, k):
			next = 1 + uint64(k-i)
		case ws[k].lead && k < i+2 && (fr.subj < 0 || int(ws[fr.subj].left) != k):
			next = 4 + uint64(k-i)
		}
	}
	rv := uint64(pr)<<8 | uint64(wr)<<4 | next
	return append(f,
		1,
		weights.Join2(29, rv, side),
		weights.Join3(30, rv, tags, side),
		weights.Join3(31, rv, br, side),
		weights.Join3(32, rv, w.lemma, p.lemma),
		weights.Join3(33, rv, pq<<8|wq, side),
		weights.Join2(2, tags, side),
		weights.Join3(3, tags, side, fr.lemma),
		weights.Join2(4, pq<<8|wq, side),
		weights.Join3(5, pq<<8|wq, side, tags),
		weights.Join3(6, pq<<8|wq, fr.shape, side),
		weights.Join2(7, br, side),
		weights.Join3(8, br, side, tags),
		weights.Join3(9, br, side, fr.lemma),
		weights.Join3(10, br, side, pq<<8|wq),
		weights.Join2(11, cl<<8|op, side),
		weights.Join3(12, cl<<8|op, side, tags),
		weights.Join3(13, cl, clLong, side),
		weights.Join3(14, op, opLong, side),
		weights.Join3(15, cl, uint64(w.tag), side),
		weights.Join3(16, op, uint64(p.tag), side),
		weights.Join2(17, w.lemma, side),
		weights.Join2(18, p.lemma, side),
		weights.Join3(19, p.lemma, w.lemma, side),
		weights.Join3(20, w.lemma, side, fr.lemma),
		weights.Join2(21, side<<8|uint64(dist), fr.lemma),
		weights.Join3(22, w.lemma, cl, side),
		weights.Join3(23, uint64(pd)<<8|uint64(wd), br, side),
		weights.Join3(24, w.lemma, op, side),
		weights.Join3(25, w.lemma, uint64(p.tag), br),
		weights.Join3(26, fr.sense, br, side),
		weights.Join3(27, fr.sense, tags, side),
		weights.Join3(28, uint64(w.rel), uint64(p.rel), side),
	)
}
