package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// undone returns the participle that tells what was done to those counted
// where that is what makes them count: "destroyed", "swept away", "won".
func (f *finder) undone(r *reading) string {
	words := f.deedsOn(r.counted.noun)
	if r.counted.noun < f.base {
		return ""
	}
	for i := r.counted.first; i < r.counted.noun; i++ {
		if v := words[f.d.Forms[i].Lemma]; v != "" && f.d.Tokens[i].XPOS.Verbal() {
			return v
		}
	}
	if v := f.undoneBefore(r, r.first, words); v != "" {
		return v
	}
	if v := f.undoneAfter(max(r.last, r.tail), words); v != "" {
		return v
	}
	for k := r.noun; ; {
		t := &f.d.Tokens[k]
		if t.Rel == lang.RelNsubjPass && t.Head > k && t.Head < f.end {
			if v := f.participle(t.Head, words); v != "" {
				return v
			}
		}
		if !f.conjunct(k) || t.Head >= k {
			break
		}
		k = t.Head
	}
	if v := f.partDone(r, words); v != "" {
		return v
	}
	if d := dimensionOf[r.unit]; r.unit != "" && d != "weight" && d != "volume" {
		return ""
	}
	return f.undoneTogether(r, words)
}

// deedsOn returns the verbs that make the noun at k count.
func (f *finder) deedsOn(k int) map[uint64]string {
	if strings.HasSuffix(f.d.Word(k), "ers") || strings.HasSuffix(f.d.Word(k), "ors") {
		if v := f.hash(k); !things[f.d.Forms[k].Lemma] && !machines[v] {
			return ordeal // words for people more often than not
		}
	}
	if f.person(k) {
		return ordeal
	}
	return ruin
}

// undoneTogether returns the participle of the verb whose object the figure
// right before r is, which "and" joins r to.
func (f *finder) undoneTogether(r *reading, words map[uint64]string) string {
	first := r.first
	for i := len(f.readings) - 1; i >= f.from; i-- {
		p := &f.readings[i]
		if p.first >= r.first {
			continue
		}
		if f.link(p.last, first) != linkAnd || first-p.last > 3 {
			return ""
		}
		if v := f.undoneBefore(r, p.first, words); v != "" {
			return v
		}
		first = p.first
	}
	return ""
}

// undoneBefore returns the participle of the verb whose object starts at token
// first.
func (f *finder) undoneBefore(r *reading, first int, words map[uint64]string) string {
	for i := first - 1; i >= f.base && i > first-5; i-- {
		x := f.d.Tokens[i].XPOS
		if f.d.Forms[i].Lemma == wordWin && r.noun >= 0 && polled[f.hash(r.noun)] {
			return "" // seats and votes are there to be won
		}
		if v := f.participle(i, words); v != "" && (!passiveOnly[v] || v == "added") && !f.passivised(i) && (x.Verbal() || i == first-1 && (x == lang.NNS && i > f.base || pastForms[f.hash(i)] || f.gerund(i) || f.mistaken(i))) {
			if v == "lost" && (r.share || r.unit == "percent") || (v == "created" || v == "added") && !posts[f.lemmaAt(r.noun)] || v == "recovered" && !f.person(r.noun) {
				return "" // "has lost 38% of its ice", "created three parks", "officers recovered 41 casings"
			}
			if f.hash(i-1) == wordOr { // "destroyed or damaged 40 homes"
				if w := f.participle(i-2, words); w != "" && w != v {
					return w + " or " + v
				}
			}
			return v
		}
		if i == first-1 && f.hash(i) == wordTo && restoring[f.lemmaAt(i-1)] { // "had been restored to 640,000 customers"
			return "restored"
		}
		if f.d.Forms[i].Lemma == wordCost && x.Verbal() && posts[f.lemmaAt(r.noun)] {
			return "lost"
		}
		if f.hash(i) == wordOf && deeds[f.hash(i-1)] != "" { // "with the loss of 310 jobs"
			return deeds[f.hash(i-1)]
		}
		if l := f.lemmaAt(i - 1); phrasal[l] != nil {
			if v := phrasal[l][f.hash(i)]; v != "" {
				return v
			}
		}
		if f.hash(i) == wordOf && f.hash(i-1) == wordTotal { // "freed a total of 86 people"
			i--
			continue
		}
		if x != lang.RB && x != lang.DT && x != lang.RP && !another[f.hash(i)] && !quoteMark[f.hash(i)] {
			break
		}
	}
	return ""
}

// mistaken reports whether token i, "close" or "free", is a verb that was taken for
// an adjective: it follows who does it, "to" or "and".
func (f *finder) mistaken(i int) bool {
	if f.d.Tokens[i].XPOS != lang.JJ || !alsoVerbs[f.hash(i)] || i == f.base {
		return false
	}
	x := f.d.Tokens[i-1].XPOS
	return x == lang.CC || x == lang.MD || x == lang.TO || x == lang.NNS
}

