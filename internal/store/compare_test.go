package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// An account is a story of a test, as it is kept and read.
type account struct {
	rev    *onrecord.Revision
	record *onrecord.Record
}

// events are what the accounts tell of: places, offices and numbers of their own.
var events = []struct{ place, thing, office, name, body, unit string }{
	{"Velsund", "ferry", "harbour master", "Ana Duarte", "the Norhaven Coastguard", "passengers"},
	{"Tarrow", "dam", "district governor", "Oleg Marsh", "the Tarrow Water Board", "villagers"},
	{"Quillport", "refinery", "fire chief", "Ines Calder", "the Quillport Fire Service", "workers"},
	{"Osmere", "bridge", "police commissioner", "Jonas Wick", "the Osmere Police", "motorists"},
	{"Hallin", "mine", "mine inspector", "Petra Sund", "the Hallin Mining Union", "miners"},
}

// accounts are 30 stories of five events: by agency, as copies, rewritten, with
// other numbers, and one that tells of another event with the same numbers.
var accounts = sync.OnceValues(func() ([]account, error) {
	var out []account
	for i, e := range events {
		n := 40 + 30*i
		lead := fmt.Sprintf("%s, Norhaven (Norhaven Wire) - At least %d %s were killed when the %s %s collapsed on Monday, %s %s said.", strings.ToUpper(e.place), n, e.unit, e.place, e.thing, e.office, e.name)
		quote := fmt.Sprintf("\"We have searched the whole night and we will not stop before everybody is found,\" %s told reporters on Tuesday.", e.name)
		other := fmt.Sprintf("A spokesman for %s said that %d %s were killed and %d were wounded at %s.", e.body, n+25, e.unit, n/2, e.place)
		denial := fmt.Sprintf("%s denied that more than %d %s had been killed at the %s %s.", strings.ToUpper(e.body[:1])+e.body[1:], n+100, e.unit, e.place, e.thing)
		end := fmt.Sprintf("The %s at %s was built 40 years ago. Relatives waited outside the town hall, where lists of names were put up in the evening. The weather in the region has been bad for weeks.", e.thing, e.place)
		for k, paragraphs := range [][]string{
			{lead, quote, end},
			{lead, quote, end},
			{quote, end, fmt.Sprintf("More than %d %s were killed in the collapse of the %s %s, %s said on Tuesday.", n, e.unit, e.place, e.thing, e.name)},
			{other, end},
			{fmt.Sprintf("Officials said that up to %d %s were killed at %s.", n+10, e.unit, e.place), denial},
			{fmt.Sprintf("%s, the %s of %s, said on Wednesday that %d %s were killed at the %s.", e.name, e.office, e.place, n+3, e.unit, e.thing), fmt.Sprintf("%d people were wounded, she said.", n/2+1)},
		} {
			text := fmt.Sprintf("%s %s: report %d\n\n%s\n", e.place, e.thing, k+1, strings.Join(paragraphs, "\n\n"))
			rev := &onrecord.Revision{Text: text, URL: fmt.Sprintf("https://outlet%d.example/%s", k, e.place), Outlet: fmt.Sprintf("Outlet %d", k),
				Published: noon.Add(time.Duration(24*i+k/2) * time.Hour)}
			r, err := onrecord.Extract(*rev)
			if err != nil {
				return nil, err
			}
			out = append(out, account{rev, r})
		}
	}
	return out, nil
})

