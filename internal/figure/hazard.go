package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// hazard returns the lemma of the noun at k with what it is a chance or a risk of:
// "risk of severe illness", "chance of collapse"; empty if it is none.
func (f *finder) hazard(k int) string {
	if !hazards[f.d.Forms[k].Lemma] || f.hash(k+1) != wordOf {
		return ""
	}
	i := k + 2
	for i < f.end && (f.d.Tokens[i].XPOS == lang.DT || f.d.Tokens[i].XPOS == lang.PRPS) {
		i++
	}
	n := f.headNoun(i)
	if n < 0 || n-i > 2 || f.proper(n) || f.hash(n+1) == wordHyphen || strings.Contains(f.text(i, n+1), "-") {
		return ""
	}
	out := strings.ToLower(f.d.Lemma(k)) + " of "
	if n > i {
		out += strings.ToLower(f.text(i, n)) + " "
	}
	return out + strings.ToLower(f.d.Lemma(n))
}

// putAt returns the chance or the risk that the percentage r is put at: "put the
// chance of a collapse at 5%".
func (f *finder) putAt(r *reading) string {
	if r.unit != "percent" || f.hash(r.first-1) != wordAt {
		return ""
	}
	for k := r.first - 2; k >= f.base && k > r.first-16; k-- {
		if m := f.hazard(k); m != "" {
			return m
		}
		if x := f.d.Tokens[k].XPOS; x == lang.VBD || x == lang.VBZ {
			return ""
		}
	}
	return ""
}

// aimed returns what a target or a forecast at k is of: "sales growth" for "sales
// growth target"; empty if no noun stands before it.
func (f *finder) aimed(k int) string {
	l := f.d.Forms[k].Lemma
	if k-1 < f.base || !f.d.Tokens[k-1].XPOS.Nominal() || f.proper(k-1) || f.person(k-1) {
		return ""
	}
	if !(targets[l] && f.d.Forms[k-1].Lemma != wordPrice) && !(offers[l] && payWords[f.hash(k-1)]) {
		return ""
	}
	if f.d.Forms[k-1].Lemma == wordGrowth && k-2 >= f.base && f.d.Tokens[k-2].XPOS.Nominal() && !f.proper(k-2) && !f.person(k-2) {
		return strings.ToLower(f.text(k-2, k))
	}
	return f.lemma(k - 1)
}

// rates gives two amounts of money that "=" joins the measure of an exchange rate:
// "($1 = 0.9147 euros)".
func (f *finder) rates(a, b *reading) {
	if a.money && b.money && b.first == a.last+1 && f.d.Word(a.last) == "=" {
		a.measure, b.measure = "exchange rate", "exchange rate"
	}
}

var (
	hazards    = wordSet("risk chance probability likelihood odds danger possibility")
	targets    = wordSet("target goal outlook guidance")
	offers     = wordSet("offer demand claim rise increase award")
	payWords   = wordSet("pay wage salary")
	wordPrice  = lang.WordHash("price")
	wordGrowth = lang.WordHash("growth")
)
