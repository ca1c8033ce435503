package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// copyParts fills in what copies are found by.
func (d *Digest) copyParts(r *onrecord.Record) {
	d.credits(r)
	d.sketch(r)
	d.quotes(r)
}

// How much of a story's own sentences, by their words, must be taken from another
// for it to be a copy: nearly all for a full copy; a good part, in several
// sentences, for a partial one, less of it where the story itself credits the
// agency. Of whatever length the rest is, some sentences that are taken word for
// word are enough.
const (
	fullShare     = .75
	partialShare  = .25
	creditedShare = .12
	leastTaken    = 2  // sentences
	leastWords    = 24 // in them
	leastExact    = 30 // words, of sentences that are taken word for word
)

// Copied reports whether one of two stories copies the other, or shares
// quotations with it, whichever way they are given. The credit of an agency is
// looked at first: its story is what was copied; so is that of an outlet that the
// other story names. Else the one that was published earlier is, or that with the
// lesser ID.
func Copied(a, b *Digest, textA, textB string) (Link, bool) {
	if cmp.Or(directed(a, b), naming(a, b, textA, textB), a.Published.Compare(b.Published), cmp.Compare(a.Story, b.Story)) < 0 {
		a, b, textA, textB = b, a, textB, textA // from a, to b
	}
	l := Link{From: a.Story, To: b.Story, Agency: agencyBetween(a, b)}
	t := takeFrom(a, b, textA, textB)
	l.Share = t.share()
	switch {
	case t.formulaic():
		l.shareQuotes(a, b, &t)
	case l.Share >= fullShare && t.words >= leastWords:
		l.Kind, l.Passages = FullCopy, t.passages
	case t.bySentences(l.Agency != ""):
		l.Kind, l.Passages = PartialCopy, t.passages
	case t.byDetails(len(a.Quotes) > 0 && sharesQuote(a, b)):
		l.Kind, l.Passages = PartialCopy, t.detailPassages
		l.Share = max(l.Share, float64(t.detailWords)/float64(max(1, t.all)))
	default:
		l.shareQuotes(a, b, &t)
	}
	return l, len(l.Passages) > 0
}

// directed says which of two stories is the agency's that the other credits: less
// than 0 if a's is.
func directed(a, b *Digest) int {
	switch {
	case creditsOutlet(b, a) && !creditsOutlet(a, b):
		return -1
	case creditsOutlet(a, b) && !creditsOutlet(b, a):
		return 1
	}
	return 0
}

// naming says which of two stories is of an outlet that the other names, as "told
// the Brede Herald" does: less than 0 if a is. A name of one word may be anything.
func naming(a, b *Digest, textA, textB string) int {
	if !strings.Contains(a.Outlet, " ") || !strings.Contains(b.Outlet, " ") || strings.EqualFold(a.Outlet, b.Outlet) {
		return 0
	}
	inA, inB := strings.Contains(textA, b.Outlet), strings.Contains(textB, a.Outlet)
	switch {
	case inB && !inA:
		return -1
	case inA && !inB:
		return 1
	}
	return 0
}

// creditsOutlet reports whether a story credits the outlet of another.
func creditsOutlet(a, of *Digest) bool {
	own := agencyName(of.Outlet)
	return own != "" && slices.ContainsFunc(a.Credits, func(c Credit) bool { return strings.EqualFold(c.Agency, own) })
}

// agencyBetween returns the agency by whose credit two stories hang together: one
// credits the other's outlet, or both credit the same agency.
func agencyBetween(a, b *Digest) string {
	for _, c := range a.Credits {
		if strings.EqualFold(c.Agency, agencyName(b.Outlet)) {
			return c.Agency
		}
		for _, e := range b.Credits {
			if strings.EqualFold(c.Agency, e.Agency) {
				return c.Agency
			}
		}
	}
	return ""
}

// A taking is what one story has of another.
type taking struct {
	all        int // words of the story's own sentences
	words      int // of those of them that are taken
	sentences  int // taken
	exact      int // words of those that are taken word for word
	late       int // taken words in the last part of both stories
	telling    int // taken sentences with names or numbers
	own        int // taken sentences that nobody is reported to have said
	forms      int // sentences that tell of something else in the same words
	sameHouse  bool
	passages   []Passage
	quoted     []Passage // those of them that one of the stories quotes
	quoteWords int       // in them

	details, detailsTaken      int // sentences that tell details, and those of them that are taken
	detailsLate                int // those of them in the last part of both stories
	detailsBeside              int // words that tell them in both stories, where no speaker is named
	detailsShared, detailWords int // words that tell them in both stories, and all words of the sentences that are taken
	detailPassages             []Passage
}

