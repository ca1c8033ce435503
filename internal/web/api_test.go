package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// quayStories are few, for answers that can be read: two outlets on one toll, one
// that copies, one that changed its mind.
var quayStories = []onrecord.Revision{
	{URL: "https://norhavenpost.example/quay", Outlet: "Norhaven Post", Published: seen.AddDate(0, 0, -1), Text: `Quay gives way in Velsund

VELSUND (Norhaven Post) - At least 12 people were killed when the quay gave way in Velsund on Monday, harbour master Ana Duarte said on Tuesday.

"The harbour stays closed," she told reporters.
`},
	{URL: "https://norhavenpost.example/quay", Outlet: "Norhaven Post", Published: seen.AddDate(0, 0, -1), Text: `Quay gives way in Velsund

VELSUND (Norhaven Post) - At least 15 people were killed when the quay gave way in Velsund on Monday, harbour master Ana Duarte said on Tuesday.

"The harbour stays closed," she told reporters.

Correction: an earlier version gave another number.
`},
	{URL: "https://orsundgazette.example/velsund", Outlet: "Orsund Gazette", Published: seen, Text: `More than 20 dead as quay gives way

VELSUND - More than 20 people were killed when the quay gave way in Velsund on Monday, the rescue service said on Wednesday. The harbour master, Ana Duarte, denied that the port had been warned.
`},
	{URL: "https://bredeherald.example/velsund", Outlet: "Brede Herald", Published: seen, Text: `Quay gives way in Velsund

At least 15 people were killed when the quay gave way in Velsund on Monday, harbour master Ana Duarte said on Tuesday, according to the Norhaven Post.

"The harbour stays closed," she told reporters.
`},
}

// addQuay fills a ledger for the API and returns the stories in their order.
func addQuay(t testing.TB, db *store.DB) []store.Ref {
	t.Helper()
	var refs []store.Ref
	for _, rev := range quayStories {
		refs = append(refs, add(t, db, rev))
	}
	if _, err := db.AddSource(t.Context(), store.Source{Address: "https://norhavenpost.example/feed.xml", Every: time.Hour}, seen); err != nil {
		t.Fatal(err)
	}
	return refs
}

// program asks as programs do that want JSON.
func program(r *http.Request) { r.Header.Set("Accept", "application/json") }

