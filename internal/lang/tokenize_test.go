package lang

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// cutWords returns the tokens of text with a bar between each two.
func cutWords(text string) string {
	var words []string
	for _, p := range Paragraphs(text) {
		for _, t := range tokenize(text, p, nil) {
			words = append(words, text[t.Start:t.End])
		}
	}
	return strings.Join(words, "|")
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The port didn't open.", "The|port|did|n't|open|."},
		{"Duarte’s boats can’t sail", "Duarte|’s|boats|ca|n’t|sail"},
		{"the workers' demands", "the|workers|'|demands"},
		{"I'd've cannot gonna", "I|'d|'ve|can|not|gon|na"},
		{"a well-known ex-mayor's e-mail", "a|well|-|known|ex-mayor|'s|e-mail"},
		{"Dr. Ana Duarte of the U.S. Navy", "Dr.|Ana|Duarte|of|the|U.S.|Navy"},
		{"It left the U.S.", "It|left|the|U.S."},
		{"a U.S.-style port", "a|U.S.|-|style|port"},
		{"He lives in the U.S..", "He|lives|in|the|U.S.|."},
		{"at 7 p.m. on Sept. 3", "at|7|p.m.|on|Sept.|3"},
		{"Sen. Rui Leal (R-Wis.) left.", "Sen.|Rui|Leal|(|R|-|Wis.|)|left|."},
		{"Leal, R-La., left", "Leal|,|R|-|La.|,|left"},
		{"VELSUND, La. -- The port", "VELSUND|,|La.|--|The|port"},
		{"No. 2, but no.", "No.|2|,|but|no|."},
		{"Leal v. Duarte", "Leal|v.|Duarte"},
		{"$1,250.50, or 12.5%", "$|1,250.50|,|or|12.5|%"},
		{"5km, 7pm and 2.5bn", "5|km|,|7|pm|and|2.5|bn"},
		{"9/11 and 3-4", "9/11|and|3|-|4"},
		{"call 555-201-0142", "call|555-201-0142"},
		{"wait... what…?", "wait|...|what|…|?"},
		{"no -- never--ever — or–so", "no|--|never|--|ever|—|or|–|so"},
		{"He said, ``Go.''", "He|said|,|``|Go|.|''"},
		{"''She said, 'Go,''' he said", "''|She|said|,|'|Go|,|'|''|he|said"},
		{"“Go,” he said", "“|Go|,|”|he|said"},
		{"rock 'n' roll in the '90s", "rock|'n|'|roll|in|the|'90s"},
		{"5'10\" tall", "5|'|10|\"|tall"},
		{"see https://velsund.example/a-b?c=1, now", "see|https://velsund.example/a-b?c=1|,|now"},
		{"mail ana@velsund.example.", "mail|ana@velsund.example|."},
		{"@velsund #storm #2", "@velsund|#storm|#|2"},
		{"gone.The port", "gone|.|The|port"},
		{"caf\u00e9 na\u00efve \u0141\u00f3d\u017a", "caf\u00e9|na\u00efve|\u0141\u00f3d\u017a"},
		{"the \u200bport\u200b.", "the|port|."},
		{"soft\u00adware", "soft\u00adware"},
		{"well 👍🏽 done", "well|👍🏽|done"},
		{"THE PORT'S CLOSED", "THE|PORT|'S|CLOSED"},
		{"\u202aport\u202c \u2067x\u2069", "port|x"},
		{"a\xffb \xfe", "a|\xff|b|\xfe"},
		{"a\u00a0b\r\nc", "a|b|c"},
		{"", ""},
		{" \t\n\u00a0 ", ""},
	} {
		if got := cutWords(c.text); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// checkTokens fails unless the tokens and the gaps between them are the text,
// and the gaps hold nothing that shows.
func checkTokens(t *testing.T, text string) {
	t.Helper()
	at := 0
	for _, p := range Paragraphs(text) {
		for _, tok := range tokenize(text, p, nil) {
			if tok.Start < at || tok.End <= tok.Start || tok.End > p.End || tok.Start < p.Start {
				t.Fatalf("token %v in paragraph %v comes after %d", tok.Span, p, at)
			}
			checkGap(t, text[at:tok.Start])
			if utf8.ValidString(text) && !utf8.ValidString(text[tok.Start:tok.End]) {
				t.Fatalf("token %q cuts a character", text[tok.Start:tok.End])
			}
			at = tok.End
		}
	}
	checkGap(t, text[at:])
}

func checkGap(t *testing.T, gap string) {
	t.Helper()
	for i := 0; i < len(gap); {
		c, n := class(gap, i)
		if c != classSpace && c != classIgnorable {
			t.Fatalf("gap %q holds more than space", gap)
		}
		i += n
	}
}

// oddTexts are texts that try the patience of every stage.
func oddTexts() []string {
	return []string{
		"", " \r\n\u00a0\u200b ", "\xff\xfe\x00", "\ufeff“Go,” she said.\r\n\r\n'No.'", "A.B.C. 1,000,00 a--b '''''' \"\"\"",
		"\u202e\u200f“\u200b”\u200d👩\u200d👩\u200d👧 ½ ſ", strings.Repeat("a’s", 2000), strings.Repeat("é", 3000),
		strings.Repeat("1/", 2000) + strings.Repeat("x@", 2000) + "http://" + strings.Repeat(")", 3000),
	}
}

func TestTokensCoverText(t *testing.T) {
	for _, text := range oddTexts() {
		checkTokens(t, text)
	}
	parts := []rune(" \n\u00a0\u200b.,'’\"“”-—/@:;!?()[]$%&aAsStTn1290é中👍«»")
	rng := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		var b strings.Builder
		for range rng.IntN(30) {
			b.WriteRune(parts[rng.IntN(len(parts))])
		}
		checkTokens(t, b.String())
	}
}

func FuzzTokenize(f *testing.F) {
	for _, text := range oddTexts() {
		f.Add(text)
	}
	f.Add("The mayor's port-side home (R-Wis.) isn't at 5'10\".")
	f.Fuzz(checkTokens)
}
