package compare_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/compare/circular"
)

// seed makes the variants that are scored, and how many there are.
const (
	seed       = 20310514
	variants   = 200
	lookAlikes = 100
)

// Floors of precision and recall, in percent.
const (
	floorPrecision = 95
	floorRecall    = 90
)

// A tally counts what was given, and how much of that is right; what was wanted,
// and how much of that was found.
type tally struct{ right, given, found, wanted int }

func (t tally) precision() float64 { return percent(t.right, t.given) }
func (t tally) recall() float64    { return percent(t.found, t.wanted) }

// pair counts a pair that belongs together or not, and was found together or not.
func (t *tally) pair(same, found bool) {
	if same {
		t.wanted++
	}
	if found {
		t.given++
	}
	if same && found {
		t.right++
		t.found++
	}
}

// hit counts something that was wanted, and found or not.
func (t *tally) hit(found bool) {
	t.wanted++
	if found {
		t.found++
	}
}

// shot counts something that was given, and right or not.
func (t *tally) shot(right bool) {
	t.given++
	if right {
		t.right++
	}
}

func percent(n, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(n) / float64(of)
}

// A score is how well sets were compared.
type score struct {
	figures   tally // read as they stand: the reader's part
	copies    tally // pairs of stories with a copy between them, at first hand or by way of others
	questions tally // pairs of figures of one question, of those that were read
	answers   tally
	origins   tally // pairs of figures of one question that come from one origin
	exact     tally // questions whose number of origins is right
}

