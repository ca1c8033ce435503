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

// A newsroom invents digests as NewDigest would make them of stories of events: an
// event has 1 to 40 stories within a few days, of which a third copies another in
// half of its sentences or more; a story has 15 sentences, a dozen statements,
// eight figures, three of them of questions that the event's other stories tell of
// too, and six speakers, two of whom all news quotes.
type newsroom struct {
	*rand.Rand
	zipf *rand.Zipf
	n    int
	open []*happening
}

// A happening is an event that is told of.
type happening struct {
	id, left  int
	place     string
	names     []compare.Term
	words     []string
	day       string
	class     string
	sentences []string // of the agency's story
}

func newNewsroom() *newsroom {
	r := rand.New(rand.NewPCG(7, 7))
	return &newsroom{Rand: r, zipf: rand.NewZipf(r, 1.3, 8, 4999)}
}

// event returns one of the 40 events that are told of at a time.
func (w *newsroom) event() *happening {
	w.open = slices.DeleteFunc(w.open, func(h *happening) bool { return h.left == 0 })
	for len(w.open) < 40 {
		w.n++
		h := &happening{id: w.n, left: 1 + min(39, int(w.ExpFloat64()*6)), place: "port " + invented(w.IntN(20000)), class: []string{"flood", "blast", "ferry", "crash"}[w.IntN(4)]}
		for k := range 6 {
			h.names = append(h.names, compare.Term{Text: invented(w.IntN(20000)), Role: compare.Actor, Top: k < 3})
		}
		for range 12 {
			h.words = append(h.words, invented(w.IntN(3000)))
		}
		for range 15 {
			h.sentences = append(h.sentences, w.sentence())
		}
		w.open = append(w.open, h)
	}
	h := w.open[w.IntN(len(w.open))]
	h.left--
	return h
}

func (w *newsroom) sentence() string {
	out := make([]string, 18+w.IntN(6))
	for i := range out {
		out[i] = invented(int(w.zipf.Uint64()) + w.IntN(400))
	}
	return strings.Join(out, " ") + ". "
}

// digest returns the digest of story number i, and its text.
func (w *newsroom) digest(i int) (*compare.Digest, string) {
	h := w.event()
	url := fmt.Sprintf("https://outlet%d.example/%d", i%60, i)
	d := &compare.Digest{Story: storyID("url:" + url), Revision: 1, Outlet: fmt.Sprint("Outlet ", i%60), URL: url, Published: noon.Add(time.Duration(i) * 5 * time.Minute)}
	taken := 0
	if w.IntN(3) == 0 {
		taken = 8 + w.IntN(8)
	}
	var text strings.Builder
	for n := range 15 {
		at := text.Len()
		if n < taken {
			text.WriteString(h.sentences[n])
		} else {
			text.WriteString(w.sentence())
		}
		d.Sketch.Sentences = append(d.Sketch.Sentences, compare.Sentence{At: onrecord.Span{Start: at, End: text.Len() - 1}, Told: n%2 == 0})
	}
	sketchOf(d, strings.Fields(text.String()))
	d.Headline = h.place + " " + text.String()[:40]
	w.happened(d, h)
	w.speakers(d, h)
	for n := range 12 {
		at := d.Sketch.Sentences[n].At
		d.Statements = append(d.Statements, compare.Statement{Kind: onrecord.Indirect, Act: onrecord.Says, Source: d.Speakers[n%6].Name, Cue: "said",
			Content: text.String()[at.Start:at.End], At: []onrecord.Span{at}, SourceAt: []onrecord.Span{{Start: at.Start, End: at.Start + 4}}, Speakers: []int{n % 6}, Within: -1, Continues: -1})
	}
	w.claims(d, h, text.String())
	return d, text.String()
}

