package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// company returns what the number r counts by the words around it where no
// noun follows: "a crowd of 31,204", "with 240 aboard", "a father of seven",
// "drew thousands".
func (f *finder) company(r *reading) string {
	k := r.first - 1
	switch {
	case f.hash(r.last) == wordAboard || f.hash(r.last) == wordOn && f.hash(r.last+1) == wordBoard:
		return "person"
	case f.hash(k) == wordOf && f.hash(k-1) == wordCrew:
		return "crew"
	case f.hash(k) == wordOf && f.hash(k-1) == wordCrowd:
		return "crowd"
	case f.hash(k) == wordOf && crowds[f.hash(k-1)]:
		return "person"
	case f.atLarge(r):
		if p := f.counterpart(r); p != nil {
			r.population = p.noun
			return f.lemmaOutside(p.noun)
		}
		return "person"
	case f.hash(k) == wordOf && (f.hash(k-1) == wordFate || f.hash(k-1) == wordWhereabouts):
		return missing
	case f.lemmaAt(k) == wordLeave && r.value >= 20 && r.last < f.end && leftSo[f.hash(r.last)]:
		return "person" // "leaves five million hungry"
	case f.inCare(r):
		return wounded
	case f.exchanged(r):
		return "exchange rate"
	case f.lemmaAt(k) == wordVote && f.hash(r.last) == wordTo && f.s.class(r.last+1-f.base) != other:
		return "vote" // "voted 76 to 73"
	case f.hash(k) == wordTo && f.hash(k-1) == wordHome && f.ends(r):
		return "person"
	case (f.hash(k) == wordOf || f.hash(k) == wordAt) && gatherings[f.hash(k-1)]:
		return f.lemma(k - 1)
	case f.lemmaAt(r.last) == wordAbstain:
		return "abstention"
	case f.lemmaAt(r.last) == wordVote || f.hash(r.last) == wordAgainst && (f.hash(k) == wordAnd || f.d.Tokens[max(k, f.base)].XPOS == lang.Comma):
		return "vote"
	case f.hash(k) == wordAnd && f.hash(r.last) == wordIn && (f.hash(r.last+1) == wordFavour || f.hash(r.last+1) == wordFavor):
		return "vote"
	case f.ends(r) && employs[f.lemmaAt(k)]:
		return "person"
	case f.hash(k) == wordOf && parentWords[f.hash(k-1)]:
		return "child"
	case f.hash(k) == wordOf && leads[f.hash(k-1)]:
		return f.lemma(k - 1)
	case r.vague && f.hash(k) == wordThe && f.hash(k-1) == wordIn || r.vague && f.hash(k-1) == wordIn && possessive[f.hash(k)]:
		r.first -= 2 // "in the hundreds"
		if m, _ := f.total(r); m != "" {
			r.named = named[m]
			return m
		}
	case r.vague && r.quantity.number.last > r.quantity.number.first && f.crowd(r):
		return f.crowdMeasure(r)
	}
	return ""
}

// crowd reports whether the vague number r, with no noun after it, stands for
// people: "thousands fled", "drew hundreds".
func (f *finder) crowd(r *reading) bool {
	if f.s.class(r.quantity.number.last-1) != plural && f.s.class(r.quantity.number.last-1) != scale {
		return false
	}
	x := f.d.Tokens[r.first-1+b2i(r.first == f.base)].XPOS
	if r.first > f.base && (x == lang.DT || x == lang.PRPS || x == lang.CD || f.hash(r.first-1) == wordIn || f.hash(r.first-1) == wordBy) {
		return false
	}
	return f.hash(r.last) != wordOf && f.hash(r.last) != wordHyphen
}

// crowdMeasure returns what a crowd is of: what the last figure of the
// sentence counts, or else people.
func (f *finder) crowdMeasure(r *reading) string {
	if p := f.lastOf(r, func(p *reading) bool { return p.unit == "" && p.noun >= 0 }); p != nil && f.d.SentenceOf(p.first) == f.sentence {
		if !p.named {
			return p.measure
		}
	}
	return "person"
}

// changedNoun returns what is counted where the number r is what the subject
// of a verb of change comes to: "the seats increased from 9 to 10".
func (f *finder) changedNoun(r *reading) int {
	h := f.hash(r.first - 1)
	if h != wordTo && h != wordFrom && h != wordBy && h != wordAt || !f.ends(r) {
		return -1
	}
	for k, n := r.first-1, 0; k >= f.base && n < 6; k, n = k-1, n+1 {
		if f.d.Tokens[k].XPOS.Verbal() && (shifts[f.d.Forms[k].Lemma] || f.hash(k) == wordStood || f.hash(k) == wordTotalled) {
			if s := f.subjectOf(k); s >= 0 && f.plural(s) {
				return s
			}
			return -1
		}
	}
	return -1
}

