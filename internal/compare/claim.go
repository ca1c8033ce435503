package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// claimParts fills in what the stories' claims are compared by.
func (d *Digest) claimParts(r *onrecord.Record) {
	for i := range r.Speakers {
		d.Speakers = append(d.Speakers, newSpeaker(r.Text, &r.Speakers[i]))
	}
	for i := range r.Statements {
		d.Statements = append(d.Statements, newStatement(r, &r.Statements[i]))
	}
	for _, n := range r.Notes {
		d.Notes = append(d.Notes, Note{Kind: n.Kind, Words: r.Text[n.Start:n.End], At: n.Span, By: n.By})
	}
	d.event(r)
	d.figures(r)
	d.parts()
	d.answers(r)
	d.keys()
}

func newStatement(r *onrecord.Record, s *onrecord.Statement) Statement {
	out := Statement{Kind: s.Kind, Act: s.Act, Source: joined(r.Text, s.Source), Cue: joined(r.Text, s.Cue), Content: joined(r.Text, s.Content), At: s.Content, SourceAt: s.Source,
		SaidWords: r.Text[s.Said.Start:s.Said.End], SaidFrom: day(s.Said.From), SaidTo: day(s.Said.To), Venue: r.Text[s.Venue.Start:s.Venue.End],
		Within: indexOf(s.Within), Continues: indexOf(s.Continues)}
	for _, id := range s.Speakers {
		out.Speakers = append(out.Speakers, indexOf(id))
	}
	for _, h := range s.Hedges {
		out.Hedges = append(out.Hedges, r.Text[h.Start:h.End])
	}
	return out
}

// indexOf returns the index that an ID such as s3 stands for, -1 for none.
func indexOf(id string) int {
	if len(id) < 2 {
		return -1
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return -1
	}
	return n - 1
}

// day writes a day as ISO 8601, nothing if it is not known.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// maxClaims bounds the claims of a text that is a table rather than a story: its
// first ones are kept.
const maxClaims = 150

// figures makes claims of the figures that others may answer: not those that are
// only thought of, nor how much more or what it was before, nor who speaks.
func (d *Digest) figures(r *onrecord.Record) {
	sources := sourcesOf(r)
	for i := range r.Figures {
		f := &r.Figures[i]
		if telling[f.Measure] || f.Status == "hypothetical" || f.Change == "by" || f.Change == "from" || covered(sources, f.Span) || r.Layout.Aside(f.Span) {
			continue
		}
		c := Claim{Figure: i + 1, Statement: indexOf(f.Statement), Bounds: f.Bounds, Measure: f.Measure, Unit: f.Unit, Of: f.Of.Name, Place: r.Text[f.Place.Start:f.Place.End],
			PeriodFrom: day(f.Period.From), PeriodTo: day(f.Period.To), Cumulative: f.Cumulative, PartOf: indexOf(f.PartOf) + 1, Change: string(f.Change), Status: string(f.Status),
			Words: r.Text[f.Start:f.End], Passage: passageAt(r, f.Span), At: f.Span,
			Headline: r.Layout.Headline.Contains(f.Span)}
		if f.Status == "denied" {
			c.Answer = Denial
		}
		if d.Claims = append(d.Claims, c); len(d.Claims) == maxClaims {
			return
		}
	}
}

// telling are nouns that are counted for the telling's sake: no two outlets differ on
// them.
var telling = wordSet("place point way side thing reason question step part kind sort example word sentence question time occasion statement email letter official spokesman source direction")

// parts marks the tolls that are a part of another in the same story though the
// words do not say so: a lesser number of the same measure that the outlet, or the
// one who gives the greater, adds ("two died in hospital overnight").
func (d *Digest) parts() {
	for i := range d.Claims {
		c := &d.Claims[i]
		if !isToll(c.Measure) || c.PartOf > 0 || c.Cumulative || c.Headline || c.Answer != "" {
			continue
		}
		for j := range d.Claims {
			o := &d.Claims[j]
			if o.Measure != c.Measure || o.Unit != c.Unit || o.Answer != "" || o.Low <= c.High || !populationOf(c.Of).same(populationOf(o.Of)) {
				continue
			}
			if c.Statement < 0 || o.Statement >= 0 && slices.Equal(d.speakersOf(c.Statement), d.speakersOf(o.Statement)) {
				c.PartOf = o.Figure
				break
			}
		}
	}
}

