package lang

import "github.com/onrecord/onrecord/internal/weights"

// A Configuration is a state of the parser within a sentence: what is on the
// stack, what comes next, and the arcs so far. Tokens are numbered from 1 here;
// 0 is no token, and one more than the last is the root.
type Configuration struct {
	nodes []node
	stack []int32
	next  int32 // the first of the buffer
	root  int32
	feats []uint64
}

// A node is a token of the sentence, with the part of the tree below it.
type node struct {
	word, tag, both, coarse uint64 // hashes of the word, its tag, both, and its universal tag
	left, left2             int32  // outermost children
	right, right2           int32
	head                    int32
	lefts, rights           uint8 // number of children, as far as the features count
	rel                     Rel
	leftRels, rightRels     uint64 // sets of relations
}

// absent is the node that stands where there is none, edgeNode the root.
var (
	absent   = node{word: weights.Mix(101), tag: weights.Mix(102), both: weights.Mix(103), coarse: weights.Mix(104), rel: RelRoot}
	edgeNode = node{word: weights.Mix(201), tag: weights.Mix(202), both: weights.Mix(203), coarse: weights.Mix(204), rel: RelRoot}
)

// lookahead is how many nodes behind the next one the features look at.
const lookahead = 2

// read starts on a sentence.
func (c *Configuration) read(toks []Token, fs []Form) {
	c.nodes = append(c.nodes[:0], absent)
	for i := range toks {
		w, t := fs[i].Word, weights.Mix(uint64(toks[i].XPOS)+301)
		c.nodes = append(c.nodes, node{word: w, tag: t, both: w + t, coarse: weights.Mix(uint64(toks[i].UPOS) + 401)})
	}
	c.root = int32(len(c.nodes))
	c.nodes = append(c.nodes, edgeNode)
	for range lookahead {
		c.nodes = append(c.nodes, absent)
	}
	c.stack = append(c.stack[:0], 0, 0, 0)
	c.next = 1
}

// write gives the tokens their heads and relations; first is the index of the
// first of them in the document.
func (c *Configuration) write(toks []Token, first int) {
	for i := range toks {
		n := &c.nodes[i+1]
		toks[i].Rel, toks[i].Head = n.rel, first+int(n.head)-1
		if n.head == c.root {
			toks[i].Rel, toks[i].Head = RelRoot, -1
		}
	}
}

// depth returns the number of tokens on the stack.
func (c *Configuration) depth() int { return len(c.stack) - 3 }

// Next does what there is no choice about, and reports whether there is one left.
func (c *Configuration) Next() bool {
	for c.depth() == 0 && c.next < c.root {
		c.Do(Shift, RelRoot)
	}
	if c.next == c.root && c.depth() == 1 {
		c.Do(LeftFunction, RelRoot)
	}
	return c.depth() > 0
}

// Allows reports whether action a is possible and leaves the sentence one root.
func (c *Configuration) Allows(a Action) bool {
	if a >= RightFunction {
		return c.depth() > 1
	}
	return c.next < c.root
}

// Do takes an action that is allowed; r is the relation of the arc it makes.
func (c *Configuration) Do(a Action, r Rel) {
	if a == Shift {
		c.stack = append(c.stack, c.next)
		c.next++
		return
	}
	top, head := c.arc(a)
	h := &c.nodes[head]
	if a.Left() {
		h.left, h.left2 = top, h.left
		h.lefts = min(h.lefts+1, maxValency)
		h.leftRels |= 1 << r
	} else {
		h.right, h.right2 = top, h.right
		h.rights = min(h.rights+1, maxValency)
		h.rightRels |= 1 << r
	}
	c.nodes[top].head, c.nodes[top].rel = head, r
	c.stack = c.stack[:len(c.stack)-1]
}

// arc returns the ends of the arc that action a makes.
func (c *Configuration) arc(a Action) (dependent, head int32) {
	n := len(c.stack)
	if a.Left() {
		return c.stack[n-1], c.next
	}
	return c.stack[n-1], c.stack[n-2]
}

// Top returns the numbers of the token on the stack's top, of the one below
// (0 if there is none) and of the next one.
func (c *Configuration) Top() (top, below, next int) {
	n := len(c.stack)
	return int(c.stack[n-1]), int(c.stack[n-2]), int(c.next)
}

// Root returns the number of the root.
func (c *Configuration) Root() int { return int(c.root) }

// Done reports whether token i has its head.
func (c *Configuration) Done(i int) bool { return c.nodes[i].head != 0 }
