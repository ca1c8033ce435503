package compare

import (
	"cmp"
	"slices"
)

// pair matches the things of two lists, each with one at most: those with equal
// keys first, in order, then the likest, of equally like ones the nearest in
// their order. It returns for each of either side its partner, or -1. A likeness
// of 0 is none.
func pair(a, b []string, likeness func(i, j int) float64) (match, back []int) {
	match, back = slices.Repeat([]int{-1}, len(a)), slices.Repeat([]int{-1}, len(b))
	at := map[string][]int{}
	for j, key := range b {
		at[key] = append(at[key], j)
	}
	for i, key := range a {
		if js := at[key]; len(js) > 0 {
			match[i], back[js[0]] = js[0], i
			at[key] = js[1:]
		}
	}
	for _, c := range candidates(match, back, likeness) {
		if match[c.i] < 0 && back[c.j] < 0 {
			match[c.i], back[c.j] = c.j, c.i
		}
	}
	return match, back
}

// maxCandidates is how many pairs of one kind are looked at: enough for any
// story, and little for a table of 1 MB.
const maxCandidates = 250_000

type candidate struct {
	like float64
	i, j int
}

// candidates returns the pairs of what has no partner yet, the likest first. If
// there are too many, those far apart in order are left out.
func candidates(match, back []int, likeness func(i, j int) float64) []candidate {
	var all []candidate
	left, right := unmatched(match), unmatched(back)
	reach := max(1, maxCandidates/max(1, len(left)))
	for n, i := range left {
		middle := n * len(right) / len(left)
		for _, j := range right[max(0, middle-reach/2):min(len(right), middle+reach/2+1)] {
			if like := likeness(i, j); like > 0 {
				all = append(all, candidate{like, i, j})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(distance(a.i, a.j), distance(b.i, b.j)), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	return all
}

func unmatched(match []int) []int {
	var out []int
	for i, j := range match {
		if j < 0 {
			out = append(out, i)
		}
	}
	return out
}

func distance(i, j int) int { return max(i-j, j-i) }
