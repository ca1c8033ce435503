package figure

import (
	"os"
	"strings"
	"testing"
)

func TestFreshSaid(t *testing.T) {
	s := load(t)
	table, _ := os.ReadFile("/tmp/said2/said.txt")
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		story, list, _ := strings.Cut(line, " | ")
		text := strings.ReplaceAll(story, "//", "\n\n")
		d := s.language.Read(text)
		relations, said, _ := s.said(t, d)
		for _, want := range strings.Split(list, ";") {
			words, when, _ := strings.Cut(want, "->")
			words, when = strings.TrimSpace(words), strings.TrimSpace(when)
			i := relationOf(text, relations, words)
			got := ""
			if i < 0 {
				got = "NOBODY"
			} else if said[i].Len() > 0 {
				got = showDate(text, said[i])
			}
			if got != when {
				t.Errorf("%s [%s] got %q, want %q", story, words, got, when)
			}
		}
	}
}
