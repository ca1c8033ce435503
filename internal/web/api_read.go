package web

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/onrecord/onrecord"
)

// mostSent is how much may be sent to be read, in bytes: JSON has some characters in
// six.
const mostSent = 6*onrecord.MaxText + 10_000

func (a *api) addRead() {
	op := huma.Operation{OperationID: "read", Method: http.MethodPost, Path: "/read", Tags: []string{"Reading"}, Summary: "Read a text",
		Description:  "Takes the text of one story, 1 MB at most, and answers with its record at once. Nothing of it is kept.",
		MaxBodyBytes: mostSent, SkipValidateBody: true, Errors: []int{http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{typeJSON: {Schema: a.schema(textJSON{})}}}
	register(a, answers(op, onrecord.Record{}, a), a.read)
}

// A textJSON is a text to be read with what is known of it.
type textJSON struct {
	Text        string `json:"text" minLength:"1" doc:"The story, without mark-up."`
	Published   string `json:"published,omitempty" format:"date" doc:"The day that words such as \"yesterday\" count from."`
	Outlet      string `json:"outlet,omitempty"`
	URL         string `json:"url,omitempty"`
	AnyLanguage bool   `json:"any_language,omitempty" doc:"Read it even if it does not look like English."`
}

type readInput struct {
	Type    string `header:"Content-Type" doc:"text/plain or application/json."`
	RawBody []byte `contentType:"text/plain"`
}

func (a *api) read(ctx context.Context, in *readInput) (*document, error) {
	rev, err := in.revision()
	if err != nil {
		return nil, err
	}
	if err := onrecord.CheckText(rev.Text); err != nil {
		status := http.StatusUnprocessableEntity
		if errors.Is(err, onrecord.ErrTooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		return nil, &fault{status, "This can't be read: " + err.Error() + ".", ""}
	}
	r, err := a.extract(ctx, *rev)
	var other *onrecord.NotEnglishError
	if errors.As(err, &other) {
		return nil, &fault{http.StatusUnprocessableEntity, "This is not read: " + other.Error() + ".", "Send any_language: true to have it read nevertheless."}
	}
	if err != nil {
		return nil, err
	}
	return newDocument(typeJSON, r)
}

// revision returns the text that was sent.
func (in *readInput) revision() (*onrecord.Revision, error) {
	mediaType, _, err := mime.ParseMediaType(in.Type)
	switch {
	case in.Type == "", err == nil && mediaType == "text/plain":
		return &onrecord.Revision{Text: string(in.RawBody)}, nil
	case err != nil || mediaType != typeJSON:
		return nil, &fault{http.StatusUnsupportedMediaType, "A text is sent as text/plain or application/json.", ""}
	}
	var t textJSON
	if err := json.Unmarshal(in.RawBody, &t); err != nil {
		return nil, bad("This is no JSON of a text: "+err.Error()+".", `{"text": "…", "published": "2031-05-14"}`)
	}
	rev := &onrecord.Revision{Text: t.Text, Outlet: t.Outlet, URL: t.URL, AnyLanguage: t.AnyLanguage}
	if t.Published != "" {
		if rev.Published, err = time.Parse(time.DateOnly, t.Published); err != nil {
			return nil, bad("published is no day.", "Write it as 2031-05-14.")
		}
	}
	return rev, nil
}
