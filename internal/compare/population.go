package compare

import (
	"slices"
	"strings"
	"unicode"
)

// everybody are those counted who are all that an event struck: people, whatever
// they were doing there. What is counted of others ("children", "soldiers") is a
// part, never compared with all.
var everybody = wordSet(`people person persons victim victims fatality fatalities casualty casualties dead death deaths body bodies life lives passenger passengers resident residents
	villager villagers worker workers labourer labourers laborer laborers employee employees miner miners pilgrim pilgrims migrant migrants protester protesters protestor protestors
	demonstrator demonstrators tourist tourists worshipper worshippers shopper shoppers guest guests spectator spectators fan fans inhabitant inhabitants holidaymaker holidaymakers
	survivor survivors injury injuries wounded injured commuter commuters traveller travellers traveler travelers customer customers patient patients case cases other others
	human humans soul souls citizen citizens individual individuals evacuee evacuees suspect suspects detainee detainees arrest arrests`)

// A population is who or what is counted, as it can be compared.
type population struct {
	heads []string // what is counted; none for everybody
	names []string // words in capitals: whose they are
}

// populationOf reads who is counted.
func populationOf(of string) population {
	var p population
	words, _, _ := strings.Cut(of, " who ")
	for i, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }) {
		switch lower := strings.ToLower(w); {
		case i > 0 && (lower == "in" || lower == "at" || lower == "from" || lower == "on" || lower == "aboard" || lower == "of" || lower == "with"):
			return p.sorted()
		case unicode.IsUpper([]rune(w)[0]) && i > 0 || unicode.IsUpper([]rune(w)[0]) && strings.Contains(words, " "):
			p.names = append(p.names, lower)
		case everybody[lower] || lower == "the" || lower == "their" || lower == "its" || lower == "all" || lower == "a":
		default:
			p.heads = append(p.heads, singular(lower))
		}
	}
	return p.sorted()
}

func (p population) sorted() population {
	slices.Sort(p.heads)
	slices.Sort(p.names)
	return p
}

// singular takes the plural off a noun as far as it is the same for two stories.
func singular(w string) string {
	switch {
	case w == "children":
		return "child"
	case w == "men", w == "women", strings.HasSuffix(w, "men") && len(w) > 5:
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// same reports whether two populations can be one: the same is counted, and it is
// not said of one that it is this side's and of the other that it is that one's.
func (p population) same(q population) bool {
	if len(p.heads) == 0 != (len(q.heads) == 0) {
		return false
	}
	if len(p.heads) > 0 && p.heads[len(p.heads)-1] != q.heads[len(q.heads)-1] && !slices.ContainsFunc(p.heads, func(h string) bool { return slices.Contains(q.heads, h) }) {
		return false
	}
	if len(p.names) == 0 || len(q.names) == 0 {
		return true
	}
	return slices.ContainsFunc(p.names, func(n string) bool { return slices.ContainsFunc(q.names, func(m string) bool { return akin(n, m) }) })
}

// akin reports whether two words in capitals have the same beginning: "Tavria",
// "Tavrian".
func akin(a, b string) bool {
	n := max(4, min(len(a), len(b))-2)
	return a == b || len(a) >= n && len(b) >= n && a[:n] == b[:n]
}

// measures are nouns that outlets use for one another where they count.
var measures = map[string]string{"house": "home", "residence": "home", "dwelling": "home", "worker": "job", "position": "job", "post": "job", "redundancy": "job", "layoff": "job",
	"automobile": "car", "vehicle": "car", "flat": "apartment", "takings": "revenue", "turnover": "revenue", "sales": "revenue", "net profit": "profit", "net loss": "loss",
	"case": "infected", "arrest": "detained", "arrested": "detained", "injured": "wounded", "rescue": "rescued"}

// evenMeasure returns a measure as it can be compared.
func evenMeasure(m string) string {
	first, rest, found := strings.Cut(m, " ")
	if even, ok := measures[m]; ok {
		return even
	}
	if first == "job" && found { // cut, shed, lost, axed
		return first
	}
	if even, ok := measures[first]; ok && found {
		return even + " " + rest
	}
	return m
}
