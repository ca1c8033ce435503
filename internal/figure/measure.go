package figure

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// measure returns what the quantity q, spanning tokens [first, last), measures,
// and whether it is one of the measures with a name of their own.
func (f *finder) measure(r *reading) (string, bool) {
	q, c := &r.quantity, &r.counted
	switch {
	case q.money:
		return f.moneyMeasure(r), false
	case q.unit == "percent" || q.unit == "pp" || q.unit == "bp" || q.unit == "share":
		if m := f.toll(r); m != "" && c.noun >= 0 {
			return m, true
		}
		if c.noun < 0 && f.right(r.last) == killed {
			return killed, true // "fewer than 1% die"
		}
		if m := f.rateMeasure(r); q.unit != "bp" || spreads[lang.WordHash(m)] {
			return m, false
		}
		return "interest rate", false
	case q.unit != "":
		return f.unitMeasure(r), false
	case f.magnitude(r):
		return "magnitude", false
	}
	if n := len(f.readings); n > f.from && f.readings[n-1].elsewhere && f.readings[n-1].noun == c.noun && c.noun >= 0 && c.toll == "" {
		if h := f.hash(c.noun); h == wordPeople || h == wordOthers || c.pronoun {
			return "person", false
		}
		return f.lemma(c.noun), false // the 40 of "12 of the 40 passengers were killed"
	}
	if f.whole(r) {
		return f.nounMeasure(r), false
	}
	if m := f.toll(r); m != "" {
		return m, true
	}
	if c.noun >= 0 {
		return f.nounMeasure(r), false
	}
	return "", false
}

// toll returns the measure with a name of its own that r has, if any. What is
// counted need not be a word for people where only people can be meant.
func (f *finder) toll(r *reading) string {
	c := &r.counted
	person := c.noun < 0 || c.pronoun || f.person(c.noun)
	if c.of && c.noun >= 0 && f.partOrdeal(r) != "" && !f.heldHere() {
		return ""
	}
	if m := f.partOfToll(r); m != "" && person {
		return m
	}
	if c.of && c.toll != "" && person { // "Thirteen of the rescued were injured"
		if m := f.rightOf(r); m != "" {
			return m
		}
	}
	if c.noun >= 0 && !c.elsewhere {
		if m := f.tollNoun(c.noun, c); m != "" {
			return m
		}
	}
	if c.toll != "" && (person || ofPeople[c.toll]) {
		return c.toll
	}
	if person && f.scorched(max(r.last, r.tail)) {
		return wounded
	}
	for _, tell := range [...]func(*reading) string{f.object, f.rightOf, f.leftOf, f.clause} {
		if m := tell(r); m != "" && (person || ofPeople[m]) {
			if m == sentenced && f.untried(r) {
				return detained
			}
			if m == evacuated && c.noun >= 0 && inmates[f.hash(c.noun)] {
				return ""
			}
			if m == rescued && f.letGo(r) {
				return ""
			}
			return m
		}
	}
	if person {
		return f.around(r)
	}
	return ""
}

// scorched reports whether "were burned" stands at k, and they lived.
func (f *finder) scorched(k int) bool {
	passive := false
	for n := 0; n < 5 && k < f.end && (passiveMarks[f.hash(k)] || f.lemmaAt(k) == wordHave || f.d.Tokens[k].XPOS == lang.RB || gravely[f.hash(k)]); n, k = n+1, k+1 {
		passive = passive || passiveMarks[f.hash(k)]
	}
	return passive && burns[f.hash(k)] && f.hash(k+1) != wordTo && f.hash(k+1) != wordAlive
}

func (f *finder) rightOf(r *reading) string {
	if k := max(r.last, r.tail); singularVerbs[f.hash(k)] && r.noun >= 0 && r.value > 1 && r.unit == "" && f.plural(r.noun) {
		return "" // "who stole from 29 residents has been jailed"
	}
	if r.elsewhere {
		return f.right(r.tail)
	}
	k := f.pastCompanion(r.last)
	if f.d.Tokens[min(k, f.end-1)].XPOS == lang.Comma && asides[f.hash(k+1)] {
		k = f.pastAside(k + 1)
	}
	return f.right(k)
}

