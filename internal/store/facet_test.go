package store

import (
	"fmt"
	"strings"
	"testing"
)

// facetWords writes facets: "says 3, denies 1".
func facetWords(list []Facet) string {
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprint(f.Value, " ", f.Count))
	}
	return strings.Join(out, ", ")
}

func speakerWords(list []Speaker) string {
	var out []string
	for _, k := range list {
		out = append(out, fmt.Sprintf("%s %d/%d", k.Name, k.Statements, k.Stories))
	}
	return strings.Join(out, ", ")
}

func TestFacets(t *testing.T) {
	const all = "velsund OR café OR closed OR people"
	onBoth(t, func(t *testing.T, db *DB) {
		stock(t, db)
		hits, err := db.SearchStatements(t.Context(), all, MostRanked)
		if err != nil {
			t.Fatal(err)
		}
		f, err := db.Facets(t.Context(), hits)
		if err != nil {
			t.Fatal(err)
		}
		stories, err := db.Search(t.Context(), all, MostRanked)
		if err != nil {
			t.Fatal(err)
		}
		g, err := db.Facets(t.Context(), stories)
		if err != nil {
			t.Fatal(err)
		}
		none, err := db.Facets(t.Context(), nil)
		if err != nil || len(none.Acts)+len(none.Speakers) > 0 {
			t.Error(none, err)
		}
		for _, c := range []struct{ name, got, want string }{
			{"acts", facetWords(f.Acts), "says 5, warns 1"},
			{"kinds", facetWords(f.Kinds), "indirect 4, direct 2"},
			{"outlets", facetWords(f.Outlets), "Norhaven Post 4, Velsund Courier 2"},
			{"measures", facetWords(f.Measures), "job lost 1, killed or missing 1, missing 1"},
			{"months", facetWords(f.Months), "2031-07 2, 2031-06 2, 2031-05 2"},
			{"speakers", speakerWords(f.Speakers), "Ana Duarte 2/1, Coast 1/1, Harbour workers 1/1, Rui Leal 1/1, Zoë Brandão 1/1"},
			{"acts of stories", facetWords(g.Acts), "says 3, declines-to-comment 1, denies 1, urges 1, warns 1"},
			{"kinds of stories", facetWords(g.Kinds), "indirect 3, direct 2"},
			{"outlets of stories", facetWords(g.Outlets), "Norhaven Post 2, Velsund Courier 2"},
			{"measures of stories", facetWords(g.Measures), "job lost 1, killed or missing 1, missing 1"},
			{"months of stories", facetWords(g.Months), "2031-07 1, 2031-06 1, 2031-05 1, 2031-01 1"},
			{"speakers of stories", speakerWords(g.Speakers), "Ana Duarte 1/1, Coast 1/1, Harbour workers 1/1, Leal Lines 1/1, Rui Leal 1/1, Zoë Brandão 1/1, minister 1/1, ministry 1/1"},
		} {
			if c.got != c.want {
				t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
			}
		}
		for _, k := range f.Speakers {
			r, err := db.Record(t.Context(), Ref{k.Story, 1})
			if err != nil || r.Speakers[k.Number-1].Name != k.Name {
				t.Error(k, err)
			}
		}
	})
}

// TestTally checks that as much is counted as is listed.
func TestTally(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		stock(t, db)
		keepRead(t, db, "https://norhavenpost.example/flood", "The harbour stays closed, said Ana Duarte.\n") // another revision
		for _, query := range []string{"", "harbour", "velsund", "duarte", "speaker:leal closed", "ferry OR café", "kind:direct", "act:denies", "after:2031-06-01", `speaker:"Ana Duarte"`, "zzyzx", "NOT harbour", "the"} {
			tally, err := db.Tally(t.Context(), query)
			if err != nil {
				t.Fatal(query, err)
			}
			statements, err := db.SearchStatements(t.Context(), query, MostRanked)
			if err != nil {
				t.Fatal(err)
			}
			stories, err := db.Search(t.Context(), query, MostRanked)
			if err != nil {
				t.Fatal(err)
			}
			want := Tally{Statements: len(statements), Stories: len(stories)}
			if name := SpeakerName(query); name != "" {
				speakers, err := db.Speakers(t.Context(), name, MostRanked)
				if err != nil {
					t.Fatal(err)
				}
				want.Speakers = len(speakers)
			}
			if tally != want {
				t.Errorf("%q: %+v, want %+v", query, tally, want)
			}
		}
		if _, err := db.Tally(t.Context(), "(harbour"); err == nil {
			t.Error("an open bracket was taken")
		}
	})
}

func TestQueryParts(t *testing.T) {
	for _, c := range []struct{ query, want, name string }{
		{"", "", ""},
		{"harbour", "[harbour]", "harbour"},
		{` harbour  act:denies  -ferry speaker:"Ana Duarte" `, `[harbour] [act:denies]act=denies [-ferry]not [speaker:"Ana Duarte"]speaker=Ana Duarte`, "Ana Duarte"},
		{"ferry OR boat", "[ferry OR boat]", ""},
		{"(ferry OR boat) AND NOT act:DENIES", "[(ferry OR boat)] [NOT act:DENIES]act=denies,not", ""},
		{"(ferry boat) lost", "[ferry] [boat] [lost]", "ferry boat lost"},
		{"(ferry) lost", "[(ferry)] [lost]", "ferry lost"},
		{"NOT NOT ferry", "[NOT NOT ferry]not", ""},
		{"after:2031-05-01 before:2031-06-01", "[after:2031-05-01]after=2031-05-01 [before:2031-06-01]before=2031-06-01", ""},
	} {
		parts, err := QueryParts(c.query)
		if err != nil {
			t.Fatal(c.query, err)
		}
		var out []string
		for _, p := range parts {
			s := "[" + c.query[p.Start:p.End] + "]"
			if p.Field != "" {
				s += p.Field + "=" + p.Value
			}
			if p.Not && p.Field != "" {
				s += ","
			}
			if p.Not {
				s += "not"
			}
			out = append(out, s)
		}
		if got := strings.Join(out, " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.query, got, c.want)
		}
		if got := SpeakerName(c.query); got != c.name {
			t.Errorf("%q: name %q, want %q", c.query, got, c.name)
		}
	}
}