// passivised reports whether a form of "be" stands right before the verb at i,
// whose object cannot follow then.
func (f *finder) passivised(i int) bool {
	return f.d.Tokens[i].XPOS == lang.VBN && passiveMarks[f.hash(i-1)]
}

// gerund reports whether token i, after a comma, is a verb in -ing that was
// taken for a noun: "…, flooding 2,000 homes".
func (f *finder) gerund(i int) bool {
	return i > f.base && f.d.Tokens[i-1].XPOS == lang.Comma && strings.HasSuffix(f.d.Word(i), "ing")
}

// participle returns what words say of the verb at token i, with the word after
// it that changes its sense.
func (f *finder) participle(i int, words map[uint64]string) string {
	l := f.d.Forms[i].Lemma
	if particle := phrasal[l]; particle != nil {
		for k := i + 1; k < f.end && k < i+3; k++ {
			if v := particle[f.hash(k)]; v != "" && !(f.hash(k) == wordOn && f.hash(k+1) != wordFire) {
				return v
			}
		}
	}
	if v := words[l]; v != "" {
		return v
	}
	if f.gerund(i) {
		return stemmed(f.d.Word(i), words)
	}
	return words[f.hash(i)]
}

// stemmed returns what words say of the verb that gerund is of.
func stemmed(gerund string, words map[uint64]string) string {
	stem := gerund[:len(gerund)-len("ing")]
	if v := words[lang.WordHash(stem)]; v != "" {
		return v
	}
	if v := words[lang.WordHash(stem+"e")]; v != "" {
		return v
	}
	if n := len(stem); n > 2 && stem[n-1] == stem[n-2] { // "shutting"
		return words[lang.WordHash(stem[:n-1])]
	}
	return ""
}

// undoneAfter returns the participle of the verb after those counted, which
// end before token i.
func (f *finder) undoneAfter(i int, words map[uint64]string) string {
	if v := f.unsupplied(i); v != "" {
		return v
	}
	passive := false
	for n := 0; i < f.end && n < 8; i, n = i+1, n+1 {
		h, x := f.hash(i), f.d.Tokens[i].XPOS
		if v := f.participle(i, words); v != "" && (passive || !passiveOnly[v]) && (x == lang.VBN || x == lang.VBD || x == lang.JJ) && (passive || x != lang.VBD || !f.objectAt(i+1)) {
			if x == lang.VBN && !strings.Contains(v, " ") {
				v = strings.ToLower(f.d.Word(i)) // "canceled" as the story spells it
			}
			if f.hash(i+1) == wordOr && words[f.lemmaAt(i+2)] != "" {
				v += " or " + words[f.lemmaAt(i+2)]
			}
			return v
		}
		if unfit[h] != "" {
			return unfit[h]
		}
		if h == wordMissing && !f.personAt(i) {
			return "missing"
		}
		if h == wordWithout && supplies[f.hash(i+1)] {
			return "without " + strings.ToLower(f.d.Word(i+1))
		}
		if h == wordNot || h == wordNT || h == wordNever {
			return ""
		}
		passive = passive || passiveMarks[h]
		if !passable[h] && x != lang.RB {
			break
		}
	}
	return ""
}

// unsupplied returns "without power" where those counted, which end before token i,
// have none or lost it.
func (f *finder) unsupplied(i int) string {
	switch {
	case f.lemmaAt(i) == wordHave && f.hash(i+1) == wordNo, f.hash(i) == wordWere && f.hash(i+1) == wordWithout:
		i += 2
	case f.hash(i) == wordLost, f.lemmaAt(i) == wordLack:
		i++
	default:
		return ""
	}
	if supplies[f.hash(i)] {
		return "without " + strings.ToLower(f.d.Word(i))
	}
	return ""
}

// personAt reports whether the noun before the verb that ends at i names people.
func (f *finder) personAt(i int) bool {
	for k := i - 1; k >= f.base && k > i-5; k-- {
		if f.d.Tokens[k].XPOS.Nominal() {
			return f.person(k)
		}
	}
	return false
}

// participles makes a table of lemmas and participles; where both are the same
// one word is enough.
func participles(list string) map[uint64]string {
	m := map[uint64]string{}
	for _, p := range strings.Fields(list) {
		lemma, participle, ok := strings.Cut(p, "=")
		if !ok {
			participle = lemma
		}
		m[lang.WordHash(lemma)] = participle
		m[lang.WordHash(participle)] = participle
	}
	return m
}

// phrasals makes a table of lemmas and the particles that change their sense.
func phrasals(list string) map[uint64]map[uint64]string {
	m := map[uint64]map[uint64]string{}
	for _, p := range strings.Split(list, "|") {
		w := strings.SplitN(strings.TrimSpace(p), " ", 3)
		h := lang.WordHash(w[0])
		if m[h] == nil {
			m[h] = map[uint64]string{}
		}
		m[h][lang.WordHash(w[1])] = w[2]
	}
	return m
}

