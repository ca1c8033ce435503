package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/lang"
)

// scoreUD prints how well the reader with the weights in dir does on a
// treebank: first from its tokens and sentences, then from its raw text.
func scoreUD(w io.Writer, dir, path string) error {
	r, err := loadReader(dir)
	if err != nil {
		return err
	}
	t, err := readTreebank(path)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "gold tokens")
	for _, row := range scoreGoldTokens(r, t.docs) {
		fmt.Fprintf(w, "%-10s %6.2f\n", row.name, row.value)
	}
	sents, err := readCoNLLU(path)
	if err != nil {
		return err
	}
	rows, err := scoreRaw(r, sents)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	fmt.Fprintln(w, "raw text")
	for _, row := range rows {
		fmt.Fprintf(w, "%-10s %6.2f\n", row.name, row.value)
	}
	return nil
}

// A scoreRow is one printed figure, in per cent.
type scoreRow struct {
	name  string
	value float64
}

// hits counts the words on which system and gold agree.
type hits struct {
	upos, xpos, uas, las, full int
}

// count counts one pair of words; heads says whether their heads agree.
func (h *hits) count(gold, sys *lang.Token, heads bool) {
	h.upos += b2i(gold.UPOS == sys.UPOS)
	h.xpos += b2i(gold.XPOS == sys.XPOS)
	h.uas += b2i(heads)
	h.las += b2i(heads && baseRel(gold.Rel) == baseRel(sys.Rel))
	h.full += b2i(heads && gold.Rel == sys.Rel)
}

// rows gives the counts as shares of the words that gold and system have on average.
func (h *hits) rows(gold, sys int) []scoreRow {
	return []scoreRow{
		{"UPOS", f1(h.upos, gold, sys)},
		{"XPOS", f1(h.xpos, gold, sys)},
		{"UAS", f1(h.uas, gold, sys)},
		{"LAS", f1(h.las, gold, sys)},
		{"LAS full", f1(h.full, gold, sys)},
	}
}

