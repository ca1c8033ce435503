package compare

import (
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// recent is how many days before its publication an event may lie whose day a
// story tells.
const recent = 45

// lately is how many days before its publication an event may lie whose day the
// story tells below its lead.
const lately = 7

// day returns the first day on which the story tells that something happened, and
// whether it may have been night.
func (e *eventReader) day(published time.Time) (day string, night bool) {
	if when := e.eventDate(published); when != nil {
		return when.From.Format(time.DateOnly), e.atNight(when.Span)
	}
	if e.overnight() {
		return published.Format(time.DateOnly), true
	}
	return "", false
}

// eventDate returns the first date on which the story tells that something happened.
func (e *eventReader) eventDate(published time.Time) *onrecord.Date {
	for i := range e.events {
		if when := &e.events[i]; when.Start <= e.lead || published.Sub(when.From).Hours() <= lately*24 {
			return when
		}
	}
	return nil
}

// background returns the sentence below the lead that tells on which day something
// happened, or none.
func (e *eventReader) background(published time.Time) lang.Sentence {
	when := e.eventDate(published)
	if when == nil || when.Start < e.lead {
		return lang.Sentence{}
	}
	return e.window(e.d.TokenAt(when.Start))
}

// overnight reports whether the lead says that it was last night.
func (e *eventReader) overnight() bool {
	for i := range e.d.Tokens {
		if e.d.Tokens[i].Start > e.lead {
			break
		}
		if strings.EqualFold(e.d.Word(i), "overnight") && !e.afterwards(i) {
			return true
		}
	}
	return false
}

// afterwards reports whether the sentence around token i tells how victims fared
// later: "two died in hospital overnight".
func (e *eventReader) afterwards(i int) bool {
	s, died, later := e.window(i), false, false
	for k := s.First; k < s.Last; k++ {
		switch w := strings.ToLower(e.d.Lemma(k)); {
		case w == "die" || w == "succumb":
			died = true
		case w == "hospital" || w == "injury" || w == "wound":
			later = true
		}
	}
	return died && later
}

// happened reports whether a date is a single day, not long before publication, on
// which something happened.
func (e *eventReader) happened(when onrecord.Date, published time.Time) bool {
	if when.From.IsZero() || !when.From.Equal(when.To) || e.Layout.Dateline.Overlaps(when.Span) || e.Layout.Aside(when.Span) {
		return false
	}
	if days := published.Sub(when.From).Hours() / 24; days < -1 || days > recent {
		return false
	}
	return e.ofEvent(when.Span)
}

// ofEvent reports whether a date stands with a word for something that happens:
// "sank on Tuesday", "Saturday's crash"; not "rose to 58 on Tuesday".
func (e *eventReader) ofEvent(at onrecord.Span) bool {
	first := e.d.TokenAt(at.Start)
	if first < 0 || e.afterwards(first) || first > 0 && strings.EqualFold(e.d.Word(first-1), "by") || strings.EqualFold(e.d.Word(first), "by") {
		return false // "by Tuesday" tells of a count
	}
	s := e.window(first)
	for i := first; i < s.Last && e.d.Tokens[i].Start < at.End; i++ {
		if h := e.d.Tokens[i].Head; h >= 0 && (h < first || e.d.Tokens[h].Start >= at.End) && e.underEvent(h) {
			return true
		}
	}
	for i := first - 1; i >= s.First; i-- {
		if e.d.Tokens[i].UPOS == lang.VERB {
			return e.eventWord(i)
		}
	}
	return false
}

// underEvent reports whether token i is a word for something that happens, or tells
// how that came: "killed when a bus left the road on Sunday".
func (e *eventReader) underEvent(i int) bool {
	for range 4 {
		if i < 0 {
			return false
		}
		if e.d.Tokens[i].UPOS == lang.VERB && e.doneBy(i) {
			return true
		}
		if reporting[strings.ToLower(e.d.Lemma(i))] {
			return false
		}
		if e.eventWord(i) {
			return true
		}
		switch e.d.Tokens[i].Rel {
		case lang.RelAdvcl, lang.RelAcl, lang.RelAclRelcl, lang.RelObl, lang.RelNmod, lang.RelObj, lang.RelNsubj, lang.RelNsubjPass, lang.RelCompound:
			i = e.d.Tokens[i].Head
		default:
			return false
		}
	}
	return false
}

// doneBy reports whether what happened is the subject of the verb at token i: "a
// landslide buried houses".
func (e *eventReader) doneBy(i int) bool {
	for k := max(0, i-8); k < i; k++ {
		if t := &e.d.Tokens[k]; t.Head == i && t.Rel == lang.RelNsubj && t.UPOS == lang.NOUN && happenings[strings.ToLower(e.d.Lemma(k))] != "" && !persons[strings.ToLower(e.d.Lemma(k))] {
			return true
		}
	}
	return false
}

// persons are those among the words for what happens who speak.
var persons = wordSet(`miner worker gunman shooter attacker bomber protester protestor demonstrator migrant refugee judge prosecutor court jury tribunal police inmate voter union striker hacker regulator company
	firefighter burglar robber thief kidnapper`)

// reporting are verbs whose day is not that of what they tell.
var reporting = wordSet("say tell report announce add claim confirm deny rise climb reach pass stand grow fall recover find pull identify bury visit declare put count")

// eventWord reports whether token i is a word for something that happens.
func (e *eventReader) eventWord(i int) bool {
	w := strings.ToLower(e.d.Lemma(i))
	switch e.d.Tokens[i].UPOS {
	case lang.VERB:
		return eventVerbs[w] || happenings[w] != "" && !nounsOnly[w]
	case lang.NOUN, lang.PROPN, lang.ADJ:
		return happenings[w] != "" || eventNouns[w]
	}
	return false
}

// eventVerbs are what something that happens does, beside the verbs among happenings.
var eventVerbs = wordSet(`kill die injure wound hurt hit strike tear rip sweep plunge shake drown rock destroy level flatten damage break attack storm derail occur erupt happen sink
	hold march win lose elect sentence jail convict arrest detain seize kidnap rob steal slam smash plough plow pile slide fire shoot stab
	trap engulf rage overturn burn capsize unfold start begin crash burst sign launch hang execute expel`)

var eventNouns = wordSet("attack accident disaster incident tragedy event massacre killing death vote march game summit ceremony launch battle assault sinking")

// nightWords tell that something happened around midnight or before morning.
var nightWords = wordSet("night overnight midnight dawn early predawn small nightfall evening late")

// atNight reports whether the sentence around a date tells of the night.
func (e *eventReader) atNight(at onrecord.Span) bool {
	i := e.d.TokenAt(at.Start)
	if i < 0 {
		return false
	}
	s := e.window(i)
	for k := s.First; k < s.Last; k++ {
		if nightWords[strings.ToLower(e.d.Word(k))] {
			return true
		}
	}
	return false
}

// dayApart returns how many days lie between two days; a large number if either is
// none.
func dayApart(a, b string) int {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	if errX != nil || errY != nil {
		return 1 << 20
	}
	days := int(x.Sub(y).Hours() / 24)
	return max(days, -days)
}
