package circular

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// An event is what happened once in one place.
type event struct {
	id     string
	kind   book
	slots  slots
	day    time.Time
	report time.Time // the day of the briefing
	counts []measured
	// groups are the groups of facts that are not told yet, in the order in which
	// they will be; said are the quotations of its spokesperson, likewise.
	groups []int
	said   []string
	// others are those who count for themselves: "the Doctors' Union | chairman".
	others []string
}

// A measured is a count of one measure of an event, as the authority gives it.
type measured struct {
	question, measure string
	count
}

// newEvent makes an event of a kind in a town. The pools of the variant see to it
// that no other event of the variant has its names.
func (v *variant) newEvent(id string, kind book, town string, day time.Time, near int) *event {
	r := v.rand
	e := &event{id: id, kind: kind, day: day, report: day.AddDate(0, 0, r.IntN(2))}
	e.slots = v.slots.with("town", town, "neighbour", v.town(), "thing", v.one("thing"), "name", v.one("name"), "firm", v.one("firm"), "river", v.one("river"),
		"saint", v.one("saint"), "college", v.one("college"), "quarter", v.one("quarter"), "hill", v.one("hill"), "hour", v.one("hour"),
		"governor", pick(r, phrases().names.words("last")), "convict", v.person(), "spokesman", v.person(),
		"role", pick(r, []string{"spokeswoman", "spokesman"}), "region", pick(r, phrases().names.words("region"))+" "+town)
	e.slots["body"] = e.slots.fill(pick(r, kind.lines("body")))
	e.slots["noun"] = e.slots.fill(pick(r, kind.lines("noun")))
	e.slots["headnoun"] = e.shortNoun()
	for _, line := range kind.lines("measures") {
		f := strings.Fields(line)
		lowest, _ := strconv.Atoi(f[len(f)-2])
		highest, _ := strconv.Atoi(f[len(f)-1])
		measure := strings.Join(f[:len(f)-2], " ")
		n := lowest + int(float64(highest-lowest)*r.Float64()*r.Float64())
		if near > 0 && len(e.counts) == 0 {
			n = near
		}
		e.counts = append(e.counts, measured{id + "/" + measure, measure, newCount(r, n)})
	}
	e.groups, e.said, e.others = r.Perm(len(kind["fact"])), shuffled(r, kind.lines("quote")), shuffled(r, kind.lines("other"))
	return e
}

// newCount bounds a number somehow.
func newCount(r *rand.Rand, n int) count {
	c := count{bound: pick(r, []bound{exactly, exactly, exactly, atLeast, atLeast, atLeast, moreThan, about}), form: r.IntN(6), low: n}
	if c.bound == moreThan || c.bound == about {
		c.low = rounded(n)
	}
	return c
}

// rounded cuts a number down to a round one.
func rounded(n int) int {
	switch {
	case n >= 1000:
		return n / 100 * 100
	case n >= 40:
		return n / 10 * 10
	}
	return n
}

// higher makes another count that is higher by a part.
func higher(r *rand.Rand, c count, by float64) count {
	n := c.low + max(2, int(float64(c.low)*by))
	up := newCount(r, n)
	if chance(r, .3) {
		up = count{bound: between, low: rounded(n), top: rounded(n) + max(4, n/8)}
	}
	return up
}

func shuffled[T any](r *rand.Rand, all []T) []T {
	out := append([]T(nil), all...)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// nextGroup takes a group of facts that nobody told yet, -1 if none is left.
func (e *event) nextGroup() int {
	if len(e.groups) == 0 {
		return -1
	}
	g := e.groups[0]
	e.groups = e.groups[1:]
	return g
}

// joined is how the kind says that a number comes of what happened.
func (e *event) joined() string {
	switch e.counts[0].measure {
	case "job", "ballot rejected", "infected":
		return "after"
	}
	return "when"
}

// when is when it happened, as stories say.
func (e *event) when() string {
	if e.counts[0].measure == "infected" {
		return "last week"
	}
	return "on " + e.day.Weekday().String()
}

// shortNoun is the noun of the kind without place or article, for headlines.
func (e *event) shortNoun() string {
	n, _, _ := strings.Cut(strings.TrimPrefix(e.kind["noun"][0][0], "the "), " at {")
	return n
}
