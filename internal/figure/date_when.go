package figure

// A when is what the words of a date say: a point of time, or the time from
// one point to another.
type when struct {
	from, to point
	since    bool // it runs on to the day it is said
	compared bool // it is what something else is compared with: "than in 2020"
}

// A point is a piece of the calendar, however it is told.
type point struct {
	kind             pointKind
	unit             unit
	n                int // how many units, on from the day it is said
	year, month, dom int // 0 where it is not told; in a point of kind dated
	width            int // in months; 0 for a single day
	weekday          int // as in time.Weekday; -1 where it is not told
	turn             turn
	ahead            tense
	anchored         bool  // it counts from the date that was named last
	within           unit  // of the one that was named last: the year, the month in which it lies; days for none
	shift, years     int16 // how many days and years the whole lies off
	back             int16 // how many units end with it; 0 if it stands for itself
}

// A pointKind is a way to tell a time.
type pointKind uint8

const (
	unknown  pointKind = iota // it counts from another date
	dated                     // by the calendar
	onDay                     // by a weekday
	inUnits                   // by a unit of the calendar around the day it is said
	upTo                      // by units up to the day it is said
	theNight                  // overnight
	weekend
)

// A turn says which of several equal days or months is meant.
type turn uint8

const (
	latest turn = iota
	lastOne
	thisOne
	nextOne
	lastYear
	nextYear
	soFar // the part of this one that has gone by
	rest  // the part that is to come
)

// A tense is how the sentence puts what a date belongs to.
type tense uint8

const (
	noTense   tense = iota
	done            // it happened
	ahead           // it will happen
	uncertain       // it would happen: who said so when decides
)

// tense reports whether the tense of the sentence decides when w is.
func (w *when) tense() bool {
	return w.from.needsTense() || w.to.needsTense()
}

func (p *point) needsTense() bool {
	return p.turn == latest && (p.kind == onDay || p.kind == dated && p.year == 0) || p.kind == weekend
}

func (w *when) setTense(t tense) { w.from.ahead, w.to.ahead = t, t }

// days returns the days of w, counted from ref.
func (w *when) days(ref day) (stretch, bool) {
	a, b := w.from, w.to
	if b.kind == unknown {
		s, ok := a.days(ref)
		if ok && w.since {
			if ref == noDay || ref < s.from {
				return s, false
			}
			s.to = ref
		}
		return s, ok
	}
	a.borrow(&b)
	b.borrow(&a)
	end, ok := b.days(ref)
	if !ok {
		return end, false
	}
	start, ok := a.before(end.to, ref)
	return stretch{start.from, end.to}, ok && start.from <= end.to
}

// borrow gives a point without a year that of the other end.
func (p *point) borrow(other *point) {
	if p.kind != dated || other.kind != dated || p.year != 0 || other.year == 0 {
		return
	}
	p.year = other.year
}

// before returns the days of p, which starts what ends on the day end.
func (p *point) before(end, ref day) (stretch, bool) {
	q := *p
	if p.kind == onDay || p.kind == dated && p.year == 0 {
		q.turn, q.ahead = latest, done
		return q.days(end)
	}
	s, ok := q.days(ref)
	if ok && q.kind == dated && s.from > end && q.month != 0 {
		q.year-- // December to February 2031
		return q.days(ref)
	}
	return s, ok
}

// days returns the days of p, counted from ref; none for a 30 February.
func (p *point) days(ref day) (stretch, bool) {
	s, ok := p.anyDays(ref)
	if _, _, dom := s.from.date(); p.dom > 0 && dom != p.dom {
		return s, false
	}
	if p.back > 0 {
		s = p.unit.ended(s, int(p.back))
	}
	return p.shifted(s), ok
}

func (p *point) anyDays(ref day) (stretch, bool) {
	if p.kind == dated && p.year != 0 {
		return p.inYear(p.year), true
	}
	if ref == noDay || p.ahead == uncertain {
		return stretch{}, false
	}
	switch p.kind {
	case dated:
		return p.dated(ref)
	case onDay:
		return p.onDay(ref)
	case inUnits:
		return p.inUnits(ref), true
	case upTo:
		return p.unit.upTo(ref, p.n), true
	case theNight:
		return stretch{ref - 1, ref}, true
	case weekend:
		return p.weekend(ref)
	}
	return stretch{}, false
}

