package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// An asked is a question with what is needed to lead to its words.
type asked struct {
	*compare.Question
	beside  []*compare.Question // of the same event
	digests map[string]*compare.Digest
	links   []compare.Link
	points  map[string]onrecord.CodePoints
	names   []string // of protected speakers, once they were looked up
	*bearings
}

// loadQuestion returns the question that an ID names, and those beside it.
func (d *Desk) loadQuestion(ctx context.Context, id string) (*asked, error) {
	q, beside, err := d.db.QuestionAndBeside(ctx, id)
	if err != nil {
		return nil, err
	}
	a := &asked{Question: q, beside: beside, points: map[string]onrecord.CodePoints{}}
	if a.digests, err = d.db.Digests(ctx, storiesOf(append(a.beside, q))); err != nil {
		return nil, err
	}
	if a.links, err = d.db.LinksFrom(ctx, storiesOf([]*compare.Question{q})); err != nil {
		return nil, err
	}
	for id, digest := range a.digests {
		rev, err := d.db.Revision(ctx, store.Ref{Story: id, Revision: digest.Revision})
		if err != nil {
			return nil, err
		}
		a.points[id] = onrecord.CountCodePoints(rev.Text)
	}
	a.bearings, err = d.bearings(ctx)
	return a, err
}

// storiesOf returns the stories that questions and their origins tell of.
func storiesOf(questions []*compare.Question) []string {
	seen := map[string]bool{}
	for _, q := range questions {
		for _, s := range q.Stories {
			seen[s] = true
		}
		for i := range q.Origins.Edges {
			for _, v := range q.Origins.Edges[i].Evidence {
				seen[v.Story] = true
			}
		}
	}
	var out []string
	for s := range seen {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// words returns the address of a claim: of the statement that makes it, or of the
// story where the outlet itself does.
func (a *asked) words(c *compare.Cite) string {
	ref := store.Ref{Story: c.Story, Revision: c.Revision}
	if d := a.digests[c.Story]; d != nil && d.Revision == c.Revision && c.Statement > 0 && c.Statement <= len(d.Statements) {
		return wordsPath(ref, d.Statements[c.Statement-1].At, a.points[c.Story])
	}
	if c.Figure > 0 {
		return fmt.Sprintf("%s#figure-%d-text", storyPath(ref), c.Figure)
	}
	return storyPath(ref)
}

// proof returns the address of words that are evidence: of the innermost statement
// that has them, or of the story.
func (a *asked) proof(e compare.Evidence) string {
	ref := store.Ref{Story: e.Story, Revision: e.Revision}
	d := a.digests[e.Story]
	if d == nil || d.Revision != e.Revision {
		return storyPath(ref)
	}
	var best []onrecord.Span
	for i := range d.Statements {
		at := d.Statements[i].At
		if len(at) > 0 && at[0].Start <= e.At.Start && e.At.End <= at[len(at)-1].End && (best == nil || reach(at) < reach(best)) {
			best = at
		}
	}
	if best == nil {
		return storyPath(ref)
	}
	return wordsPath(ref, best, a.points[e.Story])
}

func reach(at []onrecord.Span) int { return at[len(at)-1].End - at[0].Start }

// wordsPath is where a statement is shown whose content stands at some places.
func wordsPath(ref store.Ref, at []onrecord.Span, points onrecord.CodePoints) string {
	if len(at) == 0 {
		return storyPath(ref)
	}
	return fmt.Sprintf("/statement/%s/%d/%d-%d", ref.Story, ref.Revision, points.Of(at[0].Start), points.Of(at[len(at)-1].End))
}

func questionPath(id string) string { return "/question/" + id }

// serveQuestion shows a question. The ID of any of its claims names it; as more
// stories come in another may be the first, so that addresses that were given out
// lead on to where it is now.
func (d *Desk) serveQuestion(w http.ResponseWriter, r *http.Request) error {
	a, err := d.askedFor(w, r, "")
	if a == nil {
		return err
	}
	return d.render(w, r, "question", frame{Title: a.Title, Here: "questions", Live: true, Page: newQuestionPage(a)})
}

// askedFor returns the question that a request names. It returns nil if the request
// was sent on to the question's own ID.
func (d *Desk) askedFor(w http.ResponseWriter, r *http.Request, file string) (*asked, error) {
	id := r.PathValue("id")
	a, err := d.loadQuestion(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if a.ID != id {
		http.Redirect(w, r, questionPath(a.ID)+file, http.StatusFound)
		return nil, nil
	}
	return a, nil
}

// serveChart lets a question's chart leave as a file.
func (d *Desk) serveChart(w http.ResponseWriter, r *http.Request) error {
	return d.serveDrawing(w, r, "/chart.svg", func(a *asked) *drawing { return newChart(a.Question, a.words, wideChart) })
}

// serveOrigins lets the graph of a question's origins leave as a file.
func (d *Desk) serveOrigins(w http.ResponseWriter, r *http.Request) error {
	return d.serveDrawing(w, r, "/origins.svg", func(a *asked) *drawing {
		return drawOrigins(a.ID, a.Title, &a.Origins, a.digests, a.links, a.proof)
	})
}

// serveDrawing lets a drawing of a question leave, without what is protected. Its
// links lead back to this desk.
func (d *Desk) serveDrawing(w http.ResponseWriter, r *http.Request, file string, draw func(*asked) *drawing) error {
	a, err := d.askedFor(w, r, file)
	if a == nil {
		return err
	}
	if err := d.guardQuestion(r.Context(), a); err != nil {
		return err
	}
	drawn := draw(a)
	drawn.rebase(baseOf(r))
	var b bytes.Buffer
	if err := drawn.writeFile(&b); err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", drawingPolicy)
	leave(w, "image/svg+xml; charset=utf-8", "onrecord-"+a.ID+strings.ReplaceAll(file, "/", "-"), b.Bytes())
	return nil
}

// baseOf returns the address that a request was made to, without its path.
func baseOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// leave writes a file to be kept.
func leave(w http.ResponseWriter, mediaType, name string, b []byte) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Header().Set("Content-Length", fmt.Sprint(len(b)))
	w.Write(b)
}
