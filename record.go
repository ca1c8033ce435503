package onrecord

import (
	"slices"
	"strconv"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/figure"
	"github.com/onrecord/onrecord/internal/speaker"
)

// addSpeakers fills in the speakers of r.
func (r *Record) addSpeakers(speakers []speaker.Speaker) {
	r.Speakers = slices.Grow(r.Speakers, len(speakers))
	for i := range speakers {
		k := &speakers[i]
		r.Speakers = append(r.Speakers, Speaker{ID: id('k', i), Kind: speakerKinds[k.Kind], Name: k.Name, Known: k.Known, Press: k.Press,
			Country: k.Country, Roles: k.Roles, Plural: k.Plural, Mentions: k.Mentions})
	}
}

// addStatements fills in the statements of r from its relations, which are in
// the order of the text; of holds the indexes of the speakers of each, said
// when each was said.
func (r *Record) addStatements(relations []attribution.Relation, of [][]int, said []Date) {
	r.Statements = slices.Grow(r.Statements, len(relations))
	for i := range relations {
		a := &relations[i]
		s := Statement{ID: id('s', i), Kind: statementKinds[a.Kind], Act: Act(a.Act.String()), Source: a.Source, Cue: a.Cue, Content: a.Content,
			Said: said[i], Venue: a.Venue, To: a.To, Hedges: a.Hedges,
			Continues: id('s', a.Continues), Within: id('s', a.Within), Confidence: a.Confidence}
		for _, k := range of[i] {
			s.Speakers = append(s.Speakers, id('k', k))
		}
		r.Statements = append(r.Statements, s)
	}
}

// addFigures fills in the figures of r.
func (r *Record) addFigures(figures []figure.Figure) {
	r.Figures = slices.Grow(r.Figures, len(figures))
	for i := range figures {
		f := &figures[i]
		r.Figures = append(r.Figures, Figure{ID: id('f', i), Span: f.Span, Bounds: f.Bounds, Measure: f.Measure, Unit: f.Unit,
			Of: f.Of, Place: f.Place, Period: f.Period, Cumulative: f.Cumulative, PartOf: id('f', f.PartOf), Change: f.Change, Status: f.Status,
			Statement: id('s', f.Relation)})
	}
}

// addNotes fills in the notes of r.
func (r *Record) addNotes(notes []attribution.Note) {
	for _, n := range notes {
		r.Notes = append(r.Notes, Note{Kind: NoteKind(n.Kind.String()), Span: n.Span, By: r.Text[n.By.Start:n.By.End], Covers: n.Covers})
	}
}

// id returns the ID of the speaker, statement or figure with index i, none if
// i is negative.
func id(letter byte, i int) string {
	if i < 0 {
		return ""
	}
	return string(strconv.AppendInt([]byte{letter}, int64(i+1), 10))
}

var statementKinds = [...]Kind{attribution.Indirect: Indirect, attribution.Mixed: Mixed, attribution.Direct: Direct}

var speakerKinds = [...]SpeakerKind{speaker.Person: Person, speaker.State: State, speaker.Body: Body,
	speaker.Group: Group, speaker.Unnamed: Unnamed, speaker.Document: Document}
