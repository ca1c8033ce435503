package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// entityKinds are GUM's types of entities as kinds of names; others are Other.
// Times are no names.
var entityKinds = map[string]lang.NameKind{"person": lang.Person, "organization": lang.Body, "place": lang.Place}

// A mention is an entity as GUM marks it in a document.
type mention struct {
	first, last int // tokens [first, last)
	etype       string
	core        []int // its words without modifiers, counted from 0
	linked      bool  // it has an article in Wikipedia
}

// goldNames returns the names of a document of GUM: of every mention whose
// head is a proper noun, the run of proper nouns around it; of nested ones
// the longest; and adjectives such as "Danish".
func goldNames(d *lang.Document, g goldDoc) []lang.Name {
	var all []lang.Name
	for _, m := range mentions(g) {
		if n, ok := properName(d, m); ok {
			all = append(all, n)
		}
	}
	for i, w := range g.words {
		if w.xpos == lang.JJ && isDemonym(w) {
			all = append(all, lang.Name{First: i, Last: i + 1, Kind: lang.Other})
		}
	}
	return hyphenated(d, longestNames(all))
}

// hyphenated joins peoples that a hyphen joins: "Greek-Cypriot".
func hyphenated(d *lang.Document, names []lang.Name) []lang.Name {
	var out []lang.Name
	for _, n := range names {
		k := len(out) - 1
		if k >= 0 && n.Kind == lang.Other && out[k].Kind == lang.Other && out[k].Last+1 == n.First && d.Word(n.First-1) == "-" {
			out[k].Last = n.Last
			continue
		}
		out = append(out, n)
	}
	return out
}

// isDemonym reports whether an adjective keeps its capital in its lemma.
func isDemonym(w *goldWord) bool {
	return len(w.lemma) > 3 && w.lemma == w.form && w.lemma[0] >= 'A' && w.lemma[0] <= 'Z' && w.lemma != strings.ToUpper(w.lemma)
}

// longestNames drops the names that overlap a longer one, and sorts the others.
func longestNames(all []lang.Name) []lang.Name {
	slices.SortStableFunc(all, func(a, b lang.Name) int { return (b.Last - b.First) - (a.Last - a.First) })
	var out []lang.Name
	for _, n := range all {
		if !slices.ContainsFunc(out, func(o lang.Name) bool { return n.First < o.Last && o.First < n.Last }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b lang.Name) int { return a.First - b.First })
	return out
}

// mentions reads the brackets of Entity= in MISC: "(7-person-…" opens entity
// 7, "7)" closes it, "(7-person-…)" does both.
func mentions(g goldDoc) []mention {
	var out []mention
	open := map[string][]int{} // entity -> its open mentions in out
	for i, w := range g.words {
		for _, f := range strings.Split(w.misc, "|") {
			v, ok := strings.CutPrefix(f, "Entity=")
			if !ok {
				continue
			}
			for v != "" {
				if v[0] != '(' {
					id, rest, _ := strings.Cut(v, ")")
					if s := open[id]; len(s) > 0 {
						out[s[len(s)-1]].last = i + 1
						open[id] = s[:len(s)-1]
					}
					v = rest
					continue
				}
				end := strings.IndexAny(v[1:], "()") + 1
				if end == 0 {
					end = len(v)
				}
				c := strings.Split(v[1:end], "-")
				m := mention{first: i, etype: field(c, 1), core: numbers(field(c, 5)), linked: len(c) > 7}
				if end < len(v) && v[end] == ')' {
					m.last = i + 1
					end++
				} else {
					open[c[0]] = append(open[c[0]], len(out))
				}
				out = append(out, m)
				v = v[end:]
			}
		}
	}
	return slices.DeleteFunc(out, func(m mention) bool { return m.last == 0 })
}

func field(c []string, i int) string {
	if i < len(c) {
		return c[i]
	}
	return ""
}

// numbers reads "1,2,4" as 0, 1, 3.
func numbers(s string) (out []int) {
	for _, f := range strings.Split(s, ",") {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n-1)
		}
	}
	return out
}

// properName returns the name that a mention has at its heart, if its head is
// a proper noun and no title.
func properName(d *lang.Document, m mention) (lang.Name, bool) {
	n := lang.Name{Kind: entityKinds[m.etype]}
	if m.etype == "time" || len(m.core) == 0 {
		return n, false
	}
	head := -1
	for i := m.first; i < m.last; i++ {
		if h := d.Tokens[i].Head; h < m.first || h >= m.last {
			head = i
			break
		}
	}
	if head < 0 || !d.Tokens[head].XPOS.Proper() {
		return n, false
	}
	n.First, n.Last = head, head+1
	in := func(i int) bool { return slices.Contains(m.core, i-m.first) }
	joins := func(i int) bool {
		w := strings.ToLower(d.Word(i))
		return nameLinks[w] && !(n.Kind == lang.Person && w == "and")
	}
	for n.First > m.first {
		k := n.First - 1
		for k > m.first && joins(k) {
			k--
		}
		if !in(k) && (k < n.First-1 || !d.Tokens[k].XPOS.Proper()) {
			break
		}
		n.First = k
	}
	for n.Last < m.last {
		k := n.Last
		for k < m.last-1 && joins(k) {
			k++
		}
		if !in(k) && (k > n.Last || !d.Tokens[k].XPOS.Proper()) {
			break
		}
		n.Last = k + 1
	}
	return trimName(d, n)
}

// nameLinks are the words that may stand between the proper nouns of a name.
var nameLinks = map[string]bool{"of": true, "the": true, "and": true, "&": true, "for": true, "-": true, "'": true, "'s": true, "’s": true, "de": true, "on": true, "in": true, "to": true}

// trimName cuts off a name what does not belong to it: articles, titles.
func trimName(d *lang.Document, n lang.Name) (lang.Name, bool) {
	for n.First < n.Last && !startsName(d, n.First) {
		n.First++
	}
	for i := n.First; n.Kind == lang.Person && i+1 < n.Last; i++ {
		if !lang.IsTitle(d.Word(i)) {
			continue
		}
		if n.First = i + 1; !startsName(d, n.First) { // the president of something
			return n, false
		}
	}
	for n.Last > n.First && !startsName(d, n.Last-1) {
		n.Last--
	}
	if n.First == n.Last || n.Kind == lang.Person && n.Last-n.First == 1 && lang.IsTitle(d.Word(n.First)) {
		return n, false
	}
	if n.Kind == lang.Person && n.Last-n.First == 1 && d.Tokens[n.First].XPOS == lang.NNPS {
		n.Kind = lang.Other // a people
	}
	return n, true
}

// startsName reports whether token i may be the first or last of a name.
func startsName(d *lang.Document, i int) bool {
	switch x := d.Tokens[i].XPOS; x {
	case lang.DT, lang.IN, lang.CC, lang.POS, lang.TO, lang.HYPH, lang.PRPS, lang.Comma, lang.Period, lang.Colon, lang.OpenQuote, lang.CloseQuote, lang.LRB, lang.RRB, lang.SYMX:
		return false
	}
	return true
}
