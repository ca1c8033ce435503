package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// ferryStory has what makes scoring hard: letters of two bytes, quotations
// over a line break, broken spans, a cue that is no word of reporting.
const ferryStory = "KELDØY — The ferry to Brønsund “will not sail before Monday,” harbour master Åse Tveit said, " +
	"“whatever the minister’s office thinks.”\n\n" +
	"She added that two pumps had failed. “We have asked for spares,\n" +
	"and we are waiting.”\n\n" +
	"The ministry believes the crossing is safe, according to a letter from Odd Rønning, its director. " +
	"\"Nobody was hurt,\" The director wrote. Mayor Ines Falk's hope that trade would recover was shared by shopkeepers, " +
	"who expect a quiet week. Officials admitted on Friday the pumps were old.\n"

// at returns where each of the pieces first stands in the story.
func at(t *testing.T, pieces ...string) []lang.Span {
	var out []lang.Span
	for _, p := range pieces {
		i := strings.Index(ferryStory, p)
		if i < 0 {
			t.Fatalf("the story has no %q", p)
		}
		out = append(out, lang.Span{Start: i, End: i + len(p)})
	}
	return out
}

// ferryGold are the relations of the story as its annotator marked them.
func ferryGold(t *testing.T) []spans {
	return []spans{
		{at(t, "harbour master Åse Tveit"), at(t, "said"), at(t, "The ferry to Brønsund “will not sail before Monday,”", "“whatever the minister’s office thinks.”")},
		{at(t, "She"), at(t, "added"), at(t, "that two pumps had failed", "“We have asked for spares,\nand we are waiting.”")},
		{at(t, "The ministry"), at(t, "believes"), at(t, "the crossing is safe")},
		{at(t, "a letter from Odd Rønning, its director"), at(t, "according to"), at(t, "The ministry believes the crossing is safe")},
		{at(t, "The director"), at(t, "wrote"), at(t, "\"Nobody was hurt,\"")},
		{at(t, "Mayor Ines Falk's"), at(t, "hope"), at(t, "that trade would recover")},
		{at(t, "who"), at(t, "expect"), at(t, "a quiet week")},
		{nil, at(t, "admitted"), at(t, "the pumps were old")},
	}
}

// ferryFound are the relations of the story as a reader found them: some
// right, some nearly, some not at all.
func ferryFound(t *testing.T) []attribution.Relation {
	return []attribution.Relation{
		{Source: at(t, "Åse Tveit"), Cue: at(t, "said,"), Content: at(t, "“will not sail before Monday,”"), Continues: -1, Within: -1},
		{Content: at(t, "“whatever the minister’s office thinks.”"), Continues: 0, Within: -1},
		{Source: at(t, "She"), Cue: at(t, "added"), Content: at(t, "that two pumps had failed"), Continues: -1, Within: -1},
		{Content: at(t, "We have asked for spares,\nand we are waiting"), Continues: 2, Within: -1},
		{Source: at(t, "The ministry"), Cue: at(t, "believes"), Content: at(t, "the crossing is safe"), Continues: -1, Within: 5},
		{Source: at(t, "from Odd Rønning"), Cue: at(t, "according to"), Content: at(t, "The ministry believes the crossing is safe"), Continues: -1, Within: -1},
		{Source: at(t, "The director"), Cue: at(t, "wrote"), Content: at(t, "\"Nobody was hurt,\""), Continues: -1, Within: -1},
		{Source: at(t, "Ines Falk"), Cue: at(t, "hope"), Content: at(t, "that trade would recover was shared by shopkeepers"), Continues: -1, Within: -1},
		{Source: at(t, "shopkeepers"), Cue: at(t, "expect"), Content: at(t, "a quiet week"), Continues: -1, Within: -1},
		{Source: at(t, "Officials"), Cue: at(t, "admitted on"), Content: at(t, "the pumps were old"), Continues: -1, Within: -1},
		{Cue: at(t, "admitted"), Content: at(t, "on Friday the pumps were old"), Continues: -1, Within: -1},
		{Cue: at(t, "admitted"), Content: at(t, "Friday the pumps were old"), Continues: -1, Within: -1},
	}
}

