package figure

import "github.com/onrecord/onrecord/internal/lang"

// place returns where those of r are: the nearest place that a preposition
// names in its sentence, first after it, then before. Money, rates and
// measurements have none.
func (f *finder) place(r *reading) lang.Span {
	if r.unit != "" {
		return lang.Span{}
	}
	for n := f.name; n < len(f.d.Names) && f.d.Names[n].First < f.end; n++ {
		m := &f.d.Names[n]
		if m.First >= r.last && m.First-r.last < 14 && f.placed(m) {
			return f.region(m)
		}
	}
	var before lang.Span
	for n := f.name; n < len(f.d.Names) && f.d.Names[n].Last <= r.first; n++ {
		if m := &f.d.Names[n]; r.first-m.Last < 10 && r.named && f.placed(m) {
			before = f.region(m)
		}
	}
	return before
}

// region returns the span of the place m with what tells it apart: "southern
// Astora", "Calden province".
func (f *finder) region(m *lang.Name) lang.Span {
	first, last := m.First, m.Last
	if h := f.hash(first - 1); bearings[h] {
		first--
	}
	if regions[f.hash(last)] {
		last++
	}
	return f.d.Span(first, last)
}

// placed reports whether m names a place that something happens in. A name of
// another kind does where "in" or "near" stands right before it.
func (f *finder) placed(m *lang.Name) bool {
	if m.First <= f.base || m.Kind == lang.Body || dayWords[f.hash(m.First)] || monthWords[f.hash(m.First)] {
		return false
	}
	if m.Kind != lang.Place {
		h := f.hash(m.First - 1)
		return m.Last == m.First+1 && (h == wordIn || h == wordNear || h == wordOf && regions[f.hash(m.First-2)])
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

var (
	bearings = wordSet("northern southern eastern western central north south east west northeastern northwestern southeastern southwestern north-eastern north-western")
	regions  = wordSet("province county district city town village region state valley island islands area peninsula port suburb governorate prefecture")
	wordNear = lang.WordHash("near")
)

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
		if way < at && !t.when.compared && !f.against(b, t.Start) && !(t.Overlaps(lang.Span{Start: a, End: b})) && f.stretch(t) && !f.ofSaying(t, a) {
			best, at = f.widened(t), way
		}
	}
	return best
}

// ofSaying reports whether a date tells of a source or of the saying itself: "the
// Front, which has fought since 2027, said", "said last week it would". The
// figure starts at byte figure.
func (f *finder) ofSaying(t *Date, figure int) bool {
	opens := t.Start == f.d.Tokens[f.base].Start
	for _, i := range f.cued[f.sentence] {
		r := &f.relations[i]
		for _, s := range r.Source {
			if s.Contains(t.Span) {
				return true
			}
		}
		for _, s := range r.Cue {
			if s.Contains(t.Span) || s.End < t.Start && t.Start-s.End <= len(" ") || t.End <= s.Start && s.End <= figure && !opens {
				return true
			}
		}
	}
	return false
}

// stretch reports whether a date is a stretch of time that counts are of.
func (f *finder) stretch(t *Date) bool {
	if t.when.lasts() {
		return true
	}
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
