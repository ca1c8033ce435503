package attribution

import (
	"slices"
	"sort"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A Note is what the outlet says of its own story.
type Note struct {
	Kind NoteKind
	lang.Span
	By, Covers lang.Span // who says so and what it is about; empty if it is not told
	// frame is the words that make it a note: what is found there is no statement.
	frame lang.Span
	// clause says that it is part of a sentence that says something else too.
	clause bool
}

// A NoteKind says what a note is.
type NoteKind uint8

// The kinds of notes.
const (
	Unverified NoteKind = iota // "could not independently confirm"
	Correction
	Editor // an editor's note
	Agency // a wire credit
	Translated
	Archive // "this story was first published …"
)

var noteKinds = [...]string{"unverified", "correction", "editor", "agency", "translated", "archive"}

// String returns the kind in lower case.
func (k NoteKind) String() string { return noteKinds[k] }

// Notes returns the notes of d in the order of the text.
func Notes(d *lang.Document) []Note {
	var out []Note
	for _, c := range d.Layout.Credits {
		if n, ok := agencyNote(d, c); ok {
			out = append(out, n)
		}
	}
	end := 0 // of the last note with a label
	for si := range d.Sentences {
		st := d.Sentences[si]
		if d.Tokens[st.First].Start < end {
			out = withinNote(d, si, out)
			continue
		}
		n, ok := imprint(d, si)
		if ok {
			out = goesOn(d, n, out)
			end = n.End
		}
		if first, also := firstOut(d, st, ok); also && (!ok || n.Kind != Archive) {
			out = append(out, first)
		} else if more, ok2 := appearedToo(d, si, out, ok); ok2 {
			out = append(out, more)
		} else if !ok {
			out = unverified(d, si, out)
		}
	}
	slices.SortStableFunc(out, func(a, b Note) int { return a.Start - b.Start })
	return out
}

// withinNote appends to out what sentence si, within a note with a label, says of
// the story that is a note of another kind.
func withinNote(d *lang.Document, si int, out []Note) []Note {
	label := out[len(out)-1]
	if label.Kind != Editor {
		return out
	}
	before := len(out)
	if n, ok := imprint(d, si); ok && n.Kind != Editor {
		out = append(out, n)
		if first, ok := firstOut(d, d.Sentences[si], true); ok && n.Kind != Archive {
			out = append(out, first)
		}
	} else if !ok {
		out = unverified(d, si, out)
	}
	if len(out) > before && out[before].Start < label.End {
		out[before-1].End = max(out[before-1].frame.End, out[before-1].Start+1)
	}
	return out
}

// goesOn appends n to out. Where it goes on with the note before it, which is of
// its kind and paragraph, both are one.
func goesOn(d *lang.Document, n Note, out []Note) []Note {
	if k := len(out) - 1; k >= 0 && out[k].Kind == n.Kind && n.Kind != Unverified && out[k].End <= n.Start && n.Start-out[k].End <= 3 {
		if p := d.Sentences[d.SentenceOf(d.TokenAt(out[k].Start))].Paragraph; p == d.Sentences[d.SentenceOf(d.TokenAt(n.Start))].Paragraph {
			out[k].End, out[k].frame.End = n.End, n.frame.End
			return out
		}
	}
	return append(out, n)
}

// agencyNote returns the note that a credit is if it names an agency. Whoever
// took a picture is none.
func agencyNote(d *lang.Document, credit lang.Span) (Note, bool) {
	first := d.TokenAt(credit.Start)
	last := first
	for last < len(d.Tokens) && d.Tokens[last].Start < credit.End {
		last++
	}
	if pictureWords[d.Forms[first].Word] || last-first > 2 && pictureWords[d.Forms[first+1].Word] && d.Forms[first+2].Shape != lang.ShapeLower {
		return Note{}, false
	}
	by := lang.Span{}
	for i := first; i < last; i++ {
		if n := d.AgencyAt(i, last); n > 0 {
			if by.Len() > 0 && !onlyMarks(d, d.TokenAt(by.End), i) {
				break
			}
			if by.Len() == 0 {
				by.Start = d.Tokens[i].Start
			}
			by.End = d.Tokens[i+n-1].End
			i += n - 1
		}
	}
	if by.Len() == 0 {
		by = unlistedAgency(d, first, last)
	}
	if by.Len() == 0 {
		by = unknownAgency(d, first, last)
	}
	if by.Len() == 0 {
		by = agenciesHelped(d, first, last)
	}
	if by.Len() == 0 {
		by = agenciesBehind(d, first, last)
	}
	return Note{Kind: Agency, Span: credit, By: by, frame: credit}, by.Len() > 0
}

// agenciesBehind returns the agencies that a credit ends in without naming them, behind
// "by", "with", "and" or a comma: "Rui Leal and agencies", or the name behind a
// sign of copyright that the story's other credits have.
func agenciesBehind(d *lang.Document, first, last int) lang.Span {
	for last > first && d.Forms[last-1].Shape == lang.ShapeMark {
		last--
	}
	if last-first == 3 && d.Word(first+1) == "/" && d.Forms[first].Shape == lang.ShapeUpper { // "NRV/jk"
		return d.Span(first, first+1)
	}
	for i := first + 1; i < last; i++ {
		if w := d.Forms[i-1].Word; (w == byWord || w == withWord || w == andWord || w == fromWord || d.Word(i-1) == "," || d.Word(i-1) == ":") && d.AllAgencies(i, last) {
			return d.Span(i, last)
		}
	}
	return lang.Span{}
}

// unlistedAgency returns the first name in a credit that ends like an agency's:
// "Additional reporting by Brede News Agency".
func unlistedAgency(d *lang.Document, first, last int) lang.Span {
	for i := first; i < last; i++ {
		if i > first && d.Forms[i].Word == theHash {
			continue
		}
		if n := d.UnlistedAgencyAt(i, last); n > 0 {
			return d.Span(i, i+n)
		}
	}
	return lang.Span{}
}

// unknownAgency returns the name of an agency that only this story knows, or
// "agencies", where a credit can be of nothing else.
func unknownAgency(d *lang.Document, first, last int) lang.Span {
	if bracketed(d, first, last) {
		return d.Span(first+1, last-1)
	}
	i := first
	for i < last && d.Forms[i].Shape == lang.ShapeMark {
		i++
	}
	if open := lastBracket(d, i, last); open > i && bracketed(d, open, last) && d.Forms[i].Shape == lang.ShapeLower && d.Forms[i].Word != withWord { // "lo/wd (NPA, Interwire)"
		return d.Span(open+1, last-1)
	}
	with := i // "with news agencies"
	if d.Forms[i].Word == withWord {
		with++
	}
	if d.AllAgencies(with, last) {
		return d.Span(with, last)
	}
	_, n := takenOver.At(d, i, last)
	if n == 0 && !namesOnly(d, i, last) { // "-- Interwire"
		return lang.Span{}
	}
	if i+n == last {
		return d.Span(i+1, last) // "With agencies"
	}
	i += n
	end := last
	for end > i && d.Forms[end-1].Shape == lang.ShapeMark {
		end--
	}
	if i >= end || end-i > maxAgency || writer(d, i, end) {
		return lang.Span{}
	}
	return d.Span(i, end)
}

// agenciesHelped returns the agencies that a credit starts with, which it does not
// name: "News agencies contributed to this report".
func agenciesHelped(d *lang.Document, first, last int) lang.Span {
	for i := first; i < min(last, first+3); i++ {
		if anyAgencies[d.Forms[i].Word] || i > first && d.Word(i) == "services" {
			if i+1 < last && d.Forms[i+1].Lemma == contributeLemma {
				return d.Span(first, i+1)
			}
		}
	}
	return lang.Span{}
}

var contributeLemma = lang.WordHash("contribute")

// namesOnly reports whether [first, last) is no more than a short name.
func namesOnly(d *lang.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if sh := d.Forms[i].Shape; sh != lang.ShapeTitle && sh != lang.ShapeUpper && sh != lang.ShapeMixed {
			return false
		}
	}
	return first < last && last-first <= 3
}

