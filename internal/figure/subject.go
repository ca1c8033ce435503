package figure

import "github.com/onrecord/onrecord/internal/lang"

// nounBefore returns the noun that "of", "at" or "to" joins to the quantity
// after it ("a fine of $3m", "sales rose to $3m"), or that is its subject.
func (f *finder) nounBefore(r *reading) string {
	k := r.first - 1
	for k >= f.base && (f.d.Tokens[k].XPOS == lang.DT || f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.JJ) {
		k--
	}
	if f.hash(k) == wordComma && r.money && k > f.base && f.countedBefore(k-1) {
		return "" // "20 million tolars, about $8,000,"
	}
	if k > f.base && joining[f.hash(k)] && f.d.Tokens[k-1].XPOS.Nominal() && !notSubjects[f.hash(k-1)] && !f.proper(k-1) && !f.person(k-1) && !dayWords[f.hash(k-1)] && !timeWords[f.hash(k-1)] && units[f.hash(k-1)] == "" && currencyNames[f.hash(k-1)] == "" && coins[f.hash(k-1)] == "" && f.s.class(k-1-f.base) == other {
		switch {
		case f.hash(k) == wordOf && r.unit == "percent" && goals[f.d.Forms[k-1].Lemma] && f.lastPercent(r) != "":
			return f.lastPercent(r)
		case f.hash(k) == wordOf && (f.d.Forms[k-1].Lemma == wordEstimate || f.d.Forms[k-1].Lemma == wordForecast) && !f.d.Tokens[max(k-2, f.base)].XPOS.Nominal():
		case f.hash(k) == wordOf && changes[f.d.Forms[k-1].Lemma] && !(r.money && f.modifies(k-2, k-1) && !f.person(k-2)) || f.hash(k-1) == wordEstimates:
			if s := f.changing(k - 1); s != "" {
				return s
			}
		case f.hash(k) == wordAt && !rated[f.d.Forms[k-1].Lemma]:
		default:
			return f.lemma(k - 1)
		}
	}
	if f.hash(k) == wordFor && r.money && claimed[f.lemmaAt(k-1)] && f.d.Tokens[k-1].XPOS.Nominal() {
		return f.lemma(k - 1) // "a claim for five million euros"
	}
	if m := f.changedObject(k, r); m != "" {
		return m
	}
	if s := f.subject(r.first); s >= 0 && r.unit != "" && f.ratedFor(s) >= 0 {
		return f.rising(f.ratedFor(s))
	} else if s >= 0 && !f.proper(s) && !f.person(s) && !(r.money && !rated[f.d.Forms[s].Lemma] && moneyVerbs[f.lemmaAt(r.first-1)] != "") {
		if r.money && commodities[f.d.Forms[s].Lemma] {
			return "price"
		}
		return f.rising(s)
	}
	return ""
}

// countedBefore reports whether the figure before counts the noun at k.
func (f *finder) countedBefore(k int) bool {
	n := len(f.readings)
	return n > f.from && f.readings[n-1].noun == k && f.readings[n-1].last == k+1
}

// lastPercent returns what the percentage before r is of.
func (f *finder) lastPercent(r *reading) string {
	if p := f.lastOf(r, func(p *reading) bool { return p.unit == "percent" }); p != nil {
		return p.measure
	}
	return ""
}

// changedObject returns the object of a verb of change between which and r, by
// way of "by", "to" or nothing at token k, no other verb stands: "cut emissions
// by 80 %".
func (f *finder) changedObject(k int, r *reading) string {
	if h := f.hash(k); r.unit == "" || h != wordBy && h != wordTo && h != wordFrom && !(k >= f.base && f.d.Tokens[k].XPOS.Nominal() && r.unit == "percent") {
		return ""
	}
	for v, n := k, 0; v >= f.base && n < 12; v, n = v-1, n+1 {
		if x := f.d.Tokens[v].XPOS; !x.Verbal() && !(x == lang.NNS && v > f.base && shifts[f.d.Forms[v].Lemma] && f.d.Tokens[v+1].XPOS != lang.IN) {
			continue
		}
		if !shifts[f.d.Forms[v].Lemma] {
			return ""
		}
		if incomes[f.hash(v+1)] {
			return f.lemma(v + 1) // "cut spending", with the noun taken for a verb
		}
		if n := f.headNoun(v + 1); n >= 0 && n <= k && !f.proper(n) && f.resolved(n) >= 0 && !f.person(n) {
			return f.rising(n)
		}
		return ""
	}
	return ""
}