// inYear returns the days of a calendar date in a year.
func (p *point) inYear(year int) stretch {
	if p.width > 0 {
		return monthsFrom(year, max(p.month, 1), p.width)
	}
	d := civil(year, p.month, p.dom)
	return stretch{d, d}
}

// dated returns the days of a calendar date without a year.
func (p *point) dated(ref day) (stretch, bool) {
	y, _, _ := ref.date()
	if p.weekday >= 0 {
		return p.matching(ref, y)
	}
	if p.width == 0 && p.turn == latest {
		return p.nearYear(ref, y), true
	}
	switch {
	case p.turn == lastOne:
		return p.pick(y, -1, func(s stretch) bool { return s.to < ref })
	case p.turn == nextOne:
		return p.pick(y, 1, func(s stretch) bool { return s.from > ref })
	case p.turn == thisOne && p.month == 12 && p.width > 1 && p.inYear(y-1).to > ref-halfYear:
		return p.inYear(y - 1), true // "this winter", up to summer
	case p.turn == thisOne:
		return p.inYear(y), true
	case p.turn == lastYear:
		return p.inYear(y - 1), true
	case p.turn == nextYear:
		return p.inYear(y + 1), true
	case p.ahead == ahead:
		return p.pick(y, 1, func(s stretch) bool { return s.to >= ref })
	}
	return p.pick(y, -1, func(s stretch) bool { return s.from <= ref })
}

// pick returns the days of p in the first year that fits, going on from the
// years around y in the given direction.
func (p *point) pick(y, step int, fits func(stretch) bool) (stretch, bool) {
	for n := -step * 2; n != step*3; n += step {
		if s := p.inYear(y + n); fits(s) {
			return s, true
		}
	}
	return stretch{}, false
}

// matching returns the day that falls on its weekday and is nearest to ref.
func (p *point) matching(ref day, y int) (stretch, bool) {
	best, found := stretch{}, false
	for n := -2; n <= 2; n++ {
		s := p.inYear(y + n)
		if s.from.weekday() == p.weekday && (!found || abs(s.from-ref) < abs(best.from-ref)) {
			best, found = s, true
		}
	}
	return best, found && abs(best.from-ref) < 366
}

func abs(d day) day { return max(d, -d) }

// halfYear is how far off a day without a year is thought to lie at most, if
// the tense does not tell.
const halfYear = 183

// nearYear returns a day of a month without a year: of the year it is said in,
// as newspapers leave out that one, unless the tense or its distance say
// otherwise.
func (p *point) nearYear(ref day, y int) stretch {
	s := p.inYear(y)
	switch {
	case s.from > ref && (p.ahead == done || p.ahead == noTense && s.from-ref > halfYear):
		return p.inYear(y - 1)
	case s.from < ref && p.ahead == ahead:
		return p.inYear(y + 1)
	}
	return s
}

// onDay returns the day of a weekday. n is how many weeks on from this one it
// lies, where turn is thisOne.
func (p *point) onDay(ref day) (stretch, bool) {
	back := day((ref.weekday() - p.weekday + 7) % 7)
	d := ref - back
	switch {
	case p.turn == thisOne:
		d = ref.monday() + day((p.weekday+6)%7+7*p.n)
	case p.turn == nextOne:
		d = ref.monday() + day((p.weekday+6)%7+7)
	case p.turn == lastOne && back == 0:
		d = ref - 7
	case p.turn == latest && p.ahead == ahead && back > 0:
		d += 7
	}
	return stretch{d, d}, true
}

// inUnits returns the days of the unit n on from that of ref.
func (p *point) inUnits(ref day) stretch {
	if p.unit <= hours {
		return p.unit.upTo(ref, -p.n)
	}
	s := p.unit.around(ref, p.n)
	switch p.turn {
	case soFar:
		s.to = ref
	case rest:
		s.from = ref
	}
	return s
}

// weekend returns the Saturday and Sunday of one.
func (p *point) weekend(ref day) (stretch, bool) {
	sat := ref.monday() + 5
	begun := sat <= ref
	switch {
	case p.turn == nextOne && p.ahead != done:
		sat += 7
	case p.turn == lastOne || p.ahead == done && !begun, p.turn == latest && p.ahead == noTense && !begun:
		sat -= 7
	case p.turn == thisOne && p.ahead == noTense && !begun:
		return stretch{}, false
	}
	return stretch{sat, sat + 1}, true
}
