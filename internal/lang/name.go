package lang

import (
	"errors"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Name is a run of tokens that names someone or something. Titles and
// articles before it are no part of it.
type Name struct {
	First, Last int // tokens [First, Last)
	Kind        NameKind
}

// A NameKind says what a name names.
type NameKind uint8

// The kinds of names.
const (
	Other NameKind = iota // events, works, laws, peoples and what is theirs
	Person
	Body // organisations of any kind, outlets included
	Place
	NumNameKind int = iota
)

var nameKinds = [NumNameKind]string{"other", "person", "body", "place"}

// String returns the kind in lower case.
func (k NameKind) String() string { return nameKinds[k] }

// ParseNameKind returns the kind that s names.
func ParseNameKind(s string) (NameKind, bool) {
	i, ok := indexOf(nameKinds[:], s)
	return NameKind(i), ok
}

// A Namer finds the names in a document. It looks at runs of words that could
// be names and gives each its best labels by a linear chain (Collins 2002,
// "Discriminative training methods for hidden Markov models"), from the words,
// their tags, lists of names, and what the rest of the document says of the
// same words.
type Namer struct {
	Lists NameLists
	Model weights.Sparse // classes are labels, then pairs of labels: see PairClass
}

// The labels of words: outside of names, first word of a name of kind k, a
// later word of one.
const (
	outside      = 0
	NumNameLabel = 1 + 2*NumNameKind
)

// PairClass returns the class of label l after label p.
func PairClass(p, l uint8) int { return NumNameLabel + int(p)*NumNameLabel + int(l) }

// NumNameClass is the number of classes of a Namer's model: labels and pairs of labels.
const NumNameClass = NumNameLabel + NumNameLabel*NumNameLabel

// beginLabel and insideLabel return the labels of the first and of the later
// words of a name.
func beginLabel(k NameKind) uint8  { return 1 + uint8(k) }
func insideLabel(k NameKind) uint8 { return 1 + uint8(NumNameKind) + uint8(k) }

// NameLabels returns the labels that the tokens [first, last) have given the
// names, which are in order.
func NameLabels(names []Name, first, last int) []uint8 {
	out := make([]uint8, last-first)
	for _, n := range names {
		for i := max(first, n.First); i < min(last, n.Last); i++ {
			out[i-first] = insideLabel(n.Kind)
			if i == n.First || i == first {
				out[i-first] = beginLabel(n.Kind)
			}
		}
	}
	return out
}

// labelledNames appends to names those that labels give the tokens from first on.
func labelledNames(names []Name, labels []uint8, first int) []Name {
	for i, l := range labels {
		switch {
		case l == outside:
		case l <= uint8(NumNameKind):
			names = append(names, Name{first + i, first + i + 1, NameKind(l - 1)})
		default:
			names[len(names)-1].Last = first + i + 1
		}
	}
	return names
}

// A NameRun is a run of tokens within a sentence that may hold names, with
// the features of each of them and of each of their labels' pairs.
type NameRun struct {
	First, Last  int
	Unary, Edges [][]uint64
}

// NameScores are the scores that labels, and pairs of labels, have in a run.
type NameScores[T int32 | float32] struct {
	Classes [][NumNameClass]T
	best    [][NumNameLabel]T
	from    [][NumNameLabel]uint8
}

// Reset makes room for a run of n tokens, all scores nothing.
func (s *NameScores[T]) Reset(n int) {
	if cap(s.Classes) < n {
		s.Classes, s.best, s.from = make([][NumNameClass]T, n), make([][NumNameLabel]T, n), make([][NumNameLabel]uint8, n)
	}
	s.Classes, s.best, s.from = s.Classes[:n], s.best[:n], s.from[:n]
	clear(s.Classes)
}

// Best appends to labels those with the highest sum of scores (Viterbi).
func (s *NameScores[T]) Best(labels []uint8) []uint8 {
	n := len(s.Classes)
	for i := range n {
		for l := range uint8(NumNameLabel) {
			best, from := s.before(i, l)
			s.best[i][l], s.from[i][l] = best+s.Classes[i][l], from
		}
	}
	at := uint8(outside)
	for l := range uint8(NumNameLabel) {
		if s.best[n-1][l] > s.best[n-1][at] {
			at = l
		}
	}
	first := len(labels)
	labels = append(labels, make([]uint8, n)...)
	for i := n - 1; i >= 0; i-- {
		labels[first+i] = at
		at = s.from[i][at]
	}
	return labels
}

// before returns the best score of what leads to label l of token i, and the
// label before it.
func (s *NameScores[T]) before(i int, l uint8) (best T, from uint8) {
	const never = -1 << 29
	if i == 0 {
		if !follows(outside, l) {
			return never, outside
		}
		return s.Classes[0][PairClass(outside, l)], outside
	}
	best = 2 * never
	for p := range uint8(NumNameLabel) {
		if !follows(p, l) {
			continue
		}
		if v := s.best[i-1][p] + s.Classes[i][PairClass(p, l)]; v > best {
			best, from = v, p
		}
	}
	return best, from
}

// follows reports whether label l may stand after p.
func follows(p, l uint8) bool {
	return l <= uint8(NumNameKind) || p == l || p+uint8(NumNameKind) == l
}

// name fills in the names of d, whose forms and tags stand.
func (n *Namer) name(d *Document) {
	if n.Model.Classes == 0 {
		return
	}
	var scores NameScores[int32]
	var labels []uint8
	var sums weights.Scores
	n.Lists.WalkNames(d, func(r *NameRun) {
		scores.Reset(r.Last - r.First)
		for i := range r.Unary {
			clear(sums[:NumNameClass])
			n.Model.Add(&sums, r.Unary[i])
			n.Model.Add(&sums, r.Edges[i])
			copy(scores.Classes[i][:], sums[:])
		}
		labels = scores.Best(labels[:0])
		d.Names = labelledNames(d.Names, labels, r.First)
	})
	n.Lists.cutTitles(d)
	n.Lists.heed(d)
	agree(d)
}

// cutTitles takes the titles before the names of persons off them.
func (l *NameLists) cutTitles(d *Document) {
	for i := range d.Names {
		n := &d.Names[i]
		for n.Kind == Person && n.Last-n.First > 1 {
			w := d.Forms[n.First].Word
			if !titles[w] || ListFlags(l.Names.Get(PhraseHash(0, w)))>>FirstName&1 != 0 {
				break
			}
			n.First++
		}
	}
}

// heed gives names that the hand-made lists hold the kind they have there, if
// they can mean nothing else: those of several words, and abbreviations.
func (l *NameLists) heed(d *Document) {
	for i := range d.Names {
		n := &d.Names[i]
		if s := d.Forms[n.First].Shape; n.Last-n.First == 1 && s != ShapeUpper && s != ShapeDotted {
			continue
		}
		listed := ListFlags(l.Names.Get(phraseOf(d, n.First, n.Last))) >> ListedKind & (1<<NumNameKind - 1)
		for k := range NameKind(NumNameKind) {
			if listed == 1<<k {
				n.Kind = k
			}
		}
	}
}

// load reads the namer from its weight file.
func (n *Namer) load(f *weights.File, lexicon *Lexicon) (err error) {
	n.Lists.Lexicon = lexicon
	if f == nil {
		return nil
	}
	if n.Lists.Names, err = f.Map("lists"); err != nil {
		return err
	}
	if n.Model, err = f.Sparse("model"); err != nil {
		return err
	}
	if n.Model.Classes != NumNameClass {
		return errors.New("name weights: classes do not fit the labels")
	}
	return nil
}