// pastAside returns the token after the aside that begins at k: "…, including
// two officers, were wounded".
func (f *finder) pastAside(k int) int {
	for i := k; i < f.end && i < k+14; i++ {
		if f.d.Tokens[i].XPOS == lang.Comma {
			return i + 1
		}
	}
	return k
}

var asides = wordSet("including mostly among many most mainly some all")

func (f *finder) leftOf(r *reading) string { return f.left(r.first) }

// pastCompanion goes past "and a man" after those counted at k.
func (f *finder) pastCompanion(k int) int {
	if f.hash(k) == wordAnd && (f.hash(k+1) == wordA || f.hash(k+1) == wordAn) && f.lemmaAt(k+2) != 0 && personWords[f.hash(k+2)] {
		return k + 3
	}
	return k
}

// ofPeople are the measures that befall only people and other living things.
var ofPeople = map[string]bool{killed: true, wounded: true, killedOrWounded: true, detained: true, infected: true, sentenced: true}

// whole reports whether r is the whole that figures after it are parts of: "Of
// the 120 people on board, 98 were rescued".
func (f *finder) whole(r *reading) bool {
	k := r.first - 1
	if r.noun < 0 || f.hash(k) != wordThe && !possessive[f.hash(k)] || f.hash(k-1) != wordOf {
		return false
	}
	return k-1 == f.base || f.starts(k-1)
}

// magnitude reports whether r is that of an earthquake.
func (f *finder) magnitude(r *reading) bool {
	if r.value >= 10 || !r.digits {
		return false
	}
	j := f.base + r.quantity.last
	if f.hash(j) == wordHyphen {
		j++
	}
	if f.hash(j) == wordMagnitude {
		return true
	}
	k := r.first - 1
	if f.hash(k) == wordOf || f.hash(k) == wordHyphen || f.hash(k) == wordAt {
		k--
	}
	if f.hash(k) == wordMagnitude {
		return true
	}
	if l := f.lemmaAt(k); l != wordMeasure && l != wordRegister {
		return false
	}
	for i := k; i >= f.base; i-- {
		if quakes[f.hash(i)] {
			return true
		}
	}
	return false
}

// living reports whether what is counted can be killed.
func living(h uint64) bool { return animals[h] }

var animals = wordSet("animals cattle sheep horses cows dogs birds elephants pigs chickens whales dolphins deer goats camels fish bears turtles cats livestock rhinos lions tigers wolves")

// tollNoun returns the measure of a counted noun that stands for those it
// befell: "40 deaths", "three injuries", "12 arrests".
func (f *finder) tollNoun(k int, c *counted) string {
	h := f.hash(k)
	switch {
	case h == wordLives:
		if f.lemmaAt(k-2) == wordSave || f.lemmaAt(k+2) == wordSave {
			return ""
		}
		if k > f.base && f.lost(c.first) || f.right(k+1) != "" || f.lostAfter(k+1) {
			return killed
		}
	case cases[h]:
		return f.casesOf(k, c)
	case h == wordPrisoners && f.hash(k+1) == wordOf && f.hash(k+2) == wordWar:
		return captured
	}
	return f.joint(k, tollNouns[h])
}

// lost reports whether a verb of claiming lives stands before token k.
func (f *finder) lost(k int) bool {
	for n := 0; n < 4 && k > f.base; n, k = n+1, k-1 {
		if claims[f.d.Forms[k-1].Lemma] {
			return true
		}
	}
	return false
}

// lostAfter reports whether "were lost" or the like stands at k.
func (f *finder) lostAfter(k int) bool {
	for n := 0; n < 4 && passable[f.hash(k)]; n++ {
		k++
	}
	return f.hash(k) == wordLost || f.hash(k) == wordClaimed || f.hash(k) == wordTaken
}

// prison reports whether the sentence is about a prison, whose prisoners nobody
// captured.
func (f *finder) prison() bool {
	for k := f.base; k < f.end; k++ {
		if prisons[f.hash(k)] {
			return true
		}
	}
	return false
}

