package attribution

import "github.com/onrecord/onrecord/internal/lang"

// A mark of the story itself stands at the start of a sentence, behind brackets
// and dashes at most.

// imprintLabels are what notes are headed with; the kinds are those of
// labelKinds. A mark must follow them, or nothing.
var imprintLabels = lang.NewPhrases(
	`correction; corrections; clarification; clarifications; corrected; corrects; correction appended; correction and clarification; corrections and clarifications; erratum; for the record; correction to this article; correction notice`,
	`editor 's note; editors ' note; editor ' s note; editors note; editor note; editors ' notes; editor 's notes; note from the editor; note from the editors; editorial note; editorial notes; note from the newsroom; newsroom note; desk note; update; updates; note to readers; note to our readers; note to reader; note to editors; a note to readers; a note to our readers; author 's note; note; nb; n.b.; notes to editors; full disclosure
	reporter 's note; publisher 's note; publishers note; ed note; ed. note; ed 's note; eds; eds .; eds note; eds.; ed; ed.; editor; editors; disclaimer; disclosure; content warning; trigger warning; warning; reader advisory; advisory; update note`,
	`from the archive; from the archives; from our archive; from our archives; archive; archives; archive story`)

// imprintStarts are what sentences begin with that are notes.
var imprintStarts = lang.NewPhrases(
	`we have corrected; we corrected; we amended; we have clarified; refiles to; refiles with corrected; refiles story; we have corrected; we have amended; the story has been corrected; the article has been corrected; the headline has been corrected; the story was corrected; the article was amended; the article has been amended; the story has been amended; the text has been corrected; corrects; ( corrects; corrected to; corrected version; corrects to; refiles to correct; fixes typo; fixes typos; fixes spelling; fixes headline; fixes name; fixes date; fixes byline; fixes dateline; updated and corrected; corrected and updated; this corrected; this version corrects; this story corrects; this item corrects; this report corrects; this corrects; this is a corrected`,
	`this is a developing; this is a breaking; this breaking news; this developing story; the story is developing; more to follow; more follows; more to come; more details soon; more details to follow; more soon; story developing; * not her real; * not his real; * not their real; not her real name; not his real name; not their real names; readers are advised; viewers are advised; the opinions expressed; the views expressed; views expressed; opinions expressed; the interview has been lightly; the conversation has been lightly; the transcript has been lightly; answers have been edited; answers have been shortened; responses have been edited; the transcript has been shortened; the interview has been shortened; the interview has been condensed; the conversation has been condensed; quotes have been edited; this story was produced with; this article was produced with; this story was supported by; some details have been; some details in this; some identifying details; identifying details have been; some names and; some readers may find; some viewers may find; the story has been updated; the article has been updated; the article was updated; the story has been edited; the article has been edited; the story was edited; the article was edited; we have updated this; we updated this; we have changed this; we have edited this; we have removed; name changed; names changed; identity changed; * name changed; * names changed; the story was updated; the interview has been edited; the interview was edited; the transcript has been edited; the conversation has been edited; the conversation was edited; viewer discretion; reader discretion; some names have been changed; names have been changed; some names in; * name has been changed; name has been changed; the names have been changed; warning : this; all names have been changed`,
	`reposted from; reproduced from; reproduced with; reprinted in; reprinted by; republished by; reposted with; this is an archived; this is an archive; this is an old; republished from; originally published; first published; first broadcast; originally broadcast; originally printed; previously published; published first; republished with permission; this page was archived; this page has been archived; this content is archived; this article is from our; this story is from our; this article is from the archive; this article is from the archives; this story is from the archive; this story is from the archives; this article is more than; this story is more than; from the vault; originally published in; originally published on; originally published at; originally published by; originally appeared in; originally appeared on; first published in; first appeared in; first appeared on; first published by; reprinted from; reprinted with`,
	`text translated from; text translated by; article translated by; article translated from; story translated by; interview translated by; translated from; translated into; translated to; english translation by; english translation :; adapted from the; this is a translation; this is an edited translation; this is an abridged translation; this is an english translation; this is an english version; this is an unofficial translation; this translation was; this translation has; quotes have been translated; quotes were translated; quotations have been translated; quotations were translated; the quotes were translated; the quotations were translated; the interview was translated; the interview has been translated; translated from; translated by; translation by; translation :; translation from; translated and edited; machine translated; machine - translated; automatically translated; translated with`)

