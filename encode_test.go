package onrecord

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// invented is a record made by hand, of a story with all that is awkward in it.
func invented() *Record {
	text := "\ufeffVELSUND — “The bridge is <closed>,” said Ana Duarte,\r\nthe harbour master.\n“We\xff wait.”\u2028Tides & 🌊\x1b[0m"
	r := &Record{Revision: Revision{Text: text, Published: time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)},
		Language: "en", English: "sha256:00"}
	r.Speakers = []Speaker{{ID: "k1", Kind: Person, Name: "Ana Duarte", Mentions: []Span{in(text, "Ana Duarte")}}}
	r.Statements = []Statement{
		{ID: "s1", Kind: Direct, Act: Says, Source: []Span{in(text, "Ana Duarte,\r\nthe harbour master")}, Cue: []Span{in(text, "said")},
			Content: []Span{in(text, "“The bridge is <closed>,”")}, Speakers: []string{"k1"}, Confidence: 0.93,
			Said: Date{Span: in(text, "Tides"), From: day(13), To: day(14)}, Venue: in(text, "VELSUND"), To: in(text, "🌊"), Hedges: []Span{in(text, "We")}},
		{ID: "s2", Kind: Direct, Act: Warns, Content: []Span{in(text, "“We\xff wait.”")}, Continues: "s1", Confidence: 0.61649},
	}
	r.Layout.Dateline = in(text, "VELSUND")
	r.Figures = []Figure{
		{ID: "f1", Span: in(text, "🌊"), Bounds: Bounds{Low: 340, High: math.Inf(1), LowOpen: true}, Measure: "killed or missing", Unit: "person",
			Of: Population{Span: in(text, "We"), Name: "people"}, Place: in(text, "VELSUND"), Cumulative: true, Period: Date{Span: in(text, "Tides")}, Statement: "s2"},
		{ID: "f2", Span: in(text, "Tides"), Bounds: Bounds{Low: math.Inf(-1), High: 0.3333, HighOpen: true, Approximate: true}, Measure: "share", Unit: "share",
			PartOf: "f1", Change: "by", Status: "denied"},
	}
	r.Notes = []Note{{Kind: Unverified, Span: in(text, "wait"), By: "Ana", Covers: in(text, "We")}}
	r.Problems = InvalidBytes(text)
	return r
}

func day(n int) time.Time { return time.Date(2031, 5, n, 0, 0, 0, 0, time.UTC) }

// in returns where words stand in text.
func in(text, words string) Span {
	i := strings.Index(text, words)
	return Span{Start: i, End: i + len(words)}
}

func TestWriteJSON(t *testing.T) {
	var got bytes.Buffer
	if err := invented().WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/invented.json")
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got %s", got.String())
	}
}

func TestWriteJSONLine(t *testing.T) {
	var got bytes.Buffer
	if err := invented().WriteJSONLine(&got, "a.txt"); err != nil {
		t.Fatal(err)
	}
	line := got.String()
	if !strings.HasPrefix(line, `{"file":"a.txt","onrecord":`) || strings.IndexByte(line, '\n') != len(line)-1 {
		t.Errorf("got %s", line)
	}
	if strings.ContainsAny(line, "\u2028\x1b") {
		t.Error("a character that breaks lines or terminals stands unescaped")
	}
}

func TestMarshalJSON(t *testing.T) {
	compact, err := json.Marshal(map[string]*Record{"r": invented()})
	if err != nil || !json.Valid(compact) {
		t.Fatalf("%v: %s", err, compact)
	}
	empty, err := (&Record{}).MarshalJSON()
	if want := `{"onrecord":{"version":"` + Version + `"},"story":{},"text":"","speakers":[],"statements":[]}`; err != nil || string(empty) != want {
		t.Errorf("%v: got %s", err, empty)
	}
}

// decoded is what a reader of the JSON sees of its spans.
type decoded struct {
	Text     string `json:"text"`
	Speakers []struct {
		Mentions []decodedSpan `json:"mentions"`
	} `json:"speakers"`
	Problems []decodedSpan `json:"problems"`
}

