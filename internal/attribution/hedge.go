package attribution

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// hedges returns the spans of the words that soften relation k of rels, in the
// order of the text: those of its content where no other content is nearer,
// and adverbs beside its cue.
func (s *Scene) hedges(r *Relation, k int, cue []int, o *owners) []lang.Span {
	var out []lang.Span
	if len(cue) > 0 {
		from, to := s.aroundCue(cue)
		for i := from; i < to; i++ {
			switch {
			case o.content[i] == int32(k):
			case s.softAdverb(i):
				out = append(out, s.Doc.Span(i, i+1))
			case hedgeWords[s.Doc.Forms[i].Word] == softensSeems && s.words[i].tag.Verbal():
				if from, to := s.seems(i); from < to {
					out = append(out, s.Doc.Span(from, to))
				}
			}
		}
	}
	permits := len(cue) > 0 && permitting[s.words[s.cueHead(cue)].lemma]         // the court ruled that they may
	rebuts := r.Act == Denies || r.Act == Confirms || r.Act == DeclinesToComment // denied reports that
	for _, p := range r.Content {
		for i := s.Doc.TokenAt(p.Start); i < len(s.words) && s.Doc.Tokens[i].Start < p.End; i++ {
			if o.content[i] != int32(k) || o.cue[i] >= 0 && !s.softAdverb(i) {
				continue
			}
			from, to := s.hedgeAt(i)
			if from < to && o.cue[to-1] >= 0 && !s.softAdverb(i) { // "I think", where that is a statement
				continue
			}
			if from < to && !(permits && s.words[i].tag == lang.MD) && !(rebuts && to == from+2 && s.words[i].tag.Nominal()) {
				out = append(out, s.Doc.Span(from, to))
				i = to - 1
			}
		}
	}
	slices.SortFunc(out, func(a, b lang.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// aroundCue returns the tokens of a cue with the adverbs beside it.
func (s *Scene) aroundCue(cue []int) (from, to int) {
	st := s.Doc.Sentences[s.words[cue[0]].sent]
	from, to = cue[0], cue[len(cue)-1]+1
	for from > st.First && s.words[from-1].tag == lang.RB {
		from--
	}
	for to < st.Last && s.words[to].tag == lang.RB {
		to++
	}
	return from, to
}

// softAdverb reports whether the word at i softens whatever it stands by.
func (s *Scene) softAdverb(i int) bool {
	return s.words[i].tag == lang.RB && hedgeWords[s.Doc.Forms[i].Word] == softens
}

var permitting = hashed("rule decide allow permit order authorise authorize decree let")

// A hedgeUse is what a word needs to be a hedge.
type hedgeUse uint8

const (
	softens      hedgeUse = iota + 1 // nothing: "reportedly"
	softensNoun                      // a noun after it: "preliminary results"
	softensWhat                      // a noun after it, or "to" if it is passive: "is believed to"
	softensMay                       // to be a modal verb
	softensCould                     // likewise, and not to tell what one is able to do
	softensSeems                     // "to", "that" or a predicate: "appears to"
	softensData                      // something that speaks by itself before it: "data suggest"
	softensNews                      // "of" or "that" after it: "reports of"
	softensFirst                     // one of the words before: "initial reports"
	softensSelf                      // a verb of belief after it: "I think"
	softensOdds                      // not to be before voters: "likely"
	softensCan                       // a noun after it, or "that": "possible"
)

// hedgeWords are the words that soften, as they are spelt.
var hedgeWords = func() map[uint64]hedgeUse {
	m := map[uint64]hedgeUse{}
	for _, row := range []struct {
		use   hedgeUse
		words string
	}{
		{softens, "allegedly apparently arguably conceivably maybe ostensibly perhaps possibly potentially presumably probably purportedly reportedly " +
			"seemingly supposedly unconfirmed unverified"},
		{softensNoun, "apparent preliminary probable tentative"},
		{softensWhat, "alleged believed feared presumed purported reported reputed rumored rumoured suspected thought understood"},
		{softensMay, "may might"},
		{softensCould, "could"},
		{softensSeems, "look looked looks appear appeared appears seem seemed seems"},
		{softensData, "suggest suggested suggests"},
		{softensNews, "indication indications reports rumors rumours suggestions"},
		{softensFirst, "early first initial"},
		{softensSelf, "i we"},
		{softensOdds, "likely unlikely"},
		{softensCan, "possible"},
	} {
		for w := range hashed(row.words) {
			m[w] = row.use
		}
	}
	return m
}()

// hedgeAt returns the tokens [from, to) of the hedge whose telling word is at
// i, none if it is no hedge.
func (s *Scene) hedgeAt(i int) (from, to int) {
	w := &s.words[i]
	yes := false
	switch hedgeWords[s.Doc.Forms[i].Word] {
	case 0:
		return i, i
	case softens:
		yes = true
	case softensNoun:
		yes = s.nounNext(i)
	case softensWhat:
		return s.believed(i)
	case softensMay:
		yes = w.tag == lang.MD
	case softensCould:
		yes = w.tag == lang.MD && s.epistemic(i)
	case softensSeems:
		return s.seems(i)
	case softensData:
		yes = w.tag.Verbal() && w.subj >= 0 && speechless[s.words[w.subj].lemma]
	case softensNews:
		if w.tag.Nominal() && s.wordIn(i+1, ofOrThat) && !s.wordIn(i-1, asGood) {
			return i, i + 2
		}
	case softensFirst:
		if w.tag == lang.JJ && s.lemmaIn(i+1, firstNews) {
			return i, i + 2
		}
	case softensSelf:
		return s.believes(i)
	case softensOdds:
		yes = !s.lemmaIn(i+1, voters) && !s.wordIn(i-1, asGood)
	case softensCan:
		yes = w.tag == lang.JJ && (s.nounNext(i) && !s.wordIn(i-1, asGood) || s.wordIn(i+1, ofOrThat))
	}
	if yes {
		return i, i + 1
	}
	return i, i
}

var (
	ofOrThat   = hashed("of that")
	asGood     = hashed("as best worst no every any all only where if when whenever")
	voters     = hashed("voter caucusgoer goer")
	firstNews  = hashed("report information indication finding estimate assessment reading count reckoning result evidence")
	speechless = hashed("analysis data evidence figure finding footage image number poll record report research result study survey that this it test trend photo " +
		"photograph picture video sign datum statistic account")
)

// wordIn and lemmaIn report whether the word at i, or its lemma, is one of set.
func (s *Scene) wordIn(i int, set map[uint64]bool) bool {
	return i >= 0 && i < len(s.words) && set[s.Doc.Forms[i].Word]
}

func (s *Scene) lemmaIn(i int, set map[uint64]bool) bool {
	return i >= 0 && i < len(s.words) && set[s.words[i].lemma]
}

// nounNext reports whether the word at i stands before a noun that it tells
// something of, with no more than adjectives between.
func (s *Scene) nounNext(i int) bool {
	if s.words[i].tag != lang.JJ && s.words[i].tag != lang.VBN && s.words[i].tag != lang.VBD {
		return false
	}
	for j := i + 1; j < min(len(s.words), i+4); j++ {
		if t := s.words[j].tag; t.Nominal() {
			return s.words[i].rel == lang.RelAmod || s.words[i].tag == lang.JJ
		} else if t != lang.JJ && t != lang.HYPH && t != lang.CC && t != lang.VBN {
			return false
		}
	}
	return false
}

// believed returns the hedge "is believed to", "feared" or "alleged" at i.
func (s *Scene) believed(i int) (from, to int) {
	w := &s.words[i]
	if s.nounNext(i) {
		return i, i + 1
	}
	passive := w.tag == lang.VBN || w.tag == lang.VBD && w.kids&kidAuxPass != 0
	if !passive || i == 0 || i+1 >= len(s.words) {
		return i, i
	}
	from = i
	if b := &s.words[i-1]; b.rel == lang.RelAuxPass && int(b.head) == i {
		from--
	}
	if s.words[i+1].tag == lang.TO && i+2 < len(s.words) && s.words[i+2].tag == lang.VB {
		return from, i + 2
	}
	if s.wordIn(i, unknowns) && from < i {
		return i, i + 1
	}
	return i, i
}

var unknowns = hashed("feared presumed")

// seems returns the hedge "appears to", "seems" at i.
func (s *Scene) seems(i int) (from, to int) {
	if !s.words[i].tag.Verbal() || i+1 >= len(s.words) {
		return i, i
	}
	j := i + 1
	for j+1 < len(s.words) && s.words[j].tag == lang.RB {
		j++
	}
	switch n := &s.words[j]; {
	case s.words[i].lemma == lookLemma:
		if n.tag == lang.IN && s.wordIn(j, asIf) && j+1 < len(s.words) && s.Doc.Forms[j+1].Shape != lang.ShapeMark {
			return i, j + 1
		}
		return i, i
	case n.tag == lang.TO && j == i+1:
		return i, i + 2
	case n.tag == lang.TO || adjectival(n.tag) && n.rel == lang.RelXcomp, n.tag == lang.IN && s.wordIn(j, asIf),
		s.wordIn(i-1, hashedIt):
		return i, i + 1
	}
	return i, i
}

var lookLemma = lang.WordHash("look")

var asIf, hashedIt = hashed("that as like"), hashed("it")

// epistemic reports whether "could" at i tells what is possible rather than
// what somebody is able, or was able, to do.
func (s *Scene) epistemic(i int) bool {
	h := int(s.words[i].head)
	if h <= i || s.words[h].sent != s.words[i].sent || s.wordIn(i+1, isNegative) || s.lemmaIn(h, abilities) {
		return false
	}
	if sj := s.words[h].subj; sj >= 0 && s.wordIn(int(sj), speakersSelf) {
		return false
	}
	for j := max(s.Doc.Sentences[s.words[i].sent].First, i-6); j < i; j++ {
		if s.wordIn(j, purposes) {
			return false
		}
	}
	return true
}

var (
	abilities    = hashed("hear see feel smell afford understand remember find tell say imagine do help stop believe think know use only")
	speakersSelf = hashed("i we you he she who")
	purposes     = hashed("so whether if as how what than until before")
)

// believes returns the hedge "I think" at i.
func (s *Scene) believes(i int) (from, to int) {
	j := i + 1
	for j+1 < len(s.words) && (s.words[j].tag == lang.RB && !isNot(s.Doc.Word(j))) {
		j++
	}
	if s.wordIn(j, beliefs) && s.words[j].tag == lang.VBP {
		return i, j + 1
	}
	return i, i
}

var beliefs = hashed("think guess suppose suspect believe reckon presume assume")