var labelKinds = [...]NoteKind{Correction, Editor, Archive, Translated}

// imprint returns the note that sentence si is: a correction, an editor's note,
// or where the story comes from.
func imprint(d *lang.Document, si int) (Note, bool) {
	st := d.Sentences[si]
	first := st.First
	for first < st.Last && openingMarks[d.Forms[first].Word] {
		first++
	}
	if first == st.Last || inQuotation(d, d.Tokens[first].Start) {
		return Note{}, false
	}
	if n, ok := labelled(d, si, first); ok {
		return n, true
	}
	if n := deskMark(d, st, first); n > 0 {
		return sentenceNote(d, st, deskKind(d, first, st.Last), first, first+n), true
	}
	if n := changedNames(d, st, first); n > 0 {
		return sentenceNote(d, st, Editor, first, first+n), true
	}
	if i := wrongEarlier(d, st); i >= 0 {
		return sentenceNote(d, st, Correction, i, i+2), true
	}
	if n := bracketCorrection(d, st, first); n > 0 {
		return sentenceNote(d, st, Correction, first, first+n), true
	}
	if n := deskError(d, st, first); n > 0 {
		return sentenceNote(d, st, Correction, first, first+n), true
	}
	if n, ok := basedOn(d, st); ok {
		return n, true
	}
	if n, ok := otherVersion(d, st, first); ok {
		return n, true
	}
	if k, n := imprintStarts.At(d, first, st.Last); n > 0 && d.Forms[first].Shape != lang.ShapeLower {
		if labelKinds[k] == Editor && toCorrect(d, first+n, st.Last) {
			return sentenceNote(d, st, Correction, first, first+n), true
		}
		return sentenceNote(d, st, labelKinds[k], first, first+n), true
	}
	return ofThisStory(d, st, first)
}

// firstOut returns the note that a sentence makes beside what else it says of
// itself: "Updated at 9.40pm, first published at 6.05am". Its words before that
// are a line of their own, without a verb, or a note themselves.
func firstOut(d *lang.Document, st lang.Sentence, note bool) (Note, bool) {
	for i := st.First + 1; i+2 < st.Last; i++ {
		if x := d.Tokens[i].XPOS; !note && (x == lang.VBZ || x == lang.VBP || x == lang.MD || x == lang.VBD && i > st.First+1) {
			return Note{}, false
		}
		if !firstWords[d.Forms[i].Word] || !outWords[d.Forms[i+1].Word] || d.Tokens[i+2].XPOS != lang.IN || !stops[d.Forms[i-1].Word] {
			continue
		}
		if !note && !stamps[d.Forms[st.First].Word] {
			return Note{}, false
		}
		end := i + 2
		for end < st.Last && d.Tokens[end].XPOS != lang.Comma && d.Word(end) != ";" && d.Word(end) != ")" && d.Word(end) != "." {
			end++
		}
		return Note{Kind: Archive, Span: d.Span(i, end), frame: d.Span(i, i+2)}, true
	}
	return Note{}, false
}

var (
	firstWords = hashed("first originally previously")
	outWords   = hashed("published posted broadcast printed released aired")
	stops      = hashed(", ; -- - | ( • and")
	stamps     = hashed("updated published posted modified last")
)

// deskMark returns the length of the word that a note of the desk in brackets
// starts with: "(Adds quotes, background)". It is 0 if the sentence is none.
func deskMark(d *lang.Document, st lang.Sentence, first int) int {
	if first == st.First || d.Word(first-1) != "(" && d.Word(first-1) != "[" || !deskWords[d.Forms[first].Word] || d.Forms[first].Shape == lang.ShapeLower {
		return 0
	}
	return 1
}