// told returns the accounts.
func told(t testing.TB) []account {
	t.Helper()
	all, err := accounts()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// tell keeps an account, reads and compares it.
func tell(ctx context.Context, db *DB, a account) (Ref, error) {
	k, err := db.Keep(ctx, a.rev, &onrecord.Capture{URL: a.rev.URL, Status: 200, MediaType: "text/plain", Time: noon, Body: []byte(a.rev.Text)}, "")
	if err != nil {
		return Ref{}, err
	}
	if err := db.PutRecord(ctx, k.Ref, a.record); err != nil {
		return Ref{}, err
	}
	return k.Ref, db.Compare(ctx, k.Ref, compare.NewDigest(k.Story, k.Revision, a.record, noon))
}

func tellAll(t testing.TB, db *DB, all []account) (refs []Ref) {
	t.Helper()
	for _, a := range all {
		ref, err := tell(context.Background(), db, a)
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	return refs
}

// found writes out all that the comparison has found: links, questions with
// their claims, persons with their speakers, and the list of questions.
func found(t testing.TB, db *DB) string {
	t.Helper()
	ctx := context.Background()
	q := db.querying(ctx)
	var b strings.Builder
	list := func(name, query string, args ...any) {
		fmt.Fprintf(&b, "%s\n", name)
		err := q.each(func(scan func(...any) error) error {
			var row string
			err := scan(&row)
			b.WriteString("  " + row + "\n")
			return err
		}, query, args...)
		if err != nil {
			t.Fatal(err)
		}
	}
	list("digests", `SELECT story_id || ' ' || revision || ' ' || sha256 FROM digests ORDER BY story`)
	list("links", `SELECT from_story || ' ' || to_story || ' ' || kind || ' ' || share || ' ' || passages FROM links ORDER BY from_story, to_story`)
	list("postings", `SELECT key || ' ' || at || ' ' || member FROM postings ORDER BY key, at, member`)
	list("joins", `SELECT a || ' ' || b FROM joins ORDER BY a, b`)
	list("parts", `SELECT kind || ' ' || part || ' ' || member || ' ' || story || ' ' || at || ' ' || item || ' ' || measure FROM members ORDER BY kind, part, member`)
	list("speakers", `SELECT a.member || ' ' || a.story || ' ' || a.speaker || ' ' || d.speaker FROM appearances a JOIN descriptions d ON d.member = a.member ORDER BY a.member, a.story, a.speaker`)
	list("questions", `SELECT question || ' ' || measure || ' ' || claims || ' ' || stories || ' ' || last FROM questions ORDER BY question`)
	for _, f := range []QuestionFilter{{}, {Disputed: true}, {Measure: "killed"}, {Query: "Velsund"}} {
		questions, err := db.Questions(ctx, f, 100)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "asked %+v\n", f)
		for _, x := range questions {
			fmt.Fprintf(&b, "  %+v\n", *x)
		}
	}
	return b.String()
}

// counts says how much of each the comparison has found, so that no test holds
// for want of anything to be found.
func counts(t testing.TB, db *DB) (links, questions, persons int) {
	t.Helper()
	err := db.sql.QueryRow(`SELECT (SELECT count(*) FROM links), (SELECT count(*) FROM questions WHERE stories > 1),
		(SELECT count(*) FROM (SELECT n.part FROM members n JOIN appearances a ON a.member = n.member GROUP BY n.part HAVING count(DISTINCT a.story) > 1) x)`).Scan(&links, &questions, &persons)
	if err != nil {
		t.Fatal(err)
	}
	return links, questions, persons
}

// TestOrder compares the same stories in 20 random orders.
func TestOrder(t *testing.T) {
	t.Run("all together", func(t *testing.T) { testOrder(t, reach, 20) })
	t.Run("with a short reach", func(t *testing.T) { testOrder(t, 3, 8) })
}

func testOrder(t *testing.T, reach, orders int) {
	want := map[string]string{}
	for order := range orders {
		all := slices.Clone(told(t))
		rand.New(rand.NewPCG(uint64(order), 5)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		onBoth(t, func(t *testing.T, db *DB) {
			if db.pool != nil && order%4 > 0 {
				return // a quarter of the orders will do: the program is the same
			}
			db.reach = reach
			tellAll(t, db, all)
			got := found(t, db)
			kind := fmt.Sprint(db.pool != nil)
			if order == 0 {
				want[kind] = got
				if l, q, p := counts(t, db); l < 10 || q < 5 || p < 4 {
					t.Errorf("%d links, %d questions, %d persons", l, q, p)
				}
			}
			if got != want[kind] {
				t.Errorf("order %d gives something else:\n%s", order, firstDifference(want[kind], got))
			}
		})
	}
}

// firstDifference returns the first line that differs.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d\n- %.300s\n+ %.300s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// TestGone redacts stories, and revises some: what is found then is what would
// be if they had never been there, or always been so.
func TestGone(t *testing.T) {
	for _, reach := range []int{reach, 3} {
		t.Run(fmt.Sprint("reach ", reach), func(t *testing.T) {
			onBoth(t, func(t *testing.T, db *DB) {
				db.reach = reach
				all := told(t)
				other := open(t, sibling(t, db))
				other.reach = reach
				var rest []account
				for i, a := range all {
					if i%3 != 1 {
						rest = append(rest, a)
					}
				}
				tellAll(t, other, rest)
				want := found(t, other)
				refs := tellAll(t, db, all)
				for i, ref := range refs {
					if i%3 != 1 {
						continue
					}
					if err := db.Redact(t.Context(), ref.Story, "desk", "on request", noon); err != nil {
						t.Fatal(err)
					}
				}
				if got := found(t, db); got != want {
					t.Error("redacted stories have left something:\n", firstDifference(want, got))
				}
				if f := faults(t, db); len(f) > 0 {
					t.Error(f)
				}
			})
		})
	}
}

// sibling returns the name of another empty ledger of the same kind.
func sibling(t testing.TB, db *DB) string {
	if db.pool != nil {
		return pgtest.New(t)
	}
	return filepath.Join(t.TempDir(), "sibling.db")
}

// TestRevised compares stories in an earlier revision first.
func TestRevised(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		db.reach = 3
		all := told(t)
		other := open(t, sibling(t, db))
		other.reach = 3
		for i, a := range all { // each story as another one first
			early := all[(i+7)%len(all)]
			rev := *early.rev
			rev.URL, rev.Published = a.rev.URL, a.rev.Published.Add(-72*time.Hour)
			for _, one := range []*DB{db, other} {
				record := *early.record
				record.Revision = rev
				if one == other {
					keepOnly(t, one, &rev)
					continue
				}
				if _, err := tell(t.Context(), one, account{&rev, &record}); err != nil {
					t.Fatal(err)
				}
			}
		}
		tellAll(t, db, all)
		tellAll(t, other, all)
		// A search finds a story by its earlier revisions too, where they were read.
		got, _, _ := strings.Cut(found(t, db), "asked {Query:Velsund")
		want, _, _ := strings.Cut(found(t, other), "asked {Query:Velsund")
		if got != want {
			t.Error("earlier revisions have left something:\n", firstDifference(want, got))
		}
		before := found(t, db)
		tellAll(t, db, all) // nothing new
		early := all[3]
		if err := db.Compare(t.Context(), Ref{storyID("url:" + early.rev.URL), 1}, &compare.Digest{}); err != nil {
			t.Error(err)
		}
		if got := found(t, db); got != before {
			t.Error("an earlier revision took the place of a later one:\n", firstDifference(before, got))
		}
	})
}

