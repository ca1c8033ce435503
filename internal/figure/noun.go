package figure

import "github.com/onrecord/onrecord/internal/lang"

// A counted is what a number counts, as the words after it tell.
type counted struct {
	noun      int    // token of the head noun, -1 if none stands there
	first     int    // first token of its phrase
	last      int    // end of the figure's last token
	toll      string // measure that adjectives before or after the noun tell: "dead people"
	of        bool   // it stands after "of"
	definite  bool   // … and after "the" or a possessive: these are all that there are
	pronoun   bool   // the noun is "them", "us" or the like
	tail      int    // end of that noun's phrase
	elsewhere bool   // the noun belongs to another number: "40 of the 60 houses"
	inside    bool   // another number stands in its phrase: "seven of the train's 22 cars"
}

// countedAt reads what the quantity q counts.
func (f *finder) countedAt(q *quantity) counted {
	j := f.base + q.last
	c := counted{noun: -1, first: j, last: j}
	k := j
	if n := q.number.inner; n > 0 {
		c.noun, c.first = f.base+n, f.base+n
		return c
	}
	if f.hash(k) == wordHyphen && f.s.in(k+1-f.base, compounds) {
		return f.compound(k, c)
	}
	if f.d.Tokens[min(k, f.end-1)].UPOS == lang.PUNCT && quoteMark[f.hash(k)] && f.hash(k+1) == wordOf {
		k++
	}
	if f.hash(k) == wordOf {
		k = f.afterOf(k, q, &c)
	} else if q.share {
		k = f.determiners(k, &c)
	}
	if k >= f.end || f.headless(k, &c) {
		return c
	}
	if c.of && f.partitive(k) {
		c.noun, c.first, c.last, c.pronoun = k, k, k+1, true
		return c
	}
	if c.elsewhere {
		at := c.last
		f.phrase(k, &c)
		c.last, c.tail = at, c.last
		return c
	}
	f.phrase(k, &c)
	if c.inside {
		c.elsewhere, c.last, c.tail = true, j, c.last
	}
	return c
}

// headless reports whether the words at k, right after the number, are a verb
// that was taken for a noun, and gives c what it tells: "400,000 face hunger", "a
// dozen hurt".
func (f *finder) headless(k int, c *counted) bool {
	if c.of || f.d.Tokens[k].XPOS != lang.NN {
		return false
	}
	if f.hash(k) == wordHurt {
		c.toll, c.last = wounded, k+1
		return true
	}
	return humanVerbs[f.hash(k)] && k+1 < f.end && f.d.Tokens[k+1].XPOS == lang.NN && (k+2 >= f.end || !f.d.Tokens[k+2].XPOS.Nominal())
}

// compound reads what a compound of the number and the word after the hyphen
// at k counts: "a three-judge panel" counts judges, "a 340-strong force" the
// force's members.
func (f *finder) compound(k int, c counted) counted {
	c.noun, c.first, c.last = k+1, k+1, k+2
	if f.hash(k+1) == wordStrong {
		f.phrase(k+2, &c)
		c.last = max(c.last, k+2)
		c.noun = k + 1
	}
	return c
}

// compounds are the words that make a compound with a number count.
var compounds = wordSet(`strong member judge nation country party state person man woman seat vote car vehicle ship boat room bedroom bed truck village village company team bird point-blank justice
	school game match race storey story floor page word tower house home unit turbine candidate panellist panelist player horse kid child family step-by-step item dose shot tank gun aircraft plane jury juror lawyer author volume`)

// afterOf goes past "of" at k and the determiners after it. Where another
// number follows, what it counts is counted here too.
func (f *finder) afterOf(k int, q *quantity, c *counted) int {
	from := k
	c.of = true
	k = f.determiners(k+1, c)
	if n := f.namedOwner(k); n > k { // "two of Duarte's aides"
		k, c.definite = n, true
	}
	counts := k < f.end && f.s.class(k-f.base) != other && f.s.class(k-f.base) != hyphen
	if !q.vague && !q.share && q.unit == "" && !c.definite && !counts && !f.partitive(k) {
		c.of = false
		return f.end
	}
	if counts {
		if q2, ok := f.s.quantity(k - f.base); ok && q2.unit == "" {
			c.elsewhere, c.last = true, from
			return f.base + q2.last
		}
	}
	return k
}

