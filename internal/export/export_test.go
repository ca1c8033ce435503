package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/onrecord/onrecord"
)

var update = flag.Bool("update", false, "write the expected output anew")

// formats are all writers, by the ending of the file that holds what is expected.
var formats = map[string]func(*bytes.Buffer) (Writer, error){
	"statements.csv":     func(b *bytes.Buffer) (Writer, error) { return NewStatementsCSV(b) },
	"figures.csv":        func(b *bytes.Buffer) (Writer, error) { return NewFiguresCSV(b) },
	"jsonl":              func(b *bytes.Buffer) (Writer, error) { return NewRecords(b), nil },
	"annotation.json":    func(b *bytes.Buffer) (Writer, error) { return NewAnnotations(b), nil },
	"ninjs.json":         func(b *bytes.Buffer) (Writer, error) { return NewNinjs(b), nil },
	"prov.json":          func(b *bytes.Buffer) (Writer, error) { return NewPROV(b), nil },
	"schema-org.json":    func(b *bytes.Buffer) (Writer, error) { return NewSchemaOrg(b), nil },
	"wikibase.jsonl":     func(b *bytes.Buffer) (Writer, error) { return NewWikibase(b), nil },
	"ucdp.csv":           func(b *bytes.Buffer) (Writer, error) { return NewUCDP(b) },
	"statements.parquet": func(b *bytes.Buffer) (Writer, error) { return NewStatementsParquet(b), nil },
	"figures.parquet":    func(b *bytes.Buffer) (Writer, error) { return NewFiguresParquet(b), nil },
}

// quay returns the sample story, with what the comparison might know of it.
func quay(t testing.TB) *Story {
	s := read(t, "testdata/quay.txt")
	two, three, nine, seven := 2, 3, 9, 7
	s.Questions = map[string]Question{"f1": {"0a1b2c3d4e5f", &nine, &seven, &two, &three}}
	s.Links = []Link{{Story: "ffffffffffffffffffffffffffffffff", Revision: 1, URL: "https://coastwire.example/quay", Kind: "full copy", Share: .93}}
	s.Origins = []Origin{{Statements: []string{"s2"}, Name: "interior ministry", On: "2031-05-13"}}
	return s
}

func read(t testing.TB, name string) *Story {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := onrecord.Extract(onrecord.Revision{Text: string(text), Outlet: "Orsund Gazette", URL: "https://gazette.example/quay", AnyLanguage: true,
		Published: time.Date(2031, 5, 14, 9, 30, 0, 0, time.UTC), Title: "Quay “swallowed 340 crates”"})
	if err != nil {
		t.Fatal(err)
	}
	r.English = "sha256:0000" // so that new weights alone do not change what is expected
	return &Story{Record: r, ID: "0123456789abcdef0123456789abcdef", Revision: 2, Seen: time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)}
}

