package store

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// Decided returns what a revision was read as, with what people decided about it
// in force: rejected statements and figures are gone, corrections made, speakers
// merged and split. What is up for review is not applied. IDs stay as the reading
// has them, so there may be gaps.
func (db *DB) Decided(ctx context.Context, ref Ref) (*onrecord.Record, error) {
	r, err := db.Record(ctx, ref)
	if err != nil {
		return nil, err
	}
	decisions, err := db.Decisions(ctx, ref)
	if err != nil {
		return nil, err
	}
	Apply(r, decisions)
	return r, nil
}

// Apply has decisions, in the order they were taken, take force in a record.
func Apply(r *onrecord.Record, decisions []Standing) {
	gone := correct(r, decisions)
	r.Statements = slices.DeleteFunc(r.Statements, func(s onrecord.Statement) bool { return gone[s.ID] })
	r.Figures = slices.DeleteFunc(r.Figures, func(f onrecord.Figure) bool { return gone[f.ID] })
	r.Speakers = slices.DeleteFunc(r.Speakers, func(k onrecord.Speaker) bool { return gone[k.ID] })
}

// ApplyInPlace is Apply for those who count statements, figures and speakers by
// their place: what is gone stays there, but says nothing.
func ApplyInPlace(r *onrecord.Record, decisions []Standing) {
	gone := correct(r, decisions)
	for i := range r.Statements {
		if s := &r.Statements[i]; gone[s.ID] {
			*s = onrecord.Statement{ID: s.ID, Kind: s.Kind, Act: onrecord.Says}
		}
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; gone[f.ID] {
			f.Status = "hypothetical" // as what nobody gave
		}
	}
}

// correct has decisions take force but for removing anything, and returns the IDs
// of what is to be no more.
func correct(r *onrecord.Record, decisions []Standing) map[string]bool {
	gone := map[string]bool{}
	for i := range decisions {
		d := &decisions[i]
		if d.Review != "" || len(d.Now) < 2 {
			continue
		}
		switch d.Now[0] {
		case 's':
			applyToStatement(r, d, gone)
		case 'k':
			applyToSpeaker(r, d, gone)
		case 'f':
			applyToFigure(r, d, gone)
		}
	}
	return gone
}

func applyToStatement(r *onrecord.Record, d *Standing, gone map[string]bool) {
	i := slices.IndexFunc(r.Statements, func(s onrecord.Statement) bool { return s.ID == d.Now })
	if i < 0 {
		return
	}
	switch Action(d.Action) {
	case Reject:
		gone[d.Now] = true
		leaveStatement(r, i)
	case Correct:
		s := &r.Statements[i]
		for field, value := range d.New {
			switch field {
			case "speaker":
				s.Speakers = speakersNamed(r, value)
			case "kind":
				s.Kind = onrecord.Kind(value)
			case "act":
				s.Act = onrecord.Act(value)
			case "said":
				s.Said.From, s.Said.To = unday(value), unday(value)
			}
		}
	}
}

// leaveStatement has nothing depend on a statement. What was reported within it is
// reported by what it stood in, and so are its figures.
func leaveStatement(r *onrecord.Record, i int) {
	gone := r.Statements[i]
	for j := range r.Statements {
		s := &r.Statements[j]
		if s.Within == gone.ID {
			s.Within = gone.Within
		}
		if s.Continues == gone.ID {
			s.Continues = gone.Continues
		}
	}
	for j := range r.Figures {
		if r.Figures[j].Statement == gone.ID {
			r.Figures[j].Statement = gone.Within
		}
	}
}

// speakersNamed returns the IDs of speakers by their names, parted by ";". One
// that the story does not have yet becomes a speaker without mentions.
func speakersNamed(r *onrecord.Record, names string) (ids []string) {
	for name := range strings.SplitSeq(names, ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		i := slices.IndexFunc(r.Speakers, func(k onrecord.Speaker) bool { return strings.EqualFold(k.Name, name) || k.ID == name })
		if i < 0 {
			i = len(r.Speakers)
			r.Speakers = append(r.Speakers, onrecord.Speaker{ID: "k" + strconv.Itoa(lastSpeaker(r)+1), Kind: onrecord.Person, Name: name})
		}
		ids = append(ids, r.Speakers[i].ID)
	}
	return ids
}

