package circular

import (
	"math/rand/v2"
	"strings"
)

// A style is how an outlet sets its stories.
type style struct {
	quotes string // two runes
	us     bool   // American spelling
	spell  int    // numbers below are spelt out
	bare   bool   // four digits without a comma
	dash   string // after a dateline
}

func newStyle(r *rand.Rand) *style {
	return &style{quotes: pick(r, []string{`""`, "“”", "“”", "''", "‘’"}), us: chance(r, .4), spell: pick(r, []int{10, 10, 11, 20, 100}), bare: chance(r, .15),
		dash: pick(r, []string{" - ", " — ", " – "})}
}

// american has British spellings and words, and what they are in America.
var american = strings.NewReplacer("neighbour", "neighbor", "Neighbour", "Neighbor", "harbour wall", "harbor wall", "theatre", "theater", "colour", "color", "metre", "meter",
	"centre", "center", "grey", "gray", "lorries", "trucks", "lorry", "truck", "petrol", "gasoline", "towards", "toward", "storey", "story", "defence", "defense",
	"Civil defence", "Civil defense", "parked vans", "parked trucks", "spelt", "spelled", "tyre", "tire", "goodbye", "good-bye", "football", "soccer")

// setText turns the marked text of a story into its text, and appends what the
// marks say to the set.
func (v *variant) setText(id, marked string, s *style) string {
	if s.us {
		marked = american.Replace(marked)
	}
	q := []rune(s.quotes)
	marked = strings.NewReplacer("«", string(q[0]), "»", string(q[1])).Replace(marked)
	if q[1] == '’' || q[1] == '”' {
		marked = apostrophes(marked)
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(marked, markOpen)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		head, rest, _ := strings.Cut(rest, markWords)
		words, rest, _ := strings.Cut(rest, markClose)
		m := parseMark(head)
		words = strings.Replace(words, countHere, m.count.words(s, beginsSentence(b.String())), 1)
		v.record(id, m, b.Len(), words)
		b.WriteString(words)
		marked = rest
	}
}

// beginsSentence reports whether a sentence begins after a text.
func beginsSentence(text string) bool {
	text = strings.TrimRight(text, " \"'“‘")
	if text == "" {
		return true
	}
	for _, end := range []string{".", "\n", "-", "—", "–", "”", "’"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// apostrophes makes straight ones between letters curly.
func apostrophes(s string) string {
	b := []byte(s)
	var out strings.Builder
	for i, c := range b {
		if c == '\'' && i > 0 && isLetter(b[i-1]) {
			out.WriteString("’")
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
