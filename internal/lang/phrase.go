package lang

import "strings"

// Phrases are set phrases, each with a kind, to be found in documents.
type Phrases struct {
	// byFirst holds the phrases by the hash of their first word, the longest
	// first.
	byFirst map[uint64][]phrase
}

// A phrase is a set phrase without its first word.
type phrase struct {
	rest []uint64
	kind int
}

// NewPhrases makes a set of phrases: kinds[k] lists those of kind k, one a
// line or between semicolons, their tokens parted by spaces ("editor 's note").
func NewPhrases(kinds ...string) Phrases {
	p := Phrases{map[uint64][]phrase{}}
	for k, list := range kinds {
		for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == '\n' || r == ';' }) {
			p.add(strings.Fields(s), k)
		}
	}
	return p
}

// add puts the phrase of the given words in its place among those with the
// same first word.
func (p Phrases) add(words []string, kind int) {
	if len(words) == 0 {
		return
	}
	var rest []uint64
	for _, w := range words[1:] {
		rest = append(rest, WordHash(w))
	}
	first := WordHash(words[0])
	all := append(p.byFirst[first], phrase{rest, kind})
	for i := len(all) - 1; i > 0 && len(all[i-1].rest) < len(rest); i-- {
		all[i-1], all[i] = all[i], all[i-1]
	}
	p.byFirst[first] = all
}

// At returns the kind of the longest phrase that starts at token i and ends
// before token last, and its number of tokens, 0 if there is none.
func (p Phrases) At(d *Document, i, last int) (kind, n int) {
	if i >= last {
		return 0, 0
	}
next:
	for _, ph := range p.byFirst[d.Forms[i].Word] {
		if i+len(ph.rest) >= last {
			continue
		}
		for k, w := range ph.rest {
			if d.Forms[i+1+k].Word != w {
				continue next
			}
		}
		return ph.kind, 1 + len(ph.rest)
	}
	return 0, 0
}
