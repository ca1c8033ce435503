package web

import (
	"context"
	"strconv"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// An elsewhereItem is another story that has words of a statement.
type elsewhereItem struct {
	What string // how the stories are linked
	storyLine
	Words     string
	Sensitive bool
}

// mostElsewhere is how many stories with the same words are listed.
const mostElsewhere = 30

// elsewhere lists the stories that share words of a place, with what they make of
// them.
func (d *Desk) elsewhere(ctx context.Context, p *placed) ([]elsewhereItem, error) {
	links, err := d.db.Links(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	compare.ForReading(links, p.ID)
	var others []string
	there := map[string][]onrecord.Span{} // where the words stand
	what := map[string]string{}
	for i := range links {
		k := &links[i]
		other := k.Other(p.ID)
		for _, passage := range k.LongestFirst() {
			at := k.Seen(p.ID, passage)
			if !at.From.Overlaps(p.at) {
				continue
			}
			if what[other] == "" {
				if len(others) == mostElsewhere {
					break
				}
				others, what[other] = append(others, other), k.Words(p.ID)
			}
			there[other] = append(there[other], at.To)
		}
	}
	digests, err := d.db.Digests(ctx, others)
	if err != nil {
		return nil, err
	}
	var out []elsewhereItem
	for _, other := range others {
		if g := digests[other]; g != nil {
			item := newElsewhere(g, there[other])
			item.What, item.Sensitive = what[other], p.bearings.sensitive[other]
			out = append(out, item)
		}
	}
	return out, nil
}

// newElsewhere returns a story with the statement that has most of the words at some
// places of it.
func newElsewhere(g *compare.Digest, at []onrecord.Span) elsewhereItem {
	ref := store.Ref{Story: g.Story, Revision: g.Revision}
	item := elsewhereItem{storyLine: storyLine{Path: storyPath(ref), Title: g.Headline, Outlet: compare.OutletName(g.Outlet), Day: g.Published.Format(dayLayout), Revision: g.Revision}}
	best := 0
	for i := range g.Statements {
		s := &g.Statements[i]
		n := 0
		for _, piece := range s.At {
			for _, there := range at {
				n += max(0, min(piece.End, there.End)-max(piece.Start, there.Start))
			}
		}
		if n > best || n == best && n > 0 { // the inner one, which comes later
			best = n
			item.Words = s.Content
			item.Path = "/statement/" + ref.Story + "/" + strconv.Itoa(ref.Revision) + "/s" + strconv.Itoa(i+1)
		}
	}
	return item
}
