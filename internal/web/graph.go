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
	at    map[string]int
}

// newGraph returns the graph of origins, with no place for its nodes yet.
func newGraph(o *compare.Origins) *graph {
	g := &graph{at: map[string]int{}}
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
	for i := range g.steps {
		if s := &g.steps[i]; s.kind == kind && s.from == from && s.to == to {
			s.evidence = append(s.evidence, evidence...)
			return
		}
	}
	g.steps = append(g.steps, step{kind: kind, from: from, to: to, evidence: slices.Clone(evidence)})
}

// reduce leaves out the steps beside which others lead the same way.
func (g *graph) reduce() {
	kept := slices.Clone(g.steps)
	for i := 0; i < len(kept); {
		rest := slices.Delete(slices.Clone(kept), i, i+1)
		if (kept[i].kind == compare.SaidBy || kept[i].kind == compare.CopiedFrom) && stepsLead(rest, len(g.nodes), kept[i].from, kept[i].to) {
			kept = rest
			continue
		}
		i++
	}
	g.steps = kept
}

// stepsLead reports whether steps lead from one node to another.
func stepsLead(steps []step, nodes, from, to int) bool {
	seen := make([]bool, nodes)
	for todo := []int{from}; len(todo) > 0; todo = todo[1:] {
		for i := range steps {
			if s := &steps[i]; s.from == todo[0] && !seen[s.to] {
				if s.to == to {
					return true
				}
				seen[s.to] = true
				todo = append(todo, s.to)
			}
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
	g.steps = nil
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