// bracketCorrection returns the number of tokens up to "corrects" of a note of the
// desk in brackets: "(In May 14 story, corrects the toll)", 0 if the sentence is
// none.
func bracketCorrection(d *lang.Document, st lang.Sentence, first int) int {
	if first == st.First || d.Word(first-1) != "(" && d.Word(first-1) != "[" || d.Forms[first].Shape == lang.ShapeLower {
		return 0
	}
	for i := first; i < min(st.Last, first+maxVerb+2); i++ {
		if w := d.Forms[i].Word; w == correctsWord || w == correctedWord && i > first && (paragraphWords[d.Forms[i-1].Word] || d.Word(i-1) == ",") {
			return i + 1 - first
		}
	}
	return 0
}

// deskError returns the number of tokens of "Owing to an editing error" that
// sentence st starts with, 0 if it does not.
func deskError(d *lang.Document, st lang.Sentence, first int) int {
	if !dueWords[d.Forms[first].Word] {
		return 0
	}
	for i := first + 2; i < min(st.Last, first+maxBetween+3); i++ {
		if errorWords[d.Forms[i].Word] {
			if deskErrors[d.Forms[i-1].Word] {
				return i + 1 - first
			}
			return 0
		}
	}
	return 0
}

// deskKind returns the kind of a note of the desk in brackets whose first word is at
// token first: a correction where it takes out or puts in what was amiss.
func deskKind(d *lang.Document, first, last int) NoteKind {
	if mendsText[d.Forms[first].Word] {
		return Correction
	}
	if d.Word(first) == "Adds" {
		for i := first + 1; i < min(last, first+4); i++ {
			if amiss[d.Forms[i].Word] {
				return Correction
			}
		}
	}
	return Editor
}

var (
	mendsText = hashed("removes drops deletes restores clarifies fixes amends")
	amiss     = hashed("dropped missing omitted")
)

var (
	correctsWord   = lang.WordHash("corrects")
	correctedWord  = lang.WordHash("corrected")
	paragraphWords = hashed("paragraph paragraphs graf grafs headline lead byline dateline")
	deskErrors     = hashed("editing production agency typographical reporting reporter transcription editor subbing typing proofreading")
)

var deskWords = hashed("clarifies fixes deletes restores amends adds updates recasts rewrites releads writethru removes drops changes inserts trims")

// changedNames returns the number of tokens of "the names of the victims have
// been changed" up to its verb, 0 if the sentence does not start so.
func changedNames(d *lang.Document, st lang.Sentence, first int) int {
	names := false
	for i := first; i < min(st.Last, first+maxVerb+2); i++ {
		switch w := d.Forms[i].Word; {
		case nameWords[w]:
			names = true
		case names && changedWords[w] && i >= 2 && (d.Word(i-1) == "been" || d.Word(i-1) == "are" || d.Word(i-1) == "were" || d.Word(i-1) == "was"):
			return i + 1 - first
		case d.Tokens[i].XPOS == lang.VBD && w != wereWord || d.Tokens[i].XPOS == lang.MD || i < first+2 && !names && d.Tokens[i].XPOS == lang.PRP:
			return 0
		}
	}
	return 0
}

// wrongEarlier returns where "an earlier version" stands at the end of a sentence
// that says what was wrong there; -1 for nowhere.
func wrongEarlier(d *lang.Document, st lang.Sentence) int {
	for i := st.Last - 1; i > st.First+3; i-- {
		if !versions[d.Forms[i].Word] || !earlierWords[d.Forms[i-1].Word] {
			continue
		}
		if i+1 < st.Last && d.Word(i+1) != "." && !(i+3 < st.Last && d.Forms[i+1].Word == ofWord && storyWords[d.Forms[min(i+3, st.Last-1)].Word]) {
			return -1
		}
		for k := st.First; k < i-1; k++ {
			if v := storyVerbs[d.Forms[k].Word]; v == wrongVerb {
				return i - 1
			}
		}
		return -1
	}
	return -1
}

var (
	nameWords    = hashed("name names identities identity")
	changedWords = hashed("changed withheld altered")
	wereWord     = lang.WordHash("were")
)

