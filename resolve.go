package onrecord

import (
	"strconv"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/speaker"
)

// resolve fills in the speakers and statements of r from its relations, which
// are in the order of the text.
func (r *Record) resolve(facts *speaker.Facts, relations []attribution.Relation) {
	speakers, of := facts.Resolve(r.Document, relations)
	for i := range speakers {
		k := &speakers[i]
		r.Speakers = append(r.Speakers, Speaker{ID: id('k', i), Kind: speakerKinds[k.Kind], Name: k.Name,
			Country: k.Country, Roles: k.Roles, Plural: k.Plural, Mentions: k.Mentions})
	}
	for i := range relations {
		r.Statements = append(r.Statements, statement(&relations[i], i, of[i]))
	}
}

// statement makes a statement of relation i, whose speakers are given by
// their indexes.
func statement(a *attribution.Relation, i int, speakers []int) Statement {
	s := Statement{
		ID: id('s', i), Kind: statementKinds[a.Kind], Source: a.Source, Cue: a.Cue, Content: a.Content, Confidence: a.Confidence,
	}
	for _, k := range speakers {
		s.Speakers = append(s.Speakers, id('k', k))
	}
	if a.Continues >= 0 {
		s.Continues = id('s', a.Continues)
	}
	if a.Within >= 0 {
		s.Within = id('s', a.Within)
	}
	return s
}

// id returns the ID of the speaker or statement with index i.
func id(letter byte, i int) string {
	return string(strconv.AppendInt([]byte{letter}, int64(i+1), 10))
}

var statementKinds = [...]Kind{attribution.Indirect: Indirect, attribution.Mixed: Mixed, attribution.Direct: Direct}

var speakerKinds = [...]SpeakerKind{speaker.Person: Person, speaker.State: State, speaker.Body: Body,
	speaker.Group: Group, speaker.Unnamed: Unnamed, speaker.Document: Document}
