package attribution

import (
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A Scene is a Document with all that the features of attribution look at,
// worked out once for each token.
type Scene struct {
	Doc    *lang.Document
	words  []word
	shapes []uint64 // of the sentences: see shape
	order  []int32  // scratch: the tokens of a sentence, children before heads
	open   []int32  // scratch: how many children of a token are still to come
}

// A word is what the features know of a token.
type word struct {
	lemma  uint64 // hashed
	sense  uint64 // what WordNet says it means: lexicographer files of its first senses
	quote  quoteCode
	region int32 // the outermost quotation it stands in, -1 for none
	sent   int32
	head   int32
	left   int32 // the first and the last token of its subtree
	right  int32
	opens  int32 // the highest token whose subtree starts here, and ends here
	closes int32
	subj   int32 // its subject, -1 for none
	kids   kidCode
	depth  uint8
	cue    bool // part of a likely cue: see MarkCues
	lead   bool // the subject of a likely cue starts here
	tag    lang.XPOS
	rel    lang.Rel
}

// A quoteCode says how a token stands to quotations.
type quoteCode uint8

const (
	quoteOut   quoteCode = iota
	quoteIn              // within one
	quoteOpen            // an opening mark
	quoteClose           // a closing mark
	scareIn              // within one that is but a word or two
	scareOpen
	scareClose
)

// A kidCode is the set of relations that a token's children have.
type kidCode uint16

const (
	kidSubj kidCode = 1 << iota
	kidPass
	kidObj
	kidIobj
	kidCcomp
	kidXcomp
	kidParataxis
	kidAcl
	kidAuxPass
	kidMark
	kidObl
	kidNeg
	kidAdvcl
	kidCop
	kidCase
)

var kidOf = [lang.NumRel]kidCode{
	lang.RelNsubj: kidSubj, lang.RelCsubj: kidSubj, lang.RelNsubjOuter: kidSubj, lang.RelNsubjPass: kidPass, lang.RelCsubjPass: kidPass,
	lang.RelObj: kidObj, lang.RelIobj: kidIobj, lang.RelCcomp: kidCcomp, lang.RelXcomp: kidXcomp, lang.RelParataxis: kidParataxis,
	lang.RelAcl: kidAcl, lang.RelAclRelcl: kidAcl, lang.RelAuxPass: kidAuxPass, lang.RelMark: kidMark, lang.RelObl: kidObl,
	lang.RelAdvcl: kidAdvcl, lang.RelCop: kidCop, lang.RelCase: kidCase,
}

// maxScare is the number of words up to which a quotation may be a scare
// quote or a title rather than speech.
const maxScare = 3

// NewScene works out the scene of d. senses is the map of lemmas to senses.
func NewScene(d *lang.Document, senses *weights.Map) *Scene {
	s := &Scene{Doc: d, words: make([]word, len(d.Tokens))}
	for si := range d.Sentences {
		st := &d.Sentences[si]
		for i := st.First; i < st.Last; i++ {
			t := &d.Tokens[i]
			w := &s.words[i]
			*w = word{lemma: d.Forms[i].Lemma, region: -1, sent: int32(si), head: int32(t.Head), left: int32(i), right: int32(i),
				opens: int32(i), closes: int32(i), subj: -1, tag: t.XPOS, rel: t.Rel}
			if t.XPOS.Verbal() || t.XPOS.Nominal() {
				w.sense = senses.Get(senseKey(w.lemma, t.XPOS))
			}
		}
		s.tree(st.First, st.Last)
	}
	s.quotes()
	var v sentenceView
	for si := range d.Sentences {
		s.view(si, &v)
		s.shapes = append(s.shapes, v.shape())
	}
	return s
}

// MarkCues marks the tokens of the likely cues among cands: what another cue
// reports is seldom part of what this one does.
func (s *Scene) MarkCues(cands []Candidate) {
	for k := range cands {
		if cands[k].CueProb < likelyCue {
			continue
		}
		for _, i := range cands[k].Cue {
			w := &s.words[i]
			w.cue = true
			if w.subj >= 0 {
				s.words[s.words[w.subj].left].lead = true
			}
		}
	}
}

// likelyCue is how probable a cue must be to be marked.
const likelyCue = .5

// senseKey is the key of a lemma in the map of senses.
func senseKey(lemma uint64, x lang.XPOS) uint64 {
	if x.Verbal() {
		return SenseKey(lemma, true)
	}
	return SenseKey(lemma, false)
}

// SenseKey is the key that a hashed lemma has, as a verb or as a noun, in the
// map of senses.
func SenseKey(lemma uint64, verb bool) uint64 {
	if verb {
		return weights.Join(1, lemma)
	}
	return weights.Join(2, lemma)
}

// tree fills in what depends on heads for the sentence [first, last).
func (s *Scene) tree(first, last int) {
	ws := s.words
	for i := first; i < last; i++ {
		w := &ws[i]
		h := int(w.head)
		if h < 0 {
			continue
		}
		ws[h].kids |= kidOf[w.rel]
		switch w.rel {
		case lang.RelNsubj, lang.RelNsubjPass, lang.RelCsubj, lang.RelNsubjOuter:
			if ws[h].subj < 0 {
				ws[h].subj = int32(i)
			}
		case lang.RelAdvmod:
			if isNot(s.Doc.Word(i)) {
				ws[h].kids |= kidNeg
			}
		}
	}
	s.subtrees(first, last)
	for i := first; i < last; i++ {
		w := &ws[i]
		if o := &ws[w.left]; ws[o.opens].right-ws[o.opens].left < w.right-w.left {
			o.opens = int32(i)
		}
		if c := &ws[w.right]; ws[c.closes].right-ws[c.closes].left < w.right-w.left {
			c.closes = int32(i)
		}
	}
}

// subtrees fills in the edges of subtrees and the depths of tokens, leaves
// first and then the root first.
func (s *Scene) subtrees(first, last int) {
	ws := s.words
	s.order = s.order[:0]
	s.open = resize(s.open, last-first)
	for i := first; i < last; i++ {
		if h := int(ws[i].head); h >= 0 {
			s.open[h-first]++
		}
	}
	for i := first; i < last; i++ {
		if s.open[i-first] == 0 {
			s.order = append(s.order, int32(i))
		}
	}
	for k := 0; k < len(s.order); k++ {
		w := &ws[s.order[k]]
		if w.head < 0 {
			continue
		}
		h := &ws[w.head]
		h.left, h.right = min(h.left, w.left), max(h.right, w.right)
		if s.open[int(w.head)-first]--; s.open[int(w.head)-first] == 0 {
			s.order = append(s.order, w.head)
		}
	}
	for k := len(s.order) - 1; k >= 0; k-- {
		if w := &ws[s.order[k]]; w.head >= 0 {
			w.depth = min(ws[w.head].depth+1, maxDepth)
		}
	}
}

// maxDepth is the depth that deeper tokens count as.
const maxDepth = 30

func isNot(w string) bool {
	return w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "Not"
}

// quotes fills in what depends on quotations.
func (s *Scene) quotes() {
	d := s.Doc
	for qi, q := range d.Quotations {
		first := d.TokenAt(q.Start)
		last := first
		for last < len(d.Tokens) && d.Tokens[last].Start < q.End {
			last++
		}
		if q.Depth > 0 || first == last {
			continue
		}
		n := 0
		for i := first; i < last; i++ {
			if d.Forms[i].Shape != lang.ShapeMark {
				n++
			}
		}
		scare := quoteCode(0)
		if n <= maxScare {
			scare = scareIn - quoteIn
		}
		for i := first; i < last; i++ {
			w := &s.words[i]
			w.region = int32(qi)
			w.quote = quoteIn + scare
		}
		if d.Tokens[first].Start < q.Inner.Start {
			s.words[first].quote = quoteOpen + scare
		}
		if d.Tokens[last-1].End > q.Inner.End && last-1 > first {
			s.words[last-1].quote = quoteClose + scare
		}
	}
}

// tagAt and wordAt return what token i is, a full stop and no word
// outside the text.
func (s *Scene) tagAt(i int) lang.XPOS {
	if i < 0 || i >= len(s.words) {
		return lang.Period
	}
	return s.words[i].tag
}

func (s *Scene) wordAt(i int) uint64 {
	if i < 0 || i >= len(s.words) {
		return 0
	}
	return s.Doc.Forms[i].Word
}

func isAdverb(x lang.XPOS) bool { return x >= lang.RB && x <= lang.RBS }
