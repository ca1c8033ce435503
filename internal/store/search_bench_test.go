package store

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/pgtest"
)

// largeLedger is a ledger to search instead of the generated ones. It is filled
// with 100,000 stories if it is empty, which takes minutes, and kept.
var largeLedger = flag.String("ledger", "", "the `ledger` that BenchmarkSearch searches: a file or an address; filled if it is empty")

// A writer invents stories of realistic size: some 400 words that follow
// Zipf's law, a dozen statements, half as many speakers and figures.
type writer struct {
	*rand.Rand
	zipf  *rand.Zipf
	words []string // by rank, the most frequent first
}

// The words whose ranks the benchmarks ask for: the first is in nearly all
// stories, the second in one of 3, the third in one of 50, the last in one of 3,000.
const (
	rankCommon   = 0
	rankFrequent = 100
	rankMedium   = 2000
	rankRare     = 50000
)

func newWriter() *writer {
	w := &writer{words: make([]string, 200_000)}
	for i := range w.words {
		w.words[i] = invented(i)
	}
	return w
}

// seed has the writer write the same again for the same seed.
func (w *writer) seed(n int) {
	w.Rand = rand.New(rand.NewPCG(uint64(n), 1))
	w.zipf = rand.NewZipf(w.Rand, 1.08, 4, uint64(len(w.words)-1))
}

// invented returns a word of its own for each number, which has no ending that
// a stemmer takes off.
func invented(i int) string {
	var b strings.Builder
	for i += 20; i > 0; i /= 100 {
		b.WriteByte("bdfgklmnpr"[i%10])
		b.WriteByte("aiou"[i/10%10%4])
		b.WriteByte("kmnptbdgvz"[i/10%10])
	}
	return b.String()
}

// text adds n words to b and returns their span.
func (w *writer) text(b *strings.Builder, n int) onrecord.Span {
	start := b.Len()
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.words[w.zipf.Uint64()])
	}
	return onrecord.Span{Start: start, End: b.Len()}
}

var (
	manyActs = []onrecord.Act{onrecord.Says, onrecord.Says, onrecord.Says, onrecord.Says, onrecord.Says, onrecord.Says, onrecord.Says, onrecord.Thinks,
		onrecord.Urges, onrecord.Denies, onrecord.Promises, onrecord.Accuses, onrecord.Estimates}
	manyMeasures = []string{"person", "money", "killed", "wounded", "home", "vote"}
)

// story returns story number n as it came in and as it is read.
func (w *writer) story(n int) (*onrecord.Revision, *onrecord.Capture, *onrecord.Record) {
	r := &onrecord.Record{Language: "en", English: "benchmark"}
	var b strings.Builder
	w.text(&b, 9)
	for i := range 6 {
		name := w.words[w.IntN(5000)] + " " + w.words[5000+int(w.zipf.Uint64())%20000]
		r.Speakers = append(r.Speakers, onrecord.Speaker{ID: fmt.Sprintf("k%d", i+1), Kind: onrecord.Person, Name: name, Roles: []string{w.words[w.IntN(300)]}})
	}
	for i := range 5 + w.IntN(14) {
		w.statement(&b, r, i+1)
	}
	w.text(&b, 40+w.IntN(200))
	if n%2 == 0 {
		r.Notes = append(r.Notes, onrecord.Note{Kind: onrecord.Unverified, Span: w.text(&b, 6)})
	}
	at := noon.Add(time.Duration(n) * time.Minute)
	r.Revision = onrecord.Revision{Text: b.String(), URL: fmt.Sprintf("https://outlet%d.example/%d", n%50, n), Outlet: "Outlet " + w.words[300+n%50], Published: at, Title: "Story"}
	return &r.Revision, &onrecord.Capture{URL: r.URL, Status: 200, MediaType: "text/plain", Time: at, Body: []byte(r.Text)}, r
}

// statement adds a paragraph with a statement, and a figure in every other.
func (w *writer) statement(b *strings.Builder, r *onrecord.Record, n int) {
	b.WriteString("\n\n")
	w.text(b, 8)
	b.WriteByte(' ')
	s := onrecord.Statement{ID: fmt.Sprintf("s%d", n), Kind: onrecord.Indirect, Act: manyActs[w.IntN(len(manyActs))], Confidence: .9}
	k := &r.Speakers[w.IntN(len(r.Speakers))]
	start := b.Len()
	b.WriteString(k.Name)
	s.Source = []onrecord.Span{{Start: start, End: b.Len()}}
	k.Mentions, s.Speakers = append(k.Mentions, s.Source[0]), []string{k.ID}
	b.WriteByte(' ')
	s.Cue = []onrecord.Span{w.text(b, 1)}
	b.WriteByte(' ')
	s.Content = []onrecord.Span{w.text(b, 6+w.IntN(16))}
	r.Statements = append(r.Statements, s)
	if n%2 == 0 {
		return
	}
	measure := manyMeasures[w.IntN(len(manyMeasures))]
	if w.IntN(3) == 0 {
		measure = w.words[w.zipf.Uint64()]
	}
	x := float64(w.IntN(1000))
	r.Figures = append(r.Figures, onrecord.Figure{ID: fmt.Sprintf("f%d", len(r.Figures)+1), Span: s.Cue[0],
		Bounds: onrecord.Bounds{Low: x, High: x}, Measure: measure, Statement: s.ID})
}

