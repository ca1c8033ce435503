package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A voice is a speaker of one story who can be told, or one who speaks for a
// body that can be told, with all that is needed to know the same in other stories.
type voice struct {
	*identity
	speaks [][]string // the names of the body that speaks
	body   string     // the body that a person speaks for, as the role has it
	first  []string   // first letters of a body's names
	// spokesman says that a person speaks for a body by office, so that two of
	// them are one origin; a minister has the ministry alone.
	spokesman bool
}

// newVoice returns the voice of a speaker. It is not told if no one can be
// named: "officials", "witnesses", "a study".
func newVoice(k *Speaker) (v *voice, told bool) {
	v = &voice{identity: newIdentity(k)}
	switch {
	case k.Plural:
		return nil, false
	case k.Kind == onrecord.Person:
		v.speaksFor()
	case k.Kind == onrecord.Body:
		v.speaks = append(slices.Clip(v.bodies), v.short...)
		v.first = initials(k)
	case k.Kind == onrecord.State:
		v.speaks = [][]string{{"government"}}
	case k.Kind == onrecord.Unnamed:
		r := readRole(k.Name)
		if v.roles = []role{r}; !voices[r.head] {
			return nil, false
		}
		v.speaksFor()
		return v, len(v.speaks) > 0
	default:
		return nil, false
	}
	return v, true
}

// speaksFor fills in the body for which a person speaks, if the roles tell one.
func (v *voice) speaksFor() {
	for _, r := range v.roles {
		of := r.of
		switch {
		case len(of) == 0 || r.past || slices.Contains(of, "prime"):
			continue
		case r.head == "minister":
			of = append(slices.Clone(of), "ministry")
			slices.Sort(of)
		case !voices[r.head] && !heads[r.head] && r.head != "secretary-general":
			continue
		}
		if len(v.speaks) > 0 && !slices.Equal(v.speaks[0], of) { // two bodies: the person alone
			v.speaks, v.body, v.spokesman = nil, "", false
			return
		}
		v.speaks, v.body, v.spokesman = [][]string{of}, r.body, r.head != "minister"
	}
}

// initials returns the first letters of the words of a body's names.
func initials(k *Speaker) []string {
	var out []string
	for _, name := range append([]string{k.Known, k.Name}, k.Names...) {
		var b strings.Builder
		n := 0
		for _, w := range foldedWords(name) {
			if !little[w] {
				b.WriteString(w[:1])
				n++
			}
		}
		if n > 1 && !slices.Contains(out, b.String()) {
			out = append(out, b.String())
		}
	}
	return out
}

// keys returns words of which two voices that may be one share one.
func (v *voice) keys() []string {
	keys := slices.Clone(v.first)
	if v.Person != "" {
		keys = append(keys, "id "+v.Person)
	}
	if v.Kind == onrecord.Person {
		for _, n := range append(slices.Clip(v.names), v.one) {
			for _, w := range n.words {
				keys = append(keys, "name "+w)
			}
		}
	}
	if v.Kind == onrecord.State {
		keys = append(keys, "state "+v.Country, "state "+v.Name)
	}
	for _, b := range v.speaks {
		keys = append(keys, b...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// same reports whether two voices are surely one wherever they stand.
func (v *voice) same(w *voice) bool {
	switch {
	case v.Person != "" && v.Person == w.Person:
		return true
	case v.Kind == w.Kind && v.Country == w.Country && v.Name == w.Name && slices.Equal(v.Roles, w.Roles):
		return true
	}
	return v.identity.same(w.identity)
}

// An aspect is by what two voices of one event may be one.
type aspect int

const (
	byNothing aspect = iota
	byName
	byBody
)

// matches returns by what two voices of one event may be one: their names, or
// the body that speaks, are the same, and no country is against it.
func (v *voice) matches(w *voice) aspect {
	persons := v.Kind == onrecord.Person && w.Kind == onrecord.Person
	switch {
	case v.Person != "" && v.Person == w.Person:
		return byName
	case v.otherCountry(w.identity):
	case persons && (v.matchNames(w.identity) > otherName || sameSurname(v, w)):
		return byName
	case persons && !v.spokesman && !w.spokesman: // two ministers
	case v.Kind == onrecord.State && w.Kind == onrecord.State:
		if v.Country == w.Country && (v.Country != "" || v.Name == w.Name) {
			return byBody
		}
	case v.sameBodyAs(w):
		return byBody
	}
	return byNothing
}

// sameSurname reports whether one of two persons is called by the surname of
// the other only, and has a role of his.
func sameSurname(v, w *voice) bool {
	a, b := v.one, w.one
	if len(a.words) > 1 && len(b.words) > 1 || len(a.words) == 0 || len(b.words) == 0 {
		return false
	}
	return a.words[len(a.words)-1] == b.words[len(b.words)-1] && sharedRole(v.roles, w.roles)
}

// sameBodyAs reports whether the bodies of two voices may be one: the names are
// the same, one is the other's abbreviation, or one only adds where to a word
// that many bodies have: "police", "Velsund police".
func (v *voice) sameBodyAs(w *voice) bool {
	for _, a := range v.speaks {
		for _, b := range w.speaks {
			if slices.Equal(a, b) || v.addsPlace(a, b) || w.addsPlace(b, a) || len(a) == 1 && slices.Contains(w.first, a[0]) || len(b) == 1 && slices.Contains(v.first, b[0]) {
				return true
			}
		}
	}
	return false
}

// addsPlace reports whether the name b is the name a of v with more words that
// tell where, not what.
func (v *voice) addsPlace(a, b []string) bool {
	if len(a) >= len(b) || !v.Press && !generic(a) {
		return false
	}
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	for _, w := range b {
		if institutions[w] && !slices.Contains(a, w) {
			return false
		}
	}
	return true
}
