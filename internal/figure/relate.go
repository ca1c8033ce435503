package figure

import "strings"

// relate links figures across the sentences of the document: parts of a total
// that the sentence before gave ("Three of them were children").
func (f *finder) relate() {
	for i := 1; i < len(f.readings); i++ {
		r := &f.readings[i]
		p := &f.readings[i-1]
		if r.part >= 0 || !r.of || r.share || !r.definite && !r.pronoun || r.noun < 0 || p.unit != "" || p.High < r.Low {
			continue
		}
		if !r.pronoun && f.d.Forms[r.noun].Lemma != f.lemmaOf(p) {
			continue
		}
		if f.near(p.last, r.first) {
			f.figures[i].PartOf = i - 1
			if f.figures[i].Of.Name == "" {
				f.figures[i].Of.Name = f.figures[i-1].Of.Name
			}
			if r.pronoun && !r.named && p.named && !strings.HasPrefix(r.measure, "person ") {
				r.measure, r.named = p.measure, true
				f.figures[i].Measure = p.measure
			}
		}
	}
}

// lemmaOf returns the hash of the lemma of what r counts, zero if no noun says.
func (f *finder) lemmaOf(r *reading) uint64 {
	if r.noun < 0 {
		return 0
	}
	return f.d.Forms[r.noun].Lemma
}

// near reports whether token b stands in the sentence of token a or the next.
func (f *finder) near(a, b int) bool {
	return f.d.SentenceOf(b)-f.d.SentenceOf(a-1) <= 1
}
