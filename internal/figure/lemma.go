package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// lemma returns the lemma of the noun at k in lower case, with the nouns that
// it makes a compound with where it is no person: "polling station".
func (f *finder) lemma(k int) string {
	first := k
	for first > f.base && f.modifies(first-1, k) {
		first--
	}
	if first > f.base && f.hash(first-1) == wordHyphen {
		first = k // "after-tax income"
	}
	head := strings.ToLower(f.d.Lemma(k))
	if head == "troops" { // of which WordNet knows no singular
		head = "troop"
	}
	if first == k && k > f.base && gerunds[f.hash(k-1)] && !f.person(k) {
		first--
	}
	if plainHeads[f.d.Forms[k].Lemma] {
		return head
	}
	if first < k || f.d.Tokens[max(k-1, f.base)].XPOS == lang.NN {
		switch f.d.Forms[k].Lemma {
		case wordRate:
			if !ownRates[f.hash(k-1)] { // the unemployment rate is unemployment
				k--
				head = strings.ToLower(f.d.Lemma(k))
			}
		case wordForecast, wordEstimate, wordLevel, wordFigure:
			k--
			head = strings.ToLower(f.d.Lemma(k))
		}
	}
	if first >= k || f.headline {
		return head
	}
	return strings.ToLower(f.text(first, k)) + " " + head
}

// modifies reports whether the noun at i is part of the compound whose head is
// k.
func (f *finder) modifies(i, k int) bool {
	t := &f.d.Tokens[i]
	if t.XPOS != lang.NN || t.Head < i || t.Head > k || f.s.class(i-f.base) != other || units[f.hash(i)] != "" || f.hash(k) != wordCut && changes[f.d.Forms[i].Lemma] && f.d.Forms[k].Lemma != wordRate {
		return false
	}
	if f.person(k) {
		return weakPersons[f.d.Forms[k].Lemma]
	}
	return i+1 == k || f.d.Tokens[i+1].XPOS == lang.NN
}

// nounMeasure returns the lemma of the counted noun, with the participle that
// makes it count.
func (f *finder) nounMeasure(r *reading) string {
	k := r.counted.noun
	if r.counted.pronoun {
		return f.stoodFor(r)
	}
	m := "person"
	if f.hash(k) != wordPeople && f.hash(k) != wordOthers && f.hash(k) != wordStrong {
		m = f.lemma(k)
	} else if f.hash(k) == wordOthers {
		if p := f.lastOf(r, func(p *reading) bool { return p.unit == "" && !p.named }); p != nil {
			m = p.measure
		}
	}
	if v := f.undone(r); v != "" {
		m += " " + v
	}
	return m
}

// stoodFor returns the measure of the pronoun that r counts: that of what the
// figure before it counts, or the lemma of the last plural noun.
func (f *finder) stoodFor(r *reading) string {
	h := f.hash(r.noun)
	if h == wordUs || h == wordYou {
		return "person"
	}
	if h == wordThose && asked[f.hash(r.noun+1)] {
		if p := f.lastOf(r, func(p *reading) bool { return p.unit == "percent" || p.unit == "person" || f.asks(p) }); p != nil {
			return p.measure
		}
		return "respondent"
	}
	if h == wordThose {
		return "person"
	}
	if k := f.stood(r); k >= 0 {
		r.population = k
		return f.lemmaOutside(k)
	}
	return "person"
}

// stood returns the noun that "them", "which" or "whom" in r stands for: what
// the figure before it in its sentence counts, or the last plural noun; -1 if
// there is neither.
func (f *finder) stood(r *reading) int {
	if n := len(f.readings); n > f.from && f.hash(r.noun) != wordThem {
		if p := &f.readings[n-1]; p.noun >= f.base && !p.pronoun {
			return p.noun
		}
	}
	from := f.base
	if f.sentence > 0 {
		from = f.d.Sentences[f.sentence-1].First
	}
	for i := r.first - 1; i >= from; i-- {
		h := f.d.Forms[i].Word
		if x := f.d.Tokens[i].XPOS; (x == lang.NNS || x == lang.NNPS || h == wordPeople) && !timeWords[h] && units[h] == "" && currencyNames[h] == "" && lexicon[h].class == other {
			return i
		}
	}
	return -1
}

// lemmaOutside is lemma for a token that may stand in the sentence before.
func (f *finder) lemmaOutside(k int) string {
	if f.d.Forms[k].Word == wordPeople {
		return "person"
	}
	if k >= f.base {
		return f.lemma(k)
	}
	head := strings.ToLower(f.d.Lemma(k))
	if p := &f.d.Tokens[k-1]; p.XPOS == lang.NN && p.Head == k && !personWords[f.d.Forms[k].Word] {
		return strings.ToLower(f.d.Word(k-1)) + " " + head
	}
	return head
}

// undone returns the participle that tells what was done to those counted
// where that is what makes them count: "destroyed", "damaged".
func (f *finder) undone(r *reading) string {
	words := ruin
	if f.person(r.counted.noun) {
		words = ordeal
	}
	for i := r.counted.first; i < r.counted.noun; i++ {
		if v := words[f.d.Forms[i].Lemma]; v != "" && f.d.Tokens[i].XPOS.Verbal() {
			return v
		}
	}
	if v := f.undoneBefore(r, words); v != "" {
		return v
	}
	if v := f.undoneAfter(max(r.last, r.tail), words); v != "" {
		return v
	}
	if t := &f.d.Tokens[r.noun]; t.Rel == lang.RelNsubjPass && t.Head > r.noun {
		return words[f.lemmaAt(t.Head)]
	}
	return ""
}

