package attribution

import (
	"os"
	"strings"
	"testing"
)

// TestNoteKinds reads each text of testdata/note_kinds.txt in a story and looks
// for the one note that it is.
func TestNoteKinds(t *testing.T) {
	l, _ := readers(t)
	table, err := os.ReadFile("testdata/note_kinds.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || line[0] == '#' {
			continue
		}
		var got []string
		for _, n := range Notes(l.Read(inStory(want, text))) {
			got = append(got, n.Kind.String())
		}
		if want == "none" {
			want = ""
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", text, g, want)
		}
	}
}

// inStory puts text where a note of its kind stands: above the headline, behind
// the last line, or between paragraphs.
func inStory(kind, text string) string {
	const story = "Storm shuts port\n\nThe port of Velsund was closed on Tuesday after the storm.\n\nSnow fell on the hills around the town. The road was shut too.\n\n"
	switch {
	case strings.HasPrefix(text, "CORRECTED-"):
		return text + "\n\n" + story
	case kind == Agency.String():
		return story + text
	}
	return story + text + "\n\nThe ferry lay at the quay. It will stay there until the ice is gone.\n"
}
