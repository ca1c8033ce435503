package lang

import "github.com/onrecord/onrecord/internal/weights"

// maxValency is the number of children from which on they are not counted.
const maxValency = 6

// distance returns how far apart two nodes are, in steps that grow.
func distance(a, b int32) uint64 {
	switch d := b - a; {
	case d < 5:
		return uint64(d)
	case d < 8:
		return 5
	case d < 12:
		return 6
	case d < 20:
		return 7
	}
	return 8
}

// relHash returns a hash of the relation of a node, one of its own for no node.
func relHash(n *node, i int32) uint64 {
	if i == 0 {
		return 0x51
	}
	return uint64(n.rel) + 0x100
}

// Features returns the features of a configuration: words and tags on the
// stack's top and in front of the buffer, their distances, their children and
// the relations and numbers of these. They are valid until the next call.
func (c *Configuration) Features() []uint64 {
	n := len(c.stack)
	i0, i1, i2 := c.stack[n-1], c.stack[n-2], c.stack[n-3]
	s0, s1, s2 := &c.nodes[i0], &c.nodes[i1], &c.nodes[i2]
	b0, b1, b2 := &c.nodes[c.next], &c.nodes[c.next+1], &c.nodes[c.next+2]
	f := c.feats[:0]
	f = wordFeatures(f, s0, s1, s2, b0, b1, b2)
	f = shapeFeatures(f, s0, s1, b0, distance(i0, c.next), distance(i1, i0))
	f = c.childFeatures(f, s0, s1, b0, b1, s2)
	c.feats = f
	return f
}

// wordFeatures appends the features of words and tags.
func wordFeatures(f []uint64, s0, s1, s2, b0, b1, b2 *node) []uint64 {
	return append(f,
		weights.Join(1, s0.both),
		weights.Join(2, s0.word),
		weights.Join(3, s0.tag),
		weights.Join(4, s1.both),
		weights.Join(5, s1.word),
		weights.Join(6, s1.tag),
		weights.Join(7, b0.both),
		weights.Join(8, b0.word),
		weights.Join(9, b0.tag),
		weights.Join(10, b1.both),
		weights.Join(11, b1.word),
		weights.Join(12, b1.tag),
		weights.Join(13, b2.word),
		weights.Join(14, b2.tag),
		weights.Join(15, s2.tag),
		weights.Join(16, s2.both),
		weights.Join2(17, s0.both, b0.both),
		weights.Join2(18, s0.both, b0.word),
		weights.Join2(19, s0.word, b0.both),
		weights.Join2(20, s0.both, b0.tag),
		weights.Join2(21, s0.tag, b0.both),
		weights.Join2(22, s0.word, b0.word),
		weights.Join2(23, s0.tag, b0.tag),
		weights.Join2(24, b0.tag, b1.tag),
		weights.Join2(25, s1.both, s0.tag),
		weights.Join2(26, s1.tag, s0.both),
		weights.Join2(27, s1.word, s0.word),
		weights.Join2(28, s1.tag, s0.tag),
		weights.Join2(29, s1.both, s0.both),
		weights.Join2(30, s1.tag, b0.tag),
		weights.Join2(31, s1.both, b0.tag),
		weights.Join2(32, s1.tag, b0.both),
		weights.Join2(33, s1.word, b0.word),
		weights.Join3(34, b0.tag, b1.tag, b2.tag),
		weights.Join3(35, s0.tag, b0.tag, b1.tag),
		weights.Join3(36, s1.tag, s0.tag, b0.tag),
		weights.Join3(37, s2.tag, s1.tag, s0.tag),
		weights.Join3(38, s0.both, b0.tag, b1.tag),
		weights.Join3(39, s1.tag, s0.both, b0.tag),
		weights.Join3(40, s1.both, s0.tag, b0.tag),
		weights.Join3(41, s1.tag, s0.tag, b0.both),
		weights.Join3(42, s0.tag, b0.both, b1.tag),
		weights.Join3(43, s0.tag, b0.tag, b1.both),
		weights.Join2(44, b0.both, b1.both),
		weights.Join2(45, s0.word, b1.word),
		weights.Join3(46, s1.word, s0.tag, b0.word),
		weights.Join3(47, s1.word, s0.word, b0.tag),
		weights.Join3(48, s2.coarse^s1.tag, s0.tag, b0.tag),
		weights.Join3(49, s1.tag^b1.coarse, s0.tag, b0.tag),
	)
}

