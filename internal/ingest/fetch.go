package ingest

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/http/httpguts"

	"github.com/onrecord/onrecord"
)

// UserAgent is how the program names itself to servers; robots.txt calls it
// by the part before the slash.
const UserAgent = "onrecord/" + onrecord.Version + " (+https://github.com/onrecord/onrecord)"

// How long servers are waited for, and how much is taken from them.
const (
	connectTime    = 10 * time.Second
	headerTime     = 20 * time.Second
	wholeTime      = 60 * time.Second // of one answer, its body included
	maxHeaderBytes = 256 << 10        // bytes
	maxRedirects   = 10
	MaxRetryAfter  = 24 * time.Hour // what a server may ask to be left alone for
)

// The reasons why an address gives no story, beside those of its bytes.
var (
	ErrScheme    = errors.New("only http and https addresses are fetched")
	ErrRedirects = fmt.Errorf("it redirects more than %d times", maxRedirects)
	ErrRobots    = errors.New("its robots.txt does not allow it")
	ErrUnruled   = errors.New("its robots.txt can't be had, so that nobody knows what it allows")
	ErrCut       = errors.New("the answer broke off before its end")
	ErrMedia     = errors.New("this is a picture, sound, film or font")
)

// A StatusError says that a server answered, but not with what it was asked
// for.
type StatusError struct {
	Status     int
	RetryAfter time.Duration // how long it wants to be left alone; 0 if it does not say
}

func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the server answered %d %s", e.Status, http.StatusText(e.Status)))
}

// A BusyError says that it is not this host's turn yet.
type BusyError struct{ For time.Duration }

func (e *BusyError) Error() string {
	return fmt.Sprintf("the host has to be left alone for %s", e.For.Round(time.Second))
}

// A Client fetches what is on the web as a polite stranger does: never from
// addresses that are not public, never what robots.txt forbids, one host at a
// time no faster than told. It may be used from many goroutines.
type Client struct {
	transport *http.Transport
	every     time.Duration // the least time between two requests to a host
	whole     time.Duration
	mu        sync.Mutex
	hosts     map[string]*host
}

// NewClient returns a client that asks one host at most once in every, which
// may be 0. With private it fetches from loopback and private networks too.
func NewClient(every time.Duration, private bool) *Client {
	dialer := &net.Dialer{Timeout: connectTime, Control: guard{private}.control}
	return &Client{
		transport: &http.Transport{
			// No proxy: it would be dialled in place of what has to be checked.
			DialContext: dialer.DialContext, TLSHandshakeTimeout: connectTime, ResponseHeaderTimeout: headerTime,
			MaxResponseHeaderBytes: maxHeaderBytes, DisableCompression: true, ForceAttemptHTTP2: true,
			MaxIdleConnsPerHost: 2, MaxIdleConns: 64, IdleConnTimeout: 30 * time.Second,
		},
		every: every, whole: wholeTime, hosts: map[string]*host{},
	}
}

// A Request asks for what is at an address, unless it is still what it was.
type Request struct {
	URL                string
	ETag, LastModified string // as the last answer had them; may be empty
}

// An Answer is what a server gave.
type Answer struct {
	Capture            onrecord.Capture
	NotModified        bool // it is what it was; the capture has no body
	ETag, LastModified string
}