// labelled returns the note that starts with a label at token first of
// sentence si: it goes on to the end of its paragraph. A label alone has the
// next sentence go with it.
func labelled(d *lang.Document, si, first int) (Note, bool) {
	st := d.Sentences[si]
	k, n := imprintLabels.At(d, first, st.Last)
	if n == 0 || d.Forms[first].Shape == lang.ShapeLower {
		return Note{}, false
	}
	end := pastLabelDay(d, first+n, st.Last)
	alone := end == st.Last || onlyMarks(d, end, st.Last)
	starts := d.Paragraphs[st.Paragraph].First == si
	if !alone && !(labelMarks[d.Forms[end].Word] && (n > 1 || starts)) || alone && !starts {
		return Note{}, false
	}
	note := sentenceNote(d, st, labelKinds[k], first, min(end+1, st.Last))
	if !alone && first > st.First && (d.Word(first-1) == "(" && d.Word(end) == ")" || d.Word(first-1) == "[" && d.Word(end) == "]") { // "(CORRECTED) Storm …"
		note.Span = d.Span(first-1, end+1)
		return note, true
	}
	if next := min(end+1, st.Last-1); next > first {
		if note.Kind == Editor && (d.Forms[next].Word == correctsWord || d.Forms[next].Word == correctedWord) { // "EDS: CORRECTS …"
			note.Kind = Correction
		}
		if more, ok := ofThisStory(d, st, next); ok { // "Correction: An earlier version …"
			note.frame.End = more.frame.End
			if note.Kind == Editor && more.Kind == Correction {
				note.Kind = Correction
			}
		}
	}
	if par := d.Paragraphs[st.Paragraph]; starts && par.Last-par.First <= maxNote {
		last := d.Sentences[par.Last-1]
		note.End = spanOf(d, last.First, last.Last).End
	}
	if alone && si+1 < len(d.Sentences) && !(n > 1 && d.Word(st.Last-1) == ".") {
		next := d.Sentences[si+1]
		note.End = spanOf(d, next.First, next.Last).End
	}
	return note, true
}

// pastLabelDay returns the token after the day that follows a label before its
// mark: "Correction May 14:", i itself if none does.
func pastLabelDay(d *lang.Document, i, last int) int {
	k := i
	if k+1 < last && (d.Word(k) == "on" || d.Word(k) == "of") {
		k++
	}
	for k < min(last, i+maxLabelDay) && (d.Forms[k].Shape == lang.ShapeNumber || d.Tokens[k].XPOS.Proper() || k > i && d.Word(k) == ",") {
		k++
	}
	if k < last && k > i && d.Word(k) == ":" {
		return k
	}
	return i
}

// maxLabelDay is the largest number of tokens of the day behind a label.
const maxLabelDay = 6

// sentenceNote returns the note of the sentence st whose words [first, end)
// make it one.
func sentenceNote(d *lang.Document, st lang.Sentence, k NoteKind, first, end int) Note {
	return Note{Kind: k, Span: spanOf(d, st.First, st.Last), frame: d.Span(first, end)}
}

// spanOf returns the text of [first, last) without a full stop behind it.
func spanOf(d *lang.Document, first, last int) lang.Span {
	if last-1 > first && d.Word(last-1) == "." {
		last--
	}
	return d.Span(first, last)
}

// inQuotation reports whether the text at byte offset pos stands in a quotation.
func inQuotation(d *lang.Document, pos int) bool {
	lo, hi := 0, len(d.Quotations)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Quotations[m].Start <= pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for k := lo - 1; k >= max(0, lo-8); k-- {
		if d.Quotations[k].Start <= pos && pos < d.Quotations[k].End {
			return true
		}
	}
	return false
}

// maxNote is the largest number of sentences of a note with a label.
const maxNote = 6

// How far the words that make a note of a sentence on "this story" may stand
// apart, in tokens.
const (
	maxBetween = 4  // "this" and "story"
	maxVerb    = 12 // "story" and "corrected"
)