// shapeFeatures appends the features of distances, numbers and relations of
// children.
func shapeFeatures(f []uint64, s0, s1, b0 *node, near, far uint64) []uint64 {
	return append(f,
		weights.Join2(60, near, s0.word),
		weights.Join2(61, near, s0.tag),
		weights.Join2(62, near, b0.word),
		weights.Join2(63, near, b0.tag),
		weights.Join3(64, near, s0.tag, b0.tag),
		weights.Join3(65, near, s0.word, b0.word),
		weights.Join2(66, far, s1.both),
		weights.Join2(67, far, s0.both),
		weights.Join3(68, far, s1.tag, s0.tag),
		weights.Join3(69, far, s1.word, s0.word),
		weights.Join2(70, uint64(s0.rights), s0.both),
		weights.Join2(71, uint64(s0.rights), s0.tag),
		weights.Join2(72, uint64(s0.lefts), s0.both),
		weights.Join2(73, uint64(s0.lefts), s0.tag),
		weights.Join2(74, uint64(b0.lefts), b0.both),
		weights.Join2(75, uint64(b0.lefts), b0.tag),
		weights.Join2(76, uint64(s1.rights), s1.both),
		weights.Join2(77, uint64(s1.rights), s1.tag),
		weights.Join2(78, uint64(s1.lefts), s1.tag),
		weights.Join2(79, s0.leftRels, s0.both),
		weights.Join2(80, s0.leftRels, s0.tag),
		weights.Join2(81, s0.rightRels, s0.both),
		weights.Join2(82, s0.rightRels, s0.tag),
		weights.Join2(83, b0.leftRels, b0.both),
		weights.Join2(84, b0.leftRels, b0.tag),
		weights.Join2(85, s1.rightRels, s1.both),
		weights.Join2(86, s1.rightRels, s1.tag),
		weights.Join2(87, s1.leftRels, s1.tag),
		weights.Join3(88, s1.rightRels, s1.tag, s0.tag),
		weights.Join3(89, s0.rightRels, s0.tag, b0.tag),
		weights.Join3(90, b0.leftRels, s0.tag, b0.tag),
		weights.Join3(91, s0.leftRels, s0.tag, b0.tag),
		weights.Join3(92, s1.leftRels, s1.tag, s0.tag),
		weights.Join3(93, s0.leftRels^s0.rightRels*3, s1.tag, s0.tag),
	)
}

// childFeatures appends the features of children and their relations.
func (c *Configuration) childFeatures(f []uint64, s0, s1, b0, b1, s2 *node) []uint64 {
	s0l, s0r, b0l := &c.nodes[s0.left], &c.nodes[s0.right], &c.nodes[b0.left]
	s1l, s1r := &c.nodes[s1.left], &c.nodes[s1.right]
	s0l2, s0r2, b0l2, s1r2 := &c.nodes[s0.left2], &c.nodes[s0.right2], &c.nodes[b0.left2], &c.nodes[s1.right2]
	s0lr, s0rr, b0lr := relHash(s0l, s0.left), relHash(s0r, s0.right), relHash(b0l, b0.left)
	s1lr, s1rr := relHash(s1l, s1.left), relHash(s1r, s1.right)
	return append(f,
		weights.Join(110, s0l.word),
		weights.Join(111, s0l.tag),
		weights.Join(112, s0r.word),
		weights.Join(113, s0r.tag),
		weights.Join(114, b0l.word),
		weights.Join(115, b0l.tag),
		weights.Join(116, s1r.word),
		weights.Join(117, s1r.tag),
		weights.Join(118, s1l.tag),
		weights.Join3(119, s0lr, s0rr, s0.tag),
		weights.Join2(120, b0lr, b0.tag),
		weights.Join3(121, s1lr, s1rr, s1.tag),
		weights.Join3(122, s0.tag, s0l.tag, b0.tag),
		weights.Join3(123, s0.tag, s0r.tag, b0.tag),
		weights.Join3(124, s0.tag, b0.tag, b0l.tag),
		weights.Join3(125, s1.tag, s0.tag, s0l.tag),
		weights.Join3(126, s1.tag, s0.tag, s0r.tag),
		weights.Join3(127, s1.tag, s1r.tag, s0.tag),
		weights.Join3(128, s1.tag, s1l.tag, s0.tag),
		weights.Join3(129, s0.tag, s0l.tag, s0l2.tag),
		weights.Join3(130, s0.tag, s0r.tag, s0r2.tag),
		weights.Join3(131, b0.tag, b0l.tag, b0l2.tag),
		weights.Join3(132, s1.tag, s1r.tag, s1r2.tag),
		weights.Join3(133, s1.tag, s0.tag, s0l.word),
		weights.Join3(134, s1.tag, s0.tag, s0r.word),
		weights.Join3(135, s0.tag, b0.tag, b0l.word),
		weights.Join3(136, s1.tag, s0.tag, s1r.word),
		weights.Join3(137, s0.tag, b0.tag, s0l.word),
		weights.Join3(138, s1.word, s0.word, s0l.word),
		weights.Join3(139, s1.both, s0l.word, s0.tag),
		weights.Join3(140, s0lr, s0.both, b0.tag),
		weights.Join3(141, s0rr, s0.both, b0.tag),
		weights.Join3(142, b0lr, b0.both, s0.tag),
		weights.Join3(143, s1rr, s1.both, s0.tag),
		weights.Join3(144, s0lr, s1.tag, s0.both),
	)
}

