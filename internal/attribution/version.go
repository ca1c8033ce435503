package attribution

import "github.com/onrecord/onrecord/internal/lang"

// otherVersion returns the note that a sentence is which speaks of another version
// of the story, wherever it does: "in 1998, not 1989 as an earlier version of this
// article stated", "This is an edited version of an article that first appeared in
// the Beacon", "The date in this story has been corrected".
func otherVersion(d *lang.Document, st lang.Sentence, first int) (Note, bool) {
	if i := earlierStated(d, st, first); i >= 0 {
		return sentenceNote(d, st, Correction, i, i+2), true
	}
	if i := mendedIn(d, st); i >= 0 {
		return sentenceNote(d, st, Correction, i, i+2), true
	}
	if k, n := thisIsVersion(d, st, first); n > 0 {
		return sentenceNote(d, st, k, first, first+n), true
	}
	if n := fromArchive(d, st, first); n > 0 {
		return sentenceNote(d, st, Archive, first, first+n), true
	}
	if n := originalIn(d, st, first); n > 0 {
		return sentenceNote(d, st, Translated, first, first+n), true
	}
	if k, n := ownInterview(d, st, first); n > 0 {
		return sentenceNote(d, st, k, first, first+n), true
	}
	return Note{}, false
}

// earlierStated returns where "earlier version of this story" stands behind the
// first words of a sentence; -1 for nowhere. What it is said of was wrong there.
func earlierStated(d *lang.Document, st lang.Sentence, first int) int {
	for i := first + 3; i+3 < st.Last; i++ {
		if !versions[d.Forms[i].Word] || !earlierWords[d.Forms[i-1].Word] || !ofThis(d, i+1, st.Last) || inQuotation(d, d.Tokens[i].Start) {
			continue
		}
		for k := i - 2; k >= max(first, i-maxBetween-1); k-- {
			if w := d.Word(k); w == "as" || w == "in" || w == "than" {
				return i - 1
			}
		}
	}
	return -1
}

// mendedIn returns where a sentence says of the story that something in it has been
// corrected: "The date in this story has been corrected"; -1 for nowhere.
func mendedIn(d *lang.Document, st lang.Sentence) int {
	for i := st.First + 2; i < st.Last; i++ {
		if v := storyVerbs[d.Forms[i].Word]; v != correctedVerb || d.Word(i-1) != "been" && d.Word(i-1) != "was" && d.Word(i-1) != "were" || inQuotation(d, d.Tokens[i].Start) {
			continue
		}
		for k := st.First; k+2 < st.Last; k++ {
			if d.Forms[k].Word == inWord && d.Forms[k+1].Word == thisWord && storyWords[d.Forms[k+2].Word] {
				return i - 1
			}
		}
		return -1
	}
	return -1
}

// thisIsVersion returns the kind and the number of tokens of "This is an edited
// version of": translated if the rest says from which language, else archive if it
// says where it was published.
func thisIsVersion(d *lang.Document, st lang.Sentence, first int) (NoteKind, int) {
	if d.Forms[first].Word != thisWord || first+4 >= st.Last || d.Word(first+1) != "is" {
		return 0, 0
	}
	for i := first + 3; i < min(st.Last-1, first+3+maxBetween); i++ {
		if w := d.Forms[i].Word; !versions[w] && !extracts[w] || d.Forms[i+1].Word != ofWord && d.Forms[i+1].Word != fromWord {
			continue
		}
		for k := i + 2; k < st.Last; k++ {
			if storyVerbs[d.Forms[k].Word] == publishedVerb {
				return published(d, i, k, st.Last), i + 1 - first
			}
		}
	}
	return 0, 0
}

// fromArchive returns the number of tokens of "From the Beacon archive" before a
// mark, 0 if the sentence does not start so.
func fromArchive(d *lang.Document, st lang.Sentence, first int) int {
	if d.Forms[first].Word != fromWord || d.Forms[first].Shape == lang.ShapeLower || first+1 >= st.Last || !articles[d.Forms[first+1].Word] {
		return 0
	}
	for i := first + 2; i < min(st.Last, first+2+maxBetween+1); i++ {
		if archives[d.Forms[i].Word] && (i+1 == st.Last || labelMarks[d.Forms[i+1].Word] && d.Word(i+1) != ")" || d.Tokens[i+1].XPOS == lang.Comma && dayMark(d, i+1, st.Last)) {
			return i + 1 - first
		}
	}
	return 0
}

// dayMark reports whether a day stands behind token i, and then a mark.
func dayMark(d *lang.Document, i, last int) bool {
	end := pastLabelDay(d, i+1, last)
	return end > i+1
}

