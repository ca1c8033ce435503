package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// scoreRecords prints how well the program reads the stories of dir, against
// the records that people made of them. Statements match one to one where
// half of the words of their contents together are shared; speakers, kinds,
// acts, dates are judged on matches. With verbose it tells what went wrong.
func scoreRecords(w io.Writer, dir string, verbose bool) error {
	gold, err := readGoldRecords(dir)
	if err != nil {
		return err
	}
	found := make([][]byte, len(gold))
	errs := make([]error, len(gold))
	eachParallel(len(gold), func(i int) { found[i], errs[i] = readRecord(&gold[i]) })
	s := recordScore{counts: map[string]int{}}
	if verbose {
		s.errors = w
	}
	for i := range gold {
		err := errs[i]
		if err == nil {
			err = s.add(&gold[i], found[i])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", gold[i].name, err)
		}
	}
	s.print(w)
	return nil
}

// readRecord has the program read a story as whoever runs it would.
func readRecord(g *goldRecord) ([]byte, error) {
	r, err := onrecord.Extract(onrecord.Revision{Text: g.text, Published: g.published(), AnyLanguage: true})
	if err != nil {
		return nil, err
	}
	return r.MarshalJSON()
}

// A recordScore counts what is right.
type recordScore struct {
	counts map[string]int
	errors io.Writer // nil: errors are not told
	name   string    // of the story being scored
}

func (s *recordScore) count(what string, ok bool) { s.counts[what] += b2i(ok) }

func (s *recordScore) tell(format string, args ...any) {
	if s.errors != nil {
		fmt.Fprintf(s.errors, "%s: "+format+"\n", append([]any{s.name}, args...)...)
	}
}

// add counts one story, given the record that was made of it.
func (s *recordScore) add(g *goldRecord, b []byte) error {
	s.name = g.name
	got, err := parseRecord(b, g.text)
	if err != nil {
		return err
	}
	if err := s.addSpans(g, b); err != nil {
		return err
	}
	t := newRelText(g.text)
	want := join(g.Statements)
	match := s.matchStatements(t, want, got.Statements)
	for i := range want {
		if match[i] >= 0 {
			s.judge(g, &want[i], &got, &got.Statements[match[i]])
		}
	}
	s.addFigures(g.Figures, got.Figures)
	for _, n := range g.Notes {
		found := slices.ContainsFunc(got.Notes, func(m recordNote) bool { return m.Kind == n.Kind && meets(m.recordPlace, n.recordPlace) })
		s.counts["notes"]++
		s.count("notes found", found)
		if !found {
			s.tell("missed note: %s %q", n.Kind, n.Text)
		}
	}
	return nil
}

