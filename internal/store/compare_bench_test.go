package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// A newsroom invents digests as stories of events would have them: an event has
// 1 to 40 stories within a week, of which a third copies another; a story has a
// dozen statements, eight claims, three of them of questions that the event's
// other stories tell of too, and six speakers, two of whom all news quotes.
type newsroom struct {
	*rand.Rand
	zipf *rand.Zipf
	n    int
	open []*happening
}

// A happening is an event that is told of.
type happening struct {
	id, left int
	place    string
	words    []string // of the agency's story
}

func newNewsroom() *newsroom {
	r := rand.New(rand.NewPCG(7, 7))
	return &newsroom{Rand: r, zipf: rand.NewZipf(r, 1.3, 8, 4999)}
}

// event returns one of some dozen events that are told of at a time.
func (w *newsroom) event() *happening {
	w.open = slices.DeleteFunc(w.open, func(h *happening) bool { return h.left == 0 })
	for len(w.open) < 40 {
		w.n++
		h := &happening{id: w.n, left: 1 + min(39, int(w.ExpFloat64()*6)), place: "Port " + invented(w.n)}
		h.words = w.sentence(300)
		w.open = append(w.open, h)
	}
	h := w.open[w.IntN(len(w.open))]
	h.left--
	return h
}

func (w *newsroom) sentence(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = invented(int(w.zipf.Uint64()) + w.IntN(400))
	}
	return out
}

// digest returns the digest of story number i, and its text.
func (w *newsroom) digest(i int) (*compare.Digest, string) {
	h := w.event()
	words := w.sentence(300)
	if w.IntN(3) == 0 {
		copy(words, h.words[:150+w.IntN(150)])
	}
	text := strings.Join(words, " ")
	url := fmt.Sprintf("https://outlet%d.example/%d", i%60, i)
	d := &compare.Digest{Story: storyID("url:" + url), Revision: 1, Outlet: fmt.Sprint("Outlet ", i%60), URL: url, Headline: h.place + " " + strings.Join(words[:6], " "),
		Published: noon.Add(time.Duration(i) * 5 * time.Minute)}
	w.speakers(d, h)
	for s := range 12 {
		at := 20 * s
		d.Statements = append(d.Statements, compare.Statement{Kind: onrecord.Indirect, Act: onrecord.Says, Source: d.Speakers[s%6].Name, Cue: "said",
			Content: strings.Join(words[at:at+20], " "), At: []onrecord.Span{{Start: 7 * at, End: 7 * (at + 20)}}, Speakers: []int{s % 6}, Within: -1, Continues: -1})
	}
	w.claims(d, h, words)
	sketchOf(d, words)
	return d, text
}

func (w *newsroom) speakers(d *compare.Digest, h *happening) {
	for k := range 6 {
		s := compare.Speaker{Kind: onrecord.Person, Country: "NO"}
		switch {
		case k < 2:
			n := int(w.zipf.Uint64())
			s.Name, s.Roles = fmt.Sprintf("Ana %s", invented(n)), []string{"minister", fmt.Sprint("member of ", invented(w.IntN(9)))}[:1+w.IntN(2)]
		case k < 4:
			s.Name, s.Roles = fmt.Sprintf("Rui %s %d", invented(h.id), k), []string{"harbour master"}
		default:
			s.Name, s.Roles = fmt.Sprintf("Jo %s %d", invented(w.IntN(200000)), w.IntN(1000)), []string{"resident"}
		}
		s.Names = []string{s.Name}
		d.Speakers = append(d.Speakers, s)
	}
}

func (w *newsroom) claims(d *compare.Digest, h *happening, words []string) {
	measures := []string{"killed", "wounded", "missing"}
	day := d.Published.Format(time.DateOnly)
	for i := range 8 {
		x := float64(40 + w.IntN(60))
		c := compare.Claim{Figure: i + 1, Statement: i, Bounds: onrecord.Bounds{Low: x, High: x}, Unit: "person", Words: fmt.Sprintf("%v people", x), Passage: strings.Join(words[20*i:20*i+25], " "),
			At: onrecord.Span{Start: 140*i + 3, End: 140*i + 12}}
		about := h.place
		if c.Measure = measures[i%3]; i >= 3 {
			c.Measure, about = "thing "+invented(w.IntN(20000)), fmt.Sprint(w.IntN(1<<30))
		}
		for k := range 6 {
			c.Keys = append(c.Keys, fmt.Sprintf("%s %s %s %d", c.Measure, about, day[:8], k))
		}
		d.Claims = append(d.Claims, c)
	}
}

// sketchOf makes the sketch of words as of a text.
func sketchOf(d *compare.Digest, words []string) {
	seen := map[uint64]bool{}
	for i := 0; i+30 <= len(words); i += 10 {
		seen[uint64(hashOfAll(strings.Join(words[i:i+5], " ")))] = true
	}
	for h := range seen {
		d.Sketch.Mins = append(d.Sketch.Mins, h)
	}
	slices.Sort(d.Sketch.Mins)
	d.Sketch.Words = len(words)
}

