package attribution

import (
	"fmt"
	"math/rand/v2"
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

// TestNotesOfLayout reads the notes that credits are.
func TestNotesOfLayout(t *testing.T) {
	l, _ := readers(t)
	for _, test := range []struct{ text, want string }{
		{"VELSUND, May 14 (Reuters) - The port was closed on Tuesday.", "agency | (Reuters) | Reuters | "},
		{"VELSUND, Norhaven (NRV) -- The port was closed on Tuesday.", "agency | (NRV) | NRV | "},
		{"The port was closed on Tuesday.\n\nThe Associated Press contributed to this report.",
			"agency | The Associated Press contributed to this report | The Associated Press | "},
		{"The port was closed on Tuesday.\n\nab/lk (AFP, dpa)", "agency | ab/lk (AFP, dpa) | AFP, dpa | "},
		{"The port was closed on Tuesday.\n\nWith agencies", "agency | With agencies | agencies | "},
		{"The port was closed on Tuesday.\n\n(Reporting by Petra Olsen; editing by Rui Leal)", ""},
		{"The port was closed on Tuesday.\n\nRui Leal contributed to this report.", ""},
		{"The port on Monday. Photo: AP/Rui Leal.\n\nThe port was closed on Tuesday.", ""},
		{"The port was closed on Tuesday, AFP reported.", ""},
		{"The port was closed on Tuesday.\n\nCorrection:\n\nThe port was closed on Monday.",
			"correction | Correction:\n\nThe port was closed on Monday |  | "},
	} {
		if got := showNotes(test.text, Notes(l.Read(test.text))); got != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}

// TestOfStory checks that what the outlet says of its own story, and the
// headlines of other stories, are no statements, and that contents end before
// a note.
func TestOfStory(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"The army said it had killed 40 rebels. Reuters could not independently verify the claim.",
			"indirect: The army | said | it had killed 40 rebels"},
		{"The army said it had killed 40 rebels, a claim that could not be independently verified.",
			"indirect: The army | said | it had killed 40 rebels"},
		{"The army said it had killed 40 rebels, but the claim could not be independently verified.",
			"indirect: The army | said | it had killed 40 rebels"},
		{"The ministry said it could not confirm the report.", "indirect: The ministry | said | it could not confirm the report"},
		{"Storm shuts port, coastguard says\n\nThe port was closed on Tuesday.\n\nIt will stay so.\n\nRelated stories\n\nMayor says she will not resign over ferry",
			"indirect: coastguard | says | Storm shuts port"},
		{"The port was closed on Tuesday.\n\nCorrection: An earlier version of this story said 14 ferries had sunk.", ""},
		{"The port was closed on Tuesday.\n\nRui Leal reported from Brede.", ""},
	} {
		var got []string
		rels := r.Read(l.Read(test.text))
		for i := range rels {
			got = append(got, show(test.text, &rels[i]))
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.text, strings.Join(got, "\n"), test.want)
		}
	}
}

// checkNotes checks what must hold for any text: notes are in order, and their
// spans are slices of it.
func checkNotes(t *testing.T, d *lang.Document) {
	t.Helper()
	last := 0
	for _, n := range Notes(d) {
		if n.Start < last || n.End <= n.Start || n.Kind > Archive {
			t.Fatalf("%.80q: %v note %v after %d", d.Text, n.Kind, n.Span, last)
		}
		last = n.Start
		for _, s := range []lang.Span{n.Span, n.By, n.Covers, n.frame} {
			if s.Start < 0 || s.End < s.Start || s.End > len(d.Text) {
				t.Fatalf("%.80q: span %v", d.Text, s)
			}
		}
	}
}

// TestNotesOfAnything reads texts put together from the words of notes.
func TestNotesOfAnything(t *testing.T) {
	l, r := readers(t)
	parts := strings.Fields("Reuters AP We The the a claim which whose that not could n't be been has was there no independent independently verified verify " +
		"confirm confirmation of by said , , . . ; -- ( ) \" ' : Correction Corrects Editor 's note this This story article version earlier An was corrected " +
		"published updated to in translated from Portuguese regrets error it possible impossible unable and but or \\n\\n \\n\\n Velsund")
	rng := rand.New(rand.NewPCG(7, 8))
	for range 800 {
		var b strings.Builder
		for range rng.IntN(50) {
			b.WriteString(parts[rng.IntN(len(parts))])
			b.WriteByte(' ')
		}
		text := strings.ReplaceAll(b.String(), `\n`, "\n")
		d := l.Read(text)
		checkNotes(t, d)
		rels := r.Read(d)
		for i := range rels {
			checkRelation(t, text, rels, i)
		}
	}
	for _, unit := range []string{"verify ", "not ", "this story ", "an earlier ", "\"verify\" ", "could not verify, ", "which could not be verified and "} {
		checkNotes(t, l.Read(strings.Repeat(unit, 3000)))
	}
}

// FuzzNotes reads any text.
func FuzzNotes(f *testing.F) {
	table, err := os.ReadFile("testdata/notes.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		f.Add(line)
	}
	l, _ := readers(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<13 {
			checkNotes(t, l.Read(text))
		}
	})
}

// BenchmarkNotes finds the notes of a story that has been read.
func BenchmarkNotes(b *testing.B) {
	l, _ := readers(b)
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Repeat(string(text)+"\n\n", 10))
	b.ReportAllocs()
	for b.Loop() {
		Notes(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
