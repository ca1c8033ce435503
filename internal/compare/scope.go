package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// A Scope is what a figure is about beside its measure: what Same compares.
type Scope struct {
	// Counted is what is counted, singular; none for everybody whom an event struck.
	Counted []string
	// Side is whose they are, where that matters: the soldiers of one army.
	Side []string
	// Where is the place that the figure alone is for; none if it is for that of the story.
	Where []string
	// Day is the one on which what it tells of happened, if it is another than the story's.
	Day string
	// Past says that it is of a time before the event: another year's figure.
	Past bool
	// Long says that it counts over a time longer than an event's: since a war began.
	Long bool
	// Part says that it is a part of another figure of its story.
	Part bool
	// More says that it comes on top of another: "two more bodies".
	More bool
	// Expected says that it is not what was, but what somebody expects.
	Expected bool
	// Will says that its sentence tells what will be.
	Will bool
	// Whose is who the figure belongs to, if it is no toll: a firm, a candidate.
	Whose []string
	// Near is lemmas that stand in its sentence.
	Near []string
}

// maxNear is how many lemmas of its sentence a figure is known by.
const maxNear = 12

// scope returns what a figure is about. ev is what its story is about.
func (e *eventReader) scope(f *onrecord.Figure, c *Claim, ev *Event, d *Digest) Scope {
	first := e.d.TokenAt(f.Start)
	if first < 0 {
		return Scope{}
	}
	sent := e.window(first)
	p := populationOf(c.Of, c.Measure)
	out := Scope{Counted: p.heads, Side: p.names}
	out.Where = e.where(f, sent, ev)
	out.Day, out.Past = e.when(f, c, sent, ev, d)
	out.Long = !lasts(d, c) && (c.Cumulative && c.PeriodFrom != "" && dayApart(c.PeriodFrom, day(d.Published)) > recent || sinceWar(c.Passage))
	out.Expected, out.Will = e.expected(first, sent), strings.Contains(c.Passage, " will ")
	out.Past = out.Past || e.earlier(f, first, sent) || e.another(first, sent)
	out.More = IsToll(c.Measure) && e.more(f, first)
	if out.Part = c.PartOf > 0 && c.PartOf <= len(e.Figures) && evenMeasure(e.Figures[c.PartOf-1].Measure) == evenMeasure(c.Measure); !out.Part && c.PartOf == 0 && ofThem(c.Words) && d.counts(c.Measure) {
		out.Part = true
		if who := e.theyWere(f, sent); who != "" {
			out.Counted = []string{who}
		}
	}
	if len(out.Counted) == 0 && IsToll(c.Measure) {
		out.Counted = e.losers(first, sent)
	}
	if combatants(out.Counted) && len(out.Side) == 0 {
		out.Side = e.side(f, first, sent, c, d)
	}
	if !IsToll(c.Measure) && c.Unit != "person" {
		out.Whose = e.whose(f, first, sent)
	}
	out.Near = e.near(sent)
	return out
}

// near returns the lemmas that stand in a sentence and tell something.
func (e *eventReader) near(sent lang.Sentence) []string {
	var out []string
	for i := sent.First; i < sent.Last && len(out) < maxNear; i++ {
		t := &e.d.Tokens[i]
		if t.UPOS != lang.NOUN && t.UPOS != lang.VERB && t.UPOS != lang.ADJ || e.source[i] {
			continue
		}
		if w := strings.ToLower(e.d.Lemma(i)); len(w) > 2 && !everyday[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
