package onrecord

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Unresolved is what stands for the name of a speaker who could not be named.
const Unresolved = "unresolved"

// Statement returns the statement with an ID, nil if there is none: they stand in
// the order of their IDs.
func (r *Record) Statement(id string) *Statement {
	i, ok := slices.BinarySearchFunc(r.Statements, id, func(s Statement, id string) int { return compareIDs(s.ID, id) })
	if !ok {
		return nil
	}
	return &r.Statements[i]
}

// Figure does the same for figures.
func (r *Record) Figure(id string) *Figure {
	i, ok := slices.BinarySearchFunc(r.Figures, id, func(f Figure, id string) int { return compareIDs(f.ID, id) })
	if !ok {
		return nil
	}
	return &r.Figures[i]
}

// compareIDs puts IDs in the order of their numbers, k9 before k10.
func compareIDs(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) }

// Names returns the names of those who are taken to make a statement.
func (r *Record) Names(s *Statement) []string {
	var names []string
	for _, k := range r.SpeakersOf(s) {
		names = append(names, k.Name)
	}
	return names
}

// SourceNames reports whether a statement's source names all who make it, so that
// these need not be named as well.
func (r *Record) SourceNames(s *Statement) bool {
	source := strings.ToLower(strings.Join(strings.Fields(r.Words(s.Source)), " "))
	return !slices.ContainsFunc(r.Names(s), func(name string) bool { return !strings.Contains(source, strings.ToLower(name)) })
}

// Roles returns the roles of those who make a statement, where its source does
// not name them already.
func (r *Record) Roles(s *Statement) string {
	source := strings.ToLower(r.Words(s.Source))
	var roles []string
	for _, k := range r.SpeakersOf(s) {
		if len(k.Roles) > 0 && !strings.Contains(source, strings.ToLower(k.Roles[0])) {
			roles = append(roles, k.Roles[0])
		}
	}
	return List(roles)
}

// Circumstances says when, where and to whom a statement was made.
func (r *Record) Circumstances(s *Statement) []string {
	var out []string
	if when := r.When(s.Said); when != "" {
		out = append(out, when)
	}
	if s.Venue.Len() > 0 {
		out = append(out, r.Text[s.Venue.Start:s.Venue.End])
	}
	if s.To.Len() > 0 {
		out = append(out, "to "+r.Text[s.To.Start:s.To.End])
	}
	return out
}

// When writes a date as the story words it, with the days it stands for.
func (r *Record) When(d Date) string {
	words := r.Text[d.Start:d.End]
	switch {
	case d.Len() == 0:
		return ""
	case d.From.IsZero():
		return words
	case d.From.Equal(d.To):
		return words + " (" + d.From.Format(time.DateOnly) + ")"
	}
	return words + " (" + d.From.Format(time.DateOnly) + " – " + d.To.Format(time.DateOnly) + ")"
}

// Sure says how often such a reading is right.
func (s *Statement) Sure() string { return strconv.Itoa(int(s.Confidence*100+.5)) + " % sure" }

// noteWords say what a note is.
var noteWords = map[NoteKind]string{Unverified: "not verified", Correction: "correction", Editor: "editor's note",
	Agency: "agency credit", Translated: "translated", Archive: "from the archive"}

// Words says what a note is: "not verified".
func (k NoteKind) Words() string { return noteWords[k] }

// List joins names as English does.
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
