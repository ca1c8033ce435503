package web

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// A revisionJSON is a revision of a story without what it was read as.
type revisionJSON struct {
	Story       string  `json:"story"`
	Revision    int     `json:"revision"`
	Seen        string  `json:"seen" format:"date-time" doc:"When it was seen first."`
	Title       string  `json:"title,omitempty"`
	Published   string  `json:"published,omitempty" doc:"As its page says, or a feed."`
	PublishedBy string  `json:"published_by,omitempty" doc:"Where that was found: \"JSON-LD datePublished\"."`
	Bytes       int     `json:"bytes" doc:"Of the text, in UTF-8."`
	SHA256      string  `json:"text_sha256" doc:"Of the text, in hex."`
	Reader      string  `json:"reader,omitempty" doc:"What it was read with."`
	Unread      string  `json:"unread,omitempty" doc:"Why it could not be read."`
	Text        *string `json:"text,omitempty" doc:"The text, if it was asked for and may leave. Bytes that are no UTF-8 are U+FFFD each."`
}

type revisionsOutput struct {
	Body struct {
		Items []revisionJSON `json:"items"`
	}
}

func (a *api) listRevisions(ctx context.Context, in *StoryParam) (*revisionsOutput, error) {
	s, err := a.find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.db.Revisions(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	out := &revisionsOutput{}
	out.Body.Items = []revisionJSON{}
	for i := range all {
		item, _, err := r.revision(&all[i])
		if err != nil {
			return nil, err
		}
		out.Body.Items = append(out.Body.Items, *item)
	}
	return out, nil
}

// revision returns a revision and its record.
func (r *reader) revision(s *store.Seen) (*revisionJSON, *export.Story, error) {
	e, err := r.story(s.Ref)
	if err != nil {
		return nil, nil, err
	}
	return &revisionJSON{Story: s.Story, Revision: s.Revision, Seen: instant(s.At), Title: e.Heading(), Published: s.Published, PublishedBy: s.PublishedBy,
		Bytes: s.Bytes, SHA256: s.TextSHA256, Reader: s.Reader, Unread: s.Unread}, e, nil
}

// A RevisionParam names a revision of a story.
type RevisionParam struct {
	StoryParam
	N int `path:"n" minimum:"1" doc:"The number of a revision: 1, 2, …"`
}

// A TextParam says of a revision whether its text is wanted.
type TextParam struct {
	RevisionParam
	Text bool `query:"text" doc:"Whether the whole text is wanted."`
}

// seen returns the revision that is asked for.
func (a *api) seen(ctx context.Context, in *RevisionParam) (*store.Seen, error) {
	s, err := a.find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := a.db.Revisions(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	if in.N > len(all) {
		return nil, missing("Story " + s.ID + " has " + count(len(all), "revision", "revisions") + ".")
	}
	return &all[in.N-1], nil
}

type revisionOutput struct{ Body revisionJSON }

func (a *api) getRevision(ctx context.Context, in *TextParam) (*revisionOutput, error) {
	s, err := a.seen(ctx, &in.RevisionParam)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	item, e, err := r.revision(s)
	if err != nil {
		return nil, err
	}
	if in.Text && !e.Guarded() {
		text := strings.ToValidUTF8(e.Text, "\uFFFD")
		item.Text = &text
	}
	return &revisionOutput{*item}, nil
}

// An excerpt is a record without its text.
type excerpt struct{ *onrecord.Record }

func (e excerpt) MarshalJSON() ([]byte, error) { return e.ExcerptJSON(), nil }

func (a *api) getRecord(ctx context.Context, in *TextParam) (*document, error) {
	s, err := a.seen(ctx, &in.RevisionParam)
	if err != nil {
		return nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	e, err := r.story(s.Ref)
	if err != nil {
		return nil, err
	}
	if e.English == "" {
		return nil, missing("Revision " + strconv.Itoa(s.Revision) + " has no record: " + cmp.Or(s.Unread, "nothing has read it yet") + ".")
	}
	if in.Text && !e.Guarded() {
		return newDocument(typeJSON, e.Record)
	}
	return newDocument(typeJSON, excerpt{e.Record})
}

type diffInput struct {
	RevisionParam
	From int `query:"from" minimum:"0" doc:"An earlier revision; the one before if it is left out."`
}

type diffOutput struct{ Body *compare.StepJSON }

func (a *api) getDiff(ctx context.Context, in *diffInput) (*diffOutput, error) {
	s, err := a.seen(ctx, &in.RevisionParam)
	if err != nil {
		return nil, err
	}
	from := in.From
	if from == 0 {
		from = in.N - 1
	}
	if from < 1 || from >= in.N {
		return nil, bad("There is no earlier revision to compare with.", "from names one before revision "+strconv.Itoa(in.N)+".")
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	before, err := r.story(store.Ref{Story: s.Story, Revision: from})
	if err != nil {
		return nil, err
	}
	after, err := r.story(s.Ref)
	if err != nil {
		return nil, err
	}
	return &diffOutput{compare.DiffDocument(s.Story, from, in.N, before.Record, after.Record)}, nil
}

type copiesOutput struct {
	Body struct {
		Items []*compare.LinkJSON `json:"items"`
	}
}

func (a *api) listCopies(ctx context.Context, in *StoryParam) (*copiesOutput, error) {
	s, err := a.find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	links, err := a.db.DirectLinks(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	out, points := &copiesOutput{}, a.db.Points(ctx)
	out.Body.Items = []*compare.LinkJSON{}
	for i := range links {
		out.Body.Items = append(out.Body.Items, links[i].Document(points))
	}
	return out, nil
}

type originsOutput struct{ Body *compare.OriginsJSON }

func (a *api) getStoryOrigins(ctx context.Context, in *StoryParam) (*originsOutput, error) {
	s, err := a.find(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	o, err := a.db.OriginsOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	if o, err = a.guardOrigins(ctx, o); err != nil {
		return nil, err
	}
	return &originsOutput{o.Document(a.db.Points(ctx))}, nil
}
