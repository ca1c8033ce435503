package web

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// A pastePage is a box for a story, and its record at once. Nothing is kept.
type pastePage struct {
	Text, Published, Outlet string
	AnyLanguage             bool
	Problem, Hint           string
	Read                    bool
	Language, Summary       string
	Damaged                 int // bytes that are not UTF-8
	Untitled                bool
	Title                   string
	reading
	Key      keyOfBars
	Speakers []speakerItem
}

// mostPosted is how many bytes a form may have: each of a text may take three.
const mostPosted = 3*onrecord.MaxText + 16<<10

func (d *Desk) servePaste(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	return d.render(w, r, "paste", frame{Title: "Paste a story", Here: "paste", Page: &pastePage{}})
}

func (d *Desk) servePasted(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	r.Body = http.MaxBytesReader(w, r.Body, mostPosted)
	p := &pastePage{Key: barKey}
	status := http.StatusOK
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if !errors.As(err, &large) {
			return bad("The form could not be read.", "Go back and send it again.")
		}
		status = p.refuse(onrecord.ErrTooLarge)
	} else if err := d.readPasted(r.Context(), p, r); err != nil {
		if status = p.refuse(err); status == 0 {
			return err
		}
	}
	title := "Paste a story"
	if p.Read {
		title = p.Title + " (not kept)"
	}
	return d.renderStatus(w, r, status, "paste", frame{Title: title, Here: "paste", Page: p})
}

// readPasted reads the text of the form.
func (d *Desk) readPasted(ctx context.Context, p *pastePage, r *http.Request) error {
	// A browser ends the lines of a form with CRLF, whatever was pasted.
	p.Text = strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")
	p.Published, p.Outlet, p.AnyLanguage = r.PostForm.Get("published"), r.PostForm.Get("outlet"), r.PostForm.Get("any-language") != ""
	rev := onrecord.Revision{Text: p.Text, Outlet: p.Outlet, AnyLanguage: p.AnyLanguage}
	if p.Published != "" {
		var err error
		if rev.Published, err = time.Parse(time.DateOnly, p.Published); err != nil {
			return errBadDay
		}
	}
	if err := onrecord.CheckText(p.Text); err != nil {
		return err
	}
	record, err := d.extract(ctx, rev)
	if err != nil {
		return err
	}
	set := setting{Record: record, lit: true}
	p.Read, p.reading, p.Language, p.Summary, p.Damaged = true, set.read(), record.Language, record.Tally().String(), len(record.Problems)
	p.Untitled, p.Title = !titled(p.Rows), record.Heading()
	p.Speakers = speakersIn(record, "", nil)
	return nil
}

var errBadDay = errors.New("this is no day")

// refuse says on the page why a text was not read, and what can be done. It
// returns the status that says so to programs, 0 for what is no fault of the text.
func (p *pastePage) refuse(err error) int {
	var other *onrecord.NotEnglishError
	p.Problem = err.Error()
	switch {
	case errors.As(err, &other):
		p.Hint = "Only English is read. If it is English all the same, tick “read it anyway” and send it again."
	case errors.Is(err, onrecord.ErrTooLarge):
		p.Text, p.Hint = "", "Paste one story at a time."
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, onrecord.ErrNoText):
		p.Hint = "Paste the text of a story, headline first."
	case errors.Is(err, onrecord.ErrNotText), errors.Is(err, onrecord.ErrUTF16):
		p.Text, p.Hint = "", "Copy the words of the story, not a file of it."
	case errors.Is(err, errBadDay):
		p.Hint = "Write the day of publication as year, month and day: 2031-05-14."
	default:
		return 0
	}
	return http.StatusUnprocessableEntity
}

// newReaders returns places for those who read texts at once: more would only wait
// for each other.
func newReaders() chan struct{} { return make(chan struct{}, runtime.GOMAXPROCS(0)) }

// extract reads a text when its turn has come.
func (d *Desk) extract(ctx context.Context, rev onrecord.Revision) (*onrecord.Record, error) {
	select {
	case d.readers <- struct{}{}:
		defer func() { <-d.readers }()
		return onrecord.Extract(rev)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
