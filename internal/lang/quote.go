package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Quotation is a stretch of text between quotation marks, marks included.
type Quotation struct {
	Span
	Inner Span      // what stands between the marks
	Depth int       // 0 for one that stands in no other
	Mark  QuoteMark // the kind of marks
	// Open says that no mark closes it: it runs to the end of its paragraph.
	Open bool
	// Continues says that it carries on the open one of the paragraph before,
	// with the mark said again or without one.
	Continues bool
}

// A QuoteMark is a kind of quotation mark; marks open and close in pairs of one kind.
type QuoteMark uint8

// The kinds of marks. ' and ’ are told from apostrophes by what stands around them.
const (
	MarkDouble   QuoteMark = iota // " “ ” „ ‟ and the pairs `` and ''
	MarkSingle                    // ' ‘ ’ ‚ ‛
	MarkAngle                     // « »
	MarkAngleOne                  // ‹ ›
)

// A quoteSign is one mark as it stands in the text.
type quoteSign struct {
	at, n             int
	mark              QuoteMark
	canOpen, canClose bool // by its shape and what stands beside it
	low               bool // „ or ‚, which “ or ‘ closes
	high              bool // “ or ‘
	// spare is how many more of the marks after it in its paragraph, double ones
	// only, must close than must open.
	spare int
}

// quotations finds the quotations of a text whose paragraphs are given, in
// the order they start. Every paragraph begins anew, so that one stray mark
// spoils no more than its own paragraph.
func quotations(text string, pars []Span) []Quotation {
	var out []Quotation
	var signs []quoteSign
	carried := -1 // the open quotation of the paragraph before
	for k, p := range pars {
		signs = quoteSigns(text, p, signs[:0])
		first := len(out)
		out = pairSigns(out, text, p, signs, carried)
		out = out[:first+keepQuotations(out[first:], text, p, pars[k+1:])]
		carried = -1
		for i := first; i < len(out); i++ {
			if q := &out[i]; q.Open && q.Depth == 0 {
				carried = i
			}
		}
	}
	return out
}

// quoteSigns appends the marks of paragraph p that may open or close a
// quotation.
func quoteSigns(text string, p Span, signs []quoteSign) []quoteSign {
	for i := p.Start; i < p.End; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		s, ok := signAt(text, p, i, r, n)
		if !ok {
			i += n
			continue
		}
		if s.mark == MarkSingle {
			if k := clipped(text[i:p.End], s.n); k > 0 { // the '90s, rock 'n' roll
				i += k + closingClip(text[i+k:p.End], text[i+s.n:i+k])
				continue
			}
		}
		if s.canOpen || s.canClose {
			signs = append(signs, s)
		}
		i += s.n
	}
	spare := 0
	for i := len(signs) - 1; i >= 0; i-- {
		s := &signs[i]
		s.spare = spare
		if s.mark == MarkDouble && s.canOpen != s.canClose {
			spare += b2i(s.canClose) - b2i(s.canOpen)
		}
	}
	return signs
}

// closingClip returns the length of the apostrophe that s starts with if it
// ends the clipped word before it ('n').
func closingClip(s, word string) int {
	if word != "n" {
		return 0
	}
	for _, a := range [...]string{"'", "’"} {
		if strings.HasPrefix(s, a) {
			return len(a)
		}
	}
	return 0
}

// signAt returns the mark that starts with the n bytes of r at text[i:], if
// there is one.
func signAt(text string, p Span, i int, r rune, n int) (quoteSign, bool) {
	s := quoteSign{at: i, n: n}
	switch r {
	case '"', '“', '”', '„', '‟':
	case '\'', '‘', '’', '`':
		s.mark = MarkSingle
		if doubled(text, p, i, r, n) {
			s.mark, s.n = MarkDouble, 2*n
		} else if r == '`' {
			return s, false
		}
	case '‚', '‛':
		s.mark = MarkSingle
	case '«', '»':
		s.mark = MarkAngle
	case '‹', '›':
		s.mark = MarkAngleOne
	default:
		return s, false
	}
	before, after := around(text[p.Start:i], true), around(text[i+s.n:p.End], false)
	switch r {
	case '„', '‟', '‚', '«', '‹', '`':
		s.canOpen, s.low = true, r == '„' || r == '‚'
	case '»', '›':
		s.canClose = true
	case '“', '‘':
		s.high = true
		s.canOpen = s.mark == MarkDouble || before != sideWord && after != sideSpace
		s.canClose = after == sideSpace && (s.mark == MarkDouble || before != sideSpace)
	case '”', '’':
		s.canClose = s.mark == MarkDouble && !inches(text[p.Start:i]) || s.mark == MarkSingle && before != sideSpace && after != sideWord
		s.canOpen = s.mark == MarkDouble && before == sideSpace && (after != sideSpace || i == p.Start)
	default:
		straightSides(&s, text[p.Start:i], before, after)
	}
	return s, true
}

