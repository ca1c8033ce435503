package ingest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
)

var today = time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)

func readFeedOf(body string) (*Feed, error) {
	return ReadFeed(&onrecord.Capture{URL: "https://post.example/feeds/all", Body: []byte(body), Time: today})
}

// feeds are feeds of all kinds, and what is to be read in them.
var feeds = []struct{ name, body, want string }{
	{"RSS", `<?xml version="1.0"?><rss version="2.0"><channel><title>Norhaven Post</title>
		<item><title>Flood &amp; fire</title><link>/flood</link><guid isPermaLink="false">tag:1</guid><pubDate>Tue, 13 May 2031 09:00:00 +0200</pubDate></item>
		<item><title>No link</title><guid>https://post.example/fire</guid></item>
		<item><title>Nowhere</title><guid isPermaLink="false">x</guid></item>
		<item><link>javascript:alert(1)</link></item></channel></rss>`,
		"feed Norhaven Post; https://post.example/flood tag:1 2031-05-13 Flood & fire; https://post.example/fire https://post.example/fire - No link"},
	{"RSS in Latin-1", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss version=\"2.0\"><channel><title>Caf\xe9</title><item><link>https://post.example/a</link></item></channel></rss>",
		"feed Café; https://post.example/a  - "},
	{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Norhaven Post</title><entry><id>tag:post.example,2031:1</id><title type="html">Flood &lt;b&gt;now&lt;/b&gt;</title>
		<link rel="alternate" href="https://post.example/flood#top"/><published>2031-05-13T09:00:00Z</published><updated>2031-05-14T09:00:00Z</updated></entry></feed>`,
		"feed Norhaven Post; https://post.example/flood tag:post.example,2031:1 2031-05-13 2031-05-14 Flood <b>now</b>"},
	{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"Norhaven Post","items":[{"id":"1","url":"https://post.example/flood","title":"Flood","date_published":"2031-05-13T09:00:00Z"}]}`,
		"feed Norhaven Post; https://post.example/flood 1 2031-05-13 Flood"},
	{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Norhaven Post</title></channel><item><title>Flood</title><link>https://post.example/flood</link></item></rdf:RDF>`,
		"feed Norhaven Post; https://post.example/flood  - Flood"},
	{"news sitemap", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
		<url><loc>https://post.example/old</loc><news:news><news:publication><news:name>Norhaven Post</news:name></news:publication><news:publication_date>2031-05-12</news:publication_date><news:title>Old</news:title></news:news></url>
		<url><loc>https://post.example/flood</loc><news:news><news:publication_date>2031-05-13T09:00:00Z</news:publication_date><news:title>Flood</news:title></news:news></url></urlset>`,
		"sitemap Norhaven Post; https://post.example/flood  2031-05-13 Flood; https://post.example/old  2031-05-12 Old"},
	{"sitemap of a site", `<urlset><url><loc>https://post.example/flood</loc><lastmod>2031-05-13</lastmod></url><url><loc>https://post.example/2001</loc><lastmod>2001-05-13</lastmod></url><url><loc>https://post.example/about</loc></url></urlset>`,
		"sitemap ; https://post.example/flood  - 2031-05-13 "},
	{"index", `<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2001-01-01</lastmod></sitemap><sitemap><loc>/may.xml</loc><lastmod>2031-05-13</lastmod></sitemap><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>`,
		"sitemap ; more https://post.example/news.xml; more https://post.example/may.xml"},
	{"site", `<!doctype html><html><head><title>Norhaven Post</title><link rel="alternate" type="application/rss+xml" href="/rss"><link rel=alternate type="application/rss+xml" title="Comments" href="/comments">
		<link rel="alternate" type="application/atom+xml" href="https://feeds.example/post"><link rel="alternate" hreflang="fr" href="/fr"></head><body></body></html>`,
		"site Norhaven Post; more https://post.example/rss; more https://feeds.example/post"},
	{"broken sitemap", `<urlset><url><loc>https://post.example/flood</loc><lastmod>2031-05-13</lastmod></url><url><loc>`, "sitemap ; https://post.example/flood  - 2031-05-13 "},
	{"text", "hello", "error"},
	{"nothing", "", "error"},
}

