package lang

import (
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/weights"
)

// NameLists are the lists that the namer knows: of names, of words in them and
// of the types that words have elsewhere.
type NameLists struct {
	Lexicon *Lexicon    // how words are written
	Names   weights.Map // phrase, or the beginning of one -> ListFlags
}

// ListFlags say what the lists hold of a word or a phrase.
type ListFlags uint64

// The flags of phrases: four of the kinds in the hand-made lists, four in
// WordNet, and whether longer phrases begin so. Those of words follow, and two
// numbers: the kind as which a word mostly was seen in names, plus one, and how
// often.
const (
	ListedKind   = 0 // + NameKind
	WordNetKind  = ListedKind + NumNameKind
	TitlePhrase  = WordNetKind + NumNameKind // Secretary of State
	PhraseBegins = TitlePhrase + 1
	FirstName    = PhraseBegins + 1
	Surname      = FirstName + 1
	BodyWord     = Surname + 1 // ends or begins names of bodies: Ministry, Inc.
	PlaceWord    = BodyWord + 1
	OtherWord    = PlaceWord + 1
	SeenKind     = OtherWord + 1 // 4 bits
	SeenPhrase   = SeenKind + 4  // 4 bits
	wordFlags    = 1<<FirstName | 1<<Surname | 1<<BodyWord | 1<<PlaceWord | 1<<OtherWord | 15<<SeenKind
	phraseFlags  = 1<<PhraseBegins - 1 | 15<<SeenPhrase
)

// PhraseHash returns the hash of the phrase that word ends and before, the
// hash of the words before it, begins; before is 0 at the first word.
func PhraseHash(before, word uint64) uint64 { return weights.Join2(0x6e, before, word) }

// maxPhrase is the length of the longest phrase that is looked for.
const maxPhrase = 7

// maxNameRun bounds the work on lists of names and texts in capitals.
const maxNameRun = 60

// nameWord is what the namer knows of a token.
type nameWord struct {
	*Form
	tag     uint64
	lists   ListFlags // of the word alone
	phrases uint64    // for each kind of list 3 bits: where in a phrase it stands
	seen    uint64    // how the longest phrase it stands in was seen
	caps    uint64    // how the word is written elsewhere
	doc     uint64    // what the rest of the document says of the word
	title   bool      // may stand before the name of a person
	link    bool      // may stand between the words of a name
	capital bool
	first   bool // first of its sentence
}

// nameEdge stands before and after a sentence.
var nameEdge = nameWord{Form: &edge}

// nameContext is the scratch space of one document.
type nameContext struct {
	lists   *NameLists
	words   []nameWord
	evident map[uint64]uint64 // hashed word -> evidence
	run     NameRun
	feats   []uint64
}

// WalkNames calls each with every run of tokens of d that may hold names, in
// order. What it is given is used again.
func (l *NameLists) WalkNames(d *Document, each func(*NameRun)) {
	c := nameContext{lists: l, evident: map[uint64]uint64{}}
	c.read(d)
	c.evidence(d)
	for _, s := range d.Sentences {
		for first := s.First; first < s.Last; {
			last := c.runAt(first, s.Last)
			if last == first {
				first++
				continue
			}
			c.fill(s, first, last)
			each(&c.run)
			first = last
		}
	}
}

// read looks up all words of d.
func (c *nameContext) read(d *Document) {
	c.words = make([]nameWord, len(d.Tokens))
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &d.Tokens[i]
			w := &c.words[i]
			*w = nameWord{Form: &d.Forms[i], tag: uint64(t.XPOS), first: i == s.First}
			w.capital = t.XPOS != PRP && t.XPOS != ADD && capitalised(d.Text[t.Start:t.End]) || t.XPOS.Proper()
			w.link = !w.capital && nameLinks[w.Word]
			w.title = titles[w.Word]
			if w.capital || w.title {
				w.lists = ListFlags(c.lists.Names.Get(PhraseHash(0, w.Word))) & wordFlags
				w.caps = c.lists.Lexicon.Caps.Get(w.Word)
			}
		}
		for i := s.First; i < s.Last; i++ {
			if c.words[i].capital {
				c.matchPhrases(i, s.Last)
			}
		}
	}
}

