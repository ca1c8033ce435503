package main

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/internal/lang"
)

// writeCoNLLU writes the story's tokens as Universal Dependencies' CoNLL-U has
// them (universaldependencies.org/format.html). Clitics stand as words of
// their own with SpaceAfter=No between.
func writeCoNLLU(b sink, s *story) {
	d := s.Document
	b.WriteString("# newdoc id = " + oneLine(s.name) + "\n")
	forms, spaced := formsOf(d)
	for i, sent := range d.Sentences {
		if i == 0 || d.Sentences[i-1].Paragraph != sent.Paragraph {
			b.WriteString("# newpar\n")
		}
		b.WriteString("# sent_id = " + strconv.Itoa(s.number) + "-" + strconv.Itoa(i+1) + "\n# text = ")
		for t := sent.First; t < sent.Last; t++ {
			b.WriteString(forms[t])
			if spaced[t] && t+1 < sent.Last {
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
		for t := sent.First; t < sent.Last; t++ {
			writeToken(b, d, t, sent.First, forms[t], spaced[t])
		}
		b.WriteByte('\n')
	}
}

func writeToken(b sink, d *lang.Document, t, first int, form string, spaced bool) {
	tok := &d.Tokens[t]
	head := 0
	if tok.Head >= 0 {
		head = tok.Head - first + 1
	}
	misc := "_"
	if !spaced {
		misc = "SpaceAfter=No"
	}
	for _, column := range [...]string{strconv.Itoa(t - first + 1), form, oneLine(d.Lemma(t)), tok.UPOS.String(), tok.XPOS.String(),
		"_", strconv.Itoa(head), tok.Rel.String(), "_"} {
		b.WriteString(column)
		b.WriteByte('\t')
	}
	b.WriteString(misc)
	b.WriteByte('\n')
}

// formsOf returns the tokens' forms, and whether white space follows each. What
// is seen by nobody and lies between tokens (zero-width characters, marks of
// byte order) goes with the token it touches, so that no character is lost.
func formsOf(d *lang.Document) (forms []string, spaced []bool) {
	forms, spaced = make([]string, len(d.Tokens)), make([]bool, len(d.Tokens))
	rest := "" // what was left over before this token
	last := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		before, after := splitGap(d.Text[last:t.Start])
		if i == 0 {
			rest = before + after
		} else {
			forms[i-1] += oneLine(before)
			spaced[i-1] = strings.IndexFunc(d.Text[last:t.Start], unicode.IsSpace) >= 0
			rest = after
		}
		forms[i] = oneLine(rest + d.Text[t.Start:t.End])
		last = t.End
	}
	if n := len(d.Tokens); n > 0 {
		before, after := splitGap(d.Text[last:])
		forms[n-1] += oneLine(before + after)
		spaced[n-1] = true
	}
	return forms, spaced
}

// splitGap cuts what lies between two tokens at its white space, which is left
// out.
func splitGap(gap string) (before, after string) {
	i := strings.IndexFunc(gap, unicode.IsSpace)
	if i < 0 {
		return gap, ""
	}
	return gap[:i], strings.Join(strings.Fields(gap[i:]), "")
}

// oneLine returns s with nothing in it that would break a column or a line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return printable(r)
	}, s)
}
