package compare

import (
	"slices"
	"sort"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// sinceWar reports whether a sentence counts from the beginning of something long.
func sinceWar(passage string) bool {
	_, behind, found := strings.Cut(passage, "since the ")
	return found && slices.ContainsFunc(evenWords(behind), func(w string) bool {
		return w == "war" || w == "conflict" || w == "invasion" || w == "fighting" || w == "uprising" || w == "crisis" || w == "pandemic" || w == "offensive"
	})
}

// expecting are verbs for what has yet to be.
var expecting = wordSet("expect forecast predict project poll anticipate")

// expected reports whether the figure at token first is what somebody expects.
func (e *eventReader) expected(first int, sent lang.Sentence) bool {
	for i, n := first, 0; i >= sent.First && i < sent.Last && n < 6; i, n = e.d.Tokens[i].Head, n+1 {
		if e.d.Tokens[i].UPOS == lang.VERB && expecting[strings.ToLower(e.d.Lemma(i))] {
			return true
		}
	}
	for i := first; i < sent.Last && i < first+10; i++ {
		t := &e.d.Tokens[i]
		if t.UPOS == lang.VERB && expecting[strings.ToLower(e.d.Lemma(i))] && t.Rel == lang.RelAclRelcl && t.Head >= first-1 && t.Head < i {
			return true
		}
	}
	return false
}

// earlier reports whether a figure is what was before: "from 3.4 percent a month
// earlier".
func (e *eventReader) earlier(f *onrecord.Figure, first int, sent lang.Sentence) bool {
	if first > sent.First && strings.EqualFold(e.d.Word(first-1), "from") && f.Change == "" && f.Unit == "percent" {
		return true
	}
	n := 0
	for i := first; i < sent.Last && n < 4; i++ {
		if e.d.Tokens[i].Start < f.End {
			continue
		}
		n++
		if w := strings.ToLower(e.d.Word(i)); w == "earlier" || w == "ago" {
			return true
		}
	}
	return false
}

// another reports whether a figure is told of an event that is mentioned beside the
// story's own: "days after a blaze that killed 34".
func (e *eventReader) another(first int, sent lang.Sentence) bool {
	for i := first - 1; i >= sent.First && i > first-16; i-- {
		switch w := strings.ToLower(e.d.Word(i)); {
		case w == "after" && slices.Contains([]string{"a", "an", "another", "similar"}, strings.ToLower(e.d.Word(i+1))) && i > sent.First && timeNouns[strings.ToLower(e.d.Lemma(i-1))]:
			return true
		case w == "another" && strings.ToLower(e.d.Word(i+1)) == "that":
			return true
		}
	}
	return false
}

var timeNouns = wordSet("hour day week fortnight month year decade")

// more reports whether a figure comes on top of another.
func (e *eventReader) more(f *onrecord.Figure, first int) bool {
	for i := first; i < len(e.d.Tokens) && e.d.Tokens[i].Start < f.End+8; i++ {
		w := strings.ToLower(e.d.Word(i))
		if w == "further" || w == "more" && i+1 < len(e.d.Tokens) && !strings.EqualFold(e.d.Word(i+1), "than") && i > first && !strings.EqualFold(e.d.Word(i-1), "or") {
			return true
		}
	}
	return false
}

// when returns the day on which what a figure tells of happened, if its sentence
// has another than the story; and whether it is of a time before the event.
func (e *eventReader) when(f *onrecord.Figure, c *Claim, sent lang.Sentence, ev *Event, d *Digest) (on string, past bool) {
	if c.PeriodTo != "" && !c.Cumulative && dayApart(c.PeriodTo, day(d.Published)) > recent && c.PeriodTo < day(d.Published) {
		return "", true
	}
	at := e.d.Span(sent.First, sent.Last)
	best := -1
	from := sort.Search(len(e.events), func(i int) bool { return e.events[i].Start >= at.Start })
	for _, when := range e.events[from:] {
		if !at.Contains(when.Span) {
			break
		}
		told := day(when.From)
		if told == ev.Day {
			return "", false
		}
		if gap := max(when.Start-f.End, f.Start-when.End); best < 0 || gap < best {
			on, best = told, gap
		}
	}
	return on, false
}
