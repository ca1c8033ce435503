package figure

import (
	"time"

	"github.com/onrecord/onrecord/internal/lang"
)

// A Date is a time as a text words it, and the days it stands for: From to To,
// both included, in UTC at midnight. The width is the precision. From and To
// are zero if the words do not tell without a date that is not known.
type Date struct {
	lang.Span
	From, To time.Time
	when     when // what the words say, so that they can be counted from another day
	ref      day  // the day it was counted from
}

// Dates returns the dates of d in the order of the text. Relative ones count
// from published, unless that is zero. Times of day only add words to a date.
//
// A date's words take in what places it ("on Tuesday", "since 2022", "earlier
// this month"), but not "by", "before", "after" or "until": what happened until
// Friday, the sentence tells, and the date is Friday.
func Dates(d *lang.Document, published time.Time) []Date {
	r := dateReader{d: d}
	var out []Date
	ref := dayOf(published)
	for _, s := range d.Sentences {
		r.open(s)
		for i := s.First; i < s.Last; {
			p, ok := r.read(i)
			if !ok {
				i++
				continue
			}
			out = append(out, Date{Span: d.Span(p.first, p.last), when: p.when})
			r.anchor(out, len(out)-1, ref)
			out[len(out)-1] = out[len(out)-1].from(ref)
			r.taken, i = p.last, p.last
		}
	}
	return out
}

// from returns t counted from the day ref.
func (t Date) from(ref day) Date {
	t.From, t.To, t.ref = time.Time{}, time.Time{}, ref
	if days, ok := t.when.days(ref); ok {
		t.From, t.To = days.from.time(), days.to.time()
	}
	return t
}

// A dateReader reads the dates of one sentence after the other.
type dateReader struct {
	d           *lang.Document
	first, last int      // the tokens of the sentence
	taken       int      // what stands before this token belongs to an earlier date
	words       []lexeme // of the tokens of the sentence
}

// A phrase is the tokens [first, last) and when they say.
type phrase struct {
	when
	first, last int
}

// open looks up the words of sentence s.
func (r *dateReader) open(s lang.Sentence) {
	r.first, r.last, r.taken = s.First, s.Last, s.First
	r.words = r.words[:0]
	for i := s.First; i < s.Last; i++ {
		r.words = append(r.words, r.lookUp(i))
	}
}

// word returns what the word of token i means, nothing outside the sentence.
func (r *dateReader) word(i int) lexeme {
	if i < r.first || i >= r.last {
		return lexeme{}
	}
	return r.words[i-r.first]
}

// is reports whether the word of token i is of class c.
func (r *dateReader) is(i int, c lexClass) bool { return r.word(i).class == c }

// read reads the date whose kernel starts at token i.
func (r *dateReader) read(i int) (phrase, bool) {
	p, ok := r.kernel(i)
	if !ok {
		return p, false
	}
	p = r.ranged(p)
	if p.tense() {
		p.setTense(r.tense(p.first))
	}
	return r.leftward(r.rightward(p)), true
}

// kernel reads the words at i that alone tell the time.
func (r *dateReader) kernel(i int) (phrase, bool) {
	switch r.word(i).class {
	case wWeekday:
		return r.weekday(i)
	case wMonth:
		return r.monthFirst(i)
	case wNumber, wOrdinal, wDecade, wCardinal, wStamp:
		return r.numberFirst(i)
	case wDayWord, wOvernight, wWeekend:
		return r.dayWord(i)
	case wSeason:
		return r.season(i)
	case wLast, wPast, wNext, wComing, wThis, wThat, wPrevious:
		return r.turned(i)
	case wAgo:
		return r.back(i)
	case wQuarter:
		return r.quarter(i)
	case wHoliday:
		return r.holiday(i)
	case wVague:
		return r.vague(i)
	case wEdge:
		return r.inUnit(i)
	case wBeside:
		return r.beside(i)
	case wFiscal:
		return r.fiscal(i)
	case wStart:
		return r.unitStart(i)
	}
	return phrase{}, false
}
