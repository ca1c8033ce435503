package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/lang"
)

// spoke returns an account in which somebody speaks, with the speaker that the
// reader would find.
func spoke(n int, k onrecord.Speaker, words string) account {
	text := fmt.Sprintf("%s said %s on day %d.\n", k.Name, words, n)
	k.ID = "k1"
	k.Mentions = []onrecord.Span{{Start: 0, End: len(k.Name)}}
	rev := onrecord.Revision{Text: text, URL: fmt.Sprintf("https://outlet.example/%d", n), Published: noon.AddDate(0, 0, n)}
	return account{&rev, &onrecord.Record{Revision: rev, Language: "en", English: "test", Document: &lang.Document{Text: text}, Speakers: []onrecord.Speaker{k},
		Statements: []onrecord.Statement{{ID: "s1", Kind: onrecord.Indirect, Act: onrecord.Says, Source: k.Mentions, Speakers: []string{"k1"}, Confidence: 1,
			Content: []onrecord.Span{{Start: len(k.Name) + 6, End: len(k.Name) + 6 + len(words)}}}}}}
}

// persons says which of some stories have the same person: "0 1|2".
func persons(t testing.TB, db *DB, refs []Ref) string {
	t.Helper()
	of := map[string][]string{}
	var order []string
	for i, ref := range refs {
		ds, err := db.Digests(context.Background(), []string{ref.Story})
		if err != nil {
			t.Fatal(err)
		}
		if ds[ref.Story] == nil {
			continue
		}
		id := ds[ref.Story].Speakers[0].Person
		if id == "" {
			id = ref.Story // known here only
		}
		if of[id] == nil {
			order = append(order, id)
		}
		of[id] = append(of[id], fmt.Sprint(i))
	}
	var out []string
	for _, id := range order {
		out = append(out, strings.Join(of[id], " "))
	}
	return strings.Join(out, "|")
}

// TestPersons merges and splits persons of several stories, has that undone, and
// reads the stories anew in between.
func TestPersons(t *testing.T) {
	master := onrecord.Speaker{Kind: onrecord.Person, Name: "Ana Duarte", Country: "NO", Roles: []string{"harbour master"}}
	judge := onrecord.Speaker{Kind: onrecord.Person, Name: "Anna Duarte", Country: "PT", Roles: []string{"judge"}}
	all := []account{spoke(0, master, "nothing"), spoke(1, master, "little"), spoke(2, master, "something"), spoke(3, judge, "a lot"), spoke(4, judge, "more")}
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		refs := tellAll(t, db, all)
		check := func(when, want string) {
			t.Helper()
			if got := persons(t, db, refs); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		decide := func(i int, a Action, into string) *Entry {
			t.Helper()
			d := Decision{Ref: refs[i], Subject: "k1", Action: a, Actor: "desk"}
			if into != "" {
				d.New = map[string]string{"into": into}
			}
			e, err := db.Decide(ctx, d, noon)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		undo := func(e *Entry) {
			t.Helper()
			if _, err := db.Undo(ctx, e.Number, "desk", "", noon); err != nil {
				t.Fatal(err)
			}
		}
		check("as read", "0 1 2|3 4")
		split := decide(1, SplitPerson, "")
		check("one is split off", "0 2|1|3 4")
		tellAll(t, db, all)
		check("read again", "0 2|1|3 4")
		merge := decide(1, MergePerson, refs[4].Story[:8]+"/k1")
		check("and merged into another", "0 2|1 3 4")
		undo(split)
		check("not split off, but merged yet", "0 1 2 3 4")
		undo(merge)
		check("all undone", "0 1 2|3 4")

		merge = decide(0, MergePerson, personOf(t, db, refs[3]))
		check("merged by the person's ID", "0 1 2 3 4")
		split = decide(0, SplitPerson, "")
		check("what is split off later is not merged", "0|1 2|3 4")
		undo(split)
		check("the merge holds again", "0 1 2 3 4")
		changed := all[0]
		rev, record := *changed.rev, *changed.record
		rev.Text += "More.\n"
		record.Revision = rev
		tellAll(t, db, []account{{&rev, &record}})
		check("in a new revision", "0 1 2 3 4")
		if err := db.Redact(ctx, refs[0].Story, "desk", "on request", noon); err != nil {
			t.Fatal(err)
		}
		check("redacted", "1 2|3 4")
		undo(merge)
		check("undone after that", "1 2|3 4")
		if f := faults(t, db); len(f) > 0 {
			t.Error(f)
		}
		for _, d := range []Decision{
			{Subject: "s1", Action: SplitPerson}, {Subject: "k1", Action: MergePerson}, {Subject: "k1", Action: Sensitive}, {Subject: "", Action: Protect},
			{Subject: "k1", Action: MergePerson, New: map[string]string{"into": "nobody"}}, {Subject: "k1", Action: MergePerson, New: map[string]string{"into": refs[1].Story + "/k1"}},
			{Subject: "k1", Action: MergePerson, New: map[string]string{"into": refs[2].Story + "/k9"}},
		} {
			d.Ref, d.Actor = refs[1], "desk"
			if _, err := db.Decide(ctx, d, noon); err == nil {
				t.Errorf("%+v was decided", d)
			}
		}
	})
}

func personOf(t testing.TB, db *DB, ref Ref) string {
	t.Helper()
	ds, err := db.Digests(context.Background(), []string{ref.Story})
	if err != nil {
		t.Fatal(err)
	}
	return ds[ref.Story].Speakers[0].Person
}

