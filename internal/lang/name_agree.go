package lang

// A ballot holds the votes of a document on the kind of a word or phrase.
type ballot [NumNameKind]int

// winner returns the kind with the most votes, k of equals, and by how many it leads k.
func (b *ballot) winner(k NameKind) (NameKind, int) {
	best := k
	for j := range b {
		if b[j] > b[best] {
			best = NameKind(j)
		}
	}
	return best, b[best] - b[k]
}

// agree makes the names of a document agree with each other, as a name rarely
// means two things in one story: what was read as a person's surname in full
// is one where it stands alone, and the same words have one kind.
func agree(d *Document) {
	if len(d.Names) == 0 {
		return
	}
	votes := make(map[uint64]*ballot, len(d.Names))
	vote := func(h uint64, k NameKind, n int) {
		b := votes[h]
		if b == nil {
			b = &ballot{}
			votes[h] = b
		}
		b[k] += n
	}
	for _, n := range d.Names {
		vote(phraseOf(d, n.First, n.Last), n.Kind, 1)
		if n.Kind == Person && n.Last-n.First > 1 {
			vote(phraseOf(d, n.Last-1, n.Last), Person, surnameVotes)
		}
	}
	for i := range d.Names {
		n := &d.Names[i]
		b := votes[phraseOf(d, n.First, n.Last)]
		if k, lead := b.winner(n.Kind); lead > 0 {
			n.Kind = k
		}
	}
	d.Names = missed(d, votes)
}

// surnameVotes is the weight of a full name for the kind of its last word.
const surnameVotes = 2

// minMissed is how many votes a word needs to be a name where it was not read as one.
const minMissed = 2

// missed returns the names of d with the words between them that are names
// elsewhere in it, or belong to the name after them.
func missed(d *Document, votes map[uint64]*ballot) []Name {
	out := make([]Name, 0, len(d.Names)+4)
	next := 0
	for i := range d.Tokens {
		if next < len(d.Names) && d.Names[next].First <= i {
			if n := d.Names[next]; n.Last == i+1 {
				out = append(out, n)
				next++
			}
			continue
		}
		if !d.Tokens[i].XPOS.Proper() {
			continue
		}
		if next < len(d.Names) && d.Names[next].First == i+1 && d.Names[next].Kind == Person &&
			votes[phraseOf(d, i, d.Names[next].Last)] != nil && d.SentenceOf(i) == d.SentenceOf(i+1) { // its first name was left out
			d.Names[next].First = i
			continue
		}
		if b := votes[phraseOf(d, i, i+1)]; b != nil {
			if k, lead := b.winner(Other); k != Other && lead >= minMissed {
				out = append(out, Name{i, i + 1, k})
			}
		}
	}
	return out
}

// phraseOf returns the hash of tokens [first, last).
func phraseOf(d *Document, first, last int) (h uint64) {
	for i := first; i < last; i++ {
		h = PhraseHash(h, d.Forms[i].Word)
	}
	return h
}
