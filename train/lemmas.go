package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A tagged word is one as it stands in a table of lemmas.
type taggedWord struct {
	word string
	xpos lang.XPOS
}

// trainLemmas collects the words that the rules for lemmas get wrong: those
// that WordNet calls irregular and those of the treebanks.
func trainLemmas(s setting) (*weights.Builder, error) {
	bank, err := readTreebanks(s.corpora, "train")
	if err != nil {
		return nil, err
	}
	irregular, err := wordnetLemmas(filepath.Join(s.out, "wordnet.txt.gz"))
	if err != nil {
		return nil, err
	}
	maps.Copy(irregular, treebankLemmas(bank))
	f, err := openWeights(s, "tagger")
	if err != nil {
		return nil, err
	}
	tagger, err := lang.LoadTagger(f)
	if err != nil {
		return nil, err
	}
	return buildLemmas(irregular, &lang.Lemmas{Lexicon: &tagger.Lexicon}), nil
}

// buildLemmas encodes the lemmas that the rules do not give.
func buildLemmas(lemmas map[taggedWord]string, rules *lang.Lemmas) *weights.Builder {
	table := map[uint64]uint64{}
	offset := map[string]int{}
	endings := ""
	for _, w := range slices.SortedFunc(maps.Keys(lemmas), compareTagged) {
		lemma := lemmas[w]
		if e := rules.Rule([]byte(w.word), w.xpos); w.word[:len(w.word)-e.Cut]+e.Add == lemma {
			continue
		}
		stem := 0
		for stem < min(len(w.word), len(lemma)) && w.word[stem] == lemma[stem] {
			stem++
		}
		add := lemma[stem:]
		if _, ok := offset[add]; !ok {
			offset[add] = len(endings)
			endings += add
		}
		key := lang.IrregularKey(lang.WordHash(w.word), w.xpos)
		table[key] = lang.EditBits(key, len(w.word)-stem, offset[add], len(add))
	}
	var b weights.Builder
	b.Add("irregular", buildMap(table))
	b.Add("endings", []byte(endings+"\n"))
	return &b
}

func compareTagged(a, b taggedWord) int {
	if c := strings.Compare(a.word, b.word); c != 0 {
		return c
	}
	return int(a.xpos) - int(b.xpos)
}

// scoreLemmas prints how many lemmas of a treebank come out right given its tags.
func scoreLemmas(out io.Writer, weightsDir, path string) error {
	r, err := loadReader(weightsDir)
	if err != nil {
		return err
	}
	bank, err := readTreebank(path)
	if err != nil {
		return err
	}
	right, all := 0, 0
	for k, d := range bank.docs {
		r.Lemmas.Fill(d)
		for i, w := range bank.gold[k].words {
			all++
			if d.Lemma(i) == w.lemma {
				right++
			}
		}
	}
	_, err = fmt.Fprintf(out, "lemmas with gold tags %.2f\n", 100*float64(right)/float64(all))
	return err
}

// treebankLemmas returns the most frequent lemma of every word and tag.
func treebankLemmas(bank *treebank) map[taggedWord]string {
	count := map[taggedWord]map[string]int{}
	for _, g := range bank.gold {
		for _, w := range g.words {
			k := taggedWord{evened(w.form), w.xpos}
			if k.xpos == lang.NNP || k.xpos == lang.GW || strings.ContainsFunc(k.word, notSpelt) {
				continue
			}
			if count[k] == nil {
				count[k] = map[string]int{}
			}
			lemma := w.lemma
			if lemma != "I" {
				lemma = evened(lemma)
			}
			count[k][lemma]++
		}
	}
	out := map[taggedWord]string{}
	for k, c := range count {
		best := ""
		for _, lemma := range slices.Sorted(maps.Keys(c)) {
			if best == "" || c[lemma] > c[best] {
				best = lemma
			}
		}
		out[k] = best
	}
	return out
}

// evened returns w in lower case and with straight apostrophes.
func evened(w string) string { return strings.ReplaceAll(strings.ToLower(w), "’", "'") }

// notSpelt reports whether r may be left out or evened out in a word's hash,
// so that a table of edits can't hold the word.
func notSpelt(r rune) bool { return r >= utf8.RuneSelf || '0' <= r && r <= '9' }

// wordnetLemmas returns the lemmas of WordNet's irregular forms. Of several
// the alphabet's first is taken.
func wordnetLemmas(path string) (map[taggedWord]string, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	tags := map[string][]lang.XPOS{
		"n": {lang.NNS},
		"v": {lang.VBD, lang.VBN, lang.VBG, lang.VBZ},
		"a": {lang.JJR, lang.JJS, lang.RBR, lang.RBS},
	}
	out := map[taggedWord]string{}
	for _, l := range lines {
		if l[0] != '!' {
			continue
		}
		f := strings.Fields(l[1:])
		for _, x := range tags[f[1]] {
			k := taggedWord{f[0], x}
			if _, ok := out[k]; !ok {
				out[k] = f[2]
			}
		}
	}
	return out, nil
}

// readLines returns the lines of a gzipped text.
func readLines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return scanLines(z)
}

func scanLines(r io.Reader) (lines []string, err error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		lines = append(lines, sc.Text())
	}
	return lines, sc.Err()
}