// addSpans counts the spans anywhere in a record that are what they say, and
// whether its text is that of the story.
func (s *recordScore) addSpans(g *goldRecord, b []byte) error {
	var r map[string]any
	if err := json.Unmarshal(b, &r); err != nil {
		return err
	}
	words, _ := r["text"].(string)
	s.counts["texts"]++
	s.count("text same", words == g.text)
	text := []rune(words)
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			start, ok1 := v["start"].(float64)
			end, ok2 := v["end"].(float64)
			if words, ok := v["text"].(string); ok && ok1 && ok2 {
				s.counts["spans"]++
				s.count("spans exact", 0 <= start && start <= end && int(end) <= len(text) && string(text[int(start):int(end)]) == words)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(r)
	return nil
}

func meets(a, b recordPlace) bool { return a.Start < b.End && b.Start < a.End }

// matchStatements returns for each statement of gold the index of the one
// found that it matches, -1 for none, and counts them.
func (s *recordScore) matchStatements(t *relText, want, got []recordStatement) []int {
	wantWords, gotWords := contentWords(t, want), contentWords(t, got)
	match, taken := matchWords(wantWords, gotWords)
	s.counts["right"] += len(taken)
	for i := range want {
		// A piece that goes on from a statement may lie in the one found whole.
		if match[i] < 0 && len(want[i].Source) == 0 && len(wantWords[i]) > 0 {
			match[i] = slices.IndexFunc(gotWords, func(b []int) bool {
				return float64(len(intersect(wantWords[i], b))) > .9*float64(len(wantWords[i]))
			})
			if match[i] >= 0 {
				taken[match[i]] = true
			}
		}
		switch {
		case match[i] >= 0:
			s.counts["found"]++
		case want[i].Debatable:
			continue
		default:
			s.tell("missed %s: %s", want[i].Kind, words(want[i].Content))
		}
		s.counts["statements"]++
	}
	s.counts["given"] += len(got)
	for j := range got {
		if !taken[j] {
			s.tell("extra %s %s: %s", got[j].Kind, got[j].Act, words(got[j].Content))
		}
	}
	return match
}

func contentWords(t *relText, statements []recordStatement) [][]int {
	out := make([][]int, len(statements))
	for i := range statements {
		out[i] = t.trim(t.touched(bytesOf(statements[i].Content)))
	}
	return out
}

// matchWords pairs sets of words, best first, whose Jaccard is .5 or more.
func matchWords(want, got [][]int) (match []int, taken map[int]bool) {
	type pair struct {
		jaccard float64
		i, j    int
	}
	var pairs []pair
	for i, a := range want {
		for j, b := range got {
			both := len(intersect(a, b))
			if x := float64(both) / float64(len(a)+len(b)-both); x >= .5 {
				pairs = append(pairs, pair{x, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return -cmp.Or(cmp.Compare(a.jaccard, b.jaccard), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	match, taken = make([]int, len(want)), map[int]bool{}
	for i := range match {
		match[i] = -1
	}
	for _, p := range pairs {
		if match[p.i] < 0 && !taken[p.j] {
			match[p.i], taken[p.j] = p.j, true
		}
	}
	return match, taken
}

// intersect returns what two sorted lists share.
func intersect(a, b []int) []int {
	var out []int
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			out = append(out, x)
		}
	}
	return out
}

// judge counts what is right about a statement that was found.
func (s *recordScore) judge(g *goldRecord, want *recordStatement, r *record, got *recordStatement) {
	s.count("kind", got.Kind == want.Kind || slices.Contains(want.Alt.Kind, got.Kind))
	if want.Speakers != nil {
		ok := speakersRight(g, want, r, got)
		s.counts["speakers"]++
		s.count("speakers right", ok)
		s.count("named", len(got.Speakers) > 0)
		s.count("named right", ok && len(got.Speakers) > 0)
		if !ok {
			s.tell("speaker: want %v, got %v: %s", describe(g.Speakers, want.Speakers), describe(r.Speakers, got.Speakers), words(want.Content))
		}
	}
	if want.Act != "" {
		ok := got.Act == want.Act || slices.Contains(want.Alt.Act, got.Act)
		s.counts["acts"]++
		s.count("acts right", ok)
		if !ok {
			s.tell("act: want %s, got %s: %s: %s", want.Act, got.Act, words(want.Cue), words(want.Content))
		}
	}
	if want.Said != nil {
		ok := got.Said != nil && strings.HasPrefix(got.Said.From, want.Said.From)
		s.counts["dates"]++
		s.count("dates right", ok)
		if !ok {
			s.tell("said: want %s %q, got %v: %s", want.Said.From, want.Said.Text, got.Said, words(want.Content))
		}
	}
}

// words returns the first words of spans.
func words(spans []recordSpan) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Text)
	}
	w := strings.Fields(strings.Join(out, " "))
	return strings.Join(w[:min(len(w), 14)], " ")
}

// print prints the rows of the report, in percent.
func (s *recordScore) print(w io.Writer) {
	share := func(a, b string) float64 { return 100 * float64(s.counts[a]) / float64(s.counts[b]) } // NaN: there was nothing
	p, r := share("right", "given"), share("found", "statements")
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	for _, row := range []struct {
		name  string
		value float64
	}{
		{"statement P", p}, {"statement R", r}, {"statement F1", f},
		{"kind", share("kind", "found")},
		{"speaker", share("speakers right", "speakers")}, {"speaker named right", share("named right", "named")},
		{"act", share("acts right", "acts")}, {"said", share("dates right", "dates")},
		{"figure R", share("figures found", "figures")}, {"figure P", share("figures found", "figures given")},
		{"figure bounds of gold", share("bounds right", "figures")},
		{"figure bounds+measure of gold", share("bounds and measure right", "figures")},
		{"notes", share("notes found", "notes")}, {"spans exact", share("spans exact", "spans")},
		{"text unchanged", share("text same", "texts")},
	} {
		fmt.Fprintf(w, "%-32s %6s\n", row.name, strings.ToLower(strconv.FormatFloat(row.value, 'f', 1, 64)))
	}
}
