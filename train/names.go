package main

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// How the namer is trained: how often through its text, by how much the right
// labels must win, how many updates a feature must have had to be kept, and
// how many models in different orders are averaged, as single ones on so
// little text differ by two points.
const nameEpochs, nameMargin, nameCutoff, nameModels = 5, 6, 3, 5

// trainNames trains the namer on GUM, with lists of names.
func trainNames(s setting) (*weights.Builder, error) {
	lists, err := buildLists(s)
	if err != nil {
		return nil, err
	}
	f, err := openWeights(s, "tagger")
	if err != nil {
		return nil, err
	}
	tagger, err := lang.LoadTagger(f)
	if err != nil {
		return nil, err
	}
	docs, err := namedDocs(s)
	if err != nil {
		return nil, err
	}
	wire, err := wireDocs(s)
	if err != nil {
		return nil, err
	}
	docs = append(docs, wire...)
	nl := lang.NameLists{Lexicon: &tagger.Lexicon, Names: must(weights.ReadMap(lists))}
	model := trainNameModel(&nl, docs)
	if s.polnear {
		r, err := loadReader(s.out)
		if err != nil {
			return nil, err
		}
		r.Namer = lang.Namer{Lists: nl, Model: must(weights.ReadSparse(model))}
		news, err := confirmedDocs(s, r)
		if err != nil {
			return nil, err
		}
		model = trainNameModel(&nl, append(docs, news...))
	}
	var b weights.Builder
	b.Add("lists", lists)
	b.Add("model", model)
	return &b, nil
}

// newsShare: one in so many stories of PolNeAR is trained on.
const newsShare = 8

// confirmedDocs returns the sentences of news in which the reader finds the
// same persons, bodies and places as CoreNLP: neither is right alone, and what
// they agree on is.
func confirmedDocs(s setting, r *lang.Reader) ([]namedDoc, error) {
	silver, err := readSilver(filepath.Join(s.corpora, "polnear", "corenlp-train.tsv.gz"))
	if err != nil {
		return nil, err
	}
	var out []namedDoc
	for k := 0; k < len(silver); k += newsShare {
		text, err := os.ReadFile(filepath.Join(s.corpora, "polnear", "train", "text", filepath.Base(silver[k].file)))
		if err != nil {
			return nil, err
		}
		d := r.Read(string(text))
		theirs := silverSpans(&silver[k], d.Text)
		var names []lang.Name
		d.Sentences = slices.DeleteFunc(d.Sentences, func(st lang.Sentence) bool {
			found, same := confirmed(d, st, theirs)
			if same {
				names = append(names, found...)
			}
			return !same
		})
		out = append(out, namedDoc{d, names})
	}
	return out, nil
}

// confirmed returns the names of a sentence and whether it has some, all of
// which but the others stand among theirs, and all of theirs among them.
func confirmed(d *lang.Document, st lang.Sentence, theirs map[lang.Span]lang.NameKind) ([]lang.Name, bool) {
	var found []lang.Name
	sure := 0
	for _, n := range d.Names {
		if n.First < st.First || n.First >= st.Last {
			continue
		}
		found = append(found, n)
		if n.Kind == lang.Other {
			continue
		}
		if k, ok := theirs[d.Span(n.First, n.Last)]; !ok || k != n.Kind {
			return nil, false
		}
		sure++
	}
	all := d.Span(st.First, st.Last)
	for s, k := range theirs {
		if k != lang.Other && all.Contains(s) {
			sure--
		}
	}
	return found, len(found) > 0 && sure == 0
}

// silverSpans returns the names that CoreNLP found, as bytes of the text.
func silverSpans(sd *silverDoc, text string) map[lang.Span]lang.NameKind {
	var at []int // byte offsets of the characters
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	out := map[lang.Span]lang.NameKind{}
	for _, st := range sd.sents {
		for i := 0; i < len(st); {
			j := i + 1
			for j < len(st) && st[j].ner == st[i].ner {
				j++
			}
			if k, ok := silverKinds[st[i].ner]; ok && st[j-1].end < len(at) {
				out[lang.Span{Start: at[st[i].start], End: at[st[j-1].end]}] = k
			}
			i = j
		}
	}
	return out
}

