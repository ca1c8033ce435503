package onrecord

import (
	"strings"
	"testing"
)

// TestBinary tells texts from what is none.
func TestBinary(t *testing.T) {
	for text, want := range map[string]bool{
		"plain": false, "a\x00b": true, "caf\xe9 na\xefve, une journ\xe9e \xe0 la mer": false,
		strings.Repeat("\x01\x02ab", 20): true, strings.Repeat("\xff\xfe\x9d", 20): true, "\x1b[31mred\x1b[0m and the rest of it": false,
	} {
		if got := binary(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// TestTally checks the line under a story.
func TestTally(t *testing.T) {
	for want, in := range map[string]Tally{
		"no statements found": {Stories: 1},
		"1 statement · 1 speaker · 2 bytes that are not UTF-8": {Stories: 1, Statements: 1, Speakers: 1, Problems: 2},
		"2 stories · 1,234 statements · 12 unresolved":         {Stories: 2, Statements: 1234, Speakers: 40, Unresolved: 12},
		"1,000,000 stories · no statements found":              {Stories: 1e6},
	} {
		if got := in.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestList joins names.
func TestList(t *testing.T) {
	for _, want := range []string{"", "a", "a and b", "a, b and c"} {
		names := strings.FieldsFunc(strings.ReplaceAll(want, " and ", ","), func(r rune) bool { return r == ',' || r == ' ' })
		if got := List(names); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestCodePointsBack converts offsets to code points and back.
func TestCodePointsBack(t *testing.T) {
	text := "a“b”\xff潮位\xe6が👩‍👩 z"
	points, n := CountCodePoints(text), 0
	for i := range text {
		if got := points.Of(i); got != n {
			t.Errorf("Of(%d): got %d, want %d", i, got, n)
		}
		if got := points.At(n); got != i {
			t.Errorf("At(%d): got %d, want %d", n, got, i)
		}
		n++
	}
	if points.Of(len(text)) != n || points.At(n) != len(text) {
		t.Error("the end", n, points.Of(len(text)), points.At(n))
	}
}
