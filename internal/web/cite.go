package web

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// A citation is a statement as others may cite it.
type citation struct{ Text, BibTeX, Annotation string }

// A cited is what a citation says of a statement.
type cited struct {
	who, how, words         string
	title, outlet, address  string
	published, seen, sha256 string
	revision                int
	key, permanent          string
}

// howCited says how a story has the words.
var howCited = map[onrecord.Kind]string{onrecord.Direct: "quoted", onrecord.Mixed: "partly quoted", onrecord.Indirect: "reported, not quoted"}

// cite returns a statement as it may be cited; nil if it may not leave.
func (p *placed) cite(base string) (*citation, error) {
	e, st := p.leaving()
	if st == nil {
		return nil, nil
	}
	annotation, err := p.annotation()
	if err != nil {
		return nil, err
	}
	seen := p.revisions[p.ref.Revision-1]
	c := cited{who: onrecord.List(e.Names(st)), how: howCited[st.Kind], words: e.Words(st.Content), title: p.titleOf(e), outlet: compare.OutletName(e.Outlet), address: e.URL,
		seen: minute(seen.At), sha256: seen.TextSHA256, revision: p.ref.Revision, permanent: base + p.path()}
	if !e.Published.IsZero() {
		c.published = e.Published.Format(time.DateOnly)
	}
	c.key = fmt.Sprintf("onrecord-%s-%d-%s", p.ID[:store.ShortID], p.ref.Revision, c.permanent[strings.LastIndexByte(c.permanent, '/')+1:])
	for _, s := range []*string{&c.who, &c.words, &c.title, &c.outlet, &c.address} {
		*s = strings.Join(strings.Fields(shown(*s)), " ")
	}
	c.who = cmp.Or(c.who, "Speaker "+onrecord.Unresolved)
	return &citation{c.text(), c.bibTeX(), string(annotation)}, nil
}

// leaving returns the story as it may leave, and the statement in it; nil if that
// may not.
func (p *placed) leaving() (*export.Story, *onrecord.Statement) {
	if p.said == nil {
		return nil, nil
	}
	e := &export.Story{Record: p.record, ID: p.ID, Revision: p.ref.Revision, Seen: p.revisions[p.ref.Revision-1].At}
	e.Protect(p.bearings.shield.Speakers(p.ID, p.record))
	return e, e.Record.Statement(p.said.ID)
}

// titleOf returns what a story is called as it may leave.
func (p *placed) titleOf(e *export.Story) string {
	if len(p.standing.protected) == 0 {
		return p.record.Heading()
	}
	return cmp.Or(e.Title, textAt(e.Text, e.Layout.Headline), "untitled")
}

// text is a citation for people.
func (c *cited) text() string {
	parts := []string{fmt.Sprintf("%s (%s): %s", c.who, c.how, inMarks(c.words)), fmt.Sprintf("In: “%s”, %s", c.title, c.outlet)}
	if c.published != "" {
		parts[1] += ", " + c.published
	}
	if c.address != "" {
		parts = append(parts, c.address)
	}
	parts = append(parts, fmt.Sprintf("Revision %d of the text, seen %s, SHA-256 %s", c.revision, c.seen, c.sha256))
	for i := range parts {
		parts[i] = ended(parts[i])
	}
	return strings.Join(append(parts, c.permanent), " ")
}

// marks are what quotations begin and end with.
const marks = "“”\"‘’'"

// inMarks sets words in quotation marks, unless they stand in some.
func inMarks(words string) string {
	first, _ := utf8.DecodeRuneInString(words)
	last, _ := utf8.DecodeLastRuneInString(words)
	if strings.ContainsRune(marks, first) && strings.ContainsRune(marks, last) {
		return words
	}
	return "“" + words + "”"
}

// ended ends words as a sentence does, unless they do already.
func ended(s string) string {
	if strings.HasSuffix(strings.TrimRight(s, marks), ".") || strings.HasSuffix(strings.TrimRight(s, marks), "?") {
		return s
	}
	return s + "."
}

// bibTeX is an entry for BibTeX and biblatex.
func (c *cited) bibTeX() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@online{%s,\n", c.key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-9s= {%s},\n", name, value)
		}
	}
	field("author", "{"+texEscape(c.outlet)+"}")
	field("title", "{"+texEscape(c.title)+"}")
	field("date", c.published)
	field("year", c.published[:min(4, len(c.published))])
	field("url", urlEscape(c.address))
	field("note", texEscape(fmt.Sprintf("%s Revision %d of the text, seen %s, SHA-256 %s", ended(fmt.Sprintf("%s (%s): %s", c.who, c.how, inMarks(c.words))), c.revision, c.seen, c.sha256)))
	field("addendum", `\url{`+urlEscape(c.permanent)+"}")
	b.WriteString("}\n")
	return b.String()
}

// tex writes what TeX would take for a command, or BibTeX for its own.
var tex = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "@", `{@}`)

func texEscape(s string) string { return tex.Replace(s) }

// urlEscape writes what would end a field in an address.
func urlEscape(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", `"`, "%22").Replace(s)
}

// annotation returns the statement as a W3C Web Annotation; nil if it may not
// leave.
func (p *placed) annotation() ([]byte, error) {
	e, st := p.leaving()
	if st == nil {
		return nil, nil
	}
	return e.Annotation(st.ID)
}
