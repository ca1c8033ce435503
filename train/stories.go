package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// inventedStories reads the stories in dir that were written to train on: few
// beside the corpus, but of wars, courts and markets, of which it has little.
func inventedStories(dir string, reader *lang.Reader, senses *weights.Map) ([]annotatedStory, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	texts := make([]goldText, len(files))
	for i, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		text, rels, err := parseMarked(string(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		texts[i] = goldText{name: f, text: text, files: [][]spans{outermost(rels)}}
	}
	out := make([]annotatedStory, len(texts))
	eachParallel(len(texts), func(i int) {
		out[i] = annotate(reader, senses, texts[i])
		out[i].ours = true
	})
	return out, nil
}

// outermost returns those of rels that are reported in no other: the corpus
// marks no more.
func outermost(rels []spans) []spans {
	var out []spans
	for i := range rels {
		inner := slices.ContainsFunc(rels, func(o spans) bool {
			return slices.ContainsFunc(o.content, func(s lang.Span) bool { return s.Contains(rels[i].cue[0]) })
		})
		if !inner {
			out = append(out, rels[i])
		}
	}
	return out
}

// parseMarked reads a story in which relations are marked: [1:a source],
// <1:its cue> and {1:the content}, of one relation by its number. Marks may
// stand in one another. It returns the text without the marks.
func parseMarked(data string) (string, []spans, error) {
	type open struct {
		shut  byte
		n     int
		start int
	}
	var text strings.Builder
	var stack []open
	byNumber := map[int]*spans{}
	last := 0
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch at := strings.IndexByte("[<{", c); {
		case at >= 0:
			n, k := 0, i+1
			for ; k < len(data) && '0' <= data[k] && data[k] <= '9'; k++ {
				n = n*10 + int(data[k]-'0')
			}
			if k == i+1 || k == len(data) || data[k] != ':' {
				return "", nil, fmt.Errorf("%q: a mark has a number and a colon", excerpt(data, i))
			}
			stack = append(stack, open{"]>}"[at], n, text.Len()})
			last = max(last, n)
			i = k
		case strings.IndexByte("]>}", c) >= 0:
			if len(stack) == 0 || stack[len(stack)-1].shut != c {
				return "", nil, fmt.Errorf("%q: nothing to close here", excerpt(data, i))
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			r := byNumber[o.n]
			if r == nil {
				r = &spans{}
				byNumber[o.n] = r
			}
			to := map[byte]*[]lang.Span{']': &r.source, '>': &r.cue, '}': &r.content}[c]
			*to = append(*to, lang.Span{Start: o.start, End: text.Len()})
		default:
			text.WriteByte(c)
		}
	}
	if len(stack) > 0 {
		return "", nil, fmt.Errorf("a mark of %d is not closed", stack[0].n)
	}
	var rels []spans
	for n := range last + 1 {
		switch r := byNumber[n]; {
		case r == nil:
		case len(r.content) == 0:
			return "", nil, fmt.Errorf("%d has no content", n)
		case len(r.cue) > 0: // a quotation without a cue teaches nothing
			rels = append(rels, *r)
		}
	}
	return text.String(), rels, nil
}

// showMarked prints the relations that are marked in the stories to train on.
func showMarked(w io.Writer, files []string) error {
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		text, rels, err := parseMarked(string(b))
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		fmt.Fprintf(w, "%s: %d\n", f, len(rels))
		for _, r := range rels {
			fmt.Fprintf(w, "  %s | %s | %s\n", wordsOf(text, r.source), wordsOf(text, r.cue), wordsOf(text, r.content))
		}
	}
	return nil
}

// wordsOf returns the words of pieces of text.
func wordsOf(text string, pieces []lang.Span) string {
	var out []string
	for _, s := range pieces {
		out = append(out, text[s.Start:s.End])
	}
	return strings.Join(out, " … ")
}

// excerpt returns what stands around byte i.
func excerpt(s string, i int) string { return s[max(0, i-20):min(len(s), i+20)] }