// Fetch gets what is at an address. Whatever the server does, it ends, and no
// more than MaxBody bytes are taken. Its errors say in words what went wrong:
// StatusError, BusyError, or one of those named above or of a Page.
func (c *Client) Fetch(ctx context.Context, r Request) (*Answer, error) {
	jar, _ := cookiejar.New(nil) // some sites redirect until their cookie comes back
	one := &http.Client{Transport: c.transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	at := r.URL
	for range maxRedirects + 1 {
		u, err := webAddress(at)
		if err != nil {
			return nil, err
		}
		if err := c.admit(ctx, u); err != nil {
			return nil, err
		}
		a, to, err := c.get(ctx, one, u, r)
		if to == "" {
			return a, inWords(err)
		}
		at = to
	}
	return nil, ErrRedirects
}

// webAddress parses an address of the web.
func webAddress(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Hostname() == "" && (u.Scheme == "http" || u.Scheme == "https") {
		return nil, fmt.Errorf("%q is not an address", s)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, ErrScheme
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// get makes one request. It returns where a redirect leads, if it is one.
func (c *Client) get(ctx context.Context, one *http.Client, u *url.URL, r Request) (a *Answer, to string, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.whole)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("User-Agent", UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "en,*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, deflate, br")
	for name, value := range map[string]string{"If-None-Match": r.ETag, "If-Modified-Since": r.LastModified} {
		if value != "" && httpguts.ValidHeaderFieldValue(value) {
			req.Header.Set(name, value)
		}
	}
	resp, err := one.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if location, err := resp.Location(); err == nil {
			return nil, location.String(), nil
		}
	case http.StatusOK, http.StatusNonAuthoritativeInfo, http.StatusNotModified:
		a, err := c.answer(u, resp, r)
		return a, "", err
	}
	status := &StatusError{resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	if status.Status == http.StatusTooManyRequests || status.Status == http.StatusServiceUnavailable {
		c.leaveAlone(u, status.RetryAfter)
	}
	return nil, "", status
}

// answer takes the body of a response and what is to be kept of it.
func (c *Client) answer(u *url.URL, resp *http.Response, r Request) (*Answer, error) {
	a := &Answer{ETag: valid(resp.Header.Get("ETag")), LastModified: valid(resp.Header.Get("Last-Modified"))}
	a.Capture = onrecord.Capture{URL: valid(u.String()), Status: resp.StatusCode, MediaType: valid(resp.Header.Get("Content-Type")), Header: headerOf(resp), Time: time.Now()}
	if resp.StatusCode == http.StatusNotModified {
		if r.ETag == "" && r.LastModified == "" {
			return nil, &StatusError{Status: resp.StatusCode} // nobody asked so
		}
		a.NotModified = true
		return a, nil
	}
	if t, _, _ := mime.ParseMediaType(a.Capture.MediaType); isMedia(t) {
		return nil, ErrMedia
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody+1))
	if err != nil {
		return nil, err
	}
	if len(body) > MaxBody {
		return nil, ErrTooLarge
	}
	a.Capture.Body, err = decoded(body, resp.Header.Values("Content-Encoding"))
	return a, err
}

// valid returns s as UTF-8 without zero bytes, which a header need not be and
// no database takes otherwise.
func valid(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\ufffd")
}

func isMedia(mediaType string) bool {
	kind, _, _ := strings.Cut(mediaType, "/")
	return kind == "image" || kind == "audio" || kind == "video" || kind == "font"
}

// headerOf returns the lines of the header in the order of their names. Those
// that tell how the body was sent, which is kept without that, get another
// name, as other archives give them.
func headerOf(resp *http.Response) []byte {
	h := resp.Header.Clone()
	if len(resp.TransferEncoding) > 0 {
		h["Transfer-Encoding"] = resp.TransferEncoding
	}
	for _, name := range []string{"Content-Encoding", "Transfer-Encoding", "Content-Length"} {
		if v, ok := h[name]; ok {
			h["X-Archive-Orig-"+name] = v
			delete(h, name)
		}
	}
	delete(h, "Set-Cookie") // is for us alone
	var b bytes.Buffer
	h.Write(&b)
	return b.Bytes()
}

// retryAfter reads a Retry-After header: seconds, or a date.
func retryAfter(s string, now time.Time) time.Duration {
	d := time.Duration(0)
	if n, err := strconv.Atoi(s); err == nil {
		d = time.Duration(min(n, int(MaxRetryAfter/time.Second))) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		d = t.Sub(now)
	}
	return min(max(d, 0), MaxRetryAfter)
}

// inWords says what an error of the network means to people.
func inWords(err error) error {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var op *net.OpError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrPrivate):
		return ErrPrivate
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no host %s", dns.Name)
	case errors.As(err, &dns):
		return fmt.Errorf("the host %s could not be looked up", dns.Name)
	case errors.As(err, &cert):
		return fmt.Errorf("its certificate is not valid: %w", cert.Err)
	case errors.Is(err, context.DeadlineExceeded), os.IsTimeout(err):
		return fmt.Errorf("it did not answer in time: %w", os.ErrDeadlineExceeded)
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("the connection was refused")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return ErrCut
	case errors.As(err, &op):
		return fmt.Errorf("it could not be reached: %w", op.Err)
	}
	var get *url.Error
	if errors.As(err, &get) {
		return get.Err
	}
	return err
}