// searchedFor reports whether "searching for" or the like ends with token k.
func (f *finder) searchedFor(k int) bool {
	return f.hash(k) == wordFor && searches[f.lemmaAt(k-1)] || f.hash(k) == wordOf && f.lemmaAt(k-1) == wordTrace && f.hash(k-2) == wordNo || f.hash(k) == wordOf && f.hash(k-1) == wordFate
}

var (
	inmates      = wordSet("prisoners inmates detainees convicts")
	prisons      = wordSet("prison prisons jail jails penitentiary inmates cell cells convicts warden")
	prisonersOf  = wordSet("exchange swap free release return trade hold take have")
	searches     = wordSet("search look hunt dig")
	sending      = wordSet("send dispatch mobilise mobilize rush post commit redeploy deploy")
	wordFever    = lang.WordHash("fever")
	wordNew      = lang.WordHash("new")
	wordAwaiting = lang.WordHash("awaiting")
	wordJail     = lang.WordHash("jail")
	wordPending  = lang.WordHash("pending")
	wordTrial    = lang.WordHash("trial")
	wordWithout  = lang.WordHash("without")
	wordClaimed  = lang.WordHash("claimed")
	wordFate     = lang.WordHash("fate")
	wordFor      = lang.WordHash("for")
	wordHolding  = lang.WordHash("holding")
	wordNab      = lang.WordHash("nab")
	wordSeize    = lang.WordHash("seize")
	wordTrace    = lang.WordHash("trace")
)

// casesOf returns infected if the cases that end at token k are of a disease.
func (f *finder) casesOf(k int, c *counted) string {
	for i := c.first; i < k; i++ {
		if diseases[f.hash(i)] {
			return infected
		}
	}
	if f.hash(k+1) == wordOf {
		for i := k + 2; i < k+5 && i < f.end; i++ {
			if diseases[f.hash(i)] {
				return infected
			}
		}
	}
	for i := c.first; i < k; i++ {
		if f.hash(i) == wordNew && f.epidemic(maxEpidemic) {
			return infected
		}
	}
	if f.epidemic(2) || f.hash(c.first-1) == wordNo && f.epidemic(maxEpidemic) {
		return infected
	}
	return ""
}

// maxEpidemic is how many sentences before "no cases" a disease may be named.
const maxEpidemic = 30

// epidemic reports whether the sentence, or one of so many before it, names a
// disease that spreads.
func (f *finder) epidemic(back int) bool {
	for k := f.d.Sentences[max(0, f.sentence-back)].First; k < f.end; k++ {
		if h := f.d.Forms[k].Word; spreading[h] || h == wordFever && k > 0 && f.d.Tokens[k-1].XPOS.Proper() {
			return true
		}
	}
	return false
}

// clause returns the measure that the tree tells where other words stand
// between those counted and their verb.
func (f *finder) clause(r *reading) string {
	k := r.counted.noun
	if k < 0 || r.counted.elsewhere {
		k = f.base + r.number.last - 1
	}
	for n := 0; n < 3 && f.conjunct(k); n++ {
		k = f.d.Tokens[k].Head
	}
	t := &f.d.Tokens[k]
	if t.Head < f.base || t.Head >= f.end {
		return ""
	}
	v := t.Head
	switch t.Rel {
	case lang.RelNsubjPass, lang.RelNsubj:
		if v > k {
			return f.verb(v, t.Rel == lang.RelNsubjPass || f.hasAux(v))
		}
	case lang.RelObj:
		if f.d.Tokens[v].XPOS.Verbal() && v < k && k-v < 12 && !f.otherNumber(v, r) {
			return doing[f.d.Forms[v].Lemma]
		}
	}
	return f.relativeClause(k)
}

// conjunct reports whether token k is coordinated to one before it.
func (f *finder) conjunct(k int) bool {
	h := f.d.Tokens[k].Head
	return f.d.Tokens[k].Rel == lang.RelConj && h >= f.base && h < k && (f.d.Tokens[h].XPOS.Nominal() || f.d.Tokens[h].XPOS == lang.CD)
}

