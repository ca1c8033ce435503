package compare

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// claimParts fills in what the stories' claims are compared by.
func (d *Digest) claimParts(r *onrecord.Record) {
	for i := range r.Speakers {
		d.Speakers = append(d.Speakers, newSpeaker(r.Text, &r.Speakers[i]))
	}
	for i := range r.Statements {
		d.Statements = append(d.Statements, newStatement(r, &r.Statements[i]))
	}
	for _, n := range r.Notes {
		d.Notes = append(d.Notes, Note{Kind: n.Kind, Words: r.Text[n.Start:n.End], At: n.Span, By: n.By})
	}
	e := newEventReader(d, r)
	d.Event = e.event(d.Published)
	d.figures(e)
	d.parts()
	d.answers(e)
	d.keys()
}

func newStatement(r *onrecord.Record, s *onrecord.Statement) Statement {
	out := Statement{Kind: s.Kind, Act: s.Act, Source: joined(r.Text, s.Source), Cue: joined(r.Text, s.Cue), Content: joined(r.Text, s.Content), At: s.Content, SourceAt: s.Source,
		SaidWords: r.Text[s.Said.Start:s.Said.End], SaidFrom: day(s.Said.From), SaidTo: day(s.Said.To), Venue: r.Text[s.Venue.Start:s.Venue.End],
		Within: indexOf(s.Within), Continues: indexOf(s.Continues)}
	for _, id := range s.Speakers {
		out.Speakers = append(out.Speakers, indexOf(id))
	}
	for _, h := range s.Hedges {
		out.Hedges = append(out.Hedges, r.Text[h.Start:h.End])
	}
	return out
}

// indexOf returns the index that an ID such as s3 stands for, -1 for none.
func indexOf(id string) int {
	if len(id) < 2 {
		return -1
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return -1
	}
	return n - 1
}

// day writes a day as ISO 8601, nothing if it is not known.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// maxClaims bounds the claims of a text that is a table rather than a story: its
// first ones are kept.
const maxClaims = 150

// figures makes claims of the figures that others may answer: not those that are
// only thought of, nor how much more or what it was before, nor who speaks.
func (d *Digest) figures(e *eventReader) {
	r := e.Record
	var corrections []onrecord.Span // what they tell stood there before, or stands in the text too
	for _, n := range r.Notes {
		if n.Kind == onrecord.Correction {
			corrections = append(corrections, n.Span)
		}
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		if telling[f.Measure] || f.Status == "hypothetical" || f.Change == "by" || f.Change == "from" || e.inSource(f.Span) || covered(corrections, f.Span) || r.Layout.Aside(f.Span) {
			continue
		}
		c := Claim{Figure: i + 1, Statement: indexOf(f.Statement), Bounds: f.Bounds, Measure: f.Measure, Unit: f.Unit, Of: f.Of.Name, Place: r.Text[f.Place.Start:f.Place.End],
			PeriodFrom: day(f.Period.From), PeriodTo: day(f.Period.To), Cumulative: f.Cumulative, PartOf: indexOf(f.PartOf) + 1, Change: string(f.Change), Status: string(f.Status),
			Words: r.Text[f.Start:f.End], Passage: passageAt(r, f.Span), At: f.Span,
			Headline: r.Layout.Headline.Contains(f.Span)}
		if f.Status == "denied" {
			c.Answer = Denial
		}
		c.Scope = e.scope(f, &c, &d.Event, d)
		if d.Claims = append(d.Claims, c); len(d.Claims) == maxClaims {
			break
		}
	}
	d.battle()
	d.asides()
	d.headlineScopes()
}

// battle adds that there was fighting where the losses of one side are counted.
func (d *Digest) battle() {
	for i := range d.Claims {
		if s := &d.Claims[i].Scope; len(s.Side) > 0 && combatants(s.Counted) && IsToll(d.Claims[i].Measure) && sameKind(d.Event.Classes, []string{"clash"}) != yes {
			d.Event.Classes = append(d.Event.Classes, "clash")
		}
	}
}

// asides marks as parts those tolls that one and the same speaker gives beside
// others with which they cannot go together, without saying that the number changed:
// what else they count was not understood.
func (d *Digest) asides() {
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Headline || !IsToll(c.Measure) || c.Change != "" || c.Cumulative {
			continue
		}
		for k := range i {
			o := &d.Claims[k]
			if !o.Headline && !o.Scope.Part && evenMeasure(o.Measure) == evenMeasure(c.Measure) && samePopulation(d, o, d, c) && sameTime(o, c) && o.Scope.Day == c.Scope.Day && slices.Equal(o.Scope.Where, c.Scope.Where) &&
				Relate(o.Bounds, c.Bounds) == Conflict && d.giver(o) == d.giver(c) {
				c.Scope.Part = true
			}
		}
	}
}

// giver returns the first speaker of a claim; -1 if it is the outlet, or nobody is told.
func (d *Digest) giver(c *Claim) int {
	if c.Statement < 0 || c.Statement >= len(d.Statements) || len(d.Statements[c.Statement].Speakers) == 0 {
		return -1
	}
	return d.Statements[c.Statement].Speakers[0]
}

