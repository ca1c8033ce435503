package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A treebank is the documents of a UD treebank with their gold analysis.
type treebank struct {
	docs []*lang.Document
	gold []goldDoc
}

// A goldDoc is what a treebank says of the tokens of one document beyond what
// a lang.Document holds.
type goldDoc struct {
	id    string
	words []*goldWord
}

// document makes a Document of the sentences of one gold document: its text
// is their words with the space between them that the treebank tells.
func document(sents []goldSentence) (*lang.Document, goldDoc) {
	d := &lang.Document{}
	g := goldDoc{id: sents[0].doc}
	var b strings.Builder
	for si := range sents {
		s := &sents[si]
		if s.par || si == 0 {
			if si > 0 {
				b.WriteString("\n\n")
			}
			d.Paragraphs = append(d.Paragraphs, lang.Paragraph{Span: lang.Span{Start: b.Len()}, First: len(d.Sentences)})
		} else {
			b.WriteString(" ")
		}
		first := len(d.Tokens)
		for i := range s.words {
			w := &s.words[i]
			start := b.Len()
			b.WriteString(w.form)
			head := -1
			if w.head >= 0 {
				head = first + w.head
			}
			d.Tokens = append(d.Tokens, lang.Token{Span: lang.Span{Start: start, End: b.Len()}, Head: head, UPOS: w.upos, XPOS: w.xpos, Rel: w.rel})
			g.words = append(g.words, w)
			if w.space && i+1 < len(s.words) {
				b.WriteByte(' ')
			}
		}
		p := &d.Paragraphs[len(d.Paragraphs)-1]
		p.End = b.Len()
		d.Sentences = append(d.Sentences, lang.Sentence{First: first, Last: len(d.Tokens), Paragraph: len(d.Paragraphs) - 1})
		p.Last = len(d.Sentences)
	}
	d.Text = b.String()
	return d, g
}

// readTreebank reads one CoNLL-U file as documents.
func readTreebank(path string) (*treebank, error) {
	sents, err := readCoNLLU(path)
	if err != nil {
		return nil, err
	}
	t := &treebank{}
	for i := 0; i < len(sents); {
		j := i + 1
		for j < len(sents) && !sents[j].newdc {
			j++
		}
		d, g := document(sents[i:j])
		t.docs = append(t.docs, d)
		t.gold = append(t.gold, g)
		i = j
	}
	if len(t.docs) == 0 {
		return nil, fmt.Errorf("%s holds no sentence", path)
	}
	return t, nil
}

// readTreebanks reads one split of all the treebanks under corpora/ud.
func readTreebanks(corpora, split string) (*treebank, error) {
	all := &treebank{}
	for _, name := range []string{"gum", "ewt"} {
		t, err := readTreebank(filepath.Join(corpora, "ud", name, split+".conllu.gz"))
		if err != nil {
			return nil, err
		}
		all.docs = append(all.docs, t.docs...)
		all.gold = append(all.gold, t.gold...)
	}
	return all, nil
}
