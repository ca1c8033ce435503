package export

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/onrecord/onrecord"
)

// Web Annotation Data Model and Vocabulary, W3C Recommendations of 23 February
// 2017: https://www.w3.org/TR/annotation-model/.

type annotation struct {
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Body       []annotationBody `json:"body"`
	Target     annotationTarget `json:"target"`
}

type annotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Format  string `json:"format,omitempty"`
	Value   string `json:"value"`
}

type annotationTarget struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector"`
}

// A selector is a TextPositionSelector refined by a TextQuoteSelector. Start
// and End count code points, which the specification leaves open.
type selector struct {
	Type      string    `json:"type"`
	Start     *int      `json:"start,omitempty"`
	End       *int      `json:"end,omitempty"`
	Exact     string    `json:"exact,omitempty"`
	Prefix    string    `json:"prefix,omitempty"`
	Suffix    string    `json:"suffix,omitempty"`
	RefinedBy *selector `json:"refinedBy,omitempty"`
}

const annotationHead = `{
 "@context": "http://www.w3.org/ns/anno.jsonld",
 "id": "urn:onrecord:annotations",
 "type": "AnnotationPage",
 "startIndex": 0,
 "items": [`

type annotations struct{ *graph }

// NewAnnotations returns a writer of W3C Web Annotations, one for each
// statement, as one AnnotationPage. The target of each is the revision as the
// ledger has it; offsets count code points of its text.
func NewAnnotations(w io.Writer) Writer {
	return annotations{newGraph(w, annotationHead, "\n ]\n}\n")}
}

func (a annotations) Story(s *Story) error {
	for i := range s.Statements {
		if err := a.add(s.annotation(&s.Statements[i])); err != nil {
			return err
		}
	}
	return nil
}

// annotation says of a statement's words who said them, and by which act.
func (s *Story) annotation(st *onrecord.Statement) annotation {
	names, _ := s.speakers(st)
	a := annotation{ID: s.Permanent() + ":" + st.ID, Type: "Annotation", Motivation: "identifying", Target: annotationTarget{Source: s.Permanent()}}
	for _, body := range []annotationBody{
		{"TextualBody", "identifying", "text/plain", names},
		{"TextualBody", "classifying", "text/plain", string(st.Kind)},
		{"TextualBody", "classifying", "text/plain", string(st.Act)},
		{"TextualBody", "describing", "text/plain", s.pieces(st.Source, between)},
		{"TextualBody", "describing", "text/plain", s.pieces(st.Cue, between)},
	} {
		if body.Value != "" {
			a.Body = append(a.Body, body)
		}
	}
	for _, at := range st.Content {
		a.Target.Selector = append(a.Target.Selector, s.selector(at))
	}
	return a
}

// reach is how many bytes of context a quotation is found again by, on either side.
const reach = 32

func (s *Story) selector(at onrecord.Span) selector {
	from, to := s.point(at.Start), s.point(at.End)
	text := s.Record.Text
	before, after := text[max(0, at.Start-reach):at.Start], text[at.End:min(len(text), at.End+reach)]
	if !s.Whole && s.guarded { // context may name whom it must not
		before, after = "", ""
	}
	return selector{Type: "TextPositionSelector", Start: &from, End: &to, RefinedBy: &selector{Type: "TextQuoteSelector",
		Exact: s.words(at), Prefix: wholeRunes(before), Suffix: wholeRunes(after)}}
}

// wholeRunes takes out what is left of a character that was cut.
func wholeRunes(s string) string { return strings.ToValidUTF8(s, "") }

// Annotation returns the annotation of one statement as a document of its own; nil
// if the story has no such statement, or none that may leave.
func (s *Story) Annotation(id string) ([]byte, error) {
	st := s.Record.Statement(id)
	if st == nil {
		return nil, nil
	}
	b, err := encode(struct {
		Context string `json:"@context"`
		annotation
	}{"http://www.w3.org/ns/anno.jsonld", s.annotation(st)})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Indent(&out, b, "", " ")
	out.WriteByte('\n')
	return out.Bytes(), err
}
