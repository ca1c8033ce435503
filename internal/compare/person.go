package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A PersonKey is a key under which a speaker of a story may be found again in
// other stories.
type PersonKey struct {
	Speaker int // the index in Digest.Speakers
	Key     string
}

// PersonKeys returns the keys of the story's speakers. Two speakers that
// SamePerson takes for one share a key; speakers of whom it could never say so
// have none.
func (d *Digest) PersonKeys() []PersonKey {
	var out []PersonKey
	for i := range d.Speakers {
		for _, key := range d.Speakers[i].personKeys() {
			out = append(out, PersonKey{i, key})
		}
	}
	return out
}

func (k *Speaker) personKeys() []string {
	if k.Plural {
		return nil
	}
	var keys []string
	switch k.Kind {
	case onrecord.Person:
		for _, n := range personNames(k) {
			keys = append(keys, n.keys()...)
		}
	case onrecord.Body:
		for _, words := range append(bodyNames(k), abbreviations(k)...) {
			if key := strings.Join(words, " "); !generic(words) {
				keys = append(keys, "body:"+key)
			} else if k.Country != "" {
				keys = append(keys, "body:"+key+"@"+k.Country)
			}
		}
	case onrecord.State:
		if k.Country != "" {
			keys = append(keys, "state:"+k.Country)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// SamePerson reports whether speakers of two stories are one, as far as the two
// tell by themselves: persons by name and role or country, bodies by their name
// and, where it is one that many countries have, their country, states by their
// country. Unnamed sources, groups and documents are never the same.
func SamePerson(a, b *Speaker) bool {
	if a.Kind != b.Kind || a.Plural || b.Plural || otherCountry(a, b) {
		return false
	}
	switch a.Kind {
	case onrecord.Person:
		return sameNamed(a, b)
	case onrecord.Body:
		return sameBody(a, b)
	case onrecord.State:
		return a.Country != "" && a.Country == b.Country
	}
	return false
}

// otherCountry reports whether two speakers are told to be of different countries.
func otherCountry(a, b *Speaker) bool {
	return a.Country != "" && b.Country != "" && a.Country != b.Country
}

// sameNamed reports whether two persons are one by name and role or country. A
// common country is not enough for names that are only alike, nor for two who
// have unlike callings: many share a name.
func sameNamed(a, b *Speaker) bool {
	ra, rb := rolesOf(a), rolesOf(b)
	switch matchNames(a, b) {
	case sameName:
		return sharedRole(ra, rb) || a.Country != "" && a.Country == b.Country && !unlikeCallings(ra, rb)
	case likeName:
		return sharedRole(ra, rb)
	}
	return sameCrown(a, b, ra, rb)
}

// sameCrown reports whether two persons with one name only bear the same crown:
// "Pope Francis", "King Harald".
func sameCrown(a, b *Speaker, ra, rb []role) bool {
	na, nb := readName(a.Name), readName(b.Name)
	if len(na.words) != 1 || len(nb.words) != 1 || na.words[0] != nb.words[0] || na.otherSuffix(nb) {
		return false
	}
	for _, x := range ra {
		for _, y := range rb {
			if x.head == y.head && crowns[x.head] {
				return true
			}
		}
	}
	return false
}
