package main

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// parserEpochs is how often the parser goes through its training text; a third
// more did not help.
const parserEpochs = 12

// explore is the share of configurations, from the second epoch on, at which
// training follows what the parser would do and not what it should (Goldberg
// and Nivre 2013, "Training deterministic parsers with non-deterministic
// oracles").
const explore = .9

// parserLines and relationLines are the sizes of the tables of actions and of
// relations, in cache lines of eight features. With tables without bounds, 16
// MB, LAS is .2 higher.
const parserLines, relationLines = 112_000, 12_000

// parserCutoff is how often a feature must have been updated, once for the
// action that was right and once for the one that was not, to be kept.
const parserCutoff = 4

// taggerFolds is how many taggers share the treebanks between them.
const taggerFolds = 8

// trainParser trains the parser on the treebanks, with the tags that a tagger
// gives them which has not seen them.
func trainParser(s setting) (*weights.Builder, error) {
	t, err := openTaggerData(s)
	if err != nil {
		return nil, err
	}
	return fitParser(t.docs, t.jackknife(taggerFolds)), nil
}

// fitParser trains a parser to give the heads of gold to the tags of tagged.
func fitParser(gold, tagged []*lang.Document) *weights.Builder {
	t := &parserTrainer{moves: newActionModel(), rels: newActionModel(), rng: rand.New(rand.NewPCG(3, 4))}
	for _, d := range gold {
		t.know(d)
	}
	set := parserExamples(gold, tagged)
	for epoch := range parserEpochs {
		t.rng.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for _, e := range set {
			t.example(e, epoch > 0)
		}
	}
	return t.build()
}

// know notes the relations of the arcs of d.
func (t *parserTrainer) know(d *lang.Document) {
	for i, tok := range d.Tokens {
		if tok.Head >= 0 {
			t.known[lang.ActionFor(tok.Rel, tok.Head > i)] |= 1 << tok.Rel
		}
	}
}

// build encodes what was learnt.
func (t *parserTrainer) build() *weights.Builder {
	var b weights.Builder
	var known []byte
	for _, k := range t.known {
		known = binary.LittleEndian.AppendUint64(known, uint64(k))
	}
	b.Add("known", known)
	keys, rows := t.moves.freeze(parserCutoff)
	b.Add("moves", weights.BuildPacked(lang.NumActions, parserLines, keys, rows))
	keys, rows = t.rels.freeze(parserCutoff)
	b.Add("relations", weights.BuildSparse(lang.NumRel, relationLines, keys, rows))
	return &b
}

// A parserExample is a document to be parsed and its trees.
type parserExample struct {
	doc   *lang.Document
	trees []goldTree // of its sentences
}

// A goldTree is the arcs of a sentence, its tokens numbered as in a
// lang.Configuration.
type goldTree struct {
	head []int32
	rel  []lang.Rel
	kids [][]int32
}

func parserExamples(gold, tagged []*lang.Document) []parserExample {
	var set []parserExample
	for k, d := range gold {
		e := parserExample{doc: tagged[k]}
		for _, s := range d.Sentences {
			e.trees = append(e.trees, treeOf(d.Tokens[s.First:s.Last], s.First))
		}
		set = append(set, e)
	}
	return set
}

// treeOf returns the arcs of a sentence whose first token is number first of
// its document.
func treeOf(toks []lang.Token, first int) goldTree {
	n := len(toks)
	t := goldTree{make([]int32, n+2), make([]lang.Rel, n+2), make([][]int32, n+2)}
	for i, tok := range toks {
		h := int32(n + 1)
		if tok.Head >= 0 {
			h = int32(tok.Head - first + 1)
		}
		t.head[i+1], t.rel[i+1] = h, tok.Rel
		t.kids[h] = append(t.kids[h], int32(i+1))
	}
	return t
}

