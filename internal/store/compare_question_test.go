package store

import (
	"slices"
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

// TestLinksFrom checks that the links of many stories are those of each, from its
// own side.
func TestLinksFrom(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		var ids []string
		var want []string
		for _, ref := range tellAll(t, db, told(t)) {
			ids = append(ids, ref.Story)
			links, err := db.Links(t.Context(), ref.Story)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range links {
				if l.From == ref.Story {
					want = append(want, l.From+" "+l.To)
				}
			}
		}
		links, err := db.LinksFrom(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range links {
			got = append(got, l.From+" "+l.To)
		}
		slices.Sort(want)
		slices.Sort(got)
		if len(got) == 0 || !slices.Equal(got, slices.Compact(want)) {
			t.Errorf("got %d links, want %d", len(got), len(want))
		}
	})
}