// ownInterview returns the kind and the number of tokens of "The interview was conducted in
// Portuguese", or "The article was written in Portuguese and translated", in the
// last paragraphs of a story; 0 if the sentence does not start so.
func ownInterview(d *lang.Document, st lang.Sentence, first int) (NoteKind, int) {
	if st.Paragraph+closingNotes < len(d.Paragraphs) || first+5 >= st.Last || d.Word(first+2) != "was" || !storyWords[d.Forms[first+1].Word] && d.Word(first+1) != "interview" {
		return 0, 0
	}
	if f := d.Forms[first].Word; f != thisWord && f != theHash {
		return 0, 0
	}
	for i := first + 3; i+1 < min(st.Last, first+3+maxBetween); i++ {
		if d.Forms[i].Word == inWord && languages[d.Forms[i+1].Word] && conducted[d.Forms[i-1].Word] && endsOrGoesOn(d, i+2, st.Last) {
			if edited(d, i+2, st.Last) {
				return Editor, i + 2 - first
			}
			return Translated, i + 2 - first
		}
	}
	return 0, 0
}

// originalIn returns the number of tokens of "Adapted from Portuguese", "Read the
// original article in Portuguese", "The original of this article was written in
// Portuguese", 0 if the sentence does not start so.
func originalIn(d *lang.Document, st lang.Sentence, first int) int {
	if d.Forms[first].Shape == lang.ShapeLower {
		return 0
	}
	original := false
	for i := first; i+1 < min(st.Last, first+maxVerb-1); i++ {
		switch w := d.Forms[i].Word; {
		case i == first && originalStarts[w]:
		case i == first:
			return 0
		case originals[w] && (storyWords[d.Forms[i+1].Word] || d.Forms[i+1].Word == ofWord && ofThis(d, i+1, st.Last)):
			original = true
		case (w == inWord && original || w == fromWord && i == first+1 && d.Word(first) == "Adapted") && languages[d.Forms[i+1].Word]:
			return i + 2 - first
		}
	}
	return 0
}

var (
	originalStarts = hashed("adapted read the")
	originals      = hashed("original originally")
)

// endsOrGoesOn reports whether nothing follows token i but a mark, or what was done
// to the text.
func endsOrGoesOn(d *lang.Document, i, last int) bool {
	if i >= last || d.Tokens[i].XPOS == lang.Period {
		return true
	}
	for ; i < last; i++ {
		if v := storyVerbs[d.Forms[i].Word]; v == editedVerb || v == translatedVerb {
			return true
		}
	}
	return false
}

// edited reports whether [i, last) says that a text was edited.
func edited(d *lang.Document, i, last int) bool {
	for ; i < last; i++ {
		if storyVerbs[d.Forms[i].Word] == editedVerb {
			return true
		}
	}
	return false
}

// closingNotes is how many paragraphs at the end of a story may speak of "the
// article" and mean the story itself.
const closingNotes = 3

// itAppeared returns the note of a sentence right behind a note of its paragraph
// that says of the story where "it" was published first.
func itAppeared(d *lang.Document, si int, before Note) (Note, bool) {
	st := d.Sentences[si]
	if st.Last-st.First < 4 || d.Word(st.First) != "It" || before.Kind == Unverified || before.Kind == Agency || d.Tokens[st.First].Start-before.End > 3 || before.End > d.Tokens[st.First].Start {
		return Note{}, false
	}
	for i := st.First + 1; i+1 < min(st.Last, st.First+5); i++ {
		if (firstWords[d.Forms[i].Word] || d.Word(i) == "was") && storyVerbs[d.Forms[i+1].Word] == publishedVerb {
			return sentenceNote(d, st, published(d, st.First, i+1, st.Last), st.First, i+2), true
		}
	}
	return Note{}, false
}

// appearedToo returns what sentence si adds to the last of the notes, if it is none
// itself.
func appearedToo(d *lang.Document, si int, notes []Note, isNote bool) (Note, bool) {
	if isNote || len(notes) == 0 {
		return Note{}, false
	}
	return itAppeared(d, si, notes[len(notes)-1])
}

// toCorrect reports whether [i, last) starts with "to" and a word for mending, or
// has one soon.
func toCorrect(d *lang.Document, i, last int) bool {
	for k := i; k+1 < min(last, i+maxBetween+1); k++ {
		if d.Forms[k].Word == toWord && mends[d.Forms[k+1].Word] {
			return true
		}
	}
	return false
}

var (
	extracts  = hashed("extract excerpt translation adaptation")
	archives  = hashed("archive archives vault vaults")
	conducted = hashed("conducted held written done carried recorded originally first")
)