// ratedFor returns the noun of a rate that prepositions join the subject at s
// to ("the unemployment rate for people in the towns was"), -1 if there is none.
func (f *finder) ratedFor(s int) int {
	if rated[f.d.Forms[s].Lemma] {
		return -1
	}
	for k := s - 1; k >= f.base && k > s-9; k-- {
		x := f.d.Tokens[k].XPOS
		if x.Verbal() && k > f.base || f.d.Tokens[k].UPOS == lang.PUNCT && x != lang.HYPH {
			return -1
		}
		if rated[f.d.Forms[k].Lemma] && (x.Nominal() || k == f.base) && !f.d.Tokens[k+1].XPOS.Nominal() && f.d.Tokens[k+1].XPOS == lang.IN {
			return k
		}
	}
	return -1
}

// changing returns what a noun of change at k is a change of: "a rise in
// prices of 5 %", "its damage estimates of $5m".
func (f *finder) changing(k int) string {
	if k > f.base && f.d.Tokens[k-1].XPOS.Nominal() && !f.proper(k-1) && !f.person(k-1) {
		return f.lemma(k - 1)
	}
	return ""
}

// rising returns the measure of a rate whose subject is the noun at s: that
// noun, or growth where it grows.
func (f *finder) rising(s int) string {
	h := f.d.Forms[s].Lemma
	if contenders[h] {
		return "support" // "the party fell six points to 22 percent"
	}
	if economies[h] {
		return "growth"
	}
	if h == wordShare && f.d.Tokens[s].XPOS == lang.NNS {
		return "share price"
	}
	return f.lemma(s)
}

// subject returns the subject of a verb of being or changing before token i,
// -1 for none: "unemployment rose to 5 %".
func (f *finder) subject(i int) int {
	for k, n := i-1, 0; k >= f.base && n < 10; k, n = k-1, n+1 {
		x := f.d.Tokens[k].XPOS
		if x == lang.Colon || f.d.Tokens[k].UPOS == lang.PUNCT && x != lang.Comma && x != lang.HYPH {
			return -1
		}
		if l := f.d.Forms[k].Lemma; (x.Verbal() || x == lang.NNS && k > f.base || shifted[f.hash(k)] && k > f.base) && (moving[l] || shifted[f.hash(k)] || beings[f.hash(k)]) {
			if s := f.subjectOf(k); s >= 0 {
				return s
			}
			continue
		}
		if x.Verbal() && n > 0 {
			return -1
		}
	}
	return -1
}

// subjectOf returns the head of the noun phrase that is the subject of the verb
// at v: what the tree has, or else the nearest noun before it that no
// preposition governs.
func (f *finder) subjectOf(v int) int {
	if s := f.clauseNoun(v); s >= 0 {
		return s
	}
	verb := v
	if t := &f.d.Tokens[v]; (t.Rel == lang.RelCop || t.Rel == lang.RelAux || t.Rel == lang.RelAuxPass) && t.Head >= f.base && t.Head < f.end {
		verb = t.Head
	}
	for i := v - 1; i >= f.base; i-- {
		if t := &f.d.Tokens[i]; t.Head == verb && (t.Rel == lang.RelNsubj || t.Rel == lang.RelNsubjPass) {
			return f.resolved(i)
		}
	}
	if i := v - 1; i >= f.base && f.d.Tokens[i].XPOS.Verbal() && incomes[f.hash(i)] {
		return i // "wages rose" with both taken for verbs
	}
	for i := v - 1; i >= f.base; i-- {
		x := f.d.Tokens[i].XPOS
		if x.Nominal() {
			return f.resolved(i)
		}
		if x != lang.RB && x != lang.MD && !x.Verbal() {
			return -1
		}
	}
	return -1
}