// TestVariants compares what is found in sets of known truth with that truth.
func TestVariants(t *testing.T) {
	var s score
	var errors []string
	for n := range uint64(variants) {
		errs := s.compare(t, circular.Variant(seed, n))
		if n%2 == 0 { // the errors of the others stay unseen
			for _, e := range errs {
				errors = append(errors, fmt.Sprintf("%d %s", n, e))
			}
		}
	}
	if name := os.Getenv("VARIANT_ERRORS"); name != "" {
		if err := os.WriteFile(name, []byte(strings.Join(errors, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	joined, copied := 0, 0
	for n := range uint64(lookAlikes) {
		j, c := alike(t, circular.LookAlike(seed, n))
		joined, copied = joined+j, copied+c
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# How well %d variants of the circular set are compared, in percent, and how often\n# one of %d pairs of look-alikes is taken for what it is not.\n# go test ./internal/compare -run Variants -update writes it anew.\n\n", variants, lookAlikes)
	fmt.Fprintf(&b, "%-28s precision  recall\n", "")
	for _, row := range []struct {
		name string
		tally
	}{{"copies", s.copies}, {"questions", s.questions}, {"answers", s.answers}, {"origins", s.origins}, {"number of origins", s.exact}, {"figures as they were read", s.figures}} {
		fmt.Fprintf(&b, "%-28s %9.1f %7.1f\n", row.name, row.precision(), row.recall())
	}
	fmt.Fprintf(&b, "\n%-28s %9d\n%-28s %9d\n", "look-alikes: copies", copied, "look-alikes: questions", joined)
	name := circularData + "scores.txt"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	for _, row := range []struct {
		name string
		tally
	}{{"copies", s.copies}, {"questions", s.questions}, {"origins", s.origins}} {
		if row.precision() < floorPrecision || row.recall() < floorRecall {
			t.Errorf("%s: %.1f and %.1f are below the floors %d and %d", row.name, row.precision(), row.recall(), floorPrecision, floorRecall)
		}
	}
}

// worldOf reads and compares the stories of a set.
func worldOf(t testing.TB, set circular.Set) *world {
	t.Helper()
	w := &world{digests: map[string]*compare.Digest{}, records: map[string]*onrecord.Record{}}
	for _, s := range set.Stories {
		r, err := onrecord.Extract(onrecord.Revision{Text: s.Text, Outlet: s.Outlet, URL: s.URL, Published: s.Published, AnyLanguage: true})
		if err != nil {
			t.Fatal(err)
		}
		w.ids = append(w.ids, s.ID)
		w.records[s.ID], w.digests[s.ID] = r, compare.NewDigest(s.ID, 1, r, s.Published)
	}
	w.link()
	return w
}

// compare adds the score of one set, and returns what went wrong.
func (s *score) compare(t testing.TB, set circular.Set) (errors []string) {
	w := worldOf(t, set)
	errors = append(errors, s.scoreCopies(w, set)...)
	index, errs := s.readFigures(w, set)
	errors = append(errors, errs...)
	return append(errors, s.scoreQuestions(t, w, set, index)...)
}

// scoreCopies compares pairs: two stories of one family share a copy.
func (s *score) scoreCopies(w *world, set circular.Set) (errors []string) {
	family := map[string]string{}
	for _, x := range set.Stories {
		family[x.ID] = x.Family
	}
	linked := map[[2]string]bool{}
	for _, l := range w.links {
		if l.Kind == compare.SharedQuote {
			continue
		}
		linked[[2]string{l.From, l.To}] = true
		right := family[l.From] == family[l.To]
		if s.copies.shot(right); !right {
			errors = append(errors, fmt.Sprintf("copies: %s is no copy of %s (%.2f)", l.From, l.To, l.Share))
		}
	}
	// Wanted are the copies at first hand; what is found between two copies of a
	// third is right, but not asked for.
	for _, c := range set.Copies {
		found := linked[[2]string{c.From, c.To}] || linked[[2]string{c.To, c.From}]
		if s.copies.hit(found); !found {
			errors = append(errors, fmt.Sprintf("copies: %s of %s (%.1f) is not found", c.From, c.To, c.Kept))
		}
	}
	return errors
}

// A key names a figure of the truth.
type key struct {
	question string
	at       int // in Question.Figures
}

// readFigures finds the claims that are the figures of the truth.
func (s *score) readFigures(w *world, set circular.Set) (map[compare.Ref]key, []string) {
	index := map[compare.Ref]key{}
	var errors []string
	for _, q := range set.Questions {
		for i, f := range q.Figures {
			at := -1
			for k, c := range w.digests[f.Story].Claims {
				if c.Figure > 0 && c.At.Start < f.Start+len(f.Words) && f.Start < c.At.End && sameLimits(c.Bounds, f) {
					at = k
				}
			}
			if s.figures.pair(true, at >= 0); at < 0 {
				errors = append(errors, fmt.Sprintf("reader: %s %q of %s", f.Story, f.Words, q.Name))
				continue
			}
			index[compare.Ref{Story: f.Story, Claim: at}] = key{q.Name, i}
		}
	}
	return index, errors
}

func sameLimits(b onrecord.Bounds, f circular.Figure) bool {
	low, high := f.Low, f.High
	if low == circular.NoBound {
		low = math.Inf(-1)
	}
	if high == circular.NoBound {
		high = math.Inf(1)
	}
	return b.Low == low && b.High == high
}

func (s *score) scoreQuestions(t testing.TB, w *world, set circular.Set, index map[compare.Ref]key) (errors []string) {
	part := w.parts(t)
	var refs []compare.Ref
	for r := range index {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b compare.Ref) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for i, a := range refs {
		for _, b := range refs[:i] {
			same, found := index[a].question == index[b].question, part[a] == part[b]
			if a.Story == b.Story {
				continue // a story by itself is not what is compared
			}
			s.questions.pair(same, found)
			switch {
			case same && found:
			case same:
				errors = append(errors, fmt.Sprintf("questions: %v %q and %v %q are apart", b, w.words(b), a, w.words(a)))
			case found:
				errors = append(errors, fmt.Sprintf("questions: %v %q and %v %q are joined", b, w.words(b), a, w.words(a)))
			}
		}
	}
	return append(errors, s.scoreOrigins(w, set, index, part)...)
}

func (w *world) words(r compare.Ref) string { return w.digests[r.Story].Claims[r.Claim].Words }

// scoreOrigins compares, in each question as it was found, which figures come
// from one origin, how many there are, and who answers.
func (s *score) scoreOrigins(w *world, set circular.Set, index map[compare.Ref]key, part map[compare.Ref]int) (errors []string) {
	members := map[int][]compare.Ref{}
	for r, p := range part {
		members[p] = append(members[p], r)
	}
	for _, truth := range set.Questions {
		best, most := -1, 0
		for p, refs := range members {
			n := 0
			for _, r := range refs {
				if index[r].question == truth.Name {
					n++
				}
			}
			if n > most || n == most && n > 0 && p < best {
				best, most = p, n
			}
		}
		if best < 0 {
			continue
		}
		q := compare.NewQuestion(members[best], w.digests, w.links)
		of := map[compare.Ref]int{}
		for i, o := range q.Origins.List {
			for _, r := range o.Claims {
				of[r] = i + 1
			}
		}
		var all []compare.Ref
		for r := range of {
			if index[r].question == truth.Name {
				all = append(all, r)
			}
		}
		for i, a := range all {
			for _, b := range all[:i] {
				same := truth.Figures[index[a].at].Origin == truth.Figures[index[b].at].Origin
				found := of[a] == of[b]
				s.origins.pair(same, found)
				if same != found && truth.Figures[index[a].at].Story != truth.Figures[index[b].at].Story {
					errors = append(errors, fmt.Sprintf("origins: %v %q and %v %q: one origin %v, found %v", a, w.words(a), b, w.words(b), same, found))
				}
			}
		}
		if whole(truth, index) { // where all figures were read, the number must be right
			right := q.Origins.Least == truth.Least && q.Origins.Most == truth.Most
			if s.exact.pair(true, right); !right {
				errors = append(errors, fmt.Sprintf("origins: %s has %d to %d, found %d to %d", truth.Name, truth.Least, truth.Most, q.Origins.Least, q.Origins.Most))
			}
		}
		s.scoreAnswers(truth, q, &errors)
	}
	return errors
}

// whole reports whether all figures of a question were read.
func whole(q circular.Question, index map[compare.Ref]key) bool {
	n := 0
	for _, k := range index {
		if k.question == q.Name {
			n++
		}
	}
	return n == len(q.Figures)
}

func (s *score) scoreAnswers(truth circular.Question, q *compare.Question, errors *[]string) {
	for _, a := range truth.Answers {
		found := slices.ContainsFunc(q.Entries, func(e compare.Entry) bool {
			return e.Cite.Story == a.Story && e.Cite.At.Start < a.Start+len(a.Words) && a.Start < e.Cite.At.End
		})
		if s.answers.hit(found); !found {
			*errors = append(*errors, fmt.Sprintf("answers: %s %s %q is not found", a.Story, a.Kind, a.Words))
		}
	}
	for _, e := range q.Entries {
		right := slices.ContainsFunc(truth.Answers, func(a circular.Answer) bool { return e.Cite.Story == a.Story })
		if s.answers.shot(right); !right {
			*errors = append(*errors, fmt.Sprintf("answers: %s %s %q is none", e.Cite.Story, string(e.Answer), e.Cite.Words))
		}
	}
}

// alike reports how many figures of two look-alikes are joined, and how many
// copies are found, that should not be.
func alike(t testing.TB, p circular.Pair) (joined, copied int) {
	w := worldOf(t, p.Set)
	for _, l := range w.links {
		if l.Kind != compare.SharedQuote {
			copied = 1
		}
	}
	if p.Same {
		return 0, copied
	}
	part := w.parts(t)
	of := map[int]string{}
	for r, k := range part {
		if s, ok := of[k]; ok && s != r.Story {
			joined = 1
		}
		of[k] = r.Story
	}
	return joined, copied
}
