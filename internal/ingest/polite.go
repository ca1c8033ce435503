package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"
)

const (
	longestTurn  = 10 * time.Second // that is waited for; else BusyError
	longestDelay = time.Minute      // that a robots.txt may ask for between requests
	maxRobots    = 500 << 10        // bytes that are read of it, as RFC 9309 has it
	robotsFor    = 24 * time.Hour   // it is believed, as RFC 9309 has it
	brokenFor    = 10 * time.Minute // the same if it could not be had
	manyHosts    = 20_000           // that are remembered
	leftAlone    = time.Minute      // after "too many requests" without a time
)

// A host is what a client remembers of a server.
type host struct {
	turns *rate.Limiter

	mu      sync.Mutex // held while robots.txt is fetched
	robots  *robotstxt.RobotsData
	unruled error     // if robots.txt could not be had
	until   time.Time // both are believed

	aloneMu sync.Mutex
	alone   time.Time // until when it is to be left alone
}

func (c *Client) host(u *url.URL) *host {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[key]
	if h == nil {
		if len(c.hosts) >= manyHosts {
			clear(c.hosts)
		}
		every := rate.Every(c.every)
		if c.every <= 0 {
			every = rate.Inf
		}
		h = &host{turns: rate.NewLimiter(every, 1)}
		c.hosts[key] = h
	}
	return h
}

// admit returns when it is the turn of a request, or why there is to be none.
func (c *Client) admit(ctx context.Context, u *url.URL) error {
	h := c.host(u)
	if err := h.resting(time.Now()); err != nil {
		return err
	}
	robots, err := c.robots(ctx, h, u)
	if err != nil {
		return err
	}
	if !robots.TestAgent(pathOf(u), UserAgent) {
		return ErrRobots
	}
	if d := min(robots.FindGroup(UserAgent).CrawlDelay, longestDelay); d > c.every {
		h.turns.SetLimit(rate.Every(d))
	}
	return h.wait(ctx)
}

// pathOf returns what the rules of a robots.txt are about.
func pathOf(u *url.URL) string {
	if u.RawQuery != "" {
		return u.EscapedPath() + "?" + u.RawQuery
	}
	if u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// wait waits for the host's turn, and a little longer so that requests do not
// come as from a clock.
func (h *host) wait(ctx context.Context) error {
	turn := h.turns.Reserve()
	d := turn.Delay()
	if d > longestTurn {
		turn.Cancel()
		return &BusyError{d}
	}
	if d == 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		turn.Cancel()
		return ctx.Err()
	case <-time.After(d + rand.N(d/4+1)):
		return nil
	}
}

func (h *host) resting(now time.Time) error {
	h.aloneMu.Lock()
	defer h.aloneMu.Unlock()
	if d := h.alone.Sub(now); d > 0 {
		return &BusyError{d}
	}
	return nil
}

// leaveAlone sees to it that a host is asked for nothing for some time.
func (c *Client) leaveAlone(u *url.URL, d time.Duration) {
	if d <= 0 {
		d = leftAlone
	}
	h := c.host(u)
	h.aloneMu.Lock()
	defer h.aloneMu.Unlock()
	h.alone = time.Now().Add(d)
}

// robots returns the rules of a host, as RFC 9309 has it: none if there is no
// robots.txt (4xx), nothing allowed if the server is out of order (5xx). If the
// host can't be reached at all, the error says so.
func (c *Client) robots(ctx context.Context, h *host, u *url.URL) (*robotstxt.RobotsData, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if time.Now().Before(h.until) {
		return h.robots, h.unruled
	}
	status, body, err := c.getRobots(ctx, u)
	if err != nil && !errors.Is(err, errLostRobots) {
		return nil, inWords(err)
	}
	h.robots, h.unruled, h.until = parseRobots(status, body), nil, time.Now().Add(robotsFor)
	if status >= 500 {
		h.unruled, h.until = ErrUnruled, time.Now().Add(brokenFor)
	}
	return h.robots, h.unruled
}

// parseRobots returns the rules of an answer; none if nobody can make sense of it.
func parseRobots(status int, body []byte) *robotstxt.RobotsData {
	robots, err := robotstxt.FromStatusAndBytes(status, rulesOnly(body))
	if err != nil {
		robots, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return robots
}

var errLostRobots = errors.New("robots.txt leads astray")

// getRobots fetches the robots.txt of u's host.
func (c *Client) getRobots(ctx context.Context, u *url.URL) (status int, body []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.whole)
	defer cancel()
	at := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("User-Agent", UserAgent)
	one := &http.Client{Transport: c.transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > 5 || r.URL.Scheme != "http" && r.URL.Scheme != "https" {
			return errLostRobots
		}
		return nil
	}}
	resp, err := one.Do(req)
	if errors.Is(err, errLostRobots) {
		return http.StatusNotFound, nil, err // as RFC 9309 takes it
	}
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if len(body) > 0 {
		err = nil // the rules that came count
	}
	return resp.StatusCode, body, err
}

// rulesOnly returns the lines that are rules. Others would have the library
// refuse the whole file, where RFC 9309 wants them passed over.
func rulesOnly(body []byte) []byte {
	known := []string{"user-agent", "disallow", "allow", "sitemap", "crawl-delay"}
	var out []byte
	for line := range bytes.Lines(bytes.TrimPrefix(bytes.ReplaceAll(body, []byte("\r"), []byte("\n")), []byte("\xef\xbb\xbf"))) {
		name, value, ok := bytes.Cut(line, []byte(":"))
		key := strings.ToLower(string(bytes.TrimSpace(name)))
		if !ok || !slices.Contains(known, key) {
			continue
		}
		out = append(append(out, key+":"...), value...)
		if !bytes.HasSuffix(line, []byte("\n")) {
			out = append(out, '\n')
		}
	}
	return out
}

// sitemaps returns the sitemaps that the robots.txt of u's host names.
func (c *Client) sitemaps(ctx context.Context, u *url.URL) []string {
	robots, err := c.robots(ctx, c.host(u), u)
	if err != nil {
		return nil
	}
	return robots.Sitemaps
}