// straightSides tells from what stands beside a straight mark whether it can
// open and close.
func straightSides(s *quoteSign, left string, before, after side) {
	s.canOpen = after != sideSpace && before != sideWord
	s.canClose = before != sideSpace && (after != sideWord || s.mark == MarkDouble)
	if s.mark == MarkSingle {
		return
	}
	switch {
	case before == sideSpace && after == sideSpace:
		s.canOpen, s.canClose = true, true // set apart: what is open decides
	case inches(left):
		s.canOpen, s.canClose = false, false
	case before == sideWord && after == sideWord:
		s.canOpen = true // a space was lost on one side of it
	}
}

// inches reports whether a mark after left stands for inches (5'10").
func inches(left string) bool {
	n := len(left)
	for n > 0 && isDigit(left[n-1]) {
		n--
	}
	if n == len(left) {
		return false
	}
	feet := strings.TrimSuffix(strings.TrimSuffix(left[max(0, n-4):n], "'"), "’")
	return len(feet) < min(n, 4) && feet != "" && isDigit(feet[len(feet)-1])
}

// doubled reports whether the mark r at text[i:], written twice, stands for a
// double one. Of three at the end of a quotation, the first closes a single one.
func doubled(text string, p Span, i int, r rune, n int) bool {
	rest := text[i+n : p.End]
	if !strings.HasPrefix(rest, text[i:i+n]) {
		return false
	}
	if r == '`' || r == '‘' || !strings.HasPrefix(rest[n:], text[i:i+n]) {
		return true
	}
	return around(text[p.Start:i], true) == sideSpace
}

// What stands beside a mark.
type side uint8

const (
	sideSpace side = iota // white space, the paragraph's end, a bracket or dash that a quotation may touch
	sideWord              // a letter or digit
	sidePunct             // any other mark
)

// around returns what stands next to a mark: at the end of s if before is
// set, else at its start. Ignorable characters are looked through.
func around(s string, before bool) side {
	for len(s) > 0 {
		var r rune
		var n int
		if before {
			r, n = utf8.DecodeLastRuneInString(s)
		} else {
			r, n = utf8.DecodeRuneInString(s)
		}
		switch {
		case ignorable(r):
			if before {
				s = s[:len(s)-n]
			} else {
				s = s[n:]
			}
		case unicode.IsSpace(r) || r < ' ':
			return sideSpace
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return sideWord
		case before && strings.ContainsRune("([{—–-/“‘«\"'", r):
			return sideSpacedPunct(r)
		default:
			return sidePunct
		}
	}
	return sideSpace
}

// sideSpacedPunct tells the marks after which a quotation opens as after a
// space (brackets) from those after which it may open or close (dashes).
func sideSpacedPunct(r rune) side {
	if r == '(' || r == '[' || r == '{' || r == '“' || r == '‘' || r == '«' {
		return sideSpace
	}
	return sidePunct
}

// A pairer pairs the marks of one paragraph.
type pairer struct {
	text     string
	p        Span
	out      []Quotation
	first    int         // out[first:] are the paragraph's
	stack    []openQuote // those that are open now
	lastShut int         // where the last single mark stands that can close
	carried  int         // index in out of a quotation that the paragraph before left open, or -1
}

// An openQuote is a quotation that no mark has closed yet.
type openQuote struct {
	index int // in out
	low   bool
}

