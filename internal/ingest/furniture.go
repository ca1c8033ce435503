package ingest

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Furniture is what stands on a page beside its story. It is known by its
// element or by the words in its class and ID, which outlets choose alike.

// never are elements that hold no words of a story.
var never = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true, atom.Form: true, atom.Nav: true,
	atom.Footer: true, atom.Figcaption: true, atom.Button: true, atom.Select: true, atom.Input: true, atom.Textarea: true, atom.Object: true, atom.Video: true, atom.Audio: true,
	atom.Picture: true, atom.Img: true, atom.Dialog: true, atom.Menu: true, atom.Canvas: true, atom.Label: true}

// furnitureWords are looked for in class, ID and role, word by word.
var furnitureWords = regexp.MustCompile(`(^|[\s_-])(` +
	`related|relatedlinks|relatedstories|relatedcontent|recommend(ed|ation|ations)?|recirc(ulation)?|readnext|read-next|read-more|readmore|more-(from|on|stories|news|in)|morefrom|morestories|also-?read|see-also|trending|most-?(read|popular|viewed)|popular|outbrain|taboola|` +
	`newsletter|signup|sign-up|subscribe|subscription|subscribe-box|promo|promotion|` +
	`cookie|cookies|cookiebar|consent|gdpr|cmp|` +
	`comments?|comment-(list|section|thread)|disqus|respond|` +
	`share|sharing|sharebar|social|socialmedia|social-links|follow-us|` +
	`caption|captions|wp-caption-text|credit|photo-credit|image-credit|photocaption|` +
	`nav|navbar|navigation|menu|breadcrumbs?|crumbs?|pagination|pager|page-links|tags?|taglist|tag-list|topics|keywords|` +
	`sidebar|side-bar|rail|right-rail|rightrail|right-col|aside|widget|` +
	`ad|ads|advert|advertisement|adslot|ad-slot|sponsor(ed)?|banner|` +
	`footer|masthead|site-header|site-footer|skip-link|toolbar|copyright|disclaimer|author-bio|about-author|bio|` +
	`byline|dateline-time|timestamp|publish-date|pubdate|article-date|post-date|entry-meta|post-meta|article-meta|meta-line|kicker|eyebrow|` +
	`paywall|regwall|piano|meter|gallery|slideshow|carousel|player|video|poll|quiz|survey|donate|donation|support-us|app-promo|hidden|visually-hidden|sr-only|screen-reader-text|print-only|noprint|modal|overlay|popup|tooltip)([\s_-]|$)`)

// relatedWords are those of furniture that names other stories.
var relatedWords = regexp.MustCompile(`relat|recommend|recirc|read-?(next|more)|more-?(from|on|stories|news|in)|also`)

// namesOf returns the words that n goes by, in lower case.
func namesOf(n *html.Node) string {
	return strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "role") + " " + attr(n, "data-component"))
}

// isFurniture reports whether n is furniture.
func isFurniture(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.H1, atom.Head:
		return false
	case atom.Article:
		return relatedWords.MatchString(namesOf(n)) && furnitureWords.MatchString(namesOf(n)) || isHidden(n)
	}
	return never[n.DataAtom] || isHidden(n) || furnitureWords.MatchString(namesOf(n)) || n.DataAtom == atom.Aside && !isPullQuote(n)
}

func inFurniture(n *html.Node) bool {
	for a := range n.Ancestors() {
		if names := namesOf(a); a.DataAtom != atom.Html && a.DataAtom != atom.Body && relatedWords.MatchString(names) && furnitureWords.MatchString(names) {
			return true
		}
	}
	return false
}

// isHidden reports whether readers do not see n.
func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// isPullQuote reports whether an aside is a quotation of the story's own.
func isPullQuote(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Blockquote {
			return true
		}
	}
	return false
}

// isByline reports whether n names who wrote the story.
func isByline(n *html.Node) bool {
	if strings.EqualFold(attr(n, "rel"), "author") || attr(n, "itemprop") == "author" {
		return true
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		switch c {
		case "byline", "author", "author-name", "byline-name", "article-author", "post-author", "story-byline", "article-byline", "article__byline", "byl":
			return true
		}
	}
	return false
}

var (
	wallNames = regexp.MustCompile(`(^|[\s_-])(paywall|regwall|subscriber-only|premium-wall|piano-offer|article-gate|locked-content|content-gate|meter-wall|truncated-article)([\s_-]|$)`)
	wallWords = regexp.MustCompile(`(?i)(subscribe|sign up|log ?in|register|sign in|become a (member|subscriber))( now| today| here)? to (read on|read the (full|rest|whole)|continue|keep reading|unlock|read this|read more)|to (continue|keep) reading|(this|the) (article|story|content|rest of this \w+) is (only )?(for|available to|reserved for|exclusive to) (our )?(subscribers|members)|already a (subscriber|member)\?|you have (read|reached) (all )?your (\w+ )?(free|limit)`)
)