var (
	// ruin are lemmas of verbs that make things count, and their participles.
	ruin = participles(`destroy=destroyed damage=damaged burn=burned flood=flooded sink=sunk demolish=demolished torch=torched flatten=flattened seize=seized cancel=cancelled recall=recalled
		collapse=collapsed loot=looted raze=razed ground=grounded impound=impounded confiscate=confiscated wreck=wrecked gut=gutted submerge=submerged close=closed block=blocked launch=launched fire=fired recover=recovered
		stuff=stuffed cut move=moved steal=stolen delay=delayed inundate=inundated axe=axed open=opened reopen=reopened lose=lost deploy=deployed leak=leaked spill=spilled intercept=intercepted attack=attacked hit
		bomb=bombed shell=shelled hijack=hijacked derail=derailed restore=restored repair=repaired vandalise=vandalised vandalize=vandalized evacuate=evacuated ransack=ransacked cull=culled
		affect=affected win=won fly=flown ruin=ruined uproot=uprooted topple=toppled down=downed shut shed eliminate=eliminated scrap=scrapped suspend=suspended halt=halted divert=diverted postpone=postponed
		capture=captured recapture=recaptured retake=retaken overrun liberate=liberated occupy=occupied strike=struck detonate=detonated defuse=defused disable=disabled crash=crashed capsize=capsized sabotage=sabotaged
		contaminate=contaminated poison=poisoned slaughter=slaughtered vaccinate=vaccinated raid=raided search=searched hack=hacked breach=breached freeze=frozen withdraw=withdrawn dismantle=dismantled rebuild=rebuilt
		shatter=shattered rupture=ruptured scorch=scorched ravage=ravaged wipe=wiped level=levelled pillage=pillaged plunder=plundered scuttle=scuttled storm=stormed besiege=besieged overturn=overturned dismiss=dismissed
		abandon=abandoned invalidate=invalidated annul=annulled spoil=spoiled abduct=abducted spare=spared survive=survived rescue=rescued save=saved release=released forge=forged smash=smashed revoke=revoked expel=expelled create=created add=added sell=sold threaten=threatened stole=stolen sank=sunk withdrew=withdrawn froze=frozen retook=retaken`)
	// ordeal are those that make people count.
	ordeal = participles(`question=questioned charge=charged convict=convicted indict=indicted kidnap=kidnapped abduct=abducted suspend=suspended expel=expelled trap=trapped strand=stranded execute=executed
		deport=deported acquit=acquitted affect=affected survive=survived evict=evicted ban=banned fine=fined sack=sacked elect=elected vaccinate=vaccinated inoculate=inoculated release=released free=freed extradite=extradited
		dismiss=dismissed reinstate=reinstated bury=buried exile=exiled disqualify=disqualified pardon=pardoned nominate=nominated clear=cleared quarantine=quarantined admit=admitted discharge=discharged seek=sought treat=treated`)
	// phrasal are verbs that tell it together with a particle.
	phrasal = phrasals(`sweep away swept away|wash away washed away|wash out washed out|blow up blown up|blow away blown away|tear down torn down|tear apart torn apart|wipe out wiped out|knock out knocked out|knock down knocked down|
		cut off cut off|lay off laid off|shut down shut down|set on set on fire|set alight set on fire|set ablaze set on fire|burn down burned|pull down pulled down|call off called off|write off written off|take out taken out|shoot down shot down|shot down shot down|
		bring down brought down|let go laid off|lay out laid out|send off sent off|knock over knocked over|tear off torn off|take down taken down|break into broken into`)
	pastForms = wordSet("stole sank burned burnt struck shut hit cut downed shed won flew torched gutted wrecked razed closed blocked damaged destroyed flooded seized affected recaptured retook cancelled canceled")
	polled    = wordSet("medals medal seats seat votes vote points ballots percent terms")
	alsoVerbs = wordSet("close free open clear")
	wordCost  = lang.WordHash("cost")
	posts     = wordSet("job post position")
	// passiveOnly are participles that tell of their subject in the passive alone.
	passiveOnly = map[string]bool{"sought": true, "treated": true, "added": true, "sold": true}
	restoring   = wordSet("restore")
	wordLack    = lang.WordHash("lack")
	wordWere    = lang.WordHash("were")
	wordWin     = lang.WordHash("win")
	wordFire    = lang.WordHash("fire")
)

var (
	unfit    = pairsOf("uninhabitable=uninhabitable impassable=impassable unaccounted=missing")
	supplies = wordSet("power electricity water gas heating heat")
)

var (
	machines = wordSet("computers papers letters numbers orders offers cancers towers centers centres rivers waters covers shelters helicopters carriers tankers trailers fighters boilers doors floors tractors motors reactors sensors errors quarters borders headquarters timers trackers launchers bombers trawlers routers servers layers members bunkers bulldozers cellars")
)
