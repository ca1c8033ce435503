package web

import (
	"context"
	"slices"
	"strconv"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addFigures() {
	register(a, get("listFigures", "/figures", "Figures", "List figures",
		"Those of the latest revisions, story by story: in the order of IDs, or with q in the order in which a search finds the stories, 1,000 at most."), a.listFigures)
}

type figuresInput struct {
	Measure string `query:"measure" maxLength:"200" doc:"What is counted, as the record has it." example:"killed"`
	Query   string `query:"q" maxLength:"2000" doc:"A search: the figures of the stories that it finds."`
	ListParams
}

func (a *api) listFigures(ctx context.Context, in *figuresInput) (*listing[*export.FoundFigure], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	w := walking[*export.FoundFigure]{r: r, limit: in.Limit, at: c, next: a.db.StoriesAfter}
	switch {
	case in.Query != "":
		if w.next, err = a.rankedStories(ctx, field(in.Query, "measure", in.Measure)); err != nil {
			return nil, err
		}
	case in.Measure != "":
		w.next = func(ctx context.Context, after string, n int) ([]store.Story, error) {
			return a.db.StoriesWith(ctx, in.Measure, after, n)
		}
	}
	w.items = func(e *export.Story, place func(*onrecord.Statement) export.Place) ([]*export.FoundFigure, []int, error) {
		var items []*export.FoundFigure
		var numbers []int
		var asked map[string]string
		for i := range e.Figures {
			f := &e.Figures[i]
			if in.Measure != "" && f.Measure != in.Measure {
				continue
			}
			if asked == nil {
				if asked, err = a.askedBy(ctx, e); err != nil {
					return nil, nil, err
				}
			}
			items, numbers = append(items, e.FoundFigure(place(e.Record.Statement(f.Statement)), f, asked[f.ID])), append(numbers, numberOf(f.ID))
		}
		return items, numbers, nil
	}
	items, next, err := w.walk(ctx)
	return listed(ctx, items, next), err
}

// rankedStories returns what gives the stories that a search finds, the best first.
func (a *api) rankedStories(ctx context.Context, query string) (func(ctx context.Context, after string, n int) ([]store.Story, error), error) {
	hits, err := a.db.Search(ctx, query, mostFound)
	return func(ctx context.Context, after string, n int) ([]store.Story, error) {
		from := 0
		if after != "" {
			from = slices.IndexFunc(hits, func(h store.Hit) bool { return h.Story == after }) + 1
			if from == 0 {
				return nil, bad("This cursor is not one of this list any more.", "Begin anew: the ledger has changed.")
			}
		}
		var out []store.Story
		for _, h := range hits[from:min(from+n, len(hits))] {
			s, _, err := a.db.Find(ctx, h.Story)
			if err != nil {
				return nil, err
			}
			out = append(out, *s)
		}
		return out, nil
	}, err
}

// askedBy returns the questions that the figures of a story belong to, by their IDs.
func (a *api) askedBy(ctx context.Context, e *export.Story) (map[string]string, error) {
	out := map[string]string{}
	of, err := a.db.QuestionsOf(ctx, e.ID)
	if err != nil || len(of) == 0 {
		return out, err
	}
	digests, err := a.db.Digests(ctx, []string{e.ID})
	if err != nil || digests[e.ID] == nil || digests[e.ID].Revision != e.Revision {
		return out, err
	}
	for i, id := range of {
		if c := digests[e.ID].Claims; i < len(c) && c[i].Figure > 0 {
			out["f"+strconv.Itoa(c[i].Figure)] = id
		}
	}
	return out, nil
}
