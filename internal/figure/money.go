package figure

import "github.com/onrecord/onrecord/internal/lang"

// moneyMeasure returns what an amount of money is: "loss", "aid", "fine".
func (f *finder) moneyMeasure(r *reading) string {
	c, j := &r.counted, r.last
	switch {
	case (f.hash(j) == wordA || f.hash(j) == wordPer || f.hash(j) == wordAn) && !timeWords[f.hash(j+1)] && j+1 < f.end && f.d.Tokens[j+1].XPOS.Nominal(): // "70 dollars a barrel"
		return f.pricePer(r)
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
	return "money"
}

// pricePer returns what money for each of something is: the price, or what the
// sentence calls it.
func (f *finder) pricePer(r *reading) string {
	switch l := f.lemmaAt(r.last + 1); {
	case l == wordShare:
		return "share price"
	case measures[l]:
		return "price"
	}
	if m := f.ratedBefore(r); m != "" {
		return m
	}
	return "price"
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
		if l := f.d.Forms[k].Lemma; rated[l] || (l == wordForecast || l == wordEstimate) && f.modifies(k-1, k) {
			return f.rising(k)
		}
	}
	return ""
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
	wordSay     = lang.WordHash("say")
	wordReturn  = lang.WordHash("return")
	wordTrading = lang.WordHash("trading")
	// rated are lemmas of nouns that percentages and money are of.
	rated = wordSet(`inflation unemployment turnout support growth profit revenue sale earnings income price cost loss damage debt deficit surplus budget loan aid grant fine bail bribe salary wage pay pension tax duty tariff fee bill rent
		approval popularity investment funding spending export import output production share stock index rating rate yield margin dividend donation compensation ransom reward bonus settlement fund award subsidy interest premium valuation worth
		lead majority benefit deal contract value turnover proceeds payment expense saving arrears lending reserve capital stake expenditure royalty bounty prize containment capacity productivity gdp stipend allowance receipt takings shortfall overrun`)
	moneyVerbs = table(map[string]string{"cost": "cost", "price": "fetch price sell sign buy acquire purchase", "donation": "donate", "fine": "fine", "debt": "owe", "damages": "award", "pay": "earn", "saving": "save", "investment": "invest", "spending": "spend", "contribution": "contribute",
		"value": "worth value", "loan": "lend borrow", "bribe": "bribe", "loss": "lose"})
)