// apiTable asks each operation for something. In addresses {0} is the first story of
// the table's ledger, {q} its question and {p} the speaker across stories.
var apiTable = []struct{ method, address, accept, body string }{
	{"GET", "/stories?limit=2", "", ""},
	{"GET", "/stories?q=gazette+OR+rescue&outlet=orsund&after=2031-05-01&before=2031-06-01", "", ""},
	{"GET", "/stories/{1}", "", ""},
	{"GET", "/stories/{1}", "application/ld+json", ""},
	{"GET", "/stories/{1}", `application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"`, ""},
	{"GET", "/stories/{1}/revisions", "", ""},
	{"GET", "/stories/{1}/revisions/2?text=1", "", ""},
	{"GET", "/stories/{1}/revisions/2/record", "", ""},
	{"GET", "/stories/{1}/revisions/2/record?text=true", "", ""},
	{"GET", "/stories/{1}/revisions/2/diff", "", ""},
	{"GET", "/stories/{1}/copies", "", ""},
	{"GET", "/stories/{1}/origins", "", ""},
	{"GET", "/statements?limit=1", "", ""},
	{"GET", "/statements?speaker=duarte&act=denies&kind=indirect", "", ""},
	{"GET", "/statements/{1}/2/s1", "", ""},
	{"GET", "/statements/{1}/2/s1", "text/html;q=0.9, application/ld+json;q=0.8", ""},
	{"GET", "/statements/{1}/2/s1", `application/ld+json;profile="http://www.w3.org/ns/anno.jsonld", application/json;q=.1`, ""},
	{"GET", "/speakers?limit=1", "", ""},
	{"GET", "/speakers?q=duarte", "", ""},
	{"GET", "/speakers/{p}?limit=1", "", ""},
	{"GET", "/speakers/{2}.k1", "", ""},
	{"GET", "/figures?measure=killed&limit=1", "", ""},
	{"GET", "/figures?q=rescue", "", ""},
	{"GET", "/questions", "", ""},
	{"GET", "/questions/{q}", "", ""},
	{"GET", "/questions/{q}/origins", "", ""},
	{"GET", "/search?q=quay&limit=1", "", ""},
	{"GET", "/search?q=closed&in=statements&limit=1", "", ""},
	{"GET", "/search?q=rescue&in=speakers", "", ""},
	{"GET", "/search.atom?q=closed", "", ""},
	{"GET", "/search.atom?in=stories&q=rescue", "", ""},
	{"GET", "/sources", "", ""},
	{"GET", "/exports/csv?table=figures&q=rescue", "", ""},
	{"POST", "/sources", "", `{"address": "norhavenpost.example/more.xml"}`},
	{"PATCH", "/sources?address=https://norhavenpost.example/feed.xml", "", `{"paused": true}`},
	{"DELETE", "/sources?address=https://norhavenpost.example/feed.xml", "", ""},
	{"POST", "/read", "", `{"text": "The harbour is closed, harbour master Ana Duarte said on Tuesday.", "published": "2031-05-14"}`},
	{"POST", "/read", "", "The harbour is closed, harbour master Ana Duarte said on Tuesday."},
	// What goes wrong.
	{"GET", "/nowhere", "", ""},
	{"PATCH", "/stories", "", ""},
	{"GET", "/stories/000000000000", "", ""},
	{"GET", "/stories?cursor=eyJsIjoieCJ9", "", ""},
	{"GET", "/stories?limit=201", "", ""},
	{"GET", "/stories?q=%22", "", ""},
	{"GET", "/stories/{1}", "image/png", ""},
	{"GET", "/stories/{1}/revisions/9", "", ""},
	{"GET", "/statements/{1}/2/1-2", "", ""},
	{"GET", "/questions/q000000000000", "", ""},
	{"DELETE", "/sources?address=nothing", "", ""},
	{"POST", "/read", "", `{"text": `},
	{"POST", "/read", "", "Das ist kein Englisch, sondern Deutsch, und es wird deshalb hier nicht gelesen, so der Hafenmeister am Dienstag."},
}

// TestAPI asks for everything that there is and compares with what is written down;
// what is JSON fits the schemas of the document.
func TestAPI(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		refs := addQuay(t, db)
		d := New(Config{DB: db, Web: &Fetcher{Address: func(typed string) (string, error) { return "https://" + typed, nil }}})
		defer d.Close()
		fill := names(t, db, refs)
		schemas := newSchemas(t, d)
		var got txtar.Archive
		for _, c := range apiTable {
			address := apiPath + fill.Replace(c.address)
			w := ask(d, c.method, address, program, func(r *http.Request) {
				if c.accept != "" {
					r.Header.Set("Accept", c.accept)
				}
				if c.body != "" {
					r.Body = http.NoBody
					*r = *httptest.NewRequest(c.method, "http://127.0.0.1:8480"+address, strings.NewReader(c.body))
					r.Header.Set("Content-Type", map[bool]string{true: typeJSON, false: "text/plain; charset=utf-8"}[c.body[0] == '{'])
				}
			})
			name := strings.TrimSpace(c.method + " " + c.address + " " + c.accept + " " + c.body)
			schemas.check(t, name, c.method, address, w)
			got.Files = append(got.Files, txtar.File{Name: name, Data: written(t, w)})
		}
		compareFile(t, "testdata/api.txtar", settled(txtar.Format(&got)))
	})
}

