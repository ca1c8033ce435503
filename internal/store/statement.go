package store

import (
	"context"
	"database/sql"
	"sync"
)

// statements are the queries that SQLite has compiled, by their text: a page asks
// dozens of short ones, and compiling one takes as long as it does. What PostgreSQL
// is asked pgx keeps itself.
type statements struct {
	db *sql.DB
	mu sync.Mutex
	of map[string]*sql.Stmt
}

// mostStatements is how many are kept, well above those that there are.
const mostStatements = 500

func (s *statements) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	s.mu.Lock()
	stmt := s.of[query]
	full := len(s.of) >= mostStatements
	s.mu.Unlock()
	if stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	if full {
		return s.db.QueryContext(ctx, query, args...)
	}
	stmt, err := s.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	if had := s.of[query]; had != nil {
		stmt.Close()
		stmt = had
	} else {
		s.of[query] = stmt
	}
	s.mu.Unlock()
	return stmt.QueryContext(ctx, args...)
}
