package lang

import (
	"sort"
	"time"
)

// A Layout is the parts of a story that are not its running text. Spans are
// empty, lists nil, where the story has no such part.
type Layout struct {
	Headline Span   // without the marks of a list or heading around it
	Dateline Span   // "VELSUND, Norhaven": the place, and the day if it comes next
	Bylines  []Span // "By Ana Duarte and Rui Leal": the names
	Credits  []Span // "(AP)", "Reuters contributed to this report"
	Related  []Span // headlines of other stories
	// Published is the day that the story itself says it was published on; zero
	// if it does not.
	Published time.Time
	// opening is the range of tokens from the dateline to the dash behind it, the
	// agency's name included.
	opening [2]int
}

// Aside reports whether s stands in what is not the story: in a credit, a
// byline or the headline of another story.
func (l *Layout) Aside(s Span) bool {
	for _, list := range [...][]Span{l.Credits, l.Bylines, l.Related} {
		i := sort.Search(len(list), func(i int) bool { return list[i].End > s.Start })
		if i < len(list) && list[i].Start < s.End {
			return true
		}
	}
	return false
}

// PastDateline returns the first token from i on that is part neither of the
// dateline nor of the agency and the dash behind it.
func (d *Document) PastDateline(i int) int {
	if o := d.Layout.opening; o[0] <= i && i < o[1] {
		return o[1]
	}
	return i
}

// A line is a paragraph as the layout looks at it: without the mark of a list
// before it.
type line struct {
	first, last int  // tokens
	stop        bool // it ends like a sentence
	kind        lineKind
}

// A lineKind says what a paragraph is.
type lineKind uint8

const (
	textLine    lineKind = iota
	headingLine          // the headline, one below it, one between paragraphs
	stampLine            // dates
	bylineLine           // who wrote it
	creditLine           // where it comes from
	labelLine            // "Related stories"
	relatedLine          // another story's headline
	clutterLine          // "Advertisement", "Share"
)

// A layouter works out the layout of a document.
type layouter struct {
	d     *Document
	l     Layout
	lines []line
	stamp stamp
	// What has been seen so far.
	inHead bool // nothing of the running text
	texts  int  // paragraphs of running text
	block  bool // a label of related stories, and nothing but their headlines since
}

// layOut fills in the layout of d, whose names must be known. It goes through
// the paragraphs once: first those of the head, which end with the first
// running text, then the others.
func layOut(d *Document) {
	if len(d.Paragraphs) == 0 {
		return
	}
	l := &layouter{d: d, lines: make([]line, len(d.Paragraphs)), inHead: true}
	for p := range l.lines {
		l.lines[p] = l.newLine(p)
	}
	for p := range l.lines {
		l.lines[p].kind = l.read(p)
	}
	l.listAtEnd()
	l.l.Published = l.stamp.day()
	d.Layout = l.l
}

// newLine looks at paragraph p.
func (l *layouter) newLine(p int) line {
	par := &l.d.Paragraphs[p]
	n := line{first: l.d.Sentences[par.First].First, last: l.d.Sentences[par.Last-1].Last}
	for n.first+1 < n.last && listMarks[l.d.Forms[n.first].Word] {
		n.first++
	}
	_, tail := l.tail(&n)
	n.stop = tail > 0 || l.stops(n.first, n.last)
	return n
}

// listMarks are what may stand before a line that is one of several, or a heading.
var listMarks = wordSet("* ** # ## ### - -- + > >> • · ▪ ■ ● ► ▸ › | ~ = == ===")

// stops reports whether the tokens [first, last) end like a sentence.
func (l *layouter) stops(first, last int) bool {
	quoted := false
	for i := last - 1; i >= first; i-- {
		switch w := l.d.Word(i); w {
		case ".", "...", "…", "?!", "!?":
			return true
		case "?", "!", ",":
			return quoted
		case "\"", "”", "'", "’", "''", "»":
			quoted = true
		case ")", "]":
		default:
			// "… by 4 p.m." has its only point in its last word.
			return len(w) > 1 && w[len(w)-1] == '.' && i-first > maxHeading/2
		}
	}
	return false
}

// maxHeading is the largest number of tokens of a headline.
const maxHeading = 34

