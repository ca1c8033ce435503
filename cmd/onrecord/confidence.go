package main

import (
	"slices"

	"github.com/onrecord/onrecord"
)

// dropDoubtful takes from r the statements whose confidence is below least.
// One that goes on from a dropped one goes with it: who speaks is known from
// there only. One reported within a dropped one stays, within what that one
// itself stood in. Figures and speakers go with the statements that had them:
// without its claimant a figure would look like the outlet's own.
func dropDoubtful(r *onrecord.Record, least float64) {
	byID := make(map[string]*onrecord.Statement, len(r.Statements))
	for i := range r.Statements {
		byID[r.Statements[i].ID] = &r.Statements[i]
	}
	doubtful := func(s *onrecord.Statement) bool { return doubtful(s, byID, least) }
	var kept []onrecord.Statement
	for _, s := range r.Statements {
		if doubtful(&s) {
			continue
		}
		for range byID { // no chain is longer
			outer := byID[s.Within]
			if outer == nil || !doubtful(outer) {
				break
			}
			s.Within = outer.Within
		}
		kept = append(kept, s)
	}
	if len(kept) == len(r.Statements) {
		return
	}
	r.Statements = kept
	left := map[string]bool{"": true}
	for i := range kept {
		left[kept[i].ID] = true
	}
	r.Figures = slices.DeleteFunc(slices.Clone(r.Figures), func(f onrecord.Figure) bool { return !left[f.Statement] })
	for i := range r.Figures {
		left[r.Figures[i].ID] = true
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; !left[f.PartOf] {
			f.PartOf = ""
		}
	}
	speaks := map[string]bool{}
	for i := range kept {
		for _, id := range kept[i].Speakers {
			speaks[id] = true
		}
	}
	r.Speakers = slices.DeleteFunc(slices.Clone(r.Speakers), func(k onrecord.Speaker) bool { return !speaks[k.ID] })
}

// doubtful reports whether s, or what it goes on from, is below least.
func doubtful(s *onrecord.Statement, byID map[string]*onrecord.Statement, least float64) bool {
	for range byID {
		if s.Confidence < least {
			return true
		}
		if s = byID[s.Continues]; s == nil {
			return false
		}
	}
	return false
}
