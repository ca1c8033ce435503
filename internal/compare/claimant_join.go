package compare

import (
	"cmp"
	"slices"
)

// join joins the voices that are one.
func (g *groups) join() {
	n := len(g.voices)
	sure := newSets(n)
	near := make([][]match, n)
	met := map[string][]int{}
	for i := range n {
		for _, k := range meet(met, i, g.voices[i].keys()) {
			a, b := g.voices[i], g.voices[k]
			by := a.matches(b)
			if a.same(b) {
				sure.join(i, k)
				by = cmp.Or(by, byName)
			}
			if by != byNothing {
				near[i], near[k] = append(near[i], match{k, by}), append(near[k], match{i, by})
			}
		}
	}
	g.vague = make([]bool, n)
	for i := range n {
		g.vague[i] = g.torn(i, near[i], sure)
	}
	all := newSets(n)
	for i := range n {
		for _, m := range near[i] {
			k := m.voice
			if sure.of(i) == sure.of(k) || !g.vague[i] && !g.vague[k] {
				all.join(i, k)
			}
		}
	}
	g.first = make([]int, n)
	for i := range n {
		g.first[i] = all.of(i)
	}
	for i := range n { // what is surely one of those told apart is told apart
		if !g.vague[i] {
			continue
		}
		for k := range n {
			if !g.vague[k] && g.first[k] == g.first[i] {
				g.vague[i] = false
				break
			}
		}
	}
}

// meet returns those who share a key with i, of those who came before, and adds i
// to those who came.
func meet(met map[string][]int, i int, keys []string) []int {
	var out []int
	for _, key := range keys {
		out = append(out, met[key]...)
		met[key] = append(met[key], i)
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(k int) bool { return k == i })
}

// A match is another voice that may be the same.
type match struct {
	voice int
	by    aspect
}

// torn reports whether voice i may be, by one aspect, either of two that are not one.
func (g *groups) torn(i int, near []match, sure sets) bool {
	for x, k := range near {
		for _, m := range near[:x] {
			a, b := sure.of(k.voice), sure.of(m.voice)
			if k.by == m.by && a != b && a != sure.of(i) && b != sure.of(i) && g.voices[k.voice].matches(g.voices[m.voice]) == byNothing {
				return true
			}
		}
	}
	return false
}

// sets are disjoint sets of indexes; each is named by its least.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) of(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, k int) {
	i, k = s.of(i), s.of(k)
	s[max(i, k)] = min(i, k)
}