// clauseNoun returns the noun right before the verb at v where a word that
// begins a clause stands before its phrase: "after profit slumps". The tree
// often takes these for prepositions. It is -1 otherwise.
func (f *finder) clauseNoun(v int) int {
	k := v - 1
	for k >= f.base && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.MD || f.d.Tokens[k].XPOS.Verbal() && passable[f.hash(k)]) {
		k--
	}
	noun := k
	for k >= f.base && (f.d.Tokens[k].XPOS.Nominal() || f.d.Tokens[k].XPOS == lang.JJ || f.d.Tokens[k].XPOS == lang.DT || f.d.Tokens[k].XPOS == lang.PRPS || f.d.Tokens[k].XPOS == lang.HYPH) {
		k--
	}
	if k < noun && k >= f.base && clauseWords[f.hash(k)] {
		return f.resolved(noun)
	}
	return -1
}

// resolved returns the noun at i, -1 if it is a pronoun or a word of time.
func (f *finder) resolved(i int) int {
	if f.d.Tokens[i].XPOS.Nominal() && !notSubjects[f.hash(i)] && !timeWords[f.hash(i)] && !dayWords[f.hash(i)] && !monthWords[f.hash(i)] && f.s.class(i-f.base) == other && units[f.hash(i)] == "" && coins[f.hash(i)] == "" && currencyNames[f.hash(i)] == "" {
		return i
	}
	return -1
}

// rateMeasure returns what a percentage or a share is of, or what rate it is.
func (f *finder) rateMeasure(r *reading) string {
	if m := f.plainRate(r); m != "rate" {
		return m
	}
	if m := f.lastPercent(r); m != "" {
		return m // "had expected a rate of 6.1%"
	}
	return "rate"
}

// plainRate is rateMeasure but for what "a rate" alone is of.
func (f *finder) plainRate(r *reading) string {
	c := &r.counted
	if m := f.ofSum(r); m != "" {
		return m
	}
	if m := f.ofOutput(r); m != "" {
		return m
	}
	if n := len(f.readings); n > f.from && f.hash(r.first-1) == wordFrom && f.readings[n-1].unit == r.unit && r.first-f.readings[n-1].last <= 2 {
		return f.readings[n-1].measure // "to 2.1 percent from 1.8 percent"
	}
	if m := f.voted(r); m != "" {
		return m
	}
	if m := f.putAt(r); m != "" {
		return m
	}
	if m := f.shareOf(r); m != "" {
		return m
	}
	if c.noun >= 0 && !c.of && !c.pronoun {
		if !changes[f.d.Forms[c.noun].Lemma] {
			return f.shareLemma(r, c.noun)
		}
		if f.hash(c.noun+1) == wordIn || f.hash(c.noun+1) == wordOf {
			if k := f.headNoun(c.noun + 2); k >= 0 && !f.proper(k) {
				return f.lemma(k)
			}
		}
	}
	if k := r.first - 2; f.downFrom(r) && beings[f.hash(k)] { // "its shares were down 9 percent"
		if s := f.subjectOf(k); s >= 0 && !f.proper(s) && !f.person(s) {
			return f.rising(s)
		}
	}
	if f.downFrom(r) {
		if n := len(f.readings); n > f.from && f.readings[n-1].money && r.unit == "percent" {
			return f.readings[n-1].measure // "orders of $412 million, up 18%"
		}
		if p := f.lastOf(r, func(p *reading) bool { return !p.named && p.unit != "share" }); p != nil {
			return p.measure
		}
	}
	if k := r.first - 2; r.unit == "pp" && f.hash(k+1) == wordOf && (f.lemmaAt(k) == wordCut || f.lemmaAt(k) == wordHike) && !f.d.Tokens[max(k-1, f.base)].XPOS.Nominal() {
		return "interest rate" // "had wanted a cut of a quarter of a point"
	}
	if m := attained[f.hash(r.last)]; m != "" {
		return m
	}
	if m := f.nounBefore(r); m != "" {
		return m
	}
	if m := f.grown(r); m != "" {
		return m
	}
	if r.unit != "share" {
		if m := f.ratedBefore(r); m != "" {
			return m
		}
	}
	if m := f.polled(r); m != "" {
		return m
	}
	if p := f.lastOf(r, func(p *reading) bool {
		return p.unit == r.unit || p.unit == "percent" || p.unit == "share" || p.unit == "" && r.unit != "pp" && f.asks(p) || f.hash(r.first-1) == wordOr && !p.named
	}); p != nil {
		if counting[p.measure] {
			return "vote" // "with 80 percent of ballots counted, he had 52 percent"
		}
		return p.measure
	}
	if k := f.anySubject(r.first); k >= 0 && !f.proper(k) && !f.person(k) {
		if contenders[f.d.Forms[k].Lemma] {
			return "support"
		}
		return f.lemma(k)
	}
	return "share"
}

