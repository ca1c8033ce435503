package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// moneyMeasure returns what an amount of money is: "loss", "aid", "fine".
func (f *finder) moneyMeasure(r *reading) string {
	c, j := &r.counted, r.last
	if k := f.afterBrackets(j); k > j { // "2 million euros ($2.2 million) in aid"
		j = k
	} else if f.hash(j) == wordRightBracket && f.hash(r.first-1) == wordLRB {
		j++
	}
	if m := f.takenOff(r); m != "" {
		return m
	}
	if m := f.wages(r); m != "" {
		return m
	}
	if h := f.hash(j); c.noun < 0 && (h == wordFine || h == wordReward) {
		return strings.ToLower(f.d.Word(j)) // "a $30,000 fine" taken for an adjective
	}
	switch {
	case (f.hash(j) == wordA || f.hash(j) == wordPer || f.hash(j) == wordAn) && !timeWords[f.hash(j+1)] && j+1 < f.end && f.d.Tokens[j+1].XPOS.Nominal(): // "70 dollars a barrel"
		return f.pricePer(r)
	case f.hash(j) == wordIn && means[f.hash(j+1)]: // "bought it for $3m in cash"
		if m := f.paid(r); m != "" {
			return m
		}
		if f.hash(r.first-1) == wordFor {
			return "price"
		}
		if k := f.headNoun(j + 1); k >= 0 {
			return f.lemma(k)
		}
	case f.hash(j) == wordIn && f.hash(j+1) == wordDamages:
		return "damages"
	case c.noun >= 0 && !c.of && !c.pronoun && costing[f.d.Forms[c.noun].Lemma]:
		return "money" // "a $6 million robbery"
	case c.noun >= 0 && !c.of && !c.pronoun && !directions[f.hash(c.noun)]:
		return f.lemma(c.noun)
	case f.hash(j) == wordIn || f.hash(j) == wordOf || c.of && c.noun >= 0:
		k := f.headNoun(j + 1)
		if c.of && c.noun >= 0 {
			k = c.noun
		}
		if k >= 0 && !f.proper(k) && !timeWords[f.hash(k)] && (f.hash(j) != wordIn || rated[f.d.Forms[k].Lemma] || f.d.Tokens[j+1].XPOS.Nominal() && !f.person(k)) && f.hash(k) != wordReturn && f.hash(k) != wordTrading {
			return f.lemma(k)
		}
	}
	if m := f.destined(r, j); m != "" {
		return m
	}
	if m := f.estimated(r); m != "" && !counters[lang.WordHash(m)] {
		return m
	}
	if k := r.first - 1; f.hash(k) == wordWorth && k > f.base && f.d.Tokens[k-1].XPOS.Nominal() && !rated[f.d.Forms[k-1].Lemma] {
		return "value" // "jewels worth $3m"
	}
	if m := f.nounBefore(r); m != "" {
		return m
	}
	if m := f.paid(r); m != "" {
		return m
	}
	if m := f.ratedBefore(r); m != "" {
		return m
	}
	if p := f.lastMoney(r); p != nil {
		return p.measure
	}
	if p := f.expectedBefore(r); p != nil {
		return p.measure
	}
	return "money"
}

// wages returns pay where somebody is paid r for each stretch of time: "were paid 40
// dollars a day"; loss where it was lost, an offer where something was offered for.
func (f *finder) wages(r *reading) string {
	p, j := r.first-1, r.last
	for p > f.base && (f.d.Tokens[p].XPOS == lang.RB || f.d.Tokens[p].XPOS == lang.DT) {
		p--
	}
	switch {
	case (f.hash(p) == wordTo || f.hash(p) == wordAt) && (moving[f.lemmaAt(p-1)] || beings[f.hash(p-1)]) && (currencyNames[f.lemmaAt(p-2)] != "" || currencyNames[f.hash(p-2)] != ""):
		return "exchange rate" // "the dollar rose to 7.92 crowns"
	case f.hash(p) == wordPaid && (f.hash(j) == wordA || f.hash(j) == wordAn || f.hash(j) == wordPer) && timeWords[f.hash(j+1)]:
		return "pay"
	case f.lemmaAt(p) == wordOffer && f.d.Tokens[max(p, f.base)].XPOS.Verbal() && f.hash(j) == wordFor:
		return "offer"
	case f.undoneAfter(j, mislaid) == "lost":
		return "loss"
	}
	return ""
}

