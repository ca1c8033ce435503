package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// saidWords writes statements by the words of their content.
func saidWords(t testing.TB, db *DB, hits []Hit) string {
	t.Helper()
	var out []string
	for _, h := range hits {
		r, err := db.Record(context.Background(), h.Ref)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, h.At[:10]+" "+words(r, r.Statements[h.Statement-1].Content))
	}
	return strings.Join(out, "|")
}

// TestSaid lists what a person said, and heeds what people decided about it.
func TestSaid(t *testing.T) {
	master := onrecord.Speaker{Kind: onrecord.Person, Name: "Ana Duarte", Country: "NO", Roles: []string{"harbour master"}}
	later := master
	later.Roles = []string{"mayor", "harbour master"}
	all := []account{spoke(0, master, "nothing"), spoke(1, master, "340 people"), spoke(2, later, "310 people"), spoke(3, onrecord.Speaker{Kind: onrecord.Person, Name: "Rui Leal"}, "no word")}
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		refs := tellAll(t, db, all)
		for i, n := range map[int]float64{1: 340, 2: 310} {
			r := *all[i].record
			r.Statements = slices.Clone(r.Statements)
			r.Statements[0].Act = onrecord.Estimates
			r.Figures = []onrecord.Figure{{ID: "f1", Span: r.Statements[0].Content[0], Bounds: onrecord.Bounds{Low: n, High: n}, Measure: "killed", Unit: "person", Statement: "s1"}}
			if err := db.PutRecord(ctx, refs[i], &r); err != nil {
				t.Fatal(err)
			}
		}
		id := personOf(t, db, refs[0])
		check := func(when string, f SaidFilter, from, n int, want string) {
			t.Helper()
			hits, total, err := db.Said(ctx, id, f, from, n)
			if err != nil {
				t.Fatal(when, err)
			}
			if got := fmt.Sprint(saidWords(t, db, hits), " of ", total); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		check("all", SaidFilter{}, 0, 10, "2031-05-16 310 people|2031-05-15 340 people|2031-05-14 nothing of 3")
		check("second page", SaidFilter{}, 1, 1, "2031-05-15 340 people of 3")
		check("by act", SaidFilter{Act: onrecord.Says}, 0, 10, "2031-05-14 nothing of 1")
		check("by measure", SaidFilter{Measure: "killed"}, 0, 1, "2031-05-16 310 people of 2")
		check("by both", SaidFilter{Measure: "killed", Act: onrecord.Says}, 0, 1, " of 0")
		list, total, err := db.Given(ctx, id, SaidFilter{}, 0, 10)
		if err != nil || total != 2 || len(list) != 2 || list[0].Words != "310 people" || list[0].Low != 310 || list[0].Hit.Statement != 1 {
			t.Errorf("%+v %d %v", list, total, err)
		}
		roles, err := db.Roles(ctx, id)
		if err != nil || len(roles) != 2 {
			t.Fatal(roles, err)
		}
		if r := roles[0]; r.Name != "harbour master" || r.Stories != 3 || !r.First.Equal(noon) || !r.Last.Equal(noon.AddDate(0, 0, 2)) || fmt.Sprint(r.Outlets) != "[]" && len(r.Outlets) != 1 {
			t.Errorf("%+v", r)
		}
		if r := roles[1]; r.Name != "mayor" || r.Stories != 1 {
			t.Errorf("%+v", r)
		}
		if _, _, err := db.Said(ctx, "p0000000000000000", SaidFilter{}, 0, 1); !isNotFound(err) {
			t.Error(err)
		}
		// What people decided.
		decide := func(d Decision) {
			t.Helper()
			d.Actor = "desk"
			if _, err := db.Decide(ctx, d, noon); err != nil {
				t.Fatal(err)
			}
		}
		decide(Decision{Ref: refs[1], Subject: "s1", Action: Reject})
		check("one is rejected", SaidFilter{}, 0, 10, "2031-05-16 310 people|2031-05-14 nothing of 2")
		decide(Decision{Ref: refs[2], Subject: "s1", Action: Correct, New: map[string]string{"act": "denies"}})
		check("one is corrected", SaidFilter{Act: onrecord.Denies}, 0, 10, "2031-05-16 310 people of 1")
		decide(Decision{Ref: refs[2], Subject: "s1", Action: Correct, New: map[string]string{"speaker": "Zoë Brandão"}})
		check("one is another's", SaidFilter{}, 0, 10, "2031-05-14 nothing of 1")
		if list, total, err := db.Given(ctx, id, SaidFilter{}, 0, 10); err != nil || total != 0 || len(list) != 0 {
			t.Error(list, total, err)
		}
	})
}

// TestGaveSeveral finds the questions to which somebody gave more than one figure.
func TestGaveSeveral(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		refs := tellAll(t, db, told(t))
		// In the first story the harbour master gives at least 40, in the last 43.
		ds, err := db.Digests(t.Context(), []string{refs[0].Story})
		if err != nil {
			t.Fatal(err)
		}
		d := ds[refs[0].Story]
		k := slices.IndexFunc(d.Speakers, func(k compare.Speaker) bool { return k.Name == "Ana Duarte" })
		id := d.Speakers[k].Person
		ids, err := db.GaveSeveral(t.Context(), id, 10)
		if err != nil || len(ids) != 1 {
			t.Fatal(ids, err)
		}
		q, err := db.Question(t.Context(), ids[0])
		if err != nil || q.Measure != "killed" || q.Place != "Velsund" {
			t.Errorf("%+v %v", q, err)
		}
		list, total, err := db.Given(t.Context(), id, SaidFilter{Measure: "killed"}, 0, 10)
		if err != nil || total < 3 || total != len(list) {
			t.Fatal(total, err)
		}
		for _, g := range list {
			if g.Question != ids[0] {
				t.Errorf("%s answers %q", g.Words, g.Question)
			}
		}
	})
}

