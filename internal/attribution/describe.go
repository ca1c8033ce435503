package attribution

// describe fills in what the relations of s are beside their spans: what is
// done by them, what softens them, where and to whom they were said.
func (s *Scene) describe(rels []Relation) {
	o := s.owners(rels)
	for i := range rels {
		r := &rels[i]
		cue := s.tokens(r.Cue)
		r.Hedges = s.hedges(r, int32(i), cue, o)
		switch {
		case len(cue) > 0:
			r.Act = s.act(r, cue)
			r.Venue, r.To = s.occasion(r, int32(i), cue, o)
		case r.Continues >= 0:
			r.Act = rels[r.Continues].Act
		}
	}
}
