package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// newSpeaker returns a speaker of a record as a digest keeps it, with roles as
// the text has them in full: "spokeswoman for the coastguard", where the record
// has "spokeswoman".
func newSpeaker(text string, k *onrecord.Speaker) Speaker {
	s := Speaker{Kind: k.Kind, Name: k.Name, Country: k.Country, Roles: slices.Clone(k.Roles), Plural: k.Plural, Known: k.Known, Press: k.Press}
	for _, m := range k.Mentions {
		name := strings.TrimPrefix(strings.TrimPrefix(text[m.Start:m.End], "the "), "The ")
		if first, _, _ := strings.Cut(name, " "); capital(name) && !slices.Contains(s.Names, name) && !pronouns[folded(first)] {
			s.Names = append(s.Names, name)
		}
	}
	if k.Kind != onrecord.Person {
		return s
	}
	for i, r := range s.Roles {
		for _, m := range k.Mentions {
			if full := fullRole(text, r, m); full != r {
				s.Roles[i] = full
				break
			}
		}
	}
	for _, m := range k.Mentions {
		if of := belongs(text[m.End:]); of != "" && !slices.Contains(s.Roles, of) {
			s.Roles = append(s.Roles, of)
		}
	}
	return s
}

var pronouns = wordSet("he she it they his her its their i we you who our my a an this that these those one")

// fullRole returns a role with the words of the text, before or behind a mention
// of the one who has it, that say of what it is.
func fullRole(text, role string, m onrecord.Span) string {
	if s := clauseAfter(text[m.End:]); strings.HasPrefix(s, ", ") {
		if i := strings.Index(s, role); i >= 0 && i < 60 {
			return owner(s[:i]) + role + complement(s[i+len(role):])
		}
	}
	s := clauseBefore(text[:m.Start])
	i := strings.LastIndex(s, role)
	if i < 0 {
		return role
	}
	of := complement(s[i+len(role):])
	if rest := strings.TrimSpace(s[i+len(role)+len(of):]); rest != "" && rest != "," {
		of = ""
	}
	return owner(s[:i]) + role + of
}

// clauseAfter returns the beginning of a text up to the end of a sentence, or some words.
func clauseAfter(s string) string {
	s = start(s)
	if i := strings.IndexAny(s, ".;\n“”\""); i >= 0 {
		s = s[:i]
	}
	return s
}

// nearby is how many bytes around a name are looked at.
const nearby = 160

// start returns the whole words with which a text begins.
func start(s string) string {
	if len(s) <= nearby {
		return s
	}
	return s[:max(0, strings.LastIndexByte(s[:nearby], ' '))]
}

// clauseBefore returns the end of a text from the beginning of a sentence on, or some words.
func clauseBefore(s string) string {
	if n := len(s) - nearby; n > 0 {
		_, s, _ = strings.Cut(s[n:], " ")
	}
	if i := strings.LastIndexAny(s, ".;\n“”\""); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// owner returns what stands before a role to say of what it is: "the UN's" with
// "coordinator", "Ministry of" with "Health spokesman".
func owner(before string) string {
	words := strings.Fields(before[strings.LastIndexByte(before, ',')+1:])
	n := len(words)
	switch {
	case n > 0 && (strings.HasSuffix(words[n-1], "'s") || strings.HasSuffix(words[n-1], "’s")):
		first := n - 1
		for first > 0 && capital(words[first-1]) && !strings.EqualFold(words[first-1], "the") {
			first--
		}
		return strings.Join(words[first:], " ") + " "
	case n > 1 && words[n-1] == "of" && capital(words[n-2]):
		return strings.Join(words[n-2:], " ") + " "
	}
	first := n
	for first > 0 && capital(words[first-1]) && !openers[folded(words[first-1])] {
		first--
	}
	if n == 1 && !abbreviation(words[0]) { // it may only begin the sentence
		return ""
	}
	return strings.Join(append(words[first:n:n], ""), " ")
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// openers are words in capitals that say nothing of a role behind them.
var openers = wordSet(`the a an on in at by for from but and or later meanwhile also yesterday earlier then so while when after before as if
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	mr mrs ms dr gen col lt capt sen rep its their his her our my that this one another former late acting`)

// mostComplement is how many words say of what a role is at most.
const mostComplement = 9

// complement returns the words with which a text says of what the role before it is.
func complement(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 || !strings.HasPrefix(s, " ") || !complements[words[0]] {
		return ""
	}
	end := len(s)
	if i := strings.IndexAny(s, ",.;:()—–\n"); i >= 0 {
		end = i
	}
	words = strings.Fields(s[:end])
	words = words[:nameEnd(words)]
	if len(words) < 2 {
		return ""
	}
	return " " + strings.Join(words, " ")
}

// nameEnd returns where the name behind a preposition ends: behind its words in
// capitals and those that bodies are called by, "of the Velsund hospital", or the
// common nouns if it has none, "of the coastguard".
func nameEnd(words []string) int {
	end, named := 1, false
	for i := 1; i < min(len(words), mostComplement); i++ {
		w := folded(words[i])
		switch {
		case stops[w]:
			return end
		case capital(words[i]):
			named = true
		case connectors[w]:
			continue
		case named && !institutions[w]:
			return end
		}
		end = i + 1
	}
	return end
}

var (
	complements = wordSet("of for at with")
	connectors  = wordSet("of the for a an")
	stops       = wordSet("said says told tells who which that was is are were has had have but added warned confirmed denied wrote when while on in as to")
)

// belongs returns the words behind a name that say whose it is: "of the Red
// Cross", "from the coastguard".
func belongs(s string) string {
	s = start(s)
	words := strings.Fields(s)
	if len(words) < 2 || !strings.HasPrefix(s, " ") || !affiliations[words[0]] {
		return ""
	}
	if words[1] != "the" && !capital(words[1]) {
		return ""
	}
	of := complement(" of" + strings.TrimPrefix(s, " "+words[0]))
	return strings.TrimPrefix(of, " ")
}

var affiliations = wordSet("of from with")
