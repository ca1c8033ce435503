package store

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestListsGoOn walks through each list that goes on behind a place in it: in steps
// of one and of two it is what it is as a whole.
func TestListsGoOn(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		for i, who := range []string{"harbour master Ana Duarte", "minister Rui Leal", "the rescue service", "harbour master Ana Duarte", "minister Rui Leal"} {
			text := fmt.Sprintf("Quay gives way in Velsund\n\nVELSUND - At least %d people were killed when the quay gave way in Velsund on Monday, %s said on Tuesday.\n", 10+i, who)
			if i == 4 {
				text = "Harbour closed\n\nVELSUND - The harbour is closed, minister Rui Leal said on Tuesday.\n"
			}
			k := kept(t, db, fmt.Sprintf("https://norhavenpost.example/%d", i), text)
			r, err := onrecord.Extract(onrecord.Revision{Text: text, Published: noon})
			if err != nil {
				t.Fatal(err)
			}
			if err := db.PutRecord(ctx, k.Ref, r); err != nil {
				t.Fatal(err)
			}
			if err := db.Compare(ctx, k.Ref, compare.NewDigest(k.Story, k.Revision, r, noon)); err != nil {
				t.Fatal(err)
			}
			if _, err := db.AddSource(ctx, Source{Address: fmt.Sprintf("https://%c.example/feed.xml", 'e'-i), Every: time.Hour}, noon); err != nil {
				t.Fatal(err)
			}
		}
		stories := func(list []Story, err error) ([]string, error) {
			var ids []string
			for _, s := range list {
				ids = append(ids, s.ID)
			}
			return ids, err
		}
		for name, next := range map[string]func(after string, n int) (items, keys []string, err error){
			"stories": func(after string, n int) ([]string, []string, error) {
				ids, err := stories(db.StoriesAfter(ctx, after, n))
				return ids, ids, err
			},
			"stories with figures": func(after string, n int) ([]string, []string, error) {
				ids, err := stories(db.StoriesWith(ctx, "killed", after, n))
				return ids, ids, err
			},
			"persons": func(after string, n int) ([]string, []string, error) {
				ids, err := db.PersonsAfter(ctx, after, n)
				return ids, ids, err
			},
			"sources": func(after string, n int) (ids, _ []string, _ error) {
				list, err := db.SourcesAfter(ctx, after, n)
				for _, s := range list {
					ids = append(ids, s.Address)
				}
				return ids, ids, err
			},
			"questions": func(after string, n int) (ids, keys []string, _ error) {
				list, err := db.QuestionsAfter(ctx, QuestionFilter{}, after, n)
				for _, q := range list {
					ids, keys = append(ids, q.ID), append(keys, q.Key)
				}
				return ids, keys, err
			},
			"questions found": func(after string, n int) (ids, keys []string, _ error) {
				list, err := db.QuestionsAfter(ctx, QuestionFilter{Query: "quay"}, after, n)
				for _, q := range list {
					ids, keys = append(ids, q.ID), append(keys, q.Key)
				}
				return ids, keys, err
			},
		} {
			whole, _, err := next("", math.MaxInt32)
			want := map[string]int{"stories": 5, "stories with figures": 4, "persons": 2, "sources": 5, "questions": 1, "questions found": 1}[name]
			if err != nil || len(whole) != want {
				t.Errorf("%s: %v %q, want %d", name, err, whole, want)
			}
			for _, step := range []int{1, 2} {
				var got []string
				for after := ""; len(got) < 20; {
					items, keys, err := next(after, step)
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if len(items) == 0 {
						break
					}
					got, after = append(got, items...), keys[len(keys)-1]
				}
				if !slices.Equal(got, whole) {
					t.Errorf("%s in steps of %d: %q, want %q", name, step, got, whole)
				}
			}
		}
		if _, err := db.QuestionsAfter(ctx, QuestionFilter{}, "nowhere", 1); err == nil {
			t.Error("a key that is none")
		}
	})
}
