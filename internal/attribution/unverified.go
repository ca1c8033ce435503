package attribution

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// How plainly a word speaks of checking a report.
const (
	noCheck    = iota
	strong     // verify
	weak       // confirm: only with "independently" or "immediately", or of an outlet
	checkNoun  // confirmation
	notChecked // unverified
	checkable  // verifiable
)

// checks are the words for checking a report.
var checks = func() map[uint64]uint8 {
	m := map[uint64]uint8{}
	for k, words := range [...]string{
		strong:    "verify verified verifying corroborate corroborated corroborating authenticate authenticated authenticating",
		weak:      "confirm confirmed confirming establish established determine determined ascertain ascertained substantiate substantiated check checked checking assess assessed review reviewed audited vouch peer-reviewed",
		checkNoun: "confirmation verification corroboration evidence proof", notChecked: "unverified uncorroborated unauthenticated unconfirmed",
		checkable: "verifiable checkable confirmable",
	} {
		for w := range hashed(words) {
			m[w] = uint8(k)
		}
	}
	return m
}()

// A check is the words that say that something could not be checked.
type check struct {
	d           *lang.Document
	st          lang.Sentence
	first, verb int // its tokens [first, verb], "could not independently verify"
	strength    uint8
	negative    bool
	own         bool // independently
	soon        bool // immediately
	able        bool // could, was able to
	passive     bool
	impersonal  bool // "it was not possible to"
}

// unverified appends to out the notes in sentence si that something could not
// be checked.
func unverified(d *lang.Document, si int, out []Note) []Note {
	st := d.Sentences[si]
	for i := st.First; i < st.Last; i++ {
		strength := checks[d.Forms[i].Word]
		if strength == noCheck || inQuotation(d, d.Tokens[i].Start) {
			continue
		}
		c := check{d: d, st: st, first: i, verb: i, strength: strength}
		if n, ok := c.read(si); ok {
			return append(out, n) // one for a sentence
		}
	}
	return unseen(d, si, out)
}

// read returns the note that the check is, if it is one.
func (c *check) read(si int) (Note, bool) {
	if c.strength == checkNoun {
		return c.noun(si)
	}
	if c.strength == notChecked {
		return c.stillUnverified(si)
	}
	if c.strength == checkable {
		return c.notVerifiable(si)
	}
	if n, ok := c.gerund(si); ok {
		return n, true
	}
	c.group()
	from, how := c.subject()
	if c.negative = c.negative || c.passive && c.ofNone(from) || c.noSource(from) || c.inPart(); !c.negative || !c.enough() && !c.ofClaim(from, how) {
		return Note{}, false
	}
	n := Note{Kind: Unverified}
	switch {
	case how == embedded:
		return n, false
	case c.impersonal:
		n.Covers = c.object()
	case c.passive:
		by, ok := c.agent()
		if !ok {
			return n, false
		}
		n.By, n.Covers = by, c.about(from, how)
	default:
		by, ok := c.outlet(from, how)
		if !ok {
			return n, false
		}
		n.By = by
		if n.Covers = c.object(); n.Covers.Len() == 0 && how == relative {
			n.Covers = c.antecedent(from)
		}
	}
	return c.finish(n, si, from, how), true
}

// finish fills in where the note stands and what it covers if that is but a
// pronoun: the sentence before.
func (c *check) finish(n Note, si, from int, how before) Note {
	n.Span = spanOf(c.d, from, c.end())
	n.frame = c.d.Span(c.first, c.verb+1)
	n.clause = from > c.st.First
	if how == relative && c.passive && n.Covers.Len() > 0 && n.Covers.End <= n.Start {
		if det := c.d.Forms[c.d.TokenAt(n.Covers.Start)].Word; articles[det] {
			n.Start = n.Covers.Start // "a claim that could not be verified"
		}
	}
	if first := c.d.TokenAt(n.Covers.Start); n.Covers.Len() == 0 || pronouns[c.d.Forms[first].Word] && c.d.Tokens[first].End == n.Covers.End {
		n.Covers = lang.Span{}
		if from == c.st.First && si > 0 {
			before := c.d.Sentences[si-1]
			n.Covers = spanOf(c.d, before.First, before.Last)
		}
	}
	return n
}