// read works out what paragraph p is, and puts what it says into the layout.
func (l *layouter) read(p int) lineKind {
	n := &l.lines[p]
	if k := l.readLabel(p); k != textLine {
		return k
	}
	if l.inHead || l.block || n.last-n.first <= maxStampTokens {
		if k := l.readStampLine(p); k != textLine {
			return k
		}
	}
	if l.readCredit(p) {
		return creditLine
	}
	if l.block && l.headlike(n) {
		l.l.Related = append(l.l.Related, l.span(n))
		return relatedLine
	}
	l.inHead = l.inHead && p < maxHead
	if l.inHead {
		if l.readByline(n) {
			return bylineLine
		}
		if l.readHeading(p) {
			return headingLine
		}
	} else if !n.stop && p+1 == len(l.lines) && l.startsWithBy(n) && l.readByline(n) {
		return bylineLine
	}
	l.readDateline(p)
	if n.stop || n.last-n.first > maxHeading {
		l.block, l.inHead = false, false
		l.texts++
	}
	return textLine
}

// span returns the text of a line.
func (l *layouter) span(n *line) Span { return l.d.Span(n.first, n.last) }

// maxHead is the largest number of paragraphs of the head.
const maxHead = 16

// headlike reports whether n may be the headline of a story: it is short and
// does not end like a sentence.
func (l *layouter) headlike(n *line) bool {
	if n.last-n.first > maxHeading {
		return false
	}
	if n.stop { // a list of sources: 'Ana Duarte. "Port closes". The Beacon, May 14, 2031.'
		_, at := readStampEnd(trimStop(l.text(n)))
		return at < len(l.text(n))-1 && l.block
	}
	return true
}

// text returns the words of a line.
func (l *layouter) text(n *line) string {
	s := l.span(n)
	return l.d.Text[s.Start:s.End]
}

// trimStop returns s without a full stop at its end.
func trimStop(s string) string {
	if len(s) > 0 && s[len(s)-1] == '.' {
		return s[:len(s)-1]
	}
	return s
}

// maxStampTokens is the largest number of tokens of a line of dates.
const maxStampTokens = 20

// readStampLine reads a line of dates. Outside the head only such as say that
// they tell of the publication count. In the head a paragraph may also start
// with the day.
func (l *layouter) readStampLine(p int) lineKind {
	n := &l.lines[p]
	text := l.text(n)
	s, ok := readStamp(text)
	switch {
	case ok && l.inHead:
		l.keepStamp(s)
		return stampLine
	case ok:
		if !l.block {
			l.keepStamp(stamp{published: s.published})
		}
		return stampLine
	case l.inHead && l.stamp.day().IsZero():
		if t, ok := stampStart(text); ok {
			l.keepStamp(stamp{plain: t})
		}
	}
	return textLine
}

// keepStamp takes over from s what is not known yet.
func (l *layouter) keepStamp(s stamp) {
	for _, x := range [...]struct{ to, from *time.Time }{
		{&l.stamp.published, &s.published}, {&l.stamp.plain, &s.plain}, {&l.stamp.updated, &s.updated},
	} {
		if x.to.IsZero() {
			*x.to = *x.from
		}
	}
}

// readHeading reads the headline, or another line of the head.
func (l *layouter) readHeading(p int) bool {
	n := &l.lines[p]
	if p+1 == len(l.lines) || n.last-n.first > maxHeading || l.d.Word(n.last-1) == ":" || !l.opens(n.first) {
		return false
	}
	if _, ok := l.dateline(n); ok {
		return false
	}
	on := l.runsOn(p)
	if n.stop && !on && (l.l.Headline.Len() > 0 || !l.titleCase(n) && !l.datelineSoon(p+1)) {
		return false
	}
	switch h := l.span(n); {
	case l.l.Headline.Len() == 0, l.kicker(p):
		l.l.Headline = h
	case on:
		l.l.Headline.End = h.End
	}
	return true
}

// opens reports whether a headline may start with token i.
func (l *layouter) opens(i int) bool {
	switch l.d.Forms[i].Shape {
	case ShapeMark:
		return l.d.Word(i) != "(" && l.d.Word(i) != "[" || l.labelled(i)
	case ShapeLower:
		return l.l.Headline.Len() == 0
	}
	return true
}

