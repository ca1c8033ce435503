package attribution

// describe fills in what the relations of s are beside their spans: what is
// done by them, what softens them, where and to whom they were said.
func (s *Scene) describe(rels []Relation) {
	for i := range rels {
		r := &rels[i]
		switch {
		case len(r.Cue) > 0:
			r.Act = s.act(r, s.tokens(r.Cue))
		case r.Continues >= 0:
			r.Act = carriedOn(rels[r.Continues].Act)
		}
	}
}

// carriedOn returns the act of a quotation that goes on from one with act a.
func carriedOn(a Act) Act {
	return a
}
