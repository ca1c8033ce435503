package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// lemma returns the lemma of the noun at k in lower case, with the nouns that
// it makes a compound with where it is no person: "polling station".
func (f *finder) lemma(k int) string {
	if m := f.aimed(k); m != "" {
		return m
	}
	if m := f.hazard(k); m != "" {
		return m
	}
	first := k
	for first > f.base && f.modifies(first-1, k) {
		first--
	}
	if first > f.base && f.hash(first-1) == wordHyphen {
		first = k // "after-tax income"
	}
	head := strings.ToLower(f.d.Lemma(k))
	switch f.hash(k) {
	case wordTroops: // of which WordNet knows no singular
		head = "troop"
	case wordEarnings: // which has another sense in the singular
		head = "earnings"
	}
	if f.d.Forms[k].Lemma == wordRate && f.hash(k-1) == wordJobless {
		return "unemployment"
	}
	if f.hash(k-1) == wordCapita {
		return head // "per capita income"
	}
	if f.hash(k) == wordNet && f.hash(k+1) == wordWorth {
		return "net worth"
	}
	if f.hash(k) == wordBack && f.hash(k+1) == wordPay {
		return "back pay"
	}
	if first == k && k > f.base && f.hash(k) == wordShare && f.hash(k-1) == wordPer && f.hash(k-2) == wordEarnings || f.hash(k) == wordEarnings && f.hash(k+1) == wordPer && f.hash(k+2) == wordShare {
		return "earnings per share"
	}
	if f.interestRate(k) {
		return "interest rate"
	}
	if k > f.base && kinds[f.d.Forms[k].Lemma] != nil && kinds[f.d.Forms[k].Lemma][f.hash(k-1)] {
		return strings.ToLower(f.d.Word(k-1)) + " " + head // "net income"
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
			if strippedRates[f.hash(k-1)] { // the unemployment rate is unemployment
				k--
				head = strings.ToLower(f.d.Lemma(k))
			}
		case wordForecast, wordEstimate, wordLevel, wordFigure:
			if !f.person(k - 1) { // an analyst's estimate is his
				k--
				head = strings.ToLower(f.d.Lemma(k))
			}
		}
	}
	if first >= k || f.headline {
		return head + f.contents(k)
	}
	return strings.ToLower(f.text(first, k)) + " " + head
}

// interestRate reports whether the rate at k is one that a central bank sets.
func (f *finder) interestRate(k int) bool {
	if f.d.Forms[k].Lemma != wordRate {
		return false
	}
	return policyRates[f.hash(k-1)] || f.d.Tokens[k].XPOS == lang.NNS && (k == f.base || !f.d.Tokens[k-1].XPOS.Nominal())
}

// contents returns what a container at k, in the plural, holds: " of
// ammunition" after "boxes".
func (f *finder) contents(k int) string {
	if f.d.Forms[k].Lemma == wordMember && f.hash(k+1) == wordOf && (f.hash(k+2) == wordStaff || possessive[f.hash(k+2)] && f.hash(k+3) == wordStaff) {
		return " of staff"
	}
	if !containers[f.d.Forms[k].Lemma] || f.hash(k+1) != wordOf || k+2 >= f.end {
		return ""
	}
	n := k + 2
	for n+1 < f.end && goods[f.hash(n+1)] && (f.d.Tokens[n].XPOS == lang.JJ || f.d.Tokens[n].XPOS == lang.VBN) {
		n++
	}
	for n+1 < f.end && f.d.Tokens[n+1].XPOS.Nominal() && f.d.Tokens[n].XPOS.Nominal() {
		n++
	}
	if x := f.d.Tokens[n].XPOS; x != lang.NN && x != lang.NNS || f.d.Forms[k].Lemma == wordCase && !goods[f.hash(n)] {
		return ""
	}
	out := " of "
	if n > k+2 {
		out += strings.ToLower(f.text(k+2, n)) + " "
	}
	return out + strings.ToLower(f.d.Lemma(n))
}

// modifies reports whether the noun at i is part of the compound whose head is
// k.
func (f *finder) modifies(i, k int) bool {
	t := &f.d.Tokens[i]
	if t.XPOS != lang.NN && !(pluralParts[f.hash(i)] && i+1 == k) || t.Head < i || t.Head > k || f.s.class(i-f.base) != other || units[f.hash(i)] != "" || f.hash(k) != wordCut && changes[f.d.Forms[i].Lemma] && f.d.Forms[k].Lemma != wordRate {
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
		m := f.stoodFor(r)
		if v := f.partOrdeal(r); v != "" && !strings.HasSuffix(m, v) {
			m += " " + v
		}
		return m
	}
	m := "person"
	if f.hash(k) == wordPoints {
		if s := f.subject(r.first); s >= 0 && sizes[f.d.Forms[s].Lemma] {
			return f.lemma(s)
		}
		if m := f.pointsOf(r); m != "" {
			return m
		}
	}
	if f.hash(k) != wordPeople && f.hash(k) != wordOthers && f.hash(k) != wordStrong {
		m = f.adjective(r, k) + f.lemma(k)
	} else if f.hash(k) == wordOthers {
		if p := f.lastOf(r, func(p *reading) bool { return p.unit == "" && !p.named }); p != nil {
			m = p.measure
			if v := f.elidedBy(r, p); v != "" {
				return f.lemmaOutside(p.noun) + " " + v // "destroyed 12 homes and damaged 40 others"
			}
			if strings.HasPrefix(m, "person ") {
				m = "person"
			}
		}
	}
	if v := f.undone(r); v != "" && f.contents(k) == "" {
		m += " " + v
	}
	return m
}

