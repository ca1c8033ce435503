package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/lang"
)

// timeWords are what durations are counted in, and times of the clock.
var timeWords = wordSet(`year years month months week weeks day days hour hours minute minutes second seconds decade decades century centuries fortnight fortnights night nights weekend weekends millennia millennium
	yr yrs hr hrs min mins generation generations quarter-century o'clock am pm a.m. p.m. a.m p.m gmt bst est edt et utc cet pst pdt local morning mornings evening evenings afternoons afternoon time times fold x semesters seasons sentence nautical-days moments instants lifetimes lifetime minute-long month-long`)

// monthWords are the months, in full and abbreviated.
var monthWords = wordSet(`january february march april may june july august september october november december jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.`)

// labels are words whose number is a name: "Flight 447", "Article 5".
var labels = wordSet(`flight resolution article number no no. nos. nos page pages chapter section sections paragraph clause room route highway interstate road route phase stage step level grade class district line gate unit block version season episode part volume
	size model type formula title amendment proposition prop question site camp channel rule order file form week day act item group lot apartment apt suite floor box zone area sector region ward squadron brigade battalion regiment division corps platform terminal hall track lane building
	bus train exit junction tier category table figure appendix annex protocol apollo falcon boeing airbus iphone windows psalm verse world war super bowl top issue bulletin group scene round game match lap hole set ref ext ext. tel tel. phone fax page pp. p. year years since until till
	studio fortune pier berth house heat windows schedule exhibit count counts case precinct plan case docket bill protocol euro gate station reactor point points`)

// streets end addresses: "10 Downing Street".
var streets = wordSet(`street st st. road rd rd. avenue ave ave. lane ln drive square boulevard blvd blvd. way place terrace court crescent highway parkway gardens row`)

// excluded reports whether the plain quantity q counts nothing: it is a
// duration, an age, a date, a score, an address or part of a name.
func (f *finder) excluded(q *quantity, c *counted) bool {
	j := f.base + q.last
	if q.unit != "" && q.unit != "share" && c.noun >= 0 && timeWords[f.hash(c.noun)] && !c.elsewhere && !c.of {
		*c = counted{noun: -1, first: j, last: j} // "a gap of $4m next year"
	}
	if q.unit == "share" && f.shareOfTime(c, j) || f.duration(q, j) || c.noun >= 0 && timeWords[f.hash(c.noun)] && !c.elsewhere && !(q.unit == "percent" && c.of) {
		return true
	}
	if q.unit != "" && q.unit != "share" {
		race := q.unit == "m" && f.s.joined(q.last-1) && c.noun < 0 && f.hash(f.base+q.first-1) == wordThe // "the 100m"
		return f.codeBefore(q) || race || q.unit == "°" && f.bearing(j)
	}
	return f.codeBefore(q) || f.hyphened(q) || f.inDate(q, c) || f.labelled(q, c) || f.inName(q, c) || f.address(j) || f.age(q, c) || f.listNumber(q) || f.ordinal(q, c)
}

// shareOfTime reports whether the share before token j is one of time, or half
// of a match: "half an hour", "the second half".
func (f *finder) shareOfTime(c *counted, j int) bool {
	return c.noun >= 0 && timeWords[f.hash(c.noun)] || c.noun < 0 && timeWords[f.hash(j)]
}

// duration reports whether words of time follow the number that ends before
// token j: "48 hours", "34-year-old", "10 to 15 working days".
func (f *finder) duration(q *quantity, j int) bool {
	if f.hash(j) == wordHyphen {
		j++
	}
	for n := 0; n < 3 && j < f.end; n, j = n+1, j+1 {
		if timeWords[f.hash(j)] || strings.HasPrefix(f.d.Word(j), "o'clock") {
			return q.unit == "" || q.unit == "share"
		}
		if !beforeTime[f.hash(j)] {
			break
		}
	}
	return false
}

// oldEnough are pronouns that an age follows.
var oldEnough = wordSet("those anyone everyone everybody anybody all")

var beforeTime = wordSet("of more full straight consecutive working calendar successive long such whole previous past further additional extra other business school trading light")

// codeBefore reports whether the number is part of a code: "F-16", "COVID-19",
// "A1".
func (f *finder) codeBefore(q *quantity) bool {
	k := q.core
	return f.s.class(k-1) == hyphen && f.s.joined(k) && f.s.joined(k-1) && f.s.class(k-2) == other
}

// bearing reports whether degrees are those of a map or an angle rather than
// of heat.
func (f *finder) bearing(j int) bool {
	return compass[f.hash(j)] || f.d.Forms[min(j, len(f.d.Forms)-1)].Shape == lang.ShapeNumber
}

var compass = wordSet("north south east west n s e w latitude longitude")

