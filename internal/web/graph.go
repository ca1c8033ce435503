package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/compare"
)

// The graph of origins. Articles stand on the left, origins on the right, between
// them what articles were taken from. A step is left out of the drawing where
// others lead the same way: whoever copied a story need not be drawn as quoting
// its source as well; and of two stories that both took more from a third, neither
// is drawn as the other's copy. The list beside it has all steps.

// A node is an article, several that came the same way, an outlet, agency or
// person that was cited, or an origin.
type node struct {
	key           string
	stories       []string // of articles
	origin        int      // the index in Origins.List, -1 for others
	layer, order  int      // 0 are the origins
	x, y, w, h    px
	bends         bool // no node, but where a long step passes a column
	before, after []int
}

// A step is an edge between two nodes.
type step struct {
	kind     compare.EdgeKind
	from, to int
	evidence []compare.Evidence
	way      []int // the nodes it passes, from and to among them
}

// A graph is nodes and steps.
type graph struct {
	nodes []node
	steps []step
	// at is where a node of a key is, stepAt a step of a kind between two nodes.
	at, stepAt map[string]int
}

// newGraph returns the graph of origins, with no place for its nodes yet. links are
// those of the stories.
func newGraph(o *compare.Origins, links []compare.Link) *graph {
	g := &graph{at: map[string]int{}, stepAt: map[string]int{}}
	for i := range o.List {
		n := g.node("speaker:" + strconv.Itoa(i))
		g.nodes[n].origin = i
	}
	indirect := indirectCopies(o, links)
	for i := range o.Edges {
		e := &o.Edges[i]
		if indirect[[2]string{e.From, e.To}] {
			continue
		}
		g.step(e.Kind, g.node(articleOf(e.From)), g.node(articleOf(e.To)), e.Evidence)
	}
	g.reduce()
	for len(g.nodes) > mostNodes && g.gather() {
	}
	return g
}

// indirectCopies returns the steps from copy to copy, of those that o has, which
// others tell.
func indirectCopies(o *compare.Origins, links []compare.Link) map[[2]string]bool {
	out := map[[2]string]bool{}
	for i := range o.Edges {
		if e := &o.Edges[i]; e.Kind == compare.CopiedFrom {
			out[[2]string{e.From, e.To}] = true
		}
	}
	var copies []compare.Link
	known := map[[2]string]bool{}
	for _, l := range links {
		if at := [2]string{"story:" + l.From, "story:" + l.To}; out[at] {
			copies = append(copies, l)
			known[at] = true
		}
	}
	for _, l := range compare.Direct(copies) {
		delete(known, [2]string{"story:" + l.From, "story:" + l.To})
	}
	return known
}

// mostNodes is how many nodes are drawn one by one.
const mostNodes = 70

// articleOf returns the story of a claim, and other nodes as they are: an article
// is one node, however many claims it has.
func articleOf(node string) string {
	if claim, ok := strings.CutPrefix(node, "claim:"); ok {
		story, _, _ := strings.Cut(claim, "/")
		return "story:" + story
	}
	return node
}

func (g *graph) node(key string) int {
	n, ok := g.at[key]
	if !ok {
		n = len(g.nodes)
		g.at[key] = n
		g.nodes = append(g.nodes, node{key: key, origin: -1})
		if story, ok := strings.CutPrefix(key, "story:"); ok {
			g.nodes[n].stories = []string{story}
		}
	}
	return n
}

func (g *graph) step(kind compare.EdgeKind, from, to int, evidence []compare.Evidence) {
	if from == to {
		return
	}
	key := string(kind) + " " + strconv.Itoa(from) + " " + strconv.Itoa(to)
	i, ok := g.stepAt[key]
	if !ok {
		i = len(g.steps)
		g.stepAt[key] = i
		g.steps = append(g.steps, step{kind: kind, from: from, to: to})
	}
	g.steps[i].evidence = append(g.steps[i].evidence, evidence...)
}

// reduce leaves out the steps beside which others lead the same way.
func (g *graph) reduce() {
	out := make([][]int, len(g.nodes)) // steps, by where they begin
	for i := range g.steps {
		out[g.steps[i].from] = append(out[g.steps[i].from], i)
	}
	gone := make([]bool, len(g.steps))
	for i := range g.steps {
		s := &g.steps[i]
		if s.kind == compare.SaidBy || s.kind == compare.CopiedFrom {
			gone[i] = true
			gone[i] = g.leads(s.from, s.to, out, gone)
		}
	}
	var kept []step
	for i := range g.steps {
		if !gone[i] {
			kept = append(kept, g.steps[i])
		}
	}
	g.steps = kept
}

// leads reports whether the steps that are not gone lead from one node to another.
func (g *graph) leads(from, to int, out [][]int, gone []bool) bool {
	seen := map[int]bool{}
	for todo := []int{from}; len(todo) > 0; todo = todo[1:] {
		for _, i := range out[todo[0]] {
			next := g.steps[i].to
			if gone[i] || seen[next] {
				continue
			}
			if next == to {
				return true
			}
			seen[next] = true
			todo = append(todo, next)
		}
	}
	return false
}

// gather makes one node of articles that came the same way, and reports whether
// there were any.
func (g *graph) gather() bool {
	ways := make([][]string, len(g.nodes))
	for _, s := range g.steps {
		ways[s.from] = append(ways[s.from], string(s.kind)+strconv.Itoa(s.to))
	}
	first := map[string]int{}
	into := make([]int, len(g.nodes))
	any := false
	for i := range g.nodes {
		into[i] = i
		if len(g.nodes[i].stories) == 0 {
			continue
		}
		slices.Sort(ways[i])
		way := strings.Join(ways[i], " ")
		k, ok := first[way]
		if !ok {
			first[way] = i
			continue
		}
		into[i], any = k, true
		g.nodes[k].stories = append(g.nodes[k].stories, g.nodes[i].stories...)
	}
	steps := g.steps
	g.steps, g.stepAt = nil, map[string]int{}
	for _, s := range steps {
		g.step(s.kind, into[s.from], into[s.to], s.evidence)
	}
	g.drop(into)
	return any
}

// drop takes out the nodes that went into others.
func (g *graph) drop(into []int) {
	var nodes []node
	at := make([]int, len(g.nodes))
	for i := range g.nodes {
		if into[i] == i {
			at[i] = len(nodes)
			nodes = append(nodes, g.nodes[i])
		}
	}
	for i := range g.steps {
		g.steps[i].from, g.steps[i].to = at[g.steps[i].from], at[g.steps[i].to]
	}
	g.nodes = nodes
}
