package attribution

import "github.com/onrecord/onrecord/internal/lang"

// isPlace reports whether [i, end) is the name of a place, perhaps after what
// it is: "the capital, Velsund".
func (c *clause) isPlace(i, end int) bool {
	for i < end && (c.s.words[i].tag == lang.DT || c.s.words[i].tag == lang.JJ || settlements[c.s.words[i].lemma]) {
		i++
	}
	if i == end { // "in the capital"
		return i > 0 && settlements[c.s.words[i-1].lemma]
	}
	return c.s.nameAt(i) == lang.Place
}

var settlements = hashed("capital city town village port suburb")

// noun returns the lemma of the last noun of the noun phrase that starts with
// token i, before end.
func (c *clause) noun(i, end int) uint64 {
	lemma := uint64(0)
	for ; i < end && (nounPhrase(c.s.words[i].tag) || c.modifies(i)); i++ {
		if c.s.words[i].tag.Nominal() || c.s.words[i].tag == lang.VBG {
			lemma = c.s.words[i].lemma
		}
	}
	return lemma
}

// phrase returns the end of the noun phrase that starts with token i, with
// "of" phrases, without times; i if there is none.
func (c *clause) phrase(i int) int {
	end := i
	for j := i; j < c.last && !c.time(j); {
		w := &c.s.words[j]
		if t := c.title(j); end > i && t > j {
			return t
		}
		if !c.free(j) {
			return end
		}
		switch {
		case nounPhrase(w.tag) || c.modifies(j):
			if w.tag.Nominal() || w.tag == lang.PRP || c.named(j) || w.tag == lang.VBG && j > i {
				end = j + 1
			}
			if w.tag == lang.PRP {
				return end
			}
		case end > i && (c.s.Doc.Forms[j].Word == ofWord || w.tag == lang.CC && c.listed(j)):
		default:
			return end
		}
		j++
	}
	return end
}

var ofWord = lang.WordHash("of")

// modifies reports whether the word at i, though no noun, is part of a noun
// phrase: "a televised address", "the Velsund Daily".
func (c *clause) modifies(i int) bool {
	if i == c.first || i+1 >= c.last {
		return false
	}
	prev, next := c.s.words[i-1].tag, c.s.words[i+1].tag
	switch c.s.words[i].tag {
	case lang.VBN, lang.VBD:
		return (prev == lang.DT || prev == lang.PRPS || prev == lang.JJ || prev == lang.HYPH) && (next.Nominal() || next == lang.JJ)
	}
	return c.named(i)
}

// named reports whether the word at i, with a capital, goes on with the name
// before it.
func (c *clause) named(i int) bool {
	return i > c.first && c.s.words[i-1].tag.Proper() && c.s.Doc.Forms[i].Shape == lang.ShapeTitle && !c.time(i)
}

// title returns the end of the title in quotation marks that starts at i after
// whose it is ("CBS's 'The Hour'"), i if there is none.
func (c *clause) title(i int) int {
	w := &c.s.words[i]
	if w.tag != lang.OpenQuote || i == c.first || c.s.words[i-1].tag != lang.POS || c.taken[i-c.first] {
		return i
	}
	for j := i + 1; j < min(c.last, i+maxLight); j++ {
		if c.taken[j-c.first] || c.s.words[j].region != w.region {
			return i
		}
		if c.s.words[j].tag == lang.CloseQuote {
			return j + 1
		}
	}
	return i
}

// listed reports whether the conjunction at j joins two nouns.
func (c *clause) listed(j int) bool {
	return c.s.words[j-1].tag.Nominal() && c.free(j+1) && (c.s.words[j+1].tag.Nominal() || c.s.words[j+1].tag == lang.DT) && !c.time(j+1)
}

// more returns the end of the venue whose noun phrase is [i, end), with what
// tells more of it: "with the daily", "posted on its website".
func (c *clause) more(i, end int) int {
	for c.free(end) {
		w := &c.s.words[end]
		next := end + 1
		if w.tag.Verbal() && publishing[w.lemma] {
			if next < c.last && c.s.words[next].tag == lang.RP {
				next++
			}
			w = &c.s.words[min(next, c.last-1)]
			next++
		}
		switch {
		case w.tag == lang.IN && attaching[w.lemma] && c.phrase(next) > next:
			end = c.phrase(next)
		case w.tag == lang.Comma && end == next-1 && c.apposed(next):
			return c.phrase(next)
		default:
			return end
		}
	}
	return end
}

// apposed reports whether the name of a place stands at i, between commas.
func (c *clause) apposed(i int) bool {
	if !c.free(i) || c.s.words[i].tag != lang.NNP || c.time(i) || !c.isPlace(i, c.last) && !settlements[c.s.words[i-2].lemma] {
		return false
	}
	end := c.phrase(i)
	return end < c.last && (c.s.words[end].tag == lang.Comma || c.s.words[end].tag == lang.Period || c.s.words[end].quote == quoteOpen)
}

// time reports whether a time starts with the word at i: "Tuesday", "last week".
func (c *clause) time(i int) bool {
	f := c.s.Doc.Forms[i].Word
	if calendarWords[f] {
		return c.s.words[i].tag != lang.MD
	}
	return i+1 < c.last && beforeTime[f] && (calendarWords[c.s.Doc.Forms[i+1].Word] || periods[c.s.Doc.Forms[i+1].Word])
}

func nounPhrase(x lang.XPOS) bool {
	switch x {
	case lang.DT, lang.PDT, lang.PRPS, lang.PRP, lang.JJ, lang.JJR, lang.JJS, lang.NN, lang.NNS, lang.NNP, lang.NNPS, lang.CD, lang.POS, lang.HYPH, lang.VBG, lang.FW, lang.AFX, lang.ADD:
		return true
	}
	return false
}
