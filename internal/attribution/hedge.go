package attribution

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// owners tells for each token of a document the relation whose content holds
// it most closely, -1 for none, and whether it is part of a cue.
type owners struct {
	home []int32
	cued []bool
}

// owners works out which relation each token belongs to.
func (s *Scene) owners(rels []Relation) *owners {
	o := &owners{make([]int32, len(s.words)), make([]bool, len(s.words))}
	size := make([]int, len(s.words)) // of the content that holds a token
	for i := range o.home {
		o.home[i] = -1
	}
	for k := range rels {
		n := 0
		for _, p := range rels[k].Content {
			n += p.Len()
		}
		for _, i := range s.tokens(rels[k].Content) {
			if o.home[i] < 0 || n <= size[i] {
				o.home[i], size[i] = int32(k), n
			}
		}
		for _, i := range s.tokens(rels[k].Cue) {
			o.cued[i] = true
		}
	}
	return o
}

// hedges returns the spans of the words that soften relation k: in its content,
// where no other content is nearer, and beside its cue.
func (s *Scene) hedges(r *Relation, k int32, cue []int, o *owners) []lang.Span {
	var out []lang.Span
	if len(cue) > 0 {
		from, to := s.aroundCue(cue)
		for i := from; i < to; i++ {
			if o.home[i] != k && s.softAdverb(i) {
				out = append(out, s.Doc.Span(i, i+1))
			}
		}
	}
	permits := len(cue) > 0 && permitting[s.words[s.cueHead(cue)].lemma]
	toks := s.tokens(r.Content)
	for at := 0; at < len(toks); {
		i, n := toks[at], 0
		if o.home[i] == k && (!o.cued[i] || s.softAdverb(i)) && !(permits && s.words[i].tag == lang.MD) {
			n = s.hedgeAt(i)
		}
		if n > 0 {
			out = append(out, s.Doc.Span(i, i+n))
		}
		at += max(n, 1)
	}
	return inOrderOfText(out)
}

// aroundCue returns the tokens of the cue with the adverbs that stand by it.
func (s *Scene) aroundCue(cue []int) (from, to int) {
	st := s.Doc.Sentences[s.words[cue[0]].sent]
	from, to = cue[0], cue[len(cue)-1]+1
	for from > st.First && isAdverb(s.words[from-1].tag) {
		from--
	}
	for to < st.Last && isAdverb(s.words[to].tag) {
		to++
	}
	return from, to
}

func isAdverb(x lang.XPOS) bool { return x >= lang.RB && x <= lang.RBS }

// softAdverb reports whether the word at i is an adverb that softens whatever
// it stands by.
func (s *Scene) softAdverb(i int) bool {
	return isAdverb(s.words[i].tag) && hedgeWords[s.Doc.Forms[i].Word] == softens
}

// hedgeAt returns the number of tokens of the hedge that starts at i, 0 if
// none does.
func (s *Scene) hedgeAt(i int) int {
	x := s.words[i].tag
	switch hedgeWords[s.Doc.Forms[i].Word] {
	case softens:
		return 1
	case softensNoun:
		if (x == lang.JJ || x == lang.VBN) && (s.tagAt(i+1).Nominal() || s.tagAt(i+1) == lang.JJ && s.tagAt(i+2).Nominal()) {
			return 1
		}
		if x == lang.VBN && s.lemmaAt(i+1) == toLemma && s.words[i].kids&kidAuxPass != 0 {
			return 2
		}
	case softensTo:
		if x == lang.VBN && s.lemmaAt(i+1) == toLemma && s.words[i].kids&kidAuxPass != 0 {
			return 2
		}
	case softensMust:
		if x == lang.MD {
			return 1
		}
	case softensCan:
		if h := int(s.words[i].head); x == lang.MD && h >= 0 && !isNot(s.Doc.Word(min(i+1, len(s.words)-1))) && (states[s.words[h].lemma] || states[s.lemmaAt(i+1)]) {
			return 1
		}
	case softensSeem:
		if x.Verbal() && s.lemmaAt(i+1) == toLemma {
			return 2
		}
		if x.Verbal() && (s.tagAt(i+1) == lang.JJ || s.words[i].kids&kidCcomp != 0) {
			return 1
		}
	case softensTell:
		if j := s.words[i].subj; x.Verbal() && j >= 0 && s.words[j].tag.Nominal() && !s.words[j].tag.Proper() && s.words[i].kids&kidCcomp != 0 {
			return 1
		}
	case softensNews:
		if w := s.wordAt(i + 1); x.Nominal() && (w == ofHash || w == thatWord) {
			return 2
		}
	case softensSelf:
		if s.tagAt(i+1).Verbal() && supposing[s.lemmaAt(i+1)] {
			return 2
		}
	case softensLike:
		if isAdverb(x) || x == lang.JJ && !s.tagAt(i+1).Nominal() {
			return 1
		}
	case softensEver:
		if s.lemmaAt(i-1) != asLemma {
			return 1
		}
	}
	return 0
}

// tagAt, wordAt and lemmaAt return what token i is, a full stop and no word
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

func (s *Scene) lemmaAt(i int) uint64 {
	if i < 0 || i >= len(s.words) {
		return 0
	}
	return s.words[i].lemma
}

// inOrderOfText returns spans in the order of the text, each once.
func inOrderOfText(spans []lang.Span) []lang.Span {
	slices.SortFunc(spans, func(a, b lang.Span) int { return a.Start - b.Start })
	return slices.Compact(spans)
}

// A hedgeUse is what makes a word a hedge.
type hedgeUse uint8

const (
	softens     hedgeUse = iota + 1 // always: "reportedly"
	softensNoun                     // before a noun: "alleged"
	softensTo                       // passive, before "to": "is believed to"
	softensMust                     // "may", "might"
	softensCan                      // "could", if not what one is able to
	softensSeem                     // "appears to"
	softensTell                     // "the data suggest"
	softensNews                     // "reports of"
	softensSelf                     // "I think"
	softensLike                     // "likely", but not "likely voters"
	softensEver                     // "possible", but not "as soon as possible"
)

// hedgeWords are the words that soften, as they are spelt.
var hedgeWords = func() map[uint64]hedgeUse {
	m := map[uint64]hedgeUse{}
	for use, words := range [...]string{
		softens: `allegedly apparently arguably conceivably evidently maybe ostensibly perhaps possibly potentially presumably probably purportedly
			reportedly seemingly supposedly unconfirmed unverified`,
		softensNoun: `alleged apparent preliminary presumed probable purported reported supposed suspected tentative`,
		softensTo:   `believed feared reputed rumoured rumored said thought understood`,
		softensMust: `may might`,
		softensCan:  `could`,
		softensSeem: `appear appeared appears appearing seem seemed seems`,
		softensTell: `suggest suggested suggests`,
		softensNews: `indication indications report reports rumor rumors rumour rumours sign signs`,
		softensSelf: `i we`,
		softensLike: `likely unlikely`,
		softensEver: `possible`,
	} {
		for w := range hashed(words) {
			m[w] = hedgeUse(use)
		}
	}
	return m
}()

var (
	// permitting are cues after which "may" allows rather than softens.
	permitting = hashed("allow permit rule grant decide authorize authorise order")
	// states are verbs before which "could" tells of what may be so.
	states    = hashed("be have become mean rise reach climb exceed last take lead cost affect")
	supposing = hashed("think believe guess suppose suspect assume reckon")
	ofHash    = lang.WordHash("of")
	asLemma   = lang.WordHash("as")
)
