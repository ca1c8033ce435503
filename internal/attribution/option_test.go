package attribution

import (
	"strings"
	"testing"
)

// TestOptions reads sentences whose source is not beside its cue: the finder
// alone leaves some of them without.
func TestOptions(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"The harbour board shut the quay on Monday, saying that two of its cranes had cracked.",
			"The harbour board | saying | that two of its cranes had cracked"},
		{"Finance Minister Oda Brandt, who suggested last week that the levy would be dropped, is to speak on Friday.",
			"who | suggested | that the levy would be dropped"},
		{"Mayor Rui Leal has sharply criticised the ferry company and called for a public inquiry into the sinking.",
			"Mayor Rui Leal | called for | a public inquiry into the sinking"},
		{"The governor has praised the rescuers and warned that the river would rise again.",
			"The governor | warned | that the river would rise again"},
	} {
		var got []string
		rels := r.Read(l.Read(test.text))
		for i := range rels {
			got = append(got, show(test.text, &rels[i]))
		}
		if !strings.Contains(strings.Join(got, "\n"), test.want) {
			t.Errorf("%s: got\n%s", test.text, strings.Join(got, "\n"))
		}
	}
}

// TestSourceLink tells a subject of the cue's own from one above it and from
// none.
func TestSourceLink(t *testing.T) {
	l, r := readers(t)
	d := l.Read("The board shut the quay, saying that it had cracked.")
	s := NewScene(d, &r.Senses)
	at := func(word string) int {
		for i := range d.Tokens {
			if d.Word(i) == word {
				return i
			}
		}
		t.Fatalf("no %q", word)
		return -1
	}
	above := s.sourceLink(at("saying"), []int{at("The"), at("board")})
	own := s.sourceLink(at("shut"), []int{at("The"), at("board")})
	none := s.sourceLink(at("saying"), nil)
	if above == own || own == none || above == none {
		t.Errorf("got %x above, %x own, %x none", above, own, none)
	}
}
