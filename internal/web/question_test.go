package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A visitor asks a desk and follows nothing.
type visitor struct {
	address string
	client  http.Client
}

// visit opens a desk on a ledger.
func visit(t testing.TB, db *store.DB) *visitor {
	t.Helper()
	d := New(Config{DB: db})
	server := httptest.NewServer(d)
	t.Cleanup(func() { d.Close(); server.Close() })
	return &visitor{server.URL, http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// get returns the answer to a request that must have the status, and its body
// without the address of the server, which is another each time.
func (v *visitor) get(t testing.TB, path string, status int) (http.Header, string) {
	t.Helper()
	answer, err := v.client.Get(v.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status {
		t.Fatalf("%s: %s %v\n%s", path, answer.Status, err, b)
	}
	return answer.Header, strings.ReplaceAll(string(b), v.address, "http://desk.example")
}

// TestQuestionPage asks for a question in the ways it can be asked for.
func TestQuestionPage(t *testing.T) {
	db := ledgerOf(t, circularStories(t))
	q := questionsOf(t, db)[1]
	v := visit(t, db)
	_, page := v.get(t, "/question/"+q.ID, 200)
	holdsAll(t, page, q.Title, q.Origins.String(), "480 to 520", "did not verify", "/chart.svg", "of the same event", "displaced", `class="figure narrow"`, "officials: about 400 — Tavrian Doctors&#39; League: 480 to 520")
	if n := strings.Count(page, `<a class="mark figure" href="/statement/`) + strings.Count(page, `<a class="mark figure" href="/story/`); n == 0 || n != strings.Count(page, `<a class="mark figure"`) {
		t.Errorf("%d bars lead to their words", n)
	}
	if strings.Contains(page, "style=") {
		t.Error("the page holds styles of its own, which browsers will refuse")
	}
	for _, file := range []string{"", "/chart.svg", "/origins.svg", "/table.csv"} {
		h, _ := v.get(t, "/question/"+q.ID[1:9]+file, 302)
		if want := "/question/" + q.ID + file; h.Get("Location") != want {
			t.Errorf("sent on to %s, not to %s", h.Get("Location"), want)
		}
	}
	v.get(t, "/question/q0123456789abcdef", 404)
	h, chart := v.get(t, "/question/"+q.ID+"/chart.svg", 200)
	if h.Get("Content-Type") != "image/svg+xml; charset=utf-8" || !strings.Contains(h.Get("Content-Disposition"), q.ID+"-chart.svg") {
		t.Errorf("got %v", h)
	}
	holdsAll(t, chart, `href="http://desk.example/statement/`)
	wellFormed(t, "chart", []byte(chart))
	_, origins := v.get(t, "/question/"+q.ID+"/origins.svg", 200)
	wellFormed(t, "origins", []byte(origins))
	_, table := v.get(t, "/question/"+q.ID+"/table.csv", 200)
	golden(t, "killed.csv", []byte(table))
}

func holdsAll(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(w)) {
			t.Errorf("no %q", w)
		}
	}
}

// TestStatementsOfQuestions checks that the address of a claim names the words of
// the statement that makes it.
func TestStatementsOfQuestions(t *testing.T) {
	db := ledgerOf(t, circularStories(t))
	d := New(Config{DB: db})
	defer d.Close()
	a, err := d.loadQuestion(t.Context(), questionsOf(t, db)[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for i := range a.Bands {
		for _, l := range a.Bands[i].Lines {
			for _, p := range l.Points {
				for k := range p.Claims {
					c := &p.Claims[k]
					ref := store.Ref{Story: c.Story, Revision: c.Revision}
					r, err := db.Decided(t.Context(), ref)
					if err != nil {
						t.Fatal(err)
					}
					if c.Statement == 0 {
						continue
					}
					said++
					if want := statementPath(ref, r, &r.Statements[c.Statement-1], a.points[c.Story]); a.words(c) != want {
						t.Errorf("%q leads to %s, not to %s", c.Words, a.words(c), want)
					}
				}
			}
		}
	}
	if said < 5 {
		t.Errorf("%d claims", said)
	}
}

// TestQuestions asks for lists of questions.
func TestQuestions(t *testing.T) {
	v := visit(t, ledgerOf(t, circularStories(t)))
	for _, test := range []struct {
		query        string
		killed, gone bool
	}{{"", true, false}, {"?measure=killed&disputed=1", true, false}, {"?measure=wounded", false, true}, {"?q=hydro", true, false}, {"?n=1", false, false}} {
		_, page := v.get(t, "/questions"+test.query, 200)
		if got := strings.Contains(page, "killed — Ulmen dam"); got != test.killed && test.query != "?n=1" {
			t.Errorf("%s: %v", test.query, got)
		}
		if got := strings.Contains(page, "No such questions"); got != test.gone {
			t.Errorf("%s: none: %v", test.query, got)
		}
	}
	_, page := v.get(t, "/questions?n=1&measure=&q=dam", 200)
	holdsAll(t, page, `href="/questions?n=2&amp;q=dam"`)
	v.get(t, "/questions?q=%22", 400)
}

// TestProtectedQuestion protects a speaker: the page says so, and nothing that is
// taken away names them.
func TestProtectedQuestion(t *testing.T) {
	db := ledgerOf(t, circularStories(t))
	q := questionsOf(t, db)[1]
	var cite *compare.Cite
	for i := range q.Bands[0].Lines {
		if l := &q.Bands[0].Lines[i]; l.Claimant.Name == "Tavrian Doctors' League" {
			cite = &l.Points[0].Claims[0]
		}
	}
	ref := store.Ref{Story: cite.Story, Revision: cite.Revision}
	r, err := db.Record(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range r.Speakers {
		if k.Name == cite.Speaker {
			if _, err := db.Decide(t.Context(), store.Decision{Ref: ref, Subject: k.ID, Action: store.Protect, Actor: "desk", Reason: "threatened"}, seen); err != nil {
				t.Fatal(err)
			}
		}
	}
	v := visit(t, db)
	_, page := v.get(t, "/question/"+q.ID, 200)
	holdsAll(t, page, "protected: in no export", "Tavrian Doctors", "480 to 520")
	for _, file := range []string{"/chart.svg", "/origins.svg", "/table.csv"} {
		_, taken := v.get(t, "/question/"+q.ID+file, 200)
		for _, w := range []string{"Tavrian Doctors", "480 to", "480 and", "Doctors&#39; League", "Doctors' League"} {
			if strings.Contains(taken, w) {
				t.Errorf("%s holds %q", file, w)
			}
		}
		holdsAll(t, taken, "rescue service")
	}
}

// TestSensitiveQuestion folds the words of a story that is marked as sensitive.
func TestSensitiveQuestion(t *testing.T) {
	db := ledgerOf(t, circularStories(t))
	q := questionsOf(t, db)[1]
	if _, err := db.Decide(t.Context(), store.Decision{Ref: store.Ref{Story: q.Stories[0], Revision: 1}, Action: store.Sensitive, Actor: "desk", Reason: "violence"}, seen); err != nil {
		t.Fatal(err)
	}
	_, page := visit(t, db).get(t, "/question/"+q.ID, 200)
	holdsAll(t, page, "Folded: this story is marked as sensitive")
}

// TestHostileQuestion shows stories whose words would break a page.
func TestHostileQuestion(t *testing.T) {
	const evil = `"><script>alert(1)</script><svg onload=alert(1)>`
	var stories []toldStory
	for i, s := range circularStories(t) {
		s.Outlet += evil
		s.Title = evil + "\u202e" + s.Title
		if i%2 == 0 {
			s.Text = strings.ReplaceAll(s.Text, "rescue service", "rescue <script>alert(2)</script> service")
		}
		stories = append(stories, s)
	}
	db := ledgerOf(t, stories)
	v := visit(t, db)
	for _, q := range questionsOf(t, db) {
		_, page := v.get(t, "/question/"+q.ID, 200)
		if strings.Count(page, "<script") != 1 || strings.Contains(page, "<svg onload") || strings.Contains(page, "\u202e") {
			t.Errorf("%s: words of stories are part of the page", q.Title)
		}
		for _, file := range []string{"/chart.svg", "/origins.svg"} {
			_, b := v.get(t, "/question/"+q.ID+file, 200)
			wellFormed(t, file, []byte(b))
		}
	}
}

// questionAddresses returns the pages of the questions of a ledger that has some.
func questionAddresses(t *testing.T, db *store.DB) []string {
	t.Helper()
	found, err := db.Questions(t.Context(), store.QuestionFilter{}, 2)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, q := range found {
		out = append(out, questionPath(q.ID))
	}
	return out
}
