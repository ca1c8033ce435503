package ingest

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/onrecord/onrecord"
)

// maxNodes bounds the elements and texts of a page, far above what news has.
const maxNodes = 400_000

// readHTML reads a page: its main text below its title, and what it says of
// itself.
func readHTML(rev *onrecord.Revision, page string) error {
	doc, err := parsePage(page)
	if err != nil {
		return err
	}
	base, _ := url.Parse(rev.URL)
	p := &pageReader{doc: doc, base: base}
	p.collect()
	p.describe(rev)
	removeFurniture(doc, p.relate)
	splitLines(doc)
	text := mainText(doc, base, rev.Title)
	rev.Related = p.related
	rev.Teaser = rev.Teaser || p.wall
	if blank(text) {
		if p.scripts > 0 {
			return ErrScript
		}
		return ErrEmpty
	}
	rev.Text = withTitle(rev.Title, text)
	return nil
}

// parsePage parses a page within limits.
func parsePage(page string) (*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, ErrTooDeep // the parser reads from memory and fails of nothing else
	}
	n := 0
	for range doc.Descendants() {
		if n++; n > maxNodes {
			return nil, ErrTooLarge
		}
	}
	return doc, nil
}

// fragmentText returns the text of a piece of markup, all of it.
func fragmentText(markup string) (string, error) {
	doc, err := parsePage(markup)
	if err != nil {
		return "", err
	}
	return render(doc), nil
}

// A pageReader reads what a page says of itself.
type pageReader struct {
	doc  *html.Node
	base *url.URL

	lang, title string
	meta        map[string][]string // by name or property, in lower case
	canonical   string
	headings    []*html.Node // h1
	times       []*html.Node
	bylines     []*html.Node // elements that are marked as naming the author
	data        []thing      // of JSON-LD, then of microdata
	scripts     int
	wall        bool // words or marks of a paywall
	related     []string
}

// collect walks the page once.
func (p *pageReader) collect() {
	p.meta = map[string][]string{}
	var micro []thing
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			p.lang = attr(n, "lang")
		case atom.Title:
			if p.title == "" && !within(n, atom.Svg) {
				p.title = inline(n)
			}
		case atom.Meta:
			key := strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
			if v := strings.TrimSpace(attr(n, "content")); key != "" && v != "" {
				p.meta[key] = append(p.meta[key], v)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				p.canonical = firstOf(p.canonical, attr(n, "href"))
			}
		case atom.Base:
			if u, err := url.Parse(attr(n, "href")); err == nil && p.base != nil {
				p.base = p.base.ResolveReference(u)
			}
		case atom.Script:
			p.scripts++
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				p.data = append(p.data, jsonLD(n.FirstChild.Data)...)
			}
		case atom.H1:
			p.headings = append(p.headings, n)
		case atom.Time:
			if len(p.times) < 100 { // a live blog has one at each entry
				p.times = append(p.times, n)
			}
		}
		if hasAttr(n, "itemscope") && isStory(attr(n, "itemtype")) {
			micro = append(micro, microdata(n))
		}
		if isByline(n) {
			p.bylines = append(p.bylines, n)
		}
		p.wall = p.wall || isWall(n)
	}
	p.data = append(p.data, micro...)
}

// describe fills in what the page says of itself.
func (p *pageReader) describe(rev *onrecord.Revision) {
	story := p.story()
	rev.Title = p.headline(story)
	rev.Byline = p.byline(story)
	rev.Outlet = clean(firstOf(story.nameOf("publisher"), p.first("og:site_name"), p.first("application-name"), p.first("publisher"), p.first("copyright-holder"), p.publisherElsewhere()))
	rev.Declared = strings.ReplaceAll(firstOf(p.lang, story.str("inLanguage"), p.first("content-language"), p.first("og:locale")), "_", "-")
	rev.Canonical = p.absolute(firstOf(p.canonical, p.first("og:url"), story.str("mainEntityOfPage"), story.str("url")))
	rev.Published, rev.PublishedBy = p.published(story)
	rev.Modified, rev.ModifiedBy = p.modified(story)
	rev.Teaser = story.locked() || p.first("article:content_tier") == "locked"
}

