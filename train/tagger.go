package main

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// openTags returns, for every form of every word of the condensed WordNet, the
// tags it can have.
func openTags(path string) (map[string]lang.TagSet, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	irregular := map[string]map[string]bool{} // part of speech and lemma -> has irregular forms
	out := map[string]lang.TagSet{}
	add := func(w string, x ...lang.XPOS) {
		for _, x := range x {
			out[w] = out[w].Add(x)
		}
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
// without capitals (2), or as it is (-1), as headlines, captions and messages come.
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

// tagIndex returns the pairs of tags that docs have, in the order they are
// first met, and their numbers.
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

// trainTagger trains the tagger on the treebanks.
func trainTagger(s setting) (*weights.Builder, error) {
	t, err := openTaggerData(s)
	if err != nil {
		return nil, err
	}
	return t.train(t.docs), nil
}

// taggerData is all that the tagger is trained from.
type taggerData struct {
	docs []*lang.Document
	open []byte // sections of the weight file that do not depend on docs
	caps []byte
	tags []lang.Tag
	tag  map[lang.Tag]int
}

func openTaggerData(s setting) (*taggerData, error) {
	bank, err := readTreebanks(s.corpora, "train")
	if err != nil {
		return nil, err
	}
	t := &taggerData{docs: bank.docs}
	t.tags, t.tag = tagIndex(bank.docs)
	open, err := openTags(filepath.Join(s.out, "wordnet.txt.gz"))
	if err != nil {
		return nil, err
	}
	m := map[uint64]uint64{}
	for w, set := range open {
		m[lang.WordHash(w)] |= uint64(set) // words that differ in digits share a hash
	}
	t.open = buildMap(m)
	if m, err = capitals(s, bank.docs); err != nil {
		return nil, err
	}
	t.caps = buildMap(m)
	return t, nil
}

// buildMap encodes m in the order of its keys.
func buildMap(m map[uint64]uint64) []byte {
	keys := slices.Sorted(maps.Keys(m))
	values := make([]uint64, len(keys))
	for i, k := range keys {
		values[i] = m[k]
	}
	return weights.BuildMap(keys, values)
}

// minSeen is how often a word must be seen for its tags to be known, and
// minShare the share of its occurrences, one in so many, that a tag must have.
const minSeen, minShare = 3, 50

// seenTags returns the tags that the words of docs have.
func seenTags(docs []*lang.Document) map[uint64]uint64 {
	count := map[uint64]*[lang.NumXPOS]int{}
	for _, d := range docs {
		for i, tok := range d.Tokens {
			h := lang.WordHash(d.Word(i))
			if count[h] == nil {
				count[h] = new([lang.NumXPOS]int)
			}
			count[h][tok.XPOS]++
		}
	}
	out := map[uint64]uint64{}
	for h, c := range count {
		n := 0
		for _, k := range c {
			n += k
		}
		if n < minSeen {
			continue
		}
		var set lang.TagSet
		for x, k := range c {
			if k*minShare >= n {
				set = set.Add(lang.XPOS(x))
			}
		}
		out[h] = uint64(set)
	}
	return out
}

// capitals returns how words are written within sentences of running text,
// where only names have a capital: 1 to 4 by the share of capitals, 4 more if
// there is much evidence.
func capitals(s setting, docs []*lang.Document) (map[uint64]uint64, error) {
	count := map[uint64][2]int{}
	add := func(words []string, skip func(i int) bool) {
		capital := 0
		for _, w := range words {
			if w[0] >= 'A' && w[0] <= 'Z' {
				capital++
			}
		}
		if capital*2 > len(words) { // a headline
			return
		}
		for i, w := range words {
			if i == 0 || skip(i) || skip(i-1) {
				continue
			}
			h := lang.WordHash(w)
			n := count[h]
			switch c := w[0]; {
			case c >= 'A' && c <= 'Z':
				n[1]++
			case c >= 'a' && c <= 'z':
				n[0]++
			}
			count[h] = n
		}
	}
	if s.polnear {
		silver, err := readSilver(filepath.Join(s.corpora, "polnear", "corenlp-train.tsv.gz"))
		if err != nil {
			return nil, err
		}
		for _, d := range silver {
			for _, st := range d.sents {
				var words []string
				for _, t := range st {
					words = append(words, t.word)
				}
				add(words, func(i int) bool { return st[i].xpos == lang.OpenQuote || st[i].xpos == lang.Colon })
			}
		}
	} else {
		for _, d := range docs {
			for _, st := range d.Sentences {
				var words []string
				for i := st.First; i < st.Last; i++ {
					words = append(words, d.Word(i))
				}
				add(words, func(i int) bool {
					x := d.Tokens[st.First+i].XPOS
					return x == lang.OpenQuote || x == lang.Colon
				})
			}
		}
	}
	out := map[uint64]uint64{}
	for h, n := range count {
		total := n[0] + n[1]
		if total < 2 {
			continue
		}
		v := uint64(1)
		switch share := n[1] * 10 / total; {
		case share >= 9:
			v = 4
		case share >= 5:
			v = 3
		case share >= 1:
			v = 2
		}
		if total >= 6 {
			v += 4
		}
		out[h] = v
	}
	return out, nil
}

// taggerEpochs is how often the tagger goes through its training text; more did not help.
const taggerEpochs = 8

// train trains a tagger on docs, which are some or all of those of t.
func (t *taggerData) train(docs []*lang.Document) *weights.Builder {
	seen := buildMap(seenTags(docs))
	lex := lang.Lexicon{Seen: must(weights.ReadMap(seen)), Caps: must(weights.ReadMap(t.caps)), Open: must(weights.ReadMap(t.open))}
	var set []taggedDoc
	for k, d := range docs {
		td := taggedDoc{d, make([]uint8, len(d.Tokens))}
		for i, tok := range d.Tokens {
			td.gold[i] = uint8(t.tag[lang.Tag{UPOS: tok.UPOS, XPOS: tok.XPOS}])
		}
		// A copy, whose tags the walk may overwrite.
		set = append(set, taggedDoc{recased(d, -1), td.gold})
		if k%10 == 0 {
			set = append(set, taggedDoc{recased(d, k/10%3), td.gold})
		}
	}
	p := newPerceptron(len(t.tags))
	rng := rand.New(rand.NewPCG(1, 2))
	var scores [weights.MaxClasses]float32
	for range taggerEpochs {
		rng.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		for _, d := range set {
			lex.WalkTags(d.doc, t.tags, func(i int, f []uint64) int {
				p.step++
				clear(scores[:len(t.tags)])
				p.add(&scores, f)
				best := 0
				for c := 1; c < len(t.tags); c++ {
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
	keys, rows := p.freeze(2)
	var b weights.Builder
	b.Add("seen", seen)
	b.Add("caps", t.caps)
	b.Add("open", t.open)
	var tags []byte
	for _, x := range t.tags {
		tags = append(tags, byte(x.UPOS), byte(x.XPOS))
	}
	b.Add("tags", tags)
	// As many slots as features: the lightest are dropped, at no cost to be seen.
	b.Add("model", weights.BuildSparse(len(t.tags), len(keys)/8, keys, rows))
	return &b
}

// must returns x, which was built by this program and can't be wrong.
func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// jackknife returns copies of docs with the tags that a tagger gives them
// which has not seen them: what the later stages must learn to live with.
func (t *taggerData) jackknife(folds int) []*lang.Document {
	out := make([]*lang.Document, len(t.docs))
	var wg sync.WaitGroup
	limit := make(chan bool, runtime.GOMAXPROCS(0))
	for k := range folds {
		wg.Go(func() {
			limit <- true
			defer func() { <-limit }()
			var rest []*lang.Document
			for i, d := range t.docs {
				if i%folds != k {
					rest = append(rest, d)
				}
			}
			tagger := must(lang.LoadTagger(must(weights.Open(t.train(rest).Bytes()))))
			for i := k; i < len(t.docs); i += folds {
				out[i] = recased(t.docs[i], -1)
				tagger.Tag(out[i])
			}
		})
	}
	wg.Wait()
	return out
}
