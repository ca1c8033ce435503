package figure

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// saidIn returns what the cases of testdata/said.txt show of a text: each
// relation's cue and when it was said, then the dates that quotations turn.
func saidIn(l *lang.Reader, r *attribution.Reader, text string) string {
	d := l.Read(text)
	relations, dates := r.Read(d), Dates(d, published)
	said := Said(d, relations, byPronoun(text, relations), dates)
	var out []string
	for i := range relations {
		cue := ""
		for _, c := range relations[i].Cue {
			cue += text[c.Start:c.End]
		}
		if said[i].Len() == 0 {
			out = append(out, cue+": -")
			continue
		}
		out = append(out, fmt.Sprintf("%s: %s = %s", cue, text[said[i].Start:said[i].End], daysOf(said[i])))
	}
	for i, x := range Quoted(d, relations, said, dates) {
		if !x.From.Equal(dates[i].From) {
			out = append(out, fmt.Sprintf("quoted: %s = %s", text[x.Start:x.End], daysOf(x)))
		}
	}
	return strings.Join(out, "; ")
}

// byPronoun gives each relation the speaker that it has in the cases: a pronoun
// stands for the source before it.
func byPronoun(text string, relations []attribution.Relation) [][]int {
	of := make([][]int, len(relations))
	known := map[string]int{}
	last := -1
	for i, r := range relations {
		if len(r.Source) == 0 {
			continue
		}
		name := strings.ToLower(text[r.Source[0].Start:r.Source[0].End])
		if name != "she" && name != "he" && name != "it" {
			if _, ok := known[name]; !ok {
				known[name] = len(known)
			}
			last = known[name]
		}
		if last >= 0 {
			of[i] = []int{last}
		}
	}
	return of
}

// TestSaid reads the cases of testdata/said.txt, each a text and when its
// relations were said.
func TestSaid(t *testing.T) {
	l, r := stages(t)
	checkLines(t, "testdata/said.txt", func(text string) string { return saidIn(l, r, text) })
}

// TestDayInACalendar prints days and reads them back.
func TestDayInACalendar(t *testing.T) {
	for d := civil(1890, 1, 1); d < civil(2110, 1, 1); d++ {
		if back := dayOf(d.time()); back != d {
			t.Fatalf("%v is %d, and %d when read back", d.time(), d, back)
		}
		if w := d.weekday(); w != int(d.time().Weekday()) {
			t.Fatalf("%v: weekday %d", d.time(), w)
		}
	}
}

// FuzzDates checks what must hold for any text: dates are slices of it, in
// order, end where they begin or later, and stay the same when read again.
func FuzzDates(f *testing.F) {
	l, r := stages(f)
	for _, name := range []string{"testdata/dates.txt", "testdata/said.txt"} {
		lines, err := readLines(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range lines {
			text, _, _ := strings.Cut(line, " |")
			f.Add(text)
		}
	}
	f.Add("on on May May 31 32 0 1999 2000-13-45 1/1/1 Tuesday Tuesday-Friday since since ago")
	f.Fuzz(func(t *testing.T, text string) {
		d := l.Read(text)
		dates := Dates(d, published)
		relations := r.Read(d)
		said := Said(d, relations, make([][]int, len(relations)), dates)
		again := Dates(d, published)
		end := 0
		for i, x := range dates {
			if x.Start < end || x.End <= x.Start || x.End > len(text) || x.From.After(x.To) || x != again[i] {
				t.Fatalf("%q: %v after %d, again %v", text, x, end, again[i])
			}
			end = x.End
		}
		for i, x := range Quoted(d, relations, said, dates) {
			if x.Span != dates[i].Span || x.From.After(x.To) {
				t.Fatalf("%q: quoted %v", text, x)
			}
		}
	})
}

func BenchmarkDates(b *testing.B) {
	l, _ := stages(b)
	lines, err := readLines("testdata/dates.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Join(lines, "\n\n"))
	b.ReportAllocs()
	for b.Loop() {
		Dates(d, published)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
