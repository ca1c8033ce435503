package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addStories() {
	const tag = "Stories"
	register(a, get("listStories", "/stories", tag, "List stories",
		"Without a filter: every story, in the order of IDs, so that a walk sees each once whatever comes in meanwhile. With one: the 1,000 best matches at most, those that fit best first, or the latest first where no words are asked for. Redacted stories are left out."), a.listStories)
	register(a, negotiated(get("getStory", "/stories/{id}", tag, "Get a story",
		"The latest revision of a story in short. With Accept it is to be had as Web Annotations of its statements, or as schema.org's terms."), storyJSON{}, a), a.getStory)
	register(a, get("listRevisions", "/stories/{id}/revisions", tag, "List the revisions of a story", "In the order in which they were seen."), a.listRevisions)
	register(a, get("getRevision", "/stories/{id}/revisions/{n}", tag, "Get a revision",
		"When it was seen, what its page says of itself, and with text=1 its exact text. The text of a story that names a protected speaker does not leave."), a.getRevision)
	register(a, answers(get("getRecord", "/stories/{id}/revisions/{n}/record", tag, "Get the record of a revision",
		"What the revision was read as, as 'onrecord read --json' prints it, with people's decisions in force. With text=1 the text is in it, unless it names a protected speaker."), onrecord.Record{}, a), a.getRecord)
	register(a, get("getDiff", "/stories/{id}/revisions/{n}/diff", tag, "Compare two revisions",
		"What changed in headline, statements, figures and notes from one revision of the story to this one. Words that only moved are no change."), a.getDiff)
	register(a, get("listCopies", "/stories/{id}/copies", tag, "List what a story shares with others",
		"The stories that this one copies, that copy it, or that share quotations with it, less those that others tell."), a.listCopies)
	register(a, get("getStoryOrigins", "/stories/{id}/origins", tag, "Get the origins of a story's claims",
		"Where the figures of the story entered the record, and how many independent origins that are."), a.getStoryOrigins)
}

// FilterParams narrow a list to what a search with these fields finds.
type FilterParams struct {
	Query  string `query:"q" maxLength:"2000" doc:"A search, as in the search box: words, \"exact words\", OR, NOT, brackets, speaker: outlet: act: kind: measure: before: after:" example:"harbour OR port"`
	Outlet string `query:"outlet" maxLength:"200" doc:"Words of the outlet's name." example:"Norhaven Post"`
	After  string `query:"after" format:"date" doc:"A day: said, or else published, on it or later." example:"2031-05-01"`
	Before string `query:"before" format:"date" doc:"A day: said, or else published, before it."`
}

// field adds a field to a query.
func field(query, name, value string) string {
	if value = strings.Join(strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(`"“”`, r) || r < ' ' }), " "); value == "" {
		return query
	}
	if query != "" {
		query = "(" + query + ") "
	}
	return query + name + `:"` + value + `"`
}

func (f *FilterParams) query() string {
	return field(field(field(f.Query, "outlet", f.Outlet), "after", f.After), "before", f.Before)
}

// mostFound is how many matches of a search are looked at.
const mostFound = 1000

type storiesInput struct {
	FilterParams
	ListParams
}

// A storyJSON is a story in short.
type storyJSON struct {
	ID         string `json:"id"`
	Permanent  string `json:"permanent" doc:"The name of the latest revision, for good: urn:onrecord:story:ID:REVISION"`
	Latest     int    `json:"latest" doc:"The number of the latest revision."`
	Title      string `json:"title,omitempty"`
	Outlet     string `json:"outlet,omitempty"`
	URL        string `json:"url,omitempty"`
	Published  string `json:"published,omitempty" format:"date"`
	FirstSeen  string `json:"first_seen" format:"date-time"`
	LastSeen   string `json:"last_seen" format:"date-time"`
	Statements int    `json:"statements"`
	Figures    int    `json:"figures"`
	Sensitive  bool   `json:"sensitive,omitempty" doc:"People marked the story as sensitive: suicide, graphic violence."`
	Unread     bool   `json:"unread,omitempty" doc:"Nothing could be read from it, or nothing has tried yet."`
}

// A reader loads stories as they may leave.
type reader struct {
	*export.Ledger
	db        *store.DB
	sensitive map[string]bool
	held      map[store.Ref]*export.Story
}

func (a *api) reader(ctx context.Context) (*reader, error) {
	l, err := export.Open(ctx, a.db)
	if err != nil {
		return nil, err
	}
	sensitive, err := a.db.SensitiveStories(ctx)
	return &reader{l, a.db, sensitive, map[store.Ref]*export.Story{}}, err
}