// happened fills in what the event is.
func (w *newsroom) happened(d *compare.Digest, h *happening) {
	if h.day == "" {
		h.day = d.Published.Format(time.DateOnly)
	}
	d.Event.Day = h.day
	d.Event.Names = append(d.Event.Names, compare.Term{Text: h.place, Role: compare.Scene, Top: true})
	for _, k := range w.Perm(6)[:4] {
		d.Event.Names = append(d.Event.Names, h.names[k])
	}
	for range 6 {
		d.Event.Names = append(d.Event.Names, compare.Term{Text: invented(int(w.zipf.Uint64())), Role: compare.Actor})
	}
	d.Event.Classes = []string{h.class}
	for _, k := range w.Perm(12)[:8] {
		d.Event.Words = append(d.Event.Words, h.words[k])
	}
	d.Event.Words = append(d.Event.Words, h.class)
	for range 10 {
		d.Event.Words = append(d.Event.Words, invented(int(w.zipf.Uint64())))
	}
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

// claims fills in the figures, with as many keys as the comparison gives them.
func (w *newsroom) claims(d *compare.Digest, h *happening, text string) {
	measures := []string{"killed", "wounded", "missing"}
	fortnight := d.Published.Unix() / (14 * 24 * 60 * 60)
	for i := range 8 {
		at := d.Sketch.Sentences[i].At
		x := float64(40 + w.IntN(60))
		c := compare.Claim{Figure: i + 1, Statement: i, Bounds: onrecord.Bounds{Low: x, High: x}, Unit: "person", Of: "people", Words: text[at.Start+5 : at.Start+15], Passage: text[at.Start:at.End],
			At: onrecord.Span{Start: at.Start + 5, End: at.Start + 15}}
		if c.Measure = measures[i%3]; i >= 3 {
			c.Measure = "thing " + invented(w.IntN(2000))
		}
		for _, name := range d.Event.Names[:8] {
			for p := range int64(2) {
				c.Keys = append(c.Keys, fmt.Sprintf("%s|%s|%d", c.Measure, name.Text, fortnight+p))
			}
		}
		d.Claims = append(d.Claims, c)
	}
}

// sketchOf makes the sketch of the words of a text.
func sketchOf(d *compare.Digest, words []string) {
	d.Sketch.Words = len(words)
	mins := slices.Repeat([]uint64{1<<64 - 1}, 64)
	for i := 0; i+5 <= len(words); i++ {
		h := uint64(hashOfAll(strings.Join(words[i:i+5], " ")))
		for k := range mins {
			x := (h ^ uint64(k)*0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9
			mins[k] = min(mins[k], x^x>>29)
		}
		if h%10 == 0 {
			d.Sketch.Samples = append(d.Sketch.Samples, h)
		}
	}
	d.Sketch.Mins = mins
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
	if db.pool != nil { // as it does by itself after a while
		if _, err := db.sql.Exec("ANALYZE"); err != nil {
			b.Fatal(err)
		}
	}
}

// multiply puts copies of all that a ledger has beside it, with other IDs and keys,
// as though as many other worlds had been told of in other years. So a large
// ledger is made in minutes.
func multiply(b testing.TB, db *DB, from, to int) {
	b.Helper()
	for k := from; k < to; k++ {
		salt := hashOfAll("salt", k)
		x := func(column string) string { return fmt.Sprintf("((%s | %d) - (%s & %d))", column, salt, column, salt) } // exclusive or
		ago := func(column string) string {
			return fmt.Sprintf("%s - %d", column, int64(k)*int64(3*365*24*time.Hour/time.Millisecond))
		}
		for _, q := range []string{
			`INSERT INTO digests SELECT ` + x("story") + fmt.Sprintf(`, '%02d' || substr(story_id, 3) || 'x', revision, `, k) + ago("at") + `, version, made_from, sha256, digest, keys FROM digests WHERE story_id NOT LIKE '%x'`,
			`INSERT INTO postings SELECT ` + x("key") + `, CASE WHEN at = 0 THEN 0 ELSE ` + ago("at") + ` END, ` + x("member") + ` FROM postings WHERE at = 0 OR at >= ` + fmt.Sprint(noon.UnixMilli()),
			`INSERT INTO joins SELECT ` + x("a") + `, ` + x("b") + `, 0 FROM joins WHERE a IN (SELECT member FROM members WHERE at >= ` + fmt.Sprint(noon.UnixMilli()) + `)`,
			`INSERT INTO links SELECT ` + x("from_story") + `, ` + x("to_story") + `, kind, share, agency, passages FROM links WHERE from_story IN (SELECT story FROM digests WHERE story_id NOT LIKE '%x')`,
			`INSERT INTO questions SELECT ` + x("question") + `, measure, claims, stories, ` + ago("last") + `, disputed FROM questions WHERE last >= ` + fmt.Sprint(noon.UnixMilli()),
			`INSERT INTO descriptions SELECT ` + x("member") + `, speaker FROM descriptions WHERE member IN (SELECT member FROM members WHERE at >= ` + fmt.Sprint(noon.UnixMilli()) + `)`,
			`INSERT INTO appearances SELECT ` + x("member") + `, ` + ago("at") + `, ` + x("story") + `, speaker FROM appearances WHERE at >= ` + fmt.Sprint(noon.UnixMilli()),
			`INSERT INTO members SELECT ` + x("member") + `, kind, ` + x("story") + `, ` + ago("at") + `, place, item, measure, ` + x("part") + `, keys FROM members WHERE at >= ` + fmt.Sprint(noon.UnixMilli()),
		} {
			if k > 1 && strings.Contains(q, "at = 0 OR ") { // those without a time are the first world's too
				q = strings.Replace(q, "at = 0 OR ", "", 1)
			}
			if _, err := db.sql.Exec(q); err != nil {
				b.Fatal(err, q)
			}
		}
	}
	if db.pool != nil {
		if _, err := db.sql.Exec("ANALYZE"); err != nil {
			b.Fatal(err)
		}
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
			w, have, worlds := newNewsroom(), 0, 1
			for _, n := range []int{1000, 10_000, 100_000} {
				if n > 10_000 && testing.Short() {
					return
				}
				w.inhabit(b, db, have, min(n, 2000))
				have = max(have, min(n, 2000))
				multiply(b, db, worlds, max(1, n/2000))
				worlds = max(1, n/2000)
				b.Logf("%s: %d stories, %d bytes a story", kind, n, bytesOf(b, db)/n)
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
