package attribution

// owners tells for each token which relation it belongs to, -1 for none: the
// one whose content holds it most closely, and the one whose cue it is part of.
type owners struct{ content, cue []int32 }

// owners works out the owners of the tokens of s.
func (s *Scene) owners(rels []Relation) *owners {
	o := &owners{make([]int32, len(s.words)), make([]int32, len(s.words))}
	for i := range s.words {
		o.content[i], o.cue[i] = -1, -1
	}
	size := make([]int, len(rels))
	for k := range rels {
		for _, p := range rels[k].Content {
			size[k] += p.Len()
		}
		for _, p := range rels[k].Content {
			for i := s.Doc.TokenAt(p.Start); i < len(s.words) && s.Doc.Tokens[i].Start < p.End; i++ {
				if o.content[i] < 0 || size[k] <= size[o.content[i]] {
					o.content[i] = int32(k)
				}
			}
		}
		for _, i := range s.tokens(rels[k].Cue) {
			o.cue[i] = int32(k)
		}
	}
	return o
}

// describe fills in what the relations of s are beside their spans: what is
// done by them, what softens them, where and to whom they were said.
func (s *Scene) describe(rels []Relation) {
	o := s.owners(rels)
	for k := range rels {
		r := &rels[k]
		cue := s.tokens(r.Cue)
		switch {
		case len(cue) > 0:
			r.Act = s.act(r, cue)
			s.occasion(r, k, cue, o)
		case r.Continues >= 0:
			r.Act = rels[r.Continues].Act
		}
		r.Hedges = s.hedges(r, k, cue, o)
	}
}
