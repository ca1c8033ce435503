package web

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addSpeakers() {
	const tag = "Speakers"
	register(a, get("listSpeakers", "/speakers", tag, "List speakers",
		"With q: those whose names have all its words, those with the most statements first. Without: those who can be told by a name or an office across stories, in an order that stays."), a.listSpeakers)
	register(a, get("getSpeaker", "/speakers/{id}", tag, "Get a speaker",
		"How stories call a speaker, and what they have it say: what was said last first."), a.getSpeaker)
}

// A SpeakerItem is a speaker across stories, or of one story.
type SpeakerItem struct {
	ID         string               `json:"id" doc:"p and digits; or STORY.kN of one who is known in one story only." example:"p5a0c61d20f7b3344"`
	Kind       onrecord.SpeakerKind `json:"kind"`
	Name       string               `json:"name" doc:"As most stories have it."`
	Country    string               `json:"country,omitempty" doc:"ISO 3166-1 alpha-2"`
	Names      []string             `json:"names,omitempty"`
	Roles      []string             `json:"roles,omitempty" doc:"As the stories have them, those of most statements first."`
	Stories    int                  `json:"stories"`
	Statements int                  `json:"statements"`
}

type speakersInput struct {
	Name string `query:"q" maxLength:"200" doc:"Words of the name, whole ones, in any case and with any accents." example:"Duarte"`
	ListParams
}