// costs returns how many arcs of the tree can't be made any more once the next
// token is shifted or the top of the stack hung to the left or right (the
// dynamic oracle of the arc-hybrid system, which is exact for projective trees).
func (t *goldTree) costs(c *lang.Configuration) (shift, left, right int) {
	s0, s1, b0 := c.Top()
	// The top of the stack is done when it is popped: it loses its children to come.
	for _, k := range t.kids[s0] {
		if int(k) >= b0 {
			left++
			right++
		}
	}
	h := int(t.head[s0])
	if h > b0 || h == s1 {
		left++
	}
	if h >= b0 {
		right++
	}
	if b0 == c.Root() {
		return shift, left, right
	}
	if h := int(t.head[b0]); h < b0 && h != s0 && !c.Done(h) {
		shift++
	}
	for _, k := range t.kids[b0] {
		if int(k) < b0 && !c.Done(int(k)) {
			shift++
		}
	}
	return shift, left, right
}

// A parserTrainer learns to choose actions and relations.
type parserTrainer struct {
	known [lang.NumActions]lang.RelSet
	moves *actionModel
	rels  *actionModel
	rng   *rand.Rand
}

// example learns from one document; with free, it mostly follows the parser
// into the configurations that its mistakes lead to.
func (t *parserTrainer) example(e parserExample, free bool) {
	lang.WalkHeads(e.doc, func(sentence int, c *lang.Configuration) {
		tree := &e.trees[sentence]
		f := c.Features()
		var scores [weights.MaxClasses]int32
		t.moves.add(&scores, f)
		guess, best := t.choose(c, &scores, tree)
		t.moves.learn(f, best, guess)
		a := lang.Action(best)
		if free && t.rng.Float64() < explore {
			a = lang.Action(guess)
		}
		c.Do(a, t.relation(c, a, tree))
	})
}

// relation returns the relation that the arc of action a gets, and learns from
// it where the arc is right.
func (t *parserTrainer) relation(c *lang.Configuration, a lang.Action, tree *goldTree) lang.Rel {
	if a == lang.Shift {
		return lang.RelRoot
	}
	var scores [weights.MaxClasses]int32
	f := c.ArcFeatures(a)
	t.rels.add(&scores, f)
	guess := lang.RelDep
	for r := lang.RelRoot + 1; int(r) < lang.NumRel; r++ {
		if t.known[a].Has(r) && (!t.known[a].Has(guess) || scores[r] > scores[guess]) {
			guess = r
		}
	}
	s0, s1, b0 := c.Top()
	head := s1
	if a.Left() {
		head = b0
	}
	if gold := tree.rel[s0]; int(tree.head[s0]) == head && t.known[a].Has(gold) {
		t.rels.learn(f, int(gold), int(guess))
	}
	return guess
}

// choose returns the action with the highest score, and the one with the
// highest score among those that cost least. They are the same when the first
// costs no more.
func (t *parserTrainer) choose(c *lang.Configuration, scores *[weights.MaxClasses]int32, tree *goldTree) (guess, best int) {
	shift, left, right := tree.costs(c)
	s0, s1, b0 := c.Top()
	guess, best = -1, -1
	least := 1 << 30
	for a := lang.Shift; int(a) < lang.NumActions; a++ {
		if !c.Allows(a) {
			continue
		}
		n, head := shift, -1
		switch {
		case a.Left():
			n, head = left, b0
		case a != lang.Shift:
			n, head = right, s1
		}
		// The right arc with the wrong sort of relation costs as much as no arc.
		if int(tree.head[s0]) == head && a != lang.ActionFor(tree.rel[s0], a.Left()) {
			n++
		}
		k := int(a)
		if guess < 0 || scores[k] > scores[guess] {
			guess = k
		}
		if n < least || n == least && scores[k] > scores[best] {
			least, best = n, k
		}
	}
	return guess, best
}

// An actionModel is an averaged perceptron like perceptron, laid out for tens
// of millions of features: a feature costs two looks at memory.
type actionModel struct {
	slots []actionSlot // open addressing
	used  int
	cells []int32 // class in the low byte, weight above
	total []int64 // of each cell: the sum of its changes, each times the step it was made at
	free  [9][]uint32
	step  int64
}

