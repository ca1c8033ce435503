// Package lang reads English: it turns the text of a story into a Document of
// paragraphs, sentences, tokens, tags, heads, quotations and names.
//
// The text is never changed. Every position is a half-open range of bytes of
// the text as it was given, so text[span.Start:span.End] is exactly what the
// span stands for; what would need cleaning (curly marks, zero-width
// characters, capitals) is evened out in features only.
//
// The stages run in a fixed order, each filling its part of the Document:
//
//	paragraphs -> quotations -> tokens -> sentences -> tags -> lemmas -> heads -> names -> layout
//
// A Document, once read, is not changed, and may be used by many goroutines.
package lang

// A Span is the half-open range [Start, End) of bytes of a text.
type Span struct {
	Start, End int
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether all of t lies in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// A Document is a text and all that was read in it.
type Document struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	Forms      []Form // of the tokens, by their index
	Quotations []Quotation
	Names      []Name
	Layout     Layout
	lemmas     *Lemmas
}

// A Paragraph is a run of text between line breaks that end one, without the
// white space around it. It holds at least one token.
type Paragraph struct {
	Span
	First, Last int // its sentences are Sentences[First:Last]
}

// A Sentence is a run of tokens within one paragraph. It is never empty.
type Sentence struct {
	First, Last int // its tokens are Tokens[First:Last]
	Paragraph   int // index of its paragraph
}

// A Token is a syntactic word or punctuation mark in the sense of Universal
// Dependencies: clitics and the parts of hyphenated words stand alone.
type Token struct {
	Span
	Head int  // index of its head in Tokens, or -1 at the root of a sentence
	UPOS UPOS // universal part of speech
	XPOS XPOS // Penn Treebank tag
	Rel  Rel  // relation to its head
}

// Word returns the text of token i.
func (d *Document) Word(i int) string {
	t := &d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// Span returns the range of text from the first to the last token of [first, last).
func (d *Document) Span(first, last int) Span {
	return Span{d.Tokens[first].Start, d.Tokens[last-1].End}
}

// SentenceOf returns the index of the sentence that token i stands in.
func (d *Document) SentenceOf(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Sentences[m].Last <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// TokenAt returns the index of the first token that ends after byte offset
// pos; it is len(Tokens) when there is none.
func (d *Document) TokenAt(pos int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Tokens[m].End <= pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
