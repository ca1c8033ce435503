package compare_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A markedClaim is a claim with the letter that testdata/same marks it with;
// empty if it has none.
type markedClaim struct {
	compare.Ref
	d      *compare.Digest
	letter string
}

func (m markedClaim) words() string {
	return path.Base(m.Story) + " " + fmt.Sprintf("%q", m.d.Claims[m.Claim].Words)
}

var markRE = regexp.MustCompile(`\[([A-Z]) ([^\]]+)\]`)

// unmarked takes the marks out of a text and tells where they stood.
func unmarked(text string) (string, map[onrecord.Span]string) {
	marks := map[onrecord.Span]string{}
	var b strings.Builder
	last := 0
	for _, m := range markRE.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[last:m[0]])
		start := b.Len()
		b.WriteString(text[m[4]:m[5]])
		marks[onrecord.Span{Start: start, End: b.Len()}] = text[m[2]:m[3]]
		last = m[1]
	}
	b.WriteString(text[last:])
	return b.String(), marks
}

// markedClaims reads the stories of a file and returns their claims with figures, and
// which marks are no claims.
func markedClaims(t testing.TB, file string, a *txtar.Archive) (out []markedClaim, lost []string) {
	t.Helper()
	for _, f := range a.Files {
		head := strings.Split(f.Name, " | ")
		day, err := time.Parse(time.DateOnly, head[2])
		if err != nil {
			t.Fatal(err)
		}
		text, marks := unmarked(string(f.Data))
		r, err := onrecord.Extract(onrecord.Revision{Text: text, Outlet: head[1], Published: day, AnyLanguage: true})
		if err != nil {
			t.Fatal(err)
		}
		d := compare.NewDigest(file+"/"+head[0], 1, r, day)
		for i := range d.Claims {
			m := markedClaim{Ref: compare.Ref{Story: d.Story, Claim: i}, d: d}
			if d.Claims[i].Figure == 0 {
				continue
			}
			for at, letter := range marks {
				if at.Overlaps(d.Claims[i].At) {
					m.letter = letter
					delete(marks, at)
				}
			}
			out = append(out, m)
		}
		for at, letter := range marks {
			lost = append(lost, fmt.Sprintf("%s %s %q", head[0], letter, text[at.Start:at.End]))
		}
	}
	slices.Sort(lost)
	return out, lost
}

// joinScore counts pairs of claims of different stories.
type joinScore struct{ joined, right, gold int }

func (s joinScore) String() string {
	return fmt.Sprintf("%d of %d pairs joined, %d wrongly", s.right, s.gold, s.joined-s.right)
}

// TestSame compares which figures are taken for those of one question with the
// marks in testdata/same.
func TestSame(t *testing.T) {
	names, err := filepath.Glob("testdata/same/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	var b strings.Builder
	var sums [2]joinScore
	var all []markedClaim
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		set, base := 0, strings.TrimSuffix(filepath.Base(name), ".txtar")
		if strings.HasPrefix(base, "held") {
			set = 1
		}
		claims, lost := markedClaims(t, base, a)
		apart(t, claims, all)
		all = append(all, claims...)
		fmt.Fprintf(&b, "%s\n", base)
		for _, l := range lost {
			fmt.Fprintf(&b, "  not read: %s\n", l)
		}
		for _, l := range sums[set].add(t, claims) {
			fmt.Fprintf(&b, "  %s\n", l)
		}
	}
	fmt.Fprintf(&b, "in all: %s\nheld back: %s\n", sums[0], sums[1])
	const want = "testdata/same/scores.txt"
	if *update {
		if err := os.WriteFile(want, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != b.String() {
		t.Errorf("got\n%s", b.String())
	}
}

// apart checks that no claims of different files are joined, whichever is given
// first: they tell of different events.
func apart(t *testing.T, claims, others []markedClaim) {
	for _, p := range claims {
		for _, q := range others {
			if compare.Same(p.d, p.Claim, q.d, q.Claim) || compare.Same(q.d, q.Claim, p.d, p.Claim) {
				t.Errorf("%s and %s are the same", p.words(), q.words())
			}
		}
	}
}

// add counts the pairs of some claims and tells which are joined wrongly or not.
func (s *joinScore) add(t *testing.T, claims []markedClaim) (errors []string) {
	for i, p := range claims {
		for _, q := range claims[:i] {
			same := compare.Same(p.d, p.Claim, q.d, q.Claim)
			if back := compare.Same(q.d, q.Claim, p.d, p.Claim); back != same {
				t.Errorf("%s and %s are the same one way round only", p.words(), q.words())
			}
			if p.Story == q.Story {
				if same && p.letter != q.letter {
					errors = append(errors, fmt.Sprintf("joined in one story: %s %s, %s %s", q.letter, q.words(), p.letter, p.words()))
				}
				continue
			}
			gold := p.letter != "" && p.letter == q.letter
			if same && !sharesKey(p, q) {
				t.Errorf("%s and %s are the same, but share no key", p.words(), q.words())
			}
			if gold {
				s.gold++
			}
			if same {
				s.joined++
			}
			switch {
			case same && gold:
				s.right++
			case same:
				errors = append(errors, fmt.Sprintf("joined: %s %s, %s %s", q.letter, q.words(), p.letter, p.words()))
			case gold:
				errors = append(errors, fmt.Sprintf("apart: %s %s, %s", p.letter, q.words(), p.words()))
			}
		}
	}
	return errors
}

func sharesKey(p, q markedClaim) bool {
	return slices.ContainsFunc(p.d.Claims[p.Claim].Keys, func(k string) bool { return slices.Contains(q.d.Claims[q.Claim].Keys, k) })
}

// TestWeeksApart tells every story of testdata/same again four weeks later, when
// "on Tuesday" is another Tuesday: only totals of a long time, and what is told
// of a day by its date, are of one question with what was told before.
func TestWeeksApart(t *testing.T) {
	names, err := filepath.Glob("testdata/same/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := markedClaims(t, "first", a)
		for i := range a.Files {
			head := strings.Split(a.Files[i].Name, " | ")
			day, err := time.Parse(time.DateOnly, head[2])
			if err != nil {
				t.Fatal(err)
			}
			a.Files[i].Name = strings.Join([]string{head[0], head[1], day.AddDate(0, 0, 28).Format(time.DateOnly)}, " | ")
		}
		again, _ := markedClaims(t, "again", a)
		for _, p := range first {
			for _, q := range again {
				dated := p.d.Claims[p.Claim].Scope.Day+q.d.Claims[q.Claim].Scope.Day != ""
				if long := p.d.Claims[p.Claim].Scope.Long; compare.Same(p.d, p.Claim, q.d, q.Claim) && !long && !dated {
					t.Errorf("%s: %s, %s", filepath.Base(name), p.words(), q.words())
				}
			}
		}
	}
}
