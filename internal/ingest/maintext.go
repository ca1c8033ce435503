package ingest

import (
	"net/url"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// mainText returns the text of a page's story, without its furniture.
func mainText(doc *html.Node, base *url.URL, title string) string {
	p := readability.NewParser()
	p.DisableJSONLD = true
	a, err := p.ParseAndMutate(doc, base)
	if err != nil || a.Node == nil {
		return ""
	}
	return withoutTitle(render(a.Node), title)
}
