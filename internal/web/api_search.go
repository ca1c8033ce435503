package web

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/export"
)

func (a *api) addSearch() {
	const tag = "Search"
	register(a, get("search", "/search", tag, "Search the ledger",
		"Stories with the passage that shows why they were found, or statements, speakers or questions. 1,000 matches at most are ranked: those kept last. Without words, what was kept last."), a.search)
	op := get("searchFeed", "/search.atom", tag, "Follow a search", "A web feed (Atom) of what a search finds: the latest first.")
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{typeAtom: {Schema: &huma.Schema{Type: "string"}}}}}
	register(a, op, a.searchFeed)
}

type searchInput struct {
	Query string `query:"q" maxLength:"2000" doc:"Words, \"exact words\", OR, NOT, brackets, speaker: outlet: act: kind: measure: before: after:" example:"harbour speaker:duarte"`
	In    string `query:"in" enum:"stories,statements,speakers,questions" default:"stories" doc:"What is looked for."`
	ListParams
}

// A foundItem is what a search found: of the kind that was looked for.
type foundItem struct{ any }

// Schema is for huma.
func (foundItem) Schema(r huma.Registry) *huma.Schema {
	s := &huma.Schema{}
	for _, one := range []any{export.FoundStory{}, export.FoundStatement{}, SpeakerItem{}, compare.QuestionJSON{}} {
		s.AnyOf = append(s.AnyOf, r.Schema(reflect.TypeOf(one), true, ""))
	}
	return s
}

// MarshalJSON is for encoding/json.
func (f foundItem) MarshalJSON() ([]byte, error) { return jsonOf(f.any) }

func (a *api) search(ctx context.Context, in *searchInput) (*listing[foundItem], error) {
	switch in.In {
	case "statements":
		return found(a.rankedStatements(ctx, in.Query, &in.ListParams))
	case "speakers":
		return found(a.listSpeakers(ctx, &speakersInput{Name: in.Query, ListParams: in.ListParams}))
	case "questions":
		return found(a.listQuestions(ctx, &questionsInput{Query: in.Query, ListParams: in.ListParams}))
	}
	return found(a.foundStories(ctx, in))
}

func found[T any](l *listing[T], err error) (*listing[foundItem], error) {
	if err != nil {
		return nil, err
	}
	out := &listing[foundItem]{Link: l.Link, Body: part[foundItem]{Items: []foundItem{}, Next: l.Body.Next}}
	for _, item := range l.Body.Items {
		out.Body.Items = append(out.Body.Items, foundItem{item})
	}
	return out, nil
}

func (a *api) foundStories(ctx context.Context, in *searchInput) (*listing[*export.FoundStory], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	hits, err := a.db.Search(ctx, in.Query, mostFound)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	from, to, next := in.window(c, len(hits))
	var items []*export.FoundStory
	for _, h := range hits[from:to] {
		e, latest, err := r.found(ctx, h)
		if err != nil {
			return nil, err
		}
		if e.Text == "" { // erased in the meantime
			continue
		}
		s := a.db.SnippetOf(in.Query, e.Text, export.Body(e.Record))
		items = append(items, e.Found(e.Place(latest, h.At), s.Span, s.Marks))
	}
	return listed(ctx, items, next), nil
}

type feedInput struct {
	Query string `query:"q" maxLength:"2000" doc:"As for a search."`
	In    string `query:"in" enum:"stories,statements" default:"statements" doc:"What is looked for."`
}

type feedOutput struct {
	Type string `header:"Content-Type"`
	Body []byte
}

func (a *api) searchFeed(ctx context.Context, in *feedInput) (*feedOutput, error) {
	b, err := a.feed(ctx, in.Query, in.In, askingOf(ctx))
	return &feedOutput{typeAtom, b}, err
}

// serveFeed is the same feed beside the page of a search.
func (a *api) serveFeed(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	in := q.Get("in")
	if in != "stories" {
		in = "statements"
	}
	ctx := context.WithValue(r.Context(), askingKey{}, newAsking(r))
	b, err := a.feed(ctx, q.Get("q"), in, askingOf(ctx))
	if err != nil {
		return err
	}
	a.validated(w, r.WithContext(ctx), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", typeAtom)
		w.Header().Set("Cache-Control", "no-cache")
		w.Write(b)
	})
	return nil
}
