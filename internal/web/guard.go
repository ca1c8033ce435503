package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// policy is what a page may load: style, script and pictures of the desk itself,
// nothing written into a page and nothing from another host.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// slowestReader is how long whoever asks may take to send a form, or to take an
// answer beside the time that it takes to make. Streams and exports set deadlines of
// their own.
const slowestReader = time.Minute

// guard lets through who may ask, and says what browsers must not do.
func (d *Desk) guard(next http.Handler) http.Handler {
	crossing := http.NewCrossOriginProtection()
	crossing.SetDenyHandler(d.page(func(http.ResponseWriter, *http.Request) error {
		return &fault{http.StatusForbidden, "This was sent by a page of another site.", "Open the desk itself and do it there."}
	}))
	inner := crossing.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w) // a server's can do both; that of a test need not
		c.SetWriteDeadline(time.Now().Add(longestTry + slowestReader))
		if r.Method != http.MethodGet {
			c.SetReadDeadline(time.Now().Add(slowestReader))
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // addresses name stories and searches
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		switch {
		case !d.knows(r.Host):
			d.fail(w, r, &fault{http.StatusMisdirectedRequest, "This desk is not known by the name " + r.Host + ".", "Whoever runs it can allow the name: onrecord serve --host NAME"})
		case !d.admits(r):
			h.Set("WWW-Authenticate", `Basic realm="onrecord", charset="UTF-8"`)
			d.fail(w, r, &fault{http.StatusUnauthorized, "This desk asks for its token.", "Give it as the password, with any name; programs send it as Authorization: Bearer TOKEN."})
		default:
			inner.ServeHTTP(w, r)
		}
	})
}

// knows reports whether host is one of the desk's own. A page elsewhere can point
// a name of its own here and read the desk in its visitor's browser (DNS
// rebinding); it can't do so with an address or with localhost.
func (d *Desk) knows(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")) != nil || slices.Contains(d.config.Hosts, host)
}

// open are the addresses that tell nothing of the ledger, for whoever watches the
// server.
var open = []string{"/healthz", "/readyz"}

// admits reports whether a request brings the token, as a password or as a
// bearer's (RFC 7617, RFC 6750).
func (d *Desk) admits(r *http.Request) bool {
	if d.config.Token == "" || slices.Contains(open, r.URL.Path) {
		return true
	}
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		_, given, _ = r.BasicAuth()
	}
	// Hashed first, so that the time it takes does not tell the length either.
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(d.config.Token))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
