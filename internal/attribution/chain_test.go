package attribution

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sequences calls f with all allowed label sequences of length n.
func sequences(kind *ChainKind, n int, f func([]uint8)) {
	labels := make([]uint8, n)
	var walk func(i int)
	walk = func(i int) {
		if i == n {
			f(labels)
			return
		}
		for _, s := range kind.steps {
			p := uint8(0)
			if i > 0 {
				p = labels[i-1]
			}
			if s.p == p {
				labels[i] = s.y
				walk(i + 1)
			}
		}
	}
	walk(0)
}

// TestChain compares the chain's sums with those over all label sequences.
func TestChain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, kind := range []*ChainKind{CueChain, SpanChain} {
		for n := 1; n <= 5; n++ {
			var c Chain
			c.Reset(kind, n)
			for i := range c.Unary {
				c.Unary[i] = float32(rng.NormFloat64() * 2)
			}
			for i := range c.Events {
				c.Events[i] = float32(rng.NormFloat64() * 2)
			}
			c.Only(n/2, 0)
			total, best := 0.0, math.Inf(-1)
			count := make([]float64, n*kind.Labels)
			sequences(kind, n, func(labels []uint8) {
				x := c.Score(labels)
				total += math.Exp(x)
				best = max(best, x)
				for i, y := range labels {
					count[i*kind.Labels+int(y)] += math.Exp(x)
				}
			})
			z := c.Sum()
			if math.Abs(z-math.Log(total)) > 1e-4 {
				t.Errorf("%d labels, %d positions: sum %g, want %g", kind.Labels, n, z, math.Log(total))
			}
			got := make([]uint8, n)
			if x := c.Viterbi(got); math.Abs(float64(x)-best) > 1e-3 || math.Abs(c.Score(got)-best) > 1e-3 {
				t.Errorf("%d labels, %d positions: Viterbi %g, want %g", kind.Labels, n, x, best)
			}
			unary, events := make([]float32, len(c.Unary)), make([]float32, len(c.Events))
			c.Expect(z, unary, events)
			for i, want := range count {
				want /= total
				if m := c.Marginal(i/kind.Labels, i%kind.Labels, z); math.Abs(m-want) > 1e-4 || math.Abs(float64(unary[i])-want) > 1e-4 {
					t.Errorf("%d labels, position %d: marginal %g, expected %g, want %g", kind.Labels, i/kind.Labels, m, unary[i], want)
				}
			}
		}
	}
}

// TestObserve checks that a sequence's counts and its score agree.
func TestObserve(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	var c Chain
	c.Reset(SpanChain, 4)
	for i := range c.Unary {
		c.Unary[i] = float32(rng.NormFloat64())
	}
	for i := range c.Events {
		c.Events[i] = float32(rng.NormFloat64())
	}
	sequences(SpanChain, 4, func(labels []uint8) {
		unary, events := make([]float32, len(c.Unary)), make([]float32, len(c.Events))
		c.Observe(labels, unary, events)
		x := 0.0
		for i := range unary {
			x += float64(unary[i] * c.Unary[i])
		}
		for i := range events {
			x += float64(events[i] * c.Events[i])
		}
		if math.Abs(x-c.Score(labels)) > 1e-4 {
			t.Fatalf("%v: counts give %g, the score is %g", labels, x, c.Score(labels))
		}
	})
}
