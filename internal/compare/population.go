package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// everybody are those counted who are all that an event struck: people, whatever
// they were doing there. What is counted of others ("children", "soldiers") is a
// part, never compared with all.
var everybody = wordSet(`people person persons victim victims fatality fatalities casualty casualties dead death deaths body bodies life lives passenger passengers resident residents
	villager villagers worker workers labourer labourers laborer laborers employee employees miner miners pilgrim pilgrims migrant migrants protester protesters protestor protestors
	demonstrator demonstrators tourist tourists worshipper worshippers shopper shoppers guest guests spectator spectators fan fans supporter supporters inhabitant inhabitants holidaymaker holidaymakers
	skier skiers hiker hikers climber climbers swimmer swimmers hostage hostages sailor sailors fisherman fishermen
	survivor survivors injury injuries wounded injured commuter commuters traveller travellers traveler travelers customer customers patient patients case cases other others
	human humans soul souls citizen citizens individual individuals evacuee evacuees suspect suspects detainee detainees arrest arrests`)

// A population is who or what is counted, as it can be compared.
type population struct {
	heads []string // what is counted; none for everybody
	names []string // words in capitals: whose they are
}

// populationOf reads who is counted. What is counted as infected is with what.
func populationOf(of, measure string) population {
	var p population
	words, _, _ := strings.Cut(of, " who ")
	of = strings.ToLower(of)
	cases := strings.HasPrefix(of, "cases of") || strings.HasPrefix(of, "case of")
	for i, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }) {
		switch lower := strings.ToLower(w); {
		case cases && lower == "of":
		case i > 0 && (lower == "in" || lower == "at" || lower == "from" || lower == "on" || lower == "aboard" || lower == "of" || lower == "with"):
			return p.sorted()
		case unicode.IsUpper([]rune(w)[0]) && (i > 0 || strings.Contains(words, " ")) && !everybody[lower]:
			p.names = append(p.names, lower)
		case everybody[lower] || plain[lower]:
		default:
			one := singular(lower)
			p.heads = append(p.heads, cmp.Or(countedAlike[one], measures[one], one))
		}
	}
	if even, ok := strings.CutSuffix(measure, " case"); ok && len(p.heads) == 0 {
		p.heads = []string{singular(even)}
	}
	return p.sorted()
}

// plain are words before a counted noun that set nobody apart.
var plain = wordSet("the their its all a own our new confirmed suspected reported wounded injured dead missing unidentified innocent local more additional further known former")

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

// sameCounted reports whether the same is counted. In one happening civilians are
// all that it struck, unless soldiers are told beside them; in a war they are not.
func sameCounted(x, y []string, long bool) bool {
	if !long {
		x, y = uncivil(x), uncivil(y)
	}
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	return haveCommon(x, y)
}

func uncivil(heads []string) []string {
	if len(heads) == 1 && heads[0] == "civilian" {
		return nil
	}
	return heads
}

// countedAlike are nouns that outlets use for one another where they count people.
var countedAlike = map[string]string{"pupil": "child", "schoolchild": "child", "schoolgirl": "girl", "schoolboy": "boy", "kid": "child", "policeman": "officer", "policewoman": "officer",
	"troop": "soldier", "serviceman": "soldier", "trooper": "soldier", "militant": "fighter", "insurgent": "fighter", "rebel": "fighter", "guerrilla": "fighter", "reporter": "journalist"}

// akin reports whether two words in capitals have the same beginning: "Tavria",
// "Tavrian".
func akin(a, b string) bool {
	n := max(4, min(len(a), len(b))-2)
	return a == b || len(a) >= n && len(b) >= n && a[:n] == b[:n]
}

// measures are nouns that outlets use for one another where they count.
var measures = map[string]string{"house": "home", "residence": "home", "dwelling": "home", "worker": "job", "position": "job", "post": "job", "redundancy": "job", "layoff": "job",
	"automobile": "car", "vehicle": "car", "flat": "apartment", "takings": "revenue", "sale": "revenue", "net income": "profit", "people": "person", "turnover": "revenue", "sales": "revenue", "net profit": "profit", "net loss": "loss",
	"case": "infected", "arrest": "detained", "arrested": "detained", "injured": "wounded", "rescue": "rescued", "hostage": "captured"}

// evenMeasure returns a measure as it can be compared.
func evenMeasure(m string) string {
	first, rest, found := strings.Cut(m, " ")
	if strings.HasSuffix(m, " case") {
		return "infected"
	}
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
