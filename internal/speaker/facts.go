package speaker

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// Facts are what must be known of the world to tell speakers apart:
// countries, the genders of given names, and what nouns stand for. They are
// not changed by resolving and may be used by many goroutines at once.
type Facts struct {
	nouns     map[uint64]noun
	titles    map[uint64]title
	same      map[uint64]uint64 // the noun that stands for those used for one another
	vague     map[uint64]bool   // nouns that many bodies are called by
	given     map[uint64]gender
	countries map[uint64]country // by the hashes of their words
	longest   map[uint64]int     // words of the longest name of a country that begins so
}

// A noun is what a common noun that heads a source stands for.
type noun struct {
	class  class
	gender gender
}

// A class says what a noun stands for.
type class uint8

const (
	noClass       class = iota
	personClass         // one person, named or not
	epithetClass        // one person whom the story has named
	officialClass       // somebody who speaks for a body
	groupClass
	bodyClass
	stateClass
	documentClass
)

// onePerson reports whether a noun of class c stands for one person.
func (c class) onePerson() bool { return c == personClass || c == epithetClass }

var classes = map[string]class{"person": personClass, "epithet": epithetClass, "official": officialClass, "group": groupClass,
	"body": bodyClass, "state": stateClass, "document": documentClass}

// A gender is what he and she tell of a person.
type gender uint8

const (
	noGender gender = iota
	male
	female
)

var genders = map[string]gender{"m": male, "f": female, "x": noGender, "": noGender}

// A title is a short form before a name: "Sen.", "Mrs".
type title struct {
	role   uint64 // the noun that it is short for, 0 if none
	gender gender
}

// A country is what a name, an adjective or a seat of government tells.
type country struct {
	code string // ISO 3166-1 alpha-2
	use  use
}

// A use says how words point at a country.
type use uint8

const (
	byName use = iota
	byPeople
	bySeat
)

// Load reads the facts from the texts of their tables, whose formats the
// tables themselves tell.
func Load(countries, given, nouns string) (*Facts, error) {
	f := &Facts{nouns: map[uint64]noun{}, titles: map[uint64]title{}, same: map[uint64]uint64{}, vague: map[uint64]bool{},
		given: map[uint64]gender{}, countries: map[uint64]country{}, longest: map[uint64]int{}}
	for _, t := range []struct {
		name, text string
		line       func(string) error
	}{{"countries", countries, f.addCountry}, {"given names", given, f.addGiven}, {"nouns", nouns, f.addNouns}} {
		for line := range strings.Lines(t.text) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if err := t.line(line); err != nil {
				return nil, fmt.Errorf("%s: %w", t.name, err)
			}
		}
	}
	return f, nil
}

func (f *Facts) addCountry(line string) error {
	fields := strings.Split(line, "|")
	if len(fields) != 4 || len(fields[0]) != 2 {
		return fmt.Errorf("%q is no country", line)
	}
	for u, list := range fields[1:] {
		for words := range strings.SplitSeq(list, ";") {
			if words != "" {
				f.addCountryName(words, country{fields[0], use(u)})
			}
		}
	}
	return nil
}

// addCountryName adds a name under the hash that the tokens of a document
// give it: clitics and the parts of hyphenated words stand alone there.
func (f *Facts) addCountryName(words string, c country) {
	list := strings.Fields(strings.ReplaceAll(words, "-", " - "))
	var h, first uint64
	for i, w := range list {
		h = joinWord(h, lang.WordHash(w))
		if i == 0 {
			first = h
		}
	}
	if _, ok := f.countries[h]; !ok {
		f.countries[h] = c
	}
	f.longest[first] = max(f.longest[first], len(list))
}

// joinWord adds a word's hash to that of the words before it.
func joinWord(h, word uint64) uint64 { return weights.Join2(0x5b, h, word) }

