package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// tellings are n stories about one event, each with its own numbers.
func tellings(t testing.TB, n int) (map[string]*compare.Digest, []compare.Ref) {
	t.Helper()
	digests := map[string]*compare.Digest{}
	var members []compare.Ref
	for i := range n {
		day := time.Date(2031, 3, 4+i%3, 0, 0, 0, 0, time.UTC)
		text := fmt.Sprintf("Quake in Dresna kills %d\n\nDRESNA, Arvany - An earthquake struck the town of Dresna on March 4, killing at least %d people and injuring %d, mayor Jan Orlo said on Tuesday.\n\n"+
			"A doctor at the hospital put the number of dead at %d. The army denied that it had been slow to help and declined to comment on the toll.", 40+i, 40+i, 200+i, 45+i)
		r, err := onrecord.Extract(onrecord.Revision{Text: text, Outlet: fmt.Sprintf("Outlet %d", i%17), Published: day})
		if err != nil {
			t.Fatal(err)
		}
		id := fmt.Sprintf("s%03d", i)
		d := compare.NewDigest(id, 1, r, day)
		digests[id] = d
		for k := range d.Claims {
			if d.Claims[k].Figure > 0 && d.Claims[k].Measure == "killed" {
				members = append(members, compare.Ref{Story: id, Claim: k})
			}
		}
	}
	return digests, members
}

// BenchmarkNewQuestion sets out a question of 40 stories.
func BenchmarkNewQuestion(b *testing.B) {
	digests, members := tellings(b, 40)
	for b.Loop() {
		compare.NewQuestion(members, digests, nil)
	}
}

// BenchmarkSame decides about all pairs of figures of two stories.
func BenchmarkSame(b *testing.B) {
	digests, _ := tellings(b, 2)
	x, y := digests["s000"], digests["s001"]
	pairs := len(x.Claims) * len(y.Claims)
	for b.Loop() {
		for i := range x.Claims {
			for j := range y.Claims {
				compare.Same(x, i, y, j)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pairs), "ns/pair")
}

// table is a text of n figures.
func table(n int) string {
	var b strings.Builder
	b.WriteString("Toll of the Dresna quake\n\nDRESNA, Arvany - An earthquake struck Dresna on March 4, killing 90 people, the ministry said.\n\n")
	for i := range n {
		fmt.Fprintf(&b, "In the village of Ka%slo %d people were killed. ", strings.Repeat("r", i%7+1), i+1)
		if i%10 == 9 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func tableDigest(t testing.TB, id string, n int) *compare.Digest {
	t.Helper()
	day := time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)
	r, err := onrecord.Extract(onrecord.Revision{Text: table(n), Published: day})
	if err != nil {
		t.Fatal(err)
	}
	return compare.NewDigest(id, 1, r, day)
}

// TestTables checks that a text of 2,000 figures is found by few of them only.
func TestTables(t *testing.T) {
	d := tableDigest(t, "a", 2000)
	keyed := 0
	for i := range d.Claims {
		if len(d.Claims[i].Keys) > 0 {
			keyed++
		}
	}
	if len(d.Claims) > 200 || keyed == 0 || keyed > 40 {
		t.Errorf("%d claims, %d with keys", len(d.Claims), keyed)
	}
}

// BenchmarkTables makes the digest of a text of 2,000 figures, compares it with
// another one, and sets all their figures out as one question.
func BenchmarkTables(b *testing.B) {
	x, y := tableDigest(b, "a", 2000), tableDigest(b, "b", 2000)
	digests := map[string]*compare.Digest{"a": x, "b": y}
	var members []compare.Ref
	for id, d := range digests {
		for i := range d.Claims {
			members = append(members, compare.Ref{Story: id, Claim: i})
		}
	}
	day := time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)
	r, err := onrecord.Extract(onrecord.Revision{Text: table(2000), Published: day})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("digest", func(b *testing.B) {
		for b.Loop() {
			compare.NewDigest("a", 1, r, day)
		}
	})
	b.Run("pairs", func(b *testing.B) {
		for b.Loop() {
			for i := range x.Claims {
				for j := range y.Claims {
					compare.Same(x, i, y, j)
				}
			}
		}
	})
	b.Run("question", func(b *testing.B) {
		for b.Loop() {
			compare.NewQuestion(members, digests, nil)
		}
	})
}
