package store

import (
	"context"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestSuperseded looks for the statements of a story that was edited: those of
// the revision read last are found, and reading an earlier one again changes
// nothing.
func TestSuperseded(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		const url = "https://norhavenpost.example/flood"
		found := func(query string, want int) {
			t.Helper()
			hits, err := db.SearchStatements(context.Background(), query, 9)
			if err != nil || len(hits) != 1 || hits[0].Revision != want {
				t.Errorf("%q: %v, %v; want revision %d", query, hits, err, want)
			}
		}
		edited := "Flood\n\nThe harbour opens again, harbour master Ana Duarte said.\n"
		keepRead(t, db, url, flood)
		found("harbour stays", 1)
		kept(t, db, url, edited)
		found("harbour stays", 1) // as long as nobody has read the second
		keepRead(t, db, url, edited)
		found("harbour", 2)
		r, err := onrecord.Extract(onrecord.Revision{Text: flood})
		if err != nil {
			t.Fatal(err)
		}
		first, err := db.Search(context.Background(), `"harbour stays closed"`, 9)
		if err != nil || len(first) != 1 || first[0].Revision != 1 {
			t.Fatal(first, err)
		}
		if err := db.PutRecord(context.Background(), first[0].Ref, r); err != nil {
			t.Fatal(err)
		}
		found("harbour", 2)
	})
}

// TestMarks looks for acts and measures, of stories and of statements.
func TestMarks(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ref := keepRead(t, db, "https://norhavenpost.example/homes", "Storm\n\nThe storm damaged 40 homes, Mayor Rui Leal said. The ministry denied that 12 people were killed.\n")
		for _, c := range []struct {
			query               string
			stories, statements int
		}{
			{`measure:"home damaged"`, 1, 1}, {"measure:Killed", 1, 1}, {"measure:damaged", 0, 0}, {"act:denies measure:killed", 1, 1},
			{`act:denies measure:"home damaged"`, 1, 0}, {"act:warns", 0, 0}, {"NOT act:denies", 0, 1}, {"storm OR act:denies", 1, 2}, {"actdenies", 0, 0},
		} {
			stories, err := db.Search(context.Background(), c.query, 9)
			if err != nil || len(stories) != c.stories || len(stories) == 1 && stories[0].Ref != ref {
				t.Errorf("%s: stories %v, %v", c.query, stories, err)
			}
			statements, err := db.SearchStatements(context.Background(), c.query, 9)
			if err != nil || len(statements) != c.statements {
				t.Errorf("%s: %d statements, want %d; %v", c.query, len(statements), c.statements, err)
			}
		}
	})
}
