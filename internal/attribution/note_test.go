package attribution

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/lang"
)

// TestNotes reads the table in testdata/notes.txt: a text, and the note in it
// with its words, who says so and what it covers.
func TestNotes(t *testing.T) {
	l, _ := readers(t)
	table, err := os.ReadFile("testdata/notes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if f[0] == "" || f[0][0] == '#' {
			continue
		}
		text, want := strings.ReplaceAll(f[1], `\n`, "\n"), ""
		if f[0] != "none" {
			want = strings.Join(append([]string{f[0]}, f[2:]...), " | ")
		}
		if got := showNotes(text, Notes(l.Read(text))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", f[1], got, want)
		}
	}
}

// showNotes writes notes as the table has them.
func showNotes(text string, notes []Note) string {
	at := func(s lang.Span) string { return text[s.Start:s.End] }
	var out []string
	for _, n := range notes {
		out = append(out, fmt.Sprintf("%v | %s | %s | %s", n.Kind, at(n.Span), at(n.By), at(n.Covers)))
	}
	return strings.Join(out, "; ")
}