// capitalised reports whether w begins with a capital.
func capitalised(w string) bool {
	if w[0] < utf8.RuneSelf {
		return 'A' <= w[0] && w[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.Is(unicode.Lo, r)
}

// nameLinks are the words that may stand within names though they have no capital.
var nameLinks = wordSet("of the and & for de la le las los del della di da do dos van von der den bin bint ibn al el ul y e in on to at a - -- ' 's / . ! \" 's s")

// matchPhrases marks the words of the longest listed phrase that begins at i.
func (c *nameContext) matchPhrases(i, last int) {
	var h uint64
	var flags ListFlags
	length := 0
	for k := i; k < min(last, i+maxPhrase); k++ {
		h = PhraseHash(h, c.words[k].Word)
		f := ListFlags(c.lists.Names.Get(h))
		if f&phraseFlags != 0 {
			flags, length = f, k+1-i
		}
		if f>>PhraseBegins&1 == 0 {
			break
		}
	}
	for k := range length {
		at := uint64(1) // first, last, both or neither
		if k > 0 {
			at = 2
		}
		if k == length-1 {
			at += 2
		}
		w := &c.words[i+k]
		for b := range uint64(PhraseBegins) {
			if flags>>b&1 != 0 && w.phrases>>(3*b)&7 == 0 {
				w.phrases |= at << (3 * b)
			}
		}
		w.title = w.title || flags>>TitlePhrase&1 != 0
		if s := uint64(flags >> SeenPhrase & 15); s != 0 && w.seen == 0 {
			w.seen = s<<3 | at
		}
	}
}

// The evidence that a document gives of a word.
const (
	evidentPerson  = 1 << iota // it follows a title or a first name
	evidentFull                // it ends a run of several capitals
	evidentThe                 // it follows "the"
	evidentIn                  // it follows "in"
	evidentSpeaks              // a verb of saying is next to it
	evidentAlone               // it stands as a name of one word
	evidentLower               // it is written without a capital
	evidentBody                // it stands in a run with a word of bodies
	evidentAcronym             // it stands in brackets after capitals
)

// evidence collects what the document says of each capitalised word.
func (c *nameContext) evidence(d *Document) {
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			w := &c.words[i]
			if !w.capital {
				if w.Shape == ShapeLower && c.evident[w.Word] != 0 {
					c.evident[w.Word] |= evidentLower
				}
				continue
			}
			c.evident[w.Word] |= c.evidenceAt(i, s)
		}
	}
	for i := range c.words {
		if w := &c.words[i]; w.capital {
			w.doc = c.evident[w.Word]
		}
	}
}

var (
	hashThe = WordHash("the")
	hashIn  = WordHash("in")
)

// evidenceAt returns what the neighbours of token i say of it.
func (c *nameContext) evidenceAt(i int, s Sentence) (e uint64) {
	before, after := &nameEdge, &nameEdge
	if i > s.First {
		before = &c.words[i-1]
	}
	if i+1 < s.Last {
		after = &c.words[i+1]
	}
	switch {
	case before.title && before.capital && before.lists>>BodyWord&1 == 0, before.capital && before.lists>>FirstName&1 != 0:
		e |= evidentPerson
	case before.Word == hashThe:
		e |= evidentThe
	case before.Word == hashIn:
		e |= evidentIn
	}
	switch {
	case before.capital && !after.capital:
		e |= evidentFull
	case !before.capital && !after.capital:
		e |= evidentAlone
	}
	if after.lists>>BodyWord&1 != 0 && after.capital || before.lists>>BodyWord&1 != 0 && before.capital {
		e |= evidentBody
	}
	if speechWords[after.Lemma] || speechWords[before.Lemma] && !after.capital {
		e |= evidentSpeaks
	}
	if before.Word == hashBracket && i-1 > s.First && c.words[i-2].capital {
		e |= evidentAcronym
	}
	return e
}