func TestVisitsOf(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		announced(t, db)
		v, err := db.Visit(ctx, "https://post.example/fire")
		if err != nil {
			t.Fatal(err)
		}
		if err := db.FinishVisit(ctx, v, &Fetched{Error: "HTTP status 500"}, noon); err != nil {
			t.Fatal(err)
		}
		if v, err = db.Visit(ctx, "https://post.example/flood"); err != nil {
			t.Fatal(err)
		}
		if err := db.FinishVisit(ctx, v, &Fetched{Story: "ab12", Empty: true, Changed: true}, noon); err != nil {
			t.Fatal(err)
		}
		list, err := db.VisitsOf(ctx, "https://post.example/feed", 10)
		if err != nil || len(list) != 3 {
			t.Fatal(list, err)
		}
		if v := list[0]; v.Address != "https://post.example/flood" || v.Story != "ab12" || v.Empty != 1 || !v.Succeeded.Equal(noon) || !v.Published.Equal(noon) {
			t.Errorf("%+v", v)
		}
		if v := list[1]; v.Error != "HTTP status 500" || v.Failures != 1 || !v.Succeeded.IsZero() {
			t.Errorf("%+v", v)
		}
		if list, err := db.VisitsOf(ctx, "https://post.example/feed", 1); err != nil || len(list) != 1 {
			t.Error(list, err)
		}
		if list, err := db.VisitsOf(ctx, "https://other.example/", 10); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
	})
}

// BenchmarkPerson asks for the parts of the page of a speaker with some 5,000 statements
// in 1,420 stories, and 2,500 figures.
func BenchmarkPerson(b *testing.B) {
	for _, name := range []string{filepath.Join(b.TempDir(), "ledger.db"), "postgres"} {
		kind := "sqlite"
		if name == "postgres" {
			name, kind = pgtest.New(b), name
		}
		b.Run(kind, func(b *testing.B) {
			db := open(b, name)
			id := crowd(b, db, 1420)
			for _, c := range []struct {
				name string
				f    func(ctx context.Context) error
			}{
				{"person", func(ctx context.Context) error { _, err := db.Person(ctx, id, 0); return err }},
				{"said", func(ctx context.Context) error { _, _, err := db.Said(ctx, id, SaidFilter{}, 0, 25); return err }},
				{"said-last", func(ctx context.Context) error { _, _, err := db.Said(ctx, id, SaidFilter{}, 4975, 25); return err }},
				{"said-act", func(ctx context.Context) error {
					_, _, err := db.Said(ctx, id, SaidFilter{Act: onrecord.Denies}, 0, 25)
					return err
				}},
				{"said-measure", func(ctx context.Context) error {
					_, _, err := db.Said(ctx, id, SaidFilter{Measure: "killed"}, 0, 25)
					return err
				}},
				{"given", func(ctx context.Context) error { _, _, err := db.Given(ctx, id, SaidFilter{}, 0, 25); return err }},
				{"several", func(ctx context.Context) error { _, err := db.GaveSeveral(ctx, id, 10); return err }},
				{"roles", func(ctx context.Context) error { _, err := db.Roles(ctx, id); return err }},
				{"topics", func(ctx context.Context) error {
					hits, _, err := db.Said(ctx, id, SaidFilter{}, 0, MostRanked)
					if err == nil {
						_, err = db.Facets(ctx, hits)
					}
					return err
				}},
			} {
				b.Run(c.name, func(b *testing.B) {
					for b.Loop() {
						if err := c.f(b.Context()); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

// crowd fills a ledger with stories in which one person speaks twice or more in each, and
// returns who.
func crowd(b testing.TB, db *DB, n int) string {
	b.Helper()
	w := newWriter()
	var last Ref
	for i := range n {
		w.seed(i)
		rev, c, r := w.story(i)
		r.Speakers[0] = onrecord.Speaker{ID: "k1", Kind: onrecord.Person, Name: "Ana Duarte", Country: "NO", Roles: []string{"harbour master", "mayor"}[i%2 : i%2+1], Mentions: r.Speakers[0].Mentions}
		r.Statements[0].Speakers, r.Statements[1].Speakers = []string{"k1"}, []string{"k1"}
		d := &compare.Digest{Outlet: rev.Outlet, URL: rev.URL, Headline: "Story", Published: rev.Published}
		for k := range r.Speakers {
			s := &r.Speakers[k]
			d.Speakers = append(d.Speakers, compare.Speaker{Kind: s.Kind, Name: s.Name, Country: s.Country, Roles: s.Roles, Names: []string{s.Name}})
		}
		err := db.write(context.Background(), func(tx *sql.Tx) error {
			return putAll(b.Context(), db, tx, []*onrecord.Record{r}, []*onrecord.Capture{c})
		})
		if err != nil {
			b.Fatal(err)
		}
		last = Ref{storyID("url:" + rev.URL), 1}
		d.Story, d.Revision = last.Story, 1
		if err := db.Compare(b.Context(), last, d); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := db.sql.Exec("ANALYZE"); err != nil {
		b.Fatal(err)
	}
	ds, err := db.Digests(b.Context(), []string{last.Story})
	if err != nil || ds[last.Story].Speakers[0].Person == "" {
		b.Fatal(err, "nobody")
	}
	p, err := db.Person(b.Context(), ds[last.Story].Speakers[0].Person, 0)
	if err != nil || p.Statements < 2*n {
		b.Fatal(p, err)
	}
	return p.ID
}
