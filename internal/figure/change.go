package figure

import (
	"math"

	"github.com/onrecord/onrecord/internal/lang"
)

// changeOf returns which part of a change r is: "rose by 12 to 40 from 28".
func (f *finder) changeOf(r *reading) Change {
	k := r.first - 1
	for k > f.base && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.DT) && !upOrDown[f.hash(k)] {
		k--
	}
	h := f.hash(k)
	switch rate := r.unit == "percent" || r.unit == "pp" || r.unit == "bp" || r.share; {
	case k < f.base:
		return ""
	case h == wordFrom && f.shiftNear(k, r):
		return From
	case f.comesTo(r.last):
		return To
	case h == wordOf && changes[f.lemmaAt(k-1)] && shifts[f.lemmaAt(k-1)] && (rate || r.money):
		return By
	case (rate || r.money) && moved(f, k), rate && upOrDown[h] && !makes[f.lemmaAt(k-1)]:
		return By
	case !f.shiftNear(k, r), r.noun >= 0 && f.hash(r.first-1) == wordThe:
		return ""
	case h == wordBy:
		return By
	case h == wordTo:
		return To
	}
	return ""
}

// moved reports whether token k is a verb that what follows at once tells the
// size of: "rose 12 %", "lost $3".
func moved(f *finder, k int) bool {
	return k >= f.base && risen[f.d.Forms[k].Lemma] && (f.d.Tokens[k].XPOS.Verbal() || f.d.Tokens[k].XPOS == lang.NNS)
}

// comesTo reports whether ", up from" or the like follows at k, so that what
// stands before is what something changed to.
func (f *finder) comesTo(k int) bool {
	if f.d.Tokens[min(k, f.end-1)].XPOS == lang.Comma {
		k++
	}
	return upOrDown[f.hash(k)] && (f.hash(k+1) == wordFrom || k+1 < f.end && f.d.Tokens[k+1].XPOS == lang.CD)
}

// shiftNear reports whether a word of change stands before token k.
func (f *finder) shiftNear(k int, r *reading) bool {
	for n := 0; k >= f.base && n < 14; k, n = k-1, n+1 {
		l, h := f.d.Forms[k].Lemma, f.hash(k)
		if shifts[l] && (f.d.Tokens[k].XPOS.Verbal() || n < 3) || shifted[h] || shiftNouns[l] || upOrDown[h] {
			return true
		}
		if f.d.Tokens[k].UPOS == lang.PUNCT && f.d.Tokens[k].XPOS != lang.Comma && f.d.Tokens[k].XPOS != lang.HYPH {
			return false
		}
	}
	return false
}

var (
	shiftNouns = wordSet("increase rise drop fall decline cut growth reduction jump surge decrease gain hike raise slump plunge boost")
	upOrDown   = wordSet("up down")
	risen      = wordSet("rise fall increase decrease grow drop climb jump decline surge soar slip dip plunge tumble shrink slump advance gain lose shed expand contract add sink ease edge rally rebound strengthen weaken")
)

var (
	makes = wordSet("make take give set put add end sum come")
)

// twoFigures adds the two numbers of "from 28 to 40" one by one.
func (f *finder) twoFigures(q *quantity, i int) int {
	a, ok := f.s.amount(i)
	if !ok {
		return q.last
	}
	a.Bounds = Bounds{Low: a.value, High: a.value}
	if a.number.scale == 1 && q.number.scale > 1 && a.value < q.number.mantissa {
		a.Bounds = Bounds{Low: q.Low, High: q.Low}
	}
	f.s.unitAfter(&a)
	if a.unit == "" {
		a.unit, a.money = q.unit, q.money
	}
	f.s.bounds(&a)
	c := f.countedAt(&a)
	f.keep(a, c)
	j := a.last
	for j < q.last && f.s.class(j) == other && !f.opens(j) {
		j++
	}
	return j
}

// changed reports whether the two numbers of q are those that something
// changed from and to: "rose from 28 to 40".
func (f *finder) changed(q *quantity) bool {
	if !f.s.is(q.core, wordFrom) {
		return false
	}
	for k, n := f.base+q.core-1, 0; k >= f.base && n < 10; k, n = k-1, n+1 {
		if f.shift(k) || changes[f.d.Forms[k].Lemma] || f.hash(k) == wordUp || f.hash(k) == wordDown {
			return true
		}
		if f.d.Tokens[k].XPOS.Verbal() {
			return false
		}
	}
	return false
}

// changedBy reports whether the two numbers of q are what something changed by
// and what it came to: "rose by 12 to 41", "fell 3 to 20".
func (f *finder) changedBy(q *quantity) bool {
	k := f.base + q.first - 1
	by := f.hash(k) == wordBy
	if by {
		k--
	}
	for n := 0; k > f.base && (f.d.Tokens[k].XPOS == lang.RB || by && n < 4 && !f.shift(k) && !f.d.Tokens[k].XPOS.Verbal()); n++ {
		k--
	}
	to := q.from.last
	for to < q.last && !f.s.is(to, wordTo) {
		to++
	}
	if to == q.last || k < f.base || !f.shift(k) && !f.s.in(k-f.base, shiftNouns) || q.unit == "percent" && f.s.class(q.from.last) == other && f.s.is(q.from.last, wordTo) {
		return false
	}
	alone := f.base+q.last >= f.end || !f.d.Tokens[f.base+q.last].XPOS.Nominal() && f.d.Tokens[f.base+q.last].XPOS != lang.JJ
	return alone && q.unit == "" || q.High > 2.5*math.Abs(q.from.value) && q.number.scale == q.from.scale || q.money && f.s.class(q.from.first-1) == currency
}

// shift reports whether token k is a verb of change, whatever it was tagged.
func (f *finder) shift(k int) bool {
	return k >= f.base && (shifts[f.d.Forms[k].Lemma] || shifted[f.hash(k)])
}
