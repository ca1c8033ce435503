package web

import (
	"context"
	"strings"

	"github.com/onrecord/onrecord/internal/export"
	"github.com/onrecord/onrecord/internal/store"
)

// foundStatements returns statements that were found, with the words looked for
// marked.
func (d *Desk) foundStatements(ctx context.Context, query string, hits []store.Hit) ([]saidLine, error) {
	list, err := d.saidLines(ctx, hits)
	for i := range list {
		list[i].Marked = d.piecesOf(query, list[i].Words)
	}
	return list, err
}

// foundStories returns stories that were found, each with the passage that shows
// why.
func (d *Desk) foundStories(ctx context.Context, query string, hits []store.Hit) ([]foundStory, error) {
	sensitive, err := d.db.SensitiveStories(ctx)
	if err != nil {
		return nil, err
	}
	var out []foundStory
	for _, h := range hits {
		r, err := d.db.Record(ctx, h.Ref)
		if err != nil {
			return nil, err
		}
		if r.Text == "" { // erased since
			continue
		}
		f := foundStory{storyLine: storyLine{storyPath(h.Ref), r.Heading(), r.Outlet, dayOf(h), h.Ref.Revision}, Sensitive: sensitive[h.Story]}
		body := export.Body(r)
		s := d.db.SnippetOf(query, r.Text, body)
		f.Passage, f.Cut, f.Goes = marked(r.Text, s), s.Start > body.Start, s.End < body.End
		out = append(out, f)
	}
	return out, nil
}

// dayOf returns the day of a hit.
func dayOf(h store.Hit) string { return h.At[:min(len(h.At), len("2031-05-14"))] }

// foundSpeakers fills in who goes by the words of a query, and who said what it
// finds.
func (d *Desk) foundSpeakers(ctx context.Context, p *searchPage, f *finding) error {
	shield, err := d.db.Protected(ctx)
	if err != nil {
		return err
	}
	for i := range f.named {
		p.Named = append(p.Named, newSpeakerRow(&f.named[i], shield))
	}
	for i := range f.facets.Speakers[:min(len(f.facets.Speakers), listedSpeakers)] {
		p.Speaking = append(p.Speaking, newSpeakerRow(&f.facets.Speakers[i], shield))
	}
	p.Found, p.Most = len(f.hits), len(f.hits) == store.MostRanked
	return nil
}

// mostRoles is how many roles of a speaker a list shows.
const mostRoles = 3

func newSpeakerRow(k *store.Speaker, shield *store.Shield) speakerRow {
	row := speakerRow{Name: k.Name, Path: speakerPath(k.Story, speakerID(k.Number-1)), Kind: string(k.Kind), Country: k.Country, Protected: shield.Covers(k),
		Roles: strings.Join(k.Roles[:min(mostRoles, len(k.Roles))], ", "), Statements: count(k.Statements, "statement", "statements"), Stories: count(k.Stories, "story", "stories")}
	if term := fieldTerm("speaker", k.Name); understood(term) {
		row.Search = findPath(term, inStatements, 1)
	}
	return row
}

// understood reports whether a query is understood.
func understood(query string) bool {
	_, err := store.QueryParts(query)
	return err == nil
}
