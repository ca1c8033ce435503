package lang

import "time"

// An opening is what a report begins with before its first sentence.
type opening struct {
	dateline Span // the place, and the day if it comes next; empty if only an agency is named
	credit   Span // "(AP)"
	first    int  // its first token
	text     int  // the first token behind it
}

// maxDatelineTokens is the largest number of tokens of a dateline with its
// agency and dash.
const maxDatelineTokens = 22

// lateDateline is how many paragraphs of running text may stand before the
// dateline: the captions of photographs.
const lateDateline = 3

// readDateline reads the dateline of paragraph p.
func (l *layouter) readDateline(p int) {
	if l.l.opening[1] > 0 || l.texts >= lateDateline || l.block {
		return
	}
	n := &l.lines[p]
	o, ok := l.dateline(n)
	if !ok {
		return
	}
	l.inHead = false
	l.l.Dateline = o.dateline
	l.l.opening = [2]int{o.first, o.text}
	if o.credit.Len() > 0 && !l.l.Aside(o.credit) {
		l.l.Credits = append(l.l.Credits, o.credit)
	}
	if s, at := readStampEnd(l.d.Text[o.dateline.Start:o.dateline.End]); at < o.dateline.Len() {
		l.keepStamp(stamp{plain: s.day()})
	}
}

// dateline returns what the report begins with whose first paragraph is n, if
// that is a dateline or the name of an agency.
func (l *layouter) dateline(n *line) (opening, bool) {
	s := datelineScan{layouter: l, n: n, i: n.first, end: min(n.last, n.first+maxDatelineTokens)}
	return s.read()
}

// A datelineScan reads a dateline from left to right.
type datelineScan struct {
	*layouter
	n           *line
	i, end      int
	words       int // of the place
	upper       int // of them, those in capitals
	comma       bool
	dated       bool
	last        int // the last token of place and day
	credit      Span
	afterAgency bool // the credit is read
	known       bool // and names a known agency
}

// lastWord returns the last token before the scan's that is no comma.
func (s *datelineScan) lastWord() int {
	i := s.i - 1
	for i > s.n.first && s.d.Forms[i].Word == commaWord {
		i--
	}
	return i
}

// read reads the whole of it.
func (s *datelineScan) read() (opening, bool) {
	if c, next := s.agency(); next > 0 { // (CNN) The mayor …
		if s.i = next; s.isDash() {
			s.i++
		}
		if s.i >= s.n.last || !s.starts(s.i) {
			return opening{}, false
		}
		return opening{credit: c, first: s.n.first, text: s.i}, true
	}
	if !s.place() || s.words == 0 || s.i+1 >= s.n.last {
		return opening{}, false
	}
	sep := s.i
	if !s.separator() || !s.starts(sep+1) || !s.credible() {
		return opening{}, false
	}
	return opening{s.d.Span(s.n.first, s.last+1), s.credit, s.n.first, sep + 1}, true
}

// starts reports whether a sentence may start with token i.
func (s *datelineScan) starts(i int) bool {
	f := &s.d.Forms[i]
	return f.Shape != ShapeLower || quoteMarks[f.Word]
}

var quoteMarks = wordSet("\" ' `` ''")

// agency returns the credit in brackets that starts at the scan's token, and
// the token behind it; next is 0 if there is none. At the start of a paragraph
// it must be a known one.
func (s *datelineScan) agency() (credit Span, next int) {
	if s.i >= s.end {
		return Span{}, 0
	}
	closing := ")"
	switch s.d.Word(s.i) {
	case "(":
	case "/": // "LINDEN, May 14 /Newsline/ --"
		if closing = "/"; s.words == 0 || s.d.Tokens[s.i-1].End == s.d.Tokens[s.i].Start {
			return Span{}, 0
		}
	default:
		return Span{}, 0
	}
	for j := s.i + 1; j < min(s.end, s.i+7); j++ {
		if s.d.Word(j) != closing {
			continue
		}
		if j > s.i+1 && (s.d.creditLine(s.i+1, j) || s.words > 0 && s.mayBeAgency(s.i+1, j)) {
			return s.d.Span(s.i, j+1), j + 1
		}
		break
	}
	return Span{}, 0
}

// mayBeAgency reports whether the tokens [first, last) may name an agency that
// is not known: "NRV", "Norhaven News".
func (s *datelineScan) mayBeAgency(first, last int) bool {
	for i := first; i < last; i++ {
		if f := &s.d.Forms[i]; f.Shape != ShapeUpper && f.Shape != ShapeTitle && f.Shape != ShapeMixed && f.Word != slashWord && f.Word != commaWord {
			return false
		}
	}
	return true
}

// place reads up to the dash. It reports whether all up to there may be part
// of a dateline.
func (s *datelineScan) place() bool {
	for ; s.i < s.end; s.i++ {
		if c, next := s.agency(); next > 0 {
			if s.afterAgency && s.known {
				return false
			}
			if s.afterAgency { // "BREDE (Norhaven), May 14 (AP)"
				s.last = s.lastWord()
			}
			s.credit, s.afterAgency = c, true
			s.known = s.d.creditLine(s.i+1, next-1)
			s.i = next - 1
			continue
		}
		if s.isDash() || s.d.Word(s.i) == ":" || s.d.Word(s.i) == "|" {
			return true
		}
		if !s.part() {
			return false
		}
	}
	return false
}

