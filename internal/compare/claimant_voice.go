package compare

import (
	"cmp"
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
	heads  []string   // what a body is: "observatory" of "Fjord Observatory for Human Rights"
	office string     // that one person holds at a place: "governor"
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
		v.holds()
	case k.Kind == onrecord.Body:
		v.speaks = append(slices.Clip(v.bodies), v.short...)
		if what, _, ok := strings.Cut(k.Name, " in "); ok && institutions[folded(what)] { // "the ministry in Stockholm"
			v.speaks = appendName(v.speaks, what)
		}
		v.first = initials(k)
		v.heads = bodyHeads(k)
	case k.Kind == onrecord.State:
		v.speaks = [][]string{{"government"}}
	case k.Kind == onrecord.Unnamed:
		r := readRole(k.Name)
		v.roles = []role{r}
		v.holds()
		if !voices[r.head] && !single[r.head] {
			return v, v.office != ""
		}
		v.speaksFor()
		return v, len(v.speaks) > 0 || v.office != ""
	default:
		return nil, false
	}
	return v, true
}

// seats are offices of which a place has one, so that "the governor" is the
// governor of the place that a story is about, named or not.
var seats = wordSet("governor mayor premier president chancellor king queen pope prefect sheriff coroner prime-minister harbourmaster harbormaster ombudsman")

// holds fills in the office that a person holds.
func (v *voice) holds() {
	for _, r := range v.roles {
		if seats[r.head] && !r.past {
			v.office = r.head
			return
		}
	}
}

// single are offices that a body has one of, so that "the army chief" is known by it.
var single = wordSet("minister chief head director director-general commander chair chief-executive secretary-general")

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
			v.speaks, v.heads, v.body, v.spokesman = nil, nil, "", false
			return
		}
		v.heads = []string{bodyHead(r.body)}
		if r.head == "minister" {
			v.heads[0] = "ministry"
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
	if v.office != "" {
		keys = append(keys, "office "+v.office)
	}
	if v.Kind == onrecord.State {
		keys = append(keys, "state "+v.Country, "state "+v.Name)
	}
	for _, b := range v.speaks {
		keys = append(keys, b...)
	}
	if v.Country != "" && v.Kind != onrecord.State && v.governs(v.Country) {
		keys = append(keys, "state "+v.Country)
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
	byState // one is a state, the other a part of its government
	byOffice
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
	case v.office != "" && v.office == w.office && !persons:
		return byOffice
	case persons && !v.spokesman && !w.spokesman: // two ministers
	case v.Kind == onrecord.State && v.Country != "" && w.governs(v.Country), w.Kind == onrecord.State && w.Country != "" && v.governs(w.Country):
		return byState
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
			if slices.Equal(a, b) || v.addsPlace(a, b, w) || w.addsPlace(b, a, v) || w.isA(a) || v.isA(b) || len(a) == 1 && slices.Contains(w.first, a[0]) || len(b) == 1 && slices.Contains(v.first, b[0]) {
				return true
			}
		}
	}
	return false
}

// isA reports whether a name is only what a body is: "the observatory".
func (v *voice) isA(name []string) bool {
	return len(name) == 1 && institutions[name[0]] && slices.Contains(v.heads, name[0])
}

// bodyHeads returns the heads of a body's names.
func bodyHeads(k *Speaker) []string {
	var out []string
	for _, name := range []string{k.Known, k.Name} {
		if head := bodyHead(name); head != "" && !slices.Contains(out, head) {
			out = append(out, head)
		}
	}
	return out
}

// bodyHead returns the head of a body's name: the last word before "of" and the
// like.
func bodyHead(name string) string {
	head := ""
	for _, w := range foldedWords(name) {
		if head != "" && prepositions[w] {
			break
		}
		head = w
	}
	return cmp.Or(spellings[head], head)
}

// governs reports whether a voice speaks for the government of a country: one of
// its ministries or forces, or who leads it. What the state says, one of them
// says.
func (v *voice) governs(country string) bool {
	if v.Country != country {
		return false
	}
	for _, name := range v.speaks {
		if slices.ContainsFunc(name, func(w string) bool { return arms[w] }) {
			return true
		}
	}
	return slices.ContainsFunc(v.roles, func(r role) bool {
		return !r.past && (r.head == "minister" || r.head == "president" || r.head == "chancellor")
	})
}

// arms are the words for parts of a government.
var arms = wordSet("ministry army military navy police coastguard government force forces presidency cabinet authorities")

// addsPlace reports whether the name b is the name a of v with more words that
// tell where, not what; what a hospital of a town is called besides does not
// matter.
func (v *voice) addsPlace(a, b []string, w *voice) bool {
	if len(a) >= len(b) || slices.ContainsFunc(a, func(word string) bool { return !slices.Contains(b, word) }) {
		return false
	}
	if !v.Press && !generic(a) {
		return slices.ContainsFunc(v.heads, func(h string) bool { return institutions[h] && slices.Contains(a, h) && slices.Contains(w.heads, h) })
	}
	return !slices.ContainsFunc(b, func(word string) bool { return institutions[word] && !slices.Contains(a, word) })
}
