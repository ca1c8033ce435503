package lang

import "github.com/onrecord/onrecord/internal/weights"

// A Splitter cuts paragraphs into sentences.
type Splitter struct{}

func (s *Splitter) load(f *weights.File) error { return nil }

// split fills in the paragraphs, sentences and tokens of d.
func (s *Splitter) split(d *Document, pars []Span) {
	for _, p := range pars {
		first := len(d.Tokens)
		d.Tokens = tokenize(d.Text, p, d.Tokens)
		if len(d.Tokens) == first {
			continue
		}
		par := Paragraph{Span: p, First: len(d.Sentences)}
		for i := first; i < len(d.Tokens); i++ {
			w := d.Word(i)
			if i+1 == len(d.Tokens) || w == "." || w == "?" || w == "!" {
				d.Sentences = append(d.Sentences, Sentence{first, i + 1, len(d.Paragraphs)})
				first = i + 1
			}
		}
		par.Last = len(d.Sentences)
		d.Paragraphs = append(d.Paragraphs, par)
	}
}