func TestPerson(t *testing.T) {
	master := onrecord.Speaker{Kind: onrecord.Person, Name: "Ana Duarte", Country: "NO", Roles: []string{"harbour master"}}
	all := []account{spoke(0, master, "nothing"), spoke(1, master, "little"), spoke(2, master, "something")}
	onBoth(t, func(t *testing.T, db *DB) {
		refs := tellAll(t, db, all)
		id := personOf(t, db, refs[0])
		for _, name := range []string{id, id[:7], id[1:9]} {
			p, err := db.Person(t.Context(), name, 2)
			if err != nil {
				t.Fatal(err)
			}
			if p.ID != id || p.Name != "Ana Duarte" || p.Country != "NO" || !slices.Equal(p.Roles, []string{"harbour master"}) || p.Stories != 3 || p.Statements != 3 {
				t.Errorf("%+v", p)
			}
			if len(p.Said) != 2 || p.Said[0].Story != refs[2].Story || p.Said[0].Content != "something" || p.Said[1].Story != refs[1].Story {
				t.Errorf("%+v", p.Said)
			}
		}
		if _, err := db.Person(t.Context(), "p000000", 2); !isNotFound(err) {
			t.Error(err)
		}
	})
}

// TestProtect protects a person: it is protected in all stories, under all its
// names, even where the story is gone that it was protected by.
func TestProtect(t *testing.T) {
	master := onrecord.Speaker{Kind: onrecord.Person, Name: "Ana Duarte", Country: "NO", Roles: []string{"harbour master"}}
	unsure := onrecord.Speaker{Kind: onrecord.Person, Name: "Ana DUARTE"}
	single := onrecord.Speaker{Kind: onrecord.Unnamed, Name: "an official"}
	other := onrecord.Speaker{Kind: onrecord.Person, Name: "Rui Leal", Country: "NO", Roles: []string{"harbour master"}}
	all := []account{spoke(0, master, "nothing"), spoke(1, master, "little"), spoke(2, unsure, "something"), spoke(3, single, "a lot"), spoke(4, single, "more"), spoke(5, other, "all")}
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		refs := tellAll(t, db, all)
		protected := func() (out []int) {
			t.Helper()
			s, err := db.Protected(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for i, ref := range refs {
				if ids := s.Speakers(ref.Story, all[i].record); slices.Equal(ids, []string{"k1"}) {
					out = append(out, i)
				}
			}
			return out
		}
		e, err := db.Decide(ctx, Decision{Ref: refs[0], Subject: "k1", Action: Protect, Actor: "desk", Reason: "threatened"}, noon)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Decide(ctx, Decision{Ref: refs[3], Subject: "k1", Action: Protect, Actor: "desk"}, noon); err != nil {
			t.Fatal(err)
		}
		if got := protected(); !slices.Equal(got, []int{0, 1, 2, 3}) {
			t.Error(got)
		}
		if err := db.Redact(ctx, refs[0].Story, "desk", "on request", noon); err != nil {
			t.Fatal(err)
		}
		if got := protected(); !slices.Equal(got, []int{0, 1, 2, 3}) {
			t.Error("the story is gone:", got)
		}
		if _, err := db.Undo(ctx, e.Number, "desk", "", noon); err != nil {
			t.Fatal(err)
		}
		if got := protected(); !slices.Equal(got, []int{3}) {
			t.Error("undone:", got)
		}
	})
}

func TestSensitive(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ref := keepRead(t, db, "https://norhavenpost.example/flood", flood)
		e, err := db.Decide(t.Context(), Decision{Ref: ref, Action: Sensitive, Actor: "desk"}, noon)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := db.SensitiveStories(t.Context()); err != nil || !s[ref.Story] {
			t.Error(s, err)
		}
		if ds, err := db.Decisions(t.Context(), ref); err != nil || len(ds) != 1 || ds[0].Review != "" {
			t.Error(ds, err)
		}
		if _, err := db.Undo(t.Context(), e.Number, "desk", "", noon); err != nil {
			t.Fatal(err)
		}
		if s, err := db.SensitiveStories(t.Context()); err != nil || len(s) > 0 {
			t.Error(s, err)
		}
	})
}

// TestQuestionIDs asks for a question by each of its claims.
func TestQuestionIDs(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		refs := tellAll(t, db, told(t)[:6])
		questions, err := db.Questions(t.Context(), QuestionFilter{}, 10)
		if err != nil || len(questions) == 0 {
			t.Fatal(len(questions), err)
		}
		for _, ref := range refs {
			of, err := db.QuestionsOf(t.Context(), ref.Story)
			if err != nil || len(of) == 0 {
				t.Fatal(of, err)
			}
			ds, err := db.Digests(t.Context(), []string{ref.Story})
			if err != nil {
				t.Fatal(err)
			}
			for i, member := range anchors(ds[ref.Story]) {
				if ds[ref.Story].Claims[i].Figure == 0 {
					continue // it answers questions, but makes none
				}
				own := questionID(member)
				for _, name := range []string{own, own[1:], own[:11], of[i]} {
					q, err := db.Question(t.Context(), name)
					if err != nil || q.ID != of[i] {
						t.Errorf("%s: %v, %v, want %s", name, q, err, of[i])
					}
				}
			}
			if o, err := db.OriginsOf(t.Context(), ref.Story); err != nil || o.Articles == 0 {
				t.Error(o, err)
			}
		}
		for _, name := range []string{"", "q", "q12345", "q00000000000000000", "p123456", "zzzzzz"} {
			if _, err := db.Question(t.Context(), name); !isNotFound(err) {
				t.Errorf("%q: %v", name, err)
			}
		}
		links, err := db.Links(t.Context(), refs[1].Story)
		if err != nil || len(links) == 0 || !slices.ContainsFunc(links, func(l compare.Link) bool {
			return l.Kind == compare.FullCopy && l.To == refs[0].Story || l.From == refs[0].Story
		}) {
			t.Error(links, err)
		}
	})
}