// hyphened reports whether the number is the first part of a compound that
// counts nothing by itself ("two-time", "12-nation"), of a score ("3-1") or of
// a telephone number.
func (f *finder) hyphened(q *quantity) bool {
	k := q.last
	if f.s.class(k) != hyphen || !f.s.joined(k) || !f.s.joined(k+1) {
		return f.s.is(k, wordHyphen) && f.s.class(k+1) == numeral
	}
	if j := f.base + k + 2; j < f.end && f.d.Tokens[j].XPOS.Proper() && f.s.is(k+1, wordMan) { // "ten-man Rovers"
		return true
	}
	return !f.s.in(k+1, compounds)
}

// inDate reports whether the number belongs to a date or is a year.
func (f *finder) inDate(q *quantity, c *counted) bool {
	at := f.d.Span(f.base+q.core, f.base+q.last)
	if c.noun < 0 || !q.Approximate && !q.LowOpen && !q.HighOpen && q.first == q.core {
		for n := f.date; n < len(f.dates) && f.dates[n].Start < at.End; n++ {
			if f.dates[n].Overlaps(at) {
				return true
			}
		}
	}
	i, j := f.base+q.core, f.base+q.last
	if i > f.base && monthWords[f.hash(i-1)] && f.capital(i-1) && q.value <= 31 || monthWords[f.hash(j)] && f.capital(j) && q.value <= 31 && q.first == q.core {
		return true
	}
	if !yearLike(&f.s, q.number) || q.first != q.core || q.ranged {
		return false
	}
	if c.noun < 0 || c.noun > j+1 {
		return true
	}
	return q.value >= 1900 && !personWords[f.hash(c.noun)] || i > f.base && yearBefore[f.hash(i-1)]
}

var yearBefore = wordSet("in since until till by from of the during after before around")

// capital reports whether token k starts with a capital letter.
func (f *finder) capital(k int) bool {
	if k < 0 || k >= len(f.d.Tokens) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.d.Text[f.d.Tokens[k].Start:])
	return unicode.IsUpper(r)
}

// labelled reports whether the number is the name of what stands before it:
// "Flight 447", "Boeing 737", "Group of Seven", "No. 3".
func (f *finder) labelled(q *quantity, c *counted) bool {
	i := f.base + q.core
	if q.first != q.core || i <= f.base {
		return false
	}
	p := i - 1
	if h := f.hash(p); labels[h] && (f.capital(p) || numberLabels[h] || c.noun < 0) && !(dayWords[h]) {
		return true
	}
	if f.s.class(p-f.base) == other && f.hash(p) == wordHash {
		return true
	}
	if q.digits && c.noun < 0 && f.d.Tokens[p].XPOS == lang.NNP && c.toll == "" && f.capital(p) {
		return true
	}
	return false
}

var (
	numberLabels = wordSet("number no no. nos. nos page chapter section paragraph article resolution flight phase level grade room route psalm verse")
	wordHash     = lang.WordHash("#")
)

// inName reports whether the number is a word of a name: "Seven Dials".
func (f *finder) inName(q *quantity, c *counted) bool {
	i := f.base + q.core
	if !q.digits && f.capital(i) && i > f.base && !f.starts(i) && !f.headline {
		return true
	}
	for n := f.name; n < len(f.d.Names) && f.d.Names[n].First <= i; n++ {
		m := &f.d.Names[n]
		if m.Last <= i || m.Last-m.First < 2 {
			continue
		}
		if m.First < i || f.capital(i) && !f.starts(i) && !f.headline {
			return true
		}
		if q.digits && m.Last > f.base+q.last && m.Kind != lang.Other && !f.plural(m.Last-1) {
			return true
		}
	}
	return false
}

// starts reports whether a sentence, a quotation or what follows a colon
// starts at token i, where a capital tells nothing.
func (f *finder) starts(i int) bool {
	if i == f.base || i == f.base+1 && bullets[f.hash(f.base)] {
		return true
	}
	switch f.d.Tokens[i-1].XPOS {
	case lang.OpenQuote, lang.CloseQuote, lang.Colon, lang.Period, lang.LRB:
		return true
	}
	return quoteMark[f.hash(i-1)] || f.s.class(i-1-f.base) == hyphen
}

var bullets = wordSet("• ● ▪ ◦ * · ‣ >")

// shrinks reports whether a verb of change whose object ends with token k stands
// before it.
func (f *finder) shrinks(k int) bool {
	for n := 0; n < 6 && k >= f.base; n, k = n+1, k-1 {
		if x := f.d.Tokens[k].XPOS; x.Verbal() {
			return shifts[f.d.Forms[k].Lemma]
		}
	}
	return false
}

// address reports whether an address goes on at token j.
func (f *finder) address(j int) bool {
	for n := 0; n < 4 && j < f.end && f.capital(j); n, j = n+1, j+1 {
		if n > 0 && streets[f.hash(j)] {
			return true
		}
	}
	return false
}

