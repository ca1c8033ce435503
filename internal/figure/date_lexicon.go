package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A lexClass is what a word can be in a date.
type lexClass uint8

// The classes of words.
const (
	noClass    lexClass = iota
	wWeekday            // n: as time.Weekday
	wMonth              // n: 1 to 12
	wUnit               // n: a unit
	wUnits              // the same, in the plural
	wSeason             // n: from winter on
	wQuarter            // Q3; n: 3
	wDayPart            // morning
	wDayWord            // n: days from the day it is said: today 0, yesterday -1
	wOvernight          //
	wWeekend            //
	wNumber             // n: of up to four digits
	wCardinal           // n: two
	wOrdinal            // n: 14th, third
	wDecade             // n: its first year
	wStamp              // 2031-05-14, 14/05/2031
	wTime               // 10:30
	wClock              // p.m., GMT
	wVague              // few
	wLast               //
	wPast               //
	wPrevious           // n: counted from another date: previous -1, following 1
	wNext               //
	wComing             //
	wThis               //
	wThat               // that, same: of another date
	wEdge               // n: -1 early, earlier, 0 mid, 1 late, later
	wThe                //
	wA                  //
	wOf                 //
	wPrep               // on, in, at
	wSince              //
	wFrom               //
	wBetween            //
	wAnd                //
	wTo                 // to, through, a dash
	wComma              //
	wAgo                //
	wWill               // will, shall
	wWould              //
	wDue                // due, scheduled: of something to come
	wUntil              // until, till
	wHoliday            // n: the day of December
	wBeside             // before, after, previously
	wStart              // start, beginning
	wFiscal             // fiscal
	wMove               // postpone: "from Monday to Thursday" is then no stretch of time
)

// A lexeme is a word's class and value.
type lexeme struct {
	class lexClass
	n     int16
}

// words are the words of dates by the hash of their form.
var lexemes = func() map[uint64]lexeme {
	m := map[uint64]lexeme{lang.WordHash(","): {class: wComma}}
	for _, line := range strings.Split(strings.TrimSpace(wordList), "\n") {
		names, list, _ := strings.Cut(line, ":")
		for n, group := range strings.Split(list, ",") {
			for _, w := range strings.Fields(group) {
				m[lang.WordHash(w)] = lexeme{wordClasses[names].class, wordClasses[names].n + int16(n)}
			}
		}
	}
	return m
}()

// wordClasses are the classes of the lines of wordList, with the value of the
// first group of words; each group after it counts one more.
var wordClasses = map[string]lexeme{
	"weekday": {wWeekday, 0}, "month": {wMonth, 1}, "unit": {wUnit, 0}, "units": {wUnits, 0}, "season": {wSeason, 0},
	"quarter": {wQuarter, 1}, "part": {wDayPart, 0}, "day": {wDayWord, -1}, "overnight": {wOvernight, 0}, "weekend": {wWeekend, 0},
	"cardinal": {wCardinal, 1}, "tens": {wCardinal, 20}, "ordinal": {wOrdinal, 1}, "clock": {wClock, 0}, "vague": {wVague, 0},
	"last": {wLast, 0}, "past": {wPast, 0}, "previous": {wPrevious, -1}, "beside": {wBeside, 0}, "start": {wStart, 0}, "fiscal": {wFiscal, 0}, "next": {wNext, 0}, "coming": {wComing, 0}, "this": {wThis, 0},
	"that": {wThat, 0}, "edge": {wEdge, -1}, "the": {wThe, 0}, "a": {wA, 1}, "of": {wOf, 0}, "prep": {wPrep, 0}, "since": {wSince, 0},
	"from": {wFrom, 0}, "between": {wBetween, 0}, "and": {wAnd, 0}, "to": {wTo, 0}, "ago": {wAgo, 0},
	"will": {wWill, 0}, "would": {wWould, 0}, "due": {wDue, 0}, "move": {wMove, 0}, "until": {wUntil, 0}, "holiday": {wHoliday, 24},
}

