package web

import (
	"strings"
	"testing"
)

// linesOf writes lines as diff -u does, with words that changed in brackets.
func linesOf(hunks []hunkItem) string {
	var b strings.Builder
	for _, h := range hunks {
		b.WriteString("@@\n")
		for _, l := range h.Lines {
			b.WriteString(map[string]string{"same": " ", "gone": "-", "new": "+"}[l.Kind])
			for _, w := range l.Words {
				if w.Changed {
					b.WriteString("[" + w.Text + "]")
				} else {
					b.WriteString(w.Text)
				}
			}
			if !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// TestHunks sets out how texts changed.
func TestHunks(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "a b\n\nc\n", "a b\r\nc", ""},
		{"a word", "One.\n\nAt least 340 people died.\n\nTwo.\n", "One.\n\nAt least 310 people died.\n\nTwo.\n", "@@\n One.\n-At least [340 ]people died.\n+At least [310 ]people died.\n Two.\n"},
		{"the last word", "They were killed", "They were hurt", "@@\n-They were [killed]\n+They were [hurt]\n"},
		{"a line gone", "One two three four.\nFive six seven.\n", "One two three 4.\n", "@@\n-One two three [four.]\n+One two three [4.]\n-Five six seven.\n"},
		{"a line before", "The port is closed now.\n", "Correction.\nThe port is open now.\n", "@@\n+Correction.\n-The port is [closed ]now.\n+The port is [open ]now.\n"},
		{"other words", "All is well here.\n", "Nobody knows anything.\n", "@@\n-All is well here.\n+Nobody knows anything.\n"},
	} {
		hunks, err := hunksOf(c.before, c.after)
		if err != nil {
			t.Fatal(err)
		}
		if got := linesOf(hunks); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// FuzzChangedWords checks that no word of a line is lost or added.
func FuzzChangedWords(f *testing.F) {
	f.Add("a b c\n", "a c b\n")
	f.Add("", "x")
	f.Add("  two  spaces ", "two spaces")
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.Contains(strings.TrimSuffix(before, "\n"), "\n") || strings.Contains(strings.TrimSuffix(after, "\n"), "\n") {
			t.Skip("a line ends once")
		}
		before, after = strings.TrimSuffix(before, "\n"), strings.TrimSuffix(after, "\n")
		a, b := changedWords(before, after)
		for i, words := range [][]wordItem{a, b} {
			var got strings.Builder
			for _, w := range words {
				got.WriteString(w.Text)
			}
			if want := [2]string{before, after}[i]; got.String() != want {
				t.Errorf("got %q, want %q", got.String(), want)
			}
		}
	})
}
