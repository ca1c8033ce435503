package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// outletKey returns an outlet's name as names and addresses of it have in
// common: "The Velsund Daily", "www.velsund-daily.example".
func outletKey(name string) string {
	if strings.Contains(name, ".") && !strings.Contains(name, " ") {
		longest := ""
		for label := range strings.SplitSeq(name, ".") {
			if len(label) > len(longest) {
				longest = label
			}
		}
		name = longest
	}
	words := foldedWords(name)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// speakerOutlets returns the keys of a speaker as an outlet.
func speakerOutlets(k *Speaker) []string {
	var out []string
	for _, name := range append([]string{k.Known, k.Name}, k.Names...) {
		if key := outletKey(name); key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// isOutlet reports whether a speaker is the outlet with a key.
func (c *chains) isOutlet(k *Speaker, key string) bool {
	return slices.Contains(speakerOutlets(k), key)
}

// press reports whether a speaker publishes news: an outlet of the ledger, an
// agency that stories take from, one that is generally known, or one whose name
// or role says so.
func (c *chains) press(k *Speaker) bool {
	if k.Kind != onrecord.Body {
		return false
	}
	if k.Press || slices.ContainsFunc(speakerOutlets(k), func(key string) bool { return c.outlets[key] }) {
		return true
	}
	words := foldedWords(k.Name)
	if n := len(words); n > 0 && (papers[words[n-1]] || slices.Contains(words, "news")) {
		return true
	}
	return slices.ContainsFunc(rolesOf(k), func(r role) bool { return papers[r.head] || slices.Contains(r.of, "news") })
}

// papers are the words that outlets call themselves by.
var papers = wordSet("daily times post herald tribune gazette journal chronicle courier bulletin newspaper paper broadcaster television tv radio magazine weekly channel website")
