package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// A token is a word of a text, evened out such that two outlets' ways to write
// it are one: case, marks, British and American spelling, small numbers in words.
type token struct {
	hash uint64
	at   onrecord.Span
	// stem is the same for the forms of a word; 0 for words that are in any text.
	stem uint64
	// told says that it tells one event from another: a number, or a word in
	// capitals within a sentence, but for the days of the week and months.
	told bool
}

// tokens returns the words of a passage of a text.
func tokens(text string, in onrecord.Span) []token {
	var out []token
	first := true
	for i := in.Start; i < in.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			i += n
			continue
		}
		j, digit := i, false
		for j < in.End {
			r, n := utf8.DecodeRuneInString(text[j:])
			if !wordRune(r) && !joins(text, j, in.End) {
				break
			}
			digit = digit || unicode.IsDigit(r)
			j += n
		}
		word := text[i:j]
		even := evenWord(word)
		_, number := smallNumbers[even]
		out = append(out, token{hash: hashWord(even), stem: stemOf(even, digit || number), at: onrecord.Span{Start: i, End: j},
			told: digit || number || !first && unicode.IsUpper(r) && !calendar[even]})
		i, first = j, false
	}
	return out
}

// stemLength is how many bytes of a word are taken for its stem: enough to tell
// words of one story apart.
const stemLength = 5

// stemOf returns the hash of what the forms of a word have in common.
func stemOf(even string, number bool) uint64 {
	switch {
	case number:
		return hashWord(even)
	case len(even) < 4 || little[even] || anywhere[even]:
		return 0
	}
	return hashWord(even[:min(len(even), stemLength)])
}

// calendar are the names of days and months, common words that are in any text.
var (
	calendar = wordSet("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb apr jun jul aug sept sep oct nov dec")
	anywhere = wordSet(`this that these those there their they them then than with from have been were will would could should about after before into onto over under when where while which
		what whose also more most some such only very just much many said says told people year years week month days today yesterday monday tuesday wednesday thursday friday
		saturday sunday other others because since during until through between around among still being does doing done made make each every both either here however`)
)

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r)
}

// joins reports whether the mark at i holds the digits of one number together.
func joins(text string, i, end int) bool {
	if text[i] != ',' && text[i] != '.' || i == 0 || i+1 >= end {
		return false
	}
	return text[i-1] >= '0' && text[i-1] <= '9' && text[i+1] >= '0' && text[i+1] <= '9'
}

// smallNumbers are the numbers that some outlets write in words.
var smallNumbers = map[string]string{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
	"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}

// evenWord evens out a word. What it makes of it need not be a word, only the same
// for all spellings.
func evenWord(w string) string {
	w = strings.ToLower(w)
	if n, ok := smallNumbers[w]; ok {
		return n
	}
	if w[0] >= '0' && w[0] <= '9' {
		return strings.ReplaceAll(w, ",", "")
	}
	if len(w) < 6 {
		return w
	}
	return spelling.Replace(w)
}

// spelling makes British and American words one: colour, organise, centre,
// travelled, defence, programme.
var spelling = strings.NewReplacer("our", "or", "isa", "iza", "ise", "ize", "isi", "izi", "yse", "yze", "tre", "ter", "ll", "l", "ence", "ense", "mme", "m", "ogue", "og", "aeo", "eo")

// hashWord is FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits.
func hashWord(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads the bits of a hash: the finaliser of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
