package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// An idiom is a verb with words after it that together tell what befell
// somebody: "take … into custody".
type idiom struct {
	measure string
	tails   map[uint64]bool // one of them must follow
	window  int             // within so many words
}

// idioms makes a table of idioms by the lemmas of their verbs, from lines of
// measure, verbs and tails with a colon between.
func idioms(window int, list string) map[uint64][]idiom {
	m := map[uint64][]idiom{}
	for _, line := range strings.Split(list, "\n") {
		part := strings.Split(line, ":")
		if len(part) != 3 {
			continue
		}
		x := idiom{strings.TrimSpace(part[0]), wordSet(part[2]), window}
		for _, verb := range strings.Fields(part[1]) {
			m[lang.WordHash(verb)] = append(m[lang.WordHash(verb)], x)
		}
	}
	return m
}

var (
	// suffered are the idioms whose object is counted, or whose subject in the
	// passive: "took 40 people hostage", "12 were rounded up".
	suffered = idioms(5, `
		killed: find discover recover pull shoot leave wash: dead lifeless
		killed: beat stab hack bludgeon trample crush burn choke shoot torture starve freeze put blow club stone knife batter kick run: death
		killed: burn: alive
		killed: gun mow cut strike: down
		rescued: bring take lead carry winch lift airlift hoist pull dig ferry tow find drag cut help fly evacuate: alive safety safely ashore unharmed unhurt
		rescued: dig pull drag cut free: rubble wreckage debris ruins mud sea water
		detained: take bring: custody
		detained: round: up
		detained: place put hold keep take remand: arrest custody detention bars
		captured: take hold keep seize: hostage prisoner captive hostages captivity
		evacuated: order tell ask urge advise instruct warn: leave evacuate out flee
		evacuated: move relocate transfer take bring bus shift ferry send carry rehouse house shelter accommodate: shelter shelters tents camps camp higher safer
		evacuated: move relocate rehouse house shelter accommodate: tent tents hall halls hotel hotels gym gymnasium gymnasiums church churches stadium
		evacuated: bus lead usher guide clear airlift fly evacuate: out from
		wounded: take rush send bring transport airlift fly admit transfer carry treat: hospital hospitals clinic infirmary hospitalised
		wounded: leave: wounded injured hurt paralysed maimed
		displaced: force drive chase expel push flush: homes home houses villages flee
		displaced: leave render make: homeless
		sentenced: send: prison jail
		sentenced: give hand get: terms term sentence sentences imprisonment
		missing: leave list report declare: missing
		missing: fear report: lost`)
	// gone through are the idioms whose subject is counted where the verb is
	// active: "40 people lost their homes".
	undergone = idioms(4, `
		killed: lose: life lives
		killed: burn freeze starve bleed choke suffocate fall bleed: death
		killed: turn wash: dead
		displaced: lose leave abandon: homes home houses villages
		displaced: become: homeless
		infected: fall become get take: ill sick infected
		infected: catch contract have get: virus disease cholera measles coronavirus covid-19 covid flu influenza malaria ebola dengue infection mpox typhoid
		infected: test: positive
		wounded: suffer sustain receive have get incur: injuries wounds burns fractures injury wound inhalation concussion bruises cuts
		wounded: need require receive seek undergo: treatment hospitalisation hospitalization surgery
		sentenced: get receive: sentences sentence terms term
		evacuated: shelter: in`)
	// conditions are what stands after "in", "on" or "behind" where it tells
	// what has befallen those who are there.
	conditions = table(map[string]string{detained: "custody detention bars", wounded: "critical serious intensive hospital hospitals", evacuated: "shelters"})
	clauseEnds = wordSet("that which who and but while when after before as because although though if ; :")
)

// befell returns the measure that the idiom of the verb with this lemma tells of
// whom the words from k, right after it or after its object, are about.
func (f *finder) befell(table map[uint64][]idiom, lemma uint64, k int) string {
	for _, x := range table[lemma] {
		for i := k; i < f.end && i < k+x.window; i++ {
			h := f.hash(i)
			if x.tails[h] {
				return x.measure
			}
			if x := f.d.Tokens[i].XPOS; lemma == wordHave && (x == lang.VBN || x == lang.VBD) {
				break // the auxiliary of another verb: "have died of cholera"
			}
			if clauseEnds[h] || f.d.Tokens[i].UPOS == lang.PUNCT && !quoteMark[h] {
				break
			}
		}
	}
	return ""
}

// object returns the measure of idioms on both sides of r, whose verb stands
// before it, with or without a particle: "rounded up 60 activists", "gunned
// 12 villagers down".
func (f *finder) object(r *reading) string {
	if r.noun >= 0 && !r.pronoun && !f.person(r.noun) {
		return ""
	}
	k := r.first - 1
	for k > f.base && (f.d.Tokens[k].XPOS == lang.RB && !particles[f.hash(k)] || f.d.Tokens[k].XPOS == lang.DT || quoteMark[f.hash(k)]) {
		k--
	}
	if k > f.base && particles[f.hash(k)] {
		if m := f.befell(suffered, f.d.Forms[k-1].Lemma, k); m != "" && (f.d.Tokens[k-1].XPOS.Verbal() || f.d.Tokens[k-1].XPOS == lang.NNS) {
			return m
		}
		if f.lemmaAt(k-1) == wordPick && f.hash(k) == wordUp && r.noun >= 0 && adrift[f.hash(r.noun)] {
			return rescued
		}
	}
	if k < f.base || !f.d.Tokens[k].XPOS.Verbal() && f.d.Tokens[k].XPOS != lang.NNS && f.d.Tokens[k].XPOS != lang.NN {
		return ""
	}
	return f.befell(suffered, f.d.Forms[k].Lemma, max(r.last, r.tail))
}

// condition returns what has befallen those who are where the words from k say:
// "in custody", "in a critical condition".
func (f *finder) condition(k int) string {
	if f.hash(k) == wordAmong {
		if f.hash(k+1) != wordThe {
			return ""
		}
		if m := tollNouns[f.hash(k+2)]; m != "" {
			return m
		}
		return states[f.hash(k+2)]
	}
	if h := f.hash(k); h != wordIn && h != wordBehind && h != wordUnder {
		return ""
	}
	for i := k + 1; i < f.end && i < k+4; i++ {
		if m := conditions[f.hash(i)]; m != "" {
			return m
		}
		if x := f.d.Tokens[i].XPOS; x != lang.DT && x != lang.JJ && x != lang.CC {
			return ""
		}
	}
	return ""
}

var (
	particles  = wordSet("up down out dead off away")
	adrift     = wordSet("survivors migrants sailors crew passengers people refugees fishermen seamen crewmen")
	wordBehind = lang.WordHash("behind")
	wordUnder  = lang.WordHash("under")
	wordPick   = lang.WordHash("pick")
)
