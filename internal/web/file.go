package web

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	texttemplate "text/template"
	"time"

	"github.com/onrecord/onrecord"
)

// fileTemplates hold "open" and "close", what stands around the stories of a page
// that is a file of its own, and "section", one story.
var fileTemplates = template.Must(template.New("").Funcs(functions).ParseFS(templates, "templates/file/page.html", "templates/part_record.html"))

//go:embed static/record.css
var recordStyle string

// A FileStory is a story on a web page that is a file of its own.
type FileStory struct {
	Name   string // of the file that it was read from; "-" for standard input
	Number int    // counted from 1, in the order of the page
	onrecord.Tally
}

type fileLink struct{ Anchor, Name, Summary string }

// A filePage is one web page of stories, with a table of contents if there are
// several.
type filePage struct {
	Title    string
	Style    template.CSS
	Contents []fileLink
	Version  string
	Key      keyOfBars
}

// A fileSection is one story.
type fileSection struct {
	Anchor, Name, Published, Language, Summary string
	reading
}

// OpenFile writes what stands before the stories of a page.
func OpenFile(w io.Writer, all []FileStory) {
	p := filePage{Title: "Who said what", Style: template.CSS(recordStyle), Version: onrecord.Version, Key: barKey}
	for _, s := range all {
		p.Contents = append(p.Contents, fileLink{s.anchor(), s.title(), s.String()})
	}
	if len(all) == 1 {
		p.Title = p.Contents[0].Name + ": who said what"
		p.Contents = nil
	}
	writeFile(w, "open", p)
}

// CloseFile writes what stands behind them.
func CloseFile(w io.Writer) { writeFile(w, "close", filePage{Version: onrecord.Version}) }

// Write writes the story itself: the text with its statements marked.
func (s FileStory) Write(w io.Writer, r *onrecord.Record) {
	set := setting{Record: r, anchors: s.anchor() + "-"}
	sec := fileSection{Anchor: s.anchor(), Name: s.title(), Language: r.Language, Summary: s.String(), reading: set.read()}
	if !r.Published.IsZero() {
		sec.Published = r.Published.Format(time.DateOnly)
	}
	writeFile(w, "section", sec)
}

// title returns what the story is called on the page.
func (s FileStory) title() string {
	if s.Name == "-" {
		return "Standard input"
	}
	if filepath.IsAbs(s.Name) { // where a reader keeps it is nobody's business
		return shown(filepath.Base(s.Name))
	}
	return shown(s.Name)
}

func (s FileStory) anchor() string { return fmt.Sprint("story-", s.Number) }

// writeFile writes a template. Whoever flushes w sees what can't be written.
func writeFile(w io.Writer, name string, data any) {
	err := fileTemplates.ExecuteTemplate(w, name, data)
	if bad := (texttemplate.ExecError{}); errors.As(err, &bad) {
		panic(err) // the template and its data are both part of the program
	}
}
