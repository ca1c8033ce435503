package attribution

import "github.com/onrecord/onrecord/internal/lang"

// ofNone reports whether the subject that starts at token from is nothing: "none
// of the claims", "the claims of neither side".
func (c *check) ofNone(from int) bool {
	for i := from; i < c.first; i++ {
		if noneWords[c.d.Forms[i].Word] && (i == from || c.d.Forms[i-1].Word == ofWord) {
			return true
		}
	}
	return false
}

// ofClaim reports whether a word that alone says little of checking ("confirm",
// "establish", "check") speaks of a claim here: the claim could not be checked.
func (c *check) ofClaim(from int, how before) bool {
	if c.noSource(from) {
		c.impersonal = true
		return true
	}
	if c.passive && (c.anyOf(from, c.first, genuine) || c.byOthers() && (c.anyClaim(from, c.first) || c.anyOf(from, c.first, findings))) {
		return true
	}
	if !c.able && !c.own && !c.impersonal || !c.passive && !c.impersonal {
		return false
	}
	if c.impersonal {
		return c.anyClaim(c.verb+1, c.end())
	}
	if how == relative && c.d.Tokens[from].XPOS != lang.WPS {
		s := c.antecedent(from)
		return s.Len() > 0 && c.anyClaim(c.d.TokenAt(s.Start), c.d.TokenAt(s.End-1)+1)
	}
	return c.anyClaim(from, c.first)
}

// noSource reports whether the subject that starts at token from is "no
// independent source", which nobody but the outlet can know of.
func (c *check) noSource(from int) bool {
	if from+1 < c.first && groupWords[c.d.Forms[from].Word] == ownWord && c.negative && !c.passive { // "Independent observers have not confirmed"
		return c.anyClaim(c.verb+1, c.end())
	}
	return from+2 < c.first && c.d.Forms[from].Word == noWord && groupWords[c.d.Forms[from+1].Word] == ownWord
}

// inPart reports whether all that could be confirmed was a part of it: "was able to
// confirm the place but not the date".
func (c *check) inPart() bool {
	if !c.able || c.passive {
		return false
	}
	for i := c.verb + 2; i+1 < min(c.st.Last, c.verb+maxGroup); i++ {
		if c.d.Word(i) == "but" && c.d.Word(i+1) == "not" {
			return true
		}
	}
	return false
}

// byOthers reports whether others than those who claim it were to check it: "has
// not been confirmed by other groups".
func (c *check) byOthers() bool {
	return c.verb+2 < c.st.Last && c.d.Forms[c.verb+1].Word == byWord && (groupWords[c.d.Forms[c.verb+2].Word] == ownWord || c.d.Forms[c.verb+2].Word == otherWord)
}

// anyClaim reports whether one of [first, last) is a word for what is claimed.
func (c *check) anyClaim(first, last int) bool { return c.anyOf(first, last, claimed) }

// anyOf reports whether one of the words of [first, last) is in set.
func (c *check) anyOf(first, last int, set map[uint64]bool) bool {
	for i := first; i < last; i++ {
		if set[c.d.Forms[i].Word] {
			return true
		}
	}
	return false
}

// stillUnverified returns the note that the word at the check's verb, "unverified",
// makes of its sentence: "The claim remains unverified".
func (c *check) stillUnverified(si int) (Note, bool) {
	be := c.verb - 1
	for be > c.st.First && groupWords[c.d.Forms[be].Word] == fillWord {
		be--
	}
	if be <= c.st.First || !remains[c.d.Forms[be].Word] {
		return Note{}, false
	}
	c.first, c.passive = be, true
	from, how := c.subject()
	if how == embedded || how == sharedSubject || !c.anyClaim(from, be) {
		return Note{}, false
	}
	return c.finish(Note{Kind: Unverified, Covers: c.about(from, how)}, si, from, how), true
}

var (
	orWord    = lang.WordHash("or")
	otherWord = lang.WordHash("other")
	findings  = hashed("estimate estimates finding findings result results research study studies data theory theories")
	genuine   = hashed("authenticity veracity accuracy provenance authorship")
	remains   = hashed("remain remains remained is are was were")
)

// notVerifiable returns the note that the word at the check's verb, "verifiable",
// makes of its sentence: "The numbers are not independently verifiable".
func (c *check) notVerifiable(si int) (Note, bool) {
	c.group()
	from, how := c.subject()
	if how == embedded || !c.negative && !c.ofNone(from) || !c.anyClaim(from, c.first) {
		return Note{}, false
	}
	return c.finish(Note{Kind: Unverified, Covers: c.about(from, how)}, si, from, how), true
}

// gerund returns the note of "Verifying such claims is difficult".
func (c *check) gerund(si int) (Note, bool) {
	if c.d.Tokens[c.verb].XPOS != lang.VBG || c.verb > c.st.First+1 || !c.anyClaim(c.verb+1, min(c.st.Last, c.verb+maxPhrase)) {
		return Note{}, false
	}
	for i := c.verb + 1; i < min(c.st.Last, c.verb+maxGroup); i++ {
		if hardWords[c.d.Forms[i].Word] {
			c.first = c.verb
			n := Note{Kind: Unverified, Span: spanOf(c.d, c.st.First, c.st.Last), frame: c.d.Span(c.verb, c.verb+1)}
			be := i - 1
			for be > c.verb+1 && groupWords[c.d.Forms[be].Word] != beWord {
				be--
			}
			n.Covers = c.trim(c.verb+1, be)
			return n, true
		}
	}
	return Note{}, false
}

// opensClause are the tags that a new subject behind "and" starts with.
var opensClause = map[lang.XPOS]bool{lang.DT: true, lang.PRPS: true, lang.PRP: true}

// claimed are the words for what a report rests on and an outlet checks.
var claimed = hashed(`claim claims account accounts report reports figure figures toll tolls footage video videos clip clips image images photo photos photograph photographs
	picture pictures allegation allegations assertion assertions accusation accusations statement statements information authenticity veracity accuracy provenance number numbers count counts
	testimony testimonies document documents recording recordings post posts letter details version versions tally authorship message messages screenshot screenshots identity identities`)

var hardWords = hashed("difficult impossible hard challenging")
