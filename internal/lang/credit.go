package lang

// creditStarts are what the lines begin with that say where a story and its
// pictures come from.
var creditStarts = NewPhrases(`reporting by; additional reporting; additional reporting by; additional reporting from; writing by; editing by; edited by; compiled by
	report by; reported by; compiled from; from ap reports; from afp reports; from reuters reports; reporting and writing by; writing and editing by; writing and reporting by; production by; translation by
	photo by; photos by; photograph by; photographs by; photography by; picture by; pictures by; video by; graphic by; graphics by
	photo :; photos :; photograph :; photographs :; picture :; image :; images :; credit :; credits :; photo credit :; image credit :; image source; picture credit :; photo courtesy of
	video :; graphic :; graphics :; illustration :; audio :; file photo
	with reporting by; with reporting from; with additional reporting; with material from; with files from; with agencies; with news agencies; with inputs from; with input from; with information from
	with wires; with contributions from; with agency inputs; with assistance from; with help from; with content from; includes reporting from; includes reporting by
	material from; inputs from; inputs by; information from; source : ; sources :; written by; story by
	copyright; copyright ©; ©; all rights reserved; h / t; some information in this report; this report contains; this article contains; this story contains; this report uses; this story uses; some information for this report; some material in this report; information in this report; information for this report; this report includes; this article includes; this story includes; based on reporting by; from wire reports; from agency reports; from news reports; from staff and wire reports; from staff reports; c ) ; text by; text :; words :; additional reporting :; with agency input`)

// picture labels: what a caption ends in before the name of who took it.
var pictureLabels = wordSet("image images photo photos photograph photographs picture pictures credit credits video audio illustration graphic")

// How long credits may be, in tokens.
const (
	maxCredit        = 90
	maxPictureCredit = 14
	maxCaption       = 90
)

// closing is how many paragraphs at the end of a story may say who helped.
const closing = 10

// readCredit reads the credits of paragraph p. It reports whether the paragraph
// is nothing else.
func (l *layouter) readCredit(p int) bool {
	n := &l.lines[p]
	first, last := l.unwrap(n)
	if first >= last {
		return false
	}
	if _, k := creditStarts.At(l.d, first, last); k > 0 && last-first <= maxCredit && l.isCredit(first, first+k, last, p) || l.d.creditLine(first, last) && last-first <= 8 {
		l.l.Credits = append(l.l.Credits, l.creditSpan(n))
		return true
	}
	l.readLead(n)
	if l.readPicture(n) {
		return false
	}
	if a, b := l.tail(n); b > 0 {
		l.l.Credits = append(l.l.Credits, l.d.Span(a, b))
		return false
	}
	if p+closing < len(l.lines) || l.texts == 0 {
		return false
	}
	if l.helped(n) || l.initials(n) || l.signed(n, p) || l.withAgency(n) || l.signedWith(n, p) {
		l.l.Credits = append(l.l.Credits, l.creditSpan(n))
		return true
	}
	return false
}

// unwrap returns the tokens of a line without brackets around it and dashes
// before it.
func (l *layouter) unwrap(n *line) (first, last int) {
	first, last = n.first, n.last
	for first < last && creditMarks[l.d.Forms[first].Word] {
		first++
	}
	for last > first {
		if w := l.d.Word(last - 1); w != ")" && w != "]" && w != "." && w != "*" {
			break
		}
		last--
	}
	return first, last
}

var creditMarks = wordSet("( [ - -- * + _ / | --- :")

// isCredit reports whether a line that starts like a credit, with [first,
// name), goes on like one: it names somebody and says nothing of them.
func (l *layouter) isCredit(first, name, last, p int) bool {
	switch l.d.Forms[first].Word {
	case sourceWord, sourcesWord:
		return name < last && last-name <= 8
	case copyrightWord:
		return last-first <= 30 && (l.inHead || p+closing >= len(l.lines))
	case compiledWord, writtenWord, reportedWord, storyWord, reportWord, fromWord:
		return last-first <= 30 && p+closing >= len(l.lines) && l.texts > 0 && (name == last || capital(l.d.Forms[name].Shape) || l.d.Forms[first].Word == fromWord || l.d.Forms[first].Word == compiledWord)
	case someWord, informationWord, materialWord, inputsWord:
		return name < last && last-first <= 30 && l.usedHere(first, last)
	case videoWord, graphicWord:
		return last-first <= maxPictureCredit
	}
	for i := name; i < min(last, name+4); i++ {
		if t := l.d.Tokens[i].XPOS; l.d.Forms[i].Shape == ShapeLower && (t == VBD || t == VBZ || t == VBP || t == MD) {
			return false
		}
	}
	return true
}

