package figure

import (
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A class says what part a word plays in a number.
type class uint8

const (
	other    class = iota
	numeral        // 340, 1,000, 2.5
	small          // one to nineteen, twenty to ninety
	hundred        // hundred
	scale          // dozen, thousand, million
	glued          // bn, k, m: scales where they stand right after digits
	fraction       // half, third, quarters, ½
	plural         // dozens, hundreds, tens: vague
	few            // several, few, couple, handful: vague, and multiply a scale
	article        // a, an
	hyphen         // - and dashes
	currency       // $, €
)

// An entry is what the lexicon knows of a word.
type entry struct {
	class class
	value float64 // of the word itself; of a vague word, its least
}

// lexicon holds the words that make up numbers.
var lexicon = func() map[uint64]entry {
	m := map[uint64]entry{}
	for class, words := range map[class]string{
		small: `zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
			fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50
			sixty=60 seventy=70 eighty=80 ninety=90`,
		hundred: `hundred=100`,
		scale:   `dozen=12 thousand=1e3 lakh=1e5 million=1e6 crore=1e7 billion=1e9 trillion=1e12 mln=1e6 bln=1e9 trln=1e12`,
		glued:   `k=1e3 m=1e6 mn=1e6 bn=1e9 b=1e9 tn=1e12 trn=1e12`,
		fraction: `half=.5 halves=.5 third=.3333333333333333 thirds=.3333333333333333 quarter=.25 quarters=.25 fourth=.25 fourths=.25 fifth=.2 fifths=.2 sixth=.16666666666666666
			sixths=.16666666666666666 seventh=.14285714285714285 sevenths=.14285714285714285 eighth=.125 eighths=.125 tenth=.1 tenths=.1 ½=.5 ¼=.25 ¾=.75 ⅓=.3333333333333333 ⅔=.6666666666666666`,
		plural:   `tens=20 dozens=24 scores=40 hundreds=200 thousands=2e3 millions=2e6 billions=2e9 trillions=2e12`,
		few:      `couple=2 few=3 several=3 handful=3`,
		article:  `a=1 an=1`,
		hyphen:   `-=0 --=0 −=0`,
		currency: `$=0 £=0 €=0 ¥=0 ₹=0 ₽=0 ₩=0 ₪=0 ₺=0 ₴=0 ₦=0 ₫=0 ฿=0 ₱=0 ₡=0 ₲=0 ₸=0 ₵=0 us$=0 rs=0 rs.=0 rp=0`,
	} {
		for _, w := range strings.Fields(words) {
			w, v, _ := strings.Cut(w, "=")
			x, _ := strconv.ParseFloat(v, 64)
			m[lang.WordHash(w)] = entry{class, x}
		}
	}
	return m
}()

// wordSet makes a set of hashed words from a list with spaces between.
func wordSet(words string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		m[lang.WordHash(w)] = true
	}
	return m
}

// hashes returns the hashes of the words of a phrase.
func hashes(phrase string) []uint64 {
	var out []uint64
	for _, w := range strings.Fields(phrase) {
		out = append(out, lang.WordHash(w))
	}
	return out
}

// The hashes of words that grammar turns on.
var (
	wordA       = lang.WordHash("a")
	wordAn      = lang.WordHash("an")
	wordAnd     = lang.WordHash("and")
	wordAs      = lang.WordHash("as")
	wordAt      = lang.WordHash("at")
	wordBetween = lang.WordHash("between")
	wordBy      = lang.WordHash("by")
	wordFrom    = lang.WordHash("from")
	wordHyphen  = lang.WordHash("-")
	wordIn      = lang.WordHash("in")
	wordNo      = lang.WordHash("no")
	wordNot     = lang.WordHash("not")
	wordOf      = lang.WordHash("of")
	wordOne     = lang.WordHash("one")
	wordOr      = lang.WordHash("or")
	wordOut     = lang.WordHash("out")
	wordPer     = lang.WordHash("per")
	wordThe     = lang.WordHash("the")
	wordTo      = lang.WordHash("to")
)

var (
	wordCouple  = lang.WordHash("couple")
	wordFew     = lang.WordHash("few")
	wordHandful = lang.WordHash("handful")
	wordSeveral = lang.WordHash("several")
	wordTens    = lang.WordHash("tens")
)
