package figure

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// The measures that have a name of their own.
const (
	killed          = "killed"
	wounded         = "wounded"
	killedOrWounded = "killed or wounded"
	casualties      = "casualties"
	missing         = "missing"
	captured        = "captured"
	detained        = "detained"
	displaced       = "displaced"
	evacuated       = "evacuated"
	deployed        = "deployed"
	infected        = "infected"
	rescued         = "rescued"
	sentenced       = "sentenced"
)

// table makes a table of hashed words from measures and lists of words.
func table(of map[string]string) map[uint64]string {
	m := map[uint64]string{}
	for measure, list := range of {
		for h := range wordSet(list) {
			m[h] = measure
		}
	}
	return m
}

// Words that tell what befell those counted.
var (
	// doing are the lemmas of verbs whose object, or subject in the passive, is
	// counted.
	doing = table(map[string]string{
		killed: "kill slay murder massacre slaughter assassinate execute behead electrocute lynch asphyxiate suffocate eliminate liquidate martyr", wounded: "wound injure hurt maim scald concuss hospitalise hospitalize", captured: "capture",
		detained: "detain arrest imprison apprehend nab", displaced: "displace uproot", evacuated: "evacuate", deployed: "deploy station redeploy",
		infected: "infect sicken", casualties: "neutralise neutralize", rescued: "rescue save free freed winch pluck", sentenced: "sentence jail",
	})
	// undergoing are those of verbs whose subject is.
	undergoing = table(map[string]string{killed: "die perish drown suffocate succumb asphyxiate", captured: "surrender", missing: "disappear vanish", displaced: "flee fled", evacuated: "evacuate"})
	// states are adjectives that tell it.
	states = table(map[string]string{killed: "dead killed slain deceased", wounded: "wounded injured hurt", missing: "missing unaccounted",
		displaced: "displaced homeless uprooted", infected: "infected", captured: "captured", detained: "detained arrested", evacuated: "evacuated", rescued: "rescued", deployed: "deployed", sentenced: "sentenced"})
	// tollNouns are nouns that are counted when they stand for people.
	tollNouns = table(map[string]string{
		killed: "death deaths fatality fatalities dead killed killings bodies corpses drownings dead-bodies martyrs", wounded: "injuries injured wounded injury", casualties: "casualties casualty",
		missing: "missing disappearances", detained: "arrests arrest detentions detainees", evacuated: "evacuees evacuations", infected: "infections infection",
		displaced: "displaced", captured: "captives pows",
	})
	// ofNouns are nouns whose "of" names those counted: "the arrest of 40".
	ofNouns = table(map[string]string{
		killed: "death deaths killing killings murder murders massacre slaughter execution slaying bodies body corpses remains toll lives life", wounded: "wounding", captured: "capture", detained: "arrest arrests detention imprisonment",
		displaced: "displacement", evacuated: "evacuation", deployed: "deployment", infected: "infection", rescued: "rescue", sentenced: "sentencing", missing: "disappearance",
	})
)

// shelter reports whether words for a safe place follow at k: "to shelters".
func (f *finder) shelter(k int) bool {
	for n := 0; n < 4; n, k = n+1, k+1 {
		if shelters[f.hash(k)] {
			return true
		}
	}
	return false
}

var (
	shelters      = wordSet("shelter shelters safety safer")
	wordBused     = lang.WordHash("bused")
	wordHeard     = lang.WordHash("heard")
	wordMove      = lang.WordHash("move")
	wordMoved     = lang.WordHash("moved")
	wordOrdered   = lang.WordHash("ordered")
	wordRelocated = lang.WordHash("relocated")
	wordTold      = lang.WordHash("told")
	wordUrged     = lang.WordHash("urged")
)

// tolls returns the measure that token k alone tells as an adjective or a
// participle.
func (f *finder) tolls(k int) string {
	if k >= f.end {
		return ""
	}
	x := f.d.Tokens[k].XPOS
	if x == lang.VBN || x == lang.VBD || x == lang.JJ {
		if m := f.deed(k); m != "" && f.d.Forms[k].Lemma != wordSave {
			return m
		}
	}
	return states[f.hash(k)]
}

// joint returns measure m, told by token k, together with another that "or" or
// "and" adds to it: "killed or wounded", "dead or missing".
func (f *finder) joint(k int, m string) string {
	if k+2 >= f.end || f.hash(k+1) != wordOr && f.hash(k+1) != wordAnd {
		return m
	}
	m2 := f.tolls(k + 2)
	if m2 == "" {
		m2 = tollNouns[f.hash(k+2)]
	}
	if m2 == "" && f.d.Tokens[k+2].XPOS == lang.JJ && k+3 < f.end { // "no deaths or serious injuries"
		m2 = tollNouns[f.hash(k+3)]
	}
	return either(m, m2)
}

