package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// serveStorySpeaker shows a speaker of a story: the person, if other stories know
// it too.
func (d *Desk) serveStorySpeaker(w http.ResponseWriter, r *http.Request, story, speaker string) error {
	ctx := r.Context()
	s, ref, err := d.db.Find(ctx, story)
	if err != nil {
		return err
	}
	if s.Redacted != "" {
		return store.ErrRedacted
	}
	record, into, err := d.decidedSpeaker(ctx, ref, speaker)
	if err != nil {
		return err
	}
	person, err := d.personOf(ctx, s.ID, into)
	if err != nil {
		return err
	}
	switch {
	case person != "":
		http.Redirect(w, r, "/speaker/"+person, http.StatusFound)
		return nil
	case into != speaker || story != s.ID:
		http.Redirect(w, r, speakerPath(s.ID, into), http.StatusFound)
		return nil
	}
	b, err := d.bearings(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(record.Speakers, func(k onrecord.Speaker) bool { return k.ID == speaker })
	if i < 0 {
		return missing("This story has no such speaker.")
	}
	first, err := d.db.FirstSeen(ctx, s.ID)
	if err != nil {
		return err
	}
	if !record.Published.IsZero() {
		first = record.Published
	}
	page := b.storySpeaker(ref, record, &record.Speakers[i], first.UTC().Format(dayLayout), newWish(speakerPath(s.ID, speaker), r.URL.Query()))
	return d.render(w, r, "speaker", frame{Title: page.Name, Page: page})
}

// decidedSpeaker returns the record of a story, and the speaker that one of its
// speakers was merged into, if people merged it.
func (d *Desk) decidedSpeaker(ctx context.Context, ref store.Ref, speaker string) (*onrecord.Record, string, error) {
	decisions, err := d.db.Decisions(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	for i := range decisions {
		if s := &decisions[i]; store.Action(s.Action) == store.Merge && s.Now == speaker && s.Review == "" {
			speaker = s.New["into"]
		}
	}
	r, err := d.db.Decided(ctx, ref)
	return r, speaker, err
}

// personOf returns who a speaker of a story is in others; nothing if no other story
// knows it.
func (d *Desk) personOf(ctx context.Context, story, speaker string) (string, error) {
	digests, err := d.db.Digests(ctx, []string{story})
	n, _ := strconv.Atoi(strings.TrimPrefix(speaker, "k"))
	if err != nil || digests[story] == nil || n < 1 || n > len(digests[story].Speakers) {
		return "", err
	}
	return digests[story].Speakers[n-1].Person, nil
}

// storySpeaker sets out a speaker whom one story alone knows.
func (b *bearings) storySpeaker(ref store.Ref, r *onrecord.Record, k *onrecord.Speaker, day string, o wish) *speakerPage {
	p := &speakerPage{Path: o.path, Name: k.Name, Kind: string(k.Kind), Country: k.Country, Protected: slices.Contains(b.shield.Speakers(ref.Story, r), k.ID),
		Only: &storyLine{storyPath(ref), r.Heading(), r.Outlet, day, ref.Revision}}
	for _, role := range k.Roles {
		p.Roles = append(p.Roles, roleLine{Name: role, First: day, Last: day, Outlets: compare.OutletName(r.Outlet)})
	}
	var said []saidLine
	var given []store.Given
	for i := range r.Statements {
		s := &r.Statements[i]
		if !slices.Contains(s.Speakers, k.ID) {
			continue
		}
		said = append(said, b.saidLine(ref, r, s, day))
		for _, f := range r.Figures {
			if f.Statement == s.ID {
				given = append(given, store.Given{Hit: store.Hit{Ref: ref, At: said[len(said)-1].Day}, Figure: f, Words: r.Text[f.Start:f.End]})
			}
		}
	}
	p.Statements, p.Found = len(said), len(said)
	p.Tabs = []tab{
		{"Statements", o.with(func(o *wish) { o.view = viewStatements }).address(), strconv.Itoa(len(said)), o.view == viewStatements},
		{"Figures", o.with(func(o *wish) { o.view = viewFigures }).address(), strconv.Itoa(len(given)), o.view == viewFigures},
	}
	if o.view == viewFigures {
		scales := scalesOf(given)
		for i := range given {
			p.Given = append(p.Given, b.givenRow(&given[i], r, scales[likenessOf(&given[i].Figure)]))
		}
		return p
	}
	p.Months = byMonth(said)
	return p
}
