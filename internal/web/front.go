package web

import (
	"context"
	"net/http"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// How much the front page shows.
const (
	frontQuestions  = 8
	frontStatements = 12
	frontChanges    = 8
)

// A frontPage is what is new and what is in dispute.
type frontPage struct {
	Stories   int // in the ledger
	Questions []questionLine
	Said      []saidLine
	Changed   []storyLine
	Trouble   []store.Source
}

// A questionLine is a question in a list.
type questionLine struct {
	Path, Title, Origins string
	Days                 string // of the first and last publication
	Last                 []lastGiven
	More                 int // claimants that are not listed
	Dispute              string
}

// A lastGiven is what a claimant said last.
type lastGiven struct {
	Who, Bounds, On, Band string
	Bar                   *drawing // on the scale of the others; nil in another band than the first
}

// A storyLine is a story in a list.
type storyLine struct {
	Path, Title, Outlet, Day string
	Revision                 int
}

func (d *Desk) serveFront(w http.ResponseWriter, r *http.Request) error {
	p, err := d.front.load(r.Context(), d.live, d.loadFront)
	if err != nil {
		return err
	}
	return d.render(w, r, "front", frame{Title: "In dispute and new", Live: true, Page: p})
}

// Warm loads what the front page shows, so that whoever comes first need not wait
// for it.
func (d *Desk) Warm(ctx context.Context) { d.front.load(ctx, d.live, d.loadFront) }

func (d *Desk) loadFront(ctx context.Context) (*frontPage, error) {
	p := &frontPage{}
	var err error
	if p.Stories, err = d.db.CountStories(ctx); err != nil {
		return nil, err
	}
	questions, err := d.db.Questions(ctx, store.QuestionFilter{Disputed: true}, frontQuestions)
	if err != nil {
		return nil, err
	}
	for _, q := range questions {
		p.Questions = append(p.Questions, newQuestionLine(q))
	}
	hits, err := d.db.SearchStatements(ctx, "", frontStatements)
	if err != nil {
		return nil, err
	}
	if p.Said, err = d.saidLines(ctx, hits); err != nil {
		return nil, err
	}
	if p.Changed, err = d.changedLines(ctx); err != nil {
		return nil, err
	}
	p.Trouble, err = d.db.Failing(ctx)
	return p, err
}

// changedLines lists the stories that changed last.
func (d *Desk) changedLines(ctx context.Context) ([]storyLine, error) {
	refs, err := d.db.Changed(ctx, frontChanges)
	if err != nil {
		return nil, err
	}
	var out []storyLine
	for _, ref := range refs {
		r, err := d.db.Record(ctx, ref)
		if err != nil {
			return nil, err
		}
		revisions, err := d.db.Revisions(ctx, ref.Story)
		if err != nil {
			return nil, err
		}
		out = append(out, storyLine{storyPath(ref) + "/diff", r.Heading(), r.Outlet, minute(revisions[ref.Revision-1].At), ref.Revision})
	}
	return out, nil
}

// stateOf says how a source does: "well", "failing" or "paused".
func stateOf(s *store.Source) string {
	switch {
	case s.Paused:
		return "paused"
	case s.Failures > 0:
		return "failing"
	}
	return "well"
}

// mostGiven is how many claimants a question in a list names.
const mostGiven = 4

func newQuestionLine(q *compare.Question) questionLine {
	out := questionLine{Path: "/question/" + q.ID, Title: q.Title, Origins: q.Origins.String(), Days: q.Days(), Dispute: q.Dispute()}
	for i := range q.Bands {
		b := &q.Bands[i]
		for j := range b.Lines {
			if len(out.Last) == mostGiven {
				out.More++
				continue
			}
			last := &b.Lines[j].Points[len(b.Lines[j].Points)-1]
			g := lastGiven{Who: b.Lines[j].Claimant.String(), Bounds: last.Bounds.String(), On: last.On}
			if len(q.Bands) > 1 {
				g.Band = b.Name
			}
			if i == 0 && len(b.Lines) > 1 {
				g.Bar = newSpark(b, last)
			}
			out.Last = append(out.Last, g)
		}
	}
	return out
}
