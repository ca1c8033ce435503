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
			if key := strings.Join(words, " "); !generic(words) && !k.common() {
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
func SamePerson(a, b *Speaker) bool { return newIdentity(a).same(newIdentity(b)) }

// An identity is what a speaker is known by, taken apart.
type identity struct {
	Speaker
	roles  []role
	names  []personName // of a person, with more than a surname
	one    personName   // the name of the record
	bodies [][]string   // the names of a body
	short  [][]string   // the abbreviations of it
}

func newIdentity(k *Speaker) *identity {
	id := &identity{Speaker: *k}
	switch k.Kind {
	case onrecord.Person:
		id.roles, id.names, id.one = rolesOf(k), personNames(k), readName(k.Name)
	case onrecord.Body:
		id.bodies, id.short = bodyNames(k), abbreviations(k)
	}
	return id
}

// same reports whether two speakers are surely one.
func (a *identity) same(b *identity) bool {
	if a.Kind != b.Kind || a.Plural || b.Plural || a.otherCountry(b) {
		return false
	}
	switch a.Kind {
	case onrecord.Person:
		return a.sameNamed(b)
	case onrecord.Body:
		return a.sameBody(b)
	case onrecord.State:
		return a.Country != "" && a.Country == b.Country
	}
	return false
}

// otherCountry reports whether two speakers are told to be of different countries.
func (a *identity) otherCountry(b *identity) bool {
	return a.Country != "" && b.Country != "" && a.Country != b.Country
}

// sameNamed reports whether two persons are one by name and role or country. A
// common country is not enough for names that are only alike, nor for two who
// have unlike callings: many share a name.
func (a *identity) sameNamed(b *identity) bool {
	switch a.matchNames(b) {
	case sameName:
		return sharedRole(a.roles, b.roles) || a.Country != "" && a.Country == b.Country && !unlikeCallings(a.roles, b.roles)
	case likeName:
		return sharedRole(a.roles, b.roles)
	}
	return a.sameCrown(b)
}

// sameCrown reports whether two persons with one name only bear the same crown:
// "Pope Francis", "King Harald".
func (a *identity) sameCrown(b *identity) bool {
	if len(a.one.words) != 1 || !slices.Equal(a.one.words, b.one.words) || a.one.otherSuffix(b.one) {
		return false
	}
	for _, x := range a.roles {
		for _, y := range b.roles {
			if x.head == y.head && crowns[x.head] {
				return true
			}
		}
	}
	return false
}