// usedHere reports whether [first, last), "information from …", is of this story:
// it says so at its end, or has no verb.
func (l *layouter) usedHere(first, last int) bool {
	for i := max(first, last-3); i < last; i++ {
		if ownStory[l.d.Forms[i].Word] {
			return true
		}
	}
	for i := first; i < last; i++ {
		if t := l.d.Tokens[i].XPOS; l.d.Forms[i].Shape == ShapeLower && (t == VBD || t == VBZ || t == VBP || t == MD) {
			return i < first+6 && ownStory[l.d.Forms[max(first, i-1)].Word] // "Some information in this report came from"
		}
	}
	return true
}

// ownStory are words for the story itself.
var ownStory = wordSet("report story article dispatch item piece")

// creditSpan returns the text of a credit without a full stop behind it.
func (l *layouter) creditSpan(n *line) Span {
	last := n.last
	if last-1 > n.first && l.d.Word(last-1) == "." {
		last--
	}
	return l.d.Span(n.first, last)
}

// readPicture reads the credit that a caption ends in ("Image: Ana Duarte.").
func (l *layouter) readPicture(n *line) bool {
	if n.last-n.first > maxCaption {
		return false
	}
	for i := n.last - 2; i > n.first && i >= n.last-maxPictureCredit; i-- {
		if l.d.Word(i) != ":" || !pictureLabels[l.d.Forms[i-1].Word] || !capital(l.d.Forms[i-1].Shape) || !capital(l.d.Forms[i+1].Shape) {
			continue
		}
		last := n.last
		if l.d.Word(last-1) == "." {
			last--
		}
		l.l.Credits = append(l.l.Credits, l.d.Span(i-1, max(last, i+2)))
		return true
	}
	return false
}

// helpPhrases are how closing lines say who else worked on a story.
var helpPhrases = NewPhrases(`contributed to this; contributed reporting; contributed additional; contributed from; contributed research; contributed ; reported from; reporting from; reporting by
	helped report; assisted with reporting; provided reporting; provided additional reporting; assisted in reporting; contributed with; was a contributor; did the reporting`)

// maxHelp is the largest number of tokens of a sentence that says who helped.
const maxHelp = 45

// helped reports whether n says no more than who else worked on the story:
// "Rui Leal in Brede contributed to this report."
func (l *layouter) helped(n *line) bool {
	if n.last-n.first > maxHelp || !capital(l.d.Forms[n.first].Shape) && l.d.Word(n.first) != "(" && l.d.Word(n.first) != "*" {
		return false
	}
	for i := n.first + 1; i < n.last; i++ {
		_, k := helpPhrases.At(l.d, i, n.last)
		if k == 0 {
			continue
		}
		return l.ofWriters(n, i) && l.ofStory(i, k, n.last)
	}
	return false
}

// ofWriters reports whether what stands before token i of n names people or an
// outlet: words in capitals, with roles and places.
func (l *layouter) ofWriters(n *line, i int) bool {
	verbs := 0
	for j := n.first; j < i; j++ {
		f := &l.d.Forms[j]
		t := l.d.Tokens[j].XPOS
		if f.Shape == ShapeLower && (t == VBD || t == VBZ || t == VBP || t == MD || t == PRP) {
			verbs++
		}
	}
	return verbs == 0
}

// ofStory reports whether what follows the k words of help at token i is of
// this story: "to this report", "from Velsund".
func (l *layouter) ofStory(i, k, last int) bool {
	if k > 1 {
		switch l.d.Word(i + k - 1) {
		case "from", "in":
			return i+k < last && capital(l.d.Forms[i+k].Shape)
		}
		return true
	}
	return i+k >= last || l.d.Word(i+k) == "."
}

// readLead reads the outlet in brackets that a paragraph of the running text
// starts with: "(The Beacon Post) The port …".
func (l *layouter) readLead(n *line) {
	if l.d.Word(n.first) != "(" {
		return
	}
	for j := n.first + 1; j < min(n.last-1, n.first+7); j++ {
		if l.d.Word(j) != ")" {
			continue
		}
		if l.d.outletIn(n.first+1, j) && l.d.Forms[j+1].Shape != ShapeLower {
			l.l.Credits = append(l.l.Credits, l.d.Span(n.first, j+1))
		}
		return
	}
}

// initials reports whether n is no more than the initials of those at the desk,
// and the agencies they used: "str-abc/lm (AFP, dpa)".
func (l *layouter) initials(n *line) bool {
	parts, slash := 0, false
	i := n.first
	for ; i < n.last && l.d.Word(i) != "("; i++ {
		switch f := &l.d.Forms[i]; {
		case f.Word == slashWord:
			slash = true
		case i == n.first && (f.Shape == ShapeUpper || l.d.AgencyAt(i, n.last) == 1) && i+2 < n.last && l.d.Forms[i+1].Word == slashWord:
			parts++ // "AFP/jk"
		case f.Word == hyphenWord:
		case f.Shape == ShapeLower && l.d.Tokens[i].Len() <= 4:
			parts++
		default:
			return false
		}
	}
	return parts >= 2 && slash && parts <= 6 && (i == n.last || l.d.Word(n.last-1) == ")" && (l.d.creditLine(i+1, n.last-1) || l.namesAgencies(i+1, n.last-1)))
}

