package figure

import (
	"os"
	"strings"
	"testing"
)

func TestFreshMeasures(t *testing.T) {
	s := load(t)
	table, _ := os.ReadFile("/tmp/said2/measures.txt")
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
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
				t.Errorf("%s [%s] got %q, want %q", story, words, got, measure)
			}
		}
	}
}
