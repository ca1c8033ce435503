package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/lang"
)

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

// fighters are those who are counted by side.
var fighters = wordSet(`soldier troop trooper fighter rebel militant insurgent guerrilla serviceman servicewoman combatant gunman man officer policeman tank aircraft jet drone ship vehicle helicopter
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
var losing = wordSet("lose bury mourn")

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
		out = append(out, placeWords(d.Speakers[k].Name)...)
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
		if e.proper(i) && !e.country[i] && !e.source[i] && !e.isPlace(i) && !e.possessive(i+1) {
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
