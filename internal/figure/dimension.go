package figure

import "github.com/onrecord/onrecord/internal/lang"

// unitMeasure returns what a quantity of a unit measures: the noun that it is
// of or stands before, the dimension that an adjective names, or else what its
// unit measures.
func (f *finder) unitMeasure(r *reading) string {
	c := &r.counted
	if n := len(f.readings); n > f.from && f.hash(r.first-1) == wordLRB {
		if p := &f.readings[n-1]; p.last == r.first-1 && dimensionOf[p.unit] != "" { // "310 mm (12.2 inches)"
			return p.measure
		}
	}
	if r.unit == "bbl" && !c.of || r.unit == "bbl/d" {
		return "barrel"
	}
	if c.noun >= 0 && !c.pronoun && !f.proper(c.noun) && !directions[f.hash(c.noun)] && !(c.of && c.definite && dimensionOf[r.unit] == "distance") {
		return f.shareLemma(r, c.noun)
	}
	if k := f.afterBrackets(r.last); k > r.last && k < f.end {
		if f.hash(k) == wordOf {
			k++
		}
		if n := f.headNoun(k); n >= 0 && !f.proper(n) && (f.hash(k-1) == wordOf || f.d.Tokens[k].XPOS != lang.DT) {
			return f.lemma(n)
		}
		if m := f.dimension(k, r); m != "" {
			return m
		}
	}
	if m := f.dimension(r.last, r); m != "" && dimensionOf[r.unit] != "temperature" {
		return m
	}
	if m := f.estimated(r); m != "" {
		return m
	}
	if m := f.level(r); m != "" {
		return m
	}
	if m := f.amounted(r); m != "" {
		return m
	}
	k := r.first - 1
	if k > f.base && f.hash(k) == wordOf && weathers[f.hash(k-1)] {
		return f.lemma(k - 1)
	}
	if k > f.base && f.hash(k) == wordOf && f.d.Tokens[k-1].XPOS.Nominal() && (dimensionOf[r.unit] == "speed" || extents[f.hash(k-1)]) {
		return f.lemma(k - 1)
	}
	if f.lemmaAt(k) == wordCapacity || f.lemmaAt(k-1) == wordCapacity {
		return "capacity"
	}
	return dimensionOf[r.unit]
}

// amounted returns what weighs or holds r: the noun that is the subject of a verb of
// change ("steel output rose to 8 million tonnes"), what the figure before r is of
// ("40 tonnes of soda, 2 of which leaked"), or rain where the text is of that.
func (f *finder) amounted(r *reading) string {
	d := dimensionOf[r.unit]
	if d == "weight" || d == "volume" {
		if n := len(f.readings); n > f.from && r.pronoun && f.hash(r.noun) == wordWhich && (dimensionOf[f.readings[n-1].unit] == "weight" || dimensionOf[f.readings[n-1].unit] == "volume") {
			if v := f.undoneAfter(max(r.last, r.tail), ruin); v != "" {
				return f.readings[n-1].measure + " " + v
			}
			return f.readings[n-1].measure
		}
		if s := f.subject(r.first); s >= 0 && !f.proper(s) && !f.person(s) && !counters[f.hash(s)] && !extents[f.d.Forms[s].Lemma] {
			return f.lemma(s)
		}
	}
	if r.unit != "mm" {
		return ""
	}
	for k := f.d.Sentences[max(0, f.sentence-1)].First; k < f.end; k++ {
		if rains[f.d.Forms[k].Word] {
			return "rain"
		}
	}
	return ""
}

var rains = wordSet("rain rains rainfall downpour downpours")

// maxEstimated is how many tokens what is estimated may take before "at".
const maxEstimated = 8

// estimated returns what is put at r: "estimated the spill at 400 tonnes", "put
// the depth of the lake at 40 metres".
func (f *finder) estimated(r *reading) string {
	k := r.first - 1
	if f.hash(k) != wordAt {
		return ""
	}
	for v := k - 1; v >= f.base && v > k-maxEstimated; v-- {
		if !f.d.Tokens[v].XPOS.Verbal() {
			continue
		}
		if v+1 == k && estimating[f.d.Forms[v].Lemma] {
			return f.putWhich(v)
		}
		if n := f.headNoun(v + 1); estimating[f.d.Forms[v].Lemma] && n >= 0 && n < k && !f.proper(n) && !f.person(n) {
			return f.lemma(n)
		}
		return ""
	}
	return ""
}

