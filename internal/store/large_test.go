package store

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/compare/circular"
)

// largeStories is how many stories TestLargeLedger makes the ledger have that
// -ledger names.
var largeStories = flag.Int("stories", 0, "how many `stories` TestLargeLedger fills the ledger with that -ledger names")

// worldStories is how many stories are read and compared for real, to be copied
// under other names.
const worldStories = 400

// TestLargeLedger makes a large ledger to try the desk on. A world of 400
// invented stories is kept, read and compared as stories are; the rest are copies of
// it, a day apart, in which all invented names are other ones of the same length, so
// that spans stay what they are. Each copy's index, records, digests, questions,
// links and persons are its own, except that those without an invented name ("Doctors'
// Union") are one across all copies, as in life. The same ledger comes of it each time,
// but for when its sources are due.
//
//	go test ./internal/store -run LargeLedger -timeout 1h -ledger FILE -stories 100000
func TestLargeLedger(t *testing.T) {
	if *largeStories == 0 {
		t.Skip("needs -ledger and -stories")
	}
	db := open(t, *largeLedger)
	if n, err := db.CountStories(t.Context()); err != nil || n > 0 {
		t.Fatalf("the ledger has %d stories already (%v)", n, err)
	}
	start := time.Now()
	took := func(what string) { t.Logf("%s: %s", what, time.Since(start).Round(time.Second)) }
	w := newWorld(t, db, min(*largeStories, worldStories))
	took("read and compared")
	w.know(t, db)
	for k := 1; len(w.stories)*k < *largeStories; k++ {
		w.copy(t, db, k, min(len(w.stories), *largeStories-len(w.stories)*k))
		if k%20 == 0 {
			took(fmt.Sprint(k, " copies"))
		}
	}
	for _, decide := range []func(testing.TB, *DB){announceAll, decideSome} {
		decide(t, db)
	}
	if db.pool != nil { // as it does by itself after a while
		if _, err := db.sql.Exec("ANALYZE"); err != nil {
			t.Fatal(err)
		}
	}
	took("done")
}

// A world is stories that were read and compared, and what came of it.
type world struct {
	stories []*telling
	names   map[string]bool // the words that are invented names, in lower case
	// What the comparison found, as its tables have it.
	members, descriptions, appearances, postings, joins, links, questions [][]any
}

// A telling is a story with all its revisions.
type telling struct {
	records []*onrecord.Record
	digest  *compare.Digest // of the last of them
	sums    []string        // record_sha256 of each revision
}

