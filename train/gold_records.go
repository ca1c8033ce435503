package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord/internal/lang"
)

// A record is a record as JSON has it: the gold of a story, or what the
// program made of it. Positions are code points.
type record struct {
	Story struct {
		Published string `json:"published"`
	} `json:"story"`
	Speakers   []recordSpeaker   `json:"speakers"`
	Statements []recordStatement `json:"statements"`
	Figures    []recordFigure    `json:"figures"`
	Notes      []recordNote      `json:"notes"`
}

// A recordSpan is an object with a start and an end, or a list of the two.
type recordSpan struct {
	Start, End int
	Text       string // empty in a list
}

func (s *recordSpan) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, &[]any{&s.Start, &s.End})
	}
	type plain recordSpan
	return json.Unmarshal(b, (*plain)(s))
}

type recordSpeaker struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Country string   `json:"country"`
	Alt     []string `json:"alt"` // gold: other right names
}

type recordStatement struct {
	ID       string       `json:"id"`
	Kind     string       `json:"kind"`
	Act      string       `json:"act"`
	Source   []recordSpan `json:"source"`
	Cue      []recordSpan `json:"cue"`
	Content  []recordSpan `json:"content"`
	Hedges   []recordSpan `json:"hedges"`
	Speakers []string     `json:"speakers"` // IDs; nil: nobody is named
	Said     *recordDate  `json:"said"`
	// Gold only: what may be missed, and what is equally right.
	Debatable bool `json:"debatable"`
	Alt       struct {
		Kind     []string   `json:"kind"`
		Act      []string   `json:"act"`
		Speakers [][]string `json:"speakers"` // names, codes of states or "anonymous"
		Join     string     `json:"join"`     // the statement whose content goes on here
	} `json:"alt"`
}

type recordDate struct {
	Start, End int
	Text       string
	From       string `json:"from"`
}

type recordFigure struct {
	recordPlace
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	LowOpen   bool     `json:"low_open"`
	HighOpen  bool     `json:"high_open"`
	Measure   string   `json:"measure"`
	Debatable bool     `json:"debatable"`
}

type recordNote struct {
	recordPlace
	Kind string `json:"kind"`
}

// A recordPlace is the span of a figure or a note.
type recordPlace struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A goldRecord is a story with the record that people made of it.
type goldRecord struct {
	name string // of the story's file, without its ending
	text string
	record
}

// published returns the day that the story was published on, zero if the gold
// does not tell.
func (g *goldRecord) published() time.Time {
	t, err := time.Parse(time.DateOnly, g.Story.Published)
	if err != nil {
		return time.Time{}
	}
	return t
}

// readGoldRecords reads the stories of dir that have a record beside them:
// NAME.txt and NAME.json.
func readGoldRecords(dir string) ([]goldRecord, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	var out []goldRecord
	for _, f := range files {
		name := strings.TrimSuffix(f, ".json")
		text, err := os.ReadFile(name + ".txt")
		if os.IsNotExist(err) {
			continue
		}
		b, err2 := os.ReadFile(f)
		if err != nil || err2 != nil {
			return nil, fmt.Errorf("%v %v", err, err2)
		}
		g := goldRecord{name: filepath.Base(name), text: string(text)}
		if g.record, err = parseRecord(b, g.text); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		out = append(out, g)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no NAME.txt with a NAME.json", dir)
	}
	return out, nil
}

// parseRecord reads a record of text and turns its positions into bytes. A
// span whose words are not those of the text is an error.
func parseRecord(b []byte, text string) (record, error) {
	var r record
	if err := json.Unmarshal(b, &r); err != nil {
		return r, err
	}
	offsets := byteOffsets(text)
	var err error
	at := func(start, end *int, words string) {
		if *start < 0 || *end < *start || *end >= len(offsets) {
			err = fmt.Errorf("[%d:%d] is no span of the text", *start, *end)
			return
		}
		*start, *end = offsets[*start], offsets[*end]
		if got := strings.ToValidUTF8(text[*start:*end], "\uFFFD"); words != "" && got != words {
			err = fmt.Errorf("the text has %q where the record has %q", got, words)
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		for _, spans := range [][]recordSpan{s.Source, s.Cue, s.Content, s.Hedges} {
			for j := range spans {
				at(&spans[j].Start, &spans[j].End, spans[j].Text)
			}
		}
		if s.Said != nil {
			at(&s.Said.Start, &s.Said.End, s.Said.Text)
		}
	}
	for i := range r.Figures {
		at(&r.Figures[i].Start, &r.Figures[i].End, r.Figures[i].Text)
	}
	for i := range r.Notes {
		at(&r.Notes[i].Start, &r.Notes[i].End, r.Notes[i].Text)
	}
	return r, err
}

// join returns the statements of gold with those joined that are one: "A," X
// said. "B."
func join(gold []recordStatement) []recordStatement {
	var out []recordStatement
	at := map[string]int{}
	for _, s := range gold {
		if i, ok := at[s.Alt.Join]; ok && s.Alt.Join != "" {
			out[i].Content = append(slices.Clone(out[i].Content), s.Content...)
			at[s.ID] = i
			continue
		}
		at[s.ID] = len(out)
		out = append(out, s)
	}
	return out
}

// bytesOf returns the spans as ranges of bytes.
func bytesOf(spans []recordSpan) []lang.Span {
	var out []lang.Span
	for _, s := range spans {
		out = append(out, lang.Span{Start: s.Start, End: s.End})
	}
	return out
}
