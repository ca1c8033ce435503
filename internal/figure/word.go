package figure

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// words are words as numbers are read from them: the tokens of a sentence, or
// those of a text that holds nothing but bounds.
type words struct {
	text   string
	w      []word
	parted bool // they are the tokens of a sentence
}

// A word is a token and the part it can play in a number.
type word struct {
	lang.Span
	entry
	hash   uint64
	things bool // a common noun in the plural
}

// fill makes the words of the tokens [first, last) of d.
func (s *words) fill(d *lang.Document, first, last int) {
	s.text, s.w, s.parted = d.Text, s.w[:0], true
	for i := first; i < last; i++ {
		s.add(d.Tokens[i].Span, d.Forms[i].Word)
		s.w[len(s.w)-1].things = d.Tokens[i].XPOS == lang.NNS
	}
}

// add adds a word.
func (s *words) add(at lang.Span, hash uint64) {
	w := word{Span: at, hash: hash}
	if c := s.text[at.Start]; '0' <= c && c <= '9' || c == '.' || c == '+' || c == '-' {
		if v, ok := readNumeral(s.text[at.Start:at.End]); ok {
			w.entry = entry{numeral, v}
		}
	}
	if w.class == other {
		w.entry = lexicon[hash]
	}
	s.w = append(s.w, w)
}

// class returns the class of word i, that of other words beyond the ends.
func (s *words) class(i int) class {
	if i < 0 || i >= len(s.w) {
		return other
	}
	return s.w[i].class
}

// is reports whether word i is one with this hash.
func (s *words) is(i int, hash uint64) bool { return i >= 0 && i < len(s.w) && s.w[i].hash == hash }

// in reports whether word i is in set.
func (s *words) in(i int, set map[uint64]bool) bool {
	return i >= 0 && i < len(s.w) && set[s.w[i].hash]
}

// joined reports whether nothing stands between word i and the one before it.
func (s *words) joined(i int) bool {
	return i > 0 && i < len(s.w) && s.w[i-1].End == s.w[i].Start
}

// word returns the text of word i.
func (s *words) word(i int) string { return s.text[s.w[i].Start:s.w[i].End] }

// split makes words of text: runs of letters and digits with what joins
// digits, and single marks.
func (s *words) split(text string) {
	s.text, s.w = text, s.w[:0]
	for i := 0; i < len(text); {
		j := wordEnd(text, i)
		if j > i {
			s.add(lang.Span{Start: i, End: j}, lang.WordHash(text[i:j]))
		}
		i = max(j, i+1)
	}
}

// wordEnd returns where the word ends that starts at i; i if that is a space.
func wordEnd(text string, i int) int {
	j := i
	if text[j] == '-' && j+1 < len(text) && isDigit(text[j+1]) && (i == 0 || text[i-1] == ' ') {
		j++
	}
	for j < len(text) && text[j] != ' ' && text[j] != '-' && (text[j] != '+' || j == i) && text[j] != '$' {
		j++
	}
	if j == i && text[i] != ' ' {
		return i + 1
	}
	return j
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
