package compare

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// An Event is what a story is about, in words that other stories about it may
// share.
type Event struct {
	// Day is the one on which it happened, ISO 8601; empty if it is not told. Days
	// on which something was said, counted or found are none.
	Day string
	// Night says that it may have been night, so that outlets tell either of two days.
	Night bool
	// Names are the words of names by which the event can be found: at most
	// maxPlaces main places, maxNames others and maxWide regions and countries.
	Names []Term
	// Classes are kinds of happenings that headline and lead tell of: "quake".
	Classes []string
	// Words are lemmas of other words of headline and lead, in order.
	Words []string
}

// A Term is a word of a name.
type Term struct {
	Text string // in lower case, without marks
	Name string // the name that it stands in, as the story has it
	Role Role
	Top  bool // it stands in the headline
}

// A Role says what a name is to an event.
type Role string

// The roles.
const (
	Scene   Role = "scene"   // a place where it happened
	Desk    Role = "desk"    // that of the dateline, where no other is told
	Wide    Role = "wide"    // the region that a dateline gives to a place
	Country Role = "country" // a country, or its people
	Actor   Role = "actor"   // a person, a body, or a name of any kind that is no place
	Nearby  Role = "nearby"  // another place of the lead
)

// What is taken of a story.
const (
	leadSentences = 3 // how many sentences are its lead
	maxPlaces     = 4
	maxNames      = 6
	maxWide       = 2
	maxWords      = 40
)

// An eventReader gathers what a record is about.
type eventReader struct {
	*onrecord.Record
	d       *lang.Document
	first   int // where the first sentence ends, in bytes
	lead    int // where the lead ends
	named   []lang.NameKind
	inName  []int // the index in Document.Names, -1 outside
	country []bool
	dated   []bool // the token is part of a date
	sources []onrecord.Span
	wide    map[string]bool // words for regions that the dateline gives
}

func newEventReader(d *Digest, r *onrecord.Record) *eventReader {
	n := len(r.Document.Tokens)
	e := &eventReader{Record: r, d: r.Document, named: make([]lang.NameKind, n), inName: make([]int, n), country: make([]bool, n), dated: make([]bool, n), sources: sourcesOf(r), wide: map[string]bool{}}
	for i := range e.inName {
		e.inName[i] = -1
	}
	for k, name := range e.d.Names {
		for i := name.First; i < name.Last; i++ {
			e.named[i], e.inName[i] = name.Kind, k
		}
	}
	for _, c := range r.Countries {
		e.mark(e.country, c)
	}
	for _, when := range r.Dates {
		e.mark(e.dated, when.Span)
	}
	if s := d.Sketch.Sentences; len(s) > 0 {
		e.first, e.lead = s[0].At.End, s[min(leadSentences, len(s))-1].At.End
	}
	e.lead = max(e.lead, e.Layout.Headline.End, e.Layout.Dateline.End)
	return e
}

// mark sets the tokens of a span.
func (e *eventReader) mark(of []bool, s onrecord.Span) {
	for i := e.d.TokenAt(s.Start); i >= 0 && i < len(of) && e.d.Tokens[i].Start < s.End; i++ {
		of[i] = true
	}
}

// event returns what the record is about.
func (e *eventReader) event(published time.Time) Event {
	var out Event
	out.Names = e.names()
	out.Classes, out.Words = e.words()
	out.Day, out.Night = e.day(published)
	return out
}

// A mention is a word of a name in the lead.
type mention struct {
	Term
	at       int // the token
	headline bool
	dateline bool
	place    bool
}

