package web

import (
	"net/http"
	"runtime"
)

// turns let only so many requests at a time work that the cores can: many that take
// a dozen queries each would otherwise wait for each other at every one of them, and
// the longest would never end. Those who come first are first.
type turns chan struct{}

func newTurns() turns { return make(turns, 4*runtime.GOMAXPROCS(0)) }

// each has a request wait for its turn. The turn ends where the answer begins to be
// sent, which is whole then, since whoever reads slowly must not keep others waiting.
func (t turns) each(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case t <- struct{}{}:
		case <-r.Context().Done():
			return
		}
		turn := &turn{ResponseWriter: w, of: t}
		defer turn.end()
		next.ServeHTTP(turn, r)
	})
}

// A turn is a request that works.
type turn struct {
	http.ResponseWriter
	of    turns
	ended bool
}

func (t *turn) end() {
	if !t.ended {
		t.ended = true
		<-t.of
	}
}

func (t *turn) WriteHeader(status int) {
	t.end()
	t.ResponseWriter.WriteHeader(status)
}

func (t *turn) Write(b []byte) (int, error) {
	t.end()
	return t.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (t *turn) Unwrap() http.ResponseWriter { return t.ResponseWriter }