func write(t testing.TB, format string, stories ...*Story) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := formats[format](&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stories {
		if err := w.Story(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFormats compares what the sample story is exported as with the files beside it.
func TestFormats(t *testing.T) {
	for format := range formats {
		if strings.HasSuffix(format, ".parquet") {
			continue // see TestParquet
		}
		t.Run(format, func(t *testing.T) {
			got, name := write(t, format, quay(t)), filepath.Join("testdata", "quay."+format)
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; -update writes it anew. Got:\n%s", name, got)
			}
			if again := write(t, format, quay(t)); !bytes.Equal(got, again) {
				t.Error("written twice, it differs")
			}
		})
	}
}

// TestEmpty has every format written without a story: a document nevertheless.
func TestEmpty(t *testing.T) {
	for format := range formats {
		got := write(t, format)
		switch {
		case strings.HasSuffix(format, ".json") && format != "ninjs.json" && !json.Valid(got):
			t.Errorf("%s: not JSON: %s", format, got)
		case strings.HasSuffix(format, ".csv") && bytes.Count(got, []byte("\n")) != 1:
			t.Errorf("%s: %q", format, got)
		}
	}
}

// TestNinjs validates documents against IPTC's schema.
func TestNinjs(t *testing.T) {
	c := jsonschema.NewCompiler()
	if err := c.AddResource("https://geojson.org/schema/GeoJSON.json", true); err != nil {
		t.Fatal(err)
	}
	c.AssertFormat()
	schema, err := c.Compile("testdata/ninjs-schema_3.1.json")
	if err != nil {
		t.Fatal(err)
	}
	whole := quay(t)
	whole.Whole = true
	bare := &Story{Record: &onrecord.Record{}, ID: "00", Revision: 1}
	for _, s := range append(samples(t), quay(t), whole, bare) {
		d, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, "ninjs.json", s)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(d); err != nil {
			t.Errorf("%s: %v", s.title(), err)
		}
	}
}

// TestAnnotations checks what the model demands of an annotation (W3C Web
// Annotation Data Model, 3.1 and 4.2), and that its selectors point at the words.
func TestAnnotations(t *testing.T) {
	for _, s := range append(samples(t), quay(t)) {
		var page struct {
			Context, ID, Type string
			Items             []annotation
		}
		got := write(t, "annotation.json", s)
		if err := json.Unmarshal(bytes.Replace(got, []byte(`"@context"`), []byte(`"context"`), 1), &page); err != nil {
			t.Fatal(err)
		}
		if page.Context != "http://www.w3.org/ns/anno.jsonld" || page.Type != "AnnotationPage" || len(page.Items) != len(s.Statements) {
			t.Errorf("%s: %s, %s, %d items", s.title(), page.Context, page.Type, len(page.Items))
		}
		text, seen := []rune(strings.ToValidUTF8(s.Text, "\uFFFD")), map[string]bool{}
		for _, a := range page.Items {
			if a.Type != "Annotation" || a.ID == "" || seen[a.ID] || a.Target.Source != s.Permanent() || len(a.Target.Selector) == 0 {
				t.Errorf("%s: %+v", s.title(), a)
			}
			seen[a.ID] = true
			for _, sel := range a.Target.Selector {
				q := sel.RefinedBy
				if got := string(text[*sel.Start:*sel.End]); got != q.Exact {
					t.Errorf("%s: %q at %d, not %q", s.title(), got, *sel.Start, q.Exact)
				}
				if !strings.Contains(string(text), q.Prefix+q.Exact+q.Suffix) {
					t.Errorf("%s: %q does not stand between %q and %q", s.title(), q.Exact, q.Prefix, q.Suffix)
				}
			}
		}
	}
}

// TestGraphs checks that the documents of linked data are JSON, that every node
// has an ID or stands in one that has, and that no reference leads nowhere.
func TestGraphs(t *testing.T) {
	for _, format := range []string{"prov.json", "schema-org.json"} {
		var d struct {
			Graph []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal(write(t, format, append(samples(t), quay(t))...), &d); err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, n := range d.Graph {
			id, _ := n["@id"].(string)
			if id == "" || n["@type"] == nil {
				t.Errorf("%s: a node without ID or type: %v", format, n)
			}
			known[id] = true
		}
		for _, n := range d.Graph {
			for _, key := range []string{"prov:wasQuotedFrom", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:used"} {
				if to, ok := n[key].(string); ok && !known[to] {
					t.Errorf("%s: %s leads to %s, which is not there", format, key, to)
				}
			}
			for _, key := range []string{"prov:wasAttributedTo", "prov:hadPrimarySource"} {
				list, _ := n[key].([]any)
				for _, to := range list {
					if !known[to.(string)] {
						t.Errorf("%s: %s leads to %s, which is not there", format, key, to)
					}
				}
			}
		}
	}
}

// TestWikibase checks that no bound is lost or made up: a value has an amount
// only where the story gives one number or a closed range.
func TestWikibase(t *testing.T) {
	for line := range strings.Lines(string(write(t, "wikibase.jsonl", quay(t)))) {
		var w struct {
			Mainsnak struct {
				Snaktype  string
				Datavalue struct{ Value wikiQuantity }
			}
			Qualifiers map[string][]struct{ Datavalue struct{ Value any } }
		}
		if err := json.Unmarshal([]byte(line), &w); err != nil {
			t.Fatal(err)
		}
		words, q := w.Qualifiers[objectNamedAs][0].Datavalue.Value.(string), w.Mainsnak.Datavalue.Value
		want := map[string]wikiQuantity{"12 dead": {"+12", "1", "", ""}, "between 20 and 30 missing": {"+20", "1", "+20", "+30"}, "about 80 workers": {}}
		if got, ok := want[words]; ok && got != q {
			t.Errorf("%s: got %+v, want %+v", words, q, got)
		}
		if (w.Mainsnak.Snaktype == "value") != (q.Amount != "") {
			t.Errorf("%s: %s with amount %q", words, w.Mainsnak.Snaktype, q.Amount)
		}
	}
}

// TestParquet reads the tables back and compares them with the rows.
func TestParquet(t *testing.T) {
	all := append(samples(t), quay(t))
	var want []statementRow
	var figures []figureRow
	for _, s := range all {
		want, figures = append(want, s.statementRows()...), append(figures, s.figureRows()...)
	}
	compareTables(t, write(t, "statements.parquet", all...), want)
	compareTables(t, write(t, "figures.parquet", all...), figures)
}

// compareTables compares a Parquet file, read without knowing its types, with the
// rows that it was written from.
func compareTables[T any](t *testing.T, file []byte, rows []T) {
	t.Helper()
	got, err := parquet.Read[any](bytes.NewReader(file), int64(len(file)))
	if err != nil || len(got) != len(rows) {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i := range rows {
		want := map[string]any{}
		columnsOf(reflect.ValueOf(rows[i]), want)
		a, _ := json.Marshal(got[i])
		b, _ := json.Marshal(want)
		if !bytes.Equal(a, b) {
			t.Fatalf("row %d: read back it is\n%s\nnot\n%s", i, a, b)
		}
	}
}

// columnsOf fills in a row by the names of its columns.
func columnsOf(v reflect.Value, row map[string]any) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			columnsOf(v.Field(i), row)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		row[name] = v.Field(i).Interface()
	}
}

// TestCSVRows checks that every row has as many cells as there are columns, and
// that a column of each table is named once.
func TestCSVRows(t *testing.T) {
	for _, format := range []string{"statements.csv", "figures.csv", "ucdp.csv"} {
		rows, err := csv.NewReader(bytes.NewReader(write(t, format, append(samples(t), quay(t))...))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", format, len(rows), err)
		}
		named := map[string]bool{}
		for _, c := range rows[0] {
			if named[c] {
				t.Errorf("%s: two columns %s", format, c)
			}
			named[c] = true
		}
	}
}

// TestProtect has each named speaker of each sample protected in turn, and looks
// for the name in all that is exported.
func TestProtect(t *testing.T) {
	for _, s := range append(samples(t), quay(t)) {
		for _, k := range s.Speakers {
			if k.Kind != onrecord.Person {
				continue
			}
			p := *s
			p.Protect([]string{k.ID})
			for format := range formats {
				got := string(write(t, format, &p))
				if strings.HasSuffix(format, ".parquet") {
					continue // compressed; its rows are those of the CSV
				}
				if strings.Contains(got, k.Name) || strings.Contains(got, jsonText(k.Name)) {
					t.Errorf("%s of %q has the protected name %s", format, s.title(), k.Name)
				}
			}
			if len(p.Statements) == len(s.Statements) && speaksAtAll(s, k.ID) {
				t.Errorf("%q keeps what %s says", s.title(), k.Name)
			}
		}
	}
}

func speaksAtAll(s *Story, id string) bool {
	for i := range s.Statements {
		if speaks(&s.Statements[i], id) {
			return true
		}
	}
	return false
}

func jsonText(s string) string {
	b, _ := json.Marshal(s)
	return string(b[1 : len(b)-1])
}

// samples are the sample stories.
func samples(t testing.TB) (out []*Story) {
	names, err := filepath.Glob("../../testdata/stories/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no sample stories", err)
	}
	for i, name := range names {
		s := read(t, name)
		s.ID = strings.Repeat(string(rune('a'+i%6)), 31) + string(rune('a'+i))
		s.Title = ""
		out = append(out, s)
	}
	return out
}

// BenchmarkFormats writes the sample story in each format.
func BenchmarkFormats(b *testing.B) {
	s := quay(b)
	for format := range formats {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				write(b, format, s)
			}
		})
	}
}
