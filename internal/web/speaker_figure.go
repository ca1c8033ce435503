package web

import (
	"context"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// monthName writes the month of a day: "May 2031".
func monthName(day string) string {
	t, err := time.Parse(dayLayout, day)
	if err != nil {
		return "Without a day"
	}
	return t.Format("January 2006")
}

// listGiven fills in a page of the figures that a person gave. Bars of one measure
// have one scale.
func (d *Desk) listGiven(ctx context.Context, p *speakerPage, b *bearings, person string, o wish) error {
	list, total, err := d.db.Given(ctx, person, o.SaidFilter, (o.page-1)*perPage, perPage)
	if err != nil {
		return err
	}
	p.Found = total
	scales := scalesOf(list)
	for i := range list {
		r, err := d.db.Decided(ctx, list[i].Ref)
		if err != nil {
			return err
		}
		p.Given = append(p.Given, b.givenRow(&list[i], r, scales[likenessOf(&list[i].Figure)]))
	}
	return nil
}

// A likeness is what figures have in common that are drawn on one scale.
type likeness struct{ measure, unit string }

func likenessOf(f *onrecord.Figure) likeness { return likeness{f.Measure, f.Unit} }

func scalesOf(list []store.Given) map[likeness]compare.Scale {
	ranges := map[likeness][]onrecord.Bounds{}
	for i := range list {
		l := likenessOf(&list[i].Figure)
		ranges[l] = append(ranges[l], list[i].Bounds)
	}
	out := map[likeness]compare.Scale{}
	for l, r := range ranges {
		out[l] = compare.NewScale(r)
	}
	return out
}

func (b *bearings) givenRow(g *store.Given, r *onrecord.Record, scale compare.Scale) givenRow {
	row := givenRow{Day: dayOf(g.Hit), Measure: g.Measure, Bounds: g.Bounds.String(), Status: string(g.Status), Words: g.Words, Story: storyPath(g.Ref), Headline: r.Heading(),
		Outlet: compare.OutletName(r.Outlet), Sensitive: b.sensitive[g.Story], Bar: newBar(scale, &compare.Point{Bounds: g.Bounds, Status: string(g.Status)})}
	if words := changeWords[g.Change]; words != "" {
		row.Status = words
	}
	if g.Unit != "" && g.Unit != "person" && g.Unit != g.Measure {
		row.Measure += ", " + g.Unit
	}
	row.Path = row.Story
	if s := statementOf(r, g.Figure.Statement); s != nil {
		row.Path = statementPath(g.Ref, r, s, onrecord.CountCodePoints(r.Text))
	}
	if g.Question != "" {
		row.Question = questionPath(g.Question)
	}
	return row
}

// changeWords say which part of a change a figure is, as in "rose by 12 to 40".
var changeWords = map[onrecord.Change]string{"by": "how much it changed", "from": "before it changed", "to": "after it changed"}

// decisions returns the commands by which people decide about a person, told by
// the last story that has a statement of it.
func (d *Desk) decisions(ctx context.Context, p *portrait) []string {
	story := p.last[0].Story
	k, err := d.speakerIn(ctx, story, p.ID)
	if err != nil || k == "" {
		return nil
	}
	who := "onrecord decide " + story[:10] + " " + k + " "
	return []string{who + "merge-person --set into=STORY/k1", who + "split-person", who + "protect"}
}

// speakerIn returns the ID that a person has in a story.
func (d *Desk) speakerIn(ctx context.Context, story, person string) (string, error) {
	digests, err := d.db.Digests(ctx, []string{story})
	if err != nil || digests[story] == nil {
		return "", err
	}
	for i := range digests[story].Speakers {
		if digests[story].Speakers[i].Person == person {
			return speakerID(i), nil
		}
	}
	return "", nil
}
