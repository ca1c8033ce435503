package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/onrecord/onrecord/internal/store"
)

// often is how often the ledger is asked for its pulse while anybody listens.
// Other programs write to it too, so that asking is the only way.
const often = time.Second

// quiet is how long a stream is left without a word: proxies close what is silent
// for a minute.
const quiet = 20 * time.Second

// pace is how long passes from telling one page of a change to telling the next.
// Each asks for itself anew then, which must not be hundreds at once.
const pace = 100 * time.Millisecond

// live tells open pages that the ledger has changed.
type live struct {
	db        *store.DB
	mu        sync.Mutex
	listeners []*listener // in the order in which they are told
	pulse     string
	asked     time.Time
	stop      context.CancelFunc // of the asking; nil if nobody listens
	closed    chan struct{}
}

// A listener is an open stream.
type listener struct {
	c    chan string
	told string // the last pulse that it knows of
}

func newLive(db *store.DB) *live { return &live{db: db, closed: make(chan struct{})} }

// close ends all streams.
func (l *live) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.closed:
	default:
		close(l.closed)
	}
}

func (l *live) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.listeners)
}

// now returns the pulse of the ledger, as it was less than a second ago.
func (l *live) now(ctx context.Context) (string, error) {
	l.mu.Lock()
	pulse, fresh := l.pulse, time.Since(l.asked) < often
	l.mu.Unlock()
	if fresh {
		return pulse, nil
	}
	return l.ask(ctx)
}

// ask asks the ledger for its pulse.
func (l *live) ask(ctx context.Context) (string, error) {
	pulse, err := l.db.Pulse(ctx)
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pulse, l.asked = pulse, time.Now()
	for _, n := range l.listeners {
		if n.told == "" { // what it changes from
			n.told = pulse
		}
	}
	return pulse, nil
}

// tellNext tells the next one that does not know the last pulse.
func (l *live) tellNext() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, n := range l.listeners {
		if n.told == l.pulse || n.told == "" {
			continue
		}
		select { // who has not heard the last word yet needs only the newest
		case <-n.c:
		default:
		}
		n.c <- l.pulse
		n.told = l.pulse
		l.listeners = append(slices.Delete(l.listeners, i, i+1), n)
		return
	}
}

// listen returns where the pulse comes when it changes, and what ends that.
func (l *live) listen() (<-chan string, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := &listener{c: make(chan string, 1), told: l.pulse}
	l.listeners = append(l.listeners, n)
	if l.stop == nil {
		ctx, stop := context.WithCancel(context.Background())
		l.stop = stop
		go l.watch(ctx)
	}
	return n.c, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.listeners = slices.DeleteFunc(l.listeners, func(x *listener) bool { return x == n })
		if len(l.listeners) == 0 {
			l.stop()
			l.stop = nil
		}
	}
}

// watch asks again and again, and tells who listens. A ledger that does not answer
// now may do so later.
func (l *live) watch(ctx context.Context) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.closed:
			return
		case <-tick.C:
			l.now(ctx)
			l.tellNext()
		}
	}
}

// serveEvents streams an event each time the ledger changes (Server-sent events,
// HTML Living Standard 9.2). The page then asks for itself anew.
func (d *Desk) serveEvents(w http.ResponseWriter, r *http.Request) error {
	changes, end := d.live.listen()
	defer end()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	c := http.NewResponseController(w)
	say := func(words string) error {
		c.SetWriteDeadline(time.Now().Add(quiet))
		if _, err := fmt.Fprint(w, words); err != nil {
			return err
		}
		return c.Flush()
	}
	if say("retry: 5000\n: listening\n\n") != nil {
		return nil // gone
	}
	still := time.NewTicker(quiet)
	defer still.Stop()
	for {
		words := ": still here\n\n"
		select {
		case <-r.Context().Done():
			return nil
		case <-d.live.closed:
			return nil
		case pulse := <-changes:
			words = "event: ledger\ndata: " + pulse + "\n\n"
		case <-still.C:
		}
		if say(words) != nil {
			return nil
		}
	}
}

// kept holds what was loaded from the ledger until the ledger changes, for what
// many ask for at once.
type kept[T any] struct {
	mu     sync.Mutex
	pulse  string
	loaded time.Time
	value  *T
}

// longest is how long anything is held, whatever the pulse says.
const longest = time.Minute

// load returns what f loads, or what it loaded while the pulse was the same.
func (k *kept[T]) load(ctx context.Context, l *live, f func(context.Context) (*T, error)) (*T, error) {
	pulse, err := l.now(ctx)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.value != nil && k.pulse == pulse && time.Since(k.loaded) < longest {
		return k.value, nil
	}
	// Others wait for this one; that its reader leaves must not fail them.
	value, err := f(context.WithoutCancel(ctx))
	if err == nil {
		k.value, k.pulse, k.loaded = value, pulse, time.Now()
	}
	return value, err
}
