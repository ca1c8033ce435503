package web

import (
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addStatements() {
	const tag = "Statements"
	register(a, get("listStatements", "/statements", tag, "List statements",
		"Those of the latest revisions. Without a filter: every one, story by story in the order of IDs, so that a walk sees each once whatever comes in meanwhile. With one: the 1,000 best matches at most, those that fit best first, or the latest first where no words are asked for."), a.listStatements)
	register(a, negotiated(get("getStatement", "/statements/{story}/{revision}/{span}", tag, "Get a statement",
		"With its speakers and the figures that it gives. With Accept it is to be had as a Web Annotation, or in schema.org's terms."), statementAnswer{}, a), a.getStatement)
}

type statementsInput struct {
	FilterParams
	Speaker string `query:"speaker" maxLength:"200" doc:"Words of who says it." example:"Ana Duarte"`
	Act     string `query:"act" enum:"says,estimates,finds,confirms,denies,declines-to-comment,does-not-acknowledge,accuses,urges,promises,warns,asks,thinks" doc:"What is done by it."`
	Kind    string `query:"kind" enum:"direct,mixed,indirect" doc:"How much of its content stands in quotation marks."`
	ListParams
}

func (in *statementsInput) query() string {
	return field(field(field(in.FilterParams.query(), "speaker", in.Speaker), "act", in.Act), "kind", in.Kind)
}

func (a *api) listStatements(ctx context.Context, in *statementsInput) (*listing[*export.FoundStatement], error) {
	if query := in.query(); query != "" {
		return a.rankedStatements(ctx, query, &in.ListParams)
	}
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	w := walking[*export.FoundStatement]{r: r, limit: in.Limit, at: c, next: a.db.StoriesAfter, items: func(e *export.Story, p func(*onrecord.Statement) export.Place) ([]*export.FoundStatement, []int, error) {
		var items []*export.FoundStatement
		var numbers []int
		for i := range e.Statements {
			st := &e.Statements[i]
			items, numbers = append(items, e.FoundStatement(p(st), st)), append(numbers, numberOf(st.ID))
		}
		return items, numbers, nil
	}}
	items, next, err := w.walk(ctx)
	return listed(ctx, items, next), err
}

// rankedStatements lists the statements that a search finds.
func (a *api) rankedStatements(ctx context.Context, query string, p *ListParams) (*listing[*export.FoundStatement], error) {
	c, err := p.begin(ctx)
	if err != nil {
		return nil, err
	}
	hits, err := a.db.SearchStatements(ctx, query, mostFound)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	from, to, next := p.window(c, len(hits))
	items, err := r.statements(ctx, hits[from:to])
	return listed(ctx, items, next), err
}

// numberOf returns the number in an ID: 7 of "s7".
func numberOf(id string) int {
	n, _ := strconv.Atoi(id[min(1, len(id)):])
	return n
}

// statements returns the statements that were found, less those that may not leave
// or are read in another way since.
func (r *reader) statements(ctx context.Context, hits []store.Hit) ([]*export.FoundStatement, error) {
	var out []*export.FoundStatement
	for _, h := range hits {
		e, latest, err := r.found(ctx, h)
		if err != nil {
			return nil, err
		}
		if st := e.Record.Statement("s" + strconv.Itoa(h.Statement)); st != nil {
			out = append(out, e.FoundStatement(e.Place(latest, h.At), st))
		}
	}
	return out, nil
}

// found returns the story of a hit, and its latest revision.
func (r *reader) found(ctx context.Context, h store.Hit) (*export.Story, int, error) {
	s, _, err := r.db.Find(ctx, h.Story)
	if err != nil {
		return nil, 0, err
	}
	e, err := r.story(h.Ref)
	return e, s.Latest, err
}

// A walking goes through the stories of the ledger for what stands in them.
type walking[T any] struct {
	r     *reader
	limit int
	at    cursor // behind the item with the number At in the story Key
	next  func(ctx context.Context, after string, n int) ([]store.Story, error)
	// items returns what stands in a story, and by which numbers there.
	items func(e *export.Story, place func(*onrecord.Statement) export.Place) ([]T, []int, error)
}

// mostWalked is how many stories one request goes through.
const mostWalked = 200

func (w *walking[T]) walk(ctx context.Context) ([]T, *cursor, error) {
	var out []T
	var stories []store.Story
	if w.at.At > 0 {
		s, _, err := w.r.db.Find(ctx, w.at.Key)
		if err != nil {
			return nil, nil, err
		}
		stories = append(stories, *s)
	}
	more, err := w.next(ctx, w.at.Key, mostWalked)
	if err != nil {
		return nil, nil, err
	}
	last := w.at
	for _, s := range append(stories, more...) {
		items, numbers, err := w.story(&s)
		if err != nil {
			return nil, nil, err
		}
		for i := range items {
			if s.ID == w.at.Key && numbers[i] <= w.at.At {
				continue
			}
			if len(out) == w.limit {
				return out, &last, nil
			}
			out, last.Key, last.At = append(out, items[i]), s.ID, numbers[i]
		}
		last.Key, last.At = s.ID, 0
	}
	if len(more) < mostWalked {
		return out, nil, nil
	}
	return out, &last, nil
}

func (w *walking[T]) story(s *store.Story) ([]T, []int, error) {
	if s.Redacted != "" || s.Latest == 0 {
		return nil, nil, nil
	}
	e, err := w.r.story(store.Ref{Story: s.ID, Revision: s.Latest})
	if err != nil {
		return nil, nil, err
	}
	return w.items(e, func(st *onrecord.Statement) export.Place { return e.Place(s.Latest, toldOn(e, st)) })
}

// toldOn returns the day when a statement was said, or else its story was published,
// or else seen.
func toldOn(e *export.Story, st *onrecord.Statement) string {
	switch {
	case st != nil && !st.Said.From.IsZero():
		return st.Said.From.Format(time.DateOnly)
	case !e.Published.IsZero():
		return e.Published.Format(time.DateOnly)
	}
	return e.Seen.UTC().Format(time.DateOnly)
}

type statementInput struct {
	Story    string `path:"story" maxLength:"2000" doc:"The ID of a story." example:"5a0c61d20f7b"`
	Revision int    `path:"revision" minimum:"1" doc:"The number of a revision."`
	Span     string `path:"span" maxLength:"40" doc:"START-END, the code points from the first to the last of the content, which name the statement for good; or its ID, s7, as the revision is read now." example:"112-187"`
}

// A statementAnswer is a statement with what it gives.
type statementAnswer struct {
	Permanent string `json:"permanent"`
	Page      string `json:"page"`
	*export.FoundStatement
	Figures []json.RawMessage `json:"figures"`
}

func (a *api) getStatement(ctx context.Context, in *statementInput) (*document, error) {
	s, err := a.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	if in.Revision > s.Latest {
		return nil, missing("Story " + s.ID + " has " + count(s.Latest, "revision", "revisions") + ".")
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	e, err := r.story(store.Ref{Story: s.ID, Revision: in.Revision})
	if err != nil {
		return nil, err
	}
	st := statementAt(e.Record, in.Span)
	if st == nil {
		return nil, missing("There is no statement " + in.Span + " in this revision.")
	}
	return negotiate(ctx, func(mediaType string) (any, error) {
		switch mediaType {
		case typeAnnotation:
			b, err := e.Annotation(st.ID)
			return json.RawMessage(b), err
		case typeLD:
			return e.Quotation(st), nil
		}
		return newStatementAnswer(e, s.Latest, st), nil
	})
}

func newStatementAnswer(e *export.Story, latest int, st *onrecord.Statement) *statementAnswer {
	ref := store.Ref{Story: e.ID, Revision: e.Revision}
	out := &statementAnswer{e.Permanent(), statementPath(ref, e.Record, st, onrecord.CountCodePoints(e.Text)),
		e.FoundStatement(e.Place(latest, toldOn(e, st)), st), []json.RawMessage{}}
	for i := range e.Figures {
		if e.Figures[i].Statement == st.ID {
			out.Figures = append(out.Figures, e.FigureJSON(&e.Figures[i]))
		}
	}
	return out
}

var spanOrID = regexp.MustCompile(`^(?:(\d{1,9})-(\d{1,9})|s\d{1,9})$`)

// statementAt returns the statement that a place in an address names; nil if there
// is none.
func statementAt(r *onrecord.Record, place string) *onrecord.Statement {
	m := spanOrID.FindStringSubmatch(place)
	switch {
	case m == nil:
		return nil
	case m[1] == "":
		return r.Statement(place)
	}
	points := onrecord.CountCodePoints(r.Text)
	for i := len(r.Statements) - 1; i >= 0; i-- { // of two of the same words the inner one, which comes later
		st := &r.Statements[i]
		if len(st.Content)+len(st.Cue) == 0 {
			continue
		}
		if at := extentOf(st); strconv.Itoa(points.Of(at.Start)) == m[1] && strconv.Itoa(points.Of(at.End)) == m[2] {
			return st
		}
	}
	return nil
}