// ofThisStory returns the note that a sentence is whose subject is the story
// itself or an earlier version of it.
func ofThisStory(d *lang.Document, st lang.Sentence, first int) (Note, bool) {
	if i := regret(d, st); i >= 0 {
		return sentenceNote(d, st, Correction, i, i+3), true
	}
	i := first
	kind := storyMark(d, &i, st.Last)
	if kind == noMark {
		return Note{}, false
	}
	for j := i; j < min(st.Last, i+maxVerb); j++ {
		w := d.Forms[j].Word
		switch v := storyVerbs[w]; {
		case kind == earlierMark && v == publishedVerb && (j > i && formerly[d.Forms[j-1].Word] || published(d, i, j, st.Last) == Translated):
			return sentenceNote(d, st, published(d, i, j, st.Last), first, j+1), true
		case kind == earlierMark && amissWords[w]:
			return sentenceNote(d, st, Correction, first, j+1), true
		case kind == thisMark && mendsText[w] && versions[d.Forms[first+1].Word], kind == thisMark && d.Word(j) == "adds" && j+1 < st.Last && amiss[d.Forms[j+1].Word]:
			return sentenceNote(d, st, Correction, first, j+1), true
		case kind == formerMark && v != wrongVerb:
			continue
		case kind == formerMark:
			return sentenceNote(d, st, Correction, first, j+1), true
		case kind == earlierMark && (v == correctedVerb || v == wrongVerb || d.Tokens[j].XPOS.Verbal() && !auxiliaries[w]):
			return sentenceNote(d, st, Correction, first, j+1), true
		case kind == thisMark && (v == wrongVerb && j <= i+2 || formerly[w] && stated[d.Forms[min(j+1, st.Last-1)].Word]):
			return sentenceNote(d, st, Correction, first, j+1), true
		case kind == earlierMark || v == 0 || v == wrongVerb:
			continue
		case v == publishedVerb:
			return sentenceNote(d, st, published(d, i, j, st.Last), first, j+1), true
		case v == updatedVerb, v == editedVerb && toCorrect(d, j+1, st.Last):
			if corrects(d, j+1, st.Last) {
				return sentenceNote(d, st, Correction, first, j+1), true
			}
			return sentenceNote(d, st, Editor, first, j+1), true
		default:
			return sentenceNote(d, st, verbNotes[v], first, j+1), true
		}
	}
	return Note{}, false
}

// What a sentence says about the story.
const (
	noMark      = iota
	thisMark    // "this story"
	earlierMark // "an earlier version of this story"
	formerMark  // "an earlier report": another story, unless it is called wrong
)

// storyMark reads "this story" or "an earlier version of …" at token *i, and
// sets *i behind it.
func storyMark(d *lang.Document, i *int, last int) int {
	j := *i
	if f := d.Forms[j].Word; f == inWord || dueWords[f] || articles[f] || f == thisWord || earlierWords[f] {
		for k := j; k < min(last, j+12); k++ {
			if earlierWords[d.Forms[k].Word] && k+1 < last && versionWords[d.Forms[k+1].Word] {
				*i = k + 2
				if *i+2 < last && d.Forms[*i].Word == ofWord && !storyWords[d.Forms[*i+2].Word] {
					return noMark // of something else
				}
				if !versions[d.Forms[k+1].Word] && !ofThis(d, k+2, last) {
					return formerMark
				}
				return earlierMark
			}
			if x := d.Tokens[k].XPOS; x == lang.VBD || x == lang.VBZ || x == lang.VBP || x == lang.MD {
				break
			}
		}
	}
	if d.Forms[j].Word != thisWord && !articles[d.Forms[j].Word] {
		return noMark
	}
	for k := j + 1; k < min(last, j+2+maxBetween); k++ {
		f := d.Forms[k].Word
		if storyWords[f] && d.Forms[j].Word == thisWord || versionWords[f] && d.Forms[j].Word != thisWord && ofThis(d, k+1, last) {
			*i = k + 1
			return thisMark
		}
		if d.Tokens[k].XPOS.Verbal() && d.Tokens[k].XPOS != lang.VBN {
			return noMark
		}
	}
	return noMark
}

// ofThis reports whether "of this story" stands at token i.
func ofThis(d *lang.Document, i, last int) bool {
	return i+2 < last && d.Forms[i].Word == ofWord && d.Forms[i+1].Word == thisWord && storyWords[d.Forms[i+2].Word]
}

