package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestParseMarked reads marked stories and refuses what does not close.
func TestParseMarked(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Storm {1:kills 12}<1::> [1:police]", "Storm kills 12: police\n[police] <:> {kills 12}"},
		{"[1:[2:The army]] <1:said> {1:it had won} and <2:denied> {2:losses}.",
			"The army said it had won and denied losses.\n[The army] <said> {it had won}\n[The army] <denied> {losses}"},
		{`{1:"We wait,"} [1:Rui] <1:said>. {1:"Still."}`, "\"We wait,\" Rui said. \"Still.\"\n[Rui] <said> {\"We wait,\" … \"Still.\"}"},
		{"[1:She] <1:said> {1:[2:he] <2:denied> {2:it}}.", "She said he denied it.\n[She] <said> {he denied it}\n[he] <denied> {it}"},
		{"{1:No cue}", "No cue"},
		{"[1:She] <1:said>", "1 has no content"},
		{"[1:She <1:said>", "a mark of 1 is not closed"},
		{"[1:She> said", "nothing to close here"},
		{"[She] said", "a mark has a number and a colon"},
	} {
		text, rels, err := parseMarked(test.in)
		if err != nil {
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v", test.in, err)
			}
			continue
		}
		for _, r := range rels {
			text += fmt.Sprintf("\n[%s] <%s> {%s}", wordsOf(text, r.source), wordsOf(text, r.cue), wordsOf(text, r.content))
		}
		if text != test.want {
			t.Errorf("%s: got %s", test.in, text)
		}
	}
}

// TestOutermost leaves out what is reported in another.
func TestOutermost(t *testing.T) {
	_, rels, err := parseMarked("[1:She] <1:said> {1:[2:he] <2:denied> {2:it}}. [3:They] <3:hope> {3:so}.")
	if err != nil {
		t.Fatal(err)
	}
	if got := outermost(rels); len(got) != 2 || got[1].cue[0] != rels[2].cue[0] {
		t.Errorf("got %v of %v", got, rels)
	}
}
