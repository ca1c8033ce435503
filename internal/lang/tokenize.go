package lang

import "unicode/utf8"

// A tokenizer cuts a text into tokens, as the English Web Treebank and GUM do.
type tokenizer struct {
	text string
	toks []Token
}

// tokenize appends the tokens of text[span.Start:span.End] to toks. What lies
// between tokens is white space and ignorable characters, nothing else.
func tokenize(text string, span Span, toks []Token) []Token {
	t := tokenizer{text, toks}
	for i := span.Start; i < span.End; {
		c, n := class(text, i)
		if c == classSpace || c == classIgnorable {
			i += n
			continue
		}
		j := i
		for j < span.End {
			c, n := class(text, j)
			if c == classSpace {
				break
			}
			j += n
		}
		t.chunk(i, j, span.End)
		i = j
	}
	return t.toks
}

func (t *tokenizer) emit(start, end int) {
	// Marks that show as nothing belong to no token's edge.
	for start < end {
		c, n := class(t.text, start)
		if c != classIgnorable {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(t.text[start:end])
		if !ignorable(r) {
			break
		}
		end -= n
	}
	if start < end {
		t.toks = append(t.toks, Token{Span: Span{start, end}, Head: -1})
	}
}

// chunk cuts text[s:e], which holds no white space, into tokens; the
// paragraph ends at limit.
func (t *tokenizer) chunk(s, e, limit int) {
	for i := s; i < e; {
		c, n := class(t.text, i)
		switch {
		case c == classIgnorable:
			i += n
		case c == classLetter || c == classDigit:
			i = t.wordFrom(i, i, t.within(i, e), limit)
		default:
			i = t.mark(i, t.within(i, e), limit, n)
		}
	}
}

// maxWord is the length in bytes at which a word without end is cut, which
// keeps the time that any text takes in proportion to its length.
const maxWord = 1024

// within returns e, or where a word that starts at i is cut if that is before.
func (t *tokenizer) within(i, e int) int {
	if e-i <= maxWord {
		return e
	}
	e = i + maxWord
	for !utf8.RuneStart(t.text[e]) && e > i+maxWord-utf8.UTFMax {
		e--
	}
	return e
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