// namedOwner returns where the noun starts that a name at k owns, k if none
// does.
func (f *finder) namedOwner(k int) int {
	for i := k; i < f.end && i < k+4; i++ {
		switch x := f.d.Tokens[i].XPOS; {
		case x == lang.POS && i > k && f.s.class(i+1-f.base) == other:
			return i + 1
		case !x.Proper():
			return k
		}
	}
	return k
}

// partitive reports whether token k is a pronoun that stands for those counted
// after "of", and not the United States.
func (f *finder) partitive(k int) bool {
	return partitives[f.hash(k)] && f.d.Forms[k].Shape == lang.ShapeLower
}

// determiners goes past articles and possessives at k.
func (f *finder) determiners(k int, c *counted) int {
	for k < f.end {
		switch x := f.d.Tokens[k].XPOS; {
		case f.partitive(k):
			return k
		case x == lang.DT || x == lang.PRPS || x == lang.PDT:
			c.definite = c.definite || f.hash(k) != wordA && f.hash(k) != wordAn
			k++
		default:
			return k
		}
	}
	return k
}

// phrase reads the noun phrase without determiners at k, and the adjectives
// after its noun that tell what befell whom it names ("people dead or
// missing").
func (f *finder) phrase(k int, c *counted) {
	start, bare := k, -1
	for ; k < f.end; k++ {
		x := f.d.Tokens[k].XPOS
		switch {
		case x == lang.VBZ && k == start && c.noun < 0 && f.s.class(k-f.base) == other && f.looksPlural(k):
			c.noun = k
			k = f.end
			continue
		case x.Nominal() && f.s.class(k-f.base) == other && !(dayWords[f.hash(k)] && (c.noun >= 0 || k == start)) || f.hash(k) == wordPeople:
			c.noun = k
			if f.plural(k) && (k+1 >= f.end || !f.d.Tokens[k+1].XPOS.Nominal() || f.d.Tokens[k+1].XPOS.Proper() && !f.plural(k+1) || x == lang.NNS && (f.tolls(k+1) != "" || personWords[f.hash(k)] && !personWords[f.hash(k+1)] && f.d.Tokens[k+1].XPOS == lang.NNS) || x == lang.NNPS || f.hash(k) == wordPeople || f.hash(k+1) == wordShot) {
				k = f.end
			}
			continue
		case c.noun >= 0:
			if (f.hash(k) == wordHyphen || f.d.Tokens[k].XPOS == lang.POS) && k+1 < f.end && f.nounSoon(k+1) {
				continue
			}
			if f.hash(k-1) == wordHyphen && (x.Verbal() || x == lang.JJ) && f.nounSoon(k+1) { // "fact-checked claims"
				continue
			}
			if c.of && f.d.Tokens[k].XPOS == lang.POS && f.s.class(k+1-f.base) != other && f.nounSoon(k+2) { // "seven of the train's 22 cars"
				k++
				c.inside = true
				continue
			}
		case x == lang.JJ || x == lang.JJR || x == lang.JJS || x == lang.VBN || x == lang.VBG || x == lang.VBD && f.tolls(k) != "":
			if bare < 0 && (f.tolls(k) != "") {
				bare = k
			}
			if x.Verbal() && !f.nounSoon(k+1) {
				break
			}
			continue
		case x == lang.HYPH || x == lang.POS || f.d.Tokens[k].UPOS == lang.PUNCT && quoteMark[f.hash(k)]:
			continue
		case (x == lang.RB || x == lang.RBR || x == lang.CC || x == lang.Comma || x == lang.CD) && f.nounSoon(k+1) && f.describes(k+1) && k > start:
			continue
		case x == lang.CC && k > start && k+2 < f.end && f.d.Tokens[k-1].XPOS == lang.JJ && f.d.Tokens[k+1].XPOS == lang.NN && f.d.Tokens[k+2].XPOS == lang.NNS: // "wooden and steel boats"
			continue
		case (x == lang.RBS || f.hash(k) == wordAway) && k == start && f.nounSoon(k+1):
			continue
		case x == lang.RB && k == start && f.describes(k+1) && f.nounSoon(k+1):
			continue
		}
		break
	}
	c.first = start
	if c.noun > start && !f.plural(c.noun) && f.d.Tokens[c.noun-1].XPOS == lang.NNS {
		c.noun-- // "ballots cast" with the participle taken for a noun
	}
	if c.noun >= 0 {
		c.last = c.noun + 1
		for i := start; i < c.noun; i++ {
			if m := f.tolls(i); m != "" && c.toll == "" {
				c.toll = f.joint(i, m)
			}
		}
		f.adjectivesAfter(c)
		return
	}
	if bare >= 0 && bare <= start+1 {
		c.toll = f.joint(bare, f.tolls(bare))
		if x := f.d.Tokens[bare].XPOS; !x.Verbal() {
			c.last = f.jointEnd(bare)
		}
	}
}

