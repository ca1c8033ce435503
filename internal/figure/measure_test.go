package figure

import (
	"os"
	"strings"
	"testing"
)

// TestMeasures reads testdata/measures.txt: a text (// ends a paragraph) | the
// words that a figure starts with -> its measure; …
func TestMeasures(t *testing.T) {
	s := load(t)
	table, err := os.ReadFile("testdata/measures.txt")
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
		relations := s.attribution.Read(d)
		figures := Find(d, relations, Dates(d, published(t, "2031-05-14")))
		for _, want := range strings.Split(list, ";") {
			words, measure, _ := strings.Cut(want, "->")
			words, measure = strings.TrimSpace(words), strings.TrimSpace(measure)
			got := "no figure"
			for _, f := range figures {
				if strings.HasPrefix(text[f.Start:], words) {
					got = f.Measure
					break
				}
			}
			if got != measure {
				t.Errorf("line %d: %s\n%q: got %q, want %q", n+1, story, words, got, measure)
			}
		}
	}
}