// A namedDoc is a document with the names it should get.
type namedDoc struct {
	doc   *lang.Document
	names []lang.Name
}

// namedDocs returns GUM's training documents with their names, tagged by
// taggers that have not seen them.
func namedDocs(s setting) ([]namedDoc, error) {
	t, err := openTaggerData(s)
	if err != nil {
		return nil, err
	}
	gum, err := readTreebank(filepath.Join(s.corpora, "ud", "gum", "train.conllu.gz"))
	if err != nil {
		return nil, err
	}
	tagged := t.jackknife(nameFolds)[:len(gum.docs)]
	var lemmas lang.Lemmas
	var out []namedDoc
	for k, d := range gum.docs {
		lemmas.Fill(tagged[k])
		out = append(out, namedDoc{tagged[k], goldNames(d, gum.gold[k])})
	}
	return out, nil
}

// wireDocs reads the invented sentences of names-wire.txt, whose names stand
// as "[kind words]".
func wireDocs(s setting) ([]namedDoc, error) {
	r, err := loadReader(s.out)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(s.out, "names-wire.txt")
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []namedDoc
	for n, l := range strings.Split(string(b), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		text, spans, err := unmark(l)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
		d := r.Read(text)
		var names []lang.Name
		for span, k := range spans {
			names = append(names, lang.Name{First: d.TokenAt(span.Start), Last: d.TokenAt(span.End-1) + 1, Kind: k})
		}
		slices.SortFunc(names, func(a, b lang.Name) int { return a.First - b.First })
		out = append(out, namedDoc{d, names})
	}
	return out, nil
}

// unmark takes the marks of names out of a line.
func unmark(l string) (string, map[lang.Span]lang.NameKind, error) {
	var b strings.Builder
	spans := map[lang.Span]lang.NameKind{}
	for {
		before, rest, ok := strings.Cut(l, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), spans, nil
		}
		mark, rest, closed := strings.Cut(rest, "]")
		kind, name, _ := strings.Cut(mark, " ")
		k, known := lang.ParseNameKind(kind)
		if !closed || !known || name == "" {
			return "", nil, fmt.Errorf("malformed name %q", mark)
		}
		spans[lang.Span{Start: b.Len(), End: b.Len() + len(name)}] = k
		b.WriteString(name)
		l = rest
	}
}

// nameFolds is the number of parts that GUM is cut into for tagging.
const nameFolds = 4

// trainNameModel trains averaged structured perceptrons and adds them up.
func trainNameModel(lists *lang.NameLists, docs []namedDoc) []byte {
	sum := map[uint64]*[lang.NumNameClass]float64{}
	for seed := range uint64(nameModels) {
		keys, rows := namePerceptron(lists, docs, seed).freeze(nameCutoff)
		for i, h := range keys {
			if sum[h] == nil {
				sum[h] = &[lang.NumNameClass]float64{}
			}
			for j, c := range rows[i].Class {
				sum[h][c] += rows[i].Weight[j]
			}
		}
	}
	keys := slices.Sorted(maps.Keys(sum))
	rows := make([]weights.Row, len(keys))
	for i, h := range keys {
		for c, w := range sum[h] {
			if w != 0 {
				rows[i].Class = append(rows[i].Class, uint8(c))
				rows[i].Weight = append(rows[i].Weight, w)
			}
		}
	}
	return weights.BuildSparse(lang.NumNameClass, 0, keys, rows)
}

