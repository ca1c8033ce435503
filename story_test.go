package onrecord_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

var update = flag.Bool("update", false, "write testdata/scores.txt anew")

// TestStories reads the stories under testdata and compares what it finds with
// what a person found in them. How well that goes is kept in
// testdata/scores.txt, so that a change in quality is a change in a file;
//
//	go test -run Stories/NAME -v
//
// shows what is read otherwise in the story NAME.
func TestStories(t *testing.T) {
	stories, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(stories) == 0 {
		t.Fatal("no stories", err)
	}
	var rows []string
	var total score
	pinned := readScores(t, "stories")
	for _, path := range stories {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			s := scoreStory(t, path)
			total.add(s)
			rows = append(rows, row(name, s))
			if !*update && !slices.Contains(pinned, row(name, s)) {
				t.Errorf("read otherwise than before (-v shows how, -update accepts it):\n%s\n%s", scoreHead, row(name, s))
			}
		})
	}
	if *update && len(rows) == len(stories) {
		writeScores(t, "stories", append([]string{scoreHead}, append(rows, row("all", total))...))
	}
}

// scoreStory reads the story at path and compares it with the gold beside it.
func scoreStory(t *testing.T, path string) score {
	text := readFile(t, path)
	goldPath := strings.TrimSuffix(path, ".txt") + ".want"
	want, err := readGold(text, readFile(t, goldPath))
	if err != nil {
		t.Fatalf("%s: %v", goldPath, err)
	}
	got, err := onrecord.Extract(onrecord.Revision{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	pairs := pair(want, got)
	t.Logf("- expected, + read, = as expected\n%s", diff(want, got, pairs))
	return scorePairs(want, got, pairs)
}

// A score counts how a story was read.
type score struct {
	want, got int // statements
	found     int // expected statements that were read, if with other edges
	exact     int // those with the same words as source, cue and content
	kind      int // those found of the right kind
	speakers  int // those found with the right speakers
	links     int // those found that continue and stand within the right ones
}

func (s *score) add(t score) {
	s.want += t.want
	s.got += t.got
	s.found += t.found
	s.exact += t.exact
	s.kind += t.kind
	s.speakers += t.speakers
	s.links += t.links
}

const scoreHead = "story        want   got  found  exact   kind  speakers  links"

// row returns a line of the score file.
func row(name string, s score) string {
	return fmt.Sprintf("%-12s %4d %5d %6d %6d %6d %9d %6d",
		name, s.want, s.got, s.found, s.exact, s.kind, s.speakers, s.links)
}

// pair returns, for each expected statement, the index of the one that was
// read for it, -1 for none. Two are a pair if their cues share a word or both
// have none, and their contents share half their words.
func pair(want, got *onrecord.Record) []int {
	pairs := make([]int, len(want.Statements))
	taken := map[int]bool{}
	for i := range want.Statements {
		w := &want.Statements[i]
		best := 0.5
		pairs[i] = -1
		for j := range got.Statements {
			g := &got.Statements[j]
			sameCue := shared(w.Cue, g.Cue) > 0 || len(w.Cue) == 0 && len(g.Cue) == 0
			if d := dice(w.Content, g.Content); sameCue && d >= best && !taken[j] {
				best, pairs[i] = d, j
			}
		}
		if pairs[i] >= 0 {
			taken[pairs[i]] = true
		}
	}
	return pairs
}

// dice returns the share of bytes that two sets of spans have in common.
func dice(a, b []onrecord.Span) float64 {
	n := shared(a, a) + shared(b, b)
	if n == 0 {
		return 0
	}
	return 2 * float64(shared(a, b)) / float64(n)
}

// shared returns how many bytes stand in both a and b.
func shared(a, b []onrecord.Span) int {
	n := 0
	for _, s := range a {
		for _, t := range b {
			n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	return n
}

// scorePairs counts what is right in the pairs.
func scorePairs(want, got *onrecord.Record, pairs []int) score {
	s := score{want: len(want.Statements), got: len(got.Statements)}
	for i, j := range pairs {
		if j < 0 {
			continue
		}
		w, g := &want.Statements[i], &got.Statements[j]
		s.found++
		s.exact += count(sameSpans(want.Text, w, g))
		s.kind += count(w.Kind == g.Kind)
		s.speakers += count(sameSpeakers(want, w, got, g))
		s.links += count(sameLinks(want, w, got, g, pairs))
	}
	return s
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// sameSpans reports whether w and g have the same words as source, cue and content.
func sameSpans(text string, w, g *onrecord.Statement) bool {
	return slices.Equal(joined(text, w.Source), joined(text, g.Source)) &&
		slices.Equal(joined(text, w.Cue), joined(text, g.Cue)) &&
		slices.Equal(joined(text, w.Content), joined(text, g.Content))
}

// joined joins pieces that only white space keeps apart.
func joined(text string, pieces []onrecord.Span) []onrecord.Span {
	var out []onrecord.Span
	for _, p := range pieces {
		if n := len(out); n > 0 && strings.TrimSpace(text[out[n-1].End:p.Start]) == "" {
			out[n-1].End = p.End
		} else {
			out = append(out, p)
		}
	}
	return out
}

// sameSpeakers reports whether w and g name the same speakers, whatever
// article and case their names have.
func sameSpeakers(want *onrecord.Record, w *onrecord.Statement, got *onrecord.Record, g *onrecord.Statement) bool {
	a, b := plainNames(want, w), plainNames(got, g)
	return slices.Equal(a, b)
}

// plainNames returns the names of the speakers of s in lower case and without
// an article, sorted.
func plainNames(r *onrecord.Record, s *onrecord.Statement) []string {
	var names []string
	for _, k := range r.Speakers {
		if slices.Contains(s.Speakers, k.ID) {
			name := strings.ToLower(k.Name)
			for _, article := range []string{"the ", "a ", "an "} {
				name = strings.TrimPrefix(name, article)
			}
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// sameLinks reports whether g continues and stands within the statements that
// were read for those that w does.
func sameLinks(want *onrecord.Record, w *onrecord.Statement, got *onrecord.Record, g *onrecord.Statement, pairs []int) bool {
	read := func(id string) string {
		for i, s := range want.Statements {
			if s.ID == id && pairs[i] >= 0 {
				return got.Statements[pairs[i]].ID
			}
		}
		return id
	}
	return read(w.Continues) == g.Continues && read(w.Within) == g.Within
}

// diff returns the statements of both records, line by line, with a mark for
// what is in one alone.
func diff(want, got *onrecord.Record, pairs []int) string {
	var out strings.Builder
	for i := range want.Statements {
		w := &want.Statements[i]
		if pairs[i] < 0 {
			fmt.Fprintf(&out, "- %s\n", line(want, w))
			continue
		}
		g := &got.Statements[pairs[i]]
		if sameSpans(want.Text, w, g) && w.Kind == g.Kind && sameSpeakers(want, w, got, g) && sameLinks(want, w, got, g, pairs) {
			fmt.Fprintf(&out, "= %s\n", line(want, w))
		} else {
			fmt.Fprintf(&out, "- %s\n+ %s\n", line(want, w), line(got, g))
		}
	}
	for j := range got.Statements {
		if !slices.Contains(pairs, j) {
			fmt.Fprintf(&out, "+ %s\n", line(got, &got.Statements[j]))
		}
	}
	return out.String()
}

// TestGold checks that a gold line, read and written again, says the same.
func TestGold(t *testing.T) {
	golds, _ := filepath.Glob("testdata/stories/*.want")
	for _, path := range golds {
		text := readFile(t, strings.TrimSuffix(path, ".want")+".txt")
		r, err := readGold(text, readFile(t, path))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		var again strings.Builder
		for _, k := range r.Speakers {
			fmt.Fprintln(&again, k.Kind, k.Name)
		}
		for i := range r.Statements {
			fmt.Fprintln(&again, line(r, &r.Statements[i]))
		}
		r2, err := readGold(text, again.String())
		if err != nil {
			t.Errorf("%s, written again: %v", path, err)
			continue
		}
		for i, s := range r.Statements {
			if !sameSpans(text, &s, &r2.Statements[i]) {
				t.Errorf("%s: %s is ambiguous; give more of its words", path, line(r, &s))
			}
		}
	}
}

// TestGoldErrors checks that a slip of the pen in a gold file is noticed.
func TestGoldErrors(t *testing.T) {
	const text = `"We have closed," Duarte said.`
	for _, gold := range []string{
		`woman Duarte`,
		`person`,
		`s2 | direct | ? | {"We have closed,"}`,
		`s1 | blunt | ? | {"We have closed,"}`,
		`s1 | direct | Duarte | {"We have closed,"}`,
		`s1 | direct | ? | within s1 | {"We have closed,"}`,
		`s1 | direct | ? | {"We had closed,"}`,
		`s1 | direct | ? | [Duarte] <said>`,
		`s1 | direct | ?`,
	} {
		if r, err := readGold(text, gold); err == nil {
			t.Errorf("%q was read as %+v", gold, r.Statements)
		}
	}
}

const scoresPath = "testdata/scores.txt"

// readScores returns the lines of a section of the score file.
func readScores(t *testing.T, section string) []string {
	_, lines, _ := cutSection(readFile(t, scoresPath), section)
	return lines
}

// writeScores replaces a section of the score file.
func writeScores(t *testing.T, section string, lines []string) {
	before, _, after := cutSection(readFile(t, scoresPath), section)
	out := before + "[" + section + "]\n" + strings.Join(lines, "\n") + "\n" + after
	if err := os.WriteFile(scoresPath, []byte(out), 0o644); err != nil {
		t.Fatal(err)
	}
}

// cutSection splits the score file around a section, which runs from "[name]"
// to an empty line.
func cutSection(file, section string) (before string, lines []string, after string) {
	before, rest, ok := strings.Cut(file, "["+section+"]\n")
	if !ok {
		return strings.TrimRight(file, "\n") + "\n\n", nil, ""
	}
	body, after, ok := strings.Cut(rest, "\n\n")
	if ok {
		after = "\n" + after
	}
	return before, strings.Split(strings.TrimRight(body, "\n"), "\n"), after
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestScoring checks the counting itself, on a reading whose faults are known.
func TestScoring(t *testing.T) {
	const text = `"We have closed," Duarte said. Hald said the pier fell. Duarte denied it.`
	gold, err := readGold(text, `
person Duarte
person Hald
s1 | direct | Duarte | {"We have closed,"} [Duarte] <said>
s2 | indirect | Hald | [Hald] <said> {the pier fell}
s3 | indirect | Duarte | within s2 | [Duarte] <denied> {it}`)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readGold(text, `
person the duarte
s1 | direct | the duarte | {"We have closed,"} [Duarte] <said>
s2 | mixed | ? | [Hald] <said> the {pier fell}
s3 | indirect | ? | {Duarte} denied it`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		read *onrecord.Record
		want score
	}{
		{gold, score{want: 3, got: 3, found: 3, exact: 3, kind: 3, speakers: 3, links: 3}},
		{read, score{want: 3, got: 3, found: 2, exact: 1, kind: 1, speakers: 1, links: 2}},
	} {
		if got := scorePairs(gold, c.read, pair(gold, c.read)); got != c.want {
			t.Errorf("got %+v, want %+v", got, c.want)
		}
	}
	const want = `= s1 | direct | Duarte | {"We have closed,"} [Duarte] <said>
- s2 | indirect | Hald | [Hald] <said> {the pier fell}
+ s2 | mixed | ? | [Hald] <said> the {pier fell}
- s3 | indirect | Duarte | within s2 | [Duarte] <denied> {it}
+ s3 | indirect | ? | {Duarte}
`
	if got := diff(gold, read, pair(gold, read)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
