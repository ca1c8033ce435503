package attribution

import (
	"strings"
	"testing"
)

// TestJoinedBehind reads the second of two reports that have one source.
func TestJoinedBehind(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"The council said its forces had not fired, and accused government troops of shelling a mill near the river.", "The council | accused | government troops of shelling a mill near the river"},
		{"The ministry said the dam was safe, but accused the press of spreading fear.", "The ministry | accused | the press of spreading fear"},
		{"The port said two cranes had fallen, and blamed the wind for the damage.", "The port | blamed | the wind for the damage"},
		{"The union said nobody had been paid, and demanded a meeting with the owners.", "The union | demanded | a meeting with the owners"},
		{"The army said its men had left, and denied that any village had been burned.", "The army | denied | that any village had been burned"},
		{"Varga said the vote was fair, and dismissed the complaints as noise.", "Varga | dismissed | the complaints as noise"},
		{"The army said the rebels had fled and it rained all day.", ""},
		{"The police said the man had run, and the guard accused him of theft.", "the guard | accused | him of theft"},
		{"The minister said the talks had failed, and left the hall.", ""},
	} {
		got := ""
		rels := r.Read(l.Read(test.text))
		for i := range rels {
			if line := strings.SplitN(show(test.text, &rels[i]), ": ", 2)[1]; !strings.Contains(line, " | said | ") {
				got += line
			}
		}
		if got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}
