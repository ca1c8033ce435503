package figure

import "github.com/onrecord/onrecord/internal/lang"

// nothing reads a figure of zero that starts at word i: "no casualties", "none
// were hurt", "not a single soldier died". It must tell what befell nobody.
func (f *finder) nothing(i int) (reading, bool) {
	k := f.base + i
	n, pronoun := 1, false
	switch h := f.hash(k); h {
	case wordNo:
		switch {
		case f.hash(k+1) == wordOne:
			n, pronoun = 2, true
		case f.hash(k+1) == wordHyphen && f.hash(k+2) == wordOne:
			n, pronoun = 3, true
		case f.hash(k+1) == wordHyphen: // "a no-confidence vote"
			return reading{}, false
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
	if f.hash(k+n) == wordOf {
		f.noneOfWhom(k+n+1, &c)
	} else if !pronoun {
		f.phrase(k+n, &c)
	}
	if pronoun && !c.of && f.d.Tokens[min(c.last, f.end-1)].XPOS == lang.MD {
		return reading{}, false // "no one can be held"
	}
	if (!pronoun || c.of) && c.noun < 0 && c.toll == "" {
		return reading{}, false
	}
	r := f.reading(q, c)
	r.Bounds = Bounds{}
	r.measure = f.toll(&r)
	r.named = r.measure != ""
	if !r.named && (c.of && f.several(&r) || (f.hash(k) == wordNo || f.hash(k) == wordNot) && c.noun >= 0 && f.tangible(c.noun)) {
		r.measure = f.nounMeasure(&r)
	}
	if !r.named && pronoun && !c.of && len(f.readings) > 0 && f.hash(k) != wordNo && f.hash(k) == wordNone {
		r.measure = f.noneOf(&r)
	}
	if r.measure == "" && f.hash(k) == wordNo && c.noun >= 0 && f.person(c.noun) && f.plural(c.noun) && fighting[f.hash(c.noun)] {
		r.measure = f.nounMeasure(&r) // "there were no fighters in the market"
	}
	if r.measure == "" && pronoun && !c.of && !f.modal(r.last) {
		if v := f.undoneAfter(r.last, ordeal); v != "" {
			r.measure = "person " + v // "no one had been charged"
		}
	}
	return r, r.measure != ""
}

// modal reports whether a modal, an infinitive or "being" stands among the words from k
// to the next participle.
func (f *finder) modal(k int) bool {
	for ; k < f.end; k++ {
		switch x := f.d.Tokens[k].XPOS; {
		case x == lang.MD, x == lang.TO, x == lang.VB, x == lang.VBG:
			return true
		case !x.Verbal() && x != lang.RB, x == lang.VBN && f.hash(k) != wordBeen:
			return false
		}
	}
	return false
}

// noneOfWhom reads at k whom "none of" counts nothing of: "them", "the sailors",
// "the 14 miners".
func (f *finder) noneOfWhom(k int, c *counted) {
	c.of = true
	k = f.determiners(k, c)
	if f.partitive(k) {
		c.noun, c.first, c.last, c.pronoun = k, k, k+1, true
		return
	}
	last := c.last
	if k < f.end && f.s.class(k-f.base) != other {
		q, ok := f.s.quantity(k - f.base)
		if !ok || q.unit != "" {
			return
		}
		f.phrase(f.base+q.last, c)
		c.elsewhere, c.tail, c.last = true, c.last, last
		return
	}
	f.phrase(k, c)
}

// several reports whether what "none of" in r counts nothing of are several
// things that the text tells.
func (f *finder) several(r *reading) bool {
	if r.pronoun {
		return (f.hash(r.noun) == wordThem || f.hash(r.noun) == wordWhich || f.hash(r.noun) == wordWhom) && f.stood(r) >= 0
	}
	return r.elsewhere || r.definite && f.plural(r.noun) && (f.person(r.noun) || f.tangible(r.noun))
}

// tangible reports whether the noun at k is one of things that are counted.
func (f *finder) tangible(k int) bool {
	return things[f.hash(k)] || things[f.d.Forms[k].Lemma]
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
	case f.hash(k+1) == wordA && f.hash(k+2) == wordSingle && f.hash(k+3) == wordOne:
		return 4
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

// things are nouns for what can be seen and counted.
var things = wordSet(`drone aircraft plane helicopter jet missile rocket shell bomb mine tank vehicle truck lorry car van bus train tram boat ship ferry tanker vessel submarine warship trailer tractor ambulance bulldozer crane engine
	gun rifle pistol handgun weapon grenade bullet warplane warhead launcher howitzer battery unit brigade battalion platoon patrol checkpoint barricade camera alarm extinguisher tent blanket mattress bed generator pump radio
	telephone computer passport ticket ballot seat vote house home building school hospital clinic shop store factory plant mill farm bridge road tunnel dam well pipeline turbine reactor station
	cow sheep goat pig horse dog cat bird chicken animal ransom tree shrub job flight goal medal abstention`)

var (
	wordNeither = lang.WordHash("neither")
	wordNone    = lang.WordHash("none")
	wordBeen    = lang.WordHash("been")
	wordSingle  = lang.WordHash("single")
)
