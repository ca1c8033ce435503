package web

import (
	"bufio"
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A toldStory is a story of a test as it came.
type toldStory struct {
	Text, URL, Outlet, Title string
	Published                time.Time
}

// circularStories returns the bundled stories whose copies and origins are known.
func circularStories(t testing.TB) []toldStory {
	t.Helper()
	var out []toldStory
	for _, name := range []string{"1-stories.jsonl", "2-revisions.jsonl"} {
		b, err := onrecord.Samples.ReadFile("testdata/circular/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(bytes.NewReader(b)); lines.Scan(); {
			var s toldStory
			if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
	}
	return out
}

// ledgerOf returns a ledger that holds stories, read and compared.
func ledgerOf(t testing.TB, stories []toldStory) *store.DB {
	t.Helper()
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addStories(t, db, stories)
	return db
}

func addStories(t testing.TB, db *store.DB, stories []toldStory) {
	t.Helper()
	for _, s := range stories {
		add(t, db, onrecord.Revision{Text: s.Text, URL: s.URL, Outlet: s.Outlet, Title: s.Title, Published: s.Published})
	}
}

// questionsOf returns the questions of a ledger, by their titles.
func questionsOf(t testing.TB, db *store.DB) []*compare.Question {
	t.Helper()
	out, err := db.Questions(t.Context(), store.QuestionFilter{}, 100)
	if err != nil || len(out) == 0 {
		t.Fatal(err, "no questions")
	}
	slices.SortFunc(out, func(a, b *compare.Question) int { return strings.Compare(a.Title, b.Title) })
	return out
}
