package compare

import (
	"slices"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

// A Scope is what a figure is about beside its measure: what Same compares.
type Scope struct {
	// Counted is what is counted, singular; none for everybody whom an event struck.
	Counted []string
	// Side is whose they are, where that matters: the soldiers of one army.
	Side []string
	// Where is the place that the figure alone is for; none if it is for that of the story.
	Where []string
	// Day is the one on which what it tells of happened, if it is another than the story's.
	Day string
	// Past says that it is of a time before the event: another year's figure.
	Past bool
	// Long says that it counts over a time longer than an event's: since a war began.
	Long bool
	// Part says that it is a part of another figure of its story.
	Part bool
	// More says that it comes on top of another: "two more bodies".
	More bool
	// Expected says that it is not what was, but what somebody expects.
	Expected bool
	// Will says that its sentence tells what will be.
	Will bool
	// Whose is who the figure belongs to, if it is no toll: a firm, a candidate.
	Whose []string
	// Near is lemmas that stand in its sentence.
	Near []string
}

// maxNear is how many lemmas of its sentence a figure is known by.
const maxNear = 12

// scope returns what a figure is about. ev is what its story is about.
func (e *eventReader) scope(f *onrecord.Figure, c *Claim, ev *Event, d *Digest) Scope {
	first := e.d.TokenAt(f.Start)
	if first < 0 {
		return Scope{}
	}
	sent := e.d.Sentences[e.d.SentenceOf(first)]
	p := populationOf(c.Of, c.Measure)
	out := Scope{Counted: p.heads, Side: p.names}
	out.Where = e.where(f, sent, ev)
	out.Day, out.Past = e.when(f, c, sent, ev, d)
	out.Long = !lasts(d, c) && (c.Cumulative && c.PeriodFrom != "" && dayApart(c.PeriodFrom, day(d.Published)) > recent || sinceWar(c.Passage))
	out.Expected, out.Will = e.expected(first, sent), strings.Contains(c.Passage, " will ")
	out.Past = out.Past || e.earlier(f, first, sent) || e.another(first, sent)
	out.More = isToll(c.Measure) && e.more(f, first)
	if out.Part = c.PartOf > 0 && c.PartOf <= len(e.Figures) && evenMeasure(e.Figures[c.PartOf-1].Measure) == evenMeasure(c.Measure); !out.Part && c.PartOf == 0 && ofThem(c.Words) && d.counts(c.Measure) {
		out.Part = true
		if who := e.theyWere(f, sent); who != "" {
			out.Counted = []string{who}
		}
	}
	if len(out.Counted) == 0 && isToll(c.Measure) {
		out.Counted = e.losers(first, sent)
	}
	if combatants(out.Counted) && len(out.Side) == 0 {
		out.Side = e.side(f, first, sent, c, d)
	}
	if !isToll(c.Measure) && c.Unit != "person" {
		out.Whose = e.whose(f, first, sent)
	}
	out.Near = e.near(sent)
	return out
}

// counts reports whether a claim before has the same measure.
func (d *Digest) counts(measure string) bool {
	return slices.ContainsFunc(d.Claims, func(o Claim) bool { return evenMeasure(o.Measure) == evenMeasure(measure) })
}

// ofThem reports whether words count a part: "three of the dead".
func ofThem(words string) bool {
	_, behind, found := strings.Cut(words, " of ")
	first, _, _ := strings.Cut(behind, " ")
	return found && (first == "the" || first == "them" || first == "those" || first == "these")
}

// theyWere returns what those counted are said to be: "three of the dead were
// children"; empty if nothing.
func (e *eventReader) theyWere(f *onrecord.Figure, sent lang.Sentence) string {
	for i := max(sent.First, e.d.TokenAt(f.End-1)); i+1 < sent.Last && e.d.Tokens[i].Start < f.End+12; i++ {
		if w := strings.ToLower(e.d.Word(i)); (w == "were" || w == "was" || w == "are" || w == "is") && e.d.Tokens[i+1].UPOS == lang.NOUN {
			p := populationOf(e.d.Word(i+1), "")
			return strings.Join(p.heads, " ")
		}
	}
	return ""
}

// sinceWar reports whether a sentence counts from the beginning of something long.
func sinceWar(passage string) bool {
	_, behind, found := strings.Cut(passage, "since the ")
	return found && slices.ContainsFunc(evenWords(behind), func(w string) bool {
		return w == "war" || w == "conflict" || w == "invasion" || w == "fighting" || w == "uprising" || w == "crisis" || w == "pandemic" || w == "offensive"
	})
}

// expecting are verbs for what has yet to be.
var expecting = setOf("expect forecast predict project poll anticipate")

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

var timeNouns = setOf("hour day week fortnight month year decade")

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

// where returns the words of the place that a figure is for, if it is none of the
// story's scenes: as it was read, or else where its sentence says that it is.
func (e *eventReader) where(f *onrecord.Figure, sent lang.Sentence, ev *Event) []string {
	var out []string
	if f.Place.Len() > 0 && !covered(e.sources, f.Place) && !e.Layout.Dateline.Overlaps(f.Place) {
		if e.withinScene(f.Place, sent, ev) {
			return nil
		}
		out = placeWords(e.Text[f.Place.Start:f.Place.End])
	} else if !e.Layout.Headline.Overlaps(f.Span) {
		for i := sent.First; i < sent.Last; i++ {
			t := &e.d.Tokens[i]
			if !e.proper(i) || e.country[i] || e.Layout.Dateline.Overlaps(t.Span) || covered(e.sources, t.Span) || !e.isPlace(i) && !e.opens(i, sent, ev) {
				continue
			}
			out = append(out, e.term(i).Text)
		}
	}
	if slices.ContainsFunc(out, func(w string) bool { return e.wide[w] || isScene(ev, w) }) {
		return nil
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isScene(ev *Event, word string) bool {
	return slices.ContainsFunc(ev.Names, func(t Term) bool {
		return t.Text == word && (t.Role == Scene || t.Role == Desk || t.Role == Wide || t.Role == Country)
	})
}

// withinScene reports whether a place only says where a scene lies: "the Lorm
// valley in Arvany".
func (e *eventReader) withinScene(place onrecord.Span, sent lang.Sentence, ev *Event) bool {
	i := e.d.TokenAt(place.Start) - 1
	for i >= sent.First && (e.d.Tokens[i].UPOS == lang.ADP || e.d.Tokens[i].UPOS == lang.DET || e.d.Tokens[i].UPOS == lang.PUNCT || e.d.Tokens[i].UPOS == lang.ADJ || placeNouns[strings.ToLower(e.d.Word(i))]) {
		i--
	}
	return i >= sent.First && e.proper(i) && isScene(ev, e.term(i).Text)
}

// opens reports whether token i is a place of the lead that is the subject of a
// sentence: "Mirena buried 11 people".
func (e *eventReader) opens(i int, sent lang.Sentence, ev *Event) bool {
	return i == sent.First && slices.ContainsFunc(ev.Names, func(t Term) bool { return t.Role == Nearby && t.Text == e.term(i).Text })
}

// placeWords returns the words of a place that are names.
func placeWords(place string) []string {
	var out []string
	for w := range strings.FieldsSeq(place) {
		r := []rune(w)
		if even := strings.Join(evenWords(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")), ""); unicode.IsUpper(r[0]) && len(even) > 2 && !commonProper[even] {
			out = append(out, even)
		}
	}
	return out
}

// when returns the day on which what a figure tells of happened, if its sentence
// has another than the story; and whether it is of a time before the event.
func (e *eventReader) when(f *onrecord.Figure, c *Claim, sent lang.Sentence, ev *Event, d *Digest) (on string, past bool) {
	if c.PeriodTo != "" && !c.Cumulative && dayApart(c.PeriodTo, day(d.Published)) > recent && c.PeriodTo < day(d.Published) {
		return "", true
	}
	at := e.d.Span(sent.First, sent.Last)
	best := -1
	for _, when := range e.Dates {
		if !at.Contains(when.Span) || !e.happened(when, d.Published) {
			continue
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

// fighters are those who are counted by side.
var fighters = setOf(`soldier troop trooper fighter rebel militant insurgent guerrilla serviceman servicewoman combatant gunman man officer policeman tank aircraft jet drone ship vehicle helicopter
	missile prisoner paratrooper marine conscript`)

func combatants(heads []string) bool {
	return slices.ContainsFunc(heads, func(h string) bool { return fighters[h] })
}

// losers returns whose losses a figure is said to be: "rebel losses at 70".
func (e *eventReader) losers(first int, sent lang.Sentence) []string {
	for i := first - 1; i > sent.First && i > first-5; i-- {
		if w := strings.ToLower(e.d.Word(i)); w == "losses" && e.d.Tokens[i-1].UPOS == lang.NOUN {
			return populationOf(e.d.Word(i-1), "").heads
		}
	}
	return nil
}

// losing are verbs whose subject has the losses.
var losing = setOf("lose bury mourn")

// side returns whose combatants a figure counts where the noun does not say:
// those of the one whose losses they are, or of who says "our" and "its own".
func (e *eventReader) side(f *onrecord.Figure, first int, sent lang.Sentence, c *Claim, d *Digest) []string {
	for i := first - 1; i >= sent.First && i > first-8; i-- {
		t := &e.d.Tokens[i]
		if t.UPOS == lang.PROPN && e.possessive(i+1) {
			return []string{e.term(i).Text}
		}
	}
	for i := e.d.Tokens[first].Head; i >= sent.First && i < sent.Last; i = e.d.Tokens[i].Head {
		if !losing[strings.ToLower(e.d.Lemma(i))] {
			continue
		}
		for k := sent.First; k < i; k++ {
			if t := &e.d.Tokens[k]; t.Head == i && t.Rel == lang.RelNsubj && e.proper(k) {
				return []string{e.term(k).Text}
			}
		}
	}
	own := false
	for i := max(sent.First, first-4); i < sent.Last && e.d.Tokens[i].Start < f.End; i++ {
		switch strings.ToLower(e.d.Word(i)) {
		case "its", "our", "their", "own", "lost", "lose", "we":
			own = true
		}
	}
	if !own || c.Statement < 0 || c.Statement >= len(d.Statements) {
		return nil
	}
	var out []string
	for _, k := range d.Statements[c.Statement].Speakers {
		for _, w := range placeWords(d.Speakers[k].Name) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = placeWords(d.Statements[c.Statement].Source)
	}
	return out
}

// possessive reports whether token i makes a possessive of the one before it.
func (e *eventReader) possessive(i int) bool {
	return i < len(e.d.Tokens) && slices.Contains([]string{"'s", "’s", "'", "’"}, e.d.Word(i))
}

// whose returns who a figure belongs to: the last name before it in its sentence
// that says nothing, or the one behind "for".
func (e *eventReader) whose(f *onrecord.Figure, first int, sent lang.Sentence) []string {
	for i := first; i < sent.Last; i++ {
		if e.d.Tokens[i].Start < f.End {
			continue
		}
		if w := strings.ToLower(e.d.Word(i)); w != "for" && w != "of" && w != "the" {
			if e.proper(i) && !e.isPlace(i) && i > first && slices.Contains([]string{"for", "of"}, strings.ToLower(e.d.Word(i-1))) {
				return e.nameAt(i, sent)
			}
			break
		}
	}
	for i := first - 1; i >= sent.First; i-- {
		if e.proper(i) && !e.country[i] && !covered(e.sources, e.d.Tokens[i].Span) && !e.isPlace(i) && !e.possessive(i+1) {
			return e.nameAt(i, sent)
		}
	}
	return nil
}

// nameAt returns the words of the name around token i.
func (e *eventReader) nameAt(i int, sent lang.Sentence) []string {
	var out []string
	for k := i; k >= sent.First && e.proper(k); k-- {
		out = append(out, e.term(k).Text)
	}
	for k := i + 1; k < sent.Last && e.proper(k); k++ {
		out = append(out, e.term(k).Text)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// near returns the lemmas that stand in a sentence and tell something.
func (e *eventReader) near(sent lang.Sentence) []string {
	var out []string
	for i := sent.First; i < sent.Last && len(out) < maxNear; i++ {
		t := &e.d.Tokens[i]
		if t.UPOS != lang.NOUN && t.UPOS != lang.VERB && t.UPOS != lang.ADJ || covered(e.sources, t.Span) {
			continue
		}
		if w := strings.ToLower(e.d.Lemma(i)); len(w) > 2 && !everyday[w] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
