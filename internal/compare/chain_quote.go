package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A quotation is who gave what a statement says, as far as the story tells.
type quotation struct {
	statement int   // that of the one nearest to the fact; -1: the outlet itself
	speakers  []int // of that one
	by        []int // statements of those who tell it on: "the daily, citing the coastguard"
}

// quoted returns who gave what statement i says. "The daily, citing the
// coastguard" may be two statements one in the other, or two of one content, or
// stand in the source of one: "a Reuters report that cited the coastguard".
func (d *Digest) quoted(i int) quotation {
	if i < 0 || i >= len(d.Statements) {
		return quotation{statement: -1}
	}
	around := []int{i}
	for p := d.Statements[i].Within; p >= 0 && p < len(d.Statements) && !slices.Contains(around, p); p = d.Statements[p].Within {
		around = append(around, p)
	}
	nearest := i
	if s := d.citation(i); s >= 0 {
		nearest = s
	} else if k := slices.IndexFunc(around[1:], func(p int) bool { return citing(d.Statements[p].Cue) }); k >= 0 && !citing(d.Statements[i].Cue) {
		nearest = around[k+1]
	}
	q := quotation{statement: nearest, by: slices.DeleteFunc(around, func(p int) bool { return p == nearest })}
	if k := d.citedBy(nearest); k >= 0 {
		q.speakers, q.by = []int{k}, append([]int{nearest}, q.by...)
		return q
	}
	q.speakers = d.speakersOf(nearest)
	return q
}

// citing reports whether the source of a cue is the one who is cited.
func citing(cue string) bool {
	return slices.ContainsFunc(evenWords(cue), func(w string) bool { return w == "citing" || w == "quoting" })
}

// citation returns the statement that cites somebody for what statement i says:
// one of the same content, beside it; -1 if there is none.
func (d *Digest) citation(i int) int {
	s := &d.Statements[i]
	if s.Content == "" || citing(s.Cue) {
		return -1
	}
	for k := range d.Statements {
		if o := &d.Statements[k]; k != i && o.Content == s.Content && citing(o.Cue) && (o.Within == i || i-2 <= k && k <= i+2) {
			return k
		}
	}
	return -1
}

// citedBy returns the speaker whom the source of statement i cites itself, -1 if
// there is none.
func (d *Digest) citedBy(i int) int {
	_, cited, ok := cutAny(d.Statements[i].Source, " cited ", " citing ", " quoted ", " quoting ")
	if !ok {
		return -1
	}
	cited = strings.TrimPrefix(cited, "the ")
	for k := range d.Speakers {
		if n := d.Speakers[k].Name; n != "" && !slices.Contains(d.Statements[i].Speakers, k) && strings.HasPrefix(cited, n) {
			return k
		}
	}
	return -1
}

func cutAny(s string, seps ...string) (before, after string, ok bool) {
	for _, sep := range seps {
		if before, after, ok = strings.Cut(s, sep); ok {
			return before, after, true
		}
	}
	return s, "", false
}

// speakersOf returns the speakers of statement i, those of the one it goes on
// from if it has none of its own.
func (d *Digest) speakersOf(i int) []int {
	for range d.Statements {
		if i < 0 || i >= len(d.Statements) || len(d.Statements[i].Speakers) > 0 || d.Statements[i].Continues < 0 {
			break
		}
		i = d.Statements[i].Continues
	}
	if i < 0 || i >= len(d.Statements) {
		return nil
	}
	if s := &d.Statements[i]; len(s.Speakers) > 0 || !abbreviation(s.Source) {
		return s.Speakers
	}
	return d.abbreviated(d.Statements[i].Source)
}

// abbreviated returns the one body of the story that an abbreviation may stand
// for, none if there is no such.
func (d *Digest) abbreviated(short string) []int {
	var out []int
	for k := range d.Speakers {
		if s := &d.Speakers[k]; s.Kind == onrecord.Body && slices.Contains(initials(s), folded(strings.ReplaceAll(short, ".", ""))) {
			out = append(out, k)
		}
	}
	if len(out) > 1 {
		return nil
	}
	return out
}

// denies reports whether a claim gives no figure of its own: it answers those of
// others, or its figure is denied or only thought of.
func (d *Digest) denies(k *Claim) bool {
	if k.Figure == 0 || k.Answer != "" || k.Status != "" {
		return true
	}
	if k.Statement < 0 || k.Statement >= len(d.Statements) {
		return false
	}
	switch d.Statements[k.Statement].Act {
	case onrecord.Denies, onrecord.DeclinesToComment, onrecord.DoesNotAcknowledge:
		return true
	}
	return false
}
