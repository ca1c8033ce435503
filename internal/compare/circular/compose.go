package circular

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Variant makes set number n of a seed: an agency's story of an event, what other
// outlets make of it, accounts of their own, another event with a similar number,
// and stories of other things.
func Variant(seed, n uint64) Set {
	v := newVariant(seed, n)
	t := v.newTale("main", 0, time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, v.rand.IntN(300)))
	t.wireStory()
	t.takeOver()
	t.ownAccounts()
	if chance(v.rand, .7) {
		t.distract()
	}
	for range v.rand.IntN(3) {
		v.unrelated(pick(v.rand, t.papers), t.event.report)
	}
	return v.done()
}

// A tale is an event with the outlets that tell of it.
type tale struct {
	*variant
	*event
	slots    slots // the event's
	agency   *outlet
	papers   []*outlet
	given    []claim // by the authority
	wire     *draft
	wireSaid string
	told     map[int]int // groups of facts that the agency told, and in which wording
	n        int         // of the next story
}

func (v *variant) newTale(id string, near int, day time.Time) *tale {
	var papers []*outlet
	agency := v.wire()
	for range 7 + v.rand.IntN(4) {
		papers = append(papers, v.outlet())
	}
	return v.taleOf(v.newEvent(id, pick(v.rand, phrases().kinds), v.town(), day, near), agency, papers)
}

// taleOf has outlets tell of an event.
func (v *variant) taleOf(e *event, agency *outlet, papers []*outlet) *tale {
	t := &tale{variant: v, event: e, slots: e.slots, agency: agency, papers: papers, told: map[int]int{}}
	for _, m := range e.counts {
		t.given = append(t.given, claim{m, e.id + "/authority"})
	}
	return t
}

// next names the next story.
func (t *tale) next(kind string) string {
	t.n++
	return fmt.Sprintf("%s-%s-%d", t.event.id, kind, t.n)
}

// at is a time on the day of the briefing or later.
func (t *tale) at(days, hour int) time.Time {
	return t.report.AddDate(0, 0, days).Add(time.Duration(hour)*time.Hour + time.Duration(t.rand.IntN(50))*time.Minute)
}

// headline is one with the number, or one without.
func (t *tale) headline(c claim, withNumber bool) string {
	s := t.slots.with("headnoun", t.shortNoun())
	if heads := phrases().measures[c.measure]["head"]; withNumber && len(heads) > 0 {
		m := mark{question: c.question, origin: c.origin, count: c.count}
		head := pick(t.rand, heads)
		head = strings.ReplaceAll(strings.ReplaceAll(head, "[", m.open()), "]", markClose)
		return capital(s.with("n", countHere, "v", countHere).fill(head))
	}
	return capital(s.fill(pick(t.rand, phrases().frames.lines("headline"))))
}

// wireStory is the agency's first report.
func (t *tale) wireStory() {
	d := &draft{id: t.next("wire"), outlet: t.agency, published: t.at(0, 14), headline: t.headline(t.given[0], true)}
	d.dateline = t.place(t.agency, t.slots["town"], t.agency.name, d.published)
	d.body = append(d.body, t.frame(t.event, "lead", t.given[0], t.report))
	if len(t.given) > 1 && chance(t.rand, .7) {
		d.body = append(d.body, t.frame(t.event, "second", t.given[1], t.report))
	}
	t.wireSaid = t.event.said[0]
	d.body = append(d.body, t.variant.told(t.slots.fill(t.wireSaid), t.spokes(t.event)))
	for range 3 + t.rand.IntN(2) {
		if g := t.nextGroup(); g >= 0 {
			s, at := t.fact(t.event, g, -1)
			t.told[g] = at
			d.body = append(d.body, s)
		}
	}
	if chance(t.rand, .4) {
		d.body = append(d.body, t.answer(t.event, "unverified", t.counts[0], "outlet", t.agency.name))
	}
	t.wire = d
	t.publish(d)
}

// takeOver has outlets make the agency's story their own.
func (t *tale) takeOver() {
	for i := range 1 + t.rand.IntN(5) {
		switch {
		case i == 0:
			t.credited(t.papers[i])
		case chance(t.rand, .3):
			t.cut(t.papers[i])
		default:
			t.rewritten(t.papers[i])
		}
	}
}

// copyOf begins a draft that is made from the agency's.
func (t *tale) copyOf(kind string, o *outlet, hours int) *draft {
	d := &draft{id: t.next(kind), outlet: o, published: t.wire.published.Add(time.Duration(hours)*time.Hour + time.Minute), family: t.wire.id,
		headline: t.headline(t.given[0], chance(t.rand, .5))}
	return d
}

func (t *tale) copied(d *draft, kept float64, agency string) {
	t.publish(d)
	t.set.Copies = append(t.set.Copies, Copy{From: d.id, To: t.wire.id, Kept: kept, Agency: agency})
}

