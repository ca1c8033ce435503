package ingest

import (
	"strings"
	"testing"
)

// TestDeepFeed checks that a feed whose elements are nested without end does no
// harm.
func TestDeepFeed(t *testing.T) {
	for name, open := range map[string]string{"extension": "<x:a>", "plain": "<a>", "item": "<item>", "description": "<description><p>", "xhtml": "<content type=\"xhtml\"><p>", "entry": "<entry>", "channel": "<channel>", "url": "<url>"} {
		for _, root := range []string{`<rss version="2.0" xmlns:x="x"><channel><item>`, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="x"><entry>`, `<urlset>`, `<sitemapindex>`} {
			t.Log(name, root)
			readFeedOf(root + strings.Repeat(open, (MaxBody-100)/len(open)))
		}
	}
}

// TestManyItems checks that a feed of empty items is refused rather than read.
func TestManyItems(t *testing.T) {
	for _, c := range []struct{ head, item, tail string }{
		{`<rss version="2.0"><channel>`, `<item/>`, `</channel></rss>`},
		{`<feed xmlns="http://www.w3.org/2005/Atom">`, `<entry/>`, `</feed>`},
		{`{"version":"https://jsonfeed.org/version/1.1","items":[{}`, `,{}`, `]}`},
	} {
		if _, err := readFeedOf(c.head + strings.Repeat(c.item, MaxBody/len(c.item)-100) + c.tail); err != ErrTooLarge {
			t.Errorf("%s: %v", c.item, err)
		}
	}
}
