package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// A tryPage is what would come of a source.
type tryPage struct {
	Form         sourceForm
	Kind, Outlet string
	Announced    int
	Headlines    []headlineRow
	Story        *triedStory // nil if none could be fetched
	Trouble      string      // why not
}

type headlineRow struct{ Title, URL, Published string }

// A triedStory is a story as it would be read.
type triedStory struct {
	URL, Heading, Published string
	Words, Figures          int
	Said                    []saidLine
	More                    int
	Warning                 string
}

// Limits of a dry run.
const (
	longestTry     = 60 * time.Second
	tryingAtOnce   = 4
	headlinesShown = 8
	triedShown     = 25
	shortText      = 60 // words: a teaser, a wall, or a page that a script fills
)

// trySource fetches a source and one of its stories, shows what would come of them,
// and keeps nothing.
func (d *Desk) trySource(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	if d.config.Web == nil {
		return fetchesNothing()
	}
	form := newSourceForm(strings.TrimSpace(r.PostForm.Get("address")), r.PostForm.Get("every"))
	address, err := d.config.Web.Address(form.Address)
	if err != nil {
		return d.badSource(w, r, form, err.Error())
	}
	select {
	case d.trying <- struct{}{}:
		defer func() { <-d.trying }()
	default:
		return &fault{http.StatusServiceUnavailable, "Others try sources out at this moment.", "Try again in a minute."}
	}
	ctx, cancel := context.WithTimeout(r.Context(), longestTry)
	defer cancel()
	t, err := d.config.Web.Try(ctx, address)
	if errors.Is(err, context.DeadlineExceeded) {
		err = errors.New("it did not answer within a minute")
	}
	if err != nil {
		return d.badSource(w, r, form, err.Error())
	}
	form.Address = address
	p, err := d.newTryPage(ctx, form, t)
	if err != nil {
		return err
	}
	return d.render(w, r, "try", frame{Title: "Dry run: " + address, Here: "sources", Page: p})
}

// badSource shows the page of sources again, with what is wrong with the new one.
func (d *Desk) badSource(w http.ResponseWriter, r *http.Request, form sourceForm, why string) error {
	p, err := d.loadSources(r.Context())
	if err != nil {
		return err
	}
	form.Wrong = why
	p.Form = form
	return d.renderStatus(w, r, http.StatusUnprocessableEntity, "sources", frame{Title: "Sources", Here: "sources", Page: p})
}

func (d *Desk) newTryPage(ctx context.Context, form sourceForm, t *Trial) (*tryPage, error) {
	p := &tryPage{Form: form, Kind: t.Kind, Outlet: t.Outlet, Announced: len(t.Announced), Trouble: t.Error}
	for _, a := range t.Announced[:min(headlinesShown, len(t.Announced))] {
		h := headlineRow{Title: a.Title, URL: a.URL}
		if !a.Published.IsZero() {
			h.Published = minute(a.Published)
		}
		p.Headlines = append(p.Headlines, h)
	}
	if t.Story == nil {
		return p, nil
	}
	var err error
	p.Story, err = d.newTriedStory(ctx, t.Story)
	return p, err
}

// newTriedStory reads a story. Nothing of it is kept.
func (d *Desk) newTriedStory(ctx context.Context, rev *onrecord.Revision) (*triedStory, error) {
	out := &triedStory{URL: rev.URL, Words: len(strings.Fields(rev.Text)), Heading: rev.Title}
	r, err := d.extract(ctx, *rev)
	var other *onrecord.NotEnglishError
	if errors.As(err, &other) {
		out.Warning = "It would be kept, but not read: " + other.Error() + "."
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	out.Heading, out.Figures = r.Heading(), len(r.Figures)
	if !r.Published.IsZero() {
		out.Published = r.Published.UTC().Format(dayLayout)
	}
	for i := range r.Statements {
		if i == triedShown {
			out.More = len(r.Statements) - triedShown
			break
		}
		out.Said = append(out.Said, triedLine(r, &r.Statements[i]))
	}
	switch {
	case rev.Teaser:
		out.Warning = "The page says that the rest of the story stands behind a paywall: this may be a teaser."
	case out.Words < shortText:
		out.Warning = "The text is short: this may be a teaser, or the page keeps its text for a script or for readers who pay."
	case len(r.Statements) == 0:
		out.Warning = "Nobody is reported to have said anything in it."
	}
	return out, nil
}

// triedLine sets out a statement that leads nowhere, since it is kept nowhere.
func triedLine(r *onrecord.Record, s *onrecord.Statement) saidLine {
	out := saidLine{Source: r.Words(s.Source), Cue: r.Words(s.Cue), Words: r.Words(s.Content), Kind: string(s.Kind)}
	if s.Act != onrecord.Says {
		out.Act = s.Act.Words()
	}
	for _, k := range r.SpeakersOf(s) {
		out.Who = append(out.Who, speakerLink{Name: k.Name})
	}
	return out
}