// credited prints the agency's story as it is, or cut from the end, under its
// credit.
func (t *tale) credited(o *outlet) {
	d := t.copyOf("credited", o, 1+t.rand.IntN(5))
	d.dateline = t.place(o, t.slots["town"], t.agency.name, d.published)
	d.body = unmarkedOutlet(t.wire.body[:max(4, len(t.wire.body)-t.rand.IntN(3))])
	t.copied(d, 1, t.agency.name)
}

// unmarkedOutlet leaves out what the agency says of itself.
func unmarkedOutlet(body []sentence) []sentence {
	var out []sentence
	for _, s := range body {
		if !strings.Contains(s.text, "unverified") {
			out = append(out, s)
		}
	}
	return out
}

// cut prints most of the sentences without credit, with some of its own.
func (t *tale) cut(o *outlet) {
	d := t.copyOf("cut", o, 2+t.rand.IntN(9))
	d.byline = t.person()
	body := unmarkedOutlet(t.wire.body)
	drop := 2 + t.rand.IntN(max(1, len(body)-3))
	for i, s := range body {
		if i == 0 || i != drop {
			d.body = append(d.body, s)
		}
	}
	d.body = append(d.body, plain(t.slots.with("home", o.home).fill(pick(t.rand, phrases().local.lines("local")))))
	t.copied(d, .8, "")
}

// rewritten says all in other words and another order, and adds some of its own.
func (t *tale) rewritten(o *outlet) {
	d := t.copyOf("rewrite", o, 2+t.rand.IntN(20))
	if chance(t.rand, .5) {
		d.byline = t.person()
	}
	body := unmarkedOutlet(t.wire.body)
	var rest []sentence
	for i, s := range body {
		if s.again != nil && !s.quote {
			s.text = s.again()
		}
		if i == 0 {
			d.body = append(d.body, s)
		} else {
			rest = append(rest, s)
		}
	}
	rest = shuffled(t.rand, rest)
	if len(rest) > 4 && chance(t.rand, .5) {
		rest = rest[:len(rest)-1]
	}
	d.body = append(d.body, rest...)
	if chance(t.rand, .6) {
		d.body = append(d.body, plain(t.slots.with("home", o.home).fill(pick(t.rand, phrases().local.lines("local")))))
	}
	t.copied(d, .4, "")
}

// ownAccounts are by outlets that had somebody there, or count by themselves.
func (t *tale) ownAccounts() {
	paper := len(t.papers) - 1
	next := func() *outlet { paper--; return t.papers[max(0, paper+1)] }
	if chance(t.rand, .7) {
		t.reporter(next())
	}
	if chance(t.rand, .6) {
		t.estimate(next())
	}
	if chance(t.rand, .4) {
		t.unnamed(next())
	}
	if chance(t.rand, .4) {
		t.rise(next())
	}
	if chance(t.rand, .3) {
		t.denial(next())
	}
}

// reporter was at the briefing, and tells it with facts and witnesses of its own.
func (t *tale) reporter(o *outlet) {
	d := &draft{id: t.next("reporter"), outlet: o, published: t.at(0, 15+t.rand.IntN(6)), headline: t.headline(t.given[0], chance(t.rand, .6)), byline: t.person()}
	d.body = []sentence{t.frame(t.event, "another", t.given[0], t.report), t.witness(t.event)}
	said := t.event.said[t.rand.IntN(len(t.event.said))]
	d.body = append(d.body, t.variant.told(t.slots.fill(said), t.spokes(t.event)))
	for range 2 {
		if g := t.nextGroup(); g >= 0 {
			s, _ := t.fact(t.event, g, -1)
			d.body = append(d.body, s)
		}
	}
	d.body = append(d.body, t.aside("scene"), t.aside("scene"))
	t.publish(d)
}

// aside is a sentence beside the matter that no other story of the set has, while
// there are any: two newsrooms don't find the same words for it.
func (t *tale) aside(of string) sentence {
	return plain(t.slots.fill(t.oneOf(of, phrases().local.lines(of))))
}

// other returns who counts by themselves, and their chair.
func (t *tale) other() (name, chair string) {
	name, role, _ := strings.Cut(t.others[0], " | ")
	return t.slots.fill(name), role
}

// estimate is the count of another body.
func (t *tale) estimate(o *outlet) {
	name, role := t.other()
	c := claim{measured{t.counts[0].question, t.counts[0].measure, higher(t.rand, t.counts[0].count, .4+t.rand.Float64())}, t.event.id + "/other"}
	when := t.report.AddDate(0, 0, 1+t.rand.IntN(2))
	d := &draft{id: t.next("estimate"), outlet: o, published: when.Add(17 * time.Hour), headline: capital(t.slots.fill(pick(t.rand, phrases().frames.lines("numbers"))))}
	d.body = []sentence{t.frame(t.event, "estimate", c, when, "o", name),
		t.variant.told(pick(t.rand, phrases().frames.lines("tally")), role+" "+t.person())}
	if chance(t.rand, .6) {
		d.body = append(d.body, t.frame(t.event, "rival", t.given[0], t.report, "body", t.slots["body"]))
	}
	d.body = append(d.body, t.background(), t.aside("politics"))
	t.publish(d)
}

