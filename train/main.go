// Command train makes the weights under internal/english/data from the
// corpora, and scores the reader on them.
//
//	go run ./train -corpora DIR [-without polnear] [stage...]
//	go run ./train score -ud FILE.conllu.gz
//	go run ./train score -relations DIR
//	go run ./train marked STORY...
//	go run ./train wordnet DIR
//
// Training is deterministic: the same corpora give the same bytes. Every stage
// reads the weights of the stages before it from the folder that it writes to,
// so a single one may be trained anew by its name.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/onrecord/onrecord/internal/weights"
)

// A setting is where training reads and writes.
type setting struct {
	corpora string // the folder of the corpora
	out     string // the folder of the weights
	polnear bool   // whether PolNeAR may be used
}

// stages are the trained stages in the order of the pipeline. Each writes the
// weight file of its name.
var stages = []struct {
	name  string
	train func(setting) (*weights.Builder, error)
}{
	{"sentences", trainSentences},
	{"tagger", trainTagger},
	{"lemmas", trainLemmas},
	{"parser", trainParser},
	{"names", trainNames},
	{"attribution", trainAttribution},
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	if len(os.Args) > 1 && os.Args[1] == "score" {
		score(os.Args[2:])
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "marked" {
		if err := showMarked(os.Stdout, os.Args[2:]); err != nil {
			log.Fatal(err)
		}
		return
	}
	if len(os.Args) == 3 && os.Args[1] == "wordnet" {
		wordnet(os.Args[2], "internal/english/data/wordnet.txt.gz")
		return
	}
	var s setting
	flag.StringVar(&s.corpora, "corpora", "", "folder of the corpora (required)")
	flag.StringVar(&s.out, "out", "internal/english/data", "folder of the weights")
	without := flag.String("without", "", "corpus to do without: polnear")
	flag.Parse()
	if s.corpora == "" || *without != "" && *without != "polnear" {
		flag.Usage()
		os.Exit(2)
	}
	s.polnear = *without == ""
	if err := train(s, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// wordnet condenses the WordNet database in dir, which the stages are then
// trained with.
func wordnet(dir, file string) {
	b, err := condenseWordNet(dir)
	if err == nil {
		err = os.WriteFile(file, b, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// train trains the named stages, all if none is named.
func train(s setting, names []string) error {
	for _, n := range names {
		if !slices.ContainsFunc(stages, func(st struct {
			name  string
			train func(setting) (*weights.Builder, error)
		}) bool {
			return st.name == n
		}) {
			return fmt.Errorf("there is no stage %q", n)
		}
	}
	for _, st := range stages {
		if len(names) > 0 && !slices.Contains(names, st.name) {
			continue
		}
		start := time.Now()
		b, err := st.train(s)
		if err != nil {
			return fmt.Errorf("%s: %w", st.name, err)
		}
		data := b.Bytes()
		if err := os.WriteFile(filepath.Join(s.out, st.name+".weights"), data, 0o644); err != nil {
			return err
		}
		log.Printf("%-12s %5.1f MB in %v", st.name, float64(len(data))/1e6, time.Since(start).Round(time.Second))
	}
	return nil
}

// openWeights opens the weight file of a stage trained before.
func openWeights(s setting, stage string) (*weights.File, error) {
	b, err := os.ReadFile(filepath.Join(s.out, stage+".weights"))
	if err != nil {
		return nil, err
	}
	return weights.Open(b)
}