// enough reports whether the words say that something was not checked, rather
// than that it was not so or that somebody would not say: "has not confirmed".
func (c *check) enough() bool {
	switch {
	case c.strength == strong:
		return c.able || c.own || c.passive || c.impersonal || c.hasAuxiliary()
	case c.own, c.passive && audits[c.d.Forms[c.verb].Word]:
		return true
	}
	if c.able && !c.passive && establishes[c.d.Forms[c.verb].Word] {
		return true // of an outlet only
	}
	return (c.soon || c.able || c.impersonal) && isConfirm[c.d.Forms[c.verb].Word] && (c.able || c.impersonal)
}

// How many tokens may belong to a check and to its subject.
const (
	maxGroup   = 14
	maxSubject = 60
)

// before says what stands before the subject of a check.
type before uint8

const (
	ownClause     before = iota // the start of a sentence, or of a clause of its own
	relative                    // "which", "that" after a noun
	sharedSubject               // nothing: the subject is that of the clause before
	embedded                    // somebody says so
)

// subject returns the first token of the check's clause, and what stands
// before it.
func (c *check) subject() (from int, how before) {
	d := c.d
	for i := c.first - 1; i >= c.st.First; i-- {
		if c.first-i > maxSubject {
			return i, embedded // who knows who says so
		}
		f, t := d.Forms[i].Word, d.Tokens[i].XPOS
		next := i == c.first-1
		switch {
		case f == whichWord, relatives[f] && (t == lang.WDT || t == lang.WP), t == lang.WPS:
			return i, relative
		case t == lang.Comma && next:
			if x := d.Tokens[max(i-1, c.st.First)].XPOS; x == lang.VBD || x == lang.VBZ { // ", police said,"
				return i + 1, embedded
			}
			i = max(c.lastComma(c.st.First, i), c.st.First) // past what stands between commas
		case f == thatWord && t == lang.IN:
			if i > c.st.First && d.Tokens[i-1].XPOS.Nominal() && (next || !c.passive) {
				return i, relative
			}
			return i + 1, embedded
		case clauseWords[f], f == andWord && next:
			if next {
				return i + 1, sharedSubject
			}
			return i + 1, ownClause
		case f == andWord && !next && c.isOutlet(i+1, c.first), f == andWord && c.passive && i+1 < c.first && opensClause[d.Tokens[i+1].XPOS]:
			return i + 1, ownClause
		case f == dashHash, d.Word(i) == ";", d.Word(i) == ":", f == andWord && i > c.st.First && d.Tokens[i-1].XPOS == lang.Comma,
			t == lang.Comma && !next && !c.commas(i+1):
			return i + 1, ownClause
		case (t == lang.VBD || t == lang.VBZ || t == lang.VBP || t == lang.MD) && d.Tokens[i].Rel != lang.RelAclRelcl && d.Tokens[i].Rel != lang.RelAcl:
			return i + 1, embedded
		}
	}
	return c.st.First, ownClause
}

// commas reports whether a comma stands from token i up to the check: what is
// before it then belongs to the subject ("The claim, made on Monday, could …").
func (c *check) commas(i int) bool { return c.lastComma(i, c.first) >= 0 }

// lastComma returns the last comma in [first, last), -1 if there is none.
func (c *check) lastComma(first, last int) int {
	for i := last - 1; i >= first; i-- {
		if c.d.Tokens[i].XPOS == lang.Comma {
			return i
		}
	}
	return -1
}

// about returns what could not be checked, as the subject of a passive.
func (c *check) about(from int, how before) lang.Span {
	switch {
	case how == relative && c.d.Tokens[from].XPOS == lang.WPS: // "whose figures"
		return c.trim(from+1, c.first)
	case how == relative:
		return c.antecedent(from)
	case how == sharedSubject:
		return c.trim(c.st.First, c.phraseEnd(c.st.First))
	case from < c.first:
		return c.trim(from, c.first)
	}
	return lang.Span{}
}

