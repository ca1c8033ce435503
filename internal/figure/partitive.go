package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// ofPart reports whether r counts a part of what there is: "two of the three
// roads", "half of the houses", "61 percent of stations", "none of them".
func (r *reading) ofPart() bool { return r.of || r.elsewhere || r.share || r.unit == "percent" }

// partDone returns the participle that tells what was done to the part that r
// counts, by verbs that make only a part count ("counted", "found") and by the
// tree, where more stands between the noun and its verb.
func (f *finder) partDone(r *reading, words map[uint64]string) string {
	if !r.ofPart() {
		return ""
	}
	if v := f.undoneAfter(max(r.last, r.tail), partly); v != "" {
		return v
	}
	if v := f.undoneBefore(r, r.first, partly); v != "" && (r.elsewhere || r.definite) && r.unit == "" {
		return v
	}
	k := f.base + r.number.last - 1
	for n := 0; n < 2 && k >= f.base && k < f.end; n++ {
		t := &f.d.Tokens[k]
		if (t.Rel == lang.RelNsubjPass || t.Rel == lang.RelNsubj) && t.Head > k && t.Head < f.end && f.passivised(t.Head) && !f.parted(k, t.Head) {
			if v := f.participle(t.Head, words); v != "" {
				return v
			}
			return f.participle(t.Head, partly)
		}
		k = r.noun
	}
	return ""
}

// parted reports whether a semicolon stands among the tokens (first, last).
func (f *finder) parted(first, last int) bool {
	for k := first + 1; k < last; k++ {
		if f.d.Word(k) == ";" {
			return true
		}
	}
	return false
}

// released returns the participle of letting go that tells what happened to those
// whom r counts: "Three of them were later freed".
func (f *finder) released(r *reading) string {
	v := f.undoneAfter(max(r.last, r.tail), ordeal)
	if letGo[v] {
		return v
	}
	return ""
}

// adjective returns the word before the noun at k that says in what state the
// things are that make it count: "broken pump", "stolen van". It is empty for
// people and where another word tells.
func (f *finder) adjective(r *reading, k int) string {
	if f.person(k) || f.headline || r.counted.pronoun || r.elsewhere {
		return ""
	}
	first := k
	for first > f.base && f.modifies(first-1, k) {
		first--
	}
	i := first - 1
	if i < f.base || i < f.base+r.quantity.last || !inState[f.hash(i)] {
		return ""
	}
	return strings.ToLower(f.d.Word(i)) + " "
}

// ofSum returns the measure of the money that the share r is a part of: "15 percent
// of that sum", "half of it", "of which it has received less than a quarter".
func (f *finder) ofSum(r *reading) string {
	k := r.last
	which := false
	if f.hash(k) != wordOf {
		if k = r.last - 2; f.hash(k) != wordOf { // its span takes "of that" in
			k = r.last - 3
		}
	}
	switch {
	case f.hash(k) == wordOf && sumPronouns[f.hash(k+1)] && (k+2 >= f.end || !f.d.Tokens[k+2].XPOS.Nominal() || sums[f.hash(k+2)]):
	case f.hash(k) == wordOf && f.hash(k+1) == wordThe && sums[f.hash(k+2)]:
	default:
		for i := r.first - 1; i > f.base && i > r.first-9 && !which; i-- {
			which = f.hash(i) == wordWhich && f.hash(i-1) == wordOf
		}
		if !which {
			return ""
		}
	}
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-3; i-- {
		p := &f.readings[i]
		if f.sentence-f.d.SentenceOf(p.first) > 2 || which && i < f.from {
			return ""
		}
		if p.money {
			return p.measure
		}
		if p.unit != "percent" && p.unit != "share" {
			return ""
		}
	}
	return ""
}

// takenOff returns what an amount is taken off: "wiped $2 billion off the
// company's value".
func (f *finder) takenOff(r *reading) string {
	k := r.last
	if h := f.hash(k); h != wordOff && !(h == wordFrom && wipes[f.lemmaAt(r.first-1)]) {
		return ""
	}
	n := f.headNoun(k + 1)
	for n >= 0 && n+1 < f.end && f.d.Tokens[n+1].XPOS == lang.POS {
		n = f.headNoun(n + 2)
	}
	if n < 0 || f.proper(n) || f.person(n) {
		return ""
	}
	if n > k+1 && f.hash(n-1) == wordMarket {
		return "market " + f.lemma(n)[strings.LastIndexByte(f.lemma(n), ' ')+1:]
	}
	return f.lemma(n)
}

// voted returns vote where the percentage r is of votes: "by 53 percent to 47",
// "54% voting against", "49% in favour".
func (f *finder) voted(r *reading) string {
	if r.unit != "percent" {
		return ""
	}
	k := r.last
	switch h := f.hash(k); {
	case f.lemmaAt(k) == wordVote:
		return "vote"
	case h == wordIn && (f.hash(k+1) == wordFavour || f.hash(k+1) == wordFavor), h == wordAgainst && f.endsAfter(k+1), h == wordUnsure, h == wordUndecided:
		return "vote"
	case h == wordTo && f.hash(r.first-1) == wordBy && f.ballot() && f.s.class(k+1-f.base) == numeral:
		return "vote"
	}
	if n := len(f.readings); n > f.from && f.hash(r.first-1) == wordTo && f.readings[n-1].measure == "vote" && f.readings[n-1].last == r.first-1 {
		return "vote"
	}
	return ""
}

// endsAfter reports whether a phrase may be over at token k.
func (f *finder) endsAfter(k int) bool {
	return k >= f.end || f.d.Tokens[k].UPOS == lang.PUNCT || f.d.Tokens[k].XPOS == lang.CC || f.d.Tokens[k].XPOS == lang.PRP
}

// ballot reports whether the sentence tells of a vote.
func (f *finder) ballot() bool {
	for k := f.base; k < f.end; k++ {
		if votes[f.d.Forms[k].Lemma] {
			return true
		}
	}
	return false
}

var (
	// partly are verbs that make a part of things or people count.
	partly = participles(`count=counted find=found reconnect=reconnected connect=connected complete=completed finish=finished break=broken deliver=delivered install=installed identify=identified
		inspect=inspected clear=cleared pay=paid pledge=pledged treat=treated sell=sold block=blocked shut keep=kept evacuate=evacuated`)
	letGo         = map[string]bool{"freed": true, "released": true, "discharged": true, "deported": true, "pardoned": true, "acquitted": true, "cleared": true}
	inState       = wordSet("broken stolen used missing sunken unexploded faulty abandoned unmarked counterfeit fake smuggled spoiled spoilt valid invalid abandoned looted derelict empty damaged forged leaking")
	sumPronouns   = wordSet("that this it which")
	sums          = wordSet("sum amount total money cash figure")
	wipes         = wordSet("wipe knock slash shave cut")
	votes         = wordSet("vote referendum election ballot elect approve reject poll back defeat pass")
	wordOff       = lang.WordHash("off")
	wordMarket    = lang.WordHash("market")
	wordUnsure    = lang.WordHash("unsure")
	wordUndecided = lang.WordHash("undecided")
)