// names returns what fills in the names of the table's addresses.
func names(t testing.TB, db *store.DB, refs []store.Ref) *strings.Replacer {
	t.Helper()
	list := []string{}
	for i, ref := range refs {
		list = append(list, fmt.Sprintf("{%d}", i), ref.Story)
	}
	questions, err := db.Questions(t.Context(), store.QuestionFilter{}, 1)
	if err != nil || len(questions) == 0 {
		t.Fatal(err, "no questions")
	}
	digests, err := db.Digests(t.Context(), []string{refs[1].Story})
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(append(list, "{q}", questions[0].ID, "{p}", digests[refs[1].Story].Speakers[0].Person)...)
}

// written writes an answer for people to read.
func written(t testing.TB, w *httptest.ResponseRecorder) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d %s\n", w.Code, w.Header().Get("Content-Type"))
	for _, name := range []string{"Allow", "Link", "Vary", "Content-Disposition"} {
		if v := w.Header().Get(name); v != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, v)
		}
	}
	if strings.Contains(w.Header().Get("Content-Type"), "json") {
		if err := json.Indent(&b, bytes.TrimSpace(w.Body.Bytes()), "", " "); err != nil {
			t.Errorf("%v: %s", err, w.Body)
		}
	} else {
		b.Write(bytes.ReplaceAll(w.Body.Bytes(), []byte("><"), []byte(">\n<")))
	}
	b.WriteString("\n")
	return b.Bytes()
}

var (
	weights = regexp.MustCompile(`sha256:[0-9a-f]{64}`)
	today   = regexp.MustCompile(`"(added|due)": "20[0-9T:-]*Z"`)
	spans   = regexp.MustCompile(`\{\s*"start": (\d+),\s*"end": (\d+),\s*"text": ("(?:[^"\\]|\\.)*")\s*\}`)
	shares  = regexp.MustCompile(`"confidence": [0-9.]+`)
)

// settled leaves out what changes with each training and each day, and sets a span on
// a line.
func settled(b []byte) []byte {
	b = weights.ReplaceAll(b, []byte("sha256:…"))
	b = shares.ReplaceAll(b, []byte(`"confidence": …`))
	b = today.ReplaceAll(b, []byte(`"$1": "…"`))
	return spans.ReplaceAll(b, []byte(`{"start": $1, "end": $2, "text": $3}`))
}

// compareFile compares with a file, or rewrites it.
func compareFile(t testing.TB, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s:%d: got %q, want %q; -update rewrites it", name, i+1, a[i], b[min(i, len(b)-1)])
		}
	}
	t.Fatalf("%s is longer than what was got", name)
}

// apiSchemas are the schemas of the OpenAPI document.
type apiSchemas struct {
	document map[string]any
	compiler *jsonschema.Compiler
}