// pairSigns appends to out the quotations of paragraph p. carried is the index
// in out of a quotation that the paragraph before left open, or -1.
func pairSigns(out []Quotation, text string, p Span, signs []quoteSign, carried int) []Quotation {
	r := pairer{text: text, p: p, out: out, first: len(out), carried: carried, lastShut: -1}
	for _, s := range signs {
		if s.mark == MarkSingle && s.canClose {
			r.lastShut = s.at
		}
	}
	if carried >= 0 && !reopened(text, p, signs, out[carried].Mark) && shutsFirst(signs, out[carried].Mark) {
		// It runs on without its mark being said again.
		r.push(Quotation{Span: p, Inner: p, Mark: out[carried].Mark, Open: true, Continues: true}, false)
	}
	for k, s := range signs {
		r.sign(s, signs[k:])
	}
	n := r.first
	for _, q := range r.out[r.first:] {
		if q.Mark != strayMark && q.Inner.Start < q.Inner.End {
			r.out[n] = q
			n++
		}
	}
	return r.out[:n]
}

// push opens q.
func (r *pairer) push(q Quotation, low bool) {
	r.stack = append(r.stack, openQuote{len(r.out), low})
	r.out = append(r.out, q)
}

// sign takes in the next mark, the first of rest.
func (r *pairer) sign(s quoteSign, rest []quoteSign) {
	open := r.innermost(s.mark)
	closes := open >= 0 && (s.canClose || s.high && r.stack[open].low || r.slipped(s, rest[1:]))
	if open < 0 && !s.canOpen && r.slippedOpen(s, rest[1:]) {
		s.canOpen = true
	}
	switch {
	case closes && s.mark == MarkSingle && apostrophe(r.text, r.p, rest):
	case closes:
		r.shut(open, s)
	case s.canOpen:
		r.open(open, s)
	}
}

// slipped reports whether s, a straight mark that looks as if it opened a
// quotation, closes the one that is open: its space was typed before it instead
// of behind it (`"All is lost, "the mayor said.`). What follows it then goes on
// in lower case, and no closing mark comes next.
func (r *pairer) slipped(s quoteSign, rest []quoteSign) bool {
	if r.text[s.at] != '"' || s.mark != MarkDouble || s.at < 2 || s.at+1 >= r.p.End || r.text[s.at-1] != ' ' || !lowerASCII(r.text[s.at+1]) {
		return false
	}
	if c := r.text[s.at-2]; c != ',' && c != '.' && c != '?' && c != '!' {
		return false
	}
	for _, n := range rest {
		if n.mark == MarkDouble {
			return n.canOpen
		}
	}
	return true
}

// slippedOpen reports whether s, a straight mark that looks as if it closed a
// quotation, opens one: `the mayor said." We go on."`.
func (r *pairer) slippedOpen(s quoteSign, rest []quoteSign) bool {
	if r.text[s.at] != '"' || s.mark != MarkDouble || s.at < 1 || s.at+2 >= r.p.End || r.text[s.at-1] != '.' || r.text[s.at+1] != ' ' {
		return false
	}
	if c := r.text[s.at+2]; c < 'A' || c > 'Z' {
		return false
	}
	for _, n := range rest {
		if n.mark == MarkDouble {
			return n.canClose && !n.canOpen
		}
	}
	return false
}

// innermost returns the position in the stack of the innermost open quotation
// of kind m, or -1.
func (r *pairer) innermost(m QuoteMark) int {
	for j := len(r.stack) - 1; j >= 0; j-- {
		if r.out[r.stack[j].index].Mark == m {
			return j
		}
	}
	return -1
}

// open opens a quotation with s; the one at open in the stack is of its kind.
func (r *pairer) open(open int, s quoteSign) {
	if s.mark == MarkSingle && !r.singleShuts(s) {
		return
	}
	if open >= 0 && (s.spare < 2 || r.out[r.stack[open].index].Depth > 0) {
		// The one before was never closed: a stray mark. With marks to spare, this
		// one stands within it.
		r.out[r.stack[open].index].Mark = strayMark
		r.stack = append(r.stack[:open], r.stack[open+1:]...)
	}
	q := Quotation{Span: Span{s.at, r.p.End}, Inner: Span{s.at + s.n, r.p.End}, Mark: s.mark, Depth: len(r.stack), Open: true}
	q.Continues = r.carried >= 0 && len(r.stack) == 0 && s.mark == r.out[r.carried].Mark && r.startsParagraph(s)
	r.push(q, s.low)
}

