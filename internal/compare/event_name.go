package compare

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/onrecord/onrecord/internal/lang"
)

// A mention is a word of a name in the lead.
type mention struct {
	Term
	at       int // the token
	headline bool
	dateline bool
	below    bool // it stands below the lead, where the story tells what happened
	place    bool
}

// names returns the words by which the event can be found.
func (e *eventReader) names(published time.Time) []Term {
	found := e.mentions(published)
	scenes := e.scenes(found)
	var out []Term
	count := map[Role]int{}
	limit := map[Role]int{Scene: maxPlaces, Desk: maxPlaces, Wide: maxWide, Country: maxWide, Actor: maxNames, Nearby: maxNames}
	for _, m := range found {
		t := m.Term
		switch {
		case scenes[t.Text] != "":
			t.Role = scenes[t.Text]
		case e.wide[t.Text]:
			if t.Role = Wide; e.country[m.at] {
				t.Role = Country
			}
		case m.place:
			t.Role = Nearby
		default:
			t.Role = Actor
		}
		if count[t.Role] < limit[t.Role] && !slices.ContainsFunc(out, func(o Term) bool { return o.Text == t.Text }) {
			count[t.Role]++
			t.Name = quietName(t, found)
			t.Top = slices.ContainsFunc(found, func(o mention) bool { return o.headline && o.Text == t.Text })
			out = append(out, t)
		}
	}
	order := map[Role]int{Scene: 0, Desk: 0, Actor: 1, Wide: 2, Country: 3, Nearby: 4}
	slices.SortStableFunc(out, func(a, b Term) int { return cmp.Compare(order[a.Role], order[b.Role]) })
	return out
}

// quietName returns a name as it stands outside the dateline, where it has capitals
// throughout; if it stands nowhere else, with capitals at the beginning of its words.
func quietName(t Term, found []mention) string {
	loud := func(s string) bool { return len(s) > 4 && s == strings.ToUpper(s) }
	if !loud(t.Name) {
		return t.Name
	}
	for _, m := range found {
		if m.Text == t.Text && !loud(m.Name) {
			return m.Name
		}
	}
	words := strings.Fields(t.Name)
	for i, w := range words {
		r := []rune(w)
		words[i] = string(r[:1]) + strings.ToLower(string(r[1:]))
	}
	return strings.Join(words, " ")
}

// mentions returns the words of names in headline, dateline and lead. A word is a
// place if it is so anywhere there. Where none is, the places count of the sentence
// that tells the day of the event.
func (e *eventReader) mentions(published time.Time) []mention {
	var out []mention
	places := map[string]bool{}
	loud := e.loudHeadline()
	for i := range e.d.Tokens {
		t := &e.d.Tokens[i]
		if t.Start >= e.lead {
			break
		}
		if !e.proper(i) || e.Layout.Aside(t.Span) {
			continue
		}
		m := mention{Term: e.term(i), at: i, headline: e.Layout.Headline.Overlaps(t.Span), dateline: e.Layout.Dateline.Overlaps(t.Span)}
		if m.headline && loud && e.inName[i] < 0 && !e.again(i) {
			continue
		}
		if e.country[i] {
			e.wide[m.Text] = true
		}
		m.place = m.dateline || e.isPlace(i)
		places[m.Text] = places[m.Text] || m.place
		out = append(out, m)
	}
	e.region(out)
	for i := range out {
		out[i].place = places[out[i].Text]
	}
	if slices.ContainsFunc(out, func(m mention) bool { return m.place && !e.wide[m.Text] }) {
		return out
	}
	s := e.background(published)
	for i := s.First; i < s.Last; i++ {
		if e.proper(i) && !e.country[i] && e.isPlace(i) {
			out = append(out, mention{Term: e.term(i), at: i, below: true, place: true})
		}
	}
	return out
}

