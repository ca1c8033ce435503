package web

import (
	"bufio"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/onrecord/onrecord/internal/export"
)

// fileTypes are the media type of each format and how its files' names end.
var fileTypes = map[export.Format][2]string{
	export.CSVStatements: {"text/csv; charset=utf-8", "csv"}, export.CSVFigures: {"text/csv; charset=utf-8", "csv"},
	export.ParquetStatements: {"application/vnd.apache.parquet", "parquet"}, export.ParquetFigures: {"application/vnd.apache.parquet", "parquet"},
	export.JSONLines: {"application/jsonl", "jsonl"}, export.Ninjs: {"application/jsonl", "jsonl"}, export.Wikibase: {"application/jsonl", "jsonl"},
	export.Annotation: {typeAnnotation, "jsonld"}, export.PROV: {typeLD, "jsonld"}, export.SchemaOrg: {typeLD, "jsonld"},
	export.UCDP: {"text/csv; charset=utf-8", "csv"},
}

func (a *api) addExports() {
	op := get("export", "/exports/{format}", "Exports", "Export stories",
		"The latest revisions of stories in the formats that others read, as 'onrecord export' writes them: of all, or of those that a search finds. It is streamed; one that breaks off ends the connection.")
	content := map[string]*huma.MediaType{}
	for _, t := range fileTypes {
		content[t[0]] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content}}
	register(a, op, a.export)
}

type exportInput struct {
	Format string `path:"format" enum:"csv,parquet,jsonl,annotation,ninjs,prov,ucdp,schema-org,wikibase" doc:"docs/api.md tells the columns and fields of each."`
	Table  string `query:"table" enum:"statements,figures" default:"statements" doc:"Of csv and parquet: a row is a statement, or a figure."`
	Query  string `query:"q" maxLength:"2000" doc:"A search: the stories that it finds, 1,000 at most." example:"measure:killed"`
	Text   bool   `query:"text" doc:"Whether the whole texts leave too (jsonl, ninjs, schema-org)."`
}

type exportOutput struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        func(huma.Context)
}

func (a *api) export(ctx context.Context, in *exportInput) (*exportOutput, error) {
	f := export.Format(in.Format)
	if in.Format == "csv" || in.Format == "parquet" {
		f += export.Format("=" + in.Table)
	}
	stories, err := a.named(ctx, in.Query)
	if err != nil {
		return nil, err
	}
	l, err := export.Open(ctx, a.db)
	if err != nil {
		return nil, err
	}
	name := "onrecord-" + strings.ReplaceAll(string(f), "=", "-") + "." + fileTypes[f][1]
	return &exportOutput{fileTypes[f][0], `attachment; filename="` + name + `"`, func(c huma.Context) {
		if c.Method() == http.MethodHead {
			return
		}
		w := bufio.NewWriterSize(c.BodyWriter(), 64<<10)
		_, err := l.Write(w, f, stories, in.Text, func() {})
		if err == nil {
			err = w.Flush()
		}
		if err != nil { // what was sent already must not be taken for all of it
			a.config.Log.Error("export broke off", "format", in.Format, "error", err.Error())
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// named returns the IDs of the stories that a query finds; nil without one, which
// means all.
func (a *api) named(ctx context.Context, query string) ([]string, error) {
	if query == "" {
		return nil, nil
	}
	hits, err := a.db.Search(ctx, query, mostFound)
	ids := make([]string, 0, len(hits))
	for _, h := range hits {
		ids = append(ids, h.Story)
	}
	slices.Sort(ids)
	return ids, err
}