// enter keeps a story that has a digest, as though it had been read.
func enter(ctx context.Context, tx *sql.Tx, d *compare.Digest, text string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO stories (story_id, identity, url, outlet, first_seen, last_seen, latest) VALUES ($1, $2, $3, $4, $5, $5, 1)`,
		d.Story, "url:"+d.URL, d.URL, d.Outlet, stamp(d.Published))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO revisions (story_id, revision, capture_id, seen, text, text_sha256, title, byline, outlet, url, canonical, guid, declared, related, teaser,
		published, published_by, modified, modified_by, reader, unread, language, layout, record_sha256) VALUES ($1, 1, '', $2, $3, '', '', '[]', $4, $5, '', '', '', '[]', 0, $2, '', '', '', 'bench', '', 'en', '', 'x')`,
		d.Story, stamp(d.Published), []byte(text), d.Outlet, d.URL)
	return err
}

// inhabit fills a ledger with digests up to a number of stories.
func (w *newsroom) inhabit(b testing.TB, db *DB, from, to int) {
	b.Helper()
	ctx := context.Background()
	for i := from; i < to; {
		err := db.write(ctx, func(tx *sql.Tx) error {
			for end := min(to, i+100); i < end; i++ {
				d, text := w.digest(i)
				if err := enter(ctx, tx, d, text); err != nil {
					return err
				}
				c, err := db.newComparison(ctx, tx)
				if err != nil {
					return err
				}
				if err := c.compare(Ref{d.Story, 1}, d); err != nil {
					return err
				}
				if err := c.settle(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if _, err := db.sql.Exec("ANALYZE"); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCompare compares one more story with ledgers of growing size, and
// asks for questions there.
func BenchmarkCompare(b *testing.B) {
	for _, kind := range []string{"sqlite", "postgres"} {
		b.Run(kind, func(b *testing.B) {
			name := filepath.Join(b.TempDir(), "ledger.db")
			if kind == "postgres" {
				name = pgtest.New(b)
			}
			db := open(b, name)
			w, have := newNewsroom(), 0
			for _, n := range []int{1000, 10_000, 100_000} {
				if n > 10_000 && testing.Short() {
					return // 100,000 stories take a quarter of an hour
				}
				start := time.Now()
				w.inhabit(b, db, have, n)
				b.Logf("%s: %d stories: %v a story in transactions of 100, %d bytes a story", kind, n, time.Since(start)/time.Duration(n-have), bytesOf(b, db)/n)
				have = n
				b.Run(fmt.Sprint(n), func(b *testing.B) {
					benchmarkCompare(b, db, w, &have)
				})
				b.Run(fmt.Sprint(n, "/question"), func(b *testing.B) { benchmarkQuestion(b, db, w) })
				b.Run(fmt.Sprint(n, "/questions"), func(b *testing.B) {
					for b.Loop() {
						if _, err := db.Questions(b.Context(), QuestionFilter{Disputed: true}, 20); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

func benchmarkCompare(b *testing.B, db *DB, w *newsroom, have *int) {
	var times []time.Duration
	for b.Loop() {
		b.StopTimer()
		d, text := w.digest(*have)
		*have++
		if err := db.write(b.Context(), func(tx *sql.Tx) error { return enter(b.Context(), tx, d, text) }); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		start := time.Now()
		if err := db.Compare(b.Context(), Ref{d.Story, 1}, d); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

func benchmarkQuestion(b *testing.B, db *DB, w *newsroom) {
	var ids []string
	err := db.querying(b.Context()).each(func(scan func(...any) error) error {
		var part int64
		err := scan(&part)
		ids = append(ids, questionID(part))
		return err
	}, `SELECT question FROM questions WHERE stories > 1 ORDER BY claims DESC LIMIT 200`)
	if err != nil || len(ids) == 0 {
		b.Fatal(len(ids), err)
	}
	var slowest time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := db.Question(b.Context(), ids[i%len(ids)]); err != nil {
			b.Fatal(err)
		}
		slowest = max(slowest, time.Since(start))
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "slowest-ms")
}

// bytesOf returns how many bytes the tables of the comparison take.
func bytesOf(b testing.TB, db *DB) (n int) {
	b.Helper()
	tables := []string{"digests", "members", "postings", "joins", "links", "questions", "descriptions", "appearances"}
	for _, t := range tables {
		var size int
		query := `SELECT COALESCE(sum(pgsize), 0) FROM dbstat WHERE name = $1 OR name IN (SELECT name FROM sqlite_master WHERE tbl_name = $1)`
		if db.pool != nil {
			query = `SELECT pg_total_relation_size(CAST($1 AS text)::regclass)`
		}
		if err := db.sql.QueryRow(query, t).Scan(&size); err != nil {
			b.Log("sizes: ", err)
			return 0
		}
		b.Logf("  %s %d", t, size)
		n += size
	}
	return n
}
