package circular

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed phrases
var files embed.FS

// A book is the phrases of one file: for each key, groups of lines that say the
// same in other words.
type book map[string][][]string

// A library is all phrases.
type library struct {
	names, frames, local, unrelated book
	measures                        map[string]map[string][]string // measure, form, wordings
	kinds                           []book                         // of events
}

// phrases reads the library once.
var phrases = sync.OnceValue(func() *library {
	l := &library{names: readBook("names.txt"), frames: readBook("frames.txt"), local: readBook("local.txt"), unrelated: readBook("unrelated.txt"),
		measures: map[string]map[string][]string{}}
	for measure, groups := range readBook("measures.txt") {
		l.measures[measure] = map[string][]string{}
		for _, line := range groups[0] {
			form, wordings, _ := strings.Cut(line, ": ")
			l.measures[measure][form] = strings.Split(wordings, " | ")
		}
	}
	kinds, _ := files.ReadDir("phrases/kinds")
	for _, k := range kinds {
		l.kinds = append(l.kinds, readBook("kinds/"+k.Name()))
	}
	return l
})

// readBook reads a file of "== key", lines, and empty lines between groups.
func readBook(name string) book {
	text, err := files.ReadFile(path.Join("phrases", name))
	if err != nil {
		panic(fmt.Sprintf("phrases that were built in are not there: %v", err))
	}
	b, key, open := book{}, "", false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch k, ok := strings.CutPrefix(line, "== "); {
		case ok:
			key, open = k, false
		case line == "":
			open = false
		case open:
			last := len(b[key]) - 1
			b[key][last] = append(b[key][last], line)
		default:
			b[key], open = append(b[key], []string{line}), true
		}
	}
	return b
}

// lines returns all lines of a key.
func (b book) lines(key string) []string { return slices.Concat(b[key]...) }

// words returns the words of a key that stand in one line with spaces or bars
// between them.
func (b book) words(key string) []string {
	line := b[key][0][0]
	if strings.Contains(line, " | ") {
		return strings.Split(line, " | ")
	}
	return strings.Fields(line)
}

// slots are what stands for "{name}" in a phrase, and, with a capital, for "{Name}".
type slots map[string]string

// with returns slots with more of them; pairs are names and values.
func (s slots) with(pairs ...string) slots {
	out := slots{}
	for k, v := range s {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}

// fill fills in a phrase. A value may have slots too.
func (s slots) fill(phrase string) string {
	for {
		open := strings.IndexByte(phrase, '{')
		if open < 0 {
			return phrase
		}
		end := open + strings.IndexByte(phrase[open:], '}')
		name := phrase[open+1 : end]
		value, ok := s[lowered(name)]
		if !ok {
			panic("a phrase has a slot that nothing fills: " + phrase)
		}
		if name != lowered(name) {
			value = capital(value)
		}
		phrase = phrase[:open] + value + phrase[end+1:]
	}
}

func lowered(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// capital makes the first letter of a phrase a capital one; of a slot in front, its name's.
func capital(s string) string {
	skip := 0
	if strings.HasPrefix(s, "{") {
		skip = 1
	}
	r, n := utf8.DecodeRuneInString(s[skip:])
	return s[:skip] + string(unicode.ToUpper(r)) + s[skip+n:]
}

// pick returns one of all.
func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// chance is true once in a while: p is how often.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }
