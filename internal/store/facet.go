package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// Facets say what is among hits: by how many of them each act, kind and so on is
// had, the most frequent first. Those of a story are what its statements have.
type Facets struct {
	Acts, Kinds, Outlets, Measures, Months []Facet
	Speakers                               []Speaker // Statements counts the statements found, Stories their stories
}

// A Facet is a value and how many hits have it.
type Facet struct {
	Value string // of a month "2031-05"
	Count int
}

// Facets returns the facets of what Search or SearchStatements found.
func (db *DB) Facets(ctx context.Context, hits []Hit) (*Facets, error) {
	out := &Facets{Months: monthsOf(hits)}
	if len(hits) == 0 {
		return out, nil
	}
	list, statements := hitsJSON(hits), hits[0].Statement > 0
	lists := map[string]*[]Facet{"act": &out.Acts, "kind": &out.Kinds, "outlet": &out.Outlets, "measure": &out.Measures}
	err := db.rows(ctx, func(scan func(...any) error) error {
		var field string
		var f Facet
		err := scan(&field, &f.Value, &f.Count)
		if err == nil && f.Value != "" {
			*lists[field] = append(*lists[field], f)
		}
		return err
	}, db.facetsQuery(statements), list)
	if err != nil {
		return nil, fmt.Errorf("counting what was found: %w", err)
	}
	for _, l := range lists {
		slices.SortFunc(*l, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	}
	if out.Speakers, err = db.speakersOf(ctx, list, statements); err != nil {
		return nil, fmt.Errorf("counting who was found: %w", err)
	}
	return out, nil
}

// hitsJSON returns hits as one argument of a query: a list of lists.
func hitsJSON(hits []Hit) string {
	list := make([][3]any, len(hits))
	for i, h := range hits {
		list[i] = [3]any{h.Story, h.Revision, h.Statement}
	}
	b, _ := json.Marshal(list) // strings and numbers can't fail
	return string(b)
}

// hitsTable is the hits that the first argument lists, as a table h.
func (db *DB) hitsTable() string {
	if db.pool != nil {
		return `WITH h AS MATERIALIZED (SELECT e.n, e.value->>0 AS story_id, CAST(e.value->>1 AS integer) AS revision, CAST(e.value->>2 AS integer) AS statement
			FROM jsonb_array_elements(CAST($1 AS jsonb)) WITH ORDINALITY AS e(value, n))`
	}
	return `WITH h AS MATERIALIZED (SELECT key + 1 AS n, json_extract(value, '$[0]') AS story_id, json_extract(value, '$[1]') AS revision, json_extract(value, '$[2]') AS statement
		FROM json_each($1))`
}

// facetsQuery counts the hits that have a value, each hit once.
func (db *DB) facetsQuery(statements bool) string {
	only := ""
	if statements {
		only = " AND x.statement = h.statement"
	}
	of := func(name, table, columns string) string {
		return name + ` AS MATERIALIZED (SELECT h.n, ` + columns + ` FROM h JOIN ` + table + ` x ON x.story_id = h.story_id AND x.revision = h.revision` + only + `)`
	}
	count := func(field, table string) string {
		return `SELECT '` + field + `', y.` + field + `, count(*) FROM (SELECT DISTINCT n, ` + field + ` FROM ` + table + `) y GROUP BY y.` + field
	}
	return db.hitsTable() + `, ` + of("said", "statements", "x.act, x.kind") + `, ` + of("counted", "figures", "x.measure") + ` ` + strings.Join([]string{
		count("act", "said"), count("kind", "said"), count("measure", "counted"),
		`SELECT 'outlet', x.outlet, count(*) FROM h JOIN stories x ON x.story_id = h.story_id GROUP BY x.outlet`,
	}, " UNION ALL ")
}

// speakersOf returns who speaks in the hits that an argument lists.
func (db *DB) speakersOf(ctx context.Context, list string, statements bool) ([]Speaker, error) {
	by := `JOIN speakers k ON k.story_id = h.story_id AND k.revision = h.revision`
	if statements {
		by = `JOIN statement_speakers b ON b.story_id = h.story_id AND b.revision = h.revision AND b.statement = h.statement
			JOIN speakers k ON k.story_id = b.story_id AND k.revision = b.revision AND k.speaker = b.speaker`
	}
	found := people{}
	err := db.rows(ctx, func(scan func(...any) error) error {
		k := Speaker{Statements: 1}
		if err := scan(&k.Story, &k.Number, &k.Name, &k.Kind, &k.Country); err != nil {
			return err
		}
		found.add(k.Story, &k)
		return nil
	}, db.hitsTable()+` SELECT k.story_id, k.speaker, k.name, k.kind, k.country FROM h `+by+` ORDER BY h.n`, list)
	return found.list(), err
}

// monthsOf counts hits by month, the last one first.
func monthsOf(hits []Hit) []Facet {
	counts := map[string]int{}
	for _, h := range hits {
		if len(h.At) >= len("2031-05") {
			counts[h.At[:len("2031-05")]]++
		}
	}
	var out []Facet
	for month, n := range counts {
		out = append(out, Facet{month, n})
	}
	slices.SortFunc(out, func(a, b Facet) int { return cmp.Compare(b.Value, a.Value) })
	return out
}

// MostTallied is how much of each kind a Tally counts at most.
const MostTallied = 200

// A Tally is how much a query finds: MostTallied of each at most.
type Tally struct{ Statements, Stories, Speakers, Questions int }

// Tally counts what a query finds, as Search, SearchStatements, Speakers with
// SpeakerName and Questions find it.
func (db *DB) Tally(ctx context.Context, query string) (t Tally, err error) {
	root, err := parseQuery(query)
	if err != nil {
		return t, err
	}
	q, end, err := db.searching(ctx)
	if err != nil {
		return t, fmt.Errorf("counting what is found: %w", err)
	}
	defer end()
	stories := map[string]bool{}
	for _, statements := range []bool{true, false} {
		c := &compiler{postgres: db.pool != nil, statements: statements, unranked: MostTallied}
		err := querying{ctx: ctx, q: q}.each(func(scan func(...any) error) error {
			var story string
			var revision int
			err := scan(&story, &revision)
			if statements {
				t.Statements++
			} else {
				stories[story] = true
			}
			return err
		}, c.query(root), c.args...)
		if err != nil {
			return t, fmt.Errorf("counting what is found: %w", err)
		}
	}
	t.Stories = len(stories)
	if t.Questions, err = db.countQuestions(ctx, stories); err != nil {
		return t, err
	}
	t.Questions = min(t.Questions, MostTallied)
	t.Speakers, err = db.countSpeakers(ctx, SpeakerName(query))
	return t, err
}

// countQuestions counts the questions with claims in some stories.
func (db *DB) countQuestions(ctx context.Context, stories map[string]bool) (n int, err error) {
	list := make([]int64, 0, len(stories))
	for s := range stories {
		list = append(list, short(s))
	}
	b, _ := json.Marshal(list)
	these := `SELECT value FROM json_each($1)`
	if db.pool != nil {
		these = `SELECT CAST(value AS bigint) FROM jsonb_array_elements_text(CAST($1 AS jsonb))`
	}
	err = db.querying(ctx).one(`SELECT count(*) FROM questions WHERE question IN (SELECT part FROM members WHERE kind = 2 AND story IN (`+these+`)) AND (stories > 1 OR disputed = 1)`, []any{string(b)}, &n)
	return n, err
}

// countSpeakers counts the speakers with a name in the stories that were kept last
// of those that have such a speaker.
func (db *DB) countSpeakers(ctx context.Context, name string) (int, error) {
	asked := foldedWords(name)
	if len(asked) == 0 {
		return 0, nil
	}
	c := &compiler{postgres: db.pool != nil, unranked: MostTallied}
	stories := c.query(&node{op: and, parts: speakerTerms(name)})
	found := people{}
	err := db.rows(ctx, func(scan func(...any) error) error {
		var k Speaker
		var story string
		if err := scan(&story, &k.Name, &k.Kind, &k.Country); err != nil {
			return err
		}
		if holdsWords(foldedWords(k.Name), asked) {
			found.add(story, &k)
		}
		return nil
	}, `SELECT k.story_id, k.name, k.kind, k.country FROM (`+stories+`) x CROSS JOIN stories s JOIN speakers k ON k.story_id = x.story_id AND k.revision = x.revision
		WHERE s.story_id = x.story_id AND s.latest = x.revision`, c.args...)
	return min(len(found), MostTallied), err
}

// SpeakerName returns those words of a query that may be a speaker's name: what it
// asks for as a speaker, else what it wants to see. A query of alternatives has none.
func SpeakerName(query string) string {
	parts, err := QueryParts(query)
	if err != nil {
		return ""
	}
	var asked, words []string
	for _, p := range parts {
		switch {
		case p.Not || p.Value == "":
		case p.Field == "speaker":
			asked = append(asked, p.Value)
		case p.Field == "":
			words = append(words, p.Value)
		}
	}
	if asked != nil {
		words = asked
	}
	return strings.Join(words, " ")
}

// Covers reports whether somebody whom Facets or Speakers list is protected.
func (s *Shield) Covers(k *Speaker) bool {
	return len(s.names) > 0 && s.covers(short(k.Story), &onrecord.Speaker{Kind: k.Kind, Name: k.Name})
}