// sourcesOf returns where the sources of statements stand, in order.
func sourcesOf(r *onrecord.Record) []onrecord.Span {
	var out []onrecord.Span
	for i := range r.Statements {
		out = append(out, r.Statements[i].Source...)
	}
	return out
}

// maxPassage is how long a passage may be that a claim is shown in, in bytes.
const maxPassage = 400

// passageAt returns the sentence around a figure, as much of it as is shown.
func passageAt(r *onrecord.Record, at onrecord.Span) string {
	d := r.Document
	k := d.SentenceOf(d.TokenAt(at.Start))
	sent := onrecord.Span{Start: d.Tokens[d.Sentences[k].First].Start, End: d.Tokens[d.Sentences[k].Last-1].End}
	own := behind([]onrecord.Span{r.Layout.Dateline, datelineCredit(r)}, sent)
	if own.Len() == 0 || own.Len() > maxPassage {
		own = at
	}
	return strings.TrimLeft(r.Text[own.Start:own.End], " -–—:")
}

// datelineCredit returns the credit that stands behind the dateline: "(AP)".
func datelineCredit(r *onrecord.Record) onrecord.Span {
	for _, c := range r.Layout.Credits {
		if c.Start >= r.Layout.Dateline.End && c.Start-r.Layout.Dateline.End < 4 {
			return c
		}
	}
	return onrecord.Span{}
}

var answerOf = map[onrecord.Act]Answer{onrecord.Denies: Denial, onrecord.DeclinesToComment: NoComment, onrecord.DoesNotAcknowledge: NoAcknowledgement, onrecord.Confirms: Confirmation}

// answers makes claims of the statements that deny, confirm or withhold and have
// no figure of their own, and of notes that something is not verified or was wrong.
func (d *Digest) answers(r *onrecord.Record) {
	given := map[int]bool{}
	for i := range d.Claims {
		if d.Claims[i].Answer == "" {
			given[d.Claims[i].Statement] = true
		}
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		a := answerOf[s.Act]
		if a == "" || len(s.At) == 0 || given[i] && a == Confirmation || len(d.Claims) >= 2*maxClaims {
			continue
		}
		if measures := d.beside(answered(s.Content+" "+s.Cue), passageAt(r, s.At[0])); len(measures) > 0 && !(given[i] && a != Denial) {
			d.Claims = append(d.Claims, Claim{Statement: i, Answer: a, Words: s.Content, Passage: passageAt(r, s.At[0]), At: s.At[0], Measure: strings.Join(measures, ";")})
		}
	}
	for _, n := range d.Notes {
		a := map[onrecord.NoteKind]Answer{onrecord.Unverified: NotVerified, onrecord.Correction: CorrectedByOutlet}[n.Kind]
		if a != "" {
			measures := answered(n.Words)
			if len(measures) == 0 {
				measures = []string{anyMeasure}
			}
			if a == CorrectedByOutlet && measures[0] == anyMeasure && d.tollsGiven() > 1 {
				continue // nobody can tell which of them was wrong
			}
			d.Claims = append(d.Claims, Claim{Statement: -1, Answer: a, Words: n.Words, Passage: n.Words, At: n.At, Measure: strings.Join(measures, ";")})
		}
	}
}

// beside returns the measures of the tolls that stand in the same sentence as an
// answer to figures of any measure ("up to 12 were missing, a claim that the firm
// rejected"), if there are some.
func (d *Digest) beside(measures []string, passage string) []string {
	if len(measures) != 1 || measures[0] != anyMeasure {
		return measures
	}
	var out []string
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Figure > 0 && isToll(c.Measure) && c.Passage == passage && !slices.Contains(out, c.Measure) {
			out = append(out, c.Measure)
		}
	}
	if len(out) == 0 {
		return measures
	}
	slices.Sort(out)
	return out
}

