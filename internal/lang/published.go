package lang

import (
	"strings"
	"time"
)

// A stamp is what a line of dates says of its story.
type stamp struct {
	published time.Time // what it calls the day of publication
	plain     time.Time // a day that it says nothing of
	updated   time.Time // the day of a later change
}

// day returns the day of publication that the stamp gives, zero if it gives none.
func (s *stamp) day() time.Time {
	switch {
	case !s.published.IsZero():
		return s.published
	case !s.plain.IsZero():
		return s.plain
	}
	return s.updated
}

// maxStamp is how many words and numbers a line of dates may have.
const maxStamp = 24

// A stampField is a word or a number of a line of dates.
type stampField struct {
	text string
	sep  byte // the character before it
}

// stampFields cuts text into words and numbers; ok says that they are not too
// many.
func stampFields(text string, out []stampField) (fields []stampField, ok bool) {
	sep := byte(' ')
	for i := 0; i < len(text); {
		kind := charKind(text[i])
		if kind == 0 {
			sep = text[i]
			i++
			continue
		}
		j := i + 1
		for j < len(text) && charKind(text[j]) == kind {
			j++
		}
		if kind == 1 && j-i > 4 && j < len(text) && text[j] == ':' {
			j = i + 4 // "May 14, 20319:32 PM": a year and a time that ran together
		}
		if len(out) == maxStamp {
			return nil, false
		}
		out = append(out, stampField{text[i:j], sep})
		sep = 0
		i = j
	}
	return out, true
}

// charKind returns 1 for digits, 2 for letters and what else is not ASCII, 0
// for the rest; no-break spaces, dots and dashes between words are rest too
// once their line is split there.
func charKind(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return 1
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return 2
	}
	return 0
}

// readStamp reads text as a line of dates: nothing but days, times, and the
// words that say what they are. ok is false if it has other words. A day
// without its year is read over.
func readStamp(text string) (s stamp, ok bool) {
	if len(text) > 160 {
		return s, false
	}
	var buf [maxStamp]stampField
	fields, ok := stampFields(text, buf[:0])
	if !ok || len(fields) < 2 {
		return s, false
	}
	to := &s.plain
	words := false
	for i := 0; i < len(fields); {
		if t, n := dayAt(fields[i:]); n > 0 {
			if to.IsZero() {
				*to = t
			}
			words = true
			i += n
			continue
		}
		words = words || charKind(fields[i].text[0]) == 2
		switch stampWord(fields[i].text) {
		case publishedWord:
			to = &s.published
		case updatedWord:
			to = &s.updated
		case otherWord:
			return s, false
		}
		i++
	}
	return s, words
}

// readStampEnd reads the end of a line as one of dates: "By Ana Duarte | May
// 14, 2031". at is where in text it starts.
func readStampEnd(text string) (s stamp, at int) {
	for i := 1; i < len(text); i++ {
		if charKind(text[i-1]) == 0 && charKind(text[i]) != 0 {
			if s, ok := readStamp(text[i:]); ok && !s.day().IsZero() {
				return s, i
			}
		}
	}
	return stamp{}, len(text)
}

// What a word says of a date.
type stampMeaning uint8

const (
	otherWord stampMeaning = iota
	timeWord               // part of a time, or nothing that matters
	publishedWord
	updatedWord
)

// stampWord returns what w says in a line of dates.
func stampWord(w string) stampMeaning {
	if charKind(w[0]) == 1 {
		if len(w) <= 4 {
			return timeWord
		}
		return otherWord
	}
	w = strings.ToLower(w)
	if len(w) > 7 && strings.HasSuffix(w, "updated") {
		return updatedWord // "GMTUpdated"
	}
	return stampWords[w]
}

