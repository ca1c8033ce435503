package store

import (
	"strings"
	"testing"
)

// TestBesides checks that what else was counted at an event stands beside a
// question, from either side.
func TestBesides(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		tellAll(t, db, told(t))
		all, err := db.Questions(t.Context(), QuestionFilter{}, 100)
		if err != nil {
			t.Fatal(err)
		}
		pairs := map[string]string{}
		for _, q := range all {
			beside, err := db.Beside(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range beside {
				pairs[q.ID] += o.ID + " "
			}
		}
		if len(pairs) < 2 {
			t.Errorf("got %v", pairs)
		}
		for id, others := range pairs {
			for o := range strings.FieldsSeq(others) {
				if pairs[o] != "" && !strings.Contains(pairs[o], id) {
					t.Errorf("%s stands beside %s one way round only", id, o)
				}
			}
		}
	})
}
