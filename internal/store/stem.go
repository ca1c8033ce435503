package store

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// A stem is a word of a text as the index knows it.
type stem struct {
	word       string
	start, end int // bytes of the text
}

// stems calls f with each word of text, a run of letters and digits, as both
// databases index it: without case and accents, and without its ending, as
// Snowball's English stemmer takes it off (https://snowballstem.org). So both
// find the same. It stops when f returns false.
func stems(text string, f func(stem) bool) {
	for i := 0; i < len(text); {
		start := i
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !(i > start && unicode.Is(unicode.Mn, r)) {
				break
			}
			i += n
		}
		if i == start {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		end := i
		if rest := text[i:]; strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") { // "the minister's" is the minister
			after := rest[strings.IndexByte(rest, 's')+1:]
			if r, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(r) {
				i = len(text) - len(after)
			}
		}
		if w := stemOf(text[start:end]); w != "" && !f(stem{w, start, end}) {
			return
		}
	}
}

// longestWord is how many bytes of a word are indexed.
const longestWord = 64

// stemOf returns the stem of one word.
func stemOf(word string) string {
	if len(word) > longestWord {
		word = strings.ToValidUTF8(word[:longestWord], "")
	}
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if !ascii {
		word = folded(word)
	}
	return english.Stem(strings.ToLower(word), true)
}

// folded returns s without its accents.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}

// mostStems is how many words of a story are indexed: what PostgreSQL can tell
// the places of. Only a text of over 100 kB has more.
const mostStems = 16000

// stemmed returns the stems of text with spaces between them.
func stemmed(text string) string {
	var b strings.Builder
	n := 0
	stems(text, func(s stem) bool {
		b.WriteString(s.word)
		b.WriteByte(' ')
		n++
		return n < mostStems
	})
	return b.String()
}

// vector returns an entry as PostgreSQL writes a tsvector: each stem with the
// prefix of its column, its places and the weight of its column.
func vector(e *indexEntry) string {
	places := map[string][]byte{}
	var order []string
	n := 0
	for _, part := range []struct {
		stems, prefix string
		weight        byte
	}{{e.words, "", 'D'}, {e.speakers, "s/", 'A'}, {e.outlet, "o/", 'B'}, {e.marks, "m/", 'C'}} {
		for word := range strings.FieldsSeq(part.stems) {
			word = part.prefix + word
			n++
			at, known := places[word]
			if !known {
				order = append(order, word)
			} else {
				at = append(at, ',')
			}
			at = strconv.AppendInt(at, int64(n), 10)
			places[word] = append(at, part.weight)
		}
		n++ // so that no phrase runs from one column into the next
	}
	var b strings.Builder
	for _, word := range order {
		b.WriteByte('\'')
		b.WriteString(word)
		b.WriteString("':")
		b.Write(places[word])
		b.WriteByte(' ')
	}
	return b.String()
}