// age reports whether the number is how old somebody is: "aged 34", "Pell,
// 58,", "children under five".
func (f *finder) age(q *quantity, c *counted) bool {
	if q.High > 120 && q.Low > 120 || q.value > 120 {
		return false
	}
	i, j := f.base+q.first, f.base+q.last
	if i == f.base {
		return false
	}
	p := i - 1
	if ages[f.hash(p)] || f.hash(p) == wordOf && p > f.base && ages[f.hash(p-1)] {
		return true
	}
	if c.noun >= 0 || c.toll != "" {
		return false
	}
	if q.first == q.core && (f.d.Tokens[p].XPOS == lang.Comma || f.d.Tokens[p].XPOS == lang.LRB) && p > f.base && (f.d.Tokens[p-1].XPOS.Proper() || personWords[f.hash(p-1)]) &&
		(j >= f.end || f.d.Tokens[j].UPOS == lang.PUNCT || f.hash(j) == wordOf || f.hash(j) == wordAnd) {
		return true
	}
	if q.first < q.core && ageBounds[f.hash(i)] && f.d.Tokens[p].XPOS.Nominal() && personWords[f.hash(p)] { // "women over 40"
		return true
	}
	if q.first < q.core && ageBounds[f.hash(i)] && (oldEnough[f.hash(p)] || beings[f.hash(p)] && personWords[f.hash(p-1)] && tollNouns[f.hash(p-1)] == "") {
		return true // "those under 25", "the victims were over 70"
	}
	return pronounIs(f, p) && q.value < 110
}

// pronounIs reports whether "he is" or the like ends with token p.
func pronounIs(f *finder, p int) bool {
	if p <= f.base || !copulas[f.hash(p)] {
		return false
	}
	return f.d.Tokens[p-1].XPOS == lang.PRP && singularPersons[f.hash(p-1)]
}

var (
	ages            = wordSet("aged age ages turned turning turns")
	ageBounds       = wordSet("over under above below between from aged")
	copulas         = wordSet("is was 's am are were be 'm")
	singularPersons = wordSet("he she i")
)

// listNumber reports whether the number is that of a list's item: "1. …".
func (f *finder) listNumber(q *quantity) bool {
	if q.core != 0 || !q.digits {
		return false
	}
	x := f.d.Tokens[min(f.base+q.last, f.end-1)].XPOS
	return q.last < len(f.s.w) && (x == lang.Period || x == lang.RRB || x == lang.LS || f.hash(f.base+q.last) == wordColon)
}

// ordinal reports whether a fraction is an ordinal or a quarter of a year.
func (f *finder) ordinal(q *quantity, c *counted) bool {
	if q.unit != "share" {
		return false
	}
	i, j := f.base+q.core, f.base+q.last
	last := f.hash(j - 1)
	if f.hash(i-1) == wordBy && (f.shift(i-2) || f.shrinks(i-2)) { // "rose by a fifth", "cut deaths by a third"
		return false
	}
	switch {
	case f.s.class(q.last-1) != fraction: // "one in five"
		return c.noun >= 0 && timeWords[f.hash(c.noun)] || timeWords[f.hash(j)]
	case last == wordHalf:
		return !f.halfOf(i, j)
	case c.of:
		return f.hash(i) == last && i > f.base && f.d.Tokens[i-1].XPOS != lang.IN // "the third of five"
	case f.d.Tokens[j-1].XPOS == lang.NNS || j-i >= 3:
		return f.hash(i) == last
	}
	return !(f.hash(i) == wordA && q.first < q.core && c.noun < 0) && !(f.hash(i) == wordOne && j-i == 3)
}

// halfOf reports whether the half between tokens i and j is a share of
// something rather than a part of a match or a compound.
func (f *finder) halfOf(i, j int) bool {
	if i > f.base && (f.d.Tokens[i-1].XPOS == lang.JJ || f.d.Tokens[i-1].XPOS == lang.DT || f.hash(i-1) == wordIn || f.s.class(i-1-f.base) == hyphen) {
		return f.hash(i-1) != wordIn && f.d.Tokens[i-1].XPOS != lang.JJ && f.hash(j) == wordOf
	}
	if j >= f.end {
		return false
	}
	x := f.d.Tokens[j].XPOS
	if f.boundedHalf(i) {
		return true
	}
	return f.hash(j) == wordOf || x == lang.DT || x == lang.PRPS || x == lang.NNS
}

// boundedHalf reports whether a bound stands before the half at i.
func (f *finder) boundedHalf(i int) bool {
	b, _ := f.s.boundBefore(i - f.base)
	return b != exact
}

var wordHalf = lang.WordHash("half")

var (
	wordMan = lang.WordHash("man")
)
