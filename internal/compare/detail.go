package compare

import (
	"slices"

	"github.com/onrecord/onrecord"
)

// A rewritten story has few words in the order of the one that it was made from,
// but it has its details: what no one is reported to have said, and the headline
// and the lead do not tell, such as helicopters that lifted families from roofs.
// Two who heard one briefing share what was said there; that the outlets chose
// the same details beside it is by copying.

// How many details must be taken for a copy: so many sentences, so many words in
// them, and so much of the sentences that tell any.
const (
	leastDetails    = 2
	leastShared     = 6
	detailShare     = .4
	leastDetailed   = 2  // words of a sentence that tell details
	detailsInCommon = .4 // of them, in one sentence of the other story or two next to each other
	leastBeside     = 3  // words beside a quotation that is shared
	oftenTold       = 3  // sentences with a word make it no detail, but what the story is about
)

// takeDetails finds the sentences that tell details which the other story tells.
func (t *taking) takeDetails(a, b *Digest, from, to []sentence) {
	topic := topicOf(a, b, from, to)
	with, told := map[uint64][]int{}, map[uint64]bool{}
	for j := range to {
		for _, w := range to[j].words {
			told[w.hash] = true
		}
		for _, w := range detailWords(&to[j], topic, b.Quotes) {
			with[w] = append(with[w], j)
		}
	}
	speakers := peopleWhoSpeak(a)
	for i := range from {
		s := &from[i]
		words := detailWords(s, topic, a.Quotes)
		if i == 0 || s.told || s.quoted || len(words) < leastDetailed || !knownIn(told, s.words) {
			continue
		}
		t.details++
		j, n := mostShared(words, with, len(to))
		if n < leastDetailed || float64(n) < detailsInCommon*float64(len(words)) {
			continue
		}
		t.detailsTaken++
		if late(i, len(from)) && late(j, len(to)) {
			t.detailsLate++
		}
		t.detailsShared += n
		if !slices.ContainsFunc(s.words, func(w token) bool { return speakers[w.hash] }) {
			t.detailsBeside += n
		}
		t.detailWords += len(s.words)
		there := to[j].words
		if j+1 < len(to) {
			there = slices.Concat(there, to[j+1].words)
		}
		t.detailPassages = append(t.detailPassages, runsOf(s.words, there, 2)...)
	}
}

// knownIn reports whether half of the names and numbers of a sentence that has
// several stand among the words of the other story: what tells of others is no
// detail of it.
func knownIn(words map[uint64]bool, s []token) bool {
	all, known := 0, 0
	for _, w := range s {
		if w.told {
			all++
			if words[w.hash] {
				known++
			}
		}
	}
	return all < 2 || 2*known >= all
}

// peopleWhoSpeak returns the words of the names of those who speak in a story.
func peopleWhoSpeak(d *Digest) map[uint64]bool {
	out := map[uint64]bool{}
	for i := range d.Speakers {
		if k := &d.Speakers[i]; k.Kind == onrecord.Person {
			for _, w := range tokens(k.Name, onrecord.Span{End: len(k.Name)}) {
				out[w.hash] = true
			}
		}
	}
	return out
}

// byDetails reports whether enough details are taken for a copy. Where the stories
// share a quotation too, one sentence is enough that is not about who speaks where:
// others who heard the speaker tell that too, but nothing else.
func (t *taking) byDetails(quote bool) bool {
	switch {
	case t.detailsTaken == t.detailsLate && !quote, len(t.detailPassages) == 0:
		return false // what a firm says of itself
	case quote && t.detailsBeside >= leastBeside:
		return true
	case float64(t.detailWords) < partialShare*float64(t.all):
		return false
	}
	return t.detailsTaken >= leastDetails && t.detailsShared >= leastShared && float64(t.detailsTaken) >= detailShare*float64(t.details)
}

// detailWords returns the stems of a sentence that tell details, each once. What a
// speaker said tells none: all who heard it have it.
func detailWords(s *sentence, topic map[uint64]bool, quotes []Quote) []uint64 {
	var out []uint64
	for _, w := range s.words {
		if slices.ContainsFunc(quotes, func(q Quote) bool { return q.At.Overlaps(w.at) }) {
			continue
		}
		if w.stem != 0 && !topic[w.stem] && !slices.Contains(out, w.stem) && len(out) < maxOrdered {
			out = append(out, w.stem)
		}
	}
	return out
}

// mostShared returns the sentence that has most of some words, with the one
// behind it, and how many that is; of equally many the first.
func mostShared(words []uint64, with map[uint64][]int, n int) (best, most int) {
	counts := make([]int, n+1)
	for _, w := range words {
		last := -1
		for _, j := range with[w] {
			for _, k := range []int{j - 1, j} { // of the pair that begins there
				if k > last && k >= 0 {
					counts[k]++
					last = k
				}
			}
		}
	}
	for j, c := range counts[:n] {
		if c > most {
			best, most = j, c
		}
	}
	return best, most
}

// topicOf returns the stems of the headlines and first sentences of two stories,
// and those that one of them has often: what any account of the event has.
func topicOf(a, b *Digest, from, to []sentence) map[uint64]bool {
	topic := map[uint64]bool{}
	add := func(words []token) {
		for _, w := range words {
			topic[w.stem] = true
		}
	}
	for _, d := range []*Digest{a, b} {
		add(tokens(d.Headline, onrecord.Span{End: len(d.Headline)}))
	}
	for _, s := range [][]sentence{from, to} {
		if len(s) > 0 {
			add(s[0].words)
		}
		for stem, n := range sentencesWith(s) {
			if n >= oftenTold {
				topic[stem] = true
			}
		}
	}
	return topic
}

// sentencesWith returns how many sentences have each stem.
func sentencesWith(sentences []sentence) map[uint64]int {
	n, last := map[uint64]int{}, map[uint64]int{}
	for i := range sentences {
		for _, w := range sentences[i].words {
			if last[w.stem] != i+1 {
				last[w.stem] = i + 1
				n[w.stem]++
			}
		}
	}
	return n
}