// takenOver are what credits start with that name an outlet whose material was
// used, not a writer.
var takenOver = lang.NewPhrases(`with files from; with material from; with inputs from; with input from; with agency inputs; with information from; with content from; with agencies; with news agencies; with wires; with wire reports
	with reporting from; material from; compiled from; inputs from; inputs by; information from; from wire reports; from agency reports; from news reports; from news services; from news agencies; source :; sources :`)

// maxAgency is the largest number of tokens of the name of an agency.
const maxAgency = 6

// writer reports whether [first, last) is a person's name.
func writer(d *lang.Document, first, last int) bool {
	for _, n := range d.Names {
		if n.First >= first && n.Last <= last && n.Kind == lang.Person {
			return true
		}
	}
	return false
}

// lastBracket returns the last opening bracket in [first, last), -1 for none.
func lastBracket(d *lang.Document, first, last int) int {
	for i := last - 1; i >= first; i-- {
		if d.Word(i) == "(" {
			return i
		}
	}
	return -1
}

// onlyMarks reports whether nothing but marks and "and" stands in [first, last).
func onlyMarks(d *lang.Document, first, last int) bool {
	for i := first; i < last; i++ {
		if d.Forms[i].Shape != lang.ShapeMark && d.Forms[i].Shape != lang.ShapeOther && d.Forms[i].Word != andWord {
			return false
		}
	}
	return true
}

