package main

import (
	"fmt"
	"slices"
	"strings"
)

// notFigures are measures of durations and scores, which gold may hold and
// the record does not.
var notFigures = strings.Split("hours,years,minutes,months,days,decades,seconds,working days,points,goals", ",")

// addFigures counts the figures of one story.
func (s *recordScore) addFigures(want, got []recordFigure) {
	got = slices.Clone(got)
	for _, f := range want {
		if slices.Contains(notFigures, f.Measure) {
			got = slices.DeleteFunc(got, func(q recordFigure) bool { return meets(q.recordPlace, f.recordPlace) })
		}
	}
	s.counts["figures given"] += len(got)
	used := make([]bool, len(got))
	for _, f := range want {
		if slices.Contains(notFigures, f.Measure) {
			continue
		}
		best := bestFigure(f, got, used)
		if best < 0 && f.Debatable {
			continue
		}
		s.counts["figures"]++
		if best < 0 {
			s.tell("missed figure: %q", f.Text)
			continue
		}
		used[best] = true
		s.counts["figures found"]++
		q := got[best]
		bounds := f.sameNumbers(q) && f.LowOpen == q.LowOpen && f.HighOpen == q.HighOpen
		measure := slices.Equal(asciiWords(f.Measure), asciiWords(q.Measure))
		s.count("bounds right", bounds)
		s.count("bounds and measure right", bounds && measure)
		if !bounds || !measure {
			s.tell("figure %q: want %s %q, got %s %q in %q", f.Text, f.bounds(), f.Measure, q.bounds(), q.Measure, q.Text)
		}
	}
	for i, q := range got {
		if !used[i] {
			s.tell("extra figure: %q %s", q.Text, q.Measure)
		}
	}
}

// bestFigure returns the index of the figure that overlaps f, one with the
// same numbers before others; -1 for none.
func bestFigure(f recordFigure, got []recordFigure, used []bool) int {
	best := -1
	for j, q := range got {
		if !used[j] && meets(q.recordPlace, f.recordPlace) {
			best = j
			if f.sameNumbers(q) {
				break
			}
		}
	}
	return best
}

func (f *recordFigure) sameNumbers(q recordFigure) bool {
	same := func(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }
	return same(f.Low, q.Low) && same(f.High, q.High)
}

func (f *recordFigure) bounds() string {
	show := func(x *float64, open bool) string {
		switch {
		case x == nil:
			return "null"
		case open:
			return fmt.Sprint(*x, " open")
		}
		return fmt.Sprint(*x)
	}
	return show(f.Low, f.LowOpen) + ".." + show(f.High, f.HighOpen)
}
