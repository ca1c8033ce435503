package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

func evidenceAt(e compare.Evidence) string { return fmt.Sprintf("/story/%s/%d", e.Story, e.Revision) }

// TestGraphs draws the origins of the bundled questions.
func TestGraphs(t *testing.T) {
	db := ledgerOf(t, circularStories(t))
	for i, q := range questionsOf(t, db) {
		digests, err := db.Digests(t.Context(), q.Stories)
		if err != nil {
			t.Fatal(err)
		}
		links, err := db.LinksFrom(t.Context(), q.Stories)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, []string{"displaced", "killed"}[i]+"-origins.svg", fileOf(t, drawOrigins(q.ID, q.Title, &q.Origins, digests, links, evidenceAt)))
	}
}

// manyArticles returns the origins of a question that so many articles tell of: most
// took it from two agencies, some by way of others, a few spoke to the source.
func manyArticles(n int) (*compare.Origins, map[string]*compare.Digest) {
	o := &compare.Origins{Articles: n, Outlets: n, Least: 3, Most: 4, List: []compare.Origin{{Claimant: bodyNamed("Civil Protection Authority")}, {Claimant: bodyNamed("Doctors' Union")},
		{Claimant: compare.Claimant{Name: "Mira Tolland, spokeswoman of the union of harbour and river pilots", Kind: onrecord.Person, Person: "p5a0c61f2"}}, {Claimant: compare.Claimant{Name: "officials; two diplomats", Kind: onrecord.Unnamed}, Unknown: true}}}
	digests := map[string]*compare.Digest{}
	id := func(i int) string { return fmt.Sprintf("%032x", i+1) }
	edge := func(kind compare.EdgeKind, from, to string, story int) {
		o.Edges = append(o.Edges, compare.Edge{Kind: kind, From: from, To: to, Evidence: []compare.Evidence{{Story: id(story), Revision: 1, Words: "at least 310 people"}}})
	}
	for i := range n {
		digests[id(i)] = &compare.Digest{Story: id(i), Revision: 1, Outlet: fmt.Sprintf("%s %d", []string{"Meridian", "Coastal Gazette", "Northern Tribune", "Lakeside Evening Herald"}[i%4], i), Headline: "Quake", Published: time.Date(2031, 3, 11+i%5, 0, 0, 0, 0, time.UTC)}
		origin := []int{0, 0, 1, 0, 3, 2, 0}[i%7]
		edge(compare.SaidBy, "claim:"+id(i)+"/0", fmt.Sprintf("speaker:%d", origin), i)
		o.List[origin].Claims = append(o.List[origin].Claims, compare.Ref{Story: id(i)})
		switch {
		case i < 7:
		case i%9 == 8:
			edge(compare.QuotedFrom, "claim:"+id(i)+"/0", "outlet:The Daily", i)
		default:
			edge(compare.CopiedFrom, "story:"+id(i), "story:"+id(i%7), i)
			if i > 30 && i%3 == 0 {
				edge(compare.CopiedFrom, "story:"+id(i), "story:"+id(14+i%7), i)
			}
			if i%7 == 0 {
				edge(compare.CreditedTo, "story:"+id(i), "agency:Meridian", i)
			}
		}
	}
	return o, digests
}

// TestManyArticles draws many articles, and so many that they are gathered.
func TestManyArticles(t *testing.T) {
	for _, n := range []int{1, 41, 400, 3000} {
		o, digests := manyArticles(n)
		d := drawOrigins("q", "killed — Dolmen earthquake", o, digests, nil, evidenceAt)
		if n == 41 {
			golden(t, "articles-origins.svg", fileOf(t, d))
		}
		graphHolds(t, o, d)
	}
}

// graphHolds checks that a graph is well-formed and within its edges, that every
// origin is in it, and that each step leads to its words.
func graphHolds(t *testing.T, o *compare.Origins, d *drawing) {
	t.Helper()
	origins := 0
	for _, m := range d.Marks {
		switch {
		case m.Title == "":
			t.Errorf("a mark says nothing: %+v", m)
		case m.Class == "way" && m.Href == "":
			t.Errorf("%s leads nowhere", m.Title)
		case strings.HasPrefix(m.Shapes[0].Class, "box origin"):
			origins++
		}
	}
	if origins != len(o.List) {
		t.Errorf("%d of %d origins are drawn", origins, len(o.List))
	}
	liesInside(t, "graph", d)
	wellFormed(t, "graph", fileOf(t, d))
	wellFormed(t, "graph", pageOf(t, d))
}

// FuzzGraph draws any graph, also those that go round in circles.
func FuzzGraph(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8}, "The <Daily>")
	f.Add([]byte{1, 1, 0, 1, 2, 0, 1, 0, 0, 200, 90, 80}, "\x00\u202e")
	f.Fuzz(func(t *testing.T, steps []byte, name string) {
		o := &compare.Origins{List: []compare.Origin{{Claimant: bodyNamed(name)}, {Unknown: true}}}
		nodes := []string{"speaker:0", "speaker:1", "speaker:7", "outlet:" + name, "agency:" + name, "cited:" + name, name, ""}
		for i := range 12 {
			nodes = append(nodes, fmt.Sprintf("story:%d", i), fmt.Sprintf("claim:%d/%d", i, i%2))
		}
		kinds := []compare.EdgeKind{compare.SaidBy, compare.CopiedFrom, compare.QuotedFrom, compare.CreditedTo}
		for i := 0; i+2 < len(steps) && i < 600; i += 3 {
			o.Edges = append(o.Edges, compare.Edge{Kind: kinds[steps[i]%4], From: nodes[int(steps[i+1])%len(nodes)], To: nodes[int(steps[i+2])%len(nodes)],
				Evidence: []compare.Evidence{{Story: "1", Revision: 1, Words: name}}})
		}
		d := drawOrigins("q", name, o, map[string]*compare.Digest{"3": {Story: "3", Outlet: name}}, nil, evidenceAt)
		graphHolds(t, o, d)
		again := drawOrigins("q", name, o, map[string]*compare.Digest{"3": {Story: "3", Outlet: name}}, nil, evidenceAt)
		if string(fileOf(t, d)) != string(fileOf(t, again)) {
			t.Error("the same origins were drawn in two ways")
		}
	})
}
