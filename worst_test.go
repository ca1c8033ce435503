package onrecord

import (
	"strings"
	"testing"
)

// worst are texts that are no stories, each a run of one thing.
var worst = []string{"said ", "he said ", "he said that ", "Ana said Bo said ", "according to ", "denied ", "He said so. ", "\"a,\" he said. ", "He said: \"a\" \"b\" \"c\". ",
	"$5 ", "5% ", "5 were killed, he said, and 3 of them ", "on Monday ", "Ana and Bo and ", "“He said 5 died. ", "(Reuters)\n\n", "A: no.\n", "a\n\n",
	"\"", "“", "(", "7", "A", "\n", "Mr. ", "😀", "'", "@", "-", "5-", "“a ”"}

// words returns how many bytes r repeats of its text: what any output is
// proportional to.
func words(r *Record) int {
	n := 0
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, spans := range [][]Span{s.Source, s.Cue, s.Content, s.Hedges} {
			for _, span := range spans {
				n += span.Len()
			}
		}
	}
	for i := range r.Figures {
		n += r.Figures[i].Len()
	}
	for i := range r.Speakers {
		for _, span := range r.Speakers[i].Mentions {
			n += span.Len()
		}
	}
	return n
}

// TestWorst reads texts without rhyme or reason: what is made of one twice as
// long is about twice as much, and never many times the text.
func TestWorst(t *testing.T) {
	for _, part := range worst {
		read := func(size int) int {
			r, err := Extract(Revision{Text: strings.Repeat(part, size/len(part)), AnyLanguage: true})
			if err != nil {
				t.Fatal(err)
			}
			return words(r)
		}
		const size = 8 << 10
		once, twice := read(size), read(2*size)
		if twice > 3*once+1000 {
			t.Errorf("%q: %d bytes of words, %d for twice the text", part, once, twice)
		}
		if once > 30*size {
			t.Errorf("%q: %d bytes of words for %d of text", part, once, size)
		}
	}
}
