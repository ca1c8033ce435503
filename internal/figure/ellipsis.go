package figure

import "github.com/onrecord/onrecord/internal/lang"

// elided reads what the bare number r counts from the figures before it: "four
// were men", "damaged another 5,000", "down from a peak of 131,000", "another
// 120,000 are due". It reports whether it found that.
func (f *finder) elided(r *reading) bool {
	p := f.counterpart(r)
	if p != nil && !f.personOutside(p.noun) && told[f.verbAfter(r)] && f.masses(r) {
		return true // "17 suburbs … a further 12,500 were told to be ready"
	}
	switch {
	case p == nil:
		return f.masses(r)
	case f.compared(r):
		r.like(p)
		return true
	case !f.acts(r) && !f.owned(r) && !f.further(r) && !f.expected(r) && f.undoneBefore(r, r.first, f.deedsOnOutside(p.noun)) == "" && !f.participleAfter(r, p):
		return f.masses(r)
	}
	r.like(p)
	if p.named && f.predicate(r.last) {
		return true // "Six people died. Four were men"
	}
	r.measure, r.named = f.lemmaOutside(p.noun), false
	if f.d.Forms[p.noun].Word == wordOthers {
		r.measure = "person"
	}
	if v := f.elidedDeed(r, p); v != "" {
		r.measure += " " + v
	}
	return true
}

// personOutside is person for a noun that may stand in the sentence before.
func (f *finder) personOutside(k int) bool {
	h := f.d.Forms[k].Word
	return personWords[h] || personWords[f.d.Forms[k].Lemma] || f.d.Tokens[k].XPOS == lang.NNPS
}

// verbAfter returns the lemma of the verb that r is the subject of, past its
// auxiliaries.
func (f *finder) verbAfter(r *reading) uint64 {
	k := r.last
	for k < f.end-1 && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.MD || passiveMarks[f.hash(k)] || f.d.Forms[k].Lemma == wordHave) {
		k++
	}
	return f.lemmaAt(k)
}

// further reports whether r adds to a count before it: "a further 150,000 by
// July", "two more are on the run".
func (f *finder) further(r *reading) bool {
	if f.hash(r.last) == wordMore {
		k := r.last + 1
		return k >= f.end || f.d.Tokens[k].UPOS == lang.PUNCT || copulas[f.hash(k)] || f.d.Tokens[k].XPOS == lang.IN && f.hash(k) != wordThan
	}
	h := f.hash(r.first - 1)
	if h != wordFurther && h != wordAnother && h != wordAdditional || !f.ends(r) {
		return false
	}
	return r.last >= f.end || f.d.Tokens[r.last].UPOS == lang.PUNCT || f.d.Tokens[r.last].XPOS == lang.IN
}

// expected reports whether r is of what something is expected to befall: "expect
// fewer than a hundred to be affected".
func (f *finder) expected(r *reading) bool {
	return expectants[f.lemmaAt(r.first-1)] && f.hash(r.last) == wordTo && r.last+1 < f.end && f.d.Tokens[r.last+1].XPOS == lang.VB
}

// owned reports whether r is all that "has" or "had" is followed by: "his brother
// has 60."
func (f *finder) owned(r *reading) bool {
	if f.lemmaAt(r.first-1) != wordHave || !f.ends(r) {
		return false
	}
	return r.last >= f.end || f.d.Tokens[r.last].UPOS == lang.PUNCT || f.d.Tokens[r.last].XPOS == lang.IN
}

// predicate reports whether a copula stands at k and says what kind of people
// they were.
func (f *finder) predicate(k int) bool {
	if !copulas[f.hash(k)] {
		return false
	}
	n := f.headNoun(k + 1)
	return n >= 0 && personWords[f.hash(n)]
}

// counterpart returns the figure before r, in its sentence or the one before,
// that tells what things r can count, nil for none.
func (f *finder) counterpart(r *reading) *reading {
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-3; i-- {
		p := &f.readings[i]
		if f.sentence-f.d.SentenceOf(p.first) > 1 {
			return nil
		}
		if p.noun >= 0 && !p.pronoun && !p.money && (p.unit == "" || p.unit == "person") {
			return p
		}
	}
	return nil
}

// compared reports whether r is what a figure before it compares with: "down
// from 52", "from a peak of 131,000", "against 48 a year earlier".
func (f *finder) compared(r *reading) bool {
	if !f.ends(r) {
		return false
	}
	k := r.first - 1
	if f.hash(k) == wordOf && peaks[f.hash(k-1)] {
		for k--; k > f.base && f.hash(k) != wordFrom && !f.d.Tokens[k].XPOS.Verbal(); k-- {
		}
	}
	return (f.hash(k) == wordFrom || f.hash(k) == wordTo) && upOrDown[f.hash(k-1)] || f.hash(k) == wordWith && f.lemmaAt(k-1) == wordCompare || f.hash(k) == wordFrom && k < r.first-1
}

// acts reports whether r is the subject of the verb after it.
func (f *finder) acts(r *reading) bool {
	if r.last >= f.end || f.hash(r.first-1) == wordThe && !r.vague {
		return false
	}
	if p := r.first - 1; p >= f.base && (f.d.Tokens[p].XPOS == lang.IN && f.hash(p) != wordThat && !clauseWords[f.hash(p)] || f.d.Tokens[p].XPOS.Proper()) {
		return false
	}
	k := r.last
	for k < f.end-1 && f.d.Tokens[k].XPOS == lang.RB {
		k++
	}
	x := f.d.Tokens[k].XPOS
	return x == lang.VBD || x == lang.VBP || x == lang.MD || x == lang.VBZ && r.value == 1 || x == lang.VBN && f.hash(r.first-1) == wordRemaining || elidedVerbs[f.hash(k)]
}

