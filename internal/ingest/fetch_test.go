package ingest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

const harbour = `<html><head><title>Flood closes Velsund harbour</title></head><body><article><p>"The harbour stays closed," harbour master Ana Duarte told reporters on Tuesday.</p></article></body></html>`

// serve starts a server on loopback that does what handle does, without a
// robots.txt unless handle has one.
func serve(t testing.TB, handle func(w http.ResponseWriter, r *http.Request)) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		handle(w, r)
	}))
	t.Cleanup(s.CloseClientConnections)
	t.Cleanup(s.Close)
	return s
}

// local returns a client that may fetch from loopback and gives up soon.
func local() *Client {
	c := NewClient(0, true)
	c.whole = 2 * time.Second
	return c
}

func TestGuard(t *testing.T) {
	for _, c := range []struct {
		ip               string
		public, withFlag bool
	}{
		{"93.184.215.14", true, true}, {"2606:2800:21f:cb07:6820:80da:af6b:8b2c", true, true}, {"64:ff9b::5db8:d70e", true, true},
		{"127.0.0.1", false, true}, {"127.8.8.8", false, true}, {"::1", false, true}, {"10.1.2.3", false, true}, {"172.31.0.1", false, true},
		{"192.168.1.1", false, true}, {"100.64.0.1", false, true}, {"fd12::1", false, true}, {"::ffff:127.0.0.1", false, true},
		{"::ffff:93.184.215.14", true, true}, {"64:ff9b::7f00:1", false, false}, {"64:ff9b::a9fe:a9fe", false, false}, {"2002:a00:1::", false, false},
		{"169.254.169.254", false, false}, {"::ffff:169.254.169.254", false, false}, {"fe80::1", false, false}, {"fe80::1%eth0", false, false},
		{"fd00:ec2::254", false, false}, {"100.100.100.200", false, false}, {"0.0.0.0", false, false}, {"::", false, false}, {"224.0.0.1", false, false},
		{"ff02::1", false, false}, {"255.255.255.255", false, false}, {"192.0.2.1", false, false}, {"2001:db8::1", false, false},
		{"64:ff9b:1::1", false, false}, {"2001::1", false, false}, {"::127.0.0.1", false, false},
	} {
		ip := netip.MustParseAddr(c.ip)
		if got := (guard{}).allows(ip); got != c.public {
			t.Errorf("%s: allowed %v", ip, got)
		}
		if got := (guard{private: true}).allows(ip); got != c.withFlag {
			t.Errorf("%s with the flag: allowed %v", ip, got)
		}
	}
}

// TestPrivate checks that nothing is sent to an address that is not public,
// whatever name or redirect leads there.
func TestPrivate(t *testing.T) {
	asked := atomic.Int32{}
	s := serve(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	port := s.Listener.Addr().(*net.TCPAddr).Port
	for _, host := range []string{"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"} {
		_, err := NewClient(0, false).Fetch(context.Background(), Request{URL: fmt.Sprintf("http://%s:%d/", host, port)})
		if err == nil || host == "127.0.0.1" && !errors.Is(err, ErrPrivate) || host == "localhost" && !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", host, err)
		}
	}
	if asked.Load() > 0 {
		t.Error("the server was asked")
	}
	to := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	if _, err := local().Fetch(context.Background(), Request{URL: to.URL}); !errors.Is(err, ErrPrivate) {
		t.Errorf("a redirect to metadata: %v", err)
	}
}