// ArcFeatures returns the features by which the relation of the arc that
// action a makes is told: its ends, what hangs from them and what stands
// around. They are valid until the next call.
func (c *Configuration) ArcFeatures(a Action) []uint64 {
	di, hi := c.arc(a)
	d, h := &c.nodes[di], &c.nodes[hi]
	dl, dr, hl, hr := &c.nodes[d.left], &c.nodes[d.right], &c.nodes[h.left], &c.nodes[h.right]
	dlr, drr, hlr, hrr := relHash(dl, d.left), relHash(dr, d.right), relHash(hl, h.left), relHash(hr, h.right)
	b0, b1 := &c.nodes[c.next], &c.nodes[c.next+1]
	near := distance(min(di, hi), max(di, hi))
	before, after := &c.nodes[di-1], &c.nodes[di+1]
	t := uint64(a) << 10 // every template is one of its own for each action
	rels := h.leftRels
	if !a.Left() {
		rels = h.rightRels
	}
	c.feats = append(c.feats[:0],
		t,
		weights.Join(t|1, d.both),
		weights.Join(t|2, d.word),
		weights.Join(t|3, d.tag),
		weights.Join(t|4, h.both),
		weights.Join(t|5, h.word),
		weights.Join(t|6, h.tag),
		weights.Join2(t|7, d.both, h.both),
		weights.Join2(t|8, d.both, h.tag),
		weights.Join2(t|9, d.tag, h.both),
		weights.Join2(t|10, d.tag, h.tag),
		weights.Join2(t|11, d.word, h.word),
		weights.Join3(t|12, d.coarse, h.coarse, near),
		weights.Join2(t|13, d.tag, near),
		weights.Join2(t|14, h.tag, near),
		weights.Join3(t|15, d.tag, h.tag, near),
		weights.Join2(t|16, d.tag, dl.word),
		weights.Join2(t|17, d.tag, dl.tag),
		weights.Join2(t|18, d.tag, dr.word),
		weights.Join2(t|19, d.tag, dr.tag),
		weights.Join3(t|20, d.tag, h.tag, dl.word),
		weights.Join3(t|21, d.tag, h.tag, dl.tag),
		weights.Join3(t|22, d.tag, h.tag, dr.tag),
		weights.Join3(t|23, d.tag, dlr, drr),
		weights.Join2(t|24, d.leftRels, d.tag),
		weights.Join2(t|25, d.leftRels, d.both),
		weights.Join3(t|26, d.leftRels, d.tag, h.tag),
		weights.Join3(t|27, d.rightRels, d.tag, h.tag),
		weights.Join3(t|28, h.leftRels, h.tag, d.tag),
		weights.Join3(t|29, h.rightRels, h.tag, d.tag),
		weights.Join2(t|30, rels, h.both),
		weights.Join3(t|31, hlr, hrr, h.tag),
		weights.Join3(t|32, h.both, d.leftRels, d.tag),
		weights.Join3(t|33, h.word, dl.word, d.tag),
		weights.Join3(t|34, d.tag, before.tag, after.tag),
		weights.Join2(t|35, before.word, d.tag),
		weights.Join2(t|36, after.word, d.tag),
		weights.Join3(t|37, h.tag, d.tag, b0.tag),
		weights.Join3(t|38, d.tag, b0.tag, b1.tag),
		weights.Join2(t|39, d.tag, b0.word),
		weights.Join3(t|40, h.tag, d.tag, hl.tag),
		weights.Join3(t|41, h.tag, d.tag, hr.tag),
		weights.Join3(t|42, h.both, d.tag, hr.tag),
		weights.Join3(t|43, hlr, h.both, d.tag),
		weights.Join3(t|44, h.rightRels, h.leftRels, d.tag),
	)
	return c.feats
}
