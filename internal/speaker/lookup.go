package speaker

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A lookup finds what names of one or more words stand for, by the hashes of
// their words.
type lookup[V any] struct {
	of      map[uint64]V
	longest map[uint64]int // words of the longest name that begins so
}

func newLookup[V any]() lookup[V] { return lookup[V]{map[uint64]V{}, map[uint64]int{}} }

// parted are the places at which the tokens of a document part words, hyphened
// those but for some hyphens that stay within one.
var (
	parted   = strings.NewReplacer("-", " - ", "/", " / ", "'s ", " 's ", "s' ", "s ' ", ",", " ,")
	hyphened = strings.NewReplacer("/", " / ", "'s ", " 's ", "s' ", "s ' ", ",", " ,")
)

// add adds a name under the hash that the tokens of a document give it:
// clitics and the parts of hyphenated words stand alone there. The first of
// two meanings stays.
func (l *lookup[V]) add(words string, v V) {
	l.addTokens(strings.Fields(parted.Replace(words)), v)
	if strings.Contains(words, "-") {
		l.addTokens(strings.Fields(hyphened.Replace(words)), v)
	}
}

func (l *lookup[V]) addTokens(list []string, v V) {
	var h uint64
	for _, w := range list {
		h = joinWord(h, lang.WordHash(w))
	}
	if _, ok := l.of[h]; !ok {
		l.of[h] = v
	}
	first := joinWord(0, lang.WordHash(list[0]))
	l.longest[first] = max(l.longest[first], len(list))
}

// at returns what the tokens from i on, up to last, stand for, and how many of
// them do; 0 if none.
func (l *lookup[V]) at(d *lang.Document, i, last int) (best V, n int) {
	h := joinWord(0, d.Forms[i].Word)
	longest := l.longest[h]
	if longest == 0 {
		return best, 0
	}
	for k := 1; ; k++ {
		if v, ok := l.of[h]; ok {
			best, n = v, k
		}
		if k == longest || i+k >= last {
			return best, n
		}
		h = joinWord(h, d.Forms[i+k].Word)
	}
}

// joinWord adds a word's hash to that of the words before it.
func joinWord(h, word uint64) uint64 { return weights.Join2(0x5b, h, word) }

func joinWords(words []uint64) (h uint64) {
	for _, w := range words {
		h = joinWord(h, w)
	}
	return h
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
	byPart // a region or a city: the country is told, the state is not meant
)

func (f *Facts) addCountry(line string) error {
	fields := strings.Split(line, "|")
	if len(fields) < 4 || len(fields) > 5 || len(fields[0]) != 2 {
		return fmt.Errorf("%q is no country", line)
	}
	for u, list := range fields[1:] {
		for words := range strings.SplitSeq(list, ";") {
			if words != "" {
				f.countries.add(words, country{fields[0], use(u)})
			}
			if rest, ok := strings.CutPrefix(words, "The "); ok { // names stand without their article
				f.countries.add(rest, country{fields[0], use(u)})
			}
		}
	}
	return nil
}

// countryAt returns the country that the tokens from i on, up to last, point
// at, and how many of them do; 0 if none.
func (f *Facts) countryAt(d *lang.Document, i, last int) (country, int) {
	if d.Forms[i].Shape == lang.ShapeLower { // "polish", "turkey", "us"
		return country{}, 0
	}
	return f.countries.at(d, i, last)
}

// Countries returns where a document names a country or its people, not a
// capital that may stand for its government.
func (f *Facts) Countries(d *lang.Document) []lang.Span {
	var out []lang.Span
	for i := 0; i < len(d.Tokens); i++ {
		if c, n := f.countryAt(d, i, len(d.Tokens)); n > 0 && (c.use == byName || c.use == byPeople) {
			out = append(out, d.Span(i, i+n))
			i += n - 1
		}
	}
	return out
}

// An organisation is a body that is generally known.
type organisation struct {
	index   int
	name    string // the full one
	country string
	nouns   []uint64 // that it may be called by: "the agency"
	press   bool     // it publishes news
}

// An orgName is a name of an organisation.
type orgName struct {
	*organisation
	capitals bool // it is one only where it is written in capitals: "WHO"
	article  bool // it is one only behind an article: "The Hill"
}

// organisationLines reads the lines of the table of organisations.
func (f *Facts) organisationLines() func(string) error {
	var nouns []uint64
	n, press := 0, false
	return func(line string) error {
		if rest, ok := strings.CutPrefix(line, "="); ok {
			nouns, press = nil, false
			for w := range strings.FieldsSeq(rest) {
				nouns = append(nouns, f.canonical(lang.WordHash(w)))
				press = press || slices.Contains(pressNouns, w)
			}
			return nil
		}
		code, names, ok := strings.Cut(line, " ")
		if !ok || len(code) > 2 || nouns == nil {
			return fmt.Errorf("%q is no organisation", line)
		}
		o := &organisation{index: n, country: strings.Trim(code, "-"), nouns: nouns, press: press}
		o.name, _, _ = strings.Cut(names, ";")
		n++
		for words := range strings.SplitSeq(names, ";") {
			f.addOrganisation(words, o)
		}
		return nil
	}
}

// pressNouns are what those who publish news are called.
var pressNouns = []string{"wire", "broadcaster", "newspaper", "magazine", "site"}

func (f *Facts) addOrganisation(words string, o *organisation) {
	rest, article := strings.CutPrefix(words, "The ")
	one := !strings.ContainsAny(rest, " -")
	f.organisations.add(rest, orgName{o, one && shouts(rest), article && one})
}

// organisationAt returns the organisation that the tokens from i on, up to
// last, name, and how many of them do; 0 if none.
func (f *Facts) organisationAt(d *lang.Document, i, last int) (*organisation, int) {
	o, n := f.organisations.at(d, i, last)
	if n == 0 {
		return nil, 0
	}
	switch shape := d.Forms[i].Shape; {
	case n == 1 && o.capitals && shape != lang.ShapeUpper && shape != lang.ShapeDotted && shape != lang.ShapeOrdinal && shape != lang.ShapeOther && shape != lang.ShapeMixed,
		n == 1 && shape == lang.ShapeLower,
		o.article && (i == 0 || !strings.EqualFold(d.Word(i-1), "the")):
		return nil, 0
	}
	return o.organisation, n
}

// mayBeCalled reports whether o may be called by noun, which is canonical.
func (o *organisation) mayBeCalled(noun uint64) bool { return slices.Contains(o.nouns, noun) }