// undoneBefore returns the participle of the verb that r is the object of.
func (f *finder) undoneBefore(r *reading, words map[uint64]string) string {
	for i := r.first - 1; i >= f.base && i > r.first-4; i-- {
		x := f.d.Tokens[i].XPOS
		if v := words[f.d.Forms[i].Lemma]; v != "" && (x.Verbal() || x == lang.NNS && i == r.first-1) {
			return v
		}
		if f.hash(i) == wordOf && deeds[f.hash(i-1)] != "" { // "with the loss of 310 jobs"
			return deeds[f.hash(i-1)]
		}
		if f.hash(i) == wordDown && i > f.base && (f.lemmaAt(i-1) == wordShoot || f.hash(i-1) == wordShot) {
			return "shot down"
		}
		if x != lang.RB && x != lang.DT && x != lang.RP {
			break
		}
	}
	return ""
}

// undoneAfter returns the participle of the verb after those counted, which
// end before token i.
func (f *finder) undoneAfter(i int, words map[uint64]string) string {
	passive := false
	for n := 0; i < f.end && n < 7; i, n = i+1, n+1 {
		h, x := f.hash(i), f.d.Tokens[i].XPOS
		if v := words[f.d.Forms[i].Lemma]; v != "" && (x == lang.VBN || x == lang.VBD || x == lang.JJ) && (passive || x != lang.VBD || !f.objectAt(i+1)) {
			if x == lang.VBN {
				v = strings.ToLower(f.d.Word(i)) // "canceled" as the story spells it
			}
			if f.hash(i+1) == wordOr && words[f.lemmaAt(i+2)] != "" {
				v += " or " + words[f.lemmaAt(i+2)]
			}
			return v
		}
		if f.d.Forms[i].Lemma == wordShoot && f.hash(i+1) == wordDown {
			return "shot down"
		}
		passive = passive || passiveMarks[h]
		if !passable[h] && x != lang.RB {
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

// participles makes a table of lemmas and participles.
func participles(list string) map[uint64]string {
	m := map[uint64]string{}
	for _, p := range strings.Fields(list) {
		lemma, participle, _ := strings.Cut(p, "=")
		m[lang.WordHash(lemma)] = participle
		m[lang.WordHash(participle)] = participle
	}
	return m
}

// pairsOf makes a table of words and what they stand for.
func pairsOf(list string) map[uint64]string {
	m := map[uint64]string{}
	for _, p := range strings.Fields(list) {
		word, value, _ := strings.Cut(p, "=")
		m[lang.WordHash(word)] = value
	}
	return m
}

var (
	// ruin are lemmas of verbs that make things count, and their participles.
	ruin = participles(`destroy=destroyed damage=damaged burn=burned flood=flooded sink=sunk demolish=demolished torch=torched flatten=flattened seize=seized cancel=cancelled recall=recalled
		collapse=collapsed loot=looted raze=razed ground=grounded impound=impounded confiscate=confiscated wreck=wrecked gut=gutted submerge=submerged close=closed block=blocked launch=launched fire=fired recover=recovered
		stuff=stuffed cut=cut move=moved steal=stolen delay=delayed inundate=inundated axe=axed open=opened reopen=reopened lose=lost deploy=deployed leak=leaked spill=spilled intercept=intercepted attack=attacked hit=hit
		bomb=bombed shell=shelled hijack=hijacked derail=derailed restore=restored repair=repaired vandalise=vandalised vandalize=vandalized evacuate=evacuated ransack=ransacked cull=culled`)
	// deeds are nouns whose "of" names the things that it was done to.
	deeds = pairsOf("loss=lost destruction=destroyed closure=closed seizure=seized collapse=collapsed cancellation=cancelled recall=recalled sinking=sunk")
	// ordeal are those that make people count.
	ordeal = participles(`question=questioned charge=charged convict=convicted indict=indicted hospitalize=hospitalized hospitalise=hospitalised kidnap=kidnapped abduct=abducted suspend=suspended expel=expelled trap=trapped strand=stranded execute=executed
		deport=deported acquit=acquitted`)
	gerunds      = wordSet("polling voting fishing parking drilling mining training shopping operating trading living")
	plainHeads   = wordSet("aid loss damage cost fine debt loan grant fund funding revenue profit sale investment deal contract budget spending saving growth unemployment inflation turnout")
	weakPersons  = wordSet("seeker holder owner maker")
	ownRates     = wordSet("interest exchange tax mortgage lending borrowing base policy key benchmark")
	asked        = wordSet("questioned surveyed polled asked interviewed opposed supporting opposing responding")
	wordCut      = lang.WordHash("cut")
	wordEstimate = lang.WordHash("estimate")
	wordFigure   = lang.WordHash("figure")
	wordForecast = lang.WordHash("forecast")
	wordLevel    = lang.WordHash("level")
	wordRate     = lang.WordHash("rate")
	wordShoot    = lang.WordHash("shoot")
	wordThose    = lang.WordHash("those")
	wordUs       = lang.WordHash("us")
	wordYou      = lang.WordHash("you")
)
