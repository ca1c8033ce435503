package store

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// subjectOf returns the ID of the statement whose content begins so.
func subjectOf(t *testing.T, db *DB, ref Ref, content string) string {
	t.Helper()
	r, err := db.Record(context.Background(), ref)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Statements {
		if strings.HasPrefix(words(r, r.Statements[i].Content), content) {
			return r.Statements[i].ID
		}
	}
	t.Fatalf("no statement %q", content)
	return ""
}

// TestDecisionsStay decides about a statement and then edits the story: the
// decision stays with its exact words, or is up for review.
func TestDecisionsStay(t *testing.T) {
	const said = `"The harbour stays closed," she told reporters.`
	for _, c := range []struct{ name, text, review string }{
		{"words after it", strings.Replace(flood, "declined to comment", "did not comment", 1), ""},
		{"words before it", strings.Replace(flood, "At least 340", "At least 310", 1), ""},
		{"its own words", strings.Replace(flood, "stays closed", "stays shut", 1), "do not stand"},
		{"gone", strings.Replace(flood, said, "", 1), "do not stand"},
		{"twice", flood + "\n" + said + "\n", "more than once"},
		{"moved", strings.Replace(flood, said, "", 1) + "\nOn Friday nothing had changed.\n\n" + said + "\n\nNobody was there.\n", "another place"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, db *DB) {
				ctx := context.Background()
				const url = "https://norhavenpost.example/flood"
				ref := keepRead(t, db, url, flood)
				subject := subjectOf(t, db, ref, `"The harbour stays closed`)
				if _, err := db.Decide(ctx, Decision{Ref: ref, Subject: subject, Action: Accept, Actor: "desk", Reason: "heard it"}, noon); err != nil {
					t.Fatal(err)
				}
				ref = keepRead(t, db, url, c.text)
				got, err := db.Decisions(ctx, ref)
				if err != nil || len(got) != 1 {
					t.Fatal(got, err)
				}
				if c.review == "" && (got[0].Review != "" || got[0].Now != subjectOf(t, db, ref, `"The harbour stays closed`)) {
					t.Errorf("%+v", got[0])
				}
				if !strings.Contains(got[0].Review, c.review) {
					t.Errorf("review %q, want %q", got[0].Review, c.review)
				}
			})
		})
	}
}

// TestReread reads a story anew, as a better reader would, and looks whether
// the decision is with the same statement under its new ID.
func TestReread(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		ref := keepRead(t, db, "https://norhavenpost.example/flood", flood)
		r, err := db.Record(ctx, ref)
		if err != nil || len(r.Statements) < 2 {
			t.Fatal(err, len(r.Statements))
		}
		for _, s := range []string{"s1", "s2"} {
			if _, err := db.Decide(ctx, Decision{Ref: ref, Subject: s, Action: Accept, Actor: "desk"}, noon); err != nil {
				t.Fatal(err)
			}
		}
		r.Statements, r.Figures, r.English = r.Statements[1:], nil, "sha256:better"
		r.Statements[0].ID = "s1" // s2 until now
		for i := range r.Statements[1:] {
			r.Statements[i+1].ID = id('s', i+2)
			r.Statements[i+1].Continues, r.Statements[i+1].Within = "", ""
		}
		if err := db.PutRecord(ctx, ref, r); err != nil {
			t.Fatal(err)
		}
		got, err := db.Decisions(ctx, ref)
		if err != nil || len(got) != 2 {
			t.Fatal(got, err)
		}
		if got[0].Now != "" || got[0].Review != "" {
			t.Errorf("what the reader does not find any more: %+v", got[0])
		}
		if got[1].Now != "s1" {
			t.Errorf("what has another ID now: %+v", got[1])
		}
	})
}

func TestDecide(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		ref := keepRead(t, db, "https://norhavenpost.example/flood", flood)
		for _, c := range []struct {
			d    Decision
			want string
		}{
			{Decision{Subject: "s1", Action: Reject}, ""},
			{Decision{Subject: "s1", Action: Correct, New: map[string]string{"speaker": "Rui Leal"}}, ""},
			{Decision{Subject: "k1", Action: Merge, New: map[string]string{"into": "k2"}}, ""},
			{Decision{Subject: "k1", Action: Split, New: map[string]string{"statements": "s1"}}, ""},
			{Decision{Subject: "f1", Action: Correct, New: map[string]string{"low": "340"}}, ""},
			{Decision{Subject: "s99", Action: Accept}, `has no "s99"`},
			{Decision{Subject: "", Action: Accept}, `has no ""`},
			{Decision{Subject: "k1", Action: Reject}, "can't be rejected"},
			{Decision{Subject: "s1", Action: Correct}, "needs what is right"},
			{Decision{Subject: "s1", Action: Correct, New: map[string]string{"measure": "killed"}}, `"measure" can't be corrected here`},
			{Decision{Subject: "k1", Action: Merge, New: map[string]string{"into": "k1"}}, "needs two speakers"},
			{Decision{Subject: "k1", Action: Split, New: map[string]string{"statements": "s99"}}, "is no statement of"},
			{Decision{Subject: "s1", Action: "shrug"}, "is no decision"},
		} {
			c.d.Ref, c.d.Actor = ref, "desk"
			_, err := db.Decide(ctx, c.d, noon)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%+v: %v, want %q", c.d, err, c.want)
			}
		}
	})
}

func TestUndo(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		ref := keepRead(t, db, "https://norhavenpost.example/flood", flood)
		e, err := db.Decide(ctx, Decision{Ref: ref, Subject: "s1", Action: Reject, Actor: "desk"}, noon)
		if err != nil {
			t.Fatal(err)
		}
		undo, err := db.Undo(ctx, e.Number, "desk", "my mistake", noon)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := db.Decisions(ctx, ref); err != nil || len(got) != 0 {
			t.Error("undone, but stands:", got, err)
		}
		if _, err := db.Undo(ctx, e.Number, "desk", "", noon); err == nil {
			t.Error("undone twice")
		}
		if _, err := db.Undo(ctx, undo.Number, "desk", "", noon); err == nil {
			t.Error("an undoing was undone")
		}
		if _, err := db.Undo(ctx, 99, "desk", "", noon); !errors.Is(err, ErrNotFound) {
			t.Error(err)
		}
		if found := faults(t, db); len(found) > 0 {
			t.Error(found)
		}
	})
}

func TestFind(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		ref := kept(t, db, "https://norhavenpost.example/flood", flood).Ref
		kept(t, db, "https://norhavenpost.example/flood", flood+"More.\n")
		for _, c := range []struct {
			name string
			n    int
		}{
			{ref.Story, 2}, {ref.Story[:6], 2}, {ref.Story + "/1", 1}, {"http://norhavenpost.example/flood/", 2}, {"https://norhavenpost.example/flood/1", 1},
			{ref.Story + "/3", 0}, {ref.Story[:5], 0}, {"https://norhavenpost.example", 0}, {"", 0},
		} {
			_, got, err := db.Find(ctx, c.name)
			if c.n == 0 && !errors.Is(err, ErrNotFound) || c.n > 0 && (err != nil || got != Ref{ref.Story, c.n}) {
				t.Errorf("Find(%q) = %v, %v", c.name, got, err)
			}
		}
		r := &onrecord.Record{Revision: onrecord.Revision{Text: flood}}
		if err := db.PutRecord(ctx, Ref{ref.Story, 9}, r); !errors.Is(err, ErrNotFound) {
			t.Error("a record for no revision:", err)
		}
	})
}