// f1 is the F1 in per cent of n hits among gold and sys items.
func f1(n, gold, sys int) float64 {
	if gold+sys == 0 {
		return 0
	}
	return 200 * float64(n) / float64(gold+sys)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// baseRel returns the name of r without its subtype.
func baseRel(r lang.Rel) string {
	base, _, _ := strings.Cut(r.String(), ":")
	return base
}

// scoreGoldTokens tags and parses the documents anew and compares.
func scoreGoldTokens(r *lang.Reader, docs []*lang.Document) []scoreRow {
	var h hits
	words := 0
	for _, d := range docs {
		gold := slices.Clone(d.Tokens)
		for i := range d.Tokens {
			d.Tokens[i] = lang.Token{Span: d.Tokens[i].Span, Head: -1}
		}
		r.Analyse(d)
		for i := range gold {
			h.count(&gold[i], &d.Tokens[i], gold[i].Head == d.Tokens[i].Head)
		}
		words += len(gold)
	}
	return h.rows(words, words)
}

// scoreRaw reads the raw text of sents and compares, in the manner of the
// CoNLL 2018 shared task: words are aligned by the characters they cover.
func scoreRaw(r *lang.Reader, sents []goldSentence) ([]scoreRow, error) {
	d := r.Read(rawText(sents))
	gold := goldAlignment(sents)
	sys, err := systemAlignment(d, gold.chars)
	if err != nil {
		return nil, err
	}
	var h hits
	pair := pairWords(gold, sys)
	words := 0
	for i, j := range pair {
		if j < 0 {
			continue
		}
		words++
		g, s := &gold.tokens[i], &sys.tokens[j]
		heads := g.Head < 0 && s.Head < 0 || g.Head >= 0 && s.Head >= 0 && pair[g.Head] == s.Head
		h.count(g, s, heads)
	}
	return append([]scoreRow{
		{"sentences", f1(shared(gold.sents, sys.sents), len(gold.sents), len(sys.sents))},
		{"words", f1(words, len(gold.tokens), len(sys.tokens))},
	}, h.rows(len(gold.tokens), len(sys.tokens))...), nil
}

// rawText returns the text of sents, a paragraph a line.
func rawText(sents []goldSentence) string {
	var b strings.Builder
	for i := range sents {
		if s := &sents[i]; i > 0 && s.par {
			b.WriteString("\n\n")
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(sents[i].text)
	}
	return b.String()
}

// An alignment is a text's words and sentences by the characters they cover,
// white space left out.
type alignment struct {
	tokens []lang.Token // heads are indexes in tokens
	at     []lang.Span  // of the tokens, in thousandths of a character
	sents  []lang.Span  // in characters
	chars  string       // the text without white space
}

// milli is the unit of alignment.at: the words of a multiword token that does
// not spell them start a little after one another, so that each has a place of
// its own.
const milli = 1000

// goldAlignment returns the words that sents say there are.
func goldAlignment(sents []goldSentence) alignment {
	var a alignment
	var chars strings.Builder
	pos := 0
	for si := range sents {
		base, first := len(a.tokens), pos
		words := sents[si].words
		for i := 0; i < len(words); {
			n := max(1, words[i].parts)
			surface := squeeze(words[i].form)
			if n > 1 {
				surface = squeeze(words[i].mwt)
			}
			a.at = append(a.at, placeParts(words[i:i+n], surface, pos)...)
			for _, w := range words[i : i+n] {
				head := -1
				if w.head >= 0 {
					head = base + w.head
				}
				a.tokens = append(a.tokens, lang.Token{Head: head, UPOS: w.upos, XPOS: w.xpos, Rel: w.rel})
			}
			chars.WriteString(surface)
			pos += utf8.RuneCountInString(surface)
			i += n
		}
		a.sents = append(a.sents, lang.Span{Start: first, End: pos})
	}
	a.chars = chars.String()
	return a
}

// placeParts shares the characters of surface, which starts at pos, out to
// the words it stands for.
func placeParts(words []goldWord, surface string, pos int) []lang.Span {
	spelt := ""
	for _, w := range words {
		spelt += squeeze(w.form)
	}
	length := utf8.RuneCountInString(surface)
	spells := utf8.RuneCountInString(spelt) == length
	var out []lang.Span
	q := pos
	for k, w := range words {
		n := utf8.RuneCountInString(squeeze(w.form))
		if spells && n > 0 {
			out = append(out, lang.Span{Start: q * milli, End: (q + n) * milli})
			q += n
		} else {
			out = append(out, lang.Span{Start: pos*milli + k, End: (pos + length) * milli})
		}
	}
	return out
}

// systemAlignment returns the words that d has. It fails if its text is not
// that of chars.
func systemAlignment(d *lang.Document, chars string) (alignment, error) {
	a := alignment{tokens: d.Tokens, chars: squeeze(d.Text)}
	if a.chars != chars {
		return a, fmt.Errorf("its words do not spell its text")
	}
	before := charactersBefore(d.Text)
	for _, t := range d.Tokens {
		a.at = append(a.at, lang.Span{Start: before[t.Start] * milli, End: before[t.End] * milli})
	}
	for _, s := range d.Sentences {
		span := d.Span(s.First, s.Last)
		a.sents = append(a.sents, lang.Span{Start: before[span.Start], End: before[span.End]})
	}
	return a, nil
}

// charactersBefore returns, for each byte offset of text, how many characters
// that are no white space start before it.
func charactersBefore(text string) []int {
	out := make([]int, len(text)+1)
	n := 0
	for i, r := range text {
		out[i] = n
		if !unicode.IsSpace(r) {
			n++
		}
	}
	out[len(text)] = n
	return out
}

// squeeze returns s without white space.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// pairWords returns, for each word of gold, the word of sys that covers the
// same characters, or -1.
func pairWords(gold, sys alignment) []int {
	at := make(map[lang.Span]int, len(sys.at))
	for i, s := range sys.at {
		at[s] = i
	}
	pair := make([]int, len(gold.at))
	for i, s := range gold.at {
		pair[i] = -1
		if j, ok := at[s]; ok {
			pair[i] = j
		}
	}
	return pair
}

// shared counts the spans that stand in both lists.
func shared(a, b []lang.Span) int {
	in := map[lang.Span]bool{}
	for _, s := range a {
		in[s] = true
	}
	n := 0
	for _, s := range b {
		n += b2i(in[s])
	}
	return n
}
