package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// MostRanked is how many matches are ranked at most: the ones kept last. A word
// that every story has would take seconds otherwise.
const MostRanked = 1000

// A Hit is a revision or a statement that was found.
type Hit struct {
	Ref
	Statement int    // 0 for the story
	At        string // when it was said, published or seen, as stamp has it
	score     float64
}

// Search finds stories, the best n first: each with the revision that fits best.
// Several words are wanted all; see parseQuery for what else a query may say.
// With no query it lists the stories kept last.
func (db *DB) Search(ctx context.Context, query string, n int) ([]Hit, error) {
	hits, err := db.matches(ctx, query, false)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	hits = slices.DeleteFunc(hits, func(h Hit) bool {
		dup := seen[h.Story]
		seen[h.Story] = true
		return dup
	})
	return hits[:min(n, len(hits))], nil
}

// SearchStatements finds statements of the latest revisions, the best n first.
func (db *DB) SearchStatements(ctx context.Context, query string, n int) ([]Hit, error) {
	hits, err := db.matches(ctx, query, true)
	if err != nil {
		return nil, err
	}
	return hits[:min(n, len(hits))], nil
}

func (db *DB) matches(ctx context.Context, query string, statements bool) ([]Hit, error) {
	root, err := parseQuery(query)
	if err != nil {
		return nil, err
	}
	c := &compiler{postgres: db.pool != nil, statements: statements}
	q, end, err := db.searching(ctx)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	defer end()
	rows, err := q.QueryContext(ctx, c.query(root), c.args...)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	defer rows.Close()
	var out []Hit
	for rows.Next() {
		var h Hit
		if err := rows.Scan(&h.Story, &h.Revision, &h.Statement, &h.At, &h.score); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	slices.SortStableFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(b.At, a.At), cmp.Compare(a.Story, b.Story), cmp.Compare(b.Revision, a.Revision), cmp.Compare(a.Statement, b.Statement))
	})
	return out, rows.Err()
}

// searching returns what to search on, and what ends it. On PostgreSQL it is a
// transaction with settings of its own.
func (db *DB) searching(ctx context.Context) (querier, func(), error) {
	if db.pool == nil {
		return db.sql, func() {}, nil
	}
	tx, err := db.sql.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	end := func() { tx.Rollback() }
	if _, err := tx.ExecContext(ctx, planning); err != nil {
		end()
		return nil, nil, err
	}
	return tx, end, nil
}

// planning has PostgreSQL plan searches well. It thinks that the words of a row
// are cheap to look at, though they must be unpacked, and would go through all
// rows rather than ask the index. Which of the two is better hangs on the words,
// so that each query wants a plan of its own. Compiling it or starting
// processes for it takes longer than it does.
const planning = `SELECT set_config('cpu_operator_cost', '0.1', true), set_config('random_page_cost', '1.1', true), set_config('plan_cache_mode', 'force_custom_plan', true),
	set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`

// A compiler turns a query into SQL. What the full-text index can answer goes
// there as a whole, and is what matches are ranked by; the rest are conditions
// on the rows it finds.
type compiler struct {
	postgres, statements bool
	unranked             int // of so many matches, the last ones, only story and revision are wanted; 0: all of those that are ranked
	args                 []any
}

// arg adds an argument and returns its placeholder.
func (c *compiler) arg(x any) string {
	c.args = append(c.args, x)
	return fmt.Sprintf("$%d", len(c.args))
}

func (c *compiler) query(root *node) string {
	match, rest := split(root)
	conditions := []string{"a.statement = 0"}
	if c.statements {
		conditions = []string{"a.statement > 0"}
	}
	from, score, order := "indexed a", "0.0", "a.row_id DESC"
	switch {
	case match == nil && root.dated():
		order = "a.at DESC, a.row_id DESC" // what an index gives
	case match == nil:
	case c.postgres:
		q := "CAST(" + c.arg(c.words(match)) + " AS text)::tsquery"
		score = "-ts_rank('{0.1, 0, 0.4, 1}', a.stems, " + q + ", 1)"
		conditions = append(conditions, "a.stems @@ "+q)
	default:
		table := wordsTable(c.statements)
		from = table + " JOIN indexed a ON a.row_id = " + table + ".rowid"
		score, order = "bm25("+table+", 1, 1, 1, 0)", table+".rowid DESC"
		conditions = append(conditions, table+" MATCH "+c.arg(c.words(match)))
	}
	for _, n := range rest {
		conditions = append(conditions, c.condition(n))
	}
	if c.unranked > 0 {
		return "SELECT a.story_id, a.revision FROM " + from + " WHERE " + strings.Join(conditions, " AND ") + " ORDER BY " + order + fmt.Sprintf(" LIMIT %d", c.unranked)
	}
	if c.postgres && match != nil { // rank when all but the last matches are gone: each has to be unpacked
		from = "(SELECT * FROM indexed a WHERE " + strings.Join(conditions, " AND ") + " ORDER BY " + order + fmt.Sprintf(" LIMIT %d", MostRanked) + ") a"
		conditions = []string{"true"}
	}
	return "SELECT a.story_id, a.revision, a.statement, a.at, " + score + " FROM " + from +
		" WHERE " + strings.Join(conditions, " AND ") + " ORDER BY " + order + fmt.Sprintf(" LIMIT %d", MostRanked)
}

