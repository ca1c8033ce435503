package compare_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// allStories returns the stories of all files as one ledger.
func allStories(t testing.TB) ledger {
	all := ledger{digests: map[string]*compare.Digest{}, texts: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(readLedgers(t))) {
		l := readLedger(t, readLedgers(t)[name])
		id := func(story string) string { return name[len("testdata/origins/"):] + "/" + story }
		for story, d := range l.digests {
			e := *d
			e.Story = id(story)
			all.digests[e.Story], all.texts[e.Story] = &e, l.texts[story]
		}
		for _, m := range l.members {
			all.members = append(all.members, compare.Ref{Story: id(m.Story), Claim: m.Claim})
		}
		for _, k := range l.links {
			k.From, k.To = id(k.From), id(k.To)
			all.links = append(all.links, k)
		}
	}
	return all
}

// some returns a part of a ledger: some of its stories, with their links.
func (l ledger) some(r *rand.Rand) ledger {
	out := ledger{digests: map[string]*compare.Digest{}, texts: l.texts}
	for _, id := range slices.Sorted(maps.Keys(l.digests)) {
		if r.IntN(4) == 0 {
			out.digests[id] = l.digests[id]
		}
	}
	for _, m := range l.members {
		if out.digests[m.Story] != nil && r.IntN(10) > 0 {
			out.members = append(out.members, m)
		}
	}
	for _, k := range l.links {
		if out.digests[k.From] != nil && out.digests[k.To] != nil {
			out.links = append(out.links, k)
		}
	}
	return out
}

// TestOriginsHold checks on many sets of stories what must hold for all: the
// order does not matter, the range is one wide at most, there is an origin for
// each claim that gives a figure, and all evidence slices to its words.
func TestOriginsHold(t *testing.T) {
	all := allStories(t)
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		l := all.some(r)
		o := compare.NewOrigins(l.members, l.digests, l.links)
		checkOrigins(t, l, o)
		of, claimants := claimantNames(l)
		r.Shuffle(len(l.members), func(i, k int) { l.members[i], l.members[k] = l.members[k], l.members[i] })
		r.Shuffle(len(l.links), func(i, k int) { l.links[i], l.links[k] = l.links[k], l.links[i] })
		if again := compare.NewOrigins(l.members, l.digests, l.links); !reflect.DeepEqual(o, again) {
			t.Fatalf("in another order: got\n%swant\n%s", showOrigins(l, again), showOrigins(l, o))
		}
		if of2, claimants2 := claimantNames(l); !reflect.DeepEqual(of, of2) || !reflect.DeepEqual(claimants, claimants2) {
			t.Fatal("claimants depend on the order of members")
		}
	}
}

// claimantNames returns the claimants of each claim.
func claimantNames(l ledger) (map[compare.Ref][]compare.Claimant, []compare.Claimant) {
	all, of := compare.Claimants(l.members, l.digests, l.links)
	out := map[compare.Ref][]compare.Claimant{}
	for i, m := range l.members {
		for _, k := range of[i] {
			out[m] = append(out[m], all[k])
		}
	}
	return out, all
}

func checkOrigins(t *testing.T, l ledger, o compare.Origins) {
	t.Helper()
	if o.Most-o.Least > 1 || o.Most < o.Least || len(o.List) != o.Most || len(o.List) > 0 && o.Least < 1 {
		t.Fatalf("%d to %d origins, %d listed", o.Least, o.Most, len(o.List))
	}
	from := map[compare.Ref]bool{}
	for i, x := range o.List {
		if x.Unknown != (o.List[i].Unknown && i == len(o.List)-1) || x.Claimant.Name == "" && !x.Unknown || len(x.Claims) == 0 {
			t.Fatalf("bad origin %v", x)
		}
		n := map[compare.Ref]bool{}
		for _, c := range x.Occasions {
			for _, m := range c.Claims {
				n[m] = true
			}
		}
		if len(n) != len(x.Claims) {
			t.Fatalf("occasions of %v", x)
		}
		for _, m := range x.Claims {
			from[m] = true
		}
	}
	for _, m := range l.members {
		d := l.digests[m.Story]
		c := d.Claims[m.Claim]
		if c.Figure > 0 && c.Status == "" && !from[m] && (c.Statement < 0 || d.Statements[c.Statement].Act != onrecord.Denies) {
			t.Fatalf("%v %q has no origin", m, c.Words)
		}
	}
	for _, e := range o.Edges {
		checkNode(t, l, o, e.From)
		checkNode(t, l, o, e.To)
		if len(e.Evidence) == 0 {
			t.Fatalf("no evidence for %v", e)
		}
		for _, v := range e.Evidence {
			if got := l.texts[v.Story][v.At.Start:v.At.End]; got != v.Words {
				t.Fatalf("evidence %q stands for %q", got, v.Words)
			}
		}
	}
}

