package compare_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A world is stories as the ledger would compare them.
type world struct {
	ids     []string
	digests map[string]*compare.Digest
	records map[string]*onrecord.Record
	links   []compare.Link
}

// readWorld reads the stories of a file: "-- id | Outlet | day --".
func readWorld(t testing.TB, a *txtar.Archive) *world {
	t.Helper()
	w := &world{digests: map[string]*compare.Digest{}, records: map[string]*onrecord.Record{}}
	for _, f := range a.Files {
		head := strings.Split(f.Name, " | ")
		if len(head) != 3 {
			continue
		}
		day, err := time.Parse(time.DateOnly, head[2])
		if err != nil {
			t.Fatal(err)
		}
		r, err := onrecord.Extract(onrecord.Revision{Text: string(f.Data), Outlet: head[1], Published: day, AnyLanguage: true})
		if err != nil {
			t.Fatal(err)
		}
		w.ids = append(w.ids, head[0])
		w.records[head[0]], w.digests[head[0]] = r, compare.NewDigest(head[0], 1, r, day)
	}
	w.link()
	return w
}

// link finds the links between all stories.
func (w *world) link() {
	for i, x := range w.ids {
		for _, y := range w.ids[i+1:] {
			if l, ok := compare.Copied(w.digests[x], w.digests[y], w.records[x].Text, w.records[y].Text); ok {
				w.links = append(w.links, l)
			}
		}
	}
}

// parts says which figures hang together: by number, from 0.
func (w *world) parts(t testing.TB) map[compare.Ref]int {
	var refs []compare.Ref
	for _, id := range w.ids {
		for i := range w.digests[id].Claims {
			if w.digests[id].Claims[i].Figure > 0 {
				refs = append(refs, compare.Ref{Story: id, Claim: i})
			}
		}
	}
	part := make([]int, len(refs))
	for i := range part {
		part[i] = i
	}
	for i, p := range refs {
		for j, q := range refs[:i] {
			a, b := w.digests[p.Story], w.digests[q.Story]
			same := compare.Same(a, p.Claim, b, q.Claim)
			if back := compare.Same(b, q.Claim, a, p.Claim); back != same {
				t.Errorf("%v and %v are the same one way round only", p, q)
			}
			if !same {
				continue
			}
			if p.Story != q.Story && !slices.ContainsFunc(a.Claims[p.Claim].Keys, func(k string) bool { return slices.Contains(b.Claims[q.Claim].Keys, k) }) {
				t.Errorf("%v and %v are the same, but share no key", p, q)
			}
			from, to := part[j], part[i]
			for k := range part {
				if part[k] == from {
					part[k] = to
				}
			}
		}
	}
	out := map[compare.Ref]int{}
	for i, r := range refs {
		out[r] = part[i]
	}
	return out
}

// questions returns the questions of several claims, those of most claims first.
func (w *world) questions(t testing.TB) []*compare.Question {
	by := map[int][]compare.Ref{}
	for r, k := range w.parts(t) {
		by[k] = append(by[k], r)
	}
	var out []*compare.Question
	for _, members := range by {
		if len(members) > 1 {
			out = append(out, compare.NewQuestion(members, w.digests, w.links))
		}
	}
	slices.SortFunc(out, func(a, b *compare.Question) int {
		if n := len(b.Stories) - len(a.Stories); n != 0 {
			return n
		}
		return strings.Compare(a.Title+strings.Join(a.Stories, " "), b.Title+strings.Join(b.Stories, " "))
	})
	return out
}

// TestQuestions compares what the stories of each file are taken to differ on
// with what is written beside them.
func TestQuestions(t *testing.T) {
	names, err := filepath.Glob("testdata/questions/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			w := readWorld(t, a)
			var b strings.Builder
			for i, q := range w.questions(t) {
				if i > 0 {
					b.WriteByte('\n')
				}
				showQuestion(&b, q)
			}
			if *update {
				a.Files[len(a.Files)-1].Data = []byte(b.String())
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := part(t, a, "questions"); b.String() != want {
				t.Errorf("got\n%swant\n%s", b.String(), want)
			}
		})
	}
}

// showQuestion writes a question as a page would set it out.
func showQuestion(b *strings.Builder, q *compare.Question) {
	fmt.Fprintf(b, "%s\n%d articles, %d outlets, %d to %d origins\n", q.Title, q.Origins.Articles, q.Origins.Outlets, q.Origins.Least, q.Origins.Most)
	for _, band := range q.Bands {
		fmt.Fprintf(b, "  %s\n", band.Name)
		for i, l := range band.Lines {
			fmt.Fprintf(b, "    %d %s\n", i, l.Claimant.Name)
			for _, p := range l.Points {
				fmt.Fprintf(b, "      %s %s:", p.On, p.Bounds)
				for _, c := range p.Claims {
					fmt.Fprintf(b, " %s %q", c.Story, c.Words)
				}
				b.WriteByte('\n')
			}
		}
		for _, r := range band.Relations {
			if r.Kind == compare.Update {
				fmt.Fprintf(b, "    %d updates\n", r.A)
			} else {
				fmt.Fprintf(b, "    %d and %d %s\n", r.A, r.B, r.Kind)
			}
		}
	}
	for _, e := range q.Entries {
		fmt.Fprintf(b, "  %s %s %s: %s %q\n", e.On, e.Claimant.Name, string(e.Answer), e.Cite.Story, e.Cite.Words)
	}
}

// TestBeside checks that those killed and those wounded in one event stand beside
// each other, and nothing else does.
func TestBeside(t *testing.T) {
	a, err := txtar.ParseFile("testdata/questions/fronts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	questions := readWorld(t, a).questions(t)
	for i, p := range questions {
		for _, q := range questions[i+1:] {
			if compare.Beside(p, q) != compare.Beside(q, p) {
				t.Errorf("%s and %s: one way round only", p.Title, q.Title)
			}
			if compare.Beside(p, q) {
				pairs = append(pairs, p.Title+" and "+q.Title)
			}
		}
	}
	if want := "killed — Kessen shell, September 2031 and wounded — Kessen shell, September 2031"; strings.Join(pairs, "; ") != want {
		t.Errorf("%s\nwant %s", strings.Join(pairs, "; "), want)
	}
}

// TestQuestionOrder checks that a question is the same in whatever order its claims
// are given, and that claims of unknown stories are left out.
func TestQuestionOrder(t *testing.T) {
	a, err := txtar.ParseFile("testdata/questions/ferry.txtar")
	if err != nil {
		t.Fatal(err)
	}
	w := readWorld(t, a)
	var members []compare.Ref
	for _, id := range w.ids {
		for i := range w.digests[id].Claims {
			if c := &w.digests[id].Claims[i]; c.Figure > 0 && c.Measure == "killed" && id != "otherferry" {
				members = append(members, compare.Ref{Story: id, Claim: i})
			}
		}
	}
	show := func() string {
		var b strings.Builder
		showQuestion(&b, compare.NewQuestion(members, w.digests, w.links))
		return b.String()
	}
	want := show()
	for i := range 20 {
		rand.New(rand.NewPCG(uint64(i), 1)).Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		if got := show(); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
	members = append(members, compare.Ref{Story: "unknown"}, compare.Ref{Story: "wire", Claim: 999})
	if got := show(); got != want {
		t.Errorf("with unknown claims\n%s\nwant\n%s", got, want)
	}
}
