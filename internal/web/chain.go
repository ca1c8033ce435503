package web

import (
	"context"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A chainStep is a step of the way on which a claim came, with the words that are
// the evidence of it.
type chainStep struct {
	From, How, To string
	Evidence      []evidenceItem
}

// An evidenceItem is words of a story, and where they stand.
type evidenceItem struct{ Words, Path string }

// How many steps are shown, and how many words for each.
const (
	mostSteps    = 60
	mostEvidence = 2
)

// chainSteps sets out those of the steps to some origins that are wanted.
func (d *Desk) chainSteps(ctx context.Context, o *compare.Origins, wanted func(*compare.Edge) bool) ([]chainStep, error) {
	var out []chainStep
	outlet := d.db.Outlets(ctx)
	for i := range o.Edges {
		e := &o.Edges[i]
		if !wanted(e) || len(out) == mostSteps {
			continue
		}
		s := chainStep{From: o.Node(e.From, outlet), How: string(e.Kind), To: o.Node(e.To, outlet)}
		for _, v := range e.Evidence[:min(len(e.Evidence), mostEvidence)] {
			s.Evidence = append(s.Evidence, evidenceItem{v.Words, storyPath(store.Ref{Story: v.Story, Revision: v.Revision})})
		}
		out = append(out, s)
	}
	return out, nil
}

// leading returns which steps lead on from some nodes.
func leading(o *compare.Origins, from ...string) func(*compare.Edge) bool {
	reached := map[string]bool{}
	for _, n := range from {
		reached[n] = true
	}
	for grown := true; grown; { // a chain is a few steps long
		grown = false
		for i := range o.Edges {
			if e := &o.Edges[i]; reached[e.From] && !reached[e.To] {
				reached[e.To], grown = true, true
			}
		}
	}
	return func(e *compare.Edge) bool { return reached[e.From] }
}
