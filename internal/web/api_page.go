package web

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// addDocument puts the OpenAPI document, and a page that is made from it, on the
// desk's addresses.
func (a *api) addDocument(mux *http.ServeMux) {
	doc := a.huma.OpenAPI()
	for _, s := range doc.Components.Schemas.Map() {
		for _, field := range s.Properties {
			if field.Type == "array" {
				field.Nullable = false // there is always a list, if an empty one
			}
		}
	}
	asJSON, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		panic(err) // it is made of constants
	}
	asYAML, err := doc.YAML()
	if err != nil {
		panic(err)
	}
	for name, file := range map[string]struct {
		mediaType string
		b         []byte
	}{"json": {"application/vnd.oai.openapi+json;version=3.1", asJSON}, "yaml": {"application/vnd.oai.openapi;version=3.1", asYAML}} {
		(&apiMux{a.Desk, mux}).HandleFunc("GET "+apiPath+"/openapi."+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", file.mediaType)
			w.Write(file.b)
		})
	}
	page := newAPIPage(doc)
	mux.Handle("GET /api", a.observe(a.page(func(w http.ResponseWriter, r *http.Request) error {
		return a.render(w, r, "api", frame{Title: "API", Page: page})
	})))
	mux.Handle("/api/", a.observe(a.page(serveNoOperation(mux))))
}

// An apiPage tells of the API what its document does.
type apiPage struct {
	Version    string
	About      []string // paragraphs
	Groups     []apiGroup
	Shapes     []apiShape
	Operations int
}

type apiGroup struct {
	Name       string
	Operations []apiOperation
}

type apiOperation struct {
	ID, Method, Path, Summary, About string
	Params                           []apiParam
	Sent, Answers                    []apiAnswer
	Problems                         string // the statuses of problem documents
	Curl                             string
}

type apiParam struct {
	Name, In, About, Default, Example string
	Type                              apiType
}

type apiAnswer struct {
	Status, MediaType string
	Shape             apiType
}

// An apiType says in words what a schema holds, with links to those that have a name.
type apiType []apiWord

type apiWord struct{ Text, Anchor string }

func (t apiType) String() string {
	var out string
	for _, w := range t {
		out += w.Text
	}
	return out
}

// An apiShape is a schema that operations name.
type apiShape struct {
	Name   string
	Fields []apiParam
}

func newAPIPage(doc *huma.OpenAPI) *apiPage {
	p := &apiPage{Version: doc.Info.Version, About: strings.Split(doc.Info.Description, "\n")}
	p.About = slices.DeleteFunc(p.About, func(s string) bool { return s == "" })
	for _, tag := range doc.Tags {
		g := apiGroup{Name: tag.Name}
		for path, item := range doc.Paths {
			for _, op := range []*huma.Operation{item.Get, item.Post, item.Patch, item.Delete} {
				if op != nil && slices.Contains(op.Tags, tag.Name) {
					g.Operations = append(g.Operations, newAPIOperation(path, op))
				}
			}
		}
		slices.SortFunc(g.Operations, func(x, y apiOperation) int {
			return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(order(x.Method), order(y.Method)))
		})
		p.Operations += len(g.Operations)
		p.Groups = append(p.Groups, g)
	}
	schemas := doc.Components.Schemas.Map()
	for name, s := range schemas {
		p.Shapes = append(p.Shapes, newAPIShape(name, s))
	}
	slices.SortFunc(p.Shapes, func(x, y apiShape) int { return cmp.Compare(x.Name, y.Name) })
	return p
}

func order(method string) int {
	return slices.Index([]string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete}, method)
}

