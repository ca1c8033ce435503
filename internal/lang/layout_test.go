package lang

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestLayouts reads the cases in testdata/layouts.txt: the text of a story, and
// the parts of it that are not its running text.
func TestLayouts(t *testing.T) {
	r := trainedReader(t)
	b, err := os.ReadFile("testdata/layouts.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split("\n"+string(b), "\n-- ")[1:] {
		name, rest, _ := strings.Cut(c, " --\n")
		text, want, ok := strings.Cut(rest, "\n=>")
		if !ok {
			t.Fatalf("%s: no =>", name)
		}
		t.Run(name, func(t *testing.T) {
			d := r.Read(text)
			if got := showLayout(d); got != strings.TrimSpace(want) {
				t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
			}
			checkLayout(t, d)
		})
	}
}

// showLayout writes the layout of d as the cases have it.
func showLayout(d *Document) string {
	l := &d.Layout
	var b strings.Builder
	write := func(name string, spans ...Span) {
		for _, s := range spans {
			if s.Len() > 0 {
				b.WriteString(name + ": " + d.Text[s.Start:s.End] + "\n")
			}
		}
	}
	write("headline", l.Headline)
	write("dateline", l.Dateline)
	write("byline", l.Bylines...)
	write("credit", l.Credits...)
	write("related", l.Related...)
	if !l.Published.IsZero() {
		b.WriteString("published: " + l.Published.Format(time.DateOnly) + "\n")
	}
	return strings.TrimSpace(b.String())
}

// checkLayout checks what must hold for any text: spans are slices of it, in
// order, and do not overlap.
func checkLayout(t *testing.T, d *Document) {
	t.Helper()
	l := &d.Layout
	for _, list := range [][]Span{{l.Headline}, {l.Dateline}, l.Bylines, l.Credits, l.Related} {
		last := 0
		for _, s := range list {
			if s == (Span{}) {
				continue
			}
			if s.Start < last || s.End <= s.Start || s.End > len(d.Text) {
				t.Fatalf("%.80q: span %v after %d", d.Text, s, last)
			}
			last = s.End
		}
	}
	if l.Headline.Overlaps(l.Dateline) {
		t.Fatalf("%.80q: headline %v, dateline %v", d.Text, l.Headline, l.Dateline)
	}
	for _, list := range [][]Span{l.Bylines, l.Related} {
		for _, s := range list {
			if s.Overlaps(l.Headline) || s.Overlaps(l.Dateline) {
				t.Fatalf("%.80q: %v overlaps headline %v or dateline %v", d.Text, s, l.Headline, l.Dateline)
			}
		}
	}
	for i := range d.Tokens {
		if p := d.PastDateline(i); p < i || p > len(d.Tokens) {
			t.Fatalf("%.80q: past the dateline of token %d: %d", d.Text, i, p)
		}
	}
}

// FuzzLayout reads any text.
func FuzzLayout(f *testing.F) {
	b, err := os.ReadFile("testdata/layouts.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(b), "\n-- ") {
		_, text, _ := strings.Cut(c, " --\n")
		f.Add(text)
	}
	for _, text := range append(oddTexts(), "By", "By By", "(AP)", "(", "( AP ) -", "VELSUND -", "A (B) (C) -- D", "Sources\n\n.", "- - -", "Related:\n-\n-", "Photo:", "/", "a/b (", "1/1/2031", "©") {
		f.Add(text)
	}
	r := trainedReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<14 {
			checkLayout(t, r.Read(text))
		}
	})
}

// TestAside checks which parts of a story's text are not the story.
func TestAside(t *testing.T) {
	d := trainedReader(t).Read("Storm shuts port\n\nBy Ana Duarte\n\nThe port was closed on Tuesday.\n\nREAD: Mayor says sorry")
	for word, want := range map[string]bool{"Storm": false, "Duarte": true, "closed": false, "sorry": true} {
		i := strings.Index(d.Text, word)
		if got := d.Layout.Aside(Span{i, i + len(word)}); got != want {
			t.Errorf("%s: aside %v, want %v", word, got, want)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	d := trainedReader(b).Read(strings.Repeat(story, 20))
	b.ReportAllocs()
	for b.Loop() {
		layOut(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
