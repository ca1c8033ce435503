package onrecord

import (
	"strconv"
	"strings"
)

// A Tally counts what stands in one story, or in several.
type Tally struct{ Stories, Statements, Speakers, Unresolved, Figures, Notes, Problems int }

// Tally counts what stands in a record.
func (r *Record) Tally() Tally {
	t := Tally{Stories: 1, Statements: len(r.Statements), Figures: len(r.Figures), Notes: len(r.Notes), Problems: len(r.Problems)}
	heard := map[string]bool{}
	for _, s := range r.Statements {
		if len(s.Speakers) == 0 {
			t.Unresolved++
		}
		for _, id := range s.Speakers {
			heard[id] = true
		}
	}
	t.Speakers = len(heard)
	return t
}

// Add adds what stands in other stories.
func (t *Tally) Add(u Tally) {
	t.Stories += u.Stories
	t.Statements += u.Statements
	t.Speakers += u.Speakers
	t.Unresolved += u.Unresolved
	t.Figures += u.Figures
	t.Notes += u.Notes
	t.Problems += u.Problems
}

// String says how much there is, on one line.
func (t Tally) String() string {
	parts := []string{"no statements found"}
	if t.Statements > 0 {
		parts[0] = Count(t.Statements, "statement", "statements")
	}
	if t.Stories > 1 {
		parts = append([]string{Count(t.Stories, "story", "stories")}, parts...)
	}
	add := func(words string, n int) {
		if n > 0 {
			parts = append(parts, words)
		}
	}
	if t.Stories == 1 { // nobody knows yet who is whom across stories
		add(Count(t.Speakers, "speaker", "speakers"), t.Speakers)
	}
	add(Grouped(t.Unresolved)+" "+Unresolved, t.Unresolved)
	add(Count(t.Figures, "figure", "figures"), t.Figures)
	add(Count(t.Notes, "note", "notes"), t.Notes)
	add(Count(t.Problems, "byte that is not UTF-8", "bytes that are not UTF-8"), t.Problems)
	return strings.Join(parts, " · ")
}

// Count writes how many there are: "1 story", "1,240 stories".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

// Grouped writes n with commas between its thousands.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
