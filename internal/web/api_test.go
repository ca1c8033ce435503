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

	"github.com/mmcdole/gofeed"
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

// TestCursors walks through each list by steps of one and of two: everything is had
// once, in the same order.
func TestCursors(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		addQuay(t, db)
		for i, place := range []string{"Orsund", "Brede", "Ulmen"} {
			for _, rev := range quayStories {
				rev.Text, rev.URL = strings.ReplaceAll(rev.Text, "Velsund", place), rev.URL+place
				rev.Published = rev.Published.AddDate(0, i, 0)
				add(t, db, rev)
			}
		}
		for _, name := range []string{"a", "b"} {
			if _, err := db.AddSource(t.Context(), store.Source{Address: "https://" + name + ".example/feed.xml", Every: time.Hour}, seen); err != nil {
				t.Fatal(err)
			}
		}
		d := New(Config{DB: db})
		defer d.Close()
		for _, list := range []string{"/stories?", "/stories?after=2031-01-01", "/stories?q=the", "/statements?", "/statements?q=the", "/speakers?", "/speakers?q=of", "/figures?",
			"/figures?measure=killed", "/figures?q=the", "/questions?", "/questions?disputed=1", "/questions?q=quay", "/sources?", "/search?q=harbour", "/search?in=statements&q=said"} {
			whole := walkList(t, d, apiPath+list, 200)
			for _, limit := range []int{1, 7} {
				if limit == 1 && len(whole) > 60 {
					continue
				}
				if got := walkList(t, d, apiPath+list, limit); !slices.Equal(got, whole) {
					t.Errorf("%s in steps of %d: %d items, want %d", list, limit, len(got), len(whole))
				}
			}
			if slices.Sort(whole); len(slices.Compact(slices.Clone(whole))) != len(whole) {
				t.Errorf("%s has something twice", list)
			}
		}
	})
}

