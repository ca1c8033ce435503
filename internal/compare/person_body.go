package compare

import (
	"slices"
	"strings"
	"unicode"
)

// bodyNames returns the names of a body, each as its words in alphabetical
// order, "Ministry of Defence" like "Defence Ministry": the one that it is
// generally known by, the full one, and others of more than a word.
func bodyNames(k *Speaker) [][]string {
	out := appendName(appendName(nil, k.Known), k.Name)
	for _, n := range k.Names {
		if words := bodyWords(n); len(words) > 1 {
			out = appendName(out, n)
		}
	}
	return out
}

// abbreviations returns the abbreviations in capitals by which a story calls a body.
func abbreviations(k *Speaker) [][]string {
	var out [][]string
	for _, n := range k.Names {
		if abbreviation(n) && !generic(bodyWords(n)) {
			out = appendName(out, n)
		}
	}
	return out
}

func appendName(names [][]string, name string) [][]string {
	words := bodyWords(name)
	if len(words) == 0 || hasName(names, words) {
		return names
	}
	return append(names, words)
}

func hasName(names [][]string, words []string) bool {
	return slices.ContainsFunc(names, func(o []string) bool { return slices.Equal(o, words) })
}

// bodyWords returns the words of a body's name in alphabetical order, evened
// out: spellings of Britain and America, and words that do not tell it from others.
func bodyWords(name string) []string {
	words := foldedWords(strings.ReplaceAll(name, ".", ""))
	out := words[:0]
	last := ""
	for _, w := range words {
		if s, ok := spellings[w]; ok {
			w = s
		}
		switch {
		case little[w]:
		case w == "countrys" || w == "nations" || w == "country" || w == "national" && len(words) > 1: // "the country's rescue service" is "the national rescue service"
		case w == "guard" && last == "coast":
			out[len(out)-1] = "coastguard"
		default:
			out = append(out, w)
		}
		last = w
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var little = wordSet("the a an that this of for and in at on affairs its his her their")

var spellings = map[string]string{"defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization", "internal": "interior",
	"programme": "program", "harbour": "harbor", "coastguards": "coastguard", "dept": "department", "govt": "government"}

// abbreviation reports whether a name is an abbreviation in capitals: "UN", "U.N.".
func abbreviation(name string) bool {
	n := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.':
			return false
		}
	}
	return n >= 2 && n <= 7
}

// generic reports whether a body's name has only words that bodies of many
// countries have in theirs: "Defence Ministry", "Supreme Court".
func generic(words []string) bool {
	for _, w := range words {
		if !institutions[w] {
			return false
		}
	}
	return true
}

// institutions are the words of such names.
var institutions = wordSet(`
	agency air airline airport ambulance army armed assembly association attorney authority bank board border brigade broadcaster bureau cabinet
	center central chamber church city civil club coastguard command commission committee company congress conservative constitutional
	council court customs daily defense democratic department disaster district education election elections electoral embassy emergency
	employers energy environment executive federal federation finance fire firefighters force forces foreign forestry foundation general
	government green group guard guards harbor health high home hospital hospitals human immigration independent industry information
	institute insurance intelligence interior investigation investigators joint justice labor lawmakers liberal local lower maritime media medical meteorological
	migration military ministry mission municipal municipality national nationalist naval navy network news newspaper observatory office operator opposition
	organization palace parliament party peace people people's peoples planning police port presidency presidential press prison program progressive
	prosecution prosecutor prosecutors protection provincial public radio rail railway red regional relief republican rescue resources revenue
	rights road royal rural safety school science sea security senate service services social socialist staff state station statistical statistics supreme
	tax team television tourism town trade traffic transport transportation treasury tribunal tv union unit university upper volunteers water
	weather welfare women workers youth`)

// sameBody reports whether two bodies are one by their names. A name that many
// countries have needs the same country; an abbreviation counts only where one
// of the two has no longer name.
func (a *identity) sameBody(b *identity) bool {
	for _, x := range a.bodies {
		if hasName(b.bodies, x) && (!generic(x) && !a.common() && !b.common() || a.Country != "" && a.Country == b.Country) {
			return true
		}
	}
	return shortFor(a.short, b.bodies) || shortFor(b.short, a.bodies)
}

// common reports whether a body's name is a common noun: "the metal workers' union".
func (a *Speaker) common() bool { return a.Name == strings.ToLower(a.Name) }

// shortFor reports whether one of some abbreviations is the only name that a
// body has.
func shortFor(short, names [][]string) bool {
	return len(names) == 1 && hasName(short, names[0])
}