// fewerOf returns the figure before the bare number r, in its sentence, that
// counts what r does: "seven of the nine members voted for it, while two …".
func (f *finder) fewerOf(r *reading) *reading {
	n := len(f.readings)
	if n == f.from || r.digits && r.value > 1000 {
		return nil
	}
	p := &f.readings[n-1]
	t := &f.d.Tokens[f.base+r.number.last-1]
	next := r.last
	if next >= f.end || p.unit != "" && p.unit != "person" || p.noun < 0 || p.first < f.from {
		return nil
	}
	x := f.d.Tokens[next].XPOS
	if t.Rel != lang.RelNsubj && t.Rel != lang.RelNsubjPass || !x.Verbal() && x != lang.MD {
		return nil
	}
	return p
}

// sameThing returns the figure before the bare number r, not far off, that
// counts what r does: "18 people checked this section. Now there are five."
func (f *finder) sameThing(r *reading) *reading {
	if r.digits && r.value > 1000 || r.vague || !f.ends(r) || !thereOrThan[f.hash(r.first-1)] {
		return nil
	}
	return f.lastOf(r, func(p *reading) bool { return p.noun >= 0 && !p.money && (p.unit == "" || p.unit == "person") })
}

// thereOrThan are words before a number that counts what was counted before.
var thereOrThan = wordSet("are were remain remained left only just than been")

// bigMoney returns the money before the bare number r with a scale, which is
// of the same kind: "… had expected 10.1 billion".
func (f *finder) bigMoney(r *reading) *reading {
	if r.number.scale < 1e6 || !f.ends(r) {
		return nil
	}
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-3; i-- {
		if p := &f.readings[i]; p.money && f.near(p.last, r.first) {
			return p
		}
	}
	return nil
}

var (
	crowds          = wordSet("crowd crew group panel team audience family gang band squad delegation force jury population party contingent cast staff workforce convoy squadron attendance army garrison")
	employs         = wordSet("employ")
	leads           = wordSet("majority lead margin")
	parentWords     = wordSet("father mother parent parents grandfather grandmother")
	gatherings      = wordSet("turnout attendance crowd")
	wordStood       = lang.WordHash("stood")
	wordTotalled    = lang.WordHash("totalled")
	leftSo          = wordSet("hungry homeless jobless destitute stranded without facing")
	wordAre         = lang.WordHash("are")
	wordRemain      = lang.WordHash("remain")
	wordWhereabouts = lang.WordHash("whereabouts")
	wordAbstain     = lang.WordHash("abstain")
	wordCrowd       = lang.WordHash("crowd")
	wordCrew        = lang.WordHash("crew")
	wordFavour      = lang.WordHash("favour")
	wordFavor       = lang.WordHash("favor")
	wordHome        = lang.WordHash("home")
	wordVote        = lang.WordHash("vote")
	wordAboard      = lang.WordHash("aboard")
	wordBoard       = lang.WordHash("board")
	wordOn          = lang.WordHash("on")
)

// bare reports whether r, a number with nothing after it that it counts, is a
// figure all the same: it is what a total is or changed to, or stands beside
// a figure that tells what is counted.
func (f *finder) bare(r *reading) bool {
	if v := f.ordealAlone(r); v != "" {
		r.measure = "person " + v
		return true
	}
	if k := r.first - 2; f.hash(k+1) == wordOf && k >= f.base && f.d.Forms[k].Lemma == wordPopulation && f.ends(r) {
		r.measure = "population"
		return true
	}
	if m := f.company(r); m != "" {
		r.measure, r.named = m, named[m]
		return true
	}
	if p := f.contrasted(r); p != nil {
		r.like(p)
		return true
	}
	if p := f.counterpart(r); p != nil && !p.named && f.participleAfter(r, p) {
		r.like(p)
		r.measure = f.lemmaOutside(p.noun) + " " + f.elidedDeed(r, p)
		return true
	}
	if f.ends(r) && f.losers(r).Name != "" {
		r.measure, r.named = killed, true // "the rebels have lost 900"
		return true
	}
	if m, k := f.total(r); m != "" {
		r.measure, r.named, r.population, r.total = m, named[m], k, named[m]
		return true
	}
	if n := len(f.readings); n > f.from && f.readings[n-1].measure == wounded && gravely[f.hash(r.last)] {
		r.like(&f.readings[n-1]) // "14 injured, three critically"
		r.part = n - 1
		return true
	}
	for i := len(f.readings) - 1; i >= f.from && i >= len(f.readings)-2; i-- {
		if p := &f.readings[i]; f.beside(p, r) {
			r.like(p)
			return true
		}
	}
	if k := f.changedNoun(r); k >= 0 && f.d.Tokens[k].XPOS == lang.NNS && !rated[f.d.Forms[k].Lemma] {
		r.measure, r.population = f.lemma(k), k // "Passenger journeys rose 11 percent to 212 million"
		return true
	}
	if p := f.bigMoney(r); p != nil {
		r.like(p)
		if k := r.first - 2; f.hash(k+1) == wordOf && k >= f.base && rated[f.d.Forms[k].Lemma] {
			r.measure = f.lemma(k) // "a cost of 410 million"
		}
		return true
	}
	if p := f.sameNumber(r); p != nil {
		r.like(p)
		return true
	}
	if k := f.standing(r); k >= 0 {
		r.measure, r.population = f.lemma(k), k
		if currencyNames[f.d.Forms[k].Lemma] != "" {
			r.measure = "exchange rate"
		}
		return true
	}
	if k := f.changedNoun(r); k >= 0 {
		r.measure, r.population = f.lemma(k), k
		return true
	}
	if p := f.sameThing(r); p != nil {
		r.like(p)
		if p.named {
			r.measure, r.named = f.lemmaOutside(p.noun), false
		}
		return true
	}
	if p := f.fewerOf(r); p != nil {
		r.like(p)
		if p.named {
			r.measure, r.named = f.lemma(p.noun), false
		}
		if v := f.elidedDeed(r, p); v != "" && !p.named && !strings.HasSuffix(r.measure, v) {
			r.measure = f.lemma(p.noun) + " " + v // "only five have been repaired"
		}
		return true
	}
	return f.elided(r)
}