func (p *pageReader) first(key string) string {
	if v := p.meta[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// headline returns the title that readers see, or else the one that the page
// gives to machines.
func (p *pageReader) headline(story thing) string {
	told := []string{clean(story.str("headline")), clean(p.first("og:title")), clean(p.first("twitter:title")), p.title}
	best, shared := "", 0
	for _, h := range p.headings {
		text := inline(h)
		for _, t := range told {
			if n := sharedWords(text, t); n > shared && !isHidden(h) {
				best, shared = text, n
			}
		}
	}
	if best != "" && (shared >= 3 || shared*2 >= len(strings.Fields(best))) {
		return best
	}
	if t := firstOf(told[:3]...); t != "" {
		return withoutSite(t, p.first("og:site_name"))
	}
	if len(p.headings) == 1 && len(strings.Fields(inline(p.headings[0]))) > 2 {
		return inline(p.headings[0])
	}
	return withoutSite(p.title, p.first("og:site_name"))
}

// sharedWords counts the words of a that are in b too.
func sharedWords(a, b string) int {
	in := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(b)) {
		in[w] = true
	}
	n := 0
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if in[w] {
			n++
		}
	}
	return n
}

// withoutSite returns a title without the name of the site at its end.
func withoutSite(title, site string) string {
	for _, sep := range []string{" | ", " — ", " – ", " - ", " :: ", " • ", " » "} {
		i := strings.LastIndex(title, sep)
		if i < 0 {
			continue
		}
		head, tail := title[:i], title[i+len(sep):]
		if strings.EqualFold(tail, site) || len(strings.Fields(tail)) <= 4 && len(strings.Fields(head)) >= 3 && (sep != " - " || site == "") {
			return withoutSite(strings.TrimSpace(head), site)
		}
	}
	return title
}

// byline returns the names of those who wrote the story.
func (p *pageReader) byline(story thing) []string {
	if names := story.namesOf("author"); len(names) > 0 {
		return bareNames(names)
	}
	for _, key := range []string{"author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"} {
		var names []string
		for _, v := range p.meta[key] {
			if !strings.Contains(v, "://") {
				names = append(names, v)
			}
		}
		if len(names) > 0 {
			return bareNames(names)
		}
	}
	for _, n := range p.bylines {
		if text := inline(n); text != "" && len(text) < 120 {
			return bareNames([]string{text})
		}
	}
	return nil
}

// bareNames splits bylines such as "By Ana Duarte and Rui Leal".
func bareNames(bylines []string) []string {
	var out []string
	for _, line := range bylines {
		line = clean(line)
		if len(line) > 3 && strings.EqualFold(line[:3], "by ") {
			line = line[3:]
		}
		for _, part := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(line, " and ", ","), " & ", ","), ",") {
			part = strings.TrimSpace(part)
			if i := strings.IndexAny(part, "|•·"); i > 0 {
				part = strings.TrimSpace(part[:i])
			}
			if part != "" && !contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// publisherElsewhere returns the name of the organisation that the page's data
// is about, if it names none with the story.
func (p *pageReader) publisherElsewhere() string {
	for _, d := range p.data {
		for _, t := range d.types() {
			if t == "NewsMediaOrganization" || t == "WebSite" || t == "Organization" {
				if n := d.str("name"); n != "" {
					return n
				}
			}
		}
	}
	return ""
}

// absolute returns an address on the page as a whole one.
func (p *pageReader) absolute(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// maxRelated bounds how many links of a page are kept.
const maxRelated = 50

// relate notes the links in a part of the page that names other stories.
func (p *pageReader) relate(n *html.Node) {
	for a := range n.Descendants() {
		if a.DataAtom != atom.A || len(p.related) >= maxRelated {
			continue
		}
		if at := p.absolute(attr(a, "href")); at != "" && !contains(p.related, at) && len(strings.Fields(inline(a))) >= 3 {
			p.related = append(p.related, at)
		}
	}
}

// attr returns an attribute of n, empty if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// within reports whether n stands in an element of a kind.
func within(n *html.Node, kinds ...atom.Atom) bool {
	for a := range n.Ancestors() {
		for _, k := range kinds {
			if a.DataAtom == k && a.Type == html.ElementNode {
				return true
			}
		}
	}
	return false
}

// firstOf returns the first of values that is not empty.
func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// clean returns a line of a page as readers see it: entities read, white space
// evened out.
func clean(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}
