package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

var answerOf = map[onrecord.Act]Answer{onrecord.Denies: Denial, onrecord.DeclinesToComment: NoComment, onrecord.DoesNotAcknowledge: NoAcknowledgement, onrecord.Confirms: Confirmation}

// answers makes claims of the statements that deny, confirm or withhold and have
// no figure of their own, and of notes that something is not verified or was wrong.
func (d *Digest) answers(e *eventReader) {
	given := map[int]bool{}
	for i := range d.Claims {
		if d.Claims[i].Answer == "" {
			given[d.Claims[i].Statement] = true
		}
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		a := answerOf[s.Act]
		if a == "" || len(s.At) == 0 || given[i] && a != Denial {
			continue
		}
		d.answer(Claim{Statement: i, Answer: a, Words: s.Content, Passage: passageAt(e.Record, s.At[0]), At: s.At[0]}, d.beside(answered(s.Content+" "+s.Cue), passageAt(e.Record, s.At[0])))
	}
	for _, n := range d.Notes {
		a := map[onrecord.NoteKind]Answer{onrecord.Unverified: NotVerified, onrecord.Correction: CorrectedByOutlet}[n.Kind]
		if a == "" {
			continue
		}
		measures := answered(n.Words)
		if len(measures) == 0 {
			measures = []string{anyMeasure}
		}
		if a == CorrectedByOutlet && measures[0] == anyMeasure && d.tollsGiven() > 1 {
			continue // nobody can tell which of them was wrong
		}
		d.answer(Claim{Statement: -1, Answer: a, Words: n.Words, Passage: n.Words, At: n.At}, measures)
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
		if c := &d.Claims[i]; c.Figure > 0 && IsToll(c.Measure) && c.Passage == passage && !slices.Contains(out, c.Measure) {
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
		if c := &d.Claims[i]; c.Figure > 0 && IsToll(c.Measure) {
			given[c.Measure] = true
		}
	}
	return len(given)
}

// maxAnswers bounds the answers of one story: its first ones are kept.
const maxAnswers = 60

// answer adds an answer once for each measure that it is about. Where it may be
// about any and its story has no toll, it is about the dead.
func (d *Digest) answer(c Claim, measures []string) {
	none := d.tollsGiven() == 0
	for _, m := range measures {
		if c.Measure = m; m == anyMeasure && none {
			c.Measure = "killed"
		}
		if len(d.Claims) < maxClaims+maxAnswers {
			d.Claims = append(d.Claims, c)
		}
	}
}

// anyMeasure says that an answer may be to figures of any measure: "the toll",
// "the claims".
const anyMeasure = "*"

// answerWords are the words of an answer that tell which figures it is about.
var answerWords = answerTable(map[string]string{
	"killed":     "kill killed killing killings died dead death deaths fatalities lost losses loss",
	"wounded":    "wounded injured injuries hurt",
	"casualties": "casualties",
	"missing":    "missing",
	"captured":   "captured prisoners hostages",
	"detained":   "detained arrested arrests",
	"displaced":  "displaced homeless homes",
	"evacuated":  "evacuated",
	"infected":   "infected infections cases",
	anyMeasure:   "toll figure figures number numbers claim claims report reports count estimate estimates account accounts incident attack strike strikes shelling bombing allegations accusation accusations statement data",
})

// answerTable returns which measure each word stands for.
func answerTable(words map[string]string) map[string]string {
	out := map[string]string{}
	for m, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[w] = m
		}
	}
	return out
}

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

// answersTo reports whether claim i of a, which has no figure, answers figure j of
// b. In another story it answers the whole toll of what happened, not that of a
// part. What an outlet says of its own story is about that alone.
func answersTo(a *Digest, i int, b *Digest, j int) bool {
	p, q := &a.Claims[i], &b.Claims[j]
	if q.Figure == 0 || p.Measure != evenMeasure(q.Measure) && !(p.Measure == anyMeasure && IsToll(q.Measure)) {
		return false
	}
	if a.Story == b.Story {
		return true
	}
	return p.public() && q.whole() && sameHappening(a, p, b, q)
}

// public reports whether an answer may be to figures of other stories: it is not
// what an outlet says of its own, and says what it is about.
func (c *Claim) public() bool {
	return c.Answer != NotVerified && c.Answer != CorrectedByOutlet && c.Measure != anyMeasure
}

// whole reports whether a figure counts all whom its story's event struck.
func (c *Claim) whole() bool {
	s := &c.Scope
	return len(uncivil(s.Counted)) == 0 && len(s.Side) == 0 && len(s.Where) == 0 && !s.Part && !s.Past && !s.Long && !s.More && !s.Expected
}
