package speaker

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// Facts are what must be known of the world to tell speakers apart:
// countries, the genders of given names, and what nouns stand for. They are
// not changed by resolving and may be used by many goroutines at once.
type Facts struct {
	nouns         map[uint64]noun
	titles        map[uint64]title
	same          map[uint64]uint64   // the noun that stands for those used for one another
	broader       map[uint64][]uint64 // nouns that may stand for what a noun stands for: "lawmaker" for "senator"
	office        map[uint64]bool     // nouns of offices that few hold
	either        map[uint64]bool     // nouns of persons that bodies are called by too: "owner"
	business      map[uint64]bool     // words that end the names of businesses
	loose         map[uint64]bool     // nouns that a body may be called by whatever its name is
	calls         map[[2]uint64]bool  // nouns with words in the names of bodies that may be called by them
	callable      map[uint64]bool     // these nouns
	vague         map[uint64]bool     // nouns that many bodies are called by
	given         map[uint64]gender
	countries     lookup[country]
	organisations lookup[orgName]
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

// Load reads the facts from the texts of their tables, whose formats the
// tables themselves tell.
func Load(countries, organisations, given, nouns string) (*Facts, error) {
	f := &Facts{nouns: map[uint64]noun{}, titles: map[uint64]title{}, same: map[uint64]uint64{}, vague: map[uint64]bool{},
		broader: map[uint64][]uint64{}, office: map[uint64]bool{}, loose: map[uint64]bool{}, either: map[uint64]bool{}, business: map[uint64]bool{},
		calls: map[[2]uint64]bool{}, callable: map[uint64]bool{}, given: map[uint64]gender{}, countries: newLookup[country](), organisations: newLookup[orgName]()}
	for _, t := range []struct {
		name, text string
		line       func(string) error
	}{{"countries", countries, f.addCountry}, {"given names", given, f.addGiven}, {"nouns", nouns, f.addNouns}, {"organisations", organisations, f.organisationLines()}} {
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
	if set := f.marked(words[0]); set != nil {
		for _, w := range words[1:] {
			set[f.canonical(lang.WordHash(w))] = true
		}
		return nil
	}
	switch words[0] {
	case "title":
		return f.addTitle(words)
	case "calls":
		head := f.canonical(lang.WordHash(words[1]))
		f.callable[head] = true
		for _, w := range words[2:] {
			f.calls[[2]uint64{head, lang.WordHash(w)}] = true
		}
		return nil
	case "under":
		for _, w := range words[2:] {
			h := f.canonical(lang.WordHash(w))
			f.broader[h] = append(f.broader[h], f.canonical(lang.WordHash(words[1])))
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

// marked returns the set of nouns of which something is told by a line that
// begins with word; nil if there is none.
func (f *Facts) marked(word string) map[uint64]bool {
	switch word {
	case "vague":
		return f.vague
	case "loose":
		return f.loose
	case "office":
		return f.office
	case "either":
		return f.either
	case "business":
		return f.business
	}
	return nil
}

func (f *Facts) addTitle(words []string) error {
	if len(words) != 3 {
		return fmt.Errorf("%q is no title", words)
	}
	w, g, _ := strings.Cut(words[1], ":")
	t := title{gender: genders[g]}
	if words[2] != "-" {
		t.role = lang.WordHash(words[2])
	}
	f.titles[lang.WordHash(w)] = t
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

// nounAt returns what token i stands for as a head.
func (f *Facts) nounAt(d *lang.Document, i int) noun {
	form := &d.Forms[i]
	if form.Word == wordOld && i > 0 && d.Tokens[i-1].XPOS == lang.HYPH { // "the 34-year-old"
		return noun{class: epithetClass}
	}
	if n, ok := f.nouns[form.Word]; ok {
		return n
	}
	if n, ok := f.nouns[form.Lemma]; ok && d.Tokens[i].XPOS.Nominal() {
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