// An actionSlot is a feature and its cells.
type actionSlot struct {
	hash    uint64
	off     uint32
	n       uint8
	room    uint8 // the binary logarithm of the cells it has room for
	updates uint16
}

func newActionModel() *actionModel { return &actionModel{slots: make([]actionSlot, 1<<22)} }

func (m *actionModel) slot(h uint64) *actionSlot {
	mask := uint64(len(m.slots) - 1)
	i := h >> 20 & mask
	for m.slots[i].updates != 0 && m.slots[i].hash != h {
		i = (i + 1) & mask
	}
	return &m.slots[i]
}

// add adds to scores the present weights of the features.
func (m *actionModel) add(scores *[weights.MaxClasses]int32, features []uint64) {
	for _, h := range features {
		s := m.slot(h)
		for _, c := range m.cells[s.off : s.off+uint32(s.n)] {
			scores[c&0xff] += c >> 8
		}
	}
}

// learn makes class best more likely and class guess less, where they differ.
func (m *actionModel) learn(features []uint64, best, guess int) {
	m.step++
	if guess != best {
		m.bump(features, best, 1)
		m.bump(features, guess, -1)
	}
}

// bump adds by to the weight of every feature for class.
func (m *actionModel) bump(features []uint64, class int, by int32) {
	for _, h := range features {
		if m.used*8 > len(m.slots)*5 {
			m.grow()
		}
		s := m.slot(h)
		if s.updates == 0 {
			m.used++
			s.hash = h
			s.off = m.alloc(0)
		}
		if s.updates < 1<<16-1 {
			s.updates++
		}
		m.cell(s, class, by)
	}
}

func (m *actionModel) cell(s *actionSlot, class int, by int32) {
	for i := s.off; i < s.off+uint32(s.n); i++ {
		if int(m.cells[i]&0xff) == class {
			m.cells[i] += by << 8
			m.total[i] += int64(by) * m.step
			return
		}
	}
	if int(s.n) == 1<<s.room {
		off := m.alloc(s.room + 1)
		copy(m.cells[off:], m.cells[s.off:s.off+uint32(s.n)])
		copy(m.total[off:], m.total[s.off:s.off+uint32(s.n)])
		m.free[s.room] = append(m.free[s.room], s.off)
		s.off = off
		s.room++
	}
	i := s.off + uint32(s.n)
	s.n++
	m.cells[i] = int32(class) | by<<8
	m.total[i] = int64(by) * m.step
}

// alloc returns the place of 1<<room cells.
func (m *actionModel) alloc(room uint8) uint32 {
	if n := len(m.free[room]); n > 0 {
		off := m.free[room][n-1]
		m.free[room] = m.free[room][:n-1]
		return off
	}
	off := len(m.cells)
	for range 1 << room {
		m.cells = append(m.cells, 0)
		m.total = append(m.total, 0)
	}
	return uint32(off)
}

func (m *actionModel) grow() {
	old := m.slots
	m.slots = make([]actionSlot, 2*len(old))
	for i := range old {
		if old[i].updates != 0 {
			*m.slot(old[i].hash) = old[i]
		}
	}
}

// freeze returns the weights of the features with at least cutoff updates,
// averaged over the steps, in the order of their hashes.
func (m *actionModel) freeze(cutoff int) ([]uint64, []weights.Row) {
	var kept []actionSlot
	for _, s := range m.slots {
		if int(s.updates) >= cutoff {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b actionSlot) int { return cmp.Compare(a.hash, b.hash) })
	keys := make([]uint64, len(kept))
	rows := make([]weights.Row, len(kept))
	for k, s := range kept {
		keys[k], rows[k] = s.hash, m.row(s)
	}
	return keys, rows
}

// row returns the averaged weights of a feature.
func (m *actionModel) row(s actionSlot) weights.Row {
	var r weights.Row
	for i := s.off; i < s.off+uint32(s.n); i++ {
		if w := float64(m.cells[i]>>8) - float64(m.total[i])/float64(m.step+1); w != 0 {
			r.Class = append(r.Class, uint8(m.cells[i]))
			r.Weight = append(r.Weight, w)
		}
	}
	return r
}
