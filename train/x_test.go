package main

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

const corpora = "/work/shared/corpora"

func hashWord(s string) uint64 { return lang.WordHash(s) }

func buildMapOf(m map[uint64]lang.TagSet) weights.Map {
	var ks, vs []uint64
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	for _, k := range ks {
		vs = append(vs, uint64(m[k]))
	}
	b := weights.BuildMap(ks, vs)
	mm, err := weights.ReadMap(b)
	if err != nil {
		panic(err)
	}
	fmt.Println("map", len(ks), len(b))
	return mm
}

func TestTagger(t *testing.T) {
	train, err := readTreebanks(corpora, "train")
	if err != nil {
		t.Fatal(err)
	}
	gum, _ := readTreebank(corpora + "/ud/gum/dev.conllu.gz")
	ewt, _ := readTreebank(corpora + "/ud/ewt/dev.conllu.gz")
	open, err := openTags("../internal/english/data/wordnet.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	om := map[uint64]lang.TagSet{}
	for w, s := range open {
		om[hashWord(w)] = s
	}
	count := map[uint64]map[lang.XPOS]int{}
	for _, d := range train.docs {
		for i, tok := range d.Tokens {
			h := hashWord(d.Word(i))
			if count[h] == nil {
				count[h] = map[lang.XPOS]int{}
			}
			count[h][tok.XPOS]++
		}
	}
	silver, err := readSilver(corpora + "/polnear/corenlp-train.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SILVER") != "" {
		for _, d := range silver {
			for _, st := range d.sents {
				for _, tok := range st {
					h := hashWord(tok.word)
					if count[h] == nil {
						count[h] = map[lang.XPOS]int{}
					}
					count[h][tok.xpos]++
				}
			}
		}
	}
	sm := map[uint64]lang.TagSet{}
	for h, c := range count {
		n := 0
		for _, k := range c {
			n += k
		}
		if n < 3 {
			continue
		}
		var s lang.TagSet
		for x, k := range c {
			if k*50 >= n {
				s = s.Add(x)
			}
		}
		sm[h] = s
	}
	capn := map[uint64][2]int{}
	add := func(w string, first bool) {
		if first {
			return
		}
		c := w[0]
		h := hashWord(w)
		n := capn[h]
		if c >= 'A' && c <= 'Z' {
			n[1]++
		} else if c >= 'a' && c <= 'z' {
			n[0]++
		}
		capn[h] = n
	}
	if os.Getenv("NOCAPS") == "" {
		for _, d := range silver {
			for _, st := range d.sents {
				title := 0
				for _, tok := range st {
					if tok.word[0] >= 'A' && tok.word[0] <= 'Z' {
						title++
					}
				}
				if title*2 > len(st) {
					continue
				}
				for i, tok := range st {
					add(tok.word, i == 0 || tok.xpos == lang.OpenQuote || st[i-1].xpos == lang.OpenQuote || st[i-1].xpos == lang.Colon)
				}
			}
		}
	}
	cm := map[uint64]lang.TagSet{}
	for h, n := range capn {
		if t := n[0] + n[1]; t >= 2 {
			r := n[1] * 10 / t
			b := 1
			switch {
			case r >= 9:
				b = 4
			case r >= 5:
				b = 3
			case r >= 1:
				b = 2
			}
			if t >= 6 {
				b += 4
			}
			cm[h] = lang.TagSet(b)
		}
	}
	lex := &lang.Lexicon{Caps: buildMapOf(cm), Seen: buildMapOf(sm), Open: buildMapOf(om)}
	tags, ix := tagIndex(train.docs)
	var docs []taggedDoc
	for k, d := range train.docs {
		td := taggedDoc{doc: d}
		for _, tok := range d.Tokens {
			td.gold = append(td.gold, uint8(ix[lang.Tag{UPOS: tok.UPOS, XPOS: tok.XPOS}]))
		}
		docs = append(docs, td)
		if k%10 == 0 {
			docs = append(docs, taggedDoc{recased(d, k/10%3), td.gold})
		}
	}
	run := func(docs []taggedDoc) *lang.Tagger {
		ks, rows := trainTagger(docs, tags, lex, 8)
		m, _ := weights.ReadSparse(weights.BuildSparse(len(tags), ks, rows))
		return &lang.Tagger{Lexicon: *lex, Model: m, Tags: tags}
	}
	if os.Getenv("TWO") != "" {
		lex.Second = false
		const K = 8
		outd := make([]taggedDoc, len(docs))
		for k := range K {
			var in []taggedDoc
			for j, d := range docs {
				if j%K != k {
					in = append(in, d)
				}
			}
			tg := run(in)
			for j, d := range docs {
				if j%K == k {
					e := *d.doc
					e.Tokens = slices.Clone(e.Tokens)
					tg.Tag(&e)
					outd[j] = taggedDoc{&e, d.gold}
				}
			}
		}
		tg := run(docs)
		for _, tb := range []*treebank{gum, ewt} {
			for i, d := range tb.docs {
				e := *d
				e.Tokens = slices.Clone(d.Tokens)
				tg.Tag(&e)
				tb.first = append(tb.first, &e)
				_ = i
			}
		}
		docs = outd
		lex.Second = true
	}
	start := time.Now()
	ks, rows := trainTagger(docs, tags, lex, 8)
	fmt.Println("train", time.Since(start), len(ks))
	b := weights.BuildSparse(len(tags), ks, rows)
	fmt.Println("bytes", len(b))
	m, err := weights.ReadSparse(b)
	if err != nil {
		t.Fatal(err)
	}
	tg := &lang.Tagger{Lexicon: *lex, Model: m, Tags: tags}
	for name, tb := range map[string]*treebank{"gum": gum, "ewt": ewt} {
		n, x, u := 0, 0, 0
		conf := map[string]int{}
		start := time.Now()
		for k, d := range tb.docs {
			e := *d
			if tb.first != nil {
				e = *tb.first[k]
			}
			e.Tokens = slices.Clone(e.Tokens)
			tg.Tag(&e)
			for i := range d.Tokens {
				n++
				if d.Tokens[i].XPOS == e.Tokens[i].XPOS {
					x++
				} else {
					conf[d.Tokens[i].XPOS.String()+">"+e.Tokens[i].XPOS.String()]++
					if os.Getenv("SHOW") == name {
						fmt.Println(d.Tokens[i].XPOS, e.Tokens[i].XPOS, d.Word(i), "|", d.Text[max(0, d.Tokens[i].Start-30):min(len(d.Text), d.Tokens[i].End+30)])
					}
				}
				if d.Tokens[i].UPOS == e.Tokens[i].UPOS {
					u++
				}
			}
		}
		type kv struct {
			k string
			n int
		}
		var l []kv
		for k, n := range conf {
			l = append(l, kv{k, n})
		}
		slices.SortFunc(l, func(a, b kv) int { return b.n - a.n })
		fmt.Println(l[:30])
		fmt.Printf("%s XPOS %.2f UPOS %.2f  %.0f tok/s\n", name, 100*float64(x)/float64(n), 100*float64(u)/float64(n), float64(n)/time.Since(start).Seconds())
	}
}