// looksPlural reports whether the verb at k, right behind a number, can only be a plural
// noun: "4,000 shells a month", "16 matches this season".
func (f *finder) looksPlural(k int) bool {
	if h, l := f.hash(k), f.d.Forms[k].Lemma; things[l] || matches[l] || personWords[h] {
		if k+1 >= f.end {
			return true
		}
		x := f.d.Tokens[k+1].XPOS
		return x == lang.DT || x == lang.IN || f.d.Tokens[k+1].UPOS == lang.PUNCT
	}
	return false
}

// nounSoon reports whether a noun follows within the adjectives from k.
func (f *finder) nounSoon(k int) bool {
	for ; k < f.end; k++ {
		switch x := f.d.Tokens[k].XPOS; {
		case x.Nominal() || f.hash(k) == wordPeople:
			return true
		case x == lang.JJ, x == lang.JJR, x == lang.JJS, x == lang.VBN, x == lang.VBG, x == lang.HYPH, x == lang.CC, x == lang.POS:
		default:
			return false
		}
	}
	return false
}

// describes reports whether token k can stand between a number and its noun.
func (f *finder) describes(k int) bool {
	if k >= f.end {
		return false
	}
	switch f.d.Tokens[k].XPOS {
	case lang.JJ, lang.JJR, lang.JJS, lang.VBN, lang.VBG:
		return true
	}
	return f.d.Tokens[k].XPOS == lang.HYPH
}

// adjectivesAfter takes in "dead", "missing" and the like after the noun.
func (f *finder) adjectivesAfter(c *counted) {
	k := c.last
	if k >= f.end || f.d.Tokens[k].XPOS.Verbal() && f.hash(k) != wordMissing {
		return
	}
	if m := states[f.hash(k)]; m != "" {
		c.toll = f.joint(k, m)
		c.last = f.jointEnd(k)
	}
}

// plural reports whether token k is a noun that a number above one can count.
func (f *finder) plural(k int) bool {
	t := &f.d.Tokens[k]
	if t.XPOS == lang.NNS || t.XPOS == lang.NNPS || invariant[f.hash(k)] {
		return true
	}
	w := f.d.Text[t.Start:t.End]
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w[len(w)-2] != 'u' && w[len(w)-2] != 'i'
}

var (
	wordAway    = lang.WordHash("away")
	wordPeople  = lang.WordHash("people")
	wordMissing = lang.WordHash("missing")
	wordStrong  = lang.WordHash("strong")
	partitives  = wordSet("us them those these you whom which it")
	quoteMark   = wordSet("\" ' `` ''")
	invariant   = wordSet(`people police aircraft personnel staff infantry cattle sheep fish troops dead wounded injured missing crew species series warplanes spacecraft cannon deer poultry
		livestock folk offspring militia clergy youth helicopter-gunships headquarters barracks works means dice media data criteria bacteria men women children wives lives`)
)

var (
	wordHurt = lang.WordHash("hurt")
)