func TestReadFeed(t *testing.T) {
	for _, c := range feeds {
		f, err := readFeedOf(c.body)
		if c.want == "error" {
			if err == nil {
				t.Errorf("%s: %+v", c.name, f)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := inLine(f); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// inLine writes a feed on one line.
func inLine(f *Feed) string {
	parts := []string{f.Kind + " " + f.Title}
	for _, e := range f.Entries {
		when := "-"
		if !e.Published.IsZero() {
			when = e.Published.UTC().Format(time.DateOnly)
		}
		if !e.Modified.IsZero() {
			when += " " + e.Modified.UTC().Format(time.DateOnly)
		}
		parts = append(parts, fmt.Sprintf("%s %s %s %s", e.URL, e.GUID, when, e.Title))
	}
	for _, m := range f.More {
		parts = append(parts, "more "+m)
	}
	return strings.Join(parts, "; ")
}

func FuzzReadFeed(f *testing.F) {
	for _, c := range feeds {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		feed, err := readFeedOf(body)
		if err != nil {
			return
		}
		if len(feed.Entries) > maxEntries || len(feed.More) > maxMore {
			t.Error("too much of it")
		}
		for _, e := range feed.Entries {
			if _, err := webAddress(e.URL); err != nil {
				t.Errorf("%q: %v", e.URL, err)
			}
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*?page=\nCrawl-delay: 10\nSitemap: https://post.example/s.xml\n", "/a?b")
	f.Fuzz(func(t *testing.T, robots, path string) {
		c := NewClient(0, true)
		h := c.host(mustURL("https://post.example/"))
		h.robots = parseRobots(http.StatusOK, []byte(robots))
		h.robots.FindGroup(UserAgent).Test("/" + path)
	})
}

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

func FuzzDecoded(f *testing.F) {
	f.Add([]byte(harbour), "gzip")
	f.Add(packedGzip(harbour), "gzip, br")
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		if out, err := decoded(body, []string{coding}); err == nil && len(out) > MaxBody {
			t.Error("too much of it")
		}
	})
}

// TestFeedOfSite checks that feeds are found from a site, and that an index of
// sitemaps gives what its sitemaps have, one of which is lost.
func TestFeedOfSite(t *testing.T) {
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprintf(w, "Sitemap: %s/index.xml\n", s.URL)
		case "/":
			w.Write([]byte(`<html><head><title>Post</title></head></html>`))
		case "/index.xml":
			w.Write([]byte(`<sitemapindex><sitemap><loc>/lost-news.xml</loc></sitemap><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>`))
		case "/news.xml":
			w.Write([]byte(`<urlset xmlns:news="n"><url><loc>/flood</loc><news:news><news:title>Flood</news:title></news:news></url></urlset>`))
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	ctx, c := context.Background(), local()
	site, _, err := c.Feed(ctx, Request{URL: s.URL + "/"})
	if err != nil || len(site.More) != 1 || site.More[0] != s.URL+"/index.xml" {
		t.Fatal(site, err)
	}
	index, _, err := c.Feed(ctx, Request{URL: site.More[0]})
	if err != nil || len(index.Entries) != 1 || index.Entries[0].URL != s.URL+"/flood" {
		t.Fatal(index, err)
	}
}

func TestSourceAddress(t *testing.T) {
	for in, want := range map[string]string{"norhavenpost.example": "https://norhavenpost.example", "http://a.example/f?x#y": "http://a.example/f?x", "a.example/feed": "https://a.example/feed",
		"ftp://a.example/": "", "feed.xml/": "https://feed.xml/", "feed": "", "": "", "https://": ""} {
		if got, err := SourceAddress(in); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}