var stampWords = func() map[string]stampMeaning {
	m := map[string]stampMeaning{}
	for k, words := range map[stampMeaning]string{
		publishedWord: "published posted filed publication issued released created added",
		updatedWord:   "updated modified update edited changed revised reviewed",
		timeWord: `last first on at of the date dated day time am pm a m p gmt utc bst cet cest est edt et ct pt cst cdt mst mdt pst pdt ist wib sgt hkt
			aest aedt eet eest msk jst kst z t h hr hrs hours local noon midnight st nd rd th sept online originally and
			monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
			an min mins minute minutes read ago yesterday today hour day days
			january february march april may june july august september october november december
			jan feb mar apr jun jul aug sep oct nov dec`,
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = k
		}
	}
	return m
}()

// dayAt reads the day, with its year, that fields start with, and returns the
// number of fields it takes, 0 if there is none.
func dayAt(f []stampField) (time.Time, int) {
	if len(f) < 3 {
		return time.Time{}, 0
	}
	switch month, n := monthOf(f[0].text), number(f[0].text); {
	case month > 0: // May 14, 2031; May 14th, 2031
		i := 2 + ordinalEnd(f[2])
		if len(f) > i {
			return counted(day(number(f[i].text), month, number(f[1].text)), i+1)
		}
	case n > 0 && len(f[0].text) <= 2: // 14 May 2031; the 14th of May, 2031; 14/05/2031
		i := 1 + ordinalEnd(f[1])
		if len(f) > i && f[i].text == "of" {
			i++
		}
		if len(f) > i+1 {
			if m := monthOf(f[i].text); m > 0 {
				return counted(day(number(f[i+1].text), m, n), i+2)
			}
		}
		return counted(numericDay(f), 3)
	case n >= minYear && f[1].sep != ' ': // 2031-05-14
		return counted(day(n, time.Month(number(f[1].text)), number(f[2].text)), 3)
	}
	return time.Time{}, 0
}

// counted returns t and the number of fields that it takes, none if there is
// no such day.
func counted(t time.Time, n int) (time.Time, int) {
	if t.IsZero() {
		return t, 0
	}
	return t, n
}

// numericDay reads a day in numbers, the year last; a zero time if the order of
// day and month can't be told.
func numericDay(f []stampField) time.Time {
	a, b, y := number(f[0].text), number(f[1].text), number(f[2].text)
	if f[1].sep != f[2].sep || f[1].sep == ' ' || f[1].sep == ':' || len(f[2].text) != 4 {
		return time.Time{}
	}
	switch {
	case a > 12 || a == b:
		return day(y, time.Month(b), a)
	case b > 12:
		return day(y, time.Month(a), b)
	}
	return time.Time{}
}

// The years that a story may be of.
const minYear, maxYear = 1600, 2999

// day returns the day given, a zero time if the calendar has no such day.
func day(year int, month time.Month, d int) time.Time {
	t := time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	if year < minYear || year > maxYear || t.Month() != month || t.Day() != d || d < 1 {
		return time.Time{}
	}
	return t
}

// ordinalEnd returns 1 if f is the ending of an ordinal just before it, as in
// 14th.
func ordinalEnd(f stampField) int {
	if f.sep == 0 && (f.text == "st" || f.text == "nd" || f.text == "rd" || f.text == "th") {
		return 1
	}
	return 0
}

// number returns the number that w is written as in up to four digits, 0 if it
// is none.
func number(w string) int {
	n := 0
	for i := range len(w) {
		if charKind(w[i]) != 1 || i == 4 {
			return 0
		}
		n = n*10 + int(w[i]-'0')
	}
	return n
}

// monthOf returns the month that w names, in full or short, 0 if it is none.
func monthOf(w string) time.Month {
	if len(w) < 3 || len(w) > 9 || charKind(w[0]) != 2 {
		return 0
	}
	return months[strings.ToLower(w)]
}

var months = func() map[string]time.Month {
	m := map[string]time.Month{"sept": time.September}
	for k := time.January; k <= time.December; k++ {
		name := strings.ToLower(k.String())
		m[name], m[name[:3]] = k, k
	}
	return m
}()