// writeBrat lays out the story and its relations as PolNeAR does.
func writeBrat(t *testing.T, rels []spans) (dir string) {
	var ann strings.Builder
	n := 0
	mark := func(kind string, pieces []lang.Span) string {
		var offsets []string
		for _, p := range pieces {
			start := utf8.RuneCountInString(ferryStory[:p.Start])
			offsets = append(offsets, fmt.Sprint(start, start+utf8.RuneCountInString(ferryStory[p.Start:p.End])))
		}
		n++
		fmt.Fprintf(&ann, "T%d\t%s %s\t…\n", n, kind, strings.Join(offsets, ";"))
		return fmt.Sprintf(" %s:T%d", kind, n)
	}
	for i, r := range rels {
		roles := mark("Cue", r.cue) + mark("Content", r.content[:1])
		if len(r.content) > 1 {
			roles += strings.Replace(mark("Content", r.content[1:]), "Content", "Content2", 1)
		}
		if r.source != nil {
			roles += mark("Source", r.source)
		}
		fmt.Fprintf(&ann, "E%d\tAttribution:T0%s\n", i+1, roles)
	}
	dir = t.TempDir()
	for name, data := range map[string]string{
		"text/ferry_north.txt":              ferryStory,
		"attributions/ferry_north_00a1.ann": ann.String(),
		"attributions/ferry_north_00b2.ann": "T1\tCue 0 6\t…\nE1\tCue:T1\n", // no content: left out
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadGold(t *testing.T) {
	want := ferryGold(t)
	texts, err := readGold(writeBrat(t, want))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 1 || texts[0].name != "ferry_north" || texts[0].text != ferryStory || len(texts[0].files) != 2 {
		t.Fatalf("read %+v", texts)
	}
	if got := texts[0].files; fmt.Sprint(got[0]) != fmt.Sprint(want) || len(got[1]) != 0 {
		t.Errorf("read %v\nwant %v", got, want)
	}
}

func TestReadGoldRefusesSpansOutsideTheText(t *testing.T) {
	for _, line := range []string{"T1\tCue 3\t", "T1\tCue 3 900\t", "T1\tCue 5 3\t", "T1\tCue a b\t"} {
		if _, err := parseBrat(line, byteOffsets("Short.")); err == nil {
			t.Errorf("%q: no error", line)
		}
	}
}

// TestScoreRelations compares the report with that of the scorer that the
// figures of others were made with.
func TestScoreRelations(t *testing.T) {
	text := newRelText(ferryStory)
	s := relationScore{}
	s.add(text, text.relations(predictedSpans(ferryFound(t))), text.relations(ferryGold(t)))
	var b strings.Builder
	s.print(&b)
	if got := b.String(); got != ferryReport {
		t.Errorf("got\n%s\nwant\n%s", got, ferryReport)
	}
}

const ferryReport = `                              P      R     F1
exact cue                  88.9   87.5   88.2
exact source               44.4   37.5   40.7
exact content              55.6   62.5   58.8
exact whole                22.2   25.0   23.5
overlap cue                66.7   88.9   76.2
overlap source             83.3   43.5   57.1
overlap content            79.2   83.8   81.4
overlap all                78.1   75.0   76.5
fragment source            28.6   28.6   28.6
fragment cue               75.0   75.0   75.0
fragment content           54.5   60.0   57.1
relation all               66.7   75.0   70.6
relation direct           100.0  100.0  100.0
relation mixed            100.0  100.0  100.0
relation indirect          50.0   60.0   54.5
relation reporting         71.4  100.0   83.3
relation reporting direct  100.0  100.0  100.0
relation reporting mixed  100.0  100.0  100.0
relation reporting indirect   50.0  100.0   66.7
relation other             50.0   33.3   40.0
cue found                 100.0   87.5   93.3
`

func TestIsReporting(t *testing.T) {
	for _, w := range []string{"said", "Says", "told", "replies", "denied", "admitting", "promised", "According"} {
		if !isReporting(w) {
			t.Errorf("%s is no word of reporting", w)
		}
	}
	for _, w := range []string{"hope", "believes", "expect", "on", "é"} {
		if isReporting(w) {
			t.Errorf("%s is a word of reporting", w)
		}
	}
}

func TestRelTextTokens(t *testing.T) {
	text := newRelText("É_2½ don’t\x1fsay…\xff!")
	var got []string
	for i := range text.tokens {
		got = append(got, text.token(i))
	}
	if want := []string{"É_2½", "don", "’", "t", "say", "…", "\xff", "!"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
