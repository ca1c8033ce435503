package lang

// bylineStarts are the words before the names of those who wrote a story.
var bylineStarts = NewPhrases(`by; story by; written by; words by; text by; report by; from; a report by; by :; author :; authors :; reporter :; posted by; published by`)

// roles are words that say what a writer is, and are part of no name.
var writerRoles = wordSet(`correspondent correspondents reporter reporters writer writers editor editors staff columnist contributor contributors producer chief bureau
	news service press agency times post daily herald tribune gazette beacon journal newspaper network online special to senior political
	business sports science health foreign diplomatic economics defence defense security environment education legal affairs team desk media
	associate assistant managing deputy freelance digital health analyst presenter contributing investigative`)

// maxByline is the largest number of tokens of a byline.
const maxByline = 36

// startsWithBy reports whether a line starts with "by".
func (l *layouter) startsWithBy(n *line) bool {
	_, k := bylineStarts.At(l.d, n.first, n.last)
	return k > 0
}

// readByline reads a line that says who wrote the story.
func (l *layouter) readByline(n *line) bool {
	if n.last-n.first > maxByline || n.stop && n.last-n.first > maxByline/2 {
		return false
	}
	last := l.bylineEnd(n)
	if at := l.shared(n.first, last); at > n.first {
		l.l.Bylines = append(l.l.Bylines, l.writersAfterBy(n.first, at)...)
		l.l.Credits = append(l.l.Credits, l.d.Span(at, last))
		return true
	}
	i := n.first
	_, k := bylineStarts.At(l.d, i, last)
	if i += k; i >= last || !l.namesOnly(i, last) {
		return false
	}
	var names []Span
	switch from := l.d.Forms[n.first].Word == fromWord; {
	case k == 0 && (l.l.Headline.Len() == 0 || !l.writer(i, last)), from && !l.personAt(i):
		return false
	default:
		names = l.writers(i, last)
	}
	agency := l.d.creditLine(i, last) || l.agencyFirst(i, last)
	if len(names) == 0 && !agency {
		return false
	}
	if l.l.Bylines = append(l.l.Bylines, names...); agency {
		l.l.Credits = append(l.l.Credits, l.d.Span(i, last))
	}
	if s, at := readStampEnd(l.text(n)); at < len(l.text(n)) {
		l.keepStamp(s)
	}
	return true
}

// shared returns the first token of what a byline says of the agencies whose
// reports were used too, "with news agencies" behind "The Beacon,"; first if
// that is not what [first, last) is.
func (l *layouter) shared(first, last int) int {
	_, by := bylineStarts.At(l.d, first, last)
	if last-first > maxByline/2 || by == 0 && l.l.Headline.Len() == 0 || l.d.creditLine(first+by, last) {
		return first
	}
	for i := first + by + 1; i < last-1; i++ {
		w := l.d.Forms[i].Word
		if w != withWord && w != andHash || !l.d.creditLine(i+1, last) {
			continue
		}
		end := i
		if l.d.Word(i-1) == "," {
			end--
		}
		switch {
		case !l.namesOnly(first+by, end), by == 0 && end == i && !l.writer(first, end) && !writerRoles[l.d.Forms[end-1].Word] && !l.d.outletIn(first, end):
			return first
		case w == andHash:
			return i + 1
		}
		return i
	}
	return first
}

// writersAfterBy returns the names of the writers in the byline [first, last).
func (l *layouter) writersAfterBy(first, last int) []Span {
	_, by := bylineStarts.At(l.d, first, last)
	if by == 0 && !l.writer(first, last) {
		return nil
	}
	return l.writers(first+by, last)
}

// bylineEnd returns the token where the names of a byline end and its date begins.
func (l *layouter) bylineEnd(n *line) int {
	_, at := readStampEnd(l.text(n))
	last := l.d.TokenAt(l.d.Tokens[n.first].Start + at)
	for last = min(last, n.last); last > n.first+1; last-- {
		if w := l.d.Word(last - 1); w != "|" && w != "(" && w != "," && w != "·" && w != "•" && w != "-" && w != "–" && w != "—" && w != "." {
			break
		}
	}
	return last
}