// destined returns what the money r is granted for: "pledged $2 billion for
// reconstruction". With an article it would be a thing that is paid for.
func (f *finder) destined(r *reading, j int) string {
	if f.hash(j) != wordFor || j+1 >= f.end || !f.d.Tokens[j+1].XPOS.Nominal() && f.d.Tokens[j+1].XPOS != lang.JJ {
		return ""
	}
	n := f.headNoun(j + 1)
	if n < 0 || f.proper(n) || f.person(n) || timeWords[f.hash(n)] || f.d.Tokens[n].XPOS == lang.NNS {
		return ""
	}
	for k := r.first - 1; k >= f.base && k > r.first-5; k-- {
		if f.d.Tokens[k].XPOS.Verbal() {
			if grants[f.d.Forms[k].Lemma] {
				return f.lemma(n)
			}
			return ""
		}
	}
	return ""
}

var (
	grants     = wordSet("pledge promise allocate earmark approve release grant provide commit")
	mislaid    = participles("lose=lost")
	wordFine   = lang.WordHash("fine")
	wordReward = lang.WordHash("reward")
	wordOffer  = lang.WordHash("offer")
	wordPaid   = lang.WordHash("paid")
)

// pricePer returns what money for each of something is: the price, or what the
// sentence calls it.
func (f *finder) pricePer(r *reading) string {
	switch l := f.lemmaAt(r.last + 1); {
	case l == wordShare || f.lemmaAt(r.last+2) == wordShare && f.d.Tokens[r.last+1].XPOS == lang.JJ:
		return f.perShare(r)
	case measures[l]:
		return "price"
	}
	if m := f.ratedBefore(r); m != "" {
		return m
	}
	return "price"
}

// perShare returns what money for each share is: what the noun before it says,
// else what a share costs.
func (f *finder) perShare(r *reading) string {
	for k, n := r.first-1, 0; k >= f.base && n < 14; k, n = k-1, n+1 {
		l := f.d.Forms[k].Lemma
		switch {
		case f.hash(k) == wordEarnings || l == wordEarn:
			return "earnings per share"
		case paidPerShare[l] && f.d.Tokens[k].XPOS.Nominal():
			return f.lemma(k)
		case pricedPerShare[l]:
			return "share price"
		}
	}
	if p := f.lastMoney(r); p != nil {
		return p.measure
	}
	return "share price"
}

// measures are lemmas of what goods are sold by.
var measures = wordSet("barrel ton tonne ounce gallon litre liter pound kilo kilogram bushel unit tonne head piece copy ticket acre square")

// paid returns what the verb before the amount makes of it: "fined the company
// $3m", "it will cost the town $3m".
func (f *finder) paid(r *reading) string {
	for k, n := r.first-1, 0; k >= f.base && n < 9; k, n = k-1, n+1 {
		if x := f.d.Tokens[k].XPOS; x.Verbal() {
			if m := moneyVerbs[f.d.Forms[k].Lemma]; m != "" {
				return m
			}
			if !moving[f.d.Forms[k].Lemma] && f.hash(k) != wordTo && x != lang.VBN {
				return ""
			}
		}
		if f.d.Tokens[k].UPOS == lang.PUNCT && f.d.Tokens[k].XPOS != lang.HYPH {
			return ""
		}
	}
	return ""
}