// putWhich returns the noun that "which" stands for before the verb at v: "the
// cleanup, which he put at $3 million".
func (f *finder) putWhich(v int) string {
	for i := v - 1; i > f.base+1 && i > v-4; i-- {
		if f.hash(i) != wordWhich {
			continue
		}
		if i--; f.d.Tokens[i].XPOS == lang.Comma {
			i--
		}
		if f.resolved(i) >= 0 && !f.proper(i) && !f.person(i) && !counters[f.hash(i)] {
			return f.lemma(i)
		}
		return ""
	}
	return ""
}

// level returns the measure of what rises or stands at r: the level of a river,
// what rain, snow or wind the figure before it told, or what has a name as a
// measure of its own.
func (f *finder) level(r *reading) string {
	if dimensionOf[r.unit] == "speed" {
		if s := f.subject(r.first); s >= 0 && weathers[f.hash(s)] {
			return f.lemma(s)
		}
	}
	if d := dimensionOf[r.unit]; d != "distance" && d != "length" {
		return ""
	}
	if r.unit == "mm" || r.unit == "cm" || r.unit == "in" {
		if n := len(f.readings); n > 0 && f.readings[n-1].unit == r.unit && f.near(f.readings[n-1].last, r.first) {
			return f.readings[n-1].measure
		}
	}
	if k := r.first - 1; f.hash(k) == wordBy {
		if m := f.changedObject(k, r); m != "" {
			return m
		}
	}
	s := f.subject(r.first)
	switch {
	case s < 0:
		return ""
	case waters[f.d.Forms[s].Lemma]:
		return f.lemma(s) + " level"
	case f.d.Forms[s].Lemma == wordLevel && waters[f.lemmaAt(s-1)]:
		return f.lemma(s-1) + " level"
	case extents[f.d.Forms[s].Lemma]:
		return f.lemma(s)
	}
	return ""
}

// dimension returns what the word at k, after the quantity, says it is:
// "deep", "away". What is so deep is what is measured, where it stands before.
func (f *finder) dimension(k int, r *reading) string {
	m := dimensions[f.hash(k)]
	if m == "" || m == "distance" {
		return m
	}
	if p := r.first - 1; p >= f.base && f.d.Tokens[p].XPOS.Nominal() && !f.proper(p) {
		return f.lemma(p)
	}
	if n := f.headNoun(k + 1); n >= 0 && !f.proper(n) && m != "depth" {
		return f.lemma(n)
	}
	return m
}

// afterBrackets returns the token after the brackets that open at k, k if none
// do.
func (f *finder) afterBrackets(k int) int {
	if f.hash(k) != wordLRB {
		return k
	}
	for i := k + 1; i < f.end && i < k+8; i++ {
		if f.d.Tokens[i].XPOS == lang.RRB {
			return i + 1
		}
	}
	return k
}

var (
	waters       = wordSet("river lake sea water reservoir creek stream tide canal")
	estimating   = wordSet("put estimate reckon assess peg calculate set judge")
	weathers     = wordSet("wave waves swell swells surf wind winds gust gusts rain rains rainfall snow snowfall hail hailstones drifts snowdrifts tide tides surge surges downpour downpours visibility")
	wordCapacity = lang.WordHash("capacity")
	extents      = wordSet("depth height length distance width altitude radius area speed elevation range weight capacity volume temperature circumference perimeter")
	directions   = wordSet("north south east west northeast northwest southeast southwest inland offshore overseas abroad onshore")
	dimensions   = table(map[string]string{"height": "high tall", "length": "long", "width": "wide", "depth": "underground deep underwater", "distance": "away from north south east west northeast northwest southeast southwest off inland offshore", "thickness": "thick"})
	dimensionOf  = map[string]string{"km": "distance", "m": "distance", "cm": "length", "mm": "length", "mi": "distance", "ft": "length", "in": "length", "yd": "distance", "nmi": "distance", "ly": "distance",
		"ha": "area", "ac": "area", "km²": "area", "m²": "area", "mi²": "area", "ft²": "area", "m³": "volume", "ft³": "volume", "km³": "volume", "t": "weight", "kg": "weight", "g": "weight", "mg": "weight", "lb": "weight", "oz": "weight",
		"L": "volume", "mL": "volume", "gal": "volume", "bbl": "barrel", "bbl/d": "barrel", "bu": "bushel", "MW": "capacity", "GW": "capacity", "kW": "capacity", "W": "capacity", "hp": "power", "kWh": "energy", "MWh": "energy", "GWh": "energy", "TWh": "energy",
		"V": "voltage", "kt": "weight", "Mt": "weight", "°": "temperature", "°C": "temperature", "°F": "temperature", "mph": "speed", "km/h": "speed", "m/s": "speed", "kn": "speed", "GB": "data", "MB": "data", "TB": "data",
		"Hz": "frequency", "MHz": "frequency", "GHz": "frequency", "dB": "loudness", "cal": "calorie"}
)