// ordealAlone returns what was done to people whom r counts without a noun, where
// the words right beside it tell: "dozens trapped", "trapping dozens".
func (f *finder) ordealAlone(r *reading) string {
	if !r.vague && r.value < 2 || r.unit != "" || r.last < f.end && f.hash(r.last) == wordOf {
		return ""
	}
	if k := r.last; k < f.end && (f.d.Tokens[k].XPOS == lang.VBN || f.d.Tokens[k].XPOS == lang.VBD) && endured[ordeal[f.d.Forms[k].Lemma]] {
		return ordeal[f.d.Forms[k].Lemma]
	}
	if k := r.first - 1; k >= f.base && (f.d.Tokens[k].XPOS.Verbal() || f.gerund(k)) && !f.passivised(k) && endured[f.participle(k, ordeal)] && f.ends(r) {
		return f.participle(k, ordeal)
	}
	return ""
}

// exchanged reports whether r is what one currency is worth in another: "at 7.92 to
// the euro", "gained against the euro to 27.15".
func (f *finder) exchanged(r *reading) bool {
	if !r.digits || r.value > 1e5 {
		return false
	}
	if h := f.hash(r.last); (h == wordTo || h == wordAgainst) && f.hash(r.last+1) == wordThe && currencyNames[f.hash(r.last+2)] != "" {
		return true
	}
	if h := f.hash(r.first - 1); h != wordTo && h != wordAt || !f.ends(r) {
		return false
	}
	for k := r.first - 2; k > f.base && k > r.first-6; k-- {
		if f.hash(k) == wordAgainst && f.hash(k+1) == wordThe && currencyNames[f.hash(k+2)] != "" {
			return true
		}
	}
	return false
}

// contrasted returns the figure right before the bare number r in its sentence that
// r takes the place of: "31 miners were rescued, not 13", "put the crowd at 80,000;
// police said 25,000".
func (f *finder) contrasted(r *reading) *reading {
	n := len(f.readings)
	if n == f.from || !f.ends(r) {
		return nil
	}
	p := &f.readings[n-1]
	switch h := f.hash(r.first - 1); {
	case p.measure == "":
	case p.money && r.digits && h == wordFor && f.d.Tokens[max(r.first-2, f.base)].XPOS.Verbal() && r.value < p.value*20 && r.value > p.value/20:
		return p // "cost 9,000 shillings and now sells for 21,000"
	case f.lemmaAt(r.first-1) == wordSay && r.digits && p.digits && (p.unit == "" || p.unit == "person"):
		return p
	case f.hash(r.first-1) == wordNot && f.d.Tokens[r.first-2].XPOS == lang.Comma && (r.last >= f.end || f.d.Tokens[r.last].UPOS == lang.PUNCT):
		return p
	}
	return nil
}

// inCare reports whether those whom r counts are "still in hospital" or "in critical
// condition".
func (f *finder) inCare(r *reading) bool {
	k := r.last
	for k < f.end && (f.d.Tokens[k].XPOS == lang.RB || f.hash(k) == wordRemain || f.hash(k) == wordAre) {
		k++
	}
	return f.hash(k) == wordIn && f.condition(k) == wounded && (r.first == f.base || f.d.Tokens[r.first-1].UPOS == lang.PUNCT || f.d.Tokens[r.first-1].XPOS == lang.CC)
}

// like gives r the measure and unit of p.
func (r *reading) like(p *reading) {
	r.measure, r.named, r.unit, r.money, r.inherited, r.population, r.total = p.measure, p.named, p.unit, p.money, true, p.population, p.total
}

// endured are participles that befall nobody but people.
var endured = map[string]bool{"trapped": true, "stranded": true, "kidnapped": true, "abducted": true, "evicted": true, "deported": true}
