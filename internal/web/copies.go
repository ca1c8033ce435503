package web

import (
	"context"
	"net/http"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A copiesPage is which stories copy this one or were copied by it, and where its
// claims come from.
type copiesPage struct {
	storyHead
	Compared string // the path of the revision that is compared, if it is another
	Waiting  int    // stories that are not compared yet
	Links    []copyItem
	More     int // links that are not shown
	Origins  string
	From     []sourceItem
	Steps    []chainStep
}

// A copyItem is a story at the other end of a link.
type copyItem struct {
	What string
	storyLine
	Sensitive bool
	Passages  []sharedPassage
	More      int // passages that are not shown
}

// A sharedPassage is the words of two stories that are shared.
type sharedPassage struct{ Here, There string }

// A sourceItem is an origin in a list.
type sourceItem struct {
	Name, Occasions string
	Unknown         bool
}

// How much of the comparison a page shows.
const (
	mostCopies   = 60
	mostPassages = 6
)

func (d *Desk) serveStoryCopies(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error {
	ctx := r.Context()
	t, err := d.loadStory(ctx, s, ref)
	if err != nil {
		return err
	}
	p := &copiesPage{storyHead: t.head("copies")}
	if p.Waiting, err = d.db.CountUncompared(ctx); err != nil {
		return err
	}
	compared := t.record
	if latest := (store.Ref{Story: s.ID, Revision: s.Latest}); ref != latest {
		p.Compared = storyPath(latest) + "/copies"
		if compared, err = d.db.Record(ctx, latest); err != nil {
			return err
		}
	}
	if err := d.loadCopies(ctx, p, s.ID, compared); err != nil {
		return err
	}
	if err := d.loadOrigins(ctx, p, s.ID); err != nil {
		return err
	}
	return d.render(w, r, "copies", frame{Title: "Copies and origins: " + p.Title, Page: p})
}

// loadCopies fills in the links of a story.
func (d *Desk) loadCopies(ctx context.Context, p *copiesPage, story string, self *onrecord.Record) error {
	links, err := d.db.DirectLinks(ctx, story)
	if err != nil {
		return err
	}
	compare.ForReading(links, story)
	sensitive, err := d.db.SensitiveStories(ctx)
	if err != nil {
		return err
	}
	for i := range links[:min(len(links), mostCopies)] {
		k := &links[i]
		_, ref, err := d.db.Find(ctx, k.Other(story))
		if err != nil {
			return err
		}
		other, err := d.db.Record(ctx, ref)
		if err != nil {
			return err
		}
		item := copyItem{What: k.Words(story), storyLine: lineOf(ref, other), Sensitive: sensitive[ref.Story] || sensitive[story]}
		all := k.LongestFirst()
		for _, passage := range all[:min(len(all), mostPassages)] {
			at := k.Seen(story, passage)
			item.Passages = append(item.Passages, sharedPassage{textAt(self.Text, at.From), textAt(other.Text, at.To)})
		}
		item.More = len(all) - len(item.Passages)
		p.Links = append(p.Links, item)
	}
	p.More = len(links) - len(p.Links)
	return nil
}

// lineOf is a story in a list.
func lineOf(ref store.Ref, r *onrecord.Record) storyLine {
	l := storyLine{Path: storyPath(ref), Title: r.Heading(), Outlet: compare.OutletName(r.Outlet), Revision: ref.Revision}
	if !r.Published.IsZero() {
		l.Day = r.Published.Format(dayLayout)
	}
	return l
}

// textAt returns the words of a span; nothing if a text does not reach so far.
func textAt(text string, at onrecord.Span) string {
	if at.Start < 0 || at.Start > at.End || at.End > len(text) {
		return ""
	}
	return text[at.Start:at.End]
}

// loadOrigins fills in where the claims of a story entered the record.
func (d *Desk) loadOrigins(ctx context.Context, p *copiesPage, story string) error {
	o, err := d.db.OriginsOf(ctx, story)
	if err != nil {
		return err
	}
	if len(o.List) == 0 {
		return nil
	}
	p.Origins = o.String()
	for i := range o.List {
		p.From = append(p.From, sourceItem{o.List[i].String(), o.List[i].Days(), o.List[i].Unknown})
	}
	p.Steps, err = d.chainSteps(ctx, o, func(*compare.Edge) bool { return true })
	return err
}
