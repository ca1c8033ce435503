package compare

import (
	"slices"
	"strconv"
	"strings"
)

// edges returns the steps from the claims to their origins, in the order of the
// claims.
func (f *finder) edges() []Edge {
	l := edgeList{at: map[[3]string]int{}}
	for i, m := range f.members {
		f.copyEdges(&l, m)
		f.creditEdges(&l, m.Story)
		for _, s := range f.found[i].steps {
			f.citeEdge(&l, s)
		}
		for _, k := range f.of[i] {
			l.add(SaidBy, claimNode(m), "speaker:"+strconv.Itoa(k), f.saidEvidence(i))
		}
	}
	return l.edges
}

// mostEvidence is how many places are given for one step: a copy has as many as
// it has words.
const mostEvidence = 4

// An edgeList is edges, each once.
type edgeList struct {
	edges []Edge
	at    map[[3]string]int
}

func (l *edgeList) add(kind EdgeKind, from, to string, evidence []Evidence) {
	key := [3]string{string(kind), from, to}
	i, ok := l.at[key]
	if !ok {
		i = len(l.edges)
		l.at[key] = i
		l.edges = append(l.edges, Edge{Kind: kind, From: from, To: to})
	}
	e := &l.edges[i]
	for _, v := range evidence {
		if len(e.Evidence) < mostEvidence && !slices.Contains(e.Evidence, v) {
			e.Evidence = append(e.Evidence, v)
		}
	}
}

func storyNode(id string) string { return "story:" + id }

func claimNode(m Ref) string { return "claim:" + m.Story + "/" + strconv.Itoa(m.Claim) }

// copyEdges adds the steps from a story to those that it copies claim m from,
// and on from there.
func (f *finder) copyEdges(l *edgeList, m Ref) {
	seen := map[Ref]bool{}
	for todo := []Ref{m}; len(todo) > 0; todo = todo[1:] {
		from := todo[0]
		if seen[from] {
			continue
		}
		seen[from] = true
		for _, to := range f.copied(from) {
			l.add(CopiedFrom, storyNode(from.Story), storyNode(to.Story), []Evidence{f.claimWords(from), f.claimWords(to)})
			todo = append(todo, to)
		}
	}
}

// creditEdges adds the steps from a story to the agencies that it credits.
func (f *finder) creditEdges(l *edgeList, story string) {
	d := f.digests[story]
	for i := range d.Credits {
		c := &d.Credits[i]
		if key := outletKey(c.Agency); key == f.outletOf[story] {
			continue // the agency's own mark
		}
		l.add(CreditedTo, storyNode(story), "agency:"+c.Agency, []Evidence{{story, d.Revision, c.At, c.Words}})
	}
}

// citeEdge adds the step from a claim to the one who is cited for it, or to what
// an outlet that is cited has itself.
func (f *finder) citeEdge(l *edgeList, s step) {
	evidence := append([]Evidence{f.claimWords(s.from)}, f.sourceWords(s.from.Story, s.statement)...)
	to := "cited:" + s.cited
	switch {
	case s.to.Story != "":
		to = claimNode(s.to)
		evidence = append(evidence, f.claimWords(s.to))
	case s.outlet:
		to = "outlet:" + s.cited
	}
	l.add(QuotedFrom, claimNode(s.from), to, evidence)
}

// saidEvidence returns the words of member i, and those that name its source
// where it came from.
func (f *finder) saidEvidence(i int) []Evidence {
	out := []Evidence{f.claimWords(f.members[i])}
	for _, e := range f.found[i].ends {
		out = append(out, f.sourceWords(e.claim.Story, e.statement)...)
	}
	return out
}

// claimWords returns the words of a claim.
func (f *finder) claimWords(m Ref) Evidence {
	d := f.digests[m.Story]
	c := &d.Claims[m.Claim]
	return Evidence{m.Story, d.Revision, c.At, c.Words}
}

// sourceWords returns the words of a statement's source, piece by piece.
func (f *finder) sourceWords(story string, statement int) []Evidence {
	if statement < 0 {
		return nil
	}
	d := f.digests[story]
	s := &d.Statements[statement]
	if len(s.SourceAt) == 0 {
		return nil
	}
	pieces := strings.Split(s.Source, " … ")
	if len(pieces) != len(s.SourceAt) {
		return nil
	}
	var out []Evidence
	for i, at := range s.SourceAt {
		out = append(out, Evidence{story, d.Revision, at, pieces[i]})
	}
	return out
}
