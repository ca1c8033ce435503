package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

const typeAtom = "application/atom+xml"

// mostFed is how many entries a feed has.
const mostFed = 50

// The Atom Syndication Format, RFC 4287.

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string         `xml:"id"`
	Title     string         `xml:"title"`
	Updated   string         `xml:"updated"`
	Published string         `xml:"published,omitempty"`
	Author    *atomAuthor    `xml:"author,omitempty"`
	Links     []atomLink     `xml:"link"`
	Category  []atomCategory `xml:"category"`
	Content   atomText       `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// feed returns the feed of a search: what it finds in stories or statements, the
// latest first.
func (a *api) feed(ctx context.Context, query, in string, asking *asking) ([]byte, error) {
	look := a.db.SearchStatements
	if in == "stories" {
		look = a.db.Search
	}
	hits, err := look(ctx, query, mostFound)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(hits, func(x, y store.Hit) int { return cmp.Compare(y.At, x.At) })
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	f := newFeed(query, in, asking, a.config.Name)
	for _, h := range hits {
		if len(f.Entries) == mostFed {
			break
		}
		e, _, err := r.found(ctx, h)
		if err != nil {
			return nil, err
		}
		if entry := r.entry(e, h, asking.base); entry != nil {
			f.Entries = append(f.Entries, *entry)
			f.Updated = max(f.Updated, entry.Updated)
		}
	}
	b := bytes.NewBufferString(xml.Header)
	err = xml.NewEncoder(b).Encode(f)
	return b.Bytes(), err
}

func newFeed(query, in string, asking *asking, ledger string) *atomFeed {
	title := strings.TrimSpace("onrecord " + ledger)
	if query != "" {
		title = shown(query) + " · " + title
	}
	search := url.Values{"q": {query}, "in": {in}}.Encode()
	return &atomFeed{ID: "urn:onrecord:search:" + search, Title: title, Updated: instant(time.Unix(0, 0)), Author: atomAuthor{"onrecord"}, Links: []atomLink{
		{"self", typeAtom, asking.base + asking.url.RequestURI()}, {"alternate", "text/html", asking.base + "/search?" + search}}}
}

// entry returns what was found as an entry of a feed; nil if it may not leave.
func (r *reader) entry(e *export.Story, h store.Hit, base string) *atomEntry {
	if e.Text == "" {
		return nil
	}
	out := &atomEntry{Updated: instant(e.Seen), Published: feedTime(h.At), Content: atomText{Type: "text"}}
	if out.Updated == "" {
		out.Updated = out.Published
	}
	path := storyPath(h.Ref)
	if h.Statement == 0 {
		out.ID, out.Title = "urn:onrecord:story:"+e.ID, cmp.Or(e.Heading(), "A story")
		out.Content.Text = joined(" · ", e.Outlet, count(len(e.Statements), "statement", "statements"))
	} else {
		st := e.Record.Statement(fmt.Sprint("s", h.Statement))
		if st == nil {
			return nil
		}
		path = statementPath(h.Ref, e.Record, st, onrecord.CountCodePoints(e.Text))
		_, place, _ := strings.Cut(strings.TrimPrefix(path, "/statement/"), "/")
		out.ID = "urn:onrecord:story:" + e.ID + ":" + strings.ReplaceAll(place, "/", ":")
		who := strings.Join(e.Names(st), ", ")
		out.Title = joined(" · ", cmp.Or(who, onrecord.Unresolved)+" "+st.Act.Words(), e.Heading())
		out.Content.Text = joined(" ", e.Words(st.Source), e.Words(st.Cue)) + ": " + e.Words(st.Content)
		out.Category = []atomCategory{{string(st.Kind)}, {string(st.Act)}}
	}
	if e.Outlet != "" {
		out.Author = &atomAuthor{shown(e.Outlet)}
	}
	if r.sensitive[e.ID] {
		out.Title, out.Content.Text = "Marked as sensitive", "This is marked as sensitive; the desk shows it."
	}
	out.Title, out.Content.Text = shown(out.Title), shown(out.Content.Text)
	out.Links = []atomLink{{"alternate", "text/html", base + path}}
	return out
}

// joined joins those of some words that there are.
func joined(between string, words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), between)
}

// feedTime writes a time of the ledger for a feed.
func feedTime(at string) string {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, at); err == nil {
			return instant(t)
		}
	}
	return ""
}