// namePerceptron trains one perceptron on docs in a random order.
func namePerceptron(lists *lang.NameLists, docs []namedDoc, seed uint64) *perceptron {
	p := newPerceptron(lang.NumNameClass)
	rng := rand.New(rand.NewPCG(3, seed))
	var scores lang.NameScores[float32]
	var row [weights.MaxClasses]float32
	var labels []uint8
	docs = slices.Clone(docs)
	for range nameEpochs {
		rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for _, d := range docs {
			lists.WalkNames(d.doc, func(r *lang.NameRun) {
				p.step++
				want := lang.NameLabels(d.names, r.First, r.Last)
				scores.Reset(r.Last - r.First)
				for i := range r.Unary {
					clear(row[:lang.NumNameClass])
					p.add(&row, r.Unary[i])
					p.add(&row, r.Edges[i])
					copy(scores.Classes[i][:], row[:])
					scores.Classes[i][want[i]] -= nameMargin
				}
				labels = scores.Best(labels[:0])
				updateNames(p, r, labels, want)
			})
		}
	}
	return p
}

// updateNames moves the weights from the labels got to those wanted.
func updateNames(p *perceptron, r *lang.NameRun, got, want []uint8) {
	if slices.Equal(got, want) {
		return
	}
	var g0, w0 uint8
	for i := range got {
		if got[i] != want[i] {
			p.bump(r.Unary[i], int(want[i]), 1)
			p.bump(r.Unary[i], int(got[i]), -1)
		}
		if g, w := lang.PairClass(g0, got[i]), lang.PairClass(w0, want[i]); g != w {
			p.bump(r.Edges[i], w, 1)
			p.bump(r.Edges[i], g, -1)
		}
		g0, w0 = got[i], want[i]
	}
}

// A phraseTable collects the flags of listed phrases.
type phraseTable map[uint64]uint64

// add puts flags on a phrase, and marks what begins it.
func (t phraseTable) add(words []string, flags uint64) {
	var h uint64
	for i, w := range words {
		if i > 0 {
			t[h] |= 1 << lang.PhraseBegins
		}
		h = lang.PhraseHash(h, lang.WordHash(w))
	}
	t[h] |= flags
}

// buildLists encodes all lists of names.
func buildLists(s setting) ([]byte, error) {
	t := phraseTable{}
	if err := t.addHandmade(filepath.Join(s.out, "names.txt")); err != nil {
		return nil, err
	}
	if err := t.addWordNet(filepath.Join(s.out, "wordnet.txt.gz")); err != nil {
		return nil, err
	}
	if s.polnear {
		silver, err := readSilver(filepath.Join(s.corpora, "polnear", "corenlp-train.tsv.gz"))
		if err != nil {
			return nil, err
		}
		t.addSeen(silver)
	}
	return buildMap(t), nil
}

// handLists are the lists of names.txt and their flags.
var handLists = map[string]uint64{
	"place": 1 << (lang.ListedKind + int(lang.Place)), "body": 1 << (lang.ListedKind + int(lang.Body)),
	"other": 1 << (lang.ListedKind + int(lang.Other)), "title": 1 << lang.TitlePhrase,
	"first": 1 << lang.FirstName, "surname": 1 << lang.Surname,
	"bodyword": 1 << lang.BodyWord, "placeword": 1 << lang.PlaceWord, "otherword": 1 << lang.OtherWord,
}

// addHandmade adds the lists of names.txt.
func (t phraseTable) addHandmade(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	flags := uint64(0)
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		l := strings.TrimSpace(sc.Text())
		switch {
		case l == "" || l[0] == '#':
		case strings.HasSuffix(l, ":"):
			var ok bool
			if flags, ok = handLists[l[:len(l)-1]]; !ok {
				return fmt.Errorf("%s:%d: there is no list %q", path, n, l)
			}
		default:
			for _, e := range strings.Split(l, ",") {
				if e = strings.TrimSpace(e); e != "" {
					t.add(nameWords(e), flags)
				}
			}
		}
	}
	return sc.Err()
}

// nameWords cuts a name into words as the tokenizer does.
func nameWords(s string) []string {
	s = strings.NewReplacer("-", " - ", "'s", " 's", "&", " & ", "_", " ").Replace(s)
	return strings.Fields(s)
}