// lastSpeaker returns the greatest number that a speaker has.
func lastSpeaker(r *onrecord.Record) (n int) {
	for i := range r.Speakers {
		n = max(n, number(r.Speakers[i].ID))
	}
	return n
}

func applyToSpeaker(r *onrecord.Record, d *Standing, gone map[string]bool) {
	i := slices.IndexFunc(r.Speakers, func(k onrecord.Speaker) bool { return k.ID == d.Now })
	if i < 0 {
		return
	}
	switch Action(d.Action) {
	case Merge:
		gone[d.Now] = mergeSpeaker(r, i, d.New["into"])
	case Split:
		for _, id := range strings.Fields(d.New["statements"]) {
			unspeak(r, d.Now, id)
		}
	case Correct:
		k := &r.Speakers[i]
		for field, value := range d.New {
			switch field {
			case "name":
				k.Name = value
			case "kind":
				k.Kind = onrecord.SpeakerKind(value)
			case "country":
				k.Country = value
			case "role":
				k.Roles = []string{value}
			}
		}
	}
}

// mergeSpeaker has the speaker with index i be another one, if that is there.
func mergeSpeaker(r *onrecord.Record, i int, into string) bool {
	j := slices.IndexFunc(r.Speakers, func(k onrecord.Speaker) bool { return k.ID == into })
	if j < 0 || j == i {
		return false
	}
	gone, k := r.Speakers[i], &r.Speakers[j]
	k.Mentions = append(slices.Clone(k.Mentions), gone.Mentions...)
	slices.SortFunc(k.Mentions, func(a, b onrecord.Span) int { return a.Start - b.Start })
	for _, role := range gone.Roles {
		if !slices.Contains(k.Roles, role) {
			k.Roles = append(slices.Clone(k.Roles), role)
		}
	}
	for s := range r.Statements {
		ids := r.Statements[s].Speakers
		if n := slices.Index(ids, gone.ID); n >= 0 {
			ids[n] = into
			r.Statements[s].Speakers = slices.Compact(ids)
		}
	}
	return true
}

// unspeak takes a speaker from a statement: nobody can be named for it then, or
// only the others.
func unspeak(r *onrecord.Record, speaker, statement string) {
	for i := range r.Statements {
		if s := &r.Statements[i]; s.ID == statement {
			s.Speakers = slices.DeleteFunc(s.Speakers, func(id string) bool { return id == speaker })
		}
	}
}

func applyToFigure(r *onrecord.Record, d *Standing, gone map[string]bool) {
	i := slices.IndexFunc(r.Figures, func(f onrecord.Figure) bool { return f.ID == d.Now })
	if i < 0 {
		return
	}
	switch Action(d.Action) {
	case Reject:
		for j := range r.Figures {
			if r.Figures[j].PartOf == d.Now {
				r.Figures[j].PartOf = ""
			}
		}
		gone[d.Now] = true
	case Correct:
		correctFigure(&r.Figures[i], d.New)
	}
}

// correctFigure has a figure be what people decided. A bound is a number, or
// empty where none is given.
func correctFigure(f *onrecord.Figure, values map[string]string) {
	for field, value := range values {
		switch field {
		case "low":
			f.Low, f.LowOpen = numberOr(value, math.Inf(-1)), false
		case "high":
			f.High, f.HighOpen = numberOr(value, math.Inf(1)), false
		case "measure":
			f.Measure = value
		case "unit":
			f.Unit = value
		case "status":
			f.Status = onrecord.Status(value)
		}
	}
}

func numberOr(s string, none float64) float64 {
	if x, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
		return x
	}
	return none
}
