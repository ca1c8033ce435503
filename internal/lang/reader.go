package lang

import "github.com/onrecord/onrecord/internal/weights"

// A Reader holds the trained stages that turn a text into a Document. It is
// not changed by reading and may be used by many goroutines at once.
type Reader struct {
	Splitter Splitter
	Tagger   Tagger
	Lemmas   Lemmas
	Parser   Parser
	Namer    Namer
}

// Load reads the stages from their weight files. A stage whose file is nil
// does nothing: training goes through the stages one by one.
func Load(sentences, tagger, lemmas, parser, names *weights.File) (*Reader, error) {
	r := &Reader{}
	for _, load := range []func() error{
		func() error { return r.Splitter.load(sentences) },
		func() error { return r.Tagger.load(tagger) },
		func() error { return r.Lemmas.load(lemmas, &r.Tagger.Lexicon) },
		func() error { return r.Parser.load(parser) },
		func() error { return r.Namer.load(names, &r.Tagger.Lexicon) },
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Read reads text: the whole way from its bytes to a Document. Any bytes will
// do; an empty text gives an empty Document.
func (r *Reader) Read(text string) *Document {
	d := &Document{Text: text}
	pars := Paragraphs(text)
	d.Quotations = quotations(text, pars)
	r.Splitter.split(d, pars)
	d.Forms = forms(d, make([]Form, 0, len(d.Tokens)))
	r.Tagger.tag(d)
	r.Lemmas.fill(d)
	r.Parser.parse(d)
	r.Namer.name(d)
	layOut(d)
	return d
}

// Analyse gives a Document whose tokens and sentences stand its quotations,
// tags, heads and names, for training and scoring from given tokens.
func (r *Reader) Analyse(d *Document) {
	var pars []Span
	for i := range d.Paragraphs {
		pars = append(pars, d.Paragraphs[i].Span)
	}
	d.Quotations = quotations(d.Text, pars)
	d.Forms = forms(d, make([]Form, 0, len(d.Tokens)))
	r.Tagger.tag(d)
	r.Lemmas.fill(d)
	r.Parser.parse(d)
	r.Namer.name(d)
	layOut(d)
}