// share returns the part of the words that is taken.
func (t *taking) share() float64 {
	if t.all == 0 {
		return 0
	}
	return float64(t.words) / float64(t.all)
}

// bySentences reports whether enough sentences are taken for a partial copy: one of
// them at least in nobody's mouth, unless they are many words for word. Two who
// were at one briefing tell what was said there in like words.
func (t *taking) bySentences(credited bool) bool {
	if t.sentences < leastTaken || t.words < leastWords || t.closing() {
		return false
	}
	if t.own == 0 && t.exact < leastExact && !credited {
		return false
	}
	return t.share() >= t.least(credited) || t.exact >= leastExact && !t.sameHouse
}

// least returns which share must be taken for a partial copy.
func (t *taking) least(credited bool) float64 {
	switch {
	case credited:
		return creditedShare
	case t.sameHouse: // an outlet's stories share its own standing sentences
		return 2 * partialShare
	}
	return partialShare
}

// closing reports whether all that is taken stands at the end of both stories, as
// what a firm says of itself or an outlet of its newsletter does.
func (t *taking) closing() bool { return t.late == t.words }

// formulaic reports whether two stories are alike only because both follow a form,
// as reports of quakes, markets and matches do: where the words are the same, names
// and numbers are not.
func (t *taking) formulaic() bool { return t.forms > 0 && t.forms >= t.telling }

// takeFrom finds the sentences of a that are taken from b. Sentences that are
// mostly quotations count only where other sentences are taken too, since all who
// heard a speaker have them; a story of little else is taken by its quotations.
func takeFrom(a, b *Digest, textA, textB string) taking {
	from, to := sentencesOf(a, textA), sentencesOf(b, textB)
	t := taking{sameHouse: a.Outlet != "" && strings.EqualFold(a.Outlet, b.Outlet)}
	talk := mostlyQuoted(from)
	index := newSentenceIndex(to)
	for i := range from {
		s := &from[i]
		if len(s.words) < leastSentence {
			continue
		}
		if !s.quoted || talk {
			t.all += len(s.words)
		}
		m := index.taken(s)
		if m.form && !s.quoted {
			t.forms++
		}
		if m.at < 0 {
			continue
		}
		t.take(s, &to[m.at], m.like, talk)
		if late(i, len(from)) && late(m.at, len(to)) && t.counts(s, &to[m.at], talk) {
			t.late += len(s.words)
		}
	}
	if !t.sameHouse {
		t.takeDetails(a, b, from, to)
	}
	return t
}

// late reports whether sentence i of n stands in the last part of a story.
func late(i, n int) bool { return 5*i >= 3*n }

// counts reports whether a sentence that is taken tells of a copy: words that one
// of the stories quotes may both have been heard.
func (t *taking) counts(s, from *sentence, talk bool) bool {
	return talk || !s.quoted && !from.quoted
}

// take notes a sentence that is taken from another story.
func (t *taking) take(s, from *sentence, like float64, talk bool) {
	shared := passagesOf(s.words, from.words)
	t.passages = append(t.passages, shared...)
	if s.quoted || from.quoted {
		t.quoted = append(t.quoted, shared...)
		t.quoteWords += len(s.words)
	}
	if !t.counts(s, from, talk) {
		return
	}
	t.words += len(s.words)
	t.sentences++
	if !s.told && !from.told {
		t.own++
	}
	if like >= exact {
		t.exact += len(s.words)
	}
	if slices.ContainsFunc(s.words, func(w token) bool { return w.told }) {
		t.telling++
	}
}

// mostlyQuoted reports whether three quarters of the words stand in quotations.
func mostlyQuoted(sentences []sentence) bool {
	quoted, all := 0, 0
	for i := range sentences {
		all += len(sentences[i].words)
		if sentences[i].quoted {
			quoted += len(sentences[i].words)
		}
	}
	return 4*quoted >= 3*all
}

// Direct returns the links that are not told by others: of two stories that both
// took more from a third, neither is shown as the other's copy.
func Direct(links []Link) []Link {
	share := map[[2]string]float64{}
	from := map[string][]string{} // whom a story copies
	for i := range links {
		if l := &links[i]; l.Kind != SharedQuote {
			share[[2]string{l.From, l.To}] = l.Share
			from[l.From] = append(from[l.From], l.To)
		}
	}
	var out []Link
	for _, l := range links {
		indirect := slices.ContainsFunc(from[l.To], func(third string) bool {
			s, ok := share[[2]string{l.From, third}]
			return ok && s >= l.Share
		})
		if l.Kind == SharedQuote || !indirect {
			out = append(out, l)
		}
	}
	return out
}
