package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// An Event is what a story is about, in words that other stories about it may
// share.
type Event struct {
	// Days are those that the text tells of and that may be the event's, ISO 8601:
	// the days on which something was said are none.
	Days []string
	// Names are persons, bodies and places, those of headline and lead first.
	// Countries are none.
	Names []Term
	// Classes are kinds of happenings that headline and lead tell of: "quake".
	Classes []string
	// Words are lemmas of other words of headline and lead.
	Words []Term
}

// A Term is a word of an event.
type Term struct {
	Text  string
	Place bool // it names a place
	Named bool // it names a person, body or place, as far as the reader knows
	Lead  bool // it stands in headline, dateline or lead
	Wide  bool // it names the country or region that a dateline gives to a place
}

// What is taken of a story: how many sentences are its lead, and how many names
// and words are kept.
const (
	leadSentences = 3
	maxNames      = 40
	maxWords      = 40
	maxDays       = 12
)

// An eventReader gathers what a record is about.
type eventReader struct {
	*onrecord.Record
	lead      int // where the lead ends, in bytes
	countries map[int]bool
	names     map[string]*Term
	order     []string
	words     map[string]bool
	classes   map[string]bool
	out       Event
}

// event fills in what a record is about.
func (d *Digest) event(r *onrecord.Record) {
	e := eventReader{Record: r, names: map[string]*Term{}, words: map[string]bool{}, classes: map[string]bool{}, countries: map[int]bool{}}
	for _, c := range r.Countries {
		e.countries[c.Start] = true
	}
	e.findLead(d)
	e.readNames()
	e.readWords()
	e.readDays(d.Published)
	d.Event = e.out
}

// findLead finds where the first sentences of the running text end.
func (e *eventReader) findLead(d *Digest) {
	if s := d.Sketch.Sentences; len(s) > 0 {
		e.lead = s[min(leadSentences, len(s))-1].At.End
	}
	e.lead = max(e.lead, e.Layout.Headline.End, e.Layout.Dateline.End)
}

// readNames takes the names, and the places of the dateline, less countries and
// who wrote the story. What the reader does not take for a name, but stands in
// capitals within a sentence, is one too: not every town is known.
func (e *eventReader) readNames() {
	d := e.Document
	named := make([]bool, len(d.Tokens))
	for _, n := range d.Names {
		at := d.Span(n.First, n.Last)
		if n.Kind == lang.Other || e.countries[at.Start] || e.Layout.Aside(at) {
			continue
		}
		for i := n.First; i < n.Last; i++ {
			named[i] = true
		}
		e.addName(e.Text[at.Start:at.End], n.Kind == lang.Place, true, at.End <= e.lead)
	}
	e.readCapitals(named)
	place, region, _ := strings.Cut(e.Text[e.Layout.Dateline.Start:e.Layout.Dateline.End], ",")
	e.addName(place, true, true, true)
	for part := range strings.SplitSeq(region, ",") {
		if t := e.names[evenName(part)]; t != nil {
			t.Wide = true
		}
	}
	slices.SortStableFunc(e.order, func(a, b string) int { return cmp.Compare(leadFirst(e.names[a]), leadFirst(e.names[b])) })
	for _, name := range e.order[:min(len(e.order), maxNames)] {
		e.out.Names = append(e.out.Names, *e.names[name])
	}
}

// readCapitals takes the words in capitals that are in no name. In a headline of
// capitals throughout they count only if the text has them too.
func (e *eventReader) readCapitals(named []bool) {
	d := e.Document
	seen := map[string]bool{}
	for _, headline := range []bool{false, true} {
		for _, s := range d.Sentences {
			for i := s.First; i < s.Last; i++ {
				t := &d.Tokens[i]
				if e.Layout.Headline.Contains(t.Span) != headline || named[i] || t.UPOS != lang.PROPN || e.countries[t.Start] || e.Layout.Aside(t.Span) {
					continue
				}
				key := evenName(d.Word(i))
				if calendar[key] || everyday[key] || len(key) < 4 || !capital(d.Word(i)) {
					continue
				}
				if inside := i > s.First; !headline && !inside || headline && !seen[key] && (!inside || e.titleCase()) {
					continue
				}
				seen[key] = true
				e.addName(d.Word(i), false, false, t.End <= e.lead)
			}
		}
	}
}

// titleCase reports whether the headline has hardly a longer word without a capital.
func (e *eventReader) titleCase() bool {
	small := 0
	for w := range strings.FieldsSeq(e.Text[e.Layout.Headline.Start:e.Layout.Headline.End]) {
		if len(w) > 3 && !capital(w) {
			small++
		}
	}
	return small < 2
}

func leadFirst(t *Term) int {
	if t.Lead {
		return 0
	}
	return 1
}

// addName adds a name under the way that others may write it.
func (e *eventReader) addName(name string, place, named, lead bool) {
	key := evenName(name)
	if len(key) < 3 {
		return
	}
	t := e.names[key]
	if t == nil {
		t = &Term{Text: key}
		e.names[key] = t
		e.order = append(e.order, key)
	}
	t.Place, t.Named, t.Lead = t.Place || place, t.Named || named, t.Lead || lead
}

// evenName returns a name in lower case, without marks, article and possessive.
func evenName(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), "'s"), "’s")
	return strings.TrimPrefix(strings.Join(evenWords(name), " "), "the ")
}

// readWords takes the lemmas of the nouns, verbs and adjectives of headline and
// lead, and the classes of happenings among them.
func (e *eventReader) readWords() {
	d := e.Document
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.End > e.lead {
			break
		}
		if t.UPOS != lang.NOUN && t.UPOS != lang.VERB && t.UPOS != lang.ADJ && t.UPOS != lang.PROPN {
			continue
		}
		w := strings.ToLower(d.Lemma(i))
		if c := happenings[w]; c != "" && (t.UPOS != lang.VERB || !nounsOnly[w]) {
			e.classes[c] = true
		}
		if t.UPOS != lang.PROPN && len(w) > 2 && !everyday[w] && !e.words[w] && len(e.out.Words) < maxWords {
			e.words[w] = true
			e.out.Words = append(e.out.Words, Term{Text: w, Lead: true})
		}
	}
	e.out.Classes = slices.Sorted(maps.Keys(e.classes))
}

// recent is how many days before its publication an event may lie whose day a
// story tells.
const recent = 45

// readDays takes the single days that the text tells of, before its publication,
// less those on which only something was said.
func (e *eventReader) readDays(published time.Time) {
	said := map[onrecord.Span]bool{}
	for i := range e.Statements {
		said[e.Statements[i].Said.Span] = true
	}
	for _, when := range e.Dates {
		if when.From.IsZero() || !when.From.Equal(when.To) || said[when.Span] || e.Layout.Dateline.Overlaps(when.Span) || e.Layout.Aside(when.Span) {
			continue
		}
		if days := published.Sub(when.From).Hours() / 24; days < -1 || days > recent {
			continue
		}
		if day := when.From.Format(time.DateOnly); !slices.Contains(e.out.Days, day) && len(e.out.Days) < maxDays {
			e.out.Days = append(e.out.Days, day)
		}
	}
}
