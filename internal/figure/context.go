package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// place returns where r is counted: the nearest place that a preposition names
// in its sentence, first after it, then before.
func (f *finder) place(r *reading) lang.Span {
	for n := f.name; n < len(f.d.Names) && f.d.Names[n].First < f.end; n++ {
		m := &f.d.Names[n]
		if m.First >= r.last && m.First-r.last < 14 && f.placed(m) {
			return f.d.Span(m.First, m.Last)
		}
	}
	var before lang.Span
	for n := f.name; n < len(f.d.Names) && f.d.Names[n].Last <= r.first; n++ {
		if m := &f.d.Names[n]; r.first-m.Last < 10 && f.placed(m) {
			before = f.d.Span(m.First, m.Last)
		}
	}
	return before
}

// placed reports whether m names a place that something happens in.
func (f *finder) placed(m *lang.Name) bool {
	if m.Kind != lang.Place || m.First <= f.base {
		return false
	}
	for k := m.First - 1; k >= f.base && k >= m.First-5; k-- {
		if placing[f.hash(k)] {
			return true
		}
		if x := f.d.Tokens[k].XPOS; !x.Nominal() && x != lang.DT && x != lang.JJ && f.hash(k) != wordOf {
			return false
		}
	}
	return false
}

var placing = wordSet("in near at outside across around off inside throughout within over")

// period returns the time that r counts: the nearest date of its sentence that
// is a stretch of time rather than a point in it.
func (f *finder) period(r *reading) Date {
	best, at := Date{}, 1<<30
	a, b := f.d.Tokens[r.first].Start, f.d.Tokens[r.last-1].End
	end := f.d.Tokens[f.end-1].End
	for n := f.date; n < len(f.dates) && f.dates[n].Start < end; n++ {
		t := &f.dates[n]
		way := t.Start - b
		if t.End <= a {
			way = a - t.End + 20 // after is nearer than before
		}
		if way < at && !(t.Overlaps(lang.Span{Start: a, End: b})) && f.stretch(t) {
			best, at = f.widened(t), way
		}
	}
	return best
}

// stretch reports whether a date is a stretch of time that counts are of.
func (f *finder) stretch(t *Date) bool {
	k := f.d.TokenAt(t.Start)
	if k >= f.end || k < f.base {
		return false
	}
	h := f.hash(k)
	return stretches[h] || k > f.base && stretches[f.hash(k-1)] || h == wordIn && t.To.Sub(t.From).Hours() > 24 || f.hash(k-1) == wordIn && t.To.Sub(t.From).Hours() > 24 ||
		(h == wordLast || h == wordThis || k > f.base && (f.hash(k-1) == wordLast || f.hash(k-1) == wordThis)) && t.To.Sub(t.From).Hours() > 24
}

// widened takes the preposition before t in.
func (f *finder) widened(t *Date) Date {
	k := f.d.TokenAt(t.Start)
	for k > f.base && (stretches[f.hash(k-1)] || k-1 > f.base && f.hash(k-1) == wordThe && stretches[f.hash(k-2)]) {
		k--
	}
	return Date{Span: lang.Span{Start: f.d.Tokens[k].Start, End: t.End}, From: t.From, To: t.To}
}

var (
	stretches = wordSet("since during over between from throughout past within")
	wordLast  = lang.WordHash("last")
	wordThis  = lang.WordHash("this")
)

// changeOf returns which part of a change r is: "rose by 12 to 40 from 28".
func (f *finder) changeOf(r *reading) Change {
	k := r.first - 1
	for k > f.base && f.d.Tokens[k].XPOS == lang.RB {
		k--
	}
	if f.hash(r.first) == wordFrom {
		k = r.first
	}
	if k < f.base || !f.shiftNear(k, r) {
		return ""
	}
	switch h := f.hash(k); {
	case h == wordBy:
		return By
	case h == wordTo && !(r.first-k > 1):
		return To
	case h == wordFrom:
		return From
	case (r.unit == "percent" || r.unit == "pp" || r.unit == "bp") && (shifts[f.d.Forms[k].Lemma] || h == wordUp || h == wordDown || f.hash(r.last) == wordFrom || f.hash(r.last) == wordTo):
		return By
	}
	return ""
}

// shiftNear reports whether a word of change stands before token k, or after
// r.
func (f *finder) shiftNear(k int, r *reading) bool {
	for n := 0; k >= f.base && n < 12; k, n = k-1, n+1 {
		l, h := f.d.Forms[k].Lemma, f.hash(k)
		if shifts[l] && (f.d.Tokens[k].XPOS.Verbal() || n < 3) || changes[l] || h == wordUp || h == wordDown {
			return true
		}
		if f.d.Tokens[k].UPOS == lang.PUNCT && f.d.Tokens[k].XPOS != lang.Comma && f.d.Tokens[k].XPOS != lang.HYPH {
			return false
		}
	}
	return false
}

// status tells whether r is asserted: not where a conditional governs it or
// what holds it denies it.
func (f *finder) status(r *reading, relation int) Status {
	if relation >= 0 && f.relations[relation].Act == attribution.Denies {
		return Denied
	}
	k := r.counted.noun
	if k < 0 {
		k = f.base + r.number.last - 1
	}
	hypothetical := false
	for n := 0; n < 12 && k >= f.base && k < f.end; n++ {
		v := k
		if f.d.Tokens[v].XPOS.Verbal() {
			if denials[f.d.Forms[v].Lemma] && n > 0 && v < r.first {
				return Denied
			}
			hypothetical = hypothetical || f.conditional(v)
		}
		k = f.d.Tokens[k].Head
	}
	if hypothetical {
		return Hypothetical
	}
	return ""
}

// conditional reports whether verb v stands under "could", "would", "might" or
// "if".
func (f *finder) conditional(v int) bool {
	for i := v - 1; i >= f.base && i > v-8; i-- {
		t := &f.d.Tokens[i]
		if t.Head == v && (t.Rel == lang.RelAux && conditionals[f.hash(i)] || t.Rel == lang.RelMark && f.hash(i) == wordIf) {
			return true
		}
	}
	return false
}

var (
	conditionals = wordSet("could would might 'd")
	denials      = wordSet("deny reject dismiss refute disprove")
	wordIf       = lang.WordHash("if")
)

// cumulative reports whether r is a running total.
func (f *finder) cumulative(r *reading, g *Figure) bool {
	if g.Period.Len() > 0 && strings.EqualFold(f.d.Text[g.Period.Start:min(g.Period.Start+5, g.Period.End)], "since") {
		return true
	}
	if g.Change == By {
		return false
	}
	for k := max(f.base, r.first-8); k < min(f.end, r.last+10); k++ {
		switch h := f.hash(k); {
		case h == wordToll && k < r.first, h == wordTotal && k >= r.first-4 && k <= r.last+2:
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
	wordAltogether = lang.WordHash("altogether")
	wordDate       = lang.WordHash("date")
	wordFar        = lang.WordHash("far")
	wordSince      = lang.WordHash("since")
	wordSo         = lang.WordHash("so")
	wordTotal      = lang.WordHash("total")
)