// bracketed reports whether [first, last) is a short name in brackets.
func bracketed(d *lang.Document, first, last int) bool {
	if last-first < 3 || last-first > 7 || !(d.Word(first) == "(" && d.Word(last-1) == ")" || d.Word(first) == "/" && d.Word(last-1) == "/") {
		return false
	}
	for i := first + 1; i < last-1; i++ {
		if sh := d.Forms[i].Shape; sh != lang.ShapeTitle && sh != lang.ShapeUpper && sh != lang.ShapeMixed && d.Tokens[i].XPOS != lang.Comma && !capitalAt(d.Word(i)) {
			return false
		}
	}
	return true
}

// pictureWords begin the credits of pictures.
var pictureWords = hashed("image images photo photos photograph photographs photography picture pictures credit credits video audio illustration graphic graphics file")

var andWord = lang.WordHash("and")

// ofStory returns the relations of rels that are statements of the story. Those
// in credits, bylines and the headlines of other stories are not, nor is what
// the outlet says of its own story, which is a note. Where a content runs on
// into a note it is cut there.
func ofStory(d *lang.Document, rels []Relation) []Relation {
	notes := Notes(d)
	index := make([]int, len(rels)) // in what is kept; -1 for what is not
	kept := rels[:0:0]
	for i := range rels {
		r := &rels[i]
		if index[i] = -1; !r.aside(d, notes) {
			index[i] = len(kept)
			kept = append(kept, *r)
		}
	}
	for i := range kept {
		r := &kept[i]
		r.Continues, r.Within = follow(rels, index, r.Continues, true), follow(rels, index, r.Within, false)
		r.cut(d.Text, notes)
	}
	return kept
}

// follow returns where the relation that link leads to is kept, or else the
// next one that it leads to itself; -1 for none.
func follow(rels []Relation, index []int, link int, continues bool) int {
	for link >= 0 && index[link] < 0 {
		if continues {
			link = rels[link].Continues
		} else {
			link = rels[link].Within
		}
	}
	if link < 0 {
		return -1
	}
	return index[link]
}

// aside reports whether r is no statement of the story.
func (r *Relation) aside(d *lang.Document, notes []Note) bool {
	at := r.Cue
	if len(at) == 0 {
		at = r.Content
	}
	for _, s := range at {
		if d.Layout.Aside(s) {
			return true
		}
		for _, n := range near(notes, s) {
			if n.frame.Overlaps(s) {
				return true
			}
		}
	}
	if len(at) > 0 && signature(d, d.TokenAt(at[0].Start)) {
		return true
	}
	if len(r.Source) > 0 {
		for _, n := range near(notes, r.Source[0]) {
			if n.Kind != Agency && n.Kind != Unverified && n.frame.Overlaps(r.Source[0]) {
				return true
			}
		}
	}
	return false
}

// maxSignature is the largest number of tokens of a byline.
const maxSignature = 36

// signature reports whether token i stands in a paragraph that says who wrote
// the story, wherever it stands: "By", names, and no verb.
func signature(d *lang.Document, i int) bool {
	par := d.Paragraphs[d.Sentences[d.SentenceOf(i)].Paragraph]
	first, last := d.Sentences[par.First].First, d.Sentences[par.Last-1].Last
	if d.Forms[first].Word != byWord || d.Forms[first].Shape == lang.ShapeLower || last-first > maxSignature || first+1 == last || d.Forms[first+1].Shape == lang.ShapeLower {
		return false
	}
	for k := first + 1; k < last; k++ {
		if x := d.Tokens[k].XPOS; d.Forms[k].Shape == lang.ShapeLower && (x == lang.VBD || x == lang.VBZ || x == lang.VBP || x == lang.MD) {
			return false
		}
	}
	return true
}

// near returns the notes, which are in order, that may overlap s.
func near(notes []Note, s lang.Span) []Note {
	const overlapping = 3 // so many may overlap each other: a credit within a note within a list
	i := sort.Search(len(notes), func(i int) bool { return notes[i].Start >= s.End })
	return notes[max(0, i-overlapping):i]
}

// cut takes from the end of r's content the notes that follow it in its
// sentence: "that it had killed 40, a claim that could not be verified".
func (r *Relation) cut(text string, notes []Note) {
	for _, n := range near(notes, r.Content[len(r.Content)-1]) {
		k := len(r.Content) - 1
		last := r.Content[k]
		if !n.clause || last.Start >= n.Start || n.Start >= last.End || last.End > n.End+1 {
			continue
		}
		if last.End = last.Start + len(beforeClause(text[last.Start:n.Start])); last.End > last.Start {
			r.Content = slices.Clone(r.Content)
			r.Content[k] = last
		}
	}
}

// beforeClause returns s without the comma and the conjunction that it ends in.
func beforeClause(s string) string {
	s = strings.TrimRight(s, " ,;-–—\n")
	for _, w := range [...]string{" but", " and", " although", " though", " while"} {
		if t, ok := strings.CutSuffix(s, w); ok {
			return strings.TrimRight(t, " ,;-–—\n")
		}
	}
	return s
}
