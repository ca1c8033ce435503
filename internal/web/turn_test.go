package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// TestTurns checks that requests wait for their turn, that a turn ends where the
// answer begins, and that one who gives up while waiting takes none.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := make(turns, 1)
		var working, answered atomic.Int32
		work, send := make(chan bool), make(chan bool)
		h := turns.each(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			working.Add(1)
			<-work
			w.WriteHeader(http.StatusOK)
			<-send // to a slow reader
			answered.Add(1)
		}))
		ask := func(r *http.Request) { h.ServeHTTP(httptest.NewRecorder(), r) }
		r := httptest.NewRequest("GET", "/", nil)
		for range 2 {
			go ask(r)
		}
		synctest.Wait()
		if working.Load() != 1 {
			t.Fatalf("%d work at once", working.Load())
		}
		ctx, cancel := context.WithCancel(r.Context())
		go ask(r.WithContext(ctx))
		synctest.Wait()
		cancel()
		synctest.Wait()
		work <- true
		synctest.Wait()
		if working.Load() != 2 || answered.Load() != 0 {
			t.Fatalf("%d worked and %d were answered while the first is being sent", working.Load(), answered.Load())
		}
		work <- true
		for range 2 {
			send <- true
		}
		synctest.Wait()
		if working.Load() != 2 || answered.Load() != 2 || len(turns) != 0 {
			t.Errorf("%d worked, %d were answered, %d turns are held", working.Load(), answered.Load(), len(turns))
		}
	})
}
