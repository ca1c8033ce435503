package web

import (
	"context"
	"sync"
)

// A shelf holds what was loaded from the ledger, by what it was loaded for, until
// the ledger changes: many ask for the same search, and for its second page.
type shelf[T any] struct {
	mu    sync.Mutex
	of    map[string]*kept[T]
	order []string // in which they were first asked for
}

// mostShelved is how many are held: a search of 1,000 hits takes some 100 KB.
const mostShelved = 100

// load returns what f loads, or what it loaded for the same name while the pulse
// was the same.
func (s *shelf[T]) load(ctx context.Context, l *live, name string, f func(context.Context) (*T, error)) (*T, error) {
	return s.at(name).load(ctx, l, f)
}

func (s *shelf[T]) at(name string) *kept[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.of[name]; k != nil {
		return k
	}
	if s.of == nil {
		s.of = map[string]*kept[T]{}
	}
	for len(s.order) >= mostShelved {
		delete(s.of, s.order[0])
		s.order = s.order[1:]
	}
	k := &kept[T]{}
	s.of[name] = k
	s.order = append(s.order, name)
	return k
}
