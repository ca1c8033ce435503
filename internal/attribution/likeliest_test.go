package attribution

import "testing"

// TestLikeliest keeps the likeliest of too many cues, in the order of the text.
func TestLikeliest(t *testing.T) {
	var cues []Candidate
	for i := range 3 * maxCues {
		cues = append(cues, Candidate{Cue: []int{i}, CueProb: float64(i%3) / 3})
	}
	got := likeliest(cues)
	if len(got) != maxCues {
		t.Fatalf("got %d", len(got))
	}
	for i, c := range got {
		if c.Cue[0] != 3*i+2 {
			t.Errorf("cue %d is that of token %d", i, c.Cue[0])
		}
	}
	if few := likeliest(cues[:2]); len(few) != 2 {
		t.Errorf("got %d of 2", len(few))
	}
}
