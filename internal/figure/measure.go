package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// measure returns what the quantity q, spanning tokens [first, last), measures,
// and whether it is one of the measures with a name of their own.
func (f *finder) measure(r *reading) (string, bool) {
	q, c := &r.quantity, &r.counted
	switch {
	case q.money:
		return f.moneyMeasure(r), false
	case q.unit == "percent" || q.unit == "pp" || q.unit == "share":
		if m := f.toll(r); m != "" && c.noun >= 0 {
			return m, true
		}
		return f.rateMeasure(r), false
	case q.unit != "":
		return f.unitMeasure(r), false
	}
	if m := f.toll(r); m != "" {
		return m, true
	}
	if c.noun >= 0 {
		return f.nounMeasure(r), false
	}
	return "", false
}

// toll returns the measure with a name of its own that r has, if any.
func (f *finder) toll(r *reading) string {
	c := &r.counted
	person := c.noun < 0 || c.pronoun || f.person(c.noun)
	if c.noun >= 0 && !c.elsewhere {
		if m := f.tollNoun(c.noun, c); m != "" {
			return m
		}
	}
	if c.toll != "" && person {
		return c.toll
	}
	if !person && !(c.noun >= 0 && living(f.hash(c.noun))) {
		return ""
	}
	if f.state(r) {
		return ""
	}
	if m := f.right(r.last); m != "" {
		return m
	}
	if m := f.left(r.first); m != "" {
		return m
	}
	if m := f.around(r); m != "" {
		return m
	}
	if m := f.clause(r); m != "" {
		return m
	}
	return ""
}

// state reports whether r counts states or the like, whose being "killed" is
// none of the measures.
func (f *finder) state(r *reading) bool { return false }

// living reports whether what is counted can be killed.
func living(h uint64) bool { return animals[h] }

var animals = wordSet("animals cattle sheep horses cows dogs birds elephants pigs chickens whales dolphins deer goats camels fish bears turtles cats livestock rhinos lions tigers wolves")

// tollNoun returns the measure of a counted noun that stands for those it
// befell: "40 deaths", "three injuries", "12 arrests".
func (f *finder) tollNoun(k int, c *counted) string {
	h := f.hash(k)
	switch {
	case h == wordLives:
		if k > f.base && f.lost(c.first) || f.right(k+1) != "" || f.hash(k+1) == wordLost {
			return killed
		}
	case cases[h]:
		return f.casesOf(k, c)
	case prisoner[h] && f.lemmaAt(c.first-1) == wordTake, h == wordPrisoners && f.hash(k+1) == wordOf && f.hash(k+2) == wordWar:
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
	return ""
}

// person reports whether token k names people.
func (f *finder) person(k int) bool {
	h := f.hash(k)
	if personWords[h] || personWords[f.d.Forms[k].Lemma] || partitive[h] {
		return true
	}
	return f.d.Tokens[k].XPOS == lang.NNPS || f.demonym(k)
}

// demonym reports whether token k is the plural of a people's name, however
// it was tagged.
func (f *finder) demonym(k int) bool {
	if !f.capital(k) || f.starts(k) || f.headline {
		return false
	}
	w := f.d.Word(k)
	return strings.HasSuffix(w, "ans") || strings.HasSuffix(w, "ese") || strings.HasSuffix(w, "ians") || strings.HasSuffix(w, "ists") || strings.HasSuffix(w, "crats")
}

// around returns the measure of idioms that stand on both sides of r: "left 40
// people homeless", "took 40 hostage", "forced 3,000 from their homes".
func (f *finder) around(r *reading) string {
	verb := f.lemmaAt(r.first - 1)
	next := f.hash(r.last)
	switch {
	case verb == wordTake && prisoner[next]:
		return captured
	case (verb == wordForce || verb == wordDrive) && (next == wordFrom && homes[f.hash(r.last+2)] || next == wordTo && f.lemmaAt(r.last+1) == wordFlee || next == wordOut):
		return displaced
	case verb == wordPull && (next == wordFrom || next == wordOut):
		return rescued
	case verb == wordSend && next == wordTo && f.lemmaAt(r.last+1) == wordHospital:
		return wounded
	}
	return ""
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

// nounMeasure returns the lemma of the counted noun, with the participle that
// makes it count.
func (f *finder) nounMeasure(r *reading) string {
	k := r.counted.noun
	if r.counted.pronoun || f.hash(k) == wordPeople || f.hash(k) == wordOthers {
		return "person"
	}
	m := strings.ToLower(f.d.Lemma(k))
	if !f.person(k) {
		if v := f.undone(r); v != "" {
			m += " " + v
		}
	}
	return m
}

// undone returns the participle of the verb that things counted are the object
// of where that is what makes them count: "destroyed", "damaged".
func (f *finder) undone(r *reading) string {
	for i := r.counted.first; i < r.counted.noun; i++ {
		if v := ruin[f.d.Forms[i].Lemma]; v != "" && f.d.Tokens[i].XPOS != lang.NN {
			return v
		}
	}
	for i := r.first - 1; i >= f.base && i > r.first-4; i-- {
		if v := ruin[f.d.Forms[i].Lemma]; v != "" && f.d.Tokens[i].XPOS.Verbal() {
			return v
		}
		if x := f.d.Tokens[i].XPOS; x != lang.RB && x != lang.DT && x != lang.RP {
			break
		}
	}
	passive := false
	for i, n := r.last, 0; i < f.end && n < 7; i, n = i+1, n+1 {
		h := f.hash(i)
		if v := ruin[f.d.Forms[i].Lemma]; v != "" && f.d.Tokens[i].XPOS.Verbal() && (passive || f.d.Tokens[i].XPOS == lang.VBN || !f.objectAt(i+1)) {
			return v
		}
		passive = passive || passiveMarks[h]
		if !passable[h] && f.d.Tokens[i].XPOS != lang.RB {
			break
		}
	}
	return ""
}

// lemmaAt returns the hash of the lemma of token k, zero outside the sentence.
func (f *finder) lemmaAt(k int) uint64 {
	if k < f.base || k >= f.end {
		return 0
	}
	return f.d.Forms[k].Lemma
}

// ruin are lemmas of verbs that make things count, and their participles.
var ruin = func() map[uint64]string {
	m := map[uint64]string{}
	for _, p := range strings.Fields(`destroy=destroyed damage=damaged burn=burned flood=flooded sink=sunk demolish=demolished torch=torched flatten=flattened seize=seized cancel=cancelled recall=recalled
		collapse=collapsed loot=looted raze=razed ground=grounded impound=impounded confiscate=confiscated wreck=wrecked gut=gutted submerge=submerged`) {
		lemma, participle, _ := strings.Cut(p, "=")
		m[lang.WordHash(lemma)] = participle
	}
	return m
}()

var (
	claims        = wordSet("claim take cost lose have")
	cases         = wordSet("case cases")
	diseases      = wordSet("confirmed coronavirus covid covid-19 cholera measles ebola flu influenza polio malaria dengue virus infection infections disease suspected mumps tuberculosis zika aids hiv sars plague swine bird pneumonia meningitis mpox")
	homes         = wordSet("home homes houses land lands villages")
	wordDrive     = lang.WordHash("drive")
	wordForce     = lang.WordHash("force")
	wordHospital  = lang.WordHash("hospital")
	wordOthers    = lang.WordHash("others")
	wordPrisoners = lang.WordHash("prisoners")
	wordPull      = lang.WordHash("pull")
	wordSend      = lang.WordHash("send")
	wordTake      = lang.WordHash("take")
	wordWar       = lang.WordHash("war")
)
