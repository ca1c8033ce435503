package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// blocks are the elements that begin a line of their own.
var blocks = []string{"p", "li", "tr", "h1", "h2", "h3", "blockquote", "section", "table", "ul", "ol", "form", "label", "summary", "details", "aside", "nav", "header", "div", "option", "button"}

// visible returns what a reader sees of the main part of a page: a line for each
// block, "[x]" for a link, "{x}" for what is marked.
func visible(t testing.TB, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	around := map[string][2]string{"a": {"[", "]"}, "mark": {"{", "}"}, "td": {" | ", ""}, "th": {" | ", ""}}
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(strings.Join(strings.Fields(" "+n.Data+" "), " "))
			return
		}
		if folded(n) {
			return
		}
		block := slices.Contains(blocks, n.Data) || slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "about"})
		if block {
			b.WriteString("\n")
		}
		b.WriteString(around[n.Data][0])
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && c.Data != "" && strings.TrimLeft(c.Data, " \n") != c.Data {
				b.WriteString(" ")
			}
			walk(c)
			if c.Type == html.TextNode && strings.TrimRight(c.Data, " \n") != c.Data {
				b.WriteString(" ")
			}
		}
		b.WriteString(around[n.Data][1])
		if block {
			b.WriteString("\n")
		}
	}
	walk(mainOf(doc))
	var out []string
	for _, line := range strings.Split(b.String(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// folded reports whether an element is not seen until a reader opens it.
func folded(n *html.Node) bool {
	has := func(n *html.Node, name string) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	}
	return n.Data == "option" && !has(n, "selected") || n.Parent != nil && n.Parent.Data == "details" && n.Type == html.ElementNode && n.Data != "summary" && !has(n.Parent, "open")
}

var links = regexp.MustCompile(`(?:href|action)="(/[^"]*)"`)

// follow asks for all that a page of a desk leads to, and reports what is not
// there.
func follow(t *testing.T, v *visitor, page string) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range links.FindAllStringSubmatch(page, -1) {
		address := html.UnescapeString(m[1])
		if seen[address] || strings.HasPrefix(address, "/search.atom") || strings.HasPrefix(address, "/api") || strings.HasPrefix(address, "/static") {
			continue
		}
		seen[address] = true
		answer, err := v.client.Get(v.address + address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode >= 400 && answer.StatusCode != 405 { // what is posted to
			t.Errorf("%s: %s", address, answer.Status)
		}
	}
}
