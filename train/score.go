package main

import (
	"errors"
	"flag"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// score runs the subcommand of that name: it prints how well the reader does
// on a treebank or on a folder of annotated stories.
func score(args []string) {
	flags := flag.NewFlagSet("score", flag.ExitOnError)
	ud := flags.String("ud", "", "CoNLL-U `file` to score tokens, sentences, tags and heads on")
	relations := flags.String("relations", "", "`folder` with text/ and attributions/ to score attribution on")
	records := flags.String("records", "", "`folder` of stories, NAME.txt, with records made by hand, NAME.json, to score whole records on")
	verbose := flags.Bool("v", false, "with -records, tell what went wrong")
	calibration := flags.String("calibration", "", "`folder` like that of -relations, to compare confidences with what is right")
	lemmas := flags.String("lemmas", "", "CoNLL-U `file` to score lemmas on, given its tags")
	names := flags.String("names", "", "CoNLL-U `file` with entities to score names on")
	checked := flags.String("names-checked", "", "`folder` of stories to score names on that were marked by hand")
	dir := flags.String("weights", "internal/english/data", "`folder` of the weights")
	flags.Parse(args)
	var err error
	switch {
	case *ud != "" && *relations == "" && flags.NArg() == 0:
		err = scoreUD(os.Stdout, *dir, *ud)
	case *relations != "" && *ud == "" && flags.NArg() == 0:
		var read func(string) []attribution.Relation
		if read, err = relationReader(*dir); err == nil {
			err = scoreRelations(*relations, read)
		}
	case *records != "" && flags.NArg() == 0:
		err = scoreRecords(os.Stdout, *records, *verbose)
	case *calibration != "" && flags.NArg() == 0:
		var read func(string) []attribution.Relation
		if read, err = relationReader(*dir); err == nil {
			err = scoreCalibration(os.Stdout, *calibration, read)
		}
	case *lemmas != "" && flags.NArg() == 0:
		err = scoreLemmas(os.Stdout, *dir, *lemmas)
	case *names != "" && flags.NArg() == 0:
		err = scoreNames(os.Stdout, *dir, *names)
	case *checked != "" && flags.NArg() == 0:
		err = scoreCheckedNames(os.Stdout, *dir, "testdata/names.txt", *checked)
	default:
		flags.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// loadReader loads the language pipeline from the weight files in dir. A
// stage whose file is not there is left out.
func loadReader(dir string) (*lang.Reader, error) {
	var files [5]*weights.File
	for i, stage := range []string{"sentences", "tagger", "lemmas", "parser", "names"} {
		f, err := openWeights(setting{out: dir}, stage)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(errors.New(filepath.Join(dir, stage)), err)
		}
		files[i] = f
	}
	return lang.Load(files[0], files[1], files[2], files[3], files[4])
}