// labelled reports whether the bracket at token i closes after a word or two in
// capitals, and more follows: "(CORRECTED) Storm shuts port".
func (l *layouter) labelled(i int) bool {
	for j := i + 1; j < min(len(l.d.Tokens)-1, i+4); j++ {
		if l.d.Word(j) == ")" || l.d.Word(j) == "]" {
			return j > i+1 && l.d.SentenceOf(j) == l.d.SentenceOf(j+1)
		}
		if l.d.Forms[j].Shape != ShapeUpper {
			return false
		}
	}
	return false
}

// datelineSoon reports whether one of the next paragraphs has a dateline.
func (l *layouter) datelineSoon(p int) bool {
	for ; p < min(len(l.lines), 4); p++ {
		if _, ok := l.dateline(&l.lines[p]); ok {
			return true
		}
	}
	return false
}

// kicker reports whether the headline so far is only a word above the real one,
// which is paragraph p: "ANALYSIS", "World".
func (l *layouter) kicker(p int) bool {
	h := l.l.Headline
	first, n := l.d.TokenAt(h.Start), &l.lines[p]
	words := 0
	for i := first; i < len(l.d.Tokens) && l.d.Tokens[i].Start < h.End; i++ {
		words++
	}
	return (words <= 2 || words <= 5 && l.path(first, first+words)) && n.last-n.first >= 5 && l.earlier(p, headingLine) == 1
}

// path reports whether [first, last) leads to the story's place on a site:
// "World | Europe".
func (l *layouter) path(first, last int) bool {
	for i := first; i < last; i++ {
		if w := l.d.Word(i); w == "|" || w == ">" || w == "›" || w == "/" {
			return true
		}
	}
	return false
}

// runsOn reports whether paragraph p is the next line of a headline that can't
// have ended: "Storm shuts port;" or "Storm shuts the".
func (l *layouter) runsOn(p int) bool {
	if p == 0 || l.lines[p-1].kind != headingLine || l.lines[p-1].last-1 < 0 || l.l.Headline.End != l.d.Tokens[l.lines[p-1].last-1].End {
		return false
	}
	return runsOnAfter[l.d.Forms[l.lines[p-1].last-1].Word]
}

// runsOnAfter are words that a headline does not end with.
var runsOnAfter = wordSet("; , -- the a an of to in and for by with from as or but &")

// earlier counts the paragraphs of a kind before p.
func (l *layouter) earlier(p int, k lineKind) int {
	n := 0
	for i := range p {
		if l.lines[i].kind == k {
			n++
		}
	}
	return n
}

// titleCase reports whether the longer words of n have capitals.
func (l *layouter) titleCase(n *line) bool {
	capitals, words := 0, 0
	for i := n.first; i < n.last; i++ {
		if t := l.d.Tokens[i]; t.Len() < 4 {
			continue
		}
		switch sh := l.d.Forms[i].Shape; {
		case capital(sh):
			capitals++
			words++
		case sh == ShapeLower:
			words++
		}
	}
	return words >= 3 && capitals*10 >= words*8
}

// listAtEnd takes the lines that a story ends in for headlines of others if
// there are several, without a full stop and without a lead-in.
func (l *layouter) listAtEnd() {
	p := len(l.lines)
	for p > 0 && l.otherHeadline(&l.lines[p-1]) {
		p--
	}
	if len(l.lines)-p < minList || p == 0 || l.texts < minList || l.lines[p-1].kind == textLine && !l.lines[p-1].stop {
		return
	}
	for ; p < len(l.lines); p++ {
		l.lines[p].kind = relatedLine
		l.l.Related = append(l.l.Related, l.span(&l.lines[p]))
	}
}

// minList is how many headlines make a list of other stories at the end.
const minList = 3

// otherHeadline reports whether n looks like the headline of another story, not
// like a line of a table, a transcript or a quotation.
func (l *layouter) otherHeadline(n *line) bool {
	if n.kind != textLine || n.stop || n.last-n.first < 5 || n.last-n.first > maxHeading || !capital(l.d.Forms[n.first].Shape) {
		return false
	}
	if par := l.d.Tokens[n.first].Start; n.first > 0 && par > 0 && listMarks[l.d.Forms[n.first-1].Word] && l.d.SentenceOf(n.first-1) == l.d.SentenceOf(n.first) {
		return false // one of a list in the story
	}
	for i := n.first; i < min(n.last, n.first+4); i++ {
		if l.d.Word(i) == ":" {
			return false
		}
	}
	w := l.d.Word(n.last - 1)
	return w != ":" && w != "," && w != ";"
}
