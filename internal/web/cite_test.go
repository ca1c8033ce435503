package web

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestCite cites words that would break a citation.
func TestCite(t *testing.T) {
	c := cited{who: `Ana "Duarte"`, how: "quoted", words: `“50 % of {all} \input{x} & #1_a~b^c, costs $3”`, title: "Title } of @it", outlet: "Norhaven & Co", address: "https://norhavenpost.example/a_b%20{c}",
		published: "2031-05-14", seen: "2031-05-14 12:00 UTC", sha256: "00ff", revision: 2, key: "onrecord-0-2-1-9", permanent: "http://desk.example/statement/0/2/1-9"}
	want := `@online{onrecord-0-2-1-9,
  author   = {{Norhaven \& Co}},
  title    = {{Title \} of {@}it}},
  date     = {2031-05-14},
  year     = {2031},
  url      = {https://norhavenpost.example/a_b%20%7Bc%7D},
  note     = {Ana "Duarte" (quoted): “50 \% of \{all\} \textbackslash{}input\{x\} \& \#1\_a\textasciitilde{}b\textasciicircum{}c, costs \$3”. Revision 2 of the text, seen 2031-05-14 12:00 UTC, SHA-256 00ff},
  addendum = {\url{http://desk.example/statement/0/2/1-9}},
}
`
	if got := c.bibTeX(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := c.text(), `Ana "Duarte" (quoted): “50 % of {all} \input{x} & #1_a~b^c, costs $3”. In: “Title } of @it”, Norhaven & Co, 2031-05-14. https://norhavenpost.example/a_b%20{c}. Revision 2 of the text, seen 2031-05-14 12:00 UTC, SHA-256 00ff. http://desk.example/statement/0/2/1-9`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarks sets words in marks, and ends sentences.
func TestMarks(t *testing.T) {
	for words, want := range map[string]string{"the port is closed": "“the port is closed”", `"It is closed."`: `"It is closed."`, `"It is," … "closed"`: `"It is," … "closed".`, "": "“”", "is it?": "“is it?”"} {
		got := inMarks(words)
		if strings.HasSuffix(want, ".") {
			got = ended(got)
		}
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// FuzzBibTeX checks that braces stay in pairs whatever the words are: else what
// stands behind them is another field.
func FuzzBibTeX(f *testing.F) {
	f.Add("}", "{", `\`)
	f.Add("a", "\u202e", "%}")
	f.Fuzz(func(t *testing.T, who, words, address string) {
		c := cited{who: who, words: words, title: words, outlet: who, address: address, published: "2031-05-14", permanent: "http://desk.example/" + address, key: "k"}
		depth, escaped := 0, false
		for _, r := range c.bibTeX() {
			switch {
			case escaped:
				escaped = false
			case r == '\\':
				escaped = true
			case r == '{':
				depth++
			case r == '}':
				depth--
			}
			if depth < 0 {
				break
			}
		}
		if depth != 0 {
			t.Errorf("braces are not in pairs:\n%s", c.bibTeX())
		}
	})
}

// FuzzPlace checks that a range is read as the code points that it names, or not at
// all.
func FuzzPlace(f *testing.F) {
	f.Add("a“b”\xff潮位\xe6が👩‍👩 z", "1-4")
	f.Add("", "0-1")
	f.Fuzz(func(t *testing.T, text, place string) {
		s := &heldStory{record: &onrecord.Record{Revision: onrecord.Revision{Text: text}}}
		s.standing.points = onrecord.CountCodePoints(text)
		at, ok := s.spanAt(place)
		if !ok {
			return
		}
		points := s.standing.points
		if at.Start >= at.End || at.End > len(text) || len([]rune(text[:at.Start])) != points.Of(at.Start) || len([]rune(text[:at.End])) != points.Of(at.End) {
			t.Errorf("%s of %q is %v", place, text, at)
		}
	})
}
