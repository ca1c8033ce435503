package ingest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/onrecord/onrecord"
)

// What a Feed was read from.
const (
	KindFeed    = "feed"    // RSS, Atom or JSON Feed
	KindSitemap = "sitemap" // of news or of a whole site
	KindSite    = "site"    // a page that names feeds
)

// The most that is taken of one feed. A sitemap of a whole site has the stories
// of years; those of the last days are what is new.
const (
	maxEntries  = 1000
	maxMore     = 10 // sitemaps of an index, feeds of a page
	sitemapDays = 7 * 24 * time.Hour
)

// The reasons why bytes tell of no stories.
var (
	ErrNoFeed      = errors.New("this is neither a feed nor a sitemap nor a page")
	ErrNothingToDo = errors.New("the page names no feed, and the site's robots.txt no sitemap")
)

// An Entry is a story that a feed tells of.
type Entry struct {
	URL, GUID, Title    string
	Published, Modified time.Time // zero if they are not told
}

// A Feed is where stories are announced.
type Feed struct {
	Kind    string
	Title   string
	Entries []Entry // in the order of the feed
	// More are the addresses of feeds or sitemaps that have the entries, if this
	// is a site or an index of sitemaps.
	More []string
}

// SourceAddress returns the address of a feed or a site that a person typed:
// https is what one means who gives a host alone.
func SourceAddress(typed string) (string, error) {
	if host, _, _ := strings.Cut(typed, "/"); !strings.Contains(typed, "://") && strings.Contains(host, ".") {
		typed = "https://" + typed
	}
	u, err := webAddress(typed)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// ReadFeed reads RSS, Atom, JSON Feed, a sitemap, an index of sitemaps, or a page
// that names feeds. Entries without an address of the web are left out.
func ReadFeed(c *onrecord.Capture) (*Feed, error) {
	body, err := unpacked(c)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(c.URL)
	if err != nil {
		return nil, err
	}
	text, root := []byte(nil), "{"
	if !bytes.HasPrefix(trimStart(body), []byte("{")) {
		text = xmlText(body)
		root = rootOf(text)
	}
	switch root {
	case "urlset", "sitemapindex", "rss", "rdf", "feed":
		if err := checkDepth(text); err != nil {
			return nil, err
		}
	}
	switch root {
	case "urlset":
		return readSitemap(text, at, c.Time)
	case "sitemapindex":
		return readIndex(text, at, c.Time)
	case "rss", "rdf", "feed":
		return readFeed(text, at, '<')
	case "{":
		return readFeed(trimStart(body), at, '{')
	}
	if kindOf(c.MediaType, "", body) == kindHTML {
		return readSite(decodeHTML(body, c.MediaType), at)
	}
	return nil, ErrNoFeed
}

// xmlText returns an XML text as UTF-8, without its declaration, which would
// name another encoding.
func xmlText(body []byte) []byte {
	declared := ""
	if m := declaredEncoding.FindSubmatch(body[:min(len(body), 256)]); m != nil {
		declared = string(m[1])
	}
	text := trimStart([]byte(decode(body, declared)))
	if bytes.HasPrefix(text, []byte("<?xml")) {
		if _, after, ok := bytes.Cut(text, []byte("?>")); ok {
			text = after
		}
	}
	return text
}

var declaredEncoding = regexp.MustCompile(`^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// rootOf returns the name of an XML text's root element in lower case.
func rootOf(text []byte) string {
	d := newXML(text[:min(len(text), 64<<10)])
	for {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		if e, ok := t.(xml.StartElement); ok {
			return strings.ToLower(e.Name.Local)
		}
	}
}

// maxDepth is how deep the elements of a feed may be nested. The library reads
// an element within an element by a call within a call, without a bound.
const maxDepth = 200

// checkDepth refuses a text whose elements are nested too deep. It reads with
// the same decoder and settings as the library, up to where both find damage.
func checkDepth(text []byte) error {
	d := newXML(text)
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return ErrTooDeep
			}
		case xml.EndElement:
			depth--
		case xml.ProcInst:
			if t.Target == "xml" {
				return ErrNoFeed // would change the encoding on the way
			}
		}
	}
}

func newXML(body []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// maxElements is how many elements or objects a feed may have: what the library
// makes of an empty one takes a hundred times its bytes.
const maxElements = 200_000

// readFeed reads a feed whose elements begin with a sign.
func readFeed(body []byte, at *url.URL, sign byte) (*Feed, error) {
	if bytes.Count(body, []byte{sign}) > 2*maxElements { // an element has an end, too
		return nil, ErrTooLarge
	}
	p := gofeed.NewParser()
	feed, err := p.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, errors.Join(ErrNoFeed, err)
	}
	out := &Feed{Kind: KindFeed, Title: clean(valid(feed.Title))}
	for _, item := range feed.Items {
		if item == nil {
			continue
		}
		e := Entry{URL: absoluteTo(at, item.Link), GUID: valid(strings.TrimSpace(item.GUID)), Title: clean(valid(item.Title))}
		if e.URL == "" { // the GUID of RSS is the address, unless it says otherwise
			e.URL = absoluteTo(at, address(item.GUID, ""))
		}
		if t := item.PublishedParsed; t != nil && plausible(*t) {
			e.Published = *t
		}
		if t := item.UpdatedParsed; t != nil && plausible(*t) {
			e.Modified = *t
		}
		if e.URL != "" && len(out.Entries) < maxEntries {
			out.Entries = append(out.Entries, e)
		}
	}
	return out, nil
}

// absoluteTo resolves an address against that of its feed; it is empty if it
// is none of the web.
func absoluteTo(at *url.URL, s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	u, err := at.Parse(strings.TrimSpace(valid(s)))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u.String()
}

// A located is an entry of a sitemap or of an index of them
// (https://www.sitemaps.org/protocol.html, with the news extension).
type located struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    []struct {
		Title       string `xml:"title"`
		Date        string `xml:"publication_date"`
		Publication struct {
			Name string `xml:"name"`
		} `xml:"publication"`
	} `xml:"news"`
}

// each calls f with the elements of a sitemap that have a name, until f returns
// false. What comes after damage is lost, what stands before is not.
func each(body []byte, name string, f func(*located) bool) error {
	d := newXML(body)
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == name {
			var l located
			if err := d.DecodeElement(&l, &e); err != nil {
				return err
			}
			if !f(&l) {
				return nil
			}
		}
	}
}

func readSitemap(body []byte, at *url.URL, now time.Time) (*Feed, error) {
	out := &Feed{Kind: KindSitemap}
	err := each(body, "url", func(l *located) bool {
		e := Entry{URL: absoluteTo(at, l.Loc)}
		e.Modified, _ = parseTime(l.LastMod)
		if len(l.News) > 0 {
			e.Title = clean(valid(l.News[0].Title))
			e.Published, _ = parseTime(l.News[0].Date)
			out.Title = firstOf(out.Title, clean(valid(l.News[0].Publication.Name)))
		} else if e.Modified.IsZero() || now.Sub(e.Modified) > sitemapDays {
			return true // of a whole site: old, or nobody knows
		}
		if e.URL != "" {
			out.Entries = append(out.Entries, e)
		}
		return len(out.Entries) < 50_000
	})
	if len(out.Entries) == 0 && err != nil {
		return nil, errors.Join(ErrNoFeed, err)
	}
	slices.SortStableFunc(out.Entries, func(a, b Entry) int { return b.newest().Compare(a.newest()) })
	out.Entries = out.Entries[:min(len(out.Entries), maxEntries)]
	return out, nil
}

// newest returns the later of an entry's times.
func (e *Entry) newest() time.Time {
	if e.Modified.After(e.Published) {
		return e.Modified
	}
	return e.Published
}

// readIndex takes the sitemaps of an index that changed lately, those of news
// first.
func readIndex(body []byte, at *url.URL, now time.Time) (*Feed, error) {
	type child struct {
		at   string
		when time.Time
		news bool
	}
	var all []child
	err := each(body, "sitemap", func(l *located) bool {
		c := child{at: absoluteTo(at, l.Loc)}
		c.when, _ = parseTime(l.LastMod)
		c.news = strings.Contains(strings.ToLower(c.at), "news")
		if c.at != "" && (c.news || !c.when.IsZero() && now.Sub(c.when) <= sitemapDays) {
			all = append(all, c)
		}
		return len(all) < 50_000
	})
	if len(all) == 0 && err != nil {
		return nil, errors.Join(ErrNoFeed, err)
	}
	slices.SortStableFunc(all, func(a, b child) int {
		if a.news != b.news {
			if a.news {
				return -1
			}
			return 1
		}
		return b.when.Compare(a.when)
	})
	out := &Feed{Kind: KindSitemap}
	for _, c := range all[:min(len(all), maxMore)] {
		out.More = append(out.More, c.at)
	}
	return out, nil
}

// readSite takes the feeds that a page names in its head.
func readSite(page string, at *url.URL) (*Feed, error) {
	out := &Feed{Kind: KindSite}
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "title":
				if z.Next() == html.TextToken && out.Title == "" {
					out.Title = clean(z.Token().Data)
				}
			case "base":
				if u, err := at.Parse(tokenAttr(t, "href")); err == nil {
					at = u
				}
			case "link":
				if u := feedOf(t, at); u != "" && !slices.Contains(out.More, u) && len(out.More) < maxMore {
					out.More = append(out.More, u)
				}
			}
		}
	}
}

// feedOf returns the address of the feed that a link element names, if it
// does. Feeds of readers' comments are none of ours.
func feedOf(t html.Token, at *url.URL) string {
	switch strings.ToLower(strings.TrimSpace(tokenAttr(t, "type"))) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
	default:
		return ""
	}
	to := absoluteTo(at, tokenAttr(t, "href"))
	named := strings.ToLower(tokenAttr(t, "title") + " " + to)
	if !slices.Contains(strings.Fields(strings.ToLower(tokenAttr(t, "rel"))), "alternate") || strings.Contains(named, "comment") {
		return ""
	}
	return to
}

func tokenAttr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Feed fetches a feed and, of an index of sitemaps, the sitemaps that it names.
// Of a site it gives the feeds that its page names, else the sitemaps that its
// robots.txt does. The feed is nil if the answer is that nothing changed.
func (c *Client) Feed(ctx context.Context, r Request) (*Feed, *Answer, error) {
	a, err := c.Fetch(ctx, r)
	if err != nil || a.NotModified {
		return nil, a, err
	}
	feed, err := ReadFeed(&a.Capture)
	if err != nil {
		return nil, a, err
	}
	switch {
	case feed.Kind == KindSite && len(feed.More) == 0:
		u, _ := url.Parse(a.Capture.URL)
		for _, s := range c.sitemaps(ctx, u) {
			if s = absoluteTo(u, s); s != "" && len(feed.More) < maxMore {
				feed.More = append(feed.More, s)
			}
		}
		if len(feed.More) == 0 {
			return nil, a, ErrNothingToDo
		}
	case feed.Kind == KindSitemap && len(feed.More) > 0:
		err = c.children(ctx, feed)
	}
	return feed, a, err
}

// childrenTime is how long the sitemaps of an index are waited for. What is not
// there by then comes the next time.
const childrenTime = 90 * time.Second

// children fills in the entries of the sitemaps that an index names. It fails
// only if none could be had.
func (c *Client) children(ctx context.Context, index *Feed) error {
	ctx, cancel := context.WithTimeout(ctx, childrenTime)
	defer cancel()
	var failed error
	got := false
	for _, at := range index.More {
		child, err := c.child(ctx, at)
		if err != nil {
			failed = err
			continue
		}
		got = true
		index.Title = firstOf(index.Title, child.Title)
		index.Entries = append(index.Entries, child.Entries...)
	}
	index.More, index.Entries = nil, index.Entries[:min(len(index.Entries), maxEntries)]
	if got {
		return nil
	}
	return failed
}

// child fetches a sitemap when its host's turn comes.
func (c *Client) child(ctx context.Context, at string) (*Feed, error) {
	for {
		a, err := c.Fetch(ctx, Request{URL: at})
		var busy *BusyError
		if errors.As(err, &busy) {
			select {
			case <-ctx.Done():
				return nil, errLate
			case <-time.After(busy.For):
				continue
			}
		}
		if err != nil {
			return nil, err
		}
		return ReadFeed(&a.Capture)
	}
}

var errLate = errors.New("its sitemaps did not come in time")