// namesAgencies reports whether [first, last) is a list of names in capitals:
// "NPA, Interwire".
func (l *layouter) namesAgencies(first, last int) bool {
	for i := first; i < last; i++ {
		if f := &l.d.Forms[i]; !capital(f.Shape) && !joinsAgencies[f.Word] && !smallAgencies[f.Word] {
			return false
		}
	}
	return first < last && (capital(l.d.Forms[first].Shape) || smallAgencies[l.d.Forms[first].Word])
}

// smallAgencies are agencies that write themselves in lower case.
var smallAgencies = wordSet("dpa epd sid idea")

// signed reports whether n, the last line, is a dash and the name of an agency or
// of another outlet: "-- Interwire". A person's name signs a letter.
func (l *layouter) signed(n *line, p int) bool {
	first, last := l.unwrap(n)
	if p+1 < len(l.lines) || first == l.firstOf(p) || last-first > 3 || first >= last || !l.namesAgencies(first, last) {
		return false
	}
	name, ok := l.d.nameAt(first)
	return last-first == 1 && !(ok && name.Kind == Person) || l.d.outletIn(first, last)
}

// signedWith reports whether n, one of the last lines, is no more than a name and the
// agencies it was written with: "Rui Leal and agencies", "(Brede Press, with local
// media)", "Reuters, AFP and Interwire"; or the name of an outlet in brackets.
func (l *layouter) signedWith(n *line, p int) bool {
	first, last := l.unwrap(n)
	if last-first > maxSigned || first >= last || !capitalByte(l.d.Word(first)) || n.stop && l.d.Word(n.first) != "(" {
		return false
	}
	if l.d.Word(n.first) == "(" && l.d.Word(n.last-1) == ")" && l.d.outletIn(first, last) {
		return true
	}
	agency, lower := false, 0
	for i := first; i < last; {
		f := &l.d.Forms[i]
		if _, k := l.d.agencyAt(i, last); k > 0 && (i > first || capital(f.Shape)) {
			i, agency = i+k, true
			continue
		}
		if f.Shape == ShapeLower && !joinsAgencies[f.Word] {
			lower++
		}
		if !capital(f.Shape) && !joinsAgencies[f.Word] && f.Word != staffWord || f.Shape == ShapeNumber || lower > 1 {
			return false
		}
		i++
	}
	return agency && p > 0
}

// maxSigned is the largest number of tokens of such a line.
const maxSigned = 9

// firstOf returns the first token of paragraph p, the mark of a list included.
func (l *layouter) firstOf(p int) int {
	return l.d.Sentences[l.d.Paragraphs[p].First].First
}

// withAgency reports whether n is no more than "with" and an agency: "with AAP".
func (l *layouter) withAgency(n *line) bool {
	first, last := l.unwrap(n)
	return first+1 < last && (l.d.Forms[first].Word == withWord || l.d.Word(first) == "By") && l.d.creditLine(first+1, last)
}

// tail returns the tokens of the agency behind the last sentence of a line, if
// there is one: "… he said. (AP)", "… he said. – Reuters".
func (l *layouter) tail(n *line) (first, last int) {
	i := n.last - 1
	bracket := l.d.Word(i) == ")"
	for j := i - 1; j > max(n.first, i-maxTail); j-- {
		w := l.d.Forms[j].Word
		switch {
		case bracket && l.d.Word(j) == "(":
			if l.d.creditLine(j+1, i) && l.stops(n.first, j) {
				return j, i + 1
			}
			return 0, 0
		case !bracket && (w == dashWord || w == hyphenWord && l.d.Tokens[j-1].End < l.d.Tokens[j].Start):
			if l.d.creditLine(j+1, i+1) && l.stops(n.first, j) {
				return j + 1, i + 1
			}
			return 0, 0
		}
	}
	return 0, 0
}

// maxTail is the largest number of tokens behind the last sentence of a line.
const maxTail = 6

var (
	withWord        = WordHash("with")
	sourceWord      = WordHash("source")
	sourcesWord     = WordHash("sources")
	copyrightWord   = WordHash("copyright")
	writtenWord     = WordHash("written")
	compiledWord    = WordHash("compiled")
	reportedWord    = WordHash("reported")
	storyWord       = WordHash("story")
	reportWord      = WordHash("report")
	someWord        = WordHash("some")
	informationWord = WordHash("information")
	materialWord    = WordHash("material")
	inputsWord      = WordHash("inputs")
	videoWord       = WordHash("video")
	graphicWord     = WordHash("graphic")
	staffWord       = WordHash("staff")
)
