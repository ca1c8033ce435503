package figure

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// TestSaid reads the stories of testdata/said.txt.
func TestSaid(t *testing.T) {
	s := load(t)
	table, err := os.ReadFile("testdata/said.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		story, list, _ := strings.Cut(line, " | ")
		text := strings.ReplaceAll(story, "//", "\n\n")
		d := s.language.Read(text)
		relations, said, _ := s.said(t, d)
		for _, want := range strings.Split(list, ";") {
			words, when, _ := strings.Cut(want, "->")
			words, when = strings.TrimSpace(words), strings.TrimSpace(when)
			i := relationOf(text, relations, words)
			switch got := ""; {
			case i < 0:
				t.Errorf("line %d: nobody says %q", n+1, words)
			default:
				if said[i].Len() > 0 {
					got = showDate(text, said[i])
				}
				if got != when {
					t.Errorf("line %d: %s\n%q: got %q, want %q", n+1, story, words, got, when)
				}
			}
		}
	}
}

// said reads a text published on 14 May 2031.
func (s stages) said(tb testing.TB, d *lang.Document) ([]attribution.Relation, []Date, []Date) {
	relations := s.attribution.Read(d)
	dates := Dates(d, published(tb, "2031-05-14"))
	_, of := s.facts.Resolve(d, relations)
	said := Said(d, relations, of, dates)
	return relations, said, Quoted(d, relations, said, dates)
}

// relationOf returns the relation with the shortest content in which words
// stand, -1 for none.
func relationOf(text string, relations []attribution.Relation, words string) int {
	best, size := -1, 0
	for i := range relations {
		for _, c := range relations[i].Content {
			if strings.Contains(text[c.Start:c.End], words) && (best < 0 || c.Len() < size) {
				best, size = i, c.Len()
			}
		}
	}
	return best
}

// TestQuoted checks that words within quotations count from when they were
// said.
func TestQuoted(t *testing.T) {
	s := load(t)
	for text, want := range map[string]string{
		`"We opened it yesterday," Duarte said on Monday.`:               "yesterday = 2031-05-11; on Monday = 2031-05-12",
		`"We opened it on Friday," Duarte said on Thursday.`:             "on Friday = 2031-05-02; on Thursday = 2031-05-08",
		`"We opened it yesterday," Duarte said.`:                         "yesterday = 2031-05-13",
		`"We opened it yesterday," Duarte said last week.`:               "yesterday =; last week = 2031-05-05..2031-05-11",
		`Duarte said on Monday that she had opened it yesterday.`:        "on Monday = 2031-05-12; yesterday = 2031-05-13",
		`"We opened it on 3 May 2030," Duarte said last week.`:           "on 3 May 2030 = 2030-05-03; last week = 2031-05-05..2031-05-11",
		`"It has been shut since Sunday," Duarte said on Monday.`:        "since Sunday = 2031-05-11..2031-05-12; on Monday = 2031-05-12",
		`"It lost money in the past week," Duarte said on Saturday.`:     "in the past week = 2031-05-04..2031-05-10; on Saturday = 2031-05-10",
		`"It will open tomorrow," Duarte told reporters on Tuesday.`:     "tomorrow = 2031-05-14; on Tuesday = 2031-05-13",
		`"It is shut today," Duarte said on Monday. "And tomorrow too."`: "today = 2031-05-12; on Monday = 2031-05-12; tomorrow = 2031-05-13",
	} {
		_, _, dates := s.said(t, s.language.Read(text))
		var got []string
		for _, x := range dates {
			got = append(got, showDate(text, x))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, g, want)
		}
	}
}

// TestSaidHolds checks that each relation gets a date of the text or none, and
// that reading dates anew leaves those given as they were.
func TestSaidHolds(t *testing.T) {
	s := load(t)
	for _, text := range []string{"", "said on Monday", `"On Monday,`, strings.Repeat("He said on Monday he said on Tuesday ", 40), "On Monday // said: on Tuesday\n\n\"on\""} {
		d := s.language.Read(text)
		relations := s.attribution.Read(d)
		dates := Dates(d, published(t, "2031-05-14"))
		before := slices.Clone(dates)
		said := Said(d, relations, make([][]int, len(relations)), dates)
		Quoted(d, relations, said, dates)
		if len(said) != len(relations) || !slices.Equal(before, dates) {
			t.Errorf("%.40q: %d dates for %d relations", text, len(said), len(relations))
		}
		for _, x := range said {
			if x.Len() > 0 && !slices.Contains(dates, x) {
				t.Errorf("%.40q: said at %v, which is no date of it", text, x.Span)
			}
		}
	}
}

// BenchmarkSaid finds when things were said in a story that has been read.
func BenchmarkSaid(b *testing.B) {
	s := load(b)
	text, err := os.ReadFile("../../testdata/stories/harbour.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := s.language.Read(strings.Repeat(string(text)+"\n\n", 10))
	relations := s.attribution.Read(d)
	_, of := s.facts.Resolve(d, relations)
	dates := Dates(d, published(b, "2031-05-14"))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		Quoted(d, relations, Said(d, relations, of, dates), dates)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
