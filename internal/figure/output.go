package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// ofOutput returns what a percentage of gross domestic product is: the deficit, debt
// or spending that it is the size of, else the product.
func (f *finder) ofOutput(r *reading) string {
	c := &r.counted
	if r.unit != "percent" && r.unit != "share" || !c.of || c.noun < 0 || c.pronoun {
		return ""
	}
	l := f.d.Forms[c.noun].Lemma
	if l == wordGDP {
		return f.sizeOf(r)
	}
	if l != wordProduct || f.hash(c.noun-1) != wordDomestic {
		return ""
	}
	if m := f.sizeOf(r); m != "" {
		return m
	}
	if f.hash(c.noun-2) == wordGross {
		return "gross domestic product"
	}
	return ""
}

// sizeOf returns the noun before r if it is one of amounts: a deficit, spending.
func (f *finder) sizeOf(r *reading) string {
	m := f.nounBefore(r)
	if m != "support" && rated[lang.WordHash(m[strings.LastIndexByte(m, ' ')+1:])] {
		return m
	}
	return ""
}

var (
	wordDomestic = lang.WordHash("domestic")
	wordGDP      = lang.WordHash("gdp")
	wordGross    = lang.WordHash("gross")
	wordProduct  = lang.WordHash("product")
)
