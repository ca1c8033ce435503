package export

import (
	"encoding/json"
	"io"

	"github.com/onrecord/onrecord"
)

// schema.org: https://schema.org/Quotation, https://schema.org/Claim,
// https://schema.org/NewsArticle, https://schema.org/QuantitativeValue.

const schemaOrgContext = `{"@vocab": "https://schema.org/", "onrecord": "urn:onrecord:ns:"}`

const schemaOrgHead = `{
 "@context": ` + schemaOrgContext + `,
 "@graph": [`

type schemaOrg struct{ *graph }

// NewSchemaOrg returns a writer of schema.org's terms as one JSON-LD document: a
// NewsArticle for each story, a Quotation for each statement with words in
// quotation marks, a Claim for each other one, with its figures as
// QuantitativeValue. What schema.org has no term for has the prefix onrecord.
// No ClaimReview is made: that is a verdict.
func NewSchemaOrg(w io.Writer) Writer { return schemaOrg{newGraph(w, schemaOrgHead, "\n ]\n}\n")} }

type node struct {
	ID         string     `json:"@id,omitempty"`
	Type       string     `json:"@type"`
	Name       string     `json:"name,omitempty"`
	Text       string     `json:"text,omitempty"`
	Headline   string     `json:"headline,omitempty"`
	URL        string     `json:"url,omitempty"`
	Published  string     `json:"datePublished,omitempty"`
	Modified   string     `json:"dateModified,omitempty"`
	Dateline   string     `json:"dateline,omitempty"`
	Version    int        `json:"version,omitempty"`
	Authors    []node     `json:"author,omitempty"`
	Publisher  *node      `json:"publisher,omitempty"`
	BasedOn    []node     `json:"isBasedOn,omitempty"`
	Correction []string   `json:"correction,omitempty"`
	SpokenBy   []node     `json:"spokenByCharacter,omitempty"`
	Creator    []node     `json:"creator,omitempty"`
	Created    string     `json:"dateCreated,omitempty"`
	PartOf     *node      `json:"isPartOf,omitempty"`
	Appears    *node      `json:"appearance,omitempty"`
	About      []quantity `json:"about,omitempty"`
	Act        string     `json:"onrecord:act,omitempty"`
	Hedges     []string   `json:"onrecord:hedge,omitempty"`
}

type quantity struct {
	ID          string   `json:"@id"`
	Type        string   `json:"@type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Value       *float64 `json:"value,omitempty"`
	Min         *float64 `json:"minValue,omitempty"`
	Max         *float64 `json:"maxValue,omitempty"`
	Unit        string   `json:"unitText,omitempty"`
	LowOpen     bool     `json:"onrecord:lowOpen,omitempty"`
	HighOpen    bool     `json:"onrecord:highOpen,omitempty"`
	Approximate bool     `json:"onrecord:approximate,omitempty"`
	Status      string   `json:"onrecord:status,omitempty"`
}

func (g schemaOrg) Story(s *Story) error {
	if err := g.add(s.article()); err != nil {
		return err
	}
	for i := range s.Statements {
		if err := g.add(s.quotation(&s.Statements[i])); err != nil {
			return err
		}
	}
	return nil
}

func (s *Story) article() node {
	n := node{ID: s.Permanent(), Type: "NewsArticle", Headline: s.title(), URL: s.URL, Published: day(s.Published), Modified: instant(s.Modified), Dateline: s.words(s.Layout.Dateline), Version: s.Revision}
	for _, by := range s.bylines() {
		n.Authors = append(n.Authors, node{Type: "Person", Name: by})
	}
	if s.Outlet != "" {
		n.Publisher = &node{Type: "NewsMediaOrganization", Name: s.Outlet}
	}
	for _, l := range s.Links {
		n.BasedOn = append(n.BasedOn, node{ID: permanent(l.Story, l.Revision), Type: "NewsArticle", URL: l.URL})
	}
	for _, note := range s.Notes {
		if note.Kind == onrecord.Correction {
			n.Correction = append(n.Correction, s.words(note.Span))
		}
	}
	if s.Whole {
		n.Text = s.words(onrecord.Span{End: len(s.Record.Text)})
	}
	return n
}

// Quotation returns one statement in schema.org's terms, as a document that stands
// by itself.
func (s *Story) Quotation(st *onrecord.Statement) any {
	return struct {
		Context json.RawMessage `json:"@context"`
		node
	}{json.RawMessage(schemaOrgContext), s.quotation(st)}
}

// quotation returns a statement as schema.org has it.
func (s *Story) quotation(st *onrecord.Statement) node {
	n := node{ID: s.Permanent() + ":" + st.ID, Type: "Claim", Text: s.pieces(st.Content, between), Act: string(st.Act), Created: day(st.Said.From), About: s.quantities(st.ID)}
	for i := range s.Speakers {
		if k := &s.Speakers[i]; speaks(st, k.ID) {
			n.Creator = append(n.Creator, node{ID: s.Permanent() + ":" + k.ID, Type: agentType(k.Kind), Name: k.Name})
		}
	}
	story := &node{ID: s.Permanent(), Type: "NewsArticle"}
	if st.Kind == onrecord.Indirect {
		n.Appears = story
	} else {
		n.Type, n.SpokenBy, n.PartOf = "Quotation", n.Creator, story
	}
	for _, h := range st.Hedges {
		n.Hedges = append(n.Hedges, s.words(h))
	}
	return n
}

func speaks(st *onrecord.Statement, id string) bool {
	for _, k := range st.Speakers {
		if k == id {
			return true
		}
	}
	return false
}

// agentType says what a speaker is in schema.org's words.
func agentType(k onrecord.SpeakerKind) string {
	switch k {
	case onrecord.Person, onrecord.Unnamed:
		return "Person"
	case onrecord.State:
		return "GovernmentOrganization"
	case onrecord.Document:
		return "CreativeWork"
	}
	return "Organization"
}

func (s *Story) quantities(statement string) []quantity {
	var out []quantity
	for i := range s.Figures {
		f := &s.Figures[i]
		if f.Statement != statement {
			continue
		}
		q := quantity{ID: s.Permanent() + ":" + f.ID, Type: "QuantitativeValue", Name: f.Measure, Description: s.words(f.Span), Unit: f.Unit,
			LowOpen: f.LowOpen, HighOpen: f.HighOpen, Approximate: f.Approximate, Status: string(f.Status)}
		if f.Low == f.High {
			q.Value = finite(f.Low)
		} else {
			q.Min, q.Max = finite(f.Low), finite(f.High)
		}
		out = append(out, q)
	}
	return out
}
