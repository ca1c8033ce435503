package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func describe(speakers []recordSpeaker, ids []string) []string {
	var out []string
	for _, k := range speakers {
		if slices.Contains(ids, k.ID) {
			out = append(out, strings.TrimSpace(k.Kind+" "+k.Name+" "+k.Country))
		}
	}
	return out
}

// speakersRight reports whether the speakers of got are those of want, each
// under one of its names.
func speakersRight(g *goldRecord, want *recordStatement, r *record, got *recordStatement) bool {
	have := slices.DeleteFunc(slices.Clone(r.Speakers), func(k recordSpeaker) bool { return !slices.Contains(got.Speakers, k.ID) })
	var names []string
	for _, k := range g.Speakers {
		if slices.Contains(want.Speakers, k.ID) {
			names = append(names, wanted(k))
		}
	}
	same := func(names []string) bool { return pairOff(g.Speakers, names, slices.Clone(have)) }
	return same(names) || slices.ContainsFunc(want.Alt.Speakers, same)
}

// wanted returns what a speaker of gold is asked for by.
func wanted(k recordSpeaker) string {
	switch {
	case k.Kind == "state" && k.Country != "":
		return k.Country
	case k.Kind == "unnamed" || k.Kind == "group":
		return "anonymous"
	}
	return k.Name
}

// pairOff reports whether each name stands for one of the speakers that were
// found, a different one each.
func pairOff(gold []recordSpeaker, names []string, have []recordSpeaker) bool {
	if len(names) == 0 {
		return len(have) == 0
	}
	for _, name := range names {
		j := slices.IndexFunc(have, func(k recordSpeaker) bool { return isCalled(gold, name, k) })
		if j < 0 {
			return false
		}
		have = slices.Delete(have, j, j+1)
	}
	return true
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// isCalled reports whether a speaker that was found is the one that gold asks
// for by name.
func isCalled(gold []recordSpeaker, name string, k recordSpeaker) bool {
	has := asciiWords(k.Name)
	for _, g := range gold {
		if g.Name == name && slices.ContainsFunc(append([]string{g.Name}, g.Alt...), func(v string) bool { return sameSet(asciiWords(v), has) }) {
			return true
		}
	}
	switch {
	case name == "anonymous":
		return k.Kind == "unnamed" || k.Kind == "group"
	case countryCode.MatchString(name):
		return k.Country == name && (k.Kind == "state" || k.Kind == "body" || k.Kind == "group")
	}
	want := slices.DeleteFunc(asciiWords(name), func(w string) bool { return w == "the" || w == "of" || w == "and" })
	return len(want) > 0 && (subset(want, has) || slices.Contains(has, want[len(want)-1]) || len(has) > 0 && subset(has, want))
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

func sameSet(a, b []string) bool { return subset(a, b) && subset(b, a) }

// asciiWords returns the words of a name in ASCII and lower case.
func asciiWords(s string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r > unicode.MaxASCII:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}
