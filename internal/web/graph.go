package web

import (
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/compare"
)

// The graph of origins. Articles stand on the left, origins on the right, between
// them what articles were taken from. A step is left out of the drawing where
// others lead the same way: whoever copied a story need not be drawn as quoting
// its source as well. The list beside it has all steps.

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

// newGraph returns the graph of origins, with no place for its nodes yet.
func newGraph(o *compare.Origins) *graph {
	g := &graph{at: map[string]int{}, stepAt: map[string]int{}}
	for i := range o.List {
		n := g.node("speaker:" + strconv.Itoa(i))
		g.nodes[n].origin = i
	}
	for i := range o.Edges {
		e := &o.Edges[i]
		g.step(e.Kind, g.node(articleOf(e.From)), g.node(articleOf(e.To)), e.Evidence)
	}
	g.reduce()
	if len(g.nodes) > mostNodes {
		g.gather()
	}
	return g
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

// gather makes one node of articles that nothing was taken from and that came the
// same way.
func (g *graph) gather() {
	ways, taken := make([]string, len(g.nodes)), make([]bool, len(g.nodes))
	for _, s := range g.steps {
		ways[s.from] += string(s.kind) + strconv.Itoa(s.to) + " "
		taken[s.to] = true
	}
	first := map[string]int{}
	into := make([]int, len(g.nodes))
	for i := range g.nodes {
		into[i] = i
		if n := &g.nodes[i]; len(n.stories) == 0 || taken[i] {
			continue
		}
		if k, ok := first[ways[i]]; ok {
			into[i] = k
			g.nodes[k].stories = append(g.nodes[k].stories, g.nodes[i].stories...)
			continue
		}
		first[ways[i]] = i
	}
	steps := g.steps
	g.steps, g.stepAt = nil, map[string]int{}
	for _, s := range steps {
		g.step(s.kind, into[s.from], s.to, s.evidence)
	}
	g.drop(into)
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