func (f *Facts) addGiven(line string) error {
	words := strings.Fields(line)
	g, ok := genders[words[0]]
	if !ok {
		return fmt.Errorf("%q is no gender", words[0])
	}
	for _, w := range words[1:] {
		h := lang.WordHash(w)
		if old, ok := f.given[h]; ok && old != g {
			f.given[h] = noGender
			continue
		}
		f.given[h] = g
	}
	return nil
}

func (f *Facts) addNouns(line string) error {
	words := strings.Fields(line)
	switch words[0] {
	case "title":
		if len(words) != 3 {
			return fmt.Errorf("%q is no title", line)
		}
		w, g, _ := strings.Cut(words[1], ":")
		t := title{gender: genders[g]}
		if words[2] != "-" {
			t.role = lang.WordHash(words[2])
		}
		f.titles[lang.WordHash(w)] = t
		return nil
	case "vague":
		for _, w := range words[1:] {
			f.vague[lang.WordHash(w)] = true
		}
		return nil
	case "same":
		for _, w := range words[2:] {
			f.same[lang.WordHash(w)] = lang.WordHash(words[1])
		}
		return nil
	}
	c, ok := classes[words[0]]
	if !ok {
		return fmt.Errorf("%q is no kind of noun", words[0])
	}
	for _, w := range words[1:] {
		w, g, _ := strings.Cut(w, ":")
		if h := lang.WordHash(w); f.nouns[h].class == noClass {
			f.nouns[h] = noun{c, genders[g]}
		}
	}
	return nil
}

// wordSet makes a set of the words of s by their hashes.
func wordSet(s string) map[uint64]bool {
	m := map[uint64]bool{}
	for w := range strings.FieldsSeq(s) {
		m[lang.WordHash(w)] = true
	}
	return m
}

// canonical returns the noun that stands for those used like word.
func (f *Facts) canonical(word uint64) uint64 {
	if s, ok := f.same[word]; ok {
		return s
	}
	return word
}

// countryAt returns the country that the tokens from i on, up to last, point
// at, and how many of them do; 0 if none.
func (f *Facts) countryAt(d *lang.Document, i, last int) (country, int) {
	h := joinWord(0, d.Forms[i].Word)
	longest := f.longest[h]
	if longest == 0 {
		return country{}, 0
	}
	best, n := country{}, 0
	for k := 1; ; k++ {
		if c, ok := f.countries[h]; ok {
			best, n = c, k
		}
		if k == longest || i+k >= last {
			return best, n
		}
		h = joinWord(h, d.Forms[i+k].Word)
	}
}

// nounAt returns what token i stands for as a head.
func (f *Facts) nounAt(d *lang.Document, i int) noun {
	form := &d.Forms[i]
	if n, ok := f.nouns[form.Word]; ok {
		return n
	}
	if n, ok := f.nouns[form.Lemma]; ok {
		if n.class.onePerson() && pluralTag(d.Tokens[i].XPOS) {
			n.class = groupClass
		}
		return n
	}
	return guessNoun(d, i)
}

// guessNoun tells by the ending of a common noun that is not in the table
// whether it is called after what somebody does.
func guessNoun(d *lang.Document, i int) noun {
	x := d.Tokens[i].XPOS
	if x != lang.NN && x != lang.NNS {
		return noun{}
	}
	w := strings.ToLower(d.Word(i))
	if x == lang.NNS {
		w = strings.TrimSuffix(w, "s")
	}
	n := noun{class: personClass}
	switch {
	case strings.HasSuffix(w, "woman"), strings.HasSuffix(w, "women"):
		n.gender = female
	case strings.HasSuffix(w, "man") && len(w) > 4, strings.HasSuffix(w, "men") && len(w) > 4 && x == lang.NNS:
		n.gender = male
	case strings.HasSuffix(w, "ist"), strings.HasSuffix(w, "eer"), strings.HasSuffix(w, "ician"), strings.HasSuffix(w, "master"), strings.HasSuffix(w, "person"):
	default:
		return noun{}
	}
	if x == lang.NNS {
		n.class = groupClass
	}
	return n
}

func pluralTag(x lang.XPOS) bool { return x == lang.NNS || x == lang.NNPS }