// partOrdeal returns what was done to the part of people, or of things, that a
// pronoun in r stands for: "31 of those detained have been released".
func (f *finder) partOrdeal(r *reading) string {
	if !r.of || f.hash(r.noun) == wordUs || f.hash(r.noun) == wordYou {
		return ""
	}
	k := max(r.last, r.tail)
	if f.hash(r.noun) == wordThose && k < f.end && f.d.Tokens[k].XPOS == lang.VBN { // those detained
		k++
	}
	if v := f.undoneAfter(k, ordeal); letGo[v] {
		return v
	}
	return ""
}

// pointsOf returns what points are of that somebody wins by, or that a percentage
// rose by.
func (f *finder) pointsOf(r *reading) string {
	k := r.first - 1
	for k > f.base && only[f.hash(k)] {
		k--
	}
	if (f.hash(k) == wordOf || f.hash(k) == wordBy) && f.lemmaAt(k-1) == wordLead && !f.ballot() {
		return "lead"
	}
	if h := f.hash(k); h == wordUp || h == wordDown {
		return f.lastPercent(r)
	}
	if f.hash(k) != wordBy && !(f.hash(k) == wordOf && leads[f.lemmaAt(k-1)]) || !f.ballot() {
		return ""
	}
	return "vote"
}

// elidedBy returns what was done to the others whom r counts, of the kind of what p
// counts.
func (f *finder) elidedBy(r, p *reading) string {
	if p.noun < 0 {
		return ""
	}
	return f.elidedDeed(r, p)
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
	if x := f.d.Tokens[min(r.noun+1, f.end-1)].XPOS; h == wordThose && x != lang.VB && x != lang.VBP && x != lang.VBD && x != lang.VBZ && x != lang.MD {
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
	if n := len(f.readings); n > f.from && f.hash(r.noun) != wordThem && f.hash(r.noun) != wordThose {
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

// lemmaAt returns the hash of the lemma of token k, zero outside the sentence.
func (f *finder) lemmaAt(k int) uint64 {
	if k < f.base || k >= f.end {
		return 0
	}
	return f.d.Forms[k].Lemma
}

// terms makes a table of nouns and the words before them that make a term.
func terms(list string) map[uint64]map[uint64]bool {
	m := map[uint64]map[uint64]bool{}
	for _, line := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' || r == '\n' }) {
		adjective, nouns, _ := strings.Cut(strings.TrimSpace(line), ":")
		for _, noun := range strings.Fields(nouns) {
			h := lang.WordHash(noun)
			if m[h] == nil {
				m[h] = map[uint64]bool{}
			}
			m[h][lang.WordHash(adjective)] = true
		}
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
	// deeds are nouns whose "of" names the things that it was done to.
	deeds         = pairsOf("loss=lost destruction=destroyed closure=closed seizure=seized collapse=collapsed cancellation=cancelled recall=recalled sinking=sunk kidnapping=kidnapped abduction=abducted")
	gerunds       = wordSet("pumping filling polling voting fishing parking drilling mining training shopping operating trading living")
	plainHeads    = wordSet("aid loss damage cost fine debt loan grant fund funding revenue profit sale investment deal contract budget spending saving growth unemployment inflation turnout")
	weakPersons   = wordSet("seeker holder owner maker")
	strippedRates = wordSet("unemployment inflation jobless growth turnout employment poverty literacy")
	policyRates   = wordSet("interest key policy benchmark base refinancing repo lending borrowing")
	pluralParts   = wordSet("cattle sheep police goods arms sports drugs savings customs weapons sales rights works systems operations parts")
	containers    = wordSet("count charge round box dose bottle bag crate sack packet carton block barrel set case can tin pack")
	// kinds are adjectives that make a term with the noun after them.
	kinds = terms(`net:income profit loss debt asset worth sale revenue migration|gross:margin profit income revenue domestic|operating:profit loss income cost expense margin|capital:spending expenditure gain|military:spending aid budget
		caustic:soda|polar:bear|electoral:vote|barrel:bomb|nuclear:weapon warhead reactor plant test|ballistic:missile|solar:panel|minimum:wage|natural:gas|pretax:profit loss income|current:account|foreign:reserve exchange|public:debt
		fiscal:deficit|retail:sale|industrial:output production|postal:vote|gold:medal|silver:medal|bronze:medal|yellow:card|red:card|armoured:vehicle|armored:vehicle|back:pay|food:price|consumer:price|core:inflation|domestic:product|underlying:profit|annual:inflation|away:fan|crude:oil`)
	wordLead     = lang.WordHash("lead")
	goods        = wordSet("water beer wine milk ammunition food supplies medicine medicines vaccine rice flour whisky cigarettes rum fruit cement fuel")
	wordNet      = lang.WordHash("net")
	wordBack     = lang.WordHash("back")
	wordCapita   = lang.WordHash("capita")
	wordJobless  = lang.WordHash("jobless")
	wordPay      = lang.WordHash("pay")
	wordMember   = lang.WordHash("member")
	wordStaff    = lang.WordHash("staff")
	asked        = wordSet("questioned surveyed polled asked interviewed opposed supporting opposing responding")
	wordPoints   = lang.WordHash("points")
	wordTroops   = lang.WordHash("troops")
	wordCut      = lang.WordHash("cut")
	wordEstimate = lang.WordHash("estimate")
	wordFigure   = lang.WordHash("figure")
	wordForecast = lang.WordHash("forecast")
	wordLevel    = lang.WordHash("level")
	wordRate     = lang.WordHash("rate")
	wordThose    = lang.WordHash("those")
	wordUs       = lang.WordHash("us")
	wordYou      = lang.WordHash("you")
)