var (
	hashBracket = WordHash("(")
	hashHyphen  = WordHash("-")
	speechWords = wordSet("say tell add argue think believe ask reply answer insist deny warn admit acknowledge write tweet who whose explain note")
)

// runAt returns where the run that begins at token i ends; i if none does. A
// run begins and ends with a capital, and a few links may stand between.
func (c *nameContext) runAt(i, last int) int {
	if !c.words[i].capital {
		return i
	}
	end := i + 1
	for k, links := i+1, 0; k < last && k-i < maxNameRun && links <= 3; k++ {
		switch w := &c.words[k]; {
		case w.capital, XPOS(w.tag) == CD && links == 0:
			end, links = k+1, 0
		case w.link && k == i+1 && c.words[i].Shape == ShapeInitial && w.Word == hashHyphen:
			return end // (R-Ill.)
		case w.link:
			links++
		default:
			return end
		}
	}
	return end
}

// word returns word i of the sentence, or what stands around it.
func (c *nameContext) word(s Sentence, i int) *nameWord {
	if i < s.First || i >= s.Last {
		return &nameEdge
	}
	return &c.words[i]
}

// fill makes the features of the run [first, last).
func (c *nameContext) fill(s Sentence, first, last int) {
	r := &c.run
	r.First, r.Last, r.Unary, r.Edges = first, last, r.Unary[:0], r.Edges[:0]
	c.feats = c.feats[:0]
	setting := c.setting(s)
	core, end := first, first // the capitals without links that the word stands in
	for i := first; i < last; i++ {
		if i >= end {
			for core = i; core < last && !c.words[core].capital; core++ {
			}
			for end = core; end < last && c.words[end].capital; end++ {
			}
		}
		var around [5]*nameWord
		for k := range around {
			around[k] = c.word(s, i-2+k)
		}
		at := len(c.feats)
		c.feats = nameFeatures(c.feats, around, c.word(s, core-1), &c.words[min(core, last-1)], &c.words[max(end-1, first)], c.word(s, end), setting|uint64(min(i-core+8, 15))<<4)
		mid := len(c.feats)
		c.feats = nameEdgeFeatures(c.feats, around)
		r.Unary = append(r.Unary, c.feats[at:mid:mid])
		r.Edges = append(r.Edges, c.feats[mid:len(c.feats):len(c.feats)])
	}
}

// setting says whether a sentence is set in capitals throughout (1) or like a
// headline (2).
func (c *nameContext) setting(s Sentence) uint64 {
	letters, capital, upper := 0, 0, 0
	for i := s.First; i < s.Last; i++ {
		switch c.words[i].Shape {
		case ShapeLower:
			letters++
		case ShapeTitle, ShapeMixed, ShapeInitial:
			letters, capital = letters+1, capital+1
		case ShapeUpper:
			letters, capital, upper = letters+1, capital+1, upper+1
		}
	}
	switch {
	case letters >= 3 && upper*4 >= letters*3:
		return 1
	case letters >= 4 && capital*10 >= letters*7:
		return 2
	}
	return 0
}

