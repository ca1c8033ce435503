package attribution

import "github.com/onrecord/onrecord/internal/lang"

// group reads the words before the verb that go with it, from right to left.
func (c *check) group() {
	d := c.d
	or := c.verb - 1
	for or > c.st.First && groupWords[d.Forms[or].Word] == ownWord {
		or--
	}
	joined := or > c.st.First && d.Forms[or].Word == orWord // "able to visit the camp or verify"
	c.own = c.own || d.Forms[c.verb].Word == peerReviewed
	for i := c.verb - 1; i >= max(c.st.First, c.verb-maxGroup); i-- {
		if from := c.purpose(i); from < i {
			i = from // "possible for the paper to verify", "to reach the area to verify"
			continue
		}
		f := d.Forms[i].Word
		k, ok := groupWords[f]
		if x := d.Tokens[i].XPOS; !ok && joined && (x.Nominal() || x == lang.DT || x == lang.VB || x == lang.VBN || x == lang.JJ || x == lang.IN) {
			continue
		}
		if !ok {
			break
		}
		if f == yetWord && d.Word(i+1) == "to" { // has yet to be verified
			c.negative = true
		}
		c.first = i
		switch k {
		case negativeWord:
			c.negative = true
		case ownWord:
			c.own = true
		case soonWord:
			c.soon = true
		case ableWord:
			c.able = true
		case unableWord:
			c.able, c.negative = true, true
		case beWord:
			c.passive = c.passive || d.Tokens[c.verb].XPOS == lang.VBN && c.nextVerb(i) == c.verb
		case possibleWord:
			c.impersonal = true
		case impossibleWord:
			c.impersonal, c.negative = true, true
		}
	}
	for i := c.verb + 1; i < min(c.st.Last, c.verb+3); i++ {
		c.own = c.own || groupWords[d.Forms[i].Word] == ownWord
	}
	for c.first < c.verb && (groupWords[d.Forms[c.first].Word] == linkWord || groupWords[d.Forms[c.first].Word] == fillWord) {
		c.first++
	}
	// "images not independently verified by the agency"
	c.passive = c.passive || d.Tokens[c.verb].XPOS == lang.VBN && !c.hasAuxiliary()
}

// purpose returns the token before the words that end with token i and stand
// between what was not possible and "to verify": "for the paper", "to reach the
// area"; i if there are none.
func (c *check) purpose(i int) int {
	d := c.d
	if d.Forms[i+1].Word != toWord || groupWords[d.Forms[i].Word] != noCheck {
		return i
	}
	for k := i; k > max(c.st.First, i-maxPurpose); k-- {
		f := d.Forms[k].Word
		if f == forWord || reaching[f] && d.Forms[k-1].Word == toWord {
			if f != forWord {
				k--
			}
			if p := groupWords[d.Forms[k-1].Word]; p == possibleWord || p == impossibleWord || p == ableWord || p == unableWord {
				return k
			}
			return i
		}
		if p := groupWords[d.Forms[k-1].Word]; reaching[f] && (p == negativeWord || p == soonWord || p == unableWord) { // "could not reach the men to verify"
			return k
		}
		if x := d.Tokens[k].XPOS; x.Verbal() || x == lang.MD || x == lang.Comma {
			return i
		}
	}
	return i
}

// maxPurpose is the largest number of such tokens.
const maxPurpose = 7

// nextVerb returns the next verb form after token i.
func (c *check) nextVerb(i int) int {
	for i++; i < c.verb && groupWords[c.d.Forms[i].Word] != ableWord && groupWords[c.d.Forms[i].Word] != unableWord && groupWords[c.d.Forms[i].Word] != possibleWord; i++ {
	}
	return i
}

// hasAuxiliary reports whether a form of have, be, do or a modal stands in the group.
func (c *check) hasAuxiliary() bool {
	for i := c.first; i < c.verb; i++ {
		switch groupWords[c.d.Forms[i].Word] {
		case beWord, haveWord, ableWord, unableWord, possibleWord, impossibleWord:
			return true
		}
	}
	return c.d.Tokens[c.verb].XPOS == lang.VB
}

var (
	peerReviewed = lang.WordHash("peer-reviewed")
	toWord       = lang.WordHash("to")
	reaching     = hashed("reach visit enter access contact travel get go see speak examine inspect")
)