// antecedent returns the noun phrase before the relative pronoun at token i.
func (c *check) antecedent(i int) lang.Span {
	last := i
	for last > c.st.First && c.d.Tokens[last-1].XPOS == lang.Comma {
		last--
	}
	if last == c.st.First {
		return lang.Span{}
	}
	first := last
	for first > c.st.First {
		t := c.d.Tokens[first-1].XPOS
		if !t.Nominal() && t != lang.JJ && t != lang.DT && t != lang.PRPS && t != lang.CD && t != lang.POS {
			break
		}
		first--
		if t == lang.DT || t == lang.PRPS {
			break
		}
	}
	if t := c.d.Tokens[min(first, last-1)].XPOS; first == last || last < i && t != lang.DT && t != lang.PRPS {
		return c.trim(c.st.First, last) // ", which …": of all that was said
	}
	return c.d.Span(first, last)
}

// object returns what stands behind the verb up to the end of its clause.
func (c *check) object() lang.Span {
	first := c.verb + 1
	for first < c.st.Last && (groupWords[c.d.Forms[first].Word] == ownWord || groupWords[c.d.Forms[first].Word] == soonWord || c.d.Word(first) == "or" && first+1 < c.st.Last && checks[c.d.Forms[first+1].Word] > 0 || checks[c.d.Forms[first].Word] > 0) {
		first++
	}
	if last := c.end(); first < last {
		return c.trim(first, last)
	}
	return lang.Span{}
}

// trim returns the text of [first, last) without marks and conjunctions at its
// edges.
func (c *check) trim(first, last int) lang.Span {
	for first < last && (c.d.Tokens[first].XPOS == lang.Comma || c.d.Tokens[first].XPOS == lang.LRB || c.d.Forms[first].Word == andWord) {
		first++
	}
	for last > first && c.loose(last-1) {
		last--
	}
	if first == last {
		return lang.Span{}
	}
	return c.d.Span(first, last)
}

// loose reports whether token i, at the end of a phrase, is no part of it.
func (c *check) loose(i int) bool {
	switch c.d.Tokens[i].XPOS {
	case lang.Comma, lang.Period, lang.RRB:
		return true
	}
	k := groupWords[c.d.Forms[i].Word]
	return k == ownWord || k == soonWord
}

// end returns where the clause of the check ends: at a comma before another
// clause, a semicolon or a dash, or with its sentence.
func (c *check) end() int {
	from, how := c.subject()
	under := how == relative || from > c.st.First && clauseWords[c.d.Forms[from-1].Word] && from-1 == c.st.First
	for i := c.verb + 1; i < c.st.Last; i++ {
		t, w := c.d.Tokens[i].XPOS, c.d.Word(i)
		switch {
		case c.passive && i <= c.verb+2 && (w == "and" || w == "but") && i+1 < c.st.Last && checks[c.d.Forms[i+1].Word] == noCheck:
			return i
		case w == ";", c.d.Forms[i].Word == dashHash, w == ")" && i+1 < c.st.Last:
			return i
		case t == lang.Comma && under:
			return i
		case t == lang.Comma && i+1 < c.st.Last:
			if f := c.d.Forms[i+1]; clauseWords[f.Word] || f.Word == whichWord || f.Word == andWord || c.d.Tokens[i+1].XPOS == lang.VBD || c.d.Tokens[i+1].XPOS == lang.VBG {
				return i
			}
		}
	}
	return c.st.Last
}

