package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// moneyMeasure returns what an amount of money is: "loss", "aid", "fine".
func (f *finder) moneyMeasure(r *reading) string {
	j := r.last
	switch {
	case f.hash(j) == wordIn || f.hash(j) == wordOf:
		if k := f.headNoun(j + 1); k >= 0 && !f.proper(k) {
			return f.lemma(k)
		}
	case f.hash(j) == wordHyphen || j < f.end && (f.d.Tokens[j].XPOS.Nominal() || f.d.Tokens[j].XPOS == lang.JJ) && f.d.Tokens[j].Start-f.d.Tokens[j-1].End <= 1:
		if k := f.headNoun(j + b2i(f.hash(j) == wordHyphen)); k >= 0 && !f.proper(k) {
			return f.lemma(k)
		}
	}
	if m := f.nounBefore(r); m != "" {
		return m
	}
	if v := f.lemmaAt(r.first - 1); v != 0 {
		if m := moneyVerbs[v]; m != "" {
			return m
		}
	}
	return "money"
}

// nounBefore returns the noun that "of" or "to" joins to the quantity after it
// ("a fine of $3m", "sales rose to $3m"), or that is its subject.
func (f *finder) nounBefore(r *reading) string {
	k := r.first - 1
	for k >= f.base && (f.d.Tokens[k].XPOS == lang.DT || f.d.Tokens[k].XPOS == lang.RB) {
		k--
	}
	if k > f.base && (f.hash(k) == wordOf || f.d.Tokens[k].XPOS == lang.Comma || f.hash(k) == wordWorth) && f.d.Tokens[k-1].XPOS.Nominal() && !f.proper(k-1) {
		if !f.change(k-1) || k-2 < f.base {
			return f.lemma(k - 1)
		}
	}
	if s := f.subject(r.first); s >= 0 && !f.proper(s) && !f.person(s) {
		return f.lemma(s)
	}
	return ""
}

// subject returns the subject of a verb of being or changing before token i,
// -1 for none: "unemployment rose to 5 %".
func (f *finder) subject(i int) int {
	for k, n := i-1, 0; k >= f.base && n < 8; k, n = k-1, n+1 {
		x := f.d.Tokens[k].XPOS
		if x == lang.Colon || f.d.Tokens[k].UPOS == lang.PUNCT && x != lang.Comma && x != lang.HYPH {
			return -1
		}
		if l := f.d.Forms[k].Lemma; (x.Verbal() || x == lang.NNS || x == lang.NN) && (moving[l] || beings[f.hash(k)]) {
			return f.subjectOf(k)
		}
		if x.Verbal() {
			return -1
		}
	}
	return -1
}

// subjectOf returns the head of the noun phrase that is the subject of the verb
// at v: what the tree has, or else the nearest noun before it that no
// preposition governs.
func (f *finder) subjectOf(v int) int {
	verb := v
	if t := &f.d.Tokens[v]; (t.Rel == lang.RelCop || t.Rel == lang.RelAux || t.Rel == lang.RelAuxPass) && t.Head >= f.base && t.Head < f.end {
		verb = t.Head
	}
	for i := v - 1; i >= f.base; i-- {
		if t := &f.d.Tokens[i]; t.Head == verb && (t.Rel == lang.RelNsubj || t.Rel == lang.RelNsubjPass) {
			return f.resolved(i)
		}
	}
	for i := v - 1; i >= f.base; i-- {
		x := f.d.Tokens[i].XPOS
		if x.Nominal() {
			return i
		}
		if x != lang.RB && x != lang.MD && !x.Verbal() {
			return -1
		}
	}
	return -1
}

// resolved returns the noun at i, -1 if it is a pronoun.
func (f *finder) resolved(i int) int {
	if f.d.Tokens[i].XPOS.Nominal() {
		return i
	}
	return -1
}

// rateMeasure returns what a percentage or a share is of, or what rate it is.
func (f *finder) rateMeasure(r *reading) string {
	c := &r.counted
	if c.of || r.unit == "share" {
		if c.noun >= 0 && !c.pronoun {
			if f.proper(c.noun) && !f.person(c.noun) {
				if m := f.nounBefore(r); m != "" {
					return m
				}
			}
			return f.shareLemma(c.noun)
		}
		if c.pronoun {
			return "person"
		}
	}
	if c.noun >= 0 && !c.of {
		if !f.change(c.noun) {
			return f.shareLemma(c.noun)
		}
		if f.hash(c.noun+1) == wordIn || f.hash(c.noun+1) == wordOf {
			if k := f.headNoun(c.noun + 2); k >= 0 && !f.proper(k) {
				return f.lemma(k)
			}
		}
	}
	if m := f.nounBefore(r); m != "" {
		return m
	}
	if k := f.anySubject(r.first); k >= 0 && !f.proper(k) && !f.person(k) {
		return f.lemma(k)
	}
	return "share"
}