// story returns a revision as it may leave. What is asked for again is not loaded
// again.
func (r *reader) story(ref store.Ref) (*export.Story, error) {
	if s, ok := r.held[ref]; ok {
		return s, nil
	}
	s, err := r.Story(ref, export.JSONLines)
	if err == nil {
		r.held[ref] = s
	}
	return s, err
}

// find returns the story that an ID or an address names. Those that were erased are
// gone.
func (a *api) find(ctx context.Context, id string) (*store.Story, error) {
	s, _, err := a.db.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	if s.Redacted != "" {
		return nil, fmt.Errorf("story %s: %w", s.ID, store.ErrRedacted)
	}
	return s, nil
}

func (a *api) listStories(ctx context.Context, in *storiesInput) (*listing[storyJSON], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	if query := in.query(); query != "" {
		return a.searchStories(ctx, query, c, &in.ListParams)
	}
	found, err := a.db.StoriesAfter(ctx, c.Key, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *cursor
	if len(found) > in.Limit {
		found = found[:in.Limit]
		next = &cursor{List: c.List, Key: found[in.Limit-1].ID}
	}
	items, err := a.storyItems(ctx, found)
	return listed(ctx, items, next), err
}

func (a *api) searchStories(ctx context.Context, query string, c cursor, p *ListParams) (*listing[storyJSON], error) {
	hits, err := a.db.Search(ctx, query, mostFound)
	if err != nil {
		return nil, err
	}
	from, to, next := p.window(c, len(hits))
	var found []store.Story
	for _, h := range hits[from:to] {
		s, _, err := a.db.Find(ctx, h.Story)
		if err != nil {
			return nil, err
		}
		found = append(found, *s)
	}
	items, err := a.storyItems(ctx, found)
	return listed(ctx, items, next), err
}

func (a *api) storyItems(ctx context.Context, found []store.Story) ([]storyJSON, error) {
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	var out []storyJSON
	for i := range found {
		if s := &found[i]; s.Redacted == "" && s.Latest > 0 {
			item, err := r.item(s)
			if err != nil {
				return nil, err
			}
			out = append(out, *item)
		}
	}
	return out, nil
}

func (r *reader) item(s *store.Story) (*storyJSON, error) {
	e, err := r.story(store.Ref{Story: s.ID, Revision: s.Latest})
	if err != nil {
		return nil, err
	}
	out := &storyJSON{ID: s.ID, Permanent: e.Permanent(), Latest: s.Latest, Title: e.Heading(), Outlet: e.Outlet, URL: s.URL,
		FirstSeen: instant(s.FirstSeen), LastSeen: instant(s.LastSeen), Statements: len(e.Statements), Figures: len(e.Figures),
		Sensitive: r.sensitive[s.ID], Unread: e.English == ""}
	if !e.Published.IsZero() {
		out.Published = e.Published.Format(time.DateOnly)
	}
	return out, nil
}

// instant writes a time as RFC 3339, nothing if it is not known.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// A StoryParam names a story.
type StoryParam struct {
	ID string `path:"id" maxLength:"2000" doc:"The ID of a story, or its first six digits or more if no other begins so." example:"5a0c61d20f7b"`
}

func (a *api) getStory(ctx context.Context, in *StoryParam) (*document, error) {
	s, err := a.find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return a.storyDocument(ctx, store.Ref{Story: s.ID, Revision: s.Latest}, func(r *reader) (any, error) { return r.item(s) })
}

// getStoryAt is getStory for one revision.
func (a *api) getStoryAt(ctx context.Context, in *RevisionParam) (*document, error) {
	s, err := a.seen(ctx, in)
	if err != nil {
		return nil, err
	}
	return a.storyDocument(ctx, s.Ref, func(r *reader) (any, error) {
		item, _, err := r.revision(s)
		return item, err
	})
}

// storyDocument answers with a revision in the form that is liked best.
func (a *api) storyDocument(ctx context.Context, ref store.Ref, asJSON func(*reader) (any, error)) (*document, error) {
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	return negotiate(ctx, func(mediaType string) (any, error) {
		switch mediaType {
		case typeAnnotation:
			return r.written(ref, export.Annotation)
		case typeLD:
			return r.written(ref, export.SchemaOrg)
		}
		return asJSON(r)
	})
}

// written returns a revision as a format of export has it.
func (r *reader) written(ref store.Ref, f export.Format) (json.RawMessage, error) {
	s, err := r.Story(ref, f)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = export.WriteOne(&b, f, s)
	return b.Bytes(), err
}