// ratedBefore returns the nearest noun before r in its sentence that amounts
// and rates are of: "its price target … from 27", "support … at 24 %".
func (f *finder) ratedBefore(r *reading) string {
	for k, n := r.first-1, 0; k >= f.base && n < 25; k, n = k-1, n+1 {
		if f.d.Tokens[k].XPOS == lang.Colon || f.d.Tokens[k].XPOS == lang.OpenQuote || r.money && f.d.Forms[k].Lemma == wordSay {
			return ""
		}
		if !f.d.Tokens[k].XPOS.Nominal() || k+1 < f.end && f.d.Tokens[k+1].XPOS.Nominal() {
			continue
		}
		if p := k - 1; f.d.Forms[k].Lemma == wordShare && p > f.base && (f.hash(p) == wordPer || f.hash(p) == wordA || f.hash(p-1) == wordPer) {
			continue
		}
		if l := f.d.Forms[k].Lemma; rated[l] || (l == wordForecast || l == wordEstimate) && f.modifies(k-1, k) {
			return f.rising(k)
		}
	}
	return ""
}

// expectedBefore returns the money in the sentence before that r was expected to
// be: "analysts' estimates of $1.10"; nil if nobody expects r.
func (f *finder) expectedBefore(r *reading) *reading {
	expected := false
	for k := r.first - 1; k >= f.base && k > r.first-9; k-- {
		expected = expected || expecting[f.d.Forms[k].Lemma]
	}
	if !expected {
		return nil
	}
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-4; i-- {
		if p := &f.readings[i]; p.money && p.unit == r.unit && f.sentence-f.d.SentenceOf(p.first) <= 2 && p.measure != "money" && (p.value < 1000) == (r.value < 1000) {
			return p
		}
	}
	return nil
}

// lastMoney returns the money before r in its sentence or the one before, nil
// if there is none.
func (f *finder) lastMoney(r *reading) *reading {
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-4; i-- {
		p := &f.readings[i]
		if p.money && p.unit == r.unit && f.d.SentenceOf(p.first) == f.sentence && p.measure != "money" {
			return p
		}
	}
	return nil
}

var (
	wordWorth      = lang.WordHash("worth")
	wordEarn       = lang.WordHash("earn")
	wordEarnings   = lang.WordHash("earnings")
	paidPerShare   = wordSet("dividend profit loss income payout distribution")
	pricedPerShare = wordSet("price offer bid buy acquire takeover sell trade")
	wordSay        = lang.WordHash("say")
	expecting      = wordSet("expect forecast predict estimate project anticipate consensus")
	costing        = wordSet("project robbery heist theft bridge tunnel stadium plant factory facility complex raid museum station airport upgrade refit renovation expansion")
	means          = wordSet("cash stock shares instalments installments")
	wordDamages    = lang.WordHash("damages")
	wordReturn     = lang.WordHash("return")
	wordTrading    = lang.WordHash("trading")
	// rated are lemmas of nouns that percentages and money are of.
	rated = wordSet(`inflation unemployment turnout support growth profit revenue sale earnings income price cost loss damage debt deficit surplus budget loan aid grant fine bail bribe salary wage pay pension tax duty tariff fee bill rent
		approval popularity investment funding spending export import output production share stock index rating rate yield margin dividend donation compensation ransom reward bonus settlement fund award subsidy interest premium valuation worth
		lead majority benefit deal contract value turnover proceeds payment expense saving arrears lending reserve capital stake expenditure royalty bounty prize containment capacity productivity gdp stipend allowance receipt takings shortfall overrun`)
	moneyVerbs = table(map[string]string{"cost": "cost", "price": "fetch price sell sign buy acquire purchase takeover", "donation": "donate", "fine": "fine", "debt": "owe", "damages": "award", "pay": "earn", "saving": "save", "investment": "invest", "money": "spend", "contribution": "contribute",
		"value": "worth value", "bet": "bet", "loan": "lend borrow", "bribe": "bribe", "loss": "lose"})
)