// TestHostile fetches from a server that does what servers should not.
func TestHostile(t *testing.T) {
	zeros := make([]byte, 32<<20)
	var bomb bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bomb, gzip.BestCompression)
	z.Write(zeros)
	z.Close()
	small := packedGzip(strings.Repeat("x", 3<<20))
	packed := packedGzip(harbour)
	for _, c := range []struct {
		name   string
		handle http.HandlerFunc
		want   error // nil: the page comes
	}{
		{"a good page", page(harbour), nil},
		{"drip", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Write([]byte("x"))
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, os.ErrDeadlineExceeded},
		{"never answers", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, os.ErrDeadlineExceeded},
		{"endless", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Write(zeros[:1<<20])
			}
		}, ErrTooLarge},
		{"endless and packed", coded("gzip", bomb.Bytes()), ErrBomb},
		{"gzip bomb, small", coded("gzip", small), ErrBomb},
		{"bomb in a bomb", coded("gzip, gzip", packedGzip(bomb.String())), ErrBomb},
		{"many codings", coded("gzip, gzip, gzip, gzip, gzip, gzip", packed), ErrBomb},
		{"redirect loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }, ErrRedirects},
		{"redirect to a file", redirect("file:///etc/passwd"), ErrScheme},
		{"redirect to gopher", redirect("gopher://127.0.0.1/"), ErrScheme},
		{"longer than told", raw("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n" + harbour), ErrEmpty},
		{"shorter than told", raw("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + harbour), ErrCut},
		{"chunks that end early", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nabc"), ErrCut},
		{"packed and cut", coded("gzip", packed[:len(packed)/2]), ErrCut},
		{"not packed as told", coded("gzip", []byte(harbour)), nil},
		{"not packed as told, br", coded("br", []byte(harbour)), nil},
		{"a picture", coded("", []byte("\x89PNG"), "image/png"), ErrMedia},
		{"a picture as a page", coded("", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00"), "text/plain"), ErrBinary},
		{"a page as bytes", coded("", []byte(harbour), "application/octet-stream"), nil},
		{"media type in no encoding", coded("", []byte(harbour), "text/html; charset=\xff\xfe"), nil},
		{"huge header", func(w http.ResponseWriter, r *http.Request) {
			for i := range 2000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("y", 1000))
			}
		}, errAny},
		{"no HTTP", raw("SSH-2.0-OpenSSH_9.9\r\n"), errAny},
		{"half a header", raw("HTTP/1.1 200 OK\r\nContent-Le"), errAny},
		{"nothing", raw(""), ErrCut},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, c.handle)
			err := fetchAndRead(s.URL + "/flood")
			if c.want == errAny && err != nil {
				return
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

var errAny = errors.New("any")

func fetchAndRead(url string) error {
	a, err := local().Fetch(context.Background(), Request{URL: url})
	if err != nil {
		return err
	}
	p, err := Read(&a.Capture)
	if err == nil && !strings.Contains(p.Text, "The harbour stays closed") {
		return fmt.Errorf("the text is %q", p.Text)
	}
	return err
}

func page(body string) http.HandlerFunc { return coded("", []byte(body), "text/html; charset=utf-8") }

func coded(coding string, body []byte, mediaType ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", strings.Join(append(mediaType, "text/html")[:1], ""))
		if coding != "" {
			w.Header().Set("Content-Encoding", coding)
		}
		w.Write(body)
	}
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

// raw sends bytes as they are and hangs up.
func raw(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		c.Write([]byte(s))
		c.Close()
	}
}

func packedGzip(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

// TestCodings checks that a body is kept as it is unpacked, and its header so
// that nobody unpacks it again.
func TestCodings(t *testing.T) {
	var deflated, rawDeflated, br bytes.Buffer
	z := zlib.NewWriter(&deflated)
	z.Write([]byte(harbour))
	z.Close()
	f, _ := flate.NewWriter(&rawDeflated, 5)
	f.Write([]byte(harbour))
	f.Close()
	b := brotli.NewWriter(&br)
	b.Write([]byte(harbour))
	b.Close()
	for coding, body := range map[string][]byte{"gzip": packedGzip(harbour), "deflate": deflated.Bytes(), "Deflate": rawDeflated.Bytes(), "br": br.Bytes()} {
		s := serve(t, coded(coding, body))
		a, err := local().Fetch(context.Background(), Request{URL: s.URL + "/flood"})
		if err != nil || string(a.Capture.Body) != harbour {
			t.Errorf("%s: %v", coding, err)
			continue
		}
		header := string(a.Capture.Header)
		if !strings.Contains(header, "X-Archive-Orig-Content-Encoding: "+coding+"\r\n") || strings.Contains(header, "\r\nContent-Encoding") || !strings.Contains(header, "X-Archive-Orig-Content-Length") {
			t.Errorf("%s: header %q", coding, header)
		}
	}
}

func TestConditional(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Wed, 14 May 2031 12:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") != "" || r.URL.Path == "/unasked" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write([]byte(harbour))
	})
	ctx, c := context.Background(), local()
	a, err := c.Fetch(ctx, Request{URL: s.URL})
	if err != nil || a.NotModified {
		t.Fatal(a, err)
	}
	if a, err = c.Fetch(ctx, Request{URL: s.URL, ETag: a.ETag, LastModified: a.LastModified}); err != nil || !a.NotModified || len(a.Capture.Body) > 0 {
		t.Error(a, err)
	}
	if _, err = c.Fetch(ctx, Request{URL: s.URL, ETag: "\x00\r\nHost: other"}); err != nil {
		t.Error(err)
	}
	if _, err = c.Fetch(ctx, Request{URL: s.URL + "/unasked"}); err == nil {
		t.Error("nobody asked whether it changed")
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name    string
		status  int
		robots  string
		allowed bool
	}{
		{"none", 404, "", true}, {"forbidden", 403, "", true}, {"broken", 503, "", false}, {"empty", 200, "", true},
		{"all", 200, "User-agent: *\nDisallow: /\n", false}, {"other", 200, "User-agent: other\nDisallow: /\n", true},
		{"by name", 200, "User-agent: *\nAllow: /\n\nUser-agent: OnRecord\nDisallow: /flo\n", false},
		{"longest counts", 200, "User-agent: *\nDisallow: /\nAllow: /flood\n", true}, {"wildcard", 200, "User-agent: *\nDisallow: /*ood$\n", false},
		{"query", 200, "User-agent: *\nDisallow: /*?page=\n", true}, {"a page", 200, harbour, true},
		{"with damage", 200, "<p>hello\nUser-agent: *\nnonsense\nDisallow: /\n", false}, {"mac lines", 200, "User-agent: *\rDisallow: /\r", false},
		{"mark", 200, "\ufeffUser-agent: *\nDisallow: /", false}, {"huge", 200, strings.Repeat("# nothing\n", 1<<17), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := atomic.Int32{}
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					asked.Add(1)
					w.WriteHeader(c.status)
					w.Write([]byte(c.robots))
					return
				}
				w.Write([]byte(harbour))
			}))
			defer s.Close()
			client := local()
			for range 2 {
				_, err := client.Fetch(context.Background(), Request{URL: s.URL + "/flood"})
				if (err == nil) != c.allowed || !c.allowed && !errors.Is(err, ErrRobots) && (c.status != 503 || !errors.Is(err, ErrUnruled)) {
					t.Error(err)
				}
			}
			if asked.Load() != 1 {
				t.Errorf("robots.txt was fetched %d times", asked.Load())
			}
		})
	}
}

