package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// velsund are stories in which one speaker gives several figures.
var velsund = []toldStory{
	{"At least 310 killed as Velsund ferry sinks\n\nVELSUND, Norhaven (Norhaven Post) - At least 310 people were killed when the Velsund ferry sank on Sunday, harbour master Ana Duarte said on Monday.\n\n\"We have never seen anything like it,\" she told reporters.\n\nThe Velsund terminal will be closed for a month, Duarte said.\n",
		"https://norhavenpost.example/ferry", "Norhaven Post", "At least 310 killed as Velsund ferry sinks", time.Date(2031, 5, 12, 10, 0, 0, 0, time.UTC)},
	{"Toll of Velsund ferry rises\n\nVELSUND, Norhaven (Velsund Courier) - At least 340 people were killed when the Velsund ferry sank on Sunday, harbour master Ana Duarte said on Tuesday.\n\nDuarte warned that the quay could give way.\n\n\"Nobody knew how many were aboard,\" said ferry captain Rui Leal.\n",
		"https://velsundcourier.example/ferry", "Velsund Courier", "Toll of Velsund ferry rises", time.Date(2031, 5, 13, 10, 0, 0, 0, time.UTC)},
	{"Fewer dead than feared in Velsund\n\nVELSUND, Norhaven (Orsund Gazette) - The sinking of the Velsund ferry on Sunday killed 290 people, harbour master Ana Duarte said on Thursday.\n\nDuarte denied that the harbour office had been warned of the ferry's state. Lists had been counted twice, said Duarte, mayor of Velsund until last year.\n",
		"https://orsundgazette.example/ferry", "Orsund Gazette", "Fewer dead than feared in Velsund", time.Date(2031, 5, 15, 10, 0, 0, 0, time.UTC)},
}

// listAddresses returns searches of each kind, and pages of speakers, of any ledger.
func listAddresses(t testing.TB, db *store.DB) []string {
	t.Helper()
	out := []string{"/search", "/search?in=stories", "/search?in=speakers", "/search?in=questions", "/search?q=harbour+OR+killed", "/search?in=stories&q=port+OR+dam", "/search?in=speakers&q=duarte", "/search?q=zzyzx", "/search?q=(harbour", "/sources"}
	hits, err := db.SearchStatements(t.Context(), "", 20)
	if err != nil {
		t.Fatal(err)
	}
	f, err := db.Facets(t.Context(), hits)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range f.Speakers[:min(3, len(f.Speakers))] {
		of := speakerPath(k.Story, speakerID(k.Number-1))
		out = append(out, of, of+"?view=figures")
	}
	return out
}

// TestSearchPages compares what searches show, and follows all that they lead to.
func TestSearchPages(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		addStories(t, db, velsund)
		v := visit(t, db)
		for _, c := range []struct{ name, address string }{
			{"search-latest", "/search"},
			{"search-statements", "/search?q=ferry"},
			{"search-narrowed", "/search?q=" + url.QueryEscape(`ferry act:says speaker:"Ana Duarte" after:2031-05-13`)},
			{"search-stories", "/search?q=velsund+-lists&in=stories"},
			{"search-speakers", "/search?q=duarte&in=speakers"},
			{"search-questions", "/search?q=ferry&in=questions"},
			{"search-nothing", "/search?q=duarte"},
		} {
			_, page := v.get(t, c.address, 200)
			goldenIn(t, "lists", c.name+".txt", []byte(visible(t, page)))
			follow(t, v, page)
		}
		_, page := v.get(t, "/search?q="+url.QueryEscape("ferry (act:denies"), 400)
		goldenIn(t, "lists", "search-mistake.txt", []byte(visible(t, page)))
		_, page = v.get(t, "/search?q=ferry&in=stories", 200)
		holdsAll(t, page, `<link rel="alternate" type="application/atom+xml"`, `href="/search.atom?in=stories&amp;q=ferry"`, "data-live")
		v.get(t, "/search?q=ferry&page=2", 404)
	})
}

