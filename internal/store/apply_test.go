package store

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestApply has decisions take force in a small record, and reads off what is
// left of it.
func TestApply(t *testing.T) {
	stand := func(id string, action Action, pairs ...string) Standing {
		s := Standing{Entry: Entry{Action: string(action)}, Now: id, New: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			s.New[pairs[i]] = pairs[i+1]
		}
		return s
	}
	for _, c := range []struct {
		name      string
		decisions []Standing
		want      string
	}{
		{"nothing", nil, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"accept", []Standing{stand("s1", Accept)}, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"reject the outer statement", []Standing{stand("s1", Reject)}, "k1 Ana k2 Rui · s2 denies k2 · f1 340.. of s2 f2 12..12 part of f1"},
		{"reject the inner statement", []Standing{stand("s2", Reject)}, "k1 Ana k2 Rui · s1 says k1 · f1 340.. of s1 f2 12..12 of s1 part of f1"},
		{"reject a figure", []Standing{stand("f1", Reject)}, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f2 12..12 of s1"},
		{"correct a figure", []Standing{stand("f1", Correct, "low", "", "high", "310")}, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f1 ..310 of s2 f2 12..12 of s1 part of f1"},
		{"another speaker", []Standing{stand("s1", Correct, "speaker", "rui")}, "k1 Ana k2 Rui · s1 says k2 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"a speaker that was not there", []Standing{stand("s1", Correct, "speaker", "Rui; Eva", "act", "warns")}, "k1 Ana k2 Rui k3 Eva · s1 warns k2 k3 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"merge", []Standing{stand("k2", Merge, "into", "k1")}, "k1 Ana · s1 says k1 s2 denies k1 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"merge into nobody", []Standing{stand("k2", Merge, "into", "k9")}, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"split", []Standing{stand("k2", Split, "statements", "s2")}, "k1 Ana k2 Rui · s1 says k1 s2 denies in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"a name", []Standing{stand("k2", Correct, "name", "Rui Leal")}, "k1 Ana k2 Rui Leal · s1 says k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"the later one holds", []Standing{stand("s1", Correct, "act", "warns"), stand("s1", Correct, "act", "asks")}, "k1 Ana k2 Rui · s1 asks k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
		{"for review", []Standing{{Entry: Entry{Action: string(Reject)}, Now: "s1", Review: "its words do not stand in this revision"}}, "k1 Ana k2 Rui · s1 says k1 s2 denies k2 in s1 · f1 340.. of s2 f2 12..12 of s1 part of f1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &onrecord.Record{
				Speakers:   []onrecord.Speaker{{ID: "k1", Name: "Ana"}, {ID: "k2", Name: "Rui"}},
				Statements: []onrecord.Statement{{ID: "s1", Act: "says", Speakers: []string{"k1"}}, {ID: "s2", Act: "denies", Speakers: []string{"k2"}, Within: "s1"}},
				Figures: []onrecord.Figure{{ID: "f1", Bounds: onrecord.Bounds{Low: 340, High: math.Inf(1)}, Statement: "s2"},
					{ID: "f2", Bounds: onrecord.Bounds{Low: 12, High: 12}, Statement: "s1", PartOf: "f1"}},
			}
			Apply(r, c.decisions)
			if got := sketch(r); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// sketch writes a record in one line.
func sketch(r *onrecord.Record) string {
	var w []string
	for _, k := range r.Speakers {
		w = append(w, k.ID, k.Name)
	}
	w = append(w, "·")
	for _, s := range r.Statements {
		w = append(append(w, s.ID, string(s.Act)), s.Speakers...)
		if s.Within != "" {
			w = append(w, "in", s.Within)
		}
	}
	w = append(w, "·")
	for _, f := range r.Figures {
		w = append(w, f.ID, finiteText(f.Low)+".."+finiteText(f.High))
		if f.Statement != "" {
			w = append(w, "of", f.Statement)
		}
		if f.PartOf != "" {
			w = append(w, "part of", f.PartOf)
		}
	}
	return strings.Join(w, " ")
}

func finiteText(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
