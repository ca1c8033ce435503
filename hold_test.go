package onrecord_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
)

// TestRecordsHold checks what must hold for every record: spans are slices of
// the text, intervals run forward, and links lead somewhere else.
func TestRecordsHold(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/stories/*.txt", "testdata/records/*/*.txt"} {
		more, err := filepath.Glob(pattern)
		if err != nil || len(more) == 0 {
			t.Fatal(pattern, err)
		}
		files = append(files, more...)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := onrecord.Extract(onrecord.Revision{Text: string(text), Published: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC), AnyLanguage: true})
		if err != nil {
			t.Fatal(err)
		}
		checkLinks(t, file, r)
		b, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var v map[string]any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatal(err)
		}
		checkObjects(t, file, []rune(v["text"].(string)), v)
	}
}

// checkObjects checks every span and every interval in v.
func checkObjects(t *testing.T, file string, text []rune, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			checkObjects(t, file, text, x)
		}
	case map[string]any:
		if start, ok := v["start"].(float64); ok {
			if got := string(text[int(start):int(v["end"].(float64))]); got != v["text"] {
				t.Errorf("%s: %v is %q", file, v, got)
			}
		}
		if from, ok := v["from"].(string); ok && from > v["to"].(string) {
			t.Errorf("%s: %v ends before it begins", file, v)
		}
		for _, x := range v {
			checkObjects(t, file, text, x)
		}
	}
}

// checkLinks checks that what refers to a statement, speaker or figure refers
// to another that is there, and that bounds are in order.
func checkLinks(t *testing.T, file string, r *onrecord.Record) {
	ids := map[string]bool{"": true}
	for _, k := range r.Speakers {
		ids[k.ID] = true
	}
	for _, s := range r.Statements {
		ids[s.ID] = true
	}
	for _, f := range r.Figures {
		ids[f.ID] = true
	}
	for _, s := range r.Statements {
		for _, id := range append([]string{s.Continues, s.Within}, s.Speakers...) {
			if !ids[id] || id == s.ID {
				t.Errorf("%s: %s refers to %q", file, s.ID, id)
			}
		}
		if len(s.Content) == 0 || s.Act == "" {
			t.Errorf("%s: %s has no content or no act", file, s.ID)
		}
	}
	for _, f := range r.Figures {
		if f.Low > f.High || f.Measure == "" || !ids[f.PartOf] || f.PartOf == f.ID || !ids[f.Statement] {
			t.Errorf("%s: %s does not hold: %+v", file, f.ID, f)
		}
	}
}