// wordnetKinds are WordNet's lexicographer files as kinds of names.
var wordnetKinds = map[string]lang.NameKind{"n15": lang.Place, "n17": lang.Place, "n18": lang.Person, "n14": lang.Body,
	"n04": lang.Other, "n10": lang.Other, "n06": lang.Other, "n28": lang.Other, "n11": lang.Other, "n09": lang.Other}

// addWordNet adds the names that WordNet knows, and the first words and last
// of its people's.
func (t phraseTable) addWordNet(path string) error {
	lines, err := readLines(path)
	if err != nil {
		return err
	}
	for _, l := range lines {
		name, file, ok := strings.Cut(l, "\t")
		if l[0] != '=' || !ok {
			continue
		}
		for _, f := range strings.FieldsFunc(file, func(r rune) bool { return r == ' ' || r == ',' }) {
			kind, ok := wordnetKinds[f]
			if !ok {
				continue
			}
			words := nameWords(name[1:])
			if len(words) == 1 && kind == lang.Person {
				t.add(words, 1<<lang.Surname)
			}
			t.add(words, 1<<(lang.WordNetKind+int(kind)))
		}
	}
	return nil
}

// silverKinds are CoreNLP's types of names.
var silverKinds = map[string]lang.NameKind{"PERSON": lang.Person, "ORGANIZATION": lang.Body, "LOCATION": lang.Place, "MISC": lang.Other}

// A kindCount counts the kinds that a word or a phrase was seen as; the last
// one is none.
type kindCount [lang.NumNameKind + 1]int

// minSeenName is how often a word or phrase must be seen for its kind to count.
const minSeenName = 3

// code returns the kind that c mostly holds and how surely, in four bits.
func (c *kindCount) code() uint64 {
	best, total := 0, 0
	for k, n := range c {
		total += n
		if n > c[best] {
			best = k
		}
	}
	share := 10 * c[best] / max(total, 1)
	switch {
	case total < minSeenName || share < 5:
		return 0
	case best == lang.NumNameKind:
		if share >= 8 {
			return 14
		}
		return 13
	case share >= 9:
		return uint64(best)*3 + 3
	case share >= 7:
		return uint64(best)*3 + 2
	}
	return uint64(best)*3 + 1
}

// addSeen adds how CoreNLP took words and phrases.
func (t phraseTable) addSeen(silver []silverDoc) {
	words, phrases := map[string]*kindCount{}, map[string]*kindCount{}
	count := func(m map[string]*kindCount, w string, k int) {
		if m[w] == nil {
			m[w] = &kindCount{}
		}
		m[w][k]++
	}
	for _, d := range silver {
		for _, st := range d.sents {
			for i := 0; i < len(st); {
				kind, named := silverKinds[st[i].ner]
				if !named {
					if w := st[i].word; i > 0 && w[0] >= 'A' && w[0] <= 'Z' {
						count(words, w, lang.NumNameKind)
					}
					i++
					continue
				}
				j := i
				for j < len(st) && st[j].ner == st[i].ner {
					count(words, st[j].word, int(kind))
					j++
				}
				if j-i <= 7 {
					count(phrases, joinWords(st[i:j]), int(kind))
				}
				i = j
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(words)) {
		t.see([]string{w}, words[w].code(), lang.SeenKind)
	}
	for _, p := range slices.Sorted(maps.Keys(phrases)) {
		t.see(nameWords(p), phrases[p].code(), lang.SeenPhrase)
	}
}

// see adds a code to a phrase, unless it has one.
func (t phraseTable) see(words []string, code uint64, shift int) {
	var h uint64
	for _, w := range words {
		h = lang.PhraseHash(h, lang.WordHash(w))
	}
	if code != 0 && t[h]>>shift&15 == 0 {
		t.add(words, code<<shift)
	}
}

func joinWords(ts []silverToken) string {
	var w []string
	for _, t := range ts {
		w = append(w, t.word)
	}
	return strings.Join(w, " ")
}