// background is the sentence that tells what it is all about, as any story has it
// that does not begin with it.
func (t *tale) background() sentence {
	return plain(t.slots.fill(capital(pick(t.rand, t.event.kind.lines("what"))) + " " + t.when() + "."))
}

// unnamed quotes officials without a name.
func (t *tale) unnamed(o *outlet) {
	when := t.report.AddDate(0, 0, 1)
	c := claim{measured{t.counts[0].question, t.counts[0].measure, higher(t.rand, t.counts[0].count, .1+.2*t.rand.Float64())}, Unknown}
	d := &draft{id: t.next("unnamed"), outlet: o, published: when.Add(11 * time.Hour), headline: t.headline(c, false)}
	d.body = []sentence{t.frame(t.event, "unnamed", c, when), t.background()}
	d.body = append(d.body, t.aside("politics"), t.aside("politics"))
	t.publish(d)
}

// rise is a later count of the authority.
func (t *tale) rise(o *outlet) {
	when := t.report.AddDate(0, 0, 1)
	c := claim{measured{t.counts[0].question, t.counts[0].measure, higher(t.rand, t.counts[0].count, .1)}, t.given[0].origin}
	if c.bound == between || c.bound == atLeast {
		c.bound = exactly
	}
	d := &draft{id: t.next("rise"), outlet: o, published: when.Add(18 * time.Hour), headline: t.headline(c, false)}
	d.body = []sentence{t.frame(t.event, "rise", c, when)}
	d.body = append(d.body, t.background())
	d.body = append(d.body, t.aside("politics"), t.aside("politics"))
	t.publish(d)
}

// denial is the authority's answer to who counts otherwise.
func (t *tale) denial(o *outlet) {
	name, _ := t.other()
	when := t.report.AddDate(0, 0, 2)
	d := &draft{id: t.next("denial"), outlet: o, published: when.Add(10 * time.Hour), headline: t.headline(t.given[0], false)}
	d.body = []sentence{t.background(),
		t.answer(t.event, pick(t.rand, []string{"denial", "silence"}), t.counts[0], "o", name)}
	d.body = append(d.body, t.aside("politics"))
	t.publish(d)
}

// distract tells of another event with a similar number: at another time in
// another town, or of another kind.
func (t *tale) distract() {
	day := t.day.AddDate(0, 0, []int{-21, -14, 9, 16, 30}[t.rand.IntN(5)])
	o := t.taleOf(t.newEvent("other", pick(t.rand, phrases().kinds), t.town(), day, t.counts[0].low), t.agency, t.papers)
	o.wireStory()
	if chance(t.rand, .5) {
		o.reporter(o.papers[0])
	}
}

// unrelated is a story of something else.
func (v *variant) unrelated(o *outlet, near time.Time) {
	themes := phrases().unrelated["theme"]
	theme := themes[v.rand.IntN(len(themes))]
	s := v.slots.with("home", o.home, "person", v.person())
	d := &draft{id: fmt.Sprintf("unrelated-%d", len(v.set.Stories)), outlet: o, published: near.Add(time.Duration(v.rand.IntN(72)) * time.Hour), headline: s.fill(theme[0])}
	for _, line := range theme[1:] {
		d.body = append(d.body, plain(s.fill(line)))
	}
	v.publish(d)
}

// A Pair is two stories that look alike, neither of which was made from the
// other.
type Pair struct {
	Set
	Kind string // what makes them alike
	// Same says that they tell of one event.
	Same bool
}

// LookAlike makes pair number n of a seed.
func LookAlike(seed, n uint64) Pair {
	v := newVariant(seed, 1_000_000+n)
	day := time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, v.rand.IntN(300))
	t := v.newTale("main", 0, day)
	switch n % 4 {
	case 0: // two events in the same words, in one house style
		words := v.rand.Uint64()
		v.rand = rand.New(rand.NewPCG(seed, words))
		t.wireStory()
		o := v.taleOf(v.newEvent("other", t.event.kind, v.town(), day.AddDate(0, 0, 8+int(n%9)), 0), t.agency, t.papers)
		o.groups = rand.New(rand.NewPCG(seed, words)).Perm(len(o.kind["fact"]))
		v.rand = rand.New(rand.NewPCG(seed, words))
		o.wireStory()
		return Pair{v.done(), "same words", false}
	case 1: // one briefing, two reporters
		t.reporter(t.papers[0])
		t.reporter(t.papers[1])
		return Pair{v.done(), "one briefing", true}
	case 2: // a later count of the same event
		t.reporter(t.papers[0])
		t.rise(t.papers[1])
		return Pair{v.done(), "follow-up", true}
	}
	t.reporter(t.papers[0]) // one spokesperson on two events
	o := v.taleOf(v.newEvent("other", t.event.kind, v.town(), day.AddDate(0, 0, 15), t.counts[0].low), t.agency, t.papers)
	o.slots["spokesman"], o.slots["role"] = t.slots["spokesman"], t.slots["role"]
	o.reporter(t.papers[0])
	return Pair{v.done(), "one spokesperson", false}
}
