package web

import (
	"bytes"
	"context"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// A document is an answer in one of several media types.
type document struct {
	Type string `header:"Content-Type"`
	Vary string `header:"Vary"`
	Body []byte
}

func newDocument(mediaType string, v any) (*document, error) {
	b, err := jsonOf(v)
	return &document{Type: mediaType, Body: b}, err
}

// jsonOf returns v as JSON, with "<" and "&" as they are.
func jsonOf(v any) ([]byte, error) {
	var b bytes.Buffer
	err := huma.DefaultJSONFormat.Marshal(&b, v)
	return b.Bytes(), err
}

// negotiate answers with the media type that is liked best.
func negotiate(ctx context.Context, make func(mediaType string) (any, error)) (*document, error) {
	offered := []string{typeJSON, typeLD, typeAnnotation}
	mediaType := accepted(askingOf(ctx).accept, offered...)
	if mediaType == "" {
		return nil, unacceptable(offered...)
	}
	v, err := make(mediaType)
	if err != nil {
		return nil, err
	}
	out, err := newDocument(mediaType, v)
	if err == nil {
		out.Vary = "Accept"
	}
	return out, err
}

// negotiated says that an operation has its answer as JSON of a type, as Web
// Annotation and in schema.org's terms.
func negotiated(op huma.Operation, body any, a *api) huma.Operation {
	op.Errors = append(op.Errors, 406)
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
		typeJSON:       {Schema: a.schema(body)},
		typeAnnotation: {Schema: &huma.Schema{Type: "object", Description: "Web Annotation Data Model", AdditionalProperties: true}},
		typeLD:         {Schema: &huma.Schema{Type: "object", Description: "JSON-LD in schema.org's terms", AdditionalProperties: true}},
	}}}
	return op
}

// answers says that an operation answers with JSON of a type that its output does
// not tell.
func answers(op huma.Operation, body any, a *api) huma.Operation {
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{typeJSON: {Schema: a.schema(body)}}}}
	return op
}

func (a *api) schema(body any) *huma.Schema {
	t := reflect.TypeOf(body)
	return a.huma.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// orLinked serves a page, or what stands there as linked data or JSON to whoever
// likes that better.
func (a *api) orLinked(serve func(http.ResponseWriter, *http.Request) error, linked func(ctx context.Context, r *http.Request) (*document, error)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Add("Vary", "Accept")
		asking := newAsking(r)
		if t := accepted(asking.accept, typeHTML, typeJSON, typeLD, typeAnnotation); t == typeHTML || t == "" {
			return serve(w, r)
		}
		ctx := context.WithValue(r.Context(), askingKey{}, asking)
		out, err := linked(ctx, r)
		if err != nil {
			return err
		}
		a.validated(w, r.WithContext(ctx), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", out.Type)
			w.Header().Set("Cache-Control", "no-cache")
			w.Write(out.Body)
		})
		return nil
	}
}

func (a *api) linkedStory(ctx context.Context, r *http.Request) (*document, error) {
	if r.PathValue("revision") == "" {
		return a.getStory(ctx, &StoryParam{r.PathValue("id")})
	}
	n, err := revisionIn(r)
	if err != nil {
		return nil, err
	}
	return a.getStoryAt(ctx, &RevisionParam{StoryParam{r.PathValue("id")}, n})
}

// revisionIn returns the revision that an address names.
func revisionIn(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("revision"))
	if err != nil || n < 1 {
		return 0, missing("Revisions are numbered 1, 2, ….")
	}
	return n, nil
}

func (a *api) linkedStatement(ctx context.Context, r *http.Request) (*document, error) {
	n, err := revisionIn(r)
	if err != nil {
		return nil, err
	}
	return a.getStatement(ctx, &statementInput{Story: r.PathValue("id"), Revision: n, Span: r.PathValue("place")})
}
