package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// total returns what the number r, which no noun follows, is the total of: the
// measure of "the death toll rose to 40", "the number of injured is now 12", and
// the token of the noun.
func (f *finder) total(r *reading) (string, int) {
	k := r.first - 1
	if !f.ends(r) || k < f.base {
		return "", -1
	}
	if f.hash(k) == wordOf || f.hash(k) == wordColon || f.hash(k) == wordAt || f.hash(k) == wordTo || f.hash(k) == wordAs || f.hash(k) == wordLRB {
		if m, n := f.totalAt(k - 1); m != "" { // "a death toll of 40"
			return m, n
		}
		if f.hash(k) == wordAt && counters[f.hash(k-1)] { // "put the number at 40"
			return f.takenUp()
		}
		if h := f.hash(k); h == wordAs || h == wordAt { // "gave the number of survivors as 28"
			for i := k - 2; i >= f.base && i > k-6; i-- {
				if counters[f.hash(i)] && f.hash(i+1) == wordOf {
					return f.numberOf(i)
				}
			}
		}
	}
	if f.d.Tokens[r.first].XPOS.Verbal() {
		k = r.first // "has topped 500"
	}
	for n := 0; k >= f.base && n < 22; k, n = k-1, n+1 {
		x := f.d.Tokens[k].XPOS
		if f.d.Tokens[k].UPOS == lang.PUNCT && x != lang.Comma && x != lang.HYPH && !quoteMark[f.hash(k)] {
			return "", -1
		}
		if (x.Verbal() || x == lang.NNS) && (moving[f.d.Forms[k].Lemma] || shifts[f.d.Forms[k].Lemma]) || shifted[f.hash(k)] || beings[f.hash(k)] {
			if m, at := f.totalBetween(k+1, r.first); m != "" { // "bringing the toll to 40"
				return m, at
			}
			if m, at := f.totalBefore(k); m != "" {
				return m, at
			}
			if !beings[f.hash(k)] {
				continue
			}
		}
	}
	return "", -1
}

// ends reports whether nothing that the number of r could count follows it.
func (f *finder) ends(r *reading) bool {
	if r.last >= f.end {
		return true
	}
	switch f.d.Tokens[r.last].XPOS {
	case lang.NN, lang.NNP, lang.CD, lang.SYMX, lang.HYPH:
		return dayWords[f.hash(r.last)]
	}
	return true
}

// totalBefore returns the total that is the subject of the verb at v.
func (f *finder) totalBefore(v int) (string, int) {
	for k := v - 1; k >= f.base; k-- {
		if m, n := f.totalAt(k); m != "" {
			return m, n
		}
		if x := f.d.Tokens[k].XPOS; f.d.Tokens[k].UPOS == lang.PUNCT && x != lang.Comma && x != lang.HYPH {
			break
		}
	}
	if s := f.subjectOf(v); s >= 0 && counters[f.hash(s)] {
		if f.hash(s+1) != wordOf {
			return f.sameAsBefore()
		}
		return f.numberOf(s)
	}
	return "", -1
}

// totalBetween returns the total that stands among tokens [from, to).
func (f *finder) totalBetween(from, to int) (string, int) {
	for k := to - 1; k >= from; k-- {
		if m, n := f.totalAt(k); m != "" {
			return m, n
		}
		if counters[f.hash(k)] && f.hash(k+1) != wordOf {
			return f.sameAsBefore()
		}
		if counters[f.hash(k)] {
			return f.numberOf(k)
		}
	}
	return "", -1
}

// sameAsBefore returns the measure of the figure before, which "the figure" or
// "the number" takes up, and the noun of what it counts.
func (f *finder) sameAsBefore() (string, int) {
	if f.from < len(f.readings) && f.readings[f.from].unit == "" {
		return f.readings[f.from].measure, f.readings[f.from].population
	}
	n := len(f.readings)
	if n == 0 || f.readings[n-1].unit != "" || f.sentence-f.d.SentenceOf(f.readings[n-1].first) > 1 {
		return "", -1
	}
	return f.readings[n-1].measure, f.readings[n-1].population
}

// maxTakenUp is how many sentences before it may stand what "put the number at"
// takes up.
const maxTakenUp = 3

// takenUp returns the measure of the last plain count, which another source puts
// at another number, and the noun of what it counts.
func (f *finder) takenUp() (string, int) {
	if n := len(f.readings); n > 0 && f.readings[n-1].unit != "" && f.readings[n-1].unit != "person" && f.d.SentenceOf(f.readings[n-1].first) >= f.sentence-1 {
		return "", -1 // "would save 3 billion euros; unions put the figure at two billion"
	}
	for i := len(f.readings) - 1; i >= 0 && f.sentence-f.d.SentenceOf(f.readings[i].first) <= maxTakenUp; i-- {
		if p := &f.readings[i]; (p.unit == "" || p.unit == "person") && p.measure != "" && p.High > 0 {
			return p.measure, p.population
		}
	}
	return "", -1
}

// totalAt returns the measure of the total whose last noun is token k, and the
// noun of what it counts.
func (f *finder) totalAt(k int) (string, int) {
	h := f.hash(k)
	switch {
	case h == wordToll:
		if m := tollKinds[f.hash(k-1)]; m != "" {
			return m, -1
		}
		return killed, -1
	case h == wordCount && tollKinds[f.hash(k-1)] != "":
		return tollKinds[f.hash(k-1)], -1
	case h == wordNumber && f.hash(k+1) == wordOf:
		return f.numberOf(k)
	case tollNouns[h] != "" && (f.d.Tokens[k].XPOS.Nominal() || f.hash(k-1) == wordThe && f.hash(k+1) == wordAt): // "put the dead at 40"
		return tollNouns[h], -1
	}
	return "", -1
}

// numberOf returns what "the number of …" at k counts, and its noun.
func (f *finder) numberOf(k int) (string, int) {
	if f.hash(k+1) != wordOf {
		return "", -1
	}
	var c counted
	c.noun = -1
	f.phrase(f.determiners(k+2, &c), &c)
	if c.noun > c.first && shifted[f.hash(c.noun)] {
		if m := tollNouns[f.hash(c.noun-1)]; m != "" {
			return m, -1 // "the number of dead rose"
		}
		return strings.ToLower(f.d.Word(c.noun - 1)), -1 // "the number of jobless rose", with the verb taken for a noun
	}
	if c.noun < 0 {
		return c.toll, -1
	}
	r := reading{counted: c, first: k, last: c.last, quantity: quantity{last: c.first - f.base}}
	if m := f.tollNoun(c.noun, &c); m != "" {
		return m, c.noun
	}
	if c.toll != "" && f.person(c.noun) {
		return c.toll, c.noun
	}
	if f.person(c.noun) {
		if m := f.right(c.last); m != "" {
			return m, c.noun
		}
	}
	if f.hash(c.noun) == wordSurvivors {
		return rescued, c.noun
	}
	if f.hash(c.noun) == wordPeople && r.toll == "" {
		return f.nounMeasure(&r), c.noun
	}
	return f.lemma(c.noun), c.noun
}

var (
	counters      = wordSet("number total tally count figure")
	tollKinds     = table(map[string]string{killed: "death dead", casualties: "casualty", wounded: "injury injured", infected: "infection case", missing: "missing"})
	wordCount     = lang.WordHash("count")
	wordSurvivors = lang.WordHash("survivors")
	wordLRB       = lang.WordHash("(")
	wordNumber    = lang.WordHash("number")
	wordToll      = lang.WordHash("toll")
)