// part reads one token of place or day.
func (s *datelineScan) part() bool {
	f := &s.d.Forms[s.i]
	switch {
	case f.Word == commaWord:
		s.comma = true
		return s.words > 0
	case f.Word == slashWord, f.Word == hyphenWord, s.d.Word(s.i) == ".": // Port-au-Prince; KYIV/MOSCOW
		return s.words > 0
	case s.isDate():
		s.dated = true
	case s.dated:
		return false
	case capital(f.Shape) && (!notPlaces[f.Word] || s.opensWithMay()):
		s.words++
		if f.Shape == ShapeUpper || f.Shape == ShapeDotted {
			s.upper++
		}
	case placeParticles[f.Word] && s.words > 0:
	default:
		return false
	}
	if !s.afterAgency {
		s.last = s.i
	}
	return true
}

// opensWithMay reports whether the scan's token is the month of a day that a line
// starts with, as other months are read without asking: "May 14 (NRV) - The port".
func (s *datelineScan) opensWithMay() bool {
	return s.i == s.n.first && s.d.Word(s.i) == "May" && s.i+1 < s.end && s.d.Forms[s.i+1].Shape == ShapeNumber
}

// isDate reports whether the scan's token is part of a day.
func (s *datelineScan) isDate() bool {
	switch w := s.d.Word(s.i); s.d.Forms[s.i].Shape {
	case ShapeNumber:
		return s.words > 0 && (len(w) <= 2 || len(w) == 4)
	case ShapeOrdinal:
		return s.words > 0 && len(w) <= 4
	case ShapeTitle, ShapeUpper, ShapeDotted:
		if s.words == 0 {
			return false
		}
		return monthOf(trimStop(w)) > 0 || weekdays[s.d.Forms[s.i].Word]
	}
	return false
}

// isDash reports whether the scan's token is the dash of a dateline: a long
// one, or a hyphen with space around it.
func (s *datelineScan) isDash() bool {
	if s.i >= len(s.d.Tokens) || s.i == 0 {
		return false
	}
	switch s.d.Forms[s.i].Word {
	case dashWord:
		return true
	case hyphenWord:
		return s.d.Tokens[s.i-1].End < s.d.Tokens[s.i].Start && s.i+1 < len(s.d.Tokens) && s.d.Tokens[s.i].End < s.d.Tokens[s.i+1].Start
	}
	return false
}

// separator reports whether the token after the place may part it from the
// text: a dash always; a colon or a bar only where it is plain that a place
// stands before it.
func (s *datelineScan) separator() bool {
	return s.isDash() || s.credit.Len() > 0 || s.d.Word(s.i) == ":" && s.places() && (s.allUpper() || s.plain())
}

// plain reports whether the scan's line can only be the first of a story, so
// that a place and a colon are no label of a transcript: "Brede: The port …".
func (s *datelineScan) plain() bool {
	return s.inHead && s.l.Headline.Len() > 0 && s.n.stop && s.n.last-s.n.first > 15 && s.words <= 3
}

// credible reports whether what was read is a dateline and not the start of
// some other line with a dash.
func (s *datelineScan) credible() bool {
	switch {
	case s.credit.Len() > 0, s.dated:
		return s.words <= 10
	case s.allUpper():
		return s.words <= 5 && !notDatelines[s.d.Forms[s.n.first].Word]
	}
	return s.inHead && s.words <= 7 && s.places()
}

// allUpper reports whether the place, up to its first comma, is in capitals.
func (s *datelineScan) allUpper() bool {
	some := false
	for i := s.n.first; i < s.i; i++ {
		f := &s.d.Forms[i]
		switch {
		case f.Word == commaWord || s.d.Word(i) == "(":
			return some
		case f.Shape == ShapeUpper || f.Shape == ShapeDotted:
			some = true
		case f.Shape == ShapeTitle || f.Shape == ShapeMixed || f.Shape == ShapeLower && !placeParticles[f.Word]:
			return false
		}
	}
	return some
}

// places reports whether the first name from the scan's start on is that of a
// place.
func (s *datelineScan) places() bool {
	n, ok := s.d.nameAt(s.n.first)
	return ok && n.Kind == Place
}

// nameAt returns the name that starts at token i.
func (d *Document) nameAt(i int) (Name, bool) {
	lo, hi := 0, len(d.Names)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Names[m].First < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.Names) && d.Names[lo].First == i {
		return d.Names[lo], true
	}
	return Name{}, false
}

// stampStart reads the day that text starts with, after its day of the week:
// "Friday, May 14, 2031 The port …".
func stampStart(text string) (time.Time, bool) {
	end := min(len(text), 40)
	var buf [maxStamp]stampField
	f, ok := stampFields(text[:end], buf[:0])
	if !ok || len(f) < 4 || f[0].sep != ' ' || !weekdays[WordHash(f[0].text)] {
		return time.Time{}, false
	}
	t, n := dayAt(f[1:])
	return t, n > 0
}

var (
	commaWord  = WordHash(",")
	slashWord  = WordHash("/")
	hyphenWord = WordHash("-")
	dashWord   = WordHash("--")

	// placeParticles are words in lower case within the names of places.
	placeParticles = wordSet("de la le les el al del di do da du der den am an of the on upon in near and & sur of 's ’s aboard off y at")

	weekdays = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		mon. tue. wed. thu. fri. sat. sun.`)

	// notPlaces are words that show, in capitals too, that a line goes on as text.
	notPlaces = wordSet(`i he she it they we you is are was were be been has have had do does did not no to for with by his her
		their our your my who what why how when where which that this these those there if but or so as than then from into about
		after before over under out up will would can could may might must should says said`)

	// notDatelines are words that stand before a dash where a dateline might, but
	// are no places.
	notDatelines = wordSet(`breaking exclusive update updated analysis opinion watch video live editorial review column comment
		interview explainer factbox timeline correction corrected clarification note new just poll photos photo gallery podcast
		listen read more related advertisement urgent alert flash bulletin roundup wrap wrapup feature profile obituary letter
		letters question answer q a pm am summary highlights results scores standings notes preview sport sports business world news nation politics`)
)
