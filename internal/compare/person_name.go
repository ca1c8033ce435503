package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A personName is the name of a person, taken apart.
type personName struct {
	words  []string // evened out, without titles and particles
	suffix string   // "jr", "iii"
}

// readName takes a person's name apart.
func readName(name string) personName {
	var n personName
	words := foldedWords(name)
	for len(words) > 1 && courtesies[words[0]] {
		words = words[1:]
	}
	if last := len(words) - 1; last > 0 && suffixes[words[last]] {
		n.suffix, words = words[last], words[:last]
	}
	for i, w := range words {
		if i == 0 || i == len(words)-1 || !particles[w] {
			n.words = append(n.words, w)
		}
	}
	return n
}

var (
	courtesies = wordSet("mr mrs ms miss dr sir dame lord lady madame monsieur gen general col colonel lt lieutenant maj major capt captain sgt prof professor rev sen rep judge justice sheikh admiral adm")
	suffixes   = wordSet("jr sr junior senior ii iii iv vi vii viii ix xi xii xiii xiv xv xvi")
	particles  = wordSet("al el ul bin ibn de da do dos das del della di du la le van von der den ter ten zu y e af av")
)

// personNames returns the names of a person that have more than a surname.
func personNames(k *Speaker) []personName {
	var out []personName
	for i := -1; i < len(k.Names); i++ {
		name := k.Name
		if i >= 0 {
			name = k.Names[i]
		}
		n := readName(name)
		if len(n.words) > 1 || i < 0 && len(n.words) == 1 && crowned(k) {
			out = append(out, n)
		}
	}
	return out
}

// crowned reports whether one name is a person's whole name.
func crowned(k *Speaker) bool {
	return k.Kind == onrecord.Person && slices.ContainsFunc(rolesOf(k), func(r role) bool { return crowns[r.head] })
}

// keys returns keys of a name, of which any name that may be the same has one: the
// surname with the given name's first letter, whichever of the two comes first.
func (n personName) keys() []string {
	last := len(n.words) - 1
	if last == 0 {
		return []string{"person:" + n.words[0]}
	}
	return []string{personKey(n.words[last], n.words[0]), personKey(n.words[0], n.words[1])}
}

func personKey(name, initialOf string) string {
	for _, r := range initialOf {
		return "person:" + name + " " + string(r)
	}
	return "person:" + name
}

// otherSuffix reports whether two names are told apart by what follows them.
func (n personName) otherSuffix(m personName) bool {
	return n.suffix != "" && m.suffix != "" && shortSuffix(n.suffix) != shortSuffix(m.suffix)
}

func shortSuffix(s string) string {
	switch s {
	case "junior":
		return "jr"
	case "senior":
		return "sr"
	}
	return s
}

// A nameMatch says how far two names are the same.
type nameMatch int

const (
	otherName nameMatch = iota
	likeName            // "J. Smith" and "John Smith"
	sameName
)

// matchNames returns how far the names of two persons are the same; where they
// have several, those that are most alike count.
func (a *identity) matchNames(b *identity) nameMatch {
	best := otherName
	for _, n := range a.names {
		for _, m := range b.names {
			best = max(best, n.match(m))
		}
	}
	return best
}

// match returns how far two names of more than a word are the same.
func (n personName) match(m personName) nameMatch {
	a, b := n.words, m.words
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 || n.otherSuffix(m) {
		return otherName
	}
	first, last := a[0] == b[0], a[len(a)-1] == b[len(b)-1]
	switch {
	case first && last && len(a[0]) > 1:
		return sameMiddles(a[1:len(a)-1], b[1:len(b)-1])
	case (first || last) && strings.Join(a, "") == strings.Join(b, ""):
		return sameName // "Jong-un", "Jongun"
	case turned(a, b), last && (begins(a[0], b[0]) || nearlySame(a[0], b[0])) && sameMiddles(a[1:len(a)-1], b[1:len(b)-1]) > otherName,
		(first || last) && within(a, b) && len(a[0]) > 1:
		return likeName
	}
	return otherName
}

// sameMiddles returns whether middle names may be the same: they may be left
// out, or be initials, but not be others.
func sameMiddles(a, b []string) nameMatch {
	if len(a) > len(b) {
		a, b = b, a
	}
	k := 0
	for _, w := range a {
		for k < len(b) && w != b[k] && !begins(w, b[k]) {
			k++
		}
		if k == len(b) {
			return otherName
		}
		k++
	}
	return sameName
}

// begins reports whether one of two words is the initial of the other.
func begins(a, b string) bool {
	return len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

// turned reports whether the surname stands first in one name and last in the
// other: "Abe Shinzo", "Lee Jae-myung" and "Jae-myung Lee".
func turned(a, b []string) bool {
	n := len(b)
	return slices.Equal(joinGiven(a[len(a)-1], a[:len(a)-1]), joinGiven(b[0], b[1:])) ||
		slices.Equal(joinGiven(a[0], a[1:]), joinGiven(b[n-1], b[:n-1]))
}

func joinGiven(surname string, given []string) []string {
	return []string{surname, strings.Join(given, "")}
}

// within reports whether the words of a stand in b in the same order.
func within(a, b []string) bool {
	k := 0
	for _, w := range b {
		if k < len(a) && a[k] == w {
			k++
		}
	}
	return k == len(a)
}

// nearlySame reports whether two longer words differ by one letter: Mohammed,
// Mohamed.
func nearlySame(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