// telling are nouns that are counted for the telling's sake: no two outlets differ on
// them.
var telling = wordSet("place point way side thing reason question step part kind sort example word sentence time occasion statement email letter official spokesman source direction")

// headlineScopes gives the figures of the headline what the text tells of the same
// ones: headlines leave out whom and where.
func (d *Digest) headlineScopes() {
	for i := range d.Claims {
		h := &d.Claims[i]
		if !h.Headline {
			continue
		}
		for k := range d.Claims {
			c := &d.Claims[k]
			if !c.Headline && evenMeasure(c.Measure) == evenMeasure(h.Measure) && !math.IsInf(h.Low, 0) && c.Low == h.Low && (len(h.Scope.Counted) == 0 || sameCounted(h.Scope.Counted, c.Scope.Counted, false)) {
				h.Scope = c.Scope
				break
			}
		}
	}
}

// maxPassage is how long a passage may be that a claim is shown in, in bytes.
const maxPassage = 400

// passageAt returns the sentence around a figure, as much of it as is shown.
func passageAt(r *onrecord.Record, at onrecord.Span) string {
	d := r.Document
	k := d.SentenceOf(d.TokenAt(at.Start))
	sent := onrecord.Span{Start: d.Tokens[d.Sentences[k].First].Start, End: d.Tokens[d.Sentences[k].Last-1].End}
	own := behind([]onrecord.Span{r.Layout.Dateline, datelineCredit(r)}, sent)
	if own.Len() == 0 || own.Len() > maxPassage {
		own = at
	}
	return strings.TrimLeft(r.Text[own.Start:own.End], " -–—:")
}

// datelineCredit returns the credit that stands behind the dateline: "(AP)".
func datelineCredit(r *onrecord.Record) onrecord.Span {
	for _, c := range r.Layout.Credits {
		if c.Start >= r.Layout.Dateline.End && c.Start-r.Layout.Dateline.End < 4 {
			return c
		}
	}
	return onrecord.Span{}
}

// mostOfMeasure bounds the figures of one measure by which one story can be found:
// its first ones are kept. It bounds the pairs that are to be looked at between two
// stories, whatever they hold.
const mostOfMeasure = 24

// keys gives each claim the keys that one of the same question shares with it: its
// measure with a word of a name and a time, its own fortnight and the next.
func (d *Digest) keys() {
	count := map[string]int{}
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Scope.Part && len(c.Scope.Counted) == 0 {
			continue // of what it is a part, no other story tells
		}
		if c.Figure == 0 && !c.public() {
			continue
		}
		m := evenMeasure(c.Measure)
		if count[m]++; count[m] <= mostOfMeasure {
			c.Keys = d.keysOf(c, m)
		}
		slices.Sort(c.Keys)
		c.Keys = slices.Compact(c.Keys)
	}
}

// keysOf returns the keys of a claim for one measure.
func (d *Digest) keysOf(c *Claim, measure string) (out []string) {
	at := d.Published
	if t, err := time.Parse(time.DateOnly, d.dayOf(c)); err == nil && !lasts(d, c) {
		at = t
	}
	period := periodOf(at)
	if c.Scope.Long {
		measure, period = "long "+measure, period*fortnight/longDays
	}
	for _, name := range d.keyNames(c) {
		for _, p := range []uint64{period, period + 1} {
			out = append(out, fmt.Sprintf("%s|%s|%d", measure, name, p))
		}
	}
	return out
}

// keyNames returns the words by which a claim is found: those of its place and of
// others told beside it, of who has to do with it and of the region; of the country
// only where no place is told, for too many stories share it.
func (d *Digest) keyNames(c *Claim) []string {
	out := slices.Concat(d.scenesOf(c), d.named(Actor), d.named(Wide), d.named(Nearby))
	if len(d.scenesOf(c)) == 0 {
		out = append(out, d.named(Country)...)
	}
	return out
}

// parts marks the tolls that are a part of another in the same story though the
// words do not say so: a lesser number of the same measure that the outlet, or the
// one who gives the greater, adds ("two died in hospital overnight").
func (d *Digest) parts() {
	const muchLess = 1.2 // 298 is no part of 300
	for i := range d.Claims {
		c := &d.Claims[i]
		if !IsToll(c.Measure) || c.Scope.Part || c.Cumulative || c.Headline || c.Answer != "" {
			continue
		}
		for j := range d.Claims {
			o := &d.Claims[j]
			if o.Measure != c.Measure || o.Unit != c.Unit || o.Answer != "" || o.Low <= muchLess*c.High || !samePopulation(d, c, d, o) || !slices.Equal(o.Scope.Where, c.Scope.Where) {
				continue
			}
			if c.Statement < 0 || o.Statement >= 0 && slices.Equal(d.speakersOf(c.Statement), d.speakersOf(o.Statement)) {
				c.Scope.Part = true
				break
			}
		}
	}
}
