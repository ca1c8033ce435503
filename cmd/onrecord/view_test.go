package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

var update = flag.Bool("update", false, "rewrite the files in testdata that output is compared with")

// golden compares got with the file name in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", name, got)
	}
}

// tide is a story made up, and read by hand: direct, mixed, nested, joint,
// unresolved and continued statements, one of them hostile to terminals.
func tide() *story {
	text := "“The bridge is closed,” said Ana Duarte, the harbour master. “We can't risk it.”\n\n" +
		"“Nobody is to cross.”\n\n" +
		"The mayor and the <coastguard> said the ferry firm had denied that its boats were “unfit\x1b[31m for \u202ewinter”, according to two people who asked not to be named.\n\n" +
		"=Tides will be 潮位が高い high, it is feared.\n\n" +
		"At least 340 people were perhaps hurt, =St Brannoc's Hospital told a briefing on Tuesday, denying a toll of 1,200. About 40 boats sank. The Daily could not verify the toll."
	r := &onrecord.Record{Revision: onrecord.Revision{Text: text, Published: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)}, Language: "en"}
	at := func(words ...string) (out []onrecord.Span) {
		for _, w := range words {
			i := strings.Index(text, w)
			out = append(out, onrecord.Span{Start: i, End: i + len(w)})
		}
		return out
	}
	r.Speakers = []onrecord.Speaker{
		{ID: "k1", Kind: onrecord.Person, Name: "Ana Duarte", Mentions: at("Ana Duarte")},
		{ID: "k2", Kind: onrecord.Unnamed, Name: "the mayor", Mentions: at("The mayor")},
		{ID: "k3", Kind: onrecord.Body, Name: "the coastguard", Mentions: at("the <coastguard>")},
		{ID: "k4", Kind: onrecord.Body, Name: "the ferry firm", Mentions: at("the ferry firm")},
		{ID: "k5", Kind: onrecord.Body, Name: "=St Brannoc's Hospital", Roles: []string{"clinic of the islands"}, Mentions: at("=St Brannoc's Hospital")},
	}
	unfit := "that its boats were “unfit\x1b[31m for \u202ewinter”"
	whole := "the ferry firm had denied " + unfit
	r.Statements = []onrecord.Statement{
		{ID: "s1", Kind: onrecord.Direct, Source: at("Ana Duarte, the harbour master"), Cue: at("said"), Content: at("“The bridge is closed,”", "“We can't risk it.”"), Speakers: []string{"k1"}, Confidence: .94},
		{ID: "s2", Kind: onrecord.Direct, Content: at("“Nobody is to cross.”"), Speakers: []string{"k1"}, Continues: "s1", Confidence: .71},
		{ID: "s3", Kind: onrecord.Mixed, Source: at("two people who asked not to be named"), Cue: at("according to"), Content: at("The mayor and the <coastguard> said " + whole), Confidence: .8},
		{ID: "s4", Kind: onrecord.Mixed, Source: at("The mayor and the <coastguard>"), Cue: []onrecord.Span{{Start: strings.Index(text, "said the ferry"), End: strings.Index(text, "said the ferry") + 4}}, Content: at(whole), Speakers: []string{"k2", "k3"}, Within: "s3", Confidence: .62},
		{ID: "s5", Kind: onrecord.Mixed, Source: at("the ferry firm"), Cue: at("denied"), Content: at(unfit), Speakers: []string{"k4"}, Within: "s4", Confidence: .55},
		{ID: "s6", Kind: onrecord.Indirect, Cue: at("feared"), Content: at("=Tides will be 潮位が高い high"), Confidence: .4},
		{ID: "s7", Kind: onrecord.Indirect, Act: onrecord.Warns, Source: at("=St Brannoc's Hospital"), Cue: at("told"), Content: at("At least 340 people were perhaps hurt"), Speakers: []string{"k5"},
			Said: onrecord.Date{Span: at("on Tuesday")[0], From: time.Date(2031, 5, 13, 0, 0, 0, 0, time.UTC), To: time.Date(2031, 5, 13, 0, 0, 0, 0, time.UTC)},
			To:   at("a briefing")[0], Hedges: at("perhaps"), Confidence: .9},
	}
	r.Figures = []onrecord.Figure{
		{ID: "f1", Span: at("At least 340 people")[0], Bounds: onrecord.Bounds{Low: 340, High: math.Inf(1)}, Measure: "wounded", Unit: "person", Cumulative: true, Statement: "s7"},
		{ID: "f2", Span: at("1,200")[0], Bounds: onrecord.Bounds{Low: 1200, High: 1200}, Measure: "wounded", Unit: "person", Status: "denied", PartOf: "f1"},
		{ID: "f3", Span: at("About 40 boats")[0], Bounds: onrecord.Bounds{Low: 40, High: 40, Approximate: true}, Measure: "boat sunk",
			Of: onrecord.Population{Span: at("the ferry firm")[0], Name: "=the firm's boats"}, Place: at("The bridge")[0]},
	}
	r.Notes = []onrecord.Note{{Kind: onrecord.Unverified, Span: at("The Daily could not verify the toll.")[0], By: "The Daily", Covers: at("the toll")[0]}}
	r.Document = &lang.Document{Text: text}
	for start, p := range strings.SplitAfter(text, "\n\n") {
		start = strings.Index(text, p)
		r.Document.Paragraphs = append(r.Document.Paragraphs, lang.Paragraph{Span: lang.Span{Start: start, End: start + len(strings.TrimSpace(p))}})
	}
	return &story{Record: r, name: "tide.txt", number: 1}
}

