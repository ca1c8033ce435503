package figure

import "github.com/onrecord/onrecord/internal/lang"

// fiscal reads "fiscal 2029", "fiscal year 2029" at i. Such a year is told as if
// it were the calendar's; its quarters and halves are anybody's guess.
func (r *dateReader) fiscal(i int) (phrase, bool) {
	j := r.fiscalYear(i)
	if j == 0 {
		return phrase{}, false
	}
	return single(calendar(r.yearNumber(j), 0, 0, 12), i, j+1)
}

// fiscalYear returns the token of the year that is fiscal by the word at i, 0 for
// none.
func (r *dateReader) fiscalYear(i int) int {
	if !r.is(i, wFiscal) {
		return 0
	}
	i++
	if r.is(i, wUnit) && unit(r.word(i).n) == years {
		i++
	}
	if r.yearNumber(i) == 0 {
		return 0
	}
	return i
}

// ofTheYear takes in "of the year" after p, and "of fiscal 2029", which leaves it
// open when p was.
func (r *dateReader) ofTheYear(p phrase) phrase {
	j := p.last
	if p.from.year != 0 {
		return p
	}
	if r.is(j, wOf) {
		j++
	}
	if y := r.fiscalYear(j); y > 0 {
		p.from, p.last = point{}, y+1
		return p
	}
	if j > p.last && r.is(j, wThe) && r.is(j+1, wUnit) && unit(r.word(j+1).n) == years && !r.is(j+2, wOf) {
		p.last = j + 2
	}
	return p
}

// business reports whether the sentence tells of money, so that its first half is
// one of a year and not of a match.
func (r *dateReader) business() bool {
	for k := r.first; k < r.last; k++ {
		if x := r.d.Tokens[k].XPOS; x == lang.Dollar || r.d.Text[r.d.Tokens[k].Start] == '%' || takings[r.d.Forms[k].Lemma] {
			return true
		}
	}
	return false
}

var takings = dateSet(`profit revenue sale turnover earnings income loss percent billion million euro dollar pound export import order
gdp output production economy shipment delivery margin dividend growth inflation deficit surplus`)
