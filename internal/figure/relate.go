package figure

// relate links figures across the sentences of the document: parts of a total
// that the sentence before gave ("Three of them were children").
func (f *finder) relate() {
	for i := 1; i < len(f.readings); i++ {
		r := &f.readings[i]
		if r.part >= 0 || !r.pronoun || !r.of || r.noun < 0 || f.d.Forms[r.noun].Word != wordThem {
			continue
		}
		p := &f.readings[i-1]
		if f.near(p.last, r.first) && p.unit == "" && !(p.High < r.Low) {
			f.figures[i].PartOf = i - 1
			if f.figures[i].Of.Name == "" {
				f.figures[i].Of.Name = f.figures[i-1].Of.Name
			}
			if !r.named && p.named {
				r.measure, r.named = p.measure, true
				f.figures[i].Measure = p.measure
			}
		}
	}
}

// near reports whether token b stands in the sentence of token a or the next.
func (f *finder) near(a, b int) bool {
	return f.d.SentenceOf(b)-f.d.SentenceOf(a-1) <= 1
}
