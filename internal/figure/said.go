package figure

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// Said returns for each relation when it was said, an empty Date where the
// text does not tell. speakers holds the speakers of each relation, by which
// it knows who goes on on the same occasion.
//
// A date is taken from the relation's own sentence, where it stands with the
// cue and not with what is said, or else from the sentences just before, where
// the same speaker spoke.
func Said(d *lang.Document, relations []attribution.Relation, speakers [][]int, dates []Date) []Date {
	s := sayings{dateReader: dateReader{d: d}, relations: relations, dates: dates, told: make([][]int, len(dates))}
	for i := range relations {
		for _, c := range relations[i].Content {
			for k := s.dateFrom(c.Start); k < len(dates) && dates[k].Start < c.End; k++ {
				s.told[k] = append(s.told[k], i)
			}
		}
	}
	out := make([]Date, len(relations))
	for i := range relations {
		if k := s.own(i); k >= 0 {
			out[i] = dates[k]
			if out[i].when.since { // said when the time since then began
				out[i].To, out[i].when.since = out[i].From, false
			}
			s.release(k, i)
		}
	}
	for i := range relations {
		if out[i].Len() == 0 {
			out[i] = s.byContext(i)
		}
	}
	s.interviews(out)
	s.carry(out, speakers)
	s.fromNext(out, speakers)
	s.headlines(out, speakers)
	return out
}

// release takes date k out of what relation i says, as it tells when.
func (s *sayings) release(k, i int) {
	s.told[k] = slices.DeleteFunc(s.told[k], func(j int) bool { return j == i })
}

// byContext returns when relation i was said by what the text tells beside it, an
// empty Date if it does not.
func (s *sayings) byContext(i int) Date {
	for _, find := range [...]func(*sayings, int) (Date, bool){(*sayings).afterDated, (*sayings).afterEvent, (*sayings).afterwards, (*sayings).beside, (*sayings).meeting, (*sayings).document, (*sayings).survey, (*sayings).verdict, (*sayings).courtroom, (*sayings).hour} {
		if t, ok := find(s, i); ok {
			return t
		}
	}
	return Date{}
}

// Quoted returns dates with those that stand in quotations counted from the day
// that said gives for them: "today" in what was said on Monday is Monday. If it
// was said on one of several days, such words stay open.
func Quoted(d *lang.Document, relations []attribution.Relation, said, dates []Date) []Date {
	s := sayings{dateReader: dateReader{d: d}, relations: relations, dates: slices.Clone(dates)}
	for i := range relations {
		if said[i].From.IsZero() || relations[i].Kind == attribution.Indirect {
			continue
		}
		ref := noDay
		if said[i].From.Equal(said[i].To) {
			ref = dayOf(said[i].From)
		}
		for _, c := range relations[i].Content {
			for k := s.dateFrom(c.Start); k < len(dates) && dates[k].Start < c.End; k++ {
				if s.quoted(s.dates[k].Start) {
					s.dates[k] = s.dates[k].from(ref)
				}
			}
		}
	}
	return s.dates
}

// sayings finds when things were said. told holds for each date the relations
// in whose content it stands.
type sayings struct {
	dateReader
	relations []attribution.Relation
	dates     []Date
	told      [][]int
}

// dateFrom returns the first date that ends after byte pos.
func (s *sayings) dateFrom(pos int) int {
	k, _ := slices.BinarySearchFunc(s.dates, pos, func(t Date, pos int) int {
		if t.End <= pos {
			return -1
		}
		return 1
	})
	return k
}

// quoted reports whether byte pos stands within a quotation.
func (s *sayings) quoted(pos int) bool {
	qs := s.d.Quotations
	k, found := slices.BinarySearchFunc(qs, pos, func(q lang.Quotation, pos int) int { return q.Start - pos })
	if !found {
		k--
	}
	for ; k >= 0; k-- {
		if pos < qs[k].End {
			return true
		}
		if qs[k].Depth == 0 {
			return false
		}
	}
	return false
}

// A clause is where a relation's cue stands, in tokens.
type clause struct {
	relation         int
	cueFirst, cueEnd int
	verb             int // of the cue
	srcFirst, srcEnd int // the source if it stands in the same sentence, else both are the cue's first
}

// clauseOf returns the clause of relation i and opens its sentence.
func (s *sayings) clauseOf(i int) (clause, bool) {
	r := &s.relations[i]
	if len(r.Cue) == 0 {
		return clause{}, false
	}
	last := r.Cue[len(r.Cue)-1]
	c := clause{relation: i, cueFirst: s.d.TokenAt(r.Cue[0].Start), cueEnd: s.d.TokenAt(last.End-1) + 1}
	if st := s.d.Sentences[s.d.SentenceOf(c.cueFirst)]; s.first != st.First || s.last != st.Last {
		s.open(st)
	}
	c.cueEnd = min(c.cueEnd, s.last)
	c.verb = c.cueFirst
	for k := c.cueFirst; k < c.cueEnd; k++ {
		if s.d.Tokens[k].XPOS.Verbal() {
			c.verb = k
		}
	}
	if s.d.Tokens[c.cueFirst].XPOS == lang.VBD && refusing[s.d.Forms[c.cueFirst].Lemma] { // refused to be drawn on
		c.verb = c.cueFirst
	}
	c.srcFirst, c.srcEnd = c.cueFirst, c.cueFirst
	if len(r.Source) > 0 {
		first, end := s.d.TokenAt(r.Source[0].Start), s.d.TokenAt(r.Source[len(r.Source)-1].End-1)+1
		if first >= s.first && end <= s.last {
			c.srcFirst, c.srcEnd = first, end
		}
	}
	return c, true
}

// own returns the date in its own sentence on which relation i was said, -1 for
// none.
func (s *sayings) own(i int) int {
	c, ok := s.clauseOf(i)
	if !ok {
		return -1
	}
	best, rank := -1, notSaid
	start, end := s.d.Tokens[s.first].Start, s.d.Tokens[s.last-1].End
	for k := s.dateFrom(start); k < len(s.dates) && s.dates[k].Start < end; k++ {
		t := &s.dates[k]
		first, last := s.d.TokenAt(t.Start), s.d.TokenAt(t.End-1)+1
		if p := s.place(&c, k, first, last); p < rank {
			best, rank = k, p
		}
	}
	return best
}