func newSchemas(t testing.TB, d http.Handler) *apiSchemas {
	t.Helper()
	w := ask(d, "GET", apiPath+"/openapi.json", program)
	document, err := jsonschema.UnmarshalJSON(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	s := &apiSchemas{document.(map[string]any), jsonschema.NewCompiler()}
	s.compiler.AssertFormat()
	if err := s.compiler.AddResource("openapi.json", document); err != nil {
		t.Fatal(err)
	}
	return s
}

// operation returns the path in the document that an address is of.
func (s *apiSchemas) operation(method, address string) string {
	u, _ := url.Parse(address)
	for path, item := range s.document["paths"].(map[string]any) {
		if _, ok := item.(map[string]any)[strings.ToLower(method)]; ok && sameShape(path, u.Path) {
			return path
		}
	}
	return ""
}

func sameShape(path, address string) bool {
	a, b := strings.Split(path, "/"), strings.Split(address, "/")
	return slices.EqualFunc(a, b, func(x, y string) bool { return x == y || strings.HasPrefix(x, "{") })
}

// check checks that an answer is as the document says.
func (s *apiSchemas) check(t testing.TB, name, method, address string, w *httptest.ResponseRecorder) {
	t.Helper()
	mediaType := w.Header().Get("Content-Type")
	path := s.operation(method, address)
	if path == "" || w.Code == http.StatusNoContent {
		if path == "" && !strings.HasPrefix(mediaType, "application/problem+json") {
			t.Errorf("%s: not in the document, and no problem: %d %s", name, w.Code, mediaType)
		}
		return
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	at := fmt.Sprintf("openapi.json#/paths/%s/%s/responses/%d/content/%s/schema", escape.Replace(path), strings.ToLower(method), w.Code, escape.Replace(mediaType))
	schema, err := s.compiler.Compile((&url.URL{Opaque: at}).Opaque)
	if err != nil {
		t.Errorf("%s: %d %s is not in the document: %v", name, w.Code, mediaType, err)
		return
	}
	if !strings.Contains(mediaType, "json") {
		return
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err == nil {
		err = schema.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// TestOpenAPI checks the document: its schemas are sound, operations have names of
// their own and words, and say which parameters their paths have.
func TestOpenAPI(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db})
	defer d.Close()
	s := newSchemas(t, d)
	for name := range s.document["components"].(map[string]any)["schemas"].(map[string]any) {
		if _, err := s.compiler.Compile("openapi.json#/components/schemas/" + name); err != nil {
			t.Error(err)
		}
	}
	ids := map[string]bool{}
	for path, item := range s.document["paths"].(map[string]any) {
		for method, o := range item.(map[string]any) {
			op := o.(map[string]any)
			id, _ := op["operationId"].(string)
			if id == "" || ids[id] || op["summary"] == nil || op["description"] == nil {
				t.Errorf("%s %s has no name of its own, or no words", method, path)
			}
			ids[id] = true
			for _, m := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(path, -1) {
				if b, _ := json.Marshal(op["parameters"]); !strings.Contains(string(b), `"name":"`+m[1]+`"`) {
					t.Errorf("%s %s does not tell of %s", method, path, m[1])
				}
			}
		}
	}
	if w := ask(d, "GET", apiPath+"/openapi.yaml", program); w.Code != 200 || !strings.Contains(w.Body.String(), "openapi: 3.1.0") {
		t.Error(w.Code, w.Body)
	}
}

// TestAPIGuard checks that who may not ask is told so as a problem.
func TestAPIGuard(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	d := New(Config{DB: db, Token: "0123456789abcdef"})
	defer d.Close()
	token := func(r *http.Request) { r.Header.Set("Authorization", "Bearer 0123456789abcdef") }
	for _, c := range []struct {
		method, address string
		change          func(*http.Request)
		want            int
	}{
		{"GET", "/api/v1/stories", program, 401},
		{"GET", "/api/v1/stories", func(r *http.Request) { r.Host = "evil.example" }, 421},
		{"POST", "/api/v1/read", func(r *http.Request) { token(r); r.Header.Set("Origin", "https://evil.example") }, 403},
		{"DELETE", "/api/v1/sources?address=x", func(r *http.Request) { token(r); r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"GET", "/api/v1/", token, 404},
		{"GET", "/api/v1/stories/", token, 404},
		{"PUT", "/api/v1/sources", token, 405},
		{"GET", "/api/v1/read", token, 405},
		{"GET", "/api/v2", token, 404},
	} {
		w := ask(d, c.method, c.address, c.change)
		if w.Code != c.want || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: %d %s, want %d", c.method, c.address, w.Code, w.Header().Get("Content-Type"), c.want)
		}
	}
}

// TestProtectedAPI protects a speaker: nothing that is asked for names it or says
// what it said.
func TestProtectedAPI(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		refs := addQuay(t, db)
		fill := names(t, db, refs)
		r, err := db.Record(t.Context(), refs[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range r.Speakers {
			if k.Name == "Ana Duarte" {
				if _, err := db.Decide(t.Context(), store.Decision{Ref: refs[1], Subject: k.ID, Action: store.Protect, Actor: "desk", Reason: "threatened"}, seen); err != nil {
					t.Fatal(err)
				}
			}
		}
		d := New(Config{DB: db})
		defer d.Close()
		addresses := []string{"/search.atom?q=harbour&in=stories", "/exports/jsonl?text=1", "/exports/prov", "/exports/ucdp", "/exports/schema-org", "/exports/csv", "/exports/annotation", "/exports/ninjs?text=1",
			"/search?q=duarte&in=statements", "/search?q=harbour&in=speakers", "/stories/{0}/revisions/1?text=1", "/stories/{0}/revisions/1/record?text=1", "/stories/{3}/origins", "/search?q=harbour"}
		for _, c := range apiTable {
			if c.method == "GET" && !strings.Contains(c.address, "cursor") {
				addresses = append(addresses, c.address)
			}
		}
		for _, address := range addresses {
			w := ask(d, "GET", apiPath+fill.Replace(address), program)
			if address == "/speakers/{p}?limit=1" && w.Code != 404 {
				t.Errorf("%s: %d", address, w.Code)
			}
			for _, bad := range []string{"Duarte", "harbour master", "stays closed", "had been warned"} {
				if strings.Contains(w.Body.String(), bad) {
					t.Errorf("%s tells %q:\n%s", address, bad, w.Body)
				}
			}
		}
	})
}

// FuzzAPI asks for anything: there is always an answer, and never one that the server
// is to blame for.
func FuzzAPI(f *testing.F) {
	db := openLedger(f, filepath.Join(f.TempDir(), "ledger.db"))
	refs := addQuay(f, db)
	addHostile(f, db)
	d := New(Config{DB: db, Web: &Fetcher{Address: func(typed string) (string, error) { return "https://" + typed, nil }}})
	f.Cleanup(d.Close)
	fill := names(f, db, refs)
	for _, c := range apiTable {
		f.Add(c.method, fill.Replace(c.address), c.accept, typeJSON, c.body)
	}
	f.Add("GET", "/statements/"+refs[0].Story+"/1/99999999999-1", "a/b;q=x", "", "")
	f.Add("GET", "/stories?cursor="+cursor{At: -1}.String(), "", "", "")
	f.Add("POST", "/read", "", "text/plain", "\xff\xfe\x00")
	f.Fuzz(func(t *testing.T, method, address, accept, mediaType, body string) {
		u, err := url.Parse("http://127.0.0.1:8480" + apiPath + address)
		if err != nil || u.Host != "127.0.0.1:8480" || !slices.Contains([]string{"GET", "HEAD", "POST", "PATCH", "DELETE", "PUT"}, method) {
			return
		}
		r := httptest.NewRequest(method, "http://127.0.0.1:8480/", strings.NewReader(body))
		r.URL, r.RequestURI = u, u.RequestURI()
		r.Header.Set("Accept", accept)
		r.Header.Set("Content-Type", mediaType)
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%s %s: %d %s", method, u, w.Code, w.Body)
		}
	})
}

// TestExportsAgree checks that the desk exports what the program does.
func TestExportsAgree(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	addQuay(t, db)
	d := New(Config{DB: db})
	defer d.Close()
	for f, address := range map[export.Format]string{export.CSVStatements: "csv", export.CSVFigures: "csv?table=figures", export.ParquetFigures: "parquet?table=figures", export.JSONLines: "jsonl",
		export.Annotation: "annotation", export.Ninjs: "ninjs", export.PROV: "prov", export.UCDP: "ucdp", export.SchemaOrg: "schema-org", export.Wikibase: "wikibase"} {
		l, err := export.Open(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if _, err := l.Write(&want, f, nil, false, func() {}); err != nil {
			t.Fatal(err)
		}
		w := ask(d, "GET", apiPath+"/exports/"+address, program)
		if w.Code != 200 || !bytes.Equal(w.Body.Bytes(), want.Bytes()) {
			t.Errorf("%s: %d, %d bytes, want %d", f, w.Code, w.Body.Len(), want.Len())
		}
	}
}