// otherNumber reports whether another verb stands between v and r.
func (f *finder) otherNumber(v int, r *reading) bool {
	for i := v + 1; i < r.first; i++ {
		if f.d.Tokens[i].XPOS.Verbal() {
			return true
		}
	}
	return false
}

// relativeClause returns what a relative clause or a participle after the noun
// at k tells of it.
func (f *finder) relativeClause(k int) string {
	for i := k + 1; i < f.end && i < k+14; i++ {
		if none[f.hash(i)] && f.hash(i) != wordNot || f.hash(i) == wordOf && i > k+2 && f.s.class(i-1-f.base) != other && f.hash(i+1) == wordWhom {
			return "" // it tells of a part of them, or of none
		}
		if t := &f.d.Tokens[i]; t.Head == k && (t.Rel == lang.RelAcl || t.Rel == lang.RelAclRelcl) {
			return f.verb(i, t.Rel == lang.RelAcl || f.hasAux(i))
		}
	}
	return ""
}

// hasAux reports whether verb v is in the passive.
func (f *finder) hasAux(v int) bool {
	for i := v - 1; i >= f.base && i > v-5; i-- {
		if t := &f.d.Tokens[i]; t.Head == v && t.Rel == lang.RelAuxPass {
			return true
		}
	}
	return false
}

var (
	claims        = wordSet("claim take cost lose loss have")
	cases         = wordSet("case cases")
	diseases      = wordSet("confirmed coronavirus covid covid-19 cholera measles ebola flu influenza polio malaria dengue virus infection infections disease suspected mumps tuberculosis zika aids hiv sars plague swine bird pneumonia meningitis mpox")
	spreading     = wordSet("coronavirus covid covid-19 cholera measles ebola flu influenza polio malaria dengue virus outbreak epidemic pandemic mumps tuberculosis zika hiv sars plague meningitis mpox diphtheria infections")
	homes         = wordSet("home homes houses land lands villages")
	wordBury      = lang.WordHash("bury")
	wordDrive     = lang.WordHash("drive")
	fighting      = wordSet("soldiers troops fighters servicemen pilots sailors marines airmen rebels militants commandos paratroopers conscripts")
	mourned       = wordSet("neighbours neighbors classmates teammates schoolmates grandsons granddaughters husbands wives uncles aunts pupils students teachers lads mates babies martyrs people soldiers troops men fighters civilians children women sons daughters nieces nephews cousins parents grandchildren grandparents sailors miners crew pilots workers friends comrades colleagues brothers sisters relatives")
	sent          = wordSet("officers police firefighters rescuers peacekeepers personnel guards reservists guardsmen policemen troops")
	wordHold      = lang.WordHash("hold")
	wordLose      = lang.WordHash("lose")
	wordForce     = lang.WordHash("force")
	wordMagnitude = lang.WordHash("magnitude")
	wordMeasure   = lang.WordHash("measure")
	wordRegister  = lang.WordHash("register")
	quakes        = wordSet("quake earthquake tremor aftershock aftershocks tremors quakes earthquakes")
	wordHospital  = lang.WordHash("hospital")
	wordOthers    = lang.WordHash("others")
	wordPrisoners = lang.WordHash("prisoners")
	wordPull      = lang.WordHash("pull")
	wordSend      = lang.WordHash("send")
	wordTake      = lang.WordHash("take")
	wordWar       = lang.WordHash("war")
)

var (
	wordDrown     = lang.WordHash("drown")
	singularVerbs = wordSet("has was is")
	asking        = wordSet("ask request appeal call")
	armed         = wordSet("army military police navy")
	held          = wordSet("hostage hostages captive captives captors kidnappers kidnapped abducted gunmen trapped rubble wreckage miners passengers")
	wordFreed     = lang.WordHash("freed")
	wordPatients  = lang.WordHash("patients")
	wordTreat     = lang.WordHash("treat")
)

var (
	spreads = wordSet("yield spread margin premium")
)
