package lang

import (
	"errors"
	"strings"

	"github.com/onrecord/onrecord/internal/weights"
)

// Lemmas knows the dictionary forms of words: the regular ones by rule, checked
// against the lexicon's words, the others from a table.
type Lemmas struct {
	Lexicon *Lexicon
	// irregular holds edits by word and tag, and endings what they put in
	// place of what they cut.
	irregular weights.Map
	endings   string
}

// An Edit makes a word into its lemma: it cuts bytes off its end and puts
// others there.
type Edit struct {
	Cut int
	Add string
}

// The bits of an edit in the table of irregular forms. Its mark tells one
// that does nothing from none; the check is of the key, as the table alone
// would take too many regular words for irregular ones.
const (
	editMark   = 1
	editCut    = 1  // 6 bits
	editLen    = 7  // 6 bits
	editOffset = 13 // 19 bits
	editCheck  = 32 // 16 bits
)

// EditBits returns how the table of irregular forms holds, under key, an edit
// that cuts cut bytes and adds endings[offset:offset+n]; 0 if it can't.
func EditBits(key uint64, cut, offset, n int) uint64 {
	if cut >= 1<<6 || n >= 1<<6 || offset >= 1<<19 {
		return 0
	}
	return editMark | uint64(cut)<<editCut | uint64(n)<<editLen | uint64(offset)<<editOffset | key>>16&0xffff<<editCheck
}

// IrregularKey is the key under which the table of irregular forms holds a
// word with a tag.
func IrregularKey(word uint64, x XPOS) uint64 { return weights.Join2(0x1e, word, uint64(x)) }

// load reads the irregular forms.
func (l *Lemmas) load(f *weights.File, lexicon *Lexicon) (err error) {
	l.Lexicon = lexicon
	if f == nil {
		return nil
	}
	if l.irregular, err = f.Map("irregular"); err != nil {
		return err
	}
	l.endings = string(f.Section("endings"))
	if !strings.HasSuffix(l.endings, "\n") {
		return errors.New("lemma weights: endings cut off")
	}
	return nil
}

// fill gives the forms of d the hashes of their lemmas.
func (l *Lemmas) fill(d *Document) {
	d.lemmas = l
	var buf, lemma [64]byte
	for i := range d.Tokens {
		f := &d.Forms[i]
		f.Lemma = f.Word
		if !inflected[d.Tokens[i].XPOS] {
			continue
		}
		word := normalise(buf[:0], d.Word(i))
		e := l.edit(word, f.Word, d.Tokens[i].XPOS)
		if e.Cut == 0 && e.Add == "" {
			continue
		}
		b := append(lemma[:0], word[:len(word)-min(e.Cut, len(word))]...)
		for k := range len(e.Add) {
			c := e.Add[k]
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
		}
		f.Lemma = weights.Bytes(b)
	}
}

// Fill gives the forms of d, whose tags stand, the hashes of their lemmas.
func (l *Lemmas) Fill(d *Document) {
	d.Forms = forms(d, d.Forms[:0])
	l.fill(d)
}

// Lemma returns the lemma of token i as Universal Dependencies has it: in
// lower case but for names and "I". The tags of d must stand.
func (d *Document) Lemma(i int) string {
	w, x := d.Word(i), d.Tokens[i].XPOS
	l := d.lemmas
	if l == nil {
		l = &Lemmas{}
	}
	word := normalise(nil, w)
	e := l.edit(word, weights.Bytes(word), x)
	if e.Cut > 0 && e.Cut >= len(word) {
		return e.Add
	}
	if !l.proper(w, word, x) {
		w = strings.ToLower(w)
	}
	switch {
	case e == Edit{}:
		return w
	case len(w) != len(word): // marks were evened out
		w = string(word)
	case shapeOf(w) == ShapeUpper:
		return w[:len(w)-e.Cut] + strings.ToUpper(e.Add)
	}
	return w[:len(w)-e.Cut] + e.Add
}

// proper reports whether the lemma of a word keeps its capitals: that of names
// and of adjectives such as "Danish".
func (l *Lemmas) proper(w string, word []byte, x XPOS) bool {
	if x.Proper() || x == CD && shapeOf(w) != ShapeTitle { // IV
		return true
	}
	if l.Lexicon == nil || x == PRP || !(x == JJ || x == NN || x == NNS) || shapeOf(w) == ShapeLower {
		return false
	}
	caps := l.Lexicon.Caps.Get(weights.Bytes(word))
	return caps == 4 || caps == 8
}

// inflected holds the tags whose words may differ from their lemmas, in more
// than capitals.
var inflected = [NumXPOS]bool{DT: true, IN: true, JJR: true, JJS: true, MD: true, NNPS: true, NNS: true, PRP: true,
	PRPS: true, RB: true, RBR: true, RBS: true, TO: true, UH: true, VB: true, VBD: true, VBG: true, VBN: true, VBP: true, VBZ: true,
	CC: true, POS: true, WRB: true, WP: true, WDT: true, WPS: true, JJ: true, NN: true, SYMX: true}

// edit returns what makes word, in its evened-out spelling and with its hash,
// into its lemma.
func (l *Lemmas) edit(word []byte, hash uint64, x XPOS) Edit {
	if !inflected[x] {
		return Edit{}
	}
	key := IrregularKey(hash, x)
	if v := l.irregular.Get(key); v != 0 && v>>editCheck == key>>16&0xffff {
		at, n := int(v>>editOffset&(1<<19-1)), int(v>>editLen&(1<<6-1))
		if at+n <= len(l.endings) {
			return Edit{int(v >> editCut & (1<<6 - 1)), l.endings[at : at+n]}
		}
	}
	return l.Rule(word, x)
}