func newAPIOperation(path string, op *huma.Operation) apiOperation {
	out := apiOperation{ID: op.OperationID, Method: op.Method, Path: path, Summary: op.Summary, About: op.Description}
	for _, p := range op.Parameters {
		if p.In == "header" {
			continue
		}
		out.Params = append(out.Params, newAPIParam(p.Name, p.In, p.Description, p.Schema, p.Example))
	}
	if op.RequestBody != nil {
		for _, t := range inOrder(op.RequestBody.Content) {
			out.Sent = append(out.Sent, apiAnswer{MediaType: t, Shape: shapeOf(op.RequestBody.Content[t].Schema)})
		}
	}
	for _, status := range inOrder(op.Responses) {
		r := op.Responses[status]
		if status >= "4" {
			out.Problems = joined(", ", out.Problems, status)
			continue
		}
		if len(r.Content) == 0 {
			out.Answers = append(out.Answers, apiAnswer{Status: status, Shape: plainly(r.Description)})
		}
		for _, t := range inOrder(r.Content) {
			out.Answers = append(out.Answers, apiAnswer{status, t, shapeOf(r.Content[t].Schema)})
		}
	}
	out.Curl = out.curl()
	return out
}

// inOrder returns the keys of a map in order.
func inOrder[T any](m map[string]T) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func newAPIParam(name, in, about string, s *huma.Schema, example any) apiParam {
	p := apiParam{Name: name, In: in, Type: shapeOf(s), About: about}
	if s == nil {
		return p
	}
	p.About = cmp.Or(p.About, s.Description)
	p.Default = said(s.Default)
	if p.Example = said(example); p.Example == "" && len(s.Examples) > 0 {
		p.Example = said(s.Examples[0])
	}
	return p
}

// said writes an example or a default.
func said(v any) string {
	if v == nil {
		return ""
	}
	if s, ok := v.(string); ok {
		return s
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// shapeOf says what a schema holds.
func shapeOf(s *huma.Schema) apiType {
	switch {
	case s == nil:
		return plainly("anything")
	case s.Ref != "":
		name := strings.TrimPrefix(s.Ref, "#/components/schemas/")
		return apiType{{name, "shape-" + name}}
	case len(s.AnyOf) > 0:
		var out apiType
		for i, one := range s.AnyOf {
			if i > 0 {
				out = append(out, apiWord{Text: " or "})
			}
			out = append(out, shapeOf(one)...)
		}
		return out
	case len(s.Enum) > 0:
		var parts []string
		for _, v := range s.Enum {
			parts = append(parts, said(v))
		}
		return plainly(strings.Join(parts, ", "))
	case s.Type == "array":
		return append(plainly("list of "), shapeOf(s.Items)...)
	case s.Format != "" && s.Type == "string":
		return plainly(s.Type + " (" + s.Format + ")")
	}
	return plainly(cmp.Or(s.Type, "anything"))
}

func plainly(words string) apiType { return apiType{{Text: words}} }

func newAPIShape(name string, s *huma.Schema) apiShape {
	out := apiShape{Name: name}
	for _, field := range inOrder(s.Properties) {
		about := ""
		if !slices.Contains(s.Required, field) {
			about = "may be missing"
		}
		out.Fields = append(out.Fields, newAPIParam(field, about, s.Properties[field].Description, s.Properties[field], nil))
	}
	return out
}

// curl returns a command that does the operation on a desk of one's own.
func (o *apiOperation) curl() string {
	path, query := o.Path, ""
	for _, p := range o.Params {
		value := p.Example
		switch {
		case p.In == "path":
			if value == "" {
				value, _, _ = strings.Cut(p.Type.String(), ",")
			}
			if p.Type.String() == "integer" {
				value = "1"
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", value)
		case value != "" && query == "" && o.Method == http.MethodGet:
			query = " -G --data-urlencode '" + p.Name + "=" + value + "'"
		case p.Name == "address":
			query = "'?address=https://norhavenpost.example/feed.xml'"
		}
	}
	const desk = "http://127.0.0.1:8480"
	switch {
	case o.ID == "read":
		return "curl --data-binary @story.txt -H 'Content-Type: text/plain' " + desk + path
	case o.ID == "addSource":
		return "curl --json '{\"address\": \"https://norhavenpost.example/feed.xml\"}' " + desk + path
	case o.Method == http.MethodPatch:
		return "curl -X PATCH --json '{\"paused\": true}' " + desk + path + query
	case o.Method == http.MethodDelete:
		return "curl -X DELETE " + desk + path + query
	}
	return "curl" + query + " " + desk + path
}
