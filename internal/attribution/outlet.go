package attribution

import (
	"sort"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// agent returns who could not check it, where "by" tells; ok is false if that is
// not an outlet.
func (c *check) agent() (by lang.Span, ok bool) {
	i := c.verb + 1
	for i < c.st.Last && groupWords[c.d.Forms[i].Word] == ownWord {
		i++
	}
	if i+1 >= c.st.Last || c.d.Forms[i].Word != byWord {
		return lang.Span{}, true
	}
	last := c.phraseEnd(i + 1)
	if groupWords[c.d.Forms[i+1].Word] == ownWord || c.byOthers() { // by independent observers
		return lang.Span{}, true
	}
	if !c.isOutlet(i+1, last) {
		return lang.Span{}, false
	}
	return c.d.Span(i+1, last), true
}

// phraseEnd returns where the noun phrase ends that starts at token i.
func (c *check) phraseEnd(i int) int {
	for ; i < c.st.Last; i++ {
		t, f := c.d.Tokens[i].XPOS, c.d.Forms[i].Shape
		if !t.Nominal() && t != lang.DT && t != lang.JJ && t != lang.PRPS && t != lang.POS && t != lang.HYPH && (f == lang.ShapeLower || f == lang.ShapeMark) {
			break
		}
	}
	return i
}

// outlet returns who could not check it; ok is false if that is not an outlet.
func (c *check) outlet(from int, how before) (by lang.Span, ok bool) {
	first, last := from, c.first
	switch how {
	case relative:
		first++
	case sharedSubject:
		first = c.st.First
		last = c.phraseEnd(first)
	}
	for first < last && (c.d.Tokens[first].XPOS == lang.CC || c.d.Tokens[first].XPOS == lang.RB || c.d.Tokens[first].XPOS == lang.LRB) {
		first++
	}
	if comma := c.lastComma(first, last); comma >= 0 {
		first = comma + 1
	}
	if first >= last || !c.isOutlet(first, last) {
		return lang.Span{}, false
	}
	return c.d.Span(first, last), true
}

// isOutlet reports whether [first, last) is a news outlet that speaks of
// itself.
func (c *check) isOutlet(first, last int) bool {
	d := c.d
	if last <= first || last-first > maxOutlet {
		return false
	}
	if c.ownName(first, last) {
		return true
	}
	if d.AgencyAt(first, last) > 0 || d.Forms[first].Word == theHash && d.AgencyAt(first+1, last) > 0 {
		return true
	}
	for i := first + 1; i < last && (mediaWords[d.Forms[i-1].Word] || d.Forms[i-1].Word == newsWord || d.Forms[i-1].Word == theHash); i++ {
		if d.AgencyAt(i, last) == last-i { // "the news agency AFP"
			return true
		}
	}
	head := last - 1
	for head > first && d.Tokens[head].XPOS == lang.POS {
		head--
	}
	for i := first; i < last; i++ {
		if d.Forms[i].Word == fromWord || d.Forms[i].Word == ofWord || d.Tokens[i].XPOS == lang.IN && i > first {
			head = max(i-1, first)
			break
		}
	}
	switch w := d.Forms[head].Word; {
	case first == head && w == weWord:
		return true
	case mediaWords[w]:
		return !others[d.Forms[first].Word] && (w != agencyWord || c.own || d.Forms[max(head-1, first)].Word == newsWord)
	case outletNames[w]:
		return d.Forms[head].Shape != lang.ShapeLower
	case notOutlets[w] || d.Forms[head].Shape == lang.ShapeLower:
		return false
	}
	return c.named(first, last)
}

// ownName reports whether [first, last) is the name of the agency that the story
// is credited to.
func (c *check) ownName(first, last int) bool {
	d := c.d
	if d.Forms[first].Word == theHash {
		first++
	}
	name := d.Text[d.Tokens[min(first, last-1)].Start:d.Tokens[last-1].End]
	for _, credit := range d.Layout.Credits {
		if s := d.Text[credit.Start:credit.End]; len(s) < maxCreditName && capitalAt(name) && strings.Contains(s, name) {
			return true
		}
	}
	return false
}

// maxCreditName is the longest credit, in bytes, that may be but a name.
const maxCreditName = 40

// capitalAt reports whether s starts with a capital and is more than a letter.
func capitalAt(s string) bool { return len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' }

// maxOutlet is the largest number of tokens of an outlet's name with its titles.
const maxOutlet = 7

// named reports whether [first, last) may be the name of an outlet that no list
// has: a name in capitals, not a person's or a place's, said to check by itself.
func (c *check) named(first, last int) bool {
	if !c.own && !(c.strength == strong && (c.able || c.soon) && c.anyClaim(c.verb+1, c.st.Last)) && !(c.able && c.anyOf(c.verb+1, c.st.Last, genuine)) {
		return false
	}
	for i := first; i < last; i++ {
		f := &c.d.Forms[i]
		if notOutlets[f.Word] || f.Shape == lang.ShapeLower && f.Word != theHash || f.Shape == lang.ShapeNumber {
			return false
		}
	}
	if c.atHead(first, last) {
		return true
	}
	k := sort.Search(len(c.d.Names), func(k int) bool { return c.d.Names[k].Last >= last })
	if k == len(c.d.Names) || c.d.Names[k].Last != last {
		return true
	}
	return c.d.Names[k].Kind != lang.Person && c.d.Names[k].Kind != lang.Place
}

// headBytes is how much of a story may be its head: headline, byline, day.
const headBytes = 500

// atHead reports whether a line of the story's head starts with the name [first,
// last) and ends with it or goes on behind a mark, as the outlet's does below
// a byline: "The Beacon, Velsund".
func (c *check) atHead(first, last int) bool {
	if c.d.Forms[first].Word == theHash && first+1 < last {
		first++
	}
	name := c.d.Text[c.d.Tokens[first].Start:c.d.Tokens[last-1].End]
	head := c.d.Text[:min(len(c.d.Text), headBytes, c.d.Tokens[first].Start)]
	for at := 0; capitalAt(name); {
		i := strings.Index(head[at:], name)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(name)
		before := strings.TrimSuffix(head[:i], "The ")
		if strings.HasSuffix(before, "\n") && (at == len(head) || strings.IndexByte("\n,|/", head[at]) >= 0) {
			return true
		}
	}
	return false
}

var (
	mediaWords = hashed(`newspaper journalists journalist reporters reporter correspondents correspondent broadcaster outlet outlets agency network magazine website paper media newsroom
		station channel publication daily weekly`)
	others      = hashed("state their his her its local some many other rival foreign several")
	outletNames = hashed(`post times news daily herald tribune gazette journal press guardian telegraph mail chronicle observer star sun mirror standard examiner globe independent express
		mercury echo courier dispatch bulletin review record argus inquirer sentinel monitor weekly today radio television tv broadcasting verify media newspaper magazine online wire beacon messenger`)
	notOutlets = hashed(`un u.n. eu e.u. nato unicef unhcr who iaea osce ocha nations union ministry minister army police military navy force forces government pentagon kremlin council committee commission court
		office department hospital company embassy agency bureau party group front movement spokesman spokeswoman spokesperson officials official president university institute observatory mission parliament senate
		congress authority authorities administration house team fbi cia fda cdc nasa interpol europol watch amnesty cross crescent it he she they who i you police nobody none neither rescuers monitors inspectors
		washington london paris moscow kyiv kiev beijing tehran berlin brussels investigators experts doctors scientists researchers prosecutors`)
	agencyWord = lang.WordHash("agency")
	newsWord   = lang.WordHash("news")
)