// anySubject returns the subject of the verb that governs the token before i,
// -1 if it has none.
func (f *finder) anySubject(i int) int {
	for k := i - 1; k >= f.base && k > i-14; k-- {
		if f.d.Tokens[k].XPOS.Verbal() && f.d.Tokens[k].Rel != lang.RelAux {
			if s := f.subjectOf(k); s >= 0 {
				return s
			}
		}
	}
	return -1
}

// shareLemma returns the lemma of token k, person for people.
func (f *finder) shareLemma(k int) string {
	if f.hash(k) == wordPeople {
		return "person"
	}
	return f.lemma(k)
}

// unitMeasure returns what a quantity of a unit measures: the noun that it is
// of, or the dimension that an adjective names, or else the unit's own name.
func (f *finder) unitMeasure(r *reading) string {
	c := &r.counted
	if c.of && c.noun >= 0 && !c.pronoun && !f.proper(c.noun) {
		return f.lemma(c.noun)
	}
	if m := dimensions[f.hash(r.last)]; m != "" {
		return m
	}
	if m := f.nounBefore(r); m != "" {
		return m
	}
	return kindOf[r.unit]
}

// headNoun returns the head of the noun phrase that starts at k, -1 if none
// does.
func (f *finder) headNoun(k int) int {
	head := -1
	for ; k < f.end; k++ {
		x := f.d.Tokens[k].XPOS
		switch {
		case x.Nominal():
			head = k
			continue
		case head < 0 && (x == lang.DT || x == lang.PRPS || x == lang.JJ || x == lang.JJR || x == lang.JJS || x == lang.VBN || x == lang.VBG || x == lang.HYPH):
			continue
		case head >= 0 && x == lang.HYPH && k+1 < f.end && f.nounSoon(k+1):
			continue
		}
		break
	}
	return head
}

func (f *finder) lemma(k int) string { return strings.ToLower(f.d.Lemma(k)) }

// proper reports whether token k is a name.
func (f *finder) proper(k int) bool { return f.d.Tokens[k].XPOS.Proper() }

// change reports whether token k is a noun of change: "increase".
func (f *finder) change(k int) bool { return changes[f.d.Forms[k].Lemma] }

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

var (
	wordWorth  = lang.WordHash("worth")
	changes    = wordSet("increase rise drop fall decline cut growth reduction jump surge decrease gain hike loss raise slump plunge boost average total")
	moneyVerbs = table(map[string]string{"cost": "cost", "price": "price", "aid": "donate pledge", "fine": "fine", "debt": "owe", "damage": "award", "bail": "bail", "earnings": "earn", "saving": "save", "investment": "invest", "spending": "spend", "donation": "contribute", "value": "worth value"})
	moving     = wordSet(`rise fall increase decrease grow drop climb jump decline reach hit stand total average amount exceed top surpass slip dip surge soar plunge tumble shrink double come go put cost edge gain lose remain stay pass slide contract expand slow
		narrow widen number near approach equal run estimate expect project`)
	beings     = wordSet("is was are were be been 's being remains remained")
	dimensions = table(map[string]string{"height": "high tall", "length": "long", "width": "wide", "depth": "deep", "distance": "away from north south east west northeast northwest southeast southwest off", "speed": "per", "thickness": "thick"})
	kindOf     = map[string]string{"km": "distance", "m": "distance", "cm": "length", "mm": "length", "mi": "distance", "ft": "length", "in": "length", "yd": "distance", "nmi": "distance", "ly": "distance",
		"ha": "area", "ac": "area", "km²": "area", "m²": "area", "mi²": "area", "ft²": "area", "m³": "volume", "ft³": "volume", "km³": "volume", "t": "weight", "kg": "weight", "g": "weight", "mg": "weight", "lb": "weight", "oz": "weight",
		"L": "volume", "mL": "volume", "gal": "volume", "bbl": "barrel", "bbl/d": "barrel", "bu": "bushel", "MW": "power", "GW": "power", "kW": "power", "W": "power", "hp": "power", "kWh": "energy", "MWh": "energy", "GWh": "energy", "TWh": "energy",
		"V": "voltage", "kt": "weight", "Mt": "weight", "°": "temperature", "°C": "temperature", "°F": "temperature", "mph": "speed", "km/h": "speed", "m/s": "speed", "kn": "speed", "GB": "data", "MB": "data", "TB": "data",
		"Hz": "frequency", "MHz": "frequency", "GHz": "frequency", "dB": "loudness", "cal": "calorie", "bp": "rate"}
)
