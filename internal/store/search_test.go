package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// shelf are the stories that the search tests look through.
var shelf = []struct{ name, outlet, published, text string }{
	{"flood", "Norhaven Post", "2031-05-14", flood},
	{"ferry", "Velsund Courier", "2031-06-02", `Ferry sinks off Velsund

The ferry's owner, Leal Lines, denied on Monday that the ship had been overloaded. "We have closed nothing," said Rui Leal, its director. Coast guards said 12 people were missing.
`},
	{"cafe", "Norhaven Post", "2031-07-01", `Café closures worry Orvelle

Mayor Zoë Brandão warned that closing the cafés would cost 40 jobs. Harbour workers said nothing had been closed. The minister urged patience.
`},
	{"empty", "Velsund Courier", "2031-01-01", "Nothing was said in Velsund on Monday, and the weather was fine all day long.\n"},
}

// stock fills a ledger with the shelf.
func stock(t testing.TB, db *DB) map[string]string {
	t.Helper()
	names := map[string]string{}
	for _, s := range shelf {
		rev, c := page("https://norhavenpost.example/"+s.name, s.text)
		rev.Outlet, rev.Published = s.outlet, unday(s.published)
		k, err := db.Keep(context.Background(), rev, c, "")
		if err != nil {
			t.Fatal(err)
		}
		r, err := onrecord.Extract(*rev)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.PutRecord(context.Background(), k.Ref, r); err != nil {
			t.Fatal(err)
		}
		names[k.Story] = s.name
	}
	return names
}

func TestSearch(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		names := stock(t, db)
		for _, c := range []struct{ query, want string }{
			{"", "cafe empty ferry flood"},
			{"harbour", "cafe flood"},
			{"HARBOURS", "cafe flood"},
			{"harbor", ""},
			{"closed", "cafe ferry flood"}, // closes, closing, closed
			{"cafe", "cafe"},
			{"cafés", "cafe"},
			{"zoe brandao", "cafe"},
			{"harbour closed", "cafe flood"},
			{"harbour AND closed", "cafe flood"},
			{`"harbour master"`, "flood"},
			{`"master harbour"`, ""},
			{`“harbour master”`, "flood"},
			{"ferry OR café", "cafe ferry"},
			{"velsund -ferry", "empty flood"},
			{"velsund NOT (ferry OR harbour)", "empty"},
			{"NOT velsund", "cafe"},
			{"speaker:duarte", "flood"},
			{`speaker:"Ana Duarte"`, "flood"},
			{`speaker:"Duarte Ana"`, ""},
			{"speaker:leal closed", "ferry"},
			{"duarte NOT speaker:duarte", ""},
			{"outlet:courier", "empty ferry"},
			{`outlet:"Norhaven Post" closed`, "cafe flood"},
			{"act:denies", "ferry"},
			{"act:denies OR act:warns", "cafe ferry"},
			{"velsund act:declines-to-comment", "flood"},
			{"measure:missing", "ferry"},
			{`measure:"killed or missing"`, "flood"},
			{"after:2031-06-02", "cafe ferry"},
			{"before:2031-06-02", "empty flood"},
			{"after:2031-05-01 before:2031-06-01 velsund", "flood"},
			{"NOT act:denies velsund", "empty flood"},
			{"(outlet:courier OR speaker:brandao) AND NOT act:denies", "cafe empty"},
			{"ferry's", "ferry"},
			{"the", "cafe empty ferry flood"}, // no word is too common to be looked for
			{"340", "flood"},
			{"flood AND (velsund OR (ferry café))", "flood"},
			{"kind:direct", "ferry flood"},
			{"kind:DIRECT duarte", "flood"},
			{"kind:direct OR café", "cafe ferry flood"},
			{"NOT kind:direct", "cafe empty"},
		} {
			hits, err := db.Search(context.Background(), c.query, 20)
			if err != nil {
				t.Errorf("%q: %v", c.query, err)
				continue
			}
			var got []string
			for _, h := range hits {
				got = append(got, names[h.Story])
			}
			slices.Sort(got)
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q found %q, want %q", c.query, s, c.want)
			}
		}
	})
}

func TestSearchStatements(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		stock(t, db)
		for _, c := range []struct{ query, want string }{
			{"closed speaker:leal", `"We have closed nothing,"`},
			{"overloaded", "that the ship had been overloaded"},
			{"act:warns", "that closing the cafés would cost 40 jobs"},
			{`measure:"job lost"`, "that closing the cafés would cost 40 jobs"},
			{"speaker:brandao NOT act:warns", ""},
			{"weather", ""},
			{"kind:direct closed speaker:leal", `"We have closed nothing,"`},
			{"kind:indirect closed speaker:leal", ""},
		} {
			hits, err := db.SearchStatements(context.Background(), c.query, 20)
			if err != nil {
				t.Errorf("%q: %v", c.query, err)
				continue
			}
			var got []string
			for _, h := range hits {
				r, err := db.Record(context.Background(), h.Ref)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, words(r, r.Statements[h.Statement-1].Content))
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("%q found %q, want %q", c.query, s, c.want)
			}
		}
	})
}

