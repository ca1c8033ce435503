package web

import (
	"cmp"
	"slices"
)

// The layout is Sugiyama's (Methods for visual understanding of hierarchical
// system structures, 1981): nodes in layers, long steps bent where they pass a
// layer, an order within each by the mean place of the neighbours. The same graph
// always gets the same drawing.

// lay puts the nodes into layers and in order.
func (g *graph) lay() [][]int {
	g.layers()
	g.bend()
	most := 0
	for i := range g.nodes {
		most = max(most, g.nodes[i].layer)
	}
	rows := make([][]int, most+1)
	for i := range g.nodes {
		n := &g.nodes[i]
		n.order = len(rows[n.layer])
		rows[n.layer] = append(rows[n.layer], i)
	}
	g.untangle(rows)
	return rows
}

// layers tells each node how many steps it is from an origin, on the longest way.
func (g *graph) layers() {
	out := make([][]int, len(g.nodes))
	for _, s := range g.steps {
		out[s.from] = append(out[s.from], s.to)
	}
	const todo, doing, done = 0, 1, 2
	state := make([]int, len(g.nodes))
	var visit func(int)
	visit = func(i int) {
		state[i] = doing
		n := &g.nodes[i]
		if n.origin < 0 {
			n.layer = 1
		}
		for _, k := range out[i] {
			if state[k] == doing {
				continue // round in a circle
			}
			if state[k] == todo {
				visit(k)
			}
			n.layer = max(n.layer, g.nodes[k].layer+1)
		}
		state[i] = done
	}
	for i := range g.nodes {
		if state[i] == todo {
			visit(i)
		}
	}
}

// bend puts a bend into each layer that a step passes.
func (g *graph) bend() {
	for i := range g.steps {
		s := &g.steps[i]
		s.way = []int{s.from}
		for l := g.nodes[s.from].layer - 1; l > g.nodes[s.to].layer; l-- {
			s.way = append(s.way, len(g.nodes))
			g.nodes = append(g.nodes, node{origin: -1, layer: l, bends: true})
		}
		s.way = append(s.way, s.to)
		for k := 1; k < len(s.way); k++ {
			a, b := s.way[k-1], s.way[k]
			g.nodes[a].after = append(g.nodes[a].after, b)
			g.nodes[b].before = append(g.nodes[b].before, a)
		}
	}
}

// layoutSweeps is how often the layers are gone through: more changes little.
const layoutSweeps = 8

// untangle orders the layers such that few steps cross.
func (g *graph) untangle(rows [][]int) {
	best, least := g.orders(), g.crossings(rows)
	for n := range layoutSweeps {
		for l := range rows {
			if n%2 == 0 {
				g.sort(rows[l], func(n *node) []int { return n.after })
			} else {
				g.sort(rows[len(rows)-1-l], func(n *node) []int { return n.before })
			}
		}
		if c := g.crossings(rows); c < least {
			best, least = g.orders(), c
		}
	}
	for i, o := range best {
		g.nodes[i].order = o
	}
	for _, row := range rows {
		slices.SortFunc(row, func(a, b int) int { return cmp.Compare(g.nodes[a].order, g.nodes[b].order) })
	}
}

func (g *graph) orders() []int {
	out := make([]int, len(g.nodes))
	for i := range g.nodes {
		out[i] = g.nodes[i].order
	}
	return out
}

// sort orders a layer by the mean order of the neighbours on one side.
func (g *graph) sort(row []int, beside func(*node) []int) {
	mean := map[int]float64{}
	for _, i := range row {
		n := &g.nodes[i]
		mean[i] = float64(n.order)
		if others := beside(n); len(others) > 0 {
			sum := 0
			for _, k := range others {
				sum += g.nodes[k].order
			}
			mean[i] = float64(sum) / float64(len(others))
		}
	}
	slices.SortStableFunc(row, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
	for o, i := range row {
		g.nodes[i].order = o
	}
}

// crossings counts how often steps cross between layers.
func (g *graph) crossings(rows [][]int) int {
	n := 0
	for _, row := range rows {
		var ends []int // where the steps end that begin in the layer, from the top down
		for _, i := range row {
			own := make([]int, 0, len(g.nodes[i].after))
			for _, k := range g.nodes[i].after {
				own = append(own, g.nodes[k].order)
			}
			slices.Sort(own)
			ends = append(ends, own...)
		}
		for i := range ends {
			for _, e := range ends[i+1:] {
				if e < ends[i] {
					n++
				}
			}
		}
	}
	return n
}

// nodeGap is how far nodes of a layer stand apart.
const nodeGap px = 6

// place gives the nodes of each layer their height in the drawing and returns how
// high it is. The highest layer is stacked; the others lie near those they are
// joined to.
func (g *graph) place(rows [][]int) px {
	highest, most := 0, px(0)
	for l, row := range rows {
		if h := g.stack(row); h > most {
			highest, most = l, h
		}
	}
	for l := highest - 1; l >= 0; l-- {
		g.pull(rows[l], most, func(n *node) []int { return n.before })
	}
	for l := highest + 1; l < len(rows); l++ {
		g.pull(rows[l], most, func(n *node) []int { return n.after })
	}
	return most
}

// stack puts the nodes of a layer one under the other and returns how high that is.
func (g *graph) stack(row []int) px {
	y := px(0)
	for _, i := range row {
		g.nodes[i].y = y
		y += g.nodes[i].h + nodeGap
	}
	return max(0, y-nodeGap)
}

// pull moves the nodes of a layer to the height of those they are joined to on one
// side, as far as their neighbours and the height of the drawing leave room.
func (g *graph) pull(row []int, high px, beside func(*node) []int) {
	off, free := px(0), px(0)
	for _, i := range row {
		n := &g.nodes[i]
		want := n.y
		if others := beside(n); len(others) > 0 {
			want = -n.h / 2
			for _, k := range others {
				want += (g.nodes[k].y + g.nodes[k].h/2) / px(len(others))
			}
		}
		n.y = max(want, free)
		free = n.y + n.h + nodeGap
		off += (n.y - want) / px(len(row))
	}
	free = high
	for _, i := range slices.Backward(row) {
		n := &g.nodes[i]
		n.y = min(n.y-off, free-n.h)
		free = n.y - nodeGap
	}
	free = 0
	for _, i := range row {
		n := &g.nodes[i]
		n.y = max(n.y, free)
		free = n.y + n.h + nodeGap
	}
}
