package ingest

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A thing is an object of schema.org that a page describes in JSON-LD or
// microdata.
type thing map[string]any

// fromElements is the property that marks a thing of microdata.
const fromElements = "@microdata"

// storyTypes are the types of schema.org that stories have.
var storyTypes = []string{"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle",
	"LiveBlogPosting", "Article", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle", "SocialMediaPosting", "WebPage"}

// isStory reports whether a type, or its address, is that of a story.
func isStory(t string) bool {
	for _, s := range storyTypes {
		if t == s || strings.HasSuffix(t, "/"+s) {
			return true
		}
	}
	return false
}

// jsonLD returns the things that a script describes, none if it is damaged.
func jsonLD(script string) []thing {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<!--"), "-->")
	script = strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(script), "//<![CDATA[")), "//]]>")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil && json.Unmarshal([]byte(withoutLineBreaks(script)), &v) != nil {
		return nil
	}
	return things(v, 0)
}

// withoutLineBreaks mends the most frequent damage, line breaks within strings.
func withoutLineBreaks(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// things lists the objects in v and in the graphs and lists in it.
func things(v any, depth int) []thing {
	if depth > 8 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		var out []thing
		for _, x := range v {
			out = append(out, things(x, depth+1)...)
		}
		return out
	case map[string]any:
		out := []thing{v}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			out = append(out, things(v[key], depth+1)...)
		}
		return out
	}
	return nil
}

// microdata returns the properties of an element that describes a thing; the
// first of each name counts.
func microdata(root *html.Node) thing {
	t := thing{fromElements: true, "@type": attr(root, "itemtype")[strings.LastIndexByte(attr(root, "itemtype"), '/')+1:]}
	properties(root, t)
	return t
}

func properties(n *html.Node, t thing) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		key, into := attr(c, "itemprop"), t
		if hasAttr(c, "itemscope") {
			into = thing{}
		}
		properties(c, into)
		if _, known := t[key]; key != "" && !known {
			if hasAttr(c, "itemscope") {
				if len(into) == 0 {
					into["name"] = inline(c)
				}
				t[key] = map[string]any(into)
			} else {
				t[key] = value(c)
			}
		}
	}
}

// value returns the value of an element that is a property.
func value(n *html.Node) string {
	switch {
	case hasAttr(n, "content"):
		return attr(n, "content")
	case n.DataAtom == atom.Time && hasAttr(n, "datetime"):
		return attr(n, "datetime")
	case n.DataAtom == atom.A || n.DataAtom == atom.Link:
		if text := inline(n); text != "" && attr(n, "itemprop") != "url" && attr(n, "itemprop") != "mainEntityOfPage" {
			return text
		}
		return attr(n, "href")
	}
	return inline(n)
}

// story returns what the page's data says of its story: of several, the one
// with a headline and a date comes first.
func (p *pageReader) story() thing {
	var best thing
	score := 0
	for _, d := range p.data {
		n := 0
		for _, t := range d.types() {
			if t == "WebPage" {
				n = max(n, 1)
			} else if isStory(t) {
				n = max(n, 4)
			}
		}
		if n == 0 {
			continue
		}
		for _, key := range []string{"headline", "datePublished", "author"} {
			if d[key] != nil {
				n++
			}
		}
		if n > score {
			best, score = d, n
		}
	}
	return best
}

func (t thing) types() []string { return strs(t["@type"]) }

// str returns a property as a string, empty if it is none; of an object its ID
// or address.
func (t thing) str(key string) string {
	switch v := t[key].(type) {
	case map[string]any:
		return firstOf(thing(v).str("@id"), thing(v).str("url"))
	default:
		for _, s := range strs(v) {
			return s
		}
	}
	return ""
}

func strs(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func (t thing) nameOf(key string) string {
	for _, n := range t.namesOf(key) {
		return n
	}
	return ""
}

// namesOf returns the names of the persons or bodies that a property has.
func (t thing) namesOf(key string) []string {
	var out []string
	var add func(v any, depth int)
	add = func(v any, depth int) {
		switch v := v.(type) {
		case string:
			if v = clean(v); v != "" && !strings.Contains(v, "://") {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				if depth < 4 {
					add(x, depth+1)
				}
			}
		case map[string]any:
			if depth < 4 {
				add(v["name"], depth+1)
			}
		}
	}
	add(t[key], 0)
	return out
}

// locked reports whether the thing says that it, or a part of it, is not free.
func (t thing) locked() bool {
	no := func(v any) bool {
		s, _ := v.(string)
		return v == false || strings.EqualFold(s, "false")
	}
	if no(t["isAccessibleForFree"]) {
		return true
	}
	for _, part := range things(t["hasPart"], 0) {
		if no(part["isAccessibleForFree"]) {
			return true
		}
	}
	return false
}
