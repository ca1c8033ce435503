package web

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/compare/circular"
	"github.com/onrecord/onrecord/internal/store"
)

// A walk is what people open, and what came of it.
type walk struct {
	address   string
	addresses map[string][]string // by kind; the first half are of the stories kept last
	shares    []share
	heard     atomic.Int64
	mu        sync.Mutex
	visited   []visitedPage
}

// A share is how many of a hundred pages are of a kind.
type share struct {
	kind string
	of   int
}

// newWalk picks addresses: half of them of the stories kept last, which most
// people read, half of any.
func newWalk(t testing.TB, db *store.DB) *walk {
	w := &walk{addresses: map[string][]string{"front": {"/"}, "sources": {"/sources"}},
		shares: []share{{"front", 20}, {"question", 20}, {"story", 25}, {"statement", 10}, {"search", 15}, {"speaker", 7}, {"sources", 3}}}
	var refs []store.Ref
	last, err := db.Search(t.Context(), "", 300)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range last {
		refs = append(refs, h.Ref)
	}
	var all []store.Ref
	if err := db.EachStory(t.Context(), func(s *store.Story) error {
		all = append(all, store.Ref{Story: s.ID, Revision: s.Latest})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	for range 1000 {
		refs = append(refs, all[r.IntN(len(all))])
	}
	for i, ref := range refs {
		if err := w.add(t.Context(), db, ref, i); err != nil {
			t.Fatal(err)
		}
	}
	for kind, list := range w.addresses {
		t.Logf("%d addresses: %s", len(list), kind)
	}
	return w
}

// add adds the addresses of a story.
func (w *walk) add(ctx context.Context, db *store.DB, ref store.Ref, n int) error {
	put := func(kind, path string) { w.addresses[kind] = append(w.addresses[kind], path) }
	put("story", storyPath(ref))
	r, err := db.Decided(ctx, ref)
	if err != nil {
		return err
	}
	if len(r.Statements) > 0 {
		put("statement", statementPath(ref, r, &r.Statements[n%len(r.Statements)], onrecord.CountCodePoints(r.Text)))
		put("search", searchPath(queryOf(r, n)))
	}
	questions, err := db.QuestionsOf(ctx, ref.Story)
	if err != nil {
		return err
	}
	for _, id := range questions {
		put("question", "/question/"+id)
		break
	}
	digests, err := db.Digests(ctx, []string{ref.Story})
	if err != nil || digests[ref.Story] == nil {
		return err
	}
	for i := range digests[ref.Story].Speakers {
		if id := digests[ref.Story].Speakers[i].Person; id != "" {
			put("speaker", "/speaker/"+id)
			break
		}
	}
	return nil
}

// queryOf returns a search as somebody may type it who has read a story.
func queryOf(r *onrecord.Record, n int) string {
	s := &r.Statements[n%len(r.Statements)]
	words := strings.FieldsFunc(r.Words(s.Content), func(c rune) bool { return c < 'A' || c > 'Z' && c < 'a' || c > 'z' })
	word := func(i int) string {
		if len(words) == 0 {
			return "harbour"
		}
		return words[i%len(words)]
	}
	who := "police"
	if speakers := r.SpeakersOf(s); len(speakers) > 0 {
		who = speakers[0].Name
		if at := strings.LastIndexByte(who, ' '); at >= 0 {
			who = who[at+1:]
		}
	}
	who = strings.Trim(who, `“”‘’"'.,:()-`)
	switch n % 10 {
	case 0:
		return word(n)
	case 1:
		return word(n) + " " + word(n+2)
	case 2:
		return `"` + word(1) + " " + word(2) + `"`
	case 3:
		return "speaker:" + who
	case 4:
		return "measure:killed " + who
	case 5:
		return "act:" + string(s.Act) + " " + word(n)
	case 6:
		return "people killed"
	case 7:
		return word(n) + " after:" + r.Published.Format(time.DateOnly)
	case 8:
		return who + " OR " + word(n)
	}
	return "said " + who
}

// available leaves out kinds of pages that the desk does not have.
func (w *walk) available(t *testing.T) {
	c := newClient()
	defer c.CloseIdleConnections()
	var have []share
	for _, s := range w.shares {
		if len(w.addresses[s.kind]) == 0 {
			t.Errorf("the ledger has no %s", s.kind)
			continue
		}
		v := w.open(t.Context(), c, s.kind, w.addresses[s.kind][0])
		t.Logf("cold %s: %s, %d bytes, %v", s.kind, v.took.Round(time.Millisecond), v.bytes, v.err)
		if v.err == nil {
			have = append(have, s)
		}
	}
	w.shares = have
}

// next picks what somebody opens next.
func (w *walk) next(r *rand.Rand) (kind, path string) {
	sum := 0
	for _, s := range w.shares {
		sum += s.of
	}
	n := r.IntN(sum)
	for _, s := range w.shares {
		if n -= s.of; n < 0 {
			return s.kind, w.pick(s.kind, r)
		}
	}
	panic("no pages")
}

// pick picks an address, every other time one of the latest.
func (w *walk) pick(kind string, r *rand.Rand) string {
	list := w.addresses[kind]
	if r.IntN(2) == 0 {
		list = list[:max(1, len(list)/5)]
	}
	return list[r.IntN(len(list))]
}

func (w *walk) question(r *rand.Rand) string { return w.pick("question", r) }

// keepOn keeps, reads and compares a story every two seconds, as whoever watches
// the ledger's sources does.
func keepOn(ctx context.Context, t *testing.T, db *store.DB) {
	n, err := db.CountStories(ctx)
	if err != nil {
		t.Error(err)
		return
	}
	tick := time.NewTicker(*arrive)
	defer tick.Stop()
	var stories []circular.Story
	for added := 0; ; added++ {
		if len(stories) == 0 {
			stories = circular.Variant(99, uint64(n+added)).Stories
		}
		select {
		case <-ctx.Done():
			t.Logf("%d stories came in", added)
			return
		case <-tick.C:
		}
		s := stories[0]
		stories = stories[1:]
		s.URL += "-" + strconv.Itoa(n+added)
		if err := keepOne(context.WithoutCancel(ctx), db, &s); err != nil {
			t.Error(fmt.Errorf("%s: %w", s.URL, err))
			return
		}
	}
}

func keepOne(ctx context.Context, db *store.DB, s *circular.Story) error {
	rev := onrecord.Revision{Text: s.Text, URL: s.URL, Outlet: s.Outlet, Published: s.Published.AddDate(1, 0, 0)}
	c := &onrecord.Capture{URL: s.URL, Status: 200, MediaType: "text/plain; charset=utf-8", Time: rev.Published, Body: []byte(s.Text)}
	k, err := db.Keep(ctx, &rev, c, "")
	if err != nil {
		return err
	}
	r, err := onrecord.Extract(rev)
	if err != nil {
		return err
	}
	if err := db.PutRecord(ctx, k.Ref, r); err != nil {
		return err
	}
	return db.Compare(ctx, k.Ref, compare.NewDigest(k.Story, k.Revision, r, rev.Published))
}