// Rule returns the edit for a word that is not irregular.
func (l *Lemmas) Rule(word []byte, x XPOS) Edit {
	switch x {
	case NNS, NNPS, VBZ:
		return l.unS(word, x)
	case VBG:
		return l.unSuffix(word, "ing", VB)
	case VBD, VBN:
		return l.unSuffix(word, "ed", VB)
	case JJR, RBR:
		return l.unSuffix(word, "er", base(x))
	case JJS, RBS:
		return l.unSuffix(word, "est", base(x))
	}
	return Edit{}
}

// base returns the tag of the lemma of a comparative or superlative.
func base(x XPOS) XPOS {
	if x == RBR || x == RBS {
		return RB
	}
	return JJ
}

// can reports whether the lexicon has the word a+b with tag x.
func (l *Lemmas) can(a []byte, b string, x XPOS) bool {
	if l.Lexicon == nil {
		return false
	}
	var buf [64]byte
	h := weights.Bytes(append(append(buf[:0], a...), b...))
	return TagSet(l.Lexicon.Open.Get(h)).Has(x)
}

// unS undoes the ending -s of nouns and verbs.
func (l *Lemmas) unS(w []byte, x XPOS) Edit {
	x = map[bool]XPOS{true: VB, false: NN}[x == VBZ]
	n := len(w)
	switch {
	case n < 3 || w[n-1] != 's' || w[n-2] == 's':
		return Edit{}
	case endsIn(w, "ies") && x == NN && l.can(w, "", NN) && !l.can(w[:n-3], "y", NN): // series
		return Edit{}
	case endsIn(w, "ies") && n > 4 && !l.can(w[:n-1], "", x):
		return Edit{3, "y"}
	case endsIn(w, "es") && (l.can(w[:n-2], "", x) && !l.can(w[:n-1], "", x) || sibilant(w[:n-2]) && !l.can(w[:n-1], "", x)):
		return Edit{2, ""}
	case w[n-2] == 'u' && x == NN && l.can(w, "", NN):
		return Edit{}
	}
	return Edit{1, ""}
}

// sibilant reports whether -s would be put to w as -es.
func sibilant(w []byte) bool {
	return endsIn(w, "ss") || endsIn(w, "x") || endsIn(w, "zz") || endsIn(w, "ch") || endsIn(w, "sh") || endsIn(w, "o")
}

// unSuffix undoes a suffix that begins with a vowel, before which a final e
// goes, y may become i and a consonant may be doubled; x is the lemma's tag.
func (l *Lemmas) unSuffix(w []byte, suffix string, x XPOS) Edit {
	cut := len(suffix)
	if !endsIn(w, suffix) || len(w) < cut+2 {
		return Edit{}
	}
	stem := w[:len(w)-cut]
	n := len(stem)
	twice := n > 2 && stem[n-1] == stem[n-2]
	switch {
	case !hasVowel(stem):
		return Edit{}
	case stem[n-1] == 'i' && suffix != "ing":
		return Edit{cut + 1, "y"}
	case short(stem) && l.can(stem, "e", x):
		return Edit{cut, "e"}
	case l.can(stem, "", x):
		return Edit{cut, ""}
	case l.can(stem, "e", x):
		return Edit{cut, "e"}
	case twice && l.can(stem[:n-1], "", x):
		return Edit{cut + 1, ""}
	case x != VB: // such as "other", which compares nothing
		return Edit{}
	case twice && stem[n-1] != 'l' && stem[n-1] != 's' && stem[n-1] != 'f' && stem[n-1] != 'z':
		return Edit{cut + 1, ""}
	case wantsE(stem):
		return Edit{cut, "e"}
	}
	return Edit{cut, ""}
}

// short reports whether stem is one syllable and would have its last consonant
// doubled if it were a word: "hop" in "hoping".
func short(stem []byte) bool {
	n := len(stem)
	if n < 2 || isVowel(stem[n-1]) || !isVowel(stem[n-2]) || stem[n-1] == 'w' || stem[n-1] == 'x' || stem[n-1] == 'y' {
		return false
	}
	return !hasVowel(stem[:n-2])
}

// wantsE reports whether an unknown stem more likely ends in a silent e.
func wantsE(stem []byte) bool {
	n := len(stem)
	switch c := stem[n-1]; {
	case n < 3:
		return true
	case c == 'v', c == 'u', c == 'c', c == 'z' && stem[n-2] != 'z':
		return true
	case c == 's', c == 'g':
		return stem[n-2] != c && stem[n-2] != 'n'
	case c == 't':
		return stem[n-2] == 'a' && !isVowel(stem[n-3]) || stem[n-2] == 'u'
	case c == 'r':
		return stem[n-2] == 'i' || stem[n-2] == 'u' && !isVowel(stem[n-3])
	case c == 'l':
		return !isVowel(stem[n-2]) && stem[n-2] != 'l' && stem[n-2] != 'r' && stem[n-2] != 'w'
	}
	return false
}

func endsIn(w []byte, s string) bool { return len(w) >= len(s) && string(w[len(w)-len(s):]) == s }

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

func hasVowel(w []byte) bool {
	for _, c := range w {
		if isVowel(c) || c == 'y' || c >= 0x80 {
			return true
		}
	}
	return false
}