func newWorld(t testing.TB, db *DB, n int) *world {
	w := &world{}
	texts := tellings(n)
	for len(texts) > 0 {
		some := texts[:min(100, len(texts))]
		texts = texts[len(some):]
		told := make([]*telling, len(some))
		g := errgroup.Group{}
		g.SetLimit(2)
		for i := range some {
			g.Go(func() (err error) {
				told[i], err = readAll(some[i])
				return err
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		err := db.write(t.Context(), func(tx *sql.Tx) error {
			for _, s := range told {
				if err := enterAll(t.Context(), db, tx, s); err != nil {
					return err
				}
				c, err := db.newComparison(t.Context(), tx)
				if err != nil {
					return err
				}
				for i := range s.records {
					if err := c.compare(Ref{s.digest.Story, i + 1}, s.digest); err != nil {
						return err
					}
				}
				if err := c.settle(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.stories = append(w.stories, told...)
	}
	w.names = namesOf(w.stories)
	return w
}

// tellings returns n stories, each with its revisions, in the order of
// publication. Those of the circular set are short; each goes on with what happened
// before, in the words of three or four earlier stories, as the background of news
// does. One in twelve was shorter at first, one in forty has a correction too.
func tellings(n int) [][]onrecord.Revision {
	var all []circular.Story
	for v := uint64(0); len(all) < n; v++ {
		for _, s := range circular.Variant(20310303, v).Stories {
			s.URL = fmt.Sprintf("%s-%d", s.URL, v)
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b circular.Story) int { return a.Published.Compare(b.Published) })
	r := rand.New(rand.NewPCG(1, 1))
	var out [][]onrecord.Revision
	for i, s := range all[:n] {
		whole := s.Text
		for range 3 + r.IntN(2) {
			if earlier := i - 20 - r.IntN(130); earlier >= 0 {
				_, body, _ := strings.Cut(all[earlier].Text, "\n\n")
				whole += "\n" + body
			}
		}
		texts := []string{whole}
		if i%12 == 5 && whole != s.Text {
			texts = []string{s.Text, whole}
		}
		if i%40 == 7 {
			texts = append(texts, whole+"\nCorrection: An earlier version of this story gave another number.\n")
		}
		var revisions []onrecord.Revision
		for _, text := range texts {
			revisions = append(revisions, onrecord.Revision{Text: text, URL: s.URL, Outlet: s.Outlet, Published: s.Published, PublishedBy: "feed pubDate"})
		}
		out = append(out, revisions)
	}
	return out
}

func readAll(revisions []onrecord.Revision) (*telling, error) {
	s := &telling{}
	for i := range revisions {
		r, err := onrecord.Extract(revisions[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", revisions[i].URL, err)
		}
		s.digest = compare.NewDigest(storyID("url:"+NormalURL(r.URL)), i+1, r, r.Published)
		r.Document = nil
		s.records = append(s.records, r)
	}
	return s, nil
}

// enterAll keeps the revisions of a story, half an hour apart, as they were read.
func enterAll(ctx context.Context, db *DB, tx *sql.Tx, s *telling) error {
	s.sums = nil
	for i, r := range s.records {
		c := &onrecord.Capture{URL: r.URL, Status: 200, MediaType: "text/plain; charset=utf-8", Header: []byte("Content-Type: text/plain; charset=utf-8\r\n"),
			Time: r.Published.Add(time.Duration(5+30*i) * time.Minute), Body: []byte(r.Text)}
		record, err := warcRecord(c)
		if err != nil {
			return err
		}
		k, err := keep(ctx, tx, &r.Revision, c, "", record)
		if err != nil {
			return err
		}
		if k.Story != s.digest.Story || !k.NewRevision {
			return fmt.Errorf("%s was kept as %s", s.digest.Story, k.Ref)
		}
		if err := db.putRecord(ctx, tx, k.Ref, r); err != nil {
			return err
		}
		sum := ""
		if err := tx.QueryRowContext(ctx, `SELECT record_sha256 FROM revisions WHERE story_id = $1 AND revision = $2`, k.Story, k.Revision).Scan(&sum); err != nil {
			return err
		}
		s.sums = append(s.sums, sum)
	}
	return nil
}

// know reads what the comparison found.
func (w *world) know(t testing.TB, db *DB) {
	for _, q := range []struct {
		rows  *[][]any
		query string
		to    func() []any
	}{
		{&w.members, `SELECT ` + memberColumns + ` FROM members`, func() []any {
			return []any{new(int64), new(int), new(int64), new(int64), new(int64), new(int), new(string), new(int64), new([]byte)}
		}},
		{&w.descriptions, `SELECT member, speaker FROM descriptions`, func() []any { return []any{new(int64), new(string)} }},
		{&w.appearances, `SELECT member, at, story, speaker FROM appearances`, func() []any { return []any{new(int64), new(int64), new(int64), new(int)} }},
		{&w.postings, `SELECT key, at, member FROM postings`, func() []any { return []any{new(int64), new(int64), new(int64)} }},
		{&w.joins, `SELECT a, b FROM joins`, func() []any { return []any{new(int64), new(int64)} }},
		{&w.links, `SELECT ` + linkColumns + ` FROM links`, func() []any {
			return []any{new(int64), new(int64), new(string), new(float64), new(string), new(string)}
		}},
		{&w.questions, `SELECT question, measure, claims, stories, last, disputed FROM questions`, func() []any {
			return []any{new(int64), new(string), new(int), new(int), new(int64), new(int)}
		}},
	} {
		err := db.rows(t.Context(), func(scan func(...any) error) error {
			row := q.to()
			*q.rows = append(*q.rows, row)
			return scan(row...)
		}, q.query)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d rows: %s", len(*q.rows), q.query)
	}
}