func (a *api) listSpeakers(ctx context.Context, in *speakersInput) (*listing[SpeakerItem], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	shield, err := a.db.Protected(ctx)
	if err != nil {
		return nil, err
	}
	if in.Name != "" {
		found, err := a.db.Speakers(ctx, in.Name, mostFound)
		if err != nil {
			return nil, err
		}
		from, to, next := in.window(c, len(found))
		items, err := a.speakerItems(ctx, shield, found[from:to])
		return listed(ctx, items, next), err
	}
	ids, err := a.db.PersonsAfter(ctx, c.Key, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *cursor
	if len(ids) > in.Limit {
		ids = ids[:in.Limit]
		next = &cursor{List: c.List, Key: ids[in.Limit-1]}
	}
	var items []SpeakerItem
	for _, id := range ids {
		p, err := a.db.Person(ctx, id, 1)
		if err != nil {
			return nil, err
		}
		if !hides(shield, p) {
			items = append(items, newSpeakerItem(p))
		}
	}
	return listed(ctx, items, next), nil
}

func newSpeakerItem(p *store.Person) SpeakerItem {
	return SpeakerItem{p.ID, p.Kind, p.Name, p.Country, p.Names, p.Roles, p.Stories, p.Statements}
}

// hides reports whether a person is protected, of whom the last statement at least
// is known.
func hides(shield *store.Shield, p *store.Person) bool {
	story := ""
	if len(p.Said) > 0 {
		story = p.Said[0].Story
	}
	return slices.ContainsFunc(append(slices.Clone(p.Names), p.Name), func(name string) bool {
		return shield.Covers(&store.Speaker{Story: story, Kind: p.Kind, Name: name})
	})
}

// speakerItems returns speakers that were found, less those that are protected, with
// the IDs that they have.
func (a *api) speakerItems(ctx context.Context, shield *store.Shield, found []store.Speaker) ([]SpeakerItem, error) {
	var stories []string
	for i := range found {
		stories = append(stories, found[i].Story)
	}
	digests, err := a.db.Digests(ctx, stories)
	if err != nil {
		return nil, err
	}
	var out []SpeakerItem
	for i := range found {
		k := &found[i]
		if shield.Covers(k) {
			continue
		}
		id := fmt.Sprintf("%s.k%d", k.Story, k.Number)
		if d := digests[k.Story]; d != nil && k.Number <= len(d.Speakers) && d.Speakers[k.Number-1].Person != "" {
			id = d.Speakers[k.Number-1].Person
		}
		out = append(out, SpeakerItem{ID: id, Kind: k.Kind, Name: k.Name, Country: k.Country, Roles: k.Roles, Stories: k.Stories, Statements: k.Statements})
	}
	return out, nil
}

type speakerInput struct {
	ID string `path:"id" maxLength:"80" doc:"The ID of a speaker across stories, or its first six digits or more; or STORY.k2, the second speaker of a story." example:"p5a0c61d20f7b3344"`
	ListParams
}

type speakerOutput struct {
	Link string `header:"Link" doc:"Where the statements go on (rel=next), if they do."`
	Body speakerAnswer
}

// A speakerAnswer is a speaker with a part of what it says.
type speakerAnswer struct {
	SpeakerItem
	Said part[*export.FoundStatement] `json:"said"`
}

func (a *api) getSpeaker(ctx context.Context, in *speakerInput) (*speakerOutput, error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	person, e, k, err := a.speaker(ctx, in.ID)
	switch {
	case err != nil:
		return nil, err
	case person == "":
		return a.getLocalSpeaker(ctx, e, k, c, &in.ListParams)
	}
	return a.getPerson(ctx, person, c, &in.ListParams)
}

// speaker returns the person that an ID names; or else a story and the speaker in it
// who is known there only.
func (a *api) speaker(ctx context.Context, id string) (person string, e *export.Story, k *onrecord.Speaker, err error) {
	story, number, ok := strings.Cut(id, ".k")
	if !ok {
		return id, nil, nil, nil
	}
	s, err := a.find(ctx, story)
	if err != nil {
		return "", nil, nil, err
	}
	r, err := a.reader(ctx)
	if err != nil {
		return "", nil, nil, err
	}
	if e, err = r.story(store.Ref{Story: s.ID, Revision: s.Latest}); err != nil {
		return "", nil, nil, err
	}
	i := slices.IndexFunc(e.Speakers, func(k onrecord.Speaker) bool { return k.ID == "k"+number })
	if i < 0 {
		return "", nil, nil, missing("There is no speaker k" + number + " in this story.")
	}
	digests, err := a.db.Digests(ctx, []string{s.ID})
	if err != nil {
		return "", nil, nil, err
	}
	if d, n := digests[s.ID], numberOf(e.Speakers[i].ID); d != nil && n <= len(d.Speakers) {
		person = d.Speakers[n-1].Person
	}
	return person, e, &e.Speakers[i], nil
}

func (a *api) getPerson(ctx context.Context, id string, c cursor, in *ListParams) (*speakerOutput, error) {
	shield, err := a.db.Protected(ctx)
	if err != nil {
		return nil, err
	}
	p, err := a.db.Person(ctx, id, 1)
	if err != nil {
		return nil, err
	}
	if hides(shield, p) {
		return nil, store.ErrNotFound
	}
	hits, _, err := a.db.Said(ctx, p.ID, store.SaidFilter{}, c.At, in.Limit+1)
	if err != nil {
		return nil, err
	}
	_, to, next := in.window(cursor{List: c.List}, len(hits))
	if next != nil {
		next.At += c.At
	}
	r, err := a.reader(ctx)
	if err != nil {
		return nil, err
	}
	items, err := r.statements(ctx, hits[:to])
	return saidBy(listed(ctx, items, next), newSpeakerItem(p)), err
}

// getLocalSpeaker answers with a speaker who is known in one story only.
func (a *api) getLocalSpeaker(ctx context.Context, e *export.Story, k *onrecord.Speaker, c cursor, in *ListParams) (*speakerOutput, error) {
	var said []*onrecord.Statement
	for i := range e.Statements {
		if st := &e.Statements[i]; slices.Contains(st.Speakers, k.ID) {
			said = append(said, st)
		}
	}
	from, to, next := in.window(c, len(said))
	var items []*export.FoundStatement
	for _, st := range said[from:to] {
		items = append(items, e.FoundStatement(e.Place(e.Revision, toldOn(e, st)), st))
	}
	about := SpeakerItem{ID: e.ID + ".k" + strconv.Itoa(numberOf(k.ID)), Kind: k.Kind, Name: k.Name, Country: k.Country, Names: []string{k.Name}, Roles: k.Roles, Stories: 1, Statements: len(said)}
	return saidBy(listed(ctx, items, next), about), nil
}

func saidBy(l *listing[*export.FoundStatement], about SpeakerItem) *speakerOutput {
	return &speakerOutput{l.Link, speakerAnswer{about, l.Body}}
}
