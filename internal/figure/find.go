package figure

import (
	"math"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// A finder reads the figures of a document, sentence by sentence.
type finder struct {
	d         *lang.Document
	relations []attribution.Relation
	dates     []Date
	s         words         // of the sentence being read
	base, end int           // its tokens are [base, end)
	sentence  int           // its index
	cued      map[int][]int // the relations whose cues stand in a sentence, by its index
	open      []int         // the relations whose contents begin before the sentence's end and end after its start
	coming    []int         // those whose contents begin after it, in the order of these
	date      int           // the first of dates that does not end before it
	name      int           // the first of d.Names that does not
	headline  bool          // it is written in capitals
	readings  []reading
	figures   []Figure
	from      int // the first of readings that is of the sentence
}

// A reading is a quantity in its sentence.
type reading struct {
	quantity
	counted
	first, last int // tokens from the bound to the counted noun
	measure     string
	named       bool // measure is one with a name of its own
	total       bool // it is what a total stands at
	inherited   bool // … that another figure told
	population  int  // token of the noun that says who is counted, -1 if none does
	part        int  // index of the figure whose total this is part of, -1 for none
}

// Find returns the figures of d in the order of the text, but for those in
// credits and headlines of other stories. Its tags, heads and names must stand;
// of relations, contents and acts are read.
func Find(d *lang.Document, relations []attribution.Relation, dates []Date) []Figure {
	f := finder{d: d, relations: relations, dates: dates, cued: map[int][]int{}, coming: byContent(relations)}
	for i := range relations {
		if c := relations[i].Cue; len(c) > 0 {
			s := d.SentenceOf(d.TokenAt(c[0].Start))
			f.cued[s] = append(f.cued[s], i)
		}
	}
	for i := range d.Sentences {
		if s := d.Sentences[i]; !d.Layout.Aside(d.Tokens[s.First].Span) || !d.Layout.Aside(d.Tokens[s.Last-1].Span) {
			f.sentence = i
			f.read(s)
		}
	}
	f.relate()
	return f.figures
}

// read reads the figures of one sentence.
func (f *finder) read(s lang.Sentence) {
	f.base, f.end, f.from = s.First, s.Last, len(f.readings)
	f.readings, f.figures = expect(f, f.readings), expect(f, f.figures)
	f.s.fill(f.d, s.First, s.Last)
	f.headline = f.capitals()
	at := f.d.Tokens[s.First].Start
	for f.date < len(f.dates) && f.dates[f.date].End <= at {
		f.date++
	}
	for f.name < len(f.d.Names) && f.d.Names[f.name].Last <= s.First {
		f.name++
	}
	f.openRelations()
	for i := 0; i < len(f.s.w); {
		if c := f.s.w[i].class; c == other && !f.opens(i) {
			i++
			continue
		}
		i = f.at(i)
	}
	f.settle()
	for i := f.from; i < len(f.readings); i++ {
		f.figures = append(f.figures, f.figure(&f.readings[i]))
	}
}

// expect returns list with room for what the rest of the text will add if it
// goes on as before. Growing by and by, a text that is all figures would take
// twice the memory.
func expect[T any](f *finder, list []T) []T {
	if len(list) < 1000 || cap(list)-len(list) > 500 {
		return list
	}
	rest := len(f.d.Tokens) - f.base
	return slices.Grow(list, 500+len(list)*rest/f.base*9/8)
}

// opens reports whether a number may start at word i although it is no word of
// a number: letters before a sign of money, or a word for none.
func (f *finder) opens(i int) bool {
	return f.s.class(i+1) == currency || f.s.class(i+1) == numeral && codes[f.s.w[i].hash] != "" || none[f.s.w[i].hash]
}

// at reads the figure that starts at word i, if one does, and returns the word
// to go on from.
func (f *finder) at(i int) int {
	if none[f.s.w[i].hash] {
		if r, ok := f.nothing(i); ok {
			f.readings = append(f.readings, r)
			return max(i+1, r.last-f.base)
		}
		if !f.s.is(i, wordZero) {
			return i + 1
		}
	}
	q, ok := f.s.quantity(i)
	if !ok {
		return i + 1
	}
	if q.unit != "" && f.s.class(q.last) == hyphen && f.s.joined(q.last) && f.s.class(q.last+1) == numeral { // "6-foot-1"
		return q.last + 2
	}
	if f.score(&q) {
		return f.pastScore(&q)
	}
	c := f.countedAt(&q)
	if m := (reading{quantity: q, first: f.base + q.first}); f.magnitude(&m) && q.unit == "" {
		return f.keep(q, counted{noun: -1})
	}
	if f.excluded(&q, &c) {
		return f.past(&q)
	}
	if q.from != nil && q.from.first > 0 && (f.changed(&q) || f.changedBy(&q)) {
		return f.twoFigures(&q, i)
	}
	return f.keep(q, c)
}

// keep adds the figure of q unless it counts nothing, and returns the word to
// go on from.
func (f *finder) keep(q quantity, c counted) int {
	r := f.reading(q, c)
	r.measure, r.named = f.measure(&r)
	if n := len(f.readings); r.named && r.noun < 0 && n > f.from && f.hash(r.first-1) == wordWhich { // "14 villages, of which nine were evacuated"
		if p := &f.readings[n-1]; p.noun >= f.base && !f.person(p.noun) && !p.named {
			r.measure, r.named, r.population = f.lemma(p.noun)+" "+r.measure, false, p.noun
			f.readings = append(f.readings, r)
			return max(q.last, min(r.last, f.end)-f.base)
		}
	}
	if !f.counts(&r) {
		return q.last
	}
	f.readings = append(f.readings, r)
	return max(q.last, min(r.last, f.end)-f.base)
}

// reading makes the reading of q, which counts c.
func (f *finder) reading(q quantity, c counted) reading {
	r := reading{quantity: q, counted: c, first: f.base + q.first, last: max(f.base+q.last, c.last), population: -1, part: -1}
	if c.noun >= 0 {
		r.population = c.noun
	}
	if b, to := f.s.boundAfter(r.last - f.base); b != exact && c.noun >= 0 && r.last > f.base+q.last && !q.vague && q.first == q.core {
		r.Bounds = b.limits(r.Bounds)
		r.last = f.base + to
	}
	if k := r.last; k+2 < f.end && f.d.Tokens[k].XPOS == lang.Comma && f.hash(k+1) == wordAt && q.first == q.core { // "30 people, at least,"
		if b, to := f.s.boundAfter(k + 1 - f.base); b != exact && f.d.Tokens[min(f.base+to, f.end-1)].UPOS == lang.PUNCT {
			r.Bounds = b.limits(r.Bounds)
			r.last = f.base + to
		}
	}
	if k := r.first - 1; q.first == q.core && f.hash(k) == wordPast && moving[f.lemmaAt(k-1)] && c.noun < 0 && f.ends(&r) {
		r.Bounds = over.limits(r.Bounds) // "the toll climbed past 2,000"
		r.first = k
	}
	if k := r.first - 1; q.first == q.core && passing[f.hash(k)] && c.noun < 0 && f.ends(&r) && f.hash(r.last) != wordTo && f.hash(r.last) != wordHyphen && f.grows(k) {
		r.Bounds = over.limits(r.Bounds) // "infections pass 1,900"
		r.first = k
	}
	return r
}

// grows reports whether a count is the subject of the verb at v.
func (f *finder) grows(v int) bool {
	k := v - 1
	for k > f.base && (f.d.Tokens[k].XPOS == lang.RB || f.d.Forms[k].Lemma == wordHave) {
		k--
	}
	h := f.hash(k)
	return k >= f.base && (f.d.Tokens[k].XPOS == lang.NNS && !f.person(k) || h == wordToll || counters[h] || tollNouns[h] != "" || sizes[f.d.Forms[k].Lemma])
}

// past returns the word after a number that is left out, and after the number
// that stands with it.
func (f *finder) past(q *quantity) int {
	j := q.last
	for f.s.class(j) == hyphen && f.s.joined(j) && f.s.joined(j+1) && f.s.class(j+1) != other {
		j += 2
	}
	return max(j, q.last)
}

// score reports whether q starts a score or a tally without a noun: "3-1".
func (f *finder) score(q *quantity) bool {
	j := q.last
	if q.ranged || q.unit != "" || !q.digits || f.s.class(j) != hyphen || !f.s.joined(j) || !f.s.joined(j+1) {
		return f.bareRange(q)
	}
	return f.s.class(j+1) == numeral
}

// bareRange reports whether q is a range that counts nothing and looks like a
// score: "a 1-2 defeat".
func (f *finder) bareRange(q *quantity) bool {
	if !q.ranged || q.unit != "" || q.from == nil || !q.from.digits || q.High > 300 || q.from.last >= len(f.s.w) || f.s.class(q.from.last) != hyphen || q.first != q.from.first {
		return false
	}
	j := f.base + q.last
	return j >= f.end || !(f.d.Tokens[j].XPOS.Nominal() && f.plural(j) || f.d.Tokens[j].XPOS == lang.JJ || f.d.Tokens[j].XPOS == lang.VBN)
}

// pastScore returns the word after both sides of a score.
func (f *finder) pastScore(q *quantity) int {
	if q.ranged {
		return q.last
	}
	return q.last + 2
}

// counts reports whether r is a figure: something tells what it counts, or its
// words that it does.
func (f *finder) counts(r *reading) bool {
	if r.value == 1 && !r.ranged && !r.digits && r.unit == "" && !r.vague {
		return f.single(r)
	}
	switch {
	case r.unit != "" || r.named || r.measure == "magnitude":
		return true
	case r.noun >= 0:
		if f.plausible(r) {
			return true
		}
		if k := f.sharedNoun(r); k >= 0 {
			r.measure = f.lemma(k)
			shared := *r
			shared.noun, shared.counted.first, shared.last = k, k, k+1
			if v := f.undone(&shared); v != "" {
				r.measure += " " + v
			}
			return true
		}
		return false
	}
	return f.bare(r)
}

// single reports whether "one" counts: "one person was killed", but not "one
// day", "one of the best".
func (f *finder) single(r *reading) bool {
	if r.of {
		return false
	}
	if r.noun < 0 && f.hash(f.base+r.number.last) != wordOf {
		if m := f.company(r); m == "vote" || m == "abstention" {
			r.measure = m
			return true
		}
	}
	if r.noun >= 0 && (r.first < f.base+r.core || r.Low < r.High) {
		return true
	}
	if r.measure == captured && r.noun < 0 {
		return false
	}
	if f.onlyOne(r) {
		return true
	}
	return r.named && (r.noun >= 0 || r.counted.toll != "" || f.follows(r))
}

// onlyOne reports whether what stands around "one" makes it a count: "only one
// country", "two tanks and one helicopter", "with one abstention".
func (f *finder) onlyOne(r *reading) bool {
	if r.noun < 0 || r.elsewhere || f.proper(r.noun) || loose[f.hash(r.noun)] {
		return false
	}
	if p := r.first - 1; only[f.hash(p)] {
		return true
	}
	if f.d.Tokens[r.noun].XPOS != lang.NN {
		return false
	}
	p := r.first - 1
	return f.tangible(r.noun) && f.hash(p) != wordThe && f.hash(p) != wordAny && f.hash(r.noun+1) != wordOf
}

// follows reports whether r comes after another figure of its sentence that
// has a measure with a name of its own.
func (f *finder) follows(r *reading) bool {
	return len(f.readings) > f.from && f.readings[len(f.readings)-1].named
}

// plausible reports whether the noun of r is one that its number can count.
func (f *finder) plausible(r *reading) bool {
	if f.pair(r) {
		return false
	}
	if r.share || r.pronoun || r.vague || f.plural(r.noun) || f.s.in(r.noun-f.base, compounds) {
		return !uncounted[f.hash(r.noun)]
	}
	return f.hash(r.noun) == wordStrong || r.first < f.base+r.core && r.digits
}

// pair reports whether r only points at the two that the story is about: "the
// two countries".
func (f *finder) pair(r *reading) bool {
	return r.value == 2 && !r.digits && f.hash(r.first-1) == wordThe && r.noun == r.first+1 && pointedAt[f.hash(r.noun)]
}

// uncounted are nouns that numbers stand before without counting.
var uncounted = wordSet("times things halves fold one ones")

var (
	wordPopulation = lang.WordHash("population")
	passing        = wordSet("pass passes passed passing")
	gravely        = wordSet("critically seriously badly severely gravely slightly lightly")
	pointedAt      = wordSet("countries sides leaders nations governments parties candidates men women teams presidents companies states rivals allies neighbours neighbors armies groups sisters brothers")
	wordUp         = lang.WordHash("up")
	wordDown       = lang.WordHash("down")
	wordPast       = lang.WordHash("past")
	wordZero       = lang.WordHash("zero")
	none           = wordSet("no none nobody zero not no-one neither")
	shifts         = wordSet("rise fall increase decrease grow drop climb jump decline raise lower cut reduce surge soar slip dip plunge tumble shrink go widen narrow change expand boost slash double triple swell edge revise push bring extend move drive trim take slump ease recover advance rebound sink tighten")
	only           = wordSet("only just but exactly")
	loose          = wordSet("thing way day side hand step part kind sort point reason word moment minute hour week month year time question answer problem piece example exception place bit direction man woman person more other")
	shifted        = wordSet("rose fell grew shrank sank slid")
	named          = map[string]bool{killed: true, wounded: true, killedOrWounded: true, casualties: true, missing: true, captured: true, detained: true, displaced: true,
		evacuated: true, deployed: true, infected: true, rescued: true, sentenced: true}
)

// hash returns the hash of token k's spelling, zero outside the sentence.
func (f *finder) hash(k int) uint64 {
	if k < f.base || k >= f.end {
		return 0
	}
	return f.d.Forms[k].Word
}

// capitals reports whether most words of the sentence start with capitals, as
// in headlines.
func (f *finder) capitals() bool {
	upper, all := 0, 0
	for k := f.base; k < f.end; k++ {
		switch f.d.Forms[k].Shape {
		case lang.ShapeTitle, lang.ShapeUpper, lang.ShapeMixed:
			upper++
			all++
		case lang.ShapeLower:
			if f.d.Tokens[k].Len() > 3 {
				all++
			}
		}
	}
	return all > 2 && upper*4 > all*3
}

// figure makes the figure of r but for what relates it to others.
func (f *finder) figure(r *reading) Figure {
	g := Figure{Span: f.d.Span(r.first, r.last), Bounds: r.Bounds, Measure: r.measure, Unit: r.unit, PartOf: r.part}
	g.Relation = f.relation(g.Span)
	if g.Unit == "" && (r.named || r.measure == "person" || r.population >= 0 && f.person(r.population) && !(r.pronoun && r.population == r.noun)) && !(r.noun >= 0 && living(f.hash(r.noun))) && !(r.population >= 0 && living(f.d.Forms[r.population].Word)) {
		g.Unit = "person"
	}
	g.Of = f.population(r)
	g.Place = f.place(r)
	g.Period = f.period(r)
	g.Change = f.changeOf(r)
	g.Status = f.status(r, g.Relation)
	g.Cumulative = f.cumulative(r, &g)
	return g
}

// openRelations goes on to the relations whose contents begin before the end of
// the sentence and forgets those whose contents end before it.
func (f *finder) openRelations() {
	at := f.d.Span(f.base, f.end)
	f.open = slices.DeleteFunc(f.open, func(i int) bool { return contentEnd(&f.relations[i]) <= at.Start })
	for len(f.coming) > 0 && f.relations[f.coming[0]].Content[0].Start < at.End {
		f.open, f.coming = append(f.open, f.coming[0]), f.coming[1:]
	}
	slices.Sort(f.open)
}

// byContent returns the indexes of the relations that have a content, in the
// order of these.
func byContent(relations []attribution.Relation) []int {
	var out []int
	for i := range relations {
		if len(relations[i].Content) > 0 {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return relations[a].Content[0].Start - relations[b].Content[0].Start })
	return out
}

func contentEnd(r *attribution.Relation) int { return r.Content[len(r.Content)-1].End }

// relation returns the index of the relation with the smallest content that
// holds span, -1 for none.
func (f *finder) relation(span lang.Span) int {
	best, size := -1, math.MaxInt
	for _, i := range f.open {
		content := f.relations[i].Content
		if content[0].Start > span.Start {
			continue
		}
		in, n := false, 0
		for _, p := range content {
			n += p.Len()
			in = in || p.Start <= span.Start && span.Start < p.End
		}
		if in && (n < size || n == size && f.relations[i].Within == best) {
			best, size = i, n
		}
	}
	return best
}

// text returns the words of tokens [first, last).
func (f *finder) text(first, last int) string {
	s := f.d.Span(first, last)
	return strings.Join(strings.Fields(f.d.Text[s.Start:s.End]), " ")
}

var (
	wordAny = lang.WordHash("any")
)
