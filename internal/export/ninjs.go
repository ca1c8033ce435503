package export

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// ninjs 3.1, IPTC's News in JSON: https://iptc.org/standards/ninjs/. Its schema
// allows no keys of others, so the record travels as a body of its own.

type ninjs struct {
	URI            string         `json:"uri"`
	Type           string         `json:"type"`
	Representation string         `json:"representationType"`
	Version        string         `json:"version"`
	FirstCreated   string         `json:"firstCreated,omitempty"`
	VersionCreated string         `json:"versionCreated,omitempty"`
	ContentCreated string         `json:"contentCreated,omitempty"`
	PubStatus      string         `json:"pubStatus"`
	Language       string         `json:"language,omitempty"`
	Headlines      []ninjsText    `json:"headlines,omitempty"`
	Bodies         []ninjsText    `json:"bodies,omitempty"`
	By             string         `json:"by,omitempty"`
	Located        string         `json:"located,omitempty"`
	EdNote         string         `json:"edNote,omitempty"`
	People         []ninjsParty   `json:"people,omitempty"`
	Organisations  []ninjsParty   `json:"organisations,omitempty"`
	InfoSources    []ninjsParty   `json:"infoSources,omitempty"`
	Associations   []ninjsRelated `json:"associations,omitempty"`
	AltIDs         []ninjsRole    `json:"altIds,omitempty"`
	Standard       ninjsStandard  `json:"standard"`
}

type ninjsText struct {
	Role        string `json:"role,omitempty"`
	ContentType string `json:"contentType,omitempty"`
	Value       string `json:"value"`
}

type ninjsParty struct {
	Name string `json:"name"`
	Rel  string `json:"rel,omitempty"`
	Role string `json:"role,omitempty"`
}

type ninjsRelated struct {
	Name string `json:"name"`
	Rel  string `json:"rel"`
	URI  string `json:"uri"`
}

type ninjsRole struct {
	Role  string `json:"role"`
	Value string `json:"value"`
}

type ninjsStandard struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Schema  string `json:"schema"`
}

type ninjsWriter struct{ lines }

// NewNinjs returns a writer of ninjs 3.1, a document a line, one for each story.
// The record is the body with the role "onrecord:record"; the text is a body too
// only if it is to leave.
func NewNinjs(w io.Writer) Writer { return ninjsWriter{lines{bufio.NewWriter(w)}} }

func (n ninjsWriter) Story(s *Story) error {
	record, err := s.excerpt()
	if err != nil {
		return err
	}
	d := ninjs{URI: s.Permanent(), Type: "text", Representation: "partial", Version: strconv.Itoa(s.Revision), VersionCreated: instant(s.Seen),
		ContentCreated: instant(s.Published), PubStatus: "usable", Language: s.Language, By: strings.Join(s.bylines(), ", "), Located: s.words(s.Layout.Dateline),
		Standard: ninjsStandard{"ninjs", "3.1", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}}
	if t := s.title(); t != "" {
		d.Headlines = []ninjsText{{Value: t}}
	}
	if s.Whole {
		d.Representation = "full"
		d.Bodies = append(d.Bodies, ninjsText{"main", "text/plain", strings.ToValidUTF8(s.Record.Text, "\uFFFD")})
	}
	d.Bodies = append(d.Bodies, ninjsText{"onrecord:record", "application/json", record})
	if s.URL != "" {
		d.AltIDs = append(d.AltIDs, ninjsRole{"url", s.URL})
	}
	s.parties(&d)
	s.related(&d)
	return n.add(d)
}

// parties fills in who speaks, what the story is taken from, and what the
// editors say of it.
func (s *Story) parties(d *ninjs) {
	for i := range s.Speakers {
		switch k := &s.Speakers[i]; k.Kind {
		case onrecord.Person:
			d.People = append(d.People, ninjsParty{Name: k.Name, Rel: "onrecord:speaker"})
		case onrecord.Body, onrecord.State:
			d.Organisations = append(d.Organisations, ninjsParty{Name: k.Name, Rel: "onrecord:speaker"})
		}
	}
	var notes []string
	for _, n := range s.Notes {
		if n.Kind == onrecord.Agency {
			d.InfoSources = append(d.InfoSources, ninjsParty{Name: s.words(n.Span), Role: "agency"})
		} else {
			notes = append(notes, s.words(n.Span))
		}
	}
	if s.Outlet != "" {
		d.InfoSources = append(d.InfoSources, ninjsParty{Name: s.Outlet, Role: "publisher"})
	}
	d.EdNote = strings.Join(notes, "\n")
}

func (s *Story) related(d *ninjs) {
	for _, l := range s.Links {
		d.Associations = append(d.Associations, ninjsRelated{l.Kind, "onrecord:" + strings.ReplaceAll(l.Kind, " ", "-"), permanent(l.Story, l.Revision)})
	}
}

// bylines returns who wrote the story, as the page or else the text says.
func (s *Story) bylines() []string {
	if len(s.Byline) > 0 {
		return s.Byline
	}
	var out []string
	for _, b := range s.Layout.Bylines {
		out = append(out, s.words(b))
	}
	return out
}

// excerpt returns the record as JSON, without the text unless it is to leave.
func (s *Story) excerpt() (string, error) {
	var b bytes.Buffer
	if s.Whole {
		err := s.WriteJSONLine(&b, s.name())
		return strings.TrimSpace(b.String()), err
	}
	err := s.WriteExcerptLine(&b, s.name())
	return strings.TrimSpace(b.String()), err
}

// name is what the command line takes for the revision.
func (s *Story) name() string { return s.ID + "/" + strconv.Itoa(s.Revision) }

// instant writes a time as RFC 3339, nothing if it is not known.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

type records struct {
	w io.Writer
}

// NewRecords returns a writer of records, a JSON document a line, as 'onrecord
// read --jsonl' has them, without the text unless it is to leave: every span
// carries its words.
func NewRecords(w io.Writer) Writer { return records{w} }

func (r records) Story(s *Story) error {
	if s.Whole {
		return s.WriteJSONLine(r.w, s.name())
	}
	return s.WriteExcerptLine(r.w, s.name())
}

func (r records) Close() error { return nil }