func TestTerminalView(t *testing.T) {
	var b bytes.Buffer
	for _, l := range []look{{width: 72, bar: "│", signs: drawnBar}, {width: 24, bar: "|", signs: asciiBar}} {
		l.story(&b, tide())
		b.WriteString(strings.Repeat("=", l.width) + "\n")
	}
	golden(t, "tide.view", b.String())
}

func TestTerminalViewOfSeveral(t *testing.T) {
	l := look{width: 40, bar: "│", signs: drawnBar}
	var b bytes.Buffer
	var all onrecord.Tally
	for n := range 2 {
		s := tide()
		s.Statements, s.Figures, s.Notes = s.Statements[:n], nil, nil
		s.several, s.number = true, n+1
		l.story(&b, s)
		all.Add(s.Tally())
	}
	b.WriteString(l.last(all))
	golden(t, "several.view", b.String())
}

func TestColourAddsNothingButColour(t *testing.T) {
	var plain, coloured bytes.Buffer
	look{width: 50, bar: "│", signs: drawnBar}.story(&plain, tide())
	look{width: 50, bar: "│", signs: drawnBar, colour: true}.story(&coloured, tide())
	stripped := coloured.String()
	for _, s := range []style{strong, faint, styleDirect, styleMixed, styleOther, styleAlert, styleHedge} {
		stripped = strings.ReplaceAll(stripped, "\x1b["+string(s)+"m", "")
	}
	if stripped = strings.ReplaceAll(stripped, "\x1b[0m", ""); stripped != plain.String() {
		t.Errorf("got %q", stripped)
	}
}

