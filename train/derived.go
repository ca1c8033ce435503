package main

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// derivedStories makes stories of the treebanks, with the relations that their
// trees spell out: what attribution is trained on where no corpus of
// attributions may be used. It knows verbs of reporting with a clause, what
// stands around "he said", and "according to".
func derivedStories(s setting, reader *lang.Reader, senses *weights.Map) ([]annotatedStory, error) {
	bank, err := readTreebanks(s.corpora, "train")
	if err != nil {
		return nil, err
	}
	out := make([]annotatedStory, len(bank.docs))
	eachParallel(len(bank.docs), func(i int) {
		d, words := bank.docs[i], bank.gold[i].words
		var rels []goldRelation
		for t := range d.Tokens {
			if r, ok := derive(d, words, t); ok {
				rels = append(rels, r)
			}
		}
		reader.Analyse(d)
		out[i] = annotatedStory{scene: attribution.NewScene(d, senses), gold: [][]goldRelation{rels}}
	})
	return out, nil
}

// derive returns the relation whose cue is token t of the gold tree d.
func derive(d *lang.Document, words []*goldWord, t int) (goldRelation, bool) {
	tok := &d.Tokens[t]
	switch {
	case lang.WordHash(d.Word(t)) == lang.WordHash("according") && tok.Rel == lang.RelCase && tok.Head >= 0:
		source := tok.Head
		clause := d.Tokens[source].Head
		if clause < 0 {
			return goldRelation{}, false
		}
		r := goldRelation{cue: []int{t}, source: subtree(d, source), content: subtree(d, clause)}
		if t+1 < len(d.Tokens) && d.Word(t+1) == "to" {
			r.cue = append(r.cue, t+1)
		}
		r.content = without(r.content, r.source)
		r.source = without(r.source, r.cue)
		return edged(d, r)
	case tok.XPOS.Verbal() && attribution.Reporting(lang.WordHash(words[t].lemma)):
		return deriveVerb(d, t)
	}
	return goldRelation{}, false
}

// deriveVerb returns the relation of a verb of reporting.
func deriveVerb(d *lang.Document, t int) (goldRelation, bool) {
	r := goldRelation{cue: []int{t}}
	for c := range children(d, t) {
		switch d.Tokens[c].Rel {
		case lang.RelAux, lang.RelAuxPass:
			r.cue = append(r.cue, c)
		case lang.RelNsubj, lang.RelOblAgent:
			r.source = merged(r.source, subtree(d, c))
		case lang.RelCcomp, lang.RelXcomp:
			r.content = merged(r.content, subtree(d, c))
		}
	}
	slices.Sort(r.cue)
	// "It was late," he said: the verb hangs from what was said.
	if tok := &d.Tokens[t]; r.content == nil && tok.Rel == lang.RelParataxis && tok.Head >= 0 {
		r.content = without(subtree(d, tok.Head), subtree(d, t))
	}
	return edged(d, r)
}

// children calls yield with the tokens that hang from t.
func children(d *lang.Document, t int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		st := d.Sentences[d.SentenceOf(t)]
		for c := st.First; c < st.Last; c++ {
			if d.Tokens[c].Head == t && !yield(c) {
				return
			}
		}
	}
}

// subtree returns t and all that hangs from it.
func subtree(d *lang.Document, t int) []int {
	st := d.Sentences[d.SentenceOf(t)]
	var out []int
	for i := st.First; i < st.Last; i++ {
		for a := i; a >= 0; a = d.Tokens[a].Head {
			if a == t {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

func merged(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

func without(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(i int) bool { return slices.Contains(b, i) })
}

// edged takes the full stop and the commas off the ends of a relation's
// content, and says whether there is anything left.
func edged(d *lang.Document, r goldRelation) (goldRelation, bool) {
	off := func(i int) bool { x := d.Tokens[i].XPOS; return x == lang.Comma || x == lang.Period }
	for len(r.content) > 0 && off(r.content[len(r.content)-1]) {
		r.content = r.content[:len(r.content)-1]
	}
	for len(r.content) > 0 && off(r.content[0]) {
		r.content = r.content[1:]
	}
	return r, len(r.content) > 1
}
