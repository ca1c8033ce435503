package web

import (
	"bytes"
	"context"
	"reflect"

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