type decodedSpan struct {
	Start, End int
	Text       string
}

// checkSpans encodes text with every cut of it as a span, and fails unless
// text[start:end], in code points, is what each says.
func checkSpans(t *testing.T, text string, cuts []int) {
	t.Helper()
	r := &Record{Revision: Revision{Text: text}, Problems: InvalidBytes(text), Speakers: []Speaker{{}}}
	for i, start := range cuts {
		end := cuts[(i*7+3)%len(cuts)]
		r.Speakers[0].Mentions = append(r.Speakers[0].Mentions, Span{Start: min(start, end), End: max(start, end)})
	}
	b, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var got decoded
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	if want := string([]rune(text)); got.Text != want {
		t.Fatalf("text: got %q, want %q", got.Text, want)
	}
	runes := []rune(got.Text)
	for i, s := range append(got.Speakers[0].Mentions, got.Problems...) {
		if string(runes[s.Start:s.End]) != s.Text {
			t.Fatalf("span %d of %q: [%d:%d] is %q, not %q", i, text, s.Start, s.End, string(runes[s.Start:s.End]), s.Text)
		}
	}
	for i, m := range r.Speakers[0].Mentions {
		if want := string([]rune(text[m.Start:m.End])); got.Speakers[0].Mentions[i].Text != want {
			t.Fatalf("span %d of %q: got %q, want %q", i, text, got.Speakers[0].Mentions[i].Text, want)
		}
	}
}

// cutsOf returns where the characters of text start, and its end.
func cutsOf(text string) []int {
	var cuts []int
	for i := range text {
		cuts = append(cuts, i)
	}
	return append(cuts, len(text))
}

func TestSpansOfRandomTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "word ", "“", "”", "é", "日本", "🌊", "e\u0301", "\u200b", "\ufeff", "\xff", "\xe2\x80", "\xc3", "\r\n", "\n", "\"", "\\", "\x00", "\u0085", "\u2029", "\ufffd"}
	for range 2000 {
		var b strings.Builder
		for range rng.IntN(40) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		checkSpans(t, b.String(), cutsOf(b.String()))
	}
}

func FuzzSpans(f *testing.F) {
	f.Add(invented().Text)
	f.Add("\xf0\x9f\x8c")
	f.Fuzz(func(t *testing.T, text string) { checkSpans(t, text, cutsOf(text)) })
}

func TestCodePoints(t *testing.T) {
	text := invented().Text
	at := CountCodePoints(text)
	for i := range text {
		if want := utf8.RuneCountInString(text[:i]); at.Of(i) != want {
			t.Errorf("byte %d: got %d, want %d", i, at.Of(i), want)
		}
	}
}

func BenchmarkMarshalJSON(b *testing.B) {
	r := invented()
	r.Text += strings.Repeat(" “The port is shut,” the mayor said on Monday, after a second night of high tides.", 40)
	for len(r.Statements) < 40 {
		r.Statements = append(r.Statements, r.Statements[0])
	}
	b.SetBytes(int64(len(r.Text)))
	b.ReportAllocs()
	for b.Loop() {
		r.MarshalJSON()
	}
}

// TestWriteInPieces writes a record that is much longer than what is held back.
func TestWriteInPieces(t *testing.T) {
	r := invented()
	for len(r.Figures) < 5000 {
		r.Figures = append(r.Figures, r.Figures[:2]...)
	}
	var pieces piecewise
	if err := r.WriteJSONLine(&pieces, ""); err != nil {
		t.Fatal(err)
	}
	whole, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if pieces.String() != string(whole)+"\n" {
		t.Error("the pieces are not the whole")
	}
	if pieces.n < 10 {
		t.Errorf("%d bytes were written in %d pieces", len(whole), pieces.n)
	}
	if err := r.WriteJSON(full{}); err != errFull {
		t.Errorf("got %v from a writer that is full", err)
	}
}

// piecewise counts how often it is written to.
type piecewise struct {
	bytes.Buffer
	n int
}

func (p *piecewise) Write(b []byte) (int, error) {
	p.n++
	return p.Buffer.Write(b)
}

var errFull = errors.New("full")

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