// checkNode checks that a node of an edge is there.
func checkNode(t *testing.T, l ledger, o compare.Origins, node string) {
	t.Helper()
	kind, id, _ := strings.Cut(node, ":")
	ok := id != ""
	switch kind {
	case "story":
		ok = l.digests[id] != nil
	case "claim":
		i := strings.LastIndexByte(id, '/')
		n, err := strconv.Atoi(id[i+1:])
		ok = err == nil && l.digests[id[:i]] != nil && n < len(l.digests[id[:i]].Claims)
	case "speaker":
		n, err := strconv.Atoi(id)
		ok = err == nil && n < len(o.List)
	case "agency", "outlet", "cited":
	default:
		ok = false
	}
	if !ok {
		t.Fatalf("no node %q", node)
	}
}

// TestCopyAddsNothing checks that a copy of any story changes neither the least
// nor the most origins.
func TestCopyAddsNothing(t *testing.T) {
	all := allStories(t)
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 100 {
		l := all.some(r)
		before := compare.NewOrigins(l.members, l.digests, l.links)
		for _, story := range slices.Sorted(maps.Keys(l.digests)) {
			c := l.withCopy(story, fmt.Sprint("zz", n))
			after := compare.NewOrigins(c.members, c.digests, c.links)
			if before.Least != after.Least || before.Most != after.Most {
				t.Fatalf("a copy of %s makes %d to %d origins of %d to %d\n%s\n%s", story, after.Least, after.Most, before.Least, before.Most, showOrigins(l, before), showOrigins(c, after))
			}
		}
	}
}

// withCopy returns l with a full copy of a story at another outlet, and claims
// of it as the story has.
func (l ledger) withCopy(story, id string) ledger {
	out := ledger{members: slices.Clone(l.members), digests: maps.Clone(l.digests), links: slices.Clone(l.links), texts: maps.Clone(l.texts)}
	d := *l.digests[story]
	d.Story, d.Outlet, d.Published = id, "Copy of "+id, d.Published.Add(24*time.Hour)
	out.digests[id], out.texts[id] = &d, l.texts[story]
	whole := onrecord.Span{End: len(l.texts[story])}
	out.links = append(out.links, compare.Link{From: id, To: story, Kind: compare.FullCopy, Share: 1, Passages: []compare.Passage{{From: whole, To: whole}}})
	for _, m := range l.members {
		if m.Story == story {
			out.members = append(out.members, compare.Ref{Story: id, Claim: m.Claim})
		}
	}
	return out
}

// BenchmarkOrigins measures the origins of a question with 40 and 400 articles,
// and with 400 articles that quote somebody else each.
func BenchmarkOrigins(b *testing.B) {
	all := allStories(b)
	ids := slices.Sorted(maps.Keys(all.digests))
	for _, bench := range []struct {
		name   string
		n      int
		others bool
	}{{"40", 40, false}, {"400", 400, false}, {"400 speakers", 400, true}} {
		n := bench.n
		l := ledger{digests: map[string]*compare.Digest{}, texts: all.texts}
		for i := range n {
			d := *all.digests[ids[i%len(ids)]]
			story := d.Story
			d.Story = fmt.Sprint(story, i)
			if bench.others {
				d.Speakers = slices.Clone(d.Speakers)
				for k := range d.Speakers {
					d.Speakers[k].Name = fmt.Sprintf("%s x%dx", d.Speakers[k].Name, i)
					d.Speakers[k].Known, d.Speakers[k].Names = "", nil
				}
			}
			d.Published = d.Published.Add(time.Duration(i) * time.Hour)
			l.digests[d.Story] = &d
			for _, m := range all.members {
				if m.Story == story {
					l.members = append(l.members, compare.Ref{Story: d.Story, Claim: m.Claim})
				}
			}
			if i >= len(ids) && !bench.others {
				l.links = append(l.links, compare.Link{From: d.Story, To: fmt.Sprint(story, i%len(ids)), Kind: compare.FullCopy})
			}
		}
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compare.NewOrigins(l.members, l.digests, l.links)
			}
		})
	}
}
