package store

import (
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/compare"
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
			_, beside, err := db.QuestionAndBeside(t.Context(), q.ID)
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

// TestAnswered checks that the questions of a story are those that Question has,
// with as many stories.
func TestAnswered(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		n := 0
		for _, ref := range tellAll(t, db, told(t)) {
			got, err := db.Answered(t.Context(), ref.Story)
			if err != nil {
				t.Fatal(err)
			}
			of, err := db.QuestionsOf(t.Context(), ref.Story)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range of {
				q, err := db.Question(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				if got[id] > 0 && got[id] != q.Origins.Articles || got[id] == 0 && q.Origins.Articles > 1 {
					t.Errorf("%s: %d stories, want %d", id, got[id], q.Origins.Articles)
				}
				n += got[id]
			}
		}
		if n == 0 {
			t.Error("no question is answered")
		}
	})
}

// TestDirectLinks checks that they are what compare.Direct leaves of all links.
func TestDirectLinks(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		refs := tellAll(t, db, told(t))
		var ids []string
		for _, ref := range refs {
			ids = append(ids, ref.Story)
		}
		all, err := db.LinksFrom(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		direct := map[[2]string]bool{}
		for _, l := range compare.Direct(all) {
			direct[[2]string{l.From, l.To}] = true
		}
		n := 0
		for _, id := range ids {
			got, err := db.DirectLinks(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range got {
				n++
				if !direct[[2]string{l.From, l.To}] {
					t.Errorf("%s to %s is told by others", l.From, l.To)
				}
			}
		}
		if n != 2*len(direct) || n == 0 {
			t.Errorf("got %d ends of links, want %d", n, 2*len(direct))
		}
	})
}