// polled returns respondents where those of the percentage r answer a poll, votes
// where somebody wins it.
func (f *finder) polled(r *reading) string {
	k := r.last
	for k < f.end-1 && (f.d.Tokens[k].XPOS == lang.RB || f.d.Tokens[k].XPOS == lang.MD || beings[f.hash(k)] || f.lemmaAt(k) == wordHave) {
		k++
	}
	if r.unit == "percent" && answers[f.lemmaAt(k)] || answers[f.hash(k)] {
		if p := f.lastOf(r, func(p *reading) bool {
			return (p.unit == "percent" || p.unit == "share" || p.unit == "" && p.noun >= 0) && !p.named && personWords[lang.WordHash(p.measure)]
		}); p != nil {
			return p.measure
		}
		return "respondent"
	}
	for k, n := r.first-1, 0; k >= f.base && n < 4; k, n = k-1, n+1 {
		if winning[f.d.Forms[k].Lemma] && f.d.Tokens[k].XPOS.Verbal() && !f.objectAt(k+1) || winning[f.d.Forms[k].Lemma] && k+1 == r.first {
			return "vote"
		}
	}
	return ""
}

// shareOf returns the measure that the noun after "of" tells.
func (f *finder) shareOf(r *reading) string {
	c := &r.counted
	if c.noun < 0 || !c.of && r.unit != "share" {
		return ""
	}
	if c.pronoun {
		return f.stoodFor(r)
	}
	if f.proper(c.noun) && !f.person(c.noun) {
		if m := f.nounBefore(r); m != "" {
			return m
		}
	}
	return f.shareLemma(r, c.noun)
}

// downFrom reports whether "up" or "down" stands before the percentage, which
// is then of what the figure before it is of.
func (f *finder) downFrom(r *reading) bool {
	h := f.hash(r.first - 1)
	return h == wordUp || h == wordDown || h == wordFrom && (f.hash(r.first-2) == wordUp || f.hash(r.first-2) == wordDown) || h == wordAgainst
}

// asks reports whether p counts people whom a poll asks.
func (f *finder) asks(p *reading) bool { return p.noun >= 0 && f.person(p.noun) && !p.named }

// grown returns growth where an economy grows by the percentage, or what the
// object of the verb of change before it is.
func (f *finder) grown(r *reading) string {
	for k, n := r.first-1, 0; k >= f.base && n < 12; k, n = k-1, n+1 {
		l := f.d.Forms[k].Lemma
		if f.d.Tokens[k].XPOS.Verbal() && growing[l] {
			for i := k - 1; i >= f.base; i-- {
				if economies[f.d.Forms[i].Lemma] {
					return "growth"
				}
			}
		}
	}
	return ""
}

