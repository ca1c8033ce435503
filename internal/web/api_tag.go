package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// tags are the entity tags of answers, held while the ledger has the same pulse, so
// that who has an answer already is told so without its being made again.
type tags struct {
	mu    sync.Mutex
	pulse string
	since time.Time
	of    map[[sha256.Size]byte]string // by the hash of what was asked
}

// mostTags bounds how many are held.
const mostTags = 10_000

// at returns the tag that an answer had at a pulse of the ledger; empty if it is not
// known.
func (t *tags) at(pulse string, asked [sha256.Size]byte) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pulse != pulse || time.Since(t.since) > longest {
		return ""
	}
	return t.of[asked]
}

// hold notes the tag of an answer that was made when the ledger had a pulse.
func (t *tags) hold(pulse string, asked [sha256.Size]byte, tag string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pulse != pulse || time.Since(t.since) > longest || len(t.of) >= mostTags {
		t.pulse, t.since, t.of = pulse, time.Now(), map[[sha256.Size]byte]string{}
	}
	t.of[asked] = tag
}

// validated gives an answer a strong entity tag, the hash of its bytes (RFC 9110,
// 8.8.3), and answers with that alone who has them already.
func (d *Desk) validated(w http.ResponseWriter, r *http.Request, serve func(http.ResponseWriter, *http.Request)) {
	asked := sha256.Sum256([]byte(r.URL.RequestURI() + "\n" + askingOf(r.Context()).accept))
	pulse := d.pulseOf(r.Context())
	if has := r.Header.Get("If-None-Match"); has != "" && pulse != "" {
		if tag := d.tags.at(pulse, asked); tag != "" && matches(has, tag) {
			notModified(w, tag)
			return
		}
	}
	a := &heldAnswer{header: w.Header(), status: http.StatusOK}
	serve(a, r)
	if a.status == http.StatusOK {
		sum := sha256.Sum256(a.body.Bytes())
		tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
		if pulse != "" && d.pulseOf(r.Context()) == pulse { // nothing changed meanwhile
			d.tags.hold(pulse, asked, tag)
		}
		if matches(r.Header.Get("If-None-Match"), tag) {
			notModified(w, tag)
			return
		}
		w.Header().Set("ETag", tag)
	}
	if a.status != http.StatusNoContent {
		w.Header().Set("Content-Length", strconv.Itoa(a.body.Len()))
	}
	w.WriteHeader(a.status)
	w.Write(a.body.Bytes())
}

// pulseOf returns the pulse of the ledger; empty if it does not answer.
func (d *Desk) pulseOf(ctx context.Context) string {
	pulse, err := d.live.now(ctx)
	if err != nil {
		return ""
	}
	return pulse
}

// matches reports whether an If-None-Match header has a tag.
func matches(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}

func notModified(w http.ResponseWriter, tag string) {
	w.Header().Del("Content-Type")
	w.Header().Set("ETag", tag)
	w.WriteHeader(http.StatusNotModified)
}

// A heldAnswer is an answer that is not sent yet.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *heldAnswer) Header() http.Header         { return a.header }
func (a *heldAnswer) WriteHeader(status int)      { a.status = status }
func (a *heldAnswer) Write(b []byte) (int, error) { return a.body.Write(b) }
