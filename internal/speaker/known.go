package speaker

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// elsewhere returns the name by which other stories may know a body: the full
// one if it is generally known, else its own without the words for its country,
// "coastguard" for "the Norwegian coastguard".
func (s *story) elsewhere(e *entity) string {
	switch {
	case e.kind != Body:
		return ""
	case e.known != nil:
		return e.known.name
	case e.country == "":
		return e.name
	}
	return s.withoutCountry(e.name, e.country)
}

// withoutCountry returns a name without the words for a country that it begins
// or ends with.
func (f *Facts) withoutCountry(name, code string) string {
	words := strings.Fields(name)
	for n := min(4, len(words)-1); n > 0; n-- {
		if f.tellsCountry(words[:n], code) {
			words = words[n:]
			break
		}
	}
	for n := min(4, len(words)-2); n > 0; n-- {
		rest := words[:len(words)-n]
		if f.tellsCountry(words[len(rest):], code) {
			if rest = withoutOf(rest); len(rest) > 0 {
				words = rest
				break
			}
		}
	}
	return strings.Join(words, " ")
}

// tellsCountry reports whether words are a country's name or adjective.
func (f *Facts) tellsCountry(words []string, code string) bool {
	var h uint64
	for i, w := range words {
		if w == "of" || w == "the" && i == 0 {
			return false
		}
		if i == len(words)-1 {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		}
		if w == strings.ToLower(w) {
			return false
		}
		h = joinWord(h, lang.WordHash(w))
	}
	c, ok := f.countries.of[h]
	return ok && c.code == code && (c.use == byName || c.use == byPeople)
}

// withoutOf returns words without the "of" or "of the" that they end with, none
// if they end with neither.
func withoutOf(words []string) []string {
	if n := len(words); n > 1 && words[n-1] == "the" {
		words = words[:n-1]
	}
	if n := len(words); n > 1 && slices.Contains([]string{"of", "in", "for"}, words[n-1]) {
		return words[:n-1]
	}
	return nil
}
