package figure

import (
	"time"

	"github.com/onrecord/onrecord/internal/lang"
)

// meeting returns the time of a relation whose sentence stands right after one of
// its paragraph that dates where people spoke: "Ministers met on Monday. Leal
// said", "She was asked on Monday whether … . She said".
func (s *sayings) meeting(i int) (Date, bool) {
	c, ok := s.clauseOf(i)
	if !ok || s.relations[i].Within >= 0 || !s.speech(&c) || s.moved(&c) || s.newOccasion(&c) {
		return Date{}, false
	}
	at := s.d.SentenceOf(s.d.TokenAt(s.relations[i].Content[0].Start))
	at = min(at, s.d.SentenceOf(c.cueFirst))
	if at == 0 || s.datedSentence() {
		return Date{}, false
	}
	s.open(s.d.Sentences[at])
	if s.startsParagraph(at) {
		return Date{}, false
	}
	before := s.d.Sentences[at-1]
	s.open(before)
	found := -1
	for k := s.dateFrom(s.d.Tokens[before.First].Start); k < len(s.dates) && s.dates[k].Start < s.d.Tokens[before.Last-1].End; k++ {
		first := s.d.TokenAt(s.dates[k].Start)
		if len(s.told[k]) > 0 || found >= 0 || s.dates[k].From.IsZero() || s.dates[k].To.Sub(s.dates[k].From) > week || !s.spokeOn(first, i, &s.dates[k]) {
			return Date{}, false
		}
		found = k
	}
	if found < 0 {
		return Date{}, false
	}
	return s.dates[found], true
}

// datedSentence reports whether the open sentence has a date that nobody utters.
func (s *sayings) datedSentence() bool {
	return s.datedBetween(s.d.Tokens[s.first].Start, s.d.Tokens[s.last-1].End)
}

// spokeOn reports whether the date at first stands with the first verb of its
// sentence, and that verb tells that people spoke.
func (s *sayings) spokeOn(first, i int, t *Date) bool {
	spoke, verbs := false, 0
	for k := s.first; k < min(first+maxMeeting, s.last); k++ {
		switch x := s.d.Tokens[k].XPOS; {
		case k < first && (x == lang.WP || x == lang.WDT || x == lang.MD || x == lang.VBZ):
			return false
		case x != lang.VBD && x != lang.VBN:
		case spokenAt[s.d.Forms[k].Lemma], s.act(k, i, t):
			spoke = true
			verbs++
		case x == lang.VBD && s.d.Forms[k].Lemma == beLemma && k+2 < first && onOccasion[s.d.Forms[k+1].Word] && s.occasionBy(k+3):
			spoke = true // "was on this programme yesterday"
			verbs++
		case !s.is(k+1, wPrep) && x == lang.VBD && k < first && s.d.Forms[k].Lemma != beLemma:
			verbs += 2
		}
	}
	return spoke && verbs == 1
}

const week = 7 * 24 * time.Hour

// maxMeeting is how many tokens after its date the verb of a meeting may stand.
const maxMeeting = 8

var (
	spokenAt = dateSet("speak ask question interview meet gather address testify brief convene grill quiz appear")
	beLemma  = lang.WordHash("be")
)
