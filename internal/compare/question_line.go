package compare

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord"
)

// lines sets out who gave which figures when.
func (q *assembly) lines(members []Ref) []Line {
	at := map[int]int{}
	var out []Line
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(a, b Ref) int {
		return cmp.Or(cmp.Compare(q.headline(a), q.headline(b)), cmp.Compare(q.untold(a), q.untold(b)))
	})
	for _, m := range members {
		for _, k := range q.of[m] {
			i, ok := at[k]
			if !ok {
				i = len(out)
				at[k] = i
				out = append(out, Line{Claimant: q.claimants[k]})
			}
			q.addPoint(&out[i], m)
		}
	}
	for i := range out {
		for j := range out[i].Points {
			slices.SortStableFunc(out[i].Points[j].Claims, q.byPublication)
		}
		slices.SortStableFunc(out[i].Points, func(a, b Point) int {
			return cmp.Or(cmp.Compare(a.On, b.On), a.Claims[0].Published.Compare(b.Claims[0].Published))
		})
		out[i].Points = merged(out[i].Points)
	}
	return out
}

// byPublication orders where a figure stands: the earliest first, what stands in
// a headline behind what stands in the text below.
func (q *assembly) byPublication(a, b Cite) int {
	return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.Story, b.Story), cmp.Compare(q.headline(a.Ref), q.headline(b.Ref)))
}

// addPoint adds a claim to a line: to the point of the same day and bounds. One
// whose day is only that of its publication repeats what the claimant has given
// before, if the bounds are the same.
func (q *assembly) addPoint(l *Line, m Ref) {
	c := q.claim(m)
	on, told := q.on(m)
	if c.Headline && joinsText(l, m.Story, c.Bounds, q.cite(m)) {
		return
	}
	best := -1
	for i := range l.Points {
		p := &l.Points[i]
		if p.Bounds == c.Bounds && (p.On == on || !told && p.On < on && (best < 0 || p.On > l.Points[best].On)) {
			best = i
		}
	}
	if best >= 0 {
		p := &l.Points[best]
		p.Claims, p.Told = append(p.Claims, q.cite(m)), p.Told || told && p.On == on
		return
	}
	l.Points = append(l.Points, Point{Bounds: c.Bounds, Status: c.Status, On: on, Told: told, Claims: []Cite{q.cite(m)}})
}

// headline orders what stands in headlines behind what stands in the text.
func (q *assembly) headline(m Ref) int {
	if q.claim(m).Headline {
		return 1
	}
	return 0
}

// untold orders claims whose day is only that of their publication behind those
// whose day is told.
func (q *assembly) untold(m Ref) int {
	if _, told := q.on(m); !told {
		return 1
	}
	return 0
}

// joinsText adds what a headline says to what the text below it says, if that is
// more exact: headlines leave "at least" and "about" out.
func joinsText(l *Line, story string, b onrecord.Bounds, cite Cite) bool {
	for i := range l.Points {
		p := &l.Points[i]
		if p.Bounds != b && Relate(p.Bounds, b) != Conflict && slices.ContainsFunc(p.Claims, func(c Cite) bool { return c.Story == story }) {
			p.Claims = append(p.Claims, cite)
			return true
		}
	}
	return false
}

// merged joins points of the same bounds that follow each other where the later
// one's day is only that of a publication: it repeats what was said before.
func merged(points []Point) []Point {
	var out []Point
	for _, p := range points {
		if n := len(out); n > 0 && out[n-1].Bounds == p.Bounds && (!p.Told || !out[n-1].Told) {
			if !out[n-1].Told && p.Told {
				out[n-1].On, out[n-1].Told = p.On, true
			}
			out[n-1].Claims = append(out[n-1].Claims, p.Claims...)
			continue
		}
		out = append(out, p)
	}
	return out
}

// on returns the day on which a claim was made: as the story tells, or else that
// of its publication.
func (q *assembly) on(m Ref) (on string, told bool) {
	d := q.digests[m.Story]
	for s := q.claim(m).Statement; s >= 0 && s < len(d.Statements); s = d.Statements[s].Continues {
		if st := &d.Statements[s]; st.SaidTo != "" && st.SaidFrom == st.SaidTo {
			return st.SaidTo, true
		} else if st.Continues >= s {
			break
		}
	}
	return day(d.Published), false
}
