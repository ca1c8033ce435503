package compare

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord"
)

// A sentence is one of the running text, with its words.
type sentence struct {
	words        []token
	quoted, told bool
}

// leastSentence is how many words a sentence must have to be known again.
const leastSentence = 6

func sentencesOf(d *Digest, text string) []sentence {
	out := make([]sentence, 0, len(d.Sketch.Sentences))
	for _, s := range d.Sketch.Sentences {
		if s.At.End <= len(text) {
			out = append(out, sentence{tokens(text, s.At), s.Quoted, s.Told})
		}
	}
	return out
}

// A sentenceIndex finds the sentence of a text that another one is taken from.
type sentenceIndex struct {
	sentences []sentence
	with      map[uint64][]int32 // the sentences that hold a word
	counts    []int32            // words shared with the one that is looked at
	touched   []int32
}

// maxWith bounds the sentences that are looked up by one word: words that are in
// more tell nothing.
const maxWith = 60

func newSentenceIndex(sentences []sentence) *sentenceIndex {
	x := &sentenceIndex{sentences: sentences, with: map[uint64][]int32{}, counts: make([]int32, len(sentences))}
	for j := range sentences {
		for _, w := range sentences[j].words {
			if list := x.with[w.hash]; (len(list) == 0 || list[len(list)-1] != int32(j)) && len(list) < maxWith {
				x.with[w.hash] = append(list, int32(j))
			}
		}
	}
	return x
}

// How like two sentences must be for one to be taken from the other: so much of
// the words in the same order, and so much of what tells one event from another.
// One name or number in a long sentence may be edited.
const (
	inOrder     = .6
	toldSame    = .7
	exact       = .9
	edited      = .85
	leastEdited = 10 // words
)

// A twin is the sentence that another one is taken from.
type twin struct {
	at   int     // its index, -1 if there is none
	like float64 // how much of the words stands in it in the same order
	// form says that there is none, but one that tells something else in the same
	// words: both follow a form.
	form bool
}

// taken returns the sentence that s is taken from; of equally like ones the first.
func (x *sentenceIndex) taken(s *sentence) twin {
	x.count(s)
	m := twin{at: -1}
	for _, j := range x.touched {
		shared, o := float64(x.counts[j]), &x.sentences[j]
		x.counts[j] = 0
		if shared < inOrder*float64(len(s.words)) || s.quoted != o.quoted && shared < .8*float64(len(s.words)) {
			continue
		}
		like := likeness(s.words, o.words)
		switch {
		case like < inOrder:
		case !sameEvent(s.words[:min(len(s.words), maxOrdered)], o.words[:min(len(o.words), maxOrdered)], like):
			m.form = true
		case like > m.like || like == m.like && int(j) < m.at:
			m.at, m.like = int(j), like
		}
	}
	x.touched = x.touched[:0]
	m.form = m.form && m.at < 0
	return m
}

// count counts the words that s shares with each sentence.
func (x *sentenceIndex) count(s *sentence) {
	for _, w := range s.words[:min(len(s.words), maxOrdered)] {
		for _, j := range x.with[w.hash] {
			if x.counts[j] == 0 {
				x.touched = append(x.touched, j)
			}
			x.counts[j]++
		}
	}
}

// maxOrdered bounds the words of a sentence that are compared in their order.
const maxOrdered = 120

// likeness is how much of the words of a stands in b in the same order.
func likeness(a, b []token) float64 {
	a, b = a[:min(len(a), maxOrdered)], b[:min(len(b), maxOrdered)]
	row := make([]int16, len(b)+1)
	for i := range a {
		diagonal := int16(0)
		for j := range b {
			above := row[j+1]
			if a[i].hash == b[j].hash {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return float64(row[len(b)]) / float64(len(a))
}

// sameEvent reports whether most of what in a tells one event from another, numbers
// and names, stands in b, which has so much of its words. What one has where the
// other has nothing, as who told it, is no other event.
func sameEvent(a, b []token, like float64) bool {
	same, here := marks(a, b)
	_, there := marks(b, a)
	other := min(here, there)
	if other == 1 && same > 0 && like >= edited && len(a) >= leastEdited {
		return true
	}
	return float64(same) >= toldSame*float64(same+other) && (same > 0 || here == 0)
}

// marks counts the names and numbers of a that stand in b, and those that do not.
func marks(a, b []token) (same, missing int) {
	for i := range a {
		switch {
		case !a[i].told:
		case slices.ContainsFunc(b, func(w token) bool { return w.hash == a[i].hash }):
			same++
		default:
			missing++
		}
	}
	return same, missing
}

// leastRun is how many words in a row make a shared passage.
const leastRun = 4

// passagesOf returns the passages that two sentences share.
func passagesOf(a, b []token) []Passage { return runsOf(a, b, leastRun) }

// runsOf returns the runs of so many words or more that two sentences share, the
// longest taken first, none overlapping, in the order of a.
func runsOf(a, b []token, least int) []Passage {
	a, b = a[:min(len(a), maxOrdered)], b[:min(len(b), maxOrdered)]
	type run struct{ i, j, n int }
	var runs []run
	for i := range a {
		for j := range b {
			if i > 0 && j > 0 && a[i-1].hash == b[j-1].hash {
				continue // it began before
			}
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n].hash == b[j+n].hash {
				n++
			}
			if n >= least {
				runs = append(runs, run{i, j, n})
			}
		}
	}
	slices.SortFunc(runs, func(x, y run) int { return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	var out []Passage
	for _, r := range runs {
		if slices.Contains(usedA[r.i:r.i+r.n], true) || slices.Contains(usedB[r.j:r.j+r.n], true) {
			continue
		}
		for k := range r.n {
			usedA[r.i+k], usedB[r.j+k] = true, true
		}
		out = append(out, Passage{spanOf(a[r.i : r.i+r.n]), spanOf(b[r.j : r.j+r.n])})
	}
	slices.SortFunc(out, func(x, y Passage) int { return cmp.Compare(x.From.Start, y.From.Start) })
	return out
}

// spanOf returns the passage from the first to the last of some words.
func spanOf(words []token) onrecord.Span {
	return onrecord.Span{Start: words[0].at.Start, End: words[len(words)-1].at.End}
}
