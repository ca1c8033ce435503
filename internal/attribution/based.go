package attribution

import "github.com/onrecord/onrecord/internal/lang"

// basedOn returns the note that a sentence is which says that the story rests on
// an agency's reports: "This account is based in part on reporting by the Brede
// Press Agency", "Material from AFP was used in this report".
func basedOn(d *lang.Document, st lang.Sentence) (Note, bool) {
	if d.Layout.Aside(d.Tokens[st.First].Span) {
		return Note{}, false // a credit
	}
	for i := st.First; i+2 < st.Last; i++ {
		k, n := restsOn.At(d, i, st.Last)
		if n == 0 {
			continue
		}
		from, end := i+n, st.Last
		if k == syndicated {
			note := sentenceNote(d, st, Agency, i, i+n)
			note.By = d.Span(i+n-1, i+n)
			return note, true
		}
		if k == usedHere {
			from, end = st.First, i
		}
		by := agencyNamed(d, from, end)
		if k == suppliedBy && !ownText(d, st.First, i) || k == reportsOf && !tellsItself(d, st.First, i) || by.Len() == 0 {
			return Note{}, false
		}
		note := sentenceNote(d, st, Agency, i, i+n)
		note.By = by
		return note, true
	}
	return Note{}, false
}

// The kinds of phrases that say where a story comes from.
const (
	reportsOf  = iota // "based on reporting by", before the agency
	suppliedBy        // "was provided by"
	usedHere          // "were used in this report", behind it
	syndicated        // "published from a syndicated feed"
)

var restsOn = lang.NewPhrases(`based on reporting by; based on reporting from; based in part on reporting by; based in part on reporting from; based partly on reporting by; based partly on reporting from
	based on reports by; based on reports from; based in part on reports by; based in part on reports from; based partly on reports by; based partly on reports from; based on material from; based in part on material from
	based partly on material from; based on information from; based in part on information from; based on dispatches by; based on dispatches from; based on copy from; based on agency`,
	`was provided by; is provided by; was supplied by; is supplied by; comes from; was distributed by; was written with material from; was compiled from; was compiled with material from; uses reporting by; uses reporting from
	draws on reporting by; draws on reports by; includes reporting by; was produced by; was compiled with; was compiled using; was written with; was written using`,
	`used in this report; used in this story; used in this article; used in compiling this; included in this report; included in this story`,
	`published from a syndicated feed; published from a wire agency feed; published from a wire feed; published from an agency feed; published from a news agency feed; from a syndicated feed; from a wire agency feed; from a news agency feed; generated from a syndicated feed; generated from an agency feed`)

// agencyNamed returns the first agency that [first, last) names, or "agencies"; an
// empty span if it names none.
func agencyNamed(d *lang.Document, first, last int) lang.Span {
	for i := first; i < last; i++ {
		if n := d.AgencyAt(i, last); n > 0 {
			return d.Span(i, i+n)
		}
		if anyAgencies[d.Forms[i].Word] {
			return d.Span(i, i+1)
		}
	}
	return unlistedAgency(d, first, last)
}

// ownText reports whether [first, last) is "this story" or the like.
func ownText(d *lang.Document, first, last int) bool {
	for i := first; i+1 < last; i++ {
		if d.Forms[i].Word == thisWord {
			return storyWords[d.Forms[last-1].Word] && last-i <= maxBetween+1
		}
	}
	return false
}

// tellsItself reports whether [first, last), the subject of what rests on reports,
// speaks of the story or an account, and nobody says so.
func tellsItself(d *lang.Document, first, last int) bool {
	text := last == first
	for i := first; i < last; i++ {
		text = text || storyWords[d.Forms[i].Word] || accounts[d.Forms[i].Word]
		if x := d.Tokens[i].XPOS; x == lang.VBD {
			return false
		}
	}
	return text
}

var (
	accounts    = hashed("account coverage copy reporting")
	anyAgencies = hashed("agencies wires newswires wire agency")
)
