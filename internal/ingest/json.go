package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// A document is a story as JSON has it: an item of ninjs 3.x, 2.x or 1.x
// (https://iptc.org/std/ninjs/), a record of ours, or a story of JSON Lines.
// encoding/json takes no notice of capitals, so that "versioncreated" of ninjs
// 2.x is "versionCreated" of 3.x.
type document struct {
	// ninjs
	URI                                             string
	Headlines, Bodies                               []valued
	Headline, Headline_main                         string
	Body_text, Body_xhtml, Body_main, Body_richtext string
	By, Byline                                      names
	VersionCreated, FirstCreated, ContentCreated    moment
	InfoSources                                     []struct{ Name, Role string }
	CopyrightHolder, Source                         string
	// JSON Lines
	Text, HTML, URL, Canonical, ID, GUID, Title, Language, Lang string
	Published, Modified, Updated                                moment
	Outlet, Publisher                                           name
	Author, Authors                                             names
	Teaser                                                      bool
	Related                                                     []string
	// our records
	Onrecord json.RawMessage
	Story    *struct {
		URL       string
		Outlet    name
		Published moment
	}
}

// A valued is a headline or a body of ninjs.
type valued struct{ Role, ContentType, Value string }

// A name is a string, or an object that has a name.
type name string

func (n *name) UnmarshalJSON(b []byte) error {
	var s string
	var o struct{ Name string }
	if json.Unmarshal(b, &s) == nil {
		*n = name(s)
	} else if json.Unmarshal(b, &o) == nil {
		*n = name(o.Name)
	}
	return nil
}

// names are one name or a list of them.
type names []string

func (n *names) UnmarshalJSON(b []byte) error {
	var list []name
	if json.Unmarshal(b, &list) != nil {
		var one name
		one.UnmarshalJSON(b)
		list = []name{one}
	}
	for _, one := range list {
		if s := strings.TrimSpace(string(one)); s != "" {
			*n = append(*n, s)
		}
	}
	return nil
}

// A moment is a time in any of the forms that machines write.
type moment struct{ time.Time }

func (m *moment) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		m.Time, _ = parseTime(s)
	}
	return nil
}

// readJSON reads the one story of a JSON text.
func readJSON(rev *onrecord.Revision, body []byte) error {
	var d document
	var odd *json.UnmarshalTypeError // of one field; the others are read
	if err := json.Unmarshal([]byte(decode(body, "")), &d); err != nil && !errors.As(err, &odd) {
		return fmt.Errorf("this JSON is damaged: %w", err)
	}
	switch {
	case d.Onrecord != nil && d.Text != "":
		return d.record(rev)
	case d.Text != "" || d.HTML != "":
		return d.line(rev)
	case d.ninjs():
		return d.item(rev)
	}
	return ErrNoStory
}

func (d *document) ninjs() bool {
	return len(d.Bodies) > 0 || d.Body_text != "" || d.Body_xhtml != "" || d.Body_main != "" || d.Body_richtext != ""
}

// record takes the text that a record was made of, exactly.
func (d *document) record(rev *onrecord.Revision) error {
	rev.Text = d.Text
	if s := d.Story; s != nil {
		rev.URL, rev.Outlet = address(s.URL, rev.URL), string(s.Outlet)
		rev.Published = s.Published.Time
		if !rev.Published.IsZero() {
			rev.PublishedBy = "record published"
		}
	}
	return nil
}

// line takes a story of JSON Lines. What its fields say goes over what the page
// in it says.
func (d *document) line(rev *onrecord.Revision) error {
	rev.URL = address(d.URL, rev.URL)
	if d.Text == "" {
		if err := readHTML(rev, d.HTML); err != nil {
			return err
		}
	} else {
		rev.Text = d.Text
	}
	set(&rev.Title, d.Title)
	set(&rev.Outlet, string(d.Outlet), string(d.Publisher))
	set(&rev.Declared, d.Language, d.Lang)
	set(&rev.Canonical, d.Canonical)
	set(&rev.GUID, d.GUID, d.ID)
	if by := append(append(d.Byline, d.Author...), d.Authors...); len(by) > 0 {
		rev.Byline = by
	}
	if len(d.Related) > 0 {
		rev.Related = d.Related
	}
	rev.Teaser = rev.Teaser || d.Teaser
	setTime(&rev.Published, &rev.PublishedBy, d.Published, "JSON published")
	setTime(&rev.Modified, &rev.ModifiedBy, d.Modified, "JSON modified")
	setTime(&rev.Modified, &rev.ModifiedBy, d.Updated, "JSON updated")
	return nil
}

// item takes an item of ninjs.
func (d *document) item(rev *onrecord.Revision) error {
	rev.GUID, rev.Declared = d.URI, d.Language
	set(&rev.Title, d.Headline_main, d.Headline, main(d.Headlines).Value)
	body, markup := d.body()
	if blank(body) {
		return ErrEmpty
	}
	if markup {
		text, err := fragmentText(body)
		if err != nil {
			return err
		}
		body = text
	}
	rev.Text = withTitle(rev.Title, body)
	rev.Byline = append(d.By, d.Byline...)
	set(&rev.Outlet, d.CopyrightHolder, d.Source)
	for _, s := range d.InfoSources {
		set(&rev.Outlet, s.Name)
	}
	setTime(&rev.Modified, &rev.ModifiedBy, d.VersionCreated, "ninjs versioncreated")
	for _, t := range []struct {
		at moment
		by string
	}{{d.VersionCreated, "ninjs versioncreated"}, {d.ContentCreated, "ninjs contentcreated"}, {d.FirstCreated, "ninjs firstcreated"}} {
		setTime(&rev.Published, &rev.PublishedBy, t.at, t.by)
	}
	return nil
}

// body returns the body of an item, with paragraphs marked up if there is such
// a one.
func (d *document) body() (text string, markup bool) {
	for _, s := range []string{d.Body_xhtml, d.Body_richtext} {
		if s != "" {
			return s, true
		}
	}
	for _, b := range d.Bodies {
		if strings.Contains(b.ContentType, "html") && b.Value != "" {
			return b.Value, true
		}
	}
	if b := main(d.Bodies); b.Value != "" {
		return b.Value, false
	}
	if d.Body_text != "" {
		return d.Body_text, false
	}
	return d.Body_main, false
}

// main returns the value whose role is main, else the first.
func main(all []valued) valued {
	for _, v := range all {
		if v.Role == "main" {
			return v
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return valued{}
}

// set sets to to the last of values that is not empty.
func set(to *string, values ...string) {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			*to = v
		}
	}
}

// setTime sets a time and where it was found, if there is one.
func setTime(to *time.Time, by *string, t moment, where string) {
	if !t.IsZero() {
		*to, *by = t.Time, where
	}
}

// address returns s if it is an address of the web, else otherwise.
func address(s, otherwise string) string {
	if u, err := url.Parse(strings.TrimSpace(s)); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		return strings.TrimSpace(s)
	}
	return otherwise
}

// stories returns the stories of a JSON text, which is one, a list of them, or
// an object that has such a list as its items.
func stories(body []byte) []json.RawMessage {
	body = trimStart(body)
	var list []json.RawMessage
	if bytes.HasPrefix(body, []byte("[")) && json.Unmarshal(body, &list) == nil {
		return list
	}
	return []json.RawMessage{body}
}
