package compare

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// title says in words of the stories what a question is about: "killed — Velsund
// ferry, May 2031".
func title(q *Question) string {
	what := q.Measure
	if q.Unit != "" && q.Unit != "person" && q.Unit != q.Measure {
		what += ", " + q.Unit
	}
	named := func(w string) bool { return slices.Contains(strings.Fields(q.Measure), singular(w)) }
	if of := populationOf(q.Of, q.Measure); len(of.heads) > 0 && !slices.ContainsFunc(evenWords(q.Of), named) {
		what += " (" + q.Of + ")"
	}
	if q.about == "" {
		return what
	}
	return what + " — " + q.about
}

// happened says what happened where and when: "Velsund ferry, May 2031".
func (q *assembly) happened() string {
	out := strings.TrimSpace(q.place() + " " + q.happening())
	if month := q.month(); month != "" && out != "" {
		out += ", " + month
	}
	return out
}

// stories returns the digests of the question's stories, in the order of time.
func (q *assembly) stories() []*Digest {
	var out []*Digest
	for _, m := range q.members {
		if d := q.digests[m.Story]; !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// place returns the place that the figures are for, or else that most stories tell
// as the scene; where none does, the name that most share.
func (q *assembly) place() string {
	if w := q.claim(q.members[0]).Scope.Where; len(w) > 0 {
		return evenPlaceName(q.claim(q.members[0]).Place, w)
	}
	for _, roles := range [][]Role{{Scene, Desk}, {Actor}, {Wide, Country}} {
		var names []string
		for _, d := range q.stories() {
			var own []string
			for _, t := range d.Event.Names {
				if slices.Contains(roles, t.Role) && !slices.Contains(own, t.Name) {
					own = append(own, t.Name)
				}
			}
			names = append(names, own...)
		}
		if name := most(names); name != "" {
			return name
		}
	}
	return ""
}

// evenPlaceName returns a place as the story has it, else the words that it is known by.
func evenPlaceName(place string, words []string) string {
	return cmp.Or(strings.TrimSpace(place), strings.Join(words, " "))
}

// happening returns the word for what happened, of the kind that most stories tell of,
// that most of them use and that is not what is measured; vague ones only where there
// is no other.
func (q *assembly) happening() string {
	var sharp, all, words []string
	for _, d := range q.stories() {
		for _, c := range d.Event.Classes {
			if all = append(all, c); !vague[c] {
				sharp = append(sharp, c)
			}
		}
	}
	class := cmp.Or(most(sharp), most(all))
	measure := strings.Fields(q.claim(q.members[0]).Measure)
	for _, d := range q.stories() {
		for _, w := range d.Event.Words {
			if happenings[w] == class && !slices.Contains(measure, w) {
				words = append(words, w)
			}
		}
	}
	return cmp.Or(most(words), class)
}

// month returns the month of the event, or else of the first publication; none for
// what goes on for long.
func (q *assembly) month() string {
	var days []string
	for _, m := range q.members {
		if c := q.claim(m); c.Scope.Long || c.Scope.Past {
			return ""
		} else if day := q.digests[m.Story].dayOf(c); day != "" {
			days = append(days, day[:len("2031-05")])
		}
	}
	day, err := time.Parse("2006-01", most(days))
	if err != nil {
		day = q.digests[q.members[0].Story].Published
	}
	return day.Format("January 2006")
}