// shut closes the quotation at open in the stack with s. What was opened within
// it and not closed is none.
func (r *pairer) shut(open int, s quoteSign) {
	q := &r.out[r.stack[open].index]
	q.End, q.Inner.End, q.Open = s.at+s.n, s.at, false
	for _, o := range r.stack[open+1:] {
		r.out[o.index].Mark = strayMark
	}
	r.stack = r.stack[:open]
}

// startsParagraph reports whether nothing stands before s in its paragraph.
func (r *pairer) startsParagraph(s quoteSign) bool {
	return trim(r.text, Span{r.p.Start, s.at}).Len() == 0
}

// singleShuts reports whether a mark after s can close the single quotation
// that s opens. One that runs over paragraphs opens with its paragraph.
func (r *pairer) singleShuts(s quoteSign) bool {
	return r.lastShut > s.at+s.n || r.startsParagraph(s) && r.text[s.at] != '\''
}

// strayMark marks a quotation that turned out to be none.
const strayMark QuoteMark = 0xff

// reopened reports whether paragraph p starts with a mark of kind m.
func reopened(text string, p Span, signs []quoteSign, m QuoteMark) bool {
	return len(signs) > 0 && signs[0].mark == m && signs[0].canOpen && trim(text, Span{p.Start, signs[0].at}).Len() == 0
}

// shutsFirst reports whether the first mark of kind m closes a quotation.
func shutsFirst(signs []quoteSign, m QuoteMark) bool {
	for _, s := range signs {
		if s.mark == m {
			return s.canClose && !s.canOpen
		}
	}
	return false
}

// apostrophe reports whether the first of signs, which might close a single
// quotation, rather ends a plural ("the workers' demands") or a clipped word
// ("goin' home").
func apostrophe(text string, p Span, signs []quoteSign) bool {
	s := signs[0]
	if c := text[s.at-1]; c != 's' && c != 'n' {
		return false
	}
	if s.at+s.n+1 >= p.End || text[s.at+s.n] != ' ' || !lowerASCII(text[s.at+s.n+1]) {
		return false
	}
	for _, t := range signs[1:] {
		if t.mark == MarkSingle {
			return t.canClose && !t.canOpen
		}
	}
	return false
}

// keepQuotations drops, of the quotations of paragraph p, the open ones that
// nothing speaks for: a stray mark in the middle of a sentence. It moves the
// rest together and returns their number.
func keepQuotations(qs []Quotation, text string, p Span, after []Span) int {
	n := 0
	for _, q := range qs {
		if q.Open && !q.Continues && !runsOn(q, text, p, after) {
			continue
		}
		qs[n] = q
		n++
	}
	setDepths(qs[:n])
	return n
}

// setDepths counts anew how many of qs each one stands in. They are in the
// order they start.
func setDepths(qs []Quotation) {
	var in []int // where those end that the present one stands in
	for i := range qs {
		for len(in) > 0 && in[len(in)-1] <= qs[i].Start {
			in = in[:len(in)-1]
		}
		qs[i].Depth = len(in)
		in = append(in, qs[i].End)
	}
}

// runsOn reports whether an open quotation is one that runs to the end of its
// paragraph: it starts the paragraph, follows a comma or colon, or starts a
// sentence. Where its mark might as well be a stray closing one, or where it
// stands amid a sentence, the next paragraph must carry it on too.
func runsOn(q Quotation, text string, p Span, after []Span) bool {
	before := trim(text, Span{p.Start, q.Start})
	next := false
	if len(after) > 0 {
		signs := quoteSigns(text, after[0], nil)
		next = reopened(text, after[0], signs, q.Mark) || shutsFirst(signs, q.Mark)
	}
	if q.Mark == MarkSingle {
		return before.Len() == 0 && next
	}
	if before.Len() == 0 || next && strings.HasPrefix(text[q.Start:], "“") {
		return true
	}
	switch c := text[before.End-1]; c {
	case ',', ':':
		return true
	case '.', '?', '!', '"':
		return next || strings.HasPrefix(text[q.Start:], "“")
	}
	return strings.HasSuffix(text[before.Start:before.End], "”") && next
}