// dated reports whether n asks for a time.
func (n *node) dated() bool {
	return n != nil && (n.field == "before" || n.field == "after" || slices.ContainsFunc(n.parts, (*node).dated))
}

// split parts a query into what the full-text index answers and what it does
// not, which both must hold.
func split(n *node) (match *node, rest []*node) {
	switch {
	case n == nil:
		return nil, nil
	case n.fulltext():
		return n, nil
	case n.op != and:
		return nil, []*node{n}
	}
	var in []*node
	for _, p := range n.parts {
		if p.fulltext() {
			in = append(in, p)
		} else {
			rest = append(rest, p)
		}
	}
	switch len(in) {
	case 0:
		return nil, rest
	case 1:
		return in[0], rest
	}
	return &node{op: and, parts: in}, rest
}

// fulltext reports whether the full-text index alone answers n.
func (n *node) fulltext() bool {
	switch n.op {
	case term:
		return len(n.words) > 0
	case not:
		return false
	}
	for _, p := range n.parts {
		if !p.fulltext() {
			return false
		}
	}
	return true
}

// words returns n as the database's full-text index wants it.
func (c *compiler) words(n *node) string {
	if n.op == term {
		if c.postgres {
			prefix := map[string]string{"speaker": "s/", "outlet": "o/", "act": "m/", "measure": "m/"}[n.field]
			return "('" + prefix + strings.Join(n.words, "' <-> '"+prefix) + "')"
		}
		column := map[string]string{"": "words", "speaker": "speakers", "outlet": "outlet", "act": "marks", "measure": "marks"}[n.field]
		return column + ` : "` + strings.Join(n.words, " ") + `"`
	}
	glue := map[op]string{and: " AND ", or: " OR "}[n.op]
	if c.postgres {
		glue = map[op]string{and: " & ", or: " | "}[n.op]
	}
	parts := make([]string, len(n.parts))
	for i, p := range n.parts {
		parts[i] = c.words(p)
	}
	return "(" + strings.Join(parts, glue) + ")"
}

// kind returns the condition that a statement is of a kind, or that a story has one
// that is. It is looked up row by row: as a join, all statements would be read.
func (c *compiler) kind(kind string) string {
	const rows = "(SELECT x.kind FROM statements x WHERE x.story_id = a.story_id AND x.revision = a.revision AND "
	if c.statements {
		return rows + "x.statement = a.statement) = " + c.arg(kind)
	}
	return rows + "x.kind = " + c.arg(kind) + " LIMIT 1) IS NOT NULL"
}

// condition returns n as a condition on a row of the index.
func (c *compiler) condition(n *node) string {
	switch n.op {
	case not:
		return "NOT (" + c.condition(n.parts[0]) + ")"
	case and, or:
		parts := make([]string, len(n.parts))
		for i, p := range n.parts {
			parts[i] = c.condition(p)
		}
		return "(" + strings.Join(parts, map[op]string{and: " AND ", or: " OR "}[n.op]) + ")"
	}
	switch n.field {
	case "before":
		return "a.at < " + c.arg(n.value)
	case "after":
		return "a.at >= " + c.arg(n.value)
	case "kind":
		return c.kind(n.value)
	}
	if c.postgres {
		return "a.stems @@ CAST(" + c.arg(c.words(n)) + " AS text)::tsquery"
	}
	table := wordsTable(c.statements)
	return "a.row_id IN (SELECT rowid FROM " + table + " WHERE " + table + " MATCH " + c.arg(c.words(n)) + ")"
}