func TestViewIsHarmlessAndFits(t *testing.T) {
	for width := narrowest; width <= 100; width++ {
		var b bytes.Buffer
		look{width: width, bar: "│", signs: drawnBar}.story(&b, tide())
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			if strings.ContainsAny(line, "\x1b\u202e\t\r") {
				t.Fatalf("width %d: control characters in %q", width, line)
			}
			if n := displaywidth.String(line); n > width {
				t.Errorf("width %d: %d cells in %q", width, n, line)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"one  two\r\n\tthree", 20, "one two three"},
		{"exactly ten", 11, "exactly ten"},
		{"tremendously", 5, "treme|ndous|ly"},
		{"潮位が高い", 4, "潮位|が高|い"},
		{"👩‍👩‍👧‍👦👩‍👩‍👧‍👦 a", 4, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦|a"},
		{"cafe\u0301 e\u0301", 4, "cafe\u0301|e\u0301"},
		{"12\u00a0000 km", 6, "12\u00a0000|km"},
		{"a\u200bb\u202ec\u2066d", 9, "abcd"},
		{"\x1b]0;x\x07 \x7f \u009b", 20, "␛]0;x␇ ␡ \ufffd"},
		{"\xffx", 20, "\ufffdx"},
	} {
		var lines []string
		for _, l := range wrap(words(c.text, unstyled), c.width) {
			var b bytes.Buffer
			writeLine(&b, l, false)
			lines = append(lines, b.String())
		}
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%q at %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(columns(fileStatement{}))
	writeCSV(&b, tide())
	golden(t, "tide.csv", b.String())
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 8 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	text := []rune(tide().Text)
	if got := string(text[0:23]); rows[1][8] != "0" || got != "“The bridge is closed,”" {
		t.Errorf("got %q at %s", got, rows[1][8])
	}
}

func TestFiguresCSV(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(columns(fileFigure{}))
	writeFiguresCSV(&b, tide())
	golden(t, "tide.figures.csv", b.String())
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 4 || len(rows[1]) != len(rows[0]) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
}

func TestHTML(t *testing.T) {
	var page bytes.Buffer
	s := tide()
	one := result{input: input{name: s.name, number: 1}, tally: s.Tally()}
	openPage(&page, []result{one})
	writeStoryHTML(&page, s)
	closePage(&page, nil)
	golden(t, "tide.html", page.String())
	checkPage(t, page.String())
	page.Reset()
	openPage(&page, []result{one, one})
	if !strings.Contains(page.String(), "<nav") {
		t.Error("a page of two stories has no table of contents")
	}
}

// checkPage fails unless the page's links lead somewhere, its ids are its own,
// and the text can be read from it unchanged.
func checkPage(t *testing.T, page string) {
	t.Helper()
	ids := map[string]bool{}
	for _, part := range strings.Split(page, ` id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if ids[id] {
			t.Errorf("id %s stands twice", id)
		}
		ids[id] = true
	}
	for _, part := range strings.Split(page, `href="#`)[1:] {
		if id, _, _ := strings.Cut(part, `"`); !ids[id] {
			t.Errorf("a link leads to %s, which is not there", id)
		}
	}
	if strings.Contains(page, "<coastguard>") || strings.Contains(page, "<script") {
		t.Error("the text is not escaped")
	}
}

func TestDropDoubtful(t *testing.T) {
	ids := func(r *onrecord.Record) string {
		var out []string
		for _, s := range r.Statements {
			out = append(out, s.ID+s.Within)
		}
		for _, k := range r.Speakers {
			out = append(out, k.ID)
		}
		for _, f := range r.Figures {
			out = append(out, f.ID+f.PartOf)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		least  float64
		change func(r *onrecord.Record)
		want   string
	}{
		{0, func(*onrecord.Record) {}, "s1 s2 s3 s4s3 s5s4 s6 s7 k1 k2 k3 k4 k5 f1 f2f1 f3"},
		{.6, func(*onrecord.Record) {}, "s1 s2 s3 s4s3 s7 k1 k2 k3 k5 f1 f2f1 f3"},
		{.6, func(r *onrecord.Record) { r.Statements[4].Confidence = 1; r.Statements[3].Confidence = .1 }, "s1 s2 s3 s5s3 s7 k1 k4 k5 f1 f2f1 f3"},
		{.6, func(r *onrecord.Record) { r.Statements[0].Confidence = .1 }, "s3 s4s3 s7 k2 k3 k5 f1 f2f1 f3"},
		{1, func(*onrecord.Record) {}, "f2 f3"},
	} {
		r := tide().Record
		c.change(r)
		dropDoubtful(r, c.least)
		if got := ids(r); got != c.want {
			t.Errorf("at %v: got %q, want %q", c.least, got, c.want)
		}
	}
}

func TestInOrder(t *testing.T) {
	var inputs []input
	for i := range 200 {
		inputs = append(inputs, input{number: i})
	}
	next := 0
	for r := range inOrder(slices.Values(inputs), 7, func(in input) result {
		if in.number%5 == 0 {
			time.Sleep(time.Millisecond)
		}
		return result{input: in}
	}) {
		if r.number != next {
			t.Fatalf("got %d, want %d", r.number, next)
		}
		next++
	}
	if next != len(inputs) {
		t.Errorf("got %d of %d", next, len(inputs))
	}
}

func TestRefused(t *testing.T) {
	c := asComplaint(refused("a.txt", &onrecord.NotEnglishError{Language: "fr", Name: "French"}))
	if c.message != "a.txt: this looks like French, not English" || c.hint != "to read it nevertheless, add --any-language" || c.code != exitUnread {
		t.Errorf("got %+v", c)
	}
}