// published returns what kind of note it is that the story was published, by the
// verb at j: translated if it says in which language.
func published(d *lang.Document, i, j, last int) NoteKind {
	for k := i; k < last; k++ {
		if storyVerbs[d.Forms[k].Word] == translatedVerb || d.Forms[k].Word == inWord && k+1 < last && languages[d.Forms[k+1].Word] {
			return Translated
		}
	}
	return Archive
}

// corrects reports whether [i, last) says that an update mends something.
func corrects(d *lang.Document, i, last int) bool {
	for ; i < last; i++ {
		if mends[d.Forms[i].Word] {
			return true
		}
	}
	return false
}

// regret returns where in a sentence an outlet says that it regrets an error, -1
// for nowhere.
func regret(d *lang.Document, st lang.Sentence) int {
	for i := st.First + 1; i+2 < st.Last && i < st.First+6; i++ {
		if regretWords[d.Forms[i].Word] && (d.Word(i+1) == "the" && errorWords[d.Forms[i+2].Word] || i+3 < st.Last && d.Word(i+1) == "for" && d.Word(i+2) == "the" && errorWords[d.Forms[i+3].Word]) {
			return i
		}
	}
	return -1
}

// What is done to a story.
const (
	correctedVerb = iota + 1
	updatedVerb
	translatedVerb
	publishedVerb
	wrongVerb // what an earlier version did
	editedVerb
)

var verbNotes = [...]NoteKind{correctedVerb: Correction, updatedVerb: Editor, translatedVerb: Translated, publishedVerb: Archive, editedVerb: Editor}

var storyVerbs = func() map[uint64]uint8 {
	m := map[uint64]uint8{}
	for k, words := range [...]string{
		correctedVerb: "corrected amended clarified correction corrects", updatedVerb: "updated revised changed modified refiled", translatedVerb: "translated translation",
		publishedVerb: "published appeared appears ran posted broadcast originated republished reprinted printed written aired adapted extract extracted excerpt excerpted", editedVerb: "edited condensed abridged shortened retracted removed withdrawn",
		wrongVerb: "misstated incorrectly misidentified misspelled misspelt mistakenly erroneously wrongly inaccurately misattributed omitted",
	} {
		for w := range hashed(words) {
			m[w] = uint8(k)
		}
	}
	return m
}()

var (
	openingMarks = hashed("( [ * ** - -- _ / + > | ~ •")
	labelMarks   = hashed(": -- - | > . ) , ( ]")
	storyWords   = hashed("story stories article report post piece item dispatch interview essay column commentary headline video transcript analysis feature version page op-ed opinion editorial caption review obituary conversation text release")
	versionWords = hashed("version versions headline edition report story article post item caption photo dispatch")
	versions     = hashed("version versions headline caption")
	earlierWords = hashed("earlier previous original prior initial")
	articles     = hashed("a an the")
	auxiliaries  = hashed("is are was were be been being has have had do does did of")
	amissWords   = hashed("wrong incorrect erroneous inaccurate misleading error errors mistake mistakes typo")
	regretWords  = hashed("regret regrets apologise apologises apologize apologizes")
	errorWords   = hashed("error errors mistake mistakes omission confusion")
	mends        = hashed("correct corrects correcting clarify clarifies fix fixes error errors misspelling correction clarification amend remove")
	languages    = hashed(`arabic bengali bulgarian catalan chinese croatian czech danish dari dutch english estonian farsi finnish french german greek hebrew hindi hungarian indonesian italian
		japanese korean kurdish latvian lithuanian malay mandarin norwegian pashto persian polish portuguese romanian russian serbian slovak somali spanish swahili swedish tamil thai
		turkish ukrainian urdu vietnamese welsh`)
	dueWords = hashed("due because owing")
	formerly = hashed("previously originally initially earlier first")
	stated   = hashed("said stated gave named referred identified described listed quoted attributed claimed contained included used showed put credited reported called")
	thisWord = lang.WordHash("this")
)
