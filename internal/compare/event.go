package compare

import (
	"slices"
	"strings"
	"time"

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
	maxLead       = 3000 // in bytes
	maxWindow     = 80   // tokens of a sentence on either side of a figure
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
	dated   []bool          // the token is part of a date
	source  []bool          // it is part of a statement's source
	events  []onrecord.Date // the days on which something happened, in order
	wide    map[string]bool // words for regions that the dateline gives
}

func newEventReader(d *Digest, r *onrecord.Record) *eventReader {
	n := len(r.Document.Tokens)
	e := &eventReader{Record: r, d: r.Document, named: make([]lang.NameKind, n), inName: make([]int, n), country: make([]bool, n), dated: make([]bool, n), source: make([]bool, n), wide: map[string]bool{}}
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
	for i := range r.Statements {
		for _, s := range r.Statements[i].Source {
			e.mark(e.source, s)
		}
	}
	if s := d.Sketch.Sentences; len(s) > 0 {
		e.first, e.lead = s[0].At.End, s[min(leadSentences, len(s))-1].At.End
	}
	e.lead = min(max(e.lead, e.Layout.Headline.End, e.Layout.Dateline.End), maxLead)
	said := map[onrecord.Span]bool{}
	for i := range r.Statements {
		if e.saidThere(&r.Statements[i]) {
			said[r.Statements[i].Said.Span] = true
		}
	}
	for _, when := range r.Dates {
		e.mark(e.dated, when.Span)
		if !said[when.Span] && e.happened(when, d.Published) {
			e.events = append(e.events, when)
		}
	}
	return e
}

// saidThere reports whether the day of a statement stands in the sentence of its cue. One
// that stands in another sentence may be that of an event which the statement follows.
func (e *eventReader) saidThere(st *onrecord.Statement) bool {
	if len(st.Cue) == 0 || st.Said.Span.End == st.Said.Span.Start {
		return st.Said.Span.End > st.Said.Span.Start
	}
	return e.d.SentenceOf(e.d.TokenAt(st.Said.Span.Start)) == e.d.SentenceOf(e.d.TokenAt(st.Cue[0].Start))
}

// inSource reports whether a span is part of who is said to say something.
func (e *eventReader) inSource(s onrecord.Span) bool {
	i := e.d.TokenAt(s.Start)
	for ; i >= 0 && i < len(e.source) && e.d.Tokens[i].Start < s.End; i++ {
		if !e.source[i] {
			return false
		}
	}
	return i > 0
}

// window returns the part of the sentence of token i that lies around it.
func (e *eventReader) window(i int) lang.Sentence {
	s := e.d.Sentences[e.d.SentenceOf(i)]
	s.First, s.Last = max(s.First, i-maxWindow), min(s.Last, i+maxWindow)
	return s
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
	out.Names = e.names(published)
	out.Classes, out.Words = e.words(published)
	out.Day, out.Night = e.day(published)
	return out
}

// notHappenings are words that make another of the one before them: "fire service".
var notHappenings = wordSet("service department brigade chief fighter fighters station minister ministry commission commissioner insurance driver")

// words returns the classes of happenings, those of headline and first sentence
// first, and the lemmas of the nouns, verbs and adjectives of the lead and of the
// sentence below it that tells the day of the event.
func (e *eventReader) words(published time.Time) (classes, words []string) {
	below := e.background(published)
	for i := range e.d.Tokens {
		t := &e.d.Tokens[i]
		if t.Start >= e.lead && i < below.First {
			continue
		}
		if t.Start >= e.lead && i >= below.Last {
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
		if c := happenings[w]; c != "" && (t.UPOS != lang.VERB || !nounsOnly[w]) && (t.UPOS != lang.PROPN || !e.source[i]) && !notHappenings[next] && !slices.Contains(classes, c) {
			classes = append(classes, c)
		}
		if t.UPOS != lang.PROPN && len(w) > 2 && !everyday[w] && !slices.Contains(words, w) && len(words) < maxWords {
			words = append(words, w)
		}
	}
	return classes, words
}
