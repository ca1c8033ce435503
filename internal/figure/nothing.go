package figure

import "github.com/onrecord/onrecord/internal/lang"

// nothing reads a figure of zero that starts at word i: "no casualties", "none
// were hurt", "not a single soldier died". It must tell what befell nobody.
func (f *finder) nothing(i int) (reading, bool) {
	k := f.base + i
	n, pronoun := 1, false
	switch h := f.hash(k); h {
	case wordNo:
		if f.hash(k+1) == wordOne {
			n, pronoun = 2, true
		}
	case wordNot:
		n = f.notOne(k)
	case wordZero:
	case wordNeither:
		return reading{}, false
	default:
		pronoun = true
	}
	if n == 0 || f.comparing(k+n) {
		return reading{}, false
	}
	q := quantity{first: i, core: i, last: i + n, number: number{first: i, last: i + n, scale: 1}}
	c := counted{noun: -1, last: k + n}
	if !pronoun || f.hash(k+n) == wordOf {
		if f.hash(k+n) == wordOf {
			c.of = true
			f.phrase(f.determiners(k+n+1, &c), &c)
			if x := f.determiners(k+n+1, &c); f.partitive(x) {
				c.noun, c.last, c.pronoun = x, x+1, true
			}
		} else {
			f.phrase(k+n, &c)
		}
		if c.noun < 0 && c.toll == "" {
			return reading{}, false
		}
	}
	r := f.reading(q, c)
	r.Bounds = Bounds{}
	r.measure = f.toll(&r)
	r.named = r.measure != ""
	if !r.named && pronoun && !c.of && len(f.readings) > 0 && f.hash(k) != wordNo && f.hash(k) == wordNone {
		r.measure = f.noneOf(&r)
	}
	if r.measure == "" && f.hash(k) == wordNo && c.noun >= 0 && f.person(c.noun) && f.plural(c.noun) && fighting[f.hash(c.noun)] {
		r.measure = f.nounMeasure(&r) // "there were no fighters in the market"
	}
	return r, r.measure != ""
}

// noneOf returns what "none" counts nothing of: what the figure before it in
// the sentence does, or the plural noun before it.
func (f *finder) noneOf(r *reading) string {
	if x := f.d.Tokens[min(r.last, f.end-1)].XPOS; !x.Verbal() && x != lang.MD {
		return ""
	}
	for i := len(f.readings) - 1; i >= f.from; i-- {
		if n := f.readings[i].noun; n >= f.base {
			p := *r
			p.noun, p.counted.first = n, n
			return f.nounMeasure(&p)
		}
	}
	for i := r.first - 1; i >= f.base; i-- {
		if f.d.Tokens[i].XPOS == lang.NNS && !timeWords[f.hash(i)] && f.s.class(i-f.base) == other {
			p := *r
			p.noun = i
			p.counted.first = i
			return f.nounMeasure(&p)
		}
	}
	return ""
}

// notOne returns how many words "not a single", "not one" at token k are.
func (f *finder) notOne(k int) int {
	switch {
	case f.hash(k+1) == wordOne && f.hash(k+2) == wordSingle, f.hash(k+1) == wordA && f.hash(k+2) == wordSingle:
		return 3
	case f.hash(k+1) == wordOne:
		return 2
	}
	return 0
}

// comparing reports whether a comparison goes on at k, so that "no" belongs to
// a bound: "no fewer than 40".
func (f *finder) comparing(k int) bool {
	x := f.d.Tokens[min(k, f.end-1)].XPOS
	return k < f.end && (x == lang.JJR || x == lang.RBR) && f.hash(k+1) == wordThan
}

var (
	wordNeither = lang.WordHash("neither")
	wordNone    = lang.WordHash("none")
	wordSingle  = lang.WordHash("single")
)