func TestQueryErrors(t *testing.T) {
	for _, c := range []struct {
		query, want string
		at          int
	}{
		{`"open`, "a quotation mark is not closed", 0},
		{"(a", "a bracket is not closed", 2},
		{"a)", "a bracket is closed that was not opened", 1},
		{"()", "something is missing before the bracket", 1},
		{"a OR", "something is missing at the end", 4},
		{"OR a", "something is missing before the operator", 0},
		{"a AND AND b", "something is missing before the operator", 6},
		{"NOT", "something is missing at the end", 3},
		{"speaker:", "something is missing here", 8},
		{"act:shouts", "act:shouts is none; there are says", 0},
		{"x before:May", "before: wants a date", 2},
		{"...", "has no letter or digit", 0},
		{strings.Repeat("(", 30), "brackets are too deep", 21},
		{strings.Repeat("a ", 1001), "a query has 2000 bytes at most", 2000},
	} {
		_, err := parseQuery(c.query)
		var q *QueryError
		if !errors.As(err, &q) || !strings.Contains(q.What, c.want) || q.At != c.at {
			t.Errorf("%q: %v at %d, want %q at %d", c.query, err, q.At, c.want, c.at)
		}
	}
}

// FuzzQuery checks that no query breaks the parser or the databases' own
// query languages.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"harbour closed", `speaker:"Ana 'D" OR -x`, "(a OR b) NOT c", "act:says measure:'x' é́ ½ x²", `a"b"c'd:e*^f`} {
		f.Add(s)
	}
	db, err := Open(context.Background(), f.TempDir()+"/ledger.db")
	if err != nil {
		f.Fatal(err)
	}
	defer db.Close()
	stock(f, db)
	f.Fuzz(func(t *testing.T, query string) {
		for _, statements := range []bool{false, true} {
			_, err := db.matches(context.Background(), query, statements)
			var q *QueryError
			if err != nil && !errors.As(err, &q) {
				t.Errorf("%q: %v", query, err)
			}
		}
	})
}

func TestStems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The minister's ships, 12 of them", "the minist ship 12 of them"},
		{"L’État — Zoë's", "l etat zoe"},
		{"x² ½ ﬁre", "x2 12 fire"},
		{"東京は", "東京は"},
		{"'' -- \x00\xff", ""},
	} {
		got := strings.TrimSpace(stemmed(c.text))
		if got != c.want {
			t.Errorf("stems of %q are %q, want %q", c.text, got, c.want)
		}
	}
}

// TestOddWords has both databases index and find words that their own parsers
// would take apart.
func TestOddWords(t *testing.T) {
	odd := []string{"1e5", "x²", "ﬁre", "東京は", "नमस्ते", "İstanbul", "a1b2", "Straße", "ʼn", "½", strings.Repeat("long", 40), "e\u0301te\u0301"}
	onBoth(t, func(t *testing.T, db *DB) {
		text := flood + "\n" + strings.Join(odd, " and ") + "\n"
		ref := keepRead(t, db, "https://norhavenpost.example/odd", text)
		for _, w := range odd {
			hits, err := db.Search(context.Background(), w, 5)
			if err != nil || len(hits) != 1 || hits[0].Ref != ref {
				t.Errorf("%q: %v, %v", w, hits, err)
			}
		}
		if err := db.Redact(context.Background(), ref.Story, "desk", "test", noon); err != nil {
			t.Fatal(err)
		}
		if hits, err := db.Search(context.Background(), "harbour", 5); err != nil || len(hits) != 0 {
			t.Error("found what was erased:", hits, err)
		}
	})
}

func TestSnippet(t *testing.T) {
	text := "One. " + strings.Repeat("Nothing of note happened here at all. ", 20) + "The harbour master closed the harbour on Tuesday, the ministry said, and nobody was hurt. " + strings.Repeat("More of nothing. ", 30)
	n, err := parseQuery(`"harbour master" closing`)
	if err != nil {
		t.Fatal(err)
	}
	s := snippetOf(text, n)
	got := text[s.Start:s.End]
	if !strings.Contains(got, "harbour master closed") || len(got) > snippetBytes {
		t.Errorf("%q", got)
	}
	var marked []string
	for _, m := range s.Marks {
		marked = append(marked, text[m.Start:m.End])
	}
	if fmt.Sprint(marked) != "[harbour master closed]" {
		t.Error(marked)
	}
}
