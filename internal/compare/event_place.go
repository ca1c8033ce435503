package compare

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// locative are the prepositions that stand before a place where something is.
var locative = wordSet("in near off outside around across throughout inside")

// placeNouns are nouns that stand beside the name of a place.
var placeNouns = wordSet(`town city village port island province region district valley mountain mountains coast suburb county state capital area peninsula border
	hamlet settlement municipality resort neighbourhood neighborhood`)

var directions = wordSet("northern southern eastern western central north south east west north-eastern northeastern south-eastern southeastern north-western northwestern south-western southwestern")

// maxName is how many words a name has at most.
const maxName = 8

// isPlace reports whether the name that token i stands in is told as a place.
func (e *eventReader) isPlace(i int) bool {
	if k := e.inName[i]; e.named[i] == lang.Person && e.d.Names[k].Last-e.d.Names[k].First > 1 {
		return false
	}
	next := ""
	if i+1 < len(e.d.Tokens) {
		next = strings.ToLower(e.d.Word(i + 1))
	}
	if next == "party" {
		return false
	}
	if next == "," && i+2 < len(e.d.Tokens) && strings.EqualFold(e.d.Word(i+2), "where") || placeNouns[next] || i > 0 && directions[strings.ToLower(e.d.Word(i-1))] {
		return true
	}
	if e.named[i] == lang.Place {
		return true
	}
	k := i - 1
	for k >= max(0, i-maxName) && (e.d.Tokens[k].UPOS == lang.PROPN || e.d.Tokens[k].UPOS == lang.ADJ || e.d.Tokens[k].UPOS == lang.DET) {
		k--
	}
	if k >= 0 {
		w := strings.ToLower(e.d.Word(k))
		if locative[w] || w == "of" && k > 0 && placeNouns[strings.ToLower(e.d.Word(k-1))] {
			return true
		}
		if placeNouns[w] && k == i-1 {
			return true
		}
	}
	return false
}

// scenes returns the places where the event happened: those of the headline, and
// that of the dateline if the lead names it too; else the first one of the first
// sentence, or of the one below that tells the day; else that of the dateline, if no
// larger one is told.
func (e *eventReader) scenes(found []mention) map[string]Role {
	out := map[string]Role{}
	wide := false
	for _, m := range found {
		switch {
		case e.wide[m.Text]:
			wide = wide || !m.dateline
		case m.place && (m.headline || m.dateline && slices.ContainsFunc(found, func(o mention) bool { return o.Text == m.Text && !o.dateline })):
			out[m.Text] = Scene
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, m := range found {
		if !m.place || e.wide[m.Text] || m.dateline || e.d.Tokens[m.at].Start > e.first && !m.below || e.source[m.at] {
			continue
		}
		for _, o := range found { // all words of that name
			if o.Name == m.Name {
				out[o.Text] = Scene
			}
		}
		return out
	}
	for _, m := range found {
		if m.dateline && !e.wide[m.Text] && !wide {
			out[m.Text] = Desk
		}
	}
	return out
}