// isWall reports whether n says that the rest of the story is to be paid for.
func isWall(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	if wallNames.MatchString(namesOf(n)) && !isHidden(n) && inline(n) != "" {
		return true
	}
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && len(c.Data) < 400 && wallWords.MatchString(c.Data) && !within(c, atom.Script, atom.Style, atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Template) {
			return true
		}
	}
	return false
}

// removeFurniture takes the furniture off a page and calls relate with the
// parts of it that name other stories.
func removeFurniture(doc *html.Node, relate func(*html.Node)) {
	all := words(doc)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c, next := n.FirstChild, (*html.Node)(nil); c != nil; c = next {
			next = c.NextSibling
			if isFurniture(c) && (never[c.DataAtom] || c.Type == html.CommentNode || words(c)*2 < all) {
				if c.Type == html.ElementNode && relatedWords.MatchString(namesOf(c)) {
					relate(c)
				}
				n.RemoveChild(c)
				continue
			}
			switch {
			case isTeaserLine(c):
				relate(c)
				n.RemoveChild(c)
			case isDateLine(c), isWallLine(c):
				n.RemoveChild(c)
			default:
				walk(c)
			}
		}
	}
	walk(doc)
}

var teaserLine = regexp.MustCompile(`(?i)^(read (more|also|next)|see also|related|also read|more on this|don't miss|watch|listen|in pictures|recommended)( story| stories| article)?\s*(:|\||–|—|-|»|>)`)

// isTeaserLine reports whether n is a line within a story that only leads to
// another.
func isTeaserLine(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div && n.DataAtom != atom.Li && n.DataAtom != atom.Strong {
		return false
	}
	text := inline(n)
	if len(text) > 250 || !teaserLine.MatchString(text) {
		return false
	}
	linked := 0
	for a := range n.Descendants() {
		if a.DataAtom == atom.A {
			linked += len(inline(a))
		}
	}
	return linked*2 > len(text)
}

var dateLine = regexp.MustCompile(`(?i)^((first |last )?(published|posted|updated|modified|date)( on| at)?:? ?)?(\d{1,2}[.:h]\d\d( ?[ap]m)?( [A-Z]{2,4})?,? )?(` + writtenDate + `)?(,? (at )?\d{1,2}[.:h]\d\d( ?[ap]m)?( [A-Z]{2,4})?)?$`)

// isDateLine reports whether n is a line that only says when the story was
// published, or when a part of it was.
func isDateLine(n *html.Node) bool {
	if n.Type != html.ElementNode || !block[n.DataAtom] && n.DataAtom != atom.Time && n.DataAtom != atom.Span || words(n) > 60 {
		return false
	}
	if n.DataAtom == atom.Time && (alone(n) || n.Parent.DataAtom == atom.Article) {
		return true
	}
	text := inline(n)
	return text != "" && dateLine.MatchString(text) && (block[n.DataAtom] || alone(n))
}

// alone reports whether n has no words beside it.
func alone(n *html.Node) bool {
	blank := func(s *html.Node) bool { return s.Type != html.ElementNode && strings.TrimSpace(s.Data) == "" }
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if !blank(s) {
			return false
		}
	}
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if !blank(s) {
			return false
		}
	}
	return true
}

// isWallLine reports whether n is a paragraph that only asks to pay for the rest.
func isWallLine(n *html.Node) bool {
	return (n.DataAtom == atom.P || n.DataAtom == atom.Div) && words(n) < 200 && wallWords.MatchString(inline(n))
}

// splitLines puts what stands between two line breaks into paragraphs, as
// pages have it that were made before there was another way, or by hand.
func splitLines(doc *html.Node) {
	var parents []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Br && nextBreak(n) != nil && (len(parents) == 0 || parents[len(parents)-1] != n.Parent) {
			parents = append(parents, n.Parent)
		}
	}
	for _, parent := range parents {
		if parent.DataAtom == atom.P {
			parent.DataAtom, parent.Data = atom.Div, "div" // paragraphs can't hold any
		}
		splitChildren(parent)
	}
}

// nextBreak returns the line break that follows another with nothing between.
func nextBreak(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.DataAtom == atom.Br {
			return s
		}
		if s.Type != html.TextNode || strings.TrimSpace(s.Data) != "" {
			return nil
		}
	}
	return nil
}

func splitChildren(parent *html.Node) {
	var p *html.Node
	for c, next := parent.FirstChild, (*html.Node)(nil); c != nil; c = next {
		next = c.NextSibling
		switch second := nextBreak(c); {
		case c.DataAtom == atom.Br && second != nil:
			end := second.NextSibling
			for ; c != end; c = next {
				next = c.NextSibling
				parent.RemoveChild(c)
			}
			next = end
			p = nil
		case block[c.DataAtom]:
			p = nil
		default:
			if p == nil {
				p = &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
				parent.InsertBefore(p, c)
			}
			parent.RemoveChild(c)
			p.AppendChild(c)
		}
	}
}

// words counts the bytes of text in n that are not in scripts and the like.
func words(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && never[n.DataAtom] {
		return 0
	}
	sum := 0
	for c := range n.ChildNodes() {
		sum += words(c)
	}
	return sum
}
