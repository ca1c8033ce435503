package main

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/onrecord/onrecord"
)

// squeezed returns s as CoNLL-U spells it, without white space.
func squeezed(s string) string {
	return strings.Join(strings.FieldsFunc(oneLine(s), unicode.IsSpace), "")
}

// checkCoNLLU fails unless the columns of text hold every character of it that
// is no white space, and each sentence's heads lie in it.
func checkCoNLLU(t *testing.T, text string) {
	t.Helper()
	r, err := onrecord.Extract(onrecord.Revision{Text: text, AnyLanguage: true})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	writeCoNLLU(&b, &story{Record: r, name: "odd\tname\n.txt", number: 1})
	var forms strings.Builder
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 10 {
			t.Fatalf("%q: %d columns in %q", text, len(columns), line)
		}
		for i, c := range columns {
			if c == "" {
				t.Errorf("%q: column %d of %q is empty", text, i+1, line)
			}
		}
		forms.WriteString(columns[1])
	}
	if got, want := squeezed(forms.String()), squeezed(text); got != want && len(r.Document.Tokens) > 0 {
		t.Errorf("%q: got %q, want %q", text, got, want)
	}
}

func TestCoNLLUKeepsAllCharacters(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"said", "don't", "Rui Leal", " ", " ", "\t", "\r\n", "\n\n", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u00ad", "\u202e",
		"\x1b[0m", "\xff", "…", "“", "”", "'", "-", "#", "潮位", "🌊", "e\u0301", ".", ",", "3.5", "a@b.org", "\u2060", "\x1c"}
	for range 400 {
		var b strings.Builder
		for range 1 + rng.IntN(20) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		checkCoNLLU(t, b.String())
	}
}