// walkList follows a list to its end.
func walkList(t testing.TB, d http.Handler, address string, limit int) (items []string) {
	t.Helper()
	next := address + fmt.Sprintf("&limit=%d", limit)
	for range 10_000 {
		w := ask(d, "GET", next, program)
		var p struct {
			Items []json.RawMessage
			Next  string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 200 || len(p.Items) > limit {
			t.Fatalf("%s: %d %v %s", next, w.Code, err, w.Body)
		}
		for _, item := range p.Items {
			items = append(items, string(item))
		}
		link := w.Header().Get("Link")
		if p.Next == "" {
			if link != "" {
				t.Errorf("%s: a link but no cursor", next)
			}
			return items
		}
		next = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
		if u, err := url.Parse(next); err != nil || u.Query().Get("cursor") != p.Next {
			t.Fatalf("the link is %q, the cursor %q", link, p.Next)
		}
	}
	t.Fatalf("%s does not end", address)
	return nil
}

// TestETag checks that who has an answer is told so, until the ledger changes.
func TestETag(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	d := New(Config{DB: db})
	defer d.Close()
	tagOf := func(address, has string) (int, string) {
		w := ask(d, "GET", address, program, func(r *http.Request) { r.Header.Set("If-None-Match", has) })
		if w.Code == http.StatusNotModified && (w.Body.Len() > 0 || w.Header().Get("Content-Type") != "") {
			t.Errorf("%s: a body", address)
		}
		return w.Code, w.Header().Get("ETag")
	}
	for _, address := range []string{apiPath + "/stories", apiPath + "/stories/" + refs[0].Story, apiPath + "/questions", apiPath + "/search.atom?q=quay", "/search.atom?q=quay", apiPath + "/openapi.json"} {
		code, tag := tagOf(address, "")
		if code != 200 || !strings.HasPrefix(tag, `"`) {
			t.Errorf("%s: %d %s", address, code, tag)
		}
		for _, has := range []string{tag, `"x", W/` + tag, "*"} {
			if code, again := tagOf(address, has); code != http.StatusNotModified || again != tag {
				t.Errorf("%s with %s: %d %s", address, has, code, again)
			}
		}
		if code, _ := tagOf(address, `"x"`); code != 200 {
			t.Errorf("%s: %d", address, code)
		}
	}
	address := apiPath + "/stories/" + refs[0].Story
	_, tag := tagOf(address, "")
	if _, err := db.Decide(t.Context(), store.Decision{Ref: refs[1], Subject: "s1", Action: store.Reject, Actor: "desk", Reason: "wrong"}, seen); err != nil {
		t.Fatal(err)
	}
	d.live.asked = time.Time{} // as if a second had passed
	if code, other := tagOf(address, tag); code != 200 || other == tag {
		t.Errorf("after a decision: %d %s", code, other)
	}
	w := ask(d, "HEAD", address, program)
	if w.Code != 200 || w.Header().Get("ETag") == "" {
		t.Error(w.Code, w.Header())
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

// TestFeed checks that programs which read feeds read ours, and that what is marked
// as sensitive is folded.
func TestFeed(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	addHostile(t, db)
	if _, err := db.Decide(t.Context(), store.Decision{Ref: refs[2], Action: store.Sensitive, Actor: "desk", Reason: "deaths"}, seen); err != nil {
		t.Fatal(err)
	}
	d := New(Config{DB: db, Name: "demo"})
	defer d.Close()
	for _, address := range []string{"/search.atom", "/search.atom?q=quay&in=stories", "/search.atom?q=killed", "/search.atom?q=nothing", apiPath + "/search.atom?q=speaker:rescue"} {
		w := ask(d, "GET", address)
		f, err := gofeed.NewParser().ParseString(w.Body.String())
		if err != nil || w.Code != 200 || f.FeedType != "atom" || f.Title == "" || f.UpdatedParsed == nil {
			t.Fatalf("%s: %d %v %+v", address, w.Code, err, f)
		}
		if len(f.Items) == 0 && !strings.Contains(address, "nothing") {
			t.Errorf("%s is empty", address)
		}
		seen := map[string]bool{}
		for _, i := range f.Items {
			if i.Title == "" || seen[i.GUID] || !strings.HasPrefix(i.GUID, "urn:onrecord:story:") || !strings.HasPrefix(i.Link, "http://127.0.0.1:8480/st") || i.UpdatedParsed == nil {
				t.Errorf("%s: %+v", address, i)
			}
			seen[i.GUID] = true
			if strings.Contains(i.Content+i.Title, "20 people") || strings.Contains(i.Content, "\u202e") {
				t.Errorf("%s: %q", address, i.Content)
			}
		}
	}
	if w := ask(d, "GET", "/search.atom?q=%22"); w.Code != 400 {
		t.Error(w.Code)
	}
}

// TestPagesForPrograms checks that the pages of stories and statements are linked
// data to programs that ask for that.
func TestPagesForPrograms(t *testing.T) {
	db := openLedger(t, filepath.Join(t.TempDir(), "ledger.db"))
	refs := addQuay(t, db)
	d := New(Config{DB: db})
	defer d.Close()
	for _, address := range []string{"/story/" + refs[1].Story, "/story/" + refs[1].Story + "/1", "/statement/" + refs[1].Story + "/2/s1"} {
		for accept, want := range map[string]string{
			typeAnnotation: typeAnnotation, typeLD: typeLD, typeJSON: typeJSON, "text/html, */*;q=0.8": "text/html; charset=utf-8", "image/png": "text/html; charset=utf-8"} {
			w := ask(d, "GET", address, func(r *http.Request) { r.Header.Set("Accept", accept) })
			got := w.Header().Get("Content-Type")
			if strings.HasPrefix(want, "text/html") && w.Code/100 == 3 {
				continue // to the address that stays
			}
			if w.Code != 200 || got != want || w.Header().Get("Vary") != "Accept" {
				t.Errorf("%s as %s: %d %s", address, accept, w.Code, got)
			}
			if strings.Contains(want, "json") && (!json.Valid(w.Body.Bytes()) || w.Header().Get("ETag") == "") {
				t.Errorf("%s as %s: %s", address, accept, w.Body)
			}
		}
	}
	if w := ask(d, "GET", "/statement/"+refs[1].Story+"/2/s99", program); w.Code != 404 {
		t.Error(w.Code)
	}
}

// TestAccepted checks how a media type is chosen.
func TestAccepted(t *testing.T) {
	offered := []string{typeJSON, typeLD, typeAnnotation}
	for _, c := range []struct{ header, want string }{
		{"", typeJSON},
		{"*/*", typeJSON},
		{"application/*", typeJSON},
		{"text/html", ""},
		{"application/json;q=0", ""},
		{"application/json;q=0, */*;q=0.1", typeLD},
		{"application/ld+json", typeLD},
		{`application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, typeAnnotation},
		{`application/ld+json; profile="https://schema.org/"`, ""},
		{`application/ld+json;q=.9, application/ld+json;profile="http://www.w3.org/ns/anno.jsonld";q=0.5`, typeLD},
		{"text/html, application/xhtml+xml, */*;q=0.8", typeJSON},
		{"application/ld+json;q=2", typeJSON},
		{`nonsense, ;;, "`, typeJSON},
	} {
		if got := accepted(c.header, offered...); got != c.want {
			t.Errorf("%q: %q, want %q", c.header, got, c.want)
		}
	}
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