// noun returns the note that a noun makes: "There was no independent
// confirmation of the report."
func (c *check) noun(si int) (Note, bool) {
	no := -1
	for i := c.verb - 1; i >= max(c.st.First, c.verb-5); i-- {
		f := c.d.Forms[i].Word
		if f == noWord || f == withoutWord {
			no = i
			break
		}
		switch groupWords[f] {
		case ownWord:
			c.own = true
		case soonWord:
			c.soon = true
		}
	}
	if no < 0 && !c.own && c.unavailable() {
		for i := c.verb + 1; i < min(c.st.Last, c.verb+maxPhrase); i++ {
			c.own = c.own || groupWords[c.d.Forms[i].Word] == ownWord
		}
	}
	if no < 0 && (c.own || c.verb == c.st.First) && c.unavailable() {
		c.own = true
		no = c.verb - 1
	}
	if no < 0 || c.d.Forms[no].Word == withoutWord || !c.own && !c.soon {
		return Note{}, false
	}
	c.first = no
	for c.first > c.st.First && thereWords[c.d.Forms[c.first-1].Word] {
		c.first--
	}
	from, how := c.subject()
	end := c.end()
	after := c.verb + 1
	if how == embedded || after < end && c.d.Forms[after].Word == fromWord && !c.own {
		return Note{}, false
	}
	n := Note{Kind: Unverified}
	if after+1 < end && c.d.Forms[after].Word == ofWord {
		n.Covers = c.trim(after+1, c.ofEnd(after+1, end))
	}
	return c.finish(n, si, from, how), true
}

// unavailable reports whether what follows a noun says that there was none of
// it: "Independent confirmation was not possible".
func (c *check) unavailable() bool {
	for i := c.verb + 1; i < c.st.Last; i++ {
		switch c.d.Word(i) {
		case "impossible", "unavailable":
			return true
		case "not", "n't", "n’t":
			for j := i + 1; j < min(c.st.Last, i+4); j++ {
				if w := c.d.Word(j); w == "possible" || w == "available" || w == "obtained" {
					return true
				}
			}
		}
	}
	return false
}

// ofEnd returns where a phrase behind "of" ends that starts at token i: before
// the verb of its sentence, if one follows ("of the claims was possible").
func (c *check) ofEnd(i, end int) int {
	for j := i + 1; j < end; j++ {
		if w := strings.ToLower(c.d.Word(j)); w == "was" || w == "is" || w == "has" || w == "from" {
			return j
		}
	}
	return end
}

// What a word says in the group before the verb.
const (
	fillWord = iota + 1
	linkWord
	negativeWord
	ownWord
	soonWord
	ableWord
	unableWord
	beWord
	haveWord
	possibleWord
	impossibleWord
)

var groupWords = func() map[uint64]uint8 {
	m := map[uint64]uint8{}
	for k, words := range [...]string{
		fillWord:     "to - of yet also still so far readily otherwise fully directly officially separately personally either there",
		linkWord:     "or and verify confirm corroborate authenticate reach obtain audited vetted assessed checked confirmed verified audit vet",
		negativeWord: "not n't n’t never no neither cannot hardly", ownWord: "independently independent outside third-party peer", soonWord: "immediately immediate right instantly quickly",
		ableWord: "could can able capable", unableWord: "unable couldn't can't failed", beWord: "be been being was were is are 's", haveWord: "has have had did do does",
		possibleWord: "possible way means", impossibleWord: "impossible difficult hard",
	} {
		for w := range hashed(words) {
			m[w] = uint8(k)
		}
	}
	return m
}()

var (
	establishes = hashed("establish determine ascertain substantiate vouch")
	audits      = hashed("audited peer-reviewed")
	isConfirm   = hashed("confirm confirmed confirming")
	relatives   = hashed("which that who")
	clauseWords = hashed("but although though while whereas because however yet")
	pronouns    = hashed("it this that these those they them either both neither")
	thereWords  = hashed("as there was is has have been were had had yet still found obtained 's")
	dashHash    = lang.WordHash("--")
	theHash     = lang.WordHash("the")
	whichWord   = lang.WordHash("which")
	noneWords   = hashed("neither none no nothing nobody")
	byWord      = lang.WordHash("by")
	weWord      = lang.WordHash("we")
	noWord      = lang.WordHash("no")
)
