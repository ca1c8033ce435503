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
	if f.unsaid(r) {
		return Denied
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
			if !verb && f.undid(k, r) {
				return Denied
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

// unsaid reports whether "it is not true that" or the like stands before r.
func (f *finder) unsaid(r *reading) bool {
	for k := r.first - 1; k > f.base && k > r.first-12; k-- {
		if f.hash(k) != wordThat {
			continue
		}
		switch h := f.hash(k - 1); {
		case untruths[h]:
			return !f.negated(k - 1)
		case truths[h]:
			return f.negated(k-1) || h == wordCase && f.negated(k-2)
		}
		return false
	}
	return false
}

// undid reports whether the verb at v, whose object r is, is negated: "had not
// lost 40 tanks". What is known of old is not denied: "had not freed the 40".
func (f *finder) undid(v int, r *reading) bool {
	if v > r.first || r.first-v > 6 || f.hash(r.first-1) == wordThe || possessive[f.hash(r.first-1)] || r.High == 0 || !f.negated(v) {
		return false
	}
	l := f.d.Forms[v].Lemma
	return doing[l] != "" || ruin[l] != "" || ordeal[l] != "" || had[l]
}

// negated reports whether "not" or "never" stands among the words before token
// k that belong to a verb.
func (f *finder) negated(k int) bool {
	for i := k - 1; i >= f.base && i > k-5; i-- {
		h := f.hash(i)
		if h == wordNot || h == wordNT || h == wordNever {
			return f.hash(i+1) != wordOnly
		}
		if x := f.d.Tokens[i].XPOS; !x.Verbal() && x != lang.RB && x != lang.MD && x != lang.DT {
			return false
		}
	}
	return false
}

// claim reports whether what is denied says something rather than names a
// thing that is refused: "denied a request".
func (f *finder) claim(r *attribution.Relation) bool {
	k := f.d.TokenAt(r.Content[0].Start)
	if k >= f.base && k < f.end && f.s.class(k-f.base) != other && !f.verbWithin(r.Content[0]) {
		return false // "dismissed nine charges"
	}
	if k < f.base || k >= f.end || f.d.Tokens[k].XPOS != lang.DT {
		return true
	}
	n := f.headNoun(k)
	return n < 0 || claimNouns[f.d.Forms[n].Lemma]
}

// verbWithin reports whether a verb stands in span.
func (f *finder) verbWithin(span lang.Span) bool {
	for k := f.d.TokenAt(span.Start); k < f.end && f.d.Tokens[k].Start < span.End; k++ {
		if k >= f.base && f.d.Tokens[k].XPOS.Verbal() {
			return true
		}
	}
	return false
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
	truths         = wordSet("true correct accurate case")
	untruths       = wordSet("untrue false wrong incorrect inaccurate fake nonsense lie")
	had            = wordSet("take receive pay suffer use spend send accept steal have sell buy give carry take sign order")
	wordCase       = lang.WordHash("case")
	wordOnly       = lang.WordHash("only")
	wordThat       = lang.WordHash("that")
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
