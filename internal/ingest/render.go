package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block are the elements that begin a paragraph of their own.
var block = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Aside: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Table: true, atom.Tr: true, atom.Pre: true, atom.Figure: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Body: true, atom.Caption: true, atom.Center: true, atom.Fieldset: true}

// A renderer writes elements as text, paragraphs apart by an empty line.
type renderer struct {
	b      strings.Builder
	line   []byte // the paragraph that is being written
	space  bool   // a space is due before the next word
	breaks int    // line breaks that are due
	cell   bool   // a cell of the row has been written
}

// render returns the text of n.
func render(n *html.Node) string {
	var r renderer
	r.node(n)
	r.paragraph()
	return strings.TrimRight(r.b.String(), "\n")
}

// inline returns the text of n on one line.
func inline(n *html.Node) string {
	return strings.Join(strings.Fields(render(n)), " ")
}

func (r *renderer) node(n *html.Node) {
	kind := atom.Lookup([]byte(n.Data)) // DataAtom is missing from elements that readability made
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
		if never[kind] && kind != atom.Label && kind != atom.Figcaption && kind != atom.Footer && kind != atom.Form && kind != atom.Nav {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	isBlock := block[kind]
	switch kind {
	case atom.Br:
		r.breaks++
		if r.breaks > 1 {
			r.paragraph()
		}
		return
	case atom.Q:
		r.text("“")
	case atom.Td, atom.Th:
		if r.cell && len(r.line) > 0 {
			r.text(" | ")
		}
	}
	if isBlock {
		r.paragraph()
		r.cell = false
	}
	for c := range n.ChildNodes() {
		r.node(c)
	}
	switch {
	case isBlock:
		r.paragraph()
		r.cell = false
	case kind == atom.Q:
		r.space = false
		r.text("”")
	case kind == atom.Td || kind == atom.Th:
		r.cell = true
	}
}

// text adds words, with white space as browsers show it.
func (r *renderer) text(s string) {
	for _, c := range s {
		switch c {
		case ' ', '\t', '\n', '\r', '\f', '\u00a0', '\u2009', '\u202f':
			r.space = true
			continue
		case '\u00ad', '\u200b', '\ufeff':
			continue // may break a line, and is not seen
		case 0:
			c = '\ufffd'
		}
		switch {
		case r.breaks > 0 && len(r.line) > 0:
			r.line = append(r.line, '\n')
		case r.space && len(r.line) > 0:
			r.line = append(r.line, ' ')
		}
		r.space, r.breaks = false, 0
		r.line = append(r.line, string(c)...)
	}
}

// paragraph ends the paragraph, if there is one.
func (r *renderer) paragraph() {
	if len(r.line) > 0 {
		r.b.Write(r.line)
		r.b.WriteString("\n\n")
	}
	r.line, r.space, r.breaks = r.line[:0], false, 0
}
