package lang

import (
	"math/bits"
	"strings"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Splitter cuts paragraphs into sentences. A linear model decides at each
// place where a sentence may end; rules decide where news leaves no doubt.
type Splitter struct {
	boundaries weights.Packed
}

func (s *Splitter) load(f *weights.File) (err error) {
	if f != nil {
		s.boundaries, err = f.Packed("boundaries")
	}
	return err
}

// split fills in the paragraphs, sentences and tokens of d, whose quotations
// are known.
func (s *Splitter) split(d *Document, pars []Span) {
	cutSentences(d, pars, func(features []uint64, _ int) bool {
		var scores weights.PackedScores
		s.boundaries.Add(&scores, features)
		return scores[0] > 0
	})
}

// Boundaries calls visit with the features of every place of text where a
// sentence may end and with the offset of that end, for training: visit says
// whether one ends there.
func Boundaries(text string, visit func(features []uint64, end int) bool) {
	d := &Document{Text: text}
	pars := Paragraphs(text)
	d.Quotations = quotations(text, pars)
	cutSentences(d, pars, visit)
}

// cutSentences fills in the paragraphs, tokens and sentences of d. Where no
// rule decides, a sentence ends if ends says so.
func cutSentences(d *Document, pars []Span, ends func(features []uint64, end int) bool) {
	d.Tokens = make([]Token, 0, len(d.Text)/5+8)
	c := cutter{d: d}
	for _, p := range pars {
		first := len(d.Tokens)
		d.Tokens = tokenize(d.Text, p, d.Tokens)
		if len(d.Tokens) == first {
			continue
		}
		par := Paragraph{Span: p, First: len(d.Sentences)}
		c.paragraph(first, ends)
		par.Last = len(d.Sentences)
		d.Paragraphs = append(d.Paragraphs, par)
	}
}

// A cutter is at one place between two tokens where a sentence may end.
type cutter struct {
	d           *Document
	start       int  // the first token of the paragraph
	first       int  // the first token of the sentence
	core        int  // the token that may end it
	end         int  // the first token after core and the marks that belong to it
	limit       int  // the end of the paragraph
	passed      bool // the sentence holds a terminal after which it did not end
	terminal    bool // core is a full stop, question or exclamation mark, or has one
	quoted      bool // a closing quotation mark stands between core and end
	bracketed   bool // a closing bracket does
	quotation   int  // index of the first quotation that ends after the place
	featuresBuf [numBoundaryFeatures]uint64
}

// maxSentence is the number of tokens after which a sentence ends wherever it
// is: no prose has such, and what later stages do with a sentence may take
// the square of its length.
const maxSentence = 1000

// paragraph cuts the tokens from first on, which are one paragraph.
func (c *cutter) paragraph(first int, ends func([]uint64, int) bool) {
	d := c.d
	c.start, c.first, c.limit, c.passed = first, first, len(d.Tokens), false
	for i := first; i < c.limit; i = c.end {
		c.end = i + 1
		if i-c.first >= maxSentence {
			c.cut(c.end)
			continue
		}
		if !c.candidate(i) {
			continue
		}
		c.run(i)
		if c.end < c.limit && !c.never() && ends(c.features(), d.Tokens[c.end-1].End) {
			c.cut(c.end)
			continue
		}
		c.passed = c.passed || isTerminal(d.Word(i))
	}
	c.cut(c.limit)
}

// cut ends a sentence before token end.
func (c *cutter) cut(end int) {
	if c.first < end {
		c.d.Sentences = append(c.d.Sentences, Sentence{c.first, end, len(c.d.Paragraphs)})
	}
	c.first, c.passed = end, false
}

// candidate reports whether a sentence may end after token i, by its last
// character.
func (c *cutter) candidate(i int) bool {
	w := c.d.Word(i)
	switch w[len(w)-1] {
	case '.', '?', '!', ':', ';', ')', ']', '-', '>', '*', '_', '=', '|':
		return true
	case '"', '\'':
		return w != "'" && c.closes(i)
	case 0xa6: // …
		return strings.HasSuffix(w, "…")
	case 0x9d, 0x94, 0x93: // ” — –
		return w == "”" || strings.HasSuffix(w, "—") || w == "–"
	case 0xbb: // »
		return w == "»"
	}
	return false
}

// isTerminal reports whether a mark that ends sentences is all of w.
func isTerminal(w string) bool {
	switch w[0] {
	case '.', '?', '!':
		return strings.Trim(w, ".?!") == ""
	}
	return strings.HasPrefix(w, "…")
}

// run finds where the marks end that belong to a sentence that ends with
// token i: more such marks, closing quotation marks and brackets.
func (c *cutter) run(i int) {
	w := c.d.Word(i)
	c.core, c.end = i, i+1
	c.terminal = isTerminal(w) || len(w) > 1 && w[len(w)-1] == '.'
	c.quoted, c.bracketed = c.closes(i), w == ")" || w == "]"
	for c.end < min(c.limit, c.first+maxSentence) {
		w := c.d.Word(c.end)
		switch {
		case w == ")" || w == "]":
			c.bracketed = true
		case c.closes(c.end):
			c.quoted = true
		case !c.terminal || !isTerminal(w) || !c.d.adjacent(c.end) && w[0] != '.':
			return
		}
		c.end++
	}
}

// adjacent reports whether no space stands before token i.
func (d *Document) adjacent(i int) bool { return d.Tokens[i-1].End == d.Tokens[i].Start }

// closes reports whether token i is a closing quotation mark.
func (c *cutter) closes(i int) bool {
	switch c.d.Word(i) {
	case "”", "»", "›":
		return true
	case "\"", "'", "’", "''", "’’":
		if i == c.first || i == 0 || !c.d.adjacent(i) {
			return false
		}
		end := c.d.Tokens[i].End
		return end == len(c.d.Text) || !wordStart(c.d.Text, end)
	}
	return false
}

// never reports whether a rule says that no sentence ends here.
func (c *cutter) never() bool {
	next := c.d.Word(c.end)
	switch next[0] {
	case ',', ';', ':':
		return len(next) == 1
	}
	lower := startsLower(next)
	if !c.terminal {
		return lower || !c.leadsIn()
	}
	w := c.d.Word(c.core)
	switch {
	case lower && (c.quoted || c.bracketed || c.end-c.core > 1 || isEllipsis(w)), c.quoted && c.asks(w):
		return true
	case len(w) == 1 || w[len(w)-1] != '.' || c.quoted || isTerminal(w):
		return false
	}
	last := c.d.Word(c.end - 1)
	return (last == ")" || last == "]") && c.core-c.first > 2 || isDash(next) || c.goesOn(w[:len(w)-1], next)
}

// leadsIn reports whether a mark that does not end sentences may end one here
// all the same: a line breaks after it, it closes what comes after the full
// stop ("… the port.[3] He …"), or it is the dash of a dateline.
func (c *cutter) leadsIn() bool {
	if c.gap() == 2 {
		return true
	}
	switch w := c.d.Word(c.core); w {
	case ":", ";":
		return false
	case ")", "]", "”", "\"", "''", "»":
		return c.passed
	default:
		return c.core-c.first <= maxDateline && isDash(w) && len(w) > 1 && c.first == c.start || strings.Trim(w, "*=_|>") == ""
	}
}

// maxDateline is the largest number of tokens of a dateline ("VELSUND, Norhaven
// (AP) —").
const maxDateline = 12

// goesOn reports whether abbreviation abbr, its point left out, has its
// sentence go on with next.
func (c *cutter) goesOn(abbr, next string) bool {
	switch abbreviations.kind(abbr) {
	case abbrTitle:
		return true
	case abbrNumber:
		return isDigit(next[0])
	}
	switch abbr {
	case "U.S", "U.N", "U.K", "E.U":
		return shapeOf(next) <= ShapeInitial && !sentenceStarters[strings.ToLower(next)]
	case "a.m", "p.m":
		return next == "Eastern" || next == "Central" || next == "Mountain" || next == "Pacific"
	}
	return isInitials(abbr) && !places[abbr] && shapeOf(next) == ShapeTitle
}

// isInitials reports whether abbr is single capitals with points between (J.R).
func isInitials(abbr string) bool {
	for i := range len(abbr) {
		if i%2 == 0 && (abbr[i] < 'A' || abbr[i] > 'Z') || i%2 == 1 && abbr[i] != '.' {
			return false
		}
	}
	return len(abbr) >= 3 && len(abbr)%2 == 1
}

// places are the abbreviations of places and degrees that look like someone's
// initials.
var places = map[string]bool{"U.S": true, "U.S.A": true, "U.N": true, "U.K": true, "E.U": true, "D.C": true, "N.Y": true,
	"N.J": true, "N.H": true, "N.C": true, "N.D": true, "N.M": true, "S.C": true, "S.D": true, "R.I": true, "B.C": true,
	"L.A": true, "P.R": true, "M.D": true, "B.A": true, "M.A": true, "J.D": true, "A.M": true, "P.M": true, "A.D": true}

// sentenceStarters are words that, capitalised after "the U.S.", start a new
// sentence.
var sentenceStarters = map[string]bool{"the": true, "a": true, "an": true, "he": true, "she": true, "it": true,
	"they": true, "we": true, "i": true, "you": true, "his": true, "her": true, "its": true, "their": true, "our": true,
	"my": true, "this": true, "that": true, "these": true, "those": true, "there": true, "in": true, "on": true, "at": true,
	"but": true, "and": true, "so": true, "if": true, "when": true, "while": true, "as": true, "for": true, "with": true,
	"after": true, "before": true, "since": true, "what": true, "who": true, "how": true, "why": true, "some": true,
	"many": true, "most": true, "all": true, "no": true, "not": true, "one": true, "more": true, "by": true, "from": true,
	"to": true, "under": true, "although": true, "though": true, "however": true, "then": true, "now": true, "yet": true,
	"or": true, "because": true, "once": true, "last": true, "about": true, "also": true, "even": true, "both": true}

// isEllipsis reports whether w is dots that leave something out.
func isEllipsis(w string) bool { return strings.HasPrefix(w, "..") || strings.HasPrefix(w, "…") }

// isDash reports whether w is a dash of any length.
func isDash(w string) bool {
	return strings.Trim(w, "-") == "" || strings.HasPrefix(w, "—") || w == "–" || w == "―"
}

// asks reports whether a question or exclamation in quotation marks is followed
// by who utters it ("…?" Ms. Duarte asked), core being its mark.
func (c *cutter) asks(w string) bool {
	if w[0] != '?' && w[0] != '!' {
		return false
	}
	for i := c.end; i < min(c.end+6, c.limit); i++ {
		w := c.d.Word(i)
		if i > c.end && speechVerbs[w] {
			return true
		}
		if w[0] < 'A' || w[0] > 'Z' || i == c.end && (w == "He" || w == "She" || w == "They" || w == "I" || w == "We") {
			return false
		}
	}
	return false
}

// speechVerbs are the verbs that follow a quotation and its speaker.
var speechVerbs = map[string]bool{"said": true, "says": true, "asked": true, "asks": true, "added": true, "adds": true,
	"told": true, "wrote": true, "writes": true, "tweeted": true, "replied": true, "responded": true, "shouted": true,
	"exclaimed": true, "declared": true, "continued": true, "recalled": true, "joked": true, "yelled": true, "wondered": true}

// startsLower reports whether w starts with a lower-case letter.
func startsLower(w string) bool {
	return lowerASCII(w[0]) || w[0] >= 0x80 && following(w, 0, len(w)) == nextLower
}

// numBoundaryFeatures is the number of features of a place.
const numBoundaryFeatures = 20

// features returns the features of the place. They are good until the next call.
func (c *cutter) features() []uint64 {
	d := c.d
	core := c.word(c.core)
	before, next, second, third := c.word(c.core-1), c.word(c.end), c.word(c.end+1), c.word(c.end+2)
	nextShape, secondShape := c.shape(c.end), c.shape(c.end+1)
	beforeShape := c.shape(c.core - 1)
	marks := uint64(b2i(c.quoted) | b2i(c.bracketed)<<1 | min(c.end-c.core, 3)<<2 | c.gap()<<4 | b2i(c.inside())<<6)
	length := magnitude(c.core - c.first)
	left := magnitude(c.limit - c.end)
	abbr := uint64(0)
	if w := d.Word(c.core); len(w) > 1 && w[len(w)-1] == '.' {
		abbr = 1 + uint64(abbreviations.kind(w[:len(w)-1])) + uint64(b2i(strings.Contains(w[:len(w)-1], "."))<<3)
		core = weights.Join(90, abbr)
		before, beforeShape = c.word(c.core), c.shape(c.core)
	}
	beforeLen := uint64(0)
	if c.core > c.first {
		beforeLen = uint64(min(d.Tokens[c.core-1].Len(), 5))
	}
	j := weights.Join3
	c.featuresBuf = [numBoundaryFeatures]uint64{
		j(0, core, 0, 0),
		j(1, core, marks, 0),
		j(2, core, next, 0),
		j(3, core, nextShape, marks),
		j(4, core, nextShape, secondShape),
		j(5, core, before, 0),
		j(6, core, beforeShape<<8|beforeLen, nextShape),
		j(7, before, next, 0),
		j(8, next, 0, 0),
		j(9, core, nextShape, length),
		j(10, core, nextShape, left),
		j(11, core, second, marks),
		j(12, core, third, uint64(b2i(c.quoted))),
		j(13, core, next, second),
		j(14, core, length, left<<8|uint64(c.gap())),
		j(15, core, c.word(c.first), length),
		j(16, next, marks, 0),
		j(17, core, beforeShape, marks),
		j(18, core, nextShape, secondShape<<16|beforeShape<<8|length),
		j(19, core, before, nextShape),
	}
	return c.featuresBuf[:]
}

// word returns the hash of token i, the same for all places outside the sentence
// before i and the paragraph after it.
func (c *cutter) word(i int) uint64 {
	if i < c.first || i >= c.limit {
		return 1
	}
	return WordHash(c.d.Word(i))
}

// shape returns the shape of token i plus one, 0 outside.
func (c *cutter) shape(i int) uint64 {
	if i < c.first || i >= c.limit {
		return 0
	}
	return uint64(shapeOf(c.d.Word(i))) + 1
}

// gap tells what stands before the next token: nothing, space, or a line break.
func (c *cutter) gap() int {
	gap := c.d.Text[c.d.Tokens[c.end-1].End:c.d.Tokens[c.end].Start]
	switch {
	case gap == "":
		return 0
	case strings.ContainsAny(gap, "\n\r"):
		return 2
	}
	return 1
}

// inside reports whether the place lies within a quotation.
func (c *cutter) inside() bool {
	at, qs := c.d.Tokens[c.end-1].End, c.d.Quotations
	for c.quotation < len(qs) && (qs[c.quotation].End <= at || qs[c.quotation].Depth > 0) {
		c.quotation++
	}
	return c.quotation < len(qs) && qs[c.quotation].Start < at
}

// magnitude returns a coarse measure of n.
func magnitude(n int) uint64 {
	if n <= 4 {
		return uint64(n)
	}
	return uint64(min(bits.Len(uint(n))+2, 9))
}