// nameFeatures appends the features of the word in the middle of w; before,
// head, tail and after are the word before the capitals it stands in, their
// first and last, and the word after them.
func nameFeatures(f []uint64, w [5]*nameWord, before, head, tail, after *nameWord, setting uint64) []uint64 {
	w0, p1, n1 := w[2], w[1], w[3]
	sh := uint64(w0.Shape)<<8 | setting
	if w0.first {
		sh |= 4
	}
	if w0.link {
		sh |= 8
	}
	l0, l1, l2 := uint64(w0.lists)+1, uint64(p1.lists)+1, uint64(n1.lists)+1
	seen := uint64(w0.lists >> SeenKind & 15)
	f = append(f,
		weights.Join2(1, sh, w0.tag),
		weights.Join(2, w0.Word),
		weights.Join(3, p1.Word),
		weights.Join(4, n1.Word),
		weights.Join(5, w[0].Word),
		weights.Join(6, w[4].Word),
		weights.Join2(7, p1.Word, w0.Word),
		weights.Join2(8, w0.Word, n1.Word),
		weights.Join(9, w0.Suffix[1]),
		weights.Join(10, w0.Suffix[2]),
		weights.Join(11, w0.Prefix[2]),
		weights.Join3(12, p1.tag, w0.tag, n1.tag),
		weights.Join2(13, w0.tag, n1.tag),
		weights.Join2(14, uint64(p1.Shape)<<8|uint64(n1.Shape), sh),
		weights.Join2(15, l0, sh),
		weights.Join2(16, l0, l1),
		weights.Join2(17, l0, l2),
		weights.Join2(18, w0.phrases, seen),
		weights.Join(19, w0.phrases),
		weights.Join3(20, w0.seen, uint64(w0.Shape), 1),
		weights.Join3(21, w0.caps, sh, seen),
		weights.Join2(22, before.Word, l0&(1<<SeenKind-1)),
		weights.Join(23, before.Word),
		weights.Join(24, after.Word),
		weights.Join(25, tail.Word),
		weights.Join(26, tail.Suffix[2]),
		weights.Join(27, head.Word),
		weights.Join2(28, uint64(tail.lists), uint64(head.lists)),
		weights.Join2(29, uint64(head.lists), sh&0xff),
		weights.Join2(30, w0.doc, uint64(w0.Shape)),
		weights.Join3(31, w0.doc&(evidentPerson|evidentBody|evidentAcronym|evidentLower), seen, uint64(w0.Shape)),
		weights.Join2(32, n1.phrases, w0.phrases),
		weights.Join2(33, p1.phrases, w0.phrases),
		weights.Join2(34, before.Lemma, after.Lemma),
		weights.Join2(35, bit(before.title)<<1|bit(p1.title), l0),
		weights.Join3(36, tail.doc, sh&0xff, seen),
		weights.Join2(37, after.Lemma, uint64(tail.lists)),
		weights.Join2(38, before.tag, after.tag),
		weights.Join2(39, w0.tag, w0.caps),
		weights.Join2(40, bit(w0.title), n1.tag),
	)
	for b := range uint64(PhraseBegins) {
		if at := w0.phrases >> (3 * b) & 7; at != 0 {
			f = append(f, weights.Join2(50, b<<3|at, 0))
		}
	}
	for b := FirstName; b <= OtherWord; b++ {
		if w0.lists>>b&1 != 0 {
			f = append(f, weights.Join2(51, uint64(b), 0))
		}
		if p1.lists>>b&1 != 0 {
			f = append(f, weights.Join2(52, uint64(b), 0))
		}
		if n1.lists>>b&1 != 0 {
			f = append(f, weights.Join2(53, uint64(b), 0))
		}
		if tail.lists>>b&1 != 0 {
			f = append(f, weights.Join2(54, uint64(b), sh&0xf0))
		}
	}
	return f
}

// nameEdgeFeatures appends the features of the labels of two words.
func nameEdgeFeatures(f []uint64, w [5]*nameWord) []uint64 {
	w0, p1 := w[2], w[1]
	return append(f,
		weights.Join(100, 0),
		weights.Join2(101, p1.tag, w0.tag),
		weights.Join2(102, uint64(w0.Shape), uint64(p1.Shape)),
		weights.Join3(103, uint64(w0.lists>>SeenKind&15), uint64(p1.lists>>SeenKind&15), bit(p1.link)<<1|bit(w0.link)),
		weights.Join3(104, linkWord(p1), linkWord(w0), w0.tag),
		weights.Join2(105, w0.phrases, p1.phrases),
		weights.Join2(106, uint64(w0.lists)&(1<<SeenKind-1), uint64(p1.lists)&(1<<SeenKind-1)),
	)
}

// linkWord returns the hash of a link, nothing for other words.
func linkWord(w *nameWord) uint64 {
	if w.link {
		return w.Word
	}
	return 0
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