// namesOnly reports whether the tokens [first, last) may be names and roles: no
// finite verb, no number, words in capitals first.
func (l *layouter) namesOnly(first, last int) bool {
	f := &l.d.Forms[first]
	if !capital(f.Shape) && f.Word != theWord || weekdays[f.Word] || monthOf(l.d.Word(first)) > 0 && last-first < 3 {
		return false
	}
	for i := first; i < last; i++ {
		f := &l.d.Forms[i]
		switch t := l.d.Tokens[i].XPOS; {
		case f.Shape == ShapeNumber, f.Shape == ShapeLower && (t == VBD || t == VBZ || t == VBP || t == MD || t == TO && !writerRoles[l.d.Forms[i-1].Word]):
			return false
		}
	}
	return true
}

// writer reports whether [first, last), a line without "by", is a person's name,
// alone or with what or where they are.
func (l *layouter) writer(first, last int) bool {
	n, ok := l.d.nameAt(first)
	if !ok || n.Kind != Person || n.Last-n.First < 2 || last-first > 12 {
		return false
	}
	if n.Last >= last {
		return true
	}
	switch l.d.Word(n.Last) {
	case "in", "|", "and", "&", "at":
		return n.Last+1 < last && capital(l.d.Forms[n.Last+1].Shape)
	case ",":
		for i := n.Last + 1; i < last; i++ {
			if writerRoles[l.d.Forms[i].Word] || l.d.AgencyAt(i, last) > 0 {
				return true
			}
		}
	}
	return false
}

// personAt reports whether the name of a person starts at token i.
func (l *layouter) personAt(i int) bool {
	n, ok := l.d.nameAt(i)
	return ok && n.Kind == Person
}

// agencyFirst reports whether a byline names an agency in place of a writer, or
// nobody: "By The Associated Press", "By staff and wire services".
func (l *layouter) agencyFirst(i, last int) bool {
	_, n := l.d.agencyAt(i, last)
	return n > 0
}

// writers returns the names of the writers in [first, last): runs of words in
// capitals, parted by commas and "and"; those behind "in" are places.
func (l *layouter) writers(first, last int) []Span {
	var out []Span
	place := false
	for i := first; i < last; {
		f := &l.d.Forms[i]
		if !capital(f.Shape) {
			switch l.d.Word(i) {
			case "in", "at", "for", "of", "near", "to", "with":
				place = true
			case "and", "&", "|", ";":
				place = false
			}
			i++
			continue
		}
		j := l.nameEnd(i, last)
		if j > i && !place && (j-i > 1 || i == first) {
			out = append(out, l.d.Span(i, j))
		}
		for i = max(j, i+1); i < last && l.inName(i, last); i++ {
		}
	}
	return out
}

// nameEnd returns where the writer's name ends that starts at token i: before
// what they are, or i itself if that is no name.
func (l *layouter) nameEnd(i, last int) int {
	upper := l.d.Forms[i].Shape == ShapeUpper
	j := i
	for ; j < last && l.inName(j, last); j++ {
		f := &l.d.Forms[j]
		if l.d.AgencyAt(j, last) > 0 || upper && j > i+1 && f.Shape == ShapeTitle {
			break
		}
		if writerRoles[f.Word] {
			if j-i > 2 { // "Ana Duarte Harbour Correspondent"
				j = i + 2
			} else if j-i < 2 {
				return i
			}
			break
		}
	}
	return j
}

// inName reports whether token i may be part of a name.
func (l *layouter) inName(i, last int) bool {
	f := &l.d.Forms[i]
	switch {
	case capital(f.Shape):
		return true
	case f.Word == hyphenWord, l.d.Word(i) == "'", l.d.Word(i) == "’", l.d.Word(i) == ".":
		return i+1 < last && capital(l.d.Forms[i+1].Shape)
	}
	return nameParticles[f.Word] && i+1 < last
}

var (
	fromWord      = WordHash("from")
	theWord       = WordHash("the")
	andHash       = WordHash("and")
	nameParticles = wordSet("de da do dos del della di du van von der den ter ten la le al el bin ibn bint abu y e zu af av 's ’s")
)
