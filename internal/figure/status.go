package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// status tells whether r is asserted: not where its verb is conditional or
// what holds it is denied.
func (f *finder) status(r *reading, relation int) Status {
	if relation >= 0 && f.relations[relation].Act == attribution.Denies && f.claim(&f.relations[relation]) {
		return Denied
	}
	k := r.counted.noun
	if k < 0 || r.elsewhere {
		k = f.base + r.number.last - 1
	}
	verb := false // the verb of r has been seen
	for n := 0; n < 12 && k >= f.base && k < f.end; n++ {
		t := &f.d.Tokens[k]
		if t.XPOS.Verbal() {
			if verb && denials[f.d.Forms[k].Lemma] && k < r.first {
				return Denied
			}
			if !verb && f.conditional(k) {
				return Hypothetical
			}
			verb = verb || t.Rel != lang.RelConj
		}
		if verb && t.Rel != lang.RelCcomp && t.Rel != lang.RelXcomp && t.Rel != lang.RelConj {
			return ""
		}
		k = t.Head
	}
	return ""
}

// claim reports whether what is denied says something rather than names a
// thing that is refused: "denied a request".
func (f *finder) claim(r *attribution.Relation) bool {
	k := f.d.TokenAt(r.Content[0].Start)
	if k < f.base || k >= f.end || f.d.Tokens[k].XPOS != lang.DT {
		return true
	}
	n := f.headNoun(k)
	return n < 0 || claimNouns[f.d.Forms[n].Lemma]
}

// conditional reports whether verb v stands under "could", "might", "would
// have" or "if".
func (f *finder) conditional(v int) bool {
	would, have := false, false
	for i := v - 1; i >= f.base && i > v-8; i-- {
		t := &f.d.Tokens[i]
		if t.Head != v {
			continue
		}
		switch h := f.hash(i); {
		case t.Rel == lang.RelAux && conditionals[h], t.Rel == lang.RelMark && h == wordIf:
			return true
		case t.Rel == lang.RelAux && f.d.Forms[i].Lemma == wordHave:
			have = true
		case t.Rel == lang.RelAux && f.d.Forms[i].Lemma == wordWould:
			would = true
		}
	}
	return would && have
}

// cumulative reports whether r is a running total.
func (f *finder) cumulative(r *reading, g *Figure) bool {
	if g.Change == By || r.share || r.unit == "percent" || r.unit == "pp" {
		return false
	}
	if r.total || g.Period.Len() > 0 && strings.EqualFold(f.d.Text[g.Period.Start:min(g.Period.Start+5, g.Period.End)], "since") {
		return true
	}
	if f.hash(f.base) == wordSince && r.named {
		return true
	}
	for k := max(f.base, r.first-8); k < min(f.end, r.last+10); k++ {
		switch h := f.hash(k); {
		case h == wordToll && k < r.first && k > r.first-4, h == wordTotal && f.hash(k-1) == wordThe && k >= r.first-4 && k <= r.last+2:
			return true
		case h == wordSo && f.hash(k+1) == wordFar, h == wordTo && f.hash(k+1) == wordDate, h == wordAltogether:
			return true
		case h == wordSince && k >= r.last:
			return true
		}
	}
	return false
}

var (
	conditionals   = wordSet("could might")
	denials        = wordSet("deny refute disprove")
	claimNouns     = wordSet("claim report allegation accusation suggestion rumour rumor assertion statement figure charge account toll number estimate killing death")
	wordAltogether = lang.WordHash("altogether")
	wordDate       = lang.WordHash("date")
	wordFar        = lang.WordHash("far")
	wordHave       = lang.WordHash("have")
	wordIf         = lang.WordHash("if")
	wordSince      = lang.WordHash("since")
	wordSo         = lang.WordHash("so")
	wordTotal      = lang.WordHash("total")
	wordWould      = lang.WordHash("would")
)