// tollsGiven returns how many measures of tolls the story has figures of.
func (d *Digest) tollsGiven() int {
	given := map[string]bool{}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Figure > 0 && isToll(c.Measure) {
			given[c.Measure] = true
		}
	}
	return len(given)
}

// anyMeasure says that an answer may be to figures of any measure: "the toll",
// "the claims".
const anyMeasure = "*"

// answerWords are the words of an answer that tell which figures it is about.
var answerWords = map[string]string{"kill": "killed", "killed": "killed", "killing": "killed", "killings": "killed", "died": "killed", "dead": "killed", "death": "killed", "deaths": "killed", "fatalities": "killed", "lost": "killed", "losses": "killed", "loss": "killed",
	"wounded": "wounded", "injured": "wounded", "injuries": "wounded", "hurt": "wounded", "casualties": "casualties", "missing": "missing", "captured": "captured", "prisoners": "captured",
	"detained": "detained", "arrested": "detained", "arrests": "detained", "displaced": "displaced", "homeless": "displaced", "homes": "displaced", "evacuated": "evacuated", "infected": "infected", "infections": "infected", "cases": "infected", "hostages": "captured",
	"toll": anyMeasure, "figure": anyMeasure, "figures": anyMeasure, "number": anyMeasure, "numbers": anyMeasure, "claim": anyMeasure, "claims": anyMeasure, "report": anyMeasure, "reports": anyMeasure,
	"count": anyMeasure, "estimate": anyMeasure, "estimates": anyMeasure, "account": anyMeasure, "accounts": anyMeasure, "incident": anyMeasure, "attack": anyMeasure, "strike": anyMeasure, "allegations": anyMeasure, "statement": anyMeasure, "data": anyMeasure}

// answered returns the measures that an answer is about, in order.
func answered(words string) []string {
	var out []string
	for _, w := range evenWords(words) {
		if m := answerWords[w]; m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	if len(out) > 1 { // "the number of dead": what is named holds
		out = slices.DeleteFunc(out, func(m string) bool { return m == anyMeasure })
	}
	slices.Sort(out)
	return out
}

// How many names of a story its claims are found by: its figures, and its answers,
// which may be to figures of any measure.
const (
	keyNames    = 8
	answerNames = 4
)

// keys gives each claim the keys that one of the same question may share: its
// measure with a name and a time, its own and the next. What an outlet says of its
// own story answers that alone and has none.
func (d *Digest) keys() {
	names := d.keyTerms()
	period := periodOf(d.Published)
	for i := range d.Claims {
		c := &d.Claims[i]
		measures, most := []string{evenMeasure(c.Measure)}, keyNames
		if c.Figure == 0 {
			measures, most = answerMeasures(c), answerNames
		}
		for _, m := range measures {
			for _, name := range names[:min(most, len(names))] {
				for _, p := range []uint64{period, period + 1} {
					c.Keys = append(c.Keys, fmt.Sprintf("%s|%s|%d", m, name, p))
				}
			}
		}
		slices.Sort(c.Keys)
		c.Keys = slices.Compact(c.Keys)
	}
}

// answerMeasures returns the measures of the figures in other stories that a claim
// without a figure may answer.
func answerMeasures(c *Claim) []string {
	if c.Answer == NotVerified || c.Answer == CorrectedByOutlet {
		return nil
	}
	var out []string
	for m := range strings.SplitSeq(c.Measure, ";") {
		if m != anyMeasure {
			out = append(out, evenMeasure(m))
			continue
		}
		for t := range tolls {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// keyTerms returns the names that a story's claims are found by: those of headline
// and lead, places first.
func (d *Digest) keyTerms() []string {
	var out []string
	for _, place := range []bool{true, false} {
		for _, t := range d.Event.Names {
			if t.Lead && t.Place == place && len(out) < keyNames {
				out = append(out, t.Text)
			}
		}
	}
	for _, t := range d.Event.Names {
		if !t.Lead && len(out) < keyNames/2 {
			out = append(out, t.Text)
		}
	}
	return out
}
