package store

import (
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// A Snippet is the passage of a text that shows best why it was found, and the
// words in it that were looked for.
type Snippet struct {
	onrecord.Span
	Marks []onrecord.Span
}

// snippetBytes is how long a snippet is at most.
const snippetBytes = 240

// Snippet returns the passage of text that shows best why the query found it.
func (db *DB) Snippet(query, text string) Snippet {
	n, err := parseQuery(query)
	if err != nil {
		return Snippet{}
	}
	return snippetOf(text, n)
}

// SnippetOf does the same for a part of a text, in which its offsets count.
func (db *DB) SnippetOf(query, text string, part onrecord.Span) Snippet {
	s := db.Snippet(query, text[part.Start:part.End])
	s.Start, s.End = s.Start+part.Start, s.End+part.Start
	for i := range s.Marks {
		s.Marks[i].Start, s.Marks[i].End = s.Marks[i].Start+part.Start, s.Marks[i].End+part.Start
	}
	return s
}

// Marks returns where the words that a query looks for stand in text.
func (db *DB) Marks(query, text string) []onrecord.Span {
	n, err := parseQuery(query)
	if err != nil {
		return nil
	}
	return occurrences(text, n)
}

func snippetOf(text string, n *node) Snippet {
	marks := occurrences(text, n)
	best, most := 0, 0
	for i := range marks { // the window that begins with mark i
		kinds := map[string]bool{}
		for j := i; j < len(marks) && marks[j].End-marks[i].Start <= snippetBytes*2/3; j++ {
			kinds[strings.ToLower(text[marks[j].Start:marks[j].End])] = true
		}
		if len(kinds) > most {
			best, most = i, len(kinds)
		}
	}
	from := 0
	if len(marks) > 0 {
		from = min(marks[best].Start-snippetBytes/4, len(text)-snippetBytes) // as long as it may be
	}
	s := Snippet{Span: wholeWords(text, from, from+snippetBytes)}
	for _, m := range marks {
		if m.Start >= s.Start && m.End <= s.End {
			s.Marks = append(s.Marks, m)
		}
	}
	return s
}

// wholeWords returns the words of text between two offsets, which may lie
// outside.
func wholeWords(text string, from, to int) onrecord.Span {
	from, to = max(from, 0), min(to, len(text))
	if from > 0 {
		if i := strings.IndexAny(text[from:to], " \n\t"); i >= 0 {
			from += i + 1
		}
	}
	if to < len(text) {
		if i := strings.LastIndexAny(text[from:to], " \n\t"); i > 0 {
			to = from + i
		}
	}
	for from < to && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > from && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return onrecord.Span{Start: from, End: to}
}

// occurrences returns where the words that a query wants stand in text: whole
// phrases only.
func occurrences(text string, n *node) []onrecord.Span {
	var phrases [][]string
	n.wanted(func(words []string) { phrases = append(phrases, words) })
	if len(phrases) == 0 {
		return nil
	}
	var all []stem
	stems(text, func(s stem) bool { all = append(all, s); return len(all) < mostStems })
	var out []onrecord.Span
	for i := range all {
		longest := 0
		for _, p := range phrases {
			if len(p) > longest && begins(all[i:], p) {
				longest = len(p)
			}
		}
		for _, s := range all[i : i+longest] {
			if len(out) == 0 || out[len(out)-1].End <= s.start {
				out = append(out, onrecord.Span{Start: s.start, End: s.end})
			}
		}
	}
	return out
}

// begins reports whether a run of stems begins with the words of a phrase.
func begins(run []stem, phrase []string) bool {
	if len(run) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if run[i].word != w {
			return false
		}
	}
	return true
}
