package compare

import (
	"cmp"
	"slices"
)

// InAll is the name of the band of figures that nothing sets apart.
const InAll = "in all"

// partOfTotal is that of figures that are parts of another, nobody tells which.
const partOfTotal = "part of a total"

// bands parts the figures by what may be compared, each with its lines.
func (q *assembly) bands() []Band {
	by := map[string][]Ref{}
	var names []string
	for _, m := range q.members {
		c := q.claim(m)
		if c.Figure == 0 || c.Answer != "" || q.digests[m.Story].denies(c) {
			continue
		}
		name := q.bandOf(m)
		if by[name] == nil {
			names = append(names, name)
		}
		by[name] = append(by[name], m)
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(by[b]), len(by[a])) })
	out := make([]Band, len(names))
	for i, name := range names {
		out[i] = Band{Name: name, Lines: q.lines(by[name])}
		out[i].Relations = relations(out[i].Lines)
	}
	return out
}

// bandOf says what sets a figure apart from others of its question: the time that
// it is for, if it is for one of its own, or that it is a part of a total.
func (q *assembly) bandOf(m Ref) string {
	c := q.claim(m)
	switch {
	case c.Scope.Part && len(c.Scope.Counted) == 0:
		return partOfTotal
	case c.Cumulative || c.PeriodFrom == "" || !IsToll(c.Measure):
		return InAll
	case c.PeriodFrom == c.PeriodTo:
		if d := q.digests[m.Story]; lasts(d, c) && d.Event.Day != c.PeriodFrom {
			return "on " + c.PeriodFrom
		}
		return InAll
	}
	return c.PeriodFrom + " to " + c.PeriodTo
}

// entries lists the answers that are no figures, in the order of time.
func (q *assembly) entries() []Entry {
	var out []Entry
	for _, m := range q.members {
		c, d := q.claim(m), q.digests[m.Story]
		answer := c.Answer
		if answer == "" && c.Figure > 0 && d.denies(c) {
			answer = Denial
			if c.Statement >= 0 {
				answer = cmp.Or(answerOf[d.Statements[c.Statement].Act], Denial)
			}
		}
		if answer == "" {
			continue
		}
		on, told := q.on(m)
		e := Entry{Answer: answer, On: on, Told: told, Cite: q.cite(m)}
		if k := q.of[m]; len(k) > 0 {
			e.Claimant = q.claimants[k[0]]
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return cmp.Compare(a.On, b.On) })
	return out
}
