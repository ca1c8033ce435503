package export

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A Place says which revision of a story something that was found stands in.
type Place struct {
	Story    string `json:"story" doc:"The ID of the story."`
	Revision int    `json:"revision"`
	Latest   int    `json:"latest" doc:"The story's latest revision."`
	Date     string `json:"date" doc:"The day when it was said, or else published, or else first seen."`
	Title    string `json:"title,omitempty"`
	Outlet   string `json:"outlet,omitempty"`
	URL      string `json:"url,omitempty"`
}

// A Passage is words of a revision, and where they stand in code points.
type Passage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A FoundStory is a story that a search found, with the passage that shows why.
type FoundStory struct {
	Place
	Snippet *Passage  `json:"snippet,omitempty" doc:"The passage that shows best why it was found. Missing where the text does not leave, as a protected speaker is named in it."`
	Marks   []Passage `json:"marks" doc:"The words in the snippet that were looked for."`
}

// A FoundStatement is a statement that was found, as the record has it, with those
// who make it.
type FoundStatement struct {
	Place
	Statement json.RawMessage   `json:"statement"`
	Speakers  []json.RawMessage `json:"speakers"`
}

// Place returns where the story stands. at is a time as the ledger has it.
func (s *Story) Place(latest int, at string) Place {
	return Place{s.ID, s.Revision, latest, at[:min(len(at), len("2031-05-14"))], s.Heading(), s.Outlet, s.URL}
}

// Heading returns what the story is called. Where something was taken out of it,
// its first words do not stand for a title.
func (s *Story) Heading() string {
	if s.guarded {
		return cmp.Or(s.Title, s.words(s.Layout.Headline))
	}
	return s.Record.Heading()
}

// Guarded reports whether Protect took something out, so that the text does not
// leave.
func (s *Story) Guarded() bool { return s.guarded }

// Passage returns the words of a span.
func (s *Story) Passage(at onrecord.Span) Passage {
	return Passage{s.point(at.Start), s.point(at.End), s.words(at)}
}

// Found returns the story as a search found it, with a passage of its text and the
// words in that that were looked for.
func (s *Story) Found(p Place, snippet onrecord.Span, marks []onrecord.Span) *FoundStory {
	out := &FoundStory{Place: p, Marks: []Passage{}}
	if s.guarded {
		return out
	}
	words := s.Passage(snippet)
	out.Snippet = &words
	for _, m := range marks {
		out.Marks = append(out.Marks, s.Passage(m))
	}
	return out
}

// FoundStatement returns a statement of the story as a search found it.
func (s *Story) FoundStatement(p Place, st *onrecord.Statement) *FoundStatement {
	out := &FoundStatement{p, s.StatementJSON(st), []json.RawMessage{}}
	for i := range s.Speakers {
		if slices.Contains(st.Speakers, s.Speakers[i].ID) {
			out.Speakers = append(out.Speakers, s.SpeakerJSON(&s.Speakers[i]))
		}
	}
	return out
}

// Body returns where the text begins behind a headline, which is shown as the
// title, and where it ends.
func Body(r *onrecord.Record) onrecord.Span {
	at := 0
	if r.Layout.Headline.Start == 0 {
		at = r.Layout.Headline.End
	}
	const blank = " \r\n\t"
	start := len(r.Text) - len(strings.TrimLeft(r.Text[at:], blank))
	return onrecord.Span{Start: start, End: max(start, len(strings.TrimRight(r.Text, blank)))}
}

// A FoundFigure is a figure that was found, as the record has it, with the
// statement that gives it.
type FoundFigure struct {
	Place
	Figure    json.RawMessage   `json:"figure"`
	Statement json.RawMessage   `json:"statement,omitempty"`
	Speakers  []json.RawMessage `json:"speakers"`
	Question  string            `json:"question,omitempty"`
}

// FoundFigure returns a figure of the story as a search found it.
func (s *Story) FoundFigure(p Place, f *onrecord.Figure, question string) *FoundFigure {
	out := &FoundFigure{Place: p, Figure: s.FigureJSON(f), Speakers: []json.RawMessage{}, Question: question}
	if st := s.statement(f.Statement); st != nil {
		made := s.FoundStatement(p, st)
		out.Statement, out.Speakers = made.Statement, made.Speakers
	}
	return out
}
