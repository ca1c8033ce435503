package ingest

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// layouts are the forms in which machines write times; those without a zone
// are taken as UTC.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "20060102T150405Z0700", "20060102T150405", "20060102150405", "20060102", "2006/01/02", "2006/01/02 15:04:05",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", time.ANSIC, time.UnixDate,
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Monday, January 2, 2006", "Monday, 2 January 2006", "Mon Jan 02 2006 15:04:05 GMT-0700"}

// parseTime reads a time that a machine wrote.
func parseTime(s string) (time.Time, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if i := strings.Index(s, " ("); i > 0 {
		s = s[:i] // "(Central European Time)"
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t, true
		}
	}
	return time.Time{}, false
}

// plausible reports whether news can be of that time. Pages with a date of the
// year 1 or 1970 have none.
func plausible(t time.Time) bool { return t.Year() > 1970 && t.Year() < 2200 }

// published returns when the story was published, and what says so.
func (p *pageReader) published(story thing) (time.Time, string) {
	if t, by := story.date("datePublished", "dateCreated", "uploadDate"); by != "" {
		return t, by
	}
	if t, by := p.metaDate("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
		"parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "cxense-publishtime", "citation_publication_date", "displaydate", "ptime", "rnews:datepublished"); by != "" {
		return t, by
	}
	for _, n := range p.times {
		if isModified(n) || within(n, atom.Aside, atom.Footer, atom.Nav) || isFurniture(n) || inFurniture(n) {
			continue
		}
		if t, ok := parseTime(firstOf(attr(n, "datetime"), inline(n))); ok {
			return t, "time element"
		}
	}
	if t, ok := p.visibleDate(publishedWords); ok {
		return t, "visible text"
	}
	if p.base != nil {
		if t, ok := dateInPath(p.base.Path); ok {
			return t, "address"
		}
	}
	if t, ok := dateInPath(p.canonical); ok {
		return t, "address"
	}
	return time.Time{}, ""
}

// modified returns when the story was last changed, and what says so.
func (p *pageReader) modified(story thing) (time.Time, string) {
	if t, by := story.date("dateModified"); by != "" {
		return t, by
	}
	if t, by := p.metaDate("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated", "revised"); by != "" {
		return t, by
	}
	for _, n := range p.times {
		if !isModified(n) || inFurniture(n) {
			continue
		}
		if t, ok := parseTime(firstOf(attr(n, "datetime"), inline(n))); ok {
			return t, "time element"
		}
	}
	if t, ok := p.visibleDate(modifiedWords); ok {
		return t, "visible text"
	}
	return time.Time{}, ""
}

// date returns the first of a thing's dates that can be read.
func (t thing) date(keys ...string) (time.Time, string) {
	for _, key := range keys {
		if at, ok := parseTime(t.str(key)); ok {
			if t[fromElements] != nil {
				return at, "microdata " + key
			}
			return at, "JSON-LD " + key
		}
	}
	return time.Time{}, ""
}

func (p *pageReader) metaDate(keys ...string) (time.Time, string) {
	for _, key := range keys {
		for _, v := range p.meta[key] {
			if t, ok := parseTime(v); ok {
				return t, "meta " + key
			}
		}
	}
	return time.Time{}, ""
}

// isModified reports whether a time element is that of a change.
func isModified(n *html.Node) bool {
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop"))
	if strings.Contains(names, "updat") || strings.Contains(names, "modif") {
		return true
	}
	before := ""
	for s := n.PrevSibling; s != nil && len(before) < 20; s = s.PrevSibling {
		before = inline(s) + " " + before
	}
	if before == "" && n.Parent != nil && n.Parent.FirstChild == n && n.Parent.PrevSibling != nil {
		before = inline(n.Parent.PrevSibling)
	}
	return modifiedEnd.MatchString(strings.ToLower(strings.TrimSpace(before))) || modifiedStart.MatchString(strings.ToLower(inline(n)))
}

const writtenDate = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)[a-z]*,? )?((?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{1,2},? \d{4}|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{4}|\d{4}-\d\d-\d\d)`

var (
	modifiedEnd    = regexp.MustCompile(`(last )?(updated|modified|changed|edited)( on| at)?:?$`)
	modifiedStart  = regexp.MustCompile(`^(last )?(updated|modified|changed)`)
	publishedWords = regexp.MustCompile(`(?i)^(?:.{0,60}?\b(?:published|posted|issued|first published|date)(?: on| at)?:? ?(?:.{0,20}?))?` + writtenDate)
	modifiedWords  = regexp.MustCompile(`(?i)\b(?:updated|modified|changed|edited)(?: on| at)?:? ?.{0,20}?` + writtenDate)
	pathDate       = regexp.MustCompile(`(?:^|[/_-])((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/._-]|$)`)
)

// visibleDate finds a date in the short lines of a page, where outlets print
// it. Long paragraphs tell of other days.
func (p *pageReader) visibleDate(words *regexp.Regexp) (time.Time, bool) {
	seen := 0
	for n := range p.doc.Descendants() {
		if n.Type != html.TextNode || seen > 3000 || within(n, atom.Script, atom.Style, atom.Head, atom.Aside, atom.Footer, atom.Nav, atom.Noscript) {
			continue
		}
		line := clean(n.Data)
		if len(line) < 6 || len(line) > 120 {
			continue
		}
		seen++
		at := words.FindStringSubmatchIndex(line)
		if at == nil || words == publishedWords && modifiedStart.MatchString(strings.ToLower(line)) || inFurniture(n) {
			continue
		}
		if len(line)-at[3] > 60 { // a sentence that begins with a date
			continue
		}
		if t, ok := parseWritten(line[at[2]:at[3]]); ok {
			return t, true
		}
	}
	return time.Time{}, false
}

// parseWritten reads a date as persons write it.
func parseWritten(s string) (time.Time, bool) {
	s = strings.NewReplacer(".", "", ",", "").Replace(s)
	for _, f := range strings.Fields(s) {
		if len(f) > 3 && f[0] > '9' {
			s = strings.Replace(s, f, f[:3], 1)
		}
	}
	for _, layout := range []string{"Jan 2 2006", "2 Jan 2006", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t, true
		}
	}
	return time.Time{}, false
}

// dateInPath returns the day that is written in an address: /2031/05/14/.
func dateInPath(path string) (time.Time, bool) {
	m := pathDate.FindStringSubmatch(path)
	if m == nil {
		return time.Time{}, false
	}
	t, err := time.Parse("20060102", m[1]+m[2]+m[3])
	return t, err == nil
}