// wordList gives the words of each class, in groups of one value.
const wordList = `
weekday:sunday sun.,monday mon.,tuesday tue. tues.,wednesday wed.,thursday thu. thur. thurs.,friday fri.,saturday sat.
month:january jan. jan,february feb. feb,march mar.,april apr. apr,may,june jun. jun,july jul. jul,august aug. aug,september sept. sep. sept sep,october oct. oct,november nov. nov,december dec. dec
holiday:christmas,,,,,,,new
unit:minute second,hour,day,week fortnight,month,quarter,year,decade,century
units:minutes seconds,hours,days,weeks fortnights,months,quarters,years,decades,centuries
season:winter,spring,summer,autumn fall
quarter:q1,q2,q3,q4
part:morning afternoon evening night midday noon midnight lunchtime dawn dusk sunrise sunset
day:yesterday,today tonight,tomorrow
overnight:overnight
weekend:weekend
cardinal:one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen
tens:twenty,,,,,,,,,,thirty,,,,,,,,,,forty,,,,,,,,,,fifty,,,,,,,,,,sixty,,,,,,,,,,seventy,,,,,,,,,,eighty,,,,,,,,,,ninety
ordinal:first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth
clock:a.m. p.m. am pm a.m p.m o'clock gmt utc bst cet cest est edt et cst cdt ct mst pst pdt pt jst ist
vague:few several couple recent many number
last:last
past:past
previous:previous preceding,,following ensuing
beside:before after previously
fiscal:fiscal
start:start beginning turn outset
next:next
coming:coming upcoming
this:this current
that:that same
edge:early earlier,mid,late later
the:the
a:a an
of:of
prep:on in during over within throughout at
since:since
from:from
between:between
and:and
to:to through thru - --
ago:ago
will:will 'll shall wo
would:would 'd
due:due scheduled set slated expected planned upcoming going
until:until till
move:move moved postpone postponed reschedule rescheduled delay delayed
`

// lookUp returns the lexeme of token i.
func (r *dateReader) lookUp(i int) lexeme {
	t := &r.d.Tokens[i]
	w := r.d.Text[t.Start:t.End]
	if c := w[0]; '0' <= c && c <= '9' || c == '\'' || c == 0xe2 || strings.HasPrefix(w, "mid-") || strings.HasPrefix(w, "Mid-") {
		if x := numeralOf(w); x.class != noClass {
			return x
		}
	}
	x := lexemes[r.d.Forms[i].Word]
	switch x.class {
	case wWeekday, wMonth:
		if w[0] < 'A' || w[0] > 'Z' {
			return lexeme{}
		}
	case wQuarter:
		x.n = int16(w[1] - '0')
	}
	return x
}

// numeral returns the lexeme of a word with digits, or of "mid-May".
func numeralOf(w string) lexeme {
	if rest, ok := cutMid(w); ok {
		if x := lexemes[lang.WordHash(rest)]; x.class == wMonth {
			return x
		}
		w = rest
	}
	for _, clip := range []string{"'", "’", "‘"} {
		if rest, ok := strings.CutPrefix(w, clip); ok && len(rest) == 3 && rest[2] == 's' && rest[1] == '0' {
			return lexeme{wDecade, 1900 + int16(rest[0]-'0')*10}
		}
	}
	n, rest := dateDigits(w)
	switch {
	case n < 0:
		return lexeme{}
	case rest == "" && len(w) <= 4:
		return lexeme{wNumber, int16(n)}
	case rest == "s" && len(w) == 5 && n%10 == 0 && n >= 1000:
		return lexeme{wDecade, int16(n)}
	case len(rest) == 2 && strings.Contains("st nd rd th ST ND RD TH", rest) && n <= 31:
		return lexeme{wOrdinal, int16(n)}
	case len(rest) == 3 && rest[0] == ':' && n < 24 && len(w) >= 4:
		return lexeme{wTime, int16(n)}
	case len(w) > 5 && (rest[0] == '-' || rest[0] == '/' || rest[0] == '.'):
		return lexeme{wStamp, 0}
	}
	return lexeme{}
}

// cutMid returns what stands after "mid-".
func cutMid(w string) (string, bool) {
	if rest, ok := strings.CutPrefix(w, "mid-"); ok && rest != "" {
		return rest, true
	}
	rest, ok := strings.CutPrefix(w, "Mid-")
	return rest, ok && rest != ""
}

// digits returns the number that w starts with, of up to four digits, and what
// follows it; -1 if there is none.
func dateDigits(w string) (n int, rest string) {
	k := 0
	for k < len(w) && '0' <= w[k] && w[k] <= '9' {
		if k == 4 {
			return -1, w
		}
		n = n*10 + int(w[k]-'0')
		k++
	}
	if k == 0 {
		return -1, w
	}
	return n, w[k:]
}
