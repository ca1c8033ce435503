package lang

import (
	"errors"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Tag is a pair of tags that occurs in the treebanks.
type Tag struct {
	UPOS UPOS
	XPOS XPOS
}

// A Tagger gives tokens their tags, from left to right, each time the best
// pair given the words around and the tags before (greedy averaged
// perceptron: Collins 2002, "Discriminative training methods for hidden
// Markov models").
type Tagger struct {
	Lexicon Lexicon
	Model   weights.Sparse // classes are indexes of Tags
	Tags    []Tag
}

// A Lexicon knows the tags that words can have.
type Lexicon struct {
	Seen weights.Map // hashed word -> set of tags it had in training text
	Caps weights.Map // hashed word -> how often it is capitalised within sentences
	Open weights.Map // hashed word -> set of tags it can have by a dictionary
}

// A TagSet is a set of XPOS tags but FW.
type TagSet uint64

// Add returns s with x in it.
func (s TagSet) Add(x XPOS) TagSet {
	if x == FW {
		return s
	}
	return s | 1<<(x-1)
}

// Has reports whether x is in s.
func (s TagSet) Has(x XPOS) bool { return x != FW && s&(1<<(x-1)) != 0 }

// tagWord is what the tagger knows of a token before it has looked at any tag.
type tagWord struct {
	*Form
	seen, open uint64 // hashed tag sets
	known      bool
	caps       uint64 // how the word is written elsewhere
	gap        uint64 // white space before, after
}

// tagContext is the scratch space of one sentence.
type tagContext struct {
	words []tagWord
	feats []uint64
}

var edge = Form{Word: weights.Mix(1), Shape: ShapeMark}

const tagMargin = 2 // words that the tagger looks at on either side

// WalkTags has choose give every token of d its tag, as an index of tags, from
// its features: the way of the tagger through a text, for training.
func (l *Lexicon) WalkTags(d *Document, tags []Tag, choose func(token int, features []uint64) int) {
	fs := forms(d, nil)
	var c tagContext
	dc := docCaps(d, fs)
	for _, s := range d.Sentences {
		l.tagSentence(&c, d.Text, dc, d.Tokens[s.First:s.Last], fs[s.First:s.Last], tags, func(i int, f []uint64) int { return choose(s.First+i, f) })
	}
}

// tagSentence walks over the tokens of a sentence and has choose give each its
// tag, an index of tags, from its features.
func (l *Lexicon) tagSentence(c *tagContext, text string, dc map[uint64]uint8, toks []Token, fs []Form, tags []Tag, choose func(i int, features []uint64) int) {
	n := len(toks)
	c.words = c.words[:0]
	for range tagMargin {
		c.words = append(c.words, tagWord{Form: &edge, known: true})
	}
	letters, capital, upper := 0, 0, 0
	for i := range toks {
		f := &fs[i]
		w := tagWord{Form: f}
		if s := l.Seen.Get(f.Word); s != 0 {
			w.seen, w.known = weights.Mix(s), true
		}
		if s := l.Open.Get(f.Word); s != 0 {
			w.open = weights.Mix(s ^ 1<<60)
		}
		if !w.known {
			w.seen = w.open ^ 0x5555
		}
		w.caps = l.Caps.Get(f.Word)<<3 | uint64(dc[f.Word])
		if toks[i].Start > 0 && text[toks[i].Start-1] > ' ' {
			w.gap |= 1
		}
		if toks[i].End < len(text) && text[toks[i].End] > ' ' {
			w.gap |= 2
		}
		c.words = append(c.words, w)
		switch f.Shape {
		case ShapeLower:
			letters++
		case ShapeTitle, ShapeMixed, ShapeInitial:
			letters++
			capital++
		case ShapeUpper:
			letters++
			capital++
			upper++
		}
	}
	for range tagMargin {
		c.words = append(c.words, tagWord{Form: &edge, known: true})
	}
	// Is it set like a headline, or in capitals throughout?
	setting := uint64(0)
	if letters >= 3 && upper*4 >= letters*3 {
		setting = 1
	} else if letters >= 4 && capital*10 >= letters*7 {
		setting = 2
	}
	const start = uint64(0xabcdef)
	t1, t2 := start, start
	for i := range n {
		w := c.words[i : i+5]
		c.feats = tagFeatures(c.feats[:0], w, t1, t2, setting, i == 0)
		k := choose(i, c.feats)
		toks[i].UPOS, toks[i].XPOS = tags[k].UPOS, tags[k].XPOS
		t2, t1 = t1, weights.Mix(uint64(k)+77)
	}
}

func tagFeatures(f []uint64, w []tagWord, t1, t2, setting uint64, first bool) []uint64 {
	w0, p1, p2, n1, n2 := &w[2], &w[1], &w[0], &w[3], &w[4]
	sh := uint64(w0.Shape)<<4 | setting<<1
	if first {
		sh |= 1
	}
	f = append(f,
		0x12345678abcdef,
		weights.Join(1, w0.Word),
		weights.Join(2, p1.Word),
		weights.Join(3, n1.Word),
		weights.Join(4, p2.Word),
		weights.Join(5, n2.Word),
		weights.Join(6, w0.Suffix[0]),
		weights.Join(7, w0.Suffix[1]),
		weights.Join(8, w0.Suffix[2]),
		weights.Join(9, w0.Suffix[3]),
		weights.Join(10, w0.Prefix[0]),
		weights.Join(11, w0.Prefix[1]),
		weights.Join(12, w0.Prefix[2]),
		weights.Join(13, w0.Prefix[3]),
		weights.Join2(14, sh, w0.seen),
		weights.Join2(15, sh, w0.Suffix[1]),
		weights.Join(16, p1.Suffix[1]),
		weights.Join(17, n1.Suffix[1]),
		weights.Join(18, t1),
		weights.Join(19, t2),
		weights.Join2(20, t1, t2),
		weights.Join2(21, t1, w0.Word),
		weights.Join2(22, t1, n1.seen),
		weights.Join(23, w0.seen),
		weights.Join(24, n1.seen),
		weights.Join(25, n2.seen),
		weights.Join(26, w0.open),
		weights.Join2(27, w0.seen, n1.seen),
		weights.Join2(28, t1, w0.seen),
		weights.Join3(29, t1, w0.seen, n1.seen),
		weights.Join2(30, p1.Word, w0.Word),
		weights.Join2(31, w0.Word, n1.Word),
		weights.Join3(32, t2, t1, w0.seen),
		weights.Join2(33, uint64(p1.Shape)<<8|uint64(n1.Shape), sh),
		weights.Join2(34, t1, w0.Suffix[1]),
		weights.Join2(35, w0.open, n1.open),
		weights.Join2(36, t1, w0.open),
		weights.Join2(37, w0.Word, sh),
		weights.Join3(38, t1, w0.seen, n1.Word),
		weights.Join2(39, n1.seen, n2.seen),
		weights.Join2(40, p1.Word, w0.Suffix[1]),
		weights.Join2(41, w0.Suffix[1], n1.Word),
		weights.Join2(42, w0.seen, n1.Suffix[1]),
		weights.Join2(43, sh, w0.caps),
		weights.Join3(44, sh, w0.caps, w0.seen),
		weights.Join2(45, w0.gap, w0.Word),
		weights.Join3(46, w0.caps, n1.caps, uint64(w0.Shape)<<8|uint64(n1.Shape)),
		weights.Join3(47, w0.caps, t1, sh),
	)
	return f
}

// tag fills in the tags of d.
func (t *Tagger) tag(d *Document) {
	fs := d.Forms
	var c tagContext
	dc := docCaps(d, fs)
	var scores weights.Scores
	for _, s := range d.Sentences {
		t.Lexicon.tagSentence(&c, d.Text, dc, d.Tokens[s.First:s.Last], fs[s.First:s.Last], t.Tags, func(_ int, f []uint64) int {
			clear(scores[:len(t.Tags)])
			t.Model.Add(&scores, f)
			return scores.Best(len(t.Tags))
		})
	}
}

// Tag fills in the tags of d, whose tokens and sentences stand.
func (t *Tagger) Tag(d *Document) {
	d.Forms = forms(d, d.Forms[:0])
	t.tag(d)
}

// LoadTagger reads a tagger from its weight file.
func LoadTagger(f *weights.File) (*Tagger, error) {
	t := &Tagger{}
	return t, t.load(f)
}

// load reads the tagger from its weight file.
func (t *Tagger) load(f *weights.File) (err error) {
	for name, m := range map[string]*weights.Map{"seen": &t.Lexicon.Seen, "caps": &t.Lexicon.Caps, "open": &t.Lexicon.Open} {
		if *m, err = f.Map(name); err != nil {
			return err
		}
	}
	if t.Model, err = f.Sparse("model"); err != nil {
		return err
	}
	b := f.Section("tags")
	if len(b) != 2*t.Model.Classes {
		return errors.New("tagger weights: as many tags as classes are needed")
	}
	for i := 0; i < len(b); i += 2 {
		if int(b[i]) >= NumUPOS || int(b[i+1]) >= NumXPOS {
			return errors.New("tagger weights: a tag that there is not")
		}
		t.Tags = append(t.Tags, Tag{UPOS(b[i]), XPOS(b[i+1])})
	}
	return nil
}

// docCaps says how the words of d are written where a capital means something.
func docCaps(d *Document, fs []Form) map[uint64]uint8 {
	m := map[uint64]uint8{}
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			switch fs[i].Shape {
			case ShapeLower:
				m[fs[i].Word] |= 1
			case ShapeTitle, ShapeMixed:
				if i > s.First && fs[i-1].Shape == ShapeLower {
					m[fs[i].Word] |= 2
				}
			}
		}
	}
	return m
}