// TestRest checks that a host that asks to be left alone is.
func TestRest(t *testing.T) {
	asked := atomic.Int32{}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	c := local()
	_, err := c.Fetch(context.Background(), Request{URL: s.URL})
	var status *StatusError
	if !errors.As(err, &status) || status.RetryAfter != time.Hour {
		t.Fatal(err)
	}
	var busy *BusyError
	if _, err = c.Fetch(context.Background(), Request{URL: s.URL + "/other"}); !errors.As(err, &busy) || asked.Load() != 1 {
		t.Errorf("%v; asked %d times", err, asked.Load())
	}
}

// TestTurns checks that more than a host's turn allows is put off.
func TestTurns(t *testing.T) {
	s := serve(t, page(harbour))
	c := local()
	c.every = time.Hour
	if _, err := c.Fetch(context.Background(), Request{URL: s.URL}); err != nil {
		t.Fatal(err)
	}
	var busy *BusyError
	if _, err := c.Fetch(context.Background(), Request{URL: s.URL}); !errors.As(err, &busy) || busy.For < time.Minute {
		t.Error(err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{"": 0, "120": 2 * time.Minute, "-5": 0, "99999999999": MaxRetryAfter, "soon": 0,
		"Wed, 14 May 2031 12:05:00 GMT": 5 * time.Minute, "Wed, 14 May 2001 12:05:00 GMT": 0} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// TestCookie checks that a site that wants its cookie back gets it.
func TestCookie(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		w.Write([]byte(harbour))
	})
	if err := fetchAndRead(s.URL + "/flood"); err != nil {
		t.Error(err)
	}
}