// region notes the words of a dateline behind its first comma: the country or
// region of the place.
func (e *eventReader) region(found []mention) {
	place, _, ok := strings.Cut(e.Text[e.Layout.Dateline.Start:e.Layout.Dateline.End], ",")
	for _, m := range found {
		if ok && m.dateline && e.d.Tokens[m.at].Start >= e.Layout.Dateline.Start+len(place) {
			e.wide[m.Text] = true
		}
	}
}

// term returns the word of a name at token i.
func (e *eventReader) term(i int) Term {
	name := e.d.Word(i)
	if k := e.inName[i]; k >= 0 {
		at := e.d.Span(e.d.Names[k].First, e.d.Names[k].Last)
		name = e.Text[at.Start:at.End]
	}
	return Term{Text: strings.Join(evenWords(e.d.Word(i)), ""), Name: strings.Join(strings.Fields(name), " ")}
}

// proper reports whether token i is a word of a name that tells something: a proper
// noun, or any other word with a capital within a sentence.
func (e *eventReader) proper(i int) bool {
	w := e.d.Word(i)
	if len(w) < 3 || e.dated[i] || !unicode.IsUpper([]rune(w)[0]) || e.d.PastDateline(i) != i && !e.Layout.Dateline.Overlaps(e.d.Tokens[i].Span) {
		return false
	}
	if lower := strings.ToLower(w); commonProper[lower] || everyday[lower] || strings.HasSuffix(lower, "maker") {
		return false
	}
	return e.country[i] || e.inName[i] >= 0 && e.named[i] != lang.Other || e.d.Tokens[i].UPOS == lang.PROPN || e.capital(i)
}

// capital reports whether token i is a noun or adjective with a capital that
// stands within a sentence of the running text, not behind a mark.
func (e *eventReader) capital(i int) bool {
	t := &e.d.Tokens[i]
	if t.UPOS != lang.NOUN && t.UPOS != lang.ADJ || t.Start < e.Layout.Headline.End || i == 0 || i == e.d.Sentences[e.d.SentenceOf(i)].First {
		return false
	}
	before := e.d.Tokens[i-1].UPOS
	return before != lang.PUNCT && before != lang.SYM
}

// commonProper are words of names that many names have.
var commonProper = wordSet(`north south east west northern southern eastern western new old great upper lower saint san santa santo river lake mount mountain port cape bay gulf island islands
	street road avenue square house hall park bridge station airport university college school hospital court ministry department office agency bureau commission committee council
	party union bank group company corp inc ltd republic democratic united national international federal royal central general public health defence defense foreign interior justice
	transport emergency emergencies civil service services force forces army navy police coastguard guard parliament congress senate assembly government state states province district
	mayor president minister prime king queen prince sir lord lady mrs miss doctor professor colonel captain major lieutenant sergeant secretary chief director governor senator
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	brewer retailer lender insurer airline airlines builder operator carrier telecoms supermarket giant firm harbour harbor islamic christian muslim catholic social people league
	the and for with from red cross news times post daily herald wire press television radio`)

// loudHeadline reports whether the headline has capitals throughout, so that they
// tell nothing.
func (e *eventReader) loudHeadline() bool {
	capitals, all := 0, 0
	for w := range strings.FieldsSeq(e.Text[e.Layout.Headline.Start:e.Layout.Headline.End]) {
		if r := []rune(w); len(r) > 3 && unicode.IsLetter(r[0]) {
			all++
			if unicode.IsUpper(r[0]) {
				capitals++
			}
		}
	}
	return all > 2 && capitals*10 > all*7
}

// again reports whether the word of token i stands as a name below the headline.
func (e *eventReader) again(i int) bool {
	w := e.d.Word(i)
	for k := i + 1; k < len(e.d.Tokens) && e.d.Tokens[k].Start < e.lead; k++ {
		if t := &e.d.Tokens[k]; t.Start >= e.Layout.Headline.End && t.UPOS == lang.PROPN && strings.EqualFold(e.d.Word(k), w) {
			return true
		}
	}
	return false
}
