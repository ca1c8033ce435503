package lang

import (
	"strings"
	"testing"
)

// quoted returns the quotations of text, each in brackets with its depth; one
// that is open ends in "…", one that continues starts with it.
func quoted(text string) string {
	var out []string
	for _, q := range quotations(text, Paragraphs(text)) {
		s := text[q.Start:q.End]
		if q.Open {
			s += "…"
		}
		if q.Continues {
			s = "…" + s
		}
		out = append(out, strings.Repeat(">", q.Depth)+s)
	}
	return strings.Join(out, " | ")
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"curly", "“Go,” she said.", "“Go,”"},
		{"straight", `"Go," she said, "now."`, `"Go," | "now."`},
		{"two apostrophes", "''Go,'' she said.", "''Go,''"},
		{"two curly apostrophes", "‘‘Go,’’ she said.", "‘‘Go,’’"},
		{"backticks", "``Go,'' she said.", "``Go,''"},
		{"single in double", "“He said ‘no’ to me,” she said.", "“He said ‘no’ to me,” | >‘no’"},
		{"straight single in double", `"He said 'no' to me," she said.`, `"He said 'no' to me," | >'no'`},
		{"single alone", "The port is ‘closed’ now.", "‘closed’"},
		{"ending together", `"She told me, 'Go.'" He left.`, `"She told me, 'Go.'" | >'Go.'`},
		{"ending together, set apart", `"She told me, 'Go,' " he said.`, `"She told me, 'Go,' " | >'Go,'`},
		{"ending together, three apostrophes", "''She told me, 'Go,''' he said.", "''She told me, 'Go,''' | >'Go,'"},
		{"starting together", `"'Go,' she told me," he said.`, `"'Go,' she told me," | >'Go,'`},
		{"over sentences", "“I went. I saw it. It was gone,” he said.", "“I went. I saw it. It was gone,”"},
		{"question before its tail", "“Is it over?” he asks.", "“Is it over?”"},
		{"angle", "«Go,» she said.", "«Go,»"},
		{"angle with no-break spaces", "«\u00a0Go\u00a0», she said.", "«\u00a0Go\u00a0»"},
		{"single angle in angle", "«She said ‹no›.»", "«She said ‹no›.» | >‹no›"},
		{"low", "„Go,“ she said.", "„Go,“"},
		{"low and right", "„Go,” she said.", "„Go,”"},
		{"nickname", `A man who goes by the name "Shorty."`, `"Shorty."`},
		{"possessive", "The workers' demands were met.", ""},
		{"possessive in single", "'The workers' demands are met,' he said.", "'The workers' demands are met,'"},
		{"decade", "In the '90s and the '80s.", ""},
		{"clipped", "Rock 'n' roll, get 'em all.", ""},
		{"clipped in double", "“Rock ’n’ roll is back,” he said.", "“Rock ’n’ roll is back,”"},
		{"clipped in single", "'I love rock 'n' roll,' he said.", "'I love rock 'n' roll,'"},
		{"contraction in single", "‘I don’t know,’ he said.", "‘I don’t know,’"},
		{"inches", `He is 5'10" tall, and she 5'7".`, ""},
		{"inches in a quotation", `"He is 5'10" tall," she said.`, `"He is 5'10" tall,"`},
		{"stray in the middle", "He said that “ was odd, and left.", ""},
		{"stray at the end", "He left.” Then she left.", ""},
		{"stray, then a pair", `He left" and she said "Go" to him.`, `"Go"`},
		{"stray spoils one paragraph only", "He is \"odd, she said.\n\n\"Go,\" she said.\n\nThe \"port\" was shut.", `"Go," | "port"`},
		{"open at the start", "“Go now. And stay there.", "“Go now. And stay there.…"},
		{"open after a comma", "She said, “Go now.", "“Go now.…"},
		{"open after a colon", "She said: \"Go now.", "\"Go now.…"},
		{"reopened", "“Go now.\n\n“And stay,” she said.", "“Go now.… | …“And stay,”"},
		{"reopened twice", "\"Go.\n\"Stay.\n\"Come,\" she said.", "\"Go.… | …\"Stay.… | …\"Come,\""},
		{"opened late and reopened", "He was “sure it would hold.\n\n“I saw it,” he said.", "“sure it would hold.… | …“I saw it,”"},
		{"not reopened but closed", "“Go now.\n\nAnd stay,” she said.", "“Go now.… | …And stay,”"},
		{"closed, so not carried", "“Go,” she said.\n\n“Stay,” he said.", "“Go,” | “Stay,”"},
		{"curly in curly", "“He said “no” to me,” she said.", "“He said “no” to me,” | >“no”"},
		{"turned wrongly", "She left. “That was it.“", "“That was it.“"},
		{"space lost", `She spoke of"joint work" there.`, `"joint work"`},
		{"after a dash", "the mayor—“our friend”—left", "“our friend”"},
		{"in brackets", "(“Go,” she said.)", "“Go,”"},
		{"empty", `He said "" and “”.`, ""},
	} {
		if got := quoted(c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

func TestQuotationParts(t *testing.T) {
	text := "She said: «\u00a0Go.\u00a0»"
	q := quotations(text, Paragraphs(text))[0]
	if q.Mark != MarkAngle || q.Inner.Start-q.Start != len("«") || q.End-q.Inner.End != len("»") {
		t.Errorf("got %+v", q)
	}
}

// checkQuotations fails unless the quotations of text lie in their
// paragraphs, in order, each within another or apart from it.
func checkQuotations(t *testing.T, text string) {
	t.Helper()
	pars := Paragraphs(text)
	p := 0
	var open []Quotation
	for _, q := range quotations(text, pars) {
		for p < len(pars) && pars[p].End <= q.Start {
			p++
		}
		if p == len(pars) || !pars[p].Contains(q.Span) || !q.Contains(q.Inner) || q.Inner.Len() == 0 {
			t.Fatalf("%+v is not in a paragraph", q)
		}
		for len(open) > 0 && open[len(open)-1].End <= q.Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && !open[len(open)-1].Contains(q.Span) || q.Depth != len(open) {
			t.Fatalf("%+v is not nested in %+v", q, open)
		}
		open = append(open, q)
	}
}

func TestQuotationsNest(t *testing.T) {
	for _, text := range oddTexts() {
		checkQuotations(t, text)
	}
}

func FuzzQuotations(f *testing.F) {
	for _, text := range oddTexts() {
		f.Add(text)
	}
	f.Add("“Go now, ‘my friends.\n\n“And ”stay“ «'there,' » she '''said.\"\n\"No")
	f.Fuzz(checkQuotations)
}