// either returns the measure of those that m or m2 befell.
func either(m, m2 string) string {
	switch {
	case m2 == "" || m == m2 || m == "":
		return m
	case m == wounded && m2 == killed:
		return killedOrWounded
	}
	return m + " or " + m2
}

// jointEnd returns where the adjectives that joint reads at k end.
func (f *finder) jointEnd(k int) int {
	if f.joint(k, "x") != "x" {
		return k + 3
	}
	return k + 1
}

// passable are words between those counted and what befell them: "are feared
// to have been", "who were".
var passable = wordSet(`be is are was were been being has have had having get gets got getting feared believed presumed confirmed reported reportedly thought known said told to also still who that which all both more others already now since
	then later not n't could would may might must will can did officially so far listed declared left found made rendered remain remains remained gone went 's 're 've 'd`)

var passiveMarks = wordSet("be is are was were been being get gets got getting 's 're left found declared feared believed presumed")

// right returns the measure that the words from k, right after those counted,
// tell: "… were killed", "… who died", "… feared dead", "… taken prisoner".
func (f *finder) right(k int) string {
	passive, negated, stays := false, false, false
	for quoteMark[f.hash(k)] {
		k++
	}
	for n := 0; k < f.end && n < 9; k, n = k+1, n+1 {
		h := f.hash(k)
		if m := states[h]; m != "" && !f.d.Tokens[k].XPOS.Verbal() || h == wordMissing {
			return unless(negated, f.joint(k, states[h]))
		}
		if m := f.verb(k, passive); m != "" {
			return unless(negated, m)
		}
		if passive && negated && tracing[h] {
			return missing
		}
		if negated && h == wordSurvive {
			return killed
		}
		if passive && burns[h] && gravely[f.hash(k-1)] {
			return wounded
		}
		if h == wordNever || h == wordNot || h == wordNT {
			negated = true
		}
		if passive || stays {
			if m := f.condition(k); m != "" {
				return unless(negated, m)
			}
		}
		passive, stays = passive || passiveMarks[h], stays || staying[h]
		x := f.d.Tokens[k].XPOS
		if !passable[h] && x != lang.RB && !(x == lang.Comma && n == 0 && k+1 < f.end && relative[f.hash(k+1)]) {
			return ""
		}
	}
	return ""
}

// deed returns the measure that the verb at k tells of its object, by its lemma
// or, where that is no word, by its form.
func (f *finder) deed(k int) string {
	if m := doing[f.d.Forms[k].Lemma]; m != "" {
		return m
	}
	return doing[f.hash(k)]
}

// unless returns m, or nothing where it is negated; who was not heard from is
// missing.
func unless(negated bool, m string) string {
	if negated && m != missing {
		return ""
	}
	return m
}

var (
	// tracing are participles of what those who are missing have not been.
	tracing   = wordSet("found located traced identified accounted reached seen recovered")
	staying   = wordSet("remain remains remained")
	wordNever = lang.WordHash("never")
	wordNT    = lang.WordHash("n't")
)

var relative = wordSet("who whom all both most")

