package compare

import (
	"strings"

	"github.com/onrecord/onrecord"
)

// A StepJSON is what became of a story from one revision to another, as it is
// written for others.
type StepJSON struct {
	Story   string       `json:"story"`
	From    int          `json:"from" doc:"A revision."`
	To      int          `json:"to" doc:"A later one."`
	Changes []jsonChange `json:"changes"`
}

type jsonChange struct {
	Kind ChangeKind `json:"kind"`
	Old  *jsonPiece `json:"old,omitempty" doc:"As it was; missing if it was not there before."`
	New  *jsonPiece `json:"new,omitempty" doc:"As it is; missing if it is there no more."`
}

type jsonPiece struct {
	ID       string            `json:"id,omitempty"`
	Text     string            `json:"text"`
	Spans    []jsonWords       `json:"spans,omitempty"`
	Speakers []string          `json:"speakers,omitempty"`
	Act      onrecord.Act      `json:"act,omitempty"`
	Note     onrecord.NoteKind `json:"note,omitempty"`
	Bounds   *jsonBounds       `json:"bounds,omitempty"`
	Measure  string            `json:"measure,omitempty"`
}

type jsonWords struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// jsonBounds is bounds as the record has them: null means that none is given.
type jsonBounds struct {
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	LowOpen     bool     `json:"low_open,omitempty"`
	HighOpen    bool     `json:"high_open,omitempty"`
	Approximate bool     `json:"approximate,omitempty"`
}

// DiffDocument returns changes as they are written for others: those between the
// records of two revisions of a story.
func DiffDocument(story string, from, to int, before, after *onrecord.Record) *StepJSON {
	was, is := onrecord.CountCodePoints(before.Text), onrecord.CountCodePoints(after.Text)
	out := &StepJSON{Story: story, From: from, To: to, Changes: []jsonChange{}}
	for _, c := range Diff(before, after) {
		out.Changes = append(out.Changes, jsonChange{c.Kind, pieceJSON(before.Text, c.Old, was), pieceJSON(after.Text, c.New, is)})
	}
	return out
}

func pieceJSON(text string, p *Piece, at onrecord.CodePoints) *jsonPiece {
	if p == nil {
		return nil
	}
	out := &jsonPiece{ID: p.ID, Text: strings.ToValidUTF8(p.Words, "\uFFFD"), Speakers: p.Speakers, Act: p.Act, Note: p.Note}
	for _, s := range p.At {
		out.Spans = append(out.Spans, jsonWords{at.Of(s.Start), at.Of(s.End), strings.ToValidUTF8(text[s.Start:s.End], "\uFFFD")})
	}
	if p.Figure != nil {
		b := &p.Figure.Bounds
		out.Bounds, out.Measure = &jsonBounds{finite(b.Low), finite(b.High), b.LowOpen, b.HighOpen, b.Approximate}, p.Figure.Measure
	}
	return out
}