// fill keeps stories as though they had been read, many at a time, from the one
// with a number up to n.
func fill(b testing.TB, db *DB, from, n int) {
	b.Helper()
	const batch = 100
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(2)
	w := newWriter()
	for first := from; first < n; first += batch {
		w.seed(first)
		var all []*onrecord.Record
		var captures []*onrecord.Capture
		for i := first; i < min(n, first+batch); i++ {
			_, c, r := w.story(i)
			all, captures = append(all, r), append(captures, c)
		}
		g.Go(func() error {
			return db.write(ctx, func(tx *sql.Tx) error { return putAll(ctx, db, tx, all, captures) })
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
	if _, err := db.sql.Exec("ANALYZE"); err != nil { // as PostgreSQL does by itself after a while
		b.Fatal(err)
	}
}

func putAll(ctx context.Context, db *DB, tx *sql.Tx, all []*onrecord.Record, captures []*onrecord.Capture) error {
	for i, r := range all {
		record, err := warcRecord(captures[i])
		if err != nil {
			return err
		}
		k, err := keep(ctx, tx, &r.Revision, captures[i], "", record)
		if err != nil {
			return err
		}
		if err := db.putRecord(ctx, tx, k.Ref, r); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkSearch searches ledgers of generated stories for words that are
// rare and words that all stories have, for two words, and by each field.
func BenchmarkSearch(b *testing.B) {
	b.Logf("%d cores, %s/%s; times vary with what else the machine does", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	if *largeLedger != "" {
		b.Run("100000/given", func(b *testing.B) { benchmarkSearch(b, open(b, *largeLedger), 100_000) })
		return
	}
	for _, n := range []int{1000, 10_000, 100_000} {
		if n > 10_000 && testing.Short() {
			b.Skip("100,000 stories take minutes to load")
		}
		file := filepath.Join(b.TempDir(), "ledger.db")
		b.Run(fmt.Sprint(n, "/sqlite"), func(b *testing.B) { benchmarkSearch(b, open(b, file), n) })
		os.Remove(file)
		b.Run(fmt.Sprint(n, "/postgres"), func(b *testing.B) { benchmarkSearch(b, open(b, pgtest.New(b)), n) })
	}
}

func benchmarkSearch(b *testing.B, db *DB, n int) {
	ctx := context.Background()
	if have, err := db.CountStories(ctx); err != nil {
		b.Fatal(err)
	} else if have < n {
		start := time.Now()
		fill(b, db, have, n)
		b.Logf("%d stories loaded, %.0f/s", n-have, float64(n-have)/time.Since(start).Seconds())
	}
	for _, q := range searches() {
		for _, search := range []struct {
			name string
			f    func(context.Context, string, int) ([]Hit, error)
		}{{"stories", db.Search}, {"statements", db.SearchStatements}} {
			b.Run(search.name+"/"+q.name, func(b *testing.B) {
				hits := 0
				for range b.N {
					found, err := search.f(ctx, q.query, 1000)
					if err != nil {
						b.Fatal(err)
					}
					hits = len(found)
				}
				b.ReportMetric(float64(hits), "hits")
				b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms")
			})
		}
	}
}

func searches() []struct{ name, query string } {
	common, frequent, medium, rare := invented(rankCommon), invented(rankFrequent), invented(rankMedium), invented(rankRare)
	return []struct{ name, query string }{
		{"nothing", ""},
		{"rare", rare},
		{"medium", medium},
		{"frequent", frequent},
		{"common", common},
		{"absent", "zzyzx"},
		{"two-frequent", frequent + " " + invented(rankFrequent+1)},
		{"common-and-rare", common + " " + rare},
		{"phrase", `"` + common + " " + frequent + `"`},
		{"or", medium + " OR " + invented(rankMedium+1)},
		{"without", medium + " -" + frequent},
		{"only-without", "-" + common},
		{"speaker", "speaker:" + invented(77)},
		{"speaker-word", "speaker:" + invented(77) + " " + frequent},
		{"outlet", "outlet:" + invented(310)},
		{"act", "act:denies"},
		{"act-absent", "act:warns"},
		{"act-word", "act:denies " + frequent},
		{"measure", "measure:killed"},
		{"measure-rare", "measure:" + rare},
		{"measure-absent", "measure:zzyzx"},
		{"measure-word", "measure:killed " + common},
		{"after", "after:2031-07-20"},
		{"before", "before:2031-05-16"},
		{"before-none", "before:2000-01-01"},
		{"before-common", "before:2031-05-16 " + common},
		{"or-field", medium + " OR act:warns"},
	}
}