// verb returns the measure that the verb at k tells of its subject.
func (f *finder) verb(k int, passive bool) string {
	t := &f.d.Tokens[k]
	lemma := f.d.Forms[k].Lemma
	if f.hash(k) == wordWith && !passive {
		return f.treated(k + 1)
	}
	if f.hash(k) == wordShot && f.hash(k+1) == wordAnd && doing[f.lemmaAt(k+2)] != "" {
		return doing[f.lemmaAt(k+2)]
	}
	if lemma == wordLeave && f.leftHome(k+1) {
		return displaced
	}
	if !t.XPOS.Verbal() && !(t.XPOS == lang.JJ && doing[lemma] != "") {
		return ""
	}
	if passive || t.XPOS == lang.VBN && !f.objectAt(k+1) || f.hash(k) == wordHeld && prisoner[f.hash(k+1)] {
		if m := f.befell(suffered, lemma, k+1); m != "" {
			return m
		}
	}
	if !passive {
		if m := f.befell(undergone, lemma, k+1); m != "" {
			return m
		}
	}
	m := undergoing[lemma]
	if m == "" {
		m = undergoing[f.hash(k)]
	}
	if m != "" && !(lemma == wordEvacuate && f.objectAt(k+1)) {
		return m
	}
	if m := f.deed(k); m != "" && (t.XPOS == lang.VBN || t.XPOS == lang.VBD || t.XPOS == lang.JJ) && (passive || !f.objectAt(k+1)) {
		if (lemma == wordSave || f.hash(k) == wordFreed) && !passive {
			return ""
		}
		return f.joint(k, m)
	}
	switch f.hash(k) {
	case wordTaken:
		if prisoner[f.hash(k+1)] {
			return captured
		}
		if f.hash(k+1) == wordInto && f.hash(k+2) == wordCustody {
			return detained
		}
	case wordHeld:
		if f.hash(k+1) == wordIn && f.hash(k+2) == wordCustody || passive || !f.objectAt(k+1) {
			return detained
		}
	case wordPulled:
		return f.pulled(k)
	case wordTested, wordTest, wordTesting:
		if f.hash(k+1) == wordPositive {
			return infected
		}
	case wordLost:
		if possessive[f.hash(k+1)] && f.hash(k+2) == wordLives {
			return killed
		}
	case wordForced, wordDriven:
		if passive && (f.hash(k+1) == wordFrom || f.hash(k+1) == wordTo && f.d.Forms[min(k+2, f.end-1)].Lemma == wordFlee || f.hash(k+1) == wordOut) {
			return displaced
		}
	case wordTreated, wordTreating:
		if passive && f.byMedics(k+1) {
			return wounded
		}
		if passive && f.hash(k+1) == lang.WordHash("for") {
			return f.treated(k + 2)
		}
	case wordShot:
		if f.hash(k+1) == wordDead {
			return killed
		}
		if f.hash(k+1) == wordAnd {
			return doing[f.lemmaAt(k+2)]
		}
	case wordBrought, wordLed, wordAirlifted, wordCarried:
		if f.alive(k + 1) {
			return rescued
		}
	case wordMoved, wordMove, wordBused, wordRelocated:
		if f.shelter(k + 1) {
			return evacuated
		}
	case wordTold, wordOrdered, wordUrged:
		if f.hash(k+1) == wordTo && (f.lemmaAt(k+2) == wordLeave || f.lemmaAt(k+2) == wordEvacuate) { // without an object, a passive even in a headline
			return evacuated
		}
	case wordHeard:
		if f.hash(k+1) == wordFrom || f.hash(k+1) == wordOf {
			return missing
		}
	case wordUnaccounted:
		return missing
	case wordLeft:
		if f.hash(k+1) == wordHomeless {
			return displaced
		}
	}
	return ""
}

// byMedics reports whether the words at k tell where or by whom those who are hurt
// are treated: "at the scene", "by paramedics".
func (f *finder) byMedics(k int) bool {
	if k >= f.end || f.d.Tokens[k].XPOS != lang.IN || f.hash(k) == wordFor {
		return false
	}
	for i := k + 1; i < min(f.end, k+5); i++ {
		if medics[f.hash(i)] {
			return true
		}
	}
	return false
}

var (
	medics      = wordSet("scene hospital hospitals clinic clinics paramedics medics spot ward ambulance")
	burns       = wordSet("burned burnt")
	wordSurvive = lang.WordHash("survive")
)

// alive reports whether "alive" or "safety" follows within a few words.
func (f *finder) alive(k int) bool {
	for n := 0; n < 5 && k < f.end; n, k = n+1, k+1 {
		if f.hash(k) == wordAlive || f.hash(k) == wordSafety || f.hash(k) == wordSafely {
			return true
		}
	}
	return false
}

// leftHome reports whether "their homes" stands at k.
func (f *finder) leftHome(k int) bool { return possessive[f.hash(k)] && homes[f.hash(k+1)] }

// treated returns wounded if what somebody is treated for at k is an injury.
func (f *finder) treated(k int) string {
	for n := 0; n < 4 && k < f.end; n, k = n+1, k+1 {
		if injuries[f.hash(k)] {
			return wounded
		}
	}
	return ""
}

// pulled reports who was pulled from rubble alive, or dead.
func (f *finder) pulled(k int) string {
	if f.hash(k+1) == wordFrom || f.hash(k+1) == wordOut || f.hash(k+1) == lang.WordHash("alive") {
		return rescued
	}
	return ""
}

// objectAt reports whether an object begins at k.
func (f *finder) objectAt(k int) bool {
	if k >= f.end {
		return false
	}
	switch x := f.d.Tokens[k].XPOS; {
	case x == lang.DT, x == lang.CD, x == lang.PRP, x == lang.PRPS, x.Nominal() && !timeWords[f.hash(k)] && !dayWords[f.hash(k)]:
		return true
	case x == lang.JJ || x == lang.JJS || x == lang.JJR:
		return f.nounSoon(k)
	}
	return f.s.class(k-f.base) != other && f.s.class(k-f.base) != hyphen && f.s.class(k-f.base) != article
}

