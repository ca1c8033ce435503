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
	at, n              int
	mark               QuoteMark
	canOpen, canClose  bool
	mustOpen, mustShut bool // its shape allows only one of the two
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
		s := quoteSign{at: i, n: n}
		switch r {
		case '"':
		case '“', '„', '‟':
			s.mustOpen = r != '“'
		case '”':
		case '\'', '`':
			s.mark = MarkSingle
			if strings.HasPrefix(text[i:p.End], "''") || strings.HasPrefix(text[i:p.End], "``") {
				s.mark, s.n = MarkDouble, 2
				s.mustOpen = c == '`'
			} else if c == '`' {
				i++
				continue
			}
		case '‘', '’', '‚', '‛':
			s.mark = MarkSingle
		case '«', '»':
			s.mark = MarkAngle
			s.mustOpen, s.mustShut = r == '«', r == '»'
		case '‹', '›':
			s.mark = MarkAngleOne
			s.mustOpen, s.mustShut = r == '‹', r == '›'
		default:
			i += n
			continue
		}
		before := around(text[p.Start:i], true)
		after := around(text[i+s.n:p.End], false)
		s.canOpen = after != sideSpace && (before != sideWord)
		s.canClose = before != sideSpace && (after != sideWord || s.mark != MarkSingle)
		switch r {
		case '“', '‘':
			// An opening mark shuts a quotation only where it can't open one.
			s.canClose = s.canClose && after == sideSpace
			s.canOpen = s.canOpen || s.mark == MarkDouble && after != sideSpace
		case '”':
			s.canOpen = s.canOpen && before == sideSpace
			s.canClose = s.canClose || before != sideSpace || after == sideSpace
		case '’':
			s.canOpen = false
		}
		if s.mark == MarkSingle && s.canOpen && clipped(text[i:p.End], s.n) > 0 {
			s.canOpen = false
		}
		if s.mustOpen {
			s.canOpen, s.canClose = true, false
		}
		if s.mustShut {
			s.canOpen, s.canClose = false, true
		}
		if s.canOpen || s.canClose || s.mark != MarkSingle {
			signs = append(signs, s)
		}
		i += s.n
	}
	return signs
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

// pairSigns appends to out the quotations of paragraph p. carried is the index
// in out of a quotation that the paragraph before left open, or -1.
func pairSigns(out []Quotation, text string, p Span, signs []quoteSign, carried int) []Quotation {
	var stack []int // indexes in out of those that are open now
	first := len(out)
	if carried >= 0 && !reopened(text, p, signs, out[carried].Mark) && shutsFirst(signs, out[carried].Mark) {
		// It runs on without its mark being said again.
		stack = append(stack, len(out))
		out = append(out, Quotation{Span: Span{p.Start, p.End}, Inner: Span{p.Start, p.End}, Mark: out[carried].Mark, Open: true, Continues: true})
	}
	for k, s := range signs {
		open := -1 // position in the stack of the innermost open one of this kind
		for j := len(stack) - 1; j >= 0; j-- {
			if out[stack[j]].Mark == s.mark {
				open = j
				break
			}
		}
		opens := s.canOpen && (open < 0 || !s.canClose)
		if s.mark == MarkSingle && open >= 0 && s.canClose {
			opens = false
			if possessive(text, p, signs[k:]) {
				continue
			}
		}
		switch {
		case opens:
			if s.mark == MarkSingle && !singleShuts(signs[k+1:], s, text, p) {
				continue
			}
			if open >= 0 { // the one before was never closed: a stray mark
				out[stack[open]].Mark = strayMark
				stack = append(stack[:open], stack[open+1:]...)
			}
			q := Quotation{Span: Span{s.at, p.End}, Inner: Span{s.at + s.n, p.End}, Mark: s.mark, Depth: len(stack), Open: true}
			q.Continues = carried >= 0 && len(stack) == 0 && s.mark == out[carried].Mark && trim(text, Span{p.Start, s.at}).Len() == 0
			stack = append(stack, len(out))
			out = append(out, q)
		case open >= 0 && s.canClose:
			q := &out[stack[open]]
			q.End, q.Inner.End, q.Open = s.at+s.n, s.at, false
			for _, j := range stack[open+1:] { // what was opened within it and not closed
				out[j].Mark = strayMark
			}
			stack = stack[:open]
		}
	}
	n := first
	for _, q := range out[first:] {
		if q.Mark != strayMark && q.Inner.Start < q.Inner.End {
			out[n] = q
			n++
		}
	}
	return out[:n]
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

// possessive reports whether the first of signs, which might close a single
// quotation, is rather the apostrophe of a plural ("the workers' demands").
func possessive(text string, p Span, signs []quoteSign) bool {
	s := signs[0]
	if text[s.at-1] != 's' || s.at+s.n+1 >= p.End || text[s.at+s.n] != ' ' || !lowerASCII(text[s.at+s.n+1]) {
		return false
	}
	for _, t := range signs[1:] {
		if t.mark != MarkSingle {
			continue
		}
		return t.canClose && !t.canOpen
	}
	return false
}

// singleShuts reports whether one of the signs after s closes the single
// quotation that s opens.
func singleShuts(signs []quoteSign, s quoteSign, text string, p Span) bool {
	for _, t := range signs {
		if t.mark == MarkSingle && t.canClose && t.at > s.at+s.n {
			return true
		}
	}
	// One that runs over paragraphs opens with its paragraph.
	return trim(text, Span{p.Start, s.at}).Len() == 0 && text[s.at] != '\''
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
	for i := range qs[:n] { // depths anew
		qs[i].Depth = 0
		for j := range i {
			if qs[j].Contains(qs[i].Span) {
				qs[i].Depth++
			}
		}
	}
	return n
}

// runsOn reports whether an open quotation is one that runs to the end of its
// paragraph: it starts the paragraph or follows a comma or colon, or the next
// paragraph carries it on.
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
	if next || before.Len() == 0 {
		return true
	}
	c := text[before.End-1]
	return c == ',' || c == ':'
}
