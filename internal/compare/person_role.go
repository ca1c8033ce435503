package compare

import (
	"slices"
	"strings"
)

// A role is what a person is called besides the name, taken apart: "spokesman
// for the Velsund coastguard" has the head "spokesperson" and is of "velsund
// coastguard".
type role struct {
	head string
	of   []string // words that say of what, without those for rank and time
	body string   // the words that say of what, as written
	past bool     // held once: "former", "ex-"
}

// rolesOf returns the roles of a speaker, taken apart.
func rolesOf(k *Speaker) []role {
	out := make([]role, 0, len(k.Roles))
	for _, text := range k.Roles {
		if r := readRole(text); r.head != "" {
			out = append(out, r)
		}
	}
	return out
}

// readRole takes a role apart. Its head is the last word before a preposition.
func readRole(text string) role {
	written := roleWords(text)
	words := make([]string, len(written))
	for i, w := range written {
		words[i] = folded(w)
	}
	for n := len(words) - 1; n > 0 && courtesies[words[n]]; n-- { // "army spokesman Colonel"
		words, written = words[:n], written[:n]
	}
	end := slices.IndexFunc(words, func(w string) bool { return prepositions[w] })
	if end < 0 {
		end = len(words)
	}
	if n := len(words); end > 0 && end < n && names(words[n-1]) && !names(words[end-1]) {
		end = n // "Ministry of Health spokesman"
	}
	if end == 0 { // "of the Red Cross"
		r := role{head: "member"}
		r.add(written[min(1, len(written)):])
		slices.Sort(r.of)
		return r
	}
	r, first := role{head: words[end-1]}, end-1
	if first > 0 && joint[words[first-1]+" "+r.head] != "" {
		r.head = joint[words[first-1]+" "+r.head]
		first--
	}
	if h, ok := alike[r.head]; ok {
		r.head = h
	}
	r.add(written[:first])
	if end < len(words) {
		r.add(written[end+1:])
	}
	if words[end-1] == "premier" || words[end-1] == "pm" {
		r.of = append(r.of, "prime")
	}
	slices.Sort(r.of)
	return r
}

// names reports whether a word is the head of a role wherever it stands.
func names(word string) bool {
	if h, ok := alike[word]; ok {
		word = h
	}
	return offices[word] || voices[word] || heads[word]
}

// add adds words that say of what a role is.
func (r *role) add(written []string) {
	var kept []string
	for _, w := range written {
		r.past = r.past || gone[folded(w)]
		if !ranks[folded(w)] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.Join(kept, " "), "'s"), "’s")
	r.of = append(r.of, bodyWords(name)...)
	if r.body == "" {
		r.body = name
	}
}

// roleWords returns the words of a role without marks, hyphenated titles in two.
func roleWords(text string) []string {
	var out []string
	for w := range strings.FieldsSeq(text) {
		w = strings.Trim(w, ".,;:\"“”()")
		low := strings.ToLower(w)
		switch before, after, ok := strings.Cut(w, "-"); {
		case w == "":
		case ok && (strings.HasPrefix(low, "ex-") || strings.HasPrefix(low, "vice-") || strings.HasSuffix(low, "-general")):
			out = append(out, before, after)
		default:
			out = append(out, w)
		}
	}
	return out
}

// joint are heads of two words; alike, those that stand for the same.
var (
	joint = map[string]string{"secretary general": "secretary-general", "director general": "director-general", "attorney general": "attorney-general",
		"governor general": "governor-general", "chief executive": "chief-executive", "executive officer": "chief-executive", "press secretary": "spokesperson", "press officer": "spokesperson"}
	alike = map[string]string{"spokesman": "spokesperson", "spokeswoman": "spokesperson", "spokespeople": "spokesperson", "chairman": "chair", "chairwoman": "chair",
		"chairperson": "chair", "premier": "minister", "pm": "minister", "ceo": "chief-executive"}
)

var (
	prepositions = wordSet("of for at in to on with from and")
	ranks        = wordSet("former ex late acting interim deputy vice senior chief then outgoing incoming new longtime veteran top first second assistant associate junior the a an his her their its our my local monday tuesday wednesday thursday friday saturday sunday")
	gone         = wordSet("former ex late")
	// crowns are offices whose holders have one name only.
	crowns = wordSet("pope king queen emperor empress sultan emir patriarch prince princess")
	// offices are those of which a country, city or body has one or few.
	offices = wordSet("minister president chancellor secretary-general secretary governor governor-general mayor ambassador attorney-general pope king queen emperor sultan emir patriarch taoiseach")
	// voices are those who speak for a body.
	voices = wordSet("spokesperson")
	// heads lead a body, or are told to speak as one of it.
	heads = wordSet("member chief director director-general head chair commander commissioner leader chief-executive official officer representative envoy coordinator manager inspector superintendent sheriff prosecutor administrator executive founder")
)

// official reports whether a role is one to speak for others.
func (r *role) official() bool { return offices[r.head] || voices[r.head] || heads[r.head] }

// sharedRole reports whether two persons have a role in common, at the same
// time or one after the other: the same office, or offices of the same body.
func sharedRole(a, b []role) bool {
	for i := range a {
		for k := range b {
			if a[i].shares(&b[k]) {
				return true
			}
		}
	}
	return false
}

func (r *role) shares(q *role) bool {
	both := sameField(r.of, q.of)
	if r.head == q.head && offices[r.head] {
		return both || len(r.of) == 0 || len(q.of) == 0
	}
	return both && (r.head == q.head || r.official() && q.official())
}

// sameField reports whether the words that say of what two roles are tell the
// same body or place: one has all those of the other, or they share one that
// few have.
func sameField(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	all := len(a) > 0
	for _, w := range a {
		in := slices.Contains(b, w)
		if in && !institutions[w] {
			return true
		}
		all = all && in
	}
	return all
}

// common reports whether two lists share a word.
func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// unlikeCallings reports whether both have roles, none of them an office, that
// have nothing in common: "a nurse", "a lorry driver".
func unlikeCallings(a, b []role) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for i := range a {
		for k := range b {
			if a[i].official() || b[k].official() || a[i].head == b[k].head || common(a[i].of, b[k].of) {
				return false
			}
		}
	}
	return true
}