// left returns the measure that the words before token k, where a figure's
// first word stands, tell: "killing …", "the deaths of …".
func (f *finder) left(k int) string {
	for k--; k >= f.base; k-- {
		if x := f.d.Tokens[k].XPOS; x != lang.RB && x != lang.DT && !another[f.hash(k)] && !quoteMark[f.hash(k)] {
			break
		}
		if f.hash(k) == wordNo {
			return ""
		}
	}
	if k < f.base {
		return ""
	}
	t := &f.d.Tokens[k]
	if copulas[f.hash(k)] && f.hash(k-2) == wordAmong {
		return tollNouns[f.hash(k-1)]
	}
	if copulas[f.hash(k)] && f.hash(k-3) == wordAmong && f.hash(k-2) == wordThe {
		return tollNouns[f.hash(k-1)]
	}
	if copulas[f.hash(k)] && f.hash(k-2) == wordThe && (f.hash(k-1) == wordDead || f.hash(k-1) == wordMissing || f.hash(k-1) == wordInjured) {
		return tollNouns[f.hash(k-1)] // "the dead were 12 men and a child"
	}
	if m := f.deed(k); m != "" && (t.XPOS.Verbal() || t.XPOS == lang.NNS && k > f.base) {
		return f.jointBefore(k, m)
	}
	if m := states[f.hash(k)]; m != "" && t.XPOS == lang.JJ && k > f.base && f.d.Tokens[k-1].XPOS.Nominal() && f.hash(k) != wordMissing && f.hash(k) != wordDead {
		return m // "the blast wounded 20" with the verb taken for an adjective
	}
	switch f.hash(k) {
	case wordOf:
		if k > f.base {
			return ofNouns[f.hash(k-1)]
		}
	case wordDead:
		if k > f.base && f.hash(k-1) == wordShot {
			return killed
		}
	case wordTo:
		if k > f.base && injuries[f.hash(k-1)] {
			return wounded
		}
	case wordColon, wordNumbered:
		if k > f.base {
			return tollNouns[f.hash(k-1)]
		}
	}
	return ""
}

// jointBefore is joint for the verb at k with one before it: "killed or
// wounded 40 soldiers".
func (f *finder) jointBefore(k int, m string) string {
	if k-2 < f.base || f.hash(k-1) != wordOr && f.hash(k-1) != wordAnd {
		return m
	}
	if m2 := doing[f.d.Forms[k-2].Lemma]; m2 != "" && f.d.Tokens[k-2].XPOS.Verbal() {
		return either(m2, m)
	}
	return m
}

var (
	another         = wordSet("another some a an the further yet")
	injuries        = wordSet("injuries injury wounds wound burns burn bruises fractures shock hypothermia dehydration exhaustion cuts concussion inhalation lacerations")
	prisoner        = wordSet("prisoner prisoners captive hostage hostages")
	possessive      = wordSet("their his her our its")
	dayWords        = wordSet("monday tuesday wednesday thursday friday saturday sunday today yesterday overnight")
	wordAirlifted   = lang.WordHash("airlifted")
	wordAlive       = lang.WordHash("alive")
	wordBrought     = lang.WordHash("brought")
	wordCarried     = lang.WordHash("carried")
	wordLeave       = lang.WordHash("leave")
	wordLed         = lang.WordHash("led")
	wordSafely      = lang.WordHash("safely")
	wordSafety      = lang.WordHash("safety")
	wordAmong       = lang.WordHash("among")
	wordWith        = lang.WordHash("with")
	wordInjured     = lang.WordHash("injured")
	wordColon       = lang.WordHash(":")
	wordCustody     = lang.WordHash("custody")
	wordDead        = lang.WordHash("dead")
	wordDriven      = lang.WordHash("driven")
	wordEvacuate    = lang.WordHash("evacuate")
	wordFlee        = lang.WordHash("flee")
	wordForced      = lang.WordHash("forced")
	wordFree        = lang.WordHash("free")
	wordHeld        = lang.WordHash("held")
	wordHomeless    = lang.WordHash("homeless")
	wordInto        = lang.WordHash("into")
	wordLeft        = lang.WordHash("left")
	wordLives       = lang.WordHash("lives")
	wordLost        = lang.WordHash("lost")
	wordNumbered    = lang.WordHash("numbered")
	wordPositive    = lang.WordHash("positive")
	wordPulled      = lang.WordHash("pulled")
	wordSave        = lang.WordHash("save")
	wordShot        = lang.WordHash("shot")
	wordTaken       = lang.WordHash("taken")
	wordTest        = lang.WordHash("test")
	wordTested      = lang.WordHash("tested")
	wordTesting     = lang.WordHash("testing")
	wordTreated     = lang.WordHash("treated")
	wordTreating    = lang.WordHash("treating")
	wordUnaccounted = lang.WordHash("unaccounted")
)
