package figure

// interviews gives the lines of a transcript the day on which its first words say
// that the interview was held: "answered questions in an interview recorded on
// Tuesday". When it was broadcast tells nothing of that.
func (s *sayings) interviews(out []Date) {
	first, lines := -1, 0
	for i := range s.relations {
		if s.line(i) {
			if first < 0 {
				first = i
			}
			lines++
		}
	}
	if lines < minLines {
		return
	}
	k := s.heldOn(s.relations[first].Source[0].Start)
	if k < 0 {
		return
	}
	for i := first; i < len(s.relations); i++ {
		if s.line(i) && out[i].Len() == 0 {
			out[i] = s.dates[k]
		}
	}
}

// minLines is how many lines of a dialogue make a transcript.
const minLines = 3

// line reports whether relation i is a line of a transcript, "FORD: …".
func (s *sayings) line(i int) bool {
	r := &s.relations[i]
	if len(r.Cue) != 1 || s.d.Text[r.Cue[0].Start:r.Cue[0].End] != ":" || len(r.Source) != 1 || s.d.Layout.Headline.Overlaps(r.Source[0]) {
		return false
	}
	k := s.d.TokenAt(r.Source[0].Start)
	at := s.d.SentenceOf(k)
	return s.d.Sentences[at].First == k && s.startsParagraph(at)
}

// heldOn returns the last date before byte end that a word for holding an
// interview goes with, -1 if there is none.
func (s *sayings) heldOn(end int) int {
	for k := s.dateFrom(end) - 1; k >= 0; k-- {
		t := &s.dates[k]
		if t.From.IsZero() || t.To.Sub(t.From) > week || len(s.told[k]) > 0 {
			continue
		}
		first := s.d.TokenAt(t.Start)
		s.open(s.d.Sentences[s.d.SentenceOf(first)])
		interview, held := false, false
		for j := s.first; j < s.last; j++ {
			interview = interview || exchanges[s.d.Forms[j].Lemma]
			held = held || j >= first-maxHeld && j <= first+maxHeld && heldWords[s.d.Forms[j].Word]
		}
		if interview && held && !s.airedOn(first) {
			return k
		}
	}
	return -1
}

// airedOn reports whether the verb before the date at first is but for putting
// out: "broadcast on Tuesday".
func (s *sayings) airedOn(first int) bool {
	for j := first - 1; j >= max(s.first, first-maxHeld); j-- {
		if aired[s.d.Forms[j].Word] {
			return true
		}
		if heldWords[s.d.Forms[j].Word] {
			return false
		}
	}
	return false
}

// maxHeld is how many tokens from its date the verb of an interview may stand.
const maxHeld = 12

var (
	exchanges = dateSet("interview question conversation speak talk debate hearing session discussion exchange answer")
	heldWords = dateSet("recorded conducted held taped interviewed spoke answered met talked took sat spoken joined discussed")
	aired     = dateSet("broadcast aired published printed posted released shown televised transmitted")
)
