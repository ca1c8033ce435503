package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// scoreRelations prints how well attribution does on the stories in dir.
func scoreRelations(dir string) error { return errors.New("attribution can't be scored yet") }

// A goldText is a story with the relations that each of its annotators marked.
type goldText struct {
	name  string
	text  string
	files [][]spans // by annotator; the first is the gold
}

// spans are the pieces of one relation, in the order of the text.
type spans struct{ source, cue, content []lang.Span }

// annotator is what follows a text's name in the name of an annotation file.
var annotator = regexp.MustCompile(`_[0-9a-f]{4}\.ann$`)

// readGold reads the stories of dir, which is laid out as PolNeAR is:
// text/NAME.txt, and attributions/NAME_xxxx.ann for each annotator.
func readGold(dir string) ([]goldText, error) {
	entries, err := os.ReadDir(filepath.Join(dir, "attributions"))
	if err != nil {
		return nil, err
	}
	byName := map[string][]string{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".ann") {
			name := annotator.ReplaceAllString(e.Name(), "")
			byName[name] = append(byName[name], filepath.Join(dir, "attributions", e.Name()))
		}
	}
	var texts []goldText
	for name, files := range byName {
		t, err := readGoldText(filepath.Join(dir, "text", name+".txt"), files)
		if err != nil {
			return nil, err
		}
		t.name = name
		texts = append(texts, t)
	}
	slices.SortFunc(texts, func(a, b goldText) int { return cmp.Compare(a.name, b.name) })
	return texts, nil
}

// readGoldText reads one story and its annotation files.
func readGoldText(file string, annotations []string) (goldText, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return goldText{}, err
	}
	t := goldText{text: string(b)}
	offsets := byteOffsets(t.text)
	for _, a := range annotations {
		b, err := os.ReadFile(a)
		if err != nil {
			return t, err
		}
		rels, err := parseBrat(string(b), offsets)
		if err != nil {
			return t, fmt.Errorf("%s: %w", a, err)
		}
		t.files = append(t.files, rels)
	}
	return t, nil
}

// byteOffsets returns where each code point of text starts, and where it ends.
func byteOffsets(text string) []int {
	offsets := make([]int, 0, len(text)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// parseBrat reads the relations of a brat standoff file: its T lines mark
// spans, in code points, and its E lines tie them to a relation. Relations
// without a cue or a content are left out.
func parseBrat(data string, offsets []int) ([]spans, error) {
	marked := map[string][]lang.Span{}
	var rels []spans
	for line := range strings.Lines(data) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case len(f) < 2:
		case f[0] != "" && f[0][0] == 'T':
			s, err := parseMark(f[1], offsets)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f[0], err)
			}
			marked[f[0]] = s
		case f[0] != "" && f[0][0] == 'E':
			if r := parseEvent(f[1], marked); len(r.cue) > 0 && len(r.content) > 0 {
				rels = append(rels, r)
			}
		}
	}
	return rels, nil
}

// parseMark reads "Kind 3 9;12 15" as spans of bytes.
func parseMark(s string, offsets []int) ([]lang.Span, error) {
	_, s, _ = strings.Cut(s, " ")
	var out []lang.Span
	for piece := range strings.SplitSeq(s, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(piece), " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || start > end || end >= len(offsets) {
			return nil, fmt.Errorf("no span of the text: %q", piece)
		}
		out = append(out, lang.Span{Start: offsets[start], End: offsets[end]})
	}
	return out, nil
}

// parseEvent reads "Attribution:T1 Source:T2 Cue:T3 Cue2:T4 Content:T5".
func parseEvent(s string, marked map[string][]lang.Span) spans {
	var r spans
	for _, part := range strings.Fields(s) {
		role, ref, _ := strings.Cut(part, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Source":
			r.source = append(r.source, marked[ref]...)
		case "Cue":
			r.cue = append(r.cue, marked[ref]...)
		case "Content":
			r.content = append(r.content, marked[ref]...)
		}
	}
	for _, pieces := range [][]lang.Span{r.source, r.cue, r.content} {
		slices.SortFunc(pieces, func(a, b lang.Span) int { return cmp.Compare(a.Start, b.Start) })
	}
	return r
}