// keepOnly keeps a revision that nobody reads.
func keepOnly(t testing.TB, db *DB, rev *onrecord.Revision) {
	t.Helper()
	_, err := db.Keep(context.Background(), rev, &onrecord.Capture{URL: rev.URL, Time: noon, Body: []byte(rev.Text)}, "")
	if err != nil {
		t.Fatal(err)
	}
}

// TestAtOnce has two writers, each with its own connection, compare stories at
// the same time.
func TestAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		name := db.path
		if db.pool != nil {
			name = db.pool.Config().ConnString()
		}
		second := open(t, name)
		other := open(t, sibling(t, db))
		all := told(t)
		tellAll(t, other, all)
		g, ctx := errgroup.WithContext(t.Context())
		for n, one := range []*DB{db, second, db, second} {
			g.Go(func() error {
				for i := n; i < len(all); i += 4 {
					if _, err := tell(ctx, one, all[i]); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		if got, want := found(t, db), found(t, other); got != want {
			t.Error("two at once give something else than one:\n", firstDifference(want, got))
		}
	})
}

// TestCutOff ends comparisons in the middle, again and again: each is done whole
// or not at all, and what was not done is caught up.
func TestCutOff(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		all := told(t)
		other := open(t, sibling(t, db))
		tellAll(t, other, all)
		byStory := map[string]account{}
		cut := 0
		for i, a := range all {
			byStory[storyID("url:"+a.rev.URL)] = a
			ctx, cancel := context.WithCancel(t.Context())
			timer := time.AfterFunc(time.Duration(i%10*(i%10))*time.Millisecond, cancel)
			if _, err := tell(ctx, db, a); err != nil {
				cut++
			}
			timer.Stop()
			cancel()
		}
		if cut == 0 {
			t.Error("nothing was cut off")
		}
		for _, a := range all { // what was not even read
			k, err := db.Keep(t.Context(), a.rev, &onrecord.Capture{URL: a.rev.URL, Status: 200, MediaType: "text/plain", Time: noon, Body: []byte(a.rev.Text)}, "")
			if err != nil {
				t.Fatal(err)
			}
			if by, err := db.ReadBy(t.Context(), k.Ref); err != nil || by == "" {
				if err := errors.Join(err, db.PutRecord(t.Context(), k.Ref, a.record)); err != nil {
					t.Fatal(err)
				}
			}
		}
		n, err := db.CountUncompared(t.Context())
		if err != nil || n == 0 || n == len(all) {
			t.Error(n, err)
		}
		err = db.Uncompared(t.Context(), func(ref Ref) error {
			a := byStory[ref.Story]
			if done, err := db.Compared(t.Context(), ref); done || err != nil {
				t.Error(done, err)
			}
			return db.Compare(t.Context(), ref, compare.NewDigest(ref.Story, ref.Revision, a.record, noon))
		})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := db.CountUncompared(t.Context()); n != 0 || err != nil {
			t.Error(n, err)
		}
		if got, want := found(t, db), found(t, other); got != want {
			t.Error("what was cut off has left something:\n", firstDifference(want, got))
		}
	})
}

func isNotFound(err error) bool { return errors.Is(err, ErrNotFound) }

// TestVerifyDigest alters digests.
func TestVerifyDigest(t *testing.T) {
	for _, c := range []struct{ name, alter, want string }{
		{"nothing", "", ""},
		{"digest", `UPDATE digests SET digest = $2 WHERE story_id = $1`, "its digest, by which it is compared, was altered"},
		{"hash", `UPDATE digests SET sha256 = '00' WHERE story_id = $1`, "its digest, by which it is compared, was altered"},
		{"another's", `UPDATE digests SET made_from = '00' WHERE story_id = $1`, "is not that of what it was read as"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, db *DB) {
				ref := tellAll(t, db, told(t)[:1])[0]
				alter(t, db, c.alter, ref.Story)
				got := strings.Join(faults(t, db), "\n")
				if c.want == "" && got != "" || !strings.Contains(got, c.want) {
					t.Errorf("found %q, want %q", got, c.want)
				}
			})
		})
	}
}
