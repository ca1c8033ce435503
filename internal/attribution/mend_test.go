package attribution

import (
	"fmt"
	"strings"
	"testing"
)

// TestMend reads sentences in which one cue's content must end where another
// report begins, and leave out what tells of the source.
func TestMend(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"Opposition leader Nela Kun demanded an inquiry and accused the minister of lying to parliament.",
			"Opposition leader Nela Kun | demanded | an inquiry\nOpposition leader Nela Kun | accused | the minister of lying to parliament"},
		{"The union said it was appalled by the decision and warned that members would strike.",
			"The union | said | it was appalled by the decision\nThe union | warned | that members would strike"},
		{"The Harbour Monitor, which relies on volunteers in the town, said nine civilians were killed.",
			"The Harbour Monitor, which relies on volunteers in the town | said | nine civilians were killed"},
		{"The United Nations said up to 4,000 families had fled.", "The United Nations | said | up to 4,000 families had fled"},
		{"The group said last week it would cut 1,200 jobs.", "The group | said | it would cut 1,200 jobs"},
		{"The ministry put the damage at between 3 million and 4 million euros.",
			"The ministry | put | the damage at between 3 million and 4 million euros"},
		{"Local officials have put the death toll at 17, including five children.", "Local officials | have put | the death toll at 17, including five children"},
		{"The ferry had sunk, the army said Tuesday, warning that the true toll could rise.",
			"the army | said | The ferry had sunk\nthe army | warning | that the true toll could rise"},
		{"The minister accused Velmar on Tuesday of massing tanks.", "The minister | accused | Velmar … of massing tanks"},
		{"The nurse put the child at the front of the queue.", ""},
		{"The rebels hold 62 soldiers; the ministry says only 41 of its troops were captured.",
			"the ministry | says | only 41 of its troops were captured"},
	} {
		rels := r.Read(l.Read(test.text))
		var got []string
		for i := range rels {
			got = append(got, strings.SplitN(show(test.text, &rels[i]), ": ", 2)[1])
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("%s\ngot\n%s", test.text, g)
		}
	}
}

// TestCite finds both who reports and whom that one cites.
func TestCite(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"The daily Brede Post, citing two police officials, reported that nine people had died.",
			"The daily Brede Post | reported | that nine people had died\ntwo police officials | citing | that nine people had died | in 0"},
		{"The news site Border Post reported that the train was destroyed, citing two security officials.",
			"The news site Border Post | reported | that the train was destroyed\ntwo security officials | citing | that the train was destroyed | in 0"},
		{"The minister said the report was wrong, without citing any figures.",
			"The minister | said | the report was wrong, without citing any figures"},
	} {
		rels := r.Read(l.Read(test.text))
		var got []string
		for i := range rels {
			line := strings.SplitN(show(test.text, &rels[i]), ": ", 2)[1]
			if rels[i].Within >= 0 {
				line += fmt.Sprint(" | in ", rels[i].Within)
			}
			got = append(got, line)
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("%s\ngot\n%s", test.text, g)
		}
	}
}

// TestHeadlineTail finds whoever says a headline behind its colon, and nobody
// where something else stands there.
func TestHeadlineTail(t *testing.T) {
	l, r := readers(t)
	const story = "\n\nThe ferry sank on Monday off the islands.\n\nSnow is forecast."
	for headline, want := range map[string]string{
		"Ferry with 240 aboard sinks off islands, 19 dead: coastguard": "coastguard",
		"Live updates: Storm Eva":                                      "",
		"What we know of the ferry that sank: a guide to it all":       "",
	} {
		got := ""
		for _, rel := range r.Read(l.Read(headline + story)) {
			for _, s := range rel.Source {
				got += (headline + story)[s.Start:s.End]
			}
		}
		if got != want {
			t.Errorf("%s: got %q", headline, got)
		}
	}
}