// participleAfter reports whether a participle that tells what was done to what
// p counts stands right after r: "another 5,000 damaged".
func (f *finder) participleAfter(r, p *reading) bool {
	if r.last >= f.end {
		return false
	}
	x := f.d.Tokens[r.last].XPOS
	return (x == lang.VBN || x == lang.VBD) && f.participle(r.last, f.deedsOnOutside(p.noun)) != ""
}

// elidedDeed returns what was done to those whom r counts without naming them.
func (f *finder) elidedDeed(r, p *reading) string {
	words := f.deedsOnOutside(p.noun)
	if v := f.undoneBefore(r, r.first, words); v != "" {
		return v
	}
	return f.undoneAfter(r.last, words)
}

// deedsOnOutside is deedsOn for a noun that may stand in the sentence before.
func (f *finder) deedsOnOutside(k int) map[uint64]string {
	if h := f.d.Forms[k].Word; personWords[h] || personWords[f.d.Forms[k].Lemma] || f.d.Tokens[k].XPOS == lang.NNPS {
		return ordeal
	}
	return ruin
}

// masses reports whether r, with no noun anywhere, can only be people: "more
// than half a million face starvation", "some 40,000 marched".
func (f *finder) masses(r *reading) bool {
	if r.value < 20 || r.last >= f.end || r.unit != "" || !f.human(r) || yearLike(&f.s, r.number) && r.first == f.base+r.core {
		return false
	}
	r.measure = "person"
	return true
}

// human reports whether the word after r is a verb that people are the subject
// of, however it was tagged.
func (f *finder) human(r *reading) bool {
	k := r.last
	if f.hash(r.first-1) == wordThe || f.d.Tokens[k].XPOS == lang.VBN {
		return false
	}
	for k < f.end-1 && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.MD || passiveMarks[f.hash(k)] || f.d.Forms[k].Lemma == wordHave) {
		k++
	}
	return humanVerbs[f.d.Forms[k].Lemma] || humanVerbs[f.hash(k)]
}

// sharedNoun returns the plural noun that the number after r counts and that r,
// with only a word that describes it, counts too: "31 freight and 12 passenger
// services"; -1 if there is none.
func (f *finder) sharedNoun(r *reading) int {
	k := r.last
	if h := f.hash(k); h != wordAnd && h != wordOr || k+1 >= f.end || f.s.class(k+1-f.base) == other {
		return -1
	}
	q, ok := f.s.quantity(k + 1 - f.base)
	if !ok || q.unit != "" {
		return -1
	}
	if c := f.countedAt(&q); c.noun >= 0 && !c.of && f.plural(c.noun) {
		return c.noun
	}
	return -1
}

// sameNumber returns an earlier figure that has the value of r where "the
// figure of" or the like stands before r, nil for none.
func (f *finder) sameNumber(r *reading) *reading {
	k := r.first - 1
	if f.hash(k) != wordOf && f.hash(k) != wordAt || !counters[f.hash(k-1)] && f.hash(k-1) != wordToll {
		return nil
	}
	for i := range f.readings {
		if p := &f.readings[i]; p.value == r.value && p.unit == "" && p.measure != "" {
			return p
		}
	}
	return nil
}

// standing returns the noun that the bare number r is the size of: "the margin
// is 40,000", "membership climbed by 300 to 5,200"; -1 for none.
func (f *finder) standing(r *reading) int {
	if !f.ends(r) || yearLike(&f.s, r.number) && r.first == f.base+r.core {
		return -1
	}
	for k, n := r.first-1, 0; k >= f.base && n < 8; k, n = k-1, n+1 {
		if h := f.hash(k); beings[h] && n < 2 || f.shift(k) || moving[f.d.Forms[k].Lemma] && f.d.Tokens[k].XPOS.Verbal() {
			s := f.subjectOf(k)
			if s < 0 && k > f.base && f.d.Tokens[k-1].XPOS.Nominal() {
				s = k - 1
			}
			if s >= 0 && sizes[f.d.Forms[s].Lemma] {
				return s
			}
			if s >= 0 && currencyNames[f.d.Forms[s].Lemma] != "" && r.digits {
				return s
			}
			if beings[h] {
				continue
			}
			return -1
		}
	}
	return -1
}

var (
	peaks          = wordSet("peak high low maximum record average total minimum estimate")
	elidedVerbs    = wordSet("are were have had was")
	humanVerbs     = wordSet("face flee live march attend vote need gather protest rally work sleep starve emigrate immigrate queue apply lack suffer depend rely fear want demand register enlist volunteer visit turn watch arrive return cross seek tell urge order warn advise invite instruct")
	told           = wordSet("tell ask urge order warn advise invite instruct")
	sizes          = wordSet("margin majority membership population attendance circulation enrolment enrollment index average capacity turnout score lead workforce headcount crowd unemployment fleet")
	expectants     = wordSet("expect want need allow require ask order urge tell")
	wordAdditional = lang.WordHash("additional")
	wordAnother    = lang.WordHash("another")
	wordFurther    = lang.WordHash("further")
	wordRemaining  = lang.WordHash("remaining")
	wordMore       = lang.WordHash("more")
	wordCompare    = lang.WordHash("compare")
)
