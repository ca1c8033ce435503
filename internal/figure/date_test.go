package figure

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

// showDate writes a date as "words = from..to".
func showDate(text string, t Date) string {
	words := text[t.Start:t.End]
	switch {
	case t.From.IsZero():
		return words + " ="
	case t.From.Equal(t.To):
		return words + " = " + t.From.Format(time.DateOnly)
	}
	return words + " = " + t.From.Format(time.DateOnly) + ".." + t.To.Format(time.DateOnly)
}

// published reads a publication date, "-" for none.
func published(tb testing.TB, s string) time.Time {
	if s == "-" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// TestDates reads the sentences of testdata/dates.txt.
func TestDates(t *testing.T) {
	l := language(t)
	table, err := os.ReadFile("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line+" ", " |")
		if len(cells) != 3 {
			t.Fatalf("line %d has %d cells", n+1, len(cells))
		}
		text, want := strings.TrimPrefix(cells[1], " "), strings.TrimSpace(cells[2])
		var got []string
		for _, x := range Dates(l.Read(text), published(t, cells[0])) {
			got = append(got, showDate(text, x))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("line %d, published %s: %s\ngot  %s\nwant %s", n+1, cells[0], text, s, want)
		}
	}
}

// TestDatesHold checks that the same text and publication date give the same
// dates, in the order of the text and apart.
func TestDatesHold(t *testing.T) {
	l := language(t)
	text := "On Tuesday, May 3, 2030, the port, closed since last Friday, opened. It was shut three weeks ago, in the spring of 2029."
	d := l.Read(text)
	first := Dates(d, published(t, "2031-05-14"))
	if again := Dates(l.Read(text), published(t, "2031-05-14")); !reflect.DeepEqual(first, again) {
		t.Errorf("read again: %v, at first %v", again, first)
	}
	checkDates(t, text, first)
	if len(first) != 4 {
		t.Errorf("%d dates, want 4", len(first))
	}
}

// checkDates checks what must hold for any dates.
func checkDates(tb testing.TB, text string, dates []Date) {
	tb.Helper()
	at := 0
	for _, x := range dates {
		if x.Start < at || x.End <= x.Start || x.End > len(text) {
			tb.Fatalf("%q: date %v after byte %d", text, x.Span, at)
		}
		at = x.End
		if x.To.Before(x.From) || x.From.IsZero() != x.To.IsZero() {
			tb.Fatalf("%q: %q from %v to %v", text, text[x.Start:x.End], x.From, x.To)
		}
		for _, day := range []time.Time{x.From, x.To} {
			if y, m, d := day.Date(); !day.Equal(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) {
				tb.Fatalf("%q: %v is no day", text, day)
			}
		}
	}
}

// FuzzDates checks any text, and that a day printed in the usual orders is read
// back as that day.
func FuzzDates(f *testing.F) {
	l := language(f)
	for n, text := range []string{"on Tuesday", "May 14-16, 2031 to June 3", "between 2010 and 2014-15", "the past 99999 years", "last last week of week ago",
		"30 February 2031", "since since 2022", "9999-99-99 or 00/00/0000", "’90s mid-May", "earlier on the night of Monday at 3 p.m. GMT local time", "\xff Mon. 3"} {
		f.Add(text, int32(n*3000))
	}
	layouts := []string{"2 January 2006", "January 2, 2006", "Jan. 2, 2006", "2006-01-02", "Monday, January 2, 2006", "Monday 2 January 2006"}
	f.Fuzz(func(t *testing.T, text string, n int32) {
		pub := day(n % 200000).time()
		checkDates(t, text, Dates(l.Read(text), pub))
		checkDates(t, text, Dates(l.Read(text), time.Time{}))
		want := day(uint32(n) % 80000).time()
		for _, layout := range layouts {
			text := fmt.Sprintf("The port closed on %s after a storm.", want.Format(layout))
			if layout == "Jan. 2, 2006" && want.Month() == time.May {
				continue // it has no full stop
			}
			got := Dates(l.Read(text), pub)
			if len(got) != 1 || !got[0].From.Equal(want) || !got[0].To.Equal(want) {
				t.Fatalf("%q was read as %v", text, got)
			}
		}
	})
}

// TestCalendar checks days against the library's.
func TestCalendar(t *testing.T) {
	for _, s := range []string{"1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "2031-05-14", "0999-03-01"} {
		want := published(t, s)
		d := dayOf(want)
		if !d.time().Equal(want) || d.weekday() != int(want.Weekday()) {
			t.Errorf("%s: day %d is %v, weekday %d", s, d, d.time(), d.weekday())
		}
		if m := d.monday(); m.weekday() != 1 || d-m < 0 || d-m > 6 {
			t.Errorf("%s: its Monday is %v", s, m.time())
		}
	}
}

// BenchmarkDates reads the dates of a story that has been read.
func BenchmarkDates(b *testing.B) {
	l := language(b)
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := l.Read(strings.Repeat(string(text)+"\n\n", 10))
	pub := published(b, "2031-05-14")
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		Dates(d, pub)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
