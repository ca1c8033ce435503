package attribution

import "math"

// A Chain is a linear-chain conditional random field over one sequence
// (Lafferty, McCallum and Pereira 2001): every position has a score for each
// label, every step between two positions one for each event. Label 0 stands
// before the first position and after the last.
type Chain struct {
	Unary  []float32 // Labels for each position
	Events []float32 // NumEvents for each of the steps: one more than positions
	n      int
	kind   *ChainKind
	back   []uint8
	alpha  []float64
	beta   []float64
}

// A ChainKind is the labels of a chain, the steps allowed and their events.
type ChainKind struct {
	Labels, NumEvents int
	steps             []step
}

// A step goes from label p to y and makes the events.
type step struct {
	p, y   uint8
	events []uint8
}

// The kinds of chains.
var (
	CueChain  = newChainKind(numCueLabels, numCueEvents, cueAllowed, cueEvents)
	SpanChain = newChainKind(numSpanLabels, numSpanEvents, spanAllowed, spanEvents)
)

func newChainKind(labels, events int, allowed func(p, y int) bool, of func(p, y int) uint) *ChainKind {
	k := &ChainKind{Labels: labels, NumEvents: events}
	for p := range labels {
		for y := range labels {
			if !allowed(p, y) {
				continue
			}
			s := step{p: uint8(p), y: uint8(y)}
			for e := range events {
				if of(p, y)>>e&1 == 1 {
					s.events = append(s.events, uint8(e))
				}
			}
			k.steps = append(k.steps, s)
		}
	}
	return k
}

// never is the score of what can't be.
const never = -1e9

// Reset makes c a chain of n positions whose scores are all nothing.
func (c *Chain) Reset(kind *ChainKind, n int) {
	c.kind, c.n = kind, n
	c.Unary = resize(c.Unary, n*kind.Labels)
	c.Events = resize(c.Events, (n+1)*kind.NumEvents)
}

// Only leaves label y as the only one at position i.
func (c *Chain) Only(i, y int) {
	for l := range c.kind.Labels {
		if l != y {
			c.Unary[i*c.kind.Labels+l] = never
		}
	}
}

// stepScore is the score of a step at position i, without the label's own.
func (c *Chain) stepScore(i int, s *step) float32 {
	x := float32(0)
	for _, e := range s.events {
		x += c.Events[i*c.kind.NumEvents+int(e)]
	}
	return x
}

// Viterbi fills labels with the best labels and returns their score.
func (c *Chain) Viterbi(labels []uint8) float32 {
	L := c.kind.Labels
	c.back = resize(c.back, (c.n+1)*L)
	var prev, next [8]float32
	for y := 1; y < L; y++ {
		prev[y] = never
	}
	for i := 0; i <= c.n; i++ {
		for y := range L {
			next[y] = 2 * never
		}
		for k := range c.kind.steps {
			s := &c.kind.steps[k]
			x := prev[s.p] + c.stepScore(i, s)
			if i < c.n {
				x += c.Unary[i*L+int(s.y)]
			} else if s.y != 0 {
				continue
			}
			if x > next[s.y] {
				next[s.y] = x
				c.back[i*L+int(s.y)] = s.p
			}
		}
		prev = next
	}
	y := uint8(0)
	for i := c.n; i > 0; i-- {
		y = c.back[i*L+int(y)]
		labels[i-1] = y
	}
	return prev[0]
}

// Sum runs forward and backward over the chain and returns the logarithm of
// the sum of all label sequences' exponentiated scores.
func (c *Chain) Sum() float64 {
	L := c.kind.Labels
	c.alpha = resize(c.alpha, (c.n+2)*L)
	c.beta = resize(c.beta, (c.n+2)*L)
	for y := 1; y < L; y++ {
		c.alpha[y] = never
	}
	for i := 0; i <= c.n; i++ {
		next := c.alpha[(i+1)*L : (i+2)*L]
		for y := range next {
			next[y] = never
		}
		for k := range c.kind.steps {
			s := &c.kind.steps[k]
			if x := c.alpha[i*L+int(s.p)] + c.stepTotal(i, s); x > never/2 {
				next[s.y] = logAdd(next[s.y], x)
			}
		}
	}
	last := c.beta[(c.n+1)*L:]
	for y := 1; y < L; y++ {
		last[y] = never
	}
	for i := c.n; i >= 0; i-- {
		cur := c.beta[i*L : (i+1)*L]
		for y := range cur {
			cur[y] = never
		}
		for k := range c.kind.steps {
			s := &c.kind.steps[k]
			if x := c.beta[(i+1)*L+int(s.y)] + c.stepTotal(i, s); x > never/2 {
				cur[s.p] = logAdd(cur[s.p], x)
			}
		}
	}
	return c.beta[0]
}

// stepTotal is the score of a step at position i with the label it leads to.
func (c *Chain) stepTotal(i int, s *step) float64 {
	x := float64(c.stepScore(i, s))
	if i < c.n {
		x += float64(c.Unary[i*c.kind.Labels+int(s.y)])
	} else if s.y != 0 {
		x = never
	}
	return x
}

// Marginal returns the probability of label y at position i, after Sum has
// given z.
func (c *Chain) Marginal(i, y int, z float64) float64 {
	L := c.kind.Labels
	return math.Exp(c.alpha[(i+1)*L+y] + c.beta[(i+1)*L+y] - z)
}

// Expect adds to unary and events how often each label and event is expected,
// after Sum has given z.
func (c *Chain) Expect(z float64, unary, events []float32) {
	L, E := c.kind.Labels, c.kind.NumEvents
	for i := 0; i <= c.n; i++ {
		for k := range c.kind.steps {
			s := &c.kind.steps[k]
			x := c.alpha[i*L+int(s.p)] + c.stepTotal(i, s) + c.beta[(i+1)*L+int(s.y)] - z
			if x < -20 {
				continue
			}
			p := float32(math.Exp(x))
			if i < c.n {
				unary[i*L+int(s.y)] += p
			}
			for _, e := range s.events {
				events[i*E+int(e)] += p
			}
		}
	}
}

// Observe adds to unary and events what the given labels count.
func (c *Chain) Observe(labels []uint8, unary, events []float32) {
	L, E := c.kind.Labels, c.kind.NumEvents
	p := uint8(0)
	for i := 0; i <= c.n; i++ {
		y := uint8(0)
		if i < c.n {
			y = labels[i]
			unary[i*L+int(y)]++
		}
		for k := range c.kind.steps {
			if s := &c.kind.steps[k]; s.p == p && s.y == y {
				for _, e := range s.events {
					events[i*E+int(e)]++
				}
			}
		}
		p = y
	}
}

// Score returns the score of the given labels.
func (c *Chain) Score(labels []uint8) float64 {
	p, sum := uint8(0), 0.0
	for i := 0; i <= c.n; i++ {
		y := uint8(0)
		if i < c.n {
			y = labels[i]
		}
		for k := range c.kind.steps {
			if s := &c.kind.steps[k]; s.p == p && s.y == y {
				sum += c.stepTotal(i, s)
			}
		}
		p = y
	}
	return sum
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b-a < -30 {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