// TestSearchPaging goes through the pages of a long list.
func TestSearchPaging(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for i := range 9 {
			text := "Harbours\n\n"
			for k := range 4 {
				text += fmt.Sprintf("The harbour number %d is closed, harbour master Ana Duarte said on Monday.\n\n", 4*i+k)
			}
			add(t, db, onrecord.Revision{Text: text, URL: fmt.Sprint("https://norhavenpost.example/", i), Outlet: "Norhaven Post", Published: seen})
		}
		v := visit(t, db)
		found := map[string]bool{}
		for n, address := 1, "/search?q=harbour"; address != ""; n++ {
			_, page := v.get(t, address, 200)
			if n > 1 && strings.Contains(page, `id="found" data-live`) || n == 1 && !strings.Contains(page, `id="found" data-live`) {
				t.Errorf("%s: later pages must not change under the reader, the first must", address)
			}
			for _, line := range strings.Split(visible(t, page), "\n") {
				if strings.Contains(line, "{harbour} number") {
					found[line] = true
				}
			}
			_, rest, ok := strings.Cut(page, `rel="next" href="`)
			if address, _, _ = strings.Cut(rest, `"`); !ok {
				address = ""
			}
			address = strings.ReplaceAll(address, "&amp;", "&")
			if n > 3 {
				t.Fatal("more pages than there can be")
			}
		}
		if len(found) != 36 {
			t.Errorf("%d of 36 statements", len(found))
		}
	})
}

// TestSearchForm checks that what the form asks for by itself ends up in the query.
func TestSearchForm(t *testing.T) {
	db := openLedger(t, t.TempDir()+"/ledger.db")
	v := visit(t, db)
	for _, c := range []struct{ form, want string }{
		{"q=ferry&act=denies", "ferry act:denies"},
		{"q=ferry&act=denies&outlet=Norhaven+Post&after=2031-05-01&before=&measure=", `ferry act:denies outlet:"Norhaven Post" after:2031-05-01`},
		{"q=ferry+act:says&act=denies", "ferry act:denies"},
		{"q=ferry+OR+boat&kind=direct", "(ferry OR boat) kind:direct"},
		{"q=&measure=killed+or+wounded", `measure:"killed or wounded"`},
		{`q=ferry&outlet=The+"Post"+(Velsund)`, `ferry outlet:"The Post (Velsund)"`},
		{"q=ferry&outlet=", "ferry"},
		{"q=(ferry&act=says", "(ferry act:says"}, // the page says what is wrong with it
	} {
		form, err := url.ParseQuery(c.form)
		if err != nil {
			t.Fatal(err)
		}
		h, _ := v.get(t, "/search?"+form.Encode(), http.StatusSeeOther)
		to, err := url.Parse(h.Get("Location"))
		if err != nil || to.Query().Get("q") != c.want || len(to.Query()) != 1 {
			t.Errorf("%s leads to %s, want %s", c.form, h.Get("Location"), c.want)
		}
	}
}

func TestWithout(t *testing.T) {
	for _, c := range []struct{ query, field, want string }{
		{"ferry act:says boat", "act", "ferry boat"},
		{"act:says", "act", ""},
		{"ferry AND act:says", "act", "ferry"},
		{"act:says AND ferry", "act", "ferry"},
		{"ferry AND act:says AND boat", "act", "ferry AND boat"},
		{"BRAND act:says", "act", "BRAND"},
		{"act:says ANDES", "act", "ANDES"},
		{"ferry -act:says", "act", "ferry -act:says"},
		{"ferry OR act:says", "act", "ferry OR act:says"},
		{"(act:says)", "act", ""},
		{"(ferry act:says) boat", "act", "(ferry ) boat"},
	} {
		got := without(c.query, askedFields(c.query, c.field)...)
		if got != c.want || !understood(got) {
			t.Errorf("%q without %s: %q, want %q", c.query, c.field, got, c.want)
		}
	}
}

// FuzzNarrow checks that whatever a query and a value are, what they are made into
// is understood if they are, and asks for the value.
func FuzzNarrow(f *testing.F) {
	f.Add("ferry OR boat", "outlet", "Norhaven Post")
	f.Add("(ferry) AND -boat", "speaker", `Ana "Duarte`)
	f.Add("a AND act:says AND b", "act", "denies")
	f.Fuzz(func(t *testing.T, query, field, value string) {
		term := fieldTerm(field, value)
		if len(query)+len(term) > 1000 || !understood(query) || !understood(term) {
			return
		}
		asked, _ := store.QueryParts(term)
		if len(asked) != 1 || asked[0].Field == "" {
			return
		}
		out := narrowed(query, term)
		if !understood(out) {
			t.Fatalf("%q and %q make %q", query, term, out)
		}
		parts, _ := store.QueryParts(out)
		if last := parts[len(parts)-1]; last.Field != asked[0].Field || last.Value != asked[0].Value || last.Not {
			t.Fatalf("%q does not ask for %q", out, term)
		}
		for _, p := range parts {
			if rest := without(out, p); !understood(rest) {
				t.Fatalf("%q without %q is %q", out, out[p.Start:p.End], rest)
			}
		}
	})
}