// names returns the words by which the event can be found.
func (e *eventReader) names() []Term {
	found := e.mentions()
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
// place if it is so anywhere there.
func (e *eventReader) mentions() []mention {
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
var commonProper = setOf(`north south east west northern southern eastern western new old great upper lower saint san santa santo river lake mount mountain port cape bay gulf island islands
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

// locative are the prepositions that stand before a place where something is.
var locative = setOf("in near off outside around across throughout inside")

// placeNouns are nouns that stand beside the name of a place.
var placeNouns = setOf(`town city village port island province region district valley mountain mountains coast suburb county state capital area peninsula border
	hamlet settlement municipality resort neighbourhood neighborhood`)

var directions = setOf("northern southern eastern western central north south east west north-eastern northeastern south-eastern southeastern north-western northwestern south-western southwestern")

// isPlace reports whether the name that token i stands in is told as a place.
func (e *eventReader) isPlace(i int) bool {
	if k := e.inName[i]; e.named[i] == lang.Person && e.d.Names[k].Last-e.d.Names[k].First > 1 {
		return false
	}
	next := ""
	if i+1 < len(e.d.Tokens) {
		next = strings.ToLower(e.d.Word(i + 1))
	}
	if next == "party" {
		return false
	}
	if next == "," && i+2 < len(e.d.Tokens) && strings.EqualFold(e.d.Word(i+2), "where") || placeNouns[next] || i > 0 && directions[strings.ToLower(e.d.Word(i-1))] {
		return true
	}
	if e.named[i] == lang.Place {
		return true
	}
	k := i - 1
	for k >= 0 && (e.d.Tokens[k].UPOS == lang.PROPN || e.d.Tokens[k].UPOS == lang.ADJ || e.d.Tokens[k].UPOS == lang.DET) {
		k--
	}
	if k >= 0 {
		w := strings.ToLower(e.d.Word(k))
		if locative[w] || w == "of" && k > 0 && placeNouns[strings.ToLower(e.d.Word(k-1))] {
			return true
		}
		if placeNouns[w] && k == i-1 {
			return true
		}
	}
	return false
}

// scenes returns the places where the event happened: those of the headline, and
// that of the dateline if the lead names it too; else the first one of the first
// sentence, else that of the dateline, if no larger one is told.
func (e *eventReader) scenes(found []mention) map[string]Role {
	out := map[string]Role{}
	wide := false
	for _, m := range found {
		switch {
		case e.wide[m.Text]:
			wide = wide || !m.dateline
		case m.place && (m.headline || m.dateline && slices.ContainsFunc(found, func(o mention) bool { return o.Text == m.Text && !o.dateline })):
			out[m.Text] = Scene
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range found {
		if !m.place || e.wide[m.Text] || m.dateline || e.d.Tokens[m.at].Start > e.first || covered(e.sources, e.d.Tokens[m.at].Span) {
			continue
		}
		for _, o := range found { // all words of that name
			if o.Name == m.Name {
				out[o.Text] = Scene
			}
		}
		return out
	}
	for _, m := range found {
		if m.dateline && !e.wide[m.Text] && !wide {
			out[m.Text] = Desk
		}
	}
	return out
}

// notHappenings are words that make another of the one before them: "fire service".
var notHappenings = setOf("service department brigade chief fighter fighters station minister ministry commission commissioner insurance driver")

// words returns the classes of happenings, those of headline and first sentence
// first, and the lemmas of the nouns, verbs and adjectives of the lead.
func (e *eventReader) words() (classes, words []string) {
	for i := range e.d.Tokens {
		t := &e.d.Tokens[i]
		if t.Start >= e.lead {
			break
		}
		if e.dated[i] || e.Layout.Dateline.Overlaps(t.Span) || e.Layout.Aside(t.Span) || t.UPOS != lang.NOUN && t.UPOS != lang.VERB && t.UPOS != lang.ADJ && t.UPOS != lang.PROPN {
			continue
		}
		w := strings.ToLower(e.d.Lemma(i))
		next := ""
		if i+1 < len(e.d.Tokens) {
			next = strings.ToLower(e.d.Lemma(i + 1))
		}
		if c := happenings[w]; c != "" && (t.UPOS != lang.VERB || !nounsOnly[w]) && !notHappenings[next] && !slices.Contains(classes, c) {
			classes = append(classes, c)
		}
		if t.UPOS != lang.PROPN && len(w) > 2 && !everyday[w] && !slices.Contains(words, w) && len(words) < maxWords {
			words = append(words, w)
		}
	}
	return classes, words
}
