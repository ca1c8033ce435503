package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// openTags returns, for every form of every word of the condensed WordNet, the
// tags it can have.
func openTags(path string) (map[string]lang.TagSet, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	irregular := map[string]map[string]bool{} // part of speech and lemma -> has irregular forms
	out := map[string]lang.TagSet{}
	add := func(w string, x ...lang.XPOS) {
		for _, x := range x {
			out[w] = out[w].Add(x)
		}
	}
	var lines []string
	sc := bufio.NewScanner(z)
	for sc.Scan() {
		lines = append(lines, sc.Text())
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	for _, l := range lines {
		if l[0] != '!' {
			continue
		}
		f := strings.Fields(l[1:])
		if irregular[f[1]] == nil {
			irregular[f[1]] = map[string]bool{}
		}
		irregular[f[1]][f[2]] = true
		switch f[1] {
		case "n":
			add(f[0], lang.NNS)
		case "v":
			if strings.HasSuffix(f[0], "ing") {
				add(f[0], lang.VBG)
			} else {
				add(f[0], lang.VBD, lang.VBN)
			}
		case "a":
			if strings.HasSuffix(f[0], "st") {
				add(f[0], lang.JJS)
			} else {
				add(f[0], lang.JJR)
			}
		}
	}
	for _, l := range lines {
		if l[0] == '!' || l[0] == '=' {
			continue
		}
		f := strings.Fields(l)
		w := f[0]
		for _, e := range f[1:] {
			switch e[0] {
			case 'n':
				add(w, lang.NN)
				add(plural(w), lang.NNS)
			case 'v':
				add(w, lang.VB, lang.VBP)
				add(plural(w), lang.VBZ)
				for _, x := range stems(w) {
					add(x+"ing", lang.VBG)
					if !irregular["v"][w] {
						add(x+"ed", lang.VBD, lang.VBN)
					}
				}
			case 'a':
				add(w, lang.JJ)
				if len(w) <= 7 {
					for _, x := range stems(w) {
						add(x+"er", lang.JJR)
						add(x+"est", lang.JJS)
					}
				}
			case 'r':
				add(w, lang.RB)
			}
		}
	}
	return out, nil
}

// plural returns w with the regular ending -s.
func plural(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case n > 1 && w[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "ies"
	}
	return w + "s"
}

// stems returns what -ed, -ing, -er and -est may be put to.
func stems(w string) []string {
	n := len(w)
	switch {
	case n > 2 && w[n-1] == 'e' && w[n-2] != 'e':
		return []string{w[:n-1]}
	case n > 2 && w[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return []string{w[:n-1] + "i", w}
	case n > 2 && strings.ContainsRune("aeiou", rune(w[n-2])) && !strings.ContainsRune("aeiouwxy", rune(w[n-1])) && !strings.ContainsRune("aeiou", rune(w[n-3])):
		return []string{w, w + w[n-1:]}
	}
	return []string{w}
}

// recased returns a copy of d in capitals throughout (0), in title case (1) or
// without capitals (2), as headlines, captions and messages come.
func recased(d *lang.Document, how int) *lang.Document {
	out := *d
	b := []rune(nil)
	up := true
	// Only letters whose two cases have the same length change, so that every span holds.
	for _, r := range d.Text {
		c := r
		switch {
		case how == 0 || how == 1 && up:
			c = unicode.ToUpper(r)
		case how == 2:
			c = unicode.ToLower(r)
		}
		if len(string(c)) != len(string(r)) {
			c = r
		}
		b = append(b, c)
		up = !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}
	out.Text = string(b)
	out.Tokens = append([]lang.Token(nil), d.Tokens...)
	return &out
}

// A taggedDoc is a document with the tags it should get.
type taggedDoc struct {
	doc  *lang.Document
	gold []uint8
}

type taggerOptions struct {
	epochs int
	tags   []lang.Tag
	lex    *lang.Lexicon
}

func tagIndex(docs []*lang.Document) ([]lang.Tag, map[lang.Tag]int) {
	ix := map[lang.Tag]int{}
	var tags []lang.Tag
	for _, d := range docs {
		for _, t := range d.Tokens {
			k := lang.Tag{UPOS: t.UPOS, XPOS: t.XPOS}
			if _, ok := ix[k]; !ok {
				ix[k] = len(tags)
				tags = append(tags, k)
			}
		}
	}
	return tags, ix
}

// trainTagger trains on docs, whose gold tags are given as indexes of tags.
func trainTagger(docs []taggedDoc, tags []lang.Tag, lex *lang.Lexicon, epochs int) ([]uint64, []weights.Row) {
	p := newPerceptron(len(tags))
	rng := rand.New(rand.NewPCG(1, 2))
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	var scores [weights.MaxClasses]float32
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			d := docs[k]
			lex.WalkTags(d.doc, tags, func(i int, f []uint64) int {
				p.step++
				clear(scores[:len(tags)])
				p.add(&scores, f)
				best := 0
				for c := 1; c < len(tags); c++ {
					if scores[c] > scores[best] {
						best = c
					}
				}
				if g := int(d.gold[i]); g != best {
					p.bump(f, g, 1)
					p.bump(f, best, -1)
				}
				return best
			})
		}
	}
	return p.freeze(2)
}
