package figure

import "github.com/onrecord/onrecord/internal/lang"

// population returns who or what r counts, and its name with pronouns
// resolved: "the rebels" for "they have lost 900".
func (f *finder) population(r *reading) Population {
	k := r.population
	if k >= 0 {
		if r.pronoun && k == r.noun {
			return Population{f.d.Tokens[k].Span, f.antecedent(r)}
		}
		first := f.phraseStart(k, r)
		return Population{f.d.Span(first, k+1), f.text(first, f.phraseEnd(k))}
	}
	if r.named {
		return f.losers(r)
	}
	return Population{}
}

// phraseStart returns where the noun phrase without number and article starts
// whose head is k.
func (f *finder) phraseStart(k int, r *reading) int {
	i := k
	for i > f.base {
		x := f.d.Tokens[i-1].XPOS
		if !x.Nominal() && x != lang.JJ && x != lang.HYPH && x != lang.PRPS || i-1 < r.counted.first && k == r.noun || f.s.class(i-1-f.base) != other && f.s.class(i-1-f.base) != hyphen {
			break
		}
		i--
	}
	if f.d.Tokens[i].XPOS == lang.HYPH {
		i++
	}
	return min(i, k)
}

// phraseEnd returns where the noun phrase with head k ends, with what a
// preposition right after it says of where they are.
func (f *finder) phraseEnd(k int) int {
	if !aboard[f.hash(k+1)] {
		return k + 1
	}
	for i := k + 2; i < f.end && i < k+6; i++ {
		if dayWords[f.hash(i)] || monthWords[f.hash(i)] || timeWords[f.hash(i)] {
			break
		}
		if f.d.Tokens[i].XPOS.Nominal() {
			for i+1 < f.end && f.d.Tokens[i+1].XPOS.Nominal() {
				i++
			}
			return i + 1
		}
		if x := f.d.Tokens[i].XPOS; x != lang.DT && x != lang.JJ && x != lang.PRPS {
			break
		}
	}
	return k + 1
}

// losers returns those who lost the people that r counts, where it says so:
// "the rebels have lost 900".
func (f *finder) losers(r *reading) Population {
	k := r.first - 1
	for k >= f.base && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.MD) {
		k--
	}
	if k < f.base || !losing[f.d.Forms[k].Lemma] || !f.d.Tokens[k].XPOS.Verbal() {
		return Population{}
	}
	for i := k - 1; i >= f.base; i-- {
		t := &f.d.Tokens[i]
		if t.Head != k || t.Rel != lang.RelNsubj {
			continue
		}
		if t.XPOS == lang.PRP {
			return Population{t.Span, f.theyBefore(i)}
		}
		if f.person(i) {
			first := f.phraseStart(i, r)
			return Population{f.d.Span(first, i+1), f.text(first, i+1)}
		}
	}
	return Population{}
}

// antecedent returns the name of whom the pronoun that r counts stands for:
// what the figure before it counts, or the last plural noun.
func (f *finder) antecedent(r *reading) string {
	switch f.hash(r.noun) {
	case wordThem, wordWhom, wordWhich:
		if n := len(f.figures); n > 0 && r.part >= 0 && r.part < n && f.figures[r.part].Of.Name != "" {
			return f.figures[r.part].Of.Name
		}
		return f.theyBefore(r.noun)
	}
	return ""
}

// theyBefore returns the last plural noun phrase before token k that a number
// does not count, in this sentence or the one before.
func (f *finder) theyBefore(k int) string {
	from := f.base
	if f.sentence > 0 {
		from = f.d.Sentences[f.sentence-1].First
	}
	for i := k - 1; i >= from; i-- {
		if x := f.d.Tokens[i].XPOS; x == lang.NNS && (personWords[f.d.Forms[i].Word] || f.d.Tokens[i].Rel == lang.RelNsubj || f.d.Tokens[i].Rel == lang.RelNsubjPass) || x == lang.NNPS {
			first := i
			for first > from && (f.d.Tokens[first-1].XPOS == lang.JJ || f.d.Tokens[first-1].XPOS.Nominal()) {
				first--
			}
			return f.text(first, i+1)
		}
	}
	return ""
}

var (
	aboard    = wordSet("aboard on in at of under")
	losing    = wordSet("lose suffer")
	wordWhich = lang.WordHash("which")
	wordWhom  = lang.WordHash("whom")
)