// lastOf returns the nearest figure before r, in its sentence or the two
// before, that fits, nil for none.
func (f *finder) lastOf(r *reading, fits func(*reading) bool) *reading {
	for i := len(f.readings) - 1; i >= 0 && i >= len(f.readings)-5; i-- {
		p := &f.readings[i]
		if f.d.SentenceOf(r.first)-f.d.SentenceOf(p.first) > 2 {
			return nil
		}
		if p.measure != "" && p.measure != "share" && !p.money && fits(p) {
			return p
		}
	}
	return nil
}

// anySubject returns the subject of the verb that governs the token before i,
// -1 if it has none.
func (f *finder) anySubject(i int) int {
	for k := i - 1; k >= f.base && k > i-14; k-- {
		if f.d.Tokens[k].XPOS.Verbal() && f.d.Tokens[k].Rel != lang.RelAux {
			if s := f.subjectOf(k); s >= 0 {
				return s
			}
		}
	}
	return -1
}

// shareLemma returns the lemma of token k, which the share r is of, person for
// people, with what was done to them.
func (f *finder) shareLemma(r *reading, k int) string {
	if f.hash(k) == wordPeople {
		return "person"
	}
	if r.noun == k {
		if v := f.undone(r); v != "" {
			return f.lemma(k) + " " + v
		}
	}
	return f.adjective(r, k) + f.lemma(k)
}

// headNoun returns the head of the noun phrase that starts at k, -1 if none
// does.
func (f *finder) headNoun(k int) int {
	head := -1
	for ; k < f.end; k++ {
		x := f.d.Tokens[k].XPOS
		switch {
		case x.Nominal():
			head = k
			continue
		case head < 0 && quoteMark[f.hash(k)]:
			continue
		case head < 0 && (x == lang.DT || x == lang.PRPS || x == lang.JJ || x == lang.JJR || x == lang.JJS || x == lang.VBN || x == lang.VBG || x == lang.HYPH):
			continue
		case head >= 0 && x == lang.HYPH && k+1 < f.end && f.nounSoon(k+1):
			continue
		}
		break
	}
	return head
}

// proper reports whether token k is a name.
func (f *finder) proper(k int) bool { return f.d.Tokens[k].XPOS.Proper() }

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

var (
	wordAgainst   = lang.WordHash("against")
	attained      = pairsOf("funded=funding contained=containment effective=effectiveness accurate=accuracy complete=completion")
	answers       = wordSet("say believe think want oppose favour favor back approve disapprove undecided support agree disagree expect prefer")
	winning       = wordSet("win take get poll garner")
	wordEstimates = lang.WordHash("estimates")
	wordShare     = lang.WordHash("share")
	joining       = wordSet("of , worth at to :")
	changes       = wordSet("increase rise drop fall decline cut growth reduction jump surge decrease gain hike raise slump plunge boost average total estimate forecast high low record level range")
	economies     = wordSet("economy output gdp")
	clauseWords   = wordSet("after as while because since before if though although when and but that ; says said")
	notSubjects   = wordSet("point points percentage age ages")
	commodities   = wordSet("oil crude brent gold silver copper wheat corn gas coal contract bitcoin coffee cocoa rice palladium aluminium zinc nickel")
	growing       = wordSet("grow expand shrink contract growth")
	moving        = wordSet(`rise fall increase decrease grow drop climb jump decline reach hit stand total average amount exceed top surpass slip dip surge soar plunge tumble shrink double triple come go put gain lose remain stay pass slide contract expand slow
		narrow widen number near approach equal run slump ease edge advance rally swell balloon recover rebound`)
	beings = wordSet("is was are were be been 's being remains remained")
)

var (
	contenders = wordSet("party coalition candidate alliance bloc list camp opposition")
)

var (
	incomes  = wordSet("spending wages pay rents sales exports imports prices costs")
	counting = map[string]bool{"ballot counted": true, "polling station counted": true, "ballot": true, "polling station": true, "vote counted": true}
	claimed  = wordSet("appeal claim bill invoice lawsuit tender")
	wordHike = lang.WordHash("hike")
	goals    = wordSet("target goal ceiling limit peak high low maximum")
)
